"""Faces with cubic outlines in a form that PDF files cannot have (CFF2).

HarfBuzz draws the signs of a document at the weight that is wanted; they become TrueType fonts.
"""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO
from typing import Any

from attrs import define, field

from docconv.fonts.catalogue import PackagedFace
from docconv.fonts.instances import installed
from docconv.formats.pdf.fonts.face import SPACE, Face, FontMetrics
from docconv.formats.pdf.fonts.truetype import FF_SYMBOLIC

MOST_OFF = 1.0  # how far a curve may be from the one of the font, in its units
MACINTOSH, ROMAN, BYTES = 1, 0, 0
"""The character map of a simple font (PDF 32000-1, 9.6.6.4): its platform, encoding and format."""


class Advances(dict[int, float]):
    """Advances by code points, in thousandths of the type size, as they are asked for."""

    def __init__(self, outlines: CubicOutlines) -> None:
        super().__init__()
        self._drawing = outlines

    def __missing__(self, code: int) -> float:
        """The width of a character that is asked for the first time."""
        outlines = self._drawing
        self[code] = outlines.font.get_glyph_h_advance(outlines.glyphs[code]) * outlines.scale
        return self[code]


@define(eq=False)
class CubicOutlines:
    """A face: `font` is HarfBuzz's, `glyphs` by code point."""

    font: Any
    glyphs: dict[int, int]
    scale: float
    metrics: FontMetrics
    _drawn: dict[int, Any] = field(factory=dict)

    def cut(self, chars: list[int]) -> bytes:
        """A TrueType font with the characters of a list; its map gives the place of each in the list."""
        from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415  for those who need it

        numbers = sorted({self.glyphs.get(char, 0) for char in chars} - {0})
        names = {number: f"g{number}" for number in numbers} | {0: ".notdef"}
        builder = FontBuilder(round(1000 / self.scale), isTTF=True)
        builder.font.recalcTimestamp = False
        builder.updateHead(created=0, modified=0)
        builder.setupGlyphOrder([".notdef", *(names[number] for number in numbers)])
        builder.setupGlyf({name: self._outline(number) for number, name in names.items()})
        advances = {name: self.font.get_glyph_h_advance(number) for number, name in names.items()}
        glyf = builder.font["glyf"]
        builder.setupHorizontalMetrics({name: (wide, glyf[name].xMin) for name, wide in advances.items()})
        builder.setupHorizontalHeader(ascent=round(self.metrics.ascent), descent=round(self.metrics.descent))
        builder.setupPost(keepGlyphNames=False)
        builder.font["cmap"] = _map(
            {code: names[self.glyphs.get(char, 0)] for code, char in enumerate(chars)}
        )
        builder.font.save(out := BytesIO(), reorderTables=False)
        return out.getvalue()

    def _outline(self, number: int) -> Any:  # noqa: ANN401  fontTools has no types
        from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415  see above
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415  see above

        if number not in self._drawn:
            pen = TTGlyphPen(None)
            self.font.draw_glyph_with_pen(number, Cu2QuPen(pen, MOST_OFF, reverse_direction=True))
            self._drawn[number] = pen.glyph()
        return self._drawn[number]


@cache
def drawn(packaged: PackagedFace) -> Face:
    """A face of a file with cubic outlines. Raises `MissingError` where its package is not there."""
    import uharfbuzz  # noqa: PLC0415  see above

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(installed(packaged.file))), packaged.number)
    font = uharfbuzz.Font(face)
    axes = dict(packaged.axes)
    font.set_variations(axes)
    glyphs = {code: font.get_nominal_glyph(code) for code in face.unicodes if code >= SPACE}
    outlines = CubicOutlines(font, glyphs, 1000 / face.upem, _metrics(face, font, axes["wght"]))
    name = packaged.name.encode("ascii")
    return Face(name, outlines.metrics, glyphs, Advances(outlines), outlines.cut, program=None)


def _metrics(face: Any, font: Any, weight: float) -> FontMetrics:  # noqa: ANN401  the same
    """Of a face at a weight, by the tables `head` and `OS/2` (OpenType)."""
    box = struct.unpack_from(">4h", face.reference_table("head").data, 36)
    (cap_height,) = struct.unpack_from(">h", face.reference_table("OS/2").data, 88)
    extents = font.get_font_extents("ltr")
    stem = 50 + int((weight / 65) ** 2)  # as ReportLab takes it
    return FontMetrics(FF_SYMBOLIC, box, extents.ascender, extents.descender, cap_height, 0, stem)


def _map(names: dict[int, str]) -> Any:  # noqa: ANN401  fontTools has no types
    """The character map of a simple font, from codes of one byte to glyphs."""
    from fontTools.ttLib import newTable  # noqa: PLC0415  see above
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # noqa: PLC0415  see above

    table, codes = newTable("cmap"), CmapSubtable.newSubtable(BYTES)
    codes.platformID, codes.platEncID, codes.language = MACINTOSH, ROMAN, 0
    codes.cmap = names
    table.tableVersion, table.tables = 0, [codes]
    return table
