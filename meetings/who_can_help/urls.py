"""Addresses of this room."""

from django.urls import path

from meetings.who_can_help import views

urlpatterns = [
    path("who-can-help/", views.WhoCanHelp.as_view(), name="who-can-help"),
    path("who-can-help/ask/", views.AskTheNetwork.as_view(), name="help-ask"),
    path("who-can-help/sent/", views.Sent.as_view(), name="help-sent"),
    path("who-can-help/questions/", views.OpenQuestions.as_view(), name="help-list"),
    path("who-can-help/<int:pk>/", views.help_detail, name="help-detail"),
    path("who-can-help/confirm/<str:token>/", views.help_confirm, name="help-confirm"),
    path("who-can-help/link/<str:token>/", views.help_link, name="help-link"),
    path("who-can-help/answer/<str:token>/", views.help_contact, name="help-contact"),
]
