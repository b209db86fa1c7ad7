"""How allauth behaves here: one way in, codes of six digits, and its mail through our outbox."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.template.loader import render_to_string

from camk.accounts.actions import prove_address
from camk.outbox.actions import send_plain


class PortalAdapter(DefaultAccountAdapter):
    """allauth's door, with our rules."""

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
        return super().post_login(request, user, **kwargs)
