"""Cues to WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from docconv.formats.captions.cues import LABELLED, Aside, Cue, Options, cues, in_order
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.tei.writing.replaced import text_file, times_left_out, word_times_left_out
from docconv.walk import walk

ESTIMATED = ".estimated"
"""The class of words whose times are estimated. No name of a cue says it, since pysubs2 takes that for words
of the cue above.
"""
TITLE = regex(r"(?!.*-->)[^\W_].*")
"""What may stand after the name of the format and is read as a title."""
KEPT = 64  # seconds, as they are printed
REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_webvtt(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as WebVTT: turns as cues with voices, what is between them as notes."""
    found = cues(document, options)
    head = "WEBVTT"
    first = found[0] if found and document.title else None
    if isinstance(first, Aside) and TITLE.match(first.text):
        head, found = f"WEBVTT - {first.text}", found[1:]
    text = "\n\n".join((head, *_webvtt(found, options))) + "\n"
    data, changed = text_file(document, text, walk(document))
    shown = (one for one in found if isinstance(one, Cue))
    lost = word_times_left_out(sum(map(_untimed, shown))) if options.words else times_left_out(document)
    return data, (*_notices(found), *_like_labels(found), *changed, *lost)


def _webvtt(found: list[Cue | Aside], options: Options) -> Iterator[str]:
    rows = in_order(found)
    for asides, cue in rows:
        yield from map(_note, asides)
        yield f"{_clock(cue.begin, '.')} --> {_clock(cue.end, '.')}\n{_spoken(cue, options)}"
    last = [one for one in found[_behind_last(found) :] if isinstance(one, Aside)]
    yield from map(_note, last)


def _spoken(cue: Cue, options: Options) -> str:
    """The words of a cue with their voice, and whether its times are estimated."""
    is_timed = options.words and bool(cue.words)
    text = "\n".join(_timed(cue)) if is_timed else "\n".join(cue.lines).translate(REFERENCES)
    sure = ESTIMATED if cue.is_estimated else ""
    if cue.label:
        return f"<v{sure} {cue.label.translate(REFERENCES)}>{text}"
    return f"<c{sure}>{text}</c>" if sure else text


@frozen
class Marks:
    """The times around a word of a cue, and those within it after so many of its characters."""

    before: int | None
    behind: int | None
    within: tuple[tuple[int, int], ...] = ()


def _timed(cue: Cue) -> Iterator[str]:
    """The lines of a cue, with when a word begins before it, and when it ends after it."""
    marks = _marks(cue)
    for line in cue.lines:
        yield " ".join(_marked(word, next(marks)) for word in line.split())


def _marks(cue: Cue) -> Iterator[Marks]:
    """The marks around and within each word of a cue. A time that is not within the cue, or no later than the
    one before, has no place there, nor has one within a word after which no mark is.
    """
    last = cue.begin
    within = _within(cue)
    pairs = list(zip(cue.words[::2], cue.words[1::2], strict=True))
    for number, (begin, end) in enumerate(pairs):
        before = last < begin < cue.end
        last = begin if before else last
        behind = last < end < cue.end
        inner: list[tuple[int, int]] = []
        for at, time in within.get(number, ()):
            if last < time < end and time < cue.end:
                inner.append((at, time))
                last = time
        last = end if behind else last
        yield Marks(begin if before else None, end if behind else None, tuple(inner))


def _within(cue: Cue) -> dict[int, list[tuple[int, int]]]:
    """For each word that has them, the instants within it and after how many of its characters they are."""
    found: dict[int, list[tuple[int, int]]] = {}
    for word, at, time in zip(cue.anchors[::3], cue.anchors[1::3], cue.anchors[2::3], strict=True):
        found.setdefault(word, []).append((at, time))
    return found


def _marked(word: str, marks: Marks) -> str:
    shown, at = "" if marks.before is None else f"<{_clock(marks.before, '.')}>", 0
    for size, time in marks.within:
        shown += f"{word[at:size].translate(REFERENCES)}<{_clock(time, '.')}>"
        at = size
    shown += word[at:].translate(REFERENCES)
    return shown if marks.behind is None else f"{shown}<{_clock(marks.behind, '.')}>"


