from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models import Pair


class BelowFilter(admin.SimpleListFilter):
    """Rows whose share in `fields` is below a bound; subclasses name title and fields."""

    fields: tuple[str, ...] = ()
    bounds = (0.5, 0.7, 0.9)

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(f"{bound}", f"< {bound:.0%}") for bound in self.bounds]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = {f"{bound}": bound for bound in self.bounds}.get(self.value() or "")
        if chosen is None:
            return queryset
        found = queryset.none()
        for field in self.fields:
            found = found | queryset.filter(**{f"{field}__lt": chosen})
        return found


class CoverageFilter(BelowFilter):
    title = _("coverage")
    parameter_name = "coverage_below"
    fields = ("coverage_source", "coverage_target")


class LowestConfidenceFilter(BelowFilter):
    title = _("lowest confidence")
    parameter_name = "lowest_below"
    fields = ("lowest_confidence",)


class ConfidenceFilter(BelowFilter):
    title = _("confidence")
    parameter_name = "confidence_below"
    fields = ("confidence",)


class PairStateFilter(admin.ChoicesFieldListFilter):
    """Beside the states of beads."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.title = _("state of the pair")


class QueueStateFilter(admin.ChoicesFieldListFilter):
    """Only the states that a pair in the queue can have."""

    possible = (Pair.State.OPEN, Pair.State.IN_REVIEW)

    def choices(self, changelist: Any) -> Iterator[Any]:
        names = {str(state.label) for state in self.possible}
        first, *others = super().choices(changelist)
        yield first
        yield from (choice for choice in others if choice["display"] in names)


class PairFilter(admin.SimpleListFilter):
    """One pair's rows, where a link asked for them."""

    title = _("pair")
    parameter_name = "pair"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Iterable[tuple[str, str]]:
        chosen = self.chosen
        return [(str(chosen.pk), chosen.target.headline)] if chosen else []

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(alignment__pair=self.chosen) if self.chosen else queryset

    @property
    def chosen(self) -> Pair | None:
        key = self.value() or ""
        is_key = key.isdecimal() and len(key) < 19
        return Pair.objects.for_page().filter(pk=key).first() if is_key else None
