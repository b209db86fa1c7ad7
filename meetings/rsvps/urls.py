"""Addresses of this room."""

from django.urls import path

from meetings.rsvps import views

urlpatterns = [
    path("meetings/<slug:slug>/answer/", views.meeting_answer, name="meeting-answer"),
    path("meetings/<slug:slug>/guest/", views.GuestAnswer.as_view(), name="guest-answer"),
    path("meetings/<slug:slug>/guest/sent/", views.GuestAnswerDone.as_view(), name="guest-answer-done"),
    path("answers/<str:token>/", views.answer_link, name="answer-link"),
]
