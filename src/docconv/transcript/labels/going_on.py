"""Who goes on to speak, told in brackets on a line of its own, as records do where a part begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docconv.model import CERTAIN, Attribution, Evidence
from docconv.transcript.annotations import Candidate, LabelRule, WeighedCandidate
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import is_full_name, last_name

GOES_ON = LabelRule("goes-on", (), 0.0)
LONGEST, OFTEN = 80, 2  # characters, lines
BY_NAME = Attribution("medium", (Evidence("goes-on", "it is said in brackets who goes on"),))


def take_going_on(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a line such as `(continued: Ann Lee)`, `(pokračuje Karel Novotný)` that it is the label of what
    is below, if the name is a full one or that of somebody who has labels, and the word comes again so: the
    account of words misses one that is elsewhere than it was.
    """
    every = [(line, option) for line in lines if (option := _name_in(line, lexicon)) is not None]
    counts = Counter(option.delivery.casefold() for _, option in every)
    found = [(line, option) for line, option in every if counts[option.delivery.casefold()] >= OFTEN]
    labels = [line.choice.candidate.label for line in lines if line.choice is not None] if found else []
    known = frozenset(map(last_name, labels))
    for line, option in found:
        name = " ".join(
            word for word in option.label.split() if word.casefold().strip(".") not in lexicon.naming
        )
        cased = name.title() if name.isupper() else name
        is_known = bool(name) and last_name(name) in known
        if is_known or is_full_name(cased, lexicon):
            line.choice = WeighedCandidate(option, CERTAIN if is_known else BY_NAME)
            line.rejected, line.is_doubtful = None, False


def _name_in(line: TranscriptLine, lexicon: TranscriptLexicon) -> Candidate | None:
    """The name after the word for it, all in brackets, on a line about which nothing is known."""
    text = line.text
    if text[0] not in "([" or text[-1] not in ")]" or len(text) > LONGEST:
        return None
    if line.choice is not None or line.mark is not None or line.is_furniture or line.in_cast:
        return None
    inner = text[1:-1].casefold()
    word = next((word for word in lexicon.going_on if inner.startswith((f"{word} ", f"{word}: "))), "")
    at = len(word) + 1 + inner[len(word) :].startswith(":")
    label = text[1 + at : -1].strip()
    if not word or not label[:1].isupper():
        return None
    return Candidate(
        label, text.index(label, at), len(text), alone=True, delivery=text[: 1 + at].strip() + ")"
    )
