"""Addresses of this room."""

from django.urls import path

from groups.enquiries import views

urlpatterns = [
    path("support/", views.SupportView.as_view(), name="support"),
    path("support/ask/", views.AskView.as_view(), name="support-ask"),
    path("support/counts/", views.CountsView.as_view(), name="support-counts"),
    path("support/counts.csv", views.CountsCsvView.as_view(), name="support-counts-csv"),
    path("support/enquiries/<str:token>/", views.enquiry_page, name="enquiry"),
    path("support/enquiries/<str:token>/more/", views.enquiry_more, name="enquiry-more"),
    path("support/enquiries/<str:token>/helped/", views.enquiry_helped, name="enquiry-helped"),
    path("support/enquiries/<str:token>/be-asked/", views.enquiry_be_asked, name="enquiry-be-asked"),
]
