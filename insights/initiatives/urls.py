"""Addresses of this room."""

from django.urls import path

from insights.initiatives import views, views_research

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
    path("initiatives/<slug:slug>/work/", views_research.WorkView.as_view(), name="initiative-work"),
    path("initiatives/<slug:slug>/campaigns/new/", views_research.CampaignView.as_view(), name="campaign-new"),
    path("initiatives/<slug:slug>/campaigns/<int:pk>/", views_research.CampaignView.as_view(), name="campaign-edit"),
    path("initiatives/<slug:slug>/goals/new/", views_research.GoalView.as_view(), name="goal-new"),
    path("initiatives/<slug:slug>/goals/<int:pk>/", views_research.GoalView.as_view(), name="goal-edit"),
    path("initiatives/<slug:slug>/votes/new/", views_research.BallotCreateView.as_view(), name="ballot-new"),
    path("initiatives/<slug:slug>/votes/<int:pk>/", views_research.BallotView.as_view(), name="ballot"),
    path(
        "initiatives/<slug:slug>/votes/<int:pk>/close/", views_research.BallotCloseView.as_view(), name="ballot-close"
    ),
]
