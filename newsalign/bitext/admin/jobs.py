from django.contrib import admin
from django.http import HttpRequest

from newsalign.bitext.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    list_display = ("pair", "state", "step", "done", "total", "attempts", "created_at", "reason")
    list_filter = ("state", "reason", "created_at")
    list_select_related = ("pair__source", "pair__target")
    readonly_fields = (
        "pair",
        "state",
        "step",
        "done",
        "total",
        "attempts",
        "reason",
        "detail",
        "asked_by",
        "created_at",
        "finished_at",
    )
    fields = readonly_fields

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False
