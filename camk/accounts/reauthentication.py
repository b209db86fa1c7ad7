"""Asking "is it still you?" before a password or second factor changes.

allauth asks for the password or the phone. Somebody who has neither types a fresh code from a mail instead
(decisions, point 7).
"""

import secrets
import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

KEY = "camk_mailed_code"
ATTEMPTS = 5


def ask_again(view):
    """Guard `view`: whoever has only mailed codes must have typed one within the last minutes."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not get_reauthentication_flows(user) and not proved_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def proved_lately(request) -> bool:
    """True when this session saw a sign-in or a code within allauth's re-authentication time."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - entry["at"] < app_settings.REAUTHENTICATION_TIMEOUT for entry in records)


def send_code(request) -> None:
    """Mail a fresh code; the session keeps its fingerprint only."""
    code = f"{secrets.randbelow(10**6):06d}"
    request.session[KEY] = {"mac": _mac(code), "at": time.time(), "failed": 0}
    get_adapter().send_mail("account/email/reauthentication_code", request.user.email, {"code": code})


def code_is_waiting(request) -> bool:
    state = request.session.get(KEY)
    return bool(state) and time.time() - state["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def check_code(request, code: str) -> bool:
    """Compare; five wrong ones end this code. A right one is written into the session's sign-in record."""
    state = request.session.get(KEY)
    if not code_is_waiting(request) or not constant_time_compare(state["mac"], _mac("".join(code.split()))):
        if state:
            state["failed"] += 1
            request.session[KEY] = state
            if state["failed"] >= ATTEMPTS:
                del request.session[KEY]
        return False
    del request.session[KEY]
    record_authentication(request, request.user, method="code", email=request.user.email, reauthenticated=True)
    return True


def _mac(code: str) -> str:
    return salted_hmac("camk.mailed_code", code, algorithm="sha256").hexdigest()
