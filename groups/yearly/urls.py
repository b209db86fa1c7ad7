"""Addresses of this room."""

from django.urls import path

from groups.yearly import views

urlpatterns = [
    path("still-right/<str:token>/", views.StillRightView.as_view(), name="still-right"),
    path("still-right/<str:token>/left/", views.left, name="still-right-left"),
]
