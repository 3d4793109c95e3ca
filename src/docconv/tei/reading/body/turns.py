"""Turns: `sp` of plays and editions, `u` of spoken corpora and parliaments.

Who speaks within a turn (a play in a play) parts it: what the first one says after that is a turn that
goes on with theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.tei.names import TEI, XML_ID
from docconv.tei.reading.body.blocks import (
    DIRECTIONS,
    BlockBuilder,
    Piece,
    alone,
    direction,
    is_composite,
    paragraph,
    passes,
    pieces,
)
from docconv.tei.reading.body.heard import span_of, timed, timing_of
from docconv.tei.reading.body.inlines import INLINE, InlineBuilder, note
from docconv.tei.reading.body.labels import LabelBuffer
from docconv.tei.reading.body.marks import is_note, tier, verse_line
from docconv.tei.reading.source.elements import below, has_words, local, pointers
from docconv.tei.reading.state import State
from docconv.tei.xml import Element, all_text
from docconv.walk import text_of, walk, with_fitting_words


@frozen
class LabelInside:
    """A label within an utterance, `note type="speaker"`: its own at the beginning, else that of somebody
    whom the markup does not name.
    """

    text: str


Part: TypeAlias = m.TurnBlock[m.Speaker] | m.Block[m.Speaker] | m.Note[m.Speaker] | LabelInside
PrintedLabel: TypeAlias = tuple[str, list[Part]]
"""A label, and the notes and directions at its end."""
UNNAMED = m.Attribution("low", (m.Evidence("label-inside", "a label within somebody else's utterance"),))
SEGMENTS = frozenset(("seg", "p", "ab", "lg"))
LOOSE = frozenset(("s", "w", "pc", "l"))
ASIDE = frozenset(("note", "stage"))


@define
class LabelledParts:
    """What stands in `sp` under one label."""

    label: str | None = None
    parts: list[Part] = field(factory=list)


@frozen
class TurnHead:
    """What is known of a turn before its words."""

    number: str
    speakers: tuple[m.Speaker, ...]
    attribution: m.Attribution
    lang: str | None
    continues: str | None
    label: str | None = None


@define
class TurnBuilder:
    """Reads turns; `blocks` reads all that is no turn. What `held` holds goes into the next `u`."""

    state: State
    held: LabelBuffer = field(factory=LabelBuffer)
    blocks: BlockBuilder = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.blocks = BlockBuilder(self.state, self.turn)

    def turn(self, element: Element) -> Iterator[m.Block[m.Speaker]]:
        """The blocks that a turn is: one, but for turns within it."""
        match local(element):
            case "annotationBlock":
                yield from self.annotated(element)
            case "u":
                yield from self.utterance(element, element)
            case _:
                yield from self.speech(element)

    # ------------ sp

    def speech(self, element: Element) -> Iterator[m.Block[m.Speaker]]:
        """The turns from `sp`: one, with the directions before its label, or with a label after all of it;
        two where words stand before and after the label; one for each label where these are of several of
        those who speak.
        """
        first = next((one for one in element.iterchildren(f"{TEI}speaker") if has_words(one)), None)
        printed = ("", list[Part]()) if first is None else self.speaker(first)
        head = self.head(element, printed[0] if printed[0].strip() else None, element)
        found = with_labels_first(self.labelled(element, first, printed))
        if len(found) > 1:
            yield from self.under_labels(head, found)
        else:
            own = head if head.label == found[0].label else evolve(head, label=found[0].label)
            yield from assembled(self.state, own, found[0].parts)

    def under_labels(self, head: TurnHead, found: list[LabelledParts]) -> Iterator[m.Block[m.Speaker]]:
        """The turns of one speech with several labels, or with words before its label."""
        early = found.pop(0).parts if found[0].label is None else []
        if _is_aside(early):
            found[0].parts[:0] = early
            early = []
        owners = [owner(head.speakers, one.label) for one in found] if len(found) > 1 else [None]
        apart = len(set(owners)) > 1 and None not in owners
        if early:
            yield from assembled(self.state, evolve(head, label=None), early)
            head = _going_on(self.state, head) if not apart else self.next_head(head)
        if not apart:
            yield from assembled(self.state, evolve(head, label=found[0].label), in_one(found))
            return
        for number, (one, who) in enumerate(zip(found, owners, strict=True)):
            head = self.next_head(head) if number else head
            own = evolve(head, label=one.label, speakers=() if who is None else (who,))
            yield from assembled(self.state, own, one.parts)

    def next_head(self, head: TurnHead) -> TurnHead:
        """The head of another turn of one speech."""
        return evolve(head, number=self.state.next_number(), continues=None)

    def labelled(self, element: Element, first: Element | None, printed: PrintedLabel) -> list[LabelledParts]:
        """The parts of `sp` by the labels in it, of which the first one is read already; those before it have
        none, and labels with nothing between them are one.
        """
        found, since = [LabelledParts()], 0
        for piece in pieces(self.state, element):
            last = found[-1]
            if isinstance(piece, tuple) or local(piece) != "speaker":
                last.parts.extend(self.part(piece))
                continue
            text, aside = printed if piece is first else self.speaker(piece)
            if not text.strip():
                last.parts.extend(aside)
                continue
            if last.label is None and not last.parts:
                last.label = text
            elif last.label is not None and len(last.parts) == since:
                last.label = f"{last.label} {text}"
            else:
                found.append(LabelledParts(text))
            found[-1].parts.extend(aside)
            since = len(found[-1].parts)
        return found

    def speaker(self, element: Element) -> PrintedLabel:
        """The label in `speaker`, and the notes and directions at its end."""
        if self.state.markup.is_exact(element):
            return self.state.markup.label(all_text(element)), []
        last: list[Element] = []
        for child in reversed(list(below(element))):
            if local(child) not in ASIDE or (child.tail or "").strip():
                break
            last.insert(0, child)
        label = self.state.markup.label(self.printed(element, last))
        return label, [direction(self.state, one) for one in last if has_words(one)]

    def printed(self, element: Element, without: list[Element]) -> str:
        """The words of a label; pages that end in it go into the turn."""
        inlines = InlineBuilder(State(losses=self.state.losses), exact=False)
        inlines.text(element.text)
        for child in element:
            if child not in without:
                inlines.element(child)
            inlines.text(child.tail)
        found = inlines.done()
        points = (node for part in found for node in walk(part))
        self.state.waiting.extend(
            one for one in points if isinstance(one, m.Milestone) and one.kind != "line"
        )
        self.state.waiting.extend(inlines.state.waiting)
        return text_of(found)

    # ------------ u

    def annotated(self, element: Element) -> Iterator[m.Block[m.Speaker]]:
        """Utterances with their annotation tiers; the block says who speaks, and when."""
        groups = list(element.iterchildren(f"{TEI}spanGrp"))
        tiers = [tier(one) for one in groups]
        for one in groups:
            one.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs of lxml lack it
        last = next(element.iterchildren(f"{TEI}u", reversed=True), None)
        for piece in pieces(self.state, element):
            if isinstance(piece, tuple) or local(piece) != "u":
                yield from self.blocks.piece(piece)
            else:
                yield from self.utterance(piece, element, tiers if piece is last else ())

    def utterance(
        self, element: Element, around: Element, tiers: Iterable[m.Milestone] = ()
    ) -> Iterator[m.Block[m.Speaker]]:
        """A turn from `u`. Its tiers are after it in the file, but belong to it."""
        held = self.held.take()
        begin, end = span_of(self.state.instants, element, around)
        self.state.waiting.extend(self.times(element, around) if begin is None else ())
        head = self.head(element, held.label, element if element.get("who") else around)
        parts = timed([*held.early, *self.said(element)], begin, end)
        yield from assembled(self.state, head, with_tiers(parts, tiers))

    def said(self, element: Element) -> Iterator[Part]:
        """The parts of `u`: its segments, or all of it as one paragraph."""
        children = {local(child) for child in below(element)}
        bare = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        parted = not self.state.markup.is_nested or (not children & LOOSE and children & SEGMENTS)
        if not bare and parted:
            for child in below(element):
                yield from self.part(child)
        elif is_composite(element):
            for piece in pieces(self.state, element):
                yield from self.part(piece)
        else:
            found = paragraph(self.state, element)
            if found:
                timing = timing_of(element, found, self.state.instants)
                yield with_fitting_words(m.Paragraph(found, timing=timing))

    def times(self, element: Element, around: Element) -> Iterator[m.Milestone]:
        """When an utterance begins."""
        start = element.get("start") or around.get("start") or ""
        for key in pointers(start):
            time = self.state.times.get(key) or ("" if "#" in start else start)
            if time:
                yield m.Milestone("time", time)
            else:
                self.state.losses.count("u/@start", element, "the timeline does not say when it is")

    # ------------ both

    def head(self, element: Element, label: str | None, speaks: Element) -> TurnHead:
        """Who speaks, by the `@who` of an element, and the id of the turn."""
        state = self.state
        goes_on = next(pointers(element.get("prev")), "")
        number, earlier = state.number(element), state.numbers.get(goes_on) or state.markup.earlier(element)
        if earlier and (earlier == number or earlier not in state.given):
            state.losses.count(f"{local(element)}/@prev", element, "it leads to no earlier turn")
            earlier = None
        if earlier and shared_stem(goes_on, element.get(XML_ID) or ""):
            state.resumed[number] = earlier
        return TurnHead(
            number,
            state.markup.speakers(speaks, label, state.participants),
            state.attribution(element),
            state.markup.lang(element),
            earlier,
            label,
        )

    def _is_label(self, piece: Element) -> bool:
        """Whether an element in an utterance of others prints who speaks."""
        noted = local(piece) == "note" and piece.get("type") == "speaker" and not self.state.markup.is_docconv
        return noted and has_words(piece)

    def part(self, piece: Piece) -> Iterator[Part]:
        """The parts of a turn that a stretch of words or an element is."""
        if isinstance(piece, tuple):
            yield m.Paragraph(piece)
            return
        name = local(piece)
        if not self.state.markup.is_docconv and passes(self.state, piece):
            return
        if name in ("sp", "u", "annotationBlock"):
            yield from self.turn(piece)
        elif self._is_label(piece):
            yield LabelInside(self.state.markup.label(all_text(piece)))
        elif is_note(piece):
            yield note(self.state, piece)
        elif name in DIRECTIONS or name == "note":
            yield direction(self.state, piece)
        elif is_composite(piece):
            self.blocks.count_unknown(piece)
            for inner in pieces(self.state, piece):
                yield from self.part(inner)
        else:
            found = (alone if name in INLINE else paragraph)(self.state, piece)
            if found or self.state.markup.is_docconv:
                timing = self.state.markup.timing(piece) or timing_of(piece, found, self.state.instants)
                yield with_fitting_words(m.Paragraph(found, timing=timing, verse=verse_line(piece)))


def _is_aside(parts: Iterable[Part]) -> bool:
    """Whether there are no words that somebody says."""
    return all(isinstance(one, m.Stage | m.Note) for one in parts)


def with_labels_first(found: list[LabelledParts]) -> list[LabelledParts]:
    """The parts of a speech, each with its label; where there are words before the first label and none
    after the last one, labels stand after their words.
    """
    if len(found) == 1 or found[0].label is not None or _is_aside(found[0].parts):
        return found
    *_, last = found
    if not _is_aside(last.parts):
        return found
    moved = [LabelledParts(later.label, one.parts) for one, later in pairwise(found)]
    moved[-1].parts.extend(last.parts)
    return moved


def owner(speakers: Iterable[m.Speaker], label: str | None) -> m.Speaker | None:
    """The only one of some speakers whom a label names, by name, alias or id."""
    key = (label or "").casefold().strip(" .:,;")
    named = [
        one for one in speakers if key in {name.casefold() for name in (one.id, one.name or "", *one.aliases)}
    ]
    return named[0] if key and len(named) == 1 else None


def in_one(found: Iterable[LabelledParts]) -> Iterator[Part]:
    """The parts under several labels as those of one turn: what stands there of a later label is how the
    words are said.
    """
    for number, one in enumerate(found):
        if number:
            yield m.Stage((m.Text(one.label or ""),), "delivery")
        yield from one.parts


def shared_stem(earlier: str, later: str) -> bool:
    """Whether two ids are those of parts of one turn: `t4` and `t4-2`, `t4.1` and `t4.2`."""
    stem = re.sub(r"[-._]\d+\Z", "", later)
    return stem != later and stem == re.sub(r"[-._]\d+\Z", "", earlier) and bool(re.fullmatch(r"t\d+", stem))


def assembled(state: State, head: TurnHead, parts: Iterable[Part]) -> Iterator[m.Block[m.Speaker]]:
    """A turn of its parts; where another block is between them, a second turn goes on after it."""
    held: list[m.TurnBlock[m.Speaker]] = []
    begun = False
    for part in parts:
        if isinstance(part, m.Paragraph | m.Stage):
            held.append(part)
            continue
        if isinstance(part, m.Note):
            before = held.pop() if held and isinstance(held[-1], m.Paragraph) else m.Paragraph[m.Speaker](())
            held.append(evolve(before, children=(*before.children, part)))
            continue
        if isinstance(part, LabelInside):
            own = not held and not begun and head.label is None
            if held or not (begun or own):
                yield _turn(head, held)
            head = evolve(head, label=part.text) if own else _somebody(state, head, part.text)
            begun, held = False, []
            continue
        if held or not begun:
            yield _turn(head, held)
        if not begun or held:
            head = _going_on(state, head)
        begun, held = True, []
        yield part
    if held or not begun:
        yield _turn(head, held)


def _turn(head: TurnHead, parts: list[m.TurnBlock[m.Speaker]]) -> m.Turn[m.Speaker]:
    return m.Turn(
        head.number, tuple(parts), head.speakers, head.label, head.attribution, head.lang, head.continues
    )


def _somebody(state: State, head: TurnHead, label: str) -> TurnHead:
    """The head of a turn whose label is within another."""
    return TurnHead(state.next_number(), (), UNNAMED, head.lang, None, label)


def _going_on(state: State, head: TurnHead) -> TurnHead:
    state.turns += 1
    return evolve(head, number=f"t{state.turns}", continues=head.number, label=None)


def with_tiers(parts: list[Part], tiers: Iterable[m.Milestone]) -> list[Part]:
    """The parts, with the tiers at the end of the last paragraph."""
    if parts and isinstance(parts[-1], m.Paragraph):
        return [*parts[:-1], evolve(parts[-1], children=(*parts[-1].children, *tiers))]
    return parts
