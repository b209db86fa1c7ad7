"""Gatherer: the models of organisations, CAGs, networks, places, themes and programmes."""

from groups.action_groups import models as action_groups
from groups.contacts import models as contacts
from groups.duplicates import models as duplicates
from groups.enquiries import models as enquiries
from groups.invitations import models as invitations
from groups.networks import models as networks
from groups.organisations import carried
from groups.organisations import models as organisations
from groups.places import models as places
from groups.programmes import models as programmes
from groups.suggestions import models as suggestions
from groups.support_plans import models as support_plans
from groups.themes import models as themes
from groups.updates import models as updates
from groups.workspace import models as workspace
from groups.yearly import models as yearly

__all__ = [
    "action_groups",
    "carried",
    "duplicates",
    "contacts",
    "enquiries",
    "invitations",
    "networks",
    "organisations",
    "places",
    "programmes",
    "suggestions",
    "support_plans",
    "themes",
    "updates",
    "workspace",
    "yearly",
]
