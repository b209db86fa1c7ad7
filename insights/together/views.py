"""Pages of ideas and of coordinated responses."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from camk.limits import consume
from camk.views import ActionFormView, perform
from insights.issues.models import Issue
from insights.together import actions
from insights.together.forms import IdeaForm
from insights.together.models import CoordinatedResponse, Idea
from insights.together.permissions import may_add_idea


class IdeaNew(LoginRequiredMixin, ActionFormView):
    """Somebody says how an issue could be solved."""

    template_name = "insights/together/idea.html"
    form_class = IdeaForm

    @cached_property
    def issue(self) -> Issue:
        issue = get_object_or_404(Issue.objects.released(), reference=self.kwargs["reference"])
        if not may_add_idea(self.request.user, issue):
            raise Http404
        return issue

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(issue=self.issue, **kwargs)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, issue=self.issue, **kwargs)

    def act(self, form):
        consume(self.request, "add_idea", key=str(self.request.user.pk))
        actions.add_idea(issue=self.issue, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Thank you. Members read it now.")
        return redirect(self.issue)


@require_POST
@login_required
def idea_take_back(request, pk):
    """Whoever wrote it takes it back."""
    idea = get_object_or_404(Idea.objects.filter(by=request.user).select_related("issue"), pk=pk)
    perform(request, actions.take_back_idea, success="Taken back. Its words are gone.", idea=idea, by=request.user)
    return redirect(idea.issue)


class ResponseDetail(DetailView):
    """One coordinated response: what it is to bring about, who is in it, how far its tasks have got."""

    template_name = "insights/together/response.html"
    context_object_name = "response"

    def get_queryset(self):
        rows = CoordinatedResponse.objects.visible_to(self.request.user)
        return rows.select_related("issue", "lead_organisation").prefetch_related("organisations")

    def get_context_data(self, **kwargs):
        response, user = self.object, self.request.user
        to_dos = list(response.to_dos.for_lists(user).order_by("due_on", "pk"))
        mine = set(response.to_dos.visible_to(user).values_list("pk", flat=True))
        for row in to_dos:
            row.is_mine = row.pk in mine
        done = sum(row.state == "done" for row in to_dos)
        return super().get_context_data(to_dos=to_dos, done=done, **kwargs)
