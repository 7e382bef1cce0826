"""What LibreTranslate's clients ask for: `/translate`, `/languages`, `/detect`."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from newsalign.bitext.models.token import ApiToken
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.evidence import preferred_routes
from newsalign.bitext.operations.free_text import AUTO, detected_languages, translate_texts
from newsalign.bitext.operations.packages import fault_sentence
from newsalign.engines.packages import PackageError
from newsalign.web.languages import language_name

logger = logging.getLogger(__name__)

BODY_BYTES = 1024 * 1024

type Answer = Callable[[dict[str, Any]], Any]


def with_token(answer: Answer) -> Callable[[HttpRequest], JsonResponse]:
    """Answers a request that brings a token of ours in `api_key`; errors are one sentence."""

    @wraps(answer)
    @csrf_exempt  # programs have no session: the token is what lets them in
    @login_not_required
    @require_POST
    def view(request: HttpRequest) -> JsonResponse:
        if not settings.TRANSLATION_API:
            return _error(404, _("Translation over HTTP is switched off."))
        if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_BYTES:
            return _error(413, _too_large())
        given = _given(request)
        if given is None:
            return _error(400, _("The body is neither a form nor a JSON object."))
        token = ApiToken.objects.matching(str(given.get("api_key", "")))
        if not token.exists():
            return _error(403, _("“api_key” is missing or not known here."))
        token.note_use()
        return _answered(answer, given)

    return view


@with_token
def translate(given: dict[str, Any]) -> dict[str, Any]:
    many = isinstance(given.get("q"), list)
    texts: list[Any] = given["q"] if many else [given.get("q")]
    source, target = given.get("source", AUTO), given.get("target", "")
    if not target or not all(isinstance(text, str) for text in [*texts, source, target]):
        raise BitextError(_("“q”, “source” and “target” have to be texts."))
    if given.get("format", "text") != "text":
        raise BitextError(_("Only plain text is translated: send “format” as “text”."))
    found = translate_texts(texts, source=source, target=target)
    translated: dict[str, Any] = {"translatedText": [f.text for f in found]}
    if source == AUTO:
        translated["detectedLanguage"] = [_detected(f.language, f.confidence) for f in found]
    return translated if many else {name: values[0] for name, values in translated.items()}


@with_token
def detect(given: dict[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(given.get("q"), str):
        raise BitextError(_("“q” has to be a text."))
    return [_detected(language, share) for language, share in detected_languages(given["q"])[:3]]


@login_not_required
@require_safe
def languages(_request: HttpRequest) -> JsonResponse:
    if not settings.TRANSLATION_API:
        return _error(404, _("Translation over HTTP is switched off."))
    targets: dict[str, list[str]] = {}
    for source, target in preferred_routes():
        targets.setdefault(source, []).append(target)
        targets.setdefault(target, [])
    found = [
        {"code": code, "name": language_name(code), "targets": sorted([code, *reached])}
        for code, reached in sorted(targets.items())
    ]
    return JsonResponse(found, safe=False)


def _answered(answer: Answer, given: dict[str, Any]) -> JsonResponse:
    try:
        return JsonResponse(answer(given), safe=False)
    except BitextError as error:
        return _error(400, str(error))
    except PackageError as error:
        logger.exception("A package could not be used")
        return _error(500, fault_sentence(error))


def _given(request: HttpRequest) -> dict[str, Any] | None:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
        # JSON can write half a surrogate pair, which is no character and nothing can store.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _detected(language: str, share: float | None) -> dict[str, Any]:
    return {"language": language, "confidence": round(100 * (share or 0), 1)}


def _too_large() -> str:
    return _("The body is larger than %(size)s: send the texts in parts.") % {
        "size": filesizeformat(BODY_BYTES)
    }


def _error(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)
