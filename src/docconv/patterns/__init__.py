"""Regular expressions that are compiled when they are first needed: a small run needs half of all."""

from __future__ import annotations

import re
from typing import Any, cast, overload

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
FACTS = ("flags", "groups", "groupindex")


class Pattern:
    """As a `re.Pattern` that was compiled."""

    __slots__ = ("_flags", "pattern", *METHODS, *FACTS)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def compiled(self) -> re.Pattern[Any]:
        """The pattern as Python has it."""
        return re.compile(self.pattern, self._flags)


class DeferredPattern(Pattern):
    """As a `re.Pattern`, which it becomes when anything but its text is asked of it. From then on it is of
    the class above: where there is a `__getattr__`, Python takes longer for all that is asked.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        """What has not been asked for yet; all of it is there from now on."""
        compiled = self.compiled()
        for known in (*METHODS, *FACTS):
            setattr(self, known, getattr(compiled, known))
        self.__class__ = Pattern  # type: ignore[assignment]  # it has the same slots
        return getattr(compiled, name)


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """As `re.compile`; a mistake in the pattern is found when it is first used."""
    return cast("re.Pattern[Any]", DeferredPattern(pattern, flags))
