"""Pages of the action stage: power map and dealings, an assembly written down live, and who turned out."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from camk.views import ActionFormView, perform
from insights.initiatives import actions
from insights.initiatives.forms_action import (
    AnswerForm,
    AskForm,
    AssemblyForm,
    DealingForm,
    PowerForm,
    TurnOutForm,
)
from insights.initiatives.measures import ATTENDANCES
from insights.initiatives.models import Assembly, InitiativeMeeting, PowerHolder, PublicAnswer, PublicAsk, TurnOut
from insights.initiatives.telling import asks_of, power_grid
from insights.initiatives.views import LogMixin
from insights.initiatives.views_research import WorkForm
from insights.issues.signals import GONE

MOST_DEALINGS = 30


class PowerMapView(LogMixin, TemplateView):
    """Influence by support as a table, and what was said to these people lately."""

    template_name = "insights/initiatives/power_map.html"

    def get_context_data(self, **kwargs):
        dealings = self.initiative.dealings.select_related("note__stakeholder", "note__contact")
        return super().get_context_data(
            grid=power_grid(self.initiative),
            supports=PowerHolder.Support.labels,
            dealings=dealings[:MOST_DEALINGS],
            **kwargs,
        )


class MapForm(WorkForm):
    """A form that leads back to the power map."""

    def done(self, words):
        messages.success(self.request, words)
        return HttpResponseRedirect(reverse("insights:power-map", args=[self.initiative.slug]))


class PowerPlaceView(MapForm):
    """A power-holder is placed on the map, or moved."""

    form_class = PowerForm
    extra_context = {"title": "Place a power-holder"}

    def get_initial(self):
        pk = self.request.GET.get("holder", "")
        row = self.initiative.power_holders.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        names = ("stakeholder", "contact", "influence", "support")
        return {name: getattr(row, name) for name in names} if row else {}

    def act(self, form):
        actions.place_on_map(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        return self.done("They are on the map.")


class DealingCreateView(MapForm):
    """What was said to a power-holder goes into the log."""

    form_class = DealingForm
    extra_context = {"title": "We met, rang or wrote to a power-holder"}

    def act(self, form):
        actions.log_dealing(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        return self.done("It stands in the log.")


class AssemblyCreateView(WorkForm):
    """The record of an accountability assembly is begun."""

    form_class = AssemblyForm
    extra_context = {"title": "Write down an accountability assembly"}

    def act(self, form):
        row = actions.open_assembly(meeting=form.cleaned_data["meeting"], by=self.request.user)
        return HttpResponseRedirect(reverse("insights:assembly", args=[self.initiative.slug, row.pk]))


class AssemblyMixin(LogMixin):
    """One assembly of this initiative."""

    @cached_property
    def assembly(self) -> Assembly:
        rows = Assembly.objects.select_related("meeting__meeting", "meeting__initiative")
        return get_object_or_404(rows, pk=self.kwargs["pk"], meeting__initiative=self.initiative)

    def to_assembly(self, words: str = ""):
        if words:
            messages.success(self.request, words)
        return HttpResponseRedirect(reverse("insights:assembly", args=[self.initiative.slug, self.assembly.pk]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(assembly=self.assembly, **kwargs)


class AssemblyView(AssemblyMixin, TemplateView):
    """All asks as they stand this moment; the list looks again by itself."""

    template_name = "insights/initiatives/assembly.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(asks=asks_of(self.assembly), **kwargs)


class AskCreateView(AssemblyMixin, ActionFormView):
    """Something is asked in public."""

    form_class, of_initiative = AskForm, True
    template_name = "insights/initiatives/ask.html"

    def act(self, form):
        actions.put_ask(assembly=self.assembly, **form.cleaned_data, by=self.request.user)
        return self.to_assembly("The ask is written down.")


class AskMixin(AssemblyMixin):
    """One ask of this assembly."""

    @cached_property
    def ask(self) -> PublicAsk:
        rows = PublicAsk.objects.select_related("assembly__meeting__initiative", "stakeholder", "contact")
        return get_object_or_404(rows, pk=self.kwargs["ask"], assembly=self.assembly)

    def to_ask(self):
        return HttpResponseRedirect(
            reverse("insights:assembly-ask", args=[self.initiative.slug, self.assembly.pk, self.ask.pk])
        )


class AnswerView(AskMixin, ActionFormView):
    """What was answered; two records that differ are shown side by side until one is chosen."""

    form_class = AnswerForm
    template_name = "insights/initiatives/answer.html"

    @cached_property
    def standing(self) -> list[PublicAnswer]:
        return list(self.ask.answers.filter(stands=True).select_related("by").prefetch_related("confirmed_by"))

    @property
    def seen(self) -> str:
        return "-".join(str(row.pk) for row in self.standing)

    def get_initial(self):
        if len(self.standing) != 1:
            return {"seen": self.seen}
        row = self.standing[0]
        same = {name: getattr(row, name) for name in ("answer", "words", "witnesses", "due_on")}
        return same | {"seen": self.seen}

    def get_context_data(self, **kwargs):
        shown = {"ask": self.ask, "standing": self.standing, "seen": self.seen, "gone": GONE}
        return super().get_context_data(earlier=self.ask.answers.filter(stands=False), **shown, **kwargs)

    def act(self, form):
        row = actions.write_answer(ask=self.ask, **form.cleaned_data, by=self.request.user)
        if row.confirms_id:
            return self.to_assembly("Somebody else wrote down the same. It counts once.")
        if self.ask.answers.filter(stands=True).count() > 1:
            return self.to_ask()
        return self.to_assembly("The answer is written down.")


class AnswerChooseView(AskMixin, View):
    """This record of the answer is the right one."""

    def post(self, request, *args, **kwargs):
        answer = get_object_or_404(PublicAnswer, pk=kwargs["answer"], ask=self.ask)
        seen = [int(number) for number in request.POST.get("seen", "")[:400].split("-") if number.isdecimal()]
        perform(request, actions.choose_answer, answer=answer, seen=seen, by=request.user, success="Chosen.")
        return self.to_ask() if self.ask.answers.filter(stands=True).count() > 1 else self.to_assembly()


class RecordTakeOutView(AskMixin, View):
    """The words of a record that was replaced go, because they name somebody."""

    def post(self, request, *args, **kwargs):
        answer = get_object_or_404(PublicAnswer, pk=kwargs["answer"], ask=self.ask)
        words = "The words are gone. That something was written down stays."
        perform(request, actions.take_out_record, answer=answer, by=request.user, success=words)
        return self.to_ask()


class AssemblyCloseView(AssemblyMixin, TemplateView):
    """Its organiser or our office closes the record: each yes becomes a promise that is followed."""

    template_name = "insights/initiatives/assembly_close.html"

    def post(self, request, *args, **kwargs):
        close, words = actions.close_assembly, "The record is closed. What was promised stands among the promises."
        perform(request, close, assembly=self.assembly, by=request.user, success=words)
        return self.to_assembly()


class TurnOutMixin(LogMixin):
    """One meeting of this initiative to which institutions bring people."""

    @cached_property
    def meeting(self) -> InitiativeMeeting:
        rows = InitiativeMeeting.objects.filter(measure__in=ATTENDANCES).select_related("meeting", "initiative")
        return get_object_or_404(rows, pk=self.kwargs["pk"], initiative=self.initiative)

    def get_context_data(self, **kwargs):
        return super().get_context_data(link=self.meeting, **kwargs)


class TurnOutView(TurnOutMixin, TemplateView):
    """Each institution: how many it said it would bring, how many came."""

    template_name = "insights/initiatives/turn_out.html"

    def get_context_data(self, **kwargs):
        rows = {row.member_id: row for row in self.meeting.turn_out.all()}
        members = self.initiative.members.select_related("organisation").order_by("organisation__name", "pk")
        listed = [(member, rows.get(member.pk)) for member in members if member.left_on is None or member.pk in rows]
        return super().get_context_data(
            rows=listed,
            pledged=sum(row.pledged for row in rows.values()),
            came=sum(row.came or 0 for row in rows.values()),
            **kwargs,
        )


class TurnOutEditView(TurnOutMixin, ActionFormView):
    """The two numbers of one institution; what somebody else wrote meanwhile is shown before it is replaced."""

    form_class = TurnOutForm
    template_name = "insights/initiatives/form.html"

    @cached_property
    def member(self):
        return get_object_or_404(self.initiative.members.select_related("organisation"), pk=self.kwargs["member"])

    @property
    def row(self) -> TurnOut | None:
        return TurnOut.objects.filter(meeting=self.meeting, member=self.member).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def get_initial(self):
        row = self.row
        both = {"pledged": row.pledged, "came": row.came} if row else {}
        return both | {"seen": actions.numbers_of(row)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Turn-out: {self.member.organisation.name}", **kwargs)

    def form_invalid(self, form):
        # Whoever saves again has now seen what stands there.
        form.data = form.data.copy()
        form.data["seen"] = actions.numbers_of(self.row)
        return super().form_invalid(form)

    def act(self, form):
        actions.set_turn_out(meeting=self.meeting, member=self.member, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Written down.")
        return HttpResponseRedirect(reverse("insights:turn-out", args=[self.initiative.slug, self.meeting.pk]))
