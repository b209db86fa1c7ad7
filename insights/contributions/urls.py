"""Addresses of this room."""

from django.urls import path

from insights.contributions import views

urlpatterns = [
    path("meetings/<slug:slug>/check-in/round-the-table/", views.TableAtDesk.as_view(), name="table-desk"),
    path("door/<str:token>/round-the-table/", views.TableAtDesk.as_view(), name="table-door"),
    path("meetings/<slug:slug>/round-the-table/", views.TableSignedIn.as_view(), name="table"),
    path("answers/<str:token>/round-the-table/", views.TableByLink.as_view(), name="table-link"),
    path("contributions/", views.ContributionList.as_view(), name="contribution-list"),
    path("contributions/<int:pk>/", views.ContributionDecide.as_view(), name="contribution-decide"),
]
