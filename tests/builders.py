"""Small builders: what a test needs, stored the way the application stores it."""

from collections.abc import Iterable
from datetime import datetime
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Bead, Pair
from newsalign.bitext.operations import review
from newsalign.bitext.operations.alignments import save_alignment
from newsalign.bitext.operations.texts import texts_of
from newsalign.core import model
from newsalign.library.models import Article, Edition
from newsalign.library.operations import ArticleFields, open_draft, store_article


def user(name: str = "ann", **more: bool) -> User:
    found = User.objects.filter(username=name).first()
    return found or User.objects.create_user(name, "", "secret", **more)


def administrator() -> User:
    return user("root", is_staff=True, is_superuser=True)


def article(
    language: str = "en",
    paragraphs: tuple[str, ...] = ("One thing happened. Another followed.", "Nobody was hurt."),
    headline: str = "A headline",
    published: datetime | None = None,
    section: str = "",
) -> Article:
    text = "\n".join(paragraphs)
    draft = open_draft(owner=user(), text=text)
    fields = ArticleFields(
        language=language,
        headline=headline,
        text=text,
        edition=Edition.objects.filter(language=language).first(),
        section=section,
        published=published,
    )
    return store_article(draft=draft, fields=fields, user=user()).article


RUSSIAN = ("Случилось одно. За ним другое.", "Никто не пострадал.")


def pair(number: int = 1, paragraphs: int = 2) -> Pair:
    """A pair without an alignment; numbers keep texts and headlines apart."""
    source = article(
        "ru",
        tuple(f"Новость {number}, абзац {k}. Вторая фраза здесь." for k in range(paragraphs)),
        f"Заголовок {number}",
    )
    target = article(
        "en",
        tuple(f"News {number}, paragraph {k}. A second one here." for k in range(paragraphs)),
        f"Headline {number}",
    )
    return Pair.objects.create(source=source, target=target, added_by=user())


def beads(source: model.Document, target: model.Document) -> model.Alignment:
    """Sentence by sentence, what is left over alone."""
    both = min(len(source.sentences), len(target.sentences))
    found = [model.Bead((k,), (k,), 0.9) for k in range(both)]
    found += [model.Bead((k,), (), 0.5) for k in range(both, len(source.sentences))]
    found += [model.Bead((), (k,), 0.5) for k in range(both, len(target.sentences))]
    return model.Alignment(tuple(found))


def aligned_pair(number: int = 1, paragraphs: int = 2) -> Pair:
    found = pair(number, paragraphs)
    align(found)
    return found


def align(found: Pair, alignment: model.Alignment | None = None) -> Alignment:
    texts = texts_of(found)
    return save_alignment(
        pair=found,
        texts=texts,
        found=alignment or beads(texts[0].document, texts[1].document),
        routes=[],
        user=None,
    )


def seen(bead: Bead) -> review.Seen:
    return review.Seen(bead.pk, bead.version)


def decide(beads: Iterable[Bead], state: Bead.State, by: User | None = None) -> None:
    by_pair: dict[Pair, list[review.Seen]] = {}
    for bead in beads:
        by_pair.setdefault(bead.alignment.pair, []).append(seen(bead))
    for pair_of_beads, given in by_pair.items():
        review.decide_beads(pair=pair_of_beads, user=by or user(), seen=given, state=state)


def confirm(beads: Iterable[Bead], by: User | None = None) -> None:
    decide(beads, Bead.State.CONFIRMED, by)


def reject(beads: Iterable[Bead]) -> None:
    decide(beads, Bead.State.REJECTED)


def note(bead: Bead, text: str) -> None:
    review.note_bead(pair=bead.alignment.pair, user=user(), seen=seen(bead), note=text)


def run_queue() -> None:
    """Lets the real worker do what is in the queue."""
    # The worker closes connections between tasks; the test's transaction would go with its own.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command(settings.WORKER_COMMAND, *settings.WORKER_ARGUMENTS, verbosity=0)


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def with_role(person: User, role: str) -> User:
    """Read anew: permissions are remembered on the object."""
    person.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=person.pk)
