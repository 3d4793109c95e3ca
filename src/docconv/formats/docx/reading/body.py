"""The main part as lines: paragraphs, each with its style, its label, its runs and the bookmark around it.

Deletions that a word processor keeps track of are gone and insertions are there, as if all were accepted.
Text boxes are not read. Bookmarks go by their names, so that one with two starts and one end, as
LibreOffice 7.4 leaves behind, still spans what it spanned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import define, evolve, field, frozen

from docconv.formats.docx.names import (
    CHARACTERS,
    CONTINUATION,
    DELIMITER,
    DERIVED,
    EMPHASIS,
    END_OF_LABEL,
    NOTES,
    PARAGRAPHS,
    SPEAKER,
    SPOKEN,
    STAGE,
    VERSE,
    note_reference,
)
from docconv.formats.docx.package.reading import CHARACTER, WML, Element, below, is_on, value
from docconv.patterns import regex
from docconv.transcript.styled.names import chain_of

ID, NAME = f"{WML}id", f"{WML}name"
TURN = regex(r"t[1-9]\d*")
BEHIND = tuple(DELIMITER + end for end in END_OF_LABEL)
AFTER_LABEL = regex(r"\s*[:：]?\s*")
WHITE = str.maketrans("\r\n", "  ")
GONE = frozenset((f"{WML}del", f"{WML}moveFrom"))
INSIDE = frozenset(
    f"{WML}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
                 "bdo", "dir", "tbl", "tr", "tc")
)  # fmt: skip
MARKS = frozenset((f"{WML}bookmarkStart", f"{WML}bookmarkEnd"))
DIRECT = ((f"{WML}b", EMPHASIS["bold"]), (f"{WML}i", EMPHASIS["italic"]), (f"{WML}u", EMPHASIS["underline"]))
REFERENCES = {f"{WML}{kind}Reference": kind for kind in ("footnote", "endnote")}
SHOWN = {**CHARACTER, "softHyphen": "\u00ad"}


REFERENCE = "\ufffc"
"""The text of a run that refers to a note."""


@frozen
class Run:
    """Text in one character style, empty for plain text; a line break is a line feed. `note` are the words to
    which a reference leads.
    """

    text: str
    style: str = ""
    lang: str = field(default="", eq=False)
    note: tuple[Run, ...] = ()


@frozen
class Line:
    """A paragraph, or the part of one that begins with a label.

    `style` is the id under which the writer knows it, empty for all others. `turn` is the bookmark, empty
    outside of turns.
    """

    style: str
    runs: tuple[Run, ...] = ()
    label: str | None = None
    turn: str = ""

    @property
    def text(self) -> str:
        """The characters after the label."""
        return "".join(run.text for run in self.runs)


@frozen
class Body:
    """The lines, and how often something was met that is not read as it is."""

    lines: tuple[Line, ...]
    simplified: Mapping[str, int]


def read_body(
    main: Element, styles: Element | None, behind: Sequence[str] = BEHIND, notes: Iterable[Element] = ()
) -> Body:
    """The lines of a main part. `styles` is the root of the styles part, `behind` what may follow labels,
    `notes` are the roots of the parts of footnotes and endnotes.
    """
    body = main.find(f"{WML}body")
    reader = _BodyReader(_style_ids(styles), _derived(styles), behind)
    reader.read_notes(notes)
    for element in _blocks(body) if body is not None else ():
        reader.block(element)
    return Body(tuple(reader.lines), reader.simplified)


def _style_ids(styles: Element | None) -> dict[str, str]:
    """Style ids in the file -> ours. Names decide, since programs change ids; a style that somebody derived
    from one of ours counts as that one.
    """
    ours = {name.lower(): name for name in (*PARAGRAPHS, *CHARACTERS)}
    found = {name: name for name in ours.values()}
    based: dict[str, str] = {}
    for style in () if styles is None else styles.iter(f"{WML}style"):
        identifier, parent = style.get(f"{WML}styleId", ""), value(style, "basedOn")
        known = ours.get(value(style, "name").replace(" ", "").lower())
        if known:
            found[identifier] = known
        elif parent:
            based[identifier] = parent
    ends: dict[str, str] = {}
    for identifier in based:
        chain, end = chain_of(identifier, lambda one: based.get(one, ""), ends)
        ends |= dict.fromkeys(chain, ends.get(end, chain[-1]))
    return {**{one: found[end] for one, end in ends.items() if end in found}, **found}


def _derived(styles: Element | None) -> frozenset[str]:
    """Ids of the styles of lists that are made from the text, such as a table of contents."""
    found = () if styles is None else styles.iter(f"{WML}style")
    return frozenset(
        style.get(f"{WML}styleId", "") for style in found if value(style, "name").lower().startswith(DERIVED)
    )


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs, and the marks of bookmarks between them."""
    for child in element:
        if child.tag == f"{WML}p" or child.tag in MARKS:
            yield child
        elif child.tag in INSIDE:
            yield from _blocks(child)


