from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db.models import F, Field, FilteredRelation, Q, QuerySet
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext.admin.columns import PairColumns, found_in
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.review import assign, people, reopen
from newsalign.web.admin_lists import LanguageFilter, ListAdmin


@admin.register(Pair)
class PairAdmin(PairColumns, ListAdmin[Pair]):
    can_add = False  # pairs come in by upload
    list_display = ("headlines", "state", "coverage", "lowest", "added_at", "links")
    list_filter = (
        "state",
        ("source__language", LanguageFilter),
        ("target__language", LanguageFilter),
        "added_at",
    )
    search_fields = ("source__headline", "target__headline")
    fields = (
        "headlines",
        "state",
        "reviewer",
        "coverage",
        "lowest",
        "added_by",
        "added_at",
        "links",
    )
    readonly_fields = tuple(name for name in fields if name != "reviewer")
    actions = ("align_again", "reopen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pair]:
        chosen = super().get_queryset(request)
        return (
            Pair.objects.for_lists()
            .filter(pk__in=chosen.values("pk"))
            .alias(now=FilteredRelation("alignments", condition=Q(alignments__is_current=True)))
            .annotate(
                row_lowest=F("now__lowest_confidence"), row_coverage=F("now__coverage_source")
            )
        )

    def save_model(self, request: HttpRequest, obj: Pair, form: Any, change: bool) -> None:  # noqa: ARG002  # Django's own signature
        """Giving a pair to somebody is a step of its history."""
        assign(pair=obj, user=signed_in(request), reviewer=obj.reviewer)

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """Reviewers to choose from; whether there are more or fewer is decided elsewhere."""
        if db_field.name != "reviewer":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return db_field.formfield(queryset=people(), empty_label=_("nobody"))

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        _extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One page asks, wherever one comes from: it says what would be lost."""
        return redirect("pair_delete", pk=found_in(self, request, object_id).pk)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Without Django's deletion of many at once, which says nothing of people's work."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=gettext_lazy("Reopen the review"), permissions=["change"])
    def reopen(self, request: HttpRequest, chosen: QuerySet[Pair]) -> None:
        count = sum(reopen(pair=pair, user=signed_in(request)) is not None for pair in chosen)
        messages.success(
            request,
            ngettext("%(count)d review reopened.", "%(count)d reviews reopened.", count)
            % {"count": count},
        )
