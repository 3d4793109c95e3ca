"""Words with their times: `w` with `@synch`, as ISO 24624 has it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field
from lxml import etree

from docconv.model import Paragraph, Speaker
from docconv.patterns import regex
from docconv.tei.names import INSTANT, TEI, clean
from docconv.tei.xml import Element, append_text
from docconv.walk import text_of

WORD = regex(r"\S+")
WORD_ELEMENT = f"{TEI}w"
UNKNOWN = -1


@define
class WordMarker:
    """Marks the words of a paragraph as its texts come, one after the other. A word that is not in one text,
    or that begins nobody knows when, has no mark.
    """

    spans: list[tuple[int, int]]
    times: Sequence[int]
    at: int = 0
    number: int = field(default=0)

    def text(self, parent: Element, text: str) -> None:
        """A text after what an element has."""
        begin, end, spans, times = self.at, self.at + len(text), self.spans, self.times
        text = clean(text)
        written, last = begin, None
        while self.number < len(spans) and spans[self.number][1] <= end:
            (start, stop), at = spans[self.number], 2 * self.number
            self.number += 1
            if start < begin or times[at] == UNKNOWN:
                continue
            _append(parent, last, text[written - begin : start - begin])
            until = "" if times[at + 1] == UNKNOWN else f" #{INSTANT}{times[at + 1]}"
            last = etree.SubElement(parent, WORD_ELEMENT, synch=f"#{INSTANT}{times[at]}{until}")
            last.text = text[start - begin : stop - begin]
            written = stop
        _append(parent, last, text[written - begin :])
        self.at = end

    def skip(self, size: int) -> None:
        """Characters that are read and have no words of their own."""
        self.at += size
        while self.number < len(self.spans) and self.spans[self.number][1] <= self.at:
            self.number += 1


def _append(parent: Element, last: Element | None, text: str) -> None:
    """A text behind the last word that was marked, or behind what an element has."""
    if last is not None:
        last.tail = text or None
    elif text:
        append_text(parent, text)


def word_marker(paragraph: Paragraph[Speaker]) -> WordMarker | None:
    """What marks the words of a paragraph; nothing where their times are not known."""
    if paragraph.timing is None or not paragraph.timing.words:
        return None
    spans = [found.span() for found in WORD.finditer(text_of(paragraph.children))]
    return WordMarker(spans, paragraph.timing.words)
