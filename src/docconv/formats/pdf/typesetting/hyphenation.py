"""Where a word may be divided at the end of a line: by the patterns of its language (Liang 1983)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from attrs import field, frozen
from pyphen import LANGUAGES, language_fallback

from docconv.patterns import regex

LETTERS = regex(r"[^\w]*+([^\W\d_]{6,}+)[^\w]*+")
LEAST_BEFORE, LEAST_BEHIND = 3, 3  # letters
LEAST_DIVIDED = LEAST_BEFORE + LEAST_BEHIND
WITH_NOUNS = frozenset(("de", "lb"))  # languages that write nouns with capitals
OTHER_NAMES = {"no": "nb"}
CODE = regex(r"\^{2}([0-9a-f]{2})")
FIGURE_AND_LETTER = regex(r"(\d?)(\D?)")
WITHOUT_FIGURES = {ord(figure): None for figure in "0123456789"}


@frozen(eq=False)
class HyphenationPatterns:
    """The patterns of a language as they are printed, by their letters; a full stop is an edge of a word. A
    text needs few of the many thousands: their figures are looked at when a word has their letters.
    """

    printed: Mapping[str, str]
    longest: int

    def places(self, word: str) -> list[int]:
        """The indexes at which a word in small letters is divided without changing its letters, ascending."""
        pointed = f".{word}."
        best = [(0, False)] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self.longest, len(pointed)) + 1):
                if printed := self.printed.get(pointed[start:end]):
                    _raise(best, start, printed)
        return [at - 1 for at, (figure, changes) in enumerate(best) if figure % 2 and not changes]


@lru_cache(maxsize=5_000)
def _figures(printed: str) -> tuple[tuple[int, int, bool], ...]:
    """The figures of a pattern: before which of its letters, how much, whether letters change there."""
    changes = "=" in printed
    pairs = enumerate(FIGURE_AND_LETTER.findall(_without_change(printed)))
    return tuple((place, int(figure), changes) for place, (figure, _) in pairs if figure)


def _raise(best: list[tuple[int, bool]], start: int, printed: str) -> None:
    """The places of a word from what a pattern says that begins at an index: the highest figure counts."""
    for place, figure, changes in _figures(printed):
        if (at := start + place) < len(best) and figure >= best[at][0]:
            best[at] = (figure, changes)


def _without_change(printed: str) -> str:
    """A pattern without what becomes of the letters around the hyphen: `a1b` of `a1b/c=d,1,2`."""
    return printed.partition("/")[0] if "=" in printed else printed


@cache
def patterns(lang: str) -> HyphenationPatterns | None:
    """The patterns of a language, a BCP 47 tag; nothing where there are none."""
    primary, _, rest = lang.partition("-")
    name = language_fallback("-".join(filter(None, (OTHER_NAMES.get(primary, primary), rest))))
    if name is None:
        return None
    found = dict(_read(LANGUAGES[name]))
    return HyphenationPatterns(found, max(map(len, found)))


def _read(path: Path) -> list[tuple[str, str]]:
    """The letters and the print of each pattern of a file, whose first line names its encoding; what is no
    pattern has no letters that a word could have, or no figures.
    """
    encoding, _, data = path.read_bytes().partition(b"\n")
    name = encoding.decode().strip().lower()
    text = data.decode("cp1251" if name == "microsoft-cp1251" else name)
    text = CODE.sub(lambda found: chr(int(found[1], 16)), text) if "^^" in text else text
    if text.isascii():
        letters = text.encode("ascii").translate(None, b"0123456789").decode("ascii")
    else:
        letters = text.translate(WITHOUT_FIGURES)
    pairs = zip(text.split("\n"), letters.split("\n"), strict=True)
    known = [(plain, printed.strip()) for printed, plain in pairs if printed != plain]
    if "=" in text:
        return [(_without_change(plain).strip(), printed) for plain, printed in known]
    return [(plain.strip(), printed) for plain, printed in known]


@frozen(eq=False)
class Divider:
    """Divides the words of a text in one language, but no names and no words in capitals.

    - `patterns`: of the language.
    - `names`: the words of names that are known, in small letters.
    - `nouns`: a capital letter says nothing, since nouns have one.
    """

    patterns: HyphenationPatterns
    names: frozenset[str] = frozenset()
    nouns: bool = False
    _known: dict[str, tuple[int, ...]] = field(factory=dict)

    def points(self, word: str, *, initial: bool) -> tuple[int, ...]:
        """The indexes at which a word may be divided, the last one first; `initial` words have their capital
        from the beginning of a sentence.
        """
        known = self._known.get(word)
        if known is not None:
            return known
        found = LETTERS.fullmatch(word)
        letters: str = found[1] if found else ""
        small = letters.lower()
        if letters != small:
            capital = not (initial or self.nouns)
            if capital or letters[1:] != small[1:] or small in self.names or small[:-1] in self.names:
                return ()
        start = found.start(1) if found else 0
        points = tuple(start + place for place in hyphenation_points(small, self.patterns))
        if letters == small:
            self._known[word] = points
        return points


def divider(lang: str, names: frozenset[str]) -> Divider | None:
    """What divides the words of a language, a BCP 47 tag; nothing where there are no patterns."""
    found = patterns(lang)
    return None if found is None else Divider(found, names, lang.partition("-")[0] in WITH_NOUNS)


@lru_cache(maxsize=50_000)
def hyphenation_points(word: str, by: HyphenationPatterns) -> tuple[int, ...]:
    """The indexes at which a word in small letters may be divided without changing its letters, the last one
    first.
    """
    inside = range(LEAST_BEFORE, len(word) - LEAST_BEHIND + 1)
    return tuple(place for place in reversed(by.places(word)) if place in inside)
