"""What is no label below the line that closes the sitting: the heads of what a record appends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docconv.patterns import regex
from docconv.transcript.kinds import is_procedure
from docconv.transcript.labels.convention.company import ACCEPT, MANY, Family
from docconv.transcript.labels.evidence.family import LabelType
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine

HOUR = regex(r"(?<!\d)\d{1,2}(?:[.:h]\d{2}|\s?[ap]\.?m)")
LONGEST_CLOSING = 160  # characters
MOST_AGAIN = 1  # line of those who spoke before
APPENDED = -10.0


def by_closing(
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> None:
    """Say of what comes only below the line that closes the sitting with its hour, `The House adjourned at
    16:48.`, that it is no label, where hardly anybody speaks again who spoke before.
    """
    firm = [kind for family in ranked for kind in families[family].values() if kind.score >= ACCEPT]
    if sum(len(kind.occurrences) for kind in firm) < MANY:
        return
    closing = max((at for at, line in enumerate(lines) if _closes(line, lexicon)), default=0)
    spoken = sum(at < closing for kind in firm for at in kind.occurrences)
    again = [at for kind in firm if min(kind.occurrences) < closing for at in kind.occurrences]
    if spoken < MANY or sum(at > closing for at in again) > MOST_AGAIN:
        return
    for kind in (kind for kinds in families.values() for kind in kinds.values()):
        if min(kind.occurrences) > closing and not (kind.is_confirmed or kind.is_taught):
            kind.add("outside-the-talk", APPENDED)


def _closes(line: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    """Whether a line tells of procedure and of an hour."""
    short = len(line.text) <= LONGEST_CLOSING
    return short and HOUR.search(line.text) is not None and is_procedure(line.text, lexicon)
