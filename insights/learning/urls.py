"""Addresses of this room."""

from django.urls import path

from insights.learning import views

BASE = "action-groups/<slug:slug>/learning/"
urlpatterns = [
    path(BASE, views.LearningList.as_view(), name="learning-list"),
    path(f"{BASE}<slug:code>/", views.LearningDetail.as_view(), name="learning-note"),
    path(f"{BASE}<slug:code>/write/", views.LearningWrite.as_view(), name="learning-write"),
    path(f"{BASE}<slug:code>/share/", views.learning_share, name="learning-share"),
    path(f"{BASE}<slug:code>/take-down/", views.learning_take_down, name="learning-take-down"),
]
