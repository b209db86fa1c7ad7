"""Pages of the desk: the list, the code, key points; and the square that somebody shows at the door."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from camk.addresses import key_in
from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, perform, private_page, typed
from groups.organisations.models import Organisation
from meetings.day import actions
from meetings.day.codes import room_code, rsvp_of
from meetings.day.desks import DeskMixin, desk_for
from meetings.day.forms import MarkForm, PointForm, WalkInForm
from meetings.day.lists import lines_of, over_by, shown, tally
from meetings.day.models import Arrival, KeyPoint
from meetings.day.permissions import leads_its_cag
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

MOST_NAMES = 1_000  # of organisations, to choose from while typing


class CheckIn(DeskMixin, TemplateView):
    """The list: search, one tap "Here", one tap back. With htmx the line alone comes back."""

    template_name = "meetings/day/list.html"

    def get_context_data(self, **kwargs):
        words = typed(self.request.GET, "q", 100).strip()
        lines = lines_of(self.desk.meeting)
        return super().get_context_data(lines=shown(lines, words), tally=tally(lines), q=words, **kwargs)

    def post(self, request, **kwargs):
        form = MarkForm(request.POST)
        if not form.is_valid():
            messages.error(request, f"Say how many came as a number: {form.fields['people'].max_value} at most.")
            return redirect(self.desk.address("list"))
        rsvp, arrival = self._row(form.cleaned_data)
        sentence = self._mark(rsvp, arrival, form.cleaned_data)
        key = f"r{rsvp.pk}" if rsvp else f"w{arrival.pk}"
        return self._line(key, sentence) if request.htmx else self._back(key, sentence)

    def _row(self, data) -> tuple[Rsvp | None, Arrival | None]:
        """The answer or walk-in that was pressed: one of this meeting, or there is no such thing."""
        if data["rsvp"]:
            return get_object_or_404(Rsvp, pk=data["rsvp"], meeting=self.desk.meeting), None
        walked_in = Arrival.objects.walked_in().select_related("meeting")
        return None, get_object_or_404(walked_in, pk=data["arrival"], meeting=self.desk.meeting)

    def _mark(self, rsvp, arrival, data) -> str:
        try:
            if data["do"] == "here" and rsvp:
                actions.check_in(rsvp=rsvp, how=Arrival.How.LIST, people=data["people"], **self.desk.who)
            elif rsvp:
                actions.check_out(rsvp=rsvp, **self.desk.who)
            elif data["do"] == "undo":
                actions.take_out_walk_in(arrival=arrival, **self.desk.who)
        except RuleBroken as broken:
            return broken.sentence
        return ""

    def _line(self, key, sentence):
        lines = lines_of(self.desk.meeting)
        line = next((line for line in lines if line.key == key), None)
        context = {"line": line, "tally": tally(lines), "desk": self.desk, "sentence": sentence, "fresh": True}
        return render(self.request, "meetings/day/_line.html", context)

    def _back(self, key, sentence):
        if sentence:
            messages.error(self.request, sentence)
        words = typed(self.request.POST, "q", 100)
        asked = self.request.GET.copy()
        asked["q"] = words
        return HttpResponseRedirect(f"{self.desk.address('list')}?{asked.urlencode()}#{key}")


class WalkIn(DeskMixin, ActionFormView):
    """Somebody came without having answered: their name, and whatever else they like to say."""

    template_name = "meetings/day/walk_in.html"
    form_class = WalkInForm

    def get_context_data(self, **kwargs):
        names = Organisation.objects.admitted().order_by("name").values_list("name", flat=True)
        return super().get_context_data(names=names[:MOST_NAMES], **kwargs)

    def act(self, form):
        arrival = actions.walk_in(meeting=self.desk.meeting, **form.cleaned_data, **self.desk.who)
        messages.success(self.request, f"{form.cleaned_data['name']} is on the list.")
        over = over_by(self.desk.meeting)
        if over > 0:
            room = self.desk.meeting.room_capacity
            messages.warning(self.request, f"The room is for {room} people, and {over} more are here now.")
        where = f"#r{arrival.rsvp_id}" if arrival.rsvp_id else f"#w{arrival.pk}"
        return HttpResponseRedirect(self.desk.address("list") + where)


class RoomCode(DeskMixin, TemplateView):
    """The code for people to type, large, to be shown on the screen in the room."""

    template_name = "meetings/day/code.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(code=room_code(self.desk.meeting), **kwargs)


class Points(DeskMixin, ActionFormView):
    """Key points: write one down, see those that stand, take one out."""

    template_name = "meetings/day/points.html"
    form_class = PointForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=KeyPoint.objects.filter(meeting=self.desk.meeting), **kwargs)

    def post(self, request, *args, **kwargs):
        chosen = request.POST.get("take_out", "")
        if not chosen:
            return super().post(request, *args, **kwargs)
        rows = KeyPoint.objects.filter(meeting=self.desk.meeting)
        if self.desk.door:  # a helper takes out what was written down with this list
            rows = rows.filter(door=self.desk.door)
        point = get_object_or_404(rows, pk=key_in(chosen))
        perform(request, actions.take_out_point, point=point, **self.desk.who)
        return redirect(self.desk.address("points"))

    def act(self, form):
        actions.add_point(meeting=self.desk.meeting, words=form.cleaned_data["words"], **self.desk.who)
        messages.success(self.request, "It stands on the page for the day.")
        return redirect(self.desk.address("points"))


@require_http_methods(["GET", "HEAD", "POST"])
def shown_pass(request, code):
    """Somebody's square, opened by a phone's own camera: at a desk a button "Mark as here", elsewhere nothing."""
    rsvp = rsvp_of(code)
    if rsvp is None:
        consume(request, "secret_link_miss")
        raise Http404
    desk = desk_for(request, rsvp.meeting)
    if request.method == "POST" and desk is None:
        raise Http404
    if request.method == "POST":
        perform(request, actions.check_in, rsvp=rsvp, how=Arrival.How.SCAN, **desk.who)
        return private_page(redirect(request.path))
    here = rsvp.attendance == Rsvp.Attendance.ATTENDED
    context = {"desk": desk, "meeting": rsvp.meeting, "rsvp": rsvp if desk else None, "here": here}
    return private_page(render(request, "meetings/day/pass.html", context))


@login_required
@require_POST
def lead_list(request, slug):
    """Whoever leads a CAG of the meeting keeps its list themselves, on its day."""
    meeting = get_object_or_404(Meeting.objects.public(), slug=slug)
    if not leads_its_cag(request.user, meeting):
        raise Http404
    try:
        link = actions.keep_list_as_lead(meeting=meeting, by=request.user)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return redirect(meeting)
    return private_page(redirect("meetings:door-list", link.token))
