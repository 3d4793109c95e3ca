"""Subtitles: WebVTT, SubRip and SubViewer. Timings and cue numbers are time codes, `<v Name>` is a label,
other tags are no words (https://www.w3.org/TR/webvtt1/, sections 4.2 and 4.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from docconv.transcript.lines.lines import TranscriptLine

HEADER = "WEBVTT"
TIMING = re.compile(
    r"\d[\d:]*:\d{1,2}[.,]\d{1,3}(?:\s+-->\s+|,(?=\d+:\d{2}:\d{2}))[\d:.,]+(?:\s+\w+:\S+)*\s*$"
)
"""The times of a cue and its settings; words after them are those of the cue."""
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
TURN = re.compile(r"[-–—]\s*[^\W\d_]")
COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\an?\d{1,2}\}")


def is_subtitles(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a text has timings of cues, or says that it is WebVTT."""
    timings = sum(1 for line in lines[:60] if TIMING.match(line.text))
    return timings >= 2 or (bool(lines) and lines[0].text.startswith(HEADER))


def untagged(line: TranscriptLine) -> TranscriptLine:
    """A line without tags; the one that opens it and names a voice stays."""
    if "<" not in line.text and "{" not in line.text:
        return line
    voice = VOICE.match(line.text)
    at = voice.end() if voice else 0
    text = line.text[:at] + TAG.sub("", line.text[at:]).strip()
    return evolve(line, text=text, emphasis=()) if text else line


def names_cue(lines: Sequence[TranscriptLine], index: int) -> bool:
    """Whether a line is the number or the name of the cue whose timing is below it."""
    if index + 1 == len(lines) or (index and not lines[index].gap) or lines[index + 1].gap:
        return False
    return TIMING.match(lines[index + 1].text) is not None
