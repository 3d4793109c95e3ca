"""What is in brackets behind names: an office or how it is spoken, told from all labels together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from docconv.transcript.annotations import Candidate
from docconv.transcript.lexicon import TranscriptLexicon, all_deliveries, words
from docconv.transcript.lines.lines import TranscriptLine

FEWEST = 2


def take_roles(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of what stands behind a name each time, `Ben Ruiz (owner)`, that it is part of the label: how
    somebody speaks changes. Where several names have such a bracket, what stands behind another that comes
    once is one, too. Names in capitals are those of plays, whose directions come back.
    """
    some = [line for line in lines if any(map(_is_bracketed, line.candidates))]
    if not some:
        return
    behind: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for name, how in {(item.label, item.delivery) for item in line.candidates if item.rule.firm}:
            behind[name][how] += 1
    roles = set(_roles(behind, lexicon))
    for line in some if roles else ():
        line.candidates = [
            _with_role(item) if (item.label, item.delivery) in roles else item for item in line.candidates
        ]


def _is_bracketed(item: Candidate) -> bool:
    return item.delivery[:1] == "(" and not item.label.isupper()


def _with_role(item: Candidate) -> Candidate:
    return evolve(item, label=f"{item.label} {item.delivery}", delivery="", weighed=item.label)


def _roles(behind: Mapping[str, Counter[str]], lexicon: TranscriptLexicon) -> Iterable[tuple[str, str]]:
    """Names with what is part of their labels; `behind` says what is behind each, and how often."""
    always = {name: next(iter(hows)) for name, hows in behind.items() if len(hows) == 1}
    named = {name: how for name, how in always.items() if how[:1] == "(" and not _tells_how(how, lexicon)}
    named = {name: how for name, how in named.items() if not name.isupper()}
    again = [name for name, how in named.items() if behind[name][how] >= FEWEST or f"{name} {how}" in behind]
    return named.items() if len(again) >= FEWEST else [(name, named[name]) for name in again]


def _tells_how(how: str, lexicon: TranscriptLexicon) -> bool:
    """Whether words in brackets have one for how somebody speaks, or what is heard or seen."""
    kinds = (lexicon.delivery, lexicon.vocal, lexicon.kinesic, lexicon.incident, all_deliveries())
    return any(word in kind for word in words(how) for kind in kinds)
