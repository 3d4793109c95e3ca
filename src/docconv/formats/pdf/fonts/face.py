"""A face, wherever its outlines come from: what it has, how wide that is, and a font cut out of it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field, frozen

SPACE = 32  # what is below are controls, which some fonts have an empty glyph for


@frozen(eq=False, repr=False)
class FontMetrics:
    """What a font descriptor says, in units of the font (PDF 32000-1, 9.8)."""

    flags: int
    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    italic_angle: float
    stem_v: float


@define(eq=False)
class Face:
    """A face.

    - `name`: its PostScript name.
    - `glyphs`: by code point.
    - `widths`: in thousandths of the type size, by code point.
    - `cut`: a TrueType font with the characters of a list, at their places in it, of at most 256.
    - `program`: the bytes of the font that shapes its words; none where letters need no shaping.
    """

    name: bytes
    metrics: FontMetrics
    glyphs: dict[int, int] = field(repr=False)
    widths: dict[int, float] = field(repr=False)
    cut: Callable[[list[int]], bytes] = field(repr=False)
    program: bytes | None = field(repr=False)
    _covered: set[int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._covered = set(self.glyphs)

    @property
    def heavy(self) -> bool:
        """Whether the letters are bold."""
        return any(weight in self.name for weight in (b"Bold", b"Semibold", b"Black", b"Heavy"))

    def covers(self, text: str) -> bool:
        """Whether the face has all characters of a text; white space that it lacks is drawn as its space."""
        if self._covered.issuperset(map(ord, text)):
            return True
        self._covered |= {ord(char) for char in text if char.isspace()}
        return self._covered.issuperset(map(ord, text))

    def width(self, code: int) -> float:
        """The width of a character; that of the space where the face has no such character."""
        return self.widths[code if code in self.glyphs else SPACE]
