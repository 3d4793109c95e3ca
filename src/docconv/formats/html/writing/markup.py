"""Text as markup: nothing of it is ever a tag, and nothing is in it that HTML cannot carry."""

from __future__ import annotations

import json

from attrs import define

from docconv.bidi import is_rtl
from docconv.model import CERTAIN, Attribution, Speaker
from docconv.patterns import regex
from docconv.tei.names import REPLACEMENT

PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
FORBIDDEN = regex(f"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{PLANES}]")
"""Controls and noncharacters, which are errors in a page (HTML, 13.2.3.5)."""
LINE_ENDS = regex(r"\r\n?")
AS_IT_IS = regex(r"[\n !#-%'-;=?-~]*")
"""Text in which nothing is forbidden and nothing to be escaped, as most texts are."""
SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
DATA = str.maketrans({"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"})


@define
class MarkupWriter:
    """Escapes the texts of a page that runs from right to left or not. `replaced` counts characters that a
    page cannot carry.
    """

    rtl: bool
    replaced: int = 0

    def text(self, text: str) -> str:
        """Text as content of an element or of an attribute in double quotes."""
        return text if AS_IT_IS.fullmatch(text) else self.clean(text).translate(SIGNS)

    def clean(self, text: str) -> str:
        """Text without what a page cannot carry; the ends of lines are those of a page."""
        text, ends = LINE_ENDS.subn("\n", text)
        text, count = FORBIDDEN.subn(REPLACEMENT, text)
        self.replaced += count + ends
        return text

    def attribution(self, speakers: tuple[Speaker, ...], attribution: Attribution) -> str:
        """Who speaks, how sure that is below high certainty, and the rules and reasons, as attributes."""
        who = f' data-who="{" ".join(speaker.id for speaker in speakers)}"' if speakers else ""
        if attribution == CERTAIN:
            return who
        reasons = [(one.rule, one.detail) for one in attribution.evidence]
        evidence = json.dumps(reasons, ensure_ascii=False, separators=(",", ":")) if reasons else ""
        sure = "" if attribution.certainty == "high" else attribution.certainty
        return who + self.attribute("data-cert", sure) + self.attribute("data-evidence", evidence)

    def data(self, value: object) -> str:
        """A value as JSON, in which no tag can begin; what a page cannot carry has escapes there."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return FORBIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text).translate(DATA)

    def attribute(self, name: str, value: str | None) -> str:
        """An attribute; nothing without a value."""
        return f' {name}="{self.text(value)}"' if value else ""

    def direction(self, text: str) -> str:
        """The direction of a paragraph with some text, where it is not that of the page."""
        if is_rtl(text) == self.rtl:
            return ""
        return ' dir="ltr"' if self.rtl else ' dir="rtl"'
