"""Addresses of this room."""

from django.urls import path

from camk.kept_pages import kept_for_visitors
from meetings.series import views

urlpatterns = [
    path("meetings/", kept_for_visitors(views.ComingMeetings.as_view()), name="meeting-list"),
    path("meetings/series/<slug:slug>/", kept_for_visitors(views.SeriesDetail.as_view()), name="series-detail"),
]
