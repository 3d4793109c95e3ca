"""EXMARaLDA basic transcriptions (https://exmaralda.org): a timeline, speakers, tiers of three types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from docconv.containers.xml import Element
from docconv.formats import Source
from docconv.formats.tiers.facts import Pair, heading_of, is_own, metadata_of
from docconv.formats.tiers.rows import Interval, Tier, TierKind, draft_of
from docconv.formats.tiers.xml import number, root_of
from docconv.model import Metadata, Resolved, Sex, Speaker
from docconv.notices import Notice
from docconv.speakers import SpeakerTable, resolve
from docconv.speakers.labels.ids import Ids

KINDS: Mapping[str, TierKind] = {"t": "speech", "d": "event", "a": "note", "l": "note"}
SEXES: Mapping[str, Sex] = {"m": "M", "f": "F"}
META, PAIRS = "head/meta-information", "ud-meta-information/ud-information"
FACTS = ("project-name", "comment", "transcription-convention")
INTERPOLATED = "intp"
NARRATIVE = "narrative"
"""The category of what nobody says, in files by docconv."""
OPENS = "docconv.opens"
"""What an event says with which a turn begins, in files by docconv."""
WORDS = "docconv.words"
"""What an event says with which a paragraph begins whose words are events, in files by docconv."""
Point = tuple[int, int | None]


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as a basic transcription to a document, whose table of speakers says who speaks."""
    root = root_of(source, "basic-transcription")
    labels = {one.get("id", ""): _label(one) for one in root.iter("speaker")}
    points = {
        point.get("id", ""): (place, _time(point))
        for place, point in enumerate(root.iterfind(".//common-timeline/tli"))
    }
    pairs = [(one.get("attribute-name", ""), _line(one)) for one in root.iterfind(f"{META}/{PAIRS}")]
    tiers = [_tier(one, labels, points) for one in root.iter("tier")]
    if is_own(pairs):
        tiers = list(map(_own, tiers))
    draft, notices = draft_of(tiers, _facts(root, pairs), source.name)
    draft = evolve(draft, title=heading_of(pairs))
    table = SpeakerTable(tuple(_speakers(root))).of_source()
    document, more = resolve(draft, table)
    return document, (*notices, *more)


def _label(speaker: Element) -> str:
    return " ".join((speaker.findtext("abbreviation") or speaker.get("id") or "").split())


def _time(point: Element) -> int | None:
    """When a point is; one that a program has interpolated is not known."""
    return None if point.get("type") == INTERPOLATED else number(point, "time", 1000)


def _speakers(root: Element) -> Iterator[Speaker]:
    ids = Ids()
    seen: set[str] = set()
    for one in root.iter("speaker"):
        label = _label(one)
        sex = one.find("sex")
        if label and label not in seen:
            seen.add(label)
            known = None if sex is None else SEXES.get(sex.get("value", ""))
            yield Speaker(ids.only(label), "person", label, sex=known)


def _tier(tier: Element, labels: Mapping[str, str], points: Mapping[str, Point]) -> Tier:
    kind = KINDS.get(tier.get("type", ""), "note")
    speaker = labels.get(tier.get("speaker", ""), "")
    name = tier.get("category") or tier.get("display-name") or tier.get("id") or ""
    intervals = sorted((_interval(one, points) for one in tier.iter("event")), key=lambda one: one.first)
    return Tier(name, speaker, kind, tuple(intervals), joins=kind == "speech")


def _interval(event: Element, points: Mapping[str, Point]) -> Interval:
    """An event; what it says of itself in elements of its own is no word."""
    text = "".join((event.text or "", *(child.tail or "" for child in event)))
    first, begin = points.get(event.get("start", ""), (len(points), None))
    last, end = points.get(event.get("end", ""), (first, None))
    told = {child.get("attribute-name") for child in event}
    found = Interval(text, first, last, begin, end, OPENS in told)
    return evolve(found, words=(found,)) if WORDS in told else found


def _own(tier: Tier) -> Tier:
    """A tier of a file by docconv, whose events that follow each other without a gap are a paragraph."""
    if tier.kind != "speech":
        return evolve(tier, kind="narrative") if tier.name == NARRATIVE else tier
    return evolve(tier, intervals=tuple(_paragraphs(tier)), joins=False)


def _paragraphs(tier: Tier) -> Iterator[Interval]:
    glue = "" if tier.has_spaces else " "
    groups: list[list[Interval]] = []
    for one in tier.intervals:
        if groups and one.first == groups[-1][-1].last:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        first, last = group[0], group[-1]
        is_cut = len(group) > 1 or first.words
        text = glue.join(one.text for one in group)
        words = tuple(one for one in group if one.text.strip()) if is_cut else ()
        yield evolve(first, text=text, last=last.last, end=last.end, words=words)


def _facts(root: Element, pairs: Sequence[Pair]) -> Metadata:
    head = root.find(META)
    if head is None:
        return Metadata()
    recordings = (one.get("url", "").strip() for one in head.iter("referenced-file"))
    media = next(filter(None, recordings), None)
    if is_own(pairs):
        return metadata_of(pairs, media)
    told = [(name, " ".join((head.findtext(name) or "").split())) for name in FACTS]
    return Metadata(
        title=" ".join((head.findtext("transcription-name") or "").split()) or None,
        fields=tuple((name, value) for name, value in (*told, *pairs) if name and value),
        media=media,
    )


def _line(element: Element) -> str:
    return " ".join((element.text or "").split())
