"""The words of a language as the transcript engine looks them up: sets, and the longest phrase first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from sys import maxsize
from typing import Any

from attrs import frozen

from docconv.languages import UNDETERMINED, LanguageData, available, every, fold, load, merged, union
from docconv.languages.tables import PackedEntries, pack, stored
from docconv.patterns import regex

RUN = regex(r"\w+")
WORD = regex(r"[^\W_]++(?:['’.-][^\W_]++)*+")
SIGNS = (
    r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]++"
)
"""Letters and the marks on them: vowels of Hindi and of other languages of India, points of Hebrew."""
MARKED_WORD = regex(rf"{SIGNS}(?:['’.\u00b7\u200c\u200d-]{SIGNS})*+")
"""A word that is not of ASCII: the dot of Catalan and what joins letters of Persian are within it, too."""
SINGULAR = 3  # the first of the words of the first person
NEAR = 64
"""Of so many texts the words are known, for each paragraph is asked for them again and again."""


@frozen(eq=False, repr=False)
class PhrasePattern:
    """Any of some phrases, as whole words; `...` means up to four words. A pattern of many phrases is slow,
    and most texts lack their words: it is made and tried where a text has one.

    lasts: the last words of the phrases.
    by_first: the phrases by their first word.
    """

    phrases: frozenset[str]
    lasts: frozenset[str]
    by_first: Mapping[str, frozenset[str]]

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As that of `re.Pattern`."""
        if self.lasts.isdisjoint(_all(text[start:end])):
            return iter(())
        return _pattern(self.phrases).finditer(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """As that of `re.Pattern`."""
        possible = self.by_first.get(_first(text))
        return _pattern(possible).match(text) if possible else None


class TranscriptLexicon(PackedEntries):
    """What a word may be. Sets are casefolded; those of names and offices hold all languages, since speakers
    mix them.
    """

    stop_words: frozenset[str]
    common: frozenset[str]
    naming: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    not_labels: frozenset[str]
    points: frozenset[str]
    nobody: frozenset[str]
    question: frozenset[str]
    answer: frozenset[str]
    examiner: tuple[str, ...]
    headings: frozenset[str]
    scenes: frozenset[str]
    divisions: Mapping[str, str]
    firsts: frozenset[str]
    cast: frozenset[str]
    cast_openings: frozenset[str]
    attendance: frozenset[str]
    boilerplate: Mapping[str, tuple[str, ...]]
    status: frozenset[str]
    metadata: frozenset[str]
    months: Mapping[str, int]
    reporting: PhrasePattern
    verbs: frozenset[str]
    announcing: tuple[str, ...]
    heads: frozenset[str]
    clitics: tuple[str, ...]
    office_endings: tuple[str, ...]
    afterwards: PhrasePattern
    conversations: frozenset[str]
    addressing: frozenset[str]
    taking_floor: tuple[str, ...]
    first_person: frozenset[str]
    myself: frozenset[str]
    third_person: frozenset[str]
    floor: PhrasePattern
    procedure: PhrasePattern
    movements: PhrasePattern
    done: PhrasePattern
    done_inside: tuple[str, ...]
    outcomes: frozenset[str]
    ballots: frozenset[str]
    going_on: frozenset[str]
    hours: tuple[str, ...]
    sworn: PhrasePattern
    vocal: frozenset[str]
    kinesic: frozenset[str]
    incident: frozenset[str]
    delivery: frozenset[str]
    gaps: frozenset[str]
    articles: frozenset[str]
    ordinals: frozenset[str]
    before_ordinals: frozenset[str]
    ordinal: re.Pattern[str]

    def shaped(self, name: str, entry: Any) -> Any:  # noqa: ANN401  as it is declared
        """Patterns of their texts."""
        if name in PATTERNS:
            return regex(entry, re.IGNORECASE)
        return PhrasePattern(**entry) if name in PHRASED else entry

    def announces(self, clause: str) -> bool:
        """Whether a clause before a colon announces a text or a list, no speech: `noted the following:`."""
        return clause.casefold().rstrip(" :：").endswith(self.announcing)

    def announced(self, text: str) -> str:
        """What a text calls one in which people talk, the first such word or phrase, or nothing. The pattern
        of all phrases is made where one of them is there.
        """
        plain = _without_case(text)
        if not any(phrase in plain for phrase in _all_without_case(self.conversations)):
            return ""
        found = _titles(self.conversations).search(text)
        return found[0] if found else ""


@lru_cache(NEAR)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, casefolded."""
    if text.isascii():
        return tuple(WORD.findall(text.casefold()))
    return tuple([word.casefold() for word in MARKED_WORD.findall(text.replace("’", "'").replace("_", " "))])


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _phrases(phrases: Collection[str]) -> dict[str, Any]:
    """The fields of a `PhrasePattern`."""
    by_first: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        by_first[_first(phrase)].add(phrase)
    lasts = frozenset(run for phrase in phrases for run in RUN.findall(fold(phrase))[-1:])
    return {
        "phrases": frozenset(phrases),
        "lasts": lasts,
        "by_first": {first: frozenset(some) for first, some in by_first.items()},
    }


def _by_first_letter(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    by_first: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for phrase in phrases:
        by_first[phrase[0]] += (phrase,)
    return dict(by_first)


@lru_cache(NEAR)
def _all(text: str) -> frozenset[str]:
    """The words of a text, without regard to case."""
    return frozenset(RUN.findall(fold(text)))


@lru_cache(NEAR)
def _first(text: str) -> str:
    """The first word of a text, nothing where a mark is before it."""
    run = RUN.match(text)
    return fold(run[0]) if run else ""


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    """A pattern for some phrases, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    parts = (
        re.escape(phrase)
        .replace(r"\.\.\.\ ", r"(?:[^\s.]+\s){0,4}?")
        .replace(r"\ ", r"\s+")
        .replace("'", "['’]")
        for phrase in ordered
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@cache
def _titles(phrases: frozenset[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases: as whole words, in scripts without capitals also inside words."""
    cased = {phrase for phrase in phrases if phrase.upper() != phrase}
    return re.compile(rf"(?<!\w){any_of(cased)}(?!\w)|{any_of(phrases - cased)}", re.IGNORECASE)


def _without_case(text: str) -> str:
    """Equal for texts that are the same to a pattern that ignores case; it knows no i without a dot."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def _all_without_case(phrases: frozenset[str]) -> tuple[str, ...]:
    return tuple(map(_without_case, phrases))


ANY_LANGUAGE = ("honorifics", "particles", "status", "articles", "outcomes", "ballots", "going_on")
EVENTS = ("vocal", "kinesic", "incident", "delivery", "gaps")
FEWEST_LANGUAGES = 3
OWN_AND_ENGLISH = ("stop_words", "points", "addressing", "third_person", *EVENTS)
"""The lists of languages that are sets of a lexicon as they are."""


PATTERNS = ("ordinal",)
PHRASED = ("reporting", "afterwards", "floor", "procedure", "movements", "done", "sworn")
"""The fields of a lexicon that are no built-in types."""


@cache
def lexicon(lang: str) -> TranscriptLexicon:
    """The lexicon for a text of one language, a BCP 47 tag."""
    return TranscriptLexicon({**_of_everyone(), **_entries(lang if lang in available() else UNDETERMINED)})


def with_words_of(known: TranscriptLexicon, fields: Iterable[str], gaps: Iterable[str]) -> TranscriptLexicon:
    """A lexicon with the names of facts and the words for gaps that a source has."""
    own = (" ".join(words(gap)) for gap in gaps)
    facts = known.metadata.union(map(str.casefold, fields))
    return known.having({"metadata": facts, "gaps": known.gaps.union(own)})


@stored()
def _of_everyone() -> dict[str, bytes]:
    """The fields of a lexicon that are the same for every language, packed."""
    everyone = merged()
    entries = {
        **{name: frozenset(getattr(everyone, name)) for name in ANY_LANGUAGE},
        "naming": _naming(everyone).difference(everyone.particles),
        "offices": frozenset(role for role in everyone.roles if " " not in role),
        "nobody": _nobody(everyone),
        "cast": frozenset(everyone.cast_headings),
        "cast_openings": frozenset(phrase.split(" ")[0] for phrase in everyone.cast_headings),
        "attendance": frozenset(everyone.attendance_headings),
        "ordinal": rf"\w+{any_of(everyone.ordinal_endings)}\.?$",
    }
    return pack(_found_by_words(entries))


def _found_by_words(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries, with each word of a set also as `words` gives it: `ς` of Greek is `σ` without case."""
    folded = {name: map(str.casefold, one) for name, one in entries.items() if isinstance(one, frozenset)}
    return {**entries, **{name: entries[name].union(one) for name, one in folded.items()}}


@stored(lambda: (*available(), UNDETERMINED))
def _entries(tag: str) -> dict[str, bytes]:
    """The other fields, packed."""
    own = merged() if tag == UNDETERMINED else load(tag)
    both = union(own, load("en"))
    scenes, numbers = (
        (*getattr(both, name), *getattr(load("la"), name))  # plays of any language have them
        for name in ("scene_words", "ordinals")
    )
    entries = {
        **{name: frozenset(getattr(both, name)) for name in OWN_AND_ENGLISH},
        "not_labels": frozenset({*both.not_labels, *both.points}),
        "common": frozenset() if tag == UNDETERMINED else _common(own),
        "first_person": _first_person(own),
        "myself": _myself(tag),
        "question": frozenset({*own.question, "q"}),
        "answer": frozenset({*own.answer, "a"}),
        "examiner": both.examiner,
        "headings": frozenset({*both.heading_words, *scenes}),
        "conversations": frozenset({*both.conversations, "Q&A"}),
        "scenes": frozenset(scenes),
        "divisions": _divisions(load("la"), load("en"), own),
        "firsts": frozenset((*both.first_ordinals, *load("la").first_ordinals)),
        "boilerplate": _by_first_letter(both.boilerplate),
        "metadata": frozenset(both.metadata_labels),
        "months": {month: n + 1 for one in (load("en"), own) for n, month in enumerate(one.months)},
        "verbs": frozenset(both.reporting_verbs),
        "announcing": both.announcing,
        "taking_floor": own.taking_floor,
        "heads": frozenset(own.heads),
        "clitics": own.clitics,
        "office_endings": own.role_endings,
        "hours": tuple(phrase for phrase in own.procedure if "\u3040" <= phrase[0] <= "\ud7af"),
        "ordinals": frozenset(phrase.split()[-1] for phrase in numbers),
        "before_ordinals": frozenset(phrase.split()[0] for phrase in own.ordinals if " " in phrase),
        "reporting": _phrases(both.reporting_verbs),
        "afterwards": _phrases(own.afterwards),
        "floor": _phrases(both.floor),
        "procedure": _phrases(both.procedure),
        "movements": _phrases(own.movements),
        "done": _phrases(own.done),
        "done_inside": tuple(phrase for phrase in own.done if "\u3040" <= phrase[0] <= "\ud7af"),
        "sworn": _phrases(both.sworn),
    }
    if tag == UNDETERMINED:
        entries["stop_words"] = _shared_words() | frozenset(load("en").stop_words)
    return pack(_found_by_words(entries))


def _shared_words() -> frozenset[str]:
    """The commonest words that several languages share: one of a single language is a name in others."""
    counts = Counter(word for tag in available() for word in frozenset(load(tag).stop_words))
    return frozenset(word for word, count in counts.items() if count >= FEWEST_LANGUAGES)


def _divisions(*languages: LanguageData) -> dict[str, str]:
    """The kinds of parts by the words for them; those of the last language are the strongest."""
    kinds = ("scene", "act", "tableau", "prologue", "epilogue", "sitting", "item")
    lists = ((kind, getattr(one, f"{kind}_words"), one.ordinals) for one in languages for kind in kinds)
    return {word: kind for kind, some, numbers in lists for word in some if word.split()[0] not in numbers}


def _common(own: LanguageData) -> frozenset[str]:
    """The commonest words of a language that are in no name, office or label."""
    return frozenset(own.stop_words).difference(own.particles, _naming(merged()), _nobody(merged()))


def _first_person(language: LanguageData) -> frozenset[str]:
    """The words for I and you of a language, and of English those that are not everyday words of the
    language: `i` is a preposition in Swedish.
    """
    return frozenset(language.first_person) | set(load("en").first_person).difference(language.stop_words)


def _myself(tag: str) -> frozenset[str]:
    """I, me and my in a language, or in any where it is not known."""
    some = available() if tag == UNDETERMINED else (tag,)
    return frozenset(chain(*(load(one).first_person[:SINGULAR] for one in some)))


def _naming(language: LanguageData) -> frozenset[str]:
    """The words of offices and of forms of address, of these the last."""
    titles = (words(phrase)[-1:] for phrase in language.honorifics)
    return frozenset(chain(*titles, *map(words, language.roles)))


def _nobody(language: LanguageData) -> frozenset[str]:
    """The words for groups and for persons who are not named."""
    phrases = (*language.anonymous, *language.groups, *language.unknown)
    return frozenset(chain(*map(words, phrases)))


@cache
def all_conjunctions() -> frozenset[str]:
    """What joins two names, in any language."""
    return frozenset(every("conjunctions"))


@cache
def all_offices() -> frozenset[str]:
    """The offices of all languages, as they are printed."""
    return frozenset(every("roles"))


@cache
def all_family_names() -> frozenset[str]:
    """The family names of one sign before given names without a space, in any language."""
    return frozenset(every("family_names"))


@cache
def all_who_speak() -> frozenset[str]:
    """Offices, persons without names, and who asks and answers, in any language."""
    return all_offices().union(*map(every, ("anonymous", "question", "answer")))


@cache
def all_unknown() -> frozenset[str]:
    """What people are called of whom nothing is known, in any language."""
    return frozenset((*every("anonymous"), *every("unknown")))


@cache
def bracketed_offices() -> frozenset[str]:
    """Those that, in brackets after a name, do not tell how somebody speaks, as `voix off` does."""
    return all_offices() - frozenset((*every("delivery"), *every("vocal")))


@cache
def all_deliveries() -> frozenset[str]:
    """Words for how something is said, in any language."""
    return frozenset(every("delivery"))


@cache
def all_abbreviations() -> frozenset[str]:
    """Those of all languages, since speakers mix them."""
    return frozenset(every("abbreviations"))


@cache
def all_addresses() -> tuple[str, ...]:
    """The forms of address after names in Chinese and Japanese."""
    return tuple(address for address in every("honorifics") if "\u3040" <= address[0] <= "\u9fff")


@cache
def all_scenes() -> frozenset[str]:
    """The words for acts and scenes, in any language: translations stand beside the text of a play."""
    return frozenset(every("scene_words"))


@cache
def all_ordinals() -> frozenset[str]:
    """Words that number, in any language."""
    return frozenset(every("ordinals"))
