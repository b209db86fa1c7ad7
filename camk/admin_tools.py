"""The staff pages' toolkit: Django admin pages that write only by calling actions.

`ActionAdmin` saves through `write()`, never deletes, and offers `steps`: small pages with one form and one
action each ("Admit", "Join with another issue"), linked as buttons above the record.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from camk.admin_history import history_of
from camk.admin_preview import BACK, CONFIRMED, not_saved, preview_page, rehearse
from camk.at_risk import careful
from camk.errors import RuleBroken


class NoFields(forms.Form):
    """A step that needs no answer but the button."""


@dataclass(frozen=True)
class Step:
    """One thing staff can do to one record.

    `run(request, obj, data)` calls the action and returns the sentence to show (or a response);
    `form` may be a callable(request, obj) -> form class; `when(request, obj)` says whether it is offered.
    With `preview(request, obj, data)`, a list of (label, old, new), the step is rehearsed first, and done once
    whoever pressed the button has seen what changes and who is told what.
    `page` instead of `run`: the name of a staff page of its own, which takes the record's number.
    """

    name: str
    label: str
    run: Any = None
    form: Any = NoFields
    when: Any = field(default=lambda request, obj: True)
    explain: str = ""
    danger: bool = False
    preview: Any = None
    page: str = ""
    listed: bool = True  # a button above the record; otherwise something on the page itself leads here
    keeps: Any = None  # what is typed is kept meanwhile: see camk/admin_drafts.py


def does(run, done: str, *, to: str, **more):
    """What a step runs: the action `run` on the record, passed as `to`, with the form's answers and with `more`."""

    def step(request, obj, data):
        run(**{to: obj}, **data, **more, by=request.user)
        return done

    return step


