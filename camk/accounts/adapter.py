"""How allauth behaves here: one way in, codes of six digits, our words, and its mail through our outbox."""

import base64
import hashlib
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from camk.accounts.actions import choose_password, prove_address
from camk.accounts.signals import signed_in
from camk.outbox.actions import send_plain

WRONG_CODE = "That code is not right. Look at the newest mail from us and type its six digits."


class PortalAdapter(DefaultAccountAdapter):
    """allauth's door, with our rules."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ring us if you think that is wrong.",
        "email_password_mismatch": "The e-mail address and the password do not match.",
        "enter_current_password": "That is not the password you have now.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "That is not your password.",
        "too_many_login_attempts": "That was too many tries. Please wait a few minutes, then ask for a new code.",
        "rate_limited": "That was too many tries. Please wait a few minutes and try again.",
        "invalid_login": "Type your e-mail address, for example name@example.org.",
        "password_min_length": "Use at least 12 characters.",
    }

    def is_open_for_signup(self, request):
        return False  # people join at /join/, where the organisation is asked too

    def generate_login_code(self):
        return f"{secrets.randbelow(10**6):06d}"

    generate_password_reset_code = generate_login_code
    generate_email_verification_code = generate_login_code

    def send_mail(self, template_prefix, email, context):
        """Every mail of allauth becomes an outbox row; its codes are blanked once sent."""
        context = {**context, "email": email, "site_url": settings.SITE_URL}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        send_plain(
            kind=template_prefix.rsplit("/", 1)[-1],
            address=email,
            subject=subject,
            body=render_to_string(f"{template_prefix}_message.txt", context),
            code=context.get("code", ""),
        )

    def post_login(self, request, user, **kwargs):
        if user.verified_at is None:
            prove_address(user=user)
        signed_in.send(sender=type(user), request=request, user=user)
        return super().post_login(request, user, **kwargs)

    def set_password(self, user, password):
        choose_password(user=user, password=password, by=user)

    def get_password_change_redirect_url(self, request):
        return reverse("camk:me-details")

    def get_reauthentication_methods(self, user):
        """allauth's ways (password, phone); a mailed code for people who have neither."""
        methods = super().get_reauthentication_methods(user)
        if not methods and user.is_authenticated:
            url = reverse("account_reauthenticate_code")
            methods = [{"id": "reauthenticate_code", "description": "Send me a code", "url": url}]
        return methods


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: our words, and its secret encrypted where it lies."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the next one and type its six digits.",
        "unverified_email": "First prove your e-mail address: sign out and sign in with a code.",
    }

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Encrypts with today's SECRET_KEY; reads what former ones (SECRET_KEY_FALLBACKS) wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"camk.second_factor:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
