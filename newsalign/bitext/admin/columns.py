from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext import tasks
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.admin.text import labelled
from newsalign.bitext.models import Alignment, Pair
from newsalign.web.templatetags.display import percent


class PairColumns:
    """What lists show of a pair; their rows carry `row_lowest` and `row_coverage` to be ordered by."""

    def pair_of(self, row: Any) -> Pair:
        found: Pair = row
        return found

    def alignment_of(self, row: Any) -> Alignment | None:
        return self.pair_of(row).alignment

    @admin.display(description=gettext_lazy("pair"))
    def headlines(self, row: Any) -> SafeString:
        pair = self.pair_of(row)
        return format_html(
            '<span lang="{}">{}</span><br><span lang="{}">{}</span>',
            pair.source.language,
            pair.source.headline,
            pair.target.language,
            pair.target.headline,
        )

    @admin.display(description=gettext_lazy("coverage"), ordering="row_coverage")
    def coverage(self, row: Any) -> SafeString:
        found = self.alignment_of(row)
        shares = (percent(found.coverage_source), percent(found.coverage_target)) if found else "–"
        return labelled(_("coverage"), " | ".join(shares))

    @admin.display(description=gettext_lazy("lowest confidence"), ordering="row_lowest")
    def lowest(self, row: Any) -> SafeString:
        found = self.alignment_of(row)
        share = percent(found.lowest_confidence) if found else "–"
        return labelled(_("lowest confidence"), share)

    @admin.display(description=gettext_lazy("look at"))
    def links(self, row: Any) -> SafeString:
        """The comparison, the history beside it, and the beads in a list to correct them in."""
        pair = self.pair_of(row)
        places = [
            (pair.get_absolute_url(), _("comparison")),
            (reverse("history", args=[pair.pk]), _("history")),
        ]
        if self.alignment_of(row):
            places.append((beads_url(pair), _("beads")))
        return format_html_join(" · ", '<a href="{}">{}</a>', places)

    @admin.action(description=gettext_lazy("Align again"), permissions=["change"])
    def align_again(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        pairs = {pair.pk: pair for pair in map(self.pair_of, chosen)}
        for pair in pairs.values():
            tasks.start_alignment(pair=pair, user=signed_in(request))
        messages.success(
            request,
            ngettext(
                "%(count)d pair will be aligned again; confirmed beads stay.",
                "%(count)d pairs will be aligned again; confirmed beads stay.",
                len(pairs),
            )
            % {"count": len(pairs)},
        )


def found_in[P: Pair](pairs: admin.ModelAdmin[P], request: HttpRequest, key: str) -> P:
    """The pair of an admin's address. Raises Http404 where its list has none by this key."""
    found = pairs.get_object(request, key)
    if found is None:
        raise Http404
    return found


def beads_url(pair: Pair) -> str:
    return f"{reverse('admin:bitext_bead_changelist')}?pair={pair.pk}"
