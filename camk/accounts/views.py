"""One's own pages ("My page", details, second factor) and the ways in that allauth does not have."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import BaseReauthenticateView, LoginView, PasswordSetView
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from camk.accounts import reauthentication
from camk.accounts.actions import change_own_details
from camk.accounts.forms import DetailsForm, MailedCodeForm, PasswordSignInForm
from camk.accounts.models import User
from camk.accounts.permissions import has_second_factor_duty
from camk.accounts.reauthentication import ask_again
from camk.limits import consume
from camk.views import ActionFormView


class MyPage(LoginRequiredMixin, TemplateView):
    """What waits for me, my next meetings, my CAGs and what I told you; composed from the rooms' tags."""

    template_name = "me.html"


class MyDetails(LoginRequiredMixin, ActionFormView):
    """My name, phone and reminders, and the doors to calendar, password and second factor."""

    template_name = "accounts/details.html"
    form_class = DetailsForm
    success_url = reverse_lazy("camk:me")

    def get_form_kwargs(self):
        # A fresh row: a form that does not validate must not change the name in the page's head.
        return {**super().get_form_kwargs(), "instance": User.objects.get(pk=self.request.user.pk)}

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            **kwargs,
            has_password=user.has_usable_password(),
            has_second_factor=is_mfa_enabled(user, [Authenticator.Type.TOTP]),
            needs_second_factor=has_second_factor_duty(user),
        )

    def act(self, form):
        change_own_details(user=self.request.user, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your details are saved.")
        return redirect(self.success_url)


class PasswordSignIn(LoginView):
    """Signing in with a password instead of a mailed code."""

    template_name = "accounts/password_sign_in.html"

    def get_form_class(self):
        return PasswordSignInForm

    def _redirect_to_pending_stage(self, request, stage):
        """Whoever comes here from the code page has given the code up."""
        clear_login(request)


class CodeReauthentication(BaseReauthenticateView):
    """A fresh mailed code before a password or second factor is set."""

    template_name = "accounts/reauthenticate_code.html"
    form_class = MailedCodeForm

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "send":
            consume(request, "mailed_code", key=request.user.email)
            reauthentication.send_code(request)
            return redirect(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if reauthentication.check_code(self.request, form.cleaned_data["code"]):
            return super().form_valid(form)
        form.add_error("code", "That code is not right, or it has run out. Ask for a new one if you need to.")
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, is_waiting=reauthentication.code_is_waiting(self.request))


class ActivateSecondFactor(ActivateTOTPView):
    """Pairing a phone: the code just typed also counts as "it is still me" for the recovery codes shown next."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp", reauthenticated=True)
        return response


reauthenticate_by_code = login_required(never_cache(CodeReauthentication.as_view()))
set_password = login_required(ask_again(PasswordSetView.as_view()))
activate_second_factor = login_required(ask_again(never_cache(ActivateSecondFactor.as_view())))


@method_decorator(never_cache, name="dispatch")
class SecondFactorPicture(LoginRequiredMixin, TemplateView):
    """The square that a phone reads while a second factor is being set up; 404 at any other time."""

    def get(self, request):
        secret = request.session.get(SECRET_SESSION_KEY)
        if not secret or is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            raise Http404
        adapter = get_mfa_adapter()
        picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
        return HttpResponse(picture, content_type="image/svg+xml")
