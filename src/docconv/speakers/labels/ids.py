"""Ids of speakers: ASCII XML NCNames that are derived from a name and stay the same from run to run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

from docconv.patterns import regex
from docconv.wellformed.shapes import NOT_OF_SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NCNAME = regex(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
NAMELESS = "speaker"
JAPANESE = "ja"
HAN = regex(r"[\u3400-\u9fff\uf900-\ufaff]")
KANA = r"[\u3041-\u3096\u30a1-\u30fa\u30fc]"
READING = regex(rf"{KANA}++(?:[\s\u3000\u30fb]++{KANA}++)*")
READ_NAME = regex(rf"({HAN.pattern}{{2,12}})[(\uff08]({READING.pattern})[)\uff09]")
LONGEST = 60
_NOT_ALNUM = regex(r"[^a-z0-9]+")
_INSIDE_A_WORD = regex(r"['’ʼ`´]")


def slug(name: str, lang: str = "und") -> str:
    """A name in lower-case ASCII letters, digits and hyphens; empty where nothing of it can be written so.

    Chinese characters are read as Chinese. In a Japanese text they do not say how a name is read: the id is
    made of the reading in kana where one is printed, else it is a number, see `Ids`.

    Names of the form `t1` and `q1` belong to turns and quotations, which share one space of ids with the
    speakers.
    """
    if lang.partition("-")[0] == JAPANESE and HAN.search(name):
        return ""
    ascii_name = _in_ascii(_INSIDE_A_WORD.sub("", name)).lower()
    plain = _NOT_ALNUM.sub("-", _INSIDE_A_WORD.sub("", ascii_name)).strip("-")[:LONGEST].rstrip("-")
    free = plain[:1].isalpha() and not NOT_OF_SPEAKERS.fullmatch(plain)
    return plain if not plain or free else f"{NAMELESS}-{plain}"


def _in_ascii(name: str) -> str:
    if name.isascii():
        return name
    from anyascii import anyascii  # noqa: PLC0415  many texts need it for no name

    return anyascii(name)


def readings(texts: Iterable[str], lang: str) -> Mapping[str, str]:
    """How names are read that a Japanese text prints with their readings: `青木一郎（あおきいちろう）`."""
    if lang.partition("-")[0] != JAPANESE:
        return {}
    return dict(pair for text in texts for pair in READ_NAME.findall(text))


@define(eq=False, repr=False)
class Ids:
    """Gives every speaker of a document an id of its own."""

    _taken: set[str] = field(factory=set)
    _lang: str = "und"
    _readings: Mapping[str, str] = field(factory=dict)
    _last: Counter[str] = field(factory=Counter, init=False)

    def only(self, name: str) -> str:
        """The plain id for a name, numbered from 2 on where others have it already."""
        plain = slug(self._readings.get(name, name), self._lang)
        if not plain:
            return self._numbered(NAMELESS, 1)
        return self._numbered(plain, 2) if plain in self._taken else self._take(plain)

    def one_of_many(self, name: str) -> str:
        """An id that is numbered from 1 on, for voices that share a label."""
        return self._numbered(slug(name, self._lang) or NAMELESS, 1)

    def _numbered(self, plain: str, start: int) -> str:
        number = max(self._last[plain], start)
        while f"{plain}-{number}" in self._taken:
            number += 1
        self._last[plain] = number
        return self._take(f"{plain}-{number}")

    def _take(self, new: str) -> str:
        self._taken.add(new)
        return new
