"""Transcripts as pages of a site: called before Quarto, MkDocs or Sphinx build it.

Quarto, _quarto.yml:      project: {pre-render: prerender.py}
MkDocs, mkdocs.yml:       hooks: [prerender.py]
Sphinx, conf.py:          from prerender import render; render("transcripts", ".")
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docconv


def render(source: str, target: str) -> list[Path]:
    """Each transcript of a folder as Markdown in another; what is as it was is not written anew."""
    written = []
    for path in sorted(Path(source).glob("*.txt")):
        page = Path(target, path.stem + ".md")
        text = docconv.write(docconv.read(path), "md", options={"decisions": False})
        if not page.exists() or page.read_bytes() != text:
            page.write_bytes(text)
            written.append(page)
    return written


def on_pre_build(config: dict[str, Any]) -> None:
    """As MkDocs calls it."""
    render("transcripts", config["docs_dir"])


if __name__ == "__main__":
    render("transcripts", ".")