@define
class _BodyReader:
    """Goes over paragraphs.

    - `styles`: ids of styles in the file -> ours.
    - `derived`: ids of styles of lists that are made from the text.
    - `behind`: what may follow labels.
    - `lines`: the lines so far.
    - `simplified`: how often something was met that is not read as it is.
    - `names`: bookmarks by id.
    - `current`: the turn whose bookmark is open.
    - `joined`: the runs of a paragraph whose end was deleted.
    - `notes`: the words of notes by kind and id.
    """

    styles: Mapping[str, str]
    derived: frozenset[str] = frozenset()
    behind: Sequence[str] = BEHIND
    lines: list[Line] = field(factory=list)
    simplified: Counter[str] = field(factory=Counter)
    names: dict[str, str] = field(factory=dict)
    current: str = ""
    joined: list[tuple[Run, str]] = field(factory=list)
    notes: dict[tuple[str, str], tuple[Run, ...]] = field(factory=dict)

    def read_notes(self, roots: Iterable[Element]) -> None:
        """The words of notes, without the sign before them."""
        for root in roots:
            for note in root:
                kind, lines = note.tag.removeprefix(WML), list[Run]()
                for paragraph in note.iter(f"{WML}p"):
                    lines += [Run("\n")] if lines else []
                    lines += [run for run, _ in self.runs(paragraph) if run.style not in NOTES]
                words = joined(lines)
                if words and words[0].text[0] in " \t":
                    words = joined((evolve(words[0], text=words[0].text[1:]), *words[1:]))
                self.notes[kind, note.get(ID, "")] = words

    def block(self, element: Element) -> None:
        """A paragraph, or a mark between paragraphs."""
        if element.tag in MARKS:
            self.mark(element)
            return
        properties = below(element, "pPr")
        identifier = value(properties, "pStyle")
        if identifier in self.derived:
            for mark in element.iter(*MARKS):
                self.mark(mark)
            return
        around = self.current
        runs = [*self.joined, *self.runs(element)]
        self.joined = []
        if not len(element) and not runs:
            return
        if properties is not None and below(properties, "rPr/del") is not None:
            self.joined = runs  # its end was deleted: what follows belongs to it
            return
        style = self.styles.get(identifier, "")
        if style == CONTINUATION and _is_further_in(element):
            style = VERSE
        self.lines.extend(_line(style, piece, self.behind) for piece in _pieces(runs))
        turn = "" if runs else around or self.started(element)
        if turn:
            self.lines.append(Line(style, (), None, turn))

    def started(self, element: Element) -> str:
        """The turn whose bookmark begins in a paragraph."""
        names = (mark.get(NAME, "") for mark in element.iter(f"{WML}bookmarkStart"))
        return next((name for name in names if TURN.fullmatch(name)), "")

    def mark(self, element: Element) -> None:
        """The start or the end of a bookmark. Turns do not overlap: where one begins, another has ended."""
        identifier = element.get(ID, "")
        if element.tag == f"{WML}bookmarkEnd":
            if self.names.get(identifier) == self.current:
                self.current = ""
        elif TURN.fullmatch(element.get(NAME, "")):
            self.current = self.names[identifier] = element.get(NAME, "")

    def runs(self, element: Element) -> Iterator[tuple[Run, str]]:
        """The runs below an element, each with the turn in which it is."""
        for child in element:
            tag = child.tag
            if tag == f"{WML}r":
                run = self.run(child)
                if run.text:
                    yield run, self.current
            elif tag in MARKS:
                self.mark(child)
            elif tag in GONE:
                self.simplified["tracked change"] += 1
            elif tag in INSIDE:
                if tag in (f"{WML}ins", f"{WML}moveTo"):
                    self.simplified["tracked change"] += 1
                yield from self.runs(child)

    def run(self, element: Element) -> Run:
        """A run; formatting that somebody set by hand counts as the style for it."""
        reference = next(element.iterchildren(*REFERENCES), None)
        if reference is not None:
            kind = REFERENCES[reference.tag]
            known = self.notes.get((kind, reference.get(ID, "")))
            if known is not None:
                return Run(REFERENCE, note_reference(kind), note=known)
        properties = below(element, "rPr")
        text = "".join(self.characters(element))
        if properties is None:
            return Run(text)
        style = self.styles.get(value(properties, "rStyle"), "")
        if style in NOTES:
            return Run("")  # a sign of its own, before or after what it refers to
        if not style:
            style = next((name for tag, name in DIRECT if is_on(properties.find(tag))), "")
        return Run(text, style, value(properties, "lang"))

    def characters(self, element: Element) -> Iterator[str]:
        """The characters of a run."""
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "t":
                yield (child.text or "").translate(WHITE)
            elif name == "br" and child.get(f"{WML}type", "textWrapping") != "textWrapping":
                continue
            elif name in SHOWN:
                yield SHOWN[name]
            elif name in ("footnoteReference", "endnoteReference", "drawing", "pict", "object"):
                self.simplified[name.removesuffix("Reference")] += 1


