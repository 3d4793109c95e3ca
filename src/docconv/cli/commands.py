"""The commands and their options.

What they need they load when they run, so that `docconv --version` and `--help` are quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

import click

from docconv import __version__
from docconv.cli.archives import archive_options, is_archive
from docconv.cli.console import Console, follow_log
from docconv.cli.flags import (
    ConfiguredCommand,
    WriterCommand,
    change_of,
    change_options,
    completed,
    configured,
    given_changes,
    given_flags,
    given_reading,
    reading_options,
)
from docconv.cli.serving import serve
from docconv.errors import EXIT_FINDINGS, EXIT_OK, UsageError
from docconv.wellformed.unseen import escaped

if TYPE_CHECKING:
    from docconv.cli.conversion import Reading
    from docconv.cli.diagnostics import Severity, Style
    from docconv.metadata.facts import FactPairs
    from docconv.notices import Notice
    from docconv.speakers.labels.shown import ShownLabels

F = TypeVar("F", bound=Callable[..., object])

DIAGNOSTICS = click.option(
    "--diagnostics", type=click.Choice(["text", "json", "github", "sarif"]), default="text",
    show_default=True, help="How findings are shown: for people, programs, GitHub Actions, code scanning.",
)  # fmt: skip
QUIET = click.option("-q", "--quiet", is_flag=True, help="Show only errors.")
VERBOSE = click.option(
    "-v", "--verbose", is_flag=True, help="Show what is information only, too, and what is read and written."
)
WRITTEN = "formats written"
ASSIGNMENTS = click.option(
    "-O",
    "options",
    metavar="FORMAT.KEY=VALUE",
    multiple=True,
    help="An option of a writer; may be repeated.",
    shell_complete=completed("assignments"),
)


def _name(value: str) -> str:
    """The name of a file as it was given. Raises `UsageError` for one that is empty, as a variable of a shell
    that was never set: it would be the folder of the call.
    """
    if not value:
        message = "the name of a file is empty"
        raise UsageError(message, remedy="write . for the folder in which this is called")
    return value


def _conversion_options(command: F) -> F:
    """What `convert` and `watch` are called with."""
    options = (
        click.option(
            "-o", "--output", metavar="PATH", required=True, type=_name,
            help="File, folder (with a slash) or -.",
        ),
        click.option(
            "-t", "--to", metavar="FORMATS", multiple=True,
            help="Formats to write, as tei,docx,pdf; may be repeated.", shell_complete=completed(WRITTEN),
        ),
        reading_options(),
        ASSIGNMENTS,
        click.option(
            "--labels", type=click.Choice(["printed", "names", "none"]), default="printed", show_default=True,
            help="Labels as the text prints them, the speakers' names, or none.",
        ),
        change_options,
        click.option(
            "--verify", is_flag=True, help="Read back what was rendered; write nothing if it differs."
        ),
        click.option("--strict", is_flag=True, help="Write nothing of an input with a warning."),
        archive_options,
        DIAGNOSTICS,
        QUIET,
        VERBOSE,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="docconv %(version)s")
def docconv() -> None:
    """Transcripts to TEI-XML, DOCX, PDF and HTML with the same speaker markup in all of them.

    Exit codes: 0 done, 1 findings or an input that cannot be used, 2 wrong call, 3 a format or plug-in
    is missing, 4 a file cannot be read or written or is there already, 5 a plug-in failed, 6 words
    of an input would be lost, 70 a bug, 128 and the number of a signal.
    """


docconv.add_command(serve)


@docconv.command(cls=WriterCommand)
@click.argument("inputs", metavar="FILE|FOLDER...", type=_name, nargs=-1, required=True)
@_conversion_options
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option("--dry-run", is_flag=True, help="Do all but write: tell which files would be written.")
def convert(
    *, inputs: Sequence[str], output: str, to: Sequence[str], options: Sequence[str], labels: str,
    verify: bool, force: bool, strict: bool, diagnostics: str, quiet: bool, verbose: bool, dry_run: bool,
) -> int:  # fmt: skip
    """Convert transcripts. FILE may be - for standard input, or a folder, which becomes a folder.

    \b
    docconv convert transcript.txt -o out/ -t tei,docx,pdf
    docconv convert transcript.txt -o transcript.xml
    docconv convert in/ -o out/ -t tei,docx --jobs auto
    cat transcript.txt | docconv convert - -f text -t tei -o -
    """
    from docconv.cli.conversion import Conversion
    from docconv.cli.plan import check_verifiable, plan, writer_values

    console = _console(quiet=quiet, verbose=verbose)
    if is_archive(inputs, output):
        from docconv.cli.archives.conversion import ArchiveConversion

        archive = ArchiveConversion(
            _reading(), console, cast("Style", diagnostics), cast("ShownLabels", labels),
            assignments=options, verify=verify, strict=strict, force=force, changes=given_changes(),
        )  # fmt: skip
        return (archive.foretell if dry_run else archive.run)(inputs, output, _names(to))
    jobs = plan(inputs, output, _names(to))
    rows = [target.format for job in jobs for target in job.targets]
    values = writer_values(options, given_flags(), rows, configured(rows))
    if verify:
        check_verifiable(rows)
    conversion = Conversion(
        _reading(), values, console, force=force, strict=strict,
        style=cast("Style", diagnostics), labels=cast("ShownLabels", labels), verify=verify,
        change=change_of(*given_changes()), is_dry=dry_run,
    )  # fmt: skip
    return conversion.run(jobs)


@docconv.command(cls=WriterCommand)
@click.argument("inputs", metavar="FILE|FOLDER...", type=_name, nargs=-1, required=True)
@_conversion_options
def watch(
    *, inputs: Sequence[str], output: str, to: Sequence[str], options: Sequence[str],
    labels: str, verify: bool, strict: bool, diagnostics: str, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Convert what is new or changed, now and whenever something changes; needs docconv[watch].

    It goes on where an earlier run with the same output ended. An interrupt (Ctrl-C) ends it.

    \b
    docconv watch in/ -o out/ -t tei,docx
    """
    from docconv.cli.archives.conversion import ArchiveConversion
    from docconv.cli.archives.watching import changes

    console = _console(quiet=quiet, verbose=verbose)
    archive = ArchiveConversion(
        _reading(), console, cast("Style", diagnostics), cast("ShownLabels", labels),
        assignments=options, verify=verify, strict=strict, resume=True, changes=given_changes(),
    )  # fmt: skip
    return archive.run(inputs, output, _names(to), changes)


