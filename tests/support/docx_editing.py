"""A DOCX file that docconv wrote, and what a person does to it in a word processor."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import TypeAlias, cast

import docx
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line

from docconv.formats import Source
from docconv.formats.docx.reading.document import read
from docconv.formats.docx.writing.document import Options, write
from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    Document,
    Draft,
    Emphasis,
    Evidence,
    Foreign,
    Heading,
    Metadata,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
)
from docconv.notices import Notice
from docconv.testing import assert_well_formed
from docconv.walk import text_of, turns

Edit: TypeAlias = Callable[[Opened], object]
ANNA = Speaker(
    "anna-kiss", name="Anna Kiss", aliases=("Anna",), refs=("https://www.wikidata.org/entity/Q42",)
)
BO = Speaker("bo-berg", name="Bo Berg", role="gardener")
ALL = Speaker("visitors", "group", "Visitors")
MAN = Speaker("man-1", "anonymous")
DOUBT = Attribution("low", (Evidence("label-alone", "no colon"),))
EVENING = Document[Speaker](
    (
        Section(
            (
                Narrative((Text("The gates were opened."),)),
                Turn(
                    "t1",
                    (
                        Paragraph(
                            (Text("Good morning, "), Foreign((Text("meine Damen"),), "de"), Text(", all."))
                        ),
                        Stage((Text("(Applause.)"),), "kinesic"),
                        Paragraph((Text("Come in, "), Milestone("page", "12"), Text("there is tea."))),
                    ),
                    (ANNA,),
                    "Anna",
                ),
                Turn("t2", (Paragraph((Text("Thank you!"),)),), (ALL,), "Visitors"),
            ),
            Heading((Text("Morning"),)),
        ),
        Section(
            (
                Turn("t3", (Paragraph((Text("The pears are late."),)),), (BO,), "Bo", DOUBT, "en"),
                Separator("x x x"),
                Narrative((Text("Bo said, "), Said((Text("“It rained.”"),), (BO,)), Text(" and smiled."))),
                Turn("t4", (Paragraph((Text("It did rain a lot."),)),), (BO,), "Bo", continues="t3"),
                Turn("t5", (Paragraph((Text("Who counts them?"),)),), (MAN,), "Man"),
            ),
            Heading((Text("Evening"),)),
        ),
        Boilerplate((Text("Latest news"),), "furniture"),
    ),
    Metadata("A day in the garden", "en", "2024-05-01", "UPDATE", fields=(("Present", "all"),)),
    Heading((Text("A day in the garden"),)),
    (ANNA, ALL, BO, MAN),
)


def written(document: Resolved = EVENING) -> bytes:
    """The file of a document."""
    return write(document, Options())[0]


def result(data: bytes) -> tuple[Resolved, tuple[Notice, ...]]:
    """What is read from a file that has its TEI."""
    document, notices = read(Source(data, "a.docx"))
    return cast("Resolved", document), notices


def drafted(data: bytes) -> tuple[Draft, tuple[Notice, ...]]:
    """What is read from a file that has none."""
    document, notices = read(Source(data, "a.docx"))
    return cast("Draft", document), notices


def saved(edit: Edit, document: Resolved = EVENING) -> bytes:
    """The file after an edit."""
    opened = docx.Document(BytesIO(written(document)))
    edit(opened)
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def edited(edit: Edit, document: Resolved = EVENING) -> Resolved:
    """The document after an edit of its file; it is well-formed whatever was done."""
    found, _ = result(saved(edit, document))
    assert_well_formed(found)
    return found


def line(opened: Opened, text: str) -> Line:
    """The paragraph that holds a text."""
    return next(paragraph for paragraph in opened.paragraphs if text in paragraph.text)


def replace(opened: Opened, old: str, new: str) -> None:
    """Type new words over old ones that stand in one run."""
    run = next(run for run in line(opened, old).runs if old in run.text)
    run.text = run.text.replace(old, new)


def add(after: Line, text: str, style: str, label: str = "") -> Line:
    """A new paragraph behind another one; it lies in no bookmark that ends there."""
    element = deepcopy(after._p)
    for child in list(element):
        if child.tag != qn("w:pPr"):
            element.remove(child)
    after._p.addnext(element)
    new = Line(element, after._parent)
    new.style = after.part.document.styles[style]  # type: ignore[attr-defined]  # the part of the text
    if label:
        new.add_run(label, style="Speaker")
    new.add_run(text)
    return new


def remove(*paragraphs: Line) -> None:
    """Delete paragraphs with everything in them."""
    for paragraph in paragraphs:
        parent = paragraph._p.getparent()
        assert parent is not None
        parent.remove(paragraph._p)


def move(paragraphs: list[Line], behind: Line) -> None:
    """Cut paragraphs and paste them behind another one."""
    for paragraph in reversed(paragraphs):
        behind._p.addnext(paragraph._p)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A file whose parts went through `change`, which takes name and content; `None` drops a part."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def with_part(data: bytes, part: str, content: bytes | None) -> bytes:
    """A file in which one part is another, or none."""
    return repacked(data, lambda name, old: content if name == part else old)


def spoken(document: Resolved) -> list[tuple[str, str | None, str]]:
    """Who speaks, under which label, and the words, turn by turn."""
    return [
        (
            "+".join(speaker.id for speaker in turn.speakers),
            turn.label,
            " / ".join(text_of(part.children) for part in turn.blocks),
        )
        for turn in turns(document)
    ]


def outline(blocks: tuple[Block[Speaker], ...] = EVENING.body) -> list[object]:
    """Turns by id, sections as lists that begin with their heading, other blocks by their kind."""
    shape: list[object] = []
    for block in blocks:
        if isinstance(block, Section):
            heading = "-" if block.heading is None else text_of(block.heading.children)
            shape.append([heading, *outline(block.blocks)])
        else:
            shape.append(block.id if isinstance(block, Turn) else type(block).__name__)
    return shape


EMPHATIC = Emphasis[Speaker]((Text("late"),), "bold")
