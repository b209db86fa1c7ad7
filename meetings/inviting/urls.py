"""Addresses of this room."""

from django.urls import path

from meetings.inviting import views

urlpatterns = [
    path("meetings/<slug:slug>/poster/", views.meeting_poster, name="meeting-poster"),
    path("m/<int:pk>/", views.meeting_short, name="meeting-short"),
]
