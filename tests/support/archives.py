"""Archives to convert in processes of their own, and a plug-in whose files make trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from attrs import field, frozen

from support.command import TRANSCRIPT

FAULTY = """
import os, time
from docconv.errors import BadInputError
from docconv.formats import Format

DOCCONV_API = 1

FORMAT = Format("faulty", "Trouble", (".faulty",), "text/x-faulty", read="docconv_faulty:read")

def read(source):
    match source.data.decode().split():
        case ["end", code]:
            os._exit(int(code))
        case ["loop"]:
            while True:
                pass
        case ["eat"]:
            eaten = []
            while True:
                eaten.append(bytearray(1 << 26))
        case ["slow"]:
            open(source.name + ".seen", "w").close()
            time.sleep(2)
    raise BadInputError("this is trouble", where=source.name)
"""
PATIENCE = 90.0


def install_faulty(folder: Path) -> Path:
    """A folder with the plug-in, to be put on the path of Python."""
    about = folder / "docconv_faulty-1.dist-info"
    about.mkdir(parents=True)
    folder.joinpath("docconv_faulty.py").write_text(FAULTY)
    about.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: docconv-faulty\nVersion: 1\n")
    about.joinpath("entry_points.txt").write_text("[docconv.formats]\nfaulty = docconv_faulty:FORMAT\n")
    return folder


@frozen
class Archive:
    """A folder `in` with some good files, and what is made of it in `out`."""

    folder: Path
    environment: dict[str, str] = field(factory=dict)
    source: str = "in"
    command: str = "convert"

    @property
    def output(self) -> Path:
        """Where the outputs are."""
        return self.folder / "out"

    def fill(self, count: int) -> None:
        """So many good files in three folders, no two the same."""
        for number in range(count):
            path = self.folder / "in" / f"part{number % 3}" / f"talk{number:02}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TRANSCRIPT + f"\nIlona Kis: Number {number}.\n", encoding="utf-8")
            os.utime(path, (10**9, 10**9))

    def start(
        self, *arguments: str, output: str = "out", before: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """A run, in a process of its own."""
        command = [
            *before,
            sys.executable,
            "-m",
            "docconv",
            self.command,
            self.source,
            "-o",
            output,
            "-t",
            "tei",
        ]
        return subprocess.Popen(
            [*command, *arguments], cwd=self.folder, env=os.environ | self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, output: str = "out", before: Sequence[str] = ()) -> tuple[int, str]:
        """The exit code of a run, and its standard error."""
        process = self.start(*arguments, output=output, before=before)
        _, told = process.communicate(timeout=PATIENCE)
        return process.returncode, told.decode()

    def undisturbed(self) -> dict[str, str]:
        """The hashes of the outputs of a run that nothing disturbs."""
        self.run(output="right")
        return self.hashes("right")

    def hashes(self, name: str = "out") -> dict[str, str]:
        """All files of an output with their hashes, hidden ones too, without the manifest."""
        root = self.folder / name
        return {
            path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in root.rglob("*")
            if path.is_file() and path.name != "manifest.jsonl"
        }

    def wait_for_rows(self, count: int, manifest: str = "out/manifest.jsonl") -> None:
        """Wait until so many files are done."""
        until(lambda: self.rows(manifest) >= count)

    def rows(self, manifest: str = "out/manifest.jsonl") -> int:
        """How many rows the manifest has."""
        path = self.folder / manifest
        return path.read_bytes().count(b"\n") if path.exists() else 0

    def failures(self, manifest: str = "out/manifest.jsonl") -> dict[str, str]:
        """The sources that failed, as the manifest has them, with their errors."""
        rows = map(json.loads, (self.folder / manifest).read_text().splitlines())
        last = {row["source"]: row for row in rows}
        return {source: row["error"] for source, row in last.items() if row["code"]}


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end, "it does not come to be"
        sleep(0.01)


def workers(driver: int) -> list[int]:
    """The processes of a driver that convert."""
    children = Path(f"/proc/{driver}/task/{driver}/children").read_text().split()
    return [pid for pid in map(int, children) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
