"""Addresses of this room."""

from django.urls import path

from meetings.programme import views

urlpatterns = [
    path("speakers/<str:token>/", views.speaker, name="speaker"),
    path("speaking/<int:pk>/", views.speaking, name="speaking"),
]
