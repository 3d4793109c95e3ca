"""Shaping by HarfBuzz: scripts whose letters join, move or stack become clusters of glyphs.

Each cluster is one glyph of the font that the file carries, put together from those that HarfBuzz has chosen:
so every glyph shows whole characters, and whoever reads the marks gets the text in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from attrs import define, evolve, field, frozen

from docconv.patterns import regex

UNITS = 1000
COMPLEX = regex(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u08ff\u0900-\u0dff\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc"
    "\u0ec8-\u0ecd\u0f00-\u109f\u135d-\u135f\u1700-\u17ff\u1a20-\u1aff\u1b00-\u1bff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ua880-\ua8ff\ua980-\uaaff\uabc0-\uabff\ufb1d-\ufb4f\ufb50-\ufdff\ufe20-\ufe2f\ufe70-\ufefc]"
)
"""Characters of words that cannot be set letter by letter."""
TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
COMPONENT = 0x0002 | 0x0004 | 0x0200  # x and y, rounded to the grid, the metrics of none (OpenType, glyf)


@frozen
class Cluster:
    """Glyphs of a font for some characters: number and place, in its units; how far the pen goes."""

    shaper: Shaper
    glyphs: tuple[tuple[int, int, int], ...]
    advance: int


@frozen(eq=False, repr=False)
class Shaped:
    """A cluster, the text that it shows, and its width in thousandths of the type size."""

    cluster: Cluster
    text: str
    width: float

    def signs(self) -> list[Shaped]:
        """Each character by itself: the first one has the glyphs, the others draw nothing and are next to
        nothing wide. Programs that turn what runs from the right turn character by character, pdf.js takes
        what holds a mark for one without a width, and PDFium leaves out what has none.
        """
        first, others = self.text[0], self.text[1:]
        thin = UNITS // 500  # units of the font: 0.2 % of the type size where that has 1000
        scale = self.width / self.cluster.advance if self.cluster.advance else 0.0
        if not others or self.cluster.advance <= thin * len(others):
            return [self]
        nothing = Shaped(Cluster(self.cluster.shaper, (), thin), "", thin * scale)
        rest = self.cluster.advance - thin * len(others)
        base = Shaped(evolve(self.cluster, advance=rest), first, rest * scale)
        return [base, *(evolve(nothing, text=char) for char in others)]


def needs_shaping(word: str) -> bool:
    """Whether a word cannot be set letter by letter."""
    return not word.isascii() and COMPLEX.search(word) is not None


@define(eq=False)
class Shaper:
    """Shapes words in one font."""

    font_program: bytes = field(repr=False)
    _face: Any = field(init=False, repr=False)
    _font: Any = field(init=False, repr=False)
    _known: dict[tuple[str, bool], tuple[Shaped, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        import uharfbuzz  # noqa: PLC0415  loaded for those who need it

        self._face = uharfbuzz.Face(uharfbuzz.Blob(self.font_program))
        self._font = uharfbuzz.Font(self._face)

    @property
    def upem(self) -> int:
        """The units of the font in its type size."""
        return int(self._face.upem)

    def clusters(self, text: str, *, rtl: bool) -> tuple[Shaped, ...]:
        """The clusters of a text of one direction, in the order of the text."""
        if (text, rtl) not in self._known:
            self._known[text, rtl] = tuple(self._shape(text, rtl=rtl))
        return self._known[text, rtl]

    def _shape(self, text: str, *, rtl: bool) -> list[Shaped]:
        import uharfbuzz  # noqa: PLC0415  see above

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        uharfbuzz.shape(self._font, buffer)
        rows = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        found = {start: self._cluster(list(row)) for start, row in groupby(rows, lambda row: row[0].cluster)}
        ends = dict(pairwise([*sorted(found), len(text)]))
        scale = UNITS / self._face.upem
        return [
            Shaped(found[start], text[start : ends[start]], found[start].advance * scale)
            for start in sorted(found)
        ]

    def _cluster(self, rows: list[tuple[Any, Any]]) -> Cluster:
        """Glyphs from left to right as HarfBuzz gives them, as one cluster."""
        glyphs, pen = [], 0
        for info, place in rows:
            glyphs.append((info.codepoint, pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        return Cluster(self, tuple(glyphs), pen)

    def program(self, clusters: Mapping[Cluster, int]) -> tuple[bytes, int]:
        """The font program with the clusters as glyphs after its own, in the order of the numbers that they
        have, from 1 on; and the number of its own last glyph. Those of other fonts are drawn anew.
        """
        from fontTools.ttLib import TTFont  # noqa: PLC0415  see above

        numbers = {number for one in clusters if one.shaper is self for number, _, _ in one.glyphs}
        font = TTFont(BytesIO(self._subset(numbers)), recalcTimestamp=False)
        names = font.getGlyphOrder()
        parts, metrics = font["glyf"], font["hmtx"]
        own = [f"cluster{number}" for number in clusters.values()]
        font.setGlyphOrder([*names, *own])
        parts.setGlyphOrder(font.getGlyphOrder())
        for name, cluster in zip(own, clusters, strict=True):
            own_units = self.upem / cluster.shaper.upem
            if cluster.shaper is self:
                parts[name] = _composite(cluster, names, parts)
            else:
                parts[name] = cluster.shaper.outline(cluster, own_units)
                parts[name].recalcBounds(parts)
            metrics[name] = (max(round(cluster.advance * own_units), 0), getattr(parts[name], "xMin", 0))
        out = BytesIO()
        font.save(out, reorderTables=False)
        return out.getvalue(), len(names) - 1

    def outline(self, cluster: Cluster, scale: float) -> Any:  # noqa: ANN401  fontTools has no types
        """A cluster as a glyph of its own, in another size."""
        from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415  see above
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415  see above

        pen = TTGlyphPen(None)
        for number, x, y in cluster.glyphs:
            place = (scale, 0, 0, scale, x * scale, y * scale)
            self._font.draw_glyph_with_pen(number, TransformPen(pen, place))
        return pen.glyph()

    def _subset(self, numbers: set[int]) -> bytes:
        """The font program with some glyphs, whose numbers stay; without what only shaping needs."""
        import uharfbuzz  # noqa: PLC0415  see above

        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(numbers | {0})
        wanted.pin_all_axes_to_default(self._face)
        dropped = (tag for tag in self._face.table_tags if tag not in TABLES)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
        return bytes(wanted.subset(self._face).blob.data)


def _composite(cluster: Cluster, names: list[str], parts: Any) -> Any:  # noqa: ANN401  fontTools has no types
    """A glyph put together from others; those that draw nothing are left out."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # noqa: PLC0415  see above

    glyph = Glyph()
    drawn = [
        (names[number], x, y) for number, x, y in cluster.glyphs if parts[names[number]].numberOfContours
    ]
    if not drawn:
        return glyph
    glyph.numberOfContours, glyph.components = -1, []
    for name, x, y in drawn:
        component = GlyphComponent()
        component.glyphName, component.x, component.y, component.flags = name, x, y, COMPONENT
        glyph.components.append(component)
    glyph.recalcBounds(parts)
    return glyph


@cache
def shaper(program: bytes) -> Shaper:
    """The shaper of a font."""
    return Shaper(program)
