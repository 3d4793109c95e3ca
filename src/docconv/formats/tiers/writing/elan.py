"""A document as an annotation file of ELAN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import PurePath
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.containers.xml import Element
from docconv.formats.tiers.elan import OPENS, WORD
from docconv.formats.tiers.facts import Pair, pairs_of
from docconv.formats.tiers.rows import Interval, Tier
from docconv.formats.tiers.writing.timeline import notices, tier_document
from docconv.formats.tiers.xml import as_bytes, clean, element
from docconv.model import Resolved
from docconv.notices import Notice

VERSION = "3.0"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MEDIA_TYPES = {
    ".wav": "audio/x-wav",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".mpg": "video/mpeg",
    ".mov": "video/quicktime",
}
UNKNOWN = "unknown"
CONSTRAINT = {
    "STEREOTYPE": "Included_In",
    "DESCRIPTION": "Time alignable annotations within the parent annotation's time interval, "
    "gaps are allowed",
}
"""How words hang on their paragraph, in the words of ELAN."""
Row: TypeAlias = tuple[str, Tier, str]
"""The type of a tier, the tier, and the one on which it hangs, if any."""


@frozen(kw_only=True)
class Options:
    """`created`: the date that the file bears, which the schema wants. `words`: whether words have their
    times, in a tier below that of their paragraphs.
    """

    created: datetime | None = None
    words: bool = True


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as an annotation file in UTF-8."""
    tiers = tier_document(document, options)
    lang = document.metadata.lang
    order = element("TIME_ORDER", {}, below=map(_slot, range(1, len(tiers.points) + 1), tiers.points))
    rows = list(chain.from_iterable(map(_with_words, tiers.tiers)))
    kinds = dict.fromkeys(kind for kind, _, _ in rows)
    attributes = {
        "AUTHOR": "", "DATE": (options.created or EPOCH).isoformat(), "FORMAT": VERSION, "VERSION": VERSION,
        SCHEMA_LOCATION: SCHEMA,
    }  # fmt: skip
    below = [
        _header(document),
        order,
        *_tiers(rows, lang),
        *map(_type, kinds),
        *([element("LANGUAGE", {"LANG_ID": lang})] if lang != "und" else []),
        *([element("CONSTRAINT", CONSTRAINT)] if WORD in kinds else []),
    ]  # fmt: skip
    return as_bytes(element("ANNOTATION_DOCUMENT", attributes, below=below)), tuple(notices(document, tiers))


def _header(document: Resolved) -> Element:
    media = clean(document.metadata.media or "")
    type_ = MEDIA_TYPES.get(PurePath(media).suffix.casefold(), UNKNOWN)
    file = [element("MEDIA_DESCRIPTOR", {"MEDIA_URL": media, "MIME_TYPE": type_})] if media else []
    attributes = {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"}
    return element("HEADER", attributes, below=(*file, *map(_property, pairs_of(document))))


def _property(pair: Pair) -> Element:
    return element("PROPERTY", {"NAME": pair[0]}, pair[1])


def _type(kind: str) -> Element:
    attributes = {"LINGUISTIC_TYPE_ID": kind, "TIME_ALIGNABLE": "true", "GRAPHIC_REFERENCES": "false"}
    held = {"CONSTRAINTS": CONSTRAINT["STEREOTYPE"]} if kind == WORD else {}
    return element("LINGUISTIC_TYPE", {**attributes, **held})


def _slot(number: int, time: int | None) -> Element:
    """A point; one whose time nobody knows has none, and ELAN places it."""
    known = {} if time is None else {"TIME_VALUE": str(time)}
    return element("TIME_SLOT", {"TIME_SLOT_ID": f"ts{number}", **known})


def _with_words(tier: Tier) -> Iterator[Row]:
    """A tier, and the one of its words that hangs on it."""
    yield tier.kind, tier, ""
    words = tuple(chain.from_iterable(one.words for one in tier.intervals))
    if words:
        yield WORD, evolve(tier, name=f"{tier.name} ({WORD})", intervals=words), tier.name


def _tiers(rows: Sequence[Row], lang: str) -> Iterator[Element]:
    number = 0
    for kind, tier, parent in rows:
        held = {"PARENT_REF": parent} if parent else {}
        who = {"PARTICIPANT": tier.speaker} if tier.speaker else {}
        spoken = {"LANG_REF": lang} if lang != "und" else {}
        attributes = {"TIER_ID": tier.name, "LINGUISTIC_TYPE_REF": kind, **held, **who, **spoken}
        yield element("TIER", attributes, below=_annotations(tier.intervals, number))
        number += len(tier.intervals)


def _annotations(intervals: Iterable[Interval], before: int) -> Iterator[Element]:
    """Annotations, numbered after those of the tiers above; the letter says whether a turn opens."""
    for number, one in enumerate(intervals, before + 1):
        places = {
            "ANNOTATION_ID": f"{OPENS if one.opens else 'a'}{number}",
            "TIME_SLOT_REF1": f"ts{one.first + 1}",
            "TIME_SLOT_REF2": f"ts{one.last + 1}",
        }
        value = element("ANNOTATION_VALUE", {}, one.text)
        yield element("ANNOTATION", {}, below=[element("ALIGNABLE_ANNOTATION", places, below=[value])])
