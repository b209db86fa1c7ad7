"""The evaluator's export: agreed for a period, without names or small numbers, each taking written down."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from camk.accounts import offices
from camk.errors import RuleBroken
from groups.themes.models import Theme
from insights.evaluations import actions, export
from insights.evaluations.models import EvaluatorAccess, EvaluatorExport
from tests.factories.camk import make_user
from tests.factories.evaluations import make_access, make_evaluation, make_quick_review
from tests.factories.initiatives import make_conversation, make_initiative, make_training

pytestmark = pytest.mark.django_db
CANARY = "zebraquartz"


@pytest.fixture
def evaluator():
    return make_user("evaluator@example.org", office=offices.EVALUATOR)


@pytest.fixture
def initiative():
    made, (first, second) = make_initiative(), Theme.objects.offered()[:2]
    for theme, number in ((first, 8), (second, 2)):
        for _ in range(number):
            said = {"held_on": date(2026, 2, 3), "words": f"{CANARY} said it", "themes": [theme]}
            make_conversation(initiative=made, **said)
    make_conversation(initiative=made, held_on=date(2024, 2, 3), words=CANARY)
    make_training(initiative=made, ended_on=date(2026, 3, 1), people=6)
    make_quick_review(initiative=made, title="=2+2", held_on=date(2026, 4, 1), answers=[5, 5])
    return made


def page_of(initiative):
    return reverse("insights:evaluator", args=[initiative.slug])


def test_an_evaluator_takes_what_was_agreed_and_it_is_written_down(client_of, evaluator, initiative, staff):
    access, browser = make_access(initiative=initiative, user=evaluator), client_of(evaluator)
    assert page_of(initiative) in browser.get(initiative.get_absolute_url()).text
    assert "Spreadsheet" in browser.get(page_of(initiative)).text
    taken = browser.post(page_of(initiative), {"access": access.pk, "form": "csv"}).text
    book = browser.post(page_of(initiative), {"access": access.pk, "form": "xlsx"})
    sheet = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book.content)).active.rows]
    assert "One-to-one conversations,all,2026 quarter 1,10" in taken and "2024" not in taken
    assert [
        "Training held elsewhere, people",
        "One-day training",
        "March 2026",
        6,
    ] in sheet or "March 2026,6" in taken
    assert "'=2+2" in taken and "=2+2" not in [cell for row in sheet for cell in row]
    assert CANARY not in taken and CANARY not in str(sheet) and "example.org" not in taken
    log = EvaluatorExport.objects.all()
    assert [(row.by, row.form, row.first_day) for row in log] == [
        (evaluator, "xlsx", access.first_day),
        (evaluator, "csv", access.first_day),
    ]
    assert str(evaluator) in client_of(staff).get(reverse("admin:insights_evaluatorexport_changelist")).text


def test_small_numbers_are_hidden_with_what_would_give_them_away(initiative):
    rows = export.rows(initiative, date(2025, 1, 1), date(2026, 12, 31))
    themes = [row[3] for row in rows if row[0].endswith("theme")]
    assert themes and 2 not in themes and export.HIDDEN in themes
    assert [row[3] for row in rows if row[1] == "=2+2"] == [2, export.HIDDEN]


def test_nobody_takes_it_without_agreement_or_after_it(client_of, evaluator, initiative, trustee):
    for user in (evaluator, trustee, make_user()):
        assert client_of(user).get(page_of(initiative)).status_code == 404
    over = make_access(initiative=initiative, user=evaluator, until=timezone.localdate() - timedelta(days=1))
    assert client_of(evaluator).post(page_of(initiative), {"access": over.pk, "form": "csv"}).status_code == 404
    standing = make_access(initiative=make_initiative(), user=evaluator)
    assert client_of(evaluator).post(page_of(initiative), {"access": standing.pk, "form": "csv"}).status_code == 404
    assert not EvaluatorExport.objects.exists()


def test_staff_agree_it_with_somebody_in_that_office(client_of, evaluator, initiative, staff):
    browser, add = client_of(staff), reverse("admin:insights_evaluatoraccess_add")
    typed = {"initiative": initiative.pk, "user": evaluator.pk, "first_day": "2026-01-01", "until": "2030-01-01"}
    assert "before the first" in browser.post(add, typed | {"last_day": "2025-01-01"}).text
    browser.post(add, typed | {"last_day": "2026-06-30"})
    access = EvaluatorAccess.objects.get()
    assert access.user == evaluator and access.by == staff
    browser.post(reverse("admin:insights_evaluatoraccess_step", args=[access.pk, "end"]))
    assert not EvaluatorAccess.objects.standing().exists()
    with pytest.raises(RuleBroken, match="office"):
        actions.give_access(
            initiative=initiative, user=staff, first_day=date(2026, 1, 1), last_day=date(2026, 1, 2),
            until=date(2030, 1, 1), by=staff,
        )  # fmt: skip


def test_to_whom_findings_went_is_a_list_and_a_log(client_of, client, staff):
    row, browser = make_evaluation(published=True), client_of(staff)
    step = "admin:insights_evaluation_step"
    browser.post(reverse(step, args=[row.pk, "share"]), {"to_whom": "Fifteen chapters"})
    browser.post(reverse(step, args=[row.pk, "share"]), {"to_whom": "A foundation"})
    with pytest.raises(RuleBroken, match="already"):
        actions.plan_sharing(evaluation=row, to_whom="a foundation", by=staff)
    first = row.sharings.get(to_whom="Fifteen chapters")
    sent = {"sharing": first.pk, "sent_on": timezone.localdate(), "how": "At a conference"}
    browser.post(reverse(step, args=[row.pk, "went-out"]), sent)
    page = browser.get(row.get_absolute_url()).text
    assert "Fifteen chapters" in page and "At a conference" in page and "A foundation" not in page
