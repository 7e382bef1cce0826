"""What the lists of all our admins share."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsalign.web.admin_search import with_words
from newsalign.web.languages import language_name


class ListAdmin[M: Model](admin.ModelAdmin[M]):
    """Its list is headed by what it lists, and styled by our sheet.

    What nobody does here, whatever their permissions, is said by `can_add` and its like.
    """

    can_add = can_change = can_delete = True
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.can_add and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return self.can_change and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return self.can_delete and super().has_delete_permission(request, obj)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        return with_words(queryset, self.get_search_fields(request), search_term), False

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: Any = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[Any]:
        """Without a choice it says so in our words, which are there in every language."""
        first = default_choices or [("", _("choose an action"))]
        return list(super().get_action_choices(request, first, action_location))


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Languages by their names, and which side's they are."""

    titles = {"source__language": _("source language"), "target__language": _("target language")}  # noqa: RUF012  # read only

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.title = self.titles.get(str(self.field_path), self.title)

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield first
        for choice in others:
            yield choice | {"display": language_name(str(choice["display"]))}
