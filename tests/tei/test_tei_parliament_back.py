"""The parliament profile read back: the document again, but for what the profile cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve
from hypothesis import given

import docconv
from docconv import model as m
from docconv.formats import Source
from docconv.formats.tei.write import Options, companions, write
from docconv.testing import documents
from docconv.walk import map_blocks, text_of, turns

PROFILE = Options(profile="parliament")
IDA = m.Speaker("ida-berg", name="Ida Berg", role="mayor", sex="F", aliases=("Ida Berg", "Berg"))
ALL = m.Speaker("all", "group", name="All", role="the guests", refs=("https://example.org/all",))
VOICE = m.Speaker("voice-1", "anonymous", aliases=("Voice",))
TWO = m.Speaker("unclear-1", "unknown")
NEITHER = m.Speaker("ann", name="Ann", sex="X", refs=("https://www.wikidata.org/entity/Q42",))


def back(document: m.Resolved) -> m.Resolved:
    """A document written to both files and read from the component."""
    beside = dict(companions(document, PROFILE, "day.xml"))
    source = Source(write(document, PROFILE)[0], "day.xml", beside=beside.get)
    found = docconv.read(source, format="tei")
    given_name = document.metadata.source is None and found.metadata.source == "day.xml"
    return evolve(found, metadata=evolve(found.metadata, source=None)) if given_name else found


def a_turn(
    *blocks: m.TurnBlock[m.Speaker], who: tuple[m.Speaker, ...] = (IDA,), number: int = 1
) -> m.Turn[m.Speaker]:
    """A turn with these blocks."""
    return m.Turn(f"t{number}", blocks, who, "Berg")


def words(*inlines: m.Inline[m.Speaker] | str) -> m.Paragraph[m.Speaker]:
    """A paragraph of speech."""
    return m.Paragraph(tuple(m.Text(one) if isinstance(one, str) else one for one in inlines))


def a_document(*blocks: m.Block[m.Speaker], speakers: tuple[m.Speaker, ...] = (IDA,)) -> m.Resolved:
    """A document with a title."""
    return m.Document(blocks, m.Metadata(lang="en", source="day.txt"), m.Heading((m.Text("Day"),)), speakers)


# ------------ what the profile cannot carry, as in docs/tei.md


def carried(document: m.Resolved) -> m.Resolved:
    """A document without what the profile cannot carry."""
    heads = document.title and m.Heading(plain(document.title.children))
    speakers = tuple(map(speaker_without, document.speakers))
    known = dict(zip(document.speakers, speakers, strict=True))
    changed = map_blocks(document, lambda block: block_without(block, known))
    return evolve(changed, title=heads, speakers=speakers)


def speaker_without(speaker: m.Speaker) -> m.Speaker:
    """Without references that are no address, and without the sex of a group."""
    refs = tuple(one for one in speaker.refs if one.startswith("https://"))
    return evolve(speaker, refs=refs, sex=None if speaker.kind == "group" else speaker.sex)


def block_without(block: m.Block[m.Speaker], known: dict[m.Speaker, m.Speaker]) -> m.Block[m.Speaker]:
    """Without what stands around words, and without kinds and numbers of sections; in narrative and headings without events, gaps and times."""
    match block:
        case m.Section(heading=heading):
            return evolve(block, heading=heading and m.Heading(plain(heading.children)), kind=None, n=None)
        case m.Turn():
            parts = tuple(part_without(part) for part in block.blocks)
            return evolve(block, blocks=parts, speakers=tuple(known[one] for one in block.speakers))
        case m.Narrative():
            return m.Narrative(plain(block.children))
        case m.Boilerplate():
            return evolve(block, children=plain(block.children))
        case m.CastItem(children):
            return m.Narrative(plain(children))
        case m.Stage():
            return event(block)
        case m.Separator():
            return block


def part_without(part: m.TurnBlock[m.Speaker]) -> m.TurnBlock[m.Speaker]:
    """A part of a turn."""
    if isinstance(part, m.Stage):
        return event(part)
    return evolve(part, children=merged(spoken(part.children)), timing=untold(part.timing), verse=None)


def untold(timing: m.Timing | None) -> m.Timing | None:
    """When a paragraph is heard, without its words."""
    return timing and evolve(timing, words=())


def event(stage: m.Stage[m.Speaker]) -> m.Stage[m.Speaker]:
    """An event: its words on one line."""
    return evolve(stage, children=(m.Text(re.sub(r"[ \n]+", " ", text_of(stage.children)).strip(" ")),))


def plain(inlines: tuple[m.Inline[m.Speaker], ...]) -> tuple[m.Inline[m.Speaker], ...]:
    """Words, lines and pages."""
    return merged(one for one in leaves(inlines) if not (isinstance(one, m.Milestone) and one.kind == "time"))


def leaves(inlines: tuple[m.Inline[m.Speaker], ...]) -> Iterator[m.Inline[m.Speaker]]:
    """What stands innermost, gaps as their text."""
    for one in inlines:
        match one:
            case m.Text() | m.Milestone():
                yield one
            case m.Note():
                pass
            case m.Gap(text):
                yield m.Text(text)
            case m.Emphasis() | m.Said() | m.Unclear() | m.Foreign() | m.Stage() | m.CastPart():
                yield from leaves(one.children)


def spoken(inlines: tuple[m.Inline[m.Speaker], ...]) -> Iterator[m.Inline[m.Speaker]]:
    """Words, events, gaps and points."""
    for one in inlines:
        match one:
            case m.Text() | m.Milestone() | m.Gap():
                yield one
            case m.Stage():
                yield event(one)
            case m.Note():
                yield evolve(one, children=plain(one.children))
            case m.Emphasis() | m.Said() | m.Unclear() | m.Foreign() | m.CastPart():
                yield from spoken(one.children)


def merged(inlines: Iterator[m.Inline[m.Speaker]]) -> tuple[m.Inline[m.Speaker], ...]:
    """Neighbouring texts as one."""
    done: list[m.Inline[m.Speaker]] = []
    for one in inlines:
        if done and isinstance(one, m.Text) and isinstance(done[-1], m.Text):
            done[-1] = m.Text(done[-1].text + one.text)
        else:
            done.append(one)
    return tuple(done)


@given(documents())
def test_any_document_comes_back_but_for_the_named_losses(document: m.Resolved) -> None:
    """Every script, deep sections, empty turns, events everywhere, several speakers a turn."""
    assert back(document) == carried(document)


def test_when_paragraphs_are_heard_comes_back() -> None:
    """Begin and end, or the begin alone, also beside a note of certainty; times of words are named as lost."""
    heard = (m.Timing(0, 1500), m.Timing(1600), None, m.Timing(4000, 4200, (4000, 4100)))
    parts = tuple(evolve(words(f"word{at}"), timing=one) for at, one in enumerate(heard))
    turn = evolve(a_turn(*parts), attribution=m.Attribution("low"))
    found = back(a_document(turn))
    times = [part.timing for one in turns(found) for part in one.blocks if isinstance(part, m.Paragraph)]
    assert times == [*heard[:3], m.Timing(4000, 4200)]
    told = [notice.message for notice in write(a_document(turn), PROFILE)[1]]
    assert "the parliament profile has no place for times of words" in told
    assert not any("times of paragraphs" in one for one in told)


def test_what_somebody_adds_behind_a_note_of_certainty_is_read() -> None:
    """A segment that holds the note alone is none of the document; words behind it, and behind the note, are."""
    unsure = evolve(a_turn(words("No.")), attribution=m.Attribution("low"))
    written, _ = write(a_document(unsure), PROFILE)
    note = b'<note type="certainty" n="low"/>'
    begin, end = written.index(b"<seg>" + note), written.index(b"</u>")
    for put, read in (
        (b"<seg>%s</seg>Or so.", words("Or so.")),
        (b"<seg>Well<lb/>%sor so.</seg>", words("Well", m.Milestone("line", ""), "or so.")),
    ):
        found = docconv.read(written[:begin] + put % note + written[end:], format="tei")
        assert [(turn.blocks, turn.attribution) for turn in turns(found)] == [((read,), unsure.attribution)]