@docconv.command(cls=WriterCommand)
@click.argument("source", metavar="FILE", type=_name)
@click.option(
    "-t",
    "--to",
    metavar="FORMATS",
    default="html",
    show_default=True,
    help="What to look at, as html,pdf.",
    shell_complete=completed(WRITTEN),
)
@reading_options()
@ASSIGNMENTS
@change_options
@click.option("--media", metavar="FILE", help="Sound or film of the transcript, which the page plays.")
@click.option("--open/--no-open", "opens", default=True, help="Whether what was made is opened.")
@QUIET
def preview(
    *, source: str, to: str, options: Sequence[str], media: str | None, opens: bool, quiet: bool
) -> int:
    """Show a transcript in the browser, as a page or as a PDF.

    It is made in a new folder for temporary files, whose name is printed.

    \b
    docconv preview transcript.txt
    docconv preview transcript.txt -t html,pdf --theme minutes
    docconv preview transcript.txt --media meeting.mp3
    """
    from docconv.cli.conversion import Conversion
    from docconv.cli.conversion import preview as show
    from docconv.cli.plan import playing, writer_values
    from docconv.formats.lookup import writer

    rows = [writer(name) for name in _names([to]) or [to]]
    played = () if media is None else playing(media, rows)
    values = writer_values((*played, *options), given_flags(), rows, configured(rows))
    conversion = Conversion(_reading(), values, Console(quiet=quiet), change=change_of(*given_changes()))
    return show(source, rows, conversion, opens=opens)


@docconv.command(cls=ConfiguredCommand)
@click.argument("given", metavar="FILE|FOLDER", type=_name)
@reading_options()
@click.option("--media", metavar="FILE", help="Sound or film of the transcript, to listen to a place.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; a free one without it.")
@click.option("--open/--no-open", "opens", default=True, help="Whether the page is opened.")
def review(*, given: str, media: str | None, port: int, opens: bool) -> int:
    """Decide on a page in the browser who speaks where; needs docconv[review].

    Only this machine reaches the page, and only the browser that opens the printed address first. What is
    decided is in the file beside the transcript at once. An interrupt (Ctrl-C) ends it.

    \b
    docconv review transcript.txt
    docconv review transcripts/ --media meeting.mp3
    """
    from docconv.review import serve
    from docconv.review.reading import ReviewOptions

    read = _reading()
    options = ReviewOptions(read.format, read.encoding, read.speakers, read.convention, tuple(read.without))
    return serve(given, options, media, port, opens=opens)


