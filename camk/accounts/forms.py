"""Forms of signing in."""

from allauth.account.forms import RequestLoginCodeForm


class SignInForm(RequestLoginCodeForm):
    """Asks for the e-mail address a code is sent to."""
