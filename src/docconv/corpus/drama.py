"""The TEI files of an archive in the folder layout of DraCor (https://github.com/dracor-org/dracor-api):
`corpus.xml`, a header alone, and beside it `tei/AUTHOR-TITLE.xml`, a play each. The name of the corpus is
that of the folder without `dracor`, so that one called `xydracor` is `xy`, and its plays have the ids
`xy000001` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from attrs import define, field

from docconv.corpus.collection import NAME, corpus_folder, tei_files
from docconv.corpus.storage import place_of
from docconv.corpus.unit import Record, Snapshot
from docconv.model import Metadata
from docconv.speakers.labels.ids import slug
from docconv.tei.writing.drama_corpus import drama_corpus, play

ENDING = "dracor"


@define
class _Plays:
    """The name of the corpus, and the names of plays that are taken."""

    name: str
    taken: set[str] = field(factory=set)

    def play_name(self, metadata: Metadata, source: str) -> str:
        """AUTHOR-TITLE as far as they are known, else as the source is called; one that no other play has."""
        author = next((value for key, value in metadata.fields if key == "author"), "")
        parts = (slug(_family(author)), slug(metadata.title or ""))
        stem = "-".join(filter(None, parts)) if metadata.title else slug(PurePath(source).stem)
        name, number = stem or "play", 1
        while name in self.taken:
            number += 1
            name = f"{stem or 'play'}-{number}"
        self.taken.add(name)
        return name


def _family(author: str) -> str:
    """`Holm` of `Nils Holm` and of `Holm, Nils`."""
    before, comma, _ = author.partition(",")
    return before if comma else author.rpartition(" ")[2]


def write_drama(records: Iterable[Record], made: Path, folder: Path) -> int:
    """Write the TEI files among the outputs in `made` as a corpus of plays into `folder`; how many.

    Raises as `write_corpus` does.
    """
    files = tei_files(records, made)
    corpus_folder(folder, NAME)
    corpus = _Plays(slug(folder.name.lower().removesuffix(ENDING)).replace("-", "") or ENDING)
    for number, source in enumerate(files, 1):
        snapshot = Snapshot.of(str(made / source))
        document, _ = snapshot.document(format="tei")
        name = corpus.play_name(document.metadata, source)
        data = play(place_of(snapshot.name).read(snapshot.name), source, f"{corpus.name}{number:06}")
        place_of(str(folder)).put(
            {str(folder / "tei" / f"{name}.xml"): data}, str(made / source), (), overwrite=True
        )
    data = drama_corpus(folder.name, corpus.name)
    place_of(str(folder)).put({str(folder / NAME): data}, str(made / NAME), (), overwrite=True)
    return len(files)
