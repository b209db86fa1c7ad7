"""Discussion in a CAG: read, begun, answered, mended, taken back, followed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView

from camk.views import ActionFormView, perform
from groups.workspace.actions import discussion
from groups.workspace.actions.mailing import set_wish
from groups.workspace.forms import MendReplyForm, MendThreadForm, ReplyForm, ThreadForm
from groups.workspace.models import Following, Reply, Thread
from groups.workspace.permissions import may_mend
from groups.workspace.views.rooms import WorkspaceMixin, workspace_or_404


class ThreadList(WorkspaceMixin, ListView):
    """All posts of the CAG, the one with the latest word first; one kind alone when asked."""

    template_name = "groups/workspace/threads.html"
    context_object_name = "threads"
    paginate_by = 20

    def get_queryset(self):
        rows = Thread.objects.shown().filter(action_group=self.action_group)
        self.kind = self.request.GET.get("kind", "")
        if self.kind in Thread.Kind.values:
            rows = rows.filter(kind=self.kind)
        return rows.for_lists()

    def get_context_data(self, **kwargs):
        kinds = [
            {"value": value, "label": label, "current": value == self.kind} for value, label in Thread.Kind.choices
        ]
        return super().get_context_data(kinds=kinds, **kwargs)


class NewThread(WorkspaceMixin, ActionFormView):
    """Begin something; ?kind=question comes ticked."""

    template_name = "groups/workspace/thread_new.html"
    form_class = ThreadForm

    def get_initial(self):
        asked = self.request.GET.get("kind")
        return super().get_initial() | ({"kind": asked} if asked in Thread.Kind.values else {})

    def act(self, form):
        thread = discussion.post_thread(action_group=self.action_group, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "It is posted. You can change it for two days.")
        return redirect(thread)


class ThreadPage(WorkspaceMixin, ActionFormView):
    """One post with what others said, and the box to answer."""

    template_name = "groups/workspace/thread.html"
    form_class = ReplyForm

    def dispatch(self, request, *args, **kwargs):
        self.thread = None
        return super().dispatch(request, *args, **kwargs)

    def get_thread(self):
        rows = Thread.objects.filter(action_group=self.action_group).select_related("by", "organisation")
        thread = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not thread.is_shown and thread.by_id != self.request.user.pk:
            raise Http404
        thread.action_group = self.action_group
        return thread

    def get_context_data(self, **kwargs):
        thread, user = self.get_thread(), self.request.user
        replies = list(thread.replies.select_related("by", "organisation"))
        return super().get_context_data(
            thread=thread,
            replies=[
                {"row": reply, "may_mend": may_mend(user, reply), "own": reply.by_id == user.pk} for reply in replies
            ],
            may_mend=may_mend(user, thread),
            own=thread.by_id == user.pk,
            wish=Following.objects.filter(user=user, thread=thread).values_list("wish", flat=True).first() or "",
            **kwargs,
        )

    def act(self, form):
        reply = discussion.post_reply(thread=self.get_thread(), **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your reply is posted.")
        return redirect(f"{self.get_thread().get_absolute_url()}#reply-{reply.pk}")


class Mend(WorkspaceMixin, ActionFormView):
    """One's own words put right, within two days."""

    template_name = "groups/workspace/mend.html"
    model = None

    def get_words(self):
        """The row, when it is this person's own and can still be mended."""
        raise NotImplementedError

    def get_initial(self):
        words = self.get_words()
        return {"words": words.words, "title": getattr(words, "title", "")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=self.get_words().get_absolute_url(), **kwargs)

    def act(self, form):
        data, words = form.cleaned_data, self.get_words()
        discussion.mend(words=words, text=data["words"], title=data.get("title", ""), by=self.request.user)
        messages.success(self.request, "Your words are changed.")
        return redirect(words.get_absolute_url())


def own_thread(view):
    """The person's own post of this address, in this CAG."""
    rows = Thread.objects.shown().filter(by=view.request.user, action_group=view.action_group)
    return get_object_or_404(rows.select_related("action_group"), pk=view.kwargs["pk"])


def own_reply(view):
    """The person's own reply of this address, in this CAG."""
    rows = Reply.objects.shown().filter(by=view.request.user, thread__action_group=view.action_group)
    return get_object_or_404(rows.select_related("thread__action_group"), pk=view.kwargs["pk"])


class MendThread(Mend):
    """A post."""

    form_class = MendThreadForm
    get_words = own_thread


class MendReply(Mend):
    """A reply."""

    form_class = MendReplyForm
    get_words = own_reply


class WithdrawThread(WorkspaceMixin, TemplateView):
    """ "Are you sure?", then the post is gone for the others."""

    template_name = "groups/workspace/withdraw.html"
    get_words = own_thread
    what = "post"

    def get_context_data(self, **kwargs):
        return super().get_context_data(words=self.get_words(), what=self.what, **kwargs)

    def post(self, request, **kwargs):
        words = self.get_words()
        perform(
            request, discussion.take_back, success=f"Your {self.what} is taken back.", words=words, by=request.user
        )
        if isinstance(words, Reply):
            return redirect(words.thread.get_absolute_url())
        return redirect(reverse("groups:thread-list", args=[self.action_group.slug]))


class WithdrawReply(WithdrawThread):
    """The same for a reply."""

    get_words = own_reply
    what = "reply"


@login_required
@require_POST
def follow(request, slug, pk):
    """ "Mail me each reply", "mail me nothing of it", or back to what is usual."""
    cag = workspace_or_404(request.user, slug)
    thread = get_object_or_404(Thread.objects.shown().filter(action_group=cag).select_related("action_group"), pk=pk)
    wish = request.POST.get("wish", "")
    said = {
        Following.Wish.FOLLOW: "We mail you each reply.",
        Following.Wish.MUTE: "We send you nothing more of this post.",
        "": "It is in the mail about what is new, like the others.",
    }
    if wish in said:
        set_wish(user=request.user, thread=thread, wish=wish, by=request.user)
        messages.success(request, said[wish])
    return redirect(thread)
