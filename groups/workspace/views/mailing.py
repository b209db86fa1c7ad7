"""What we send you: chosen on one's own page, or stopped from a mail with one press."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from camk.views import ActionFormView, link_or_404, private_page
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.mailing import LISTS, choose_mails, stop_list
from groups.workspace.forms import MailChoiceForm
from groups.workspace.models import Following, MailChoice


class MailChoices(LoginRequiredMixin, ActionFormView):
    """How often, of what, and when not."""

    template_name = "groups/workspace/mails.html"
    form_class = MailChoiceForm

    def get_action_groups(self):
        """The CAGs this person hears of: those they are in, and those they watch."""
        user = self.request.user
        rows = ActionGroup.objects.of(user) | ActionGroup.objects.filter(watches__user=user)
        return rows.running_or_paused().distinct().order_by("name")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "action_groups": self.get_action_groups(), "user": self.request.user}

    def get_initial(self):
        user = self.request.user
        choice = MailChoice.objects.filter(user=user).first() or MailChoice(user=user)
        muted = Following.objects.filter(user=user, action_group__isnull=False).values_list("action_group", flat=True)
        return {
            "often": choice.often,
            "announcements": choice.announcements,
            "invitations": choice.invitations,
            "issues": choice.issues,
            "desk": choice.desk,
            "away_until": choice.away_until if choice.is_away else None,
            "muted": list(muted),
        }

    def act(self, form):
        data, user = form.cleaned_data, self.request.user
        muted = list(data.pop("muted", []))
        choose_mails(user=user, **data, muted=muted, of=list(self.get_action_groups()), by=user)
        messages.success(self.request, "Your choice is saved.")
        return redirect(reverse("groups:mail-choices"))


@method_decorator(csrf_exempt, name="dispatch")
class MailStop(View):
    """The stop of one list, from a mail (RFC 8058): GET shows a button, POST acts without signing in.

    No token against forgery: mail programs press it, and the secret link is the proof. A mail scanner that
    presses it too stops this one list and no other, and the page behind it says how to undo that.
    """

    def dispatch(self, request, *args, **kwargs):
        if kwargs["what"] not in LISTS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, what, token):
        return self._page(request, what, token, state="asked")

    def post(self, request, what, token):
        go_on = "again" in request.POST
        link = link_or_404(request, f"stop-{what}", token)
        stop_list(what=what, link=link, go_on=go_on, by=link.user)
        return self._page(request, what, token, state="on" if go_on else "stopped")

    def _page(self, request, what, token, *, state):
        link_or_404(request, f"stop-{what}", token)
        context = {"list": LISTS[what], "state": state, "token": token, "what": what}
        return private_page(render(request, "groups/workspace/mail_stop.html", context))
