"""Which files of an archive are converted, and what they become: tree in, tree out.

Folder by folder and in the order of names, one folder at a time in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import define, evolve, field

from docconv.corpus.engines.work import Task
from docconv.corpus.storage import place_of
from docconv.corpus.storage.place import joined, split
from docconv.errors import UsageError
from docconv.files import CONFIGURATION
from docconv.formats import formats
from docconv.patterns import regex
from docconv.sidecar import SUFFIX

LIST = regex(r"-(?:listPerson|listOrg|taxonomy-[^/]+)\.xml$")
"""Files of a ParlaMint corpus that are no texts: lists that its components look up."""
HIDDEN = (".", "~$")
"""What hidden files are called: on POSIX, and those of Word that say who has a document open."""


@define
class Plan:
    """Files and folders given by name, the folder of the outputs, and whether every file is taken, since its
    format was given. `left_out` counts by suffix the files that nothing reads, and the lists of a corpus.
    """

    given: Sequence[str]
    output: str
    takes_all: bool = False
    left_out: Counter[str] = field(factory=Counter, init=False)
    _read: frozenset[str] = field(factory=frozenset, init=False)

    def tasks(self) -> Iterator[Task]:
        """The tasks. Raises `UsageError` where two inputs have one name, or one is the output."""
        self.left_out.clear()
        self._read = _read()
        names = Counter(split(name)[1] for name in self.given)
        folders = [name for name in self.given if place_of(name).is_folder(name)]
        for name, count in names.items():
            if count > 1 and folders:
                message = f"{count} inputs are called {name}"
                raise UsageError(message, remedy="convert them in runs of their own")
        files = [name for name in self.given if name not in folders]
        yield from self._parted([(split(name)[1], name, "") for name in files], "")
        for folder in folders:
            yield from self._tree(folder, f"{split(folder)[1]}/" if len(self.given) > 1 else "")

    def told_left_out(self) -> str:
        """What was left out, to go on in a sentence; nothing where all was taken."""
        left = ", ".join(f"{count} {suffix}" for suffix, count in sorted(self.left_out.items()))
        return f"; not read: {left}" if left else ""

    def _tree(self, root: str, above: str) -> Iterator[Task]:
        if self.output == root:
            message = "the outputs would be among the inputs"
            raise UsageError(message, where=root, remedy="give another folder with -o")
        for listed in place_of(root).walk(root, self.output):
            folder = joined(root, listed.relative)
            here = above + listed.relative
            if listed.links:
                self.left_out["link to a folder"] += listed.links
            if listed.fault:
                target = joined(self.output, here.rstrip("/"))
                yield Task(here, folder, target, error=f"{folder}: {listed.fault}")
            taken = [
                (name, joined(folder, name), mark)
                for name, mark in listed.files.items()
                if self._is_taken(name)
            ]
            yield from self._parted(taken, here)

    def _is_taken(self, name: str) -> bool:
        if name.startswith(HIDDEN) or name == CONFIGURATION or name.endswith(SUFFIX):
            return False
        suffix = PurePath(name).suffix.lower()
        if not self.takes_all and suffix not in self._read:
            self.left_out[suffix or "no suffix"] += 1
            return False
        if LIST.search(name):
            self.left_out["list of a corpus"] += 1
            return False
        return True

    def _parted(self, files: Sequence[tuple[str, str, str]], above: str) -> Iterator[Task]:
        """Tasks for files of one folder, names, whole names and marks; those that would become the same have
        an error.
        """
        every = [PurePath(name).stem for name, _, _ in files]
        stems = Counter(every)
        for stem, (name, path, mark) in zip(every, files, strict=True):
            task = Task(above + name, path, joined(self.output, above + stem), mark)
            if stems[stem] > 1:
                others = ", ".join(
                    other for other, _, _ in files if PurePath(other).stem == stem and other != name
                )
                message = f"{above}{name}: {others} would become the same file; give them other names"
                task = evolve(task, error=message)
            yield task


def _read() -> frozenset[str]:
    """The suffixes of what can be read."""
    return frozenset(suffix for row in formats()[0].values() if row.read for suffix in row.suffixes)
