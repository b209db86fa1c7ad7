"""Pages of initiatives: the list, one with its yearly targets, and what its organiser writes down."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, ListView, View

from camk.spreadsheet import csv_response
from camk.views import ActionFormView, OfficeRequiredMixin
from insights.initiatives.actions import change_conversation, log_conversation, log_training
from insights.initiatives.counting import board, heard, table
from insights.initiatives.forms import ConversationForm, TrainingForm
from insights.initiatives.models import Conversation, Initiative, Organiser
from insights.initiatives.permissions import may_log
from insights.initiatives.telling import assemblies_of, leaders_told, research_of


class InitiativeListView(ListView):
    """Initiatives anybody may read, and one's own."""

    template_name = "insights/initiatives/list.html"
    context_object_name = "initiatives"

    def get_queryset(self):
        return Initiative.objects.visible_to(self.request.user).select_related("place", "host")


class InitiativeDetailView(DetailView):
    """Who carries it, what it sets out to do each year, and how far it is (ledger A133-A163)."""

    template_name = "insights/initiatives/detail.html"
    context_object_name = "initiative"

    def get_queryset(self):
        return Initiative.objects.visible_to(self.request.user).select_related("place", "host", "action_group")

    def get_context_data(self, **kwargs):
        initiative, today = self.object, timezone.localdate()
        hours = sum(row.hours for row in Organiser.objects.current().filter(initiative=initiative))
        return super().get_context_data(
            board=board(initiative, today),
            heard=heard(initiative),
            backers=initiative.backers.all(),
            members=initiative.members.filter(left_on=None).select_related("organisation"),
            seats=initiative.seats.exclude(people=0),
            hours=hours,
            may_log=may_log(self.request.user, initiative),
            leaders=leaders_told(initiative),
            assemblies=assemblies_of(initiative),
            research=research_of(initiative, self.request.user),
            **kwargs,
        )


class InitiativeCsvView(View):
    """Its yearly targets and how far they are, as the page shows them."""

    def get(self, request, slug):
        initiative = get_object_or_404(Initiative.objects.visible_to(request.user), slug=slug)
        today = timezone.localdate()
        return csv_response(f"{slug}-targets-{today}.csv", table(board(initiative, today)))


class LogMixin(OfficeRequiredMixin):
    """A page of whoever writes things down for this initiative today; to others it does not exist.

    `of_initiative`: its form asks which initiative it is for.
    """

    of_initiative = False

    @staticmethod
    def allowed(user):
        return True

    def dispatch(self, request, *args, **kwargs):
        self.initiative = get_object_or_404(Initiative, slug=kwargs["slug"])
        if request.user.is_authenticated and not may_log(request.user, self.initiative):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | ({"initiative": self.initiative} if self.of_initiative else {})

    def get_context_data(self, **kwargs):
        return super().get_context_data(initiative=self.initiative, **kwargs)


class ConversationListView(LogMixin, ListView):
    """The conversations of one initiative, newest first."""

    template_name = "insights/initiatives/conversations.html"
    context_object_name = "conversations"
    paginate_by = 30

    def get_queryset(self):
        return self.initiative.conversations.prefetch_related("themes")


class ConversationCreateView(LogMixin, ActionFormView):
    """A conversation in a minute; straight on to the next one if wanted."""

    form_class, of_initiative = ConversationForm, True
    template_name = "insights/initiatives/form.html"
    extra_context = {"title": "New conversation", "another": True}

    def act(self, form):
        log_conversation(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "The conversation is written down.")
        if "another" in self.request.POST:
            return HttpResponseRedirect(self.request.path)
        return HttpResponseRedirect(reverse("insights:conversation-list", args=[self.initiative.slug]))


class ConversationEditView(LogMixin, ActionFormView):
    """What was written down about a conversation is mended."""

    form_class, of_initiative = ConversationForm, True
    template_name = "insights/initiatives/form.html"
    extra_context = {"title": "Change the conversation"}

    def get_initial(self):
        row = self.row = get_object_or_404(Conversation, pk=self.kwargs["pk"], initiative=self.initiative)
        same = {name: getattr(row, name) for name in ("held_on", "about", "words", "meet_again", "campaign", "place")}
        return same | {"themes": list(row.themes.values_list("pk", flat=True))}

    def act(self, form):
        change_conversation(conversation=self.row, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "The conversation is changed.")
        return HttpResponseRedirect(reverse("insights:conversation-list", args=[self.initiative.slug]))


class TrainingCreateView(LogMixin, ActionFormView):
    """Leaders took part in a training that was held elsewhere."""

    form_class, of_initiative = TrainingForm, True
    template_name = "insights/initiatives/form.html"
    extra_context = {"title": "A training held elsewhere"}

    def act(self, form):
        log_training(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "The training is written down.")
        return HttpResponseRedirect(self.initiative.get_absolute_url())
