"""Addresses of this room."""

from django.urls import path

from groups.networks import views

urlpatterns = [
    path("networks/", views.NetworkListView.as_view(), name="network-list"),
    path("networks/<slug:slug>/", views.NetworkDetailView.as_view(), name="network-detail"),
    path("networks/<slug:slug>/involved/", views.InvolvedView.as_view(), name="network-involved"),
    path("networks/<slug:slug>/organisations/<int:pk>/decide/", views.membership_decide, name="network-decide"),
    path("networks/<slug:slug>/organisations/<int:pk>/leave/", views.membership_leave, name="network-leave"),
]