def _is_further_in(paragraph: Element) -> bool:
    """Whether a paragraph has an indent of its own and is not stretched, both against its style."""
    indent = paragraph.find(f"{WML}pPr/{WML}ind")
    ragged = value(paragraph, "pPr/jc") in ("left", "start")
    return (
        ragged
        and indent is not None
        and any(indent.get(f"{WML}{side}", "0") != "0" for side in ("left", "start"))
    )


def _pieces(runs: Iterable[tuple[Run, str]]) -> Iterator[list[tuple[Run, str]]]:
    """The runs of a paragraph, cut where a label comes after text: there, two turns were joined."""
    piece: list[tuple[Run, str]] = []
    for run, turn in runs:
        before = piece[-1][0] if piece else None
        spoken = before is not None and before.style != SPEAKER and any(one.text.strip() for one, _ in piece)
        if run.style == SPEAKER and spoken:
            yield piece
            piece = []
        piece.append((run, turn))
    if piece:
        yield piece


def _line(style: str, piece: list[tuple[Run, str]], behind: Sequence[str]) -> Line:
    """A line of speech, its label taken off with the delimiter; elsewhere a label is but words."""
    turn = next((turn for _, turn in piece if turn), "")
    runs = [run for run, _ in piece]
    text = [index for index, run in enumerate(runs) if run.style != SPEAKER and run.text.strip()]
    end = text[0] if text else len(runs)
    label = "".join(run.text for run in runs[:end] if run.style == SPEAKER)
    spoken = style in SPOKEN or (bool(turn) and style in (STAGE, ""))
    if not spoken or not label.strip():
        return Line(style, joined(runs), None, turn)
    last = max(index for index in range(end) if runs[index].style == SPEAKER)
    return Line(style, _without_delimiter(joined(runs[last + 1 :]), behind), label, turn)


def _without_delimiter(runs: tuple[Run, ...], behind: Sequence[str]) -> tuple[Run, ...]:
    """The runs after a label: exactly the writer's delimiter goes, or whatever is in its place."""
    if not runs:
        return ()
    text = runs[0].text
    written = next((form for form in (*behind, "\t", "\n") if text.startswith(form)), "")
    found = AFTER_LABEL.match(text)
    cut = len(written) if written else found.end() if found else 0
    return (evolve(runs[0], text=text[cut:]), *runs[1:]) if cut < len(text) else runs[1:]


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one style as one, since programs cut runs as they like."""
    groups = (list(group) for _, group in groupby(runs, key=_joins))
    merged = (
        evolve(group[0], text="".join(run.text for run in group)) if len(group) > 1 else group[0]
        for group in groups
    )  # fmt: skip
    return tuple(run for run in merged if run.text)


def _joins(run: Run) -> object:
    """What neighbours have in common that are joined; each reference is by itself."""
    return id(run) if run.style in NOTES else run.style
