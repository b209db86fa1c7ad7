"""Staff pages: what is kept for how long, what each night forgot, and what is held."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step, does
from camk.retention import actions
from camk.retention.models import Hold, RetentionRun
from camk.retention.rules import RULES, choices


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    """What was forgotten, night by night; above it the rules themselves."""

    list_display = ["at", "what", "kept", "forgotten", "held", "failed"]
    list_filter = ["rule"]
    ordering = ["-at", "rule"]
    fields = ["at", "what", "kept", "forgotten", "held", "failed"]

    @admin.display(description="what goes")
    def what(self, run):
        return RULES[run.rule].what if run.rule in RULES else run.rule

    @admin.display(description="it was kept for")
    def kept(self, run):
        return RULES[run.rule].kept if run.rule in RULES else ""


class HoldForm(forms.ModelForm):
    """Which record, and why."""

    target_type = forms.ChoiceField(label="what is kept", choices=choices)
    target_id = forms.CharField(
        label="its number", max_length=40, help_text="Its reference, or the number in the address of its staff page."
    )

    class Meta:
        model = Hold
        fields = ["target_type", "target_id", "kind", "case"]


@admin.register(Hold)
class HoldAdmin(ActionAdmin):
    """Records that nothing is forgotten of, because of a complaint or a matter of law."""

    list_display = ["__str__", "kind", "case", "begun_at", "ended_at"]
    list_filter = ["kind", "ended_at"]
    fields = ["target_type", "target_id", "kind", "case"]
    steps = (
        Step(
            "end",
            "End this hold",
            run=does(actions.end_hold, "The hold has ended.", to="hold"),
            when=lambda request, obj: obj.ended_at is None,
            explain="What is old is forgotten the next night.",
        ),
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **({} if obj else {"form": HoldForm}), **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ["target_type", "target_id", "kind", "case", "begun_at", "ended_at", "by"] if obj else []

    def get_fields(self, request, obj=None):
        return self.get_readonly_fields(request, obj) or self.fields

    def write(self, request, obj, form, change):
        if change:
            return
        data = form.cleaned_data
        made = actions.hold(
            target_type=data["target_type"],
            number=data["target_id"],
            kind=data["kind"],
            case=data["case"],
            by=request.user,
        )
        obj.pk, obj.target_id = made.pk, made.target_id
