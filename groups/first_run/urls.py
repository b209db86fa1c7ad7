"""Address of the first-run page."""

from django.urls import path

from groups.first_run import views

urlpatterns = [path("setup/", views.SetUp.as_view(), name="setup")]
