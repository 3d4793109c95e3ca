"""Subtitles: WebVTT, SubRip and SubViewer. Timings and cue numbers are time codes, `<v Name>` is a label,
other tags are no words (https://www.w3.org/TR/webvtt1/, sections 4.2 and 4.4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import TranscriptLine

HEADER = "WEBVTT"
TITLE = regex(r"WEBVTT\s+(?:[-–—]\s*)?(?=.*[^\W_])")
"""What is before the title of a file, where it has one on its first line."""
LINE_BREAK = regex(r"\[br\]|(?<!\s)\s*+(?:<br\s?/?>\s*+)+", re.IGNORECASE)
"""Where a line ends: of SubViewer, and of HTML."""
TIMING = regex(
    r"(?:\d+:)+\d{1,2}(?:(?:[.,]\d{1,3})?\s*+-->\s*+|[.,]\d{1,3},(?=\d+:\d{2}:\d{2}))\d[\d:.,]*(?:\s+\w+:\S+)*\s*$"
)
"""The times of a cue and its settings; words after them are those of the cue."""
PARTS = regex(r":\d{1,2}[.,]\d")
VOICE = regex(r"<v(?:\.[\w.]+)?\s++([^<>\s][^<>]*)>")
END_OF_VOICE = regex(r"</v>\s*+(?=[^<\W])")
REFERENCE = regex(r"&(?:amp|lt|gt|lrm|rlm|nbsp|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});")
DASHES = "-–— "
FEWEST_ROLLING = 3  # lines
FEWEST_NAMED = 4  # cues
CAPITAL = r"[^\W\d_a-zß-ÿ][\w.'’-]*+"
NAME = regex(
    rf"{CAPITAL}(?:,? (?:{CAPITAL}|d[aeiou]s?|v[ao]n|del|der|den|al|bin|y)){{0,5}}(?: \([^()]{{1,40}}\))?"
)
"""A name alone, `Lee, Ann (Harbour office)`; of no more than six words."""
NAMED = regex(rf"{CAPITAL}(?: {CAPITAL}){{0,3}}(?<=\.)")
ENDS = ".?!…:\"”'’)]"
TURN = regex(r"[-–—]\s*[^\W\d_]")
NAMED_TURN = regex(r"(?:[-–—]\s++)?([^\W\d_][^:.?!]{0,40}+):\s++\S")
BRACKETS = regex(r"\[([^\[\]]+)\]")
COMMENT = regex(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
TAG = regex(
    r"</?(?:[bcipsuv]|ruby|rt|lang|font|span|strong|em|small|div)(?:[.\s][^<>]*)?/?>|<\d[\d:.]*>|\{\\[^{}\n]{1,200}\}"
)
"""Tags of WebVTT, those of HTML that programs for captions write, and what Aegisub sets in braces."""
RUBY = "<rt"
RUBY_TEXT = regex(r"<rt(?:\.[^<>]*)?>\s*([^<\s][^<]*?)\s*(?=<|$)")
"""How the words before it are read, which is set above them."""


def is_subtitles(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a text has timings of cues, or says that it is WebVTT."""
    timings = sum(_is_timing(lines, at) for at in range(min(len(lines), 60)))
    return timings >= 2 or (bool(lines) and lines[0].text.startswith(HEADER))


