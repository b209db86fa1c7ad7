"""The demonstration's outbox: every mail the portal would have sent, so that a newcomer can read it here."""

from django.conf import settings
from django.http import Http404
from django.views.generic import DetailView, ListView

from camk.outbox.models import OutboundMail


class DemoOnly:
    """A page that a live portal does not have: mail is private."""

    def dispatch(self, request, *args, **kwargs):
        if settings.LIVE:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class MailList(DemoOnly, ListView):
    """All mails, newest first."""

    queryset = OutboundMail.objects.select_related("user").defer("text", "html", "calendar")
    paginate_by = 30
    template_name = "outbox/list.html"


class MailDetail(DemoOnly, DetailView):
    """One mail as it was written, with its calendar part."""

    queryset = OutboundMail.objects.select_related("user")
    template_name = "outbox/detail.html"
    context_object_name = "mail"
