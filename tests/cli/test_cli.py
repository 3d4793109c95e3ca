"""The commands, as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import docconv
from docconv.cli.commands import docconv as docconv_command
from docconv.cli.console import Console, coloured
from support.command import TRANSCRIPT, Command, fails
from support.growth import ratio
from support.toy import options_in

pytestmark = pytest.mark.usefixtures("toy_format", "workdir")
SELDOM = {"anyascii", "traceback", "pikepdf", "pypdfium2", "html.entities"} | {
    f"docconv.{name}"
    for name in (
        "formats.text.notes",
        "formats.text.caption_words",
        "transcript.styled",
        "tei.keeping.notices",
    )
}
"""What few runs need."""
HEAVY = {"lxml", "docx", "reportlab", "cattrs", "tomllib", "docconv.pipeline", "docconv.transcript"}


def test_version_loads_nothing() -> None:
    """`docconv --version` answers at once, so no library is loaded for it, neither ours nor that of Python."""
    code = (
        "import sys; before = set(sys.modules); from docconv.__main__ import main; sys.argv[1:] = ['--version']"
        "\ntry: main()\nexcept SystemExit as end: print(end.code, *set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    version, modules = done.stdout.splitlines()
    assert version == f"docconv {docconv.__version__}"
    assert set(modules.split()) == {"None", "__future__", "docconv", "docconv.__main__"}


def test_a_small_run_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    """Names in ASCII are not written in other letters, what goes right needs no traceback, and a text without
    notes, captions and lost words nothing of what reads them.
    """
    source = tmp_path / "two.txt"
    source.write_text("Ann: Good day.\n\nBen: Good day to you.\n", "utf-8")
    code = (
        "import sys; from docconv.cli import run; "
        f"print(run(['convert', {str(source)!r}, '-o', 'two.xml', '-q']), *sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    done, *loaded = run.stdout.split()
    assert done == "0"
    assert not SELDOM & set(loaded)


def test_help_loads_nothing_heavy() -> None:
    """`docconv --help` answers at once, so none of the libraries behind the formats may be loaded for it."""
    code = "import sys; from docconv.cli import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert set(done.stdout.splitlines()[-1].split()) & HEAVY == set()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_version_on_a_full_disk_is_an_error() -> None:
    """What cannot be said is not passed over."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "docconv", "--version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1


def test_version_is_that_of_the_package() -> None:
    """The one in the code is the one that is installed, and `docconv --version` says it by either road."""
    assert metadata.version("docconv") == docconv.__version__


def test_version_is_quick() -> None:
    """Hardly more than the start of Python."""
    start = [sys.executable, "-c", "pass"]
    told = [sys.executable, "-c", "from docconv.__main__ import main; main()", "--version"]
    assert ratio(lambda: quiet(told), lambda: quiet(start)) < 2


def quiet(arguments: Sequence[str]) -> None:
    """Run a program whose output nobody reads."""
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "verb", ["", "convert", "preview", "review", "check", "learn", "explain", "speakers", "verify", "formats"]
)
def test_every_command_explains_itself(command: Command, verb: str) -> None:
    """`-h` and `--help` are the same, and no error."""
    short, long = command(*verb.split(), "-h"), command(*verb.split(), "--help")
    assert (short.code, short.text) == (0, long.text)
    assert "Usage: docconv" in short.text
    assert not {"\\", "\b"}.intersection(short.text), "lines of examples are kept as they are"


def test_no_arguments_show_the_help(command: Command) -> None:
    """A wrong call, but a friendly answer."""
    result = command()
    assert (result.code, "Commands:" in result.err) == (2, True)


def test_convert_takes_the_format_from_the_suffix(command: Command, workdir: Path) -> None:
    """Nothing is printed where nothing is doubtful and nobody watches."""
    result = command("convert", "talk.txt", "-o", "out.toy")
    assert (result.code, result.out, result.err) == (0, b"", "")
    assert docconv.read(workdir / "out.toy").metadata.title == "The garden committee meets"


