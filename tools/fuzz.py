"""Hostile inputs for every reader and for every TOML file that users write, for some minutes.

A kind, a seed and a number make a case, so that each can be made again. A finding is an error that is none of
docconv's own, a file that the account of words refuses, a text whose document is not well-formed, a case of
more than five seconds, memory beyond 400 MB, or the death of the process. Findings lie in `build/fuzz`,
made small, the error beside each; the exit code is 1 then.
`--cases text=60000` tries so many instead of going on for some minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from attrs import frozen

from docconv.convention.file import convention_text, read_convention
from docconv.errors import AccountError, DocconvError
from docconv.formats import Source
from docconv.pipeline import read, read_with_notices, write
from docconv.review.reading import ReviewOptions, TranscriptFile
from docconv.review.session import Review
from docconv.review.toml_text import TomlText
from docconv.sidecar import path_beside, read_sidecar
from docconv.speakers.table import read_table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support import seeds  # noqa: E402  the tests are no package that is installed
from support.anything import FATES, anything, fate, fate_of_words  # noqa: E402
from support.worded import transcript  # noqa: E402

FOUND = ROOT / "build" / "fuzz"
LONGEST, MOST_MEMORY, DEADLOCK = 5, 400 << 10, 60
"""Seconds of the processor, kilobytes, and seconds without a sign of life."""
LARGEST = 100_000
UNFIT = "mend the document there"
"""The remedy for a document that is not well-formed, which no reader of a text may make."""
MAIN_PARTS = ("word/document.xml", "content.xml")
TRIES = 300
"""How often a finding is cut down."""
TOKENS: tuple[bytes, ...] = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[31m", b"\r", b"\x0c", b"\t", b"   "),
    *b"-1 0 99999999999999999999 1e999 NaN null [] {} true".split(),
    *b'< & &#0; ]]> <!-- </p> xml:id="a" who="#a" <u/> <sp>'.split(),
    *b"( ) [ ] ** _ @a --> 00:00:01,000 << >> endobj /FlateDecode R xref".split(),
    *(b": ", b"Ann: ", b"\n\n", b"<v Ann>", b"1\n", b"stream\n", b"/Length 9", b"<!DOCTYPE x>"),
    *"\u202e \u180e \u200b \ufdd0 e\u0301 \u6f22 \u05d0 \U0001d4b3 \uff1a".encode().split(b" "),
    "\u3000".encode(),
)
VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "\0",
    "a b",
    "\ud800",
    [],
    [[]],
    {},
    {"a": 1},
    "t1",
)


@frozen
class Kind:
    """What inputs of a kind begin from, and what is done with them."""

    suffix: str
    seeds: Callable[[], tuple[bytes, ...]]
    use: Callable[[bytes], object]
    part: Callable[[random.Random, bytes], bytes] | None = None
    """A change that knows the form of such files."""
    is_text: bool = False
    """Whether whatever is in it is read."""


def themes() -> tuple[bytes, ...]:
    """The themes that come with docconv."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "src/docconv/themes").glob("*.toml")))


def reading(name: str) -> Callable[[bytes], object]:
    """What a user does with a file: read it and write it as something else."""
    other = "tei" if name == "json" else "json"
    return lambda data: write(read(data, format=name), other)


def with_speakers(data: bytes) -> object:
    """A speaker file beside a text."""
    return read(
        seeds.texts()[0], format="text", speakers=read_table(data.decode("utf-8", "replace"), "fuzz.toml")
    )


def with_sidecar(data: bytes) -> object:
    """Decisions beside a text, and one more that a review writes among them."""
    text = data.decode("utf-8", "replace")
    found = read_sidecar(text, "fuzz.toml")
    file = TomlText(text)
    file.append("line", {"text": "Votes", "is": "stage"})
    file.set("line", 0, {"line": 3, "is": None})
    file.set_in("facts", {"title": "Votes"})
    file.checked()
    return read_with_notices(Source(seeds.texts()[0]), format="text", decisions=found)


def with_convention(data: bytes) -> object:
    """What holds for a source, written anew, beside a text."""
    found = read_convention(data.decode("utf-8", "replace"), "fuzz.toml")
    if read_convention(convention_text(found)) != found:
        message = "the convention is another one when it is written"
        raise ValueError(message)
    return read(seeds.texts()[0], format="text", convention=found)


def decisions() -> tuple[bytes, ...]:
    """What the page of a review sends."""
    return tuple(json.dumps(one).encode() for one in seeds.DECISIONS)


