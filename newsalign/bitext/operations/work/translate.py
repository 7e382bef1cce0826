"""Articles put into another language; the translation memory keeps every sentence at once."""

import itertools
from collections.abc import Iterable

from django.db import transaction

from newsalign.bitext.models import Job
from newsalign.bitext.operations import jobs
from newsalign.bitext.operations.evidence import Route, preferred_routes, route_for
from newsalign.bitext.operations.memory import look_up, note_translated, translate_missing
from newsalign.bitext.operations.translations import outdated
from newsalign.bitext.operations.work.failure import JobFailed
from newsalign.library.models import Article, Sentence

ARTICLES_AT_ONCE = 20
"""Enough sentences for full batches; what a killed worker looks up again at most."""


def translate_article(job: Job) -> None:
    article = job.article
    assert article is not None  # noqa: S101  # held by the schema
    route = route_for(article.language, job.payload["to"])
    if route is None:
        raise JobFailed(Job.Reason.NO_ROUTE)

    def progress(done: int, total: int) -> None:
        jobs.report(job, step=Job.Step.TRANSLATING, done=done, total=total)

    translate_missing([look_up(route, _texts([article.pk]))], progress)
    with transaction.atomic():
        note_translated([article.pk], route)
        jobs.finish(job)


def translate_again(job: Job) -> None:
    """Every translation that the preferred packages would change; beads are not touched.

    What is done is no longer outdated, so a worker that takes the job up goes on with the rest.
    """
    due = outdated(job.payload["filters"])
    chosen = list(
        due.order_by("article__language", "to_language", "pk").values_list(
            "article__language", "to_language", "article"
        )
    )
    # An article counts as often as it is translated, and its headline with it.
    total = Sentence.objects.filter(article__translations__in=due).count() + len(chosen)
    done = 0
    routes = preferred_routes()
    for direction, rows in itertools.groupby(chosen, key=lambda row: row[:2]):
        for batch in itertools.batched((pk for *_, pk in rows), ARTICLES_AT_ONCE):
            done = _translate_batch(job, batch, routes[direction], done, total)
    jobs.finish(job)


def _translate_batch(
    job: Job, articles: Iterable[int], route: Route, before: int, total: int
) -> int:
    """Sentences done after it, of the `total` of the job."""
    articles = list(articles)
    texts = _texts(articles)
    work = look_up(route, texts)
    known = len(texts) - len(work.missing)

    def progress(done: int, _missing: int) -> None:
        now = min(before + known + done, total)
        jobs.report(job, step=Job.Step.TRANSLATING, done=now, total=total)

    translate_missing([work], progress)
    note_translated(articles, route)
    return before + len(texts)


def _texts(articles: list[int]) -> list[str]:
    """Headlines and sentences, in two queries."""
    headlines = Article.objects.filter(pk__in=articles).order_by("pk")
    sentences = (
        Sentence.objects.filter(article__in=articles)
        .order_by("article", "position")
        .values_list("paragraph__text", "start", "end")
    )
    return [
        *headlines.values_list("headline", flat=True),
        *(text[start:end] for text, start, end in sentences),
    ]
