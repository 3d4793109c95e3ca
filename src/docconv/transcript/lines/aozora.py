"""The notes of Aozora Bunko, a library of Japanese texts, which say how a text is set.

`［＃ここから３字下げ］` sets in what follows by three signs; `［＃７字下げ］第一場［＃「第一場」は中見出し］`
is a heading (https://www.aozora.gr.jp/annotation/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import OPENING, TranscriptLine

NOTE = r"［＃(?:ここから|ここで|改|ページの|地付き|地から|本文|[０-９\d]{1,2}字下げ)[^［］]{0,60}］"
NOTES = regex(rf"(?:{NOTE})+")
HEADING = regex(rf"((?:{NOTE})*)([^［］].*?)(［＃「[^「」]{{1,80}}」は[^［］]{{0,6}}見出し］)")
FIRST_SET_IN = regex(r"(［＃(?:[０-９\d]{1,2}字下げ|地付き|地から[０-９\d]{1,2}字上げ)］)([^［］].*)")
SET_IN = regex(r"［＃ここから([０-９\d]{1,2})字下げ")
OTHERWISE_SET = regex(r"［＃ここ(?:から改行天付き|で)")
ABOUT_NOTES = "【テキスト中に現れる記号について】"
RULE = regex(r"-{20,}")
COLOPHON = regex(r"底本[：:]")
SPEECH = regex(r"[^\s　「」（）()。、！？…―［］]{1,10}(?:　{1,6}(?=\S)|[「（])")
FEWEST_SPEECHES, NEAR = 3, 4
LONGEST_FRONT = 6
"""Lines above what explains the notes: a title, perhaps a second one, and who wrote it."""
FURTHER = 2
"""Signs by which what is set in is further in than speeches; one is that of a paragraph of them."""
ENDS = "。」）"


def is_aozora(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a line explains the notes of the library, or is nothing but some of them."""
    return any(line.text == ABOUT_NOTES or _is_note(line.text) for line in lines if line.text[0] in "【［")


def _is_note(text: str) -> bool:
    return text[:2] == "［＃" and NOTES.fullmatch(text) is not None


def parted(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """A line without the notes around a heading and the one before what is set in by itself."""
    text = line.text
    found = HEADING.fullmatch(text) if "見出し］" in text else None
    found = found or (FIRST_SET_IN.fullmatch(text) if text[:2] == "［＃" else None)
    if found is None:
        yield line
        return
    before, words = found[1], found[2]
    at = found.start(2)
    mark = LineMark("heading" if len(found.groups()) > FURTHER else "stage")
    margin = before or line.margin
    yield evolve(line, text=words, start=line.start + at, indent=line.indent + at, margin=margin, mark=mark)
    if mark.kind == "heading":
        at = found.start(3)
        yield evolve(
            line, text=found[3], start=line.start + at, indent=line.indent + at, gap=0, opens=False,
            mark=LineMark("annotation"),
        )  # fmt: skip


def read(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """What the notes say of lines: the notes themselves are no text, nor is what explains them in front or
    names the printed source after. In a play, sentences that are set in further than the speeches, and all
    of it among them, are directions.
    """
    around = frozenset(_around(lines))
    yield from ((at, LineMark("boilerplate")) for at in around)
    front = min(around, default=0)
    if 0 < front <= LONGEST_FRONT:
        yield from ((at, LineMark("narrative" if at else "title")) for at in range(front))
    notes = frozenset(at for at, line in enumerate(lines) if at not in around and _is_note(line.text))
    yield from ((at, LineMark("annotation")) for at in notes)
    depths = list(_depths(lines, around))
    text = [at for at, line in enumerate(lines) if at not in around and at not in notes]
    free = [at for at in text if lines[at].mark is None]
    speeches = [at for at in free if SPEECH.match(lines[at].text)]
    depth, count = Counter(depths[at] for at in speeches).most_common(1)[0] if speeches else (0, 0)
    if count < FEWEST_SPEECHES:
        return
    spoken = [at for at in speeches if depths[at] == depth]
    first = next((at for at, after in pairwise(spoken) if after - at <= NEAR), spoken[0])
    alone = [at for at in text if at < first and (mark := lines[at].mark) and mark.kind == "stage"]
    yield from ((at, LineMark("narrative")) for at in alone)
    for at in free:
        inner, ends = depths[at] - depth, lines[at].text[-1] in ENDS
        if inner >= FURTHER:
            yield at, LineMark("stage" if at > first or ends else "narrative")
        elif inner == 1 and at > first and ends and lines[at].text[0] not in OPENING:
            yield at, LineMark("speech")


def _around(lines: Sequence[TranscriptLine]) -> Iterator[int]:
    """The lines that explain the notes, between two rules in front, and those on the source after."""
    at = next((at for at, line in enumerate(lines) if line.text == ABOUT_NOTES), 0)
    rules = [rule for rule in range(len(lines)) if at and RULE.fullmatch(lines[rule].text)]
    if before := [rule for rule in rules if rule < at]:
        yield from range(before[-1], next((rule for rule in rules if rule > at), at) + 1)
    names_source = (one for one in range(len(lines)) if COLOPHON.match(lines[one].text))
    yield from range(next(names_source, len(lines)), len(lines))


def _depths(lines: Sequence[TranscriptLine], around: Container[int]) -> Iterator[int]:
    """By how many signs each line is set in."""
    depth = 0
    for at, line in enumerate(lines):
        if line.text[:2] == "［＃" and at not in around:
            if found := SET_IN.match(line.text):
                depth = int(found[1])
            elif OTHERWISE_SET.match(line.text):
                depth = 0
        yield depth
