"""Addresses of this room."""

from django.urls import path

from meetings.calendars import views

urlpatterns = [
    path("meetings/calendar.ics", views.meetings_feed, name="meetings-feed"),
    path("meetings/subscribe/", views.subscribe, name="subscribe"),
    path("meetings/about/<slug:code>/calendar.ics", views.theme_feed, name="theme-feed"),
    path("meetings/<slug:slug>/calendar.ics", views.meeting_calendar, name="meeting-calendar"),
    path("action-groups/<slug:slug>/calendar.ics", views.action_group_feed, name="action-group-feed"),
    path("me/calendar/", views.MyCalendar.as_view(), name="my-calendar"),
    path("me/calendar/new-address/", views.new_address, name="my-calendar-new-address"),
    path("calendars/<str:token>/meetings.ics", views.my_feed, name="my-feed"),
]
