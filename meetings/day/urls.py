"""Addresses of this room."""

from django.urls import path

from meetings.day.views import desk, person, staff

urlpatterns = [
    path("meetings/<slug:slug>/day/", person.day, name="day"),
    path("answers/<str:token>/day/", person.day_link, name="day-link"),
    path("meetings/<slug:slug>/check-in/", desk.CheckIn.as_view(), name="desk-list"),
    path("meetings/<slug:slug>/check-in/walk-in/", desk.WalkIn.as_view(), name="desk-walk-in"),
    path("meetings/<slug:slug>/check-in/key-points/", desk.Points.as_view(), name="desk-points"),
    path("meetings/<slug:slug>/check-in/code/", desk.RoomCode.as_view(), name="desk-code"),
    path("meetings/<slug:slug>/check-in/helpers/", staff.DoorLists.as_view(), name="door-lists"),
    path("meetings/<slug:slug>/check-in/helpers/<int:pk>/close/", staff.DoorListClose.as_view(), name="door-close"),
    path("meetings/<slug:slug>/sheet/", staff.Sheet.as_view(), name="sheet"),
    path("meetings/<slug:slug>/sheet/key-in/", staff.KeyIn.as_view(), name="key-in"),
    path("meetings/<slug:slug>/attendance/", staff.Attendance.as_view(), name="attendance"),
    path("door/<str:token>/", desk.CheckIn.as_view(), name="door-list"),
    path("door/<str:token>/walk-in/", desk.WalkIn.as_view(), name="door-walk-in"),
    path("door/<str:token>/key-points/", desk.Points.as_view(), name="door-points"),
    path("door/<str:token>/code/", desk.RoomCode.as_view(), name="door-code"),
    path("meetings/<slug:slug>/lead-list/", desk.lead_list, name="lead-list"),
    path("here/<str:code>/", desk.shown_pass, name="pass"),
]
