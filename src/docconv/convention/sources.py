"""The sources in a folder of transcripts: texts that look alike, so that what is decided about one of them
holds for all.

What a text looks like is the form in which most of its labels are printed. The texts of a folder that look
alike are of one source. A form that docconv does not know by itself tells that source in other folders, too;
names before a colon, which most transcripts have, do not.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from attrs import define, field, frozen

from docconv.convention.learning import Learnt, learn
from docconv.errors import BadInputError
from docconv.files import kind_of, read_bytes, read_toml
from docconv.formats import Source, formats
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.sidecar import path_beside, read_sidecar
from docconv.transcript import Correction, analyse
from docconv.transcript.taught import SourceConvention, form_of


@frozen
class TaughtSource:
    """A source: what the decisions about it teach, all texts that look alike, and the folders into which its
    convention belongs.
    """

    learnt: Learnt
    texts: tuple[Path, ...]
    folders: tuple[Path, ...]


@frozen
class FolderSources:
    """The sources of a folder, and the texts beside theirs that look different."""

    found: tuple[TaughtSource, ...]
    others: tuple[Path, ...]


def learn_sources(root: Path, *, encoding: str | None = None) -> FolderSources:
    """What the decisions beside texts in a folder and below it teach, for each source.

    Raises `BadInputError` where nothing is decided, and the other errors of `docconv.errors`.
    """
    folders = _folders(root)
    groups = _groups(folders, encoding)
    if not groups:
        message = "there are no decisions beside the texts of this folder"
        raise BadInputError(message, where=str(root), remedy="decide about one of them with docconv review")
    for folder, texts in folders.items():
        for group in groups:
            if group.takes(folder, texts):
                break
    taken = {folder for group in groups for folder in group.folders}
    is_one = len(groups) == 1 and taken == folders.keys()
    found = (
        TaughtSource(group.learnt, tuple(sorted(group.texts)), (root,) if is_one else tuple(group.folders))
        for group in groups
    )
    alike = {path for group in groups for path in group.texts}
    others = (path for folder in folders if folder in taken for path in folders[folder] if path not in alike)
    return FolderSources(tuple(found), tuple(others))


@define
class _SourceTexts:
    """The decided texts of a source, what they look like and teach, and what is found to be of it."""

    look: str
    decided: Sequence[Path]
    encoding: str | None
    learnt: Learnt = field(init=False)
    folders: list[Path] = field(init=False)
    texts: set[Path] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.learnt = learn(self.decided, encoding=self.encoding)
        self.folders = list(dict.fromkeys(path.parent for path in self.decided))
        self.texts = set(self.decided)

    @property
    def is_told_by_form(self) -> bool:
        """Whether its form is one that docconv had to learn."""
        return self.look in self.learnt.convention.source.forms

    def takes(self, folder: Path, texts: Sequence[Path]) -> bool:
        """Take the texts of a folder that look alike; where nothing is decided, all or none."""
        is_own = folder in self.folders
        if not (is_own or self.is_told_by_form):
            return False
        taught = self.learnt.convention.source
        alike = {path for path in texts if path in self.texts or self._is_alike(path, taught)}
        if not is_own and len(alike) < len(texts):
            return False
        self.texts |= alike
        self.folders = list(dict.fromkeys((*self.folders, folder)))
        return True

    def _is_alike(self, path: Path, taught: SourceConvention) -> bool:
        return not _is_decided(path) and _look(path, self.encoding, taught) == self.look


def _groups(folders: dict[Path, list[Path]], encoding: str | None) -> list[_SourceTexts]:
    """A group for the decided texts of each folder that look like most of them there, and one for all of a
    form that was learnt.
    """
    found: dict[str, list[_SourceTexts]] = defaultdict(list)
    for texts in folders.values():
        looks = {path: _look(path, encoding) for path in texts if _is_decided(path)}
        for look, _ in Counter(looks.values()).most_common(1):
            decided = [path for path, other in looks.items() if other == look]
            found[look].append(_SourceTexts(look, decided, encoding))
    made = []
    for look, groups in found.items():
        told = [group for group in groups if group.is_told_by_form]
        made += [group for group in groups if group not in told]
        if len(told) > 1:
            told = [_SourceTexts(look, [path for group in told for path in group.decided], encoding)]
        made += told
    return made


def _folders(root: Path) -> dict[Path, list[Path]]:
    """The texts in a folder and below it, by folders; what is hidden is left out."""
    suffixes = formats()[0]["text"].suffixes
    found = {}
    for name, below, names in os.walk(root):
        below[:] = sorted(one for one in below if not one.startswith("."))
        texts = [Path(name, one) for one in sorted(names) if Path(one).suffix.lower() in suffixes]
        if texts := [path for path in texts if not path.name.startswith(".")]:
            found[Path(name)] = texts
    return found


def _is_decided(path: Path) -> bool:
    return kind_of(path_beside(path)) == "file"


def _look(path: Path, encoding: str | None, taught: SourceConvention | None = None) -> str:
    """The form in which most labels of a text are printed, by what is decided and taught; the name of a rule
    where no signs part them from the words.
    """
    corrections: Sequence[Correction] = ()
    if _is_decided(path):
        beside = path_beside(path)
        corrections = read_sidecar(read_toml(beside), str(beside)).corrections
    text, _ = clean(decode(Source(read_bytes(path), str(path), encoding)))
    labels = (
        (line.text, line.choice.candidate)
        for line in analyse(text, corrections, convention=taught, guess=False).lines
        if line.choice is not None
    )
    looks = Counter(form_of(words, label) or label.rule.name for words, label in labels)
    return max(looks, key=lambda look: looks[look], default="")
