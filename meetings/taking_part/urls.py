"""Addresses of this room."""

from django.urls import path

from meetings.taking_part import views

urlpatterns = [
    path("meetings/<slug:slug>/answer/more/", views.TakingPartSignedIn.as_view(), name="taking-part"),
    path("answers/<str:token>/more/", views.TakingPartLink.as_view(), name="taking-part-link"),
]
