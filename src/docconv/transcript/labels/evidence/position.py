"""What the place of a label says: where its line is among the others, and what is above and below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.labels.evidence.alone import by_heading
from docconv.transcript.labels.evidence.clauses import counts_points, goes_on_in_small
from docconv.transcript.labels.evidence.family import (
    OFTEN,
    FamilyContext,
    LabelType,
    Weighed,
    has_the_floor,
    is_item,
    is_known,
    mostly,
    places,
)
from docconv.transcript.labels.evidence.words import SURNAME_AND_INITIALS
from docconv.transcript.labels.rules import BULLET
from docconv.transcript.lines.lines import TERMINAL, TranscriptLine
from docconv.transcript.lines.votes import is_tally
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.transcript.shape import is_caseless, is_full_name, key

ADDRESS = regex(r"<?(?:(?:https?://|www\.)\S+|#[\w-]+)>?$")
LEADERS = regex(r"(?:\s\.){4,}\s?\S|\.{6,}\s?\S")
"""Dots from one column to the next, as in a list: `Chair: Ann Lee . . . . . (Norland)`."""
IN_BRACKETS = regex(r"\s?\([^()]*+\)")
REFERENCE = regex(r"\[#\d{1,7}\]\(https?://\S+\)$")
"""The number of an issue, as the items of an agenda in Markdown end: `[#12](https://example.org/12)`."""
FEWEST_SAID = 3  # words, the number among them
LONGEST_ROLE, LONGEST_OPENING = 2, 6  # words, lines
LONG_LINE = 50  # characters


def by_place(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """Where a label stands: at paragraphs' beginnings, above text, before a number."""
    lines, count = context.lines, len(kind.occurrences)
    if kind.numbered == count == 1 and not (context.numbered or kind.label.endswith(")")):
        yield "item-of-a-list", -3.0, ""
    elif kind.numbered == count > 1 and kind.occurrences[-1] - kind.occurrences[0] == count - 1:
        yield "item-of-a-list", -12.0, ""
    if context.sign and count == 1 and lines[kind.occurrences[0]].text[0] == context.sign:
        yield "sign", 3.0, context.sign
    unsaid = not kind.is_taught and kind.times * 2 <= count
    if unsaid and mostly(_is_within_sentence(lines, at, kind.label) for at in kind.occurrences):
        yield "within-a-sentence", -8.0, ""
    if sum(lines[at].opens for at in kind.occurrences) * 3 < count and not (
        context.inside and mostly(begins_sentence(lines, at) for at in kind.occurrences)
    ):
        yield "inside-paragraphs", -2.5, ""
    if context.rule.name == "colon" and count < OFTEN and context.whole.rows.issuperset(kind.occurrences):
        yield "row-of-facts", -4.0, ""
    yield from _by_what_it_leads_to(kind, lines)
    yield from _by_clause(kind, context)
    floor = context.rule.bare or (context.rule.loose and not context.alone)
    if floor and count < OFTEN and any(has_the_floor(kind.label, lines, at) for at in kind.occurrences):
        yield "given-the-floor", 1.5, ""
    brief = not context.alone and count == 1 and kind.label.count(" ") < LONGEST_ROLE
    if brief and context.rule.name == "period" and _opens_a_part(kind.occurrences[0], context):
        yield "opens-a-part", 2.0, ""
    if context.alone:
        yield from by_heading(kind, context)
    elif context.rule.name == "capitals" and _tells_on(kind, lines):
        yield "tells-on", -4.0 if count < OFTEN else -12.0, ""
    elif mostly(lines[at].text[body : body + 1].isdigit() for at, body in places(kind)):
        said = mostly(_says_a_number(kind.label, lines[at].text[body:], context) for at, body in places(kind))
        yield "followed-by-number", -1.0 if said else -12.0, ""


