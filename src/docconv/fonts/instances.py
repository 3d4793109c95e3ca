"""The bytes of a face: a variable font at a place of its axes is cut out once and kept in the user's cache.

HarfBuzz cuts it (OpenType, font variations). Where nothing can be kept, it is cut anew in each process.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp

from docconv.errors import MissingError
from docconv.fonts.catalogue import FontFile, PackagedFace


@cache
def program(face: PackagedFace) -> bytes:
    """The font program of a face.

    Raises `MissingError` where the package is not installed or has another file than docconv was made with.
    """
    path = installed(face.file)
    if not face.axes:
        return path.read_bytes()
    with suppress(OSError, RuntimeError):
        return _kept(face).read_bytes()
    data = _instance(face, path)
    with suppress(OSError, RuntimeError):
        _keep(data, _kept(face))
    return data


def installed(file: FontFile) -> Path:
    """Where a file of a package is. Raises `MissingError`."""
    spec = find_spec(file.package)
    places = () if spec is None else spec.submodule_search_locations or ()
    path = next((one for one in (Path(place, file.path) for place in places) if one.is_file()), None)
    if path is None:
        message = f"the fonts of {file.distribution} are not installed"
        raise MissingError(message, remedy=f"pip install {file.distribution}=={file.version}")
    return path


def _instance(face: PackagedFace, path: Path) -> bytes:
    """A static font with all tables, at the places of the face; all other axes at their defaults."""
    import uharfbuzz  # noqa: PLC0415  loaded once, when a face is cut

    source = path.read_bytes()
    if hashlib.sha256(source).hexdigest() != face.file.sha256:
        message = f"{path} is not the file of {face.file.distribution} {face.file.version}"
        raise MissingError(message, remedy=f"pip install {face.file.distribution}=={face.file.version}")
    font = uharfbuzz.Face(uharfbuzz.Blob(source))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(font)
    for tag, place in face.axes:
        wanted.pin_axis_location(font, tag, place)
    return bytes(wanted.subset(font).blob.data)


def _key(face: PackagedFace) -> str:
    """What a face was cut out of, and where: another file or place is another key."""
    return hashlib.sha256(f"{face.file.sha256} {face.axes}".encode()).hexdigest()[:16]


def _kept(face: PackagedFace) -> Path:
    """Where a face is in the cache."""
    return _cache() / f"{face.name}-{_key(face)}.ttf"


def _cache() -> Path:
    """The folder of the cache (freedesktop.org base directories, Apple's and Microsoft's places). Raises
    `RuntimeError` for a user who has no home, as in containers that run under any number.
    """
    import platformdirs  # noqa: PLC0415  loaded when a face is asked for

    return platformdirs.user_cache_path("docconv", appauthor=False) / "fonts"


def _keep(data: bytes, path: Path) -> None:
    """Put bytes into a new file that is whole from its first moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
