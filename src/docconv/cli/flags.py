"""Options that several commands share: how inputs are read, what is done to a document before it is written,
and those of writers, of built-in formats and plug-ins alike, as flags.

What is after the formats is loaded only where an argument asks for one of these flags, or for help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from docconv.errors import DocconvError

if TYPE_CHECKING:
    from attrs import Attribute

    from docconv.configuration.file import Configuration
    from docconv.formats import Format
    from docconv.transforms import Transform

F = TypeVar("F", bound=Callable[..., object])
PARAMETERS, VALUES = "docconv.writer-parameters", "docconv.writer-values"
HELP = {"-h", "--help"}
CHANGES, CONFIGURED, READING = "docconv.changes", "docconv.configured", "docconv.reading"
READING_OPTIONS = {
    "speakers": (["--speakers"], "FILE", "Speaker file (TOML), as `docconv speakers` prints it."),
    "convention": (["--convention"], "FILE", "What holds for the source, as `docconv learn` prints it."),
    "without": (["--without"], "RULES", "Label rules not to use, as dash,tab; may be repeated."),
    "encoding": (["--encoding"], "NAME", "Encoding of text inputs, where it is not UTF-8."),
    "metadata": (
        ["--metadata"],
        "FILE|KEY=VALUE",
        "Facts of the document: a file (TOML), or one fact; may be repeated.",
    ),
    "lang": (["--lang"], "TAG", "Language of the inputs, as de or pt-BR; else it is told by their words."),
    "from": (["-f", "--from"], "FORMAT", "Format of the inputs, if no suffix tells it."),
}


COMPLETED = {"from": "formats read", "without": "label rules", "--apply": "transforms"}
"""What completes the values of options, by the words of `docconv.cli.listing.values`."""


def completed(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What gives a shell the values of an option that begin as what is typed; of a list, the last one."""

    def complete(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
        from docconv.cli.listing import values  # noqa: PLC0415  only shells ask

        before, comma, begun = typed.rpartition(",")
        return [f"{before}{comma}{value}" for value in values(kind) if value.startswith(begun)]

    return complete


def _keep_reading(context: click.Context, parameter: click.Parameter, value: object) -> None:
    context.meta.setdefault(READING, {})[parameter.name] = value


def reading_options(*wanted: str) -> Callable[[F], F]:
    """Options of a command that reads transcripts, all or some; `given_reading` has what was given."""

    def with_options(command: F) -> F:
        for name in wanted or READING_OPTIONS:
            names, metavar, text = READING_OPTIONS[name]
            several = name in ("without", "metadata")
            command = click.option(
                *names,
                metavar=metavar,
                multiple=several,
                help=text,
                expose_value=False,
                callback=_keep_reading,
                shell_complete=completed(COMPLETED[name]) if name in COMPLETED else None,
            )(command)
        return command

    return with_options


def given_reading() -> Mapping[str, Any]:
    """What this call says of how inputs are read, by the names in `READING_OPTIONS`."""
    found: Mapping[str, Any] = click.get_current_context().meta[READING]
    return found


INPUTS = ("inputs", "source", "given", "place")
"""What commands call what they read. Of a place, the folder is that of its file."""


class ConfiguredCommand(click.Command):
    """A command whose options a `docconv.toml` may give, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments that are left; the file that holds for the inputs is found before values are."""
        if not ctx.resilient_parsing and HELP.isdisjoint(args):
            self._configure(ctx, args)
        return super().parse_args(ctx, args)

    def _configure(self, ctx: click.Context, args: list[str]) -> None:
        from docconv.files import PROJECT, configurations  # noqa: PLC0415  `--version` needs none

        given = self.make_parser(ctx).parse_args(list(args))[0]
        inputs = next((given[name] for name in INPUTS if given.get(name)), None)
        several = inputs if isinstance(inputs, tuple | list) else (inputs,)
        inputs = [one for one in several if isinstance(one, str)]  # click has a sign for what is missing
        if not any(next(configurations(Path(one, "x"), PROJECT), None) for one in inputs):
            return
        from docconv.configuration.file import find_configuration  # noqa: PLC0415  few have such a file

        found = find_configuration(inputs)
        settings = found.settings()
        if not _is_folder(given.get("output", "")):
            settings.pop("to", None)
        lists = {one.name for one in self.get_params(ctx) if isinstance(one, click.Option) and one.multiple}
        single = {name for name, value in settings.items() if not isinstance(value, list)}
        ctx.default_map = {name: settings[name] for name in settings if name in lists or name in single}
        ctx.meta[CONFIGURED] = found


def _is_folder(output: object) -> bool:
    """Whether formats are not told by the suffix of an output."""
    from docconv.files import is_url, kind_of  # noqa: PLC0415

    text = str(output)
    return text.endswith("/") or is_url(text) or kind_of(Path(text)) == "folder" or not PurePath(text).suffix


def configured(rows: Iterable[Format]) -> Mapping[str, Mapping[str, str]]:
    """The options of some formats that a `docconv.toml` gives, by format."""
    found: Configuration | None = click.get_current_context().meta.get(CONFIGURED)
    return {row.name: found.of_writer(row) for row in rows} if found else {}


class WriterCommand(ConfiguredCommand):
    """A command with the flags of writers; `given_flags` has what was given for them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments that are left; flags of writers are known before the others are looked at."""
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        asked = {argument.partition("=")[0] for argument in args if argument[2:] and argument[:2] == "--"}
        all_ = ctx.resilient_parsing or not HELP.isdisjoint(args)
        if all_ or asked - known:
            ctx.meta[PARAMETERS] = list(_options(args, None if all_ else asked - known, known))
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """All parameters."""
        return [*super().get_params(ctx), *ctx.meta.get(PARAMETERS, ())]


def given_flags() -> Mapping[str, str]:
    """The flags of writers that this call has, and their values."""
    found: Mapping[str, str] = click.get_current_context().meta.get(VALUES, {})
    return found


def _options(args: Iterable[str], asked: set[str] | None, known: set[str]) -> Iterator[click.Option]:
    """The flags of all writers, or of as many as are needed for those that are asked for."""
    left = asked
    for row in _likely_first(args):
        for name, field in _flags(row).items():
            if name not in known:
                known = {*known, name}
                yield _option(row, name, field)
        if left is not None and left <= known:
            return


def _likely_first(args: Iterable[str]) -> list[Format]:
    """The formats that are written, those that the arguments name first."""
    from docconv.formats import formats  # noqa: PLC0415  `--version` needs none

    words = " ".join(args)
    rows = [row for row in formats()[0].values() if row.write]
    return sorted(rows, key=lambda row: not any(name in words for name in (row.name, *row.suffixes)))


def _flags(row: Format) -> Mapping[str, Attribute[Any]]:
    """The flags of a format; none where it cannot be loaded, which is said where it is to be written."""
    from docconv.formats import blame  # noqa: PLC0415
    from docconv.formats.options import option_flags  # noqa: PLC0415

    try:
        with blame(row, "the options of"):
            return option_flags(row)
    except DocconvError:
        return {}


def _option(row: Format, name: str, field: Attribute[Any]) -> click.Option:
    metavar = field.metadata.get("metavar", "VALUE")
    kind = {"THEME": "themes", "NAME": f"{row.name}.{field.name}"}.get(metavar)
    return click.Option(
        [name],
        is_flag=isinstance(field.default, bool),
        metavar=metavar,
        help=field.metadata["help"],
        expose_value=False,
        callback=partial(_keep, switched="no" if field.default is True else "yes"),
        shell_complete=completed(kind) if kind else None,
    )


def _keep(context: click.Context, parameter: click.Parameter, value: object, *, switched: str) -> None:
    if value not in {None, False}:
        text = switched if value is True else str(value)
        context.meta.setdefault(VALUES, {})[parameter.opts[0]] = text


def change_options(command: F) -> F:
    """The flags of a command that changes documents; `given_changes` has what was given for them."""
    texts = {
        "--filter": ("PROGRAM", "A program that changes the document, JSON in, JSON out; may be repeated."),
        "--apply": (
            "TRANSFORMS",
            "Changes before it is written, as drop-times,merge-turns.",
        ),
    }
    for name, (metavar, text) in texts.items():
        completes = completed(COMPLETED[name]) if name in COMPLETED else None
        command = click.option(
            name,
            metavar=metavar,
            multiple=True,
            help=text,
            expose_value=False,
            callback=_keep_change,
            shell_complete=completes,
        )(command)
    return command


def _keep_change(context: click.Context, parameter: click.Parameter, value: Sequence[str]) -> None:
    context.meta.setdefault(CHANGES, {})[parameter.name] = value


def given_changes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The programs and the names of transforms that this call has, in their order."""
    given = click.get_current_context().meta.get(CHANGES, {})
    names = (name.strip() for names in given.get("apply", ()) for name in names.split(","))
    return tuple(given.get("filter", ())), tuple(filter(None, names))


def change_of(filters: Iterable[str], names: Iterable[str]) -> Transform | None:
    """What is done to documents: programs, then transforms; nothing without any. Raises `UsageError`."""
    filters, names = tuple(filters), tuple(names)
    if not (filters or names):
        return None
    from docconv.transforms import changes  # noqa: PLC0415  most calls change nothing

    return changes(filters, names)
