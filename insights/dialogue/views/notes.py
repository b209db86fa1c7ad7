"""Pages of conversation notes: the list of one's areas, one note, and what becomes of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from camk.addresses import key_in
from camk.views import ActionFormView, OfficeRequiredMixin, perform
from groups.places.models import Place
from insights.dialogue.actions import add_to_issue, become_issue, change_note, note_dialogue, settle_promise
from insights.dialogue.forms import BecomeForm, NoteForm, NotesFilter
from insights.dialogue.models import Dialogue, open_since
from insights.dialogue.permissions import may_read_notes, may_write_notes
from insights.issues.similar import suggest


class NoteListView(OfficeRequiredMixin, ListView):
    """The notes of one's areas, newest first, by month and area."""

    allowed = staticmethod(may_read_notes)
    template_name = "insights/dialogue/list.html"
    context_object_name = "notes"
    paginate_by = 30

    def get_queryset(self):
        notes = Dialogue.objects.visible_to(self.request.user)
        months = notes.order_by("-held_on").dates("held_on", "month", order="DESC")
        areas = Place.objects.filter(pk__in=notes.order_by().values("area"))
        self.form = NotesFilter(self.request.GET, months=months, areas=areas)
        chosen = self.form.chosen
        if month := chosen.get("month"):
            notes = notes.in_month(*map(int, month.split("-")))
        if area := chosen.get("area"):
            notes = notes.filter(area=area)
        if chosen.get("promised"):
            notes = notes.promised()
        return notes.select_related("area", "voice__issue").prefetch_related("themes").order_by("-held_on", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            active=bool(self.form.chosen),
            clear_url=reverse("insights:dialogue-list"),
            may_write=may_write_notes(self.request.user),
            open_since=open_since(timezone.localdate()),
            **kwargs,
        )


class NoteFormView(OfficeRequiredMixin, ActionFormView):
    """The form of one note."""

    allowed = staticmethod(may_write_notes)
    form_class = NoteForm
    template_name = "insights/dialogue/form.html"
    success_url = reverse_lazy("insights:dialogue-list")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class NoteCreateView(NoteFormView):
    """A new note; straight on to the next one if wanted."""

    extra_context = {"title": "New conversation note"}

    def get_initial(self):
        """The next note of a walk, or of a pile of paper, begins where and when the last one was."""
        number = key_in(self.request.GET.get("like"))
        last = Dialogue.objects.filter(pk=number, by=self.request.user).first() if number else None
        same = ("held_on", "setting", "led_by")
        return {name: getattr(last, name) for name in same} | {"area": last.area_id} if last else {}

    def act(self, form):
        note = note_dialogue(**form.cleaned_data, by=self.request.user)
        late = " Its month was closed: it is kept as an addendum." if note.is_addendum else ""
        messages.success(self.request, f"Your note is saved.{late}")
        another = "another" in self.request.POST
        return HttpResponseRedirect(f"{self.request.path}?like={note.pk}" if another else self.get_success_url())


class NoteEditView(NoteFormView):
    """One's own note, while its month is open."""

    extra_context = {"title": "Change your note"}

    def get_note(self):
        return get_object_or_404(Dialogue.objects.editable_by(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self):
        note = self.note = self.get_note()
        fields = ("words", "kind", "held_on", "setting", "present", "led_by", "consent", "promise")
        chosen = {"area": note.area_id, "themes": list(note.themes.values_list("pk", flat=True))}
        return {name: getattr(note, name) for name in fields} | chosen

    def act(self, form):
        change_note(note=self.note, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your note is changed.")
        return HttpResponseRedirect(self.get_success_url())


class NoteVoiceView(OfficeRequiredMixin, ActionFormView):
    """One step from a note to a voice on an issue: one that says the same, or a new one."""

    allowed = staticmethod(may_write_notes)
    form_class = BecomeForm
    template_name = "insights/dialogue/voice.html"

    def get_form_kwargs(self):
        notes = Dialogue.objects.visible_to(self.request.user).filter(voice=None).exclude(words="")
        self.note = get_object_or_404(notes.select_related("area"), pk=self.kwargs["pk"])
        similar = [like.issue for like in suggest(self.note.words, place=self.note.area)]
        return super().get_form_kwargs() | {"similar": similar}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"note": self.note}

    def act(self, form):
        issue = form.cleaned_data["issue"]
        if issue:
            add_to_issue(note=self.note, issue=issue, by=self.request.user)
        else:
            issue = become_issue(note=self.note, by=self.request.user)
        messages.success(self.request, f"The note is a voice on {issue.reference} now.")
        return HttpResponseRedirect(reverse("insights:dialogue-list"))


@require_POST
@login_required
def promise(request, pk):
    """Whether what was promised in one note was kept."""
    note = get_object_or_404(Dialogue.objects.visible_to(request.user).promised(), pk=pk)
    kept = "kept" in request.POST
    said = "Good. The promise is kept." if kept else "It stands as not kept."
    perform(request, settle_promise, success=said, note=note, kept=kept, by=request.user)
    return HttpResponseRedirect(reverse("insights:dialogue-list") + "?promised=on")
