"""Staff pages of invitations: the recruitment pipeline, a batch with its preview, and each invitation."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from camk.addresses import key_in
from camk.admin_tools import ReadOnlyAdmin, Step, does
from camk.views import typed
from groups.invitations.actions import inviting
from groups.invitations.models import Invitation
from groups.invitations.pipeline import Stage, counts, pipeline, why_not

PER_PAGE = 100
MOST_AT_ONCE = 500


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Who was invited to act for which organisation, and what they said."""

    list_display = ["organisation", "email", "purpose", "state", "sent_at", "times_sent", "expires_at"]
    list_filter = ["state", "purpose"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name", "email", "name"]
    change_list_template = "admin/groups/invitation/change_list.html"
    steps = (
        Step(
            "again", "Send again", does(inviting.resend, "Sent again.", to="invitation"), when=lambda r, o: o.is_live
        ),
        Step(
            "take-back",
            "Take back",
            does(inviting.take_back, "Taken back: the link opens nothing any more.", to="invitation"),
            when=lambda r, o: o.is_live,
            danger=True,
        ),
    )

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("pipeline/", view(self.pipeline_view), name="groups_invitation_pipeline"),
            path("pipeline/invite/", view(require_POST(self.invite_view)), name="groups_invitation_invite"),
        ]
        return own + super().get_urls()

    def pipeline_view(self, request):
        """How far each organisation has come, and boxes to choose whom to invite."""
        self._check(request)
        stage, words = typed(request.GET, "stage", 20), typed(request.GET, "q", 100)
        rows = pipeline().order_by("name", "pk")
        if stage in Stage.values:
            rows = rows.filter(stage=stage)
        if words.strip():
            rows = rows.filter(name__icontains=words.strip())
        page = Paginator(rows, PER_PAGE).get_page(typed(request.GET, "page", 6))
        for row in page.object_list:
            row.why_not, row.stage_label = why_not(row), Stage(row.stage).label
        return self._page(
            request, "pipeline.html", "Recruitment", page=page, stage=stage, words=words, counts=counts()
        )

    def invite_view(self, request):
        """Look at the batch: how many, who, at which address; then send it."""
        self._check(request)
        keys = [key for text in request.POST.getlist("organisation")[:MOST_AT_ONCE] if (key := key_in(text))]
        rows = list(pipeline().filter(pk__in=keys).order_by("name", "pk"))
        for row in rows:
            row.why_not = why_not(row)
        good = [row for row in rows if not row.why_not]
        if "send" not in request.POST:
            return self._page(request, "preview.html", "Look at the invitations", rows=rows, good=len(good))
        sent, refused = inviting.invite_to_claim(
            chosen=[(row, row.address, row.contact) for row in good], by=request.user
        )
        messages.success(request, f"Invitations sent: {sent}.")
        for sentence in refused:
            messages.warning(request, sentence)
        return HttpResponseRedirect(reverse("admin:groups_invitation_pipeline"))

    def _check(self, request):
        if not request.user.has_perm("groups.change_invitation"):
            raise PermissionDenied

    def _page(self, request, template, title, **context):
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/groups/invitation/{template}", context)
