"""What everybody may read: the list of released wordings, one issue, "us too"; and the alert page."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, TemplateView

from camk.accounts.actions import person_for
from camk.files import serve
from camk.limits import consume
from camk.questions import question
from camk.views import ActionFormView
from insights.issues.actions import add_us_too, forget_draft, raise_alert
from insights.issues.forms import AlertForm, AnswerForm, ConfirmForm, FilterForm, UsTooForm
from insights.issues.models import Issue, Voice
from insights.issues.paging import Listed
from insights.issues.permissions import (
    hears_of,
    may_say_us_too,
    may_triage,
    stands_under,
    told_voices,
    what_they_may,
)
from insights.issues.rows import facts_of
from insights.issues.searching import Words
from insights.issues.timeline import timeline
from insights.issues.views.begun import KEY, only_organisation, photo_of, tell_draft


class IssueList(TemplateView):
    """What we heard: every released wording, newest first."""

    template_name = "insights/issues/list.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        form = FilterForm(asked or None)
        columns, words = form.columns(), form.words()
        listed = Listed(columns, Words(words) if words else None)
        page = listed.leaf(after=asked.get("after", ""), before=asked.get("before", ""))
        return super().get_context_data(
            page_of_issues=page,
            count=str(len(page.rows)) if page.is_all else listed.counted(),
            filter_form=form,
            active=bool(columns or words),
            newer_url=self.leaf_url(before=page.newer),
            older_url=self.leaf_url(after=page.older),
            **kwargs,
        )

    def leaf_url(self, **mark) -> str:
        """This list with another page mark, or "" when there is no such page."""
        if not any(mark.values()):
            return ""
        query = self.request.GET.copy()
        query.pop("after", None)
        query.pop("before", None)
        query.update(mark)
        return f"?{query.urlencode()}"


class IssueDetail(DetailView):
    """One issue: the wording for everybody; their own words for those who told us; a way in for staff."""

    template_name = "insights/issues/detail.html"
    slug_field = slug_url_kwarg = "reference"
    context_object_name = "issue"

    def get_queryset(self):
        return Issue.objects.visible_to(self.request.user).with_main()

    def get_object(self, queryset=None):
        if self.request.user.is_authenticated:
            return super().get_object(queryset)
        for issue in _shown_to_visitors(reference=self.kwargs["reference"]):
            return issue
        raise Http404

    def get_context_data(self, **kwargs):
        issue, user = self.object, self.request.user
        voices = list(told_voices(user, issue).for_their_people()) if user.is_authenticated else []
        own = [voice for voice in voices if voice.user_id == user.pk]
        is_staff = may_triage(user)
        now = stands_under(voices, issue)
        return super().get_context_data(
            entries=timeline(now, told_as=issue, voices=voices, is_staff=is_staff),
            facts=facts_of(issue),
            current=now,
            voices=voices,
            own_voices=own,
            may_us_too=may_say_us_too(issue) and not voices,
            **what_they_may(voices, now),
            hears=user.is_authenticated and hears_of(user, issue, told=bool(own)),
            answer_form=AnswerForm(),
            confirm_form=ConfirmForm(),
            admin_url=reverse("admin:insights_issue_change", args=[issue.pk]) if is_staff else "",
            **kwargs,
        )


@question
def _shown_to_visitors(*, reference):
    return Issue.objects.visible_to(AnonymousUser()).with_main().filter(reference=reference)


class UsTooView(ActionFormView):
    """ "Us too": one tap for people we know; guests leave name and e-mail."""

    template_name = "insights/issues/us_too.html"
    form_class = UsTooForm

    @cached_property
    def issue(self) -> Issue:
        return get_object_or_404(
            Issue.objects.released().select_related("joined_to"), reference=self.kwargs["reference"]
        )

    def dispatch(self, request, *args, **kwargs):
        if self.issue.joined_to_id and self.issue.joined_to.released_at:
            return redirect("insights:issue-us-too", self.issue.joined_to.reference)
        if not may_say_us_too(self.issue):
            messages.info(request, "You cannot add to this one any more. You can tell us about it anew.")
            return redirect(self.issue)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self):
        """What was being told when this issue was found to be the same."""
        return tell_draft(self.request) if self.request.GET.get("mine") else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        data = self.draft.data if self.draft else {}
        initial = {name: data[name] for name in ("words", "affected") if data.get(name)}
        initial |= {"place": data["places"][0]} if data.get("places") else {}
        own = only_organisation(self.request.user)
        return {"consents": ["count"], "organisation": own.pk if own else None} | initial

    def get_context_data(self, **kwargs):
        return super().get_context_data(issue=self.issue, **kwargs)

    def act(self, form):
        consume(self.request, "us_too")
        data, user = form.cleaned_data, self.request.user
        if not user.is_authenticated:
            user = person_for(email=data["email"], name=data["name"])
        told = {name: data[name] for name in ("words", "place", "affected", "consents")}
        photo = photo_of(self.draft.data) if self.draft else None
        # One tap on the page of the issue asks nothing: it says what the form would have come with.
        tapped = "organisation" not in self.request.POST
        organisation = only_organisation(self.request.user) if tapped else data.get("organisation")
        add_us_too(issue=self.issue, user=user, organisation=organisation, photo=photo, **told, by=user)
        if self.draft:
            forget_draft(draft=self.draft)
            self.request.session.pop(KEY, None)
        messages.success(self.request, "Thank you. We have added your voice, and tell you what comes of it.")
        return redirect(self.issue)


class SafeguardingView(ActionFormView):
    """Somebody may be at risk: who can help now, and a way to be rung back; no box for what it is about."""

    template_name = "insights/issues/safeguarding.html"
    form_class = AlertForm

    def get_initial(self):
        user = self.request.user
        return {"name": user.name, "phone": user.phone, "email": user.email} if user.is_authenticated else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(from_telling=self.request.GET.get("from") == "tell", **kwargs)

    def act(self, form):
        consume(self.request, "safeguarding_alert")
        user = self.request.user
        raise_alert(**form.cleaned_data, by=user if user.is_authenticated else None)
        return redirect("insights:issue-safeguarding-sent")


class SafeguardingSent(TemplateView):
    """Who will ring back, and whom to ring until then."""

    template_name = "insights/issues/safeguarding_sent.html"


@require_safe
def voice_photo(request, pk):
    """The picture sent with one's own words: for whoever may read those words."""
    voice = get_object_or_404(Voice.objects.visible_to(request.user).select_related("photo"), pk=pk)
    if voice.photo is None:
        raise Http404
    return serve(voice.photo, inline=voice.photo.content_type.startswith("image/"))
