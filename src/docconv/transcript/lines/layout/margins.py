"""Numbers of lines and times that are printed beside the text, on its left or its right."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import TAB, TERMINAL, TranscriptLine

LABELLED = regex(r"\s*+([^\W\d_][^\n:：.?!]{0,30})[:：]\s")
SAID = regex(r"(?:[^\W\d_a-zß-ÿ][.:]|[^\W\d_][^\n:：?!]{0,30}[:：])(?=\s)")  # `Q.`, `MR. LEE:`
MARGIN = regex(r"(?:\d{1,2}:\d{2}(?::\d{2})?\s++)?+(\d{1,4})(?:(\s++)(?=\S)|$)")
BEHIND = regex(r"(?:(.*\S)\s{2,})?(\d{1,4})$")
UTTERANCE = regex(r"(?:[\[(<#]|(?=[^\W\d_]))[^\W\d_]{0,3}0*(\d{1,5})[\])>]?[:.|]?(\s++)(?=\S)")
TIME_BEHIND = regex(r"(.*\S)\s{2,}(\d{1,2}:\d{2}(?::\d{2})?)$")
FEWEST_NUMBERS, FEWEST_BELOW, FEWEST_PAGES = 10, 20, 2
FEWEST_TIMES, MOST_UNTIMED = 4, 12  # one in so many lines
FEWEST_UTTERANCES = 4
MIN_WIDTH = 40
CARRIED = 5  # a line in so many goes on in the middle of a sentence


def take_line_numbers(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without line numbers in the margin, if they count most lines of the text, page by page.

    A time may be before a number. A number with nothing after it counts a blank line; it goes to the margin
    of the next one, at the end of the text to that of the last one. Far from the column it is that of a page.
    """
    matches = [UTTERANCE.match(line.text) for line in lines]
    if not _are_utterances(matches):
        matches = [MARGIN.match(line.text) if line.text[0].isdecimal() else None for line in lines]
        if not _are_counted(matches) and not _count_labels(lines, matches):
            first = _below_title_page(matches)
            if not first:
                return _without_numbers_behind(lines)
            matches[:first] = [None] * first
    column = max(line.indent for line, match in zip(lines, matches, strict=True) if match and match[2])
    taken: list[TranscriptLine] = []
    empty: list[TranscriptLine] = []
    for line, match in zip(lines, matches, strict=True):
        if match is not None and match[2] is None:
            if line.indent > column + TAB:
                taken.append(_unnumbered(line, None, empty))
                empty = []
                continue
            empty.append(line)
            continue
        taken.append(_unnumbered(line, match, empty))
        empty = []
    if empty:
        numbers = (taken[-1].margin, *(line.text for line in empty))
        taken[-1] = evolve(taken[-1], margin=" ".join(numbers).strip())
    return _without_times_behind(taken)


def _without_times_behind(lines: list[TranscriptLine]) -> list[TranscriptLine]:
    """The numbered lines of a record without the times on their right, some to a page, which never go back.
    Each goes to the margin of the next line.
    """
    matches = [TIME_BEHIND.match(line.text) if line.text[-1].isdecimal() else None for line in lines]
    times = [[int(part) for part in match[2].split(":")] for match in matches if match]
    if len(times) < FEWEST_TIMES or len(times) * MOST_UNTIMED < len(lines) or times != sorted(times):
        return lines
    return _with_margins(lines, matches)


def _below_title_page(matches: Sequence[re.Match[str] | None]) -> int:
    """The first line of those that are counted below a title page, which has no numbers; 0 if none are."""
    first = next((at for at, match in enumerate(matches) if match and match[1] == "1"), 0)
    numbered = sum(1 for match in matches[first:] if match)
    many = numbered >= FEWEST_BELOW and first * 2 <= len(matches)
    return (
        first if many and numbered * 10 >= len(matches[first:]) * 9 and _are_counted(matches[first:]) else 0
    )


