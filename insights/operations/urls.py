"""The address of this room."""

from django.urls import path

from insights.operations import views

urlpatterns = [path("staff/how-things-stand/", views.OperationsView.as_view(), name="operations")]
