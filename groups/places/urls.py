"""Addresses of this room."""

from django.urls import path

from groups.places import views

urlpatterns = [
    path("places/", views.PlaceListView.as_view(), name="place-list"),
    path("places/<slug:code>/", views.PlaceDetailView.as_view(), name="place-detail"),
]