@docconv.command(cls=ConfiguredCommand)
@click.argument("inputs", metavar="FILE...", type=_name, nargs=-1, required=True)
@reading_options()
@click.option("--schema", metavar="FILE", help="RELAX NG or ODD that TEI has to follow.")
@DIAGNOSTICS
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error", "never"]),
    default="warning",
    show_default=True,
    help="From which findings on the exit code is 1.",
)
@QUIET
def check(*, inputs: Sequence[str], schema: str | None, diagnostics: str, fail_on: str, quiet: bool) -> int:
    """Show what was guessed or is doubtful, with line and column; of TEI, also what is wrong with it.

    What a given schema does not accept is an error, what docconv's own does not have is none.

    Exit code 1 says that there are warnings or errors, or what --fail-on says.
    """
    from docconv.cli.checking import check_files

    severities: tuple[Severity, ...] = ("info", "warning", "error")
    fatal = () if fail_on == "never" else severities[severities.index(cast("Severity", fail_on)) :]
    style, console = cast("Style", diagnostics), Console(quiet=quiet)
    return check_files(inputs, _reading(), console, style, schema, fatal=fatal)


@docconv.command()
@click.option(
    "-o", "--output", metavar="FOLDER", required=True, type=_name, help="Where to put the two files."
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def schema(*, output: str, force: bool) -> int:
    """Write the schema of docconv's TEI, as ODD and RELAX NG, to where `schemaRef` of files there points."""
    from docconv.cli.listing import write_schema

    write_schema(output, Console(), overwrite=force)
    return EXIT_OK


@docconv.command(cls=ConfiguredCommand)
@click.argument("place", metavar="FILE:LINE", type=_name)
@reading_options("without", "convention", "encoding", "lang", "from")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def explain(*, place: str, as_json: bool) -> int:
    """Tell everything that spoke for and against the reading of one line.

    It ends with what would change it: a table for the file of corrections beside the transcript.
    """
    from docconv.cli.explaining import explain_place

    return explain_place(place, _reading(), as_json=as_json)


@docconv.command(cls=ConfiguredCommand)
@click.argument("inputs", metavar="FILE...|FOLDER", type=_name, nargs=-1, required=True)
@reading_options("encoding")
@click.option("--write", is_flag=True, help="Of a folder: write it into the docconv.toml of each source.")
def learn(*, inputs: Sequence[str], write: bool) -> int:
    """Print what the decisions beside texts teach of their source.

    \b
    docconv learn first.txt > source.toml
    docconv convert second.txt --convention source.toml -o second.xml
    docconv learn archive/ --write
    """
    from docconv.cli.teaching import print_learnt

    return print_learnt(inputs, _reading().encoding, Console(), write=write)


@docconv.command("speakers", cls=ConfiguredCommand)
@click.argument("inputs", metavar="FILE|FOLDER...", type=_name, nargs=-1, required=True)
@reading_options()
@click.option("--proposed", is_flag=True, help="Of several files: what is only proposed is written, too.")
def list_speakers(*, inputs: Sequence[str], proposed: bool) -> int:
    """Print the speakers found as a speaker file, to be edited and given back with --speakers.

    Of a folder or several files it has those that are one person in more files than one, and as comments
    those that may be.

    \b
    docconv speakers transcript.txt > speakers.toml
    docconv convert transcript.txt --speakers speakers.toml -o transcript.pdf
    docconv speakers archive/ > people.toml
    """
    if len(inputs) > 1 or is_archive(inputs):
        from docconv.cli.archives.registering import print_registry

        return print_registry(inputs, _reading(), Console(), with_proposed=proposed)
    from docconv.speakers.table import table_text

    document, _ = _reading().document(inputs[0])
    sys.stdout.write(escaped(table_text(document)))
    return EXIT_OK


@docconv.command()
@click.argument("inputs", metavar="FILE FILE...", type=_name, nargs=-1, required=True)
@reading_options("encoding", "speakers")
@click.option(
    "--ignore", metavar="ASPECTS", multiple=True, help="What need not be the same, as metadata,emphasis."
)
@click.option("--max", "most", type=click.IntRange(min=0), default=20, show_default=True,
              help="Differences to show for each file; 0 for all.")  # fmt: skip
def verify(*, inputs: Sequence[str], ignore: Sequence[str], most: int) -> int:
    """Prove that files tell the same: speakers, turns, words and all else.

    Every file is compared with the first one. Exit code 1 says that something differs or could not be
    compared.
    """
    from docconv.cli.proof import compare_files

    return compare_files(inputs, _reading(), _names(ignore), most)


@docconv.command()
@click.argument("manifest", metavar="MANIFEST", type=_name)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs, with all files.")
@click.option("--html", "as_page", is_flag=True, help="As a page, with drawings.")
@click.option("--parquet", "as_table", is_flag=True, help="As a Parquet file, a row for each source.")
@click.option(
    "--tei-corpus",
    "corpus",
    metavar="FOLDER",
    type=_name,
    help="Write its TEI files as one corpus, with a corpus.xml that includes them.",
)
@click.option("--layout", type=click.Choice(["flat", "parlamint", "dracor"]), default="flat",
              help="Which folders and files that has.")  # fmt: skip
@click.option("--max", "most", type=click.IntRange(min=0), default=20, show_default=True,
              help="Files of each kind to show; 0 for all.")  # fmt: skip
def report(
    *, manifest: str, as_json: bool, as_page: bool, as_table: bool, corpus: str | None, layout: str, most: int
) -> int:
    """Tell what a run over an archive did: sums, what failed, what is doubtful, worst first.

    Exit code 1 says that something failed.

    \b
    docconv convert in/ -o out/ -t tei,docx
    docconv report out/manifest.jsonl
    docconv report out/manifest.jsonl --html > report.html
    docconv report out/manifest.jsonl --parquet > report.parquet
    docconv report out/manifest.jsonl --tei-corpus corpus/
    """
    from docconv.cli.archives.reporting import print_report, print_table, write_tei

    if corpus:
        return write_tei(manifest, corpus, layout)
    if as_table:
        return print_table(manifest)
    return print_report(manifest, most, "json" if as_json else "html" if as_page else "text")


@docconv.command()
@click.argument("source", metavar="FILE", type=_name, default=".")
@click.option("--schema", "as_schema", is_flag=True, help="The JSON Schema of a docconv.toml, for editors.")
def config(*, source: str, as_schema: bool) -> int:
    """Tell which options hold for a file or a folder without being given, and where that is said.

    They are in the nearest docconv.toml, or in [tool.docconv] of a pyproject.toml.
    """
    from docconv.cli.listing import configuration_schema, configuration_table

    sys.stdout.write(escaped(configuration_schema() if as_schema else configuration_table(source)))
    return EXIT_OK


@docconv.command()
@click.argument("code", metavar="CODE", shell_complete=completed("codes"))
def rule(*, code: str) -> int:
    """Tell what a notice of some code says, and what to do about it.

    \b
    docconv rule label-rejected
    """
    from docconv.cli.listing import notice_text

    sys.stdout.write(notice_text(code))
    return EXIT_OK


@docconv.command("formats")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def list_formats(*, as_json: bool) -> int:
    """List what can be read and written, and by which plug-in."""
    from docconv.cli.listing import formats_json, formats_table
    from docconv.formats import formats

    rows, failures = formats()
    sys.stdout.write(f"{(formats_json if as_json else formats_table)(tuple(rows.values()))}\n")
    return _warn(failures)


@docconv.command("plugins")
def list_plugins() -> int:
    """List what other packages add: formats, label rules, languages, themes, transforms."""
    from docconv.cli.listing import plugins_table

    table, failures = plugins_table()
    sys.stdout.write(f"{table}\n")
    return _warn(failures)


def _warn(failures: Sequence[Notice]) -> int:
    for failed in failures:
        Console().warning(f"{failed.message}; {failed.remedy}")
    return EXIT_FINDINGS if failures else EXIT_OK


def _console(*, quiet: bool, verbose: bool) -> Console:
    """What a call shows; verbose, also what docconv tells to programs that log."""
    if verbose:
        click.get_current_context().call_on_close(follow_log())
    return Console(quiet=quiet, verbose=verbose)


def _reading() -> Reading:
    """The options of a command, with the files that they name read once for all inputs."""
    from docconv.cli.conversion import Reading
    from docconv.pipeline import convention_of, speaker_table

    given = given_reading()
    people, source = given.get("speakers"), given.get("convention")
    table = None if people is None else speaker_table(people)
    known = None if source is None else convention_of(b"", source)
    lang = [f"lang={given['lang']}"] if given.get("lang") else []
    without, facts = _names(given.get("without", ())), _facts((*given.get("metadata", ()), *lang))
    return Reading(given.get("from"), given["encoding"], table, known, without, facts)


def _facts(given: Sequence[str]) -> FactPairs:
    """The facts that a call gives, one by one over those in files. Raises `UsageError`, `FileError`."""
    from docconv.metadata.file import assigned_facts, over
    from docconv.pipeline import facts_of

    files = (facts_of(one) for one in given if "=" not in one)
    return over(*files, assigned_facts(one for one in given if "=" in one))


def _names(given: Sequence[str]) -> list[str]:
    """The names of an option that takes several, parted by commas, and may be repeated."""
    return [name.strip() for names in given for name in names.split(",") if name.strip()]
