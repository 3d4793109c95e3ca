"""Names that the writer and the reader of pages share."""

from __future__ import annotations

from docconv.model import EmphasisKind, Sex

GENERATOR = '<meta name="generator" content="docconv">'
"""By which a page of docconv is known."""
CATALOGUE = "catalogue"
"""The class of a title that nobody printed."""
WORDLESS = ("doubt", "listen")
"""The classes of links in the text that have no words."""
EMPHASIS: dict[EmphasisKind, str] = {"italic": "em", "bold": "b", "underline": "u"}
GENDERS: dict[Sex, str] = {"F": "Female", "M": "Male", "X": "X"}
"""`gender` of schema.org."""
NOTE, MARK = ":note", ":mark"
"""How the ids of notes and of the marks that lead to them begin. Ids of speakers and turns are names of XML,
in which there is no colon.
"""
