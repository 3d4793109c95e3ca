"""Turns: labelled and unlabelled paragraphs put together."""
