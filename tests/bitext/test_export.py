import csv
import gc
import json
import re
import tracemalloc
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from newsalign.bitext.forms import PairFilters
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations import BitextError, export, review
from newsalign.bitext.operations.export import BeadFilter, export_alignments
from newsalign.bitext.views.export import ExportForm
from newsalign.core import model
from newsalign.core.formats import FORMATS, Unit, jsonl
from newsalign.library.models import Article
from tests import builders

pytestmark = pytest.mark.django_db

# Two paragraphs of two sentences on each side: an n:m bead, a moved one, an omission, an addition.
BEADS = (
    model.Bead((0, 1), (1,), 0.95),
    model.Bead((2,), (0,), 0.6, moved=True),
    model.Bead((), (2,), 0.7),
    model.Bead((), (3,), 0.7),
    model.Bead((3,), (), 0.5),
)


def pair_with_all(number: int = 1) -> Pair:
    pair = builders.pair(number)
    alignment = builders.align(pair, model.Alignment(BEADS))
    alignment.beads.filter(position=0).update(state=Bead.State.CONFIRMED, note="Sure.\tYes.")
    alignment.beads.filter(position=2).update(state=Bead.State.REJECTED)
    return pair


def exported(pairs=None, form: str = "jsonl", **wanted: object) -> str:
    pieces = export_alignments(
        pairs=Pair.objects.all() if pairs is None else pairs,
        form=FORMATS[form],
        wanted=BeadFilter(**wanted),
    )
    return "".join(pieces)


def units(**wanted: object) -> tuple[Unit, ...]:
    return jsonl.parse(exported(**wanted).encode())


def test_a_unit_says_all_of_its_bead():
    pair = pair_with_all()
    first, second, *_rest = units()
    assert (first.pair, first.number) == (pair.pk, 1)
    assert first.source.text == "Новость 1, абзац 0. Вторая фраза здесь."
    assert first.target.text == "A second one here."
    assert [(s.number, s.paragraph) for s in first.source.segments] == [(1, 1), (2, 1)]
    assert (first.state, first.note, first.confidence) == ("confirmed", "Sure.\tYes.", 0.95)
    assert (second.moved, second.source.segments[0].paragraph) == (True, 2)
    assert pair.source.content_hash.startswith(first.source.article)
    assert (first.flagged_for, first.reviewer) == ("", "")


def test_people_are_told_by_their_usernames():
    pair, rita = pair_with_all(), builders.with_role(builders.user("rita"), "reviewer")
    review.assign(pair=pair, user=rita, reviewer=rita)
    first = builders.seen(pair.alignment.beads.first())
    review.flag_beads(pair=pair, user=rita, seen=[first], flagged_for=builders.user("eve"))
    assert [(u.flagged_for, u.reviewer) for u in units()] == [("eve", "rita"), *[("", "rita")] * 4]
    for form, told in (("tsv", True), ("tmx", False), ("xliff", False)):
        assert ("eve" in exported(form=form)) is told


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"states": ("confirmed",)}, [1]),
        ({"states": ("confirmed", "rejected")}, [1, 3]),
        ({"min_confidence": 0.7}, [1, 3, 4]),
        ({"nulls": False}, [1, 2]),
        ({"nulls": False, "min_confidence": 0.9}, [1]),
    ],
)
def test_filters(wanted: dict[str, object], numbers: list[int]):
    pair_with_all()
    assert [unit.number for unit in units(**wanted)] == numbers


def test_only_the_current_alignment_is_exported():
    pair = builders.pair()
    builders.align(pair, model.Alignment(BEADS))
    builders.align(pair)
    assert [unit.confidence for unit in units()] == [0.9] * 4


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nothing_to_export_is_said(form: str):
    builders.pair()
    with pytest.raises(BitextError, match="nothing to export"):
        exported(form=form)


def test_xliff_of_several_languages_is_refused():
    pair_with_all()
    german = builders.article("de", ("Etwas ist geschehen.",))
    other = Pair.objects.create(source=Pair.objects.get().source, target=german)
    with pytest.raises(BitextError, match="several languages"):
        exported(form="xliff")
    builders.align(other)
    assert len({unit.pair for unit in units()}) == 2


def test_the_number_of_queries_grows_by_chunk_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(export, "BEADS_AT_ONCE", 20)
    counts = []
    for number, paragraphs in enumerate((5, 5, 10), 1):  # 10, 20 and 40 beads in all
        builders.aligned_pair(number, paragraphs)
        with CaptureQueriesContext(connection) as found:
            exported(form="tmx")
        counts.append(len(found))
    one, two = counts[0], counts[2]
    assert counts[1] == one
    assert two == one + 1


def peak_of_export() -> int:
    gc.collect()
    tracemalloc.start()
    try:
        for _piece in export_alignments(
            pairs=Pair.objects.all(), form=FORMATS["tmx"], wanted=BeadFilter()
        ):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_what_is_exported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(export, "BEADS_AT_ONCE", 20)
    builders.aligned_pair(1, paragraphs=30)
    peak_of_export()  # what is imported and compiled once
    small = peak_of_export()
    for number in range(2, 8):
        builders.aligned_pair(number, paragraphs=30)
    assert peak_of_export() < 2 * small


def test_originals_stay_in_the_database():
    pair_with_all()
    with CaptureQueriesContext(connection) as found:
        exported()
    assert found.captured_queries
    assert not any('"original"' in query["sql"] for query in found)


