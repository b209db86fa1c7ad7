"""Addresses of this room."""

from django.urls import path

from insights.together import views

urlpatterns = [
    path("issues/<slug:reference>/ideas/", views.IdeaNew.as_view(), name="idea-new"),
    path("ideas/<int:pk>/take-back/", views.idea_take_back, name="idea-take-back"),
    path("together/<int:pk>/", views.ResponseDetail.as_view(), name="response-together"),
]
