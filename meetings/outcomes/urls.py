"""Addresses of this room."""

from django.urls import path

from camk.kept_pages import kept_for_visitors
from meetings.outcomes.views import feedback, past, records, to_dos

urlpatterns = [
    path("meetings/past/", kept_for_visitors(past.PastMeetings.as_view()), name="meeting-past"),
    path("meetings/<slug:slug>/minutes/", records.MinutesPage.as_view(), name="minutes"),
    path("meetings/<slug:slug>/minutes/<int:number>/", records.MinutesPage.as_view(), name="minutes-version"),
    path("meetings/materials/<int:pk>/", records.material, name="material"),
    path("feedback/<str:token>/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("to-do/<int:pk>/", to_dos.to_do, name="to-do"),
    path("to-do/link/<str:token>/", to_dos.to_do_link, name="to-do-link"),
]
