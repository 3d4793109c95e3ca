"""A document as an annotation file of ELAN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from attrs import frozen

from docconv.containers.xml import Element
from docconv.formats.tiers.elan import OPENS
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


@frozen(kw_only=True)
class Options:
    """`created`: the date that the file bears, which the schema wants."""

    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as an annotation file in UTF-8."""
    tiers = tier_document(document)
    lang = document.metadata.lang
    order = element("TIME_ORDER", {}, below=map(_slot, range(1, len(tiers.points) + 1), tiers.points))
    kinds = dict.fromkeys(tier.kind for tier in tiers.tiers)
    attributes = {
        "AUTHOR": "", "DATE": (options.created or EPOCH).isoformat(), "FORMAT": VERSION, "VERSION": VERSION,
        SCHEMA_LOCATION: SCHEMA,
    }  # fmt: skip
    below = [
        _header(document),
        order,
        *_tiers(tiers.tiers, lang),
        *map(_type, kinds),
        *([element("LANGUAGE", {"LANG_ID": lang})] if lang != "und" else []),
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
    return element("LINGUISTIC_TYPE", attributes)


def _slot(number: int, time: int | None) -> Element:
    """A point; one whose time nobody knows has none, and ELAN places it."""
    known = {} if time is None else {"TIME_VALUE": str(time)}
    return element("TIME_SLOT", {"TIME_SLOT_ID": f"ts{number}", **known})


def _tiers(tiers: Sequence[Tier], lang: str) -> Iterator[Element]:
    number = 0
    for tier in tiers:
        who = {"PARTICIPANT": tier.speaker} if tier.speaker else {}
        spoken = {"LANG_REF": lang} if lang != "und" else {}
        attributes = {"TIER_ID": tier.name, "LINGUISTIC_TYPE_REF": tier.kind, **who, **spoken}
        yield element("TIER", attributes, below=_annotations(tier.intervals, number))
        number += len(tier.intervals)


def _annotations(intervals: Iterable[Interval], before: int) -> Iterator[Element]:
    """Annotations, numbered behind those of the tiers above; the letter says whether a turn opens."""
    for number, one in enumerate(intervals, before + 1):
        places = {
            "ANNOTATION_ID": f"{OPENS if one.opens else 'a'}{number}",
            "TIME_SLOT_REF1": f"ts{one.first + 1}",
            "TIME_SLOT_REF2": f"ts{one.last + 1}",
        }
        value = element("ANNOTATION_VALUE", {}, one.text)
        yield element("ANNOTATION", {}, below=[element("ALIGNABLE_ANNOTATION", places, below=[value])])
