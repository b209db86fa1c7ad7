"""Addresses of this room."""

from django.urls import path

from meetings.calendars import views

urlpatterns = [
    path("meetings/calendar.ics", views.meetings_feed, name="meetings-feed"),
    path("meetings/<slug:slug>/calendar.ics", views.meeting_calendar, name="meeting-calendar"),
]
