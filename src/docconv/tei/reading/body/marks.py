"""Points of the text: pages, times, pauses, and what annotates a stretch."""

from __future__ import annotations

from typing import cast, get_args

from lxml import etree

from docconv.model import Milestone, MilestoneKind, NoteKind, NotePlace, StageKind, VerseLine, VersePart
from docconv.tei.names import TEI, XML_ID
from docconv.tei.reading.source.elements import BLANK, local, plain, pointers
from docconv.tei.xml import Element

STAGES: dict[str, StageKind] = {
    "business": "kinesic",
    "delivery": "delivery",
    "incident": "incident",
    "kinesic": "kinesic",
    "mixed": "mixed",
    "modifier": "delivery",
    "pause": "incident",
    "sound": "incident",
    "vocal": "vocal",
    "entrance": "incident",
    "exit": "incident",
    "location": "incident",
    "setting": "incident",
    "novelistic": "incident",
}
DETAILS = ("type", "dur", "feature", "tempo", "loud", "new", "n", "unit", "quantity")


def verse_line(element: Element) -> VerseLine | None:
    """What an `l` is among lines of verse; nothing of another element. A group begins with its first line."""
    if local(element) != "l":
        return None
    around = element.getparent()
    first = None if around is None or local(around) != "lg" else next(around.iterchildren(f"{TEI}l"), None)
    part = element.get("part")
    known = cast("VersePart", part) if part in get_args(VersePart) else None
    return VerseLine(known, plain(element.get("n") or "") or None, first is element)


def stage_kind(element: Element) -> StageKind:
    """The kind of a direction or an event; `mixed` for several kinds in one."""
    name = local(element)
    if name in ("vocal", "kinesic", "incident"):
        return cast("StageKind", name)
    kinds = {STAGES[one] for one in (element.get("type") or "").split() if one in STAGES}
    return "incident" if not kinds else next(iter(kinds)) if len(kinds) == 1 else "mixed"


NOTE_KINDS: dict[str, NoteKind] = {
    **dict.fromkeys(("source", "authorial", "author"), "source"),
    **dict.fromkeys(("editorial", "editor", "ed", "critical", "commentary"), "editorial"),
    **dict.fromkeys(("translator", "translation", "transl", "trans"), "translator"),
}
NOTE_PLACES: dict[str, NotePlace] = {
    **dict.fromkeys(("bottom", "foot", "footer", "below", "footnote"), "foot"),
    **dict.fromkeys(("end", "back", "endnote"), "end"),
    **dict.fromkeys(("margin", "left", "right", "outer", "inner"), "margin"),
    **dict.fromkeys(("inline", "interlinear", "above", "inspace"), "inline"),
}


def is_note(element: Element) -> bool:
    """Whether a `note` is about the words beside it, and no event that a reporter describes: in utterances
    of corpora, where one is often the other, it says its place or whose it is.
    """
    if local(element) != "note":
        return False
    told = bool(element.get("place")) or element.get("type") in NOTE_PLACES or _note_kind(element)
    return bool(told) or next(element.iterancestors(f"{TEI}u"), None) is None


def note_place(element: Element) -> NotePlace:
    """Where a note is printed, at the foot unless it says otherwise."""
    said = (*(element.get("place") or "").casefold().replace("-", " ").split(), element.get("type") or "")
    return next((NOTE_PLACES[one] for one in said if one in NOTE_PLACES), "foot")


def note_kind(element: Element) -> NoteKind:
    """Whose note it is, by its type or who answers for it; else that of the source."""
    return _note_kind(element) or "source"


def _note_kind(element: Element) -> NoteKind | None:
    said = f"{element.get('type') or ''} {element.get('resp') or ''}".casefold().replace("#", "").split()
    return next((NOTE_KINDS[one] for one in said if one in NOTE_KINDS), None)


def point(element: Element) -> Milestone:
    """`lb`, `pb`, or a milestone by its unit. What the source prints there is in `@n`."""
    kind = {"lb": "line", "pb": "page"}.get(local(element)) or element.get("unit", "")
    known = cast("MilestoneKind", kind) if kind in get_args(MilestoneKind) else "annotation"
    return Milestone(known, element.get("n") or "")


def annotation(element: Element) -> Milestone:
    """A mark without words, such as a pause, as its name and what its attributes say."""
    details = (element.get(name) for name in DETAILS)
    return Milestone(
        "annotation", " ".join([local(element), *(BLANK.sub(" ", one) for one in details if one)])
    )


def tier(element: Element) -> Milestone:
    """An annotation tier (`spanGrp`) as one mark."""
    said = plain(" ".join(str(part) for part in element.itertext(etree.Element)))
    return Milestone("annotation", f"{element.get('type') or 'annotation'}: {said}")


def instants(timeline: Element) -> dict[str, str]:
    """The times of a timeline by id: as it states them, or counted up from its intervals."""
    found: dict[str, str] = {}
    seconds: dict[str, float] = {}
    factor = {"ms": 0.001, "min": 60.0, "h": 3600.0}.get(timeline.get("unit") or "", 1.0)
    for when in timeline.iterfind(f"{TEI}when"):
        own = when.get(XML_ID) or ""
        since = next(pointers(when.get("since")), "")
        seconds[own] = seconds.get(since, 0.0) + _number(when.get("interval")) * factor
        absolute = when.get("absolute")
        if absolute or when.get("interval"):
            found[own] = absolute or clock(seconds[own])
    return found


def clock(seconds: float) -> str:
    """Seconds as `00:01:30`, with thousandths where there are any."""
    thousandths = round(seconds * 1000)
    whole, rest = divmod(max(thousandths, 0), 1000)
    shown = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{shown}.{rest:03}" if rest else shown


def _number(value: str | None) -> float:
    try:
        return min(float(value or 0), 1e9)
    except ValueError:
        return 0.0
