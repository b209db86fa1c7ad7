"""Staff pages of invitations to meetings: choose, look, send; what came of each round."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q
from django.template.response import TemplateResponse
from django.utils import timezone

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.inviting import actions
from meetings.inviting.audience import choose, with_organisations
from meetings.inviting.forms import InviteForm, audience_of
from meetings.inviting.models import InvitationRound, MeetingInvitation
from meetings.meetings.admin import MeetingAdmin
from meetings.rsvps.models import Rsvp


def invite_form(request, obj):
    return InviteForm


def _invite(request, obj, data):
    """First the head-count and the list; the mails go only when that is confirmed."""
    audience = audience_of(data)
    if "confirmed" not in request.POST:
        chosen = choose(obj, audience, timezone.now())
        return _look(request, obj, audience, chosen)
    batch = actions.invite(
        meeting=obj, audience=audience, words=data["words"], asks_again=data["asks_again"], by=request.user
    )
    return f"{batch.invited} invited. The mails go within the minute, by day."


def _look(request, obj, audience, chosen):
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        **admin.site.each_context(request),
        "title": f"Look at the invitations: {obj}",
        "opts": MeetingInvitation._meta,
        "meeting": obj,
        "audience": audience,
        "chosen": chosen,
        "people": with_organisations(chosen.invited),
        "too_many": len(chosen.invited) > actions.MOST,
        "most": actions.MOST,
        "fields": [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"],
    }
    return TemplateResponse(request, "admin/meetings/meetinginvitation/preview.html", context)


MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "invite",
        "Invite people",
        _invite,
        form=invite_form,
        when=lambda request, obj: obj.is_open,
        explain="Within one kind any will do; different kinds must all hold. You see who it is before anything is "
        "sent. Left out are those who answered, were invited before, or want no such mails.",
    ),
)


@admin.register(InvitationRound)
class InvitationRoundAdmin(ReadOnlyAdmin):
    """Each round, and how many of it have answered."""

    list_display = ["meeting", "at", "audience_words", "invited", "said_yes", "said_other", "silent", "stopped", "by"]
    list_select_related = ["meeting", "by"]
    search_fields = ["meeting__title", "audience_words"]
    date_hierarchy = "at"
    fields = [
        "meeting",
        "at",
        "by",
        "audience_words",
        "words",
        "asks_again",
        "invited",
        "answered",
        "before",
        "stopped",
    ]

    def get_queryset(self, request):
        theirs = Rsvp.objects.filter(meeting=OuterRef("meeting"), user=OuterRef("user"))
        going = [Rsvp.State.YES, Rsvp.State.WAITLISTED, Rsvp.State.OFFERED]
        rows = MeetingInvitation.objects.annotate(
            yes=Exists(theirs.filter(state__in=going)), other=Exists(theirs.exclude(state__in=going))
        )
        count = rows.order_by().values("round").annotate(n=Count("pk")).values("n")
        mine = Q(round=OuterRef("pk"))
        return super().get_queryset(request).annotate(
            yes=count.filter(mine, yes=True), other=count.filter(mine, other=True)
        )  # fmt: skip

    @admin.display(description="said yes")
    def said_yes(self, obj):
        return obj.yes or 0

    @admin.display(description="answered otherwise")
    def said_other(self, obj):
        return obj.other or 0

    @admin.display(description="no answer yet")
    def silent(self, obj):
        return obj.invited - (obj.yes or 0) - (obj.other or 0)


@admin.register(MeetingInvitation)
class MeetingInvitationAdmin(ReadOnlyAdmin):
    """Each person invited: when it was sent, and whether they were asked once more."""

    list_display = ["user", "meeting", "sent_at", "chased_at", "dropped_at"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter), ("chased_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "meeting"]
    search_fields = ["user__name", "user__email", "meeting__title"]
    ordering = ["-created_at", "-pk"]
