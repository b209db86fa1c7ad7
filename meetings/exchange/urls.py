"""Addresses of this room."""

from django.urls import path

from meetings.exchange import views

urlpatterns = [
    path("exchange/", views.ListingList.as_view(), name="listing-list"),
    path("exchange/new/", views.ListingNew.as_view(), name="listing-new"),
    path("exchange/<int:pk>/", views.ListingDetail.as_view(), name="listing-detail"),
    path("exchange/<int:pk>/change/", views.ListingChange.as_view(), name="listing-change"),
    path("exchange/<int:pk>/sorted/", views.ListingClose.as_view(), name="listing-close"),
    path("exchange/<int:pk>/respond/", views.listing_respond, name="listing-respond"),
    path("exchange/link/<str:token>/", views.listing_link, name="listing-link"),
]
