"""A document as the units a reader sees, each a row of tokens: where it begins, its words, the marks
between them.

Two documents tell the same when their tokens and the facts of their units are the same. Words are what
white space parts; scripts without spaces are taken character by character. A word that follows another
without a space, as across the border of an emphasis, begins with `GLUE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, TypeAlias, assert_never, get_args

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.patterns import regex

Aspect: TypeAlias = Literal[
    "metadata",
    "speakers",
    "turns",
    "labels",
    "words",
    "paragraphs",
    "verse",
    "kinds",
    "sections",
    "quotations",
    "stages",
    "gaps",
    "notes",
    "emphasis",
    "breaks",
    "language",
    "certainty",
    "times",
    "word-times",
    "word-parts",
    "carried",
]
ASPECTS: frozenset[Aspect] = frozenset(get_args(Aspect))

GLUE = "\u2060"
# kana, ideographs of all planes, and their punctuation
WIDE = r"\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
WORD = regex(rf"[{WIDE}]|[^\s{WIDE}]+")


@frozen
class Start:
    """Where a unit begins. Two are equal when their units are of one kind."""

    kind: str
    unit: int = field(eq=False)


@frozen
class MarkupToken:
    """What is marked in the text: a paragraph, a quotation that opens or closes, a page that ends."""

    aspect: Aspect
    name: str
    closes: bool = False


Token: TypeAlias = Start | MarkupToken | str


@frozen
class Fact:
    """Something that a unit says besides its tokens."""

    aspect: Aspect
    name: str
    value: str


@frozen
class Unit:
    """A turn, a heading, a paragraph of narrative ...

    `index` is its place among all, `place` names it for people, `parts` are its texts as they stand and the
    marks between them.
    """

    index: int
    kind: str
    place: str
    parts: tuple[Token, ...]
    facts: tuple[Fact, ...]
    depth: str
    id: str = ""
    continues: str = ""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Where it begins, its words and its marks; marks of one thing in two pieces joined."""
        return (Start(self.kind, self.index), *_joined(_words(self.parts)))

    def says(self, other: Unit) -> bool:
        """Whether both say the same; mostly, that can be seen before words are parted."""
        alike = (self.kind, self.facts, self.id, self.depth) == (
            other.kind, other.facts, other.id, other.depth,
        )  # fmt: skip
        return alike and (self.parts == other.parts or self.tokens == other.tokens)


def units(document: m.Resolved, tolerances: frozenset[Aspect]) -> list[Unit]:
    """The units of a document in order, without what the tolerated aspects tell."""
    collector = _Collector(tolerances)
    if document.title is not None:
        collector.add("title", "title", _inlines(document.title.children))
    collector.add_blocks(document.body)
    return collector.units


