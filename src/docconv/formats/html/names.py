"""Names that the writer and the reader of pages share."""

from __future__ import annotations

from docconv.model import EmphasisKind, Sex

GENERATOR = '<meta name="generator" content="docconv">'
"""By which a page of docconv is known."""
CATALOGUE = "catalogue"
"""The class of a title that nobody printed."""
WORDLESS = ("doubt", "listen")
"""The classes of links in the text that have no words."""
EMPHASIS: dict[EmphasisKind, str] = {"italic": "em", "bold": "strong", "underline": "u"}
LABEL = "b"
"""The element of a printed label, as HTML proposes it for conversations (HTML, 4.14.4)."""
GENDERS: dict[Sex, str] = {"F": "Female", "M": "Male", "X": "X"}
"""`gender` of schema.org."""
FOOTNOTE, REFERENCE = ":footnote", ":reference"
NOTE, MARK = ":note", ":mark"
"""How the ids of notes and of the marks that lead to them begin. Ids of speakers and turns are names of XML,
in which there is no colon.
"""

FACTS = {
    "subtitle": "alternativeHeadline",
    "author": "author",
    "editor": "editor",
    "funder": "funder",
    "publisher": "publisher",
    "published": "datePublished",
    "idno": "identifier",
    "licence": "license",
    "source_description": "citation",
}
"""Named facts for which schema.org has a word, and that."""
AGENTS: dict[str, str] = {
    "author": "Person",
    "editor": "Person",
    "funder": "Organization",
    "publisher": "Organization",
}
"""Those who are somebody, and what they are taken to be."""
