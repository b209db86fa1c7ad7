"""The view toolkit: how a page asks who may see it, calls one action, and turns a broken rule into a sentence."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import BaseForm
from django.http import Http404
from django.views.generic import FormView

from camk.accounts.offices import EVALUATOR
from camk.accounts.permissions import is_administrator, is_mobiliser, is_organiser, is_staff_connector, is_trustee
from camk.at_risk import careful
from camk.details import site_details
from camk.errors import RuleBroken
from camk.limits import consume
from camk.links import find_link, note_link_seen

# Addresses, not names: the kernel knows none of the apps above it; a test follows each of them.
# Label, the long form said to screen readers and shown where the line is long enough, address.
NAV = [
    ("Meetings", "", "/meetings/"),
    ("CAGs", "Collaborative Action Groups", "/action-groups/"),
    ("Organisations", "", "/organisations/"),
    ("Issues", "", "/issues/"),
]


def site_context(request):
    """What base.html needs on every page; no query when the details are fresh in this process."""
    user = getattr(request, "user", None)
    path = request.path
    nav = [{"label": label, "long": long, "url": url, "current": path.startswith(url)} for label, long, url in NAV]
    return {
        "details": site_details(),
        "demo_mode": not settings.LIVE,
        "has_fonts": HAS_FONTS,
        "nav": nav,
        "nav_offices": _office_links(user, path) if user and user.is_authenticated else [],
    }


HAS_FONTS = (settings.BASE_DIR / "static" / "fonts" / "fonts.css").exists()


def _office_links(user, path):
    """The extra links of people with an office: figures, conversation notes, staff pages."""
    links = []
    if is_mobiliser(user) or is_staff_connector(user):
        links.append(("Conversation notes", "/dialogue/"))
    if is_organiser(user) or user.holds(EVALUATOR):
        links.append(("Initiatives", "/initiatives/"))
    if is_trustee(user) or is_staff_connector(user) or is_administrator(user):
        links.append(("How we are doing", "/figures/"))
    if user.is_staff:
        links.append(("Staff pages", "/admin/"))
    return [{"label": label, "url": url, "current": path.startswith(url)} for label, url in links]


def typed(values, name: str, most: int) -> str:
    """What was typed under `name`, read without a form: at most `most` characters, none that a database refuses."""
    return values.get(name, "")[:most].replace("\0", "")


def perform(request, run, *, success: str = "", **arguments) -> bool:
    """Call the action `run`; show `success`, or the broken rule's sentence. Returns whether it worked."""
    try:
        run(**arguments)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return False
    if success:
        messages.success(request, success)
    return True


FILE_AGAIN = "Choose the file once more: it is not kept while something else is to be put right."


class ActionFormView(FormView):
    """A page with one form and one action: override `act(form)` to call it and return where to go.

    A broken rule becomes an error of the form, and everything typed stays. Free words that sound as if somebody
    were at risk are asked about first.
    """

    def get_form_class(self):
        form_class = super().get_form_class()
        return careful(form_class) if issubclass(form_class, BaseForm) else form_class

    def form_valid(self, form):
        try:
            return self.act(form)
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
            return self.form_invalid(form)

    def form_invalid(self, form):
        """No browser sends a file twice by itself: that it must be chosen again is said at its box."""
        for name in form.files:
            if name in form.fields and name not in form.errors:
                form.add_error(name, FILE_AGAIN)
        return super().form_invalid(form)

    def act(self, form):
        raise NotImplementedError


class OfficeRequiredMixin(LoginRequiredMixin):
    """A page of an office: sign in first; whoever does not pass `allowed(user)` gets a 404."""

    @staticmethod
    def allowed(user) -> bool:
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.allowed(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def link_or_404(request, purpose: str, token: str):
    """The live secret link behind `token`; a 404 (counted against guessing) when there is none."""
    link = find_link(purpose, token)
    if link is None:
        consume(request, "secret_link_miss")
        raise Http404
    if request.method == "GET":
        note_link_seen(link=link)
    return link


def private_page(response):
    """Headers of a page behind a secret link: not cached, not indexed, its address told to no other site."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": with it browsers send "Origin: null" with the page's own forms, and Django refuses them.
    response["Referrer-Policy"] = "same-origin"
    return response
