"""What the values of a configuration have to be besides their types: known names, files that are there."""

from __future__ import annotations

from codecs import lookup
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from docconv.errors import FileError, UsageError
from docconv.files import is_url, kind_of
from docconv.formats.lookup import reader, writer
from docconv.metadata.facts import fits, what
from docconv.metadata.file import assigned_facts
from docconv.transcript.labels.rules import rules_without
from docconv.transforms import named


def check_value(name: str, value: Any) -> None:  # noqa: ANN401  of the type that its setting has
    """Raises the errors of `docconv.errors` for what cannot be the value of a setting."""
    CHECKS.get(name, lambda _: None)(value)


def _check_formats(names: Iterable[str]) -> None:
    for name in names:
        writer(name)


def _check_encoding(name: str) -> None:
    try:
        lookup(name)
    except (LookupError, ValueError):
        message = f"there is no encoding {name!r:.40}"
        raise UsageError(message, remedy="give one such as utf-8, cp1252 or utf-16") from None


def _check_lang(tag: str) -> None:
    if not fits("lang", tag):
        message = f"lang cannot be {tag!r:.40}"
        raise UsageError(message, remedy=f"write {what('lang')}")


def _check_file(name: str) -> None:
    if not is_url(name) and kind_of(Path(name)) in ("nothing", "folder"):
        message = f"there is no file {name}"
        raise FileError(message, remedy="check the path, which begins in the folder of this file")


def _check_facts(given: Iterable[str]) -> None:
    for one in given:
        if "=" in one:
            assigned_facts([one])
        else:
            _check_file(one)


CHECKS: Mapping[str, Callable[[Any], object]] = {
    "from": reader,
    "to": _check_formats,
    "encoding": _check_encoding,
    "lang": _check_lang,
    "speakers": _check_file,
    "metadata": _check_facts,
    "without": rules_without,
    "apply": named,
}
