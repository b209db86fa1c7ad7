"""Addresses of this room: reports for staff and trustees, and the private pages of their recipients."""

from django.urls import path

from insights.reports import views

urlpatterns = [
    path("reports/", views.ReportList.as_view(), name="report-list"),
    path("reports/<slug:number>/v<int:version>/", views.ReportDetail.as_view(), name="report-detail"),
    path("reports/<slug:number>/v<int:version>/report.pdf", views.report_pdf, name="report-pdf"),
    path("reports/<str:token>/", views.LinkPage.as_view(), name="report-link"),
    path("reports/<str:token>/report.pdf", views.link_pdf, name="report-link-pdf"),
    path("reports/<str:token>/asks/<int:ask>/", views.AnswerAsk.as_view(), name="report-ask"),
]
