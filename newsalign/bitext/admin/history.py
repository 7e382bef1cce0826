from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from newsalign.bitext.models import ReviewEvent
from newsalign.bitext.wording import actor_name, event_sentence
from newsalign.web.admin_lists import ListAdmin


@admin.register(ReviewEvent)
class ReviewEventAdmin(ListAdmin[ReviewEvent]):
    """The history of all pairs: read, never changed."""

    can_add = can_change = can_delete = False
    list_display = ("at", "who", "what", "pair_link")
    list_display_links = None
    fields = readonly_fields = list_display
    list_filter = ("kind", "actor", "at")
    search_fields = ("pair__source__headline", "pair__target__headline", "actor__username")
    ordering = ("-at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewEvent]:
        chosen = super().get_queryset(request)
        return (
            ReviewEvent.objects.for_history()
            .filter(pk__in=chosen.values("pk"))
            .select_related("actor", "concerns", "pair__source", "pair__target")
            .defer("pair__source__original", "pair__target__original", "removed", "added")
        )

    @admin.display(description=gettext_lazy("who"))
    def who(self, event: ReviewEvent) -> str:
        return actor_name(event)

    @admin.display(description=gettext_lazy("what"))
    def what(self, event: ReviewEvent) -> str:
        return event_sentence(event)

    @admin.display(description=gettext_lazy("pair"))
    def pair_link(self, event: ReviewEvent) -> SafeString:
        url = reverse("history", args=[event.pair_id])
        return format_html('<a href="{}">{}</a>', url, event.pair)
