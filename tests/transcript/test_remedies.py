"""Each table that a notice offers settles the doubt, whichever of its values is taken, and the line is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from docconv.model import Narrative, Section, Turn
from docconv.notices import Notice
from docconv.pipeline import read, read_with_notices
from docconv.sidecar import path_beside, read_sidecar
from docconv.transcript import Analysis, analyse
from docconv.walk import blocks
from support.cases import CASES, parse

VALUE = re.compile(r'"(label|text|speech|narrative|heading|turn)"')
PER_RULE = 2


def offered(notice: Notice) -> Iterator[str]:
    """The table as it is, and with each of the other values that it names."""
    head, _, last = notice.remedy.rpartition("\n")
    yield notice.remedy
    for value in dict.fromkeys(VALUE.findall(last)[1:]) if last.startswith("is =") else ():
        yield f'{head}\nis = "{value}"'


def doubts(analysis: Analysis) -> list[Notice]:
    """The notices whose remedy is a table about a line, a few of each kind."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for notice in analysis.notices:
        kind = notice.code, notice.rule
        if notice.remedy.startswith("[[line]]") and seen.get(kind, 0) < PER_RULE:
            seen[kind] = seen.get(kind, 0) + 1
            found.append(notice)
    return found


def is_same(one: Notice, other: Notice) -> bool:
    """Whether a notice says the same of the same line; that nobody knows who speaks may be left as a note."""
    if one.code == "speaker-unknown" and one.severity == "info":
        return False
    places = [notice.span.line for notice in (one, other) if notice.span]
    return (one.code, one.rule) == (other.code, other.rule) and len(places) == 2 and len(set(places)) == 1


def what_is(analysis: Analysis, line: int) -> str:
    """What begins at a line of a draft."""
    for block in blocks(analysis.draft):
        span = (
            block.heading.span
            if isinstance(block, Section) and block.heading
            else getattr(block, "span", None)
        )
        if span is not None and span.line == line:
            return (
                "speech" if isinstance(block, Turn) and not block.label else KINDS.get(type(block), "speech")
            )
    title = analysis.draft.title
    return "heading" if title and title.span and title.span.line == line else "speech"


KINDS: Mapping[type, str] = {Narrative: "narrative", Section: "heading", Turn: "label"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_notice_offers_settles_it(path: Path) -> None:
    """The decision is used, and nothing is as loud at its line as before for the same reason."""
    text = parse(path.read_text(encoding="utf-8")).given
    for notice in doubts(analyse(text)):
        assert notice.span is not None
        for table in offered(notice):
            decided = analyse(text, read_sidecar(table).corrections)
            assert not [one.message for one in decided.notices if one.code == "correction-unused"]
            assert not [one.message for one in decided.notices if is_same(one, notice)], table
            value = VALUE.search(table.rpartition("\n")[2])
            if value and value[1] in KINDS.values():
                assert what_is(decided, notice.span.line) == value[1], table


def test_a_voice_without_a_name_is_told_by_the_id_that_it_has(tmp_path: Path) -> None:
    """As it stands in what was written; who was not heard before is somebody else."""
    given = tmp_path / "hall.txt"
    said = ("The lamp is out.", "Since May.", "When will you mend it?")
    given.write_text(
        "MAYOR: Well.\n\n" + "".join(f"MALE RESIDENT: {one}\n\nMAYOR: Yes.\n\n" for one in said), "utf-8"
    )
    side = path_beside(given)
    side.write_text('[[line]]\ntext = "MALE RESIDENT: Since"\nspeaker = "male-resident-1"\n', "utf-8")
    heard = [speaker.id for turn in read(given).turns() for speaker in turn.speakers if speaker.id != "mayor"]
    assert heard == ["male-resident-1", "male-resident-1", "male-resident-2"]
    side.write_text('merge = [["male-resident-1", "male-resident-2"]]\n', "utf-8")
    found = [notice for notice in read_with_notices(given)[1] if notice.code == "label-unused"]
    assert all("speaker =" in notice.remedy for notice in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("The mill stood by the river.\n\nNobody lived there.\n", 'text = "The mill"\nis = "narrative"'),
        (
            "Interview with Mara Lind\n\nMARA LIND: It rains.\n\nMARA LIND: Since May.\n\nMARA LIND: Yes.\n",
            'text = "Interview"\nis = "heading"',
        ),
    ],
)
def test_a_doubt_about_the_whole_text_can_be_settled(text: str, table: str) -> None:
    """By saying of the line that it names what it is."""
    assert [notice for notice in analyse(text).notices if notice.severity == "warning"]
    decided = analyse(text, read_sidecar(f"[[line]]\n{table}\n").corrections)
    assert not [notice for notice in decided.notices if notice.severity == "warning"]


