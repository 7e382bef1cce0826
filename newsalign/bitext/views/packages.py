from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsalign.accounts.http import HttpRequest
from newsalign.bitext import tasks
from newsalign.bitext.faults import FAULT_SENTENCES
from newsalign.bitext.models import Job
from newsalign.bitext.operations import BitextError, packages
from newsalign.bitext.permissions import MAY_MANAGE
from newsalign.bitext.uploads import PackageUpload, PackageUploadHandler
from newsalign.engines.packages import Package, PackageFault
from newsalign.web.http import reload_whole, render_page

FORM_BYTES = 64 * 1024
_NEWS = timedelta(days=1)  # older failures are told by the list of jobs alone
may_manage = permission_required(MAY_MANAGE, raise_exception=True)


@require_safe
@may_manage
def package_list(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@csrf_exempt  # what is inside checks the token, once the body is read our way
@may_manage
def package_upload(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.PACKAGE_MAX_BYTES + FORM_BYTES:
        return _page(request, error=_too_large(), status=413)
    handler = PackageUploadHandler(request)
    request.upload_handlers = [handler]
    return _take(request, handler)


@csrf_protect
def _take(request: HttpRequest, handler: PackageUploadHandler) -> HttpResponse:
    upload = request.FILES.get("file")
    if handler.is_too_large:
        return _page(request, error=_too_large(), status=413)
    if handler.is_not_stored:
        return _page(request, error=str(FAULT_SENTENCES[PackageFault.STORAGE]), status=507)
    if not isinstance(upload, PackageUpload):
        return _page(request, error=_("Choose a package file first."), status=422)
    tasks.start(
        partial(
            packages.request_install_file,
            file=upload.path,
            name=upload.name or "",
            user=request.user,
        )
    )
    return redirect("packages")


@require_POST
@may_manage
def package_install(request: HttpRequest) -> HttpResponse:
    direction = request.POST.get("from", ""), request.POST.get("to", "")
    if not all(code.replace("-", "").isalpha() and len(code) <= 12 for code in direction):
        return _page(request, error=_("Choose the two languages."), status=422)
    order = partial(packages.request_install, direction=direction, user=request.user)
    return _asked(request, order)


@require_POST
@may_manage
def package_look_up(request: HttpRequest) -> HttpResponse:
    return _asked(request, partial(packages.request_look_up, user=request.user))


@require_POST
@may_manage
def package_check(request: HttpRequest, key: str) -> HttpResponse:
    tasks.start(partial(packages.request_check, package=_package(key), user=request.user))
    return redirect("packages")


@require_POST
@may_manage
def package_prefer(request: HttpRequest, key: str) -> HttpResponse:
    try:
        packages.prefer_package(package=_package(key))
    except BitextError as error:
        return _page(request, error=str(error), status=422)
    return redirect("packages")


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def package_remove(request: HttpRequest, key: str) -> HttpResponse:
    package = _package(key)
    if request.method == "POST":
        try:
            packages.remove_package(package=package)
        except BitextError as error:
            return _page(request, error=str(error), status=422)
        messages.success(request, _("The package is removed; what it translated stays."))
        return redirect("packages")
    shown = next(i for i in packages.installed_packages() if i.package.key == key)
    return render_page(request, "packages/remove.html", {"shown": shown, "package": package})


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    looked_up = packages.last_look_up()
    about_packages = Job.objects.filter(kind__in=Job.ABOUT_PACKAGES)
    context = {
        "installed": packages.installed_packages(),
        "jobs": list(about_packages.active().order_by("pk")),
        "failed": list(about_packages.failed().filter(finished_at__gte=timezone.now() - _NEWS)[:5]),
        "looked_up": looked_up if looked_up and looked_up.state == Job.State.DONE else None,
        "has_index": bool(settings.PACKAGE_INDEX_URL),
        "most_bytes": settings.PACKAGE_MAX_BYTES,
        "error": error,
    }
    response = render_page(request, "packages/list.html", context, fragment="work", status=status)
    if request.htmx and not context["jobs"]:
        reload_whole(response)  # what the index offers stands outside the fragment
    return response


def _asked(request: HttpRequest, order: Callable[[], tuple[Job, bool]]) -> HttpResponse:
    try:
        tasks.start(order)
    except BitextError as error:
        return _page(request, error=str(error), status=422)
    return redirect("packages")


def _package(key: str) -> Package:
    try:
        return packages.package_by_key(key)
    except BitextError as error:
        raise Http404 from error


def _too_large() -> str:
    return _("The file is larger than %(size)s: no package was installed.") % {
        "size": filesizeformat(settings.PACKAGE_MAX_BYTES)
    }
