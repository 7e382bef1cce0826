from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.accounts.models import User
from newsalign.bitext import tasks
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.review import MAY_REVIEW, assign, reopen
from newsalign.web.templatetags.display import percent


@admin.register(Pair)
class PairAdmin(admin.ModelAdmin[Pair]):
    list_display = ("headlines", "state", "coverage", "lowest", "added_at", "comparison")
    list_filter = ("state", "source__language", "target__language", "added_at")
    search_fields = ("source__headline", "target__headline")
    fields = (
        "headlines",
        "state",
        "reviewer",
        "coverage",
        "lowest",
        "added_by",
        "added_at",
        "comparison",
    )
    readonly_fields = tuple(name for name in fields if name != "reviewer")
    actions = ("align_again", "reopen")

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pair]:
        chosen = super().get_queryset(request)
        return Pair.objects.for_lists().filter(pk__in=chosen.values("pk"))

    def save_model(self, request: HttpRequest, obj: Pair, form: Any, change: bool) -> None:  # noqa: ARG002  # Django's own signature
        """Giving a pair to somebody is a step of its history."""
        assign(pair=obj, user=signed_in(request), reviewer=obj.reviewer)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.name == "reviewer":
            kwargs["queryset"] = User.objects.with_perm(MAY_REVIEW).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Pairs come in by upload."""
        return False

    @admin.display(description=gettext_lazy("pair"), ordering="target__headline")
    def headlines(self, pair: Pair) -> SafeString:
        return format_html("{}<br>{}", pair.source.headline, pair.target.headline)

    @admin.display(description=gettext_lazy("coverage"))
    def coverage(self, pair: Pair) -> str:
        found = pair.alignment
        if not found:
            return "–"
        return f"{percent(found.coverage_source)} | {percent(found.coverage_target)}"

    @admin.display(description=gettext_lazy("lowest confidence"))
    def lowest(self, pair: Pair) -> str:
        return percent(pair.alignment.lowest_confidence) if pair.alignment else "–"

    @admin.display(description=gettext_lazy("comparison"))
    def comparison(self, pair: Pair) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            pair.get_absolute_url(),
            _("open"),
            reverse("history", args=[pair.pk]),
            _("history"),
        )

    @admin.action(description=gettext_lazy("Reopen the review"), permissions=["change"])
    def reopen(self, request: HttpRequest, chosen: QuerySet[Pair]) -> None:
        count = sum(reopen(pair=pair, user=signed_in(request)) is not None for pair in chosen)
        messages.success(
            request,
            ngettext("%(count)d review reopened.", "%(count)d reviews reopened.", count)
            % {"count": count},
        )

    @admin.action(description=gettext_lazy("Align again"), permissions=["change"])
    def align_again(self, request: HttpRequest, chosen: QuerySet[Pair]) -> None:
        for pair in chosen:
            tasks.start_alignment(pair=pair, user=request.user)  # type: ignore[arg-type]  # staff
        messages.success(
            request,
            ngettext(
                "%(count)d pair will be aligned again; confirmed beads stay.",
                "%(count)d pairs will be aligned again; confirmed beads stay.",
                len(chosen),
            )
            % {"count": len(chosen)},
        )
