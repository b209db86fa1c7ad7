"""Anybody says how a CAG could run better, or asks to know more about what it has found."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from camk.limits import consume
from camk.views import ActionFormView
from groups.action_groups.actions.asking import ask
from groups.action_groups.forms import AskForm
from groups.action_groups.models import ActionGroup, ActionGroupQuestion

Kind = ActionGroupQuestion.Kind


class ActionGroupAskView(ActionFormView):
    """One box, and how to reach you if you like."""

    template_name = "groups/action_groups/ask.html"
    form_class = AskForm
    kind = Kind.BETTER

    def dispatch(self, request, *args, **kwargs):
        self.cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind, "user": self.request.user}

    def get_context_data(self, **kwargs):
        insights = self.kind == Kind.INSIGHTS
        return super().get_context_data(action_group=self.cag, insights=insights, **kwargs)

    def act(self, form):
        user = self.request.user
        consume(self.request, "ask_cag")
        asker = user if user.is_authenticated else None
        question = ask(action_group=self.cag, kind=self.kind, **form.cleaned_data, by=asker)
        told = (
            "We write to you when we have an answer." if question.asked_by_id else "We read it on our working days."
        )
        messages.success(self.request, f"Thank you, we have it. {told}")
        return redirect(self.cag)