def test_who_speaks_behind_a_sentence_can_be_confirmed() -> None:
    """The table stands at the words, the notice at the sentence."""
    text = "The council met.\n\nWelcoming the guests, Mayor Ilka Moravec said:\n\n- I greet you all.\n\n- Come in.\n"
    (doubt,) = [notice for notice in analyse(text).notices if notice.rule == "introduction"]
    decided = analyse(text, read_sidecar(doubt.remedy).corrections)
    assert not [notice for notice in decided.notices if notice.rule == "introduction"]


PAIRED = ("merge", "do_not_merge")


TALK = (
    "{0}: It rains.\n\n{1}: So it does.\n\nBo Ek: Since May.\n\n{0}: Yes.\n\nBo Ek: Well.\n\n{0}: No.\n\n"
    "Bo Ek: Then.\n\n{0}: And so.\n\nBo Ek: Good.\n"
)


@pytest.mark.parametrize(
    "labels",
    [
        ("Ann Lee", "Ann"),
        ("Ann Lee", "AL"),
        ("René Lévêque", "Rene Leveque"),
        ("Ann B. Lee", "A. Lee"),
        ("Senator Lee", "Mrs. Lee"),
        ("Mr. Baker", "President Baker"),
    ],
)
def test_what_is_said_of_two_labels_settles_whether_they_are_one(
    tmp_path: Path, labels: tuple[str, str]
) -> None:
    """The line of a notice about them, and its opposite, are taken as they stand, and the notice is gone."""
    given = tmp_path / "talk.txt"
    given.write_text(TALK.format(*labels), encoding="utf-8")
    found = [one for one in read_with_notices(given)[1] if one.remedy.startswith(PAIRED)]
    assert found
    for notice in found:
        first, _, pair = notice.remedy.partition(" = ")
        people = {}
        for word in PAIRED:
            path_beside(given).write_text(f"{word} = {pair}\n", encoding="utf-8")
            document, later = read_with_notices(given)
            people[word] = len(document.speakers)
            assert notice.message not in [one.message for one in later], (first, word)
            assert not [one.message for one in later if one.code in ("label-unused", "correction-unused")]
        assert people["do_not_merge"] == people["merge"] + 1


def test_who_is_not_named_can_be(tmp_path: Path) -> None:
    """A label that says that nobody knows who speaks is told with the table that names somebody."""
    given = tmp_path / "talk.txt"
    given.write_text(
        "ANN LEE: Who is there?\n\nUNKNOWN: Me.\n\nANN LEE: Come in.\n\nBO EK: Yes.\n", encoding="utf-8"
    )
    (notice,) = (one for one in read_with_notices(given)[1] if one.code == "speaker-unknown")
    path_beside(given).write_text(notice.remedy.replace("who it is", "Bo Ek"), encoding="utf-8")
    document, later = read_with_notices(given)
    assert "speaker-unknown" not in [one.code for one in later]
    assert [speaker.id for turn in document.turns() for speaker in turn.speakers] == [
        "ann-lee",
        "bo-ek",
        "ann-lee",
        "bo-ek",
    ]
