"""The first-run page: a live portal shows nothing else until somebody has filled it in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from camk.details import SiteDetails
from camk.limits import consume
from camk.views import ActionFormView
from groups.first_run.actions import set_up
from groups.first_run.forms import SetUpForm


@method_decorator(never_cache, name="dispatch")
class SetUp(ActionFormView):
    """Open the portal; 404 in a demonstration and once it is open."""

    template_name = "groups/first_run/set_up.html"
    form_class = SetUpForm

    def dispatch(self, request, *args, **kwargs):
        if not settings.LIVE or SiteDetails.objects.filter(set_up_at__isnull=False).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form):
        if form.has_error("setup_key", "key"):
            consume(self.request, "secret_link_miss")
        return super().form_invalid(form)

    def act(self, form):
        set_up(**form.as_action())
        messages.success(self.request, "The portal is open. Sign in with the address and password you just chose.")
        return redirect("account_login_password")
