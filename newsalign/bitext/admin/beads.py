from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext.admin.filters import ConfidenceFilter
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.admin.text import percent, side_text
from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.operations.review import confirm_beads, reject_beads


@admin.register(Bead)
class BeadAdmin(admin.ModelAdmin[Bead]):
    """Beads of all current alignments, the least sure first."""

    list_display = ("source", "target", "place", "sureness", "state", "note", "comparison")
    list_display_links = ("sureness",)
    list_editable = ("state", "note")
    list_filter = ("state", "moved", ConfidenceFilter, "alignment__pair__state")
    ordering = ("confidence", "alignment", "position")
    list_per_page = 50
    fields = ("source", "target", "place", "sureness", "state", "note", "comparison")
    readonly_fields = ("source", "target", "place", "sureness", "comparison")
    actions = ("confirm", "reject")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bead]:
        chosen = super().get_queryset(request).filter(alignment__is_current=True)
        return (
            Bead.objects.filter(pk__in=chosen.values("pk"))
            .select_related("alignment__pair__source", "alignment__pair__target")
            .defer("alignment__pair__source__original", "alignment__pair__target__original")
            .with_sentences()
        )

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _bead: Any = None) -> bool:
        """Every sentence stays in a bead."""
        return False

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    @admin.display(description=gettext_lazy("source"))
    def source(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.SOURCE)

    @admin.display(description=gettext_lazy("target"))
    def target(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.TARGET)

    @admin.display(description=gettext_lazy("place"), ordering="moved")
    def place(self, bead: Bead) -> str:
        return _("moved") if bead.moved else ""

    @admin.display(description=gettext_lazy("confidence"), ordering="confidence")
    def sureness(self, bead: Bead) -> str:
        return percent(bead.confidence)

    @admin.display(description=gettext_lazy("comparison"))
    def comparison(self, bead: Bead) -> SafeString:
        pair = bead.alignment.pair
        return format_html('<a href="{}">{}</a>', pair.get_absolute_url(), _("open"))

    @admin.action(description=gettext_lazy("Confirm the chosen beads"), permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        beads = chosen.select_related("alignment")
        self._tell(request, confirm_beads(beads=beads, user=signed_in(request)))

    @admin.action(description=gettext_lazy("Reject the chosen beads"), permissions=["change"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        beads = chosen.select_related("alignment")
        self._tell(request, reject_beads(beads=beads, user=signed_in(request)))

    def _tell(self, request: HttpRequest, count: int) -> None:
        messages.success(
            request,
            ngettext("%(count)d bead changed.", "%(count)d beads changed.", count)
            % {"count": count},
        )
