"""Addresses of this room."""

from django.urls import path

from insights.figures import views

urlpatterns = [
    path("figures/", views.FiguresView.as_view(), name="figures"),
    path("figures/definitions/", views.DefinitionsView.as_view(), name="figures-definitions"),
    path("figures/issues.csv", views.IssuesCsvView.as_view(), name="figures-issues-csv"),
]
