"""What blocks become: turns that may go on, headings, and all else that a draft has, not yet nested; and how
halves of a turn that somebody interrupted are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.transcript.kinds import is_stage
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import is_lower, key, last_name
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import CLOSING_QUOTES, DASHES, QUOTES
from docconv.walk import text_of

LONGEST_INTERRUPTION = 4
MARKED_LOOKS = {"**": "bold", "__": "bold", "*": "italic", "_": "italic"}
ASKED = ("?", "？", "؟")
NAMED_AGAIN, ASKS_ITSELF = "named-again", "asks-itself"
FEWEST_AGAIN = 2  # turns whose speaker is named again, before it says something that they are the long ones
FEWEST_PAIRS, SELDOM = 10, 20
"""Turns behind each other, and one in how many of them may name who has just spoken; one always may."""


@define(eq=False, repr=False)
class OpenTurn:
    """A turn that may still go on. `introduced`: a sentence of narrative opened it; `quoted`: after a
    quotation mark; `asks`: a dash opened it where only questions have one; `continues`: the id of the turn
    that it goes on with; `bare`: the line of its last paragraph, where that has no label; `doubts`: why its
    paragraphs may be no part of it, each of which makes the attribution less sure.
    """

    label: str | None
    speakers: tuple[m.Label, ...]
    attribution: m.Attribution
    span: m.Span
    introduced: bool = False
    quoted: bool = False
    asks: bool = False
    continues: str | None = None
    bare: int = 0
    blocks: list[m.Paragraph[m.Label] | m.Stage[m.Label]] = field(factory=list)
    doubts: list[m.Evidence] = field(factory=list)

    @property
    def doubted(self) -> m.Attribution:
        """The attribution, with the doubts."""
        return _less_sure(self.attribution, self.doubts) if self.doubts else self.attribution


def is_in_quotes(turn: OpenTurn) -> bool:
    """Whether all the words of a turn with a label are between quotation marks: what is after is told."""
    if not (turn.label and turn.blocks):
        return False
    begin, end = text_of(turn.blocks[0].children[:1]), text_of(turn.blocks[-1].children)
    return begin[:1] in tuple(QUOTES) and end[-1:] in tuple(CLOSING_QUOTES)


def is_quotation(block: Block | None) -> bool:
    """Whether a paragraph without a label is nothing but words between quotation marks."""
    if block is None or block.choice is not None or block.mark is not None or not block.text:
        return False
    inside, ends = block.text[1:-1], block.text[0] in QUOTES and block.text[-1] in CLOSING_QUOTES
    return ends and not any(mark in inside for mark in CLOSING_QUOTES)


def said_by(speakers: Iterable[m.Label]) -> list[str]:
    """What tells apart those who speak, by their labels."""
    return [key(speaker.text) + "".join(filter(str.isdigit, speaker.text)) for speaker in speakers]


def has_spoken(turn: OpenTurn | None) -> bool:
    """Whether there is more in the open turn than times and how it is spoken, or none is open."""
    texts = (text_of(block.children).strip() for block in (turn.blocks if turn else ()))
    return turn is None or any(text and not is_stage(text) for text in texts)


@frozen(eq=False, repr=False)
class HeadingItem:
    """A heading at its level, before sections are nested."""

    level: int
    heading: m.Heading[m.Label]


Item = (
    m.Turn[m.Label]
    | m.Narrative[m.Label]
    | m.CastItem[m.Label]
    | m.Stage[m.Label]
    | m.Separator
    | m.Boilerplate[m.Label]
    | HeadingItem
)


def lists_characters(turn: OpenTurn, labels: Collection[str]) -> bool:
    """Whether a label with nothing below it lists those on stage: `DORANTE, LISE.`."""
    parts = (turn.label or "").split(",") if not turn.blocks else ()
    return len(parts) > 1 and all(key(part) in labels for part in parts)


def without_silent(items: Sequence[Item], lines: Iterable[TranscriptLine]) -> list[Item]:
    """Items in which a label alone on its line that comes once, or right above itself, and has nothing below
    it is none: a heading where it is in bold, a direction in italics, else narrative, or what somebody is
    decided to say.
    """
    chosen = [(line, line.choice.candidate) for line in lines if line.choice is not None]
    taken = {line.number: line for line, label in chosen if label.alone}
    often = Counter(label.label for _, label in chosen)
    following: tuple[Item | None, ...] = (*items[1:], None)
    pairs = zip(items, following, strict=False)  # one more where there are none
    return [_unless_silent(item, taken) if _is_silent(item, below, often) else item for item, below in pairs]


def _is_silent(item: Item, below: Item | None, often: Mapping[str, int]) -> bool:
    if not isinstance(item, m.Turn) or item.label is None or item.blocks:
        return False
    return often[item.label] == 1 or (isinstance(below, m.Turn) and below.label == item.label)


def _unless_silent(item: Item, lines: Mapping[int, TranscriptLine]) -> Item:
    line = lines.get(item.span.line) if isinstance(item, m.Turn) and item.span else None
    if line is None or line.is_confirmed or line.text[-1] in ":：" or not isinstance(item, m.Turn):
        return item
    text = line.text.strip("*_")
    look = line.hint.look if line.hint is not None else MARKED_LOOKS.get(line.text[: line.text.find(text)])
    children = (m.Text(text),)
    if line.speaker:  # somebody has said who says it
        return evolve(item, label=None, blocks=(m.Paragraph(children, item.span),))
    if look == "bold":
        return HeadingItem(2, m.Heading(children, item.span))
    return m.Stage(children, span=item.span) if look == "italic" else m.Narrative(children, item.span)


def with_lone_times(blocks: Iterable[m.TurnBlock[m.Label]]) -> tuple[m.TurnBlock[m.Label], ...]:
    """The parts of a turn; where they are nothing but times, these are its words: what is said there, not a
    code beside it.
    """
    parts = tuple(blocks)
    return tuple(map(_said, parts)) if all(map(_holds_times, parts)) else parts


def _holds_times(part: m.TurnBlock[m.Label]) -> bool:
    return isinstance(part, m.Paragraph) and all(map(_is_time, part.children))


def _is_time(inline: object) -> bool:
    return isinstance(inline, m.Milestone) and inline.kind == "time"


def _said(part: m.TurnBlock[m.Label]) -> m.TurnBlock[m.Label]:
    times = (inline.text for inline in part.children if isinstance(inline, m.Milestone))
    return m.Paragraph((m.Text(" ".join(times)),), part.span)


def link_halves(items: list[Item], going_on: Collection[str]) -> list[Item]:
    """Turns that go on after an interruption point back to their first half, and those that a page parts."""
    turns = [(place, item) for place, item in enumerate(items) if isinstance(item, m.Turn)]
    for (_, before), (place, after) in pairwise(turns):
        if _is_parted(before, after, going_on):
            items[place] = evolve(after, continues=before.id)
    for (first, before), (_, between), (place, after) in zip(turns, turns[1:], turns[2:], strict=False):
        label = before.label
        if label is None or label != after.label or label == between.label:
            continue
        if place - first <= LONGEST_INTERRUPTION and _goes_on(before, after):
            items[place] = evolve(after, continues=before.id)
    return items


def doubt_named_again(items: list[Item]) -> list[Item]:
    """Turns of several paragraphs whose speaker is named again right after them, as hardly anybody is in the
    text, are doubted: one whose label was not found may have answered in between.
    """
    pairs = [
        (place, one.label == two.label)
        for place, (one, two) in enumerate(pairwise(items))
        if isinstance(one, m.Turn) and isinstance(two, m.Turn) and one.label and two.label
    ]
    again = [place for place, same in pairs if same]
    rare = len(pairs) >= FEWEST_PAIRS and (len(again) == 1 or len(again) * SELDOM <= len(pairs))
    some = len(again) * 2 <= len(pairs)
    doubted = again if rare or (some and _are_the_long_ones(again, items)) else []
    if some and not doubted:
        doubted = [place for place in again if _ends_in_question(items[place])]
    for place in doubted:
        turn = items[place]
        if isinstance(turn, m.Turn) and len(spoken_lines(turn)) > 1 and turn.continues is None:
            items[place] = named_again(turn)
    return items


def named_again(turn: m.Turn[m.Label]) -> m.Turn[m.Label]:
    """A turn that is doubted, for its speaker is named again right behind it."""
    return evolve(turn, attribution=_less_sure(turn.attribution, (_named_again(),)))


def _ends_in_question(item: Item) -> bool:
    """Whether the last paragraph of a turn asks, and the one before does not, so that somebody else may."""
    parts = [text_of(block.children) for block in item.blocks] if isinstance(item, m.Turn) else []
    return len(parts) > 1 and parts[-1].endswith(ASKED) and not parts[-2].endswith(ASKED)


def _are_the_long_ones(again: Sequence[int], items: Sequence[Item]) -> bool:
    """Whether those who are named again right after have several paragraphs each, as hardly others have."""
    several = [
        place
        for place, item in enumerate(items)
        if isinstance(item, m.Turn) and len(item.blocks) > 1 and len(spoken_lines(item)) > 1
    ]
    found = len(again) >= FEWEST_AGAIN and set(again) <= set(several)
    return found and len(several) * 2 <= len(again) * 3


def doubt_between(turn: OpenTurn) -> Mapping[int, m.Evidence]:
    """Why the last paragraph of a turn may be no part of it, by its line: it has no label, and the speaker is
    named again right after it.
    """
    if not turn.bare:
        return {}
    turn.doubts.append(_named_again())
    line, turn.bare = turn.bare, 0
    return {line: turn.doubts[-1]}


def _named_again() -> m.Evidence:
    return m.Evidence(NAMED_AGAIN, "its speaker is named again right behind it, as hardly anybody is")


def _less_sure(attribution: m.Attribution, reasons: Iterable[m.Evidence]) -> m.Attribution:
    """An attribution for which there are reasons to doubt it."""
    certainty: m.Certainty = "low" if attribution.certainty == "low" else "medium"
    return m.Attribution(certainty, (*attribution.evidence, *reasons))


def spoken_lines(turn: m.Turn[m.Label]) -> list[int]:
    """The lines at which the paragraphs of a turn begin."""
    return [block.span.line for block in turn.blocks if isinstance(block, m.Paragraph) and block.span]


def _is_parted(before: m.Turn[m.Label], after: m.Turn[m.Label], going_on: Collection[str]) -> bool:
    """Whether a turn says that it goes on with that of the same person: `(continued: Ann Lee)`."""
    first = after.blocks[0] if after.blocks else None
    point = first.children[0] if isinstance(first, m.Paragraph) and first.children else None
    if not isinstance(point, m.Stage):
        return False
    told = text_of(point.children).casefold().strip("()[]: ") in going_on
    return told and last_name(before.label or "") == last_name(after.label or "")


def _goes_on(before: m.Turn[m.Label], after: m.Turn[m.Label]) -> bool:
    """Whether one turn ends and another begins openly: a dash, an ellipsis, a small letter."""
    begin = _first(after.blocks).lstrip()
    opens = begin and (begin[0] in DASHES or begin.startswith(("…", "...")) or is_lower(begin[0]))
    end = _first(reversed(before.blocks)).rstrip() if opens else ""
    return end != "" and (end[-1] in DASHES or end.endswith(("…", "...", ",")))


def _first(blocks: Iterable[m.Paragraph[m.Label] | m.Stage[m.Label]]) -> str:
    """The text of the first paragraph that has one."""
    for block in blocks:
        text = text_of(block.children) if isinstance(block, m.Paragraph) else ""
        if text and not text.isspace():
            return text
    return ""


def paragraph_doubt(block: Block) -> m.Evidence:
    """That a paragraph of a turn looks a little like a turn of somebody else."""
    return m.Evidence("doubtful-paragraph", f"line {block.line} may be no part of it")
