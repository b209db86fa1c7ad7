"""Addresses of this room."""

from django.urls import path

from meetings.introductions import views

urlpatterns = [
    path("introductions/<int:pk>/", views.introduction, name="introduction"),
    path("introductions/link/<str:token>/", views.introduction_link, name="introduction-link"),
]