def test_convert_makes_the_folder_and_all_formats(command: Command, workdir: Path) -> None:
    """Formats as a list with commas or repeated; names from the inputs, suffixes from the formats."""
    workdir.joinpath("two.txt").write_text(TRANSCRIPT, encoding="utf-8")
    assert command("convert", "talk.txt", "two.txt", "-o", "a/b/", "-t", "toy, blind").code == 0
    assert sorted(path.name for path in workdir.joinpath("a/b").iterdir()) == [
        "talk.blind", "talk.toy", "two.blind", "two.toy",
    ]  # fmt: skip
    assert command("convert", "talk.txt", "-o", "c", "-t", "toy", "-t", "blind").code == 0
    assert sorted(path.name for path in workdir.joinpath("c").iterdir()) == ["talk.blind", "talk.toy"]


def test_an_existing_folder_needs_no_slash(command: Command, workdir: Path) -> None:
    """`-o out` is the folder where there is one."""
    workdir.joinpath("out").mkdir()
    assert command("convert", "talk.txt", "-o", "out", "-t", "toy").code == 0
    assert workdir.joinpath("out", "talk.toy").is_file()


def test_pipes(command: Command) -> None:
    """Standard input to standard output, and not a byte besides."""
    result = command("convert", "-", "-f", "text", "-t", "toy", "-o", "-", stdin=TRANSCRIPT.encode())
    assert (result.code, result.err) == (0, "")
    assert docconv.read(result.out, format="toy").speakers[0].name == "Ilona Kis"


