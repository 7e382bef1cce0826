from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsalign.bitext.admin.bead_steps import take_step
from newsalign.bitext.admin.columns import PairColumns
from newsalign.bitext.admin.export import beads_as_csv
from newsalign.bitext.admin.filters import CoverageFilter, LowestConfidenceFilter, PairStateFilter
from newsalign.bitext.admin.text import side_text
from newsalign.bitext.comparison.evidence import rests_on
from newsalign.bitext.models import Alignment, Bead, BeadSentence, Pair
from newsalign.bitext.operations.review import decide_beads
from newsalign.web.admin_lists import ListAdmin
from newsalign.web.templatetags.display import percent


class BeadInline(admin.TabularInline[Bead, Alignment]):
    model = Bead
    fields = readonly_fields = (
        "number",
        "source",
        "target",
        "place",
        "sureness",
        "state",
        "note",
    )
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bead]:
        chosen = super().get_queryset(request)
        return Bead.objects.filter(pk__in=chosen.values("pk")).with_pair().with_sentences()

    def has_add_permission(self, *_args: Any) -> bool:
        return False

    @admin.display(description=gettext_lazy("number"))
    def number(self, bead: Bead) -> int:
        return bead.position + 1

    @admin.display(description=gettext_lazy("source"))
    def source(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.SOURCE)

    @admin.display(description=gettext_lazy("target"))
    def target(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.TARGET)

    @admin.display(description=gettext_lazy("place"))
    def place(self, bead: Bead) -> str:
        return _("moved") if bead.moved else ""

    @admin.display(description=gettext_lazy("confidence"))
    def sureness(self, bead: Bead) -> str:
        return percent(bead.confidence)


@admin.register(Alignment)
class AlignmentAdmin(PairColumns, ListAdmin[Alignment]):
    """Jobs make them; they are part of their pair's history, and go with it."""

    can_add = can_delete = False
    list_display = (
        "headlines",
        "pair_state",
        "coverage",
        "lowest",
        "made_at",
        "is_current",
        "links",
    )
    list_filter = (
        "is_current",
        ("pair__state", PairStateFilter),
        CoverageFilter,
        LowestConfidenceFilter,
        "made_at",
    )
    search_fields = ("pair__source__headline", "pair__target__headline")
    ordering = ("lowest_confidence", "-made_at")
    inlines = (BeadInline,)
    fields = readonly_fields = (
        "source_headline",
        "target_headline",
        "source_coverage",
        "target_coverage",
        "lowest",
        "rests_on",
        "made_at",
        "is_current",
        "links",
    )
    actions = ("confirm_all", "reject_all", "align_again", "export_csv")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Alignment]:
        chosen = super().get_queryset(request)
        return (
            Alignment.objects.for_lists()
            .filter(pk__in=chosen.values("pk"))
            .annotate(row_lowest=F("lowest_confidence"), row_coverage=F("coverage_source"))
        )

    def pair_of(self, row: Alignment) -> Pair:
        return row.pair

    def alignment_of(self, row: Alignment) -> Alignment:
        return row

    @admin.display(description=gettext_lazy("source article"))
    def source_headline(self, alignment: Alignment) -> str:
        return alignment.pair.source.headline

    @admin.display(description=gettext_lazy("target article"))
    def target_headline(self, alignment: Alignment) -> str:
        return alignment.pair.target.headline

    @admin.display(description=gettext_lazy("state"), ordering="pair__state")
    def pair_state(self, alignment: Alignment) -> str:
        return alignment.pair.get_state_display()

    @admin.display(description=gettext_lazy("coverage of the source"), ordering="coverage_source")
    def source_coverage(self, alignment: Alignment) -> str:
        return percent(alignment.coverage_source)

    @admin.display(description=gettext_lazy("coverage of the target"), ordering="coverage_target")
    def target_coverage(self, alignment: Alignment) -> str:
        return percent(alignment.coverage_target)

    @admin.display(description=gettext_lazy("rests on"))
    def rests_on(self, alignment: Alignment) -> str:
        return rests_on(alignment.evidence, alignment.packages)

    @admin.action(description=gettext_lazy("Confirm all beads"), permissions=["change"])
    def confirm_all(self, request: HttpRequest, chosen: QuerySet[Alignment]) -> None:
        take_step(request, _current(chosen), decide_beads, state=Bead.State.CONFIRMED)

    @admin.action(description=gettext_lazy("Reject all beads"), permissions=["change"])
    def reject_all(self, request: HttpRequest, chosen: QuerySet[Alignment]) -> None:
        take_step(request, _current(chosen), decide_beads, state=Bead.State.REJECTED)

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
    def export_csv(self, _request: HttpRequest, chosen: QuerySet[Alignment]) -> HttpResponseBase:
        return beads_as_csv(chosen)


def _current(alignments: QuerySet[Alignment]) -> QuerySet[Bead]:
    return Bead.objects.filter(alignment__in=alignments, alignment__is_current=True).with_pair()
