"""What families of labels say of each other's labels: how the firm ones are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from docconv.transcript.labels.convention.company import (
    ACCEPT,
    ADDRESSED,
    FEWEST_LED,
    FEWEST_RECURRING,
    SAME_DELIMITER,
    UNLIKELY,
    Family,
    is_seed,
)
from docconv.transcript.labels.evidence.family import LabelType, places
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import core, is_full_name, key, last_name, style

FEWEST_TOLD = 2  # words
ANSWERED = 4.0


def by_delimiter(
    kinds: Mapping[str, LabelType], others: Mapping[str, LabelType], lines: Sequence[TranscriptLine]
) -> None:
    """A name with the delimiter that all firm labels of another style have is a label, where it is one that
    no sentence has, with two spaces: `NAME  —  text`, `First Name  —  text`.
    """
    firm = {_delimiter(lines, *place) for kind in others.values() if is_seed(kind) for place in places(kind)}
    if len(firm) != 1 or "  " not in min(firm):
        return
    for kind in kinds.values():
        if all(_delimiter(lines, *place) in firm for place in places(kind)) and kind.score > UNLIKELY:
            kind.add("same-delimiter", SAME_DELIMITER)


def by_manner(
    families: Mapping[Family, Mapping[str, LabelType]],
    main: Family,
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> None:
    """A few words before a colon, alone on their line, are no label but an address, `Dear friends:`, where
    all firm labels are in capitals or in bold, or nearly all are before a colon, and have words after them.
    Where the labels are in capitals on lines of their own without a colon, no full name is one either.
    """
    firm = [kind for kind in families[main].values() if kind.score >= ACCEPT]
    support = sum(len(kind.occurrences) for kind in firm)
    bare, in_manner = main[0].name == "alone", main[0].name == "bold" or _are_capitals(main, firm)
    if main[1] > bare or support < FEWEST_RECURRING or not in_manner:
        return
    first = min(at for kind in firm for at in kind.occurrences)
    names = {last_name(kind.label) for kind in firm}
    for (rule, alone, styled), kinds in families.items():
        for kind in kinds.values() if alone and rule.name == "colon" and styled != "caps" else ():
            few = len(kind.occurrences) * 2 <= support and min(kind.occurrences) > first
            plain = last_name(kind.label) not in names and not (kind.is_confirmed or kind.is_taught)
            plain = plain and not (bare and is_full_name(kind.label, lexicon))
            if few and plain and all(_is_in_small(lines, at) for at in kind.occurrences):
                addressed = bare and kind.label.split()[0].casefold() in lexicon.honorifics
                kind.add("unlike-the-others", ADDRESSED * (1 + addressed), "capitals or emphasis")


def _are_capitals(main: Family, firm: Sequence[LabelType]) -> bool:
    """Whether firm labels are in capitals: their family is set so, or nine in ten of them before a colon."""
    in_capitals = sum(len(kind.occurrences) for kind in firm if style(kind.label) == "caps")
    support = sum(len(kind.occurrences) for kind in firm)
    return main[2] == "caps" or (main[0].name == "colon" and in_capitals * 10 >= support * 9)


def by_answers(families: Mapping[Family, Mapping[str, LabelType]], lexicon: TranscriptLexicon) -> None:
    """A word for whoever answers is a label where letters with numbers for questions have the same sign
    behind: `Ans.` below `Q1.`, `Q2.`.
    """
    asked = {
        rule
        for (rule, *_), kinds in families.items()
        for name, kind in kinds.items()
        if kind.label[-1].isdecimal() and name in lexicon.question and kind.score >= ACCEPT
    }
    for (rule, *_), kinds in families.items() if asked else ():
        for name in kinds.keys() & lexicon.answer if rule in asked else ():
            if len(kinds[name].occurrences) > 1 and "question-answer" not in kinds[name].raw:
                kinds[name].add("question-answer", ANSWERED)


def by_verbs(families: Mapping[Family, Mapping[str, LabelType]], lexicon: TranscriptLexicon) -> None:
    """What comes once before a colon is no label but the head of a point, where labels begin with a verb that
    tells that somebody speaks: `Avances:` beside `Intervino la concejala Ada Roca:`.
    """
    begins = tuple(f"{verb} " for verb in lexicon.taking_floor)
    for (rule, *_), kinds in families.items() if begins else ():
        led = [kind for name, kind in kinds.items() if name.startswith(begins) and kind.score >= ACCEPT]
        others = [kind for name, kind in kinds.items() if not name.startswith(begins)]
        if rule.name != "colon" or len(led) < FEWEST_LED:
            continue
        for kind in others:
            if len(kind.occurrences) == 1 and not (kind.is_confirmed or kind.is_taught):
                kind.add("unlike-the-others", ADDRESSED, led[0].label.split(" ", 1)[0])


def by_mention(families: Mapping[Family, Mapping[str, LabelType]], lexicon: TranscriptLexicon) -> None:
    """What comes once before a colon and says in small words what somebody is or does who speaks elsewhere is
    no label: `Ms. Lee is right:` beside `LEE:`. One word is enough behind a form of address.
    """
    kinds = [kind for (rule, *_), some in families.items() if rule.name == "colon" for kind in some.values()]
    names = {
        last_name(kind.label): kind for kind in kinds if kind.score >= ACCEPT and kind.label[-1].isalpha()
    }
    for kind in kinds:
        tokens = core(kind.label).split() if len(kind.occurrences) == 1 else []
        small = list(takewhile(str.islower, reversed(tokens)))
        named = len(tokens) - len(small) - 1
        if not small or named < 0 or kind.is_confirmed or kind.is_taught:
            continue
        other = names.get(key(tokens[named]))
        if other is not None and other is not kind and _tells(small[::-1], tokens[:named], lexicon):
            kind.add("sentence-about", ADDRESSED)


def _tells(small: Sequence[str], before: Sequence[str], lexicon: TranscriptLexicon) -> bool:
    """Whether words in small letters after a name tell something of somebody, `is right`: two, of which the
    first is a little word, or any after a form of address; no office, nor that somebody goes on.
    """
    first = small[0]
    names = first in lexicon.naming or (len(first) > 1 and first in lexicon.particles)
    if names or first in lexicon.articles or first in lexicon.going_on or first in lexicon.delivery:
        return False
    if before and before[-1].casefold().strip(".") in lexicon.honorifics:
        return True
    return len(small) >= FEWEST_TOLD and first in lexicon.stop_words


def by_colon(families: Mapping[Family, Mapping[str, LabelType]], lines: Sequence[TranscriptLine]) -> None:
    """Before a wide space without a colon are words of a line that is stretched, where nearly all labels that
    recur have both.
    """
    for (rule, *_), kinds in families.items():
        if rule.name != "tab":
            continue
        firm = [place for kind in kinds.values() if len(kind.occurrences) > 1 for place in places(kind)]
        ended = sum(_has_colon(lines, *place) for place in firm)
        if ended < FEWEST_RECURRING or ended * 10 < len(firm) * 9:
            continue
        for kind in kinds.values():
            decided = kind.is_confirmed or kind.is_taught
            if not (decided or any(_has_colon(lines, *place) for place in places(kind))):
                kind.add("unlike-the-others", ADDRESSED, "a colon")


def _has_colon(lines: Sequence[TranscriptLine], at: int, body: int) -> bool:
    """Whether a colon is between a label and the words after it."""
    return lines[at].text[:body].rstrip().endswith((":", "："))


def _is_in_small(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line is neither in capitals nor in emphasis."""
    return not (lines[at].text.isupper() or lines[at].text[0] in "*_'")


def _delimiter(lines: Sequence[TranscriptLine], at: int, body: int) -> str:
    """The marks and spaces before the words after a label."""
    before = lines[at].text[:body]
    return before[len(before.rstrip(" .:‒–—―-")) :]
