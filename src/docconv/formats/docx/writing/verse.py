"""Lines of verse in Word: what is left of one hangs; parts of a shared one begin where others have come."""

from __future__ import annotations

from attrs import define, field

from docconv import model as m
from docconv.formats.docx.styles import twips
from docconv.formats.docx.writing.labels import width_of
from docconv.formats.docx.xml import node, val
from docconv.themes.model import TURNOVER
from docconv.walk import SharedLine


@define(eq=False, repr=False)
class VerseWriter:
    """The properties of lines of verse, which are paragraphs in the style of speech that goes on; their
    indents tell a reader of the file that they are verse.

    `size`: of the type. `indent`: how far in lines begin. `measure`: the width of the text. All in points.
    """

    size: float
    indent: float
    measure: float
    shared: SharedLine = field(factory=SharedLine)

    def properties(self, part: m.Paragraph[m.Speaker], *, first: bool) -> str:
        """Those of a paragraph: space above a group, and how far in it is. Prose has none, nor has the
        `first` paragraph of a turn, which is as the label wants it.
        """
        said = self.shared.before(part)
        if part.verse is None or first:
            return ""
        above = self.size / 2 if part.verse.stanza else 0.0
        space = node("w:spacing", {"w:before": twips(above), "w:after": 0})
        further = min(width_of(said, self.size), self.measure / 2) if said else 0.0
        begins = twips(further - TURNOVER)
        special = {"w:hanging": -begins} if begins < 0 else {"w:firstLine": begins}
        indent = node("w:ind", {"w:left": twips(self.indent + TURNOVER), **special})
        return space + indent + val("w:jc", "left")
