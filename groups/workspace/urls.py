"""Addresses of this room."""

from django.urls import path

from groups.workspace.views import announcements, discussion, library, mailing, places, sharing

here = "action-groups/<slug:slug>/workspace/"
urlpatterns = [
    path(here, places.Overview.as_view(), name="workspace"),
    path(f"{here}people/", places.People.as_view(), name="workspace-people"),
    path(f"{here}announcements/", places.Announcements.as_view(), name="workspace-announcements"),
    path(f"{here}resources/", places.Resources.as_view(), name="workspace-resources"),
    path(f"{here}resources/new/", sharing.Share.as_view(), name="resource-new"),
    path(f"{here}discussion/", discussion.ThreadList.as_view(), name="thread-list"),
    path(f"{here}discussion/new/", discussion.NewThread.as_view(), name="thread-new"),
    path(f"{here}discussion/<int:pk>/", discussion.ThreadPage.as_view(), name="thread-detail"),
    path(f"{here}discussion/<int:pk>/edit/", discussion.MendThread.as_view(), name="thread-edit"),
    path(f"{here}discussion/<int:pk>/withdraw/", discussion.WithdrawThread.as_view(), name="thread-withdraw"),
    path(f"{here}discussion/<int:pk>/follow/", discussion.follow, name="thread-follow"),
    path(f"{here}replies/<int:pk>/edit/", discussion.MendReply.as_view(), name="reply-edit"),
    path(f"{here}replies/<int:pk>/withdraw/", discussion.WithdrawReply.as_view(), name="reply-withdraw"),
    path("announcements/<int:pk>/", announcements.AnnouncementPage.as_view(), name="announcement-detail"),
    path("resources/", library.Library.as_view(), name="resource-list"),
    path("resources/<int:pk>/", library.ResourcePage.as_view(), name="resource-detail"),
    path("resources/<int:pk>/file/", library.LatestFile.as_view(), name="resource-file"),
    path("resources/<int:pk>/versions/<int:number>/", library.VersionFile.as_view(), name="resource-version"),
    path("resources/<int:pk>/edit/", sharing.Change.as_view(), name="resource-edit"),
    path("resources/<int:pk>/replace/", sharing.Replace.as_view(), name="resource-replace"),
    path("resources/<int:pk>/still-right/", sharing.still_right, name="resource-still-right"),
    path("resources/<int:pk>/pass-on/", sharing.pass_on, name="resource-pass-on"),
    path("resources/<int:pk>/withdraw/", sharing.Withdraw.as_view(), name="resource-withdraw"),
    path("resources/shared/<str:token>/", library.SharedPage.as_view(), name="resource-shared"),
    path("resources/shared/<str:token>/file/", library.SharedFile.as_view(), name="resource-shared-file"),
    path("me/mails/", mailing.MailChoices.as_view(), name="mail-choices"),
    path("mail/stop/<slug:what>/<str:token>/", mailing.MailStop.as_view(), name="mail-stop"),
]