def with_decision(data: bytes) -> object:
    """Something that a page sends to a review, and the document that this makes."""
    path = temporary(".txt", b"Ann: Yes.\n\nBen: No.\n\nAnn: Why?\n")
    path_beside(path).unlink(missing_ok=True)
    review = Review(TranscriptFile(path, ReviewOptions()))
    try:
        sent = json.loads(data)
    except (ValueError, RecursionError):  # the server answers so
        return None
    review.decide(review.whole()["version"], sent, alike=len(data) % 2 == 0)
    review.undo(review.whole()["version"])
    return read(path)


def options() -> tuple[bytes, ...]:
    """Options of writers."""
    return (json.dumps(seeds.OPTIONS).encode(),)


def with_options(data: bytes) -> object:
    """A document with options of one writer after the other, as the command line gives them."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    document = read(b"Ann: Yes.\n\nBen: No.\n\nAnn: Why?\n", format="text")
    for name, values in found.items() if isinstance(found, dict) else ():
        for key, value in values.items() if isinstance(values, dict) else ():
            with suppress(DocconvError):
                write(document, name, options={key: str(value)})
    return None


def by_its_root(data: bytes) -> object:
    """A file that only its root tells from TEI."""
    return read(temporary(".xml", data))


def temporary(suffix: str, data: bytes) -> Path:
    """A file of this process."""
    path = FOUND / f".now-{os.getpid()}{suffix}"
    path.write_bytes(data)
    return path


def with_theme(data: bytes) -> object:
    """A look for a document."""
    path = temporary(".toml", data)
    return write(
        read(b"Ann: Yes.\n\nBen: No.\n\nAnn: Why?\n", format="text"), "docx", options={"theme": str(path)}
    )


def in_zip(chance: random.Random, data: bytes) -> bytes:
    """A package with one part changed, and all others as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        main = next(name for name in old.namelist() if name in MAIN_PARTS)
        victim = chance.choice([*old.namelist(), main, main])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(chance, part, (part,)) if name == victim else part)
    return out.getvalue()


def in_json(chance: random.Random, data: bytes) -> bytes:
    """JSON with values of other shapes."""
    tree = json.loads(data)
    places = [
        (holder, key)
        for holder in holders(tree)
        for key in (holder if isinstance(holder, dict) else range(len(holder)))
    ]
    for holder, key in chance.sample(places, min(chance.randint(1, 3), len(places))):
        holder[key] = chance.choice((*VALUES, chance.choice(places)[0]))
    try:
        return json.dumps(tree).encode()
    except ValueError:  # what holds itself
        return data


def holders(tree: Any) -> Iterator[Any]:  # noqa: ANN401  any JSON
    """All objects and arrays of a tree."""
    if isinstance(tree, dict | list):
        yield tree
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from holders(inner)


def in_toml(chance: random.Random, data: bytes) -> bytes:
    """TOML with values of other shapes."""
    values = rb"""-1 0 1e999 nan 99999999999999999999 "" "\u0000" [] [[]] {} {a=1} true 1979-05-27 "\uFDD0"
        "a\nb" ["a",1] 't1' "#" "0x0mm" 10000-01-01""".split()
    lines = data.split(b"\n")
    settings = [at for at, line in enumerate(lines) if b"=" in line and not line.startswith(b"#")]
    for at in chance.sample(settings, min(chance.randint(1, 3), len(settings))):
        lines[at] = lines[at].partition(b"=")[0] + b"= " + chance.choice(values)
    return b"\n".join(lines)


def made(chance: random.Random, _data: bytes) -> bytes:
    """Another document with anything in it: its seed."""
    return str(chance.random()).encode()


def in_words(chance: random.Random, _data: bytes) -> bytes:
    """Another transcript of the words that docconv knows."""
    return transcript(chance).encode()


def there_and_back(data: bytes) -> object:
    """A document as a file of each format, and the document that this is."""
    document = anything(data.decode("utf-8", "replace"))
    fates = dict.fromkeys(("json", "tei", "html", "docx", "pdf", "pandoc"), fate)
    fates |= dict.fromkeys(("txt", "md", "fountain", "vtt", "srt", "exb", "eaf", "chat"), fate_of_words)
    for name, becomes in fates.items():
        found = becomes(document, name)
        if found not in FATES:
            message = f"{name}: {found}"
            raise ValueError(message)
    return None


