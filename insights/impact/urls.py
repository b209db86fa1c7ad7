"""Addresses of this room."""

from django.urls import path

from insights.impact import views

urlpatterns = [
    path("organisations/<slug:slug>/impact/", views.ImpactView.as_view(), name="impact"),
    path("organisations/<slug:slug>/impact/impact.pdf", views.ImpactPdfView.as_view(), name="impact-pdf"),
    path("organisations/<slug:slug>/impact/impact.csv", views.ImpactCsvView.as_view(), name="impact-csv"),
]
