"""What every request passes: first-run page, second factor for offices, private pages never cached, 429 and 503."""

import logging

from allauth.core.exceptions import RateLimited
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from redis.exceptions import RedisError

from camk.accounts.permissions import has_second_factor_duty
from camk.details import site_details
from camk.limits import TooMany

log = logging.getLogger(__name__)

# Ways that stay open before set-up and before the second factor.
OPEN_BEFORE_SETUP = ("/setup/", "/static/", "/health/", "/logo/")
OPEN_BEFORE_FACTOR = ("/accounts/", "/static/", "/health/", "/logo/", "/me/second-factor/")


class PortalMiddleware:
    """The portal's own rules for every page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self._instead(request) or self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    def _instead(self, request):
        """A redirect that stands before the page asked for, or None."""
        path = request.path
        if settings.LIVE and not path.startswith(OPEN_BEFORE_SETUP) and not _is_set_up():
            return redirect("groups:setup")
        if settings.LIVE and not path.startswith(OPEN_BEFORE_FACTOR) and has_second_factor_duty(request.user):
            if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
                return redirect(reverse("mfa_activate_totp"))
        return None

    def process_exception(self, request, exception):
        if isinstance(exception, TooMany | RateLimited):
            return render(request, "429.html", status=429)
        if isinstance(exception, RedisError):  # what cannot be counted is refused for now (signing in, guests' forms)
            log.exception("%s needs the cache server, which is away", request.path)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "120"
            return response
        return None


def _is_set_up() -> bool:
    """Asked afresh while the answer is no: another process may have taken the first-run form just now."""
    if site_details().set_up_at is None:
        site_details.forget()
    return site_details().set_up_at is not None
