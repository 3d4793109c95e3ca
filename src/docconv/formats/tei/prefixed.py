"""The prefixes of a project in a file that is written."""

from __future__ import annotations

from pathlib import Path

from docconv.errors import UsageError
from docconv.patterns import regex
from docconv.tei.names import CUSTOMISATION
from docconv.tei.writing.collection import with_prefixes
from docconv.wellformed.shapes import is_name

SCHEME = regex(r"[a-z][a-z0-9+.-]*")
"""What the TEI allows before the colon of a pointer."""


def prefixed(data: bytes, profile: str, ids: str, scheme: str, people: Path | None) -> bytes:
    """A TEI file with a prefix of all ids, or of pointers to a list of people, or both. Raises `UsageError`
    for one that no id or pointer can have, and for a profile that has ids of its own.
    """
    if ids and profile == "parliament":
        message = "the profile parliament has ids of its own"
        raise UsageError(message, remedy="leave tei.prefix out, or write another profile")
    if ids and not is_name(f"{ids}t1"):
        message = f"no id can begin with {ids}"
        raise UsageError(
            message, remedy="give one of letters and figures that begins with a letter, such as m1-"
        )
    if scheme and (SCHEME.fullmatch(scheme) is None or scheme == CUSTOMISATION):
        message = f"no pointer can begin with {scheme}:"
        raise UsageError(message, remedy="give one of small letters, such as prs")
    return with_prefixes(data, ids, {scheme: f"{people.name}#"} if scheme and people else {})
