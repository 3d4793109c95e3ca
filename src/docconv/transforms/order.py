"""Those who speak in the order of the alphabet of the text.

Names are compared as they are printed, letter by letter: first by the place of each letter in the alphabet
of the language (`alphabets.toml`), where `ch`, `lj` and the like are letters, too; then by marks (`a` before
`á`); then small letters before capitals. Chinese characters are in the order of their readings in Chinese, in
a Japanese text in that of their codes, since nobody can tell how a name is read there. What is no letter is
passed over. These are the levels of the Unicode Collation Algorithm; as the alphabets are docconv's own, the
order is the same whether ICU is installed or not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from attrs import evolve

from docconv.model import Resolved, Speaker
from docconv.patterns import regex

FILE = "alphabets.toml"
HAN = regex(r"[\u3400-\u9fff\uf900-\ufaff]")
JAPANESE = "ja"
DOTTED = frozenset(("az", "tr"))
"""Languages whose `I` is the capital of the letter without a dot."""
LONGEST = 3
Key = tuple[Sequence[tuple[int, str]], str, str]


def sort_speakers(document: Resolved) -> Resolved:
    """A document whose speakers are in the order of their names, or of their labels where they have none;
    those who have neither are last, as they were.
    """
    lang = document.metadata.lang.partition("-")[0].casefold()

    def key(speaker: Speaker) -> tuple[bool, Key]:
        name = speaker.name or next(iter(speaker.aliases), "")
        return not name, name_key(name, lang)

    return evolve(document, speakers=tuple(sorted(document.speakers, key=key)))


def name_key(name: str, lang: str) -> Key:
    """What a name is sorted by in a language (`de`): the places of its letters, its marks, its capitals."""
    if lang != JAPANESE and HAN.search(name):
        from anyascii import anyascii  # noqa: PLC0415  few names need it

        name = "".join(f" {anyascii(one)}" if HAN.match(one) else one for one in name)
    small = name.replace("I", "ı").replace("İ", "i") if lang in DOTTED else name
    folded = normalize("NFC", small.casefold())
    return _places(folded, _alphabet(lang)), normalize("NFD", folded), name.swapcase()


@cache
def _alphabet(lang: str) -> Mapping[str, int]:
    """The places of the letters of a language that has an order of its own."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    letters: str = tomllib.loads(text).get(lang, "")
    return {normalize("NFC", letter): place for place, letter in enumerate(letters.split())}


def _places(name: str, alphabet: Mapping[str, int]) -> Sequence[tuple[int, str]]:
    """The place of each letter: those of the alphabet come first; others are in the order of their codes."""
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(name):
        sizes = (size for size in range(LONGEST, 0, -1) if name[at : at + size] in alphabet)
        size = next(sizes, 0)
        if size:
            found.append((alphabet[name[at : at + size]], ""))
        elif name[at].isalnum() or name[at].isspace():
            found.append(_bare(name[at], alphabet))
        at += size or 1
    return found


def _bare(letter: str, alphabet: Mapping[str, int]) -> tuple[int, str]:
    """The place of a letter without one of its marks, or without all; figures are before letters, and the end
    of a word is before both.
    """
    if letter.isspace():
        return -2, ""
    char, *marks = tuple(normalize("NFD", letter))
    found = (alphabet.get(normalize("NFC", char + mark)) for mark in (*marks, ""))
    place = next((one for one in found if one is not None), len(alphabet))
    if char.isdecimal():
        return -1, char
    return (place, "") if place < len(alphabet) else (place, char)
