"""Page furniture in text taken from paged sources: running heads, page numbers, page marks; and what a
program tells between the messages of a chat: who has joined, a new topic.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from docconv.languages import every
from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lexicon import any_of
from docconv.transcript.lines.lines import TranscriptLine

PAGE_MARK = regex(r"\[\[\s*+pages?\b[^\[\]]*+\]\]$|\{\s*+(?:time|page)\s*+\}[\W\d_]*$", re.IGNORECASE)
DIGITS = regex(r"\d+")
SPACES = regex(r"\s+")
HEAD_AND_NUMBER = regex(r"(?:(?P<left>\d{1,4})\s{3,})?(?P<head>\S(?:.*?\S)?)(?:\s{3,}(?P<right>\d{1,4}))?$")
LONGEST, LONGEST_HEAD = 90, 130
FEWEST, FEWEST_EXPLICIT = 3, 2
FEWEST_ICONS, MOST_BETWEEN, LONGEST_NAME = 4, 12, 5  # lines, lines, words
REACH = 4
LONGEST_NUMBER = 36  # characters
AFTER_NUMBER = "-–—)]"
CLOCK = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s++)?"
MESSAGE = regex(rf"{CLOCK}<[ @+%~&]?[^\s<>]{{1,30}}>\s")
WHO = r"(?:<(?P<nick>[^\s<>]{1,30})>\s(?P=nick)|[^\s<>]{1,30})"
EVENT = regex(rf"{CLOCK}(?:(?:-!-|\*\*\*|-->|<--)\s+\S|{WHO} has (?:joined|left|quit|changed the topic)\b)")
FEWEST_MESSAGES = 3


@cache
def _page_number() -> re.Pattern[str]:
    """A line with nothing but the number of a page, in any language."""
    words, totals = any_of(every("page_words")), any_of(every("page_totals"))
    return re.compile(
        rf"(?:\d{{1,2}}\s[^\W\d_]{{3,12}}\s\d{{4}}\s*:\s*)?(?:{words}\s*)?[-–—(\[]?\s*\d{{1,4}}\s*[-–—)\]]?(?:\s*(?:/|{totals})\s*\d{{1,4}})?$",
        re.IGNORECASE,
    )


@cache
def _numbered() -> re.Pattern[str]:
    """What says that a number is that of a page."""
    words, totals = any_of(every("page_words")), any_of(every("page_totals"))
    pattern = rf"\d{{1,4}}\s*(?:/|{totals})\s*\d{{1,4}}$|{words}\s+\d+|[-–—]\s*\d{{1,4}}\s*[-–—]$"
    return re.compile(pattern, re.IGNORECASE)


def mark_furniture(lines: Sequence[TranscriptLine]) -> None:
    """Say of the lines that belong to the page, and of which nothing else is known, that they do."""
    _mark_events(lines)
    for index in find_furniture(lines):
        lines[index].is_furniture = lines[index].mark is None
    for index in _above_names(lines):
        lines[index].is_furniture, below = True, lines[index + 1]
        below.gap, below.opens = max(lines[index].gap, below.gap), True


def _above_names(lines: Sequence[TranscriptLine]) -> list[int]:
    """The indices of a line that comes back above the name of each who speaks, such as the words for an icon,
    `Profile picture`: above it the text before ends, below it are names, of which some come back.
    """
    counts = Counter(line.text for line in lines)
    text, count = counts.most_common(1)[0] if counts else ("", 0)
    if count < FEWEST_ICONS or count * MOST_BETWEEN < len(lines):
        return []
    places = [index for index, line in enumerate(lines) if line.text == text]
    spaced = [index + 1 < len(lines) and lines[index].opens for index in places]
    if not all(spaced) or any(b - a < FEWEST for a, b in itertools.pairwise((*places, len(lines)))):
        return []
    names = [lines[index + 1].text for index in places]
    parted = [index for index, line in enumerate(lines[1:], 1) if line.gap]
    alike = len({lines[index].gap for index in places if index}) == 1
    single = lines[places[-1]].gap > 0 and lines[places[-1] + 1].gap == 0
    most = not single or len(places) * 5 >= sum(lines[index + 1].gap == 0 for index in parted[:-1]) * 4
    again = 1 < len(set(names)) < len(names)
    return places if alike and most and again and all(map(_may_name, names)) else []


def _may_name(text: str) -> bool:
    """Whether a line is a few words that end as no sentence does and have no delimiter."""
    tokens = text.split()
    return len(tokens) <= LONGEST_NAME and text[0].isupper() and (text[-1].isalnum() or text[-1] == ")")


def find_furniture(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """The indices of lines that belong to the page and not to the text."""
    marks = {index for index, line in enumerate(lines) if line.text[0] in "[{" and PAGE_MARK.match(line.text)}
    headed = _heads_with_numbers(lines)
    marks |= headed | _between_pages(lines)
    if len(headed) >= FEWEST:
        marks |= _running_heads(lines, headed)
    numbers = _page_numbers(lines)
    explicit = all(_numbered().search(lines[index].text) for index in numbers)
    if len(numbers) < (FEWEST_EXPLICIT if explicit else FEWEST):
        return frozenset(marks)
    heads = _running_heads(lines, numbers) if len(numbers) >= FEWEST else _unnumbered(lines)
    return frozenset(marks | numbers | heads)


def _heads_with_numbers(lines: Sequence[TranscriptLine]) -> set[int]:
    """Lines with the same words and, far from them, a number that goes up: `Harbour Board        17`."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        text = line.text
        may_count = len(text) <= LONGEST_HEAD and (text[0].isdigit() or text[-1].isdigit())
        match = HEAD_AND_NUMBER.match(text) if may_count else None
        number = match and (match["right"] or match["left"])
        if match and number:
            found.setdefault(SPACES.sub(" ", match["head"]), []).append((index, int(number)))
    return {
        index
        for heads in found.values()
        if len(heads) >= FEWEST and all(0 < b - a <= 2 for (_, a), (_, b) in itertools.pairwise(heads))
        for index, _ in heads
    }


