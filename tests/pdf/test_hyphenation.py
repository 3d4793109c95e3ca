"""Words are divided as Pyphen divides them, which looks at every pattern of a language first."""

from __future__ import annotations

from random import Random

import pytest
from pyphen import LANGUAGES, Pyphen

from docconv.formats.pdf.typesetting.hyphenation import hyphenation_points, patterns


@pytest.mark.parametrize("lang", ["af", "ca", "de", "en_US", "es", "fr", "hu", "id", "ru", "sq", "uk"])
def test_words_are_divided_as_pyphen_divides_them(lang: str) -> None:
    """Words put together of letters that are in patterns, so that many of these meet; `hu` changes letters."""
    other, own = Pyphen(lang=lang).hd, patterns(lang.replace("_", "-"))
    chance, known = Random(1), [key.strip(".") for key in other.patterns]  # noqa: S311  the same each time
    assert own is not None
    for _ in range(400):
        word = "".join(chance.choices(known, k=chance.randint(1, 4))).lower()
        assert own.places(word) == [int(place) for place in other.positions(word) if not place.data], word


def test_a_language_without_patterns_has_none() -> None:
    """Its words are not divided."""
    assert patterns("tlh") is None
    assert "tlh" not in LANGUAGES


def test_a_word_keeps_some_letters_on_both_lines() -> None:
    """Two before the hyphen, three behind it; marks around the word are not counted."""
    english = patterns("en")
    assert english is not None
    assert hyphenation_points("“association,”", english) == (7, 5, 3)
    assert hyphenation_points("able", english) == ()
