"""Addresses of this room."""

from django.urls import path

from insights.surveys import views, views_results

urlpatterns = [
    path("surveys/", views.SurveysView.as_view(), name="survey-list"),
    path("surveys/back/<str:token>/", views.back, name="survey-back"),
    path("surveys/<slug:slug>/", views.survey, name="survey"),
    path("surveys/<slug:slug>/<int:step>/", views.PageView.as_view(), name="survey-page"),
    path("surveys/<slug:slug>/who/", views.WhoView.as_view(), name="survey-who"),
    path("surveys/<slug:slug>/later/", views.LaterView.as_view(), name="survey-later"),
    path("surveys/<slug:slug>/thanks/", views.thanks, name="survey-thanks"),
    path("surveys/<slug:slug>/kiosk/", views.kiosk, name="survey-kiosk"),
    path("surveys/<slug:slug>/results/", views_results.results, name="survey-results"),
    path("surveys/<slug:slug>/results.csv", views_results.results_csv, name="survey-results-csv"),
    path("surveys/<slug:slug>/plan/", views_results.PlanView.as_view(), name="survey-plan"),
    path("surveys/<slug:slug>/poster/", views.poster, name="survey-poster"),
]
