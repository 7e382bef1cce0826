import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template.defaultfilters import filesizeformat
from pytest_django import Settings

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Bead, Pair, Translation
from newsalign.bitext.operations import BitextError, review
from newsalign.bitext.operations.export import BeadFilter, export_alignments
from newsalign.bitext.operations.imports import Imported, import_alignments
from newsalign.bitext.operations.review.store import bead_values
from newsalign.bitext.operations.review.values import BeadValue
from newsalign.bitext.wording import event_sentence
from newsalign.core import model
from newsalign.core.align.order import arranged
from newsalign.core.formats import FORMATS, jsonl
from tests import builders

pytestmark = pytest.mark.django_db

BOTH_WAYS = [key for key, form in FORMATS.items() if form.parse]
STATES = Bead.State.values
NOTES = ("", "", "Looks right.", "“<&>”\ttab\nline\x01\x0b end \r\n")


def exported(form: str = "jsonl", **wanted: object) -> bytes:
    pieces = export_alignments(
        pairs=Pair.objects.all(), form=FORMATS[form], wanted=BeadFilter(**wanted)
    )
    return "".join(pieces).encode()


def imported(data: bytes, form: str = "jsonl") -> list[Imported]:
    return import_alignments(
        data=data, name="file" + FORMATS[form].suffix, user=builders.user("ivan")
    )


def content(pair: Pair) -> list[BeadValue]:
    """Who is asked to look at a bead does not travel in every format."""
    beads = bead_values(pair.alignments.get(is_current=True))
    return [replace(bead, flagged_for=None) for bead in beads]


def random_alignment(pair: Pair, seed: int) -> Alignment:
    """Beads of all shapes over both articles, decided and noted at random."""
    choose = random.Random(seed)  # noqa: S311  # nothing secret
    left = [list(range(a.sentences.count())) for a in (pair.source, pair.target)]
    choose.shuffle(left[1])
    beads = []
    while left[0] or left[1]:
        taken = [
            sorted(side.pop() for _ in range(min(len(side), choose.randint(0, 2)))) for side in left
        ]
        if any(taken):
            source, target = map(tuple, taken)
            moved = bool(source and target) and choose.random() < 0.3
            beads.append(model.Bead(source, target, choose.random(), moved))
    alignment = builders.align(pair, model.Alignment(arranged(beads)))
    for bead in alignment.beads.all():
        bead.state, bead.note = choose.choice(STATES), choose.choice(NOTES)
        bead.save()
    return alignment


@pytest.mark.parametrize("form", BOTH_WAYS)
@pytest.mark.parametrize("seed", range(5))
def test_what_was_exported_comes_back(form: str, seed: int):
    pairs = [builders.pair(number, paragraphs=3) for number in (1, 2)]
    for pair in pairs:
        random_alignment(pair, seed)
    before, data = [content(p) for p in pairs], exported(form)
    Alignment.objects.all().delete()
    found = imported(data, form)
    assert [content(p) for p in pairs] == before
    assert [one.is_new for one in found] == [True, True]
    assert exported(form) == data


@pytest.mark.parametrize("form", BOTH_WAYS)
def test_the_same_again_changes_nothing(form: str):
    pair = builders.pair()
    alignment = random_alignment(pair, 1)
    assert imported(exported(form), form) == [Imported(alignment, is_new=False)]
    assert pair.alignments.count() == 1


def test_it_becomes_a_new_current_alignment_beside_the_old_one():
    pair = builders.aligned_pair()
    old = pair.alignment
    Alignment.objects.update(evidence=["lexicon"], packages=[{"key": "ru-en"}])
    data = decided(exported(), 1, note="from elsewhere")
    new = imported(data)[0].alignment
    assert (new.number, new.is_current) == (2, True)
    assert (new.evidence, new.packages) == (["lexicon"], [{"key": "ru-en"}])
    assert old.beads.get(position=0).state == "automatic"
    assert new.beads.get(position=0).note == "from elsewhere"
    event = pair.events.get(kind="import")
    assert event.actor == builders.user("ivan")
    assert event_sentence(event) == "Alignment imported from a file"


def test_the_first_alignment_ends_the_waiting():
    pair = builders.aligned_pair()
    data = exported()
    pair.alignments.all().delete()
    Pair.objects.update(state=Pair.State.WAITING)
    imported(data)
    assert Pair.objects.get().state == Pair.State.OPEN


