"""Addresses of this room."""

from django.urls import path

from camk.kept_pages import kept_for_visitors
from groups.directory import views

urlpatterns = [
    path("organisations/", kept_for_visitors(views.DirectoryView.as_view()), name="organisation-list"),
    path("organisations/list.csv", views.directory_csv, name="organisation-list-csv"),
]
