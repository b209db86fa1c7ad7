"""The first-run form: who you are, how people reach you, which CAGs open."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth.password_validation import validate_password

from camk.accounts.models import User
from camk.details import SiteDetails
from camk.errors import RuleBroken
from camk.files import clean_picture
from groups.action_groups.models import ActionGroup
from groups.first_run.keys import is_setup_key

ROWS = 3
DETAILS = {
    "charity": "name",
    "charity_phone": "phone",
    "charity_email": "email",
    "opening_hours": "opening_hours",
    "safeguarding_adults": "safeguarding_adults",
    "safeguarding_adults_out_of_hours": "safeguarding_adults_out_of_hours",
    "safeguarding_children": "safeguarding_children",
    "safeguarding_children_out_of_hours": "safeguarding_children_out_of_hours",
}


def _number(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))


def _password(label: str, hint: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=hint, strip=False, widget=widget)


class SetUpForm(forms.Form):
    """One page, filled in once in the life of the portal."""

    setup_key = forms.CharField(
        label="The set-up key",
        max_length=60,
        help_text="Whoever set up the server prints it there with: python manage.py setup_key",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password1 = _password("Choose a password", "At least 12 characters. Three or four words in a row are good.")
    password2 = _password("The password again")
    charity = forms.CharField(label="The charity’s name", max_length=120)
    charity_phone = _number("Its phone number")
    charity_email = forms.EmailField(label="Its e-mail address")
    opening_hours = forms.CharField(
        label="When you answer", max_length=120, required=False, help_text="For example: Monday to Friday, 9am to 5pm"
    )
    logo = forms.FileField(label="Its logo", required=False, help_text="JPEG, PNG, WebP or GIF, at most 8 MB.")
    safeguarding_adults = _number("Worried about an adult")
    safeguarding_adults_out_of_hours = _number("The same at night and weekends")
    safeguarding_children = _number("Worried about a child")
    safeguarding_children_out_of_hours = _number("The same at night and weekends")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        defaults = SiteDetails()
        for field, column in DETAILS.items():
            self.fields[field].initial = getattr(defaults, column)
        for row in range(1, ROWS + 1):
            self._add_row(row)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset("1. You keep this server", "setup_key"),
            Fieldset("2. You, the first administrator", "name", "email", "password1", "password2"),
            Fieldset("3. Your charity", "charity", "charity_phone", "charity_email", "opening_hours", "logo"),
            Fieldset("4. Safeguarding numbers", *[name for name in DETAILS if name.startswith("safeguarding")]),
            *[
                Fieldset(f"{4 + row}. Collaborative Action Group {row}", *self._row(row))
                for row in range(1, ROWS + 1)
            ],
        )

    @staticmethod
    def _row(row: int) -> tuple[str, str, str]:
        return f"cag{row}_name", f"cag{row}_focus", f"cag{row}_purpose"

    def _add_row(self, row: int) -> None:
        name, focus, purpose = self._row(row)
        self.fields[name] = forms.CharField(label="Its name", max_length=150, required=False)
        self.fields[focus] = forms.ChoiceField(
            label="What it is about",
            choices=ActionGroup.Focus,
            required=False,
            widget=forms.RadioSelect,
            initial=ActionGroup.Focus.AREA,
        )
        self.fields[purpose] = forms.CharField(
            label="What it is for", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean_setup_key(self):
        if not is_setup_key(self.cleaned_data["setup_key"]):
            raise forms.ValidationError("This is not the set-up key. Ask whoever set up the server.", code="key")
        return ""

    def clean_logo(self):
        """The picture, cleaned of place and camera."""
        upload = self.cleaned_data["logo"]
        try:
            return clean_picture(upload) if upload else None
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken

    def clean(self):
        data = super().clean()
        password = data.get("password1")
        if password and data.get("password2") and password != data["password2"]:
            self.add_error("password2", "The two passwords are not the same.")
        elif password:
            self._check_password(password)
        for row in range(1, ROWS + 1):
            name, _, purpose = self._row(row)
            if data.get(name) and not data.get(purpose):
                self.add_error(purpose, "Say in a sentence what this group is for.")
            elif data.get(purpose) and not data.get(name):
                self.add_error(name, "Give this group a name.")
        return data

    def _check_password(self, password):
        person = User(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", ""))
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password1", error)

    def as_action(self) -> dict:
        """The arguments of `set_up`."""
        data = self.cleaned_data
        rows = [self._row(row) for row in range(1, ROWS + 1)]
        return {
            "name": data["name"],
            "email": data["email"],
            "password": data["password1"],
            "details": {column: data[field] for field, column in DETAILS.items()},
            "logo": data["logo"],
            "action_groups": [
                {"name": data[name], "focus": data[focus] or ActionGroup.Focus.AREA, "purpose": data[purpose]}
                for name, focus, purpose in rows
                if data[name]
            ],
        }
