"""Content models: which elements and whether text may follow each other.

A model is asked by taking it apart: `after` is what is left of it after one element (its derivative, as
Brzozowski calls it), `firsts` is what may come next. Elements are named by the keys of their declarations,
text by `TEXT`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from typing import TypeAlias, assert_never

from attrs import frozen

TEXT = "#text"


@frozen
class Nothing:
    """Fits no content at all."""


@frozen
class Empty:
    """Fits where nothing more comes."""


@frozen
class Chars:
    """Any text."""


@frozen(cache_hash=True)
class One:
    """One element."""

    key: str


@frozen(cache_hash=True)
class Sequence:
    """One model after another."""

    first: Content
    second: Content


@frozen(cache_hash=True)
class Choice:
    """Either of two models."""

    first: Content
    second: Content


@frozen(cache_hash=True)
class Many:
    """A model, any number of times."""

    inner: Content


Content: TypeAlias = Nothing | Empty | Chars | One | Sequence | Choice | Many
NOTHING: Content = Nothing()
EMPTY: Content = Empty()
CHARS: Content = Chars()


def sequence(first: Content, second: Content) -> Content:
    """The simplest model of one after another."""
    if isinstance(first, Nothing) or isinstance(second, Nothing):
        return NOTHING
    return (
        second
        if isinstance(first, Empty)
        else first
        if isinstance(second, Empty)
        else Sequence(first, second)
    )


def choice(first: Content, second: Content) -> Content:
    """The simplest model of two to choose from."""
    if isinstance(first, Nothing) or first == second:
        return second
    return first if isinstance(second, Nothing) else Choice(first, second)


def in_order(models: Iterable[Content]) -> Content:
    """Models one after another; the end for none."""
    return reduce(sequence, models, EMPTY)


def any_of(models: Iterable[Content]) -> Content:
    """Models to choose from; nothing fits where there is none."""
    return reduce(choice, models, NOTHING)


@lru_cache(maxsize=4096)
def may_end(model: Content) -> bool:
    """Whether the content may end here."""
    match model:
        case Empty() | Chars() | Many():
            return True
        case Nothing() | One():
            return False
        case Sequence(first, second):
            return may_end(first) and may_end(second)
        case Choice(first, second):
            return may_end(first) or may_end(second)
        case _:
            assert_never(model)


@lru_cache(maxsize=4096)
def firsts(model: Content) -> tuple[str, ...]:
    """What may come next, in the order of the model."""
    match model:
        case Nothing() | Empty():
            return ()
        case Chars():
            return (TEXT,)
        case One(key):
            return (key,)
        case Many(inner):
            return firsts(inner)
        case Sequence(first, second):
            more = firsts(second) if may_end(first) else ()
        case Choice(first, second):
            more = firsts(second)
        case _:
            assert_never(model)
    return tuple(dict.fromkeys((*firsts(first), *more)))


@lru_cache(maxsize=4096)
def after(model: Content, key: str) -> Content:
    """What is left of a model after an element or text; `NOTHING` where that may not come."""
    match model:
        case Nothing() | Empty():
            return NOTHING
        case Chars():
            return CHARS if key == TEXT else NOTHING
        case One(own):
            return EMPTY if key == own else NOTHING
        case Many(inner):
            return sequence(after(inner, key), model)
        case Sequence(first, second):
            left = sequence(after(first, key), second)
            return choice(left, after(second, key)) if may_end(first) else left
        case Choice(first, second):
            return choice(after(first, key), after(second, key))
        case _:
            assert_never(model)
