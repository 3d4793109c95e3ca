"""Whatever goes wrong ends as one line with a remedy and the right exit code, and leaves nothing half-
written.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
import pytest

import docconv.cli.conversion
from docconv.cli.archives import is_archive
from support.command import TRANSCRIPT, Command, fails, process
from support.toy import SECRET

pytestmark = pytest.mark.usefixtures("toy_format")


@pytest.fixture(autouse=True)
def nothing_half_written(workdir: Path) -> Iterator[None]:
    """No temporary file outlives a run, and no folder is left empty."""
    yield
    left = [
        path
        for path in workdir.rglob("*")
        if "docconv" in path.name or (path.is_dir() and not any(path.iterdir()))
    ]
    assert left == []


@pytest.mark.parametrize("verb", ["convert", "check", "speakers"])
def test_a_missing_file(command: Command, verb: str) -> None:
    """Exit code 4 with the name that was given."""
    more = ("-o", "out.toy") if verb == "convert" else ()
    fails(command(verb, "nope.txt", *more), 4, "nope.txt: no such file; check the path")


@pytest.mark.parametrize(
    "call",
    [
        *(("convert", "", "-o", "out/", "-t", "toy"), ("convert", "talk.txt", "-o", "", "-t", "toy")),
        *(("convert", "talk.txt", "", "-o", "out/", "-t", "toy"), ("schema", "-o", ""), ("speakers", "")),
        *(("check", ""), ("learn", ""), ("report", ""), ("verify", "talk.txt", "")),
    ],
)
def test_an_empty_name(command: Command, workdir: Path, call: tuple[str, ...]) -> None:
    """It is not the folder of the call, which a variable that was never set would name."""
    workdir.joinpath("talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    before = set(workdir.iterdir())
    fails(command(*call), 2, "the name of a file is empty; write . for the folder")
    assert set(workdir.iterdir()) == before


def test_a_folder_as_input(command: Command, workdir: Path) -> None:
    """It does not become a file, and what explains a line wants a file."""
    workdir.joinpath("talks.txt").mkdir()
    workdir.joinpath("talks.txt", "talk.txt").touch()
    fails(command("convert", "talks.txt", "-o", "out.toy"), 2, "-t tei,docx,pdf")
    fails(command("explain", "talks.txt:1"), 4, "talks.txt: this is a folder; name the files in it")


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"", ("talk.txt: the file is empty", "; give a transcript")),
        (b" \n\n", ("talk.txt: the file holds only white space", "; give a transcript")),
        (b"%PDF-1.7 ...", ("talk.txt: this is a PDF file", "; read it with -f pdf")),
        (b"\x89PNG\r\n\x1a\n\0\0", ("talk.txt: this is a PNG picture", "; give a text file")),
        (b"Jan: ab\0\1\2", ("talk.txt:1:8: a NUL character", "; give a text file")),
        ("Zoë: Hi.".encode("cp1252"), ("talk.txt:1:3: byte 0xeb is not UTF-8", "--encoding cp1252")),
    ],
    ids=["empty", "blank", "pdf", "png", "nul", "encoding"],
)
def test_an_input_that_is_no_transcript(
    command: Command, workdir: Path, data: bytes, parts: tuple[str, ...]
) -> None:
    """Exit code 1, what it is, where, and what to do; nothing is written."""
    workdir.joinpath("talk.txt").write_bytes(data)
    fails(command("convert", "talk.txt", "-o", "new/out.toy"), 1, *parts)
    assert not workdir.joinpath("new").exists()


def test_the_encoding_of_the_remedy_helps(command: Command, workdir: Path) -> None:
    """What the error proposed makes the run succeed."""
    workdir.joinpath("talk.txt").write_bytes(TRANSCRIPT.replace("Ilona", "Ilöna").encode("cp1252"))
    assert command("convert", "talk.txt", "--encoding", "cp1252", "-o", "out.toy").code == 0


def test_an_unknown_encoding(command: Command) -> None:
    """A wrong call."""
    fails(
        command("check", "talk.txt", "--encoding", "klingon"),
        2,
        "klingon is not an encoding of text",
        "utf-8",
    )


@pytest.mark.parametrize("name", ["talk.txt", "talk.cha", "talk.csv", "talk.textgrid"])
def test_every_text_says_alike_what_is_wrong_with_its_encoding(
    command: Command, workdir: Path, name: str
) -> None:
    """An encoding that there is not is a wrong call; bytes that are not in theirs are told with their place."""
    workdir.joinpath(name).write_bytes(b"speaker,text\nAnn,\xff\xfa.\n")
    fails(command("check", name, "--encoding", "klingon"), 2, "klingon is not an encoding of text", "cp1252")
    told = command("check", name)
    assert told.code == 1
    assert f"{name}:2:5: " in told.err
    assert "encoding" in told.err


def test_a_line_of_a_megabyte(command: Command, workdir: Path) -> None:
    """One line without an end is a transcript like any other."""
    workdir.joinpath("talk.txt").write_text("Jan: " + "many words and more, " * 50_000, encoding="utf-8")
    assert command("convert", "talk.txt", "-o", "out.toy").code == 0
    assert workdir.joinpath("out.toy").stat().st_size > 1_000_000


def test_control_characters(command: Command, workdir: Path) -> None:
    """They are replaced, and each is told with its place."""
    workdir.joinpath("talk.txt").write_text(TRANSCRIPT.replace("plots", "pl\x08ots"), encoding="utf-8")
    result = command("convert", "talk.txt", "-o", "out.toy")
    assert result.code == 0
    assert "talk.txt:3:49: warning: control character U+0008 replaced" in result.err
    assert b"\x08ots" not in workdir.joinpath("out.toy").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        (("talk.txt", "-o", "out/", "-t", "odx"), 2, ("unknown format 'odx'", "known formats: text, tei,")),
        (("talk.txt", "-o", "out.xyz"), 2, ("out.xyz: no format has the suffix .xyz", "tei (.xml .tei)")),
        (("talk.txt", "-o", "out"), 2, ("out: no suffix tells the format", "tei (.xml .tei)")),
        (("talk.txt", "-o", "out/"), 2, ("nothing tells the format of the output", "-t tei,docx,pdf")),
        (("talk.txt", "-f", "klingon", "-o", "out.toy"), 2, ("unknown format 'klingon'",)),
        (("talk.txt", "-f", "blind", "-o", "out.toy"), 3, ("blind cannot be read yet",)),
        (("talk.txt", "-o", "out.sbv"), 3, ("text cannot be written",)),
        (("-", "-o", "out.toy"), 2, ("nothing tells the format of standard input", "-f text")),
        (("-", "-f", "text", "-o", "out/", "-t", "toy"), 2, ("standard input has no name",)),
        (("-", "-", "-f", "text", "-o", "out/", "-t", "toy"), 2, ("can be read once only",)),
        (("talk.txt", "-o", "-", "-t", "toy,blind"), 2, ("standard output takes one document",)),
        (("talk.txt", "-o", "-"), 2, ("nothing tells the format of the output",)),
        (("talk.txt", "-o", "out.toy", "-t", "toy,blind"), 2, ("2 outputs do not fit into the one file",)),
        (("talk.txt", "-o", "out/", "-t", "toy,toy"), 2, ("two outputs of this run would be out/talk.toy",)),
        (("talk.txt", "-o", "talk.txt", "-t", "toy", "--force"), 2, ("the output would replace the input",)),
        (("talk.txt",), 2, ("Missing option '-o'", "docconv convert --help")),
        ((), 2, ("Missing argument 'FILE|FOLDER...'", "docconv convert --help")),
        (("talk.txt", "-o", "out.toy", "--wat"), 2, ("No such option", "--wat", "docconv convert --help")),
        (("talk.txt", "-o", "o.toy", "--diagnostics", "xml"), 2, ("'xml' is not one of 'text', 'json'",)),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else str(value),
)  # fmt: skip
def test_a_wrong_call(
    command: Command, arguments: tuple[str, ...], code: int, parts: tuple[str, ...]
) -> None:
    """The error says what was not understood and what would be."""
    fails(command("convert", *arguments), code, *parts)


@pytest.mark.parametrize(
    ("option", "parts"),
    [
        ("toy.profil=x", ("unknown option toy.profil", "known: size, ratio, mode")),
        ("toy.size=ten", ("option toy.size cannot be 'ten'", "give a whole number")),
        ("toy.mode=odd", ("option toy.mode cannot be 'odd'", "one of: plain, fancy")),
        ("toy.lose=perhaps", ("option toy.lose cannot be 'perhaps'", "one of: true, yes")),
        ("toy.size", ("option 'toy.size' is not understood", "-O format.key=value")),
        ("size=10", ("option 'size=10' is not understood", "-O format.key=value")),
        ("pdf.size=10", ("option pdf.size: this run writes no pdf", "it writes toy")),
    ],
)
def test_a_wrong_writer_option(command: Command, option: str, parts: tuple[str, ...]) -> None:
    """The option is named with its path, and what would be right."""
    fails(command("convert", "talk.txt", "-o", "out.toy", "-O", option), 2, *parts)


def test_an_output_that_exists(command: Command, workdir: Path) -> None:
    """It is neither replaced nor touched, and the remedy is --force."""
    workdir.joinpath("out.toy").write_text("precious", encoding="utf-8")
    fails(command("convert", "talk.txt", "-o", "out.toy"), 4, "out.toy: the file exists", "--force")
    assert workdir.joinpath("out.toy").read_text(encoding="utf-8") == "precious"
    assert command("convert", "talk.txt", "-o", "out.toy", "--force").code == 0
    assert workdir.joinpath("out.toy").read_bytes().startswith(b"toy\n")


@pytest.mark.parametrize("target", ["talk.txt/out.toy", "talk.txt/deep/out.toy", "/proc/docconv/out.toy"])
def test_a_folder_that_cannot_be_written(command: Command, target: str) -> None:
    """Under a file, or where the system allows no folder, nothing can be put."""
    fails(
        command("convert", "talk.txt", "-o", target), 4, f"{target}: it cannot be written: ", "another folder"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(command: Command, workdir: Path) -> None:
    """The reason of the system is told."""
    workdir.joinpath("locked").mkdir(mode=0o500)
    fails(command("convert", "talk.txt", "-o", "locked/out.toy"), 4, "permission denied")
    workdir.joinpath("locked").rmdir()


def denied(path: object = ".", *_: object, **__: object) -> NoReturn:
    """What the system says of a folder without permission, to root as well."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def test_an_archive_that_cannot_be_listed(
    command: Command, workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error, and not a folder without files."""
    workdir.joinpath("locked").mkdir()
    monkeypatch.setattr(os, "scandir", denied)
    fails(command("convert", "locked", "-o", "out", "-t", "tei"), 4, "locked: the folder cannot be read: ")
    monkeypatch.undo()
    workdir.joinpath("locked").rmdir()


def test_a_file_in_a_folder_without_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can tell what it is; that it cannot be read is told of it, and not of standard output."""
    monkeypatch.setattr(Path, "stat", denied)
    with click.Context(click.Command("convert")):
        assert not is_archive(["locked/talk.txt"])


