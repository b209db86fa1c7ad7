"""Addresses of this room."""

from django.urls import path

from meetings.outcomes import views

urlpatterns = [
    path("meetings/<slug:slug>/minutes/", views.MinutesPage.as_view(), name="minutes"),
    path("meetings/<slug:slug>/minutes/<int:number>/", views.MinutesPage.as_view(), name="minutes-version"),
    path("meetings/materials/<int:pk>/", views.material, name="material"),
]
