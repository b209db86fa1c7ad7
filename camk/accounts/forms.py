"""Forms of signing in, of passwords and of one's own details, in our words."""

from allauth.account import forms as account
from allauth.account.forms import EmailField, LoginForm, PasswordField, RequestLoginCodeForm
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from camk.accounts.models import User

EMAIL = "Your e-mail address"
LABELS = {
    "login": EMAIL,
    "email": EMAIL,
    "password": "Your password",
    "oldpassword": "The password you have now",
    "password1": "Your new password",
    "password2": "Your new password again",
    "code": "Your six-digit code",
}
HINTS = {
    "password1": "At least 12 characters. Three or four words in a row are easy to remember and hard to guess.",
    "password": "",
    "oldpassword": "",
    "password2": "",
}

MISSING = {
    "code": "Type the code.",
    "login": "Type your e-mail address.",
    "email": "Type your e-mail address.",
    "password": "Type your password.",
}


class Plain:
    """Our labels on allauth's fields; no grey words inside the boxes, where they vanish on typing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, field.help_text)
            field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
            if name == "code":
                field.widget.attrs |= {"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code"}
            elif name in ("login", "email"):
                field.widget.attrs["autocomplete"] = "email"


class SignInForm(Plain, LoginForm):
    """The sign-in page: asks for the e-mail address a code is sent to."""


class PasswordSignInForm(Plain, LoginForm):
    """The second way in: address and password."""

    password = PasswordField(label="Password", autocomplete="current-password")

    def _setup_password_field(self):
        """Keep the field; allauth drops it where codes are the first way."""


class RequestCodeForm(Plain, RequestLoginCodeForm):
    """The same as the sign-in page, at allauth's own address for codes."""


class ConfirmSignInCodeForm(Plain, account.ConfirmLoginCodeForm):
    """The code from the mail."""


class ConfirmAddressCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address to somebody who signed in with a password."""


class ConfirmResetCodeForm(Plain, account.ConfirmPasswordResetCodeForm):
    """The code that lets somebody choose a new password."""


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """The old password and the new one."""


class SetPasswordForm(Plain, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    """Where to send the code for a new password."""

    email = EmailField(required=True)


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    """A new password after the code."""


class SecondFactorForm(Plain, mfa.AuthenticateForm):
    """The code from the phone, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The code on your phone"
        self.fields["code"].help_text = "Six digits. A recovery code works too."


class SecondFactorAgainForm(Plain, mfa.ReauthenticateForm):
    """The code from the phone once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The code on your phone"
        self.fields["code"].help_text = "Six digits. A recovery code works too."


class AddSecondFactorForm(Plain, ActivateTOTPForm):
    """The first code of a newly paired phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The code your phone shows"
        self.fields["code"].help_text = "Six digits. They change every 30 seconds."


class MailedCodeForm(Plain, forms.Form):
    """A mailed code once more, for people with neither password nor second factor; compared where tries count."""

    code = forms.CharField(max_length=20)


class DetailsForm(forms.ModelForm):
    """A person's own name, phone and choice of reminders."""

    class Meta:
        model = User
        fields = ["name", "phone", "reminders"]
        labels = {
            "name": "Your name",
            "phone": "Your phone number",
            "reminders": "Remind me of meetings I am coming to",
        }
        help_texts = {
            "phone": "Only our staff see it. We ring you about meetings you are coming to.",
            "reminders": "If a meeting moves or is cancelled we tell you in any case.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "reminders": forms.RadioSelect,
        }
