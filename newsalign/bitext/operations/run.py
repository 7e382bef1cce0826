import logging
import uuid
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.alignments import StoredText, confirmed_beads, save_alignment
from newsalign.bitext.operations.evidence import lexicon_for, package_for, translator_of
from newsalign.bitext.operations.memory import translate_with_memory
from newsalign.core.align import AlignOptions, align
from newsalign.core.model import Bead, Translations
from newsalign.engines.packages import Package, PackageError

logger = logging.getLogger(__name__)


def run_job(*, job_id: int) -> None:
    """Translates and aligns a pair; every outcome is written on the job itself."""
    job = jobs.claim(job_id=job_id, holder=uuid.uuid4().hex)
    if job is None:
        return
    try:
        _translate_and_align(job)
    except jobs.LeaseLost:
        logger.info("Job %s is no longer ours", job.pk)
    except PackageError as error:
        logger.exception("Job %s: package", job.pk)
        jobs.fail(job, reason=Job.Reason.PACKAGE, detail=str(error))
    except Exception as error:
        logger.exception("Job %s", job.pk)
        jobs.fail(job, reason=Job.Reason.UNEXPECTED, detail=f"{type(error).__name__}: {error}")


def _translate_and_align(job: Job) -> None:
    pair = job.pair
    texts = StoredText.of(pair.source_id), StoredText.of(pair.target_id)
    given = _translate(job, texts)
    jobs.report(job, step=Job.Step.ALIGNING, done=given.sentences, total=given.sentences)
    source, target = texts[0].document, texts[1].document
    confirmed = tuple(
        Bead(source_side, target_side, moved=bead.moved, confirmed=True)
        for (source_side, target_side), bead in confirmed_beads(pair).items()
    )
    options = AlignOptions(
        lexicon=lexicon_for(source.language, target.language), confirmed=confirmed
    )
    found = align(source, target, given.translations, options)
    with transaction.atomic():
        save_alignment(pair=pair, texts=texts, found=found, packages=given.packages)
        jobs.finish(job)


@dataclass(frozen=True, slots=True)
class _Given:
    translations: Translations
    packages: list[Package]
    sentences: int


def _translate(job: Job, texts: tuple[StoredText, StoredText]) -> _Given:
    """Each side in the other's language, where a package for that direction is installed."""
    documents = texts[0].document, texts[1].document
    directions = [(documents[0], documents[1]), (documents[1], documents[0])]
    packages = [package_for(a.language, b.language) for a, b in directions]
    total = sum(len(a.sentences) for (a, _b), p in zip(directions, packages, strict=True) if p)
    before = 0

    def progress(done: int, _of: int) -> None:
        jobs.report(job, step=Job.Step.TRANSLATING, done=before + done, total=total)

    results: list[tuple[str, ...] | None] = []
    for (document, other), package in zip(directions, packages, strict=True):
        if package is None:
            results.append(None)
            continue
        results.append(
            translate_with_memory(
                [s.text for s in document.sentences],
                package=package.key,
                languages=(document.language, other.language),
                open_translator=partial(translator_of, package),
                on_progress=progress,
            )
        )
        before += len(document.sentences)
    return _Given(Translations(results[0], results[1]), [p for p in packages if p], total)
