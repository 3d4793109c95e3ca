"""The named styles of the document, as a theme wants them. All formatting is here, none in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import evolve, frozen

from docconv.bidi import is_rtl_language
from docconv.formats.docx.names import DEEPEST, LISTED
from docconv.formats.docx.scripts import ScriptFamilies
from docconv.formats.docx.xml import WORDS, language, node, part, val
from docconv.themes.model import Align, FontStyle, ParagraphStyle, Theme

TWIPS = 20  # in a point
STEP = 14.0  # points that an entry of the contents is further in than the one above it
GREY = "595959"
BLACK = "#000000"
NO_LINES = node("w:suppressLineNumbers")
WHOLE_WORDS = node("w:suppressAutoHyphens")
HEADLINE = NO_LINES + WHOLE_WORDS
ALIGNMENT: dict[Align, str] = {"left": "left", "justify": "both", "centre": "center"}
PLAIN: FontStyle = "text"


@frozen(kw_only=True, eq=False, repr=False)
class Style:
    """A style. Its id is its name without spaces.

    - `name`: under which Word shows it.
    - `kind`: paragraph or character.
    - `based`: the style that it is based on.
    - `next`: the style of the paragraph after it.
    - `paragraph`, `run`: its properties, as WordprocessingML.
    - `listed`: whether it is in the gallery.
    - `rank`: its place there.
    """

    name: str
    kind: str = "paragraph"
    based: str = ""
    next: str = ""
    paragraph: str = ""
    run: str = ""
    listed: bool = True
    rank: int = 0

    @property
    def id(self) -> str:
        """The style id."""
        return self.name.replace(" ", "")


def twips(points: float) -> int:
    """A length in twentieths of a point."""
    return round(points * TWIPS)


@lru_cache(maxsize=8)
def styles_part(theme: Theme, families: ScriptFamilies, lang: str, measure: float) -> str:
    """The part with all styles of a theme, in the language of most words. It is the same for all documents
    of an archive but for their languages. Letters that join are not set apart.
    """
    if is_rtl_language(lang):
        theme = evolve(theme, labels=evolve(theme.labels, letter_spacing=0.0))
    made = map(style_xml, styles(theme, families, measure=measure))
    return part("w:styles", WORDS, defaults(theme, families, lang), *made)


def styles(
    theme: Theme, families: ScriptFamilies, *, measure: float, bare: bool = False
) -> tuple[Style, ...]:
    """The styles of a theme, those first that others are based on.

    `measure` is the width of the text in points. `bare` styles say nothing of fonts, sizes, line spacing and
    colours, so that they take these from the document into which they are put.
    """
    maker = _Maker(theme, families, measure, bare)
    made = (*maker.ground(), *maker.text(), *maker.characters(), *maker.headings(), *maker.around())
    return tuple(evolve(style, rank=rank) for rank, style in enumerate(made, 1))


@frozen(eq=False, repr=False)
class _Maker:
    """Makes styles. All are based on `Normal`, which is as speech is, but without its indents and spaces."""

    theme: Theme
    families: ScriptFamilies
    measure: float
    bare: bool

    def ground(self) -> Iterator[Style]:
        """What all others are based on."""
        speech = self.theme.styles.speech
        line = node("w:spacing", {"w:before": 0, "w:after": 0, **_line(speech.leading)})
        yield Style(name="Normal", paragraph="" if self.bare else line)
        yield Style(name="Default Paragraph Font", kind="character", listed=False)

    def text(self) -> Iterator[Style]:
        """Title, speech, and what is not speech."""
        kinds = self.theme.styles
        yield self.style("Title", kinds.title, follow="Narrative", before=self.headline)
        yield self.speech("Speech", kinds.speech, based="Normal")
        yield self.speech("Speech Continuation", kinds.continuation, based="Speech")
        yield self.style("Narrative", kinds.narrative)
        yield self.style("Cast Item", kinds.cast)
        yield self.style("Stage Direction", kinds.stage, follow="Speech", shift=self.column)
        yield self.style("Separator", kinds.separator, follow="Narrative", before=NO_LINES)
        yield self.style("Boilerplate", kinds.boilerplate)

    def speech(self, name: str, formatting: ParagraphStyle, *, based: str) -> Style:
        """Speech; a label in a column hangs from its first paragraph into that."""
        if not self.column:
            return self.style(name, formatting, based=based)
        tab = _tab(formatting.indent + self.column, {"w:val": "left"})
        hanging = self.column if name == "Speech" else 0
        return self.style(name, formatting, based=based, before=tab, shift=self.column, hanging=hanging)

    @property
    def headline(self) -> str:
        """How lines of the title and of headings are set; in a frame they have numbers, as all lines have."""
        return WHOLE_WORDS if self.theme.page.frame else HEADLINE

    @property
    def column(self) -> float:
        """The width of the column of labels, if there is one."""
        labels = self.theme.labels
        return labels.width if labels.position == "hanging" else 0

    def headings(self) -> Iterator[Style]:
        """Headings in six levels."""
        for level in range(1, DEEPEST + 1):
            outline = val("w:outlineLvl", level - 1)
            formatting = self.theme.styles.heading(level)
            yield self.style(
                f"heading {level}", formatting, follow="Speech", before=self.headline, end=outline
            )

    def around(self) -> Iterator[Style]:
        """Lists that are made from the text, comments, and what is around the text on each page."""
        kinds = self.theme.styles
        heading = evolve(kinds.heading3, keep_with_next=True, space_after=kinds.contents.leading / 3)
        yield self.style("TOC Heading", heading, follow="Normal", before=HEADLINE)
        end = _tab(self.measure, {"w:val": "right", "w:leader": "dot"})
        for level in range(1, LISTED + 1):
            shift = STEP * (level - 1)
            yield self.style(f"toc {level}", kinds.contents, before=NO_LINES + end, shift=shift)
        yield self.style("toc participants", kinds.contents, before=NO_LINES)
        if self.theme.page.times != "none":  # the baseline is that of the words beside
            time = evolve(kinds.running, leading=kinds.speech.leading)
            yield evolve(self.style("toc time", time, before=NO_LINES), listed=False)
        running = self.style("header", kinds.running, before=HEADLINE)
        yield evolve(running, listed=False)
        yield Style(name="footer", based="header", listed=False)
        yield Style(name="line number", kind="character", run=running.run, listed=False)
        yield evolve(self.style("annotation text", kinds.note), listed=False)
        for kind in ("footnote", "endnote"):
            yield evolve(self.style(f"{kind} text", kinds.note), listed=False)
            raised = val("w:vertAlign", "superscript")
            yield Style(name=f"{kind} reference", kind="character", run=raised, listed=False)
        small = "" if self.bare else _size(8)
        yield Style(name="annotation reference", kind="character", run=small, listed=False)

    def characters(self) -> Iterator[Style]:
        """What a run of words may be."""
        labels, bold, italic = self.theme.labels, self.font("bold"), self.font("italic")
        case = node("w:caps") if labels.case == "capitals" else ""
        apart = labels.letter_spacing * self.theme.styles.speech.size
        spacing = val("w:spacing", twips(apart)) if apart and not self.bare else ""
        tint = "" if self.bare or labels.colour == BLACK else _colour(labels.colour)
        runs = {
            "Speaker": self.font(labels.font, self.theme.styles.speech.font) + case + tint + spacing,
            "Said": "",
            "Stage Direction Char": self.font(self.theme.styles.stage.font, self.theme.styles.speech.font),
            "Gap": "" if self.bare else _colour(GREY),
            "Unclear": val("w:u", "dotted"),
            "Foreign": italic,
            "Emphasis": italic,
            "Strong": bold,
            "Underline": val("w:u", "single"),
        }
        yield from (Style(name=name, kind="character", run=run) for name, run in runs.items())

    def style(
        self, name: str, formatting: ParagraphStyle, *, based: str = "Normal", follow: str = "",
        before: str = "", end: str = "", shift: float = 0, hanging: float = 0,
    ) -> Style:  # fmt: skip
        """A paragraph style; `before` and `end` are properties at their places in the schema.

        It is `shift` points further in than its format says; its first line hangs `hanging` points out.
        """
        speech = self.theme.styles.speech
        ground = speech if based == "Speech" else evolve(speech, font=self.normal, colour=BLACK, align="left")
        keep = node("w:keepNext") + node("w:keepLines") if formatting.keep_with_next else ""
        lead = {} if self.bare or formatting.leading == ground.leading else _line(formatting.leading)
        around = {"w:before": twips(formatting.space_before), "w:after": twips(formatting.space_after)}
        space = node("w:spacing", {**around, **lead})
        align = "" if formatting.align == ground.align else val("w:jc", ALIGNMENT[formatting.align])
        return Style(
            name=name,
            based=based,
            next=follow or name,
            paragraph="".join((keep, before, space, _indent(formatting, shift, hanging, based), align, end)),
            run=self.run(formatting, ground),
        )

    @property
    def normal(self) -> FontStyle:
        """The font of `Normal`."""
        return "sans" if self.theme.styles.speech.font.startswith("sans") else PLAIN

    def run(self, formatting: ParagraphStyle, ground: ParagraphStyle) -> str:
        """The font of a style, as far as it is not that of the ground."""
        font = self.font(formatting.font, ground.font)
        if self.bare:
            return font
        tint = _colour(formatting.colour) if formatting.colour != ground.colour else ""
        return font + tint + (_size(formatting.size) if formatting.size != ground.size else "")

    def font(self, font: FontStyle, ground: FontStyle = PLAIN) -> str:
        """Family, bold and italic, in the order of the schema."""
        sans = font.startswith("sans")
        other = not self.bare and sans != ground.startswith("sans")
        family = _family(self.families.of(sans=sans)) if other else ""
        return family + _toggle("b", "bold", font, ground) + _toggle("i", "italic", font, ground)


def _tab(points: float, attributes: Mapping[str, str]) -> str:
    """A tabulator at a distance from the edge."""
    return node("w:tabs", {}, node("w:tab", {**attributes, "w:pos": twips(points)}))


def _family(names: tuple[str, str, str]) -> str:
    """The fonts of a run: for Latin and its neighbours, East Asian and complex scripts."""
    western, eastern, other = names
    scripts = {"w:ascii": western, "w:hAnsi": western, "w:eastAsia": eastern, "w:cs": other}
    return node("w:rFonts", scripts)


def _toggle(tag: str, word: str, font: str, ground: str) -> str:
    if (word in font) == (word in ground):
        return ""
    value = {} if word in font else {"w:val": "0"}
    return node(f"w:{tag}", value) + node(f"w:{tag}Cs", value)


def _colour(colour: str) -> str:
    return val("w:color", colour.removeprefix("#").upper())


def _size(points: float) -> str:
    """A size, in half points."""
    return val("w:sz", round(points * 2)) + val("w:szCs", round(points * 2))


def _line(points: float) -> dict[str, str | int]:
    """The distance of lines: at least this, so that no letter with marks above or below is cut off."""
    return {"w:line": twips(points), "w:lineRule": "atLeast"}


def _indent(formatting: ParagraphStyle, shift: float, hanging: float, based: str) -> str:
    """Indents; at the other edges in right-to-left text, as word processors turn them."""
    left = twips(formatting.indent + shift)
    first = twips(-hanging if hanging else formatting.first_line_indent)
    if not (left or formatting.indent_end or first) and based == "Normal":
        return ""
    special = {"w:hanging": -first} if first < 0 else {"w:firstLine": first}
    return node("w:ind", {"w:left": left, "w:right": twips(formatting.indent_end), **special})


def defaults(theme: Theme, families: ScriptFamilies, lang: str) -> str:
    """The `w:docDefaults`: font, size and language of everything that says nothing else."""
    speech = theme.styles.speech
    font = _family(families.of(sans=speech.font.startswith("sans")))
    run = node("w:rPr", {}, font, _size(speech.size), language(lang))
    control = node("w:widowControl") if theme.page.widow_control else val("w:widowControl", 0)
    paragraph = node("w:pPr", {}, control)
    return node("w:docDefaults", {}, node("w:rPrDefault", {}, run), node("w:pPrDefault", {}, paragraph))


def style_xml(style: Style) -> str:
    """A `w:style` element."""
    default = style.name in ("Normal", "Default Paragraph Font")
    based = style.based or ("DefaultParagraphFont" if style.kind == "character" and not default else "")
    return node(
        "w:style",
        {"w:type": style.kind, **({"w:default": 1} if default else {}), "w:styleId": style.id},
        val("w:name", style.name),
        val("w:basedOn", based.replace(" ", "")) if based else "",
        val("w:next", style.next.replace(" ", "")) if style.next else "",
        val("w:uiPriority", style.rank),
        node("w:qFormat") if style.listed else "",
        node("w:pPr", {}, style.paragraph) if style.paragraph else "",
        node("w:rPr", {}, style.run) if style.run else "",
    )
