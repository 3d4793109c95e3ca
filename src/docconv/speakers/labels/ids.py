"""Ids of speakers: ASCII XML NCNames that are derived from a name and stay the same from run to run."""

from __future__ import annotations

import re
from collections import Counter

from anyascii import anyascii
from attrs import define, field

NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
NAMELESS = "speaker"
LONGEST = 60
_TAKEN = re.compile(r"t\d+\Z")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_INSIDE_A_WORD = re.compile(r"['’ʼ`´]")


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens; empty where nothing of it can be written so.

    Names of the form `t1` belong to turns, which share one space of ids with the speakers.
    """
    ascii_name = anyascii(_INSIDE_A_WORD.sub("", name)).lower()
    plain = _NOT_ALNUM.sub("-", _INSIDE_A_WORD.sub("", ascii_name)).strip("-")[:LONGEST].rstrip("-")
    return plain if not plain or (plain[0].isalpha() and not _TAKEN.match(plain)) else f"{NAMELESS}-{plain}"


@define
class Ids:
    """Gives every speaker of a document an id of its own."""

    _taken: set[str] = field(factory=set)
    _last: Counter[str] = field(factory=Counter, init=False)

    def only(self, name: str) -> str:
        """The plain id for a name, numbered from 2 on where others have it already."""
        plain = slug(name)
        if not plain:
            return self._numbered(NAMELESS, 1)
        return self._numbered(plain, 2) if plain in self._taken else self._take(plain)

    def one_of_many(self, name: str) -> str:
        """An id that is numbered from 1 on, for voices that share a label."""
        return self._numbered(slug(name) or NAMELESS, 1)

    def _numbered(self, plain: str, start: int) -> str:
        number = max(self._last[plain] + 1, start)
        while f"{plain}-{number}" in self._taken:
            number += 1
        self._last[plain] = number
        return self._take(f"{plain}-{number}")

    def _take(self, new: str) -> str:
        self._taken.add(new)
        return new
