"""Paragraphs with the look of their type, as a text for the transcript engine with hints of how it looks."""
