from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from newsalign.accounts.http import HttpRequest
from newsalign.bitext import tasks
from newsalign.bitext.forms import SIDES, UploadForm
from newsalign.bitext.operations import BitextError, create_pair, in_order
from newsalign.bitext.permissions import MAY_UPLOAD
from newsalign.library.forms import ArticleForm
from newsalign.library.models import Article, Draft
from newsalign.library.operations import (
    LibraryError,
    open_draft,
    recognise,
    store_article,
    stored_already,
)
from newsalign.web.http import render_page

SWAPPED = gettext_lazy("The two texts were the wrong way round; they have been swapped.")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_UPLOAD, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        drafts = _open_drafts(request, form)
        if drafts:
            source, target, swapped = drafts
            query = {"source": str(source.pk), "target": str(target.pk)}
            query |= {"swapped": "1"} if swapped else {}
            return redirect(f"{reverse('upload_check')}?{urlencode(query)}")
    if form.is_bound:
        form.ask_for_files_again()
    context = {
        "form": form,
        "source_language": settings.SOURCE_LANGUAGE,
        "target_language": settings.TARGET_LANGUAGE,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, "pairs/upload.html", context, status=status)


def _open_drafts(request: HttpRequest, form: UploadForm) -> tuple[Draft, Draft, bool] | None:
    """Both drafts in their right order, or none of them and the errors on the form."""
    drafts: list[Draft] = []
    with transaction.atomic():
        for side in SIDES:
            try:
                drafts.append(open_draft(owner=request.user, **form.given(side)))
            except LibraryError as error:
                form.add_error(f"{side}_text", str(error))
        try:
            swapped = len(drafts) == len(SIDES) and not in_order(
                drafts[0].language, drafts[1].language
            )
        except BitextError as error:
            form.add_error(None, str(error))
        if form.errors:
            transaction.set_rollback(True)
            return None
    source, target = reversed(drafts) if swapped else drafts
    return source, target, swapped


@dataclass(slots=True)
class Side:
    """One draft on its way to an article, as the page shows it."""

    title: str
    draft: Draft
    form: ArticleForm
    dropped: tuple[str, ...]
    existing: Article | None


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_UPLOAD, raise_exception=True)
def upload_check(request: HttpRequest) -> HttpResponse:
    """Shows what was recognised; saves the articles, the pair and its job when it is right."""
    try:
        sides = [_side(request, name) for name in SIDES]
    except Draft.DoesNotExist:
        messages.info(
            request,
            _("This upload is no longer here: it has been saved, or it is older than a week."),
        )
        return redirect("pairs")
    errors: list[str] = []
    # All are asked, so that both forms show their errors at once.
    valid = [side.form.is_valid() for side in sides if not side.existing]
    if request.method == "POST" and all(valid):
        try:
            return _save(request, sides)
        except (LibraryError, BitextError) as error:
            errors.append(str(error))
    notes = [SWAPPED] if request.GET.get("swapped") else []
    context: dict[str, Any] = {"sides": sides, "notes": notes, "errors": errors}
    failed = request.method == "POST"
    return render_page(request, "pairs/check.html", context, status=422 if failed else 200)


def _side(request: HttpRequest, name: str) -> Side:
    draft = _draft(request, request.GET.get(name, ""))
    recognised = recognise(draft)
    form = ArticleForm(
        request.POST if request.method == "POST" else None,
        prefix=name,
        initial=ArticleForm.initial_of(recognised),
    )
    return Side(
        title=_("Source") if name == SIDES[0] else _("Target"),
        draft=draft,
        form=form,
        dropped=recognised.dropped,
        existing=stored_already(language=recognised.language, text=recognised.text),
    )


def _draft(request: HttpRequest, key: str) -> Draft:
    try:
        return Draft.objects.get(owner=request.user, pk=UUID(key))
    except ValueError as error:
        raise Http404 from error


def _save(request: HttpRequest, sides: list[Side]) -> HttpResponse:
    with transaction.atomic():
        articles = [_store(request, side) for side in sides]
        pair, is_new = create_pair(source=articles[0], target=articles[1], user=request.user)
        if pair.source != articles[0]:
            messages.info(request, SWAPPED)
        if is_new:
            tasks.start_alignment(pair=pair, user=request.user)
        else:
            messages.info(request, _("This pair was already here; you are looking at it."))
    return redirect(pair)


def _store(request: HttpRequest, side: Side) -> Article:
    if side.existing:
        side.draft.delete()
        return side.existing
    stored = store_article(draft=side.draft, fields=side.form.fields_given(), user=request.user)
    if not stored.is_new:
        messages.info(
            request,
            _("“%(headline)s” was in the library already and is used as it stands.")
            % {"headline": stored.article.headline},
        )
    return stored.article
