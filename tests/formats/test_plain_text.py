"""Plain text: paragraphs with labels, and beside them the decisions that its reader still needs."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from screenplain import types as screenplain
from screenplain.parsers import fountain

import docconv
from docconv.formats import Source
from docconv.formats.text.write import LOST
from docconv.model import (
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    Narrative,
    Note,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.pipeline import read_with_notices, render_files
from docconv.sidecar import read_sidecar
from docconv.testing import documents
from docconv.verify import differences, prove
from docconv.walk import blocks, text_of, turns, walk
from support.command import Command
from support.notes import without_cast_lists
from support.places import EXAMPLES
from support.talks import talks

ADA, BO = Speaker("ada", name="Ada Quill"), Speaker("bo", name="Bo Reeve", role="diver")


def turn(number: int, who: Speaker, text: str) -> Turn[Speaker]:
    """A turn of one paragraph."""
    return Turn(f"t{number}", (Paragraph((Text(text),)),), (who,), who.name)


def read_back(document: Resolved, name: str = "txt") -> tuple[Resolved, int]:
    """A document that was written and read with what is beside it, and how many decisions that holds."""
    (_, data), *beside = render_files(document, name, f"talk.{name}")[0]
    decisions = read_sidecar("".join(more.decode() for _, more in beside))
    return read_with_notices(data, format="text", decisions=decisions)[0], decisions.count


def told(first: Resolved, second: Resolved) -> list[str]:
    """What two documents tell differently, but for what a text loses by what it is."""
    return [one.sentence() for one in differences(first, second, tolerances=LOST)]


def test_labels_are_before_the_words_and_nothing_else_is_marked() -> None:
    """A paragraph a line, blank lines between; the sign behind a label is that of the language."""
    document: Resolved = Document(
        (turn(1, ADA, "Did it hold?"), turn(2, BO, "It did."), Narrative((Text("They left."),))),
        speakers=(ADA, BO),
    )
    assert docconv.write(document, "txt") == b"Ada Quill: Did it hold?\n\nBo Reeve: It did.\n\nThey left.\n"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_examples_come_back_from_the_text_alone(path: Path) -> None:
    """But for a paragraph or two that are decided beside it."""
    document = docconv.read(path)
    again, decided = read_back(document)
    assert told(document, again) == []
    assert decided <= 8


@pytest.mark.parametrize("name", ["txt", "md", "fountain"])
@given(document=talks())
def test_a_talk_comes_back(name: str, document: Resolved) -> None:
    """With its decisions: speakers, who says what, in which order, what is narrative, facts of the head."""
    assert told(document, read_back(document, name)[0]) == []
    assert prove(document, docconv.write(document, name), name) == ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["md", "fountain"])
def test_examples_come_back_from_markdown_and_fountain(path: Path, name: str) -> None:
    """Levels of headings, too."""
    document = without_cast_lists(docconv.read(path))
    again = without_cast_lists(read_back(document, name)[0])
    found = differences(document, again, tolerances=LOST - {"sections"})
    assert [one.sentence() for one in found] == []


def test_markdown_has_headings_labels_and_emphasis() -> None:
    """Labels in bold with their sign, a level more for each section; what holds a mark itself is not marked."""
    words = (Emphasis[Speaker]((Text("It did"),)), Text(", "), Emphasis[Speaker]((Text("5 * 5"),), "bold"))
    section = Section[Speaker]((Turn("t1", (Paragraph(words),), (BO,), BO.name),), Heading((Text("Rope"),)))
    document: Resolved = Document((section,), title=Heading((Text("Bell"),)), speakers=(BO,))
    assert docconv.write(document, "md") == b"# Bell\n\n## Rope\n\n**Bo Reeve:** *It did*, 5 * 5\n"


@pytest.mark.parametrize("name", ["txt", "fountain"])
@given(document=documents())
def test_every_letter_of_any_document_is_in_its_text(name: str, document: Resolved) -> None:
    """Whatever its reader makes of it."""
    data = "".join(filter(str.isalnum, docconv.write(document, name).decode()))
    said = [part for one in blocks(document) for part in _parts(one)]
    assert all("".join(filter(str.isalnum, part)) in data for part in said)


def _parts(block: object) -> list[str]:
    """The words of a block, as far as no note is among them, whose sign is there."""
    if isinstance(block, Turn):
        return [words for part in block.blocks for words in _runs(part.children)]
    return list(_runs(getattr(block, "children", ())))


def _runs(parts: Sequence[Inline[Speaker]]) -> Iterator[str]:
    """The words before, in, between and behind notes."""
    for is_note, some in groupby(parts, lambda part: any(isinstance(one, Note) for one in walk(part))):
        if is_note:
            for part in some:
                yield from _runs(getattr(part, "children", ()))
        else:
            yield text_of(tuple(some))


FOUNTAIN = (
    b"Title: Bell\n\n# Rope\n\n@Ada Quill\nDid it hold?\n\n"
    b"@Bo Reeve\nIt *did*.\n  \nFor an hour.\n\nThey left.\n"
)
ROPE: Resolved = Document(
    (
        Section(
            (
                turn(1, ADA, "Did it hold?"),
                Turn(
                    "t2",
                    (
                        Paragraph((Text("It "), Emphasis((Text("did"),)), Text("."))),
                        Paragraph((Text("For an hour."),)),
                    ),
                    (BO,),
                    BO.name,
                ),
                Narrative((Text("They left."),)),
            ),
            Heading((Text("Rope"),)),
        ),
    ),
    title=Heading((Text("Bell"),)),
    speakers=(ADA, BO),
)


def test_fountain_has_forced_cues() -> None:
    """What goes on in a turn is behind a line of two spaces; what is no speech is action."""
    assert docconv.write(ROPE, "fountain") == FOUNTAIN


def test_screenplain_reads_the_same() -> None:
    """Title, section, who says what, and the action."""
    play = fountain.parse(io.StringIO(FOUNTAIN.decode()))
    assert play.title_page == {"Title": ["Bell"]}
    section, first, second, action = play
    assert (type(section), section.level, str(section.text)) == (screenplain.Section, 1, "Rope")
    spoken = [(str(one.character), [str(line) for _, line in one.blocks]) for one in (first, second)]
    assert spoken == [
        ("Ada Quill", ["Did it hold?"]),
        ("Bo Reeve", ["It did.", "", "For an hour."]),
    ]
    assert [str(line) for line in action.lines] == ["They left."]


def test_fountain_of_forced_cues_is_known() -> None:
    """Also without a heading of a scene; a line of no spaces ends what is said."""
    document = docconv.read(FOUNTAIN, format="text")
    assert [(one.label, len(one.blocks)) for one in turns(document)] == [("Ada Quill", 1), ("Bo Reeve", 2)]
    assert document.title == ROPE.title
    again = docconv.read(FOUNTAIN.replace(b"\n  \n", b"\n\n"), format="text")
    assert [len(one.blocks) for one in turns(again)] == [1, 1]


def test_decisions_stand_beside_the_text_and_are_used(command: Command, workdir: Path) -> None:
    """What the reader of text would take for speech is narrative again; `--verify` reads it so, too."""
    lines: tuple[Block[Speaker], ...] = (
        turn(1, ADA, "Yes."),
        turn(2, BO, "No."),
        Narrative((Text("Ada Quill: a life. By Bo Reeve."),)),
    )
    document: Resolved = Document((*lines, turn(3, ADA, "Yes.")), speakers=(ADA, BO))
    workdir.joinpath("talk.json").write_bytes(docconv.write(document, "json"))
    assert command("convert", "talk.json", "-o", "out/", "-t", "txt", "--verify").code == 0
    assert told(document, docconv.read(workdir / "out" / "talk.txt")) == []
    workdir.joinpath("out", "talk.txt.docconv.toml").unlink()
    assert told(document, docconv.read(workdir / "out" / "talk.txt")) != []


def test_texts_of_one_name_have_decisions_of_their_own(command: Command, workdir: Path) -> None:
    """Also beside the source and its decisions, which stay as they are; each text comes back with its own."""
    for of, name in (("tale.docconv.toml", "Another"), ("tale.txt.docconv.toml", "Mine")):
        workdir.joinpath(of).write_text(f'[facts]\ntitle = "{name}"\n', encoding="utf-8")
    tale = workdir / "tale.txt"
    tale.write_text("Ada Quill: Yes.\n\nBo Reeve: No.\n\nAda Quill: Yes.\n", encoding="utf-8")
    document = docconv.read(tale)
    assert document.metadata.title == "Mine"
    assert command("convert", "tale.txt", "-o", "./", "-t", "md,fountain").code == 0
    for text in ("tale.md", "tale.fountain"):
        assert workdir.joinpath(f"{text}.docconv.toml").exists()
        assert docconv.read(workdir / text).metadata.title == "Mine"
    workdir.joinpath("tale.txt.docconv.toml").unlink()
    assert docconv.read(tale).metadata.title == "Another"


def test_the_times_of_captions_are_no_words_of_a_text() -> None:
    """Whoever reads the text would take them for some; a time code that a transcript prints stays."""
    captions = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>The rope is red.\n\n00:05.000 --> 00:06.000\n<v Bo>Wet.\n"
    for name in ("txt", "md", "fountain"):
        assert b"00:" not in docconv.write(docconv.read(captions, format="text"), name)
    assert b"00:01:30" in docconv.write(
        docconv.read(b"ANN: One [00:01:30] two.\n\nBO: Three.\n", format="text"), "txt"
    )


def test_no_decisions_where_nobody_wants_them() -> None:
    """`-O txt.decisions=no`."""
    files, _ = render_files(
        docconv.read(EXAMPLES / "garden.txt"), "txt", "a.txt", options={"decisions": "no"}
    )
    assert [name for name, _ in files] == ["a.txt"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("ANN\nWe sail.\n", ["ANN"]),
        ("INT. SHED - DAY\n\nANN\nWe sail.\n", ["ANN"]),
        ("Title: The Rope\n\n@Ann Lee\nWe sail.\n\nBO\nWhen?\n", ["Ann Lee", "BO"]),
        ("The rope is tied.\n\nNobody is there.\n", []),
    ],
)
def test_a_cue_is_enough_where_the_name_of_the_file_tells_fountain(text: str, labels: list[str]) -> None:
    """A scene of one speech is a scene; what has no cue is read as any text."""
    document = docconv.read(Source(text.encode(), "scene.fountain"))
    assert [turn.label for turn in turns(document)] == labels
