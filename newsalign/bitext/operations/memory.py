"""Translation memory: no sentence is translated twice by one package."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from newsalign.bitext.models import ArticleTranslation, Translation
from newsalign.bitext.operations.evidence import Route, translator_of
from newsalign.core.ports import Translated
from newsalign.library.models import Article

CHUNK = 256
SECONDS_UNKEPT = 2.0
"""Sentences are stored by so many, or after so long: what a killed worker loses at most."""

Progress = Callable[[int, int], None]
"""Called with the sentences translated so far and all that are to be; may raise to stop."""


def source_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def recall(package: str, sentences: Iterable[str]) -> dict[str, str]:
    """Stored machine translations by source text: one query however many sentences."""
    by_hash = {source_hash(text): text for text in sentences}
    rows = Translation.objects.by_package(package, by_hash).values_list("source_hash", "text")
    return {by_hash[key]: text for key, text in rows}


def recall_people(languages: tuple[str, str], texts: Iterable[str]) -> dict[str, str]:
    """What people confirmed as translations, the newest of each text: one query."""
    by_hash = {source_hash(text): text for text in texts}
    rows = Translation.objects.by_people(languages, by_hash).order_by("pk")
    return {by_hash[key]: text for key, text in rows.values_list("source_hash", "text")}


@dataclass(slots=True)
class Work:
    """Sentences to be had in another language: what the memory knows of them, what it lacks."""

    route: Route
    known: dict[str, str]
    missing: list[str] = field(default_factory=list)

    def texts(self, sentences: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.known[text] for text in sentences)


def look_up(route: Route, sentences: Sequence[str]) -> Work:
    known = recall(route.key, sentences)
    return Work(route, known, [text for text in dict.fromkeys(sentences) if text not in known])


def translate_missing(works: Sequence[Work], progress: Progress) -> None:
    """Translates what the memory lacks, and keeps it as it comes; then everything is known."""
    total = sum(len(work.missing) for work in works)
    done = 0
    progress(done, total)
    for work in works:
        if not work.missing:
            continue
        fresh: dict[str, Translated] = {}
        kept_at = time.monotonic()
        for batch in translator_of(work.route).translate_batches(work.missing):
            fresh |= {work.missing[index]: result for index, result in batch}
            if len(fresh) >= CHUNK or time.monotonic() - kept_at > SECONDS_UNKEPT:
                done += _keep(work, fresh)
                progress(done, total)
                kept_at = time.monotonic()
        done += _keep(work, fresh)
        work.missing = []
        progress(done, total)


def _keep(work: Work, fresh: dict[str, Translated]) -> int:
    """Stores translations in one query and empties `fresh`; how many there were."""
    source, target = work.route.languages
    Translation.objects.bulk_create(
        [
            Translation(
                origin=Translation.Origin.MACHINE,
                package=work.route.key,
                from_language=source,
                to_language=target,
                source_hash=source_hash(text),
                source=text,
                text=result.text,
                score=result.score,
            )
            for text, result in fresh.items()
        ],
        ignore_conflicts=True,
    )
    work.known |= {text: result.text for text, result in fresh.items()}
    count = len(fresh)
    fresh.clear()
    return count


@transaction.atomic
def note_translated(articles: Iterable[int], route: Route) -> None:
    """These articles' current translations are by this route's packages, if they are still there."""
    there = Article.objects.filter(pk__in=articles).select_for_update().values_list("pk", flat=True)
    ArticleTranslation.objects.bulk_create(
        [
            ArticleTranslation(article_id=pk, to_language=route.languages[1], package=route.key)
            for pk in there
        ],
        update_conflicts=True,
        unique_fields=["article", "to_language"],
        update_fields=["package", "made_at"],
    )
