"""The demonstration's outbox: every mail the portal would have sent, so that a newcomer can read it here."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView, View

from camk.files import serve
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


class MailFile(DemoOnly, View):
    """The file that goes with a mail."""

    def get(self, request, pk):
        mail = get_object_or_404(OutboundMail.objects.select_related("attachment"), pk=pk, attachment__isnull=False)
        return serve(mail.attachment, inline=True)


class MailDetail(DemoOnly, DetailView):
    """One mail as it was written, with its calendar part."""

    queryset = OutboundMail.objects.select_related("user", "attachment")
    template_name = "outbox/detail.html"
    context_object_name = "mail"