@define
class _Collector:
    """The units so far; `depth` counts the sections around, `above` is the last turn, a landmark."""

    tolerances: frozenset[Aspect]
    units: list[Unit] = field(factory=list)
    depth: int = 0
    above: str = ""

    def add_blocks(self, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        for block in blocks:
            match block:
                case m.Section():
                    self._add_section(block)
                case m.Turn():
                    self._add_turn(block)
                case m.Narrative():
                    kind = Fact("verse", "line of verse", _line(block.verse))
                    self.add("narrative", "narrative paragraph", _inlines(block.children), kind)
                case m.CastItem():
                    self.add("cast", "entry of a cast list", _inlines(block.children))
                case m.Stage():
                    kind = Fact("stages", "kind of event", block.kind)
                    self.add("stage", "stage direction", _inlines(block.children), kind)
                case m.Separator():
                    self.add("separator", "separator", (block.text,))
                case m.Boilerplate():
                    kind = Fact("kinds", "kind of boilerplate", block.kind)
                    self.add("boilerplate", "boilerplate", _inlines(block.children), kind)
                case _:
                    assert_never(block)

    def _add_section(self, section: m.Section[m.Speaker]) -> None:
        self.depth += 1
        if section.heading is not None:
            name = f"heading {self.depth}"
            called = " ".join(filter(None, (section.kind, section.n)))
            kind = Fact("sections", "kind and number of section", called)
            self.add(name, name, _inlines(section.heading.children), kind)
        self.add_blocks(section.blocks)
        self.depth -= 1

    def _add_turn(self, turn: m.Turn[m.Speaker]) -> None:
        names = [speaker.name or turn.label or speaker.id for speaker in turn.speakers]
        who = " and ".join(names) or turn.label or "nobody"
        self.above = f"turn {turn.id}"
        facts = (
            Fact("speakers", "speaker", " ".join(speaker.id for speaker in turn.speakers)),
            Fact("labels", "label", turn.label or ""),
            Fact("certainty", "certainty", turn.attribution.certainty),
            Fact("language", "language", turn.lang or ""),
            Fact("times", "times", _times(turn)),
            Fact("word-times", "times of words", _word_times(turn)),
            Fact("word-parts", "times within words", _word_parts(turn)),
        )
        unit = self._unit("turn", f"{self.above} ({who})", _turn_blocks(turn), facts)
        self.units.append(evolve(unit, id=turn.id, continues=turn.continues or ""))

    def add(self, kind: str, name: str, text: Iterable[Token], *facts: Fact) -> None:
        """Add a unit that is not a turn."""
        place = f"{name} after {self.above}" if self.above else name
        self.units.append(self._unit(kind, place, text, facts))

    def _unit(self, kind: str, place: str, text: Iterable[Token], facts: Iterable[Fact]) -> Unit:
        index = len(self.units)
        text = _without_notes(text) if "notes" in self.tolerances else text
        parts = (
            part for part in text if not (isinstance(part, MarkupToken) and part.aspect in self.tolerances)
        )
        kept = tuple(fact for fact in facts if fact.aspect not in self.tolerances)
        # pieces may meet within a word: they are joined before the cut, and after it
        return Unit(index, kind, place, _stripped(_joined(parts)), kept, str(self.depth))


def _times(turn: m.Turn[m.Speaker]) -> str:
    """When the paragraphs of a turn that hold anything are heard."""
    if not any(isinstance(part, m.Paragraph) and part.timing for part in turn.blocks):
        return ""
    filled = [part for part in turn.blocks if isinstance(part, m.Paragraph) and any(_inlines(part.children))]
    timed = [(number, part.timing) for number, part in enumerate(filled, 1) if part.timing]
    ends = ("" if time.end is None else f" to {time.end}" for _, time in timed)
    return "; ".join(
        f"paragraph {number} from {time.begin}{end} ms"
        for (number, time), end in zip(timed, ends, strict=True)
    )


def _word_times(turn: m.Turn[m.Speaker]) -> str:
    """When the words of a turn are heard, each as `begin-end` in milliseconds, `?` where nobody knows."""
    parts = (part for part in turn.blocks if isinstance(part, m.Paragraph) and part.timing)
    words = [part.timing.words for part in parts if part.timing and part.timing.words]
    return " ".join(
        f"{begin if begin >= 0 else '?'}-{end if end >= 0 else '?'}"
        for one in words
        for begin, end in zip(one[::2], one[1::2], strict=True)
    )


def _word_parts(turn: m.Turn[m.Speaker]) -> str:
    """The instants within words of a turn, each as `number/characters@milliseconds`."""
    parts = (part for part in turn.blocks if isinstance(part, m.Paragraph) and part.timing)
    return " ".join(
        f"{word}/{at}@{time}"
        for one in [part.timing.anchors for part in parts if part.timing and part.timing.anchors]
        for word, at, time in zip(one[::3], one[1::3], one[2::3], strict=True)
    )


def _turn_blocks(turn: m.Turn[m.Speaker]) -> Iterator[Token]:
    """The paragraphs of a turn that hold anything, each but the first after a mark, and its stage
    directions.
    """
    begun = False
    for block in turn.blocks:
        inlines = tuple(_inlines(block.children))
        if isinstance(block, m.Paragraph):
            yield from (MarkupToken("paragraphs", "paragraph"),) if inlines and begun else ()
            if inlines and block.verse:
                yield MarkupToken("verse", _line(block.verse))
            yield from inlines
        else:
            yield MarkupToken("stages", f"stage direction ({block.kind})")
            yield from inlines
            yield MarkupToken("stages", f"stage direction ({block.kind})", closes=True)
        begun = begun or bool(inlines)


def _line(verse: m.VerseLine | None) -> str:
    """What is known of a line of verse, in words."""
    if verse is None:
        return ""
    told = ("line of verse", verse.n, verse.part and f"part {verse.part}", "stanza" if verse.stanza else "")
    return " ".join(filter(None, told))


def _inlines(inlines: Iterable[m.Inline[m.Speaker]]) -> Iterator[Token]:
    """Texts as they stand, and the marks around them."""
    for inline in inlines:
        match inline:
            case m.Text(text):
                yield text
            case m.Emphasis() | m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.Note() | m.CastPart():
                names = _names(inline)
                yield from (MarkupToken(aspect, name) for aspect, name in names)
                yield from _inlines(inline.children)
                yield from (MarkupToken(aspect, name, closes=True) for aspect, name in reversed(names))
            case m.Gap(text, reason):
                mark = MarkupToken("gaps", f"gap ({reason})")
                yield from (mark, text, MarkupToken(mark.aspect, mark.name, closes=True))
            case m.Milestone(kind, text):
                yield from ("\n",) if kind == "line" else ()
                yield MarkupToken("breaks", f"{kind} break {text}".rstrip())
            case _:
                assert_never(inline)


def _names(inline: m.Inline[m.Speaker]) -> list[tuple[Aspect, str]]:
    """What an inline that holds others says of them."""
    match inline:
        case m.Emphasis():
            return [("emphasis", inline.kind)]
        case m.Said():
            who = " ".join(speaker.id for speaker in inline.speakers) or "nobody"
            return [("quotations", f"quotation of {who}"), *_doubt(inline.attribution)]
        case m.Stage():
            return [("stages", f"stage direction ({inline.kind})")]
        case m.Unclear():
            return [("gaps", "unclear")]
        case m.Foreign():
            return [("language", f"language {inline.lang}")]
        case m.Note():
            sign = f" {inline.n}" if inline.n else ""
            return [("notes", f"{inline.kind} note ({inline.place}){sign}")]
        case m.CastPart():
            return [("kinds", f"{inline.kind} of a cast list")]
        case m.Text() | m.Gap() | m.Milestone():
            return []
        case _:
            assert_never(inline)


def _without_notes(parts: Iterable[Token]) -> Iterator[Token]:
    """Parts without notes and the words in them."""
    inside = False
    for part in parts:
        if isinstance(part, MarkupToken) and part.aspect == "notes":
            inside = not part.closes
        elif not inside:
            yield part


def _doubt(attribution: m.Attribution) -> list[tuple[Aspect, str]]:
    return [] if attribution.certainty == "high" else [("certainty", f"{attribution.certainty} certainty")]


def _stripped(parts: Iterable[Token]) -> tuple[Token, ...]:
    """Without white space at the beginning and at the end, which parts no words."""
    found = list(parts)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return tuple(found)


def _words(parts: Iterable[Token]) -> Iterator[Token]:
    spaced, text = True, ""
    for part in (*parts, None):
        if isinstance(part, str):
            text += part
            continue
        yield from _cut(text, spaced=spaced)
        spaced, text = (text[-1].isspace() if text else spaced), ""
        if part is not None:
            spaced = spaced or (isinstance(part, MarkupToken) and part.aspect == "paragraphs")
            yield part


def _cut(text: str, *, spaced: bool) -> Iterator[str]:
    end = -1 if spaced else 0
    for found in WORD.finditer(text):
        yield found[0] if found.start() != end else GLUE + found[0]
        end = found.end()


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Emphasis that ends and begins again at once is one emphasis; so with languages and unclear words."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if (
            (isinstance(token, MarkupToken) and isinstance(last, MarkupToken))
            and (last.closes and not token.closes)
            and (token.name == last.name and token.aspect in {"emphasis", "language", "gaps"})
        ):
            kept.pop()
        else:
            kept.append(token)
    return iter(kept)


def shown(tokens: Iterable[Token]) -> str:
    """The words among tokens, as one line."""
    return (
        " ".join(token for token in tokens if isinstance(token, str))
        .replace(f" {GLUE}", "")
        .replace(GLUE, "")
    )
