"""Addresses of this room."""

from django.urls import path

from groups.updates import views

urlpatterns = [
    path("organisations/<slug:slug>/updates/", views.UpdateListView.as_view(), name="update-list"),
    path("organisations/<slug:slug>/updates/new/", views.ShareView.as_view(), name="update-new"),
    path("updates/<int:pk>/take-back/", views.update_take_back, name="update-take-back"),
    path("updates/<int:pk>/photo/", views.update_photo, name="update-photo"),
]
