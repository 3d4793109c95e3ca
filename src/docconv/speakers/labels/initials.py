"""Initials, and the names that they stand for."""

from __future__ import annotations

import re

from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import Words

GLUED_INITIALS = regex(r"[^\W\d_](?:\.[^\W\d_])+")
DIGRAPHS = frozenset(("ch", "cz", "dž", "dz", "gy", "ij", "lj", "ll", "ly", "nj", "ny", "rz", "sz", "zs"))
INITIALS = range(2, 6)
FEWEST_WITH_MIDDLE = 3
PATRONYMICS = ("вич", "ич", "вна", "чна", "vich", "vych", "vna", "chna")
"""How middle names of East Slavic languages end that say who the father was."""


def initials_of(name: str) -> set[str]:
    """The initials of a name, folded, with and without its particles: `avw`, `aw` of `Aaron van Wirdum`; and
    without a middle name, `rl` of `Robert M. Lee`, or a surname after a patronymic, `вд` of `Виктор
    Дмитриевич Лунин`.
    """
    tokens = [token for token in re.split(r"[\s-]+", name) if token[:1].isalpha()]
    capitals = [token for token in tokens if token[0].isupper()]
    found = {"".join(token[0] for token in some).casefold() for some in (tokens, capitals)}
    if len(capitals) == FEWEST_WITH_MIDDLE and "-" not in name:
        found.add(f"{capitals[0][0]}{capitals[2][0]}".casefold())
        if capitals[1].casefold().endswith(PATRONYMICS):
            found.add(f"{capitals[0][0]}{capitals[1][0]}".casefold())
    if any(token[:2].casefold() in DIGRAPHS for token in capitals):  # `WCh` of `Wanda Chudy`
        found.add("".join(token[: 1 + (token[:2].casefold() in DIGRAPHS)] for token in capitals).casefold())
    return found


def are_initials(short: str, name: str) -> bool:
    """Whether `AvW` are the initials of `Aaron van Wirdum`."""
    letters = "".join(filter(str.isalpha, short)).casefold()
    return len(letters) in INITIALS and letters in initials_of(name)


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of `RCA` are in `Romy Caro` in this order, the first of them at its beginning."""
    letters, rest = "".join(filter(str.isalpha, short)).casefold(), iter(name.casefold())
    return letters[:1] == name[:1].casefold() and all(letter in rest for letter in letters)


def initials_apart(sequence: Words) -> Words:
    """The words of a name, with initials that no space parts as several, before a last name: `P.K. Bala`."""
    if len(sequence) < 2 or not GLUED_INITIALS.fullmatch(sequence[0]):
        return sequence
    return *sequence[0].split("."), *sequence[1:]
