"""What is no label in the record of an examination, whose questions and answers have letters for labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docconv.transcript.annotations import LineMark
from docconv.transcript.labels.convention.company import ACCEPT, MANY, SEED, Family
from docconv.transcript.labels.evidence.family import LabelType, places
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine

LONGEST_LETTER = 2  # characters, `Q.`
SELDOM = 3  # times
OFTEN = 20  # one in so many labelled lines
AN_OFFICER = 3.5  # what the shape of `THE BAILIFF` says
NONE, OUTSIDE = -10.0, -8.0
STOPS = ".,;:!?"


def by_examination(
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> None:
    """Say of what is seldom printed like the labels of an examination that it is none: beside letters, where
    names have a colon, or on the title page, in the index, or in the certificate of the reporter.
    """
    _without_questions(families, lexicon)
    _head_examinations(families, lines, lexicon)
    letters = frozenset(one for one in lexicon.question | lexicon.answer if len(one) <= LONGEST_LETTER)
    asked = sum(_count(families[family], letters) for family in ranked)
    named = sum(_count(families[family], families[family]) for family in ranked if family[0].firm)
    if min(asked, named) < MANY:
        return
    firm = [
        kind
        for family in ranked
        for name, kind in families[family].items()
        if (name in letters or family[0].firm) and kind.score >= SEED
    ]
    firm = [kind for kind in firm if len(kind.occurrences) * OFTEN >= asked + named]
    first, last = (end(at for kind in firm for at in kind.occurrences) for end in (min, max))
    known = {name for family in ranked if family[0].firm for name in families[family]}
    for family in ranked:
        kinds = families[family]
        count, loose = _count(kinds, letters), not family[0].firm
        beside = loose and count * 3 >= 2 * _count(kinds, kinds)
        for name, kind in kinds.items():
            if name in letters or kind.is_taught or kind.is_confirmed:
                continue
            if (beside and len(kind.occurrences) <= SELDOM) or (loose and not count and name not in known):
                kind.add("beside-letters", NONE)
            elif _is_seldom(kind, first) and _is_outside(kind, family, (first, last), lines, lexicon):
                kind.add("outside-the-talk", NONE if family[1] else OUTSIDE)
                _end_the_talk(lines[at] for at in kind.occurrences if at > last and family[1])


def _without_questions(
    families: Mapping[Family, Mapping[str, LabelType]], lexicon: TranscriptLexicon
) -> None:
    """Say of `By Mr. BERG:` that it is no label where nobody asks by a label: it heads a bill."""
    begins = tuple(f"{by} " for by in lexicon.examiner)
    if any(not lexicon.question.isdisjoint(kinds) for kinds in families.values()):
        return
    for name, kind in ((name, kind) for kinds in families.values() for name, kind in kinds.items()):
        if name.startswith(begins) and not (kind.is_taught or kind.is_confirmed):
            kind.add("heading-word", NONE)


def _head_examinations(
    families: Mapping[Family, Mapping[str, LabelType]],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> None:
    """The name of an examination alone on its line and in capitals is a heading, with a colon or without:
    `DIRECT EXAMINATION:` above `BY MR. BERG:`; in an index a wide space and a page are after who asks:
    `Direct by Mr. Berg      6`.
    """
    begins = tuple(f"{by} " for by in lexicon.examiner if " " in by)
    for (rule, alone, _), kinds in families.items():
        for name, kind in kinds.items() if alone or rule.name == "tab" else ():
            listed = not alone and begins and name.startswith(begins)
            headed = alone and f"{name} by" in lexicon.examiner
            if not (listed or headed) or kind.is_taught or kind.is_confirmed:
                continue
            for line in (lines[at] for at in kind.occurrences if headed and lines[at].text.isupper()):
                line.mark = line.mark or LineMark("heading")
            kind.add("heading-word", NONE)


def _end_the_talk(below: Iterable[TranscriptLine]) -> None:
    """What heads a part below all that is said is nobody's."""
    for line in below:
        line.mark = line.mark or LineMark("narrative")


def _count(kinds: Mapping[str, LabelType], names: Mapping[str, LabelType] | frozenset[str]) -> int:
    """How many lines have an accepted label of those names."""
    return sum(
        len(kind.occurrences) for name, kind in kinds.items() if name in names and kind.score >= ACCEPT
    )


def _is_seldom(kind: LabelType, first: int) -> bool:
    """Whether a label comes a few times only, or is above all questions, as what heads each of a list of
    counsel, `Attended by telephone:`, or is in each entry of an index, `Letter re: samples`.
    """
    return len(kind.occurrences) <= SELDOM or max(kind.occurrences) < first


def _is_outside(
    kind: LabelType,
    family: Family,
    ends: tuple[int, int],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> bool:
    """Whether a label is above the first of those that come back with no sentence after it and without the
    article of an officer who speaks, `THE WITNESS:  I can.`, or below the last of them and is no officer.
    """
    alone, (first, last) = family[1], ends
    officer = kind.raw["shape"] >= AN_OFFICER
    if min(kind.occurrences) > last:
        return alone or not officer
    if max(kind.occurrences) >= first:
        return False
    if officer and not alone and kind.label.split(" ", 1)[0].casefold() in lexicon.articles:
        return False
    return alone or not any(_is_sentence(lines[at].text[body:], lexicon) for at, body in places(kind))


def _is_sentence(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a text has a word in small letters that only sentences have."""
    return any(word.rstrip(STOPS) in lexicon.stop_words for word in text.split() if word.islower())
