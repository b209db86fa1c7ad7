"""Many at once: bulk steps that honour the filter, tables to save, and an earlier log taken in."""

import csv
import io
import zipfile
from datetime import date, datetime

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as BOX
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from camk.audit import AuditEvent
from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from camk.spreadsheet import MOST_UNPACKED, xlsx_bytes
from insights.issues.models import Issue
from tests.factories.issues import make_issue, place, theme
from tests.insights.triage.test_admin import QUEUE

CANARY = "The zebra house has no heating"
IMPORT = reverse("admin:insights_issue_import")
ISSUES = reverse("admin:insights_issue_changelist")


def table(what, form):
    return reverse("admin:insights_issue_table", args=[what, form])


def states() -> list[str]:
    return list(Issue.objects.order_by("pk").values_list("state", flat=True))


# -- bulk ------------------------------------------------------------------------------------------------------


def test_a_bulk_step_honours_the_filter_and_shows_the_number_first(client_of, staff, supporter):
    client = client_of(staff)
    chosen = [make_issue(state="in_review", kind="gap", user=supporter) for _ in range(3)]
    make_issue(state="in_review", kind="idea")
    data = {"action": "bulk_close", "select_across": "1", BOX: [chosen[0].pk]}
    page = client.post(QUEUE + "?kind__exact=gap", data)
    assert "This is for 3 issues" in page.text and set(states()) == {"in_review"}
    sure = data | {"_confirmed": "1", "number": "3", "reason": "It went away", "quiet": "on"}
    assert "Please correct" in client.post(QUEUE + "?kind__exact=gap", sure | {"reason": ""}).text
    done = client.post(QUEUE + "?kind__exact=gap", sure, follow=True)
    assert "Close: 3 done." in done.text and states() == ["closed"] * 3 + ["in_review"]
    assert not OutboundMail.objects.exists()
    assert AuditEvent.objects.filter(verb="issue.tidied_quietly").count() == 3


def test_a_number_that_changed_meanwhile_is_asked_about_again(client_of, staff):
    make_issue(state="in_review")
    data = {"action": "bulk_mark", "select_across": "1", BOX: ["1"], "_confirmed": "1", "number": "2"}
    page = client_of(staff).post(QUEUE, data)
    assert "The number has changed" in page.text and not Issue.objects.filter(for_report=True).exists()


def test_what_cannot_take_the_step_is_named_and_left(client_of, staff, second_staff):
    good, bad = make_issue(state="in_review"), make_issue(state="needs_information", owner=second_staff)
    ended = make_issue(state="declined")
    data = {"action": "bulk_accept", BOX: [good.pk, ended.pk], "_confirmed": "1", "number": "2", "public": "on"}
    page = client_of(staff).post(QUEUE + "?queue=all", data, follow=True)
    assert "Put on our list: 1 done." in page.text and f"Left as they are: {ended.reference}." in page.text
    data = {"action": "bulk_assign", BOX: [good.pk, bad.pk], "_confirmed": "1", "number": "2", "owner": staff.pk}
    client_of(staff).post(QUEUE + "?queue=all", data)
    assert Issue.objects.filter(owner=staff).count() == 2


def test_many_decisions_are_told_beforehand_and_taken_back_together(client_of, staff, supporter):
    client = client_of(staff)
    chosen = [make_issue(state="in_review", user=supporter) for _ in range(2)]
    ended = make_issue(state="declined")
    data = {"action": "bulk_park", "select_across": "1", BOX: [ended.pk]}
    asked = client.post(QUEUE + "?queue=all", data)
    assert "2 can take this step now; 1 cannot" in asked.text
    late = data | {"_confirmed": "1", "number": "3", "until": "2026-01-01", "words": "We watch", "public": "on"}
    again = client.post(QUEUE + "?queue=all", late)
    assert "still to come" in again.text and "We watch" in again.text
    done = client.post(QUEUE + "?queue=all", late | {"until": "", "another_place": "on"}, follow=True)
    numbers = ",".join(str(issue.pk) for issue in chosen)
    assert f"?queue=all&amp;id__in={numbers}" in done.text and states() == ["parked", "parked", "declined"]
    these = QUEUE + f"?queue=all&id__in={numbers}"
    back = {"action": "bulk_undo", "select_across": "1", BOX: [chosen[0].pk], "_confirmed": "1", "number": "2"}
    assert "Take my decision back: 2 done" in client.post(these, back, follow=True).text
    assert states() == ["in_review", "in_review", "declined"]
    assert not OutboundMail.objects.exclude(state="dropped").exists()


