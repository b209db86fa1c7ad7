"""The form that shares an update."""

from django import forms

from groups.updates.models import Update

MOST_WORDS = 1500


class UpdateForm(forms.Form):
    """A title, a few sentences, perhaps a photo, and who may read it."""

    title = forms.CharField(
        label="What is it about, in one line?", max_length=120, error_messages={"required": "Give it a title."}
    )
    words = forms.CharField(
        label="Tell us more",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What you did, what is coming, what you learned. Do not name people you help.",
        error_messages={"required": "Tell us in a few words."},
    )
    photo = forms.FileField(
        label="A photo",
        required=False,
        help_text="A JPEG, PNG or WebP picture up to 8 MB. We take out where and when it was made. Ask first whoever "
        "can be seen in it.",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    photo_says = forms.CharField(
        label="What does the photo show?",
        required=False,
        max_length=200,
        help_text="For people who cannot see it.",
    )
    audience = forms.ChoiceField(
        label="Who may read it?",
        choices=Update.Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read it."},
    )

    def clean(self):
        values = super().clean()
        if values.get("photo") and not values.get("photo_says", "").strip():
            self.add_error("photo_says", "Say in a few words what the photo shows.")
        return values
