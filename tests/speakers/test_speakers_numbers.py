"""Labels that count turns, and labels with the last name first: how many of them it takes."""

from __future__ import annotations

import pytest

from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.names import given_names_first
from docconv.speakers.labels.numbering import without_turn_numbers


@pytest.mark.parametrize(
    ("labels", "bare"),
    [
        ("1. Ann; 2. Bo; 3. Ann; 4. Bo; 5. Ann", "Ann Bo Ann Bo Ann"),
        ("1. Ann; 2. Bo; 3. Ann; 4. Bo", ""),
        ("1. Ann; 2. Bo; 3. Ann; 4. Bo; 5. Ann; Cyd", ""),
        ("1. Ann; 2. Bo; 3. Cyd; 4. Dan; 5. Eve", ""),
        ("1. Ann; 3. Bo; 2. Ann; 4. Bo; 5. Ann", ""),
        ("1. Ann; 2. Bo; 2. Ann; 4. Bo; 5. Ann", ""),
        ("Ann 1; Bo 2; Ann 3; Bo 4; Ann 5", "Ann Bo Ann Bo Ann"),
        ("Ann 1; Bo 2; Ann 3; Bo 4", ""),
        ("Ann 1; Bo 2; Ann 3; Ann 4; Ann 5", ""),
        ("Ann 1; Ann 2; Ann 3; Ann 4; Ann 5", ""),
        ("Ann 1; Bo 3; Ann 2; Bo 4; Ann 5", ""),
        ("Ann 1; Ann 1; Bo 2; Ann 3; Bo 4; Ann 5", "Ann Bo Ann Bo Ann"),
        ("Ann 1; Bo 2; Ann 1; Ann 3; Bo 4; Ann 5", ""),
        ("Ann 1; Cyd; Bo 2; Cyd; Ann 3; Bo 4; Ann 5", "Ann Bo Ann Bo Ann"),
        ("Ann 1; Bo 1; Ann 2; Bo 2; Ann 3; Bo 3", "Ann Bo Ann Bo Ann Bo"),
        ("Ann 1; Bo 1; Ann 2; Bo 2; Ann 3", ""),
        ("Man 1; Woman 1; Man 2; Woman 2; Man 3; Woman 3", ""),
        ("Man 1; Woman 2; Man 3; Woman 4; Man 5", "Man Woman Man Woman Man"),
        ("Q1; A1; Q2; A2", "Q A Q A"),
        ("Q1; A1", ""),
        ("Q1; Ann; Q2; Ann", ""),
        ("Q1; Q2", "Q Q"),
        ("Question 1; Ann; Question 2; Ann", "Question Question"),
        ("Question 1; Ann", ""),
    ],
)
def test_turns_are_counted_where_numbers_go_up_and_nobody_keeps_one(labels: str, bare: str) -> None:
    """Through the document, with five labels and two of each, or by speaker, with three of each; or before all
    labels, where somebody speaks again; questions and answers are counted from two on.
    """
    assert " ".join(without_turn_numbers(labels.split("; "), gazetteer("en")).values()) == bare


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ("Lee, Ann; Ek, Bo", "Ann Lee; Bo Ek"),
        ("Lee, Ann; Ek, Bo; Clerk; Cyd", "Ann Lee; Bo Ek"),
        ("Lee, Ann; Ek, Bo; Clerk; Cyd; Dan", ""),
        ("Lee, Ann; Ek, Bo; Clerk; Cyd; Clerk; Cyd", "Ann Lee; Bo Ek"),
        ("Lee, Ann; Cyd", ""),
        ("Lind, Nora; Cyd; Dan", "Nora Lind"),
        ("Nora, Ann; Cyd; Dan", ""),
        ("Lee, Ann (EXT); Ek, Bo", "Ann Lee (EXT); Bo Ek"),
        ("Lee, Ann R.; Ek-Orr, Bo", "Ann R Lee; Bo Ek-Orr"),
        ("Lee, Ann; Ek, mayor", ""),
        ("Lee, Ann; ek, Bo", ""),
        ("Lee, Ann; Chair, Bo", ""),
        ("Lee, Ann; Ek, Chair", ""),
        ("Lee, Ann; Ek, Bo, MP", ""),
    ],
)
def test_last_names_are_first_where_half_of_the_labels_are_printed_so(labels: str, names: str) -> None:
    """Two of them at least, or a known given name; an office is no name, nor is what has small letters."""
    assert "; ".join(given_names_first(labels.split("; "), gazetteer("en")).values()) == names