KINDS = {
    "text": Kind(".txt", seeds.texts, reading("text"), is_text=True),
    "worded": Kind(".txt", seeds.texts, reading("text"), in_words, is_text=True),
    "markdown": Kind(".md", seeds.marked, reading("text"), is_text=True),
    "subtitles": Kind(".vtt", seeds.captions, reading("text"), is_text=True),
    "tei": Kind(".xml", seeds.teis, reading("tei")),
    "docx": Kind(".docx", seeds.docxs, reading("docx"), in_zip),
    "pdf": Kind(".pdf", seeds.pdfs, reading("pdf")),
    "html": Kind(".html", lambda: seeds.written("html"), reading("html")),
    "page": Kind(".html", lambda: (seeds.PAGE, seeds.PAGE_OF_ROWS), reading("html")),
    "json": Kind(".json", lambda: seeds.written("json"), reading("json"), in_json),
    "recognised": Kind(".json", seeds.recognised, reading("json"), in_json),
    "pandoc": Kind(".pandoc", seeds.trees, reading("pandoc"), in_json),
    "chat": Kind(".cha", lambda: (seeds.CHAT,), reading("chat")),
    "exb": Kind(".exb", lambda: (seeds.EXB,), reading("exb")),
    "eaf": Kind(".eaf", lambda: (seeds.EAF,), reading("eaf")),
    "textgrid": Kind(".TextGrid", lambda: (seeds.TEXTGRID,), reading("textgrid")),
    "odt": Kind(".odt", seeds.odts, reading("odt"), in_zip),
    "rtf": Kind(".rtf", lambda: (seeds.RTF,), reading("rtf")),
    "csv": Kind(".csv", lambda: (seeds.SHEET,), reading("csv")),
    "ttml": Kind(".ttml", lambda: (seeds.TTML,), reading("ttml")),
    "fdx": Kind(".fdx", lambda: (seeds.FDX,), reading("fdx")),
    "rooted": Kind(".xml", lambda: (seeds.EXB, seeds.EAF, *seeds.teis()[:2]), by_its_root),
    "speakers": Kind(".speakers.toml", lambda: (seeds.SPEAKERS,), with_speakers, in_toml),
    "sidecar": Kind(
        ".docconv.toml", lambda: (seeds.SIDECAR, seeds.SPEAKERS + seeds.SIDECAR), with_sidecar, in_toml
    ),
    "convention": Kind(".convention.toml", lambda: (seeds.CONVENTION,), with_convention, in_toml),
    "theme": Kind(".theme.toml", themes, with_theme, in_toml),
    "decision": Kind(".decision.json", decisions, with_decision, in_json),
    "options": Kind(".options.json", options, with_options, in_json),
    "document": Kind(".seed", lambda: (b"1",), there_and_back, made),
}
"""Each kind by its name; `rooted` are files whose root tells their format."""


