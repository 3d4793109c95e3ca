"""TTML, the captions of broadcasters and of IMSC (https://www.w3.org/TR/ttml2/), as cues of WebVTT, which the
transcript engine reads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from docconv.containers.xml import Element, attribute, below, local, root_element
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.model import Draft
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript import read_transcript
from docconv.transcript.lines.subtitles import HEADER
from docconv.wellformed.shapes import is_language

CLOCK = regex(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.(\d+)|:(\d{2,})(?:\.(\d+))?)?")
OFFSET = regex(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t|)")
"""Without a unit, as lyrics have it, these are seconds."""
LATEST = 10**11
"""Milliseconds."""
NO_WORDS = frozenset(("metadata", "set", "title", "desc", "copyright", "agent", "name", "actor"))
PARTS = frozenset(("body", "div", "p", "span"))
RUBY = "ruby"
"""The attribute of what is set above words, and of these (section 10.2.35 of TTML2)."""
SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@frozen
class Rates:
    """Milliseconds that a frame, a part of a frame and a tick last."""

    frame: float
    part: float
    tick: float


@frozen
class Shown:
    """When something is on the screen, as far as that is known, and who says it."""

    begin: float | None = None
    end: float | None = None
    who: str = ""


@frozen
class TimedText:
    """Words that are shown together, their lines apart."""

    text: str
    when: Shown


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as TTML to a draft. Raises `BadInputError`."""
    root = root_element(source.data, source.name, "tt")
    names = dict(_agents(root))
    cues = [
        span
        for body in below(root, "body")
        for span in _spans(body, Shown(), _rates(root), names)
        if span.text.strip()
    ]
    if not cues:
        message = "nothing is said in these captions"
        raise BadInputError(message, where=source.name, remedy="give captions with text in them")
    title = next((" ".join((one.text or "").split()) for one in below(root, "title")), "")
    head = f"{HEADER} - {title}" if any(map(str.isalnum, title)) else HEADER
    text = "\n\n".join((head, *map(_cue, cues))) + "\n"
    draft, notices = read_transcript(text, convention=source.convention)
    lang = attribute(root, "lang")
    if draft.metadata.lang == "und" and is_language(lang):
        draft = evolve(draft, metadata=evolve(draft.metadata, lang=lang))
    return draft, tuple(evolve(one, span=None) for one in notices)


def _agents(root: Element) -> Iterator[tuple[str, str]]:
    """The names of who speaks, by their ids."""
    for agent in below(root, "agent"):
        named = (" ".join("".join(map(str, one.itertext())).split()) for one in below(agent, "name"))
        if found := next(filter(None, named), ""):
            yield attribute(agent, "id"), found


def _rates(root: Element) -> Rates:
    """How long frames and ticks are (section 7.2 of TTML2)."""
    frames = _positive(attribute(root, "frameRate"), 30)
    above, _, under = attribute(root, "frameRateMultiplier").strip().partition(" ")
    effective = frames * _positive(above, 1) / _positive(under, 1)
    parts = _positive(attribute(root, "subFrameRate"), 1)
    ticks = effective * parts if attribute(root, "frameRate") else 1.0
    return Rates(
        1000 / effective, 1000 / effective / parts, 1000 / _positive(attribute(root, "tickRate"), ticks)
    )


def _positive(text: str, otherwise: float) -> float:
    """A positive number of some digits, another one where there is none."""
    found = text.strip()
    return float(found) if found.isdecimal() and len(found) < 10 and int(found) else otherwise


def _time(text: str, rates: Rates) -> float | None:
    """A time in milliseconds, nothing where it is none."""
    text = text.strip()
    found = 0.0
    if clock := CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction, frames, parts = clock.groups()
        found = 1000.0 * (int((hours or "0")[:9]) * 3600 + int(minutes) * 60 + int(seconds))
        found += 1000 * float(f"0.{fraction[:9]}") if fraction else 0
        found += int((frames or "0")[:9]) * rates.frame + int((parts or "0")[:9]) * rates.part
    elif offset := OFFSET.fullmatch(text):
        units = {"h": 3_600_000, "m": 60_000, "s": 1000, "": 1000, "ms": 1, "f": rates.frame, "t": rates.tick}
        found = float(offset[1]) * units[offset[2]]
    else:
        return None
    return found if found <= LATEST and math.isfinite(found) else None


