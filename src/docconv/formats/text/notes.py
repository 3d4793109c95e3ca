"""Notes of a text: `[^1]` of Markdown with `[^1]: ...` somewhere, `[[...]]` of Fountain, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.formats.text.rows import on_one_line
from docconv.model import Draft, Note, Speaker
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.annotations import StyledText
from docconv.transcript.lexicon import lexicon
from docconv.transcript.lines.lines import split_lines
from docconv.transcript.lines.notations import recognise
from docconv.transcript.styled.notes import PlacedNote, with_notes
from docconv.transcript.turns.inlines import inlines
from docconv.walk import walk

NAME = r"\[\^([^\[\]\s]{1,60})\]"
DEFINITION = regex(
    rf"^(?P<margin>[^\S\n]*+){NAME}:[^\S\n]*+"
    r"([^\n]*+(?:\n(?P=margin)(?=[^\W\d_])(?![^\n]{0,60}[:：])[^\n]++)*+"
    r"(?:\n(?:[^\S\n]*\n)?(?P=margin)(?: {4}|\t)[^\n]*\S[^\n]*+)*+)",
    re.MULTILINE,
)
"""A note of Markdown: its line, those right below that begin with a word and no label, and those that stand
further in than that.
"""
MARK = regex(rf"(?P<space>[^\S\n]?)(?<!\\){NAME}(?![\u0300-\u036f])")
"""An accent after it makes another sign of its end."""
SCREEN_NOTE = regex(r"(?P<space>[^\S\n]?)\[\[(?!\s*+pages?\b)([^\[\]]{1,2000})\]\]", re.IGNORECASE)
OPENING = "[["
NEAR = regex(r"[^\S\n]*(?:\n|\Z)")
"""What ends a line."""


@frozen(eq=False, repr=False)
class TextOfNote:
    """The words of a note in a text, its sign, and the offset at which it stands in the text without it."""

    offset: int
    words: str
    sign: str = ""
    place: m.NotePlace = "foot"


@define(eq=False, repr=False)
class NotedText:
    """A text without its notes: `lines` are as many as before, and `cuts` are what was taken out of them, by
    offsets in what is left.
    """

    text: str
    notes: list[TextOfNote] = field(factory=list)
    cuts: list[tuple[int, int]] = field(factory=list)

    def with_notes(self, draft: Draft) -> Draft:
        """The draft of the text with its notes where they stand."""
        words = lexicon(draft.metadata.lang.partition("-")[0])
        return with_notes(
            draft,
            self.text,
            (
                PlacedNote(one.offset, Note(parts, one.place, n=one.sign or None))
                for one in self.notes
                if (parts := inlines((StyledText(one.words),), words, events="none"))
            ),
        )

    def placed(self, notice: Notice) -> Notice:
        """A notice whose place is that in the file."""
        span = notice.span
        if span is None or not self.cuts:
            return notice
        begin = span.start - span.column + 1
        before = sum(size for at, size in self.cuts if at <= span.start)
        here = sum(size for at, size in self.cuts if begin <= at <= span.start)
        moved = evolve(span, column=span.column + here, start=span.start + before, end=span.end + before)
        return evolve(notice, span=moved)


def noted(text: str) -> NotedText:
    """A text without its notes, and these. What only looks like a note, since nothing but another note leads
    to it or it leads nowhere, stays; so does what leads to one a second time.
    """
    if "[^" in text and (found := _of_markdown(text)).notes:
        return found
    if OPENING in text and recognise(split_lines(text))[0].name == "fountain":
        return _of_fountain(text)
    return NotedText(text)


def _of_markdown(text: str) -> NotedText:
    notes = list(DEFINITION.finditer(text))
    words = {one[2]: " ".join(one[3].split()) for one in reversed(notes)}
    led = {one[2] for one in MARK.finditer(DEFINITION.sub("", text))}
    taken = {name for name in led if words.get(name)}
    if not taken:
        return NotedText(text)
    first = set(taken)

    def blank(match: re.Match[str]) -> str:
        if match[2] not in first:
            return match[0]
        first.remove(match[2])
        return "".join(char if char == "\n" else " " for char in match[0])

    text = DEFINITION.sub(blank, text)
    marks = (one for one in MARK.finditer(text) if one[2] in taken and not _defines(text, one))
    found = _cut(text, marks)
    return evolve(
        found,
        notes=[
            evolve(one, words=words[one.words], sign="" if one.words.isdecimal() else one.words)
            for one in found.notes
        ],
    )


def _of_fountain(text: str) -> NotedText:
    """Notes beside words; one that has lines of its own parts paragraphs, and is read as such."""
    inside = [
        one
        for one in SCREEN_NOTE.finditer(text)
        if "\n" not in one[0] and not (_begins(text, one.start()) and NEAR.match(text, one.end()))
    ]
    found = _cut(text, inside, again=True)
    notes = [evolve(one, words=" ".join(one.words.split()), place="inline") for one in found.notes]
    return evolve(found, notes=[one for one in notes if one.words])


def _defines(text: str, mark: re.Match[str]) -> bool:
    """Whether what looks like a mark begins a note."""
    return text.startswith(":", mark.end()) and _begins(text, mark.start())


def _begins(text: str, at: int) -> bool:
    """Whether only white space is before an offset on its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _cut(text: str, marks: Iterable[re.Match[str]], *, again: bool = False) -> NotedText:
    """A text without some marks, the first of each name or all of them; their names are the words of notes.
    A space before one goes with it where white space is after it.
    """
    found, parts, at, size = NotedText(""), list[str](), 0, 0
    known: set[str] = set()
    for mark in marks:
        if mark[2] in known and not again:
            continue
        known.add(mark[2])
        behind = text[mark.end() : mark.end() + 1]
        start = mark.start() if not behind.strip() else mark.end("space")
        parts.append(text[at:start])
        size += start - at
        at = mark.end()
        found.notes.append(TextOfNote(size, mark[2]))
        found.cuts.append((size, at - start))
    found.text = "".join((*parts, text[at:]))
    return found


