"""Addresses of this room."""

from django.urls import path

from insights.rankings import views

urlpatterns = [
    path("action-groups/<slug:slug>/what-matters/", views.WhatMattersInActionGroup.as_view(), name="what-matters"),
    path("places/<slug:code>/what-matters/", views.WhatMattersInArea.as_view(), name="what-matters-in-area"),
]