def _placed(element: Element, above: Shown, rates: Rates, after: float | None) -> Shown:
    """When an element is shown: its times count from the beginning of what it is in, or from `after`, the end
    of its neighbour, where one is shown after the other.
    """
    origin = (above.begin or 0) if after is None else after
    begin, end, lasts = (_time(element.get(name, ""), rates) for name in ("begin", "end", "dur"))
    first = above.begin if begin is None and after is None else origin + (begin or 0)
    last = None if end is None else origin + end
    if lasts is not None:
        until = (origin if first is None else first) + lasts
        first, last = (origin if first is None else first), until if last is None else min(last, until)
    if last is None or (above.end is not None and above.end < last):
        last = above.end
    return Shown(first, last, above.who)


def _spans(element: Element, above: Shown, rates: Rates, names: Mapping[str, str]) -> Iterator[TimedText]:
    """What is shown in an element, in the order of the file. A span that somebody else says is apart from the
    words around it, and so is one with times in a paragraph that has none.
    """
    who = " & ".join(filter(None, (names.get(one, "") for one in attribute(element, "agent").split())))
    here = evolve(above, who=who or above.who)
    is_text = local(element) in ("p", "span")
    is_row = element.get("timeContainer") == "seq"
    words = [_spaced(element.text)] if is_text else []
    after = here.begin or 0 if is_row else None
    for child in element:
        name = local(child)
        if name == "br":
            words.append("\n")
        elif name in PARTS:
            inner = _placed(child, here, rates, after)
            after = inner.end if is_row and inner.end is not None else after
            parts = _spans(child, inner, rates, names)
            yield from _set_apart(parts, here, words, is_text=is_text)
        elif is_text and name not in NO_WORDS:
            words += map(_spaced, map(str, child.itertext()))
        words += [_spaced(child.tail)] if is_text else []
    if said := "".join(words):
        yield TimedText(f"({said.strip()})" if _is_reading(element) else said, here)


def _is_reading(element: Element) -> bool:
    """Whether an element says how the words before it are read, and has no brackets of its own around it."""
    holder = element.getparent()
    beside = () if holder is None else (attribute(one, RUBY) for one in holder)
    said = "".join(map(str, element.itertext())).strip()
    return attribute(element, RUBY) == "text" and "delimiter" not in beside and said != ""


def _set_apart(
    parts: Iterable[TimedText], here: Shown, words: list[str], *, is_text: bool
) -> Iterator[TimedText]:
    """The parts that are apart from the words around them, and these before it; others become words."""
    for part in parts:
        if is_text and _belongs(part.when, here):
            words.append(part.text)
            continue
        if said := "".join(words):
            yield TimedText(said, here)
        words.clear()
        yield part


def _belongs(inner: Shown, outer: Shown) -> bool:
    return inner == outer or (inner.who == outer.who and outer.begin is not None)


def _spaced(text: str | None) -> str:
    """Text whose ends of lines are spaces, as in XML."""
    return " ".join((text or "").splitlines()) if text and text.strip() else " " if text else ""


def _cue(span: TimedText) -> str:
    """A cue of WebVTT; what has no time is a paragraph."""
    who = span.when.who.translate(SIGNS)
    rows = filter(None, (" ".join(row.split()) for row in span.text.split("\n")))
    said = "\n".join(rows).translate(SIGNS)
    begin, end = span.when.begin, span.when.end
    if begin is None:
        return f"{who}: {said}" if who else said
    said = f"<v {who}>{said}" if who else said
    return f"{_clock(begin)} --> {_clock(max(begin, begin if end is None else end))}\n{said}"


def _clock(time: float) -> str:
    seconds, milliseconds = divmod(round(time), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"