def test_confirmed_beads_enter_the_translation_memory():
    builders.aligned_pair()
    imported(decided(exported(), 1))
    people = Translation.objects.filter(origin=Translation.Origin.HUMAN)
    assert {t.text for t in people} >= {"News 1, paragraph 0."}


def changed(data: bytes, number: int, change: Callable[[dict], object]) -> bytes:
    """The file with one line's record changed; `number` counts beads from 1."""
    records = [json.loads(line) for line in data.splitlines()]
    change(records[number - 1])
    return "\n".join(json.dumps(r) for r in records).encode()


def decided(data: bytes, number: int, state: str = "confirmed", note: str = "") -> bytes:
    return changed(data, number, lambda r: r.update(state=state, note=note))


def assert_refused(pair: Pair, data: bytes, said: str, name: str = "file.jsonl") -> None:
    before = content(pair), pair.alignments.count(), Bead.objects.count()
    with pytest.raises(BitextError, match=re.escape(said)):
        import_alignments(data=data, name=name, user=None)
    assert (content(pair), pair.alignments.count(), Bead.objects.count()) == before


LOST = "what a person decided here on bead 1"


def test_flags_come_along_for_people_who_are_here_too():
    pair, rita = builders.aligned_pair(), builders.with_role(builders.user("rita"), "reviewer")
    beads = list(pair.alignment.beads.all())

    def flagged() -> list[str | None]:
        names = Bead.objects.filter(alignment__is_current=True).values_list("flagged_for__username")
        return [name for (name,) in names.order_by("position")]

    def flag(bead: Bead, person: User | None) -> None:
        seen = [builders.seen(Bead.objects.get(pk=bead.pk))]
        review.flag_beads(pair=pair, user=rita, seen=seen, flagged_for=person)

    flag(beads[0], rita)
    flag(beads[1], builders.user("gone"))
    data = exported()
    assert imported(data)[0].is_new is False
    flag(beads[0], None)
    User.objects.get(username="gone").delete()
    assert imported(data)[0].is_new is True
    assert flagged() == ["rita", None, None, None]
    unflagged = changed(data, 1, lambda r: r.update(flagged_for=""))
    assert imported(changed(unflagged, 2, lambda r: r.update(flagged_for="\0")))[0].is_new is False
    assert flagged() == ["rita", None, None, None]


def test_who_reviews_is_told_and_an_import_assigns_nobody():
    pair, rita = builders.aligned_pair(), builders.with_role(builders.user("rita"), "reviewer")
    review.assign(pair=pair, user=rita, reviewer=rita)
    data = exported()
    assert {unit.reviewer for unit in jsonl.parse(data)} == {"rita"}
    review.assign(pair=pair, user=rita, reviewer=None)
    imported(decided(data, 1))
    assert Pair.objects.get().reviewer is None


def test_what_people_decided_here_is_not_overwritten():
    pair = builders.aligned_pair()
    data = exported()
    beads = pair.alignment.beads.all()
    builders.confirm(beads[:1])
    builders.note(beads[1], "mine")
    assert_refused(pair, data, LOST)
    assert_refused(pair, decided(data, 1, "rejected"), LOST)
    assert_refused(pair, decided(data, 1), "on bead 2")
    imported(decided(decided(decided(data, 1), 2, "automatic", "mine"), 3))
    assert [bead.state for bead in content(pair)[:4]] == [
        "confirmed",
        "automatic",
        "confirmed",
        "automatic",
    ]


def test_beads_may_be_cut_another_way_where_nobody_decided():
    pair = builders.aligned_pair()
    builders.confirm(pair.alignment.beads.filter(position=3))
    data = exported()

    def take_source_of_second(record: dict) -> None:
        second = json.loads(data.splitlines()[1])
        record["source"]["sentences"] += second["source"]["sentences"]

    joined = changed(data, 1, take_source_of_second)
    imported(changed(joined, 2, lambda r: r["source"].update(sentences=[])))
    assert [bead.positions for bead in content(pair)][:2] == [((0, 1), (0,)), ((), (1,))]
    split_confirmed = changed(exported(), 4, lambda r: r["source"].update(sentences=[]))
    assert_refused(pair, split_confirmed, "every sentence of the pair just once")


