"""Transcripts whose speakers are known, with labels and lines printed otherwise, so that many are misread.

Every change is made of the text and the segments of its annotation, and is the same at every run.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, frozen

if TYPE_CHECKING:
    from weights import Pair

MOST_SEGMENTS, AHEAD = 90, 40
FEWEST_LABELS = 3
WIDTH, PAGE = 60, 30
LONGEST_MARK = 12  # characters between a label and what is said
WORD = re.compile(r"\S+")
SENTENCE = re.compile(r"[^\W\d_][^.!?。！？:：]{15,120}[.。](?=\s|$)")


@frozen
class PlacedLabel:
    """Where a label is in a text: its start, where it ends, where the speech begins, whose it is, and the
    number of the segment.
    """

    start: int
    end: int
    body: int
    label: str
    segment: int


Change: TypeAlias = Callable[[str, Sequence[PlacedLabel]], str]
Segments: TypeAlias = Sequence[Mapping[str, Any]]
Addition: TypeAlias = Callable[[str, Sequence[PlacedLabel], Segments], tuple[str, Segments]]


def changed(pair: Pair, score: ModuleType) -> Iterator[tuple[str, Pair]]:
    """The beginning of a transcript as it is and with every change, by its name; what changes nothing is
    left out.
    """
    segments = pair.gold["segments"]
    text = pair.text
    if len(segments) > MOST_SEGMENTS:
        _, ends = _placed(text, segments[: MOST_SEGMENTS + AHEAD], score)
        last = max(number for number in ends if number < MOST_SEGMENTS)
        end = text.find("\n", ends[last])
        text, segments = text[: end if end > 0 else None], segments[: last + 1]
    labels, _ = _placed(text, segments, score)
    if len(labels) < FEWEST_LABELS:
        return
    gold = {**pair.gold, "segments": segments}
    for name, change in CHANGES.items():
        new = change(text, labels)
        if name == AS_IT_IS or new != text:
            yield name, evolve(pair, text=new, gold=gold)
    for name, add in ADDITIONS.items():
        new, more = add(text, labels, segments)
        if new != text:
            yield name, evolve(pair, text=new, gold={**gold, "segments": more})


def _placed(text: str, segments: Segments, score: ModuleType) -> tuple[list[PlacedLabel], dict[int, int]]:
    """The labels that are found right before what is said, and where each segment ends."""
    words = [(word, match) for match in WORD.finditer(text) for word in score.toks(match[0])]
    stream = score.Stream(segments)
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for at, there in enumerate(score.align(stream.w, [word for word, _ in words])):
        if there >= 0:
            begins.setdefault(stream.seg[at], words[there][1].start())
            ends[stream.seg[at]] = words[there][1].end()
    found: list[PlacedLabel] = []
    before = 0
    for number in sorted(begins):
        label = segments[number].get("speaker") if segments[number]["kind"] == "turn" else None
        if label and begins[number] >= before:
            found.extend(_label_in(text, label, range(before, begins[number]), number))
        before = max(before, ends[number])
    return found, ends


def _label_in(text: str, label: str, where: range, segment: int) -> Iterator[PlacedLabel]:
    """The last place of a label between two offsets, if nothing else is on its line."""
    start, body = where.start, where.stop
    pattern = re.compile(r"\s+".join(map(re.escape, label.split())))
    for match in [*pattern.finditer(text, start, body)][-1:]:
        line = text.rfind("\n", 0, match.start()) + 1
        alone = not re.search(r"\w", text[line : match.start()] + text[match.end() : body])
        if alone and body - match.end() < LONGEST_MARK:
            yield PlacedLabel(line, match.end(), body, label, segment)


def _relabelled(made: Callable[[str, str], str], which: int = 1, of: int = 1) -> Change:
    """A change of the labels, or of one in so many: from a label and what is behind it."""

    def change(text: str, labels: Sequence[PlacedLabel]) -> str:
        parts, at = [], 0
        for place in labels[which - 1 :: of]:
            parts += [text[at : place.start], made(place.label, text[place.end : place.body])]
            at = place.body
        return "".join(parts) + text[at:]

    return change


def _without_one(text: str, labels: Sequence[PlacedLabel]) -> str:
    """Without the labels of one speaker who is neither seen most nor least."""
    ordered = [label for label, _ in Counter(place.label for place in labels).most_common()]
    whose = ordered[len(ordered) // 2] if len(ordered) >= FEWEST_LABELS else None
    return _relabelled(lambda *_: "")(text, [place for place in labels if place.label == whose])


def _joined(text: str, labels: Sequence[PlacedLabel]) -> str:
    """One label in three goes on in the paragraph above."""
    parts, at = [], 0
    for place in labels[2::3]:
        parts += [text[at : place.start].rstrip(), " "]
        at = place.start
    return "".join(parts) + text[at:]


def _other_case(label: str, mark: str) -> str:
    return (label.title() if label.isupper() else label.upper()) + mark


def _paged(text: str, _: Sequence[PlacedLabel]) -> str:
    rows = text.split("\n")
    for at in range(len(rows) // PAGE * PAGE, 0, -PAGE):
        rows[at:at] = ["", f"RECORD OF THE MEETING {at // PAGE + 1}", "", "12 March 2019", ""]
    return "\n".join(rows)


def _wrapped(text: str, _: Sequence[PlacedLabel]) -> str:
    return "\n".join(textwrap.fill(row, WIDTH, break_on_hyphens=False) for row in text.split("\n"))


def _dense(text: str, _: Sequence[PlacedLabel]) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def _added(made: Callable[[Segments, int], str], kind: str, every: int) -> Addition:
    """An addition of a paragraph that nobody says above one label in so many, made of what is said in the
    segments and a number.
    """

    def add(text: str, labels: Sequence[PlacedLabel], segments: Segments) -> tuple[str, Segments]:
        parts, more, at, done = [], [], 0, 0
        for count, place in enumerate(labels[every // 2 :: every]):
            words = made(segments, place.segment + count)
            gap = "\n\n" if text[: place.start].endswith("\n\n") else "\n"
            if words and text[: place.start].endswith("\n"):
                parts += [text[at : place.start], words, gap]
                more += [*segments[done : place.segment], _nobody(kind, words)]
                at, done = place.start, place.segment
        return "".join(parts) + text[at:], [*more, *segments[done:]]

    return add


def _ended(text: str, labels: Sequence[PlacedLabel], segments: Segments) -> tuple[str, Segments]:
    """With a last paragraph that nobody says."""
    words = _sentence(segments, labels[len(labels) // 2].segment)
    gap = "\n\n" if "\n\n" in text[labels[0].start :] else "\n"
    ended = text.rstrip("\n") + gap + words + "\n" if words else text
    return ended, [*segments, _nobody("narrative", words)]


def _nobody(kind: str, words: str) -> Mapping[str, Any]:
    return {"kind": kind, "speaker": None, "who": None, "paragraphs": [words]}


def _sentence(segments: Segments, number: int) -> str:
    """A sentence that is said long before or after a segment."""
    for segment in (*segments[(number + len(segments) // 2) % len(segments) :], *segments):
        for paragraph in segment["paragraphs"]:
            found = SENTENCE.match(paragraph)
            if found and segment["kind"] == "turn":
                return found[0].strip()
    return ""


def _heading(segments: Segments, number: int) -> str:
    """A few words with a colon, as the items of an agenda have."""
    first, *others = _sentence(segments, number).split()[:3] or [""]
    head = " ".join([first[:LONGEST_MARK].capitalize(), *others[:1]]).strip(",.:;?!。、")
    return f"{head}: {others[-1].strip(',.:;?!')}" if others else ""


AS_IT_IS, ENDED = "as it is", "a line at the end"
CHANGES: Mapping[str, Change] = {
    AS_IT_IS: lambda text, _: text,
    "a dash behind a third": _relabelled(lambda label, _: f"{label} – ", 3, 3),
    "a stop behind a third": _relabelled(lambda label, _: f"{label}. ", 3, 3),
    "a comma behind a third": _relabelled(lambda label, _: f"{label}, ", 3, 3),
    "a space behind a third": _relabelled(lambda label, _: f"{label} ", 3, 3),
    "a third in brackets": _relabelled(lambda label, _: f"[{label}] ", 3, 3),
    "a third in other letters": _relabelled(_other_case, 3, 3),
    "a third on their own lines": _relabelled(lambda label, _: f"{label}\n", 3, 3),
    "all with a dash": _relabelled(lambda label, _: f"{label} - "),
    "all in small letters": _relabelled(lambda label, mark: label.lower() + mark),
    "all on their own lines": _relabelled(lambda label, _: f"{label}\n"),
    "all apart": _relabelled(lambda label, _: f"{label}\n\n"),
    "a quarter without": _relabelled(lambda *_: "", 4, 4),
    "one speaker without": _without_one,
    "a third inside paragraphs": _joined,
    "page heads": _paged,
    "broken lines": _wrapped,
    "no blank lines": _dense,
    "broken lines, no blank ones": lambda text, labels: _dense(_wrapped(text, labels), ()),
}
ADDITIONS: Mapping[str, Addition] = {
    ENDED: _ended,
    "lines between": _added(_sentence, "narrative", 8),
    "headings with a colon": _added(_heading, "heading", 12),
}
"""Changes that add words which nobody says."""
