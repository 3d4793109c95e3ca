"""Where the files of an archive are: on this machine, or anywhere that fsspec reaches.

`place` says what is asked of a storage, `local` and `remote` are its kinds.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from docconv.corpus.storage.local import LocalPlace
from docconv.corpus.storage.place import Place
from docconv.corpus.storage.remote import remote_place
from docconv.errors import UsageError
from docconv.files import SCHEME, is_url

LOCAL = LocalPlace()


def place_of(name: str) -> Place:
    """The storage of a file by its whole name. Raises `MissingError`, `UsageError`."""
    if (match := SCHEME.match(name)) is None:
        return LOCAL
    if "::" in name:
        message = "one storage inside another one is not read"
        raise UsageError(message, where=name, remedy="unpack it first")
    return remote_place(match[1].lower())


def whole_name(name: str) -> str:
    """A name that somebody gave, as it is understood anywhere: a whole path, or a URL without a slash at its
    end; `file://` is a path.
    """
    if name.lower().startswith("file://"):
        return str(Path(unquote(name[7:])).absolute())
    return name.rstrip("/") if is_url(name) else str(Path(name).absolute())
