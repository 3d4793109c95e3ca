"""Points of the text: pages, times, pauses, and what annotates a stretch."""

from __future__ import annotations

from typing import cast, get_args

from lxml import etree

from docconv.model import Milestone, MilestoneKind, StageKind
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


def stage_kind(element: Element) -> StageKind:
    """The kind of a direction or an event; `mixed` for several kinds in one."""
    name = local(element)
    if name in ("vocal", "kinesic", "incident"):
        return cast("StageKind", name)
    kinds = {STAGES[one] for one in (element.get("type") or "").split() if one in STAGES}
    return "incident" if not kinds else next(iter(kinds)) if len(kinds) == 1 else "mixed"


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
