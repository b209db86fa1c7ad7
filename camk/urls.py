"""All addresses of the portal; the apps are included by string, so the kernel imports none of them."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

admin.autodiscover()
# Django's own admin sign-in has no limit and no second factor; allauth's has both.
admin.site.login = secure_admin_login(admin.site.login)
# These would be edited past our actions: offices are given on a person's page, addresses proved by codes.
for outside in (Group, EmailAddress, Authenticator):
    if admin.site.is_registered(outside):
        admin.site.unregister(outside)

urlpatterns = [
    path("", include("camk.accounts.urls")),
    path("", include("camk.pages.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("groups.urls")),
    path("", include("meetings.urls")),
    path("", include("insights.urls")),
]