def _is_a_point(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a label is in items of a list alone, `- Result: more boats`, and is neither a first and a last
    name nor among those who are known to speak.
    """
    if kind.is_confirmed or kind.is_taught or not all(is_item(context.lines[at]) for at in kind.occurrences):
        return False
    named = is_full_name(IN_BRACKETS.sub("", kind.label), context.lexicon)
    return not (named or is_known(key(kind.label), context.known))


def _by_clause(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """Whether a rare label begins a sentence that goes on after it, or is in a list as no other is."""
    if len(kind.occurrences) < OFTEN and context.are_outside_lists and _is_a_point(kind, context):
        yield "point-of-a-list", -5.0, ""
    if len(kind.occurrences) < OFTEN and counts_points(kind, context.lexicon):
        yield "counts-points", -6.0, ""
    elif _goes_on_in_verse(kind, context):
        yield "no-blank-line", -8.0, ""
    elif goes_on_in_small(kind, context):
        yield "small-behind", -3.0, ""


def _goes_on_in_verse(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a rare label begins a line of a speech, `Speak: why is the lamp so low?`: a small letter is
    after it and a line right above, as above hardly any other label, and no list of those who speak has it.
    """
    decided = kind.is_taught or kind.is_confirmed
    if len(kind.occurrences) > OFTEN or decided or is_known(key(kind.label), context.known):
        return False
    lines = context.lines
    inside = all(
        at and not lines[at].gap and lines[at - 1].mark is None and lines[at].text[body : body + 1].islower()
        for at, body in places(kind)
    )
    return inside and context.are_apart


def _by_what_it_leads_to(kind: LabelType, lines: Sequence[TranscriptLine]) -> Iterator[Weighed]:
    """Whether what is after a label is an address, a tally, or another column to which dots lead."""
    some = any if kind.label[0] == "[" else mostly  # `[name]: #name` is where a link of Markdown leads
    if some(ADDRESS.match(lines[at].text, body) for at, body in places(kind)):
        yield "address", -12.0, ""
    if len(kind.occurrences) < OFTEN and all(REFERENCE.search(lines[at].text) for at in kind.occurrences):
        yield "refers-to-an-issue", -4.0, ""
    if mostly(_has_leaders(lines[at].text, body) for at, body in places(kind)):
        yield "dots-lead-on", -12.0, ""
    if all(is_tally(lines[at].text[body:].strip()) for at, body in places(kind)):
        yield "followed-by-number", -12.0, ""


def _has_leaders(text: str, body: int) -> bool:
    """Whether dots lead on after a label from one column to the next."""
    return (" . . ." in text or "......" in text) and LEADERS.search(text, body) is not None


def _tells_on(kind: LabelType, lines: Sequence[TranscriptLine]) -> bool:
    """Whether words after a name go on in small letters and end as a sentence: `ADA goes out.`; nearly all
    after one that comes often, where a list may be below.
    """
    told = [lines[at].text[body:].strip() for at, body in places(kind)]
    small = [text for text in told if text[:1].islower() and text[-1:] in ".:"]
    if len(told) < OFTEN:
        return all(text[-1:] == "." for text in small) and len(small) == len(told)
    return len(small) * 5 >= len(told) * 4


def _opens_a_part(at: int, context: FamilyContext) -> bool:
    """Whether a paragraph is the first below a heading, where somebody has to speak in a play, and says I or
    you, asks or calls up to the next label, as no setting does.
    """
    lines = context.lines
    above = lines[at - 1].mark if at and lines[at].gap else None
    if above is None or above.kind != "heading":
        return False
    rest = range(at + 1, min(at + LONGEST_OPENING, len(lines)))
    below = takewhile(lambda place: not lines[place].gap and place not in context.firm, rest)
    said = " ".join((lines[at].text, *(lines[place].text for place in below)))
    return "?" in said or "!" in said or speaks_of_self(said, context.lexicon)


def _says_a_number(label: str, text: str, context: FamilyContext) -> bool:
    """Whether what begins with a number is a sentence: `12 people came.`, or by somebody named in full."""
    if text[-1] not in SENTENCE_ENDS:
        return False
    spoken = len(text.split()) >= FEWEST_SAID or is_caseless(text)
    return spoken or SURNAME_AND_INITIALS.search(label) is not None or is_full_name(label, context.lexicon)


def begins_sentence(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line comes after the end of a sentence, after a blank line, or first."""
    return at == 0 or lines[at].gap > 0 or lines[at - 1].text[-1] in TERMINAL


def _is_within_sentence(lines: Sequence[TranscriptLine], at: int, label: str) -> bool:
    """Whether the line above goes on in this one: a comma at its end, or a small letter at the end of a long
    one, or of any where the label is several words that begin with a small letter, too. An item of a list is
    by itself.
    """
    line = lines[at]
    if at == 0 or line.gap or line.is_whole:
        return False
    above = lines[at - 1].text
    goes_on = len(above) > LONG_LINE or (label[0].islower() and " " in label)
    if above[-1] != "," and not (goes_on and above[-1].islower()):
        return False
    return not (times.leading(line.text) or BULLET.match(line.text))
