"""Languages of other packages: entry points in the group `docconv.languages`, named by the BCP 47 tag of the
language. Each names a file as those in this folder, a path or a `Traversable` of `importlib.resources`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docconv.errors import DocconvError
from docconv.languages.words import LanguageData
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.plugins import are_declared, failed, plugins

GROUP = "docconv.languages"
TAG = regex(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
LEAST = ("name", "stop_words")


@cache
def plugged() -> tuple[dict[str, LanguageData], tuple[Notice, ...]]:
    """The languages of plug-ins by tag, and a notice for each plug-in that is left out."""
    if not are_declared():
        return {}, ()
    from docconv.languages.parsing import parse, tags  # noqa: PLC0415  where there is one

    found, notices = plugins(GROUP)
    languages: dict[str, LanguageData] = {}
    for plugin in found:
        try:
            reason = _refused(plugin.name, plugin.thing, (*tags(), *languages))
            language = None if reason else parse(plugin.thing, plugin.name)
        except (DocconvError, OSError) as error:
            reason, language = str(error), None
        if language is None:
            notices.append(failed(GROUP, plugin.origin, reason))
        elif missing := [name for name in LEAST if not getattr(language, name)]:
            notices.append(failed(GROUP, plugin.origin, f"it has no {' and no '.join(missing)}"))
        else:
            languages[plugin.name] = language
    return languages, tuple(notices)


def _refused(tag: str, thing: Any, taken: tuple[str, ...]) -> str:  # noqa: ANN401  whatever a package names
    """Why this is no language that can be added; empty where it is."""
    if not TAG.fullmatch(tag):
        return f"{tag} is no tag of a language in small letters, such as eo or sr-latn"
    if tag in taken:
        return f"there is a language {tag} already"
    if not (hasattr(thing, "read_text") and hasattr(thing, "name")):
        return f"it names {type(thing).__name__}, not a file"
    return ""