def _is_timing(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line has the times of a cue. Without parts of seconds they may be those of words
    above them.
    """
    if not TIMING.match(lines[at].text):
        return False
    return PARTS.search(lines[at].text) is not None or (at + 1 < len(lines) and not lines[at + 1].gap)


def has_timing(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a text has the timing of a cue, above its words."""
    return any(TIMING.match(line.text) and not below.gap for line, below in pairwise(lines))


def names_above(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """Where a name is alone below the times of a cue, above its words, as programs for meetings write it: in
    nearly all cues, which are of few people.
    """
    first = [at + 1 for at, line in enumerate(lines[:-2]) if TIMING.match(line.text)]
    if len(first) < FEWEST_NAMED:
        return frozenset()
    named = [at for at in first if NAME.fullmatch(name_of(lines[at].text)) and _has_words_below(lines, at)]
    few = len({lines[at].text for at in named}) * 2 <= len(named)
    return frozenset(named) if few and len(named) * 10 >= len(first) * 9 else frozenset()


def name_of(text: str) -> str:
    """A name that is alone on its line, without the brackets around it."""
    found = BRACKETS.fullmatch(text)
    return found[1] if found else text


def named_turns(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """Where a dash is before what several lines begin with before a colon, `- Ada: `, as labels do."""
    begun = {at: found[1] for at, line in enumerate(lines) if (found := NAMED_TURN.match(line.text))}
    counts = Counter(begun.values())
    return frozenset(at for at, name in begun.items() if counts[name] > 1 and TURN.match(lines[at].text))


def _has_words_below(lines: Sequence[TranscriptLine], at: int) -> bool:
    below = lines[at + 1]
    return not (lines[at].gap or below.gap or TIMING.match(below.text) or below.text.isdigit())


def untagged(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """A line without tags, but for those that name a voice: each of these begins a line, as do words after
    the end of one, which nobody is named for; tags alone are none.
    """
    if not any(sign in line.text for sign in "<{&["):
        yield line
        return
    behind = {end.end() for end in END_OF_VOICE.finditer(line.text)}
    cuts = sorted({0, *(voice.start() for voice in VOICE.finditer(line.text)), *behind, len(line.text)})
    parts = [(start, _plain(line.text[start:end])) for start, end in pairwise(cuts)]
    kept = [(start, text) for start, text in parts if text.strip(DASHES).strip()]
    for number, (start, text) in enumerate(kept):
        indent, gap = line.indent + start, 0 if number else line.gap
        margin = "" if number else line.margin
        mark = LineMark("turn") if start in behind else line.mark
        yield evolve(
            line, start=line.start + start, indent=indent, text=text, gap=gap, margin=margin, mark=mark,
            emphasis=(),
        )  # fmt: skip


def _plain(text: str) -> str:
    text = LINE_BREAK.sub(" ", text)
    voice = VOICE.match(text)
    at = voice.end() if voice else 0
    if RUBY in text:
        text = RUBY_TEXT.sub(r"(\1)", text)
    return text[:at] + resolved(TAG.sub("", text[at:]).strip())


def resolved(text: str) -> str:
    """A text, or the name of a voice, with the characters that its references stand for; in a line the name
    keeps them, since `&gt;` would end its tag.
    """
    return REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    """What a reference such as `&amp;` stands for."""
    from html import unescape  # noqa: PLC0415  the names of all characters take long to load

    return unescape(reference[0])


def unrolled(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines of captions, without those that roll: where most cues begin with the last line of the one
    before, and some of them go on below it, what is said stands there for the first time only. A line that
    several cues hold alone is said several times.
    """
    said, cues, begins, repeats, rolled = "", 0, False, list[int](), 0
    for index, line in enumerate(lines):
        if TIMING.match(line.text):
            cues, begins = cues + 1, True
        elif cues:
            if begins and line.text == said:
                repeats.append(index)
            rolled += bool(repeats) and repeats[-1] == index - 1 and not line.gap
            said, begins = line.text, False
    rolling = len(repeats) >= FEWEST_ROLLING and len(repeats) * 2 >= cues and rolled * 3 >= len(repeats)
    left_out = frozenset(repeats if rolling else ())
    return [line for index, line in enumerate(lines) if index not in left_out]


def unsigned(lines: list[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without the signature of WebVTT where it stands alone: it is a mark of the file, no text."""
    return lines[1:] if len(lines) > 1 and lines[0].text == HEADER else lines


def unvoiced(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """The first lines of cues that name no voice, where most cues name one."""
    first = [at for at in range(1, len(lines)) if TIMING.match(lines[at - 1].text) and not lines[at].gap]
    found = [at for at in first if not VOICE.match(lines[at].text)]
    return frozenset(found if len(found) * 2 < len(first) else ())


def dashed_pairs(lines: Sequence[TranscriptLine], unvoiced: frozenset[int]) -> frozenset[int]:
    """The two lines of cues that name no voice where a dash begins each of them: two speak."""
    pairs = (range(at, at + 2) for at in unvoiced if at + 1 < len(lines) and not lines[at + 1].gap)
    return frozenset(at for pair in pairs if all(TURN.match(lines[at].text) for at in pair) for at in pair)


def dash_of(text: str) -> int:
    """Where the words after the dash at the beginning of a text begin."""
    return len(text) - len(text.lstrip(DASHES))


def is_name_said(lines: Sequence[TranscriptLine], index: int) -> bool:
    """Whether a name with a full stop, `Laan.`, is all that a cue says, and no end of a sentence. A label
    without a colon has its words below it.
    """
    if not index or not NAMED.fullmatch(lines[index].text) or not TIMING.match(lines[index - 1].text):
        return False
    above = next(
        (line.text for line in lines[max(0, index - 3) : index - 1][::-1] if not line.text.isdigit()), "."
    )
    return above[-1] in ENDS and (index + 1 == len(lines) or lines[index + 1].gap > 0)


def names_cue(lines: Sequence[TranscriptLine], index: int) -> bool:
    """Whether a line is the number or the name of the cue whose timing is below it."""
    if index + 1 == len(lines) or (index and not lines[index].gap) or lines[index + 1].gap:
        return False
    return TIMING.match(lines[index + 1].text) is not None
