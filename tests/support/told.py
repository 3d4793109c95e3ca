"""Files that hold what docconv tells of many texts, a section for each: what is told today, to be read by people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SECTION = re.compile(r"^== (?P<name>.+)\n(?P<body>(?:(?!== ).*\n)*)", re.MULTILINE)


def sections_of(path: Path) -> dict[str, str]:
    """The sections of a file by name."""
    return {match["name"]: match["body"] for match in SECTION.finditer(path.read_text(encoding="utf-8"))}


def assert_told(found: str, path: Path, name: str, config: pytest.Config) -> None:
    """Compare what is told with the section of a file; with `--refresh-cases` write it there."""
    sections = sections_of(path)
    if config.getoption("--refresh-cases") and found != sections.get(name):
        sections[name] = found
        text = "".join(f"== {one}\n{sections[one]}" for one in sorted(sections))
        path.write_text(text, encoding="utf-8")
        pytest.skip("refreshed; read the difference before you keep it")
    assert found == sections.get(name), "write it anew with --refresh-cases, and read the difference"
