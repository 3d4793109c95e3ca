"""The words of a language as the transcript engine looks them up: sets, and the longest phrase first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from sys import maxsize

from attrs import frozen

from docconv.languages import available, fold, load, merged

RUN = re.compile(r"\w+")
WORD = re.compile(r"[^\W_]++(?:['’.-][^\W_]++)*+")


@frozen
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
        if self.lasts.isdisjoint(RUN.findall(fold(text[start:end]))):
            return iter(())
        return _pattern(self.phrases).finditer(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """As that of `re.Pattern`."""
        possible = self.by_first.get(_first(text))
        return _pattern(possible).match(text) if possible else None


@frozen
class TranscriptLexicon:
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
    nobody: frozenset[str]
    question: frozenset[str]
    answer: frozenset[str]
    examiner: tuple[str, ...]
    headings: frozenset[str]
    scenes: frozenset[str]
    cast: frozenset[str]
    boilerplate: tuple[str, ...]
    status: frozenset[str]
    metadata: frozenset[str]
    reporting: PhrasePattern
    verbs: frozenset[str]
    announcing: tuple[str, ...]
    conversations: re.Pattern[str]
    addressing: frozenset[str]
    first_person: frozenset[str]
    procedure: PhrasePattern
    hours: tuple[str, ...]
    sworn: PhrasePattern
    vocal: frozenset[str]
    kinesic: frozenset[str]
    incident: frozenset[str]
    delivery: frozenset[str]
    gaps: frozenset[str]
    articles: frozenset[str]
    ordinals: frozenset[str]
    ordinal: re.Pattern[str]

    def announces(self, clause: str) -> bool:
        """Whether a clause before a colon announces a text or a list, no speech: `noted the following:`."""
        return clause.casefold().rstrip(" :：").endswith(self.announcing)


def words(text: str) -> list[str]:
    """The words of a text, casefolded."""
    if text.isascii():
        return WORD.findall(text.casefold())
    return [word.casefold() for word in WORD.findall(text)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _phrases(phrases: set[str]) -> PhrasePattern:
    by_first: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        by_first[_first(phrase)].add(phrase)
    lasts = frozenset(run for phrase in phrases for run in RUN.findall(fold(phrase))[-1:])
    return PhrasePattern(
        frozenset(phrases), lasts, {first: frozenset(some) for first, some in by_first.items()}
    )


def _first(text: str) -> str:
    """The first word of a text, nothing where a mark is before it."""
    run = RUN.match(text)
    return fold(run[0]) if run else ""


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    """A pattern for some phrases, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    parts = (
        re.escape(phrase).replace(r"\.\.\.\ ", r"(?:[^\s.]+\s){0,4}?").replace(r"\ ", r"\s+")
        for phrase in ordered
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _titles(phrases: set[str]) -> re.Pattern[str]:
    """Any of some phrases: as whole words, in scripts without capitals also inside words."""
    cased = {phrase for phrase in phrases if phrase.upper() != phrase}
    return re.compile(rf"(?<!\w){any_of(cased)}(?!\w)|{any_of(phrases - cased | {'Q&A'})}", re.IGNORECASE)


@cache
def lexicon(lang: str) -> TranscriptLexicon:
    """The lexicon for a text of one language, a BCP 47 tag."""
    everyone = merged()
    own = load(lang) if lang in available() else everyone
    naming = {words(phrase)[-1] for phrase in everyone.honorifics if words(phrase)}
    naming |= {word for phrase in everyone.roles for word in words(phrase)}
    nobody = {
        word
        for phrase in (*everyone.anonymous, *everyone.groups, *everyone.unknown)
        for word in words(phrase)
    }
    verbs = {*own.reporting_verbs, *load("en").reporting_verbs}
    procedure = {*own.procedure, *load("en").procedure}
    scenes = frozenset({*own.scene_words, *load("en").scene_words})
    common = (
        frozenset(own.stop_words) - {*own.particles, *naming, *nobody} if lang in available() else frozenset()
    )
    return TranscriptLexicon(
        stop_words=frozenset({*own.stop_words, *load("en").stop_words}),
        common=common,
        naming=frozenset(naming - set(everyone.particles)),
        honorifics=frozenset(everyone.honorifics),
        offices=frozenset(role for role in everyone.roles if " " not in role),
        particles=frozenset(everyone.particles),
        not_labels=frozenset({*own.not_labels, *load("en").not_labels}),
        nobody=frozenset(nobody),
        question=frozenset({*own.question, "q"}),
        answer=frozenset({*own.answer, "a"}),
        examiner=(*own.examiner, *load("en").examiner),
        headings=frozenset({*own.heading_words, *load("en").heading_words}) | scenes,
        conversations=_titles({*own.conversations, *load("en").conversations}),
        scenes=scenes,
        cast=frozenset(everyone.cast_headings),
        boilerplate=tuple({*own.boilerplate, *load("en").boilerplate}),
        status=frozenset(everyone.status),
        metadata=frozenset({*own.metadata_labels, *load("en").metadata_labels}),
        reporting=_phrases(verbs),
        verbs=frozenset(verbs),
        addressing=frozenset({*own.addressing, *load("en").addressing}),
        announcing=(*own.announcing, *load("en").announcing),
        first_person=frozenset({*own.first_person, *load("en").first_person}),
        procedure=_phrases(procedure),
        hours=tuple(phrase for phrase in own.procedure if "\u3040" <= phrase[0] <= "\ud7af"),
        sworn=_phrases({*own.sworn, *load("en").sworn}),
        vocal=frozenset({*own.vocal, *load("en").vocal}),
        kinesic=frozenset({*own.kinesic, *load("en").kinesic}),
        incident=frozenset({*own.incident, *load("en").incident}),
        delivery=frozenset({*own.delivery, *load("en").delivery}),
        gaps=frozenset({*own.gaps, *load("en").gaps}),
        articles=frozenset(everyone.articles),
        ordinals=frozenset(phrase.split()[-1] for phrase in (*own.ordinals, *load("en").ordinals)),
        ordinal=re.compile(rf"\w+{any_of(everyone.ordinal_endings)}\.?$", re.IGNORECASE),
    )
