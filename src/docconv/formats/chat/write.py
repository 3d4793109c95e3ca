"""A document as CHAT: main lines with bullets, sections as gems, what nobody says as comments.

A paragraph is one main line, however many sentences it has, since nobody knows when each of them is heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from docconv.formats.chat.cast import NOBODY, ParticipantCodes, lines, participant_codes, three_letters
from docconv.formats.chat.head import HEADERS, HEARD, KIND, MEDIA_KIND, MONTHS, PREFIX
from docconv.formats.chat.notation import MainLine, main_lines, plain
from docconv.formats.chat.utterance import TURN_OPENS
from docconv.model import Block, Metadata, Resolved, Section, Speaker, Timing, Turn
from docconv.notices import Notice, counted
from docconv.patterns import regex
from docconv.tei.writing.replaced import notes_left_out, word_times_left_out
from docconv.walk import inline_content, text_of, turns, walk

LOST = frozenset((
    "breaks", "certainty", "emphasis", "gaps", "kinds", "labels", "language", "notes", "quotations",
    "sections", "speakers", "stages", "turns", "verse", "word-times",
    "word-parts",
))  # fmt: skip
"""What CHAT does not carry, as aspects of `verify`."""
FILMS = frozenset(("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv"))
"""Suffixes of recordings in which something is seen."""
ENDED = regex(r"[^.?!]*[.?!]")
DAY = regex(r"(\d{4})-(\d\d)-(\d\d)")


@frozen(kw_only=True)
class Options:
    """`words`: whether words have their times, in a tier below their line."""

    words: bool = True


def losses(_: Options) -> frozenset[str]:
    """What CHAT loses."""
    return LOST


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as CHAT in UTF-8."""
    cast = participant_codes(document)
    said = {turn.id: list(main_lines(turn, has_words=options.words)) for turn in turns(document)}
    ended = all(ENDED.fullmatch(line.text) for found in said.values() for line in found)
    body = [line for block in document.body for line in _block(block, said, cast)]
    head = [*_head(document, cast, () if ended else ("CA",))]
    text = "\n".join(("@UTF8", "@Begin", *head, *_opening(body), "@End", ""))
    inside = {id(node) for turn in turns(document) if said[turn.id] for node in walk(turn)}
    lost = notes_left_out(node for node in walk(document) if id(node) not in inside)
    return text.encode(), (*_notices(said), *lost)


def _head(document: Resolved, cast: ParticipantCodes, options: Iterable[str]) -> Iterator[str]:
    """Who takes part and the facts; those for which CHAT has no line are comments, the last of the head."""
    facts = document.metadata
    lang = three_letters(facts.lang)
    yield f"@Languages:\t{lang}"
    yield from lines(cast.listed, lang, options)
    if facts.media:
        yield f"@Media:\t{plain(facts.media)}, {_kind(facts)}"
    day = DAY.fullmatch(facts.date or "")
    if day:
        yield f"@Date:\t{day[3]}-{MONTHS[int(day[2]) - 1]}-{day[1]}"
    told = [(plain(name), plain(value)) for name, value in facts.fields if (name, value) not in cast.taken]
    yield from (f"@{name}:\t{value}" for name, value in told if name in HEADERS)
    yield from (f"@Comment:\t{name}: {value}" for name, value in told if name not in HEADERS)
    own = {
        "title": facts.title,
        "status": facts.status,
        "date": "" if day else facts.date,
        "lang": facts.lang,
    }
    if document.title is not None:
        own["heading"] = text_of(document.title.children)
    yield from (f"@Comment:\t{PREFIX}{name}: {plain(value)}" for name, value in own.items() if value)


def _kind(facts: Metadata) -> str:
    """What the recording is: as the document says, else by the suffix."""
    told = (value for name, value in facts.fields if name == MEDIA_KIND and KIND.fullmatch(value))
    suffix = (facts.media or "").rpartition(".")[2].casefold()
    return next(told, "video" if suffix in FILMS else HEARD)


@frozen
class BodyLine:
    """A main line of somebody with its bullet and the tiers below it, or another line as it is; `opens`: a
    turn begins with it.
    """

    text: str
    code: str = ""
    bullet: str = ""
    tiers: tuple[str, ...] = ()
    opens: bool = False


def _block(
    block: Block[Speaker], said: dict[str, list[MainLine]], cast: ParticipantCodes
) -> Iterator[BodyLine]:
    if isinstance(block, Turn):
        code = cast.codes.get(tuple(one.id for one in block.speakers), NOBODY)
        for number, line in enumerate(said[block.id]):
            yield BodyLine(line.text, code, _bullet(line.timing), line.tiers, opens=not number)
    elif isinstance(block, Section):
        name = plain(text_of(block.heading.children)) if block.heading else ""
        yield from [BodyLine(f"@Bg:\t{name}")] if name else []
        for below in block.blocks:
            yield from _block(below, said, cast)
        yield from [BodyLine(f"@Eg:\t{name}")] if name else []
    elif text := plain(text_of(inline_content(block))):
        yield BodyLine(f"@Comment:\t{text}")


def _bullet(timing: Timing | None) -> str:
    """When a line is heard, where it is known when it begins and ends."""
    return f" \x15{timing.begin}_{timing.end}\x15" if timing and _is_whole(timing) else ""


def _is_whole(timing: Timing) -> bool:
    return timing.end is not None and timing.begin < timing.end


def _opening(body: Iterable[BodyLine]) -> Iterator[str]:
    """Lines as they are printed; a turn of whoever spoke last has a code that says that it opens."""
    last = ""
    for one in body:
        if not one.code:
            yield one.text
        else:
            code = f" {TURN_OPENS}" if one.opens and one.code == last else ""
            yield f"*{one.code}:\t{one.text}{code}{one.bullet}"
            yield from one.tiers
        last = one.code


def _notices(said: dict[str, list[MainLine]]) -> Iterator[Notice]:
    """What is not written, and what was replaced."""
    empty = sum(not found for found in said.values())
    if empty:
        message = f"not written, since CHAT has no place for it: {counted(empty, 'turn')} without a word"
        yield Notice("not-written", message, rule="chat")
    lines = [line for found in said.values() for line in found]
    begun = sum(line.timing is not None and not _is_whole(line.timing) for line in lines)
    if begun:
        message = f"no bullet, since no end is later than the begin: {counted(begun, 'paragraph')}"
        yield Notice("not-written", message, rule="chat", remedy="write ELAN or EXMARaLDA, which need none")
    yield from word_times_left_out(sum(line.untimed for line in lines))
    changed = sum(line.is_changed for line in lines)
    if changed:
        message = (
            f"signs that mean something in CHAT were replaced in {counted(changed, 'line')}, such as [ by ("
        )
        yield Notice("text-changed", message, rule="chat")
