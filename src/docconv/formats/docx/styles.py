"""The named styles of the document. All formatting stands here, none in the text."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

SERIF, SANS = "Cambria", "Calibri"
GREY, DARK = "595959", "404040"


@frozen(kw_only=True)
class Style:
    """A style: its name, what it is based on, the style of the paragraph behind it, and its properties as
    WordprocessingML.

    The id of a style is its name without spaces.
    """

    name: str
    kind: str = "paragraph"
    based: str = ""
    next: str = ""
    paragraph: str = ""
    run: str = ""

    @property
    def id(self) -> str:
        """The style id."""
        return self.name.replace(" ", "")


def _font(extra: str = "", *, sans: bool = False, size: int = 0, colour: str = "") -> str:
    """Run properties in the order of the schema: fonts, bold and italic, colour, size."""
    fonts = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}"/>' if sans else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return fonts + extra + tint + sizes


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"


def _space(before: int, after: int, line: int = 0) -> str:
    """Space above and below in twentieths of a point; line pitch in 240ths of a line."""
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (
        f' w:line="{line}" w:lineRule="auto"/>' if line else "/>"
    )


def _headings() -> Iterator[Style]:
    sizes = ((28, 400), (24, 320), (22, 260), (22, 220), (21, 200), (21, 200))
    for level, (size, before) in enumerate(sizes, 1):
        yield Style(
            name=f"heading {level}",
            based="Normal",
            next="Narrative",
            paragraph=f'<w:keepNext/><w:keepLines/>{_space(before, 80)}<w:outlineLvl w:val="{level - 1}"/>',
            run=_font(BOLD + (ITALIC if level > 4 else ""), sans=True, size=size),
        )


STYLES: tuple[Style, ...] = (
    Style(name="Normal", paragraph=_space(0, 0, 312)),
    Style(name="Default Paragraph Font", kind="character"),
    Style(
        name="Title",
        based="Normal",
        next="Narrative",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(0, 280, 276)}",
        run=_font(BOLD, size=40),
    ),
    *_headings(),
    Style(name="Speech", based="Normal", next="Speech", paragraph=_space(160, 0)),
    Style(
        name="Speech Continuation",
        based="Speech",
        next="Speech Continuation",
        paragraph=f'{_space(0, 0)}<w:ind w:firstLine="284"/>',
    ),
    Style(
        name="Narrative",
        based="Normal",
        next="Narrative",
        paragraph=_space(160, 0),
        run=_font(sans=True, size=21, colour=DARK),
    ),
    Style(
        name="Stage Direction",
        based="Normal",
        next="Speech",
        paragraph=f'{_space(140, 20)}<w:ind w:left="284" w:right="284"/>',
        run=_font(ITALIC, colour=DARK),
    ),
    Style(
        name="Separator",
        based="Normal",
        next="Narrative",
        paragraph=f'{_space(280, 160)}<w:jc w:val="center"/>',
        run=_font(colour=DARK),
    ),
    Style(
        name="Boilerplate",
        based="Normal",
        next="Boilerplate",
        paragraph=_space(180, 0),
        run=_font(sans=True, size=18, colour=GREY),
    ),
    Style(
        name="header",
        based="Normal",
        paragraph='<w:jc w:val="center"/>',
        run=_font(sans=True, size=17, colour=GREY),
    ),
    Style(name="footer", based="header"),
    Style(name="annotation text", based="Normal", paragraph=_space(0, 0, 240), run=_font(sans=True, size=20)),
    Style(name="Speaker", kind="character", run=BOLD),
    Style(name="Said", kind="character"),
    Style(name="Stage Direction Char", kind="character", run=ITALIC),
    Style(name="Gap", kind="character", run=f'<w:color w:val="{GREY}"/>'),
    Style(name="Unclear", kind="character", run='<w:u w:val="dotted"/>'),
    Style(name="Foreign", kind="character", run=ITALIC),
    Style(name="Emphasis", kind="character", run=ITALIC),
    Style(name="Strong", kind="character", run=BOLD),
    Style(name="Underline", kind="character", run='<w:u w:val="single"/>'),
    Style(name="annotation reference", kind="character", run='<w:sz w:val="16"/><w:szCs w:val="16"/>'),
)


def style_xml(style: Style) -> str:
    """A `w:style` element."""
    default = ' w:default="1"' if style.name in ("Normal", "Default Paragraph Font") else ""
    parts = [f'<w:style w:type="{style.kind}"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>']
    based = style.based or ("DefaultParagraphFont" if style.kind == "character" and not default else "")
    if based:
        parts.append(f'<w:basedOn w:val="{based.replace(" ", "")}"/>')
    if style.next:
        parts.append(f'<w:next w:val="{style.next.replace(" ", "")}"/>')
    parts.append("<w:qFormat/>" if not default or style.kind == "paragraph" else "")
    parts.append(f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
    parts.append(f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
    return "".join(parts) + "</w:style>"
