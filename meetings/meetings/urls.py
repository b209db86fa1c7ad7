"""Addresses of this room."""

from django.urls import path

from camk.kept_pages import kept_for_visitors
from meetings.meetings import views

urlpatterns = [
    path("meetings/<slug:slug>/", kept_for_visitors(views.MeetingDetail.as_view()), name="meeting-detail"),
]
