"""Addresses of this room."""

from django.urls import path

from insights.reviews import views

urlpatterns = [
    path("annual-reviews/", views.ReviewListView.as_view(), name="review-list"),
    path("annual-reviews/<int:year>/", views.ReviewView.as_view(), name="review"),
    path("annual-reviews/<int:year>/words/", views.ReviewWordsView.as_view(), name="review-words"),
    path("annual-reviews/<int:year>/freeze/", views.freeze, name="review-freeze"),
    path("annual-reviews/<int:year>/open-again/", views.open_again, name="review-open-again"),
    path("annual-reviews/<int:year>/review.pdf", views.ReviewPdfView.as_view(), name="review-pdf"),
    path("annual-reviews/<int:year>/review.csv", views.ReviewCsvView.as_view(), name="review-csv"),
    path("annual-reviews/<int:year>/draft.pdf", views.ReviewDraftView.as_view(), name="review-draft"),
]