class Listing(ChangeList):
    """A staff list: a number or year in its address that no row can have is a wrong filter, not a breakdown."""

    def get_filters(self, request):
        try:
            return super().get_filters(request)
        except OverflowError as error:
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request):
        try:
            return super().get_results(request)
        except (OverflowError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class ActionAdmin(admin.ModelAdmin):
    """Base of all staff pages over records that have actions."""

    steps: tuple[Step, ...] = ()
    change_form_template = "admin/camk/change_form.html"
    step_template = "admin/camk/step.html"
    actions = None
    view_on_site = False
    show_full_result_count = False  # "12 of 1,000,000" would count the million at every search

    def get_changelist(self, request, **kwargs):
        return Listing

    # -- writing ---------------------------------------------------------------------------------------
    def write(self, request, obj, form, change):
        """Call the action that stores `form`; the saved row must be set on `form.instance`/`obj.pk`."""
        raise RuleBroken("This record is not edited here; use the buttons above it.")

    def save_model(self, request, obj, form, change):
        self.write(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Nothing: the action stored the lists too."""

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: Django's own two-list widget sets inline styles and names nothing to a screen reader."""
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple(attrs={"class": "ticks"}))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def construct_change_message(self, request, form, formsets, add=False):
        """Django's own log keeps the names of changed fields, never their words."""
        return [{"added": {}}] if add else [{"changed": {"fields": [str(f) for f in form.changed_data]}}]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What a rule forbids, or what was gone back to, is shown in the form as it was typed."""
        request.not_saved = "Nothing is saved yet." if BACK in request.POST else ""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RuleBroken as broken:
            request.not_saved = broken.sentence
            for upload in request.FILES.values():
                upload.seek(0)  # it is looked at once more
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """What the audit trail holds of it: Django's own log knows nothing of steps."""
        history = history_of(self.opts, unquote(object_id), reader=request.user)
        return super().history_view(request, object_id, (extra_context or {}) | {"history": history})

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = careful(super().get_form(request, obj, change=change, **kwargs), notice=True)
        sentence = getattr(request, "not_saved", "")
        return not_saved(form_class, sentence) if sentence else form_class

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["steps"] = self.steps_for(request, obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    # -- steps -----------------------------------------------------------------------------------------
    def steps_for(self, request, obj):
        """The steps offered now, with their addresses."""
        if not self.has_change_permission(request, obj):
            return []
        return [
            {
                "label": s.label,
                "danger": s.danger,
                "url": reverse(s.page, args=[obj.pk]) if s.page else self.step_url(obj, s.name),
            }
            for s in self.steps
            if s.listed and s.when(request, obj)
        ]

    def step_url(self, obj, name: str) -> str:
        info = self.opts.app_label, self.opts.model_name
        return reverse("admin:{}_{}_step".format(*info), args=[obj.pk, name])

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        own = [
            path(
                "<path:object_id>/step/<slug:name>/",
                self.admin_site.admin_view(self.step_view),
                name="{}_{}_step".format(*info),
            )
        ]
        return own + super().get_urls()

    def step_view(self, request, object_id, name):
        """The page of one step: GET shows its form, POST runs it."""
        obj, step = self.step_of(request, object_id, name)
        refusal = self.step_refusal(request, obj, step)
        form_class = self.form_of(request, obj, step)
        sent = self.is_sent(request)  # an empty form is sent too
        form = form_class(request.POST, request.FILES) if sent else self.blank_form(request, obj, step, form_class)
        if refusal and not (sent and form.visible_fields()):
            messages.error(request, refusal)
            return HttpResponseRedirect(self._change_url(obj))
        if sent and form.is_valid() and not refusal and BACK not in request.POST:
            try:
                page = self._step_preview(request, obj, step, form.cleaned_data)
                result = page or step.run(request, obj, form.cleaned_data)
            except RuleBroken as broken:
                form.add_error(None, broken.sentence)
            else:
                if hasattr(result, "status_code"):
                    return result
                messages.success(request, result or "Done.")
                return HttpResponseRedirect(self.after_step(request, obj))
        if refusal:  # what was typed stays in the form
            form.add_error(None, refusal)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{step.label}: {obj}",
            "opts": self.opts,
            "original": obj,
            "step": step,
            "keeps": bool(step.keeps),
            "form": form,
            "back_url": self._change_url(obj),
        }
        return TemplateResponse(request, self.step_template, context)

    def is_sent(self, request) -> bool:
        """Whether a step is to be taken now, or only its form shown."""
        return request.method == "POST"

    def step_of(self, request, object_id, name):
        """The record and the step that an address names; Http404 or PermissionDenied."""
        obj = self.get_object(request, object_id)
        step = next((one for one in self.steps if one.name == name and not one.page), None)
        if obj is None or step is None:
            raise Http404
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        return obj, step

    def form_of(self, request, obj, step):
        """The form of a step, which looks at its words for somebody at risk."""
        return careful(step.form if isinstance(step.form, type) else step.form(request, obj), notice=True)

    def blank_form(self, request, obj, step, form_class):
        """The form of a step before anything is sent."""
        return form_class()

    def step_refusal(self, request, obj, step) -> str:
        """Why this step cannot be taken now; empty when it can."""
        return "" if step.when(request, obj) else f"“{step.label}” is not possible for this record now."

    def after_step(self, request, obj) -> str:
        """Where a step leads when it is done."""
        return self._change_url(obj)

    def _step_preview(self, request, obj, step, data):
        """None for a step without preview, once it is confirmed, or when it tells nobody and has nothing to show."""
        if not step.preview or CONFIRMED in request.POST:
            return None
        preview = rehearse(lambda: step.run(request, obj, dict(data)), changes=step.preview(request, obj, data))
        shown = preview.changes or preview.mails
        return self.preview_page(request, obj, preview, label=step.label) if shown else None

    def preview_page(self, request, obj, preview, *, label, **more):
        """Between the button and its effect: see camk/admin_preview.py."""
        title = f"Check before it is done: {label}, {obj}"
        context = {**self.admin_site.each_context(request), "opts": self.opts, "original": obj, "title": title}
        return preview_page(request, preview, label=label, back_url=self._change_url(obj), **context, **more)

    def _change_url(self, obj) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])


class ReadOnlyAdmin(ActionAdmin):
    """Records that staff read and that only steps change: nothing to type, no save button."""

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return self.fields or [field.name for field in self.opts.fields]

    def render_change_form(self, request, context, **kwargs):
        context |= {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, **kwargs)
