"""Lists and components that a file includes from its own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import define, field

from docconv.tei.names import TEI
from docconv.tei.reading.source.elements import below
from docconv.tei.reading.source.losses import Losses
from docconv.tei.xml import Element

Beside: TypeAlias = Callable[[str], bytes | None]
INCLUDE, FALLBACK = ("{http://www.w3.org/2001/XInclude}" + name for name in ("include", "fallback"))


@define
class Inclusion:
    """Gives the files that `xi:include` names, each once; a notice names those that it cannot give."""

    losses: Losses
    beside: Beside | None = None
    given: set[str] = field(factory=set)
    missed: bool = False

    def data(self, include: Element) -> tuple[str, bytes] | None:
        """The name and the bytes of an included file."""
        href = include.get("href") or ""
        if href in self.given:
            return None
        self.given.add(href)
        wanted = href and include.get("parse", "xml") == "xml" and not include.get("xpointer")
        found = self.beside(href) if self.beside is not None and wanted and is_plain(href) else None
        if found is None:
            self.missed = True
            message = f"the file {href or 'without a name'} is included, but was not read"
            self.losses.note(message, include, "warning")
            return None
        return href, found

    def pointed_to(self, file: str, element: Element | None) -> bytes | None:
        """The bytes of a file to which something points, from the same folder only; a notice where there are
        none.
        """
        found = self.beside(file) if self.beside is not None and is_plain(file) else None
        if found is None:
            fate = "speakers are called by their labels"
            message = f"the file {file}, to which who points, was not read: {fate}"
            self.losses.note(message, element, "info" if "://" in file else "warning")
        return found


def instead_of(include: Element) -> Iterator[Element]:
    """What stands in the place of an included file that is not there: blocks, or words alone as one."""
    for fallback in include.iterchildren(FALLBACK):
        if (fallback.text or "").strip():
            fallback.tag = f"{TEI}p"
            yield fallback
        else:
            yield from below(fallback)


def is_plain(name: str) -> bool:
    """Whether a name is that of a file in the same folder: no path, no address, no drive, nothing hidden."""
    return not (set(name) & set("/\\:?#%\0") or name.startswith(".") or not name.strip())
