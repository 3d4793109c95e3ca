"""What is after names, in brackets or after a comma: an office or how it is spoken, told from all labels
together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import Candidate
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, all_deliveries, all_offices, words
from docconv.transcript.lines.lines import TranscriptLine

FEWEST, FEWEST_WORDS = 2, 3
DIRECTED = regex(
    r"([^\s,()](?:[^,()]{0,40}[^\s,()])?)(,\s(?=[^\W\dA-ZÀ-Þ])[^?!]{3,80}|\s\([^()]{2,40}\),?\s[^?!()]{3,60})$"
)
"""A name, and what is after it: a comma and a small letter, or a bracket and more."""


def take_roles(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of what stands after a name each time, `Ben Ruiz (owner)`, that it is part of the label: how
    somebody speaks changes. Where several names have such a bracket, what stands after another that comes
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
            _with_role(item) if (item.label, item.delivery) in roles and not item.in_form else item
            for item in line.candidates
        ]


def take_directions(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of what goes on after a name that has labels of its own, a comma and a small letter that it tells
    how somebody speaks: `IDA, putting down her cup, to the prompter. What?`. Most paragraphs have labels,
    those above and below are of others, and what is after the comma comes once and says neither I nor you.
    """
    found = {at: match for at, line in enumerate(lines) if line.gap and (match := _directed(line.candidates))}
    if not found:
        return
    known = Counter(item.label for line in lines for item in line.candidates if not item.rule.bare)
    again = known + Counter(match[1] for match in found.values())
    firm = (
        (at, next((item.label for item in line.candidates if again[item.label] > 1), ""))
        for at, line in enumerate(lines)
    )
    named = {at: name for at, name in firm if name} | {at: match[1] for at, match in found.items()}
    if len(named) * 4 < sum(line.opens for line in lines):
        return
    order = sorted(named)
    beside = zip(order, ["", *map(named.get, order)], [*map(named.get, order[1:]), ""], strict=False)
    seen = set[str]()
    for at, *others in beside:
        match = found.get(at) if named[at] in seen else None  # first, somebody is presented
        seen.add(named[at])
        is_new = (
            match is not None and known[match[1]] > 0 and known[match.string] == 1 and match[1] not in others
        )
        if match and is_new and not _presents(match[2], lexicon):
            lines[at].candidates = [
                evolve(item, label=match[1], delivery=match[2].lstrip(", "))
                if item.label == match.string and not item.rule.bare
                else item
                for item in lines[at].candidates
            ]


def _presents(behind: str, lexicon: TranscriptLexicon) -> bool:
    """Whether what is after a name says who that is, or I or you, and not what they do."""
    first = behind.split(maxsplit=2)[1 if behind[0] == "," else 0].strip("(,)")
    known = (
        len(behind.split()) < FEWEST_WORDS
        or first in all_offices()
        or first in lexicon.articles
        or first in lexicon.third_person
    )
    return known or speaks_of_self(behind, lexicon)


def _directed(options: Iterable[Candidate]) -> re.Match[str] | None:
    """What is after a name and a comma, or after a bracket, in the label of a candidate."""
    bare = (
        DIRECTED.match(one.label) for one in options if not (one.rule.bare or one.delivery or one.in_form)
    )
    return next((match for match in bare if match), None)


def _is_bracketed(item: Candidate) -> bool:
    return item.delivery[:1] == "(" and not (item.label.isupper() or item.in_form)


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
