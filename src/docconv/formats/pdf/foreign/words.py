"""Words across the ends of lines: what divides them, what is between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import StyledRun

WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = regex(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010\u00ad]$")
HYPHENS = ("-", "\u2010", "\u00ad")
START = regex(r"[^\W\d_]+")
SPACELESS = regex(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

FEW = 4  # pieces that have the word at the edge of a line


@frozen
class Words:
    """How often each word of a document occurs within a line."""

    known: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """The words of lines, but for the first and the last of each."""
        known: Counter[str] = Counter()
        for line in lines:
            known.update(word.casefold() for word in WORD.findall(line)[1:-1])
        return cls(known)

    def divided(self, before: str, after: str) -> bool | None:
        """Whether the hyphen at the end of a line only divides a word; nothing where there is no such hyphen.

        The rest of the document decides: it has the whole word, or the word with a hyphen, or both halves.
        """
        first = BROKEN.search(before) if before.endswith(HYPHENS) else None
        rest = START.match(after.lstrip()) if first else None
        if first is None or rest is None:
            return None
        one, other = first[1].casefold(), rest[0].casefold()
        if before.endswith("\u00ad") or self.known[one + other]:
            return True
        begins = rest[0][0].isupper() and not first[1][-1].isupper()
        if begins or self.known[f"{one}-{other}"]:
            return False
        return not (self.known[one] and self.known[other])

    def joint(self, before: str, after: str) -> str:
        """What is between two lines that go on."""
        if self.divided(before, after) is not None:
            return ""
        if before.endswith(("-", "/")) and after[:1].isalnum():
            return ""
        return "" if SPACELESS.match(before[-1:]) and SPACELESS.match(after[:1]) else " "


def append(pieces: list[StyledRun], more: Sequence[StyledRun], words: Words) -> None:
    """Put the pieces of a line after those of the lines before."""
    before, after = ("".join(piece.text for piece in some) for some in (pieces[-FEW:], more[:FEW]))
    joint = words.joint(before, after) if before else ""
    if words.divided(before, after):
        shorten(pieces)
    if joint:
        pieces.append(StyledRun(joint, pieces[-1].features & more[0].features))
    pieces += more


def shorten(pieces: list[StyledRun]) -> None:
    """Take the hyphen at the end."""
    pieces[-1] = evolve(pieces[-1], text=pieces[-1].text[:-1])
