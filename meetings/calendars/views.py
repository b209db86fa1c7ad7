"""Calendar files on the site: one meeting to download, feeds to subscribe to, and one's own choice of them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from camk.accounts.models import User
from camk.limits import consume
from camk.links import find_link
from camk.views import ActionFormView, perform
from groups.action_groups.models import ActionGroup
from groups.themes.models import Theme
from meetings.calendars import actions
from meetings.calendars.feeds import Feed, personal_feed, public_feed
from meetings.calendars.forms import CalendarForm
from meetings.meetings import entries
from meetings.meetings.models import Meeting

TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


@require_safe
def meeting_calendar(request, slug):
    """The meeting as a file for one's own calendar."""
    meetings = Meeting.objects.public().for_lists()
    meeting = get_object_or_404(meetings, slug=slug)
    name = {"Content-Disposition": f'attachment; filename="{meeting.slug}.ics"'}
    return HttpResponse(entries.publication(meeting), content_type=TYPE, headers=name)


@require_safe
def meetings_feed(request):
    """All public meetings."""
    return _answer(request, public_feed(timezone.now(), name="Community Action: MK meetings"))


@require_safe
def action_group_feed(request, slug):
    """The meetings of one CAG."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    return _answer(request, public_feed(timezone.now(), name=cag.name, action_group=cag.slug))


@require_safe
def theme_feed(request, code):
    """The meetings about one theme."""
    theme = get_object_or_404(Theme.objects.offered(), code=code)
    return _answer(request, public_feed(timezone.now(), name=f"Meetings about {theme.label}", theme=theme.code))


@require_safe
def my_feed(request, token):
    """One person's own meetings, for whoever holds the address; asked for often, so it writes nothing."""
    link = find_link(actions.PURPOSE, token)
    if link is None or not link.user.is_active:
        consume(request, "secret_link_miss")
        raise Http404
    answer = _answer(request, personal_feed(link.user, timezone.now()))
    answer["Cache-Control"], answer["X-Robots-Tag"] = "private, no-cache", "noindex, nofollow"
    return answer


def _answer(request, feed: Feed) -> HttpResponse:
    """The feed, or 304 for a program that has it already: the file is not even made then."""
    answer = get_conditional_response(request, etag=feed.etag)
    if answer is None:
        name = {"Content-Disposition": 'inline; filename="meetings.ics"'}
        answer = HttpResponse(feed.text, content_type=TYPE, headers=name)
    answer["ETag"], answer["Cache-Control"] = feed.etag, "no-cache"
    return answer


def webcal(address: str) -> str:
    """The same address as phones of one make open it: straight in their calendar."""
    return f"webcal://{address.partition('://')[2]}"


@require_safe
def subscribe(request):
    """All feeds, and how to subscribe on a phone or computer."""
    address = settings.SITE_URL + reverse("meetings:meetings-feed")
    context = {
        "address": address,
        "webcal": webcal(address),
        "action_groups": ActionGroup.objects.running().order_by("name"),
        "themes": Theme.objects.offered(),
    }
    return render(request, "meetings/calendars/subscribe.html", context)


class MyCalendar(LoginRequiredMixin, ActionFormView):
    """How I want meetings in my own calendar, and the address of my own feed."""

    template_name = "meetings/calendars/mine.html"
    form_class = CalendarForm
    success_url = reverse_lazy("meetings:my-calendar")

    def get_form_kwargs(self):
        # A fresh row: a form that does not validate must not change who is signed in.
        return {**super().get_form_kwargs(), "instance": User.objects.get(pk=self.request.user.pk)}

    def get_context_data(self, **kwargs):
        link = actions.feed_link(self.request.user)
        address = settings.SITE_URL + reverse("meetings:my-feed", args=[link.token]) if link else ""
        return super().get_context_data(**kwargs, address=address, webcal=webcal(address) if link else "")

    def act(self, form):
        data, user = form.cleaned_data, self.request.user
        choice, alarm, hides = data["calendar_choice"], data["calendar_alarm"], data["feed_hides_cancelled"]
        actions.choose_calendar(user=user, choice=choice, alarm=alarm, hides_cancelled=hides, by=user)
        messages.success(self.request, "Saved.")
        return redirect(self.success_url)


@login_required
@require_POST
def new_address(request):
    """End the address of my feed and get a new one."""
    done = "Your calendar has a new address. The old one has ended."
    perform(request, actions.change_feed_address, success=done, user=request.user, by=request.user)
    return redirect("meetings:my-calendar")
