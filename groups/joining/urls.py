"""Addresses of this room."""

from django.urls import path

from groups.joining import views

urlpatterns = [
    path("join/", views.JoinView.as_view(), name="join"),
    path("join/organisation/", views.JoinOrganisationView.as_view(), name="join-organisation"),
    path("join/matches/", views.matches, name="join-matches"),
    path("join/new-organisation/", views.JoinNewOrganisationView.as_view(), name="join-new-organisation"),
    path("join/action-groups/", views.JoinActionGroupsView.as_view(), name="join-action-groups"),
    path("join/check/", views.JoinCheckView.as_view(), name="join-check"),
    path("join/done/", views.JoinDoneView.as_view(), name="join-done"),
]
