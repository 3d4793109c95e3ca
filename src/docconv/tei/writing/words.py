"""Words with their times: `w` with `@synch`, as ISO 24624 has it.

They are written as text, and the file has an instruction in their place until it is text itself: the words of
two hours are 18,000, and as elements they take five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field
from lxml import etree

from docconv.model import Paragraph, Speaker
from docconv.patterns import regex
from docconv.tei.names import INSTANT, clean
from docconv.tei.xml import Element
from docconv.walk import text_of

WORD = regex(r"\S+")
PLACE = "w"
"""The name of the instruction in the place of words; it holds their number."""
PLACES = regex(rb"<\?w (\d+)\?>")
SIGNS = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
UNKNOWN = -1


@define
class WordMarker:
    """Marks the words of a paragraph as its texts come, one after the other, and puts them into a list. Of a
    word in several texts the first piece has the times; one that begins nobody knows when has no mark.
    """

    spans: list[tuple[int, int]]
    times: Sequence[int]
    marked: list[str]
    at: int = 0
    number: int = field(default=0)

    def text(self, parent: Element, text: str) -> None:
        """A text after what an element has."""
        begin, end, spans, times = self.at, self.at + len(text), self.spans, self.times
        text = clean(text)
        is_plain = not any(sign in text for sign in "&<>\r")
        parts: list[str] = []
        written, number = 0, self.number
        while number < len(spans) and spans[number][0] < end:
            start, stop, at = spans[number][0] - begin, spans[number][1] - begin, 2 * number
            is_whole = spans[number][1] <= end
            number += 1
            if start < 0 or times[at] == UNKNOWN:
                continue
            until = "" if times[at + 1] == UNKNOWN else f" #{INSTANT}{times[at + 1]}"
            before, word = text[written:start], text[start:stop]
            if not is_plain:
                before, word = before.translate(SIGNS), word.translate(SIGNS)
            part = "" if is_whole else ' part="I"'
            parts.append(f'{before}<w{part} synch="#{INSTANT}{times[at]}{until}">{word}</w>')
            written = stop
        parts.append(text[written:].translate(SIGNS))
        parent.append(etree.ProcessingInstruction(PLACE, str(len(self.marked))))
        self.marked.append("".join(parts))
        self.at, self.number = end, number

    def skip(self, size: int) -> None:
        """Characters that are read and have no words of their own."""
        self.at += size
        while self.number < len(self.spans) and self.spans[self.number][1] <= self.at:
            self.number += 1


def word_marker(paragraph: Paragraph[Speaker], marked: list[str]) -> WordMarker | None:
    """What marks the words of a paragraph; nothing where their times are not known."""
    if paragraph.timing is None or not paragraph.timing.words:
        return None
    spans = [found.span() for found in WORD.finditer(text_of(paragraph.children))]
    return WordMarker(spans, paragraph.timing.words, marked)


def with_marked(data: bytes, marked: Sequence[str]) -> bytes:
    """TEI with the words that were marked where their instructions are."""

    def words(place: re.Match[bytes]) -> bytes:
        return marked[int(place[1])].encode()

    return PLACES.sub(words, data) if marked else data
