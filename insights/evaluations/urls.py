"""Addresses of this room."""

from django.urls import path

from insights.evaluations import views, views_export, views_reviews

urlpatterns = [
    path("evaluations/", views.EvaluationListView.as_view(), name="evaluation-list"),
    path("evaluations/<int:pk>/", views.EvaluationDetailView.as_view(), name="evaluation-detail"),
    path("evaluations/<int:pk>/file/", views.evaluation_file, name="evaluation-file"),
    path("initiatives/<slug:slug>/looking-back/", views_reviews.ReviewListView.as_view(), name="look-back-list"),
    path(
        "initiatives/<slug:slug>/looking-back/<int:pk>/",
        views_reviews.ReviewDetailView.as_view(),
        name="look-back-detail",
    ),
    path("initiatives/<slug:slug>/looking-back/<int:pk>/close/", views_reviews.review_close, name="look-back-close"),
    path("initiatives/<slug:slug>/looking-back/of/<int:pk>/", views_reviews.review_meeting, name="look-back-meeting"),
    path("initiatives/<slug:slug>/evaluator/", views_export.EvaluatorView.as_view(), name="evaluator"),
    path("looking-back/<str:token>/", views_reviews.ReviewView.as_view(), name="look-back"),
]
