"""The nearest `docconv.toml`, or `pyproject.toml` with a table `[tool.docconv]`, that says more than what the
convention of a source is.

    to = ["tei", "docx"]               # as the options of the command line
    labels = "names"
    speakers = "people.toml"           # paths begin in the folder of this file
    apply = ["drop-boilerplate"]

    [writer]
    theme = "minutes"                  # for every format that has such an option

    [writer.tei]
    profile = "parliament"

What the command line says goes over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from attrs import frozen

from docconv.errors import DocconvError, UsageError
from docconv.files import PROJECT, configurations, is_url, kind_of, read_bytes, read_toml, text_of_toml
from docconv.formats import Format, formats
from docconv.formats.options import build_options, option_types
from docconv.toml.faults import parse, place_of

ABOVE = ("tool", "docconv")
WRITER, CONVENTION = "writer", "convention"
STREAM = "-"
Kind: TypeAlias = Literal["text", "texts", "truth", "path", "paths"]


@frozen
class Setting:
    """A key above all tables: its name, what its value is, what it says, and which values there are if they
    are few.
    """

    name: str
    kind: Kind
    title: str
    choices: tuple[str, ...] = ()


SETTINGS = {
    one.name: one
    for one in (
        Setting("from", "text", "format of the inputs, if no suffix tells it"),
        Setting("to", "texts", "formats to write into folders"),
        Setting("encoding", "text", "encoding of text inputs, where it is not UTF-8"),
        Setting("lang", "text", "language of the inputs, as de or pt-BR"),
        Setting("speakers", "path", "a speaker file"),
        Setting("metadata", "paths", "facts: files, or single ones as KEY=VALUE"),
        Setting("without", "texts", "label rules that are not used"),
        Setting("labels", "text", "which labels are shown", ("printed", "names", "none")),
        Setting("filter", "texts", "programs that change the document"),
        Setting("apply", "texts", "transforms by their names"),
        Setting("verify", "truth", "read back what was rendered"),
        Setting("strict", "truth", "write nothing of an input with a warning"),
        Setting("quiet", "truth", "show only errors"),
        Setting("verbose", "truth", "show what is information only, too"),
        Setting("diagnostics", "text", "how findings are shown", ("text", "json", "github", "sarif")),
    )
}
RIGHT: Mapping[Kind, str] = {
    "text": 'a text, in quotation marks: "..."',
    "path": 'a path, in quotation marks: "..."',
    "texts": 'a list of texts: ["...", "..."]',
    "paths": 'a list of texts: ["...", "..."]',
    "truth": "true or false",
}


@frozen
class ConfiguredValue:
    """One key with all tables above it, its value, and `file:line:column`."""

    path: tuple[str, ...]
    value: Any
    where: str


@frozen
class Configuration:
    """What a file says, key by key."""

    where: str = ""
    values: tuple[ConfiguredValue, ...] = ()

    def settings(self) -> dict[str, Any]:
        """The keys above all tables."""
        return {one.path[0]: one.value for one in self.values if one.path[0] != WRITER}

    def of_writer(self, row: Format) -> dict[str, str]:
        """The options of a format, as `-O` takes them: those of all formats that it has, then its own."""
        types = option_types(row)
        given = [one for one in self.values if one.path[0] == WRITER]
        common = {one.path[1]: one.value for one in given if len(one.path) == 2}
        own = {one.path[2]: one.value for one in given if one.path[1] == row.name and len(one.path) > 2}
        return {name: value for name, value in common.items() if name in types} | own


NOTHING_CONFIGURED = Configuration()


def find_configuration(sources: Iterable[str]) -> Configuration:
    """What holds for some inputs: paths, `-` for what holds in the working folder; for URLs nothing does.

    Raises `UsageError` where a file is wrong, and where different files hold for the inputs.
    """
    found = {_nearest(source): source for source in sources if not is_url(source)}
    if len(found) > 1:
        (one, first), (other, second), *_ = found.items()
        message = f"{one or 'nothing'} holds for {first}, {other or 'nothing'} for {second}"
        raise UsageError(message, remedy="convert them in runs of their own")
    path = next(iter(found), None)
    return NOTHING_CONFIGURED if path is None else read_configuration(read_toml(path), path)


def _nearest(source: str) -> Path | None:
    path = Path("x" if source == STREAM else source)
    inside = path / "x" if kind_of(path) == "folder" else path
    return next(filter(_says_something, configurations(inside, PROJECT)), None)


def _says_something(path: Path) -> bool:
    given = read_bytes(path)
    is_ours = path.name != PROJECT or f"[{'.'.join(ABOVE)}".encode() in given
    text = text_of_toml(given, path) if is_ours else given.decode("utf-8-sig", "replace")
    if not is_ours and not _may_say_something(text):
        return False
    try:
        data = parse(text, str(path))
    except UsageError:
        if is_ours:
            raise
        return False  # whatever is wrong in it, it may say nothing to us
    return any(name != CONVENTION for name in _table(data, path))


def _may_say_something(text: str) -> bool:
    """Whether a project has our table in another form: below `[tool]`, or on a line that begins with it,
    `tool.docconv.lang = "en"`. Most have none, and are not read for it.
    """
    above, name = ABOVE
    lines = [line.strip(" \t\r[]\"'") for line in text.split("\n") if above in line] if name in text else []
    return any(line == above or (line.startswith(above) and name in line) for line in lines)


def _table(data: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    if path.name != PROJECT:
        return data
    tools = data.get(ABOVE[0])
    found = tools.get(ABOVE[1], {}) if isinstance(tools, dict) else {}
    if not isinstance(found, dict):
        message = f"[{'.'.join(ABOVE)}] is {found!r}"
        raise UsageError(message, where=str(path), remedy="write it as a table")
    return found


def read_configuration(text: str, path: Path) -> Configuration:
    """What is in the text of a file. Raises `UsageError`, with line and column, for what is wrong."""
    reading = _Reading(text, path, ABOVE if path.name == PROJECT else ())
    table = _table(parse(text, str(path)), path)
    return Configuration(str(path), tuple(reading.values(table)))


@frozen
class _Reading:
    text: str
    path: Path
    above: tuple[str, ...]

    def values(self, table: Mapping[str, Any]) -> Iterator[ConfiguredValue]:
        """All keys of the file but those of the convention, which has a reader of its own."""
        for name, value in table.items():
            if name == WRITER:
                yield from self._writers(value)
            elif name != CONVENTION or self.above:
                yield self._setting(name, value)

    def _setting(self, name: str, value: object) -> ConfiguredValue:
        setting = SETTINGS.get(name)
        if setting is None:
            raise self._wrong(
                (name,), f"unknown key {name!r}", f"known: {', '.join((*SETTINGS, WRITER, CONVENTION))}"
            )
        if not _is_of(setting.kind, value) or (setting.choices and value not in setting.choices):
            right = f"one of {', '.join(setting.choices)}" if setting.choices else RIGHT[setting.kind]
            raise self._wrong((name,), f"{name} is {value!r}", f"write {right}")
        if setting.kind in {"path", "paths"}:
            value = self._whole(value) if isinstance(value, str) else list(map(self._whole, value))  # type: ignore[call-overload]
        self._check(name, value)
        return self._value((name,), value)

    def _check(self, name: str, value: object) -> None:
        from docconv.configuration.values import check_value  # noqa: PLC0415  only what a file says needs it

        try:
            check_value(name, value)
        except DocconvError as error:
            raise self._wrong((name,), error.message, error.remedy) from None

    def _writers(self, table: object) -> Iterator[ConfiguredValue]:
        if not isinstance(table, dict):
            raise self._wrong((WRITER,), f"{WRITER} is no table", f"write [{WRITER}]")
        rows = {name: row for name, row in formats()[0].items() if row.write}
        for name, value in table.items():
            if not isinstance(value, dict):
                yield self._option((WRITER, name), value, rows.values())
            elif name not in rows:
                raise self._wrong((WRITER, name), f"unknown format {name!r}", f"known: {', '.join(rows)}")
            else:
                for key, given in value.items():
                    yield self._option((WRITER, name, key), given, [rows[name]])

    def _option(self, path: tuple[str, ...], value: object, rows: Iterable[Format]) -> ConfiguredValue:
        """An option of a format, or of all that have it, as a text."""
        key, text = path[-1], self._whole(_text(value))
        several = len(path) == 2
        users = [row for row in rows if key in option_types(row)] if several else list(rows)
        if not users:
            raise self._wrong(path, f"no format has the option {key!r}", "see docconv convert --help")
        for row in users:
            try:
                _check_look(key, text, build_options(row, {key: text}))
            except UsageError as error:
                raise self._wrong(path, error.message, error.remedy) from None
        return self._value(path, text)

    def _whole(self, text: str) -> str:
        """A path from the folder of the file, where that is there; else the text as it is."""
        near = self.path.parent / text
        return str(near.absolute()) if near.suffix and "=" not in text and kind_of(near) == "file" else text

    def _value(self, path: tuple[str, ...], value: object) -> ConfiguredValue:
        return ConfiguredValue(path, value, place_of(self.text, str(self.path), (*self.above, *path)))

    def _wrong(self, path: tuple[str, ...], message: str, remedy: str) -> UsageError:
        return UsageError(
            message, where=place_of(self.text, str(self.path), (*self.above, *path)), remedy=remedy
        )


def _is_of(kind: Kind, value: object) -> bool:
    if kind == "truth":
        return isinstance(value, bool)
    if kind in {"texts", "paths"}:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _text(value: object) -> str:
    """A value of TOML as `-O` takes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ",".join(map(_text, value))
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _check_look(key: str, text: str, options: object) -> None:
    """Raises `UsageError` for the name of no theme, and for what no page can have. What is wrong in a file is
    told with its place once it is used.
    """
    from docconv.themes import theme, theme_and_page  # noqa: PLC0415  few folders say how pages look
    from docconv.themes.model import StyleOptions  # noqa: PLC0415

    if key == "theme" and not text.endswith(".toml"):
        theme(text)
    elif key != "theme" and isinstance(options, StyleOptions):
        theme_and_page(options, "und")
