"""Cast lists of TEI: entries, their parts and groups, read and written as they are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from lxml import etree

import docconv
from docconv.errors import BadInputError
from docconv.model import (
    Block,
    CastItem,
    CastPart,
    Document,
    Heading,
    Narrative,
    Resolved,
    Section,
    Speaker,
    Stage,
    Text,
)
from docconv.tei.names import TEI
from docconv.tei.schema.validation import faults
from docconv.tei.writing.edition import edition
from docconv.walk import map_blocks, text_of, walk
from support.outline import outline
from support.programs import need
from support.tei_by_others import body, reading

LIST = """<castList><head>Persons</head>
  <castItem><role>Ilona</role><roleDesc>a gardener</roleDesc> <actor>Ms <hi>Ek</hi></actor></castItem>
  <castGroup><head>Guests</head>
    <castItem><role>Bela</role>, <roleDesc>a baker</roleDesc></castItem>
    <castItem>Some children.</castItem>
    <roleDesc>from the village</roleDesc>
  </castGroup>
</castList>"""
READ = """heading 1: Persons
cast: {role: Ilona} {description: a gardener} {actor: Ms {italic: Ek}}
heading 2: Guests
cast: {role: Bela}, {description: a baker}
cast: Some children.
cast: {description: from the village}
"""
FORMATS = ("tei", "json", "docx", "pdf", "html", "pandoc")


def play() -> Resolved:
    """A play that others encoded."""
    return reading(body(f'{LIST}<div><sp who="#ilona"><speaker>Ilona</speaker><p>Good day.</p></sp></div>'))


def entry(*texts: str) -> CastItem[Speaker]:
    """An entry with a role and what is said of it."""
    role, *rest = texts
    said: list[CastPart[Speaker]] = [CastPart((Text(one),), "description") for one in rest]
    return CastItem((CastPart((Text(role),)), Text(" "), *said))


SHAPES: dict[str, tuple[Block[Speaker], ...]] = {
    "without a heading": (entry("A"), entry("B", "c")),
    "a group first": (Section((entry("A"),)), entry("B")),
    "a group with a heading behind an entry": (entry("A"), Section((entry("B"),), Heading((Text("C"),)))),
    "two lists": tuple(Section((entry(one),), Heading((Text(one),))) for one in "AB"),
    "below a section": (Section((Narrative((Text("x"),)),)), entry("A"), Narrative((Text("y"),)), entry("B")),
    "with a kind": (Section((entry("A"),), Heading((Text("C"),)), "Dramatis_Personae", "1"),),
    "beside a paragraph": (Section((entry("A"), Narrative((Text("x"),))), Heading((Text("C"),))),),
    "a description alone": (Section((CastItem((CastPart((Text("a"),), "description"),)),)),),
}


def test_list_is_read() -> None:
    """A list and a group are sections; parts are apart; what is said of a group is an entry of it."""
    assert outline(play()).startswith(READ)


@pytest.mark.parametrize("name", FORMATS)
def test_list_comes_back(name: str) -> None:
    """Written in a format and read again, it is the same document."""
    document = play()
    assert docconv.read(docconv.write(document, name), format=name) == document


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_comes_back(shape: str) -> None:
    """However entries, groups and lists are beside each other, they are so again, and the file is valid."""
    document: Resolved = Document(SHAPES[shape])
    data = edition(document)
    assert docconv.read(data, format="tei") == document
    assert not list(faults(data))


def test_every_shape_is_tei(shared: Path, tmp_path: Path) -> None:
    """The schemas of the TEI for everything accept all of them."""
    need("jing")
    for number, blocks in enumerate(SHAPES.values()):
        (tmp_path / f"{number}.xml").write_bytes(edition(Document(blocks)))
    for schema in sorted((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng")):
        command = ["jing", str(schema), *map(str, sorted(tmp_path.glob("*.xml")))]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout


def test_what_is_said_of_a_group_is_its_description() -> None:
    """It is written as TEI has it, beside the entries."""
    root = etree.fromstring(docconv.write(play(), "tei"))
    assert [str(one.tag).removeprefix(TEI) for one in next(root.iter(f"{TEI}castGroup"))] == [
        "head",
        "castItem",
        "castItem",
        "roleDesc",
    ]


def test_nobody_speaks_in_a_list() -> None:
    """A direction in an entry is its words in TEI of others, and no document has one there."""
    read = reading(
        body("<castList><castItem>A <stage>(late)</stage> b</castItem></castList><div><p>x</p></div>")
    )
    assert "cast: A (late) b" in outline(read)
    wrong: Resolved = Document((CastItem((Stage((Text("(late)"),)),)),))
    with pytest.raises(BadInputError, match="Stage, not"):
        edition_of(wrong)


def edition_of(document: Resolved) -> bytes:
    """As TEI, after the check of all writers."""
    return docconv.write(document, "tei")


def test_parts_are_in_entries_only() -> None:
    """No other paragraph has roles."""
    wrong: Resolved = Document((Narrative((CastPart((Text("A"),)),)),))
    with pytest.raises(BadInputError, match="CastPart, not"):
        edition_of(wrong)


def test_words_between_entries_are_kept() -> None:
    """Text and paragraphs that are in a list against its schema are narrative there."""
    read = reading(body("<castList>one<castItem>A</castItem>two<p>three</p></castList><div><p>x</p></div>"))
    kinds = [type(one).__name__ for one in walk(read) if isinstance(one, CastItem | Narrative)]
    assert kinds == ["Narrative", "CastItem", "Narrative", "Narrative", "Narrative"]


def test_a_changed_entry_is_changed_in_its_file() -> None:
    """What an editor has added beside it stays."""
    speech = '<div><sp who="#ilona"><speaker>Ilona</speaker><p>Good day.</p></sp></div>'
    data = body(LIST.replace("<roleDesc>a baker", '<roleDesc ana="#trade">a baker') + speech).encode()
    document = docconv.read(data, format="tei")

    def renamed(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, CastItem) or "baker" not in text_of(block.children):
            return block
        role, between, _ = block.children
        return CastItem((role, between, CastPart((Text("a miller"),), "description")))

    written = docconv.write(map_blocks(document, renamed), "tei")
    assert b'<castItem><role>Bela</role>, <roleDesc ana="#trade">a miller</roleDesc></castItem>' in written
