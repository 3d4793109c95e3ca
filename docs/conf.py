"""How these pages become a site: `make site`."""

from __future__ import annotations

import re
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import docconv
from docconv.configuration.schema import Schema, schema

project = "docconv"
version = release = docconv.__version__
copyright = "the authors of docconv"  # noqa: A001  this is what Sphinx calls it
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
default_role = "code"
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_use_type_comments = False
html_theme = "furo"
html_title = "docconv"
html_copy_source = False
html_show_sphinx = False


def value(kind: Schema) -> str:
    """What may stand behind a key."""
    if "enum" in kind:
        return ", ".join(map(str, kind["enum"]))
    return {"array": "list of texts", "string": "text", "boolean": "true or false", None: "value"}.get(
        kind.get("type"), str(kind.get("type"))
    )


class Settings(SphinxDirective):
    """A table for each table of a `docconv.toml`, by its own schema."""

    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """All tables: keys of the file itself, those of all writers, those of each."""
        top = schema()["properties"]
        writers = top["writer"]["properties"]
        parts = {"The file": {name: one for name, one in top.items() if "properties" not in one}}
        parts["[writer]"] = {name: one for name, one in writers.items() if "properties" not in one}
        parts |= {f"[writer.{n}]": one["properties"] for n, one in writers.items() if one.get("properties")}
        return [node for title, keys in parts.items() for node in self.part(title, keys)]

    def part(self, title: str, keys: Schema) -> list[nodes.Node]:
        """A heading, and a row for each key."""
        lines = [
            f"## `{title}`" if title.startswith("[") else f"## {title}",
            "",
            "| key | value | says |",
            "|---|---|---|",
        ]
        lines += [
            f"| `{n}` | {value(one)} | {one.get('description', '')} |" for n, one in sorted(keys.items())
        ]
        return self.parse_text_to_nodes("\n".join([*lines, ""]), allow_section_headings=True)


CODE = re.compile(r"`([^`]+)`(\w*)")
FIELD = re.compile(r"[\w*]+(?:, [\w*]+)*: ")


def is_code(lines: list[str]) -> bool:
    """Whether the block above a blank line is indented code already."""
    return len(lines) > 1 and lines[-2].startswith("    ")


def marked(_app: Sphinx, _what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Docstrings as Sphinx reads them: what stands in backticks is code, what is
    indented is a block of it, and parts `name: what it is` are a list.
    """
    found: list[str] = []
    in_list = False
    for line in (
        CODE.sub(lambda one: f"``{one[1]}``" + f"\\ {one[2]}" * bool(one[2]), line) for line in lines
    ):
        begins = bool(FIELD.match(line))
        in_list = bool(line) and (begins if not in_list and found and not found[-1] else in_list)
        if line.startswith("    ") and not in_list and found and not found[-1] and not is_code(found):
            found += ["::", ""]
        found.append(f"* {line}" if in_list and begins else f"  {line.strip()}" if in_list else line)
    lines[:] = found


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", marked)
    app.add_directive("settings", Settings)
