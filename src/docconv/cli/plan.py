"""What `convert` is to do: which input goes to which files. Decided before anything is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from docconv.errors import UsageError
from docconv.files import kind_of
from docconv.formats import Format, each_built_in
from docconv.formats.lookup import writer
from docconv.formats.options import build_options, option_flags, option_names

STREAM = "-"
PACKED = ("application/pdf", "application/vnd.")
"""How the media types begin of what no editor of text opens."""


@frozen(eq=False, repr=False)
class Target:
    """One file to write; standard output where `path` is None."""

    format: Format
    path: Path | None


@frozen(eq=False, repr=False)
class Job:
    """One input, `-` for standard input, and what is made of it."""

    source: str
    targets: tuple[Target, ...]


def plan(sources: Sequence[str], output: str, names: Sequence[str]) -> tuple[Job, ...]:
    """The jobs for some inputs, an output (a file, a folder or `-`) and the names of formats.

    Raises `UsageError`.
    """
    rows = [writer(name) for name in names]
    if sources.count(STREAM) > 1:
        message = "standard input can be read once only"
        raise UsageError(message, remedy="give - once")
    if output == STREAM:
        return (Job(sources[0], (Target(_only(sources, rows), None),)),)
    if _is_folder(output, len(sources) * max(1, len(rows))):
        return tuple(
            Job(source, tuple(_in_folder(source, output, row) for row in _needed(rows))) for source in sources
        )
    path = Path(output)
    return (Job(sources[0], (Target(_fitting(rows[0], path) if rows else writer(path), path),)),)


def _fitting(row: Format, path: Path) -> Format:
    """The format that is asked for, if nobody takes its file for something else: texts and XML may have the
    suffix of another one, but what no editor of text opens, as DOCX and PDF, has its own. Raises
    `UsageError`.
    """
    suffix = path.suffix.lower()
    other = next((one for one in each_built_in() if suffix in one.suffixes), row)
    is_packed = row.media_type.startswith(PACKED) or other.media_type.startswith(PACKED)
    if suffix in row.suffixes or other is row or not is_packed:
        return row
    message = f"{suffix} is the suffix of {other.name}, and {row.name} is asked for with -t"
    remedy = f"name it {path.stem}{row.suffixes[0]}, or leave -t out"
    raise UsageError(message, where=str(path), remedy=remedy)


def _only(sources: Sequence[str], rows: Sequence[Format]) -> Format:
    if len(sources) != 1 or len(rows) > 1:
        message = "standard output takes one document"
        raise UsageError(message, remedy="give a folder with -o FOLDER/")
    return _needed(rows)[0]


def _needed(rows: Sequence[Format]) -> Sequence[Format]:
    if not rows:
        message = "nothing tells the format of the output"
        raise UsageError(message, remedy="name it with -t, for instance -t tei,docx,pdf")
    return rows


def _is_folder(output: str, count: int) -> bool:
    path = Path(output)
    if output.endswith((os.sep, "/")) or kind_of(path) == "folder":
        return True
    if count > 1 and (path.suffix or kind_of(path) != "nothing"):
        message = f"{count} outputs do not fit into the one file {output}"
        raise UsageError(message, remedy="name a folder, with a slash at its end")
    return count > 1


def _in_folder(source: str, folder: str, row: Format) -> Target:
    if source == STREAM:
        message = "standard input has no name to give to a file in a folder"
        raise UsageError(message, remedy="name the file with -o FILE")
    return Target(row, Path(folder, Path(source).name).with_suffix(row.suffixes[0]))


def writer_values(
    assignments: Iterable[str],
    flags: Mapping[str, str],
    rows: Iterable[Format],
    known: Mapping[str, Mapping[str, str]] | None = None,
) -> Mapping[str, dict[str, str]]:
    """`-O format.key=value` by format, over flags, which are for every format that has such an option, over
    what is known by format.

    Raises `UsageError` for an option that no written format has.
    """
    written = {row.name: row for row in rows}
    values = {name: dict((known or {}).get(name, {})) for name in written}
    for flag, value in flags.items():
        users = [(name, option_flags(row)) for name, row in written.items()]
        if not any(flag in options for _, options in users):
            message = f"none of {', '.join(written)} has the option {flag}"
            raise UsageError(message, remedy="leave it out, or write another format, too")
        for name, options in users:
            values[name] |= {options[flag].name: value} if flag in options else {}
    for assignment in assignments:
        name, key, value = _assigned(assignment, written)
        values[name][key] = value
    for name, given in values.items():
        build_options(written[name], given)
    return values


def playing(media: str, rows: Iterable[Format]) -> Sequence[str]:
    """What `-O` says so that files in any folder play a recording.

    Raises `FileError` where there is none, `UsageError` for what is none, and where no format plays it.
    """
    from docconv.review import check_media  # noqa: PLC0415  only where there is one

    check_media(media)
    players = [row.name for row in rows if "media" in option_names(row)]
    if not players:
        message = "none of the formats plays a recording"
        raise UsageError(message, remedy="leave --media out, or make a page: -t html")
    place = Path(media).resolve().as_posix().lstrip("/")
    return [f"{name}.media=/{place}" for name in players]


def check_verifiable(rows: Iterable[Format]) -> None:
    """Raises `UsageError` for a format that nothing reads and that does not say what its files lose."""
    names = sorted({row.name for row in rows if not row.read and not row.losses})
    if names:
        message = f"nothing reads {', '.join(names)}, so such files cannot be verified"
        raise UsageError(message, remedy="write them in a run without --verify")


def _assigned(assignment: str, written: Mapping[str, Format]) -> tuple[str, str, str]:
    """Format, key and value of one `-O`."""
    path, equals, value = assignment.partition("=")
    name, dot, key = path.partition(".")
    if not (equals and dot and key):
        message = f"option {assignment!r} is not understood"
        raise UsageError(message, remedy="write -O format.key=value")
    if name not in written:
        message = f"option {path}: this run writes no {name}"
        raise UsageError(message, remedy=f"it writes {', '.join(written)}")
    return name, key, value
