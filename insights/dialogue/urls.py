"""Addresses of this room."""

from django.urls import path

from insights.dialogue import views

urlpatterns = [
    path("dialogue/", views.NoteListView.as_view(), name="dialogue-list"),
    path("dialogue/new/", views.NoteCreateView.as_view(), name="dialogue-new"),
    path("dialogue/areas/", views.AreasView.as_view(), name="dialogue-areas"),
    path("dialogue/<int:pk>/edit/", views.NoteEditView.as_view(), name="dialogue-edit"),
    path("dialogue/<int:pk>/voice/", views.NoteVoiceView.as_view(), name="dialogue-voice"),
    path("dialogue/<int:pk>/promise/", views.promise, name="dialogue-promise"),
]
