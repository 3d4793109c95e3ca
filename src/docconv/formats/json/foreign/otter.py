"""Otter: sections with offsets in samples, and words whose times count from the beginning of their section.

The file says neither. Which it is, shows where both tell the same: a section lasts as long as its words, or
begins when they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any, TypeAlias

from attrs import evolve, frozen

from docconv.formats.json.foreign.heard import timed
from docconv.formats.json.foreign.values import Found, either, milliseconds, named, rows, speaker, table, text
from docconv.transcript.utterances import Utterance

UNITS = (1 / 16, 1.0)
"""Milliseconds of a sample of 16 kHz, and of a millisecond."""
NEAR = 500  # milliseconds
SHARE = 0.9
"""Of a recording that its sections last at least, up to the end of the last one."""
Bounds: TypeAlias = tuple[int | None, int | None]


@frozen
class Clock:
    """How offsets and words count: the unit of offsets in milliseconds, where it is known; whether words
    count from their section; whether their times can be used at all.
    """

    unit: float | None = None
    is_of_sections: bool = False
    has_words: bool = True


def otter(found: Found) -> Iterator[Utterance]:
    """What is said, by section."""
    speech = table(found, "speech") or found
    names = {
        str(named(either(one, "id", "speaker_id"))): one.get("speaker_name")
        for one in rows(speech, "speakers")
    }
    sections = rows(speech, "transcripts")
    clock = _clock(sections, milliseconds(speech.get("duration")))
    for one in sections:
        known = one.get("speaker_name") or names.get(str(named(one.get("speaker_id"))))
        said = text(one, "transcript")
        told = Utterance(said, speaker(known or one.get("speaker_model_label")))
        yield _placed(timed(told, rows(one, "alignment")), one, clock)


def _placed(told: Utterance, section: Found, clock: Clock) -> Utterance:
    """What is said in a section with its times on the clock of the recording."""
    first, last = _within(section)
    begin, end = _offsets(section, clock.unit)
    if not clock.has_words:
        return evolve(told, begin=begin, end=end, words=(), anchors=())
    if not clock.is_of_sections:
        return evolve(told, begin=begin if first is None else first, end=end if last is None else last)
    if begin is None:
        return evolve(told, end=end, words=(), anchors=())
    words = tuple(time if time < 0 else time + begin for time in told.words)
    anchors = tuple(time + begin if at % 3 == 2 else time for at, time in enumerate(told.anchors))
    return evolve(told, begin=begin, end=end, words=words, anchors=anchors)


def _clock(sections: Sequence[Found], lasts: int | None) -> Clock:
    pairs = [(one, _within(one)) for one in sections]
    timed = [(one, both) for one, both in pairs if None not in both]
    for unit in UNITS:
        if _fits(timed, unit, lambda offsets, words: (offsets[0] - words[0], offsets[1] - words[1])):
            return Clock(unit)
        if _fits(timed, unit, lambda offsets, words: (words[0], offsets[1] - offsets[0] - words[1])):
            return Clock(unit, is_of_sections=True)
    begins = [words[0] for _, words in timed if words[0] is not None]
    end = max((_offsets(one, 1.0)[1] or 0 for one in sections), default=0)
    whole = (unit for unit in UNITS if lasts and SHARE * lasts <= end * unit <= lasts + NEAR)
    return Clock(
        None if timed else next(whole, None),
        has_words=begins == sorted(begins) and len({*begins}) == len(begins),
    )


def _fits(
    timed: Sequence[tuple[Found, tuple[Any, Any]]],
    unit: float,
    apart: Callable[[tuple[int, int], tuple[int, int]], tuple[int, int]],
) -> bool:
    """Whether offsets and words tell the same in most sections."""
    found = [(_offsets(one, unit), words) for one, words in timed]
    gaps = [max(map(abs, apart((a, b), words))) for (a, b), words in found if a is not None and b is not None]
    return bool(gaps) and median(gaps) <= NEAR


def _offsets(section: Found, unit: float | None) -> Bounds:
    """From when to when a section lasts, by its offsets."""
    if unit is None:
        return None, None
    return milliseconds(section.get("start_offset"), unit), milliseconds(section.get("end_offset"), unit)


def _within(section: Found) -> Bounds:
    """When its first word begins and its last one ends, by the words."""
    words = rows(section, "alignment")
    return (
        (milliseconds(words[0].get("start")), milliseconds(words[-1].get("end"))) if words else (None, None)
    )
