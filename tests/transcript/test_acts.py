"""Sentences of plays that tell what somebody does."""

from __future__ import annotations

import pytest

from docconv.transcript.lexicon import lexicon
from docconv.transcript.lines.directions import acts


@pytest.mark.parametrize(
    ("text", "told"),
    [("Joan opens the door.", True), ("She waits.", True), ("Joan, open it.", False), ("```", False)],
)
def test_a_line_without_a_word_tells_of_nobody(text: str, *, told: bool) -> None:
    """A name before a verb does, and `she`."""
    assert acts(text, {"joan"}, lexicon("en")) is told
