"""CHAT (https://talkbank.org/manuals/CHAT.html) to a document, whose head says who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.chat.head import COMMENT, SILENT, head_of, metadata, own_facts, participants, speakers
from docconv.formats.chat.lines import END, ChatLine, chat_lines
from docconv.formats.chat.utterance import TURN_OPENS, spoken, times_of, without_bullets
from docconv.formats.chat.words import TIER, word_times
from docconv.model import (
    Block,
    Document,
    Draft,
    Heading,
    Label,
    Milestone,
    Narrative,
    Resolved,
    Section,
    Text,
)
from docconv.notices import Notice
from docconv.speakers import SpeakerTable, resolve
from docconv.transcript.lexicon import lexicon
from docconv.transcript.utterances import Utterance, blocks_of

GEMS = ("G", "Bg")
"""Lines that open a part of the talk, and the one that ends it."""
GEM_ENDS = "Eg"


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as CHAT to a document. Raises `BadInputError` with line and column for what is none."""
    lines = chat_lines(source)
    head = head_of(lines)
    cast = participants(head)
    facts = metadata(head, cast)
    heard = list(_heard(lines[len(head) :], facts.lang))
    if not heard:
        message = "nothing is said in this CHAT file"
        raise BadInputError(message, where=source.name, remedy="give a transcript with main lines, as *MOT:")
    title = own_facts(head).get("heading")
    printed = Heading[Label]((Text(title),)) if title else None
    draft: Draft = Document(tuple(_in_sections(blocks_of(heard))), facts, printed)
    table = SpeakerTable(tuple(speakers(cast, facts.lang))).of_source()
    document, notices = resolve(draft, table)
    return document, (*notices, *_unfinished(lines))


def _unfinished(lines: Sequence[ChatLine]) -> Iterator[Notice]:
    if not any(line.sign == "@" and line.name == END for line in lines):
        yield Notice("not-read", "the file has no line @End: its end may be missing", rule="chat")


def _heard(lines: Iterable[ChatLine], lang: str) -> Iterator[Utterance | Block[Label]]:
    """Main lines with the tiers below them, and what the lines of the head among them say."""
    known = lexicon(lang)
    current: Utterance | None = None
    for line in lines:
        if line.sign == "%" and current is not None:
            current = _with_tier(current, line)
            continue
        if current is not None:
            yield current
            current = None
        if line.sign == "*":
            begin, end = times_of(line.value)
            said = spoken(line.value.replace(TURN_OPENS, " "), known)
            words = word_times(said, line.value, is_tier=False) or ()
            opens = TURN_OPENS in line.value
            current = Utterance("", line.name, begin, end, said, opens=opens, words=words)
        else:
            yield from _between(line)
    if current is not None:
        yield current


def _with_tier(above: Utterance, line: ChatLine) -> Utterance:
    """A main line with a tier below it, as an annotation; that of its words is no more than their times."""
    times = word_times(above.children, line.value, is_tier=True) if line.name == TIER else None
    if times is not None:
        return evolve(above, words=times or above.words)
    tier = Milestone("annotation", f"%{line.name}: {without_bullets(line.value)}".strip())
    return evolve(above, children=(*above.children, tier))


def _between(line: ChatLine) -> Iterator[Block[Label]]:
    """A line of the head within the talk, or a tier below one."""
    said = without_bullets(line.value)
    if line.sign == "%":
        yield Narrative((Text(f"%{line.name}: {said}".strip()),))
        return
    if line.name in GEMS:
        yield Section((), Heading((Text(said or line.name),)))
    elif line.name == GEM_ENDS:
        yield Section(())
    elif said and line.name not in SILENT:
        named = "" if line.name == COMMENT else f"{line.name}: "
        yield Narrative((Text(f"{named}{said}"),))


def _in_sections(blocks: Iterable[Block[Label]]) -> Iterator[Block[Label]]:
    """Blocks with those after a heading inside its section."""
    held: list[Block[Label]] = []
    opened: Section[Label] | None = None
    for block in blocks:
        if not isinstance(block, Section):
            held.append(block)
            continue
        yield from _closed(opened, held)
        opened, held = block, []
    yield from _closed(opened, held)


def _closed(opened: Section[Label] | None, held: Sequence[Block[Label]]) -> Sequence[Block[Label]]:
    if opened is None or opened.heading is None:
        return held
    return (evolve(opened, blocks=tuple(held)),)
