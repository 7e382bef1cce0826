import re
from io import BytesIO

import pytest
from hypothesis import given
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from newsalign.core.formats import Unit
from newsalign.core.formats.xliff import dump
from tests.core.formats.samples import STORY, stories, unit

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
METADATA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The specification's content models (as patterns over child elements) and attributes.
CONTENT = {
    "xliff": r"(file )+",
    "file": r"(skeleton )?(mda:metadata )?(notes )?((unit|group) )+",
    "unit": r"(mda:metadata )?(notes )?(originalData )?((segment|ignorable) )*segment ((segment|ignorable) )*",
    "notes": r"(note )+",
    "note": "",
    "segment": r"source (target )?",
    "source": r"(cp )*",
    "target": r"(cp )*",
    "cp": "",
    "mda:metadata": r"(mda:metaGroup )+",
    "mda:metaGroup": r"((mda:metaGroup|mda:meta) )+",
    "mda:meta": "",
}
REQUIRED = {
    "xliff": {"version", "srcLang"},
    "file": {"id"},
    "unit": {"id"},
    "cp": {"hex"},
    "mda:meta": {"type"},
}
OPTIONAL = {
    "xliff": {"trgLang", XML_SPACE},
    "file": {"canResegment", "original", "translate", "srcDir", "trgDir", XML_SPACE},
    "unit": {"name", "canResegment", "translate", "srcDir", "trgDir", "type", XML_SPACE},
    "segment": {"id", "canResegment", "state", "subState"},
    "note": {"id", "appliesTo", "category", "priority"},
    "mda:metaGroup": {"id", "category", "appliesTo"},
    "mda:metadata": {"id"},
}
HOLDS_TEXT = {"note", "source", "target", "mda:meta"}
STATES = {"initial", "translated", "reviewed", "final"}
NMTOKEN = re.compile(r"[\w.:-]+")


def name_of(element: etree._Element) -> str:
    return str(element.tag).replace(CORE, "").replace(METADATA, "mda:")


def assert_valid(root: etree._Element) -> None:
    for element in root.iter():
        name = name_of(element)
        children = "".join(name_of(child) + " " for child in element)
        assert re.fullmatch(CONTENT[name], children), (name, children)
        attributes = set(element.keys())
        assert REQUIRED.get(name, set()) <= attributes
        assert attributes <= REQUIRED.get(name, set()) | OPTIONAL.get(name, set())
        if name not in HOLDS_TEXT:
            assert not "".join([element.text or "", *(c.tail or "" for c in element)]).strip()
    assert root.get("version") == "2.1"
    assert root.get("trgLang") or not root.findall(f".//{CORE}target")
    for scope in (root, *root.findall(f"{CORE}file")):
        ids = [child.get("id", "") for child in scope if name_of(child) in ("file", "unit")]
        assert len(ids) == len(set(ids))
        assert all(NMTOKEN.fullmatch(i) for i in ids)
    for segment in root.iter(f"{CORE}segment"):
        assert segment.get("state") in STATES
        assert re.fullmatch(r"[^:]+:.+", segment.get("subState", ""))
        assert segment.find(f"{CORE}target") is not None or segment.get("state") == "initial"
    for point in root.iter(f"{CORE}cp"):
        assert re.fullmatch("[0-9A-F]{4}", point.get("hex", ""))


def written(units: list[Unit] | tuple[Unit, ...]) -> bytes:
    return "".join(dump(units)).encode()


def text_of(element: etree._Element | None) -> str:
    if element is None:
        return ""
    points = "".join(chr(int(cp.get("hex", ""), 16)) + (cp.tail or "") for cp in element)
    return (element.text or "") + points


def alignment_like(units: list[Unit]) -> list[Unit]:
    """Pairs one after the other, every bead of a pair once."""
    found = {(u.pair, u.number): u for u in units}
    return [found[key] for key in sorted(found)]


@given(stories().map(alignment_like))
def test_any_text_makes_a_valid_document(units: list[Unit]):
    root = etree.fromstring(written(units))
    assert_valid(root)
    segments = list(root.iter(f"{CORE}segment"))
    assert [
        tuple(text_of(s.find(CORE + name)) for name in ("source", "target")) for s in segments
    ] == [(u.source.text, u.target.text) for u in units]


def test_states_places_and_notes():
    root = etree.fromstring(written(STORY))
    assert [s.get("state") for s in root.iter(f"{CORE}segment")] == [
        "final",
        "translated",
        "initial",
        "initial",
        "translated",
    ]
    assert [s.get("subState") for s in root.iter(f"{CORE}segment")][3] == "newsalign:rejected"
    assert [f.get("id") for f in root] == ["pair-7", "pair-9"]
    assert root.findtext(f".//{CORE}note") == STORY[0].note
    second = root[0][1]
    metas = {m.get("type"): m.text for m in second.iter(f"{METADATA}meta")}
    assert metas["source-sentences"] == "1 2"
    assert metas["moved"] == "yes"


def test_translate_toolkit_reads_it():
    store = Xliff2File(BytesIO(written(STORY)))
    assert [(u.source or "", u.target or "") for u in store.units] == [
        (u.source.text, u.target.text) for u in STORY
    ]


def test_one_document_is_of_two_languages():
    with pytest.raises(ValueError, match="one source and one target language"):
        written([unit(1), unit(2, languages=("ru", "de"))])


def test_a_document_without_units_cannot_be():
    with pytest.raises(ValueError, match="at least one unit"):
        written([])
