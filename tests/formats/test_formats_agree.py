"""TEI, DOCX and PDF of one document say the same; checkers that share no code with docconv judge it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from hypothesis import Phase, assume, given, settings

import docconv
from docconv import model as m
from docconv.testing import assert_well_formed, documents
from docconv.walk import turns, walk
from support.notes import without_cast_lists, without_notes

Check: TypeAlias = Callable[[Sequence[str]], int]
CHECKS = ("check_tei", "check_docx", "check_pdf", "same")
SUFFIXES = {"tei": ".xml", "docx": ".docx", "pdf": ".pdf"}
ANNA, BO, ALL = m.Speaker("anna", name="Anna"), m.Speaker("bo", name="Bo"), m.Speaker("all", "group")
DOUBT = m.Attribution("low", (m.Evidence("label-alone", "no colon"),))
TITLE = m.Heading[m.Speaker]((m.Text("The "), m.Emphasis((m.Text("whole"),)), m.Text(" evening")))
EVERY_INLINE: tuple[m.Inline[m.Speaker], ...] = (
    m.Text("Plain, "),
    m.Emphasis((m.Text("loud "), m.Unclear((m.Text("and dim"),))), "bold"),
    m.Text(" and "),
    m.Said((m.Text("“Go "), m.Gap("[inaudible]"), m.Milestone(), m.Text("now!”")), (BO,), DOUBT),
    m.Text(" and "),
    m.Said((m.Text("“Stay.”"),)),
    m.Text(" "),
    m.Stage((m.Text("(Applause.)"),), "kinesic"),
    m.Text(" with "),
    m.Foreign((m.Text("savoir-faire"),), "fr"),
    m.Text(" in line one"),
    m.Milestone(),
    m.Text("and line two, "),
    m.Milestone("page", "12"),
    m.Text("then "),
    m.Gap("[…]", "omitted"),
    m.Text(" the end."),
)
SCRIPTS = (
    "Hello—there",
    "Ձայն",
    "გამარჯობა",
    "שלום, 12 עולם",
    "سلام ۱۲",
    "नमस्ते दुनिया",
    "สวัสดี",
    "你好,世界",
    "안녕 하세요",
)


@pytest.fixture(scope="module")
def checks(shared: Path) -> Iterator[dict[str, Check]]:
    """The checkers by name: each takes files, prints what it finds, and returns 0 where it finds nothing."""
    folder = shared / "conformance"
    if not folder.is_dir():
        pytest.skip(f"no checkers at {folder}")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield {name: importlib.import_module(name).main for name in CHECKS}


def written(document: m.Resolved, folder: Path) -> dict[str, str]:
    """The document in the three formats: the names of the files."""
    for name, suffix in SUFFIXES.items():
        folder.joinpath(f"a{suffix}").write_bytes(docconv.write(document, name))
    return {name: str(folder / f"a{suffix}") for name, suffix in SUFFIXES.items()}


def findings(document: m.Resolved, folder: Path, checks: dict[str, Check]) -> list[str]:
    """The names of the checkers that find something; what they find is on standard output."""
    files = written(document, folder)
    found = [name for name in ("docx", "pdf") if checks[f"check_{name}"]([files[name]])]
    # the checkers take notes in TEI for words of the turn, and a cast list for one paragraph
    files = written(without_cast_lists(without_notes(document)), folder)
    compared = checks["same"](list(files.values())) if next(turns(document), None) else 0
    return [*found, "same"] if compared else found


def says(*inlines: m.Inline[m.Speaker], number: int = 1, label: str | None = "Anna") -> m.Turn[m.Speaker]:
    """A turn of Anna's."""
    return m.Turn(f"t{number}", (m.Paragraph(inlines),), (ANNA,), label)


def every_block() -> tuple[m.Block[m.Speaker], ...]:
    """Every kind of block, and every kind of inline in each that may hold it."""
    noise, words = m.Stage[m.Speaker]((m.Text("(Bell.)"),)), m.Paragraph(EVERY_INLINE)
    return (
        m.Boilerplate((m.Text("Latest news"),)),
        m.Narrative(EVERY_INLINE),
        says(*EVERY_INLINE),
        m.Turn("t2", (words, noise, words), (BO, ALL), "Bo and all", DOUBT, "fr"),
        m.Turn("t3", (), (ANNA,), "Anna"),
        m.Turn("t4", (noise, words), (ANNA,), "Anna", continues="t1"),
        m.Turn("t5", (noise, words)),
        m.Separator("x x x"),
        m.Stage(EVERY_INLINE[:3], "incident"),
        m.Narrative((m.Text("They left, saying:"),)),
    )