def _untimed(cue: Cue) -> int:
    """How many words of a cue lose a time, since no mark tells it, nor where the cue begins or ends."""
    marks, within = list(_marks(cue)), _within(cue)
    count = 0
    for number, (begin, end) in enumerate(zip(cue.words[::2], cue.words[1::2], strict=True)):
        above = marks[number - 1].behind if number else cue.begin
        below = marks[number + 1].before if number + 1 < len(marks) else cue.end
        one = marks[number]
        first, last = above if one.before is None else one.before, below if one.behind is None else one.behind
        is_told = begin in (-1, first) and end in (-1, last)
        count += not is_told or len(one.within) < len(within.get(number, ()))
    return count


def _behind_last(found: list[Cue | Aside]) -> int:
    """Where what no cue follows begins."""
    return next((at for at in range(len(found), 0, -1) if isinstance(found[at - 1], Cue)), 0)


def _note(aside: Aside) -> str:
    return f"NOTE\n{aside.text.replace('-->', '--&gt;')}"


def write_subrip(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as SubRip: turns as cues, with a label where one begins, or goes on after a cue of somebody
    else who speaks at the same time; nothing else has a place there.
    """
    found = cues(document, options)
    shown = [cue for _, cue in in_order(found)]
    above = ("", *(cue.label for cue in shown))
    blocks = [_subrip(number, *pair) for number, pair in enumerate(zip(shown, above, strict=False), 1)]
    data, changed = text_file(document, "\n".join(blocks) or "\n", walk(document))
    lost = times_left_out(document)
    return data, (*_notices(found), *_like_labels(found), *_not_written(found), *changed, *lost)


def _subrip(number: int, cue: Cue, above: str) -> str:
    is_shown = cue.opens or cue.label != above or LABELLED.match(cue.lines[0])
    label = f"{cue.label}: " if cue.label and is_shown else ""
    lines = "\n".join(cue.lines)
    return f"{number}\n{_clock(cue.begin, ',')} --> {_clock(cue.end, ',')}\n{label}{lines}\n"


def _clock(milliseconds: int, point: str) -> str:
    """A time as `00:01:30.500`."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{_second(seconds)}{point}{rest:03}"


@lru_cache(KEPT)
def _second(seconds: int) -> str:
    """A time as `00:01:30`; several words begin and end within each second."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _notices(found: Iterable[Cue | Aside]) -> Iterator[Notice]:
    count = sum(isinstance(one, Cue) and one.is_estimated for one in found)
    if count:
        message = f"the times of {count} cues are estimated, since the document does not tell them"
        yield Notice("not-written", message, "info", rule="captions")


def _like_labels(found: Iterable[Cue | Aside]) -> Iterator[Notice]:
    """A notice of how many lines begin as the turns of somebody would who speaks here or comes twice."""
    spoken = [one for one in found if isinstance(one, Cue)]
    lines = (line for cue in spoken for line in cue.lines[1 if cue.label else 0 :])
    names = Counter(match[1].casefold() for line in lines if (match := LABELLED.match(line)))
    labels = {cue.label.casefold() for cue in spoken}
    count = sum(times for name, times in names.items() if times > 1 or name in labels)
    if count:
        message = f"{count} lines begin with words and a colon that are read as the label of somebody"
        remedy = "write JSON, TEI, DOCX, PDF or HTML, which tell labels from words"
        yield Notice("not-written", message, rule="captions", remedy=remedy)


def _not_written(found: Iterable[Cue | Aside]) -> Iterator[Notice]:
    count = sum(isinstance(one, Aside) for one in found)
    if count:
        message = f"{count} blocks that nobody says have no place in SubRip, and are not written"
        yield Notice("not-written", message, rule="captions", remedy="write WebVTT, which has notes for them")
