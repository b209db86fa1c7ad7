"""Addresses of this room."""

from django.urls import path

from insights.stories import views

urlpatterns = [
    path("stories/", views.StoryListView.as_view(), name="story-list"),
    path("stories/<int:pk>/", views.StoryDetailView.as_view(), name="story"),
]
