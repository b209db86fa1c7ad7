"""Addresses of signing in that stand before allauth's own of the same name."""

from django.urls import path
from django.views.generic import RedirectView

from camk.accounts import views

urlpatterns = [
    path("accounts/signup/", RedirectView.as_view(url="/join/", query_string=False), name="account_signup"),
    path("accounts/email/", RedirectView.as_view(pattern_name="camk:me-details"), name="account_email"),
    path("accounts/login/password/", views.PasswordSignIn.as_view(), name="account_login_password"),
    path("accounts/password/set/", views.set_password, name="account_set_password"),
    path("accounts/reauthenticate/code/", views.reauthenticate_by_code, name="account_reauthenticate_code"),
    path("accounts/2fa/totp/activate/", views.activate_second_factor, name="mfa_activate_totp"),
    # Django's own page would change a password without our limits and notices.
    path(
        "admin/password_change/", RedirectView.as_view(pattern_name="account_change_password"), name="admin_password"
    ),
]
