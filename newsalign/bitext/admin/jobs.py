from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from newsalign.bitext.models import Job
from newsalign.web.admin_lists import ListAdmin

# The queue's own entries say nothing of what the work is about; jobs do.
admin.site.unregister(DBTaskResult)


@admin.register(Job)
class JobAdmin(ListAdmin[Job]):
    """Jobs end, are cancelled or fail; none is ever lost."""

    can_add = can_delete = False
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
        return job.about
