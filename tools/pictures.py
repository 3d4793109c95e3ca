"""Draw the first page of every example, as PDF and as DOCX, to docs/pictures/. Needs soffice and pdftoppm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "pictures"
PICTURES = ROOT / "docs" / "pictures"
RESOLUTION = 84
COLOURS = 32
LARGEST = 150_000


def run(command: Sequence[str | Path]) -> None:
    """Run a program and stay silent unless it fails."""
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def draw(pdf: Path, name: str) -> Path:
    """The first page of a PDF, in few colours so that the picture stays small."""
    page = BUILD / name
    run(["pdftoppm", "-png", "-singlefile", "-f", "1", "-l", "1", "-r", str(RESOLUTION), pdf, page])
    picture = PICTURES / f"{name}.png"
    with Image.open(page.with_suffix(".png")) as drawn:
        drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    return picture


def main() -> int:
    """Convert, draw, and complain of a picture that is too large for a page in the documentation."""
    missing = [tool for tool in ("soffice", "pdftoppm") if shutil.which(tool) is None]
    if missing:
        print(f"make pictures needs {' and '.join(missing)}", file=sys.stderr)
        return 3
    examples = sorted((ROOT / "examples").glob("*.txt"))
    shutil.rmtree(BUILD, ignore_errors=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    run([sys.executable, "-m", "docconv", "convert", *examples, "-o", f"{BUILD}/", "-t", "docx,pdf"])
    profile = f"-env:UserInstallation={(BUILD / 'profile').as_uri()}"
    documents = [BUILD / f"{example.stem}.docx" for example in examples]
    run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", BUILD / "docx", *documents])
    drawn = [draw(BUILD / f"{example.stem}.pdf", f"{example.stem}-pdf") for example in examples]
    drawn += [draw(BUILD / "docx" / f"{example.stem}.pdf", f"{example.stem}-docx") for example in examples]
    for picture in drawn:
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")
    return 1 if any(picture.stat().st_size > LARGEST for picture in drawn) else 0


if __name__ == "__main__":
    sys.exit(main())
