"""Addresses of this room."""

from django.urls import path

from insights.initiatives import views

urlpatterns = [
    path("initiatives/", views.InitiativeListView.as_view(), name="initiative-list"),
    path("initiatives/<slug:slug>/", views.InitiativeDetailView.as_view(), name="initiative-detail"),
    path("initiatives/<slug:slug>/conversations/", views.ConversationListView.as_view(), name="conversation-list"),
    path(
        "initiatives/<slug:slug>/conversations/new/", views.ConversationCreateView.as_view(), name="conversation-new"
    ),
    path(
        "initiatives/<slug:slug>/conversations/<int:pk>/",
        views.ConversationEditView.as_view(),
        name="conversation-edit",
    ),
    path("initiatives/<slug:slug>/trainings/new/", views.TrainingCreateView.as_view(), name="training-new"),
]
