from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from newsalign.bitext.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    list_display = (
        "kind",
        "subject_shown",
        "state",
        "step",
        "done",
        "total",
        "attempts",
        "created_at",
        "reason",
    )
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        chosen = super().get_queryset(request)
        return Job.objects.for_lists().filter(pk__in=chosen.values("pk"))

    @admin.display(description=gettext_lazy("about"))
    def subject_shown(self, job: Job) -> str:
        if job.pair:
            return job.pair.target.headline
        return job.article.headline if job.article else str(job.payload.get("name", ""))

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False
