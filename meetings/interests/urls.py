"""Addresses of this room."""

from django.urls import path

from camk.kept_pages import kept_for_visitors
from meetings.interests import views

urlpatterns = [
    path("meetings/planned/", kept_for_visitors(views.PlannedList.as_view()), name="planned-list"),
    path("meetings/planned/<slug:slug>/", kept_for_visitors(views.PlannedDetail.as_view()), name="planned-detail"),
    path("meetings/planned/<slug:slug>/interest/", views.interest, name="planned-interest"),
    path("meetings/planned/<slug:slug>/guest/", views.GuestInterest.as_view(), name="interest-guest"),
    path("meetings/planned/<slug:slug>/guest/sent/", views.GuestInterestSent.as_view(), name="interest-guest-sent"),
    path("interest/<str:token>/", views.interest_link, name="interest-link"),
]