def test_nothing_is_deleted(client_of, staff):
    issue = make_issue()
    page = client_of(staff).post(QUEUE, {"action": "delete_selected", BOX: [issue.pk], "post": "yes"}, follow=True)
    assert page.status_code == 200 and Issue.objects.exists()
    assert client_of(staff).post(reverse("admin:insights_issue_delete", args=[issue.pk])).status_code == 403


# -- tables ----------------------------------------------------------------------------------------------------


def test_issues_are_saved_as_csv_and_xlsx_by_the_filter_without_anybodys_words(client_of, staff, supporter):
    client = client_of(staff)
    issue = make_issue(
        state="accepted", kind="gap", words=CANARY, user=supporter, lead_wording="=1+1", severity=2, reach=2
    )
    released = make_issue(state="accepted", kind="gap", released=True, lead_wording="@a hall is cold")
    make_issue(state="accepted", kind="idea")
    query = "?queue=all&kind__exact=gap"
    text = b"".join(client.get(table("issues", "csv") + query).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Reference"] for row in rows] == [issue.reference, released.reference]
    assert (rows[0]["Priority"], rows[0]["Released wording"]) == ("4", "")
    assert rows[1]["Released wording"] == "'@a hall is cold"
    assert "zebra" not in text and "Sam Supporter" not in text and supporter.email not in text
    sheet = load_workbook(io.BytesIO(client.get(table("issues", "xlsx") + query).content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) == 3 and lines[2][-2] == "'@a hall is cold" and lines[1][3].date() == date.today()
    assert AuditEvent.objects.filter(verb="issue.exported").count() == 2


def test_the_list_leads_to_its_tables_as_it_is_narrowed(client_of, staff, trustee):
    page = client_of(staff).get(ISSUES + "?queue=all")
    for what in ("issues", "updates"):
        for ending in ("csv", "xlsx"):
            assert f'href="{table(what, ending)}?queue=all"' in page.text
    assert table("issues", "csv") not in client_of(trustee).get(ISSUES).text


def test_updates_are_saved_with_words_only_where_everybody_may_read_them(client_of, staff, supporter):
    hidden, shown = make_issue(state="in_review", user=supporter), make_issue(state="in_review", released=True)
    client = client_of(staff)
    for issue in (hidden, shown):
        address = reverse("admin:insights_issue_step", args=[issue.pk, "accept"])
        client.post(address, {"words": f"={issue.reference} is on it", "public": "on"})
    text = b"".join(client.get(table("updates", "csv") + "?queue=all").streaming_content).decode()
    assert f"'={shown.reference} is on it" in text and f"{hidden.reference} is on it" not in text
    sheet = load_workbook(io.BytesIO(client.get(table("updates", "xlsx") + "?queue=all").content)).active
    assert sheet.max_row == 3
    moved = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert datetime.fromisoformat(moved["At"]) == sheet["B2"].value and sheet["B2"].value.microsecond == 0
    assert client.get(table("nonsense", "csv")).status_code == 404


def test_tables_and_import_are_for_staff(client_of, visitor, supporter, trustee):
    for person in (visitor, supporter, trustee):
        for address in (table("issues", "csv"), table("updates", "xlsx"), IMPORT):
            assert client_of(person).get(address).status_code in (302, 403)


# -- an earlier log --------------------------------------------------------------------------------------------

LOG = """Date submitted,Category,Brief description,Detail,Area(s),Keyword,How many,Suggested action,Organisation
21/10/2021,Issue,No laptops for school,They share one phone,Netherfield;Atlantis,Food bank,"1,200",Funding,Nobody
2021-11-02 09:15,Impact,Neighbours cook for each other,,All of MK,,,,
99/99/2021,Issue,A date that is none,,,,,,
05/11/2021,Nonsense,A kind that is none,,,,,,
06/11/2021,Issue,,,,,,,
,,,,,,,,
07/11/2021,Issue,Ring 07700 900123 about the hall,,,,many,,
"""


def upload(client, content=LOG):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("log", content)
    return client.post(IMPORT, {"file": file}, follow=True)


def test_an_earlier_log_is_matched_looked_at_and_stored_with_its_dates(client_of, staff):
    client = client_of(staff)
    page = upload(client)
    assert page.context["form"]["told_on"].initial == "Date submitted"
    columns = columns_of(page, affected="How many", areas="Area(s)")
    preview = client.post(page.request["PATH_INFO"], columns, follow=True)
    assert (preview.context["total"], preview.context["bad"]) == (6, 4) and not Issue.objects.exists()
    for words in (
        "99/99/2021",
        "“Nonsense” is none of ours",
        "It says nothing",
        "Atlantis",
        "“many” is not a number",
    ):
        assert words in preview.text, words
    done = client.post(preview.request["PATH_INFO"], {"where": "parked"}, follow=True)
    assert "2 stored" in done.text and not OutboundMail.objects.exists()
    first, second = Issue.objects.order_by("created_at")
    voice = first.voices.get()
    assert (first.created_at.date(), first.reference[:7], first.state) == (date(2021, 10, 21), "MK-2021", "parked")
    assert "They share one phone" in voice.words and (voice.channel, voice.affected) == ("log", 1200)
    assert first.places.get() == place("Netherfield") and first.main_theme == theme("food")
    assert "place: Atlantis; organisation: Nobody." in first.notes.get().words
    assert first.parkings.live().get().more_organisations == 1  # something brings it back
    assert (second.kind, second.due_on, second.places.get().code) == ("good_news", None, "all-of-mk")
    again = upload(client)
    twice = client.post(again.request["PATH_INFO"], columns, follow=True)
    assert twice.context["bad"] == 6 and "It is here already" in twice.text and "Store 0" not in twice.text


def columns_of(page, **more):
    return {name: page.context["form"][name].initial for name in page.context["form"].fields} | more


def test_rows_with_errors_stay_at_hand_under_their_numbers_and_a_mapping_is_kept(client_of, staff):
    client = client_of(staff)
    log = (
        "Date,Summary,Place,Place\n\n31/02/2021,The bus is late,Wolverton,x\n1st May 2021,The bus is late,,\n"
        "01/05/2021,The bus is late,,\n02/05/2021,The bus is late,,\n03/05/2021,Tall, dark and unlit,,x\n"
        "04/05/2021,Ring 01908 123456,,\n"
    )
    page = upload(client, log)
    address = page.request["PATH_INFO"]
    preview = client.post(address, columns_of(page, action="Place (column 4)", areas=""), follow=True)
    rows = {row["line"]: row for row in preview.context["rows"]}
    assert {line for line, row in rows.items() if row["errors"]} == {3, 5, 7}  # the empty second row is counted
    assert rows[5]["errors"] == ["It is the same as row 4."] and "beyond the last column" in rows[7]["errors"][0]
    assert client.get(address).context["form"]["action"].initial == "Place (column 4)"
    done = client.post(preview.request["PATH_INFO"], {"where": "queue"}, follow=True)
    named = Issue.objects.get(created_at__date=date(2021, 5, 4))
    assert "3 stored" in done.text and f"take it out there: {named.reference}" in done.text
    after = client.get(preview.request["PATH_INFO"])
    assert "3 issues" in after.text and "3 rows were" in after.text and "Store" not in after.context["form"].as_p()
    text = client.get(preview.context["left_out"]).content.decode("utf-8-sig")
    left = list(csv.DictReader(io.StringIO(text)))
    assert [row["Date"] for row in left] == ["31/02/2021", "01/05/2021", "03/05/2021"]
    assert "cannot be read" in left[0]["What was wrong"] and left[0]["Place (column 4)"] == "x"


def test_the_same_log_stored_twice_or_by_a_colleague_meanwhile_doubles_nothing(client_of, staff, second_staff):
    addresses = []
    for person in (staff, second_staff):
        client = client_of(person)
        page = upload(client, "Date,Summary\n01/02/2021,No bus at all\n")
        preview = client.post(page.request["PATH_INFO"], columns_of(page), follow=True)
        addresses.append(preview.request["PATH_INFO"])
    client_of(staff).post(addresses[0], {"where": "queue"})
    assert "stored already" in client_of(staff).post(addresses[0], {"where": "queue"}, follow=True).text
    late = client_of(second_staff).post(addresses[1], {"where": "queue"}, follow=True)
    assert "1 had come in meanwhile" in late.text and Issue.objects.count() == 1


def test_a_log_may_go_into_the_queue_and_somebody_elses_upload_is_out_of_reach(client_of, staff, second_staff):
    page = upload(client_of(staff), "Date,Description\n01/02/2021,No bus at all\n")
    address = page.request["PATH_INFO"]
    assert client_of(second_staff).get(address).status_code == 404
    client = client_of(staff)
    preview = client.post(address, {"told_on": "Date", "description": "Description"}, follow=True)
    client.post(preview.request["PATH_INFO"], {"where": "queue"})
    issue = Issue.objects.get()
    assert issue.state == "submitted" and issue.due_on > date.today()


def test_a_file_that_is_no_list_is_refused_in_words(client_of, staff):
    client = client_of(staff)
    assert "Choose a file" in client.post(IMPORT, {}).text
    assert "No rows below" in upload(client, "Date,Description\n").text
    assert "cannot be read" in upload(client, b"PK\x03\x04 and no more").text


def test_a_column_that_is_needed_is_asked_for_in_words(client_of, staff):
    page = upload(client_of(staff), "Told on,What they said,Sort\n01/02/2021,No bus,gap\n")
    form = page.context["form"]
    assert (form["told_on"].initial, form["description"].initial) == ("Told on", "What they said")
    again = client_of(staff).post(
        page.request["PATH_INFO"], {"told_on": "Told on", "description": "", "kind": "Sort"}
    )
    assert "Choose the column that holds this" in again.text
    assert again.context["form"]["kind"].value() == "Sort"


def test_a_log_kept_as_a_workbook_comes_in_too(client_of, staff):
    rows = [
        ["Date", "", "Description", "Area", "Affected", "Action"],
        [date(2021, 10, 21), "x", "No laptops for school", "Netherfield", 12.0, "Funding"],
        [datetime(2021, 11, 2, 9, 15, tzinfo=LONDON), None, "Nobody to talk to", None, None, None],
        [date(2021, 11, 3), None, "A hall", None, None, "Her husband hits her and she is afraid to go home"],
        [None] * 6,
    ]
    page = upload(client_of(staff), xlsx_bytes({"Log": rows, "Other": [["No"]]}))
    columns = columns_of(page)
    preview = client_of(staff).post(page.request["PATH_INFO"], columns, follow=True)
    assert (preview.context["total"], preview.context["bad"]) == (3, 1) and "may be at risk" in preview.text
    client_of(staff).post(preview.request["PATH_INFO"], {"where": "parked"})
    first, second = Issue.objects.order_by("created_at")
    assert (first.created_at.date(), second.created_at.date()) == (date(2021, 10, 21), date(2021, 11, 2))
    voice = first.voices.get()
    assert (voice.affected, voice.what_would_help) == (12, "Funding") and first.places.get() == place("Netherfield")


def test_a_workbook_that_would_unpack_to_too_much_is_refused(client_of, staff):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * (MOST_UNPACKED + 1))
    assert "cannot be read" in upload(client_of(staff), packed.getvalue()).text
