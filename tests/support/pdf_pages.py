"""PDF pages as other programs make them: words at places, in fonts of the standard fourteen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from attrs import frozen
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD, ITALIC, MONO = "Times-Roman", "Times-Bold", "Times-Italic", "Courier"
WIDTH, HEIGHT = 400.0, 300.0
LEFT, RIGHT, TOP, LEADING, SIZE = 50.0, 350.0, 50.0, 13.0, 10.0


@frozen
class Words:
    """Words on a base line, `x` and `y` in points from the left and from the top."""

    x: float
    y: float
    text: str
    font: str = PLAIN
    size: float = SIZE

    @property
    def end(self) -> float:
        """Where they end."""
        return self.x + float(stringWidth(self.text, self.font, self.size))


def pdf(*pages: Iterable[Words], turned: str = "") -> bytes:
    """A file of pages; `turned` stands upright at the margin of each."""
    out = BytesIO()
    canvas = Canvas(out, (WIDTH, HEIGHT), invariant=True)
    for page in pages:
        for words in page:
            canvas.setFont(words.font, words.size)
            canvas.drawString(words.x, HEIGHT - words.y, words.text)
        if turned:
            canvas.rotate(90)
            canvas.drawString(50, -20, turned)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def set_lines(lines: Sequence[str], *, y: float = TOP, x: float = LEFT, font: str = PLAIN) -> list[Words]:
    """Lines below each other; an empty one is a distance."""
    return [Words(x, y + LEADING * number, line, font) for number, line in enumerate(lines) if line]


def paragraph(text: str, y: float, *, x: float = LEFT, right: float = RIGHT, first: float = 0) -> list[Words]:
    """A text broken where a line is full, its first line moved by some points."""
    rows: list[Words] = []
    for word in text.split():
        start = x if rows else x + first
        longer = Words(rows[-1].x, rows[-1].y, f"{rows[-1].text} {word}") if rows else Words(start, y, word)
        if rows and longer.end > right:
            rows.append(Words(x, rows[-1].y + LEADING, word))
        else:
            rows[-1:] = [longer]
    return rows


def led(label: str, text: str, y: float) -> list[Words]:
    """A paragraph behind a label in bold."""
    first = Words(LEFT, y, label, BOLD)
    return [first, *paragraph(text, y, first=first.end + 3 - LEFT)]


def below(rows: Sequence[Words], lines: float = 1) -> float:
    """The base line some lines below the last of others."""
    return rows[-1].y + lines * LEADING
