"""Addresses of this room."""

from django.urls import path

from insights.pledges import views

urlpatterns = [
    path("reports/<slug:number>/v<int:version>/thread/", views.ReportThread.as_view(), name="report-thread"),
    path(
        "reports/<slug:number>/v<int:version>/asks/<int:ask>/thread/",
        views.AskThreadPage.as_view(),
        name="report-ask-thread",
    ),
    path("promises/<int:pk>/thread/", views.PromiseThread.as_view(), name="promise-thread"),
    path("issues/<slug:reference>/thread/", views.IssueThread.as_view(), name="issue-thread"),
]
