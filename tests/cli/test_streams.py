"""Standard streams that are closed, full or left by their reader: the right exit code, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DOCCONV = f"{sys.executable} -m docconv"
TALK = "Ann: One.\n\nBen: Two.\n\nAnn: Three.\n"


def shell(line: str, folder: Path, talk: str = TALK) -> subprocess.CompletedProcess[str]:
    """Run a line in bash; `t.txt` is there."""
    folder.joinpath("t.txt").write_text(talk, encoding="utf-8")
    command = ["bash", "-o", "pipefail", "-c", line.replace("docconv", DOCCONV, 1)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("docconv convert - -f text -t tei -o a.xml <&-", 4),
        ("docconv convert t.txt -o a.xml >&-", 0),
        ("docconv convert t.txt -o a.xml >&- 2>&- <&-", 0),
        ("docconv convert nope.txt -o a.xml 2>&-", 4),
        ("docconv convert - -f text -o a.xml 0>w", 4),
        ("docconv convert t.txt -t tei -o - >/dev/full", 4),
        ("docconv convert t.txt -t tei -o - >&-", 4),
        ("docconv formats >&-", 4),
        ("docconv speakers t.txt >&- 2>&- <&-", 4),
        ("docconv check t.txt --diagnostics json >&-", 4),
        ("docconv --version >&-", 4),
        ("docconv check -f text /dev/zero", 4),
        ("docconv check t.txt --convention /dev/full", 4),
        ("ln -s /dev/zero z.toml; docconv convert t.txt -o a.docx --theme z.toml", 4),
        ("docconv convert t.txt -o a.docx --reference-docx /dev/zero", 4),
        ("docconv convert t.txt -o out/ -t tei --manifest /dev/zero", 4),
        ("mkfifo m; docconv convert t.txt -o out/ -t tei --manifest m", 4),
        ("mkfifo p.txt; cat t.txt > p.txt & docconv convert p.txt -o a.xml", 0),
        ("docconv convert t.txt -o a.xml 2>/dev/full", 0),
        ("docconv convert nope.txt -o a.xml 2>/dev/full", 4),
        ("docconv formats >/dev/full", 4),
        ("docconv convert t.txt -o a.xml --diagnostics json | true", 0),
        ("docconv convert nope.txt -o a.xml --diagnostics json | true", 4),
        ("docconv explain t.txt:" + "1" * 5000, 2),
        ("docconv check t.txt --encoding idna", 2),
        ("docconv check t.txt --encoding undefined", 2),
        ("docconv check t.txt --encoding punycode", 2),
        ("docconv check t.txt --encoding $'\\xff'", 2),
        ("mkdir in; docconv convert in/ t.txt -o out/ -t tei --memory 99999999999999999999", 0),
        ("docconv convert t.txt -o $(printf '%0251d' 0).xml", 0),
        ("mkdir gone; cd gone; rmdir ../gone; PYTHONPATH= docconv convert ../t.txt -o x.xml", 4),
    ],
)
def test_streams_and_names(tmp_path: Path, line: str, code: int) -> None:
    """What could not be done is an error with its own code; what was written is 0 and is there."""
    done = shell(line, tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert tmp_path.joinpath("a.xml").exists() == ("a.xml" in line and code == 0)


def test_a_document_whose_reader_goes_away_was_not_all_written(tmp_path: Path) -> None:
    """A long document to a pipe that nobody reads to its end is an error."""
    tmp_path.joinpath("long.txt").write_text(TALK * 20_000, encoding="utf-8")
    done = shell("docconv convert long.txt -t tei -o - -q | true", tmp_path)
    assert done.returncode == 4
    assert "its reader went away" in done.stderr


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, or a bell, in the name of an input come out as U+FFFD."""
    for name in (b"b\xffd.txt", b"q\x07.txt"):
        path = tmp_path / name.decode("utf-8", "surrogateescape")
        path.write_text(TALK, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "docconv",
            "convert",
            str(path),
            "-o",
            f"{tmp_path}/out.xml",
            "--force",
        ]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stderr.count(b"[text-changed, file-name]")) == (0, 1)
        assert "\ufffd" in tmp_path.joinpath("out.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("raise SystemExit(5)", "SystemExit: 5"),
        ("raise KeyboardInterrupt(15)", "KeyboardInterrupt: 15"),
        ("import os\nos.close(1), os.close(2)\nraise ValueError(1)", "ValueError: 1"),
        ("import sys\nsys.stderr.close()\nsys.stdin = None\nraise ValueError(1)", "ValueError: 1"),
        ("import sys\nsys.stderr = object()\nraise ValueError(1)", "ValueError: 1"),
        ("class E(Exception):\n    def __str__(self): raise SystemExit(4)\nraise E", "loaded: E"),
        ("class E(Exception):\n    def __str__(self): return None\nraise E", "loaded: E"),
    ],
)
def test_a_plug_in_that_ends_the_process_is_named(tmp_path: Path, body: str, named: str) -> None:
    """What a foreign module raises or does to the streams is its failure, not the end of the run."""
    folder = tmp_path / "lib" / "pz-1.dist-info"
    folder.mkdir(parents=True)
    tmp_path.joinpath("lib", "pz.py").write_text(f"{body}\n", encoding="utf-8")
    folder.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: pz\nVersion: 1\n", encoding="utf-8")
    folder.joinpath("entry_points.txt").write_text("[docconv.formats]\npz = pz:FORMAT\n", encoding="utf-8")
    done = shell("PYTHONPATH=lib docconv formats", tmp_path)
    assert (done.returncode, done.stderr.count(named)) == (1, 1)
    done = shell("PYTHONPATH=lib docconv check t.txt", tmp_path)
    without = shell("docconv check t.txt", tmp_path)
    assert (done.returncode, done.stdout.count("[plugin-failed]")) == (without.returncode, 1)


