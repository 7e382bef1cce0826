from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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