def _between_pages(lines: Sequence[TranscriptLine]) -> set[int]:
    """Lines without a number in the margin, between the last line of a page and the first of the next, where
    nearly all others are numbered: what comes back, digits aside, or is nothing but a number.
    """
    bare = [index for index, line in enumerate(lines) if not line.margin]
    if not bare or len(bare) * 10 > len(lines) * 3:
        return set()
    last, turned = 0, set[int]()
    run: list[int] = []
    for index, line in enumerate(lines):
        number = DIGITS.findall(line.margin)
        if not number:
            run.append(index)
            continue
        first = int(number[0])
        turned.update(run if first <= min(last, FEWEST) or (not last and len(run) == first == 1) else ())
        last, run = int(number[-1]), []
    turned.update(run if turned else ())
    texts = {index: DIGITS.sub("#", lines[index].text) for index in turned}
    counts = Counter(texts.values())
    return {index for index, text in texts.items() if text == "#" or counts[text] >= FEWEST}


def _unnumbered(lines: Sequence[TranscriptLine]) -> set[int]:
    """Lines that come back without a number in the margin, where nearly all others have one."""
    bare = [index for index, line in enumerate(lines) if not line.margin]
    counts = Counter(lines[index].text for index in bare)
    numbered = len(bare) * 10 <= len(lines) * 3
    return {index for index in bare if numbered and counts[lines[index].text] > 1}


def _page_numbers(lines: Sequence[TranscriptLine]) -> set[int]:
    """Lines that hold nothing but a number, as long as the numbers go up through the document."""
    found = [
        (index, line)
        for index, line in enumerate(lines)
        if len(line.text) < LONGEST_NUMBER
        and (line.text[-1].isdigit() or line.text[-1] in AFTER_NUMBER)
        and _page_number().match(line.text)
    ]
    if not found:
        return set()
    told, plain = list[tuple[int, TranscriptLine]](), list[tuple[int, TranscriptLine]]()
    for pair in found:
        (told if _numbered().search(pair[1].text) else plain).append(pair)
    if told and _rise(told) and _rise(plain):  # the page of the file and that of the print
        return {index for index, _ in found}
    return {index for index, _ in found} if _rise(found) or len(told) * 2 > len(found) else set()


def _rise(found: Sequence[tuple[int, TranscriptLine]]) -> bool:
    """Whether the numbers of pages go up by one or two each time, for the most part."""
    values = [int(DIGITS.findall(line.text.rpartition(":")[2])[0]) for _, line in found]
    rising = sum(1 for a, b in itertools.pairwise(values) if 0 < b - a <= 2)
    return rising >= max(FEWEST - 1, 0.6 * (len(values) - 1))


def _running_heads(lines: Sequence[TranscriptLine], numbers: set[int]) -> set[int]:
    """Lines that recur near page numbers, digits aside."""
    near: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    close = {index + step for index in numbers for step in range(-REACH, REACH + 1)}
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST and index not in numbers:
            masked = DIGITS.sub("#", line.text)
            places.setdefault(masked, []).append(index)
            near[masked] += index in close
    enough = max(FEWEST, len(numbers) * 0.4)
    heads = {
        masked for masked, at in places.items() if near[masked] >= enough and near[masked] * 10 >= len(at) * 7
    }
    likely = {index for masked in heads for index in places[masked]}
    return _touching(likely, numbers) | {index for index in likely if index < REACH}


def _touching(likely: set[int], numbers: set[int]) -> set[int]:
    """The likely heads with nothing but furniture between them and a page number."""
    found: set[int] = set()
    for number in numbers:
        for step in (-1, 1):
            index = number + step
            while index in likely:
                found.add(index)
                index += step
    return found


def _mark_events(lines: Sequence[TranscriptLine]) -> None:
    """Say of lines such as `-!- ada has joined #boats`, among messages as `<ada> hello`, that nobody says
    them.
    """
    if sum(MESSAGE.match(line.text) is not None for line in lines) < FEWEST_MESSAGES:
        return
    for line in lines:
        if line.mark is None and EVENT.match(line.text):
            line.mark = LineMark("narrative")
