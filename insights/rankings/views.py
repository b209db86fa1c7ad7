"""The page "What matters here" of a CAG or an area: its common order, and for who is in it the form to say theirs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property

from camk.views import ActionFormView
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.figures.periods import Quarter, last_quarters
from insights.issues.permissions import may_triage
from insights.rankings.actions import rank, rank_in_area
from insights.rankings.counting import ENOUGH, order_of
from insights.rankings.forms import RankForm
from insights.rankings.models import ThemeRanking, organisations_of

QUARTERS = 4


class WhatMatters(ActionFormView):
    """Everybody reads the orders of the last quarters; whoever may speak gives theirs for the running one."""

    template_name = "insights/rankings/what_matters.html"
    form_class = RankForm
    speaker = ""  # the field of a ranking that says whose it is

    @cached_property
    def here(self):
        """The CAG or the place."""
        raise NotImplementedError

    @cached_property
    def speakers(self):
        """For whom this person may speak here."""
        raise NotImplementedError

    @staticmethod
    def name_of(row) -> str:
        raise NotImplementedError

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"speakers": self.speakers, "name_of": self.name_of}

    def get_initial(self):
        if not self.speakers:
            return {}
        given = ThemeRanking.objects.about(self.here, Quarter.of(timezone.localdate()))
        given = given.filter(**{f"{self.speaker}__in": self.speakers})
        last = given.prefetch_related("ranked").first()
        if last is None:
            return {}
        themes = {f"theme_{row.position}": row.theme_id for row in last.ranked.all()}
        return themes | {"speaker": getattr(last, f"{self.speaker}_id")}

    def get_context_data(self, **kwargs):
        quarters = last_quarters(timezone.localdate(), QUARTERS)
        insider = may_triage(self.request.user)
        return super().get_context_data(
            here=self.here,
            in_area=isinstance(self.here, Place),
            orders=[order_of(self.here, quarter, insider=insider) for quarter in quarters],
            enough=ENOUGH,
            insider=insider,
            may_speak=bool(self.speakers),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.speakers:
            raise Http404
        return super().post(request, *args, **kwargs)

    def act(self, form):
        self.keep(form.cleaned_data["speaker"], form.cleaned_data["themes"])
        messages.success(self.request, "Thank you. You can change it until the quarter is over.")
        return redirect(self.request.path)

    def keep(self, speaker, themes) -> None:
        raise NotImplementedError


class WhatMattersInActionGroup(WhatMatters):
    """Each member of the CAG counts once."""

    speaker = "membership"

    @cached_property
    def here(self) -> ActionGroup:
        return get_object_or_404(ActionGroup.objects.visible_to(self.request.user), slug=self.kwargs["slug"])

    @cached_property
    def speakers(self):
        if not self.request.user.is_authenticated:
            return ActionGroupMembership.objects.none()
        mine = ActionGroupMembership.objects.active().of(self.request.user)
        return mine.filter(action_group=self.here).select_related("organisation")

    @staticmethod
    def name_of(row) -> str:
        return row.organisation.name if row.organisation else "For myself"

    def keep(self, speaker, themes):
        rank(membership=speaker, themes=themes, by=self.request.user)


class WhatMattersInArea(WhatMatters):
    """Of an area or a parish, also where there is no CAG: each organisation that is there counts once."""

    speaker = "organisation"

    @cached_property
    def here(self) -> Place:
        return get_object_or_404(Place.objects.choosable().with_say(), code=self.kwargs["code"])

    @cached_property
    def speakers(self):
        if not self.request.user.is_authenticated:
            return Organisation.objects.none()
        return organisations_of(self.here).of(self.request.user).order_by("name")

    @staticmethod
    def name_of(row) -> str:
        return row.name

    def keep(self, speaker, themes):
        rank_in_area(area=self.here, organisation=speaker, themes=themes, by=self.request.user)
