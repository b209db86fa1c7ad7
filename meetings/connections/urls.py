"""Addresses of this room."""

from django.urls import path

from meetings.connections import views

urlpatterns = [
    path("connections/", views.HowConnected.as_view(), name="connection-figures"),
    path("connections/without.csv", views.WithoutTieCsv.as_view(), name="connection-without-csv"),
    path("organisations/<slug:slug>/connections/", views.ConnectionList.as_view(), name="connection-list"),
    path(
        "organisations/<slug:slug>/connections/<int:pk>/", views.ConnectionChange.as_view(), name="connection-change"
    ),
]
