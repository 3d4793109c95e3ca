"""Documents with anything in them, and what becomes of each in a format.

Unlike `docconv.testing.documents`, these break the rules of the model: controls and halves of characters, empty
nodes, texts side by side, ids that are no names. A seed makes the same document each time.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

from attrs import evolve, fields, has

import docconv
from docconv import model as m
from docconv.errors import DocconvError
from docconv.tei.schema.validation import faults
from docconv.walk import turns, walk
from support.notes import without_notes

TIERS = ("exb", "eaf", "chat")
CAPTIONS = ("vtt", "srt")
FATES = ("equal", "refused", "told")
PLACE = re.compile(r"\b(speakers|body|metadata|title)\b")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORBIDDEN_IN_HTML = re.compile("[\x7f-\x9f\ufdd0-\ufdef\U0001fffe\U0010ffff]")
"""Of what `ODD_WORDS` has."""
WORDS = (
    "One",
    "two three",
    "Ann: Yes.",
    "na\u00efve",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u6f22\u5b57",
    "\U0001f600",
    "x" * 90,
)
ODD_WORDS = (
    "", " ", "  ", "\t", "\n", "\r", "\r\n", "a\nb", "a\tb", "a  b", " a", "a ", "\x00", "\x07", "\x1b[31m", "\x7f",
    "\x85", "\x9b", "\xa0", "\xad", "\u034f", "\u061c", "\u180e", "a\u180eb", "\u200b", "a\u200bb", "\u200e", "\u200f",
    "\u2028", "\u2029", "\u202e", "\u2060", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ufdd0", "\ue000",
    "\u0301", "\U000e0001", "\U0010ffff", "\U0001fffe", "]]>", "<!--", "&#0;", "##[x]",
    "::error::x", "\u3000", "\u2003", "\ufe0f", "\u115f", "\u3164", "\u17b4",
)  # fmt: skip
HALVES = ("\ud800", "\udc00", "a\ud83d")
IDS = ("ann", "ben-2", "cid", "\u00e9mile", "t1", "t2", "_x")
ODD_IDS = (
    "",
    "a b",
    "1a",
    'a"><x/>',
    "a:b",
    "a\x00",
    "\ud800",
    "#ann",
    "-a",
    ".",
    "t0",
    "t01",
    "T1",
    "q1",
    "\u6f22",
    "a\u0301",
)
TAGS = ("en", "he", "und", "zh-Hant")
ODD_TAGS = ("", "x y", "en_US", "\x00", "<", "EN", "i-default", "a" * 40)


class Maker:
    """Makes parts of documents; `odd` is how often words are out of the order, `wrong` how often the model has
    no such part at all, so that every format refuses it.
    """

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311  nothing secret
        self.odd = self.chance.choice((0.0, 0.01, 0.03, 0.1, 0.4))
        self.wrong = self.chance.choice((0.0, 0.0, 0.0, 0.01, 0.1))
        self.cast: tuple[m.Speaker, ...] = ()
        self.turns = 0

    def _one(self, usual: tuple[Any, ...], odd: tuple[Any, ...]) -> Any:  # noqa: ANN401  any of these
        return self.chance.choice(odd if self._is_wrong() else usual)

    def _is_wrong(self) -> bool:
        return self.chance.random() < self.wrong

    def _word(self) -> str:
        odd = HALVES if self._is_wrong() else ODD_WORDS if self.chance.random() < self.odd else WORDS
        return self.chance.choice(odd)

    def _words(self) -> str:
        found = [self._word() for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]
        return self.chance.choice(("", " ")).join(found)

    def _some_words(self) -> str | None:
        return self.chance.choice((None, self._words()))

    def document(self) -> m.Resolved:
        """A whole document."""
        self.cast = tuple(self._speaker(number) for number in range(self.chance.randint(1, 3)))
        body = tuple(self._block(2) for _ in range(self.chance.randint(0 if self._is_wrong() else 1, 4)))
        title = m.Heading(self._inlines(1)) if self.chance.random() < 0.3 else None
        return m.Document(body, self._metadata(), title, self.cast)

    def _metadata(self) -> m.Metadata:
        return m.Metadata(
            self._some_words(),
            self._one(TAGS, ODD_TAGS),
            self._one((None, "2024-02-29"), ("", "yesterday", "\x00", "0000", "2024-02-31")),
            self._one((None, "UPDATE"), ODD_WORDS),
            self._one((None, "a.txt"), ODD_WORDS),
            tuple((self._words(), self._words()) for _ in range(self.chance.choice((0, 0, 1, 2)))),
        )

    def _speaker(self, number: int) -> m.Speaker:
        return m.Speaker(
            self._one(IDS[number : number + 1], IDS + ODD_IDS),
            self._one(("person", "group", "anonymous", "unknown"), ("", "nobody")),
            self._some_words(),
            self._some_words(),
            self._one((None, "F", "M", "X"), ("", "f")),
            tuple(self._words() for _ in range(self.chance.choice((0, 1, 2)))),
            self._one(((), ("https://example.org/?a=1&b=2",)), (("",), ("x y", "x y"), ("\x00",))),
        )

    def _voices(self) -> tuple[m.Speaker, ...]:
        if self._is_wrong():
            return tuple(self.chance.choices((*self.cast, m.Speaker("stranger")), k=2))
        return tuple(self.chance.sample(self.cast, self.chance.choice((0, 1, 1, min(2, len(self.cast))))))

    def _attribution(self) -> m.Attribution:
        if self.chance.random() < 0.7:
            return m.CERTAIN
        certainty = self._one(("medium", "low"), ("high", ""))
        evidence = tuple(
            m.Evidence(self._one(("shape",), ODD_WORDS), self._words())
            for _ in range(self.chance.randint(0, 2))
        )
        return m.Attribution(certainty, evidence)

    def _stage_kind(self) -> Any:  # noqa: ANN401  odd ones, too
        return self._one(("vocal", "kinesic", "incident", "delivery", "mixed"), ("", "x"))

    def _inlines(self, depth: int) -> tuple[Any, ...]:
        """What is in a paragraph: here nothing keeps neighbours apart."""
        return tuple(self._inline(depth) for _ in range(0 if self._is_wrong() else self.chance.randint(1, 4)))

    def _inline(self, depth: int) -> Any:  # noqa: ANN401  odd ones, too
        inner = self._inlines(depth - 1) if depth else (m.Text(self._words()),)
        return self.chance.choice((
            lambda: m.Text(self._words()),
            lambda: m.Text(self._words()),
            lambda: m.Emphasis(inner, self._one(("italic", "bold", "underline"), ("", "x"))),
            lambda: m.Said(inner, self._voices(), self._attribution()),
            lambda: m.Stage(inner, self._stage_kind()),
            lambda: m.Gap(self._words(), self._one(("inaudible", "omitted"), ODD_WORDS)),
            lambda: m.Unclear(inner),
            lambda: m.Foreign(inner, self._one(TAGS, ODD_TAGS)),
            lambda: m.Note(
                inner if self._is_wrong() else (m.Text(self._words()),), self._one(("foot", "end", "margin", "inline"), ("",)),
                self._one(("source", "editorial", "translator"), ("x",)), self._one((None, "*", "12a"), ODD_WORDS),
            ),
            lambda: m.Milestone(self._one(("line",), ("",)), self._one(("",), ODD_WORDS)),
            lambda: m.Milestone(self._one(("page", "time", "annotation"), ("x",)), self._words()),
        ))()  # fmt: skip

    def _block(self, depth: int) -> Any:  # noqa: ANN401  odd ones, too
        if self._is_wrong():
            return self.chance.choice(
                (m.Paragraph(self._inlines(1)), m.Text("x"), m.Heading(self._inlines(1)))
            )
        return self.chance.choice((
            self._turn,
            self._turn,
            self._turn,
            lambda: m.Narrative(self._inlines(2)),
            lambda: m.Stage(self._inlines(2), self._stage_kind()),
            lambda: m.Separator(self._one(("* * *", "x x x"), ODD_WORDS)),
            lambda: m.Boilerplate(self._inlines(1), self._one(("notice", "furniture"), ("",))),
            lambda: self._section(depth) if depth else self._turn(),
        ))()  # fmt: skip

    def _section(self, depth: int) -> m.Section[m.Speaker]:
        heading = m.Heading[m.Speaker](self._inlines(1)) if self.chance.random() < 0.8 else None
        return m.Section(tuple(self._block(depth - 1) for _ in range(self.chance.randint(0, 2))), heading)

    def _turn(self) -> m.Turn[m.Speaker]:
        parts = tuple(self._part() for _ in range(self.chance.choice((0, 1, 1, 1, 2, 3))))
        before = self.turns
        self.turns += 2 if self.chance.random() < self.odd / 4 else 1
        continues = self._one((None,), tuple(f"t{at}" for at in range(before + 3))) if before else None
        return m.Turn(
            self._one((f"t{self.turns}",), IDS + ODD_IDS), parts, self._voices(), self._some_words(), self._attribution(),
            self._one((None, "en"), ODD_TAGS), continues,
        )  # fmt: skip

    def _part(self) -> Any:  # noqa: ANN401  odd ones, too
        if self.chance.random() < 0.2:
            return m.Stage(self._inlines(1), self._stage_kind())
        return m.Paragraph(self._inlines(2)) if not self._is_wrong() else m.Text("x")


def anything(seed: str) -> m.Resolved:
    """A document with anything in it, always the same one for a seed."""
    return Maker(seed).document()


def replaced(part: Any, name: str) -> Any:  # noqa: ANN401  any part of a document
    """The same with what a format has for what it cannot carry, of which its writer gives notice."""
    if isinstance(part, str):
        kept = FORBIDDEN.sub("\ufffd", part)
        return FORBIDDEN_IN_HTML.sub("\ufffd", re.sub("\r\n?", "\n", kept)) if name == "html" else kept
    if isinstance(part, tuple):
        return tuple(replaced(one, name) for one in part)
    if has(type(part)):
        changed = {one.name: replaced(getattr(part, one.name), name) for one in fields(type(part))}
        return evolve(part, **changed)
    return part


def letters(
    document: m.Resolved, *, labels: bool = False, gaps: bool = True, comments: bool = False
) -> Counter[str]:
    """The letters of what is said, done and told, without notes and what pages repeat; with labels, without
    gaps, with the comments of a file.
    """
    document = without_notes(document)
    kinds = m.Text | m.Gap | m.Separator if gaps else m.Text | m.Separator
    nodes = [node for node in walk(document) if isinstance(node, kinds)]
    if comments:
        notes = [
            node for node in walk(document) if isinstance(node, m.Milestone) and node.kind == "annotation"
        ]
        return _letters("".join(node.text for node in (*nodes, *notes))) + _labels(document)
    pages = [node for node in walk(document) if isinstance(node, m.Boilerplate) and node.kind == "furniture"]
    said = Counter("".join(node.text for node in nodes))
    said -= Counter(
        "".join(node.text for page in pages for node in walk(page) if isinstance(node, m.Text | m.Gap))
    )
    found = Counter({char: count for char, count in said.items() if char.isalpha()})
    return found + _labels(document) if labels else found


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalpha())


def _labels(document: m.Resolved) -> Counter[str]:
    return _letters("".join(turn.label or "" for turn in turns(document)))


def fate_of_words(document: m.Resolved, name: str) -> str:
    """What becomes of the words in a format that carries little more: `equal` where every letter comes back,
    `refused` with a place, `told` where a notice says what is not written.
    """
    try:
        data, notices = docconv.write_with_notices(document, name)
    except DocconvError as error:
        return "refused" if PLACE.search(str(error)) else f"refused without a place: {error}"
    said = letters(document, gaps=name != "chat")  # of which it has only that there is one
    lasting = [
        one for one in notices if name not in CAPTIONS or one.severity != "info"
    ]  # times are estimated
    is_told = bool(lasting) or not letters(evolve(document, title=None))  # a title alone is no text
    try:
        again = docconv.read(data, format=name if name in TIERS else "text")
    except DocconvError as error:
        return "told" if is_told else f"is written, but not read: {error}"
    lost = said - letters(again, labels=True, comments=name in CAPTIONS)
    return "equal" if not lost else "told" if lasting else f"loses {lost} in silence"


def fate(document: m.Resolved, name: str) -> str:
    """What becomes of a document in a format: `equal`, `refused` with a place, `told` where a notice says
    what was replaced; all else is a fault.
    """
    try:
        data, notices = docconv.write_with_notices(document, name)
    except DocconvError as error:
        return "refused" if PLACE.search(str(error)) else f"refused without a place: {error}"
    found = faults(data) if name == "tei" else ()
    invalid = [one for one in found if one.rule != "docconv-turns-are-counted"]
    if invalid:
        return f"is written, but not valid: {invalid[0].message}"
    try:
        again = docconv.read(data, format=name)
    except DocconvError as error:
        return f"is written, but not read: {error}"
    if again == document:
        return "equal"
    told = any(notice.code == "text-changed" for notice in notices)
    same = replaced(again, name) == replaced(document, name)
    return "told" if told and same else "differs in silence"
