"""Regular expressions are what Python makes of them, and made when they are first needed."""

from __future__ import annotations

import re

import pytest

from docconv.patterns import FACTS, METHODS, DeferredPattern, Pattern, regex


def test_whatever_is_asked_first_compiles_the_pattern() -> None:
    """Methods give what those of a compiled one give, facts are the same."""
    compiled = re.compile(r"(?P<one>a)|b", re.IGNORECASE)
    for name in METHODS:
        arguments = ("-", "xAyb") if name.startswith("sub") else ("Ab",)
        told, known = (repr(getattr(one, name)(*arguments)) for one in (deferred(), compiled))
        assert re.sub("0x[0-9a-f]+", "", told) == re.sub("0x[0-9a-f]+", "", known)
    assert [getattr(deferred(), name) for name in FACTS] == [getattr(compiled, name) for name in FACTS]


def test_the_text_of_a_pattern_needs_no_compiling() -> None:
    """A pattern that cannot be compiled has its text all the same, and says so when it is used."""
    assert regex("(").pattern == "("
    with pytest.raises(re.error, match="missing"):
        regex("(").match("x")


def test_what_was_asked_once_is_asked_directly() -> None:
    """No `__getattr__` is in between any longer, which would be asked first for whatever is there."""
    pattern = deferred()
    assert pattern.compiled().match("A")
    assert type(pattern) is DeferredPattern
    assert pattern.groups == 1
    assert type(pattern) is Pattern
    assert not hasattr(pattern, "__getattr__")
    assert (pattern.pattern, pattern.compiled()) == (deferred().pattern, deferred().compiled())


def test_what_no_pattern_has_is_no_attribute() -> None:
    """As for any object."""
    with pytest.raises(AttributeError, match="colour"):
        deferred().colour  # noqa: B018


def deferred() -> DeferredPattern:
    """One that nobody has asked yet."""
    return DeferredPattern(r"(?P<one>a)|b", re.IGNORECASE)
