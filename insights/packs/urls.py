"""Addresses of this room."""

from django.urls import path

from insights.packs import views

urlpatterns = [
    path("figures/packs/", views.PackListView.as_view(), name="pack-list"),
    path("figures/packs/<int:pk>/comments/", views.CommentsView.as_view(), name="pack-comments"),
    path("figures/packs/<int:pk>/call-off/", views.call_off, name="pack-call-off"),
    path("figures/packs/<int:pk>/as-it-would-go.pdf", views.PackDraftView.as_view(), name="pack-draft"),
    path("figures/packs/<int:pk>/two-pages.pdf", views.PackPdfView.as_view(), name="pack-pdf"),
]
