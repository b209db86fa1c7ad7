"""Addresses of this room."""

from django.urls import path

from meetings.meetings import views

urlpatterns = [
    path("meetings/", views.MeetingList.as_view(), name="meeting-list"),
    path("meetings/past/", views.MeetingList.as_view(past=True), name="meeting-past"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting-detail"),
]
