"""The one place that starts allauth's sign-in by code from our own pages."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpResponseRedirect
from django.urls import reverse


def send_code(request, user, next_url: str) -> HttpResponseRedirect:
    """Mail `user` a six-digit code and lead to the page that asks for it; from there on to `next_url`."""
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    return HttpResponseRedirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': next_url})}")
