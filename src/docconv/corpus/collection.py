"""The TEI files of an archive as one corpus, with one list of all persons.

In the files of a corpus ids begin with the number of the file, `t3.`, so that none is there twice when all
are included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docconv.corpus.people.appearances import appearances
from docconv.corpus.people.registry import registry
from docconv.corpus.storage import place_of
from docconv.corpus.unit import Record, Snapshot
from docconv.errors import BadInputError, UsageError
from docconv.files import kind_of
from docconv.tei.writing.collection import CorpusPerson, collection, with_own_ids

NAME, SUFFIX = "corpus.xml", ".xml"


def write_corpus(records: Iterable[Record], made: Path, folder: Path) -> int:
    """Write the TEI files among the outputs in `made`, and `corpus.xml` about them, into `folder`; how many.

    Raises `BadInputError` where no TEI was made, `UsageError` where the folder has other files than those of
    a corpus, and the errors of what cannot be read or written.
    """
    files = tei_files(records, made)
    corpus_folder(folder, NAME, files)
    for number, name in enumerate(files, 1):
        source = str(made / name)
        data = with_own_ids(place_of(source).read(source), source, f"t{number}.")
        place_of(source).put({str(folder / name): data}, source, (), overwrite=True)
    data = collection(folder.name, files, list(_participants(files, made)))
    place_of(str(folder)).put({str(folder / NAME): data}, str(made / NAME), (), overwrite=True)
    return len(files)


def tei_files(records: Iterable[Record], made: Path) -> list[str]:
    """The TEI files among the outputs in `made`, by their paths from there. Raises `BadInputError` where
    there are none.
    """
    files = sorted(
        Path(row.source).parent.joinpath(one.name).as_posix()
        for row in records
        if not row.code
        for one in row.outputs
        if one.name.endswith(SUFFIX)
    )
    if not files:
        message = "there is no TEI among the outputs"
        raise BadInputError(message, where=str(made), remedy="convert with -t tei")
    return files


def corpus_folder(folder: Path, name: str, files: Sequence[str] = ()) -> None:
    """Raises `UsageError` where a folder has other files than those of a corpus, whose own file is `name`."""
    if name in files or (kind_of(folder) != "nothing" and kind_of(folder / name) != "file"):
        message = "a corpus has a folder of its own"
        raise UsageError(message, where=str(folder), remedy="name a new folder")


def _participants(files: Sequence[str], made: Path) -> Iterator[CorpusPerson]:
    """Who has a name, with all appearances; only what is certain is one person."""
    numbers = {name: number for number, name in enumerate(files, 1)}
    everybody = [
        one
        for name in files
        for one in appearances(name, Snapshot.of(str(made / name)).document(format="tei")[0])
        if one.speaker.kind == "person" and one.speaker.name
    ]
    groups = [one.appearances for one in registry(everybody).certain]
    known = {(one.file, one.speaker.id) for group in groups for one in group}
    groups += [(one,) for one in everybody if (one.file, one.speaker.id) not in known]
    for group in groups:
        places = ((one.file, f"t{numbers[one.file]}.{one.speaker.id}") for one in group)
        yield CorpusPerson(tuple(one.speaker for one in group), tuple(places))
