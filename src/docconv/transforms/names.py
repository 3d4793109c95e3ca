"""The names of those who speak, as they may stand in a text: whole, in parts, inflected, in other cases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import define

from docconv.languages import fold
from docconv.model import Resolved
from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import NameGazetteer, gazetteer, name_particles
from docconv.speakers.labels.names import UNSPACED, taken_apart

LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
SPACED = r"[^\W\d_\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]"
"""A letter of a script whose words are apart: one of another script beside it is no part of its word."""
PART = regex(r"[^\s\-‐‑'’.,()\[\]/]+")
RUN = regex(rf"{LETTER}+")
MARKS = regex(r"[\u0300-\u036f]")
DOTS = {0x130: "i", 0x131: "i"}
SOLID, INITIAL = regex(r"\S+"), regex(r"[^\W\d_]")
MARK, POINT = regex(r"[@#/\\_]"), regex(r"\.[^\W\d_]")
"""What addresses, names of files and tags have in them; names stand there in small letters."""
SHARP_S = str.maketrans({"ß": "ss", "ẞ": "SS"})
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
"""Letters of names in capitals, which have no small ß, and on keyboards without them."""
INFLECTING = frozenset((
    "az", "bg", "cs", "el", "et", "fi", "hr", "hu", "hy", "ka", "la",
    "lt", "lv", "pl", "ro", "ru", "sk", "sl", "sr", "tr", "tt", "uk",
))  # fmt: skip
"""Languages in which names have endings."""
ENDING = regex(r"(?:nen|[aeiouyáéíóúýàèąęěůőűāēīūėаеёиоуыэюяйьіїєηιοωαάόή]*[sςš]?)$")
"""What is exchanged for other endings in these."""
FLEETING = regex(r"(?<=.{2})[eёо](?=[^\W\d_aeiouyаеёиоуыэюя]$)")
"""A vowel that goes where an ending comes: `Marek`, `Markiem`."""
LONG, SHORT, SHORTEST = 4, 3, 2
"""Letters of a name that is found with any ending, with a short one, without any."""


def names_of(document: Resolved) -> list[tuple[str, ...]]:
    """The names of the persons who speak, each as its words, without titles, offices, particles and initials
    of one letter.
    """
    lang = gazetteer(document.metadata.lang)
    found = dict.fromkeys(
        words
        for one in document.speakers
        if one.kind == "person"
        for text in (one.name or "", *one.aliases)
        for words in _names_in(text, lang)
    )
    return list(found)


def _names_in(label: str, lang: NameGazetteer) -> Iterator[tuple[str, ...]]:
    form = taken_apart(label, lang) if label.strip() else None
    if form is None or not form.is_person:
        return
    for name in filter(None, (form.name, form.initials)):
        words = tuple(
            one
            for one in PART.findall(name)
            if len(one) >= SHORTEST and one[0].isalpha() and fold(one) not in name_particles()
        )
        if words:
            yield words


@define(eq=False, slots=False)
class NameFinder:
    """Finds names in texts. `names` are names as their words, in the language `lang`; `small` are words that
    are names in small letters, too, since labels print them so.
    """

    names: Sequence[tuple[str, ...]]
    lang: str = "und"

    @cached_property
    def variants(self) -> dict[str, str]:
        """Each way to write a word of a name, or its stem, in small letters, and the word it stands for."""
        found: dict[str, str] = {}
        for word in dict.fromkeys(word for words in self.names for word in words):
            for one in (word, *self._stems(word)):
                found.setdefault(small(unmarked(one)[0]), plain(word))
        for word in [word for words in self.names for word in words]:  # behind those who are called so
            sharp = unicodedata.normalize("NFC", word).lower().translate(SHARP_S)
            for one in (sharp, sharp.translate(SPELT_OUT)):
                found.setdefault(small(unmarked(one)[0]), plain(word))
        return found

    @cached_property
    def _small(self) -> frozenset[str]:
        every = (word for words in self.names for word in words)
        return frozenset(small(unmarked(word)[0]) for word in every if word.islower())

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that are words of the language as well, which are names only beside others."""
        return gazetteer(self.lang).stop_words

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Initials, and names that are as short: they are looked for as they are."""
        words = {unmarked(word)[0] for words in self.names for word in words}
        short = {small(word) for word in words if len(word) <= SHORT and word.isupper()}
        return frozenset(short - {small(word) for word in words if not word.isupper()})

    def _stems(self, word: str) -> Iterator[str]:
        if self.lang.partition("-")[0] not in INFLECTING or UNSPACED.fullmatch(word):
            return
        for stem in (ENDING.sub("", word), FLEETING.sub("", word)):
            if len(stem) >= SHORT and stem != word:
                yield stem

    @cached_property
    def _single(self) -> str:
        """What one word of a name looks like, with endings."""
        short = "{0,4}" if self.lang.partition("-")[0] in INFLECTING else "{0}"
        found = list[str]()
        for one in sorted(self.variants, key=len, reverse=True):
            if UNSPACED.fullmatch(one):
                found.append(re.escape(one))
            else:
                ending = "*" if len(one) >= LONG else short if len(one) >= SHORT else "{0}"
                found.append(f"(?<!{SPACED}){re.escape(one)}{SPACED}{ending}(?!{SPACED})")
        return "|".join(found)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Names of several words, with whatever is between them, and words of names."""
        several = [
            r"[\W_]{0,3}".join(re.escape(unmarked(word)[0]) for word in words) + f"{SPACED}*"
            for words in self.names
            if len(words) > 1
        ]
        return re.compile("|".join(filter(None, (*several, self._single))) or r"(?!)", re.IGNORECASE)

    def told(self, text: str) -> list[tuple[int, int]]:
        """Where names are in what is no running text, in whatever case."""
        bare, at = unmarked(text)
        return list(self._tokens(bare, at, self._pattern.finditer(bare)))

    def running(self, text: str) -> list[tuple[int, int]]:
        """Where names are in running text: with a capital, unless labels print them in small letters or they
        stand in an address; words of the language as parts of whole names only.
        """
        bare, at = unmarked(text)
        addresses = list(_addresses(bare))
        matches = (
            found
            for found in self._pattern.finditer(bare)
            if self._is_name(found[0], text[at[found.start()] : at[found.end()]])
            or any(a <= found.start() and found.end() <= b for a, b in addresses)
        )
        return list(self._tokens(bare, at, matches))

    def _is_name(self, found: str, printed: str) -> bool:
        low = small(found)
        if low in self._capitals:
            return found.isupper()
        if unicodedata.normalize("NFC", small(printed)) in self._common:
            return False
        return not found[0].islower() or low in self._small or len(RUN.findall(found)) > 1

    def _tokens(
        self, bare: str, at: Sequence[int], matches: Iterable[re.Match[str]]
    ) -> Iterator[tuple[int, int]]:
        """Where the runs of letters in matches that have a name in them stand in the text."""
        for match in matches:
            for run in RUN.finditer(bare, match.start(), match.end()):
                if self.parts(run[0]):
                    yield at[run.start()], at[run.end()]

    def parts(self, run: str) -> list[tuple[int, int, str]]:
        """Where words of names stand in a run of letters, and which: of `annlee` both."""
        bare, place = unmarked(run)
        low, at, found = small(bare), 0, list[tuple[int, int, str]]()
        while at < len(low):
            end = next((end for end in range(len(low), at + 1, -1) if low[at:end] in self.variants), 0)
            if end:
                found.append((place[at], place[end], self.variants[low[at:end]]))
            at = end or at + 1
        return found


