"""The directory as a page and as a table to save."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from camk.limits import consume
from camk.questions import Listing
from camk.spreadsheet import csv_stream
from groups.directory.cards import cards_of, everybody
from groups.directory.forms import DirectoryForm
from groups.directory.spreadsheet import rows_of
from groups.organisations.permissions import reader_for


class DirectoryView(ListView):
    """The organisations of the network, each with what its reader may see of it."""

    template_name = "groups/directory/list.html"
    paginate_by = 30

    def get_queryset(self):
        self.reader = reader_for(self.request.user)
        self.form = DirectoryForm(self.request.GET, reader=self.reader)
        return self.form.found() if self.form.is_active else Listing(everybody)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        page.object_list = cards_of(page.object_list, self.reader)
        return context | {"form": self.form, "cards": page.object_list, "active": self.form.is_active}


@require_safe
@login_required
def directory_csv(request):
    """The list as it is narrowed, for a spreadsheet: the fields that this person may see, and no others."""
    consume(request, "directory_csv", key=str(request.user.pk))
    reader = reader_for(request.user)
    found = DirectoryForm(request.GET, reader=reader).found()
    return csv_stream("organisations.csv", rows_of(found, reader, settings.SITE_URL))
