"""Staff pages of initiatives: what it is, who carries it, what it sets out to do each year."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.admin_tools import ActionAdmin, Step, does
from insights.initiatives import actions, forms
from insights.initiatives.models import (
    AllianceMember,
    Backer,
    Campaign,
    Goal,
    Initiative,
    InitiativeMeeting,
    Organiser,
    PowerHolder,
    SteeringSeats,
    Target,
    TrainingHeld,
)
from insights.stakeholders.admin import ReadHere


def _targets(request, initiative, data):
    numbers = {(name.split("-")[0], int(name.split("-")[1])): number for name, number in data.items()}
    actions.set_targets(initiative=initiative, numbers=numbers, by=request.user)
    return "The targets are set."


def _seats(request, initiative, data):
    actions.set_seats(initiative=initiative, people=data, by=request.user)
    return "The steering group is counted."


def _note(request, initiative, data):
    actions.write_note(target=data["target"], note=data["note"], by=request.user)
    return "The note stands beside the target."


def _end_member(request, initiative, data):
    actions.end_member(member=data["member"], left_on=data["day"], by=request.user)
    return "Written down."


def _end_organiser(request, initiative, data):
    actions.end_organiser(organiser=data["organiser"], ends_on=data["day"], by=request.user)
    return "Written down."


def _publish(published):
    def run(request, initiative, data):
        actions.set_published(initiative=initiative, published=published, by=request.user)
        return "Everybody can read it." if published else "Only staff and its organiser see it now."

    return run


def _copy(request, initiative, data):
    new = actions.copy_initiative(initiative=initiative, by=request.user, **data)
    return HttpResponseRedirect(reverse("admin:insights_initiative_change", args=[new.pk]))


def _rows(row_model, names):
    """An inline that shows rows of this model on the page of their initiative."""
    return type(
        f"{row_model.__name__}Inline", (ReadHere,), {"model": row_model, "fields": names, "readonly_fields": names}
    )


@admin.register(Initiative)
class InitiativeAdmin(ActionAdmin):
    """Initiatives with their yearly targets."""

    list_display = ["name", "place", "host", "starts_on", "years", "is_published"]
    list_select_related = ["place", "host"]
    list_filter = ["is_published"]
    search_fields = ["name", "place__label", "host__name"]
    fields = [
        "name", "place", "host", "parent", "action_group", "purpose", "aims", "evaluation", "starts_on", "years"
    ]  # fmt: skip
    view_on_site = True
    inlines = [
        _rows(Target, ["measure", "year", "number", "note"]),
        _rows(Backer, ["name", "role"]),
        _rows(AllianceMember, ["organisation", "kind", "joined_on", "left_on"]),
        _rows(SteeringSeats, ["role", "people"]),
        _rows(Organiser, ["user", "hours", "starts_on", "ends_on"]),
        _rows(InitiativeMeeting, ["meeting", "measure"]),
        _rows(Campaign, ["question", "place", "starts_on", "ends_on"]),
        _rows(Goal, ["title", "due_on", "state"]),
        _rows(PowerHolder, ["stakeholder", "contact", "influence", "support", "looked_on"]),
        _rows(TrainingHeld, ["level", "ended_on", "people", "where"]),
    ]
    steps = (
        Step("targets", "Set the targets", run=_targets, form=forms.targets_form),
        Step("note", "Say something to a target", run=_note, form=forms.note_form),
        Step(
            "backer",
            "Add a funder or partner",
            run=does(actions.add_backer, "Added.", to="initiative"),
            form=forms.BackerForm,
        ),
        Step(
            "member",
            "Add an institution",
            run=does(actions.add_member, "Added.", to="initiative"),
            form=forms.MemberForm,
        ),
        Step("member-left", "An institution leaves", run=_end_member, form=forms.end_member_form),
        Step(
            "seats",
            "Count the steering group",
            run=_seats,
            form=forms.seats_form,
            explain="How many people of each role. Nobody is named.",
        ),
        Step(
            "organiser",
            "Add an organiser",
            run=does(actions.add_organiser, "Added.", to="initiative"),
            form=forms.OrganiserForm,
        ),
        Step("organiser-ends", "An organiser stops", run=_end_organiser, form=forms.end_organiser_form),
        Step(
            "meeting",
            "Count a meeting",
            run=does(actions.count_meeting, "Who comes to it counts.", to="initiative"),
            form=forms.MeetingForm,
            explain="Who came is read from the meeting itself, by the day it was held.",
        ),
        Step("publish", "Publish", run=_publish(True), when=lambda request, obj: not obj.is_published),
        Step("unpublish", "Take off the site", run=_publish(False), when=lambda request, obj: obj.is_published),
        Step(
            "copy",
            "Copy for another estate",
            run=_copy,
            form=forms.CopyForm,
            explain="Aims, years and targets are the same; people, institutions and records are not taken along.",
        ),
    )

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def write(self, request, obj, form, change):
        saved = actions.save_initiative(initiative=obj if change else None, by=request.user, **form.cleaned_data)
        obj.pk, obj.slug = saved.pk, saved.slug

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to the new initiative, where the next step is."""
        return HttpResponseRedirect(self._change_url(obj))
