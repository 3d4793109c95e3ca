"""What a change of a document changes in the TEI file that it was read from."""

from __future__ import annotations

from collections.abc import Callable
from difflib import ndiff
from typing import TypeAlias

from lxml import etree

from docconv.model import Resolved
from docconv.pipeline import read, write_with_notices

Change: TypeAlias = Callable[[Resolved], Resolved]


def differences_in(data: bytes, change: Change) -> tuple[list[str], list[str]]:
    """The lines that are other ones, and what is said to be lost."""
    written, notices = write_with_notices(change(read(data, format="tei")), "tei")
    before, after = (
        etree.tostring(etree.fromstring(one), method="c14n2").decode() for one in (data, written)
    )
    lines = ndiff(before.split("\n"), after.split("\n"))
    changed = [f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "+-" and line[2:].strip()]
    return changed, [one.message for one in notices]
