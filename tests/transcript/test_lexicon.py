"""The words of a language as the engine looks them up."""

from __future__ import annotations

import pytest

from docconv.languages import available
from docconv.transcript.lexicon import lexicon


@pytest.mark.parametrize("tag", available())
def test_every_phrase_is_found_as_whole_words(tag: str) -> None:
    """Verbs of speech anywhere, in capitals too; what a record reports at the beginning only."""
    words = lexicon(tag)
    for verb in words.reporting.phrases:
        shown = verb.replace("...", "two words")
        assert list(words.reporting.finditer(f"Ann Lee {shown}: no"))
        assert list(words.reporting.finditer(f"“No”, {shown.capitalize()}."))
        assert shown not in [match[0] for match in words.reporting.finditer(f"x{shown}x")]
    for phrase in words.procedure.phrases:
        shown = phrase.replace("...", "two words")
        assert words.procedure.match(f"{shown.capitalize()} at noon.")
        assert not words.procedure.match(f"Then {shown}.")