def unmarked(text: str) -> tuple[str, Sequence[int]]:
    """A text without accents and signs of stress, and where each letter of it, and its end, is in the text.
    Signs of other scripts stay: there they make another letter.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    bare, at = list[str](), list[int]()
    for place, letter in enumerate(text):
        parts = unicodedata.normalize("NFD", letter)
        if not MARKS.match(letter):
            bare.append(parts[0] if all(map(MARKS.match, parts[1:])) else letter)
            at.append(place)
    return "".join(bare), (*at, len(text))


def plain(word: str) -> str:
    """A word in small letters without accents."""
    marked = unicodedata.normalize("NFD", small(word))
    return unicodedata.normalize("NFC", "".join(one for one in marked if not unicodedata.combining(one)))


def small(text: str) -> str:
    """A text in small letters, as many as it has; with or without a dot, an i is an i."""
    lower = text.translate(DOTS).lower()
    return lower if len(lower) == len(text) else "".join(one.lower()[:1] for one in text.translate(DOTS))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses and names of files are: words with a mark, or from a letter on that has a point."""
    for run in SOLID.finditer(text):
        start, end = run.span()
        letter = INITIAL.search(text, start, end)
        if MARK.search(text, start, end):
            yield start, end
        elif letter and POINT.search(text, letter.end(), end):
            yield letter.start(), end
