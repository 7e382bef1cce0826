from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.models import Bead, Pair, QueuedPair
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import assign, confirm_from, reviewers
from newsalign.web.templatetags.display import percent


class ThresholdForm(forms.Form):
    threshold = forms.FloatField(
        label=gettext_lazy("Confirm what is at least as sure as"),
        min_value=0,
        max_value=1,
        initial=0.9,
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )


@admin.register(QueuedPair)
class QueueAdmin(admin.ModelAdmin[QueuedPair]):
    """What awaits its review, the pair that needs it most first."""

    list_display = (
        "headlines",
        "how_needed",
        "lowest",
        "coverage",
        "left",
        "since",
        "reviewer",
        "state",
        "links",
    )
    list_display_links = None
    list_filter = ("state", "reviewer", "source__language", "target__language")
    search_fields = ("source__headline", "target__headline")
    actions = ("take", "confirm_above_threshold")
    change_list_template = "admin/review_queue.html"

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueuedPair]:  # noqa: ARG002  # Django's own signature
        return Pair.objects.by_need().for_lists()  # type: ignore[return-value]  # the same rows

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:  # noqa: ARG002  # Django's own signature
        return ("-need", "waiting_since", "pk")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _pair: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, _pair: Any = None) -> bool:
        return self.has_review_permission(request)

    def has_view_permission(self, request: HttpRequest, _pair: Any = None) -> bool:
        return self.has_review_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_review_permission(request)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("bitext.review_pair")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "reviewers": reviewers()}
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("pair"))
    def headlines(self, pair: QueuedPair) -> SafeString:
        return format_html("{}<br>{}", pair.source.headline, pair.target.headline)

    @admin.display(description=gettext_lazy("need"), ordering="need")
    def how_needed(self, pair: Any) -> str:
        return percent(pair.need)

    @admin.display(
        description=gettext_lazy("lowest confidence"), ordering="alignments__lowest_confidence"
    )
    def lowest(self, pair: QueuedPair) -> str:
        return percent(pair.alignment.lowest_confidence) if pair.alignment else "–"

    @admin.display(description=gettext_lazy("coverage"), ordering="alignments__coverage_source")
    def coverage(self, pair: QueuedPair) -> str:
        found = pair.alignment
        if not found:
            return "–"
        return f"{percent(found.coverage_source)} | {percent(found.coverage_target)}"

    @admin.display(description=gettext_lazy("not decided"), ordering="undecided")
    def left(self, pair: Any) -> int:
        return int(pair.undecided)

    @admin.display(description=gettext_lazy("waiting since"), ordering="waiting_since")
    def since(self, pair: Any) -> Any:
        return pair.waiting_since

    @admin.display(description=gettext_lazy("look at"))
    def links(self, pair: QueuedPair) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            pair.get_absolute_url(),
            _("comparison"),
            reverse("history", args=[pair.pk]),
            _("history"),
        )

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
        counted = Pair.objects.for_lists().filter(pk__in=[pair.pk for pair in chosen])
        undecided = Q(alignments__is_current=True, alignments__beads__state=Bead.State.AUTOMATIC)
        sure = undecided & Q(alignments__beads__confidence__gte=threshold)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confirm above a confidence"),
            "form": form,
            "threshold": threshold,
            "pairs": counted.annotate(
                would=Count("alignments__beads", filter=sure),
                rest=Count("alignments__beads", filter=undecided),
            ).order_by("pk"),
            "opts": self.opts,
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
