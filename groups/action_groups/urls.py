"""Addresses of this room."""

from django.urls import path

from groups.action_groups import views

urlpatterns = [
    path("action-groups/", views.ActionGroupListView.as_view(), name="action-group-list"),
    path("action-groups/<slug:slug>/", views.ActionGroupDetailView.as_view(), name="action-group-detail"),
    path("action-groups/<slug:slug>/join/", views.action_group_join, name="action-group-join"),
    path("action-groups/<slug:slug>/leave/", views.ActionGroupLeaveView.as_view(), name="action-group-leave"),
]
