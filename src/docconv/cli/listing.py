"""`docconv formats`: the registry as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from docconv.formats import Format

HEAD = ("name", "suffixes", "read", "write", "from", "title")


def formats_table(rows: Sequence[Format]) -> str:
    """One line a format under a line of headings, columns aligned."""
    lines = [HEAD, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
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
