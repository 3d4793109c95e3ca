"""What every format promises; rows with a reader and a writer are picked up by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import docconv
from docconv.formats import BUILT_IN, Format, load
from docconv.formats.options import build_options, option_types
from docconv.model import Resolved
from docconv.pipeline import write_with_notices
from docconv.testing import assert_well_formed
from docconv.verify import differences
from support.rows import carries_all

ROWS: list[Format] = [load(name) for name in BUILT_IN]
WRITERS = [row.name for row in ROWS if row.write]
ROUND = [row.name for row in ROWS if carries_all(row)]
DAY = datetime(2024, 2, 26, tzinfo=UTC)
TALK = """The garden committee meets

Ilona Kis: Good morning. The garden has forty plots. (Applause)

Residents: Thank you!

Jan Molnar: Who waters them? And who pays for the water in the summer?

x x x

Ilona Kis: Everybody does, in turns.
"""


@pytest.fixture(scope="module")
def talk() -> Resolved:
    """A document with a person, a group, an event and a separator."""
    return docconv.read(TALK.encode(), format="text")


def test_the_talk_shows_something(talk: Resolved) -> None:
    """It would prove nothing if it were empty."""
    assert_well_formed(talk)
    assert [speaker.kind for speaker in talk.speakers] == ["person", "group", "person"]


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_document_gives_the_same_bytes(talk: Resolved, name: str) -> None:
    """Writers know no clock and no chance."""
    first, second = (write_with_notices(talk, name, created=DAY) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", WRITERS)
def test_a_writer_that_bears_a_date_takes_the_time_of_creation(name: str) -> None:
    """So that SOURCE_DATE_EPOCH works for all of them; others need no such option."""
    row = next(row for row in ROWS if row.name == name)
    dated = {"created": DAY} if "created" in option_types(row) else {}
    assert build_options(row, {}, created=DAY) == load(row.options or "")(**dated)
    assert dated or name not in {"tei", "docx", "pdf"}


@pytest.mark.parametrize("name", ROUND)
def test_what_is_written_reads_back_the_same(talk: Resolved, name: str) -> None:
    """`verify` finds nothing between a document and its file."""
    again = docconv.read(docconv.write(talk, name), format=name)
    assert [difference.sentence() for difference in differences(talk, again)] == []


@pytest.mark.parametrize("name", ROUND)
def test_a_reader_refuses_what_is_not_its_format(name: str) -> None:
    """With an error that says where and what, whatever the bytes are."""
    for data in (b"", b"nothing of the kind", b"\x00\xff\xfe", b"PK\x03\x04"):
        with pytest.raises(docconv.BadInputError) as caught:
            docconv.read(data, format=name)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", WRITERS)
def test_a_document_without_anything_can_be_written(name: str) -> None:
    """No title, nobody who speaks, no text."""
    assert docconv.write(docconv.Document(()), name)


@pytest.mark.parametrize("name", WRITERS)
def test_the_suffix_of_a_format_leads_to_it(workdir: Path, name: str) -> None:
    """`convert` needs no other hint."""
    row = next(row for row in ROWS if row.name == name)
    target = workdir / f"out{row.suffixes[0]}"
    docconv.convert("talk.txt", target)
    assert target.stat().st_size > 0
