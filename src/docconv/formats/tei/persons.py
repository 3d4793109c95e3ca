"""Those who speak, in a list of people that somebody keeps in a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from docconv.errors import UsageError
from docconv.files import read_bytes
from docconv.model import Resolved, Speaker
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.speakers.labels.form import label_key
from docconv.speakers.table import SpeakerTable
from docconv.tei.reading.participants import people

PROFILES = ("edition", "spoken")
"""The others want everybody in the file itself."""
NAME = regex(r"[^\s#/\\:?%.][^\s#/\\:?%]*\.xml")


def pointers(
    document: Resolved, file: Path, profile: str, prefix: str = ""
) -> tuple[Mapping[str, str], tuple[Notice, ...]]:
    """What `@who` has for the speakers of a document whom a list of people has: those whose id is that of
    somebody there who is called so; an id after the name of the file, or after a prefix for it. Which they
    are is told in a notice.

    Raises `UsageError` for a name that no pointer can have or a profile that lists all speakers itself,
    `FileError` and `BadInputError` for a file that cannot be read or is no list in TEI.
    """
    if profile not in PROFILES:
        message = f"the profile {profile} lists those who speak in the file itself"
        raise UsageError(message, remedy="leave tei.persons out, or write the profile edition or spoken")
    if NAME.fullmatch(file.name) is None:
        message = f"no pointer can lead to a file called {file.name}"
        raise UsageError(message, remedy="call it persons.xml")
    known = people(read_bytes(file), str(file), document.metadata.lang)
    start = f"{prefix}:" if prefix else f"{file.name}#"
    found = {one.id: f"{start}{one.id}" for one in document.speakers if _is_same(one, known.get(one.id))}
    message = f"{len(found)} of {len(document.speakers)} who speak are those of {file.name}"
    remedy = f"let {file.name} lie beside the file that is written"
    return found, (Notice("not-written", message, "info", rule="persons", remedy=remedy),)


def table_of_people(data: bytes, name: str) -> SpeakerTable:
    """A list of people in TEI as a speaker file. Names that several of them have tell nobody, and whoever has
    no other one is left out; a text may lack anybody. Raises `BadInputError` for what is no TEI.
    """
    listed = [one for one in people(data, name).values() if one.name]
    called = [{label_key(each) for each in (one.name or "", *one.aliases)} for one in listed]
    counts = Counter(each for names in called for each in names)
    entries = (
        evolve(one, aliases=tuple(each for each in _labels(one) if counts[label_key(each)] == 1))
        for one in listed
        if counts[label_key(one.name or "")] == 1
    )
    return SpeakerTable(tuple(entries)).of_source()


def _labels(listed: Speaker) -> tuple[str, ...]:
    """What somebody is called by; the name of a group is a label, too."""
    return (listed.name, *listed.aliases) if listed.kind == "group" and listed.name else listed.aliases


def _is_same(speaker: Speaker, listed: Speaker | None) -> bool:
    """Whether somebody has a name by which a list calls the one of the same id."""
    if listed is None or not speaker.name:
        return False
    names = (listed.name, *listed.aliases)
    return speaker.name.casefold() in {name.casefold() for name in names if name}
