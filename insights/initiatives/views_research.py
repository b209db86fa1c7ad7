"""Pages of the research stage, for whoever writes things down: campaigns, goals, and the vote of the assembly."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from camk.views import ActionFormView, perform
from insights.initiatives import actions
from insights.initiatives.forms_research import BallotForm, CampaignForm, GoalForm, HandsForm, InstitutionVoteForm
from insights.initiatives.measures import ATTENDANCES
from insights.initiatives.models import Ballot, Campaign, Goal
from insights.initiatives.views import LogMixin


class WorkView(LogMixin, TemplateView):
    """Everything its organiser writes down, in the order of the four stages; made for a phone."""

    template_name = "insights/initiatives/work.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            campaigns=self.initiative.campaigns.all(),
            goals=self.initiative.goals.all(),
            gatherings=self.initiative.meetings.filter(measure__in=ATTENDANCES).select_related("meeting", "assembly"),
            ballots=self.initiative.ballots.select_related("meeting__meeting"),
            **kwargs,
        )


class WorkForm(LogMixin, ActionFormView):
    """A form of the working page; saved, it leads back there."""

    template_name = "insights/initiatives/form.html"
    of_initiative = True

    def done(self, words: str):
        messages.success(self.request, words)
        return HttpResponseRedirect(reverse("insights:initiative-work", args=[self.initiative.slug]))


class RowForm(WorkForm):
    """The same form for a new row (no number in the address) and for one that is changed."""

    model = None
    boxes: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @cached_property
    def row(self):
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(self.model, pk=self.kwargs["pk"], initiative=self.initiative)

    def get_initial(self):
        if not self.row:
            return {}
        same = {name: getattr(self.row, name) for name in self.boxes}
        return same | {name: list(getattr(self.row, name).values_list("pk", flat=True)) for name in self.lists}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.titles[bool(self.row)], **kwargs)


class CampaignView(RowForm):
    """A listening campaign is begun or changed."""

    form_class, model = CampaignForm, Campaign
    boxes = ("question", "place", "starts_on", "ends_on")
    titles = ("New listening campaign", "Change the listening campaign")

    def act(self, form):
        actions.save_campaign(
            initiative=self.initiative, campaign=self.row, **form.cleaned_data, by=self.request.user
        )
        return self.done("The listening campaign is written down.")


class GoalView(RowForm):
    """A campaign goal is proposed or changed."""

    form_class, model = GoalForm, Goal
    boxes = ("title", "change", "known_by", "can_be_done", "matters", "due_on", "workshop")
    lists = ("campaigns", "issues")
    titles = ("Propose a goal", "Change the goal")

    def act(self, form):
        actions.save_goal(initiative=self.initiative, goal=self.row, **form.cleaned_data, by=self.request.user)
        return self.done("The goal is written down.")


class BallotCreateView(WorkForm):
    """A delegates' assembly votes on goals."""

    form_class = BallotForm
    extra_context = {"title": "A vote on goals"}

    def act(self, form):
        row = actions.open_ballot(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        return HttpResponseRedirect(reverse("insights:ballot", args=[self.initiative.slug, row.pk]))


class BallotMixin(LogMixin):
    """One vote of this initiative."""

    @cached_property
    def ballot(self) -> Ballot:
        rows = Ballot.objects.select_related("meeting__meeting", "initiative")
        return get_object_or_404(rows, pk=self.kwargs["pk"], initiative=self.initiative)


class BallotView(BallotMixin, ActionFormView):
    """Votes are counted in the room; the newest count stands until the vote is closed."""

    template_name = "insights/initiatives/ballot.html"

    def get_form_class(self):
        return InstitutionVoteForm if self.ballot.is_by_institution else HandsForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ballot": self.ballot}

    def get_context_data(self, **kwargs):
        ballot = self.ballot
        votes = ballot.votes.exclude(member=None).select_related("member__organisation", "goal")
        open_tally = [] if ballot.closed_at else actions.tally_of(ballot)
        return super().get_context_data(
            ballot=ballot, tally=open_tally, votes=votes.order_by("member__organisation__name", "goal"), **kwargs
        )

    def act(self, form):
        if self.ballot.is_by_institution:
            actions.vote_of(ballot=self.ballot, **form.cleaned_data, by=self.request.user)
        else:
            actions.count_hands(ballot=self.ballot, numbers=form.numbers(), by=self.request.user)
        messages.success(self.request, "Counted.")
        return HttpResponseRedirect(self.request.path)


class BallotCloseView(BallotMixin, TemplateView):
    """Are you sure? Then what it came to is frozen."""

    template_name = "insights/initiatives/ballot_close.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(ballot=self.ballot, **kwargs)

    def post(self, request, *args, **kwargs):
        perform(request, actions.close_ballot, ballot=self.ballot, by=request.user, success="The vote is closed.")
        return HttpResponseRedirect(reverse("insights:ballot", args=[self.initiative.slug, self.ballot.pk]))
