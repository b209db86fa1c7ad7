"""Addresses of this room."""

from django.urls import path

from groups.invitations import views

urlpatterns = [
    path("invitations/<str:token>/", views.InvitationView.as_view(), name="invitation"),
    path("invitations/<str:token>/not-now/", views.not_now, name="invitation-not-now"),
    path("invitations/<str:token>/not-us/", views.not_us, name="invitation-not-us"),
    path("organisations/<slug:slug>/people/invite/", views.InviteView.as_view(), name="people-invite"),
    path("organisations/<slug:slug>/people/invitations/<int:pk>/again/", views.again, name="invitation-again"),
    path(
        "organisations/<slug:slug>/people/invitations/<int:pk>/take-back/",
        views.take_back,
        name="invitation-take-back",
    ),
]
