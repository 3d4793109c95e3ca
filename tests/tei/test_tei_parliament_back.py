"""The parliament profile read back: the document again, but for what the profile cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve
from hypothesis import given

import docconv
from docconv.formats import Source
from docconv.formats.tei.write import Options, companions, write
from docconv.model import (
    Block,
    Boilerplate,
    Document,
    Emphasis,
    Foreign,
    Gap,
    Heading,
    Inline,
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
    TurnBlock,
    Unclear,
)
from docconv.testing import documents
from docconv.walk import map_blocks, text_of

PROFILE = Options(profile="parliament")
IDA = Speaker("ida-berg", name="Ida Berg", role="mayor", sex="F", aliases=("Ida Berg", "Berg"))
ALL = Speaker("all", "group", name="All", role="the guests", refs=("https://example.org/all",))
VOICE = Speaker("voice-1", "anonymous", aliases=("Voice",))
TWO = Speaker("unclear-1", "unknown")
NEITHER = Speaker("ann", name="Ann", sex="X", refs=("https://www.wikidata.org/entity/Q42",))


def back(document: Resolved) -> Resolved:
    """A document written to both files and read from the component."""
    beside = dict(companions(document, PROFILE, "day.xml"))
    source = Source(write(document, PROFILE)[0], "day.xml", beside=beside.get)
    found = docconv.read(source, format="tei")
    given_name = document.metadata.source is None and found.metadata.source == "day.xml"
    return evolve(found, metadata=evolve(found.metadata, source=None)) if given_name else found


def a_turn(*blocks: TurnBlock[Speaker], who: tuple[Speaker, ...] = (IDA,), number: int = 1) -> Turn[Speaker]:
    """A turn with these blocks."""
    return Turn(f"t{number}", blocks, who, "Berg")


def words(*inlines: Inline[Speaker] | str) -> Paragraph[Speaker]:
    """A paragraph of speech."""
    return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in inlines))


def a_document(*blocks: Block[Speaker], speakers: tuple[Speaker, ...] = (IDA,)) -> Resolved:
    """A document with a title."""
    return Document(blocks, Metadata(lang="en", source="day.txt"), Heading((Text("Day"),)), speakers)


# ------------ what the profile cannot carry, as in docs/tei.md


def carried(document: Resolved) -> Resolved:
    """A document without what the profile cannot carry."""
    heads = document.title and Heading(plain(document.title.children))
    speakers = tuple(map(speaker_without, document.speakers))
    known = dict(zip(document.speakers, speakers, strict=True))
    changed = map_blocks(document, lambda block: block_without(block, known))
    return evolve(changed, title=heads, speakers=speakers)


def speaker_without(speaker: Speaker) -> Speaker:
    """Without references that are no address, and without the sex of a group."""
    refs = tuple(one for one in speaker.refs if one.startswith("https://"))
    return evolve(speaker, refs=refs, sex=None if speaker.kind == "group" else speaker.sex)


def block_without(block: Block[Speaker], known: dict[Speaker, Speaker]) -> Block[Speaker]:
    """Without what stands around words; in narrative and headings without events, gaps and times."""
    match block:
        case Section(heading=heading):
            return evolve(block, heading=heading and Heading(plain(heading.children)))
        case Turn():
            parts = tuple(part_without(part) for part in block.blocks)
            return evolve(block, blocks=parts, speakers=tuple(known[one] for one in block.speakers))
        case Narrative() | Boilerplate():
            return evolve(block, children=plain(block.children))
        case Stage():
            return event(block)
        case Separator():
            return block


def part_without(part: TurnBlock[Speaker]) -> TurnBlock[Speaker]:
    """A part of a turn."""
    return event(part) if isinstance(part, Stage) else evolve(part, children=merged(spoken(part.children)))


def event(stage: Stage[Speaker]) -> Stage[Speaker]:
    """An event: its words on one line."""
    return evolve(stage, children=(Text(re.sub(r"[ \n]+", " ", text_of(stage.children)).strip(" ")),))


def plain(inlines: tuple[Inline[Speaker], ...]) -> tuple[Inline[Speaker], ...]:
    """Words, lines and pages."""
    return merged(one for one in leaves(inlines) if not (isinstance(one, Milestone) and one.kind == "time"))


def leaves(inlines: tuple[Inline[Speaker], ...]) -> Iterator[Inline[Speaker]]:
    """What stands innermost, gaps as their text."""
    for one in inlines:
        match one:
            case Text() | Milestone():
                yield one
            case Gap(text):
                yield Text(text)
            case Emphasis() | Said() | Unclear() | Foreign() | Stage():
                yield from leaves(one.children)


def spoken(inlines: tuple[Inline[Speaker], ...]) -> Iterator[Inline[Speaker]]:
    """Words, events, gaps and points."""
    for one in inlines:
        match one:
            case Text() | Milestone() | Gap():
                yield one
            case Stage():
                yield event(one)
            case Emphasis() | Said() | Unclear() | Foreign():
                yield from spoken(one.children)


def merged(inlines: Iterator[Inline[Speaker]]) -> tuple[Inline[Speaker], ...]:
    """Neighbouring texts as one."""
    done: list[Inline[Speaker]] = []
    for one in inlines:
        if done and isinstance(one, Text) and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + one.text)
        else:
            done.append(one)
    return tuple(done)


@given(documents())
def test_any_document_comes_back_but_for_the_named_losses(document: Resolved) -> None:
    """Every script, deep sections, empty turns, events everywhere, several speakers a turn."""
    assert back(document) == carried(document)
