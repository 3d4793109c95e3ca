"""Print what `make demo` has made and how to open it."""

from __future__ import annotations

import sys
from pathlib import Path

OPENERS = {"darwin": "open", "win32": "start"}


def main(folder: Path) -> int:
    """List the files by document. Exit code 1 if there are none."""
    documents = sorted({path.stem for path in folder.glob("*.pdf")})
    if not documents:
        print(f"nothing was made in {folder}/", file=sys.stderr)
        return 1
    print(f"\nEach transcript of examples/ in four formats, in {folder}/:\n")
    for name in documents:
        files = [folder / (name + suffix) for suffix in (".xml", ".docx", ".pdf", ".html")]
        sizes = [f"{path.name} {kilobytes(path)}" for path in files]
        print("  " + "".join(f"{size:<28}" for size in sizes).rstrip())
    opener = OPENERS.get(sys.platform, "xdg-open")
    first = "garden" if "garden" in documents else documents[0]
    print(f"\nOpen one:            {opener} {folder}/{first}.pdf")
    print(f"                     {opener} {folder}/{first}.docx")
    print(f"                     {opener} {folder}/{first}.html")
    print(f"Read the TEI:        less {folder}/{first}.xml")
    print(f"What is doubtful:    .venv/bin/docconv check examples/{first}.txt")
    return 0


def kilobytes(path: Path) -> str:
    """The size of a file, or that it is missing."""
    return f"{path.stat().st_size / 1000:.0f} kB" if path.exists() else "missing"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out")))
