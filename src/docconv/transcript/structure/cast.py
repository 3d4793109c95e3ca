"""The entries of a cast list, each with its role and what is said of it, where a sign parts these.

Most lists part them by one sign. A dash, a colon or a gap is taken for it where several entries have one; a
comma and a bracket are always taken, save between nothing but names (`Citizens, Guards, Messengers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from docconv import model as m
from docconv.model import CastItem, CastPart, Heading, Label, Narrative
from docconv.patterns import regex
from docconv.transcript.kinds import names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.turns.front import FEWEST_SPOKEN, heads_cast
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.walk import text_of

FIRM = regex(r"(?:(?<!\s)\s++)?+(?:(?<=\s)[-–—]++(?=\s)|[:：]|\t|(?<=\s{3})(?=\S)|\.{3,}+)\s*+(?=\S)")
LOOSE = regex(r"[,;，；]\s*+(?=\S)|(?<!\s)\s*+(?=[(\[（])")
FEWEST, FEWEST_NAMES, LONGEST_NAME = 2, 3, 2
Inlines = tuple[m.Inline[Label], ...]


def with_cast(
    items: Sequence[Item], lines: Iterable[TranscriptLine], lexicon: TranscriptLexicon
) -> list[Item]:
    """Items with the narrative on the lines of a cast list as entries of it, and its heading as one. A list
    of those present is none, nor is a sentence below the entries that says where the play is set.
    """
    done, listed = list(items), {line.number for line in lines if line.in_cast}
    places = [at for at, item in enumerate(items) if listed and _line(item) in listed]
    if places:
        first = items[places[0]]
        text = _text(first)
        if " ".join(words(text)) in lexicon.attendance:
            return done
        if isinstance(first, HeadingItem) or heads_cast(text, lexicon):
            if isinstance(first, Narrative):
                done[places[0]] = HeadingItem(1, Heading(first.children, first.span))
            del places[0]
    entries = {at: item for at in places if isinstance(item := items[at], Narrative)}
    texts = {at: _text(entry) for at, entry in entries.items()}
    while texts and _is_sentence(next(reversed(texts.values())), texts.values(), lexicon):
        texts.popitem()
    if len(texts) >= FEWEST:
        for at, entry in zip(texts, cast_entries([entries[at] for at in texts]), strict=True):
            done[at] = entry
    return done


def cast_entries(entries: Sequence[Narrative[Label]]) -> list[CastItem[Label]]:
    """The entries of a list, with what is said of roles."""
    texts = [text_of(entry.children) for entry in entries]
    is_firm = sum(FIRM.search(text) is not None for text in texts) >= FEWEST
    return [_entry(entry, text, is_firm=is_firm) for entry, text in zip(entries, texts, strict=True)]


def _line(item: Item) -> int:
    """The line where a heading or a paragraph of narrative begins."""
    span = item.heading.span if isinstance(item, HeadingItem) else item.span
    return span.line if span and isinstance(item, HeadingItem | Narrative) else 0


def _text(item: Item) -> str:
    if isinstance(item, HeadingItem):
        return text_of(item.heading.children)
    return text_of(item.children) if isinstance(item, Narrative) else ""


def _is_sentence(text: str, entries: Iterable[str], lexicon: TranscriptLexicon) -> bool:
    """Whether the last entry is a sentence of several words, where most entries do not end as one does, or
    where it begins with what it tells of, the scene.
    """
    ends = [entry.rstrip()[-1:] in FULL_STOPS for entry in entries]
    is_scene = names_a_scene(text, lexicon) and text.partition(",")[0].count(" ") > FEWEST_SPOKEN
    return ends[-1] and text.count(" ") > FEWEST_SPOKEN and (is_scene or sum(ends) * 2 <= len(ends))


def _entry(narrative: Narrative[Label], text: str, *, is_firm: bool) -> CastItem[Label]:
    """A paragraph as an entry."""
    children = tuple(_silent(narrative.children))
    found = (FIRM.search(text) if is_firm else None) or (None if _is_of_names(text) else LOOSE.search(text))
    if found is None or not found.start():
        end = len(text) - (text[-1] in FULL_STOPS)
        role, rest = _cut(children, end or len(text))
        return CastItem((CastPart(role, "role"), *rest), narrative.span)
    role, rest = _cut(children, found.start())
    between, description = _cut(rest, len(found[0]))
    return CastItem((CastPart(role, "role"), *between, CastPart(description, "description")), narrative.span)


def _is_of_names(text: str) -> bool:
    """Whether an entry is nothing but names: three or more, of two words at most, in the same case."""
    names = text.split(",")
    brief = all(name.strip() and len(name.split()) <= LONGEST_NAME for name in names[:-1])
    capitals = {name.isupper() for name in names}
    return len(names) >= FEWEST_NAMES and brief and len(capitals) == 1 and all(map(_is_capital, names))


def _is_capital(name: str) -> bool:
    return name.strip()[:1].isupper()


def _silent(inlines: Iterable[m.Inline[Label]]) -> Iterator[m.Inline[Label]]:
    """Inlines of which none is a direction or a quotation, for nobody speaks in a list."""
    for one in inlines:
        if isinstance(one, m.Stage | m.Said):
            yield from _silent(one.children)
        elif isinstance(one, m.Emphasis | m.Unclear | m.Foreign):
            yield evolve(one, children=tuple(_silent(one.children)))
        else:
            yield one


def _cut(inlines: Inlines, at: int) -> tuple[Inlines, Inlines]:
    """Inlines before and from a character of their reading text on."""
    for place, one in enumerate(inlines):
        size = len(text_of((one,)))
        if at < size:
            left, right = _halves(one, at) if at else ((), (one,))
            return (*inlines[:place], *left), (*right, *inlines[place + 1 :])
        at -= size
    return inlines, ()


def _halves(inline: m.Inline[Label], at: int) -> tuple[Inlines, Inlines]:
    """An inline before and from a character on; what has no parts is whole, and before it."""
    match inline:
        case m.Text(text):
            return (m.Text(text[:at]),), (m.Text(text[at:]),)
        case m.Emphasis(children) | m.Unclear(children) | m.Foreign(children):
            left, right = _cut(children, at)
            return (evolve(inline, children=left),), (evolve(inline, children=right),)
        case _:
            return (inline,), ()
