from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from newsalign.accounts.http import HttpRequest
from newsalign.accounts.models import User
from newsalign.bitext import operations, tasks
from newsalign.bitext.models import Job
from newsalign.bitext.permissions import MAY_MANAGE, MAY_UPLOAD
from newsalign.bitext.views.compare import may_align
from newsalign.web.http import render_page

SHOWN = 20
FAILED_PER_PAGE = 20


@require_safe
@permission_required(MAY_UPLOAD, raise_exception=True)
def job_list(request: HttpRequest) -> HttpResponse:
    seen = Job.objects.for_lists()
    if not request.user.has_perm(MAY_MANAGE):
        seen = seen.exclude(kind__in=Job.ABOUT_PACKAGES)
    failed = Paginator(seen.failed(), FAILED_PER_PAGE).get_page(request.GET.get("page"))
    waiting = seen.waiting()
    context = {
        "running": list(seen.running().order_by("pk")[:SHOWN]),
        "waiting": list(waiting.order_by("pk")[:SHOWN]),
        "waiting_count": waiting.count(),
        "page": failed,
        "may_retry": {job.pk for job in failed if _may_retry(request.user, job)},
        "over": list(seen.over().order_by("-finished_at")[:SHOWN]),
    }
    return render_page(request, "jobs/list.html", context, fragment="jobs")


@require_POST
@permission_required(MAY_UPLOAD, raise_exception=True)
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    operations.cancel_job(job=_job(request, pk))
    return redirect("jobs")


@require_POST
@permission_required(MAY_UPLOAD, raise_exception=True)
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    job = _job(request, pk)
    if not _may_retry(request.user, job):
        raise PermissionDenied
    tasks.start_again(job=job, user=request.user)
    return redirect("jobs")


def _may_retry(user: User, job: Job) -> bool:
    """An alignment that failed is a pair aligned again; a file that was refused is gone."""
    return may_align(user, job.pair) if job.pair else job.can_be_repeated


def _job(request: HttpRequest, pk: int) -> Job:
    found = get_object_or_404(Job.objects.for_lists(), pk=pk)
    if found.kind in Job.ABOUT_PACKAGES and not request.user.has_perm(MAY_MANAGE):
        raise PermissionDenied
    return found
