"""Pages of learning notes: all of one CAG, one of them, and writing it beside the facts of its quarter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from camk.views import ActionFormView, perform
from groups.action_groups.models import ActionGroup
from insights.figures.periods import Quarter, last_quarters
from insights.learning.actions import share_note, take_down_note, write_note
from insights.learning.facts import facts_of
from insights.learning.forms import LearningForm
from insights.learning.models import LearningNote
from insights.learning.permissions import may_write_learning

BACK_TO = 4  # quarters that can still be written about


def action_group_or_404(user, slug: str) -> ActionGroup:
    return get_object_or_404(ActionGroup.objects.visible_to(user), slug=slug)


def quarter_or_404(code: str) -> Quarter:
    try:
        return Quarter.from_code(code)
    except ValueError as error:
        raise Http404 from error


def note_or_404(user, slug: str, code: str) -> LearningNote:
    rows = LearningNote.objects.visible_to(user).select_related("action_group__place", "by")
    return get_object_or_404(rows, action_group__slug=slug, quarter_start=quarter_or_404(code).first_day)


class LearningList(ListView):
    """What one CAG learnt, newest quarter first; its writers find the quarters that have no note yet."""

    template_name = "insights/learning/list.html"
    context_object_name = "notes"

    def get_queryset(self):
        self.action_group = action_group_or_404(self.request.user, self.kwargs["slug"])
        rows = LearningNote.objects.visible_to(self.request.user).select_related("action_group")
        return rows.filter(action_group=self.action_group)

    def get_context_data(self, **kwargs):
        may_write = may_write_learning(self.request.user, self.action_group)
        return super().get_context_data(
            action_group=self.action_group, may_write=may_write, unwritten=self._unwritten(may_write), **kwargs
        )

    def _unwritten(self, may_write: bool) -> list[Quarter]:
        if not may_write:
            return []
        written = {note.quarter_start for note in self.object_list}
        over = last_quarters(timezone.localdate(), BACK_TO + 1)[1:]
        return [quarter for quarter in over if quarter.first_day not in written]


class LearningDetail(DetailView):
    """One note, with what was raised, what came of it and the meetings of its quarter."""

    template_name = "insights/learning/detail.html"
    context_object_name = "note"

    def get_object(self, queryset=None):
        return note_or_404(self.request.user, self.kwargs["slug"], self.kwargs["code"])

    def get_context_data(self, **kwargs):
        of_it = self.object.action_group
        return super().get_context_data(
            action_group=of_it,
            quarter=self.object.quarter,
            facts=facts_of(of_it, self.object.quarter, timezone.localdate()),
            may_write=may_write_learning(self.request.user, of_it),
            **kwargs,
        )


class LearningWrite(LoginRequiredMixin, ActionFormView):
    """Leads and staff write beside the facts of the quarter."""

    template_name = "insights/learning/write.html"
    form_class = LearningForm

    @cached_property
    def action_group(self) -> ActionGroup:
        found = action_group_or_404(self.request.user, self.kwargs["slug"])
        if not may_write_learning(self.request.user, found):
            raise Http404
        return found

    @cached_property
    def quarter(self) -> Quarter:
        return quarter_or_404(self.kwargs["code"])

    def get_initial(self):
        note = self.action_group.learning_notes.filter(quarter_start=self.quarter.first_day).first()
        return {name: getattr(note, name) for name in LearningNote.TEXTS} if note else {}

    def get_context_data(self, **kwargs):
        facts = facts_of(self.action_group, self.quarter, timezone.localdate())
        return super().get_context_data(action_group=self.action_group, quarter=self.quarter, facts=facts, **kwargs)

    def act(self, form):
        data = {name: form.cleaned_data[name] for name in LearningNote.TEXTS}
        note = write_note(action_group=self.action_group, quarter=self.quarter, **data, by=self.request.user)
        messages.success(self.request, "Kept. Read it once more, then share it.")
        return redirect(note.get_absolute_url())


def _step(request, slug, code, run, success):
    note = note_or_404(request.user, slug, code)
    if not may_write_learning(request.user, note.action_group):
        raise Http404
    perform(request, run, success=success, note=note, by=request.user)
    return redirect(note.get_absolute_url())


@require_POST
@login_required
def learning_share(request, slug, code):
    """It goes to the members by mail and stands on the CAG's page."""
    return _step(request, slug, code, share_note, "Shared. The members of this CAG get it by mail, as they chose.")


@require_POST
@login_required
def learning_take_down(request, slug, code):
    """Only its writers see it again."""
    return _step(request, slug, code, take_down_note, "Taken down. Mend it, and share it again.")