def test_a_name_that_is_too_long(command: Command) -> None:
    """The system's own limits are errors like others."""
    fails(
        command("convert", "talk.txt", "-o", f"{'x' * 300}.toy"),
        4,
        "it cannot be written: file name too long",
    )


def test_a_full_device(command: Command) -> None:
    """A device is written to, not replaced, and its refusal is told."""
    fails(
        command("convert", "talk.txt", "-t", "toy", "-o", "/dev/full"),
        4,
        "/dev/full",
        "no space left on device",
    )


def test_one_bad_input_of_many(command: Command, workdir: Path) -> None:
    """Each bad input has its line, wherever it stands, and what is good is put in place."""
    workdir.joinpath("empty.txt").touch()
    result = command("convert", "empty.txt", "talk.txt", "nope.txt", "-o", "out/", "-t", "toy")
    assert [line.split(": ")[2] for line in result.errors] == ["empty.txt", "nope.txt"]
    assert result.code == 1
    assert [path.name for path in workdir.joinpath("out").iterdir()] == ["talk.toy"]


def test_a_target_that_is_there_stops_its_input_only(command: Command, workdir: Path) -> None:
    """All files of that input stay away, and it stays as it was."""
    workdir.joinpath("two.txt").write_bytes(workdir.joinpath("talk.txt").read_bytes())
    workdir.joinpath("talk.xml").write_text("mine")
    result = command("convert", "talk.txt", "two.txt", "-o", "./", "-t", "tei,html")
    fails(result, 4, "talk.xml: the file exists")
    assert sorted(path.name for path in workdir.iterdir()) == [
        "talk.txt", "talk.xml", "two.html", "two.txt", "two.xml",
    ]  # fmt: skip
    assert workdir.joinpath("talk.xml").read_text() == "mine"


