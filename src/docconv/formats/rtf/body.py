"""The text of an RTF file as styled paragraphs and tables; groups that print nothing are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import define, evolve, field

from docconv.formats.rtf.tokens import CHARSETS, DEFAULT, RtfToken, code_page, tokens
from docconv.transcript.styled.names import DEEPEST, is_of_speakers, of_style
from docconv.transcript.styled.paragraphs import SPEAKER, ParagraphFormat, StyledParagraph, StyledRun
from docconv.transcript.styled.tables import Table

TOGGLES = {
    "b": "bold", "i": "italic", "ul": "underline", "caps": "capitals", "scaps": "capitals", "v": "hidden",
    "cf": "colour",
}  # fmt: skip
"""Control words that turn features of type on, or with 0 off."""
CHARACTERS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
LEFT_OUT: Mapping[str, str] = {
    "pict": "picture",
    "object": "picture",
    "annotation": "comment",
    "shp": "drawing",
}
NOTES = frozenset(("footnote", "endnote"))
SILENT = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer",
    "footerl",
    "footerr", "footerf", "fldinst", "xe", "tc", "listtext", "pntext", "atnid", "atnauthor", "nonshppict",
    "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
))  # fmt: skip
"""Groups that print nothing; so do all after the sign `*`."""
ENDS = frozenset(("par", "sect", "page", "cell", "row", "nestcell"))


@define
class _State:
    """What holds in a group: the look of its words, what it is of, how many bytes stand for a character."""

    features: frozenset[str] = frozenset()
    place: str = "text"
    fallback: int = 1
    font: int = -1
    style: int = -1


@define
class RtfBody:
    """Reads paragraphs and tables. `counts`: what was met and is not read as it is; `notes`: the texts of
    notes, whose numbers are their names in runs; `pages`: the encodings of fonts; `default`: the font where
    none is named; `names`: those of styles, with the levels of headings.
    """

    counts: Counter[str] = field(factory=Counter)
    notes: list[str] = field(factory=list)
    pages: dict[int, str] = field(factory=dict)
    names: dict[int, str] = field(factory=dict)
    page: str = DEFAULT
    default: int = -1
    depth: int = 0
    _state: _State = field(factory=_State)
    _stack: list[_State] = field(factory=list)
    _runs: list[StyledRun] = field(factory=list)
    _note: list[str] = field(factory=list)
    _look: ParagraphFormat = field(factory=ParagraphFormat)
    _style: int = -1
    _bytes: bytearray = field(factory=bytearray)
    _high: int = 0
    _skipped: int = 0
    _in_table: bool = False
    _cell: list[StyledParagraph] = field(factory=list)
    _cells: list[tuple[StyledParagraph, ...]] = field(factory=list)
    _rows: list[tuple[tuple[StyledParagraph, ...], ...]] = field(factory=list)

    def blocks(self, data: bytes) -> Iterator[StyledParagraph | Table]:
        """The paragraphs and tables of a file."""
        starred = False
        for token in tokens(data):
            if token.kind == "text" or (token.value == "u" and token.number is not None):
                starred = False
                self._text(token)
                continue
            self._decode()
            self._high = 0
            self._skipped = self._skipped if token.kind == "sign" else 0
            if token.kind == "brace":
                self._brace(token.value)
            elif token.kind == "sign":
                self._sign(token.value, starred=starred)
            elif starred or token.value in SILENT or token.value in LEFT_OUT or token.value in NOTES:
                self._group(token.value, starred=starred)
            elif token.value in ENDS and self._state.place == "text":
                yield from self._end(token.value)
            else:
                self._word(token)
            starred = token.kind == "sign" and token.value == "*"
        self._decode()
        if self._note:
            self._runs.append(StyledRun("", note=str(len(self.notes))))
            self._end_note()
        yield from self._end("row" if self._cells else "par")
        yield from self._table()

    # ------------ characters

    def _text(self, token: RtfToken) -> None:
        if token.number is not None:
            self._character(token.number)
            return
        skipped = min(self._skipped, len(token.data))
        self._skipped -= skipped
        self._bytes += token.data[skipped:]

    def _decode(self) -> None:
        if self._bytes:
            font = self.default if self._state.font < 0 else self._state.font
            text = bytes(self._bytes).decode(self.pages.get(font, self.page), "replace")
            self._bytes.clear()
            self._add(text)

    def _character(self, number: int) -> None:
        """A character of Unicode, of which two may be one."""
        self._decode()
        code = number % 65_536
        self._skipped = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)))
            self._high = 0
        else:
            self._add(chr(code))

    def _add(self, text: str) -> None:
        match self._state.place:
            case "text" | "note" if "hidden" in self._state.features:
                self.counts["hidden text"] += 1
            case "text":
                name = self.names.get(self._state.style, "")
                speaker = {SPEAKER} if self._look.speaker or (name and is_of_speakers(name)) else set()
                self._runs.append(StyledRun(text, self._state.features | speaker))
            case "note":
                self._note.append(text)
            case "stylesheet":
                self._named(text)
            case _:
                pass

    # ------------ groups and words

    def _brace(self, sign: str) -> None:
        if sign == "{":
            self._stack.append(self._state)
            self._state = evolve(self._state)
        elif self._stack:
            inner, self._state = self._state, self._stack.pop()
            if self._state.place == "text" and (inner.place == "note" or self._note):
                self._runs.append(StyledRun("", note=str(len(self.notes))))
                self._end_note()
        self.depth = len(self._stack)

    def _end_note(self) -> None:
        self.notes.append(" ".join("".join(self._note).split()))
        self._note.clear()

    def _sign(self, sign: str, *, starred: bool) -> None:
        if self._skipped:
            self._skipped -= 1
        elif sign in "\n\r" and not starred:
            self._add("\n")
        elif sign in SIGNS:
            self._add(SIGNS[sign])

    def _group(self, word: str, *, starred: bool) -> None:
        """A group that is none of the text."""
        if self._state.place not in ("text", "note"):
            return
        if word in LEFT_OUT:
            self.counts[LEFT_OUT[word]] += 1
        if word in NOTES and not starred:
            self._state.place = "note"
        elif word in ("fonttbl", "stylesheet"):
            self._state.place = word
        elif word != "shppict":
            self._state.place = "nowhere"

    def _word(self, token: RtfToken) -> None:
        word, number = token.value, token.number
        if word in TOGGLES:
            feature = {TOGGLES[word]}
            features = self._state.features
            self._state.features = features - feature if number == 0 else features | feature
        elif word == "ulnone":
            self._state.features -= {"underline"}
        elif word == "plain":
            self._state.features, self._state.font = frozenset(), -1
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in ENDS and self._state.place == "note":
            self._note.append(" ")
        elif word in ("ansicpg", "deff", "f", "fcharset", "uc", "cs", "s"):
            if number is not None:
                self._number(word, number)
        elif self._state.place == "text":
            self._layout(word, number or 0)

    def _number(self, word: str, number: int) -> None:
        match word:
            case "ansicpg":
                self.page = code_page(number)
            case "deff":
                self.default = number
            case "f":
                self._state.font = number
            case "fcharset":
                if number in CHARSETS:
                    self.pages[self._state.font] = CHARSETS[number]
            case "uc":
                self._state.fallback = max(0, min(number, 9))
            case "cs":
                self._state.style = number
            case _:
                self._state.style = number if self._state.place == "stylesheet" else self._state.style
                if self._state.place == "text":
                    self._look = of_style(self._look, self.names.get(number, ""))
                    self._look = evolve(self._look, style=str(number))

    def _named(self, text: str) -> None:
        name = text.strip().rstrip(";").strip().casefold()
        if name and self._state.style >= 0:
            self.names[self._state.style] = name

    def _layout(self, word: str, number: int) -> None:
        """What is said of the paragraph."""
        match word:
            case "pard":
                self._look, self._in_table = ParagraphFormat(), False
            case "qc":
                self._look = evolve(self._look, centred=True)
            case "li":
                self._look = evolve(self._look, indent=number)
            case "outlinelevel" if number < DEEPEST and self._look.kind is None:
                self._look = evolve(self._look, kind="heading", level=number + 1)
            case "intbl":
                self._in_table = True
            case _:
                pass

    # ------------ paragraphs and tables

    def _end(self, word: str) -> Iterator[StyledParagraph | Table]:
        """The end of a paragraph, a cell or a row."""
        passage = StyledParagraph(tuple(self._runs), self._look)
        self._runs.clear()
        if word in ("cell", "nestcell"):
            self._cell.append(passage)
            self._cells.append(tuple(self._cell))
            self._cell.clear()
        elif word == "row":
            self._cells += [(*self._cell, passage)] if passage.text.strip() or self._cell else []
            self._cell.clear()
            self._rows.append(tuple(self._cells))
            self._cells.clear()
        elif self._in_table:
            self._cell.append(passage)
        else:
            yield from self._table()
            yield passage

    def _table(self) -> Iterator[Table]:
        if self._cells or self._cell:
            self._rows.append((*self._cells, tuple(self._cell)))
            self._cells.clear()
            self._cell.clear()
        if self._rows:
            yield Table(tuple(self._rows))
            self._rows.clear()
