"""`docconv formats`: the registry as a table or as JSON; `docconv plugins`: what other packages
add; `docconv schema`: the schema of docconv's TEI; `docconv config`: what a `docconv.toml` says;
`docconv rule`: what a notice says. And which values a shell may complete.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import get_args

from docconv.cli.console import Console
from docconv.errors import UsageError
from docconv.files import Outputs, configurations, read_toml
from docconv.formats import Format, formats
from docconv.notices import Notice
from docconv.plugins import KINDS, plugins
from docconv.toml.faults import parse

HEAD = ("name", "suffixes", "read", "write", "from", "title")


def values(kind: str) -> Sequence[str]:
    """What an option or an argument may be, plug-ins included. `kind` is `formats read`, `formats written`,
    `themes`, `transforms`, `label rules`, `codes`, `assignments`, or an option of a writer, as `tei.profile`.
    """
    from docconv.formats.options import option_names, option_types  # noqa: PLC0415  only shells ask for these
    from docconv.notices import CODES  # noqa: PLC0415
    from docconv.themes.model import BUILT_IN  # noqa: PLC0415
    from docconv.themes.plugged import plugged_themes  # noqa: PLC0415
    from docconv.transcript.labels.rules import label_rules  # noqa: PLC0415
    from docconv.transforms import TRANSFORMS, plugged_transforms  # noqa: PLC0415

    rows = formats()[0]
    match kind:
        case "formats read":
            return [row.name for row in rows.values() if row.read]
        case "formats written":
            return [row.name for row in rows.values() if row.write]
        case "themes":
            return (*BUILT_IN, *plugged_themes()[0])
        case "transforms":
            return (*(row.name for row in TRANSFORMS), *plugged_transforms()[0])
        case "label rules":
            return [rule.name for rule in label_rules()[0]]
        case "codes":
            return tuple(CODES)
        case "assignments":
            return [f"{row.name}.{key}=" for row in rows.values() if row.write for key in option_names(row)]
        case _:
            name, _, key = kind.partition(".")
            return list(map(str, get_args(option_types(rows[name])[key])))


def formats_table(rows: Sequence[Format]) -> str:
    """One line a format under a line of headings, columns aligned."""
    return _columns([HEAD, *map(_cells, rows)])


def _columns(lines: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _cells(row: Format) -> tuple[str, ...]:
    reads, writes = ("yes" if can else "no" for can in (row.read, row.write))
    return row.name, " ".join(row.suffixes), reads, writes, row.origin or "built-in", row.title


def formats_json(rows: Sequence[Format]) -> str:
    """A list of objects: name, title, suffixes, media_type, read, write, origin (`built-in` or the plug-
    in).
    """
    objects = [
        {
            "name": row.name,
            "title": row.title,
            "suffixes": row.suffixes,
            "media_type": row.media_type,
            "read": row.read is not None,
            "write": row.write is not None,
            "origin": row.origin or "built-in",
        }
        for row in rows
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def plugins_table() -> tuple[str, tuple[Notice, ...]]:
    """One line a thing that another package adds, and a notice for each plug-in that is left out."""
    from docconv.formats import formats  # noqa: PLC0415  only this command asks for all of them
    from docconv.languages.plugged import plugged  # noqa: PLC0415
    from docconv.themes.plugged import plugged_themes  # noqa: PLC0415
    from docconv.transcript.labels.rules import label_rules  # noqa: PLC0415
    from docconv.transforms import plugged_transforms  # noqa: PLC0415

    failures = (formats(), label_rules(), plugged(), plugged_themes(), plugged_transforms())
    notices = tuple(notice for _, told in failures for notice in told)
    lines = [("kind", "from")]
    for group, kind in KINDS.items():
        lines += [(kind, one.origin) for one in plugins(group)[0] if not _is_left_out(one.origin, notices)]
    return _columns(lines), notices


def _is_left_out(origin: str, notices: Sequence[Notice]) -> bool:
    return any(f"plug-in {origin} could not be loaded" in one.message for one in notices)


def write_schema(folder: str, console: Console, *, overwrite: bool) -> None:
    """Put ODD and RELAX NG of docconv's TEI into a folder. Raises `FileError`."""
    from docconv.tei.schema.grammar import odd, schema  # noqa: PLC0415  the table of formats needs none

    files = {Path(folder, "docconv.odd"): odd(), Path(folder, "docconv.rng"): schema()}
    with Outputs(overwrite=overwrite) as outputs:
        for path, data in files.items():
            outputs.claim(path)
            outputs.stage(path, data)
        outputs.commit()
    for path in files:
        console.wrote(str(path))


def configuration_table(source: str) -> str:
    """What a `docconv.toml` says for a file, a line each with its place; and where its convention is."""
    from docconv.configuration.file import find_configuration  # noqa: PLC0415  only this command shows it
    from docconv.convention.file import TABLE, find_convention  # noqa: PLC0415

    found = find_configuration([source])
    rows = [(".".join(one.path), _value(one.value), one.where) for one in found.values]
    inside = Path(source, "x") if Path(source).is_dir() else Path(source)
    near = (one for one in configurations(inside) if TABLE in parse(read_toml(one), str(one)))
    if find_convention(inside):
        rows.append((f"[{TABLE}]", "", str(next(near))))
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    return "".join(f"{name:{widths[0]}}  {value:{widths[1]}}  {where}\n" for name, value, where in rows)


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def configuration_schema() -> str:
    """The JSON Schema of a `docconv.toml`."""
    from docconv.configuration.schema import schema  # noqa: PLC0415

    return f"{json.dumps(schema(), indent=1)}\n"


def notice_text(code: str) -> str:
    """What a code says, and what to do about it. Raises `UsageError` for one that there is not."""
    from docconv.notices import CODES  # noqa: PLC0415  only this command shows it

    found = next((one for name, one in CODES.items() if name == code), None)
    if found is None:
        message = f"there is no notice {code!r}"
        raise UsageError(message, remedy=f"known: {', '.join(CODES)}")
    return "".join(fill(text, 80) + "\n" for text in (f"{code}: {found[0]}.", *found[1:]))
