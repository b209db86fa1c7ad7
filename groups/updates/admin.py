"""Staff page of updates: read them, and hide what must not stand there."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from groups.updates import actions
from groups.updates.models import Update


class WhyForm(forms.Form):
    """Why it is hidden; whoever shared it reads it."""

    reason = forms.CharField(max_length=300, help_text="Whoever shared it reads it. Be kind and clear.")


def _hide(request, update, data):
    actions.hide(update=update, reason=data["reason"], by=request.user)
    return "Hidden; whoever shared it is told why."


def _show(request, update, data):
    actions.show_again(update=update, by=request.user)
    return "Shown again."


@admin.register(Update)
class UpdateAdmin(ReadOnlyAdmin):
    """What organisations share of their work."""

    list_display = ["title", "organisation", "audience", "created_at", "withdrawn_at", "hidden_at"]
    list_filter = ["audience", "created_at"]
    list_select_related = ["organisation"]
    search_fields = ["title", "words", "organisation__name"]
    fields = [
        *("organisation", "title", "words", "photo_says", "audience", "created_at", "by"),
        *("withdrawn_at", "hidden_at", "hidden_because"),
    ]
    steps = (
        Step(
            "hide",
            "Hide",
            _hide,
            form=WhyForm,
            when=lambda request, update: not (update.hidden_at or update.withdrawn_at),
            danger=True,
        ),
        Step("show", "Show again", _show, when=lambda request, update: bool(update.hidden_at)),
    )
