"""Asking for support, the private page of an enquiry, and the counts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView, View

from camk.limits import consume
from camk.links import SecretLink
from camk.spreadsheet import csv_response
from camk.views import ActionFormView, OfficeRequiredMixin, link_or_404, perform, private_page
from groups.enquiries import actions, counts
from groups.enquiries.forms import AskForm, BeAskedForm, CountsForm, MoreForm
from groups.enquiries.models import Enquiry, Kind, PeerHelp
from groups.enquiries.permissions import may_see_counts, may_see_organisations

MOST_MINE = 20


class SupportView(TemplateView):
    """What we help with, how to ask, and what one has asked before."""

    template_name = "groups/enquiries/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            kinds=Kind.choices, days=actions.REPLY_WITHIN, mine=_mine(user) if user.is_authenticated else [], **kwargs
        )


def _mine(user) -> list[tuple[Enquiry, SecretLink | None]]:
    """What this person asked, each with the key to its page."""
    rows = Enquiry.objects.filter(person=user)[:MOST_MINE]
    keys = SecretLink.objects.live().filter(purpose=actions.PURPOSE, user=user)
    links = {link.target_id: link for link in keys}
    return [(row, links.get(str(row.pk))) for row in rows]


class AskView(ActionFormView):
    """One form; who asks stands last."""

    template_name = "groups/enquiries/ask.html"
    form_class = AskForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in Kind.values else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(days=actions.REPLY_WITHIN, **kwargs)

    def act(self, form):
        user, said = self.request.user, form.cleaned_data
        by = user if user.is_authenticated else None
        consume(self.request, "enquiry", key=str(by.pk) if by else said["email"].lower())
        enquiry = actions.ask(**said, by=by)
        where = f"We have it, as {enquiry.reference}. We reply within {actions.REPLY_WITHIN} working days"
        messages.success(self.request, f"{where}. We have sent you a mail with a link to our answer.")
        return redirect("groups:support")


@require_safe
def enquiry_page(request, token):
    """Behind the link in the mail: what was asked, what passed to and fro, what to do next."""
    _, enquiry = _opened(request, token)
    return _page(request, token, enquiry)


def _opened(request, token):
    link = link_or_404(request, actions.PURPOSE, token)
    return link, Enquiry.objects.with_people().get(pk=link.target_id)


def _page(request, token, enquiry, *, form=None, asked_form=None, status=200):
    asked_form = asked_form or BeAskedForm(user=enquiry.person)
    context = {
        "enquiry": enquiry,
        "token": token,
        "messages_said": _said(enquiry),
        "finds": enquiry.finds.all(),
        "form": form or MoreForm(),
        "asked_form": asked_form,
        "agreed": PeerHelp.objects.live().filter(
            organisation__in=asked_form.fields["organisation"].queryset, kind=enquiry.kind
        ),
        "answers": Enquiry.Helped.choices,
    }
    return private_page(render(request, "groups/enquiries/detail.html", context, status=status))


def _said(enquiry) -> list:
    """The messages, each with its resources and with the organisations that may still be asked."""
    said = list(enquiry.messages.select_related("by").prefetch_related("resources", "organisations"))
    live = {row.organisation_id: row for row in PeerHelp.objects.live().filter(kind=enquiry.kind)}
    for message in said:
        message.peers = [live[row.pk] for row in message.organisations.all() if row.pk in live]
        message.links = [row for row in message.resources.all() if row.is_public]
    return said


@require_POST
def enquiry_more(request, token):
    """They answer us, or ask again."""
    link, enquiry = _opened(request, token)
    form = MoreForm(request.POST)
    if not form.is_valid():
        return _page(request, token, enquiry, form=form)
    consume(request, "enquiry_more", key=str(enquiry.pk))
    done = "Thank you. We read it and write to you."
    perform(request, actions.say_more, success=done, enquiry=enquiry, words=form.cleaned_data["words"], by=link.user)
    return redirect("groups:enquiry", token=token)


@require_POST
def enquiry_helped(request, token):
    """One tap: did it help?"""
    link, enquiry = _opened(request, token)
    helped = request.POST.get("helped", "")
    again = helped == Enquiry.Helped.NO
    done = "Thank you for telling us. We look at it again and write to you." if again else "Thank you for telling us."
    perform(request, actions.rate, success=done, enquiry=enquiry, helped=helped, by=link.user)
    return redirect("groups:enquiry", token=token)


@require_POST
def enquiry_be_asked(request, token):
    """Others may ask them about the same thing; or no more."""
    link, enquiry = _opened(request, token)
    if "stop" in request.POST:
        theirs = BeAskedForm(user=link.user).fields["organisation"].queryset
        for row in PeerHelp.objects.live().filter(organisation__in=theirs, kind=enquiry.kind):
            actions.be_asked_no_more(peer_help=row, by=link.user)
        messages.success(request, "Nobody is given your name any more.")
        return redirect("groups:enquiry", token=token)
    form = BeAskedForm(request.POST, user=link.user)
    if not form.is_valid():
        return _page(request, token, enquiry, asked_form=form)
    done = "Thank you. You can take it back here at any time."
    said = form.cleaned_data
    perform(request, actions.agree_to_be_asked, success=done, **said, kind=enquiry.kind, by=link.user)
    return redirect("groups:enquiry", token=token)


class CountsMixin(OfficeRequiredMixin):
    """For staff, trustees and the administrator."""

    allowed = staticmethod(may_see_counts)

    def read(self):
        years = counts.years(timezone.localdate())
        self.form = CountsForm(self.request.GET or None, years=years)
        year = (self.form.cleaned_data["year"] if self.form.is_valid() else 0) or years[0]
        return counts.read(year, by_organisation=may_see_organisations(self.request.user))


class CountsView(CountsMixin, TemplateView):
    """How many asked for what, how soon we answered, whether it helped."""

    template_name = "groups/enquiries/counts.html"

    def get_context_data(self, **kwargs):
        found = self.read()
        return super().get_context_data(
            counts=found, filter=self.form, definition=counts.DEFINITION, now=timezone.now(), **kwargs
        )


class CountsCsvView(CountsMixin, View):
    """The same for a spreadsheet."""

    def get(self, request):
        found = self.read()
        head = ["About", "Received", "Answered", "In time", "Said whether it helped", "It helped", "Searches"]
        rows = [
            [row.label, row.received, row.answered, row.in_time, row.rated, row.helped, row.searches]
            for row in [*found.lines, found.total]
        ]
        named = [["Organisation", "Received"], *found.organisations] if found.organisations else []
        return csv_response(f"support-{found.year}.csv", [head, *rows, *named])
