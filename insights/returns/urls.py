"""Addresses of this room."""

from django.urls import path

from insights.returns import views

urlpatterns = [
    path("figures/programmes/", views.ProgrammeListView.as_view(), name="return-list"),
    path("figures/programmes/<slug:slug>/", views.ReturnView.as_view(), name="return"),
    path("figures/programmes/<slug:slug>/return.pdf", views.ReturnPdfView.as_view(), name="return-pdf"),
    path("figures/programmes/<slug:slug>/return.xlsx", views.ReturnXlsxView.as_view(), name="return-xlsx"),
    path("figures/programmes/<slug:slug>/return.csv", views.ReturnCsvView.as_view(), name="return-csv"),
]
