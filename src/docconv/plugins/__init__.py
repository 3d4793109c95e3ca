"""What other packages add to docconv: found by entry points, checked, and blamed for what they do wrong.

    [project.entry-points."docconv.themes"]
    house = "docconv_house:THEME"

The module that an entry point names says for which interface it was written, `DOCCONV_API = 1`. What was
written for another one, cannot be loaded or is no such thing is left out, and a notice names it with its
package.
`DOCCONV_PLUGINS=no` in the environment leaves out all of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from opcode import opmap
from typing import TYPE_CHECKING, Any

from attrs import frozen

from docconv.errors import DocconvError, MissingError, PluginError
from docconv.notices import Notice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

API_VERSION = 1
"""Of what a plug-in meets: rows, rules, the model, files of languages and themes."""
OLDEST_API = 1
"""Plug-ins that were written for this version still work."""
MARK = "DOCCONV_API"
KINDS = {
    "docconv.formats": "format",
    "docconv.label_rules": "label rule",
    "docconv.languages": "language",
    "docconv.themes": "theme",
    "docconv.transforms": "transform",
}
"""The groups of entry points, and what each names."""
SWITCH = "DOCCONV_PLUGINS"
SECTION = b"[docconv."


@frozen
class Plugin:
    """One thing that another package adds.

    name: by which it is asked for.
    origin: that name with the package and its version, for people.
    thing: what the entry point names.
    """

    name: str
    origin: str
    thing: Any


def plugins(group: str) -> tuple[list[Plugin], list[Notice]]:
    """What a group of entry points has that can be loaded, and a notice for each that cannot."""
    if os.environ.get(SWITCH) == "no":
        return [], []
    found: list[Plugin] = []
    points, notices = _points(group)
    for point in points:
        origin = f"{point.name} ({point.dist.name} {point.dist.version})" if point.dist else point.name
        try:
            with _streams_kept():
                plugin = Plugin(point.name, origin, point.load())
        except BaseException as error:
            if _is_interrupt(error):
                raise
            notices.append(failed(group, origin, _said(error)))
            continue
        if reason := _other_api(getattr(sys.modules.get(point.module), MARK, None)):
            notices.append(failed(group, origin, reason))
        else:
            found.append(plugin)
    return found, notices


@contextmanager
def _streams_kept() -> Iterator[None]:
    """Standard output is for documents and findings alone; streams that a module takes away or closes are
    there again.
    """
    streams, copies = (sys.stdin, sys.stdout, sys.stderr), []
    for number in range(3):
        with suppress(OSError):
            copies.append((number, os.dup(number)))
    sys.stdout = sys.stderr
    try:
        yield
    finally:
        for number, copy in copies:
            os.dup2(copy, number)
            os.close(copy)
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, name in ((1, "stdout"), (2, "stderr")):
            if getattr(getattr(sys, name), "closed", False):
                setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115


def _is_interrupt(error: BaseException) -> bool:
    """Whether a signal made an error, and no `raise` of a module: signals come between other instructions."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not isinstance(error, KeyboardInterrupt):
        return False
    return trace.tb_frame.f_code.co_code[trace.tb_lasti] != opmap["RAISE_VARARGS"]


def _said(error: BaseException) -> str:
    """The kind of an error and what it says of itself, if it can say that."""
    kind = type(error).__name__
    try:
        return f"{kind}: {error}"
    except BaseException:  # noqa: BLE001  as above
        return kind


def _points(group: str) -> tuple[Iterable[EntryPoint], list[Notice]]:
    """The entry points of a group, and a notice for each package whose list is damaged, whatever is in it:
    Python then gives those of none.
    """
    from importlib.metadata import distributions, entry_points  # noqa: PLC0415  they take longer to load than a small run

    with suppress(Exception):
        return entry_points(group=group), []
    found: dict[str, Iterable[EntryPoint]] = {}
    notices: list[Notice] = []
    for package in distributions():
        name = "?"
        try:
            name = package.name
            found.setdefault(name, package.entry_points.select(group=group))
        except Exception as error:  # noqa: BLE001  there is no list of what a damaged file makes Python raise
            message = f"the entry points of the package {name} cannot be read: {_said(error)}"
            notices.append(Notice("plugin-failed", message, remedy="reinstall or remove it"))
    return chain.from_iterable(found.values()), notices


def failed(group: str, origin: str, reason: str) -> Notice:
    """The notice that a plug-in is left out."""
    message = f"the {KINDS[group]} plug-in {origin} could not be loaded: {reason}"
    return Notice("plugin-failed", message, remedy="reinstall or remove it")


def _other_api(version: object) -> str:
    """Why a plug-in that says this version is left out; empty where it is not."""
    if version is None:
        return f"its module does not say {MARK} = {API_VERSION}, the interface it was written for"
    if type(version) is not int or not OLDEST_API <= version <= API_VERSION:
        return f"it was written for interface {version!r} of docconv, and this one has {API_VERSION}"
    return ""


@cache
def are_declared() -> bool:
    """Whether any package on the path has a plug-in, told by a look at the files of entry points: what Python
    has for it takes longer to load than the rest of a small run. In doubt, as for packages in archives, yes.
    """
    return os.environ.get(SWITCH) != "no" and any(map(_declares, sys.path))


def _declares(folder: str) -> bool:
    try:
        entries = os.listdir(folder or ".")  # noqa: PTH208  pathlib takes longer
    except NotADirectoryError:
        return True
    except OSError:
        return False
    inner = (name for name in entries if name.endswith((".dist-info", ".egg-info", "EGG-INFO")))
    return any(_names_us(os.path.join(folder, name, "entry_points.txt")) for name in inner)  # noqa: PTH118


def _names_us(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return SECTION in file.read()
    except OSError:
        return False


@contextmanager
def blame(origin: str, doing: str) -> Iterator[None]:
    """Turns whatever goes wrong inside, if it is of a plug-in, into a `PluginError` that names it; what is
    not installed stays a `MissingError` and names it, too. `origin` is empty for what comes with docconv.
    """
    try:
        yield
    except MissingError as error:
        if not origin:
            raise
        message = f"the plug-in {origin} cannot be used: {error.message}"
        raise MissingError(message, remedy="reinstall it, or ask its authors") from error
    except DocconvError:
        raise
    except GeneratorExit:  # of what is left before its end
        raise
    except BaseException as error:
        if not origin or _is_interrupt(error):
            raise
        message = f"the plug-in {origin} failed at {doing}: {_said(error)}"
        raise PluginError(message, remedy="tell its authors; DOCCONV_TRACEBACK=1 shows where") from error
