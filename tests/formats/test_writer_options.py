"""Options from texts: the types that writers ask for, and errors that name the option."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from docconv.errors import UsageError
from docconv.formats import Format
from docconv.formats.lookup import writer
from docconv.formats.options import _from_text, build_options, option_types
from support.toy import ROW, Options


class Colour(Enum):
    """Two colours."""

    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize(
    ("wanted", "text", "value"),
    [
        (str, "a=b", "a=b"),
        (int, "12", 12),
        (float, "1.5", 1.5),
        (bool, "no", False),
        (bool, "True", True),
        (Path, "a/b", Path("a/b")),
        (Colour, "blue", Colour.BLUE),
        (date, "2024-02-26", date(2024, 2, 26)),
        (datetime, "2024-02-26T10:00:00+00:00", datetime(2024, 2, 26, 10, tzinfo=UTC)),
        (datetime, "2024-02-26", datetime(2024, 2, 26, tzinfo=UTC)),
        (int | None, "none", None),
        (int | None, "3", 3),
        (float | str, "wide", "wide"),
        (tuple[str, ...], "a, b,", ("a", "b")),
        (tuple[Path, ...], "x", (Path("x"),)),
        (frozenset[int], "1,2", frozenset({1, 2})),
    ],
)
def test_texts_become_what_is_wanted(wanted: Any, text: str, value: object) -> None:  # noqa: ANN401
    """One way for each type."""
    found = _from_text(wanted, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("wanted", "text", "allowed"),
    [
        (int, "1.5", "a whole number"),
        (float, "much", "a number"),
        (bool, "2", "one of: true, yes"),
        (Colour, "green", "one of: red, blue"),
        (datetime, "noon", "a date and time such as"),
        (int | None, "x", "a whole number"),
        (tuple[int, ...], "1,x", "a whole number"),
    ],
)
def test_texts_that_do_not_fit_tell_what_would(wanted: Any, text: str, allowed: str) -> None:  # noqa: ANN401
    """The message is made for a remedy."""
    with pytest.raises(ValueError, match=allowed):
        _from_text(wanted, text)


def test_an_unknown_option_is_named_with_its_path() -> None:
    """And the known ones are listed."""
    with pytest.raises(UsageError, match=r"unknown option toy\.profil; known: size, ratio, mode"):
        build_options(ROW, {"profil": "x"})


def test_values_of_the_right_type_pass() -> None:
    """Python callers need no texts."""
    assert build_options(ROW, {"names": ("a",), "lose": True}) == Options(names=("a",), lose=True)


def test_the_time_of_creation_gives_way_to_the_user() -> None:
    """It is put where the class has a place for it and nobody set it."""
    moment = datetime(2024, 2, 26, tzinfo=UTC)
    assert build_options(ROW, {}, created=moment) == Options(created=moment)
    assert build_options(ROW, {"created": "none"}, created=moment) == Options(created=None)


def test_a_format_without_options_takes_none() -> None:
    """Any option is then unknown."""
    bare: Format = evolve(ROW, options=None)
    assert build_options(bare, {}) is None
    assert option_types(bare) == {}
    with pytest.raises(UsageError, match=r"unknown option toy\.size; this format has no options"):
        build_options(bare, {"size": "1"})


@pytest.mark.parametrize(
    "option", ["vtt.length=0", "vtt.lines=-1", "srt.speed=0", "pandoc.api=new", "pandoc.api=1..2"]
)
def test_numbers_that_no_file_can_have_are_refused(option: str) -> None:
    """Before anything is written."""
    path, _, value = option.partition("=")
    name, _, key = path.partition(".")
    with pytest.raises(UsageError, match=f"options of {name} do not go together"):
        build_options(writer(name), {key: value})
