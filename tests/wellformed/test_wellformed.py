"""What no format could carry is refused with its place, by readers and before writers."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import docconv
from docconv.cli import run
from docconv.errors import BadInputError, UsageError
from docconv.model import (
    Attribution,
    Document,
    Emphasis,
    Heading,
    Metadata,
    Milestone,
    Paragraph,
    Resolved,
    Speaker,
    Text,
    Turn,
)
from docconv.sidecar import read_sidecar
from docconv.speakers.table import read_table
from docconv.themes import theme
from docconv.wellformed.markup import escape

ANN = Speaker("ann", name="Ann Oak")


def document(*children: object, speaker: Speaker = ANN, turn: str = "t1") -> Resolved:
    """A document of one turn."""
    inlines: Any = children or (Text("One."),)
    return Document((Turn(turn, (Paragraph(inlines),), (speaker,)),), speakers=(speaker,))


NOTHING: Any = None
WORDS: Any = ("ann",)
DEEP: Any = Text("x")
for _ in range(300):
    DEEP = Emphasis((DEEP,))
BAD: dict[str, tuple[Resolved, str]] = {
    "a name that is empty": (document(speaker=evolve(ANN, name="")), "speakers[0].name is empty"),
    "an id that is no name": (document(speaker=Speaker('a"><x/>')), "speakers[0].id"),
    "a speaker with the id of a turn": (document(speaker=Speaker("t1")), "speakers[0].id is 't1'"),
    "a label that nobody sees": (Document((Turn("t1", (), (), " "),)), "body[0].label"),
    "a label with a tab before it": (Document((Turn("t1", (), (), "\tAnn"),)), "body[0].label"),
    "a label over two lines": (Document((Turn("t1", (), (), "Ann\r\nOak"),)), "body[0].label"),
    "a label with a form feed": (Document((Turn("t1", (), (), "Ann\x0cOak"),)), "body[0].label"),
    "a date that is none": (Document((), Metadata(date="2024-02-31")), "metadata.date"),
    "a language that is none": (Document((), Metadata(lang="x y")), "metadata.lang"),
    "a turn whose id is no name": (document(turn="a b<"), "body[0].id"),
    "half of a character": (document(Text("a\ud800")), "children[0].text has half of a character, U+D800"),
    "words of a line break": (document(Text("x"), Milestone("line", "words")), "children[1].text"),
    "a node of another kind": (document(Paragraph((Text("x"),))), "children[0] is Paragraph"),
    "too many nodes in each other": (document(DEEP), "nodes deep"),
    "no facts": (evolve(document(), metadata=NOTHING), "metadata is NoneType, not Metadata"),
    "a speaker who is a word": (evolve(document(), speakers=WORDS), "speakers[0] is str, not Speaker"),
    "a word that speaks": (Document((Turn("t1", (), WORDS),), speakers=(ANN,)), "speakers[0] is not among"),
    "a speaker from elsewhere": (evolve(document(), speakers=()), "body[0].speakers[0]"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("format_", ["json", "tei", "docx", "pdf", "html"])
def test_a_document_that_no_format_can_carry_is_refused_at_its_place(name: str, format_: str) -> None:
    """No writer is asked."""
    bad, place = BAD[name]
    with pytest.raises(BadInputError) as caught:
        docconv.write(bad, format_)
    assert place in str(caught.value)


SECOND: dict[str, tuple[dict[str, Any], str]] = {
    "an id that comes twice": ({"id": "t1"}, "body[1].id is 't1', as is that of body[0]"),
    "an id that is no turn's": ({"id": "u2"}, "body[1].id is 'u2'"),
    "a label over two lines": ({"label": "Ann\nOak"}, "body[1].label"),
    "a label that is empty": ({"label": ""}, "body[1].label"),
    "half a character in a label": ({"label": "A\ud800"}, "body[1].label"),
    "somebody who is a word": ({"speakers": ("bo",)}, "body[1].speakers[0]"),
    "somebody else": ({"speakers": (Speaker("bo"),)}, "body[1].speakers[0]"),
    "a speaker twice": ({"speakers": (ANN, ANN)}, "body[1].speakers[1] is there twice"),
    "a turn that comes later": ({"continues": "t3"}, "body[1].continues"),
    "a language that is none": ({"lang": "x y"}, "body[1].lang"),
    "another certainty": ({"attribution": Attribution("sure")}, "body[1].attribution.certainty"),  # type: ignore[arg-type]
    "half a character": ({"blocks": (Paragraph((Text("a\ud800"),)),)}, "body[1].blocks[0].children[0]"),
}


@pytest.mark.parametrize("name", SECOND)
def test_a_fault_is_found_beside_turns_without_one(name: str) -> None:
    """Of most turns hardly anything is asked, since they are like the ones before them; not of this one."""
    plain = [Turn(f"t{number}", (Paragraph((Text("One."),)),), (ANN,), "Ann") for number in (1, 2, 3)]
    fields, place = SECOND[name]
    first, second, third = plain
    bad: Resolved = Document((first, evolve(second, **fields), third), speakers=(ANN,))
    with pytest.raises(BadInputError) as caught:
        docconv.write(bad, "json")
    assert place in str(caught.value)


GOOD: dict[str, Any] = json.loads(docconv.write(document(), "json"))
SHAPES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "speakers that are words": (("speakers",), ["ann"]),
    "a name that is a number": (("speakers", 0, "name"), 5),
    "aliases that are a word": (("speakers", 0, "aliases"), "Ann"),
    "an id that is no name": (("speakers", 0, "id"), 'a"><x/>'),
    "metadata that are a list": (("metadata",), []),
    "facts that are no pairs": (("metadata", "items"), [["a"]]),
    "a span that is a number": (("body", 0, "span"), 5),
    "a text that is nothing": (("body", 0, "blocks", 0, "children", 0, "text"), None),
    "a title of another kind": (("title",), {"type": "Text", "text": "x"}),
    "half of a character": (("body", 0, "blocks", 0, "children", 0, "text"), "\ud800"),
    "a kind that there is not": (("body", 0, "blocks", 0, "children", 0), {"type": "Break", "kind": "x"}),
    "a block where text is": (("body", 0, "blocks", 0, "children", 0), {"type": "Separator", "text": "x"}),
}


@pytest.mark.parametrize("name", SHAPES)
def test_json_of_another_shape_is_refused(name: str) -> None:
    """Nothing is made into what it is not."""
    data: Any = json.loads(json.dumps(GOOD))
    (*path, last), value = SHAPES[name]
    node = data
    for key in path:
        node = node[key]
    node[last] = value
    with pytest.raises(BadInputError):
        docconv.read(json.dumps(data).encode(), format="json")


@pytest.mark.parametrize("number", ["9" * 5000, "[" * 100_000])
def test_json_beyond_its_bounds_is_refused(number: str) -> None:
    """Numbers of very many figures, and lists in lists."""
    with pytest.raises(BadInputError):
        docconv.read(b'{"docconv": "1", "body": ' + number.encode() + b"}", format="json")


@pytest.mark.parametrize(
    "text", ['id = "t1"', 'id = "ann"\nroles = 5', 'id = "ann"\nroles = ["x"]', f"id = {'9' * 5000}"]
)
def test_a_speaker_file_that_is_wrong_is_a_wrong_call(text: str) -> None:
    """Ids such as t1 belong to turns."""
    with pytest.raises(UsageError):
        read_table(f"[[speaker]]\n{text}\n", "s.toml")


@pytest.mark.parametrize(
    "text",
    [
        "line = [1, 2]",
        'line = [["x"]]',
        '[[line]]\ntext = "x"\nline = true',
        '[[line]]\ntext = " \\n "\nis = "text"',
        f'[[line]]\ntext = "x"\nlines = "1-{"9" * 5000}"\nis = "text"',
    ],
)
def test_decisions_that_are_wrong_are_a_wrong_call(text: str) -> None:
    """Lines are tables, and true is no number."""
    with pytest.raises(UsageError):
        read_sidecar(text, "a.docconv.toml")


@pytest.mark.parametrize(
    "text",
    [
        "[styles]\nspeech = 5",
        '[labels]\ndelimiter = "\\u0007"',
        '[fonts]\nword_text = "a\\u0007b"',
        f"[page]\ntop = {'9' * 400}",
        f"[page]\ntop = {'9' * 5000}",
    ],
)
def test_a_theme_that_is_wrong_is_a_wrong_call(text: str, tmp_path: Path) -> None:
    """Controls in it would go into the files."""
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        theme(str(path))


@pytest.mark.parametrize(
    "dtd",
    [
        '<!ENTITY x "hidden">',
        '<!ATTLIST sp who CDATA "#hidden">',
        '<!ATTLIST sp who CDATA #FIXED "#h">',
        "<!ENTITY % y \"<!ATTLIST sp who CDATA '#h'>\"> %y;",
    ],
    ids=["an entity", "a value", "a fixed value", "a value behind an entity"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-7", "utf-16 told"])
def test_what_a_dtd_puts_into_attributes_is_refused(dtd: str, encoding: str) -> None:
    """The parser puts it there, whatever it is told."""
    who = ' who="&x;"' if "ENTITY" in dtd else ""
    tei = docconv.write(document(), "tei").decode()
    body = f"<!DOCTYPE TEI [{dtd}]>{tei[tei.index('<TEI') :]}".replace(' who="#ann"', who)
    code = encoding.partition(" ")[0]
    if "told" in encoding or code == "utf-7":
        body = f"<?xml version='1.0' encoding='{code}'?>{body}"
    with pytest.raises(BadInputError, match=r"entities of its own|its DTD has a value for sp/@who"):
        docconv.read(body.encode(code), format="tei")


@pytest.mark.parametrize("name", ["\u180e", "a\u3164", "a\u200c", "\ufdf0", "\u2070"])
def test_an_id_of_the_fifth_edition_of_xml_is_one_in_every_format(name: str, tmp_path: Path) -> None:
    """libxml2 knows the fourth alone, and took the TEI in a Word document for damaged and TEI for unreadable."""
    talk = document(speaker=evolve(ANN, id=name))
    files = []
    for format_ in ("tei", "docx", "html", "pdf", "json"):
        files.append(tmp_path / f"talk.{'xml' if format_ == 'tei' else format_}")
        files[-1].write_bytes(docconv.write(evolve(talk, title=Heading((Text("talk"),))), format_))
        assert docconv.read(files[-1]).speakers == talk.speakers
    assert run(["verify", *map(str, files)]) == 0


@pytest.mark.parametrize("quote", [True, False])
def test_text_is_escaped_as_html_has_it(quote: bool) -> None:  # noqa: FBT001  the argument of both
    """Also what looks escaped already."""
    text = "a < b > c & d &amp; \"e\" 'f'"
    assert escape(text, quote=quote) == html.escape(text, quote=quote)
