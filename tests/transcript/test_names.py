"""Names in narrative: those of all who speak are looked for at once."""

from __future__ import annotations

import pytest

from docconv.transcript.lexicon import lexicon
from docconv.transcript.turns.reporting.names import names_of

MANY = [f"Ann{'abcdefghij'[at % 10]} Bell{at}" for at in range(500)]


def test_a_text_is_compared_with_names_that_begin_as_its_words_do() -> None:
    """However many others there are."""
    names = names_of([*MANY, "Dora Quill"], lexicon("en"))
    assert names.find("Then Dora Quill left, and Anna Bell0 sat down.") == [
        (5, "Dora Quill"),
        (26, "Anna Bell0"),
    ]
    assert set(names.patterns) == {"dora", "anna"}


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("Ann Lee", "ANN  LEE left.", "ANN  LEE"),
        ("İlham Əliyev", "Sonra İLHAM ƏLİYEV dedi", "İLHAM ƏLİYEV"),
        ("'t Hooft Piet", "Then 't Hooft Piet left.", "'t Hooft Piet"),
        ("Ann Lee", "Joann Lee left, and Ann Leeds.", ""),
        ("Ann Lee Bell", "Then Lee Bell left.", "Lee Bell"),
    ],
)
def test_a_name_is_found_as_the_text_writes_it(label: str, text: str, found: str) -> None:
    """Whatever its case and its spaces, and as whole words."""
    assert "".join(name for _, name in names_of([label], lexicon("en")).find(text)) == found


def test_a_shorter_name_is_no_form_of_a_longer_one() -> None:
    """Only what begins with the whole label may be one."""
    names = names_of(["Ann Lee"], lexicon("en"))
    assert [names.inflected(run) for run in ("Ann", "Ann Leen")] == ["", "Ann Lee"]
