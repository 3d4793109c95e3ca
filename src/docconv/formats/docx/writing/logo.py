"""The logo of a theme: a picture in a paragraph before the title (ECMA-376, 20.4), made by python-docx."""

from __future__ import annotations

from lxml import etree

from docconv.formats.docx.package.writing import ExtraParts, Relationship
from docconv.formats.docx.styles import ALIGNMENT, NO_LINES, twips
from docconv.formats.docx.xml import R, node, val
from docconv.themes.model import Align
from docconv.themes.picture import BELOW, Picture

ID = "rIdLogo"


def logo_paragraph(picture: Picture, align: Align, *, rtl: bool) -> str:
    """The paragraph, aligned as the title is, in the direction of the document. Its line has no number."""
    from docx.oxml.shape import CT_Inline  # noqa: PLC0415  loaded for those who have a logo
    from docx.shared import Pt  # noqa: PLC0415  the same

    size = Pt(picture.width), Pt(picture.height)
    inline = CT_Inline.new_pic_inline(1, ID, f"logo.{picture.kind}", *size)
    inline.docPr.set("descr", picture.alt)
    drawing = etree.tostring(inline, encoding="unicode")
    spacing = node("w:spacing", {"w:after": twips(BELOW)})
    direction = node("w:bidi") if rtl else ""
    place = val("w:jc", ALIGNMENT[align]) if align == "centre" else ""
    properties = node("w:pPr", {}, node("w:keepNext"), NO_LINES, direction, spacing, place)
    return node("w:p", {}, properties, node("w:r", {}, node("w:drawing", {}, drawing)))


def logo_parts(picture: Picture) -> ExtraParts:
    """The part with the picture, and what leads to it."""
    name = f"media/logo.{picture.kind}"
    part = f"word/{name}"
    return ExtraParts(
        {part: picture.data}, {part: f"image/{picture.kind}"}, (Relationship(ID, f"{R}/image", name),)
    )
