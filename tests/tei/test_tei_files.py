"""Whole files of TEI: a document with all that the model knows, and one with next to nothing.

The files in `tests/tei/files` are what docconv writes of both. With `--refresh-cases` they are written anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from docconv import model as m
from docconv.tei.writing.corpus import FileDescription, corpus
from docconv.tei.writing.edition import edition
from docconv.tei.writing.parliament import component, left_out
from support.places import ROOT

FILES = ROOT / "tests" / "tei" / "files"
CREATED = datetime(2024, 5, 2, tzinfo=UTC)
IDA = m.Speaker(
    "ida-berg", "person", "Ida Berg", "mayor", "F", ("Ida Berg", "Berg"), ("https://viaf.org/viaf/1",)
)
BO = m.Speaker(
    "bo-ek", name="Bo Ek", sex="X", aliases=("Ek", "Mr Ek"), refs=("no address", "https://example.org/ek")
)
ALL = m.Speaker("all", "group", "All", "the  guests", "M", ("All", "ALL"), ("https://example.org/all",))
VOICE = m.Speaker("voice-1", "anonymous", aliases=("A voice",))
LOST = m.Speaker("unknown-1", "unknown")
DOUBT = m.Attribution("low", (m.Evidence("misspelling", "Bergg"), m.Evidence("alone")))
GUESS = m.Attribution("medium", (m.Evidence("near", "named above"),))
SURE = m.Attribution("high", (m.Evidence("taught", "said so"),))


def text(*parts: m.Inline[m.Speaker] | str) -> tuple[m.Inline[m.Speaker], ...]:
    """Inlines, of which words may be given as they are."""
    return tuple(m.Text(part) if isinstance(part, str) else part for part in parts)


def words(*parts: m.Inline[m.Speaker] | str) -> m.Paragraph[m.Speaker]:
    """A paragraph of speech."""
    return m.Paragraph(text(*parts))


def event(words: str, kind: str = "incident") -> m.Stage[m.Speaker]:
    """A direction."""
    return m.Stage(text(words), kind)  # type: ignore[arg-type]


def turn(
    number: int, *blocks: m.TurnBlock[m.Speaker], who: tuple[m.Speaker, ...] = (IDA,)
) -> m.Turn[m.Speaker]:
    """A turn with a label."""
    return m.Turn(f"t{number}", blocks, who, "Berg")


INLINES = words(
    *(
        "A ",
        m.Emphasis(text("late "), "bold"),
        m.Emphasis(text("pear"), "underline"),
        m.Emphasis(text(" fell")),
    ),
    *(m.Said(text("“So”"), (BO,)), m.Said(text("“No”"), (), GUESS), m.Said(text("“Oh”"), (BO, ALL), SURE)),
    *(m.Foreign(text("Birne"), "de"), m.Foreign(text("(", event("[laughs]", "vocal"), ")"), "de")),
    *(m.Unclear(text("there")), m.Gap("[inaudible]"), m.Gap("[lost]", "lost"), m.Gap("", "editorial"), "."),
    *(m.Milestone(), m.Milestone("page", "12"), m.Milestone("page"), m.Milestone("time", "00:01")),
    m.Milestone("annotation", "nods"),
)
EVENTS = tuple(event(f"({kind})", kind) for kind in ("vocal", "kinesic", "incident", "delivery", "mixed"))
MORNING = m.Section(
    (
        turn(1, words("Good morning."), words("Sit down."), event("A bell.", "vocal"), who=(IDA, VOICE)),
        m.Narrative(
            text(
                "They sat ", m.Milestone("page", "2"), event("(all)"), m.Gap("[…]"), m.Milestone("time", "9")
            )
        ),
        turn(2, INLINES),
        m.Section((turn(3, who=(ALL,)),), m.Heading(text("The ", m.Emphasis(text("pump"))))),
        m.Section((m.Turn("t4", (words("Yes."),), (LOST,), None, SURE, "de"),)),
        m.Separator("x x x"),
        turn(
            5,
            event("(rises)"),
            words("The"),
            EVENTS[0],
            EVENTS[1],
            words("pump"),
            event(" "),
            words("is."),
            who=(BO,),
        ),
    ),
    m.Heading(text("Morning")),
)
EVENING = m.Section(
    (
        m.Turn("t6", (words("It is"), words("new.")), (BO,), "Ek", GUESS, continues="t5"),
        m.Turn("t7", (event("(silence)"),), (), None, DOUBT),
    ),
    m.Heading(text("Evening")),
)
FULL: m.Resolved = m.Document(
    (
        m.Boilerplate(text("Read also")),
        *EVENTS,
        MORNING,
        m.Narrative(text("Noon.")),
        m.Boilerplate(text("12"), "furniture"),
        EVENING,
        m.Section((), m.Heading(text("End"))),
    ),
    m.Metadata(
        "A day", "en", "2024-05-01", "UPDATE", "in/day.txt", (("Place", "Norrvik"), ("Meeting", "Third"))
    ),
    m.Heading(text("A day of ", m.Emphasis(text("pears")))),
    (IDA, ALL, BO, VOICE, LOST),
)
BARE: m.Resolved = m.Document(
    (m.Separator("-  -"), m.Boilerplate(text("Read also"))), m.Metadata(date="2024-05")
)
DESCRIBED = FileDescription(
    name="day", created=CREATED, address="https://example.org/day", corpus_title="The days", publisher="Press"
)
NAMELESS = FileDescription(name="…")
WRITTEN: dict[str, Callable[[], bytes]] = {
    "full-edition": lambda: edition(FULL, created=CREATED),
    "full-component": lambda: component(FULL, DESCRIBED),
    "full-corpus": lambda: corpus(FULL, DESCRIBED),
    "bare-edition": lambda: edition(BARE),
    "bare-component": lambda: component(BARE, NAMELESS),
    "bare-corpus": lambda: corpus(BARE, NAMELESS),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_has_everything_in_its_place(name: str, request: pytest.FixtureRequest) -> None:
    """Byte for byte, since people compare files of one edition with those of the next."""
    path = FILES / f"{name}.xml"
    if request.config.getoption("--refresh-cases"):
        path.write_bytes(WRITTEN[name]())
        pytest.skip("refreshed; read the difference before you keep it")
    assert WRITTEN[name]().decode() == path.read_text(encoding="utf-8")


def test_what_the_parliament_profile_leaves_out_is_named() -> None:
    """Each kind once, in the order of the document; nothing of a document that has none."""
    assert left_out(FULL) == (
        "emphasis",
        "events, gaps, notes and times outside of speech",
        "quotations",
        "foreign words",
        "unclear words",
        "the sex of groups",
        "references that are no address",
    )
    assert left_out(BARE) == ()


@pytest.mark.parametrize(
    "inside", [m.Gap("[…]"), m.Milestone(), event("(all)")], ids=["a gap", "a line", "an event"]
)
def test_what_stands_within_an_event_is_left_out(inside: m.Inline[m.Speaker]) -> None:
    """The description of an event is one line of words."""
    assert left_out(m.Document((m.Stage(text("(", inside, ")")),))) == ("lines, gaps and notes in events",)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-31", "2024-05-31"),
        ("2024-06-31", ""),
        ("2024-13", ""),
        ("2024-5-1", ""),
        ("in May 2024", ""),
        (None, ""),
    ],
)
def test_a_session_has_the_day_of_the_document_where_that_is_one(date: str | None, day: str) -> None:
    """A day, a month or a year of the calendar; any other date is a fact among others."""
    document: m.Resolved = m.Document((), m.Metadata(date=date))
    assert NAMELESS.facts(document)["day"] == day
    assert (b'<p n="date">' in component(document, NAMELESS)) == (date is not None and not day)


def test_the_front_matter_names_publisher_and_meeting() -> None:
    """Whatever the case of the name; what the options say comes first, and white space is one space."""
    document: m.Resolved = m.Document(
        (), m.Metadata(fields=(("PUBLISHER", "Norrvik\n Press"), ("meeting", "Third")))
    )
    assert NAMELESS.facts(document)["publisher"] == "Norrvik Press"
    assert DESCRIBED.facts(document)["publisher"] == "Press"
    assert b">Third</meeting>" in component(document, NAMELESS)
