"""Addresses of this room: reports for staff and trustees, and the private pages of their recipients."""

from django.urls import path

from insights.reports import views, views_public

# Ending, the report's own field, what the address ends in.
FILES = (("pdf", "pdf", "report.pdf"), ("xlsx", "annex_xlsx", "annex.xlsx"), ("csv", "annex_csv", "annex.csv"))
urlpatterns = [
    path("published-reports/", views_public.EditionList.as_view(), name="edition-list"),
    path("published-reports/<slug:number>/v<int:version>/", views_public.EditionDetail.as_view(), name="edition"),
    *(
        path(
            f"published-reports/<slug:number>/v<int:version>/{name}",
            views_public.edition_file,
            {"field": field},
            name=f"edition-{end}",
        )
        for end, field, name in FILES
    ),
    path("reports/", views.ReportList.as_view(), name="report-list"),
    path("reports/<slug:number>/v<int:version>/", views.ReportDetail.as_view(), name="report-detail"),
    *(
        path(
            f"reports/<slug:number>/v<int:version>/{name}", views.report_file, {"field": field}, name=f"report-{end}"
        )
        for end, field, name in FILES
    ),
    path("reports/<slug:number>/v<int:version>/answers/<int:pk>/file/", views.answer_file, name="report-answer-file"),
    path("reports/to-approve/<int:pk>/", views.ApproveReport.as_view(), name="report-approve"),
    path("reports/<str:token>/answers/<int:pk>/file/", views.link_answer_file, name="report-link-answer-file"),
    path("reports/<str:token>/", views.LinkPage.as_view(), name="report-link"),
    *(
        path(f"reports/<str:token>/{name}", views.link_file, {"field": field}, name=f"report-link-{end}")
        for end, field, name in FILES
    ),
    path("reports/<str:token>/asks/<int:ask>/", views.AnswerAsk.as_view(), name="report-ask"),
]
