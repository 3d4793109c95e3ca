"""The font files that docconv brings: those that are installed are those of the catalogue, and so is what docs say."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import distribution, requires
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from fontTools.ttLib import TTCollection, TTFont
from packaging.version import Version

from docconv.errors import MissingError
from docconv.fonts import instances
from docconv.fonts.catalogue import FontFile, PackagedFace, files, noto_sans, others, own
from docconv.fonts.instances import installed, program
from support.places import ROOT

FILES = tuple(files())
FACES = (
    *(own(name, bold=bold, italic=slant) for name in ("source serif 4", "source sans 3") for bold in (False, True) for slant in (False, True)),
    *(noto_sans(bold=bold, italic=slant) for bold in (False, True) for slant in (False, True)),
    *(face for char in "աאاआ" for bold in (False, True) for face in others(ord(char), "en", bold=bold, serif=True)),
)  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_a_file_is_the_one_that_was_chosen(file: FontFile) -> None:
    """By its hash, in the version that docconv asks for, with its licence beside it."""
    package = distribution(file.distribution)
    assert hashlib.sha256(installed(file).read_bytes()).hexdigest() == file.sha256
    assert Version(package.version) == Version(file.version)
    assert f"{file.distribution}=={file.version}" in "\n".join(requires("docconv") or ())
    assert [path for path in package.files or () if "LICENSE" in path.name.upper()]


def test_a_table_in_the_docs_has_all_files() -> None:
    """Package, version, licence and hash."""
    rows = re.findall(
        r"^\| `(.+)` \| `(.+?) (.+?)` \| (\S+) \| `([0-9a-f]{64})` \|$",
        (ROOT / "docs" / "fonts.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert sorted(rows) == sorted(
        (Path(one.path).name, one.distribution, one.version, one.licence, one.sha256) for one in FILES
    )


def test_every_file_may_be_embedded() -> None:
    """By what its maker says in `fsType`."""
    for file in FILES:
        path = installed(file)
        font = TTCollection(path)[0] if path.suffix == ".ttc" else TTFont(path)
        assert not font["OS/2"].fsType & 0x0302, file.path  # restricted, not in part, not as outlines


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_is_static_and_as_heavy_as_it_says(face: PackagedFace) -> None:
    """No axis is left; a bold face has wider stems, so its letters are wider or as wide."""
    font = TTFont(BytesIO(program(face)))
    assert "fvar" not in font
    assert "gvar" not in font
    assert font["OS/2"].usWeightClass == (700 if "Bold" in face.name else 400)


def test_a_face_is_cut_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is read from the cache, the same bytes; nothing else is left there."""
    face = own("source serif 4", bold=True, italic=False)
    monkeypatch.setattr(instances, "_cache", lambda: tmp_path / "fonts")
    cut = program.__wrapped__(face)
    (kept,) = (tmp_path / "fonts").iterdir()
    assert kept.read_bytes() == cut
    kept.write_bytes(b"kept")
    assert program.__wrapped__(face) == b"kept"


def test_without_a_place_to_keep_it_a_face_is_cut_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes; no error."""
    face = own("source sans 3", bold=False, italic=False)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(instances, "_cache", lambda: tmp_path / "file" / "fonts")
    assert program.__wrapped__(face) == program(face)


def test_another_file_than_the_chosen_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is not there, both with what to install."""
    monkeypatch.setattr(instances, "_cache", lambda: tmp_path)
    face = own("source serif 4", bold=False, italic=False)
    changed = evolve(face, file=evolve(face.file, sha256="0" * 64))
    with pytest.raises(MissingError, match="is not the file of fontpkg-source-serif-4") as caught:
        program.__wrapped__(changed)
    assert caught.value.remedy == "pip install fontpkg-source-serif-4==4.4"
    with pytest.raises(MissingError, match="are not installed"):
        program.__wrapped__(evolve(face, file=evolve(face.file, path="files/none.ttf")))
