from django.contrib import admin
from django.http import HttpRequest

from newsalign.bitext.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    list_display = ("__str__", "state", "step", "done", "total", "attempts", "created_at", "reason")
    list_filter = ("kind", "state", "created_at")
    readonly_fields = (
        "kind",
        "pair",
        "article",
        "payload",
        "state",
        "step",
        "done",
        "total",
        "attempts",
        "reason",
        "detail",
        "asked_by",
        "created_at",
        "started_at",
        "finished_at",
    )
    fields = readonly_fields

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False
