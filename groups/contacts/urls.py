"""Addresses of this room."""

from django.urls import path

from groups.contacts import views

AT = "organisations/<slug:slug>/people/"

urlpatterns = [
    path(AT, views.PeopleView.as_view(), name="people"),
    path(f"{AT}take-over/", views.take_over, name="people-take-over"),
    path(f"{AT}<int:pk>/role/", views.change_kind, name="people-role"),
    path(f"{AT}<int:pk>/lead/", views.HandOverView.as_view(), name="people-lead"),
    path(f"{AT}<int:pk>/end/", views.EndView.as_view(), name="people-end"),
    path(f"{AT}asked/<int:pk>/", views.ApplicationView.as_view(), name="application"),
    path(f"{AT}asked/<int:pk>/accept/", views.accept, name="application-accept"),
    path(f"{AT}asked/<int:pk>/refuse/", views.RefuseView.as_view(), name="application-refuse"),
]
