from django.db import transaction

from newsalign.bitext import models
from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.alignments import confirmed_beads, save_alignment
from newsalign.bitext.operations.evidence import lexicon_for, route_for
from newsalign.bitext.operations.memory import Work, look_up, note_translated, translate_missing
from newsalign.core.align import AlignOptions, align
from newsalign.core.model import Alignment, Bead, Translations
from newsalign.library.operations import StoredText, stored_text


def align_pair(job: Job) -> None:
    """Translates both sides, as far as packages are installed, and aligns them."""
    pair = job.pair
    assert pair is not None  # noqa: S101  # held by the schema
    texts = stored_text(pair.source_id), stored_text(pair.target_id)
    works = _works(texts)

    def progress(done: int, total: int) -> None:
        jobs.report(job, step=Job.Step.TRANSLATING, done=done, total=total)

    translate_missing([work for work in works if work], progress)
    jobs.report(job, step=Job.Step.ALIGNING, done=0, total=0)
    found = _align(texts, works, confirmed_beads(pair))
    routes = [work.route for work in works if work]
    with transaction.atomic():
        save_alignment(pair=pair, texts=texts, found=found, routes=routes, user=job.asked_by)
        for article, work in zip((pair.source_id, pair.target_id), works, strict=True):
            if work:
                note_translated([article], work.route)
        jobs.finish(job)


def _works(texts: tuple[StoredText, StoredText]) -> list[Work | None]:
    works: list[Work | None] = []
    for text, other in (texts, texts[::-1]):
        route = route_for(text.document.language, other.document.language)
        works.append(look_up(route, [text.document.headline, *text.texts]) if route else None)
    return works


def _align(
    texts: tuple[StoredText, StoredText],
    works: list[Work | None],
    kept: dict[tuple[tuple[int, ...], tuple[int, ...]], models.Bead],
) -> Alignment:
    source, target = texts[0].document, texts[1].document
    forward, backward = (
        work.texts(text.texts) if work else None for text, work in zip(texts, works, strict=True)
    )
    confirmed = tuple(
        Bead(source_side, target_side, moved=bead.moved, confirmed=True)
        for (source_side, target_side), bead in kept.items()
    )
    options = AlignOptions(
        lexicon=lexicon_for(source.language, target.language), confirmed=confirmed
    )
    return align(source, target, Translations(forward, backward), options)
