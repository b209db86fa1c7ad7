"""Addresses of this room."""

from django.urls import path

from groups.suggestions import views

urlpatterns = [
    path("suggestions/", views.SuggestView.as_view(), name="suggestion-new"),
    path("suggestions/thanks/", views.suggestion_thanks, name="suggestion-thanks"),
    path("suggestions/<str:token>/", views.suggestion_answer, name="suggestion-answer"),
]
