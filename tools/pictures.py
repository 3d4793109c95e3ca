"""Draw the pictures in docs/pictures/: the themes as DOCX, PDF and HTML, a review, and all scripts.

Needs soffice and chromium; PDF pages are drawn with pypdfium2.
"""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "pictures"
PICTURES = ROOT / "docs" / "pictures"
THEMES = {"press": "garden", "minutes": "committee", "drama": "scene"}
"""The example that shows each theme."""
SECOND = frozenset(("drama",))
"""Themes whose second page is drawn: the first has the title and the characters alone."""
MORE = ("-O", "pdf.contents=yes", "-O", "pdf.columns=2", "-O", "pdf.participants=yes")
SCALE = 84 / 72
COLOURS = 32
LARGEST = 150_000
WINDOW, PHONE, DESK = (694, 982), (360, 640), (1280, 760)
GAP, COLUMNS, SHEET = 24, 2, 1.1


def run(command: Sequence[str | Path]) -> None:
    """Run a program and stay silent unless it fails."""
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def convert(source: Path, folder: str, *options: str) -> None:
    """An example as DOCX and PDF in a folder of its own."""
    formats = "pdf" if any(option.startswith("pdf.") for option in options) else "docx,pdf"
    call = (sys.executable, "-m", "docconv", "convert", source, "-o", f"{BUILD / folder}/", "-t", formats)
    run([*call, *options])


def drawn(pdf: Path, scale: float = SCALE, number: int = 0) -> Image.Image:
    """A page of a PDF, from 0."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page: Image.Image = document[number].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return page


def cropped(page: Image.Image) -> Image.Image:
    """What is on a page but for its foot, with a small margin."""
    top = page.crop((0, 0, page.width, round(page.height * 0.9)))
    box = ImageChops.difference(top, Image.new("RGB", top.size, "white")).getbbox() or (0, 0, 1, 1)
    return top.crop((box[0], box[1], box[2], box[3]))


def sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures in two columns."""
    width = max(one.width for one in pictures)
    columns: list[list[Image.Image]] = [[] for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    for one in pictures:
        shortest = heights.index(min(heights))
        columns[shortest].append(one)
        heights[shortest] += one.height + 2 * GAP
    whole = Image.new("RGB", ((width + GAP) * COLUMNS + GAP, max(heights) + GAP), "white")
    for number, column in enumerate(columns):
        y = GAP
        for one in column:
            whole.paste(one, (GAP + number * (width + GAP), y))
            y += one.height + 2 * GAP
    return whole


def save(picture: Image.Image, name: str) -> Path:
    """A picture in few colours, so that it stays small."""
    path = PICTURES / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def themes() -> list[Path]:
    """Each theme as DOCX and PDF, and the minutes with all lists in two columns."""
    made = []
    for theme, example in THEMES.items():
        convert(ROOT / "examples" / f"{example}.txt", theme, "--theme", theme)
    profile = f"-env:UserInstallation={(BUILD / 'profile').as_uri()}"
    documents = [BUILD / theme / f"{example}.docx" for theme, example in THEMES.items()]
    run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", BUILD / "word", *documents])
    for theme, example in THEMES.items():
        for folder, name in ((theme, "pdf"), ("word", "docx")):
            page = drawn(BUILD / folder / f"{example}.pdf", number=int(theme in SECOND))
            made.append(save(page, f"{theme}-{name}"))
    convert(ROOT / "examples" / "committee.txt", "columns", "--theme", "press", *MORE)
    return [*made, save(drawn(BUILD / "columns" / "committee.pdf"), "columns-pdf")]


def pages() -> list[Path]:
    """Each theme as a page, as wide as the paper, and one on a phone in the dark."""
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for theme, example in THEMES.items():
            file = BUILD / "html" / f"{theme}.html"
            source = ROOT / "examples" / f"{example}.txt"
            call = (sys.executable, "-m", "docconv", "convert", source, "-o", file, "--theme", theme)
            run([*call, "-O", "html.embed_fonts=yes"])
            page = browser.new_page(viewport={"width": WINDOW[0], "height": WINDOW[1]})
            page.goto(file.as_uri())
            made.append(save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), f"{theme}-html"))
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.goto(f"{(BUILD / 'html' / 'minutes.html').as_uri()}#t4")
        made.append(save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), "phone-html"))
        made.append(recording(browser))
        browser.close()
    return made


