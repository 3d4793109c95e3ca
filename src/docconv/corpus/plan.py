"""Which files of an archive are converted, and what they become: tree in, tree out.

Folder by folder and in the order of names, one folder at a time in memory.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import define, evolve, field

from docconv.corpus.workers import Task
from docconv.errors import UsageError
from docconv.files import CONFIGURATION, kind_of
from docconv.formats import formats
from docconv.sidecar import SUFFIX


@define
class Plan:
    """Files and folders given by name, the folder of the outputs, and whether every file is taken, since its
    format was given. `left_out` counts by suffix the files that nothing reads.
    """

    given: Sequence[Path]
    output: Path
    takes_all: bool = False
    left_out: Counter[str] = field(factory=Counter, init=False)

    def tasks(self) -> Iterator[Task]:
        """The tasks. Raises `UsageError` where two inputs have one name, or one is the output."""
        self.left_out.clear()
        names = Counter(path.name for path in self.given)
        files = [path for path in self.given if kind_of(path) != "folder"]
        for name, count in names.items():
            if count > 1 and len(self.given) > len(files):
                message = f"{count} inputs are called {name}"
                raise UsageError(message, remedy="convert them in runs of their own")
        yield from self._parted([(path.name, path) for path in files], "")
        for folder in self.given:
            if folder not in files:
                yield from self._tree(folder, f"{folder.name}/" if len(self.given) > 1 else "")

    def _tree(self, root: Path, above: str) -> Iterator[Task]:
        if self.output == root:
            message = "the outputs would be among the inputs"
            raise UsageError(message, where=str(root), remedy="give another folder with -o")
        for folder, below, names in os.walk(root):
            here = Path(folder)
            below[:] = sorted(
                name for name in below if not name.startswith(".") and here / name != self.output
            )
            relative = "" if here == root else f"{here.relative_to(root).as_posix()}/"
            taken = [(name, here / name) for name in sorted(names) if self._is_taken(name)]
            yield from self._parted(taken, above + relative)

    def _is_taken(self, name: str) -> bool:
        if name.startswith(".") or name == CONFIGURATION or name.endswith(SUFFIX):
            return False
        suffix = Path(name).suffix.lower()
        if not self.takes_all and suffix not in _read():
            self.left_out[suffix or "no suffix"] += 1
            return False
        return True

    def _parted(self, files: Sequence[tuple[str, Path]], above: str) -> Iterator[Task]:
        """Tasks for files of one folder; those that would become the same have an error."""
        stems = Counter(Path(name).stem for name, _ in files)
        for name, path in files:
            stem = Path(name).stem
            task = Task(above + name, str(path), str(self.output / above / stem))
            if stems[stem] > 1:
                others = ", ".join(other for other, _ in files if Path(other).stem == stem and other != name)
                message = f"{above}{name}: {others} would become the same file; give them other names"
                task = evolve(task, error=message)
            yield task


def _read() -> frozenset[str]:
    """The suffixes of what can be read."""
    return frozenset(suffix for row in formats()[0].values() if row.read for suffix in row.suffixes)
