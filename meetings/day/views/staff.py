"""Pages of the desk that staff alone have: helpers, the sign-in sheet, typing it in, who came in numbers."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from camk.links import SecretLink
from camk.views import ActionFormView, perform
from groups.action_groups.sharing import qr_code
from meetings.day import actions
from meetings.day.actions.doors import PURPOSE
from meetings.day.desks import DeskMixin
from meetings.day.figures import attendance_of
from meetings.day.forms import DoorForm, KeyInForm
from meetings.day.lists import lines_of, tally
from meetings.day.models import DoorList

BLANK_ROWS = 15  # for people who had not answered


class DoorLists(DeskMixin, ActionFormView):
    """Give the list to a helper for the day, and take it back."""

    template_name = "meetings/day/helpers.html"
    form_class = DoorForm

    def get_context_data(self, **kwargs):
        doors = list(DoorList.objects.filter(meeting=self.desk.meeting))
        keys = [str(door.pk) for door in doors]
        links = SecretLink.objects.live().filter(purpose=PURPOSE, target_id__in=keys)
        tokens = {link.target_id: link.token for link in links}
        for door in doors:
            token = tokens.get(str(door.pk))
            door.address = settings.SITE_URL + reverse("meetings:door-list", args=[token]) if token else ""
            door.square = qr_code(door.address) if token else ""
        return super().get_context_data(doors=doors, **kwargs)

    def act(self, form):
        actions.open_door_list(meeting=self.desk.meeting, name=form.cleaned_data["name"], by=self.request.user)
        messages.success(self.request, "The list is ready. Let them scan the square, or send them the address.")
        return redirect("meetings:door-lists", self.desk.meeting.slug)


class DoorListClose(DeskMixin, View):
    """The helper's link stops working at once."""

    def post(self, request, slug, pk):
        door = get_object_or_404(DoorList, pk=min(pk, 2**63 - 1), meeting=self.desk.meeting)
        perform(request, actions.close_door_list, success="That list is closed.", door=door, by=request.user)
        return redirect("meetings:door-lists", slug)


class Sheet(DeskMixin, TemplateView):
    """The sign-in sheet to print on A4; `?size=large` in large print."""

    template_name = "meetings/day/sheet.html"

    def get_context_data(self, **kwargs):
        lines = [line for line in lines_of(self.desk.meeting) if line.rsvp and line.said != "said no"]
        large = self.request.GET.get("size") == "large"
        return super().get_context_data(lines=lines, blank=range(BLANK_ROWS), large=large, **kwargs)


class KeyIn(DeskMixin, ActionFormView):
    """The signed sheet typed in on one page."""

    template_name = "meetings/day/key_in.html"
    form_class = KeyInForm

    def get_form_kwargs(self):
        self.lines = [line for line in lines_of(self.desk.meeting) if line.rsvp]
        here = [line.rsvp for line in self.lines if line.is_here]
        keys = [line.rsvp for line in self.lines]
        initial = {"ticked": here, "were": ",".join(map(str, here))}
        return super().get_form_kwargs() | {"keys": keys, "initial": initial}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        ticked = {str(key) for key in form["ticked"].value() or []}
        rows = [(line, str(line.rsvp) in ticked) for line in self.lines]
        return context | {"rows": rows, "tally": tally(self.lines)}

    def act(self, form):
        new = actions.key_in(meeting=self.desk.meeting, by=self.request.user, **form.wanted())
        messages.success(self.request, f"Saved. {new} newly marked as here.")
        return redirect("meetings:attendance", self.desk.meeting.slug)


class Attendance(DeskMixin, TemplateView):
    """Who came, in numbers: by organisation, by role, and for the first time."""

    template_name = "meetings/day/attendance.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(came=attendance_of(self.desk.meeting), **kwargs)
