"""Addresses of the kernel's own pages."""

from django.urls import path

from camk.accounts import views as accounts
from camk.kept_pages import kept_for_visitors
from camk.outbox import views as outbox
from camk.pages import views

app_name = "camk"
urlpatterns = [
    path("", kept_for_visitors(views.Home.as_view()), name="home"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("privacy/", views.Privacy.as_view(), name="privacy"),
    path("contact/", views.Contact.as_view(), name="contact"),
    path("logo/", views.logo, name="logo"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("outbox/", outbox.MailList.as_view(), name="mail-list"),
    path("outbox/<int:pk>/", outbox.MailDetail.as_view(), name="mail-detail"),
    path("outbox/<int:pk>/file/", outbox.MailFile.as_view(), name="mail-file"),
    path("me/", accounts.MyPage.as_view(), name="me"),
    path("me/details/", accounts.MyDetails.as_view(), name="me-details"),
    path("me/second-factor/qr.svg", accounts.SecondFactorPicture.as_view(), name="me-second-factor"),
]
