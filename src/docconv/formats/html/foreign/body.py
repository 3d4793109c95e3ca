"""The text of a page as styled paragraphs.

Elements are open until they end, or until what they are in ends, or another of their kind begins. None is
looked at twice, and so many are open at most, so that no page takes longer than its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field, frozen

from docconv.formats.html.foreign.element_style import ElementStyle, style_of
from docconv.formats.html.foreign.markup import Tag
from docconv.formats.html.foreign.notes import MARK
from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import SPEAKER, StyledParagraph, StyledRun
from docconv.transcript.styled.tables import Table

LEFT_OUT = {
    "nav": "navigation", "footer": "foot of the page", "script": "script", "noscript": "script",
    "style": "style sheet", "template": "script", "title": "", "svg": "picture", "canvas": "picture",
    "iframe": "embedded page", "object": "embedded file", "audio": "recording", "video": "recording",
    "select": "form", "button": "form", "textarea": "form", "datalist": "form", "rt": "reading aid",
    "rp": "reading aid",
}  # fmt: skip
UNENDED = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "option",
    "optgroup", "body", "html", "head", "main",
))  # fmt: skip
"""Elements whose end may be missing, and the page itself: what they hide is read."""
HIDDEN = regex(r"display\s*:\s*none", 2)
ENDED_BY_RUBY = ("rt", "rp")
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "caption", "td", "tfoot", "th", "thead", "tr",
    "ul",
))  # fmt: skip
ENDED_BY = {
    "li": frozenset(("li",)), "dt": frozenset(("dt", "dd")), "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")), "td": frozenset(("td", "th")), "th": frozenset(("td", "th")),
}  # fmt: skip
SCOPES = frozenset(("table", "ul", "ol", "dl", "menu"))
MOST_OPEN = 100
MOST_SPANNED = 20
SPACE = regex(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
BLANK = regex(r"\n[ \t]*\n\s*")
FORBIDDEN = regex("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


@frozen
class Open:
    """An element that is open, and the style of what is in it."""

    name: str
    style: ElementStyle


@define
class Rows:
    """A table that is open, or a list of terms and what is said of each. Its cells have paragraphs and
    tables.
    """

    rows: list[list[list[StyledParagraph | Rows]]] = field(factory=list)
    headers: set[int] = field(factory=set)
    covered: set[tuple[int, int]] = field(factory=set)
    reaching: dict[int, int] = field(factory=dict)
    """By the column, how many rows more a cell reaches down over."""
    place: int = 0
    """The column of the cell that is open."""

    def row(self) -> None:
        """A row begins."""
        if self.rows and self.reaching:
            self._pass_reaching()
        self.rows.append([])

    def _pass_reaching(self) -> None:
        """The next places of the row are those over which cells above reach."""
        row = self.rows[-1]
        while self.reaching.get(len(row)):
            self.reaching[len(row)] -= 1
            row.append([])

    def cell(self, name: str, wide: int = 1, high: int = 1) -> None:
        """A cell begins, so many columns wide and rows high."""
        if self.rows and self.reaching:
            self._pass_reaching()
        if not self.rows or name == "dt" or (name == "dd" and len(self.rows[-1]) > 1):
            self.rows.append([[]] if name == "dd" else [])
        if name == "th" and not self.rows[-1]:
            self.headers.add(len(self.rows) - 1)
        elif name == "td":
            self.headers.discard(len(self.rows) - 1)
        row = self.rows[-1]
        self.place = len(row)
        self.reaching |= dict.fromkeys(range(len(row), len(row) + wide), high - 1) if high > 1 else {}
        self.covered.update((len(self.rows) - 1, len(row) + step) for step in range(1, wide))
        row += [[] for _ in range(wide)]

    def table(self) -> Table:
        """What was in it; a table within a cell is the paragraphs of its cells."""
        rows = tuple(tuple(tuple(_paragraphs(cell)) for cell in row) for row in self.rows)
        headers = frozenset(self.headers if len(self.headers) < len(rows) else ())
        return Table(rows, headers, frozenset(self.covered))


def _span(tag: Tag, name: str) -> int:
    """How many columns or rows a cell takes, up to a bound that no page in earnest has."""
    number = tag.attributes.get(name, "1").strip()
    return min(max(int(number), 1), MOST_SPANNED) if number.isdecimal() and len(number) < MOST_SPANNED else 1


def _paragraphs(cell: list[StyledParagraph | Rows]) -> Iterator[StyledParagraph]:
    """Those of a cell and of all tables within it."""
    waiting = cell[::-1]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Rows):
            waiting += (one for row in item.rows[::-1] for inner in row[::-1] for one in inner[::-1])
        else:
            yield item


@define
class PageBody:
    """Reads tags and texts. `counts`: what was met and left out; `blocks`: what was read;
    `is_page`: any tag was met.
    """

    counts: Counter[str] = field(factory=Counter)
    blocks: list[StyledParagraph | Table] = field(factory=list)
    title: str = ""
    lang: str = ""
    is_page: bool = False
    within: Counter[str] = field(factory=Counter)
    open: list[Open] = field(factory=lambda: [Open("", ElementStyle())])
    tables: list[Rows] = field(factory=list)
    runs: list[StyledRun] = field(factory=list)

    def read(self, pieces: Iterable[Tag | str]) -> None:
        """All of a page."""
        for piece in pieces:
            if isinstance(piece, str):
                self.text(piece)
                continue
            self.is_page = True
            if piece.name == "ruby":
                self.within = self.within - Counter({name: self.within[name] for name in ENDED_BY_RUBY})
            if piece.name in LEFT_OUT or self.is_hidden(piece):
                self.left_out(piece)
            elif not self.within:
                self.tag(piece)
        while self.tables:
            self.end_of_table()
        self.flush()

    def is_hidden(self, tag: Tag) -> bool:
        """Whether an element says that it is not shown, or is in one of its name that does."""
        if tag.name in VOID or tag.name in UNENDED or self.within:
            return bool(self.within[tag.name])
        hides = tag.attributes.get("hidden", "until-found") != "until-found"
        return hides or HIDDEN.search(tag.attributes.get("style", "")) is not None

    def left_out(self, tag: Tag) -> None:
        """An element that is left out begins or ends; each ends as often as it began."""
        if not tag.is_end:
            self.counts[LEFT_OUT.get(tag.name, "hidden text")] += not self.within
            self.within[tag.name] += not tag.is_whole
            if tag.name in BLOCKS:
                self.flush()
        elif self.within[tag.name]:
            self.within[tag.name] -= 1
        self.within = +self.within

    def tag(self, tag: Tag) -> None:
        """Any other element begins or ends."""
        if tag.name in BLOCKS:
            self.flush()
        if tag.is_end:
            self.close(tag.name)
        elif tag.name == "br":
            self.line_break()
        elif tag.name == MARK:
            self.runs.append(StyledRun("", note=tag.attributes["n"]))
        elif tag.name in VOID:
            self.counts["picture"] += tag.name == "img"
        else:
            self.begin(tag)
            if tag.is_whole:
                self.tag(Tag(tag.name, {}, is_end=True))

    def begin(self, tag: Tag) -> None:
        """An element begins, and ends those that cannot be around it."""
        if tag.name == "html":
            self.lang = tag.attributes.get("lang", "")
        if tag.name in BLOCKS:
            self.end_open(frozenset(("p",)))
        self.end_open(ENDED_BY.get(tag.name, frozenset()))
        if tag.name in ("table", "dl"):
            self.tables.append(Rows())
        elif self.tables and tag.name == "tr":
            self.tables[-1].row()
        elif self.tables and tag.name in ("td", "th", "dt", "dd"):
            self.tables[-1].cell(tag.name, _span(tag, "colspan"), _span(tag, "rowspan"))
        if len(self.open) < MOST_OPEN:
            self.open.append(Open(tag.name, style_of(tag, self.open[-1].style)))

    def end_open(self, names: frozenset[str]) -> None:
        """The innermost of some elements ends, if it is open in this list or this cell."""
        for place in range(len(self.open) - 1, 0, -1):
            name = self.open[place].name
            if name in names:
                del self.open[place:]
                return
            if name in SCOPES or name in ("td", "th"):
                return

    def close(self, name: str) -> None:
        """The innermost element of a name ends."""
        if name in ("table", "dl") and self.tables:
            self.end_of_table()
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].name == name:
                del self.open[place:]
                return

    def end_of_table(self) -> None:
        """A table goes where it belongs; one without a word is none within another."""
        self.flush()
        rows = self.tables.pop()
        if not self.tables or any(map(any, rows.rows)):
            self.add(rows)

    def add(self, item: StyledParagraph | Rows) -> None:
        """A paragraph or a table where it belongs: in the cell that is open, or on the page."""
        if not self.tables:
            self.blocks.append(item.table() if isinstance(item, Rows) else item)
            return
        rows = self.tables[-1]
        if not rows.rows or not rows.rows[-1]:
            rows.cell("")
        rows.rows[-1][rows.place].append(item)

    def text(self, text: str) -> None:
        """Some characters, which are nothing within what is left out."""
        if self.within:
            if self.within["title"] and not self.title:
                self.title = " ".join(FORBIDDEN.sub("\ufffd", text).split())
            return
        style = self.open[-1].style
        text = FORBIDDEN.sub("\ufffd", text.replace("\u00ad", ""))
        if not style.is_typed:
            self.add_run(SPACE.sub(" ", text))
            return
        first, *others = BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n"))
        self.add_run(first)
        for part in others:
            self.flush()
            self.add_run(part)

    def add_run(self, text: str) -> None:
        """Words of the style of what is open."""
        if self.runs and self.runs[-1].text[-1:] in (" ", "\n") and text[:1] == " ":
            text = text[1:]
        if text:
            style = self.open[-1].style
            self.runs.append(
                StyledRun(text, style.features | ({SPEAKER} if style.is_speaker else frozenset()))
            )

    def line_break(self) -> None:
        """A line ends; two in a row part paragraphs."""
        if self.runs and self.runs[-1].text == "\n":
            self.flush()
        elif any(run.text.strip() for run in self.runs):
            self.runs.append(StyledRun("\n"))

    def flush(self) -> None:
        """A paragraph ends."""
        runs, self.runs = self.runs, []
        while runs and not (runs[-1].text.strip() or runs[-1].note):
            runs.pop()
        while runs and not (runs[0].text.strip() or runs[0].note):
            del runs[0]
        if runs:
            style = self.open[-1].style.paragraph
            first = evolve(runs[0], text=runs[0].text.lstrip(" \n"))
            self.add(StyledParagraph((first, *runs[1:]), style))