def body(response: StreamingHttpResponse) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_pair_is_downloaded(as_reader: Client, form: str):
    pair = pair_with_all()
    url = reverse("pair_export", args=[pair.pk])
    response = as_reader.get(url, {"format": form})
    assert body(response).decode() == exported(form=form)
    name = f'attachment; filename="{pair.pk}-headline-1{FORMATS[form].suffix}"'
    assert response.headers["Content-Disposition"] == name


@pytest.mark.parametrize("headline", ["../../etc/passwd", 'a"b\r\nX: y', "!", "Ж" * 500])
def test_no_headline_harms_the_name_of_a_download(as_reader: Client, headline: str):
    pair = pair_with_all()
    Article.objects.filter(pk=pair.target_id).update(headline=headline)
    response = as_reader.get(reverse("pair_export", args=[pair.pk]), {"format": "tsv"})
    name = unquote(response.headers["Content-Disposition"]).partition("filename")[2]
    assert str(pair.pk) in name
    assert ".tsv" in name
    assert not {"/", "\\", "\n"} & set(name)
    assert len(name.encode()) < 200


def test_downloads_are_filtered(as_reader: Client):
    url = reverse("pair_export", args=[pair_with_all().pk])
    given = {"format": "tsv", "beads": "confirmed", "min_confidence": "0.9", "without_nulls": "1"}
    text = body(as_reader.get(url, given)).decode()
    lines = list(csv.DictReader(StringIO(text, newline=""), dialect="excel-tab"))
    assert [line["note"] for line in lines] == ["Sure.\tYes."]


def test_the_list_is_downloaded_with_its_filters(as_reader: Client):
    for number in (1, 2, 3):
        pair_with_all(number)
    Pair.objects.filter(source__headline="Заголовок 3").update(state=Pair.State.DONE)

    def pairs_in(**given: str) -> int:
        response = as_reader.get(reverse("export_pairs"), {"format": "jsonl"} | given)
        return len({unit.pair for unit in jsonl.parse(body(response))})

    assert pairs_in() == 3
    assert pairs_in(q="заголовок 2") == 1
    assert pairs_in(state=Pair.State.OPEN) == 2


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"format": "exe"},
        {"format": "tmx", "min_confidence": "2"},
        {"format": "tmx", "min_confidence": "nan"},
        {"format": "tmx", "beads": "no-such"},
        {"format": "xliff", "min_confidence": "1"},
    ],
)
def test_what_cannot_be_downloaded_leads_back_with_a_sentence(as_reader: Client, query):
    pair = pair_with_all()
    for url, back in (
        (reverse("pair_export", args=[pair.pk]), pair.get_absolute_url()),
        (reverse("export_pairs"), reverse("pairs")),
    ):
        response = as_reader.get(url, query, follow=True)
        assert response.redirect_chain[0][0].startswith(back)
        assert 'class="note error"' in response.content.decode()


def test_filters_nobody_can_follow_download_nothing(as_reader: Client):
    pair_with_all()
    response = as_reader.get(reverse("export_pairs"), {"format": "tmx", "state": "bogus"})
    assert response.status_code == 302
    assert "Select a valid choice" in as_reader.get(response.url).content.decode()


def test_the_way_back_keeps_the_filters(as_reader: Client):
    response = as_reader.get(reverse("export_pairs"), {"q": "шторм", "state": "open"})
    assert response.url == f"{reverse('pairs')}?q=%D1%88%D1%82%D0%BE%D1%80%D0%BC&state=open"


@pytest.mark.parametrize("of_list", [True, False])
def test_the_menu_offers_what_the_form_takes(of_list: bool):
    pair = builders.aligned_pair()
    filters = PairFilters({"q": "a&b", "state": "open"}, user=AnonymousUser())
    given = {"filters": filters} if of_list else {"pair": pair}
    menu = etree.fromstring(render_to_string("pairs/downloads.html", given), etree.HTMLParser())
    form = ExportForm()
    states = menu.xpath("//select[@name='beads']/option/@value")
    assert set(states) == {value for value, _label in form.fields["beads"].choices}
    assert menu.xpath("//button[@name='format']/@value") == list(FORMATS)
    assert set(menu.xpath("//form//@name")) - {"q", "state"} == set(form.fields)
    if of_list:
        assert menu.xpath("//input[@name='q']/@value") == ["a&b"]
    else:
        assert menu.xpath("//form/@action") == [reverse("pair_export", args=[pair.pk])]


def test_command_prints():
    first, _second = pair_with_all(1), pair_with_all(2)
    out = StringIO()
    call_command("export", str(first.pk), "--format", "jsonl", "--no-nulls", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(line["pair"], line["bead"]) for line in lines] == [(first.pk, 1), (first.pk, 2)]


def test_command_writes_a_file(tmp_path: Path):
    pair_with_all()
    path = tmp_path / "out.tmx"
    call_command(
        "export", "--format=tmx", "--state=confirmed", "--min-confidence=.9", "-o", str(path)
    )
    assert len(etree.parse(path).findall(".//tu")) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["999", "--format=tmx"], "There is no pair 999"),
        (["--format=tmx", "--min-confidence=2"], "between 0 and 1"),
        (["--format=docx"], "invalid choice"),
        (["--format=tmx", "--min-confidence=1"], "nothing to export"),
        (["--format=tmx", "-o", "/"], "cannot be written"),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], said: str):
    pair_with_all()
    with pytest.raises(CommandError, match=re.escape(said)):
        call_command("export", *arguments)
