"""Addresses of this room."""

from django.urls import path

from insights.rankings import views

urlpatterns = [
    path("action-groups/<slug:slug>/what-matters/", views.WhatMatters.as_view(), name="what-matters"),
]
