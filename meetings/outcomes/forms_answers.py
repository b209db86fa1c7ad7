"""What people send from the pages behind the links in their mails: how a task goes."""

from django import forms

DONE, LONGER, CANNOT = "done", "longer", "cannot"


class ToDoForm(forms.Form):
    """Done, needs longer (until when), or cannot (why)."""

    use_required_attribute = False
    say = forms.ChoiceField(
        choices=[(DONE, "It is done"), (LONGER, "I need longer"), (CANNOT, "I cannot do it")],
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
        widget=forms.HiddenInput,
    )
    due_on = forms.DateField(
        label="By when?", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label="Why not?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        data = super().clean()
        if data.get("say") == LONGER and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Choose the day by which it will be done.")
        if data.get("say") == CANNOT and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why in a few words, so that somebody else can take it on.")
        return data
