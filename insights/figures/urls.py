"""Addresses of this room."""

from django.urls import path

from insights.figures import views

urlpatterns = [
    path("figures/", views.FiguresView.as_view(), name="figures"),
    path("figures/definitions/", views.DefinitionsView.as_view(), name="figures-definitions"),
    path("figures/issues/", views.IssuesView.as_view(), name="figures-issues"),
    path("figures/at-a-glance/", views.GlanceView.as_view(), name="figures-glance"),
    path("figures/two-pages.pdf", views.FiguresPdfView.as_view(), name="figures-pdf"),
    path("figures/<slug:code>.csv", views.FigureCsvView.as_view(), name="figure-csv"),
    path("figures/<slug:code>/", views.FigureView.as_view(), name="figure"),
]
