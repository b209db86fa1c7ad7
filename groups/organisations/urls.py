"""Addresses of this room."""

from django.urls import path

from groups.organisations import views

urlpatterns = [
    path("organisations/<slug:slug>/", views.OrganisationDetailView.as_view(), name="organisation-detail"),
    path("organisations/<slug:slug>/profile/", views.ProfileView.as_view(), name="organisation-profile"),
    path("organisations/<slug:slug>/profile/confirm/", views.profile_confirm, name="organisation-profile-confirm"),
    path(
        "organisations/<slug:slug>/profile/who-sees-what/",
        views.WhoSeesView.as_view(),
        name="organisation-who-sees",
    ),
    path(
        "organisations/<slug:slug>/profile/<slug:task>/",
        views.ProfileTaskView.as_view(),
        name="organisation-profile-task",
    ),
]
