"""How much a call may read and how long it may take, and how far it is: for programs that convert what
others give them, and those with a bar that shows progress.

    with limited(size=20_000_000, seconds=30, progress=show):
        docconv.convert(upload, "talk.docx", format="pdf")

Nothing is interrupted: what takes long looks at the limits between its steps, the passes over a text and the
pages of a PDF. Where a call must end at all events, and for memory, `docconv.corpus` has processes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TypeAlias, TypeVar

from attrs import frozen

from docconv.errors import LimitError, UsageError

T = TypeVar("T")
Progress: TypeAlias = Callable[[str, float], object]
"""What hears of each step: its name, such as `read: convention` or `write: pdf`, and the part that is done
of the pages, of the passes or of the writing, from 0 to 1.
"""


@frozen(eq=False, repr=False)
class _Limits:
    size: int | None
    seconds: float | None
    progress: Progress | None
    outer: _Limits | None
    began: float

    def step(self, name: str, part: float) -> None:
        if self.outer is not None:
            self.outer.step(name, part)
        if self.seconds is not None and (taken := monotonic() - self.began) > self.seconds:
            message = f"it has taken {taken:.1f} seconds, and {self.seconds:g} are allowed"
            raise LimitError(message, remedy="allow more seconds, or give less at a time")
        if self.progress is not None:
            self.progress(name, part)


_CURRENT: ContextVar[_Limits | None] = ContextVar("limits", default=None)


@contextmanager
def limited(
    *, size: int | None = None, seconds: float | None = None, progress: Progress | None = None
) -> Iterator[None]:
    """What is called inside may read no input above `size` bytes, and take no longer than `seconds` in all,
    else it ends with a `LimitError`; `progress` hears of each step, and what it raises ends the call. Nothing
    is written then. Holds for this thread, or task of asyncio; inside of another one both hold. Raises
    `UsageError` for what is no limit.
    """
    _check_limits({"size": size, "seconds": seconds}, progress)
    token = _CURRENT.set(_Limits(size, seconds, progress, _CURRENT.get(), monotonic()))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def _check_limits(numbers: Mapping[str, object], progress: object) -> None:
    for name, value in numbers.items():
        if value is not None and not (isinstance(value, int | float) and value >= 0):
            right = "bytes" if name == "size" else name
            message = f"{name} is {value!r:.40}"
            raise UsageError(message, remedy=f"give a number of {right}, or None")
    if progress is not None and not callable(progress):
        message = f"progress cannot be of the type {type(progress).__name__}"
        raise UsageError(message, remedy="give a function of the name of a step and the part that is done")


def step(name: str, part: float) -> None:
    """Say how far a call is. Raises `LimitError`, and what the caller's `progress` raises."""
    limits = _CURRENT.get()
    if limits is not None:
        limits.step(name, part)


def log(message: str, *values: object) -> None:
    """Tell the logger `docconv` at the level INFO, where a program uses logging at all."""
    if logging := sys.modules.get("logging"):
        logging.getLogger("docconv").info(message, *values)


def counted(name: str, items: Sequence[T]) -> Iterator[T]:
    """Items one by one, and a step before each."""
    for number, item in enumerate(items):
        step(name, number / len(items))
        yield item


def check_size(size: int, where: str) -> None:
    """Raises `LimitError` for an input with more bytes than are allowed."""
    most = largest()
    if most is not None and size > most:
        message = f"it has {size} bytes or more, and {most} are allowed"
        raise LimitError(message, where=where, remedy="allow a larger size, or give less at a time")


def largest() -> int | None:
    """How many bytes an input may have."""
    limits, sizes = _CURRENT.get(), []
    while limits is not None:
        sizes += [] if limits.size is None else [limits.size]
        limits = limits.outer
    return min(sizes, default=None)