def changed(chance: random.Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    """Some bytes changed at random places, in one to six ways."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 1, 4, 30, 400)))
        other = chance.choice(others)
        begin = chance.randint(0, len(other))
        token = chance.choice(TOKENS)
        new = chance.choice((
            b"", token, token, token * chance.choice((2, 50, 2000)), data[at:to] * chance.choice((2, 3, 60)),
            bytes([chance.randrange(256)]), other[begin : begin + 200],
        ))  # fmt: skip
        data = data[:at] + new + data[at if chance.random() < 0.5 else to :]
    return data[:LARGEST]


def case(kind: str, seed: int, number: int) -> bytes:
    """One input, always the same one."""
    chance = random.Random(f"{kind} {seed} {number}")  # noqa: S311  nothing secret
    seeds, part = KINDS[kind].seeds(), KINDS[kind].part
    data = chance.choice(seeds)
    if part is not None and chance.random() < 0.7:
        return part(chance, data)
    return changed(chance, data, seeds)


class TooLongError(BaseException):
    """More time than a case may take; nothing that catches errors catches it."""


def too_long(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Ends a case."""
    raise TooLongError


def trouble(kind: str, data: bytes) -> str:
    """What is wrong with how an input is taken: the error with its lines; empty if nothing is."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        KINDS[kind].use(data)
    except DocconvError as error:
        is_ours = KINDS[kind].is_text and error.remedy == UNFIT
        return traceback.format_exc()[-4000:] if is_ours or isinstance(error, AccountError) else ""
    except (Exception, TooLongError):  # noqa: BLE001  any error is what this looks for
        return traceback.format_exc()[-4000:]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def place(error: str) -> str:
    """What makes two findings one: the kind of error and the line of docconv where it came up."""
    lines = error.strip().splitlines()
    ours = [line.partition(", in ")[0] for line in lines if "docconv/" in line and ", line " in line]
    return f"{lines[-1].partition(':')[0]}{ours[-1] if ours else ''}"


def smaller(kind: str, data: bytes, error: str) -> bytes:
    """The same finding in fewer bytes, where parts can be left out."""
    tries, size = TRIES, len(data) // 2
    while size and tries > 0 and "TooLongError" not in error:
        at = 0
        while at < len(data) and tries > 0:
            shorter, tries = data[:at] + data[at + size :], tries - 1
            found = trouble(kind, shorter)
            if found and place(found) == place(error):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def keep(kind: str, data: bytes, error: str) -> None:
    """Save a finding, unless the same line was found before."""
    name = f"{kind}-{hashlib.sha256(f'{kind} {place(error)}'.encode()).hexdigest()[:10]}"
    path = FOUND / f"{name}{KINDS[kind].suffix}"
    if not path.exists():
        path.write_bytes(data)
        small = smaller(kind, data, error)
        path.write_bytes(small)
        path.with_name(f"{name}.error").write_text(error, "utf-8", "backslashreplace")
        print(f"{path.relative_to(ROOT)}: {error.strip().splitlines()[-1][:200]}", flush=True)


def memory() -> int:
    """The most that this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def work(numbers: Iterator[tuple[str, int]], seed: int, at: Path) -> None:
    """Cases one after the other; `at` holds the one at hand, should the process die of it."""
    signal.signal(signal.SIGPROF, too_long)
    done: Counter[str] = Counter()
    least = memory()
    for kind, number in numbers:
        data = case(kind, seed, number)
        at.write_bytes(kind.encode() + b"\n" + data)
        before = memory()
        error = trouble(kind, data)
        if not error and memory() > max(before, least + MOST_MEMORY):
            error = f"{(memory() - least) >> 10} MB\nMemoryError"
        if error:
            keep(kind, data, error)
        done[kind] += 1
        at.with_suffix(f".{os.getpid()}.done").write_text(json.dumps(done))


def started(numbers: Iterator[tuple[str, int]], seed: int, at: Path) -> int:
    """A process of its own for cases."""
    child = os.fork()
    if child == 0:
        try:
            work(numbers, seed, at)
        finally:
            os._exit(0)
    return child


def watched(child: int, at: Path) -> str:
    """How a process ended: empty, or the death or deadlock of it."""
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else ""
        if at.exists() and time.time() - at.stat().st_mtime > DEADLOCK:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "no answer"
        time.sleep(0.2)


def until(end: float, numbers: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Numbers of cases as long as there is time."""
    return itertools.takewhile(lambda _: time.monotonic() < end, numbers)


def run(numbers: Iterator[tuple[str, int]], seed: int, worker: int) -> None:
    """Cases in processes, one after the other where one dies; a deadly case is skipped from then on."""
    at = FOUND / f".case-{worker}"
    for _ in range(100):
        at.unlink(missing_ok=True)
        death = watched(started(numbers, seed, at), at)
        if not death:
            return
        kind, _, data = at.read_bytes().partition(b"\n")
        keep_dead(kind.decode(), data, death)
        seed += 1_000_003


def keep_dead(kind: str, data: bytes, death: str) -> None:
    """Save what a process died of, as it is."""
    path = FOUND / f"{kind}-dead-{hashlib.sha256(data).hexdigest()[:10]}{KINDS[kind].suffix}"
    path.write_bytes(data)
    path.with_suffix(".error").write_text(death, "utf-8")
    print(f"{path.relative_to(ROOT)}: {death}", flush=True)


def planned(given: list[str], minutes: float, worker: int, workers: int) -> Iterator[tuple[str, int]]:
    """The cases of one process: so many of some kinds, or all kinds by turns for some minutes."""
    if given:
        counts = {kind: int(count) for kind, _, count in (one.partition("=") for one in given)}
        return ((kind, number) for kind, count in counts.items() for number in range(worker, count, workers))
    by_turns = ((kind, number) for number in itertools.count(worker, workers) for kind in KINDS)
    return until(time.monotonic() + minutes * 60, by_turns)


def main() -> int:
    """Fuzz, and say how many cases there were."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", nargs="*", default=[], metavar="KIND=COUNT")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    FOUND.mkdir(parents=True, exist_ok=True)
    for old in tuple(FOUND.glob("*-*")):
        old.unlink()
    for kind in KINDS.values():
        kind.use(kind.seeds()[0])  # all is loaded, so that memory is that of the cases
    children = []
    for worker in range(given.workers):
        child = os.fork()
        if child == 0:
            run(planned(given.cases, given.minutes, worker, given.workers), given.seed, worker)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    done = sum((Counter(json.loads(path.read_text())) for path in FOUND.glob(".case-*.done")), Counter[str]())
    found = len(list(FOUND.glob("*.error")))
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(done.items()))
    print(f"{counts}: {found} findings")
    return 1 if found or not done else 0


if __name__ == "__main__":
    sys.exit(main())
