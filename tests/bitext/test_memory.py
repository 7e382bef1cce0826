import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsalign.bitext import operations, tasks
from newsalign.bitext.models import ArticleTranslation, Bead, Pair, Translation
from newsalign.bitext.operations import memory
from newsalign.bitext.operations.evidence import route_for
from newsalign.core import model
from newsalign.library.operations import stored_text
from tests import builders

pytestmark = pytest.mark.django_db


def beads_of(pair: Pair) -> list[Bead]:
    return list(pair.alignments.current().get().beads.order_by("position"))


def human() -> set[tuple[str, str, str, str]]:
    rows = Translation.objects.filter(origin=Translation.Origin.HUMAN)
    return set(rows.values_list("from_language", "source", "to_language", "text"))


def test_a_confirmed_bead_is_a_human_translation_both_ways():
    pair = builders.aligned_pair()
    builders.confirm(beads_of(pair)[:1])
    source, target = "Новость 1, абзац 0.", "News 1, paragraph 0."
    assert human() == {("ru", source, "en", target), ("en", target, "ru", source)}
    assert memory.recall_people(("ru", "en"), [source, "unknown"]) == {source: target}


def test_beads_of_several_sentences_are_kept_as_one_text_and_null_beads_not_at_all():
    pair = builders.pair()
    beads = (model.Bead((0, 1), (0,)), model.Bead((2,), ()), model.Bead((3,), (1, 2, 3)))
    builders.align(pair, model.Alignment(beads))
    builders.confirm(beads_of(pair))
    assert {source for language, source, _to, _text in human() if language == "ru"} == {
        "Новость 1, абзац 0. Вторая фраза здесь.",
        "Вторая фраза здесь.",
    }
    assert Translation.objects.count() == 4


def test_a_withdrawn_confirmation_takes_its_translation_along():
    pair = builders.aligned_pair()
    builders.confirm(beads_of(pair))
    builders.reject(beads_of(pair)[1:])
    assert len(human()) == 2
    builders.reject(beads_of(pair))
    assert not human()


def test_what_people_confirmed_stays_when_a_pair_is_aligned_again(no_packages: None):
    pair = builders.aligned_pair()
    builders.confirm(beads_of(pair)[:1])
    before = human()
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    assert human() == before


def test_two_pairs_keep_their_own_human_translations():
    first, second = builders.aligned_pair(1), builders.aligned_pair(2)
    builders.confirm([*beads_of(first)[:1], *beads_of(second)[:1]])
    builders.reject(beads_of(first)[:1])
    assert {row.pair for row in Translation.objects.all()} == {second}


def test_people_and_machines_are_never_mixed_up(starters: None):
    pair = builders.pair()
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    machine = set(Translation.objects.values_list("package", "source", "text"))
    builders.confirm(beads_of(pair))
    rows = Translation.objects.exclude(origin=Translation.Origin.HUMAN)
    assert set(rows.values_list("package", "source", "text")) == machine


def test_keeping_and_recalling_ask_the_same_however_long():
    counts = []
    for number, paragraphs in ((1, 3), (2, 60)):
        pair = builders.aligned_pair(number, paragraphs)
        with CaptureQueriesContext(connection) as found:
            builders.confirm(beads_of(pair))
        sentences = stored_text(pair.source_id).texts
        with CaptureQueriesContext(connection) as recalled:
            memory.recall("some-package", sentences)
        counts.append((len(found), len(recalled)))
    assert counts[0] == counts[1]
    assert counts[0][1] == 1


def test_the_article_knows_what_translated_it(starters: None):
    pair = builders.pair()
    tasks.start_alignment(pair=pair, user=None)
    builders.run_queue()
    noted = {(t.article_id, t.to_language, t.package) for t in ArticleTranslation.objects.all()}
    keys = {p["from"]: p["key"] for p in pair.alignment.packages}
    assert noted == {(pair.source_id, "en", keys["ru"]), (pair.target_id, "ru", keys["en"])}


def test_what_is_translated_before_a_worker_dies_is_not_translated_again(
    starters: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(memory, "CHUNK", 64)
    route = route_for("ru", "en")
    sentences = [f"Новость номер {number}." for number in range(200)]

    class Killed(BaseException):
        pass

    def killed_midway(done: int, _total: int) -> None:
        if done:
            raise Killed

    with pytest.raises(Killed):
        memory.translate_missing([memory.look_up(route, sentences)], killed_midway)
    kept = Translation.objects.count()
    assert memory.CHUNK <= kept < len(sentences)
    work = memory.look_up(route, sentences)
    assert len(work.missing) == len(sentences) - kept
    memory.translate_missing([work], lambda _done, _total: None)
    assert all(work.texts(sentences))


def test_a_job_asks_the_same_however_long_its_articles(
    starters: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(memory, "SECONDS_UNKEPT", 600.0)
    counts = []
    for number, paragraphs in ((1, 3), (2, 60)):
        job = tasks.start_alignment(pair=builders.pair(number, paragraphs), user=None)
        with CaptureQueriesContext(connection) as found:
            operations.run_job(job_id=job.pk)
        counts.append(len(found))
    assert counts[0] == counts[1]
