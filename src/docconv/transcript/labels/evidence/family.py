"""The labels of a family and what evidence about them is taken from."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TypeAlias

from attrs import define, field, frozen

from docconv.languages import fold
from docconv.model import Evidence
from docconv.patterns import regex
from docconv.transcript.annotations import LabelRule
from docconv.transcript.kinds import is_value
from docconv.transcript.labels.reasons import in_words
from docconv.transcript.labels.weights import fitted
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.shape import TOKEN, core, is_full_name
from docconv.transcript.times import is_time, leading

Weighed: TypeAlias = tuple[str, float, str]
"""A piece of evidence: its rule, its weight as log-odds, what it saw."""

LONG_PARAGRAPH, FEWEST_LONG = 160, 4  # characters, paragraphs
BRACKETS = "([（［〔"
PUNCTUATION = ".,;:!?()[]«»“”\"'"
OFTEN, FEWEST_FIRM, FEWEST_APART = 3, 4, 8
MANY_REASONS = 1024
TAKES_TURNS, FEW_VOICES = 8, 6  # times of ten, labels that are as frequent
DOUBLE_QUOTES = frozenset('"“”„«‹「『')
LINE_END = "!\n"  # after which no sentence goes on, nor begins a short one
SHORT_SENTENCE = regex(r"(?<!\d)[.!?…] ([^\W\d_][^.!?…]{0,30})(?=\.(?!\S))")
ITEM = regex(r"[-*•·‣▪–]\s")
CLOSING_TAG = regex(r"</(\w{1,20})>")
SMALL_BEHIND = regex(r"[:：]\s+[a-zß-ÿа-я]")
LONGEST_HEAD, FEWEST_HEADS = 60, 6  # characters, lines
FEWEST_EXCHANGED = 3  # labels
LONGEST_FACT, LONGEST_ROW, SHORTEST_WORD = 40, 110, 3  # characters


@define(eq=False, repr=False)
class LabelType:
    """One label of a family, with all its occurrences.

    label: the label as it is weighed.
    occurrences: the indices of its lines.
    bodies: for each, the offset of the words after it.
    times: how many have a time code.
    apart: how many the formatting sets apart.
    numbered: how many have a number before them.
    is_confirmed: a user has decided that one of them is a label.
    in_form: how many are printed as the convention of their source says.
    is_taught: that has it among the labels.
    score: the sum of the evidence.
    reasons: the evidence by name, in words.
    weights: what each reason adds to the score.
    raw: the evidence by name, before it was fitted.
    """

    label: str
    occurrences: list[int] = field(factory=list)
    bodies: list[int] = field(factory=list)
    times: int = 0
    apart: int = 0
    numbered: int = 0
    is_confirmed: bool = False
    in_form: int = 0
    is_taught: bool = False
    score: float = 0.0
    reasons: list[Evidence] = field(factory=list)
    weights: list[float] = field(factory=list)
    raw: dict[str, float] = field(factory=dict)

    def add(self, rule: str, weight: float, detail: str = "") -> None:
        """One more piece of evidence, by its weight before it is fitted."""
        self.raw[rule] = self.raw.get(rule, 0.0) + weight
        weight *= fitted().factors.get(rule, 1.0)
        self.score += weight
        self.weights.append(weight)
        self.reasons.append(_reason(rule, detail, speaks_for=weight > 0))


@lru_cache(MANY_REASONS)
def _reason(rule: str, detail: str, *, speaks_for: bool) -> Evidence:
    """What a piece of evidence says; most of it is said of many labels."""
    return Evidence(rule, in_words(rule, 1 if speaks_for else -1, detail))


@frozen(eq=False, repr=False)
class Heads:
    """How names that are alone on their lines head what is said below them, by three signs.

    close: firm labels are right above their text, where few other lines are so close.
    between: lines of names that take turns, alone between lines of speech.
    stamped: names with a time code, some of which come back, take turns with lines of text.
    """

    close: bool = False
    between: frozenset[int] = frozenset()
    stamped: bool = False


@frozen(eq=False, repr=False)
class WholeText:
    """What the lines of a text say to all families, by their words and the blank lines between them alone;
    `before` is the same of the same lines, before anything was decided about them.
    """

    lines: Sequence[TranscriptLine]
    before: WholeText | None = None

    @cached_property
    def timed(self) -> bool:
        """Whether nearly every line begins with a time, so that one before a label says nothing of it."""
        return sum(leading(line.text) is not None for line in self.lines) * 10 >= len(self.lines) * 9

    @cached_property
    def has_cast(self) -> bool:
        """Whether a list of those who speak stands above them."""
        return any(line.in_cast for line in self.lines)

    @cached_property
    def heads(self) -> Sequence[TranscriptLine]:
        """For each line the first one of the paragraph that it is in."""
        return tuple(accumulate(self.lines, lambda head, line: line if line.gap else head))

    @cached_property
    def opening(self) -> frozenset[int]:
        """The lines at which paragraphs begin that no bracket opens."""
        if self.before is not None:
            return self.before.opening
        lines = self.lines
        return frozenset(
            at for at, line in enumerate(lines) if is_apart(lines, at) and line.text[0] not in BRACKETS
        )

    @cached_property
    def unparted(self) -> bool:
        """Whether no blank line parts any of many paragraphs, each of which is a line, some of them long."""
        lines = self.lines
        long = sum(len(line.text) > LONG_PARAGRAPH for line in lines)
        return long >= FEWEST_LONG and not any(line.gap for line in lines[1:])

    @cached_property
    def closed(self) -> frozenset[str]:
        """The names of tags that the text closes, `</speech>`."""
        return frozenset(name for line in self.lines for name in CLOSING_TAG.findall(line.text))

    @cached_property
    def rows(self) -> frozenset[int]:
        """The lines right below each other with a word and a name or a number each, `Greens: 2 Seats`; none
        where fewer than two thirds as many lines have other words after a colon.
        """
        if self.before is not None:
            return self.before.rows
        parts = [line.text[:LONGEST_ROW].partition(":") for line in self.lines]
        begun = [at for at, (head, colon, _) in enumerate(parts) if colon and len(head) <= LONGEST_FACT]
        facts = {at for at in begun if _is_name_or_number(parts[at][2])}
        above = {at for at in facts if at - 1 in facts and not self.lines[at].gap}
        rows = above | {at - 1 for at in above}
        return frozenset(rows) if len(rows) * 2 <= (len(begun) - len(facts)) * 3 else frozenset()

    @cached_property
    def sentences(self) -> Counter[str]:
        """How often each short sentence is said inside lines: `So it is. Right. Then the ferry.`."""
        if self.before is not None:
            return self.before.sentences
        return Counter(SHORT_SENTENCE.findall(LINE_END.join([line.text for line in self.lines])))


@frozen(eq=False, repr=False)
class FamilyContext:
    """What the evidence is taken from: the family of a label and the lines of the text.

    rule, style, alone: the family.
    whole, lines, lexicon: the text and its words.
    known: names in a list of those who speak.
    listed: lines that could be labels alone on their line.
    farthest: how many blank lines may part such a label from its text.
    firm: lines of the labels of the family that recur.
    named: lines of those that look like names, how rare they may be.
    fields: lines of the block of named facts at the head of the text.
    inside: most firm labels begin lines inside paragraphs.
    heads: how names alone on their lines head what is said.
    numbered: most firm labels have a number before them.
    punctuated: nearly all that is said after firm labels ends in a full stop.
    openings: the words with which several begin, `My Lords,`.
    throughout: from the first label on, nearly all paragraphs begin with one.
    sign: what is before each firm label, and before no line that cannot be one: `◆`.
    is_exchange: two labels take turns, and all paragraphs from the first on have one of them.
    """

    rule: LabelRule
    style: str
    alone: bool
    whole: WholeText
    lines: Sequence[TranscriptLine]
    lexicon: TranscriptLexicon
    listed: frozenset[int]
    farthest: int
    known: frozenset[str] = frozenset()
    firm: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    fields: frozenset[int] = frozenset()
    inside: bool = False
    heads: Heads = Heads()
    numbered: bool = False
    punctuated: bool = False
    openings: frozenset[str] = frozenset()
    throughout: bool = False
    sign: str = ""
    is_exchange: bool = False

    @cached_property
    def deeds(self) -> Counter[str]:
        """How many lines begin with each word that a name in capitals may be behind: `_Enter_ ADA.`."""
        pairs = (line.text.split(maxsplit=2) for line in self.lines)
        return Counter(
            pair[0].strip("_*") for pair in pairs if len(pair) > 1 and pair[1].lstrip("_*")[:1].isupper()
        )

    @cached_property
    def firm_ends(self) -> tuple[int, int]:
        """The first and the last line of a firm label, 0 where there is none."""
        return min(self.firm, default=0), max(self.firm, default=0)

    @cached_property
    def are_speeches(self) -> bool:
        """Whether nearly all lines with a firm label end in a full stop, where there are some."""
        ended = sum(self.lines[at].text[-1] in FULL_STOPS for at in self.firm)
        return len(self.firm) >= FEWEST_FIRM and ended * 10 >= len(self.firm) * 9

    @cached_property
    def are_apart(self) -> bool:
        """Whether hardly any line with a firm label is right below another line, where there are many."""
        near = sum(not self.lines[at].gap for at in self.firm)
        return len(self.firm) >= FEWEST_APART and near * 20 <= len(self.firm)

    @cached_property
    def are_all_apart(self) -> bool:
        """Whether all lines with a firm label have a blank line above, where there are some."""
        return len(self.firm) >= FEWEST_FIRM and all(self.lines[at].gap or not at for at in self.firm)

    @cached_property
    def are_outside_lists(self) -> bool:
        """Whether hardly any line with a firm label is an item of a list, where there are some."""
        items = sum(is_item(self.lines[at]) for at in self.firm)
        return len(self.firm) >= FEWEST_FIRM and items * 10 <= len(self.firm)

    @cached_property
    def are_messages(self) -> bool:
        """Whether nearly every line begins with a time and a label, as messages of a chat do."""
        return self.throughout and self.whole.timed

    @cached_property
    def small_behind(self) -> frozenset[int]:
        """Those of the named lines that go on with a small letter after a colon."""
        return frozenset(at for at in self.named if SMALL_BEHIND.search(self.lines[at].text))

    @cached_property
    def seldom_quoted(self) -> bool:
        """Whether hardly any line with a firm label begins with quoted words."""
        heads = [self.lines[at].text[:LONGEST_HEAD] for at in self.firm]
        quoted = sum(not DOUBLE_QUOTES.isdisjoint(head) for head in heads)
        return len(heads) >= FEWEST_HEADS and quoted * 10 <= len(heads)


def _is_name_or_number(value: str) -> bool:
    """Whether a few words without a full stop begin each with a capital or a figure, or are very short."""
    tokens = value.split()
    return is_value(value.strip()) and all(
        token[0].isupper() or token[0].isdigit() or (at and len(token) <= SHORTEST_WORD)
        for at, token in enumerate(tokens)
    )


def is_item(line: TranscriptLine) -> bool:
    """Whether a line begins as the items of lists do."""
    return line.text[0] in "-*•·‣▪–" and ITEM.match(line.text) is not None


def is_apart(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line comes first, or after a blank line or a time."""
    return at == 0 or lines[at].gap > 0 or is_time(lines[at - 1].text)


