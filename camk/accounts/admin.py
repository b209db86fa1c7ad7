"""Staff pages of people and offices."""

from django import forms
from django.contrib import admin

from camk.accounts import actions
from camk.accounts.models import User
from camk.accounts.offices import OFFICES
from camk.admin_tools import ActionAdmin, Step


class PersonForm(forms.ModelForm):
    """A person as staff note them down: address once, name and phone at any time."""

    class Meta:
        model = User
        fields = ["email", "name", "phone"]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


def _office_form(offices):
    """A form that offers these offices."""
    field = forms.ChoiceField(choices=[(name, name.capitalize()) for name in offices], widget=forms.RadioSelect)
    return type("OfficeForm", (forms.Form,), {"office": field})


def _free_offices(request, user):
    return _office_form([name for name in OFFICES if name not in user.offices])


def _held_offices(request, user):
    return _office_form([name for name in OFFICES if name in user.offices])


def _give(request, user, data):
    actions.give_office(user=user, office=data["office"], by=request.user)
    return f"{user} is {data['office']} now."


def _take(request, user, data):
    actions.take_office(user=user, office=data["office"], by=request.user)
    return f"{user} is no longer {data['office']}."


def _off(request, user, data):
    actions.switch_off(user=user, by=request.user)
    return f"{user} cannot sign in any more, and every open session is ended."


def _on(request, user, data):
    actions.switch_on(user=user, by=request.user)
    return f"{user} can sign in again."


def _factor(request, user, data):
    actions.remove_second_factor(user=user, by=request.user)
    return "The second factor is removed. At the next sign-in a new one is set up."


@admin.register(User)
class UserAdmin(ActionAdmin):
    """People: looked up by name or address; offices given and taken, access closed and opened again."""

    form = PersonForm
    list_display = ["name", "email", "office_names", "is_proved", "is_active"]
    list_filter = ["groups", "is_active", "is_staff"]
    search_fields = ["name", "email"]
    show_full_result_count = False
    readonly_fields = ["office_names", "office_history", "verified_at", "last_login", "date_joined", "is_active"]
    steps = (
        Step(
            "give-office",
            "Give an office",
            run=_give,
            form=_free_offices,
            when=lambda request, user: user.is_active and len(user.offices) < len(OFFICES),
            explain="What the office allows is theirs from their next click on. In live mode it asks for a second "
            "factor when they next sign in.",
        ),
        Step(
            "take-office",
            "Take an office away",
            run=_take,
            form=_held_offices,
            when=lambda request, user: bool(user.offices),
            explain="Access ends with their next click.",
        ),
        Step(
            "remove-second-factor",
            "Remove the second factor",
            run=_factor,
            when=lambda request, user: user.authenticator_set.exists() and user.pk != request.user.pk,
            explain="For somebody who lost the phone and the recovery codes. Ring them first on a number you "
            "already had: a mail alone proves nothing here. They are told by mail.",
            danger=True,
        ),
        Step(
            "switch-off",
            "Switch off",
            run=_off,
            when=lambda request, user: user.is_active and user.pk != request.user.pk,
            explain="They cannot sign in any more and are signed out everywhere, at once. "
            "Nothing of theirs is removed.",
            danger=True,
        ),
        Step("switch-on", "Switch on again", run=_on, when=lambda request, user: not user.is_active),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fields(self, request, obj=None):
        return ["email", "name", "phone", *(self.readonly_fields if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return ["email", *self.readonly_fields] if obj else []

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        if change:
            person = User.objects.get(pk=obj.pk)
            actions.change_own_details(
                user=person,
                name=data["name"],
                phone=data["phone"],
                by=request.user,
            )
        else:
            person = actions.person_for(email=data["email"], name=data["name"], phone=data["phone"], by=request.user)
            obj.pk = person.pk

    @admin.display(description="offices")
    def office_names(self, user):
        names = sorted(group.name for group in user.groups.all())
        return ", ".join([*(["superuser"] if user.is_superuser else []), *names]) or "-"

    @admin.display(description="offices held before")
    def office_history(self, user):
        past = user.office_holdings.exclude(ended_at=None)
        lines = [f"{h.office}: {h.started_at:%d %B %Y} to {h.ended_at:%d %B %Y}" for h in past]
        return "; ".join(lines) or "-"

    @admin.display(boolean=True, description="address proved")
    def is_proved(self, user):
        return user.verified_at is not None
