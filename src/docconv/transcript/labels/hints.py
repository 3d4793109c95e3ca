"""What the look of a line says of it, where a source has a look: type that sets a label apart, a column for
those who speak, headings, directions.

A hint decides nothing about labels. It adds a candidate, or lends weight to one that the words give, and the
document as a whole decides, as it does without hints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from docconv.transcript.kinds import SEPARATOR, speaks_of_self
from docconv.transcript.labels.rules import (
    BRACKET,
    LEADING_TIME,
    TIME_ONLY,
    Candidate,
    with_delivery,
    with_time,
)
from docconv.transcript.lexicon import Lexicon
from docconv.transcript.lines.lines import Line
from docconv.transcript.lines.notations import Mark, MarkKind

RULE = "set-apart"
DELIMITERS = " \t\u00a0:：.-–—"
PARTING = "\t:：.—–-"
CLOSING = ("", ":", "：", ".", "\t", "—", "–")
SURE = ("cell", "speaker-style")
BRACKETS = "([{（【"
NO_NAME = '?!;"“”«»'
LONGEST = 120
MOST_WORDS = 18
OFTEN = 3


@frozen(kw_only=True)
class Hint:
    """The look of a line. `start` and `end` are the offsets in the text of what is set apart at its
    beginning, equal where nothing is; `look` says by what: `speaker-style`, `cell`, `tab`, `bold`,
    `italic`, `underline`, `capitals`, `colour`, `style`. `kind` is what the line is said to be, with the
    level of a heading; `otherwise` is what it is where it turns out to be no label. `goes_on`: it is the rest
    of the paragraph before.
    """

    start: int = 0
    end: int = 0
    look: str = ""
    kind: MarkKind | None = None
    level: int = 1
    otherwise: MarkKind | None = None
    goes_on: bool = False


Hints = Mapping[int, Hint]
"""Hints by the number of their line, from 1."""


def by_index(lines: Sequence[Line], hints: Hints) -> dict[int, Hint]:
    """Hints by the place of their line among the visible ones; headings that come back often are labels."""
    found = {index: hints[line.number] for index, line in enumerate(lines) if line.number in hints}
    levels: dict[int, list[int]] = {}
    for index, hint in found.items():
        if hint.kind == "heading":
            levels.setdefault(hint.level, []).append(index)
    headings = {index for places in levels.values() for index in places}
    spoken = {level for level, places in levels.items() if _are_labels(lines, places, headings)}
    return {index: _as_label(lines[index], hint) if hint.kind == "heading" and hint.level in spoken else hint
            for index, hint in found.items()}  # fmt: skip


def _are_labels(lines: Sequence[Line], places: Sequence[int], headings: Container[int]) -> bool:
    """Whether most of some headings stand more than once, and above text: those of parts do not."""
    counts = Counter(lines[index].text.rstrip(DELIMITERS) for index in places)
    again = sum(number for number in counts.values() if number > 1)
    above = sum(1 for index in places if index + 1 < len(lines) and index + 1 not in headings)
    return max(counts.values()) >= OFTEN and min(again, above) * 3 >= len(places) * 2


def _as_label(line: Line, hint: Hint) -> Hint:
    return evolve(hint, start=line.start, end=line.start + len(line.text), look="style", kind=None)


def join(lines: Sequence[Line], hints: Mapping[int, Hint]) -> None:
    """Mark the lines that go on with the paragraph before: nothing begins there."""
    for index, hint in hints.items():
        if hint.goes_on:
            line = lines[index]
            line.gap, line.opens, line.breaks = 0, False, False


def marks(hints: Mapping[int, Hint]) -> dict[int, Mark]:
    """What hints say of whole lines."""
    return {index: Mark(hint.kind, level=hint.level) for index, hint in hints.items() if hint.kind}


def fallbacks(
    lines: Sequence[Line], hints: Mapping[int, Hint], labels: Container[int], lexicon: Lexicon
) -> dict[int, Mark]:
    """What lines are by their look that were not taken for labels. Who says I gives no direction."""
    return {
        index: Mark(hint.otherwise, level=hint.level)
        for index, hint in hints.items()
        if hint.otherwise
        and index not in labels
        and not (hint.otherwise == "stage" and speaks_of_self(lines[index].text, lexicon))
    }


def with_look(options: Iterable[Candidate], line: Line, hint: Hint) -> list[Candidate]:
    """The candidates of a line with what its look says: those that end where the type changes are set apart,
    and the stretch before the change is one itself.
    """
    found = list(options)
    start, end = hint.start - line.start, hint.end - line.start
    if hint.start >= hint.end or start < 0 or end > len(line.text):
        return found
    own = _candidate(line.text, start, end, hint.look)
    if own is None:
        return found
    reach = own.start + len(own.label) + len(own.delivery)
    found = [evolve(item, apart=True) if _ends_at(item, own, reach) else item for item in found]
    return [own, *found]


def _ends_at(item: Candidate, own: Candidate, reach: int) -> bool:
    return item.label == own.label or abs(item.start + len(item.label) + len(item.delivery) - reach) <= 1


def _candidate(text: str, start: int, end: int, look: str) -> Candidate | None:
    """The candidate that stands in a stretch, its delimiter inside or behind it."""
    stamp = LEADING_TIME.match(text)
    if stamp is not None and start < stamp.end() < end:
        start = stamp.end()
    label = _bare(text[start : _with_bracket(text, end)])
    if not _can_be(label):
        return None
    at = text.index(label, start)
    behind = at + len(label)
    body = _behind_delimiters(text, behind, end)
    alone = body >= len(text)
    parted = alone or look in SURE or any(char in PARTING for char in text[behind:body])
    found = Candidate(RULE, label, at, body, alone, apart=True, look=look if parted else f"bare {look}")
    return with_delivery(with_time(found, stamp[1] if stamp is not None and stamp.end() <= start else ""))


def _with_bracket(text: str, end: int) -> int:
    """The end of a stretch with the bracket behind it, if the label goes on to there: `ANNA (laughs):`."""
    bracket = BRACKET.match(text, end)
    closed = bracket is not None and text[bracket.end() : bracket.end() + 1] in CLOSING
    return bracket.end() if bracket is not None and closed else end


def _bare(stretch: str) -> str:
    """A label without its delimiter, but with the full stop of an initial."""
    label = stretch.strip(DELIMITERS)
    initial = len(label) > 1 and label[-2] in ". "
    return f"{label}." if initial and stretch.rstrip().endswith(".") else label


def _can_be(label: str) -> bool:
    brief = 0 < len(label) <= LONGEST and len(label.split()) <= MOST_WORDS and label[0] not in BRACKETS
    mark = any(char in label for char in NO_NAME) or SEPARATOR.match(label) or TIME_ONLY.match(label)
    return brief and not mark


def _behind_delimiters(text: str, at: int, end: int) -> int:
    """Where the words begin: behind one delimiter of each kind and space; a minus stays with its number."""
    seen = ""
    while at < len(text) and (text[at].isspace() or (text[at] in DELIMITERS and text[at] not in seen)):
        if text[at] in "-–—" and at >= end and not text[at + 1 : at + 2].isspace() and "." not in seen:
            break
        seen += text[at].strip()
        at += 1
    return at
