"""A document as a basic transcription of EXMARaLDA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from attrs import frozen

from docconv.containers.xml import Element
from docconv.formats.tiers.exmaralda import NARRATIVE, OPENS, WORDS
from docconv.formats.tiers.facts import Pair, pairs_of
from docconv.formats.tiers.rows import Interval, Tier, TierKind
from docconv.formats.tiers.writing.timeline import TierDocument, notices, tier_document
from docconv.formats.tiers.xml import as_bytes, clean, element
from docconv.model import Resolved, Speaker
from docconv.notices import Notice

TYPES: Mapping[TierKind, tuple[str, str]] = {
    "speech": ("t", "v"), "event": ("d", "nv"), "narrative": ("d", NARRATIVE), "note": ("a", "a"),
}  # fmt: skip
"""Type and category."""
EMPTY_FACTS = ("comment", "transcription-convention")


@frozen(kw_only=True)
class Options:
    """`words`: whether words have their times, as events of their own."""

    words: bool = True


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as a basic transcription in UTF-8."""
    tiers = tier_document(document, options)
    ids = {name: f"SPK{number}" for number, name in enumerate(_voices(tiers))}
    body = [_timeline(tiers.points), *_tiers(tiers.tiers, ids)]
    root = element(
        "basic-transcription", {}, below=[_head(document, tiers, ids), element("basic-body", {}, below=body)]
    )
    return as_bytes(root), tuple(notices(document, tiers))


def _voices(tiers: TierDocument) -> dict[str, None]:
    """Who speaks, and those who speak together."""
    together = [tier.speaker for tier in tiers.tiers if tier.speaker]
    return dict.fromkeys((*tiers.names.values(), *together))


def _head(document: Resolved, tiers: TierDocument, ids: Mapping[str, str]) -> Element:
    facts = document.metadata
    meta = [
        element("project-name", {}),
        element("transcription-name", {}, clean(facts.title or "")),
        element("referenced-file", {"url": clean(facts.media or "")}),
        element("ud-meta-information", {}, below=map(_fact, pairs_of(document))),
        *(element(name, {}) for name in EMPTY_FACTS),
    ]
    known = {tiers.names[one.id]: one for one in document.speakers}
    table = [_speaker(id_, name, known.get(name)) for name, id_ in ids.items()]
    below = (element("meta-information", {}, below=meta), element("speakertable", {}, below=table))
    return element("head", {}, below=below)


def _fact(pair: Pair) -> Element:
    return element("ud-information", {"attribute-name": pair[0]}, pair[1])


def _speaker(id_: str, name: str, known: Speaker | None) -> Element:
    sex = {"F": "f", "M": "m"}.get((known.sex if known else None) or "", "u")
    empty = ("languages-used", "l1", "l2", "ud-speaker-information", "comment")
    below = (element("abbreviation", {}, name), element("sex", {"value": sex}))
    return element("speaker", {"id": id_}, below=(*below, *(element(one, {}) for one in empty)))


def _timeline(points: Sequence[int | None]) -> Element:
    return element("common-timeline", {}, below=map(_point, range(len(points)), points))


def _point(place: int, time: int | None) -> Element:
    """A point; one whose time nobody knows has none, and EXMARaLDA places it."""
    known = {} if time is None else {"time": f"{time // 1000}.{time % 1000:03}"}
    return element("tli", {"id": f"T{place}", **known})


def _tiers(tiers: Sequence[Tier], ids: Mapping[str, str]) -> Iterator[Element]:
    """Tiers; the second one of somebody for the same is shown by its number, so that all names differ."""
    lanes = Counter[tuple[str, str]]()
    for number, tier in enumerate(tiers):
        type_, category = TYPES[tier.kind]
        who = {"speaker": ids[tier.speaker]} if tier.speaker else {}
        lanes[tier.speaker, category] += 1
        lane = lanes[tier.speaker, category]
        shown = f"{tier.speaker} [{category} {lane}]" if lane > 1 else f"{tier.speaker} [{category}]"
        attributes = {
            "id": f"TIE{number}",
            **who,
            "category": category,
            "type": type_,
            "display-name": shown.strip(),
        }
        events = chain.from_iterable(map(_events, tier.intervals))
        yield element("tier", attributes, below=events)


def _events(interval: Interval) -> Iterator[Element]:
    """The event of a paragraph, or those of its words, with a blank where nobody knows of any word: events of
    which each begins where the one before ends are one chain.
    """
    told = (OPENS,) * interval.opens + (WORDS,) * bool(interval.words)
    for first, last, text in _pieces(interval):
        below = [element("ud-information", {"attribute-name": name}, "yes") for name in told]
        yield element("event", {"start": f"T{first}", "end": f"T{last}"}, text, below)
        told = ()


def _pieces(interval: Interval) -> Iterator[tuple[float, float, str]]:
    if not interval.words:
        yield interval.first, interval.last, interval.text
        return
    at, left = interval.first, len(interval.words)
    for word in interval.words:
        left -= 1
        if word.first != at:
            yield at, word.first, " "
        yield word.first, word.last, f"{word.text} " if left else word.text
        at = word.last
    if at != interval.last:
        yield at, interval.last, " "
