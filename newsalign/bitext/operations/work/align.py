from django.db import transaction

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.alignments import save_alignment
from newsalign.bitext.operations.evidence import lexicon_for, route_for
from newsalign.bitext.operations.memory import Work, look_up, note_translated, translate_missing
from newsalign.bitext.operations.review.store import bead_values
from newsalign.bitext.operations.review.values import fixed_points
from newsalign.bitext.operations.texts import Texts, texts_of
from newsalign.core.align import AlignOptions, align
from newsalign.core.model import Alignment, Bead, Translations


def align_pair(job: Job) -> None:
    """Translates both sides, as far as packages are installed, and aligns them."""
    pair = job.pair
    assert pair is not None  # noqa: S101  # held by the schema
    texts = texts_of(pair)
    works = _works(texts)

    def progress(done: int, total: int) -> None:
        jobs.report(job, step=Job.Step.TRANSLATING, done=done, total=total)

    translate_missing([work for work in works if work], progress)
    jobs.report(job, step=Job.Step.ALIGNING, done=0, total=0)
    found = _align(texts, works, fixed_points(bead_values(pair.alignments.current().first())))
    routes = [work.route for work in works if work]
    with transaction.atomic():
        save_alignment(pair=pair, texts=texts, found=found, routes=routes, user=job.asked_by)
        for article, work in zip((pair.source_id, pair.target_id), works, strict=True):
            if work:
                note_translated([article], work.route)
        jobs.finish(job)


def _works(texts: Texts) -> list[Work | None]:
    works: list[Work | None] = []
    for text, other in (texts, texts[::-1]):
        route = route_for(text.document.language, other.document.language)
        works.append(look_up(route, [text.document.headline, *text.texts]) if route else None)
    return works


def _align(texts: Texts, works: list[Work | None], confirmed: tuple[Bead, ...]) -> Alignment:
    source, target = texts[0].document, texts[1].document
    forward, backward = (
        work.texts(text.texts) if work else None for text, work in zip(texts, works, strict=True)
    )
    options = AlignOptions(
        lexicon=lexicon_for(source.language, target.language), confirmed=confirmed
    )
    return align(source, target, Translations(forward, backward), options)
