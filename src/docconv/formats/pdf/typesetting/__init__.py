"""Paragraphs to lines: breaking, hyphenation, order of writing. Knows fonts, not pages of a document."""
