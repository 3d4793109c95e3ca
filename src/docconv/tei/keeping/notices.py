"""What is said of markup that is in a TEI file, and not in the TEI that is written of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from docconv.model import Origin, Resolved, Span
from docconv.notices import Notice, often
from docconv.tei.keeping.inventory import LostMarkup, inventory
from docconv.tei.keeping.sources import is_as_read, is_flat, own_profile
from docconv.tei.writing.edition import edition


def not_kept(document: Resolved, origin: Origin, written: bytes, profile: str) -> tuple[Notice, ...]:
    """A warning for each name of element, attribute or instruction, for comments and words of the header of
    the TEI that a document was read from, `origin`, which are not in what docconv writes of all that it read.
    What somebody has taken out of the document since is not among them.
    """
    if origin.data == written:
        return ()
    flat = is_flat(origin.data)
    if flat:  # it says the same under other names
        written = _component(origin.document)
    elif {profile, own := own_profile(origin.data) or profile} != {"edition"} or not is_as_read(
        document, origin
    ):
        written = _anew(origin.document, own)
    ours, others = (inventory(data, has_header=not flat) for data in (origin.data, written))
    return tuple(_notices(ours.lost(others, origin.data)))


def _anew(document: Resolved, profile: str) -> bytes:
    """A document as a profile has it; a file of docconv says the same in each, under other names."""
    if profile == "dracor":
        from docconv.tei.writing.profiles.dracor import dracor, identifier_of  # noqa: PLC0415  only this profile needs it

        return dracor(document, identifier_of(document, ""))
    if profile == "spoken":
        from docconv.tei.writing.profiles.spoken import spoken  # noqa: PLC0415  as above

        return spoken(document)
    return edition(document)


def _component(document: Resolved) -> bytes:
    """A document as the parliament profile has it; what its header says of the file is not known."""
    from docconv.tei.writing.corpus import FileDescription  # noqa: PLC0415  only this profile needs it
    from docconv.tei.writing.parliament import component  # noqa: PLC0415

    stem = PurePath(document.metadata.source or "transcript").stem
    return component(document, FileDescription(name=stem))


def _notices(found: Iterator[LostMarkup]) -> Iterator[Notice]:
    """One for each name, in the order of the file."""
    for line, name, times in sorted(found):
        message = f"{often(times)} {name}: not in the TEI that is written"
        yield Notice("not-kept", message, span=Span(line, 1, 0, 0), rule="tei-again")
