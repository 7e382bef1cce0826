from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext import tasks
from newsalign.bitext.admin.text import percent
from newsalign.bitext.models import Pair


@admin.register(Pair)
class PairAdmin(admin.ModelAdmin[Pair]):
    list_display = ("headlines", "state", "coverage", "lowest", "added_at", "comparison")
    list_filter = ("state", "source__language", "target__language", "added_at")
    search_fields = ("source__headline", "target__headline")
    fields = ("headlines", "state", "coverage", "lowest", "added_by", "added_at", "comparison")
    readonly_fields = ("headlines", "coverage", "lowest", "added_by", "added_at", "comparison")
    actions = ("align_again",)

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pair]:
        chosen = super().get_queryset(request)
        return Pair.objects.for_lists().filter(pk__in=chosen.values("pk"))

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
        return format_html('<a href="{}">{}</a>', pair.get_absolute_url(), _("open"))

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
