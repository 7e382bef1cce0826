from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext.admin.columns import PairColumns, found_in
from newsalign.bitext.admin.filters import QueueStateFilter
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.admin.preview import ThresholdForm, previews
from newsalign.bitext.admin.text import labelled
from newsalign.bitext.models import Pair, QueuedPair
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import assign, confirm_from, reviewers
from newsalign.bitext.permissions import MAY_REVIEW
from newsalign.web.admin_lists import LanguageFilter, ListAdmin
from newsalign.web.templatetags.display import percent


@admin.register(QueuedPair)
class QueueAdmin(PairColumns, ListAdmin[QueuedPair]):
    """What awaits its review, the pair that needs it most first; changed by steps of its review alone."""

    can_add = can_change = can_delete = False
    list_display = (
        "headlines",
        "how_needed",
        "lowest",
        "coverage",
        "left",
        "since",
        "person",
        "state",
        "links",
    )
    list_display_links = None
    list_filter = (
        ("state", QueueStateFilter),
        ("reviewer", admin.RelatedOnlyFieldListFilter),
        ("source__language", LanguageFilter),
        ("target__language", LanguageFilter),
    )
    search_fields = ("source__headline", "target__headline")
    actions = ("take", "confirm_above_threshold")
    change_list_template = "admin/review_queue.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueuedPair]:  # noqa: ARG002  # Django's own signature
        found = Pair.objects.by_need().for_lists().select_related("reviewer")
        return found.annotate(  # type: ignore[return-value]  # the same rows
            row_lowest=F("alignments__lowest_confidence"),
            row_coverage=F("alignments__coverage_source"),
        )

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:  # noqa: ARG002  # Django's own signature
        return ("-need", "waiting_since", "pk")

    def has_view_permission(self, request: HttpRequest, _pair: Any = None) -> bool:
        return self.has_review_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_review_permission(request)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_REVIEW)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        _form_url: str = "",
        _extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return redirect(found_in(self, request, object_id))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "reviewers": reviewers()}
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("need"), ordering="need")
    def how_needed(self, pair: Any) -> SafeString:
        return labelled(_("need"), percent(pair.need))

    @admin.display(description=gettext_lazy("not decided"), ordering="undecided")
    def left(self, pair: Any) -> SafeString:
        return labelled(_("not decided"), pair.undecided)

    @admin.display(description=gettext_lazy("waiting since"), ordering="waiting_since")
    def since(self, pair: Any) -> SafeString:
        waiting = timezone.localtime(pair.waiting_since)
        return labelled(_("waiting since"), date_format(waiting, "DATE_FORMAT"))

    @admin.display(description=gettext_lazy("reviewer"), ordering="reviewer__username")
    def person(self, pair: QueuedPair) -> SafeString:
        return labelled(_("reviewer"), pair.reviewer or "–")

    @admin.action(description=gettext_lazy("Take the chosen pairs"), permissions=["review"])
    def take(self, request: HttpRequest, chosen: QuerySet[QueuedPair]) -> None:
        user = signed_in(request)
        free = [pair for pair in chosen if pair.reviewer_id in (None, user.pk)]
        for pair in free:
            assign(pair=pair, user=user, reviewer=user)
        messages.success(
            request,
            ngettext("%(count)d pair is yours.", "%(count)d pairs are yours.", len(free))
            % {"count": len(free)},
        )

    @admin.action(
        description=gettext_lazy("Confirm above a confidence, with a preview"),
        permissions=["review"],
    )
    def confirm_above_threshold(
        self, request: HttpRequest, chosen: QuerySet[QueuedPair]
    ) -> HttpResponse | None:
        form = ThresholdForm(request.POST if "threshold" in request.POST else None)
        if form.is_valid() and "confirm" in request.POST:
            self._confirm(request, chosen, form.cleaned_data["threshold"])
            return None
        valid = form.is_bound and form.is_valid()
        threshold = form.cleaned_data["threshold"] if valid else form.fields["threshold"].initial
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confirm above a confidence"),
            "form": form,
            "threshold": threshold,
            "previews": previews([pair.pk for pair in chosen], threshold),
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/confirm_above.html", context)

    def _confirm(
        self, request: HttpRequest, chosen: QuerySet[QueuedPair], threshold: float
    ) -> None:
        count = 0
        for pair in chosen:
            try:
                event = confirm_from(pair=pair, user=signed_in(request), threshold=threshold)
            except BitextError as error:
                messages.error(request, f"{pair}: {error}")
            else:
                count += event.details["count"] if event else 0
        messages.success(
            request,
            ngettext("%(count)d bead confirmed.", "%(count)d beads confirmed.", count)
            % {"count": count},
        )
