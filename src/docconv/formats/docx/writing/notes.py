"""Notes as Word has them: a reference in the text, words in a part of their own (ECMA-376, part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from attrs import define, field

from docconv.bidi import is_rtl
from docconv.formats.docx.names import note_kind, note_reference
from docconv.formats.docx.xml import WORDS, node, paragraph, part
from docconv.model import Note, Speaker
from docconv.walk import text_of

Kind: TypeAlias = Literal["footnote", "endnote"]
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""What is above the notes of a page; Word wants both."""


@define(eq=False, repr=False)
class NoteWriter:
    """Collects the notes of a document; `words` writes text as runs, `inlines` inlines."""

    words: Callable[..., str]
    inlines: Callable[..., str]
    notes: dict[Kind, list[str]] = field(factory=lambda: {"footnote": [], "endnote": []})

    def reference(self, note: Note[Speaker], lang: str | None) -> str:
        """The reference to a note, whose words are remembered."""
        kind = note_kind(note.place)
        style = note_reference(kind)
        properties = node("w:rPr", {}, node("w:rStyle", {"w:val": style}))
        number = len(self.notes[kind]) + 1
        rtl = is_rtl(text_of(note.children))
        own = {"w:customMarkFollows": 1} if note.n else {}
        sign = self.words(note.n, style, rtl=rtl) if note.n else ""
        counted = node("w:r", {}, properties, node(f"w:{kind}Ref"))
        words = self.words(" ", rtl=rtl) + self.inlines(note.children, "", lang, rtl=rtl)
        text = paragraph(f"{kind}text", (sign or counted) + words, rtl=rtl)
        self.notes[kind].append(node(f"w:{kind}", {"w:id": number}, text))
        return node("w:r", {}, properties, node(f"w:{kind}Reference", {**own, "w:id": number})) + sign

    def parts(self) -> Mapping[str, str]:
        """The parts of the package for those that there are."""
        return {
            f"word/{kind}s.xml": part(f"w:{kind}s", WORDS, *_separators(kind), *notes)
            for kind, notes in self.notes.items()
            if notes
        }


def _separators(kind: Kind) -> tuple[str, ...]:
    return tuple(
        node(
            f"w:{kind}", {"w:type": name, "w:id": number}, node("w:p", {}, node("w:r", {}, node(f"w:{name}")))
        )
        for name, number in SEPARATORS
    )
