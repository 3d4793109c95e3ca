"""`docconv learn`: what the decisions about some texts, or in a folder, teach of their sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from docconv.cli.console import Console
from docconv.convention.file import TABLE, ConventionFile, convention_text
from docconv.convention.learning import Learnt, learn
from docconv.convention.sources import TaughtSource, learn_sources
from docconv.errors import EXIT_FINDINGS, EXIT_OK, BadInputError, FileError, UsageError
from docconv.files import CONFIGURATION, Outputs, kind_of, read_toml
from docconv.toml.faults import parse
from docconv.wellformed.unseen import escaped, one_line


def print_learnt(inputs: Sequence[str], encoding: str | None, console: Console, *, write: bool) -> int:
    """Print the convention, or write that of each source of a folder into it, and say which decisions are
    about their lines only. Exit code 1 where there is nothing to teach. Raises the errors of
    `docconv.errors`.
    """
    paths = [Path(name) for name in inputs]
    folders = [path for path in paths if kind_of(path) == "folder"]
    if folders and len(paths) > 1:
        message = "a folder is learnt from by itself"
        raise UsageError(message, where=str(folders[0]), remedy="name one folder, or texts")
    if not folders:
        if write:
            message = "texts have no place for what they teach"
            raise UsageError(message, where="--write", remedy="name their folder")
        return _printed(learn(paths, encoding=encoding), console)
    sources = learn_sources(folders[0], encoding=encoding)
    if len(sources.found) > 1 and not write:
        names = ", ".join(str(source.folders[0]) for source in sources.found)
        message = f"the texts are of {len(sources.found)} sources: {names}"
        remedy = "write a docconv.toml into each with --write, or name one of them"
        raise BadInputError(message, where=str(folders[0]), remedy=remedy)
    for path in sources.others:
        console.print(one_line(f"{path}: looks different from what is decided in its folder"))
    if write:
        return max([_written(source, console) for source in sources.found])
    return _printed(sources.found[0].learnt, console)


def _printed(learnt: Learnt, console: Console) -> int:
    if _tell(learnt, console):
        sys.stdout.write(escaped(convention_text(learnt.convention)))
        return EXIT_OK
    return EXIT_FINDINGS


def _tell(learnt: Learnt, console: Console) -> bool:
    """Say what follows from a convention; whether there is one."""
    held = learnt.decisions - len(learnt.left)
    for name, line in learnt.left:
        console.print(f"{name}:{line}: what is decided here holds for this line only")
    console.print(f"{held} of {learnt.decisions} decisions follow from the convention")
    if learnt.convention == ConventionFile():
        console.error("nothing holds for the source", "decide about lines that other transcripts have, too")
        return False
    return True


def _written(source: TaughtSource, console: Console) -> int:
    """Put a convention into the folders of a source. Raises `FileError` where there is another one."""
    if not _tell(source.learnt, console):
        return EXIT_FINDINGS
    text = convention_text(source.learnt.convention)
    with Outputs(overwrite=True) as outputs:
        for folder in source.folders:
            path = folder / CONFIGURATION
            before = read_toml(path) if kind_of(path) == "file" else ""
            known = parse(before, str(path)).get(TABLE)
            if known is not None and known != parse(text, str(path))[TABLE]:
                message = "there is a convention already"
                remedy = f"put into its place what docconv learn {folder} prints"
                raise FileError(message, where=str(path), remedy=remedy)
            outputs.claim(path)
            if known is None:
                outputs.stage(path, f"{before}{chr(10) * bool(before)}{text}".encode())
        outputs.commit()
    where = ", ".join(str(folder / CONFIGURATION) for folder in source.folders)
    console.print(one_line(f"{where}: holds for {len(source.texts)} texts that look alike"))
    return EXIT_OK
