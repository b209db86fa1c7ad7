"""Pages of conversation notes: the list of one's areas, one note, and where we work."""

from django.contrib import messages
from django.db.models import Min
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import ListView

from camk.views import ActionFormView, OfficeRequiredMixin
from groups.places.models import Place
from insights.dialogue.actions import change_note, note_dialogue
from insights.dialogue.forms import NoteForm, NotesFilter
from insights.dialogue.models import AreaAssignment, Dialogue, open_since
from insights.dialogue.permissions import may_read_notes, may_write_notes


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
        return notes.select_related("area").prefetch_related("themes").order_by("-held_on", "-pk")

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

    def act(self, form):
        note_dialogue(**form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your note is saved.")
        another = "another" in self.request.POST
        return HttpResponseRedirect(self.request.path if another else self.get_success_url())


class NoteEditView(NoteFormView):
    """One's own note, while its month is open."""

    extra_context = {"title": "Change your note"}

    def get_note(self):
        return get_object_or_404(Dialogue.objects.editable_by(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self):
        note = self.note = self.get_note()
        fields = ("words", "kind", "held_on", "setting", "present", "led_by", "may_quote")
        chosen = {"area": note.area_id, "themes": list(note.themes.values_list("pk", flat=True))}
        return {name: getattr(note, name) for name in fields} | chosen

    def act(self, form):
        change_note(note=self.note, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your note is changed.")
        return HttpResponseRedirect(self.get_success_url())


class AreasView(ListView):
    """Which communities we are working in, and since when; nobody is named (ledger A102)."""

    template_name = "insights/dialogue/areas.html"
    context_object_name = "areas"

    def get_queryset(self):
        now = AreaAssignment.objects.current().values("place")
        told = AreaAssignment.objects.filter(place__in=now).order_by().values("place__label")
        return told.annotate(since=Min("starts_on")).order_by("place__label")