@pytest.mark.parametrize("wanted", [{"states": ("automatic",)}, {"min_confidence": 0.8}])
def test_part_of_an_alignment_is_refused(wanted: dict[str, object]):
    pair = builders.pair()
    random_alignment(pair, 3)
    data = exported(**wanted)
    assert len(data.splitlines()) < len(content(pair))
    assert_refused(pair, data, "every sentence of the pair just once")


def test_a_sentence_that_stands_twice_is_refused():
    pair = builders.aligned_pair()
    line = exported().splitlines()[0]
    assert_refused(pair, exported() + line, "every sentence of the pair just once")


def first_sentence(**fields: object) -> Callable[[dict], object]:
    return lambda record: record["target"]["sentences"][0].update(fields)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (first_sentence(text="Other"), "sentence 2 (en) is another one"),
        (first_sentence(text="\ud800"), "sentence 2 (en) is another one"),
        (first_sentence(paragraph=9), "sentence 2 (en) is another one"),
        (first_sentence(number=9), "every sentence of the pair just once"),
        (lambda r: r.update(state="perfect"), "the state or the note of bead 2"),
        (lambda r: r.update(note="a\0b"), "the state or the note of bead 2"),
        (lambda r: r.update(note="\udc80"), "the state or the note of bead 2"),
        (lambda r: r["source"].update(article="0" * 16), "not stored here"),
        (lambda r: r["source"].update(article=""), "not stored here"),
        (lambda r: r["source"].update(article="\0%_" * 4), "not stored here"),
        (lambda r: r["target"].update(language="de"), "not stored here"),
        (lambda r: r["target"].update(language="\ud800"), "not stored here"),
        (lambda r: r.update(confidence=2), "line 2: this is no bead"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(change: Callable[[dict], object], said: str):
    pair = builders.aligned_pair()
    assert_refused(pair, changed(exported(), 2, change), said)


def test_one_pair_that_does_not_fit_holds_all_back():
    first, _second = builders.aligned_pair(1), builders.aligned_pair(2)
    data = decided(exported(), 1)
    last = len(data.splitlines())
    assert_refused(first, changed(data, last, first_sentence(text="Other")), "is another one")


def test_a_stored_text_that_was_replaced_is_not_this_pair():
    pair = builders.aligned_pair()
    data = exported()
    pair.source.content_hash = "f" * 64
    pair.source.save()
    assert_refused(pair, data, f"Pair {pair.pk} of the file is not stored here")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"x", "file.xlf", "choose a .tmx or .jsonl file"),
        (b"x", "file", "choose a .tmx or .jsonl file"),
        (b"", "file.jsonl", "holds no beads"),
        (b'{"pair"', "file.JSONL", "cannot be read from line 1 on"),
        (b"<tmx>", "file.tmx", "cannot be read from line 1 on"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "file.tmx", "uses entities (line 1)"),
        (b"<html/>", "file.tmx", "line 1: this is no bead"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(data: bytes, name: str, said: str):
    assert_refused(builders.aligned_pair(), data, said, name)


def test_a_file_may_not_be_endless(settings: Settings):
    pair = builders.aligned_pair()
    data = exported()
    settings.UPLOAD_MAX_BYTES = len(data) - 1
    assert_refused(pair, data, f"larger than {filesizeformat(len(data) - 1)}: export fewer")


def test_command(tmp_path: Path):
    pair = builders.aligned_pair()
    path, out = tmp_path / "back.tmx", StringIO()
    path.write_bytes(exported("tmx").replace(b">automatic<", b">confirmed<"))
    builders.user("ivan")
    call_command("import_alignment", str(path), "--user", "ivan", stdout=out)
    call_command("import_alignment", str(path), stdout=out)
    assert out.getvalue() == f"{pair}: imported\n{pair}: is here already\n"
    assert {bead.state for bead in content(pair)} == {"confirmed"}
    assert [event.actor for event in pair.events.all()] == [None, builders.user("ivan")]


@pytest.mark.parametrize(
    ("name", "said"), [("gone.tmx", "cannot be read"), ("page.html", "choose a .tmx")]
)
def test_command_says_what_is_wrong(tmp_path: Path, name: str, said: str):
    (tmp_path / "page.html").write_text("<p>")
    with pytest.raises(CommandError, match=said):
        call_command("import_alignment", str(tmp_path / name))


def test_command_knows_who_imports(tmp_path: Path):
    with pytest.raises(CommandError, match="There is nobody called ivan"):
        call_command("import_alignment", str(tmp_path / "a.tmx"), "--user", "ivan")
