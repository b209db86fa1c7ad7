"""Promises made at the assemblies of an initiative, followed by whoever organises it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from camk.views import ActionFormView
from insights.initiatives.actions import follow_promise
from insights.initiatives.forms_action import PromiseForm
from insights.initiatives.telling import promises_of
from insights.initiatives.views import LogMixin


class PromiseListView(LogMixin, TemplateView):
    """All of them: by when, how they stand, how long nobody has said anything."""

    template_name = "insights/initiatives/promises.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(promises=promises_of(self.initiative), today=timezone.localdate(), **kwargs)


class PromiseView(LogMixin, ActionFormView):
    """One of them: what was said of it, what was heard since, and how it ended as its organiser sees it."""

    form_class = PromiseForm
    template_name = "insights/initiatives/promise.html"

    @cached_property
    def pledge(self):
        found = [pledge for pledge in promises_of(self.initiative) if pledge.pk == self.kwargs["pk"]]
        if not found:
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(pledge=self.pledge, today=timezone.localdate(), **kwargs)

    def act(self, form):
        word = follow_promise(
            initiative=self.initiative, pledge=self.pledge, **form.cleaned_data, by=self.request.user
        )
        told = "Written down. Our office is asked to judge." if word.proposes else "Written down."
        messages.success(self.request, told)
        return HttpResponseRedirect(reverse("insights:promise-list", args=[self.initiative.slug]))
