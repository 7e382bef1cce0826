"""Articles in another language: which there are, which there could be, what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, ArticleTranslation, Job
from newsalign.bitext.models.translation import ArticleTranslationQuerySet
from newsalign.bitext.operations.evidence import Route, preferred_routes
from newsalign.bitext.operations.jobs import request_job
from newsalign.bitext.operations.memory import recall, recall_people
from newsalign.core.model import ParagraphKind
from newsalign.library.models import Article
from newsalign.library.operations import stored_text


@dataclass(frozen=True, slots=True)
class Offer:
    """A language an article can be read in; `is_outdated`: another package is preferred now."""

    language: str
    route: Route | None
    package: str
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    number: int
    text: str
    translation: str
    by_people: bool


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    number: int
    kind: ParagraphKind
    sentences: list[TranslatedSentence]


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """`missing`: texts that came or changed since, and are not translated."""

    headline: str
    paragraphs: list[TranslatedParagraph]
    missing: int


def offers(article: Article) -> list[Offer]:
    """Every language the article is translated into or could be; one query."""
    made = dict(
        ArticleTranslation.objects.filter(article=article).values_list("to_language", "package")
    )
    routes = {
        target: route
        for (source, target), route in preferred_routes().items()
        if source == article.language
    }
    found = []
    for language in sorted({*made, *routes}):
        route, package = routes.get(language), made.get(language, "")
        outdated = bool(package and route and route.key != package)
        found.append(Offer(language, route, package, outdated))
    return found


def translated_article(article: Article, offer: Offer) -> TranslatedArticle | None:
    """Sentence by sentence, a person's translation before the machine's; None before any is made."""
    if not offer.package:
        return None
    document = stored_text(article.pk).document
    texts = [article.headline, *(s.text for s in document.sentences)]
    machine = recall(offer.package, texts)
    people = recall_people((article.language, offer.language), texts)
    paragraphs, number = [], 0
    for position, paragraph in enumerate(document.paragraphs):
        sentences = []
        for sentence in paragraph.sentences:
            text, number = sentence.text, number + 1
            translation = people.get(text) or machine.get(text, "")
            sentences.append(TranslatedSentence(number, text, translation, text in people))
        paragraphs.append(TranslatedParagraph(position + 1, paragraph.kind, sentences))
    missing = len(set(texts) - machine.keys() - people.keys())
    return TranslatedArticle(machine.get(article.headline, ""), paragraphs, missing)


def request_translation(*, article: Article, to: str, user: User | None) -> tuple[Job, bool]:
    return request_job(
        kind=Job.Kind.TRANSLATE,
        subject=f"article {article.pk} {to}",
        user=user,
        article=article,
        payload={"from": article.language, "to": to},
    )


def last_translation_job(article: Article, to: str) -> Job | None:
    return article.jobs.filter(
        kind=Job.Kind.TRANSLATE, subject=f"article {article.pk} {to}"
    ).first()


def outdated(filters: Mapping[str, Any]) -> ArticleTranslationQuerySet:
    """Translations of articles that match, and that a preferred package would make anew."""
    given = {name: value for name, value in filters.items() if value}
    for name in ("since", "until"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    preferred = {direction: route.key for direction, route in preferred_routes().items()}
    found = ArticleTranslation.objects.outdated(preferred)
    if given:
        found = found.filter(article__in=Article.objects.matching(**given).order_by().values("pk"))
    return found


def is_superseded(alignment: Alignment) -> bool:
    """Whether it would rest on other translations, were it made now."""
    made = {(p["from"], p["to"]): p["key"] for p in alignment.packages}
    pair = alignment.pair
    source, target = pair.source.language, pair.target.language
    routes = preferred_routes()
    return any(
        direction in routes and routes[direction].key != made.get(direction)
        for direction in ((source, target), (target, source))
    )


def request_retranslation(*, filters: Mapping[str, Any], user: User | None) -> tuple[Job, bool]:
    """All articles that match, or all there are; `filters` as `Article.objects.matching` has them."""
    given = {name: str(value) for name, value in sorted(filters.items()) if value}
    return request_job(
        kind=Job.Kind.RETRANSLATE,
        subject=" ".join(f"{name}={value}" for name, value in given.items())[:200] or "all",
        user=user,
        payload={"filters": given, "count": outdated(given).count()},
    )
