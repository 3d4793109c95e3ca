"""The TEI files of an archive in the folder layout of ParlaMint: NAME.xml, NAME-listPerson.xml and
NAME-listOrg.xml, and below a folder for each year the components, NAME_DATE-TEXT.xml. NAME is that of the
folder, so that one called ParlaMint-XX gets the names that the corpora of parliaments have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path, PurePath

from attrs import define, evolve, field

from docconv.corpus.collection import corpus_folder, tei_files
from docconv.corpus.people.appearances import appearances
from docconv.corpus.people.registry import registry
from docconv.corpus.storage import place_of
from docconv.corpus.unit import Record, Snapshot
from docconv.model import Metadata, Resolved, Speaker
from docconv.speakers.labels.ids import slug
from docconv.tei.names import UNKNOWN_ADDRESS
from docconv.tei.writing.corpus import is_day
from docconv.tei.writing.parliament_corpus import ComponentIds, corpus_component, corpus_files
from docconv.walk import turns
from docconv.wellformed.shapes import is_name

UNDATED = "undated"


@define
class _Corpus:
    """What is written so far: the names of components, how many turns they have, languages, the last date."""

    name: str
    components: list[str] = field(factory=list)
    speeches: int = 0
    languages: Counter[str] = field(factory=Counter)
    created: datetime | None = None

    def component(self, snapshot: Snapshot, speakers: Mapping[str, str], address: str) -> tuple[str, bytes]:
        """One more: its name and its bytes."""
        document, _ = snapshot.document(format="tei")
        path = self._path(document, snapshot.name)
        ids = ComponentIds(own=path.rpartition("/")[2], speakers=speakers, before=self.speeches)
        created = snapshot.state.changed
        self.components.append(f"{path}.xml")
        self.speeches += sum(1 for _ in turns(document))
        self.languages[document.metadata.lang] += 1
        self.created = max(filter(None, (self.created, created)), default=None)
        return f"{path}.xml", corpus_component(document, ids, address=address, created=created)

    def _path(self, document: Resolved, source: str) -> str:
        """The year and the name of a component, without its suffix: one that no other has."""
        date = document.metadata.date
        day = date if date and is_day(date) else ""
        text = slug(PurePath(source).stem) or "text"
        path = f"{day[:4] or UNDATED}/{self.name}_{day or UNDATED}-{text}"
        number = 1
        while f"{path}{f'-{number}' * (number > 1)}.xml" in self.components:
            number += 1
        return f"{path}{f'-{number}' * (number > 1)}"


def write_parliament(
    records: Iterable[Record], made: Path, folder: Path, *, address: str = UNKNOWN_ADDRESS
) -> int:
    """Write the TEI files among the outputs in `made` as a corpus of a parliament into `folder`; how many.

    Raises as `write_corpus` does.
    """
    files = tei_files(records, made)
    name = folder.name if is_name(folder.name) else slug(folder.name) or "corpus"
    corpus_folder(folder, f"{name}.xml")
    speakers, ids = _speakers(files, made)
    corpus = _Corpus(name)
    for source in files:
        path, data = corpus.component(Snapshot.of(str(made / source)), ids[source], address)
        place_of(str(folder)).put({str(folder / path): data}, str(made / source), (), overwrite=True)
    metadata = Metadata(title=name, lang=corpus.languages.most_common(1)[0][0])
    lists = corpus_files(
        name,
        Resolved((), metadata, speakers=tuple(speakers)),
        corpus.components,
        speeches=corpus.speeches,
        address=address,
        created=corpus.created,
    )
    outputs = {str(folder / one): data for one, data in lists.items()}
    place_of(str(folder)).put(outputs, str(made / files[0]), (), overwrite=True)
    return len(files)


def _speakers(files: Sequence[str], made: Path) -> tuple[list[Speaker], dict[str, dict[str, str]]]:
    """Everybody in the corpus, each with an id of its own, and by files the new ids of their speakers. Only
    what is certain is one person.
    """
    everyone = [
        one
        for name in files
        for one in appearances(name, Snapshot.of(str(made / name)).document(format="tei")[0])
    ]
    certain = registry(everyone).certain
    groups = [(one.entry, one.appearances) for one in certain]
    known = {(one.file, one.speaker.id) for _, group in groups for one in group}
    groups += [(one.speaker, (one,)) for one in everyone if (one.file, one.speaker.id) not in known]
    taken: set[str] = set()
    everybody, ids = [], {name: dict[str, str]() for name in files}
    for entry, group in groups:
        new = next(
            one for one in chain((entry.id,), (f"{entry.id}-{n}" for n in count(2))) if one not in taken
        )
        taken.add(new)
        everybody.append(evolve(entry, id=new))
        for one in group:
            ids[one.file][one.speaker.id] = new
    return everybody, ids