def test_binary_formats_are_kept_off_the_terminal(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wants a PDF on the screen."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    result = command("convert", "talk.txt", "-t", "toy", "-o", "-")
    assert (result.code, result.out) == (2, b"")
    assert "toy is not for a terminal; send it to a file or a pipe" in result.err


def test_a_device_is_written_to_and_not_replaced(command: Command) -> None:
    """`-o /dev/null` leaves the device alone."""
    assert command("convert", "talk.txt", "-t", "toy", "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_writer_options_reach_the_writer(command: Command, workdir: Path) -> None:
    """`-O` is turned into the types of the Options class."""
    made = command(
        "convert",
        "talk.txt",
        "-o",
        "o.toy",
        "-O",
        "toy.size=12",
        "-O",
        "toy.names=a, b",
        "-O",
        "toy.ratio=.5",
    )
    options = options_in(workdir.joinpath("o.toy").read_bytes())
    assert (made.code, options.size, options.names, options.ratio) == (0, 12, ("a", "b"), 0.5)


def test_the_clock_is_an_input(command: Command, workdir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH, else the time stamp of the input; standard input has none."""
    os.utime(workdir / "talk.txt", (86400, 86400))
    command("convert", "talk.txt", "-o", "stamp.toy")
    command("convert", "-", "-f", "text", "-o", "none.toy", stdin=TRANSCRIPT.encode())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    command("convert", "talk.txt", "-o", "epoch.toy")
    found = [
        options_in(workdir.joinpath(f"{name}.toy").read_bytes()).created
        for name in ("stamp", "none", "epoch")
    ]
    assert [moment and moment.isoformat() for moment in found] == [
        "1970-01-02T00:00:00+00:00", None, "1970-01-01T00:00:00+00:00",
    ]  # fmt: skip


def test_the_same_bytes_twice(command: Command, workdir: Path) -> None:
    """Same input, same options, same output."""
    for name in ("one", "two"):
        command("convert", "talk.txt", "-o", f"{name}/", "-t", "toy,tei")
    for suffix in ("toy", "xml"):
        assert (
            workdir.joinpath(f"one/talk.{suffix}").read_bytes()
            == workdir.joinpath(f"two/talk.{suffix}").read_bytes()
        )


def test_a_replaced_file_keeps_its_mode(command: Command, workdir: Path) -> None:
    """Who made an output private keeps it private."""
    workdir.joinpath("out.toy").touch(mode=0o600)
    command("convert", "talk.txt", "-o", "out.toy", "--force")
    assert workdir.joinpath("out.toy").stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed(command: Command, workdir: Path) -> None:
    """The file behind a link is replaced, not the link."""
    workdir.joinpath("real.toy").touch()
    workdir.joinpath("link.toy").symlink_to("real.toy")
    assert command("convert", "talk.txt", "-o", "link.toy", "--force").code == 0
    assert workdir.joinpath("link.toy").is_symlink()
    assert workdir.joinpath("real.toy").stat().st_size > 0


def test_losses_are_told_once_for_each_input(command: Command, workdir: Path) -> None:
    """A warning of a writer goes to standard error; the file is written all the same."""
    result = command("convert", "talk.txt", "-o", "out.toy", "-O", "toy.lose=yes")
    assert (result.code, result.err) == (0, "talk.txt: warning: toys carry no weight [not-written]\n")
    assert workdir.joinpath("out.toy").exists()


def test_quiet_shows_only_errors(command: Command) -> None:
    """`-q` silences warnings."""
    assert command("convert", "talk.txt", "-o", "out.toy", "-O", "toy.lose=yes", "-q").err == ""


def test_verbose_shows_information_and_what_is_done(command: Command) -> None:
    """What `check` shows, and a line of the log for each thing that was read or written."""
    Path("few.txt").write_text(
        "ANN: Yes, we do.\n\nBEN: And no.\n\nANN: Why?\n\nSome voices: Why!\n", "utf-8"
    )
    told = command("check", "few.txt", "--fail-on", "never").text.splitlines()[0]
    assert ": info: " in told
    assert told not in command("convert", "few.txt", "-o", "a.xml").err.splitlines()
    shown = command("convert", "few.txt", "-o", "b.xml", "-v").err.splitlines()
    assert told in shown
    assert shown[:2] == [
        "docconv: read few.txt as text: 1 notices",
        f"docconv: wrote tei: {Path('b.xml').stat().st_size} bytes, 0 notices",
    ]


def test_a_dry_run_writes_nothing_and_tells_what_it_would(command: Command, workdir: Path) -> None:
    """Neither files nor folders; what cannot be written is refused as in a run."""
    before = sorted(workdir.rglob("*"))
    done = command("convert", "talk.txt", "-o", "out/", "-t", "tei,txt", "--dry-run")
    assert done.code == 0
    assert done.text.splitlines()[:2] == ["would write out/talk.xml", "would write out/talk.txt"]
    assert command("convert", "talk.txt", "-o", "-", "-t", "tei", "--dry-run").text == ""
    assert sorted(workdir.rglob("*")) == before
    command("convert", "talk.txt", "-o", "made.xml")
    fails(command("convert", "talk.txt", "-o", "made.xml", "--dry-run"), 4, "made.xml", "exists")


def test_a_dry_run_of_a_folder_reads_nothing(command: Command, workdir: Path) -> None:
    """It names what each file would become, what nothing reads, and two that would become one."""
    folder = workdir / "in" / "below"
    folder.mkdir(parents=True)
    for name in ("a.txt", "b.txt", "b.md", "c.jpg"):
        (folder / name).write_bytes(b"\xff\xff")
    done = command("convert", "in", "-o", "out/", "-t", "tei,docx", "--dry-run")
    assert done.code == 1
    assert done.text.splitlines() == [
        f"would write {workdir / 'out' / 'below' / 'a'}{suffix}" for suffix in (".xml", ".docx")
    ]
    assert len([line for line in done.errors if "would become the same file" in line]) == 2
    assert "not read: 1 .jpg" in done.err.splitlines()
    assert not (workdir / "out").exists()


def test_a_language_can_be_said(command: Command) -> None:
    """Where the words do not tell it; one that is no tag is refused."""
    Path("few.txt").write_text("A: Ja.\n\nB: Ja.\n\nA: Na.\n", "utf-8")
    command("convert", "few.txt", "-o", "few.xml", "--lang", "de-AT")
    assert docconv.read("few.xml").metadata.lang == "de-AT"
    fails(command("check", "few.txt", "--lang", "x y"), 2, "lang cannot be 'x y'")


def test_findings_of_a_conversion_go_to_code_scanning(command: Command) -> None:
    """Those of single files; an archive has none."""
    log = json.loads(command("convert", "talk.txt", "-o", "a.xml", "--diagnostics", "sarif").text)
    assert log["version"] == "2.1.0"
    fails(command("convert", ".", "-o", "out/", "-t", "tei", "--diagnostics", "sarif"), 2, "single files")


def test_strict_writes_nothing_on_a_warning(command: Command, workdir: Path) -> None:
    """Exit code 1, and no file."""
    result = command("convert", "talk.txt", "-o", "out.toy", "-O", "toy.lose=yes", "--strict")
    assert (result.code, len(result.errors)) == (1, 1)
    assert "1 warning and --strict, so nothing was written" in result.err
    assert not workdir.joinpath("out.toy").exists()


def test_speakers_can_be_edited_and_given_back(command: Command, workdir: Path) -> None:
    """The table that is printed is the table that is read."""
    table = command("speakers", "talk.txt").text
    assert 'id = "ilona-kis"' in table
    workdir.joinpath("s.toml").write_text(table.replace('"ilona-kis"', '"ik"'), encoding="utf-8")
    assert command("convert", "talk.txt", "--speakers", "s.toml", "-o", "out.toy").code == 0
    assert [speaker.id for speaker in docconv.read(workdir / "out.toy").speakers] == ["ik", "jan-molnar"]


def test_verify_finds_the_same(command: Command) -> None:
    """Source and outputs are compared with the first file."""
    command("convert", "talk.txt", "-o", "out.toy")
    result = command("verify", "talk.txt", "out.toy")
    assert (result.code, result.text) == (0, "out.toy: the same as talk.txt\n")


def test_verify_shows_differences_as_a_person_would(command: Command, workdir: Path) -> None:
    """Which turn, which words, in which file."""
    command("convert", "talk.txt", "-o", "out.toy")
    workdir.joinpath("talk.txt").write_text(TRANSCRIPT.replace("forty", "fifty"), encoding="utf-8")
    result = command("verify", "talk.txt", "out.toy")
    assert result.code == 1
    assert result.text == (
        'out.toy: turn t1 (Ilona Kis): words differ: talk.txt has "The garden has fifty plots."; '
        'out.toy has "The garden has forty plots." [words]\n'
    )
    assert command("verify", "talk.txt", "out.toy", "--ignore", "words").code == 0


def test_verify_says_what_it_could_not_compare(command: Command) -> None:
    """A format without a reader is a finding, not a pass."""
    command("convert", "talk.txt", "-o", "out.blind")
    result = command("verify", "talk.txt", "out.blind")
    assert result.code == 1
    assert result.text.startswith("out.blind: not compared: blind cannot be read yet")


def test_what_cannot_be_read_back_is_not_written_as_verified(command: Command, workdir: Path) -> None:
    """Neither alone nor beside what can."""
    result = command("convert", "talk.txt", "-o", "out/", "-t", "tei,blind", "--verify")
    assert (result.code, "nothing reads blind, so such files cannot be verified" in result.err) == (2, True)
    assert not workdir.joinpath("out").exists()


def test_what_is_on_by_itself_is_switched_off_by_a_flag(command: Command, workdir: Path) -> None:
    """An option with the default `True` has a flag that says no."""
    assert command("convert", "talk.txt", "-o", "out.toy").code == 0
    assert options_in(workdir.joinpath("out.toy").read_bytes()).heads
    assert command("convert", "talk.txt", "-o", "off.toy", "--no-heads").code == 0
    assert not options_in(workdir.joinpath("off.toy").read_bytes()).heads
    assert command("convert", "talk.txt", "-o", "no.toy", "--heads").code == 2


def test_verify_limits_what_it_shows(command: Command, workdir: Path) -> None:
    """`--max` lines a file, and how many are left."""
    command("convert", "talk.txt", "-o", "out.toy")
    workdir.joinpath("talk.txt").write_text(TRANSCRIPT.replace("Ilona Kis", "Ida Rot"), encoding="utf-8")
    few, all_ = (
        command("verify", "talk.txt", "out.toy", "--max", most).text.splitlines() for most in ("1", "0")
    )
    assert few == [all_[0], f"out.toy: {len(all_) - 1} more differences; --max 0 shows all"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("talk.txt",), "there is nothing to compare"),
        (("talk.txt", "talk.txt", "--ignore", "x"), "unknown aspect 'x'"),
    ],
)
def test_verify_refuses_a_wrong_call(command: Command, arguments: tuple[str, ...], part: str) -> None:
    """One file proves nothing, and an aspect must be known."""
    result = command("verify", *arguments)
    assert (result.code, part in result.err) == (2, True)


def test_formats_lists_what_can_be_read_and_written(command: Command) -> None:
    """One line a format; plug-ins are named."""
    table = [line.split() for line in command("formats").text.splitlines()]
    assert table[0][:5] == ["name", "suffixes", "read", "write", "from"]
    assert ["toy", ".toy", "yes", "yes", "toys", "(docconv-toys", "1.2)", "Toy"] in table
    assert ["blind", ".blind", "no", "yes", "toys"] in [line[:5] for line in table]


def test_colours_need_a_terminal_and_no_objection(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and dumb terminals are respected."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured("error", "error", sys.stderr) == "\x1b[1;31merror\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert coloured("error", "error", sys.stderr) == "error"


def test_progress_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is shown there, wiped again, and nowhere else."""
    for terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        console = Console()
        console.progress(1, 2, "talk.txt")
        console.clear()
        shown = capsys.readouterr().err
        assert ("docconv: 1 of 2: talk.txt" in shown) == terminal
        assert shown.endswith("\r") == terminal


def test_a_closed_pipe_is_no_error(workdir: Path) -> None:
    """`docconv check long.txt | true` ends quietly, with the code of what it found."""
    talk = "\n\n".join(f"Ann Smith{chr(97 + n % 26)}{chr(97 + n // 26)}: Hello." for n in range(600))
    workdir.joinpath("long.txt").write_text(talk, encoding="utf-8")
    line = f"{sys.executable} -m docconv check --diagnostics json long.txt talk.txt | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False)  # noqa: S607
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.parametrize(("name", "to"), [("a.docx", "tei"), ("a.xml", "pdf"), ("a.html", "docx")])
def test_a_file_is_not_named_after_another_format(command: Command, name: str, to: str) -> None:
    """Word opens no TEI whose name ends in .docx."""
    fails(command("convert", "talk.txt", "-o", name, "-t", to), 2, f"{name}: ", f"and {to} is asked for")
    assert not Path(name).exists()


@pytest.mark.parametrize(("name", "to"), [("a.json", "pandoc"), ("a.txt", "fountain"), ("a.out", "docx")])
def test_a_text_may_have_the_suffix_of_another_one(command: Command, name: str, to: str) -> None:
    """A suffix that no format has says nothing against any."""
    assert command("convert", "talk.txt", "-o", name, "-t", to).code == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("convert --theme mi", ["minutes"]),
        ("convert --profile sp", ["spoken"]),
        ("convert -t tei,do", ["tei,docx"]),
        ("preview -t ht", ["html"]),
        ("convert --apply drop-times,merge", ["drop-times,merge-turns"]),
        ("convert --without das", ["dash"]),
        ("convert -O tei.prof", ["tei.profile="]),
        ("check -f textg", ["textgrid"]),
        ("check --fail-on ne", ["never"]),
        ("rule label-re", ["label-rejected"]),
        ("che", ["check"]),
    ],
)
def test_shells_complete_values(typed: str, expected: list[str]) -> None:
    """Of options and arguments that take one of a few, and of lists of them the last."""
    *given, begun = typed.split()
    completion = ShellComplete(docconv_command, {}, "docconv", "_DOCCONV_COMPLETE")
    assert [one.value for one in completion.get_completions(given, begun)] == expected
