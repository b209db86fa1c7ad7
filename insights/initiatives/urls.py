"""Addresses of this room."""

from django.urls import path

from insights.initiatives import views, views_action, views_leaders, views_promises, views_research

ONE = "initiatives/<slug:slug>/"
ASSEMBLY = f"{ONE}assemblies/<int:pk>/"

urlpatterns = [
    path("initiatives/", views.InitiativeListView.as_view(), name="initiative-list"),
    path(ONE, views.InitiativeDetailView.as_view(), name="initiative-detail"),
    path(f"{ONE}targets.csv", views.InitiativeCsvView.as_view(), name="initiative-csv"),
    path(f"{ONE}conversations/", views.ConversationListView.as_view(), name="conversation-list"),
    path(f"{ONE}conversations/new/", views.ConversationCreateView.as_view(), name="conversation-new"),
    path(f"{ONE}conversations/<int:pk>/", views.ConversationEditView.as_view(), name="conversation-edit"),
    path(f"{ONE}trainings/new/", views.TrainingCreateView.as_view(), name="training-new"),
    path(f"{ONE}leaders/", views_leaders.LeaderListView.as_view(), name="leader-list"),
    path(f"{ONE}leaders/new/", views_leaders.LeaderCreateView.as_view(), name="leader-new"),
    path(f"{ONE}leaders/<int:pk>/withdraw/", views_leaders.LeaderWithdrawView.as_view(), name="leader-withdraw"),
    path(f"{ONE}work/", views_research.WorkView.as_view(), name="initiative-work"),
    path(f"{ONE}campaigns/new/", views_research.CampaignView.as_view(), name="campaign-new"),
    path(f"{ONE}campaigns/<int:pk>/", views_research.CampaignView.as_view(), name="campaign-edit"),
    path(f"{ONE}goals/new/", views_research.GoalView.as_view(), name="goal-new"),
    path(f"{ONE}goals/<int:pk>/", views_research.GoalView.as_view(), name="goal-edit"),
    path(f"{ONE}votes/new/", views_research.BallotCreateView.as_view(), name="ballot-new"),
    path(f"{ONE}votes/<int:pk>/", views_research.BallotView.as_view(), name="ballot"),
    path(f"{ONE}votes/<int:pk>/close/", views_research.BallotCloseView.as_view(), name="ballot-close"),
    path(f"{ONE}power-map/", views_action.PowerMapView.as_view(), name="power-map"),
    path(f"{ONE}power-map/place/", views_action.PowerPlaceView.as_view(), name="power-place"),
    path(f"{ONE}dealings/new/", views_action.DealingCreateView.as_view(), name="dealing-new"),
    path(f"{ONE}assemblies/new/", views_action.AssemblyCreateView.as_view(), name="assembly-new"),
    path(ASSEMBLY, views_action.AssemblyView.as_view(), name="assembly"),
    path(f"{ASSEMBLY}close/", views_action.AssemblyCloseView.as_view(), name="assembly-close"),
    path(f"{ASSEMBLY}asks/new/", views_action.AskCreateView.as_view(), name="assembly-ask-new"),
    path(f"{ASSEMBLY}asks/<int:ask>/", views_action.AnswerView.as_view(), name="assembly-ask"),
    path(
        f"{ASSEMBLY}asks/<int:ask>/choose/<int:answer>/",
        views_action.AnswerChooseView.as_view(),
        name="assembly-choose",
    ),
    path(
        f"{ASSEMBLY}asks/<int:ask>/take-out/<int:answer>/",
        views_action.RecordTakeOutView.as_view(),
        name="assembly-take-out",
    ),
    path(f"{ONE}promises/", views_promises.PromiseListView.as_view(), name="promise-list"),
    path(f"{ONE}promises/<int:pk>/", views_promises.PromiseView.as_view(), name="promise-follow"),
    path(f"{ONE}turn-out/<int:pk>/", views_action.TurnOutView.as_view(), name="turn-out"),
    path(f"{ONE}turn-out/<int:pk>/<int:member>/", views_action.TurnOutEditView.as_view(), name="turn-out-edit"),
]
