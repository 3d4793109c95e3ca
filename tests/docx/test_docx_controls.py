"""DOCX: labels that are bound to the names in the file, so that one change changes all of them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import cast

import pytest
from attrs import evolve
from hypothesis import given
from lxml import etree

from docconv.formats import Source
from docconv.formats.docx.package.reading import open_package as package_of
from docconv.formats.docx.package.writing import STORE
from docconv.formats.docx.reading.bindings import bind
from docconv.formats.docx.reading.document import read
from docconv.formats.docx.writing.document import Options, write
from docconv.model import Resolved
from docconv.speakers.labels.shown import with_labels
from docconv.testing import documents
from docconv.walk import turns
from support.docx_editing import ANNA, BO, EVENING, repacked, result

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, TEI = "word/document.xml", "customXml/item1.xml"
ON = Options(content_controls=True)


def made(document: Resolved = EVENING, options: Options = ON) -> bytes:
    """The file of a document."""
    return write(document, options)[0]


def part(data: bytes, name: str) -> etree._Element:
    """A part of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def bindings(data: bytes) -> list[etree._Element]:
    """The bindings in the text."""
    return list(part(data, MAIN).iter(f"{W}dataBinding"))


def text(control: etree._Element) -> str:
    """What a control shows."""
    return "".join(one.text or "" for one in control.iter(f"{W}t"))


def target(data: bytes, binding: etree._Element) -> str:
    """The text to which a binding leads, found by a full XPath engine."""
    names = dict(re.findall(r"xmlns:(\w+)='([^']*)'", binding.get(f"{W}prefixMappings", "")))
    found = part(data, TEI).xpath(binding.get(f"{W}xpath", ""), namespaces=names)
    (node,) = cast("list[etree._Element]", found)
    return node.text or ""


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The file after another program changed a name in the custom XML part."""

    def change(name: str, content: bytes) -> bytes:
        return (
            content.replace(f">{old}</persName>".encode(), f">{new}</persName>".encode())
            if name == TEI
            else content
        )

    return repacked(data, change)


def labels(document: Resolved) -> list[str | None]:
    """The labels of all turns."""
    return [turn.label for turn in turns(document)]


# ------------ written


def test_labels_are_plain_runs_unless_controls_are_wanted() -> None:
    """Many programs do not see what stands in a control."""
    assert bindings(made(options=Options())) == []
    assert len(bindings(made())) == 2


def test_a_control_shows_what_it_is_bound_to() -> None:
    """Word fills it with that on opening: what was printed must not change."""
    data = made(options=Options(content_controls=True, participants=True))
    for control in part(data, MAIN).iter(f"{W}sdt"):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        assert binding is not None
        assert text(control) == target(data, binding)


@given(documents())
def test_every_control_shows_what_it_is_bound_to(document: Resolved) -> None:
    """Whoever speaks; ids of controls are theirs alone."""
    data = made(document)
    controls = list(part(data, MAIN).iter(f"{W}sdt"))
    assert [text(one) for one in controls] == [target(data, one) for one in bindings(data)]
    ids = [one.get(f"{W}val") for one in part(data, MAIN).iter(f"{W}id")]
    assert len(set(ids)) == len(ids)


def test_the_name_goes_before_an_alias() -> None:
    """Where the label is the name, renaming the speaker renames the label."""
    both = evolve(ANNA, name="Anna", aliases=("Anna",))
    turn = evolve(next(turns(EVENING)), speakers=(both,))
    data = made(evolve(EVENING, body=(turn,), speakers=(both,)))
    (binding,) = bindings(data)
    assert binding.get(f"{W}xpath", "").endswith("/t:person[1]/t:persName[1]")


def test_the_store_is_the_tei_in_the_file() -> None:
    """By the id in its properties."""
    data = made()
    assert {one.get(f"{W}storeItemID") for one in bindings(data)} == {STORE}
    properties = part(data, "customXml/itemProps1.xml")
    assert STORE in properties.attrib.values()


@pytest.mark.parametrize("label", ["Anna and Bo", "ANNA", "Anna "])
def test_a_label_that_is_no_name_stays_plain(label: str) -> None:
    """Nothing in the file says just that."""
    turn = evolve(next(turns(EVENING)), label=label)
    assert bindings(made(evolve(EVENING, body=(turn,)))) == []


def test_a_label_of_two_speakers_stays_plain() -> None:
    """It is neither's name."""
    turn = evolve(next(turns(EVENING)), speakers=(ANNA, BO))
    assert bindings(made(evolve(EVENING, body=(turn,)))) == []


def test_new_words_in_a_control_are_a_label_still() -> None:
    """The control says the style, as Word replaces what is in it."""
    (first, *_) = part(made(), MAIN).iter(f"{W}sdtPr")
    style = first.find(f"{W}rPr/{W}rStyle")
    assert style is not None
    assert style.get(f"{W}val") == "Speaker"


# ------------ read


@given(documents())
def test_a_file_with_controls_is_read_back(document: Resolved) -> None:
    """As without them."""
    options = Options(content_controls=True, participants=True, theme="minutes")
    assert result(made(document, options)) == (document, ())


def test_a_name_that_was_changed_in_the_file_changes_all_labels() -> None:
    """Before any word processor shows it; the speaker is the same, under the new name."""
    found, _ = result(renamed(made(with_labels(EVENING, "names")), "Bo Berg", "Bo Bergqvist"))
    assert labels(found) == ["Anna Kiss", "Visitors", "Bo Bergqvist", "Bo Bergqvist", "Man"]
    assert {(one.id, one.name) for one in found.speakers if one.id == "bo-berg"} == {
        ("bo-berg", "Bo Bergqvist")
    }
    third = list(turns(found))[2]
    assert [one.id for one in third.speakers] == ["bo-berg"]


def test_a_label_that_was_changed_in_word_is_read() -> None:
    """Word writes it into the text and into the TEI."""
    changed = repacked(
        renamed(made(), "Anna", "Anne"),
        lambda name, data: data.replace(b">Anna</w:t>", b">Anne</w:t>") if name == MAIN else data,
    )
    found, _ = result(changed)
    assert labels(found)[0] == "Anne"
    assert next(turns(found)).speakers[0].id == "anna-kiss"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/t:TEI[1]", b"/t:TEX[1]"),
        (b"/t:TEI[1]", b"//*[last()]"),
        (b"t:persName[2]", b"t:persName[7]"),
        (b"xmlns:t=", b"xmlns:q="),
        (STORE.encode(), b"{00000000-0000-0000-0000-000000000000}"),
    ],
)
def test_a_binding_that_leads_nowhere_leaves_the_label_as_it_is(old: bytes, new: bytes) -> None:
    """Whatever another program wrote there."""
    data = repacked(made(), lambda name, text: text.replace(old, new) if name == MAIN else text)
    assert old not in zipfile.ZipFile(BytesIO(data)).read(MAIN)
    assert labels(result(data)[0]) == labels(EVENING)


def test_a_file_without_controls_is_left_alone() -> None:
    """No part of it is looked for."""
    data = made(options=Options())
    package = package_of(Source(data))
    root = package.xml(MAIN)
    assert root is not None
    before = etree.tostring(root)
    bind(root, package, "nowhere.xml")
    assert etree.tostring(root) == before
    assert read(Source(data)) == (EVENING, ())
