"""ezdrama (https://github.com/dracor-org/ezdrama) to a draft: a sign before a line says what it is.

`#`, `##`: a heading. `$`: a direction, with the lines below it. `@`: who speaks, with a direction in
brackets; words after a colon are theirs. `%`: a direction within a speech, one line long. `^`: the heading
of a cast list, with its entries below. `~`: from here on verse, or prose where verse was. `@title`,
`@subtitle`, `@author`: facts. Other lines go on with what is above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NoReturn

from attrs import define, evolve, field

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.languages.detection import detect
from docconv.model import (
    Document,
    Draft,
    Heading,
    Inline,
    Label,
    Metadata,
    Narrative,
    Paragraph,
    Span,
    Stage,
    Text,
    Turn,
    TurnBlock,
    VerseLine,
)
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.annotations import StyledText
from docconv.transcript.kinds import stage_kind
from docconv.transcript.lexicon import TranscriptLexicon, lexicon
from docconv.transcript.lines.lines import split_lines
from docconv.transcript.lines.notations import recognise
from docconv.transcript.structure.cast import cast_entries
from docconv.transcript.structure.divisions import nested
from docconv.transcript.turns.inlines import inlines
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.transcript.turns.verse_rows import are_verse

SIGN = regex(r"\s*+(@(?:title|subtitle|author)(?=\s|$)|\#++|[@$%^~]|)\s*+")
SPEAKER = regex(r"([^(:]*+)(\([^()]*+\))?[\s.]*+(?::\s*+(.*))?")
DELIMITERS = ": "
LONGEST_SAMPLE = 20_000  # characters in which the language is looked for
REMEDY = "see https://github.com/dracor-org/ezdrama"


@define(eq=False)
class MarkedLine:
    """A line with words: its sign, its words, where they begin."""

    sign: str
    text: str
    span: Span
    begins: bool


@define(eq=False)
class _Play:
    """Goes through lines: what goes on, and the items found."""

    source: Source
    known: TranscriptLexicon
    is_verse: bool
    items: list[Item] = field(factory=list)
    goes_on: str = ""
    heard: list[TurnBlock[Label]] = field(factory=list)
    who: MarkedLine | None = None
    listed: list[Narrative[Label]] = field(factory=list)
    facts: dict[str, str] = field(factory=dict)
    title: Heading[Label] | None = None
    count: int = 0
    verse: bool = False

    def line(self, line: MarkedLine) -> None:
        """One more line."""
        if line.sign not in ("", "%", "~"):
            self.close()
        match line.sign:
            case "":
                self._more(line)
            case "%" | "~":
                self._within(line)
            case "@":
                self._open(line)
            case "$":
                self.items.append(Stage(_plain(line), stage_kind(line.text, self.known), line.span))
            case "^":
                self.items.append(HeadingItem(1, Heading(_plain(line), line.span)))
            case "@title" | "@subtitle" | "@author":
                self._fact(line)
            case _:
                self.items.append(HeadingItem(len(line.sign), Heading(_plain(line), line.span)))
        if line.sign not in ("", "%", "~"):
            self.goes_on = line.sign

    def _more(self, line: MarkedLine) -> None:
        """A line without a sign goes on with what is above."""
        last = self.items[-1] if self.items else None
        if self.goes_on == "$" and isinstance(last, Stage):
            self.items[-1] = Stage((*last.children, Text(" "), *_plain(line)), last.kind, last.span)
        elif self.goes_on == "^":
            self.listed.append(Narrative(_plain(line), line.span))
        elif self.who is not None:
            self._say(line)
        else:
            self.items.append(Narrative(_plain(line), line.span))

    def _within(self, line: MarkedLine) -> None:
        if self.who is None:
            _refuse(self.source, line, f"{line.sign} is before anybody speaks", "have @ and a name above it")
        if line.sign == "~":
            self.verse = not self.verse
            self._say(line)
        else:
            kind = stage_kind(line.text, self.known) if self.heard else "delivery"
            self.heard.append(Stage(_plain(line), kind, line.span))

    def _say(self, line: MarkedLine) -> None:
        if not line.text:
            return
        children = inlines([StyledText(line.text)], self.known)
        verse = (
            VerseLine(stanza=line.begins and any(_is_verse(one) for one in self.heard))
            if self.verse
            else None
        )
        self.heard.append(Paragraph(children, line.span, verse=verse))

    def _open(self, line: MarkedLine) -> None:
        self.who, self.verse = line, self.is_verse
        done = SPEAKER.fullmatch(line.text)
        if done and done[2]:
            self.heard.append(Paragraph((Stage((Text(done[2]),), "delivery", line.span),), line.span))
        if done and done[3]:
            self._say(evolve(line, text=done[3]))

    def _fact(self, line: MarkedLine) -> None:
        if line.sign == "@title":
            self.title = Heading(_plain(line), line.span)
            return
        self.facts.setdefault(line.sign[1:], line.text)
        self.items.append(Narrative(_plain(line), line.span))

    def close(self) -> None:
        """What goes on ends."""
        if self.who is not None:
            self.count += 1
            label = _label(self.who)
            name = (Label(label, self.who.span),)
            self.items.append(Turn(f"t{self.count}", tuple(self.heard), name, label, span=self.who.span))
        self.items.extend(cast_entries(self.listed))
        self.who, self.heard, self.listed = None, [], []


def is_ezdrama(text: str) -> bool:
    """Whether signs of ezdrama begin the lines of a text, and none of another notation."""
    return recognise(split_lines(text))[0].name == "ezdrama"


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes of a play in ezdrama to a draft. Raises `BadInputError` with line and column."""
    text, changes = clean(decode(source))
    return draft_of(source, text), changes


