"""What the look of a line says of it, where a source has a look: type that sets a label apart, a column for
those who speak, headings, directions.

A hint decides nothing about labels. It adds a candidate, or lends weight to one that the words give, and the
document as a whole decides, as it does without hints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from docconv.transcript.labels import TIME_ONLY, Candidate, with_delivery
from docconv.transcript.lines import Line
from docconv.transcript.notations import Mark, MarkKind

RULE = "set-apart"
DELIMITERS = " \t\u00a0:：.-–—"
NO_NAME = '?!;"“”«»'
LONGEST = 120
MOST_WORDS = 18
OFTEN = 3


@frozen(kw_only=True)
class Hint:
    """The look of a line. `start` and `end` are the offsets in the text of what is set apart at its
    beginning, equal where nothing is; `look` says by what: `speaker-style`, `cell`, `bold`, `italic`, `underline`,
    `capitals`, `colour`, `style`. `kind` is what the line is said to be, with the level of a heading.
    """

    start: int = 0
    end: int = 0
    look: str = ""
    kind: MarkKind | None = None
    level: int = 1


Hints = Mapping[int, Hint]
"""Hints by the number of their line, from 1."""


def by_index(lines: Sequence[Line], hints: Hints) -> dict[int, Hint]:
    """Hints by the place of their line among the visible ones; headings that come back often are labels."""
    found = {index: hints[line.number] for index, line in enumerate(lines) if line.number in hints}
    levels: dict[int, list[str]] = {}
    for index, hint in found.items():
        if hint.kind == "heading":
            levels.setdefault(hint.level, []).append(lines[index].text.rstrip(DELIMITERS))
    spoken = {level for level, texts in levels.items() if _come_back(texts)}
    return {index: _as_label(lines[index], hint) if hint.kind == "heading" and hint.level in spoken else hint
            for index, hint in found.items()}  # fmt: skip


def _come_back(texts: Sequence[str]) -> bool:
    """Whether most of some headings stand more than once: those of parts do not."""
    counts = Counter(texts)
    return max(counts.values()) >= OFTEN and sum(n for n in counts.values() if n > 1) * 3 >= len(texts) * 2


def _as_label(line: Line, hint: Hint) -> Hint:
    return evolve(hint, start=line.start, end=line.start + len(line.text), look="style", kind=None)


def marks(hints: Mapping[int, Hint]) -> dict[int, Mark]:
    """What hints say of whole lines."""
    return {index: Mark(hint.kind, level=hint.level) for index, hint in hints.items() if hint.kind}


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
    label = text[start:end].strip(DELIMITERS)
    abbreviated = text[start:end].rstrip().endswith(".") and (len(label) == 1 or label[-2:-1] in ". ")
    label += "." * bool(label and abbreviated)
    if (
        not label
        or len(label) > LONGEST
        or len(label.split()) > MOST_WORDS
        or any(c in label for c in NO_NAME)
    ):
        return None
    if TIME_ONLY.match(label):
        return None
    at = text.index(label, start)
    body = at + len(label)
    while (
        body < len(text) and text[body] in DELIMITERS and (body < end or not text[body : body + 1].isdigit())
    ):
        body += 1
    alone = body >= len(text)
    parted = (
        alone
        or look in ("cell", "speaker-style")
        or any(c in "\t:：.—–-" for c in text[at + len(label) : body])
    )
    rest = Candidate(RULE, label, at, body, alone=alone, look=look if parted else f"bare {look}", apart=True)
    return with_delivery(rest)
