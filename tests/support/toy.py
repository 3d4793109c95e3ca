"""A format for tests: it loses nothing, its notices and errors are made to order, and it comes as a plug-
in.
"""

from __future__ import annotations

import importlib.metadata
import pickle
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest
from attrs import evolve, field, frozen

import docconv.formats
from docconv.errors import BadInputError
from docconv.formats import Format, Source
from docconv.model import Resolved
from docconv.notices import Notice

DOCCONV_API = 1
SECRET = b"toy\n"
ROW = Format(
    "toy",
    "Toy",
    (".toy",),
    "application/x-toy",
    "support.toy:read",
    "support.toy:write",
    "support.toy:Options",
)
BLIND = Format(
    "blind",
    "Write-only toy",
    (".blind",),
    "text/plain",
    write="support.toy:write",
    options="support.toy:Options",
)


@frozen(kw_only=True)
class Options:
    """Options of many types. `fail` makes the writer break, `lose` makes it tell of a loss, `drop` makes it leave
    out the last block without a word.
    """

    size: int = 10
    ratio: float | None = None
    mode: Literal["plain", "fancy"] = "plain"
    lose: bool = False
    fail: bool = False
    drop: bool = False
    names: tuple[str, ...] = ()
    folder: Path | None = None
    heads: bool = field(default=True, metadata={"help": "Headings are left out."})
    created: datetime | None = field(default=None)


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """Every fact of a document, and the options behind them."""
    if options.fail:
        message = "the toy broke"
        raise RuntimeError(message)
    lost = (Notice("not-written", "toys carry no weight"),) if options.lose else ()
    if options.drop:
        document = evolve(document, body=document.body[:-1])
    return SECRET + pickle.dumps((document, options)), lost


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """What `write` wrote."""
    if not source.data.startswith(SECRET):
        message = "this is no toy"
        raise BadInputError(message, where=source.name, remedy="give a toy")
    document: Resolved = pickle.loads(source.data.removeprefix(SECRET))[0]  # noqa: S301  our own bytes
    return document, ()


def options_in(data: bytes) -> Options:
    """The options with which a toy was written."""
    options: Options = pickle.loads(data.removeprefix(SECRET))[1]  # noqa: S301
    return options


def nothing(_: Resolved) -> None:
    """No transform, as it gives no document."""


@frozen
class Package:
    """A distribution, as far as the registry needs one."""

    name: str
    version: str


PACKAGE = Package("docconv-toys", "1.2")


@frozen
class Point:
    """An entry point, as far as the registry needs one."""

    name: str
    thing: object
    dist: Package | None = None
    module: str = "support.toy"

    def load(self) -> object:
        """What it names; an exception in its place is raised."""
        if isinstance(self.thing, BaseException):
            raise self.thing
        return self.thing


def install(patch: pytest.MonkeyPatch, *points: Point) -> None:
    """Let these be the plug-ins that are installed."""
    patch.setattr(
        importlib.metadata, "entry_points", lambda group: points if group == docconv.formats.GROUP else ()
    )
    docconv.formats.formats.cache_clear()


@pytest.fixture
def toy_format(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The formats `toy` and `blind`, installed for one test."""
    install(monkeypatch, Point("toys", ROW, PACKAGE), Point("toys", BLIND, PACKAGE))
    yield
    monkeypatch.undo()
    docconv.formats.formats.cache_clear()
