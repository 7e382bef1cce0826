"""Translation memory: no sentence is translated twice by one package."""

import hashlib
from collections.abc import Callable, Sequence

from newsalign.bitext.models import Translation
from newsalign.core.ports import Translator

CHUNK = 64
"""Sentences translated between two signs of life; what is translated is stored at once."""


def source_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def recall(package: str, sentences: Sequence[str]) -> dict[str, str]:
    """Stored machine translations by source text: one query however many sentences."""
    by_hash = {source_hash(text): text for text in sentences}
    rows = Translation.objects.by_package(package, by_hash).values_list("source_hash", "text")
    return {by_hash[key]: text for key, text in rows}


def translate_with_memory(
    sentences: Sequence[str],
    *,
    package: str,
    languages: tuple[str, str],
    open_translator: Callable[[], Translator],
    on_progress: Callable[[int, int], None],
) -> tuple[str, ...]:
    """A translation per sentence; only what the memory lacks is translated, and kept."""
    known = recall(package, sentences)
    missing = [text for text in dict.fromkeys(sentences) if text not in known]
    total = len(known) + len(missing)
    if missing:
        translator = open_translator()
        for start in range(0, len(missing), CHUNK):
            on_progress(len(known), total)
            chunk = missing[start : start + CHUNK]
            results = translator.translate(chunk)
            Translation.objects.bulk_create(
                [
                    Translation(
                        origin=Translation.Origin.MACHINE,
                        package=package,
                        from_language=languages[0],
                        to_language=languages[1],
                        source_hash=source_hash(text),
                        text=result.text,
                        score=result.score,
                    )
                    for text, result in zip(chunk, results, strict=True)
                ],
                ignore_conflicts=True,
            )
            known |= {text: result.text for text, result in zip(chunk, results, strict=True)}
    on_progress(total, total)
    return tuple(known[text] for text in sentences)
