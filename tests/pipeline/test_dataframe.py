"""Turns as a table."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

import docconv
from docconv.dataframe import COLUMNS, turn_rows

TALK = """WEBVTT

00:00.500 --> 00:04.000
<v Ann Lee>When did you come?

00:04.200 --> 00:09.900
<v Bo Ek>In the spring, with the boat.
"""


def test_a_row_has_who_says_what_and_when() -> None:
    """Times in milliseconds; the label as printed."""
    rows = turn_rows(docconv.read(TALK.encode(), format="text"))
    assert rows[1] == {
        "turn": "t2",
        "speaker": "bo-ek",
        "name": "Bo Ek",
        "label": "Bo Ek",
        "certainty": "high",
        "begin": 4200,
        "end": 9900,
        "words": "In the spring, with the boat.",
    }
    assert [list(row) for row in rows] == [COLUMNS, COLUMNS]


def test_what_nobody_knows_is_missing() -> None:
    """Times are whole numbers all the same, and a document without turns is a table with its columns."""
    plain = docconv.to_dataframe(docconv.read(b"ANN: Yes.\n\nBEN: No.\n\nANN: Why?\n", format="text"))
    assert plain["begin"].isna().all()
    assert plain["begin"].dtype == "Int64"
    assert plain["words"].tolist() == ["Yes.", "No.", "Why?"]
    assert list(docconv.to_dataframe(docconv.read(b"Nobody speaks.\n", format="text")).columns) == COLUMNS


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else goes on."""
    assert pd.__version__
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(docconv.MissingError, match="pandas is not installed; pip install"):
        docconv.to_dataframe(docconv.read(TALK.encode(), format="text"))
