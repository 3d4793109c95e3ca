"""Paragraphs that have a style, as Word documents and pages do: formatting as evidence, emphasis kept."""
