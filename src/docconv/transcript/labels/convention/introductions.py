"""Who is named in full in one label, and called in short in those that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from docconv.patterns import regex
from docconv.transcript.annotations import LabelRule
from docconv.transcript.labels.evidence.family import LabelType
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.shape import is_full_name, key

CALLED = regex(r"([^()\[\]]{1,120}?)\s{0,3}\(([^\W\d_]{2,5})\)")
"""A name with initials or a short name in brackets."""
CALLED_HEREAFTER = regex(r"[^()（）]{1,120}[(（][^()（）]{1,60}\w[\s:：,、–—-]\W{0,2}(\w{1,5})\W{0,2}[)）]")
"""A name with how it is called from there on: `Ann Lee (hereafter “L.”)`."""
INITIALS = regex(r"(?:[^\W\d_a-zß-ÿ][.-]{0,2}){1,4}")
INTRODUCED, CALLED_SO = 4.0, 8.0
FEWEST_CALLED = 4  # labels


def by_introduction(kinds: Mapping[str, LabelType], lexicon: TranscriptLexicon) -> None:
    """Who is said to be what in the first label, and called by the full name alone in those that follow, is
    introduced: `Ada Holt, plumber:`, later `Ada Holt:`; so is a full name with how it is called from then on,
    `Ada Holt (AH):`, later `AH:`.
    """
    for kind in kinds.values():
        if len(kind.occurrences) != 1 or not (", " in kind.label or kind.label[-1] in ")）"):
            continue
        called = CALLED.fullmatch(kind.label)
        name, short = (called[1], called[2]) if called else (kind.label.partition(", ")[0],) * 2
        later = kinds.get(key(short))
        if later and kind.occurrences[0] < later.occurrences[0] and is_full_name(name, lexicon):
            kind.add("introduced", INTRODUCED, later.label)
    _by_initials(kinds)


def by_calling(families: Mapping[tuple[LabelRule, bool, str], Mapping[str, LabelType]]) -> None:
    """Who is called in short from a label on that says so, `Clerk (hereafter C):`, is introduced, and what
    they are called is a label, printed with the same sign in whatever letters.
    """
    told = [
        (rule, kind, match[1])
        for (rule, _, _), kinds in families.items()
        for kind in kinds.values()
        if kind.label[-1] in ")）" and (match := CALLED_HEREAFTER.fullmatch(kind.label)) is not None
    ]
    for rule, kind, short in told:
        found = [kinds.get(key(short)) for (other, _, _), kinds in families.items() if other is rule]
        for later in found:
            if later is not None and kind.occurrences[0] < later.occurrences[0]:
                kind.add("introduced", INTRODUCED, later.label)
                later.add("introduced", CALLED_SO, kind.label)


def _by_initials(kinds: Mapping[str, LabelType]) -> None:
    """Who is named in full at first, and by initials from then on, is introduced: `Ada Maria Holt:`, later
    `A.H.:`; so are several whose surnames become single letters, `Holt:`, `Lund:`, later `H:`, `L:`.
    """
    short = [
        ("".join(filter(str.isalpha, kind.label)).casefold(), kind)
        for name, kind in kinds.items()
        if len(kind.occurrences) >= FEWEST_CALLED and INITIALS.fullmatch(kind.label)
    ]
    found: list[tuple[LabelType, LabelType]] = []
    for kind in kinds.values() if short else ():
        options = _initials_of(kind.label) if len(kind.occurrences) == 1 else set()
        so = [one for letters, one in short if letters in options]
        so = [one for one in so if kind.occurrences[0] < one.occurrences[0]]
        found += [(kind, so[0])] if len(so) == 1 else []
    called = Counter(later.label for _, later in found)
    single = sum(" " not in kind.label for kind, _ in found)
    for kind, later in found:
        if called[later.label] == 1 and (" " in kind.label or single > 1):
            kind.add("introduced", INTRODUCED, later.label)


def _initials_of(name: str) -> set[str]:
    """The initials that a name may be called by, in small letters: all, or those of its first word and one
    other, as a middle name may be left out, and a surname after a patronymic.
    """
    firsts = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    if len(firsts) != len(name.replace("-", " ").split()):
        return set()
    pairs = {f"{firsts[0]}{one}" for one in firsts[1:]}
    return {one.casefold() for one in ({"".join(firsts)} | pairs if firsts else ())}
