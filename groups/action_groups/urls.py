"""Addresses of this room."""

from django.urls import path

from groups.action_groups.models import ActionGroupQuestion
from groups.action_groups.views import asking, joining, pages, proposing, sharing

insights = {"kind": ActionGroupQuestion.Kind.INSIGHTS}
urlpatterns = [
    path("action-groups/", pages.ActionGroupListView.as_view(), name="action-group-list"),
    path("action-groups/history/", pages.ActionGroupHistoryView.as_view(), name="action-group-history"),
    path("action-groups/<slug:slug>/", pages.ActionGroupDetailView.as_view(), name="action-group-detail"),
    path("action-groups/<slug:slug>/join/", joining.action_group_join, name="action-group-join"),
    path("action-groups/<slug:slug>/leave/", joining.ActionGroupLeaveView.as_view(), name="action-group-leave"),
    path("action-groups/<slug:slug>/pause/", joining.ActionGroupPauseView.as_view(), name="action-group-pause"),
    path("action-groups/<slug:slug>/back/", joining.action_group_back, name="action-group-back"),
    path("action-groups/<slug:slug>/watch/", joining.action_group_watch, name="action-group-watch"),
    path("action-groups/<slug:slug>/lead/", joining.action_group_lead, name="action-group-lead"),
    path("action-groups/<slug:slug>/ask/", asking.ActionGroupAskView.as_view(), name="action-group-ask"),
    path(
        "action-groups/<slug:slug>/insights/",
        asking.ActionGroupAskView.as_view(**insights),
        name="action-group-insights",
    ),
    path(
        "action-groups/<slug:slug>/propose/", proposing.ActionGroupProposeView.as_view(), name="action-group-propose"
    ),
    path(
        "action-groups/<slug:slug>/propose/<int:pk>/take-back/",
        proposing.proposal_take_back,
        name="action-group-proposal-take-back",
    ),
    path("action-groups/<slug:slug>/share/", sharing.action_group_share, name="action-group-share"),
    path("action-groups/<slug:slug>/poster/", sharing.action_group_poster, name="action-group-poster"),
    path("c/<int:pk>/", sharing.action_group_short, name="action-group-short"),
]