def test_strict_holds_for_each_input(command: Command, workdir: Path) -> None:
    """What has no warning is written."""
    workdir.joinpath("nobody.txt").write_text("It rained all day. Nothing else was seen or heard.\n")
    result = command("convert", "nobody.txt", "talk.txt", "-o", "out/", "-t", "toy", "--strict")
    assert result.code == 1
    assert "1 warning and --strict, so nothing was written" in result.err
    assert [path.name for path in workdir.joinpath("out").iterdir()] == ["talk.toy"]


def test_two_inputs_of_one_name(command: Command, workdir: Path) -> None:
    """The second would replace the first."""
    workdir.joinpath("more").mkdir()
    workdir.joinpath("more", "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    result = command("convert", "talk.txt", "more/talk.txt", "-o", "out/", "-t", "toy")
    fails(result, 2, "two outputs of this run would be out/talk.toy")


@pytest.mark.parametrize(
    ("text", "code", "parts"),
    [
        ("speaker = 3", 2, ("speakers.toml:1:",)),
        ("[[speaker]\n", 2, ("speakers.toml:1:",)),
        ("[[speaker]]\nid = 'a b'\n", 2, ("speakers.toml:1",)),
        (
            "[[speaker]]\nid = 'a'\ncolour = 'red'\n",
            2,
            ("speakers.toml:3:1", "unknown key 'speaker[0].colour'"),
        ),
        (None, 4, ("speakers.toml: no such file",)),
    ],
)
def test_a_bad_speaker_file(
    command: Command, workdir: Path, text: str | None, code: int, parts: tuple[str, ...]
) -> None:
    """The error names the file and what does not belong there."""
    if text is not None:
        workdir.joinpath("speakers.toml").write_text(text, encoding="utf-8")
    fails(command("check", "talk.txt", "--speakers", "speakers.toml"), code, *parts)


def test_a_speaker_file_in_another_encoding(command: Command, workdir: Path) -> None:
    """TOML is UTF-8."""
    workdir.joinpath("speakers.toml").write_bytes(b"[[speaker]]\nid = 'zoe'\nname = 'Zo\xeb'\n")
    fails(
        command("check", "talk.txt", "--speakers", "speakers.toml"),
        2,
        "speakers.toml:3:11: a TOML file is UTF-8, and the byte 0xEB here is not; save it as UTF-8",
    )


def test_a_bug_is_one_line_without_traceback(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 70, and how to see more."""

    def broken(*_: object, **__: object) -> None:
        message = "a wheel came off"
        raise RuntimeError(message)

    monkeypatch.setattr("docconv.cli.conversion.render_files", broken)
    result = command("convert", "talk.txt", "-o", "out.toy")
    fails(result, 70, "unexpected RuntimeError: a wheel came off; this is a bug", "DOCCONV_TRACEBACK=1")


@pytest.mark.parametrize("doing", ["writing", "reading"])
def test_a_plug_in_that_fails_is_named(command: Command, workdir: Path, doing: str) -> None:
    """Exit code 5; it is no bug of docconv."""
    workdir.joinpath("broken.toy").write_bytes(SECRET + b"no pickle")
    calls = {
        "writing": ("talk.txt", "-o", "out.toy", "-O", "toy.fail=yes"),
        "reading": ("broken.toy", "-o", "out.xml"),
    }
    result = command("convert", *calls[doing])
    fails(result, 5, f"the plug-in toys (docconv-toys 1.2) failed at {doing} toy: ", "tell its authors")
    assert "bug" not in result.err


def test_a_traceback_is_shown_on_demand(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """For those who want to report a bug."""
    monkeypatch.setenv("DOCCONV_TRACEBACK", "1")
    result = command("convert", "talk.txt", "-o", "out.toy", "-O", "toy.fail=yes")
    assert result.code == 5
    assert "Traceback (most recent call last)" in result.err
    assert "RuntimeError: the toy broke" in result.err


def test_an_interruption_leaves_nothing(
    command: Command, workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C in the middle of a run: exit code 130, one line, no file."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(docconv.cli.conversion, "render_files", interrupted)
    fails(command("convert", "talk.txt", "-o", "new/out.toy"), 130, "interrupted")
    assert not workdir.joinpath("new").exists()


def test_a_name_with_control_characters_stays_one_line(command: Command) -> None:
    """A file name can neither break the line nor command the terminal."""
    result = command("check", "no\nsuch\x1b[31m.txt")
    fails(result, 4, "no such file")
    assert "\x1b" not in result.err


def test_a_bad_source_date_epoch(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not silently ignored."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    fails(command("convert", "talk.txt", "-o", "out.toy"), 2, "SOURCE_DATE_EPOCH is 'yesterday'")


def test_the_same_holds_in_a_process_of_its_own(workdir: Path) -> None:
    """As a user meets it: exit code and line come out of `python -m docconv`."""
    fails(process("check", str(workdir / "nope.txt")), 4, "nope.txt: no such file; check the path")


@pytest.mark.usefixtures("workdir")
def test_learn_names_a_file_that_is_not_there(command: Command) -> None:
    """It is not said to lack decisions."""
    fails(command("learn", "none.txt"), 4, "none.txt: no such file")