def test_what_a_plug_in_prints_is_in_no_document(tmp_path: Path) -> None:
    """Nor among the findings: it goes to standard error."""
    folder = tmp_path / "lib" / "pz-1.dist-info"
    folder.mkdir(parents=True)
    module = """print("loaded")
from docconv.formats import Format
DOCCONV_API = 1
def write(document, options):
    print("written")
    return b"words", ()
FORMAT = Format(name="pz", title="PZ", suffixes=(".pz",), media_type="text/plain", write="pz:write")
"""
    tmp_path.joinpath("lib", "pz.py").write_text(module, encoding="utf-8")
    folder.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: pz\nVersion: 1\n", encoding="utf-8")
    folder.joinpath("entry_points.txt").write_text("[docconv.formats]\npz = pz:FORMAT\n", encoding="utf-8")
    done = shell("PYTHONPATH=lib docconv convert t.txt -t pz -o -", tmp_path)
    assert (done.returncode, done.stdout, done.stderr[:15]) == (0, "words", "loaded\nwritten\n")


@pytest.mark.parametrize(
    "body",
    [
        "def write(document, options): return b'', ('no notice',)",
        "def write(document, options): return 'words', ()",
        "def write(document, options): return b''",
        "def write(document, options): raise SystemExit(0)",
    ],
)
def test_what_a_plug_in_gives_is_what_it_should(tmp_path: Path, body: str) -> None:
    """Else it is named; no word of it is out, and none of it is a bug of docconv."""
    folder = tmp_path / "lib" / "pz-1.dist-info"
    folder.mkdir(parents=True)
    row = (
        'FORMAT = Format(name="pz", title="PZ", suffixes=(".pz",), media_type="text/plain", write="pz:write")'
    )
    module = f"from docconv.formats import Format\nDOCCONV_API = 1\n{row}\n{body}\n"
    tmp_path.joinpath("lib", "pz.py").write_text(module, encoding="utf-8")
    folder.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: pz\nVersion: 1\n", encoding="utf-8")
    folder.joinpath("entry_points.txt").write_text("[docconv.formats]\npz = pz:FORMAT\n", encoding="utf-8")
    done = shell("PYTHONPATH=lib docconv convert t.txt -t pz -o -", tmp_path)
    assert (done.returncode, done.stdout, "pz (pz 1) failed at writing" in done.stderr) == (5, "", True)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes always wait there")
@pytest.mark.parametrize(
    ("number", "line"),
    [
        (0, "(sleep 1; cat t.txt) | HASTY docconv convert - -f text -t json -o - -q"),
        (1, "HASTY docconv convert t.txt -t json -o - -q | (sleep 1; cat)"),
        (2, "HASTY docconv convert t.txt -t json -o - --diagnostics json 2>&1 >/dev/null | (sleep 1; cat)"),
    ],
)
def test_a_stream_that_does_not_wait_loses_nothing(tmp_path: Path, number: int, line: str) -> None:
    """Programs that do other things meanwhile give such pipes; more goes through them than they hold."""
    talk = "Ann said: one.\n\nNote: x\n\nMaybe A: y\n\n" * 1000
    hasty = f"{sys.executable} -c 'import os, sys; os.set_blocking({number}, False); os.execv(sys.argv[1], sys.argv[1:])'"
    lines = [line.replace("HASTY", hasty), line.replace("HASTY ", "")]
    odd, usual = (shell(one, tmp_path, talk) for one in lines)
    assert (odd.returncode, odd.stderr) == (0, "")
    assert odd.stdout == usual.stdout
    assert len(odd.stdout) > 100_000