def _without_numbers_behind(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without line numbers on their right, if they count nearly all lines, page by page. Each goes
    to the margin of the next line, so that words and numbers keep their order.
    """
    matches = [BEHIND.match(line.text) if line.text[-1].isdecimal() else None for line in lines]
    numbers = [int(match[2]) for match in matches if match]
    steps = sum(b in (a + 1, 1) for a, b in itertools.pairwise(numbers))
    if len(numbers) < FEWEST_NUMBERS or len(numbers) * 10 < len(lines) * 7 or steps * 10 < len(numbers) * 9:
        return list(lines)
    return _with_margins(lines, matches)


def _with_margins(
    lines: Sequence[TranscriptLine], matches: Sequence[re.Match[str] | None]
) -> list[TranscriptLine]:
    """The lines without what is on their right, each in the margin of the next line."""
    taken: list[TranscriptLine] = []
    number, gap = "", 0
    for line, match in zip(lines, matches, strict=True):
        if match is None or match[1]:
            text = match[1] if match else line.text
            margin = f"{number} {line.margin}".strip()
            taken.append(evolve(line, text=text, gap=line.gap + gap, margin=margin))
            number, gap = match[2] if match else "", 0
        else:
            number, gap = f"{number} {match[2]}".strip(), gap + line.gap + 1
    last = lines[-1]
    if number:
        at = len(last.text) - len(number.rpartition(" ")[2])
        mark = LineMark("annotation")
        taken.append(evolve(last, text=number, start=last.start + at, gap=gap, opens=False, mark=mark))
    return taken


def _are_utterances(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether marks at the beginnings of lines, `[U001]`, `#1`, `T12`, count the utterances of a text.

    Letters that change (`A1`, `B2`) say who speaks.
    """
    numbers = [int(match[1]) for match in matches if match]
    letters = {match[0][: match.start(1) - match.start()].rstrip("0") for match in matches if match}
    if len(letters) > 1 or len(numbers) < FEWEST_UTTERANCES or len(numbers) * 10 < len(matches) * 7:
        return False
    steps = sum(1 for a, b in itertools.pairwise(numbers) if b == a + 1)
    return steps * 10 >= (len(numbers) - 1) * 9


def _are_counted(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether numbers at the beginnings of lines count them. A single space after them is enough only where
    they begin anew on every page: a list may count its items.
    """
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < FEWEST_NUMBERS or len(numbers) * 10 < len(matches) * 7:
        return False
    steps = sum(1 for a, b in itertools.pairwise(numbers) if b == a + 1)
    pages = sum(1 for a, b in itertools.pairwise(numbers) if b == 1 and a >= FEWEST_NUMBERS)
    apart = sum(1 for match in matches if match and match[2] and (len(match[2]) > 1 or "\t" in match[2]))
    texts = sum(1 for match in matches if match and match[2])
    if numbers[-1] > FEWEST_NUMBERS and len({match.end() for match in matches if match and match[2]}) == 1:
        return steps * 10 >= len(numbers) * 9  # set in a column, from one digit to two
    printed = apart * 10 >= texts * 7 or pages >= FEWEST_PAGES or _go_on(matches)
    return steps * 10 >= len(numbers) * 7 and texts > 0 and printed


def _go_on(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether numbered lines go on with sentences that fill the ones above, as no items of a list do."""
    found = [match for match in matches if match and match[2]]
    above = [len(match.string) >= MIN_WIDTH and match.string[-1] not in TERMINAL for match in found]
    below = [match.string[match.end()].islower() for match in found]
    return sum(a and b for a, b in zip(above, below[1:], strict=False)) * CARRIED * 2 >= len(found)


def _count_labels(lines: Sequence[TranscriptLine], matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether numbers that count most lines stand before labels, each of which comes twice on average, or far
    before labels; or those that count all of them before labels and letters for questions, half of which come
    again.
    """
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < FEWEST_UTTERANCES or len(numbers) * 10 < len(matches) * 7:
        return False
    if any(b != a + 1 for a, b in itertools.pairwise(numbers)):
        return False
    ends = (match.end(1) if match else 0 for match in matches)
    labels = colon_labels(line.text[end:] for line, end in zip(lines, ends, strict=True))
    if numbers[0] == 1 and all(match and (match[0][0] == "0" or int(match[1]) > 9) for match in matches):
        return True  # `01`, `02`, as transcripts of conversations print them
    apart = numbers[0] == 1 and all(len(match[2] or "") > 1 for match in matches if match)
    if len(labels) * 10 >= len(numbers) * 9 and (apart or len(set(labels)) * 2 <= len(labels)):
        return True
    said = (SAID.match(match.string, match.end()) for match in matches if match)
    counts = Counter(found[0] for found in said if found)
    again = sum(count for count in counts.values() if count > 1)
    return numbers[0] == 1 and FEWEST_NUMBERS <= len(numbers) == len(lines) <= again * 2


def colon_labels(texts: Iterable[str]) -> list[str]:
    """What may be labels before colons."""
    return [found[1] for text in texts if (found := LABELLED.match(text))]


def _unnumbered(
    line: TranscriptLine, match: re.Match[str] | None, empty: Sequence[TranscriptLine]
) -> TranscriptLine:
    """A line without its number, below some that have nothing but a number."""
    if match is None and not empty:
        return line
    cut = match.end() if match else 0
    numbers = [*(above.text for above in empty), *([match[0].strip()] if match else [])]
    gap = line.gap + sum(above.gap + 1 for above in empty)
    rest = line.text[cut:]
    return TranscriptLine(
        line.number, line.start + cut, line.indent + cut, rest, gap, margin=" ".join(numbers)
    )
