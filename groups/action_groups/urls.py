"""Addresses of this room."""

from django.urls import path

from groups.action_groups.views import joining, pages

urlpatterns = [
    path("action-groups/", pages.ActionGroupListView.as_view(), name="action-group-list"),
    path("action-groups/<slug:slug>/", pages.ActionGroupDetailView.as_view(), name="action-group-detail"),
    path("action-groups/<slug:slug>/join/", joining.action_group_join, name="action-group-join"),
    path("action-groups/<slug:slug>/leave/", joining.ActionGroupLeaveView.as_view(), name="action-group-leave"),
    path("action-groups/<slug:slug>/watch/", joining.action_group_watch, name="action-group-watch"),
]