def recording(browser: Browser) -> Path:
    """A page with its recording, here minutes of silence, while a turn sounds."""
    file, sound = BUILD / "html" / "radio.html", BUILD / "html" / "radio.wav"
    with wave.open(str(sound), "wb") as silence:
        silence.setparams((1, 1, 8000, 0, "NONE", ""))
        silence.writeframes(b"\x80" * 8000 * 300)
    call = (sys.executable, "-m", "docconv", "convert", ROOT / "examples" / "radio.txt", "-o", file)
    run([*call, "-O", f"html.media={sound.name}", "-O", "html.embed_fonts=yes"])
    page = browser.new_page(
        viewport={"width": WINDOW[0], "height": WINDOW[1] * 2 // 3}, reduced_motion="reduce"
    )
    page.goto(file.as_uri())
    page.locator("#t6 .listen").click()
    page.locator("#t6[aria-current]").wait_for()
    page.locator("audio").evaluate("one => one.pause()")
    return save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), "recording-html")


def review() -> list[Path]:
    """A review from its first doubt to the end, and on a phone in the dark."""
    source = BUILD / "review" / "ferry.txt"
    source.parent.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "review" / "ferry.txt", source)
    call = [sys.executable, "-m", "docconv", "review", str(source), "--no-open"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
        page.goto(server.stdout.readline() if server.stdout else "")
        made = [shot(page, "review-doubt")]
        page.locator("#doubt-alike").check()
        page.keyboard.press("1")
        page.locator("#lines [data-n='8']").click()
        page.keyboard.press("g")
        page.locator(".block.stage").wait_for()
        made.append(shot(page, "review-line"))
        page.locator("[role=tab][data-view=people]").click()
        page.get_by_role("button", name="Rename …: Chair").click()
        page.keyboard.type("Astrid Holm")
        made.append(shot(page, "review-name"))
        page.keyboard.press("Enter")
        page.locator("h3", has_text="Astrid Holm").wait_for()
        page.locator("[role=tab][data-view=finish]").click()
        page.get_by_role("button", name="Convert").click()
        page.locator("#converted li").first.wait_for()
        made.append(shot(page, "review-finish"))
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.locator("[role=tab][data-view=turns]").click()
        made.append(shot(page, "review-phone"))
        browser.close()
        server.send_signal(signal.SIGINT)
    return made


def shot(page: Page, name: str) -> Path:
    """What a window shows, once its fonts are there."""
    page.locator("#lines [role=option]").first.wait_for(state="attached")
    page.evaluate("document.fonts.ready")
    return save(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), name)


def scripts() -> list[Path]:
    """The examples of all scripts on one sheet."""
    sources = sorted((ROOT / "examples" / "scripts").glob("*.txt"))
    for source in sources:
        convert(source, "scripts")
    pages = [cropped(drawn(BUILD / "scripts" / f"{source.stem}.pdf", SHEET)) for source in sources]
    return [save(sheet(pages), "scripts")]


def main() -> int:
    """Convert, draw, and complain of a picture that is too large for a page in the documentation."""
    missing = [name for name in ("soffice", "chromium") if shutil.which(name) is None]
    if missing:
        print(f"make pictures needs {' and '.join(missing)}", file=sys.stderr)
        return 3
    shutil.rmtree(BUILD, ignore_errors=True)
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    made = [*themes(), *pages(), *review(), *scripts()]
    for picture in made:
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")
    return 1 if any(picture.stat().st_size > LARGEST for picture in made) else 0


if __name__ == "__main__":
    sys.exit(main())
