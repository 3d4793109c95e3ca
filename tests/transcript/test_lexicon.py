"""The words of a language as the engine looks them up."""

from __future__ import annotations

import pytest

from docconv.languages import available, load
from docconv.transcript.lexicon import lexicon, words


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("हंसी, नहीं।", ["हंसी", "नहीं"]),
        ("inintel·ligible · so", ["inintel·ligible", "so"]),
        ("نمی\u200cشود؟", ["نمی\u200cشود"]),
        ("בֹּקֶר־טוֹב", ["בֹּקֶר", "טוֹב"]),
        ("_Élan_ l’été d'un", ["élan", "l'été", "d'un"]),
        ("_Rising_ it's", ["rising", "it's"]),
    ],
)
def test_a_word_has_the_marks_that_are_on_its_letters(text: str, expected: list[str]) -> None:
    """Vowels of Hindi, points of Hebrew, the dot of Catalan, what joins letters of Persian."""
    assert list(words(text)) == expected


@pytest.mark.parametrize("tag", available())
def test_every_word_for_an_event_is_found(tag: str) -> None:
    """However it ends, and whatever marks are on its letters."""
    language, known = load(tag), lexicon(tag)
    events = (*language.vocal, *language.kinesic, *language.delivery)
    heard = known.vocal | known.kinesic | known.delivery
    assert [
        word for word in events if " " not in word and word[0] != "-" and heard.isdisjoint(words(word))
    ] == []
