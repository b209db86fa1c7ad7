"""The kernel's own pages: home, the words every site owes its readers, logo, health."""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from camk import files
from camk.details import site_details
from camk.pages.health import report


class Home(TemplateView):
    """Next meetings, what we heard, what changed because of it; three ways in."""

    template_name = "home.html"


class Accessibility(TemplateView):
    """How the site is built to be used by everybody, and whom to tell when it fails somebody."""

    template_name = "pages/accessibility.html"


class Privacy(TemplateView):
    """What is kept about people, why, for how long; the few cookies."""

    template_name = "pages/privacy.html"


class Contact(TemplateView):
    """Phone, e-mail, opening hours, and how to complain."""

    template_name = "pages/contact.html"


def logo(request):
    """The charity's own logo, when it gave one."""
    details = site_details()
    if not details.logo_id:
        raise Http404
    response = files.serve(details.logo, inline=True)
    response["Cache-Control"] = "public, max-age=300"
    return response


@never_cache
def health(request):
    """For the machine that watches: 200 when all is well, 503 when something is not."""
    well, found = report()
    return JsonResponse({"well": well, **found}, status=200 if well else 503)


def robots(request):
    """Search engines: nothing of a demonstration, and nobody's own pages."""
    closed = ["/accounts/", "/admin/", "/me/", "/outbox/", "/setup/"] if settings.LIVE else ["/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
