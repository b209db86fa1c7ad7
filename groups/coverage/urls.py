"""Addresses of this room."""

from django.urls import path

from groups.coverage import views

urlpatterns = [
    path("coverage/", views.CoverageView.as_view(), name="coverage"),
    path("coverage/table.csv", views.CoverageCsvView.as_view(), name="coverage-csv"),
]