def places(kind: LabelType) -> Iterator[tuple[int, int]]:
    """The lines of a label, each with the offset of the words after it."""
    return zip(kind.occurrences, kind.bodies, strict=True)


def words_behind(kind: LabelType, lines: Sequence[TranscriptLine]) -> Iterator[str]:
    """What is on the lines of a label after it."""
    return (lines[at].text[body:] for at, body in places(kind))


def mostly(values: Iterable[object]) -> bool:
    """Whether two thirds of some values hold."""
    seen = list(map(bool, values))
    return sum(seen) * 3 >= len(seen) * 2


def takes_turns(kind: LabelType, context: FamilyContext) -> bool:
    """Whether other labels, which recur or are names, are between the lines of a label, or nearly all."""
    others = sorted((context.firm | context.named).difference(kind.occurrences))
    between = [bisect(others, at) for at in kind.occurrences]
    alternating = sum(one < two for one, two in pairwise(between))
    return alternating * 10 >= (len(between) - 1) * TAKES_TURNS


def is_in_dialogue(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a label takes turns with names where every paragraph has a label, as one of few that do: such a
    text leaves no place for facts and headings. One that comes once has a first and a last name.
    """
    if not context.throughout or not kind.label[0].isupper():
        return False
    count, others = len(kind.occurrences), context.named.difference(kind.occurrences)
    if count == 1:
        cased = kind.label.title() if kind.label.isupper() else kind.label
        return bool(others) and is_full_name(cased, context.lexicon)
    is_one_of_few = count * FEW_VOICES >= len(context.firm | context.named)
    return is_one_of_few and bool(others) and takes_turns(kind, context)


def is_exchange(kinds: Iterable[LabelType], lines: Sequence[TranscriptLine]) -> bool:
    """Whether a text is what two say to each other: from the first label on each paragraph has one of two,
    no two in a row the same, one comes back, and what is said ends as sentences do.
    """
    named = sorted((at, kind.label) for kind in kinds for at in kind.occurrences)
    if len(named) < FEWEST_EXCHANGED or len({label for _, label in named}) != 2:
        return False
    found = {at for at, _ in named}
    opening = all(at in found for at in range(named[0][0], len(lines)) if lines[at].opens)
    turns = all(one != two for (_, one), (_, two) in pairwise(named))
    return opening and turns and are_sentences(line.text[-1] for line in lines if line.opens)


def are_sentences(ends: Iterable[str]) -> bool:
    """Whether most texts end as sentences do, by their last characters."""
    seen = list(ends)
    return sum(end in SENTENCE_ENDS for end in seen) * 10 >= len(seen) * 7


def has_the_floor(label: str, lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether the lines above name whoever is said to speak here."""
    words = [word for word in TOKEN.findall(core(label)) if word[0].isupper() and len(word) > 2]
    if not words:
        return False
    names, texts = list(map(fold, words[-2:])), [line.text for line in lines[max(0, at - 2) : at]]
    near = [text for text in texts if any(name in fold(text) for name in names)]
    told = (word.strip(PUNCTUATION) for text in near for word in text.split())
    return any(word[:1].isupper() and fold(word) in names for word in told)


def is_known(name: str, known: frozenset[str]) -> bool:
    """Whether a name, or its last word, is in the cast list."""
    return name in known or name.rsplit(" ", 1)[-1] in known
