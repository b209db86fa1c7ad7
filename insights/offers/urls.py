"""Addresses of this room."""

from django.urls import path

from insights.offers import views

urlpatterns = [
    path("help/", views.OfferList.as_view(), name="offer-list"),
    path("help/new/", views.OfferNew.as_view(), name="offer-new"),
    path("help/<int:pk>/", views.OfferDetail.as_view(), name="offer-detail"),
    path("help/<int:pk>/change/", views.OfferChange.as_view(), name="offer-change"),
    path("help/<int:pk>/taken/", views.OfferTaken.as_view(), name="offer-taken"),
    path("help/<int:pk>/take-back/", views.offer_withdraw, name="offer-withdraw"),
    path("volunteers/", views.VolunteersAsk.as_view(), name="volunteers"),
    path("volunteers/<int:pk>/take-back/", views.volunteers_withdraw, name="volunteers-withdraw"),
]
