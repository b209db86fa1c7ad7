"""Staff pages of likely pairs: the list, "not the same", and joining two records with a look at it before."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from camk import merging
from camk.admin_tools import ActionAdmin, Step
from camk.errors import RuleBroken
from groups.duplicates.actions import pairs
from groups.duplicates.actions.merging import merge
from groups.duplicates.forms import MergeForm, PairForm
from groups.duplicates.models import LikelyPair
from groups.organisations.models import Organisation

State = LikelyPair.State


@admin.register(LikelyPair)
class LikelyPairAdmin(ActionAdmin):
    """Records that may be one organisation, the surest first."""

    form = PairForm
    change_list_template = "admin/groups/likelypair/change_list.html"
    list_display = ["low", "high", "reason", "score", "state", "found_at"]
    list_filter = ["state"]
    list_select_related = ["low", "high"]
    list_per_page = 50
    search_fields = ["low__name", "high__name"]
    ordering = ["-state", "-score", "pk"]
    steps = (
        Step(
            "different",
            "They are not the same",
            run=lambda request, pair, data: (
                pairs.say_different(pair=pair, by=request.user)
                or "Kept: these two are not the same. They are not proposed again."
            ),
            when=lambda request, pair: pair.state == State.OPEN,
            explain="They stay two records, and nobody is asked about them again.",
        ),
        Step(
            "again",
            "Look at them again",
            run=lambda request, pair, data: pairs.look_again(pair=pair, by=request.user) or "Back in the list.",
            when=lambda request, pair: pair.state == State.DIFFERENT,
        ),
    )

    # -- one pair ----------------------------------------------------------------------------------------
    def get_fields(self, request, obj=None):
        return (
            ["low", "high", "reason", "score", "state", "found_at", "decided_by", "decided_at"]
            if obj
            else [
                "one",
                "other",
            ]
        )

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def render_change_form(self, request, context, add=False, **kwargs):
        if not add:
            context |= {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, add=add, **kwargs)

    def steps_for(self, request, obj):
        join = {"label": "Join them", "danger": False, "url": _merge_url(goes=obj.high_id, stays=obj.low_id)}
        return [join, *super().steps_for(request, obj)] if self.has_change_permission(request, obj) else []

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        made = pairs.note_pair(one=data["one"], other=data["other"], by=request.user)
        obj.pk, obj.low, obj.high = made.pk, made.low, made.high

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(_merge_url(goes=obj.high_id, stays=obj.low_id))

    # -- pages of its own --------------------------------------------------------------------------------
    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("look/", view(self.look_view), name="groups_likelypair_look"),
            path("join/<int:goes>/<int:stays>/", view(self.join_view), name="groups_likelypair_join"),
        ]
        return own + super().get_urls()

    def look_view(self, request):
        """Compare all records now instead of next night."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        count = pairs.refresh_pairs(by=request.user)
        messages.success(request, f"All records were compared. Pairs to look at: {count}.")
        return HttpResponseRedirect(reverse("admin:groups_likelypair_changelist"))

    def join_view(self, request, goes, stays):
        """What would move and which value wins; the button does it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if goes == stays:
            raise Http404
        goes, stays = (get_object_or_404(Organisation, pk=pk) for pk in (goes, stays))
        form = MergeForm(request.POST if request.method == "POST" else None, goes=goes, stays=stays)
        if form.is_bound and form.is_valid():
            try:
                merge(goes=goes, stays=stays, chosen=form.cleaned_data, by=request.user)
            except RuleBroken as broken:
                form.add_error(None, broken.sentence)
            else:
                messages.success(request, f"“{goes}” is part of “{stays}” now. Its contacts are told.")
                return HttpResponseRedirect(reverse("admin:groups_organisation_change", args=[stays.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Join “{goes}” with “{stays}”",
            "opts": self.opts,
            "goes": goes,
            "stays": stays,
            "form": form,
            "moves": merging.preview(goes, stays),
            "swap_url": _merge_url(goes=stays.pk, stays=goes.pk),
        }
        return TemplateResponse(request, "admin/groups/likelypair/join.html", context)


def _merge_url(*, goes: int, stays: int) -> str:
    return reverse("admin:groups_likelypair_join", args=[goes, stays])