DOCUMENTS: dict[str, m.Resolved] = {
    "every kind": m.Document(every_block(), m.Metadata("Evening", "en"), TITLE, (BO, ANNA, ALL)),
    "every kind in sections": m.Document(
        (
            m.Section(
                (m.Section(every_block(), m.Heading((m.Text("Inner"),))),), m.Heading((m.Text("Outer"),))
            ),
        ),
        m.Metadata("Evening", "en"),
        TITLE,
        (BO, ANNA, ALL),
    ),
    "many scripts": m.Document(
        tuple(says(m.Text(text), number=at, label=text.split()[0]) for at, text in enumerate(SCRIPTS, 1)),
        m.Metadata(lang="und"),
        TITLE,
        (ANNA,),
    ),
    "many pages": m.Document(
        tuple(says(*EVERY_INLINE[:2], m.Text(" word" * number), number=number) for number in range(1, 120)),
        m.Metadata(lang="en"),
        TITLE,
        (ANNA,),
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_the_same_in_all_formats(name: str, tmp_path: Path, checks: dict[str, Check]) -> None:
    """Kinds, turns, speakers, labels, texts, quotations, directions, doubts."""
    assert_well_formed(DOCUMENTS[name])
    assert findings(DOCUMENTS[name], tmp_path, checks) == []


def test_the_tei_is_valid(tmp_path: Path, checks: dict[str, Check]) -> None:
    """Against the schema, with pointers that lead somewhere."""
    files = [written(document, tmp_path)["tei"] for document in DOCUMENTS.values()][:1]
    assert checks["check_tei"](files) == 0


def test_the_checkers_see_a_difference(tmp_path: Path, checks: dict[str, Check]) -> None:
    """They would prove nothing if they could not fail."""
    files = written(DOCUMENTS["many scripts"], tmp_path)
    other = evolve(DOCUMENTS["many scripts"], body=(says(m.Text("Something else.")),))
    tmp_path.joinpath("a.pdf").write_bytes(docconv.write(other, "pdf"))
    assert checks["same"](list(files.values())) == 1
    tmp_path.joinpath("a.docx").write_bytes(b"PK")
    assert checks["check_docx"]([files["docx"]]) == 1


# ------------ what is generated, without what the checkers cannot tell

DEEPEST = 6  # of the headings of DOCX
PARTS = ("title", "heading", "body", "blocks", "children")


def comparable(document: m.Resolved) -> m.Resolved:
    """A generated document as far as the checkers can follow.

    They want headings, since PDF skips no level; they read the end of a page as a space; they know one style for
    a run, so that quotations and directions must not hold or touch each other; and no verse outside of turns.
    """
    plain: m.Resolved = _plainer(document)
    return plain


def _plainer(node: Any) -> Any:  # noqa: ANN401  any part of a document
    if isinstance(node, tuple):
        return tuple(map(_plainer, node))
    if isinstance(node, m.Said | m.Stage) and any(map(_is_spoken, list(walk(node))[1:])):
        return evolve(node, children=(m.Text("x"),))
    parts = {name: _plainer(getattr(node, name)) for name in PARTS if hasattr(node, name)}
    if isinstance(node, m.Narrative):
        parts["verse"] = None
    if "children" in parts:
        parts["children"] = _apart(parts["children"])
    if isinstance(node, m.Section):
        parts["heading"] = parts["heading"] or TITLE
    return evolve(node, **parts) if parts else node


def _depth(blocks: tuple[m.Block[m.Speaker], ...]) -> int:
    return max((1 + _depth(block.blocks) for block in blocks if isinstance(block, m.Section)), default=0)


def _is_spoken(node: m.Node[m.Speaker]) -> bool:
    return isinstance(node, m.Said | m.Stage)


def _apart(inlines: tuple[m.Inline[m.Speaker], ...]) -> tuple[m.Inline[m.Speaker], ...]:
    """The same with a space between all."""
    apart: list[m.Inline[m.Speaker]] = []
    for inline in inlines:
        last = apart[-1] if apart else None
        if isinstance(last, m.Text) and isinstance(inline, m.Milestone):
            apart[-1] = m.Text(last.text.rstrip(" ") + " ")
        elif last is not None and not isinstance(last, m.Text) and not isinstance(inline, m.Text):
            apart.append(m.Text(" "))
        apart.append(inline)
    return tuple(apart)


@given(document=documents(max_turns=4))
@settings(max_examples=15, phases=[Phase.generate])  # to shrink takes minutes
def test_any_document_is_the_same_in_all_formats(
    document: m.Resolved, tmp_path_factory: pytest.TempPathFactory, checks: dict[str, Check]
) -> None:
    """In all scripts, with deep sections, empty turns, several speakers and text full of markup."""
    assume(_depth(document.body) <= DEEPEST)
    folder = tmp_path_factory.getbasetemp()
    assert findings(comparable(document), folder, checks) == []