# ------------ written


ROUND = str.maketrans("[]", "()")
SIGN = regex(r"[^\[\]\s^]{1,60}")


@define(eq=False, repr=False)
class NoteList:
    """The notes of a text that is written, each by a name that nothing else in it has."""

    taken: frozenset[str] = frozenset()
    names: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)

    def mark(self, note: Note[Speaker], words: str) -> str:
        """The mark of a note with some words; nothing where it has none."""
        words = on_one_line(words)
        if not words:
            return ""
        name = self._name(note.n or "")
        self.names.append(name)
        self.texts.append(words)
        return f"[^{name}]"

    def _name(self, sign: str) -> str:
        if (
            SIGN.fullmatch(sign)
            and not sign.isdecimal()
            and sign not in self.taken
            and sign not in self.names
        ):
            return sign
        number = len(self.names) + 1
        while str(number) in self.taken:
            number += 1000
        return str(number)

    def paragraphs(self) -> Iterator[str]:
        """What stands at the end of the text."""
        yield from (f"[^{name}]: {text}" for name, text in zip(self.names, self.texts, strict=True))


def has_notes(document: m.Resolved) -> bool:
    """Whether any is in a document."""
    return any(isinstance(node, Note) for node in walk(document))


def in_brackets(_: Note[Speaker], words: str) -> str:
    """A note as Fountain has it, with other brackets in place of those that would end it."""
    words = on_one_line(words).translate(ROUND)
    return f"[[{words}]]" if words else ""


def taken_names(texts: Sequence[str]) -> frozenset[str]:
    """The names that texts have in what looks like a mark or a note."""
    return frozenset(name for text in texts if "[^" in text for name in re.findall(NAME, text))
