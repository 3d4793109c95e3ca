"""Edits that an editor makes in TEI by hand, at places that a seed picks: ten kinds, and three files to edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from lxml import etree

from docconv.tei.names import TEI, XML_ID
from docconv.tei.xml import Element, add

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>The Bridge</title></titleStmt><publicationStmt><p>Draft.</p>"
    "</publicationStmt><sourceDesc><p>By hand.</p></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>"
    '<person xml:id="ann"><persName>Ann Oak</persName></person>'
    '<person xml:id="bob"><persName>Bob Elm</persName></person>'
    "</listPerson></particDesc></profileDesc></teiHeader>"
)
PLAY = (
    '<div type="act" n="1"><head>Act One</head><stage>By the river.</stage>\n<sp who="#ann"><speaker>ANN.</speaker>'
    '<lg><l n="1">The water rose above the stone,</l><l n="2">and nobody would cross alone.</l></lg></sp>\n'
    '<sp who="#bob"><speaker>BOB.</speaker><p>Then wait for the <hi rend="italic">ferry</hi>.</p></sp>\n'
    '<sp who="#ann"><speaker>ANN.</speaker><p>It left an hour ago.</p></sp></div>'
)
SITTING = (
    '<div type="sitting"><note type="speaker">Ann Oak:</note><u who="#ann" xml:id="u1"><seg>The bridge is closed.</seg>'
    '<vocal><desc>Laughter</desc></vocal></u>\n<note type="speaker">Bob Elm:</note><u who="#bob" xml:id="u2"><seg>For'
    " how long?</seg></u>\n"
    '<note type="speaker">Ann Oak:</note><u who="#ann" xml:id="u3"><seg>Until it opens.</seg><seg>Next item.</seg></u></div>'
)
FILES: Mapping[str, str] = {
    name: f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER}<text><body>{text}</body></text></TEI>'
    for name, text in (("play", PLAY), ("sitting", SITTING))
}


def _picked(root: Element, random: Random, *names: str) -> Element:
    return random.choice([one for name in names for one in root.iter(TEI + name)])


def _element(root: Element, random: Random) -> None:
    around = _picked(root, random, "p", "l", "seg")
    around.text, word = "", around.text or ""
    new = etree.SubElement(around, f"{TEI}rs")
    new.set("type", "thing")
    new.text = word
    around.insert(0, new)


def _attribute(root: Element, random: Random) -> None:
    _picked(root, random, "p", "l", "seg", "sp", "u", "div", "person").set(
        "resp", f"#ed{random.randrange(9)}"
    )


def _comment(root: Element, random: Random) -> None:
    around = _picked(root, random, "p", "l", "seg", "sp", "u", "div")
    around.insert(len(around), etree.Comment(f" see page {random.randrange(99)} "))


def _instruction(root: Element, random: Random) -> None:
    around = _picked(root, random, "p", "l", "seg", "sp", "u", "listPerson")
    around.append(etree.ProcessingInstruction("editor", f"check {random.randrange(99)}"))


def _header_part(root: Element, random: Random) -> None:
    header = _picked(root, random, "teiHeader")
    encoding = header.find(f"{TEI}encodingDesc")
    if encoding is None:
        encoding = etree.Element(f"{TEI}encodingDesc")
        header.insert(1, encoding)
    add(add(encoding, random.choice(("projectDesc", "samplingDecl"))), "p", "Keyed by hand, twice.")


def _text(root: Element, random: Random) -> None:
    around = _picked(root, random, "p", "l", "seg")
    while len(around):
        around = around[0]
    around.text = f"{around.text or ''} indeed"


def _speaker(root: Element, random: Random) -> None:
    people = [one.get(XML_ID) for one in root.iter(f"{TEI}person")]
    _picked(root, random, "sp", "u").set("who", f"#{random.choice(people)}")


def _label(root: Element, random: Random) -> None:
    label = random.choice([*root.iter(f"{TEI}speaker"), *root.iterfind(f".//{TEI}note[@type='speaker']")])
    label.text = f"Old {label.text}"


def _entry(root: Element, random: Random) -> None:
    add(_picked(root, random, "person"), "note", f"Born in {1900 + random.randrange(99)}.")


def _back(root: Element, _: Random) -> None:
    text = next(root.iter(f"{TEI}text"))
    add(add(add(text, "back"), "div", None, {"type": "apparatus"}), "p", "Seen through the press.")


EDITS: Mapping[str, Callable[[Element, Random], None]] = {
    "an element around words": _element,
    "an attribute": _attribute,
    "a comment": _comment,
    "an instruction": _instruction,
    "a part of the header": _header_part,
    "words": _text,
    "who speaks": _speaker,
    "a label": _label,
    "a note on somebody": _entry,
    "back matter": _back,
}


def edited(data: bytes, kind: str, seed: int) -> bytes:
    """A file as an editor leaves it."""
    root = etree.fromstring(data)
    EDITS[kind](root, Random(seed))  # noqa: S311  of a test
    return etree.tostring(root, encoding="utf-8")
