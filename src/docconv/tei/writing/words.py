"""Words with their times: `w` with `@synch`, and `anchor` within one, as ISO 24624 has them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import define, field

from docconv.model import Paragraph, Speaker
from docconv.patterns import regex
from docconv.tei.names import INSTANT
from docconv.tei.xml import escaped
from docconv.walk import text_of

WORD = regex(r"\S+")
UNKNOWN = -1


@define(eq=False, repr=False)
class WordMarker:
    """Marks the words of a paragraph as its texts come, one after the other. Of a word in several texts the
    first piece has the times; one that begins nobody knows when has no mark.
    """

    read: str
    times: Sequence[int]
    anchors: Sequence[int] = ()
    at: int = 0
    number: int = field(default=0)
    anchored: int = field(default=0)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words are in what is read."""
        return [found.span() for found in WORD.finditer(self.read)]

    def text(self, text: str) -> str:
        """A text as XML."""
        is_plain = escaped(text) == text
        is_whole = is_plain and text == self.read and not self.anchors and min(self.times) > UNKNOWN
        words = text.split() if is_whole else []
        if words and text == " ".join(words):
            return self._whole(words)
        begin, end, spans, times = self.at, self.at + len(text), self.spans, self.times
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
            if self.anchors:
                before, word = self._anchored(before, begin + written), self._anchored(word, begin + start)
            elif not is_plain:
                before, word = escaped(before), escaped(word)
            part = "" if is_whole else ' part="I"'
            parts.append(f'{before}<w{part} synch="#{INSTANT}{times[at]}{until}">{word}</w>')
            written = min(stop, len(text))
        self.at, self.number = end, number
        rest = text[written:]
        return "".join((*parts, self._anchored(rest, begin + written) if self.anchors else escaped(rest)))

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where instants within words are in what is read, and when they are."""
        triples = zip(self.anchors[::3], self.anchors[1::3], self.anchors[2::3], strict=True)
        return [(self.spans[word][0] + at, time) for word, at, time in triples]

    def _anchored(self, text: str, begin: int) -> str:
        """A text that begins there as XML, with the instants up to its end."""
        parts: list[str] = []
        written, places = 0, self.places
        while self.anchored < len(places) and places[self.anchored][0] <= begin + len(text):
            place, time = places[self.anchored]
            at = max(place - begin, written)
            parts += (escaped(text[written:at]), f'<anchor synch="#{INSTANT}{time}"/>')
            written = at
            self.anchored += 1
        return "".join((*parts, escaped(text[written:])))

    def _whole(self, words: list[str]) -> str:
        """A text of words with a space between them, whose times are all known."""
        times = zip(words, self.times[::2], self.times[1::2], strict=True)
        marked = [f'<w synch="#{INSTANT}{one} #{INSTANT}{end}">{word}</w>' for word, one, end in times]
        self.at, self.number = len(self.read), len(words)
        return " ".join(marked)

    def skip(self, size: int) -> None:
        """Characters that are read and have no words of their own."""
        self.at += size
        while self.number < len(self.spans) and self.spans[self.number][1] <= self.at:
            self.number += 1


def word_marker(paragraph: Paragraph[Speaker]) -> WordMarker | None:
    """What marks the words of a paragraph; nothing where their times are not known."""
    if paragraph.timing is None or not paragraph.timing.words:
        return None
    timing = paragraph.timing
    return WordMarker(text_of(paragraph.children), timing.words, timing.anchors)
