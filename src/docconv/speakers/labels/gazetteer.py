"""The words of the languages in the shape in which labels are compared: folded words and phrases of words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from docconv.languages import UNDETERMINED, LanguageData, available, fold, known_tag, load
from docconv.languages.tables import PackedEntries, pack, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from docconv.model import Sex

Words: TypeAlias = tuple[str, ...]

LONG_TITLE = 4
"""Shorter titles with a vowel, such as `don`, count in a language that is known: `DON LEE` may be a name."""

PHRASES = (
    "honorifics", "anonymous", "groups", "amounts", "unknown", "ordinals", "question", "answer",
    "voices", "surnames", "examiner", "sworn", "many_askers", "bodies", "taking_floor",
)  # fmt: skip
"""The lists of languages that are phrases of a gazetteer as they are."""

PHRASED = (*PHRASES, "roles", "marks", "asides")

VOWELS = frozenset("aeiouyаеёиоуыэюяіїєı")

_EDGE = ".,:;!¡¿*_^~\"'«»„“”‘’()[]{}<>|…·-–—#"


MANY_LABELS = 4096


def word(token: str) -> str:
    """One word as it is compared: folded, without punctuation at its ends."""
    return fold(token if token.isascii() else unicodedata.normalize("NFKC", token)).strip(_EDGE)


@lru_cache(MANY_LABELS)
def words(text: str) -> Words:
    """The words of a text as they are compared; the same labels are asked for again and again."""
    return tuple(filter(None, map(word, text.split())))


def every_word(texts: Iterable[str]) -> list[str]:
    """As `word` of each of some texts, folded all at once: the lists of languages are long."""
    joined = "\n".join(texts)
    plain = fold(joined if joined.isascii() else unicodedata.normalize("NFKC", joined))
    return [one.strip(_EDGE) for one in plain.split("\n")] if joined else []


def every_phrase(texts: Iterable[str]) -> list[Words]:
    """As `words` of each of some texts."""
    return [
        tuple([plain for one in text.split() if (plain := one.strip(_EDGE))]) for text in every_word(texts)
    ]


@frozen(eq=False, repr=False)
class Phrases:
    """A set of phrases that can be looked up at a place in a sequence of words; `endings` are those of words
    that are in it as well.
    """

    by_first: Mapping[str, tuple[Words, ...]]
    endings: Words = ()

    def longest(self, sequence: Sequence[str], start: int = 0) -> int:
        """How many words from `start` on are a phrase of this set; 0 where none is."""
        if start >= len(sequence):
            return 0
        for phrase in self.by_first.get(sequence[start], ()):
            if tuple(sequence[start : start + len(phrase)]) == phrase:
                return len(phrase)
        return int(sequence[start].endswith(self.endings)) if self.endings else 0

    def __contains__(self, sequence: Words) -> bool:
        """Whether the whole sequence is one phrase."""
        return bool(sequence) and self.longest(sequence) == len(sequence)


def _phrases(texts: Iterable[str], endings: Words = ()) -> tuple[dict[str, tuple[Words, ...]], Words]:
    """The fields of `Phrases` for a list in a language file."""
    by_first: dict[str, list[Words]] = {}
    for phrase in dict.fromkeys(filter(None, every_phrase(texts))):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in by_first.items()}, endings


class NameGazetteer(PackedEntries):
    """What labels are made of in one language, or, mixed, in any; the fields are those of `LanguageData`."""

    honorifics: Phrases
    roles: Phrases
    anonymous: Phrases
    groups: Phrases
    amounts: Phrases
    unknown: Phrases
    marks: Phrases
    ordinals: Phrases
    question: Phrases
    answer: Phrases
    voices: Phrases
    surnames: Phrases
    examiner: Phrases
    sworn: Phrases
    many_askers: Phrases
    bodies: Phrases
    taking_floor: Phrases
    asides: Phrases
    conjunctions: frozenset[str]
    addressing: frozenset[str]
    stop_words: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    sexes: Mapping[str, Sex]
    deputies: frozenset[str]
    is_mixed: bool
    is_family_first: bool
    is_addressed_behind: bool

    def shaped(self, name: str, entry: Any) -> Any:  # noqa: ANN401  as it is declared
        """Phrases of their words."""
        return Phrases(*entry) if name in PHRASED else entry

    def is_rank(self, phrase: Words) -> bool:
        """Whether a phrase is an office and a form of address, such as `King`; short ones are the latter."""
        return phrase in self.roles and phrase in self.honorifics and len(" ".join(phrase)) >= LONG_TITLE

    def is_indefinite(self, one: str) -> bool:
        """Whether a word is an article or the like that introduces somebody new: `a`, `another`."""
        return (one in self.stop_words or len(one) == 1) and (one,) in self.marks

    def is_office(self, phrase: Words) -> bool:
        """Whether a phrase is an office: `Clerk`, `President`; not `Ms`, which is one by chance."""
        return phrase in self.roles and (phrase not in self.honorifics or self.is_rank(phrase))

    def office_at(self, sequence: Words, start: int = 0) -> bool:
        """Whether an office begins at a place in a sequence of words."""
        return self.is_office(sequence[start : start + self.roles.longest(sequence, start)])

    def sex(self, sequence: Iterable[str]) -> Sex | None:
        """The sex that the first word of a sequence with one says."""
        return next((self.sexes[one] for one in sequence if one in self.sexes), None)


def hinted(sequence: Words) -> tuple[NameGazetteer, ...]:
    """The languages that have a word of a sequence among those for groups and for nobody in particular."""
    hints = _hints()
    return tuple(dict.fromkeys(gazetteer(tag) for one in sequence for tag in hints.get(one, ())))


@stored()
def _hints() -> dict[str, list[str]]:
    """The languages that have a word for groups or for nobody in particular."""
    hints: dict[str, list[str]] = {}
    for tag in available():
        language = load(tag)
        known = chain(language.anonymous, language.groups, language.unknown, language.voices)
        for one in dict.fromkeys(chain.from_iterable(every_phrase(known))):
            hints.setdefault(one, []).append(tag)
    return hints


@cache
def gazetteer(lang: str) -> NameGazetteer:
    """The gazetteer of a language; for one without data, what all languages together can say."""
    return NameGazetteer(_entries(known_tag(lang) or UNDETERMINED))


@stored(lambda: (*available(), UNDETERMINED))
def _entries(tag: str) -> dict[str, bytes]:
    """The fields of a gazetteer, packed."""
    language = load(tag)
    known = bool(language.honorifics or language.roles)
    return pack(_of_one(language) if known else _together([load(one) for one in available()]))


def _of_one(language: LanguageData) -> dict[str, Any]:
    stop_words = frozenset(chain.from_iterable(every_phrase(language.stop_words)))
    asides = (language.delivery, language.vocal, language.kinesic, language.incident, language.gaps)
    return {
        **{name: _phrases(getattr(language, name)) for name in PHRASES},
        "roles": _phrases(language.roles, tuple(map(word, language.role_endings))),
        "marks": _phrases(language.anonymous_marks),
        "asides": _phrases(chain.from_iterable(asides)),
        "conjunctions": frozenset(map(fold, language.conjunctions)),
        "addressing": frozenset(map(word, language.addressing)),
        "stop_words": stop_words,
        "particles": frozenset(chain.from_iterable(every_phrase(language.particles))),
        "articles": _articles(language, stop_words),
        "sexes": _sexes([language]),
        "deputies": frozenset(map(word, language.deputies)),
        "is_mixed": False,
        "is_family_first": language.first == "family",
        "is_addressed_behind": "behind" in language.address or language.first == "family",
    }


def _together(languages: Sequence[LanguageData]) -> dict[str, Any]:
    """All languages at once: every long title, and the short ones that several languages share."""

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(getattr(one, name) for one in languages)))

    def safe(name: str) -> tuple[str, ...]:
        known = [set(every_word(getattr(one, name))) for one in languages]
        titles = every(name)
        plain = zip(titles, every_word(titles), strict=True)
        return tuple(title for title, one in plain if _is_safe(one, known))

    # Words for nobody in particular are looked up one language at a time: `a` is Portuguese for `the`.
    merged = LanguageData(
        honorifics=safe("honorifics"),
        roles=safe("roles"),
        bodies=every("bodies"),
        conjunctions=every("conjunctions"),
        stop_words=every("stop_words"),
        particles=every("particles"),
        delivery=(*every("delivery"), *every("vocal"), *every("kinesic"), *every("incident"), *every("gaps")),
    )
    return {**_of_one(merged), "sexes": _sexes(languages), "is_mixed": True}


def is_abbreviation(token: str) -> bool:
    """Whether a title is printed short, as `Mr` and `Sen.` are, so that it cannot be a name."""
    return token.endswith(".") or not VOWELS.intersection(word(token))


def _is_safe(plain: str, known: Sequence[set[str]]) -> bool:
    """Whether a title can hardly be a name in another language."""
    return len(plain) >= LONG_TITLE or is_abbreviation(plain) or sum(plain in some for some in known) > 1


@stored()
def distinguishing() -> frozenset[str]:
    """Words before a noun that distinguish one bearer from another, in any language: `second`, `young`."""
    languages = [load(tag) for tag in available()]
    lists = chain.from_iterable((*one.ordinals, *one.anonymous_marks) for one in languages)
    return frozenset(one for one in every_word(lists) if len(one) > LONG_TITLE - 1 and " " not in one)


@stored()
def numbering() -> frozenset[str]:
    """The ordinals of all languages."""
    return frozenset(word(one) for tag in available() for one in load(tag).ordinals if len(one) > 1)


@stored()
def conversations() -> frozenset[str]:
    """What texts in which people talk are called, in any language: `interview`, `gespräch`."""
    return frozenset(chain.from_iterable(every_word(load(tag).conversations) for tag in available()))


@stored()
def name_particles() -> frozenset[str]:
    """Function words that several languages have inside names: `de`, `der`, `la`."""
    counts = Counter(chain.from_iterable(set(every_word(load(tag).particles)) for tag in available()))
    return frozenset(one for one, count in counts.items() if count > 1)


@stored()
def before_birth_names() -> frozenset[str]:
    """What is before the name that somebody was born with, in any language: `née`, `geb`."""
    return frozenset(chain.from_iterable(every_word(load(tag).born) for tag in available()))


@stored()
def given_names() -> dict[str, Sex]:
    """The sex that a first name says, where all languages that list it agree."""
    languages = [load(tag) for tag in available()]
    female = set(every_word(chain.from_iterable(one.female_names for one in languages)))
    male = set(every_word(chain.from_iterable(one.male_names for one in languages)))
    agreed: dict[str, Sex] = dict.fromkeys(female - male, "F")
    return agreed | dict.fromkeys(male - female, "M")


@cache
def every_conjunction() -> frozenset[str]:
    """Words that join two names in any language, `and`, `und`; one letter may be an initial."""
    return frozenset(fold(one) for tag in available() for one in load(tag).conjunctions if len(one) > 1)


def _articles(language: LanguageData, stop_words: frozenset[str]) -> frozenset[str]:
    """The articles that offices bear in a language, and that no name begins with."""
    firsts = {phrase[0] for phrase in every_phrase(language.roles) if len(phrase) > 1}
    return (stop_words & firsts) - name_particles() - set(every_word(language.anonymous_marks))


def _sexes(languages: Sequence[LanguageData]) -> dict[str, Sex]:
    """What all languages that know a word agree on."""
    female, male, undecided = set[str](), set[str](), set[str]()
    for language in languages:
        here_female, here_male = set(every_word(language.female)), set(every_word(language.male))
        female |= here_female
        male |= here_male
        undecided |= set(every_word((*language.honorifics, *language.anonymous))) - here_female - here_male
    agreed: dict[str, Sex] = dict.fromkeys(female - male - undecided, "F")
    return agreed | dict.fromkeys(male - female - undecided, "M")
