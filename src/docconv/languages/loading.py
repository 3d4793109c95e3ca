"""The words of one language or of all."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

from docconv.languages.plugged import plugged
from docconv.languages.tables import stored
from docconv.languages.words import LISTS, TEXTS, LanguageData

EVERYWHERE = (
    "abbreviations", "ages", "begin_columns", "clock_words", "conjunctions", "duration_columns", "encryption",
    "end_columns", "family_names", "heading_styles", "honorifics", "machine_labels", "narrative_styles",
    "number_columns", "page_totals", "page_words",
    "roles", "scene_styles", "speaker_columns", "speaker_styles", "stage_styles", "title_styles",
    "words_columns",
)  # fmt: skip
"""The lists that are asked for of all languages together, as they are."""


@stored()
def available() -> tuple[str, ...]:
    """The tags of all languages there is data for, in alphabetical order."""
    from docconv.languages.parsing import tags  # noqa: PLC0415  only where nothing is stored

    return tuple(sorted((*tags(), *plugged()[0])))


def load(lang: str) -> LanguageData:
    """The words of one language: `pt-BR` falls back to `pt`; a language without data has empty lists."""
    tag = known_tag(lang)
    root = lang.replace("_", "-").lower().partition("-")[0]
    return _load(tag) if tag else others().get(root, LanguageData())


def known_tag(lang: str) -> str:
    """The tag of the data that there is for a language, empty where there is none."""
    tag = lang.replace("_", "-").lower()
    while tag and tag not in available():
        tag = tag.rpartition("-")[0]
    return tag


@cache
def _load(tag: str) -> LanguageData:
    return LanguageData(**_entries(tag))


@stored(available)
def _entries(tag: str) -> dict[str, Any]:
    """What the file of a language has."""
    from docconv.languages.parsing import parse_language  # noqa: PLC0415

    language = plugged()[0].get(tag) or parse_language(tag)
    return {name: value for name in ("tag", *TEXTS, *LISTS) if (value := getattr(language, name))}


@stored()
def by_script() -> dict[str, str]:
    """The languages that write a script alone, or almost, by its code."""
    every = (*map(load, available()), *others().values())
    return {language.script: language.tag for language in every if language.script}


@cache
def others() -> dict[str, LanguageData]:
    """The little that is known of languages without a file of their own."""
    from docconv.languages.parsing import parse_others  # noqa: PLC0415

    return parse_others()


@cache
def merged() -> LanguageData:
    """The union of all languages, for documents whose language cannot be told."""
    return union(*map(load, available()))


@stored(lambda: EVERYWHERE)
def every(name: str) -> tuple[str, ...]:
    """One list of all languages together."""
    lists: tuple[str, ...] = getattr(merged(), name)
    return lists


def union(*languages: LanguageData) -> LanguageData:
    """The lists of some languages together."""
    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys(chain.from_iterable(getattr(one, name) for one in languages)))
        for name in LISTS
    }
    return LanguageData(**lists)
