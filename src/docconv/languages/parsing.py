"""One TOML file a language; only words, checked, with all their spellings."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from docconv.errors import BadInputError
from docconv.languages.folding import fold
from docconv.languages.words import LISTS, TEXTS, LanguageData
from docconv.patterns import regex

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = "docconv.languages"
OTHERS = "others.toml"
UNACCENTED = str.maketrans("άέήίόύώ", "αεηιουω")
KEY = regex(r"^(\w+) = ", re.MULTILINE)


def tags() -> tuple[str, ...]:
    """The languages with a file of their own, in alphabetical order."""
    names = (file.name for file in resources.files(PACKAGE).iterdir())
    return tuple(sorted(name[: -len(".toml")] for name in names if name.endswith(".toml") and name != OTHERS))


def parse_language(tag: str) -> LanguageData:
    """The file of one of these languages."""
    return parse(resources.files(PACKAGE) / f"{tag}.toml")


def parse_others() -> dict[str, LanguageData]:
    """The languages that share one file, by tag."""
    text = (resources.files(PACKAGE) / OTHERS).read_text(encoding="utf-8")
    return {tag: LanguageData(tag=tag, **data) for tag, data in tomllib.loads(text).items()}


def parse(file: Traversable, tag: str = "") -> LanguageData:
    """One language file, whose name is the tag of the language where none is given.

    Raises `BadInputError`, which names the file, for what does not belong there.
    """
    try:
        data = read_toml(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(str(error), where=file.name) from error
    texts = {name: data.pop(name) for name in TEXTS if name in data}
    for key, value in data.items():
        _check(file.name, key, value)
    lists = {key: _spellings(words) for key, words in data.items()}
    return LanguageData(tag=tag or file.name.removesuffix(".toml"), **texts, **lists)


def read_toml(text: str) -> dict[str, Any]:
    """As `tomllib.loads`, in a tenth of the time where every key begins a line, as in all our files, so that
    little is missing to JSON.
    """
    rows = KEY.sub(r',"\1": ', text).replace(",\n]", "\n]")
    try:
        pairs = json.loads(f"{{{rows[1:]}}}", object_pairs_hook=list)
    except ValueError:
        pairs = []
    data = dict(pairs)
    return data if pairs and len(data) == len(pairs) else tomllib.loads(text)


def _check(where: str, key: str, value: Any) -> None:  # noqa: ANN401  whatever TOML holds
    if key not in LISTS:
        message = f"unknown key {key!r}"
        raise BadInputError(message, where=where, remedy=f"use one of {', '.join(LISTS)}")
    if not isinstance(value, list) or not set(map(type, value)) <= {str}:
        message = f"{key} must be a list of strings"
        raise BadInputError(message, where=where)


def _spellings(words: list[str]) -> tuple[str, ...]:
    """The words, folded and casefolded, all at once for speed; Greek ones also as capitals have them, without
    accents.
    """
    joined = "\n".join(words)
    forms = (fold(joined), joined.casefold(), joined.casefold().translate(UNACCENTED))
    spelt = chain(words, *(form.split("\n") for form in forms))
    return tuple(dict.fromkeys(spelt)) if words else ()
