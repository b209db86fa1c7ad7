"""Addresses of triage outside the staff pages."""

from django.urls import path

from insights.triage import views

urlpatterns = [
    path("issues/<slug:reference>/object/", views.object_view, name="issue-object"),
    path("told/<str:token>/object/", views.object_view, name="told-object"),
]
