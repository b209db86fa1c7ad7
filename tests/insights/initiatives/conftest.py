"""An initiative and whoever organises it."""

import pytest

from camk.accounts import offices
from tests.factories.camk import make_user
from tests.factories.initiatives import make_initiative, make_organiser


@pytest.fixture
def initiative():
    return make_initiative()


@pytest.fixture
def organiser(initiative):
    user = make_user("organiser@example.org", office=offices.ORGANISER)
    make_organiser(initiative=initiative, user=user)
    return user
