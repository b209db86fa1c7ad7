"""Addresses of this room."""

from django.urls import path

from insights.pledges import views

urlpatterns = [
    path("reports/<slug:number>/v<int:version>/thread/", views.ReportThread.as_view(), name="report-thread"),
]