def draft_of(source: Source, text: str) -> Draft:
    """The text of a play to a draft. Raises `BadInputError` with line and column."""
    lines = list(_lines(text))
    given = source.convention.lang if source.convention else ""
    lang = given or detect(" ".join(line.text for line in lines)[:LONGEST_SAMPLE])
    play = _Play(source, lexicon(lang), _is_in_verse(lines))
    for line in lines:
        if line.sign not in ("", "~") and not line.text:
            _refuse(source, line, f"nothing is behind {line.sign}", "say what it is")
        if line.sign == "@" and not _label(line):
            _refuse(source, line, "no name is behind @", "name who speaks")
        play.line(line)
    play.close()
    if not play.count:
        message = "nobody speaks in this play: no line begins with @ and a name"
        raise BadInputError(message, where=source.name, remedy=REMEDY)
    title = play.title
    plain = " ".join(part.text for part in title.children if isinstance(part, Text)) if title else None
    fields = tuple((key, value) for key, value in play.facts.items())
    metadata = Metadata(title=plain, lang=lang, fields=fields)
    return Document(nested(play.items, play.known), metadata, title)


def _lines(text: str) -> Iterator[MarkedLine]:
    """The lines with words or a sign."""
    at, gap = 0, False
    for number, row in enumerate(text.split("\n"), 1):
        match = SIGN.match(row)
        words = row[match.end() :].strip() if match else ""
        if match and (match[1] or words):
            begin = match.end() if words else match.start(1)
            span = Span(number, begin + 1, at + begin, at + begin + len(words))
            yield MarkedLine(match[1], words, span, gap)
            gap = False
        else:
            gap = True
        at += len(row) + 1


def _label(line: MarkedLine) -> str:
    """The name without what delimits it and without a direction."""
    match = SPEAKER.fullmatch(line.text)
    return (match[1] if match else line.text).strip().rstrip(DELIMITERS)


def _is_in_verse(lines: Sequence[MarkedLine]) -> bool:
    """Whether lines of speeches without a sign are verse, as those of most speeches of several lines are."""
    speeches: list[list[str]] = []
    is_open = False
    for line in lines:
        if line.sign:
            is_open = line.sign == "@"
            speeches += [[]] if is_open else []
        elif is_open:
            speeches[-1].append(line.text)
    several = [speech for speech in speeches if len(speech) > 1]
    return sum(map(are_verse, several)) * 2 > len(several)


def _is_verse(block: TurnBlock[Label]) -> bool:
    return isinstance(block, Paragraph) and block.verse is not None


def _plain(line: MarkedLine) -> tuple[Inline[Label], ...]:
    return (Text(line.text),)


def _refuse(source: Source, line: MarkedLine, message: str, remedy: str) -> NoReturn:
    raise BadInputError(message, where=f"{source.name}:{line.span.line}:{line.span.column}", remedy=remedy)
