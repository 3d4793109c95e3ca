"""What may be known of a line beside its words: marks, hints, what may be a label, emphasis.

`docconv.transcript.lines.lines.TranscriptLine` carries all of it; the passes of the engine fill it in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import define, evolve, frozen

from docconv.model import Attribution, EmphasisKind, Evidence
from docconv.notices import Notice

MarkKind: TypeAlias = Literal[
    "label",
    "heading",
    "stage",
    "time",
    "page",
    "annotation",
    "boilerplate",
    "narrative",
    "text",
    "turn",
    "speech",
    "title",
]
WEAKEST = -6.0


@frozen(eq=False, repr=False)
class LineMark:
    """What is sure of a line: kind, offset after the mark, label, level of a heading; whether a user has
    decided it; whether it stands beside the text, which goes on after it.
    """

    kind: MarkKind
    body: int = 0
    label: str = ""
    level: int = 1
    is_decided: bool = False
    is_beside: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Hint:
    """What the formatting of a line says. It decides nothing about labels: it adds a candidate, or lends
    weight to one.

    start, end: offsets in the text of what is set apart at the beginning, equal where nothing is.
    look: by what it is set apart: `speaker-style`, `cell`, `tab`, `bold`, `italic`, `underline`, `capitals`,
        `colour`, `style`.
    kind: what the line is said to be.
    level: the level of a heading.
    otherwise: what the line is where it turns out to be no label.
    goes_on: it is the rest of the paragraph before.
    is_beside: it is in a box beside the text.
    """

    start: int = 0
    end: int = 0
    look: str = ""
    kind: MarkKind | None = None
    level: int = 1
    otherwise: MarkKind | None = None
    goes_on: bool = False
    is_beside: bool = False


@frozen(eq=False, repr=False)
class EmphasisSpan:
    """Emphasised characters by their offsets."""

    start: int
    end: int
    kinds: tuple[EmphasisKind, ...]

    def moved(self, by: int) -> EmphasisSpan:
        """The same in a text that begins so many characters before."""
        return EmphasisSpan(self.start + by, self.end + by, self.kinds)


@frozen(eq=False, repr=False)
class StyledText:
    """Words with what is emphasised in them, by offsets in `text`."""

    text: str
    emphasis: tuple[EmphasisSpan, ...] = ()

    def part(self, start: int, end: int) -> StyledText:
        """The words between two offsets."""
        return StyledText(self.text[start:end], within(self.emphasis, start, end))


def within(spans: Sequence[EmphasisSpan], start: int, end: int) -> tuple[EmphasisSpan, ...]:
    """What is emphasised between two offsets, counted from the first of them."""
    if not spans:
        return ()
    return tuple(
        EmphasisSpan(max(span.start, start) - start, min(span.end, end) - start, span.kinds)
        for span in spans
        if span.end > start and span.start < end
    )


@frozen(eq=False)
class LabelRule:
    """One way to print a label. The flags say what else the engine may count on.

    name: notices and explanations say it, and a rule is switched off by it.
    finders: each looks at a line from an offset on, after a bullet or a time code.
    prior: log-odds that what the rule finds is a label, for all labels or by their style (`caps`, `title`,
        `caseless`, `lower`); a style that is not named counts as little as anything can.
    firm: its labels end as no sentence does, so that they may stand beside those of another rule.
    lettered: single letters that take turns may be labels.
    wraps: a label may run over into the next line.
    loose: sentences often look so, and nobody needs to hear of one that was not taken.
    bare: nothing but the label is on the line, and no delimiter after it.
    begins: the characters that it may begin with, none where they may be any.
    needs: characters one of which is in every label or right after it; none where that is not so.
    """

    name: str
    finders: tuple[LabelFinder, ...]
    prior: float | Mapping[str, float]
    firm: bool = False
    lettered: bool = False
    wraps: bool = False
    loose: bool = False
    bare: bool = False
    begins: str = ""
    needs: str = ""

    @property
    def by_style(self) -> bool:
        """Whether the style of a label counts."""
        return not isinstance(self.prior, (int, float))

    def prior_of(self, style: str) -> float:
        """The log-odds for a style."""
        return self.prior if isinstance(self.prior, (int, float)) else self.prior.get(style, WEAKEST)


SET_APART = LabelRule(
    "set-apart",
    (),
    {
        "speaker-style": 5.0,
        "cell": 3.0,
        "tab": 1.5,
        "bold": 1.5,
        "capitals": 1.5,
        "underline": 1.0,
        "italic": 0.5,
        "colour": 1.0,
        "style": 1.0,
        "bare bold": -0.5,
        "bare capitals": -0.5,
        "bare colour": -0.5,
        "bare underline": -1.0,
        "bare italic": -2.5,
    },
    firm=True,
)
"""What the formatting sets apart, by hints; the style is the look of it."""
UNNAMED = LabelRule("", (), WEAKEST)
DECIDED_LABEL = LabelRule("decision", (), WEAKEST)
"""What only a user has found."""


@define(eq=False, repr=False)
class Candidate:
    """A line that may begin with a label.

    label: the text as printed, without delimiter.
    start: its offset in the line.
    body: the offset after the delimiter.
    alone: nothing but the label is on the line.
    time: a time code beside it.
    delivery: how the text says it is spoken: `KARL (lacht):`, `LISE, à part.`
    apart: the formatting of the source sets it apart, by what says `look`.
    weighed: the label in other letters, where the whole text is in capitals and they say nothing.
    number: that of the speech, before the label.
    in_form: it is printed as the convention of its source says.
    is_taught: the convention of its source has it among the labels.
    rule: the rule that found it.
    """

    label: str
    start: int
    body: int
    alone: bool = False
    time: str = ""
    delivery: str = ""
    apart: bool = False
    look: str = ""
    weighed: str = ""
    number: str = ""
    in_form: bool = False
    is_taught: bool = False
    rule: LabelRule = UNNAMED


LabelFinder: TypeAlias = Callable[[str, int], Candidate | None]
"""The text of a line and the offset at which a label may begin, after a bullet or a time code."""


@frozen(eq=False, repr=False)
class WeighedCandidate:
    """A candidate with how sure the document makes us of it; `against` are the reasons that speak against
    it, the heaviest first.
    """

    candidate: Candidate
    attribution: Attribution
    against: tuple[Evidence, ...] = ()


@frozen(eq=False, repr=False)
class Formatting:
    """What a source with formatting says of its text.

    `hints` are by the number of the line, `emphasis` by offsets in the text, in order; `numbers` are what
    lists print before the paragraph that begins at an offset. `notation` is the one that the name of the file
    tells, one sign of which is enough. `places` are the offsets at which paragraphs begin that are not blank,
    where the source has no lines of its own.
    """

    hints: Mapping[int, Hint]
    emphasis: Sequence[EmphasisSpan]
    numbers: Mapping[int, str]
    notation: str = ""
    places: Sequence[int] = ()

    def placed(self, notice: Notice) -> Notice:
        """A notice whose line is the number of the paragraph, blank ones not counted; as it is where there
        are lines.
        """
        if notice.span is None or not self.places:
            return notice
        paragraph = bisect_right(self.places, notice.span.start)
        return evolve(notice, span=evolve(notice.span, line=paragraph, column=1))

    def line_of(self, text: str, number: int) -> int:
        """The line of the text at which the paragraph of a number begins; the number where there are lines,
        0 for a paragraph that there is not.
        """
        if not self.places:
            return number
        known = 0 < number <= len(self.places)
        return text.count("\n", 0, self.places[number - 1]) + 1 if known else 0


PLAIN_TEXT = Formatting({}, (), {})
