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

from docconv import model as m
from docconv.formats import Source
from docconv.formats.docx.reading.document import read
from docconv.formats.docx.writing.document import Options, write
from docconv.notices import Notice
from docconv.testing import assert_well_formed
from docconv.walk import text_of, turns

Edit: TypeAlias = Callable[[Opened], object]
ANNA = m.Speaker(
    "anna-kiss", name="Anna Kiss", aliases=("Anna",), refs=("https://www.wikidata.org/entity/Q42",)
)
BO = m.Speaker("bo-berg", name="Bo Berg", role="gardener")
ALL = m.Speaker("visitors", "group", "Visitors")
MAN = m.Speaker("man-1", "anonymous")
DOUBT = m.Attribution("low", (m.Evidence("label-alone", "no colon"),))
EVENING = m.Document[m.Speaker](
    (
        m.Section(
            (
                m.Narrative((m.Text("The gates were opened."),)),
                m.Turn(
                    "t1",
                    (
                        m.Paragraph(
                            (
                                m.Text("Good morning, "),
                                m.Foreign((m.Text("meine Damen"),), "de"),
                                m.Text(", all."),
                            )
                        ),
                        m.Stage((m.Text("(Applause.)"),), "kinesic"),
                        m.Paragraph(
                            (m.Text("Come in, "), m.Milestone("page", "12"), m.Text("there is tea."))
                        ),
                    ),
                    (ANNA,),
                    "Anna",
                ),
                m.Turn("t2", (m.Paragraph((m.Text("Thank you!"),)),), (ALL,), "Visitors"),
            ),
            m.Heading((m.Text("Morning"),)),
        ),
        m.Section(
            (
                m.Turn("t3", (m.Paragraph((m.Text("The pears are late."),)),), (BO,), "Bo", DOUBT, "en"),
                m.Separator("x x x"),
                m.Narrative(
                    (m.Text("Bo said, "), m.Said((m.Text("“It rained.”"),), (BO,)), m.Text(" and smiled."))
                ),
                m.Turn("t4", (m.Paragraph((m.Text("It did rain a lot."),)),), (BO,), "Bo", continues="t3"),
                m.Turn("t5", (m.Paragraph((m.Text("Who counts them?"),)),), (MAN,), "Man"),
            ),
            m.Heading((m.Text("Evening"),)),
        ),
        m.Boilerplate((m.Text("Latest news"),), "furniture"),
    ),
    m.Metadata("A day in the garden", "en", "2024-05-01", "UPDATE", fields=(("Present", "all"),)),
    m.Heading((m.Text("A day in the garden"),)),
    (ANNA, ALL, BO, MAN),
)


def written(document: m.Resolved = EVENING) -> bytes:
    """The file of a document."""
    return write(document, Options())[0]


def result(data: bytes) -> tuple[m.Resolved, tuple[Notice, ...]]:
    """What is read from a file that has its TEI."""
    document, notices = read(Source(data, "a.docx"))
    return cast("m.Resolved", document), notices


def drafted(data: bytes) -> tuple[m.Draft, tuple[Notice, ...]]:
    """What is read from a file that has none."""
    document, notices = read(Source(data, "a.docx"))
    return cast("m.Draft", document), notices


def saved(edit: Edit, document: m.Resolved = EVENING) -> bytes:
    """The file after an edit."""
    opened = docx.Document(BytesIO(written(document)))
    edit(opened)
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def edited(edit: Edit, document: m.Resolved = EVENING) -> m.Resolved:
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


def spoken(document: m.Resolved) -> list[tuple[str, str | None, str]]:
    """Who speaks, under which label, and the words, turn by turn."""
    return [
        (
            "+".join(speaker.id for speaker in turn.speakers),
            turn.label,
            " / ".join(text_of(part.children) for part in turn.blocks),
        )
        for turn in turns(document)
    ]


def outline(blocks: tuple[m.Block[m.Speaker], ...] = EVENING.body) -> list[object]:
    """Turns by id, sections as lists that begin with their heading, other blocks by their kind."""
    shape: list[object] = []
    for block in blocks:
        if isinstance(block, m.Section):
            heading = "-" if block.heading is None else text_of(block.heading.children)
            shape.append([heading, *outline(block.blocks)])
        else:
            shape.append(block.id if isinstance(block, m.Turn) else type(block).__name__)
    return shape


EMPHATIC = m.Emphasis[m.Speaker]((m.Text("late"),), "bold")
