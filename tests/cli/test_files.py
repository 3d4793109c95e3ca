"""Outputs appear whole and together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.errors import FileError, UsageError
from docconv.files import Outputs, kind_of, read_bytes


def listing(folder: Path) -> dict[str, str]:
    """All files below a folder with their content."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_appear_at_the_commit(tmp_path: Path) -> None:
    """Until then there are only temporary files beside them."""
    with Outputs() as outputs:
        for name in ("a", "b"):
            outputs.claim(tmp_path / name)
            outputs.stage(tmp_path / name, name.encode())
        assert listing(tmp_path).keys().isdisjoint({"a", "b"})
        outputs.commit()
    assert listing(tmp_path) == {"a": "a", "b": "b"}


def test_nothing_is_left_without_a_commit(tmp_path: Path) -> None:
    """Neither files nor the folders that were made for them."""
    with Outputs() as outputs:
        outputs.stage(tmp_path / "x" / "y" / "a", b"a")
        assert (tmp_path / "x" / "y").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_stays(tmp_path: Path) -> None:
    """What somebody else put there in the meantime is not ours."""
    with Outputs() as outputs:
        outputs.stage(tmp_path / "x" / "a", b"a")
        (tmp_path / "x" / "other").write_text("other")
    assert listing(tmp_path) == {"x/other": "other"}


def test_an_existing_file_is_refused_unless_allowed(tmp_path: Path) -> None:
    """The refusal comes before any work."""
    (tmp_path / "a").write_text("old")
    with Outputs() as outputs, pytest.raises(FileError, match=r"the file exists; .*overwrite=True"):
        outputs.claim(tmp_path / "a")
    with Outputs(overwrite=True) as outputs:
        outputs.claim(tmp_path / "a")
        outputs.stage(tmp_path / "a", b"new")
        assert listing(tmp_path)["a"] == "old"
        outputs.commit()
    assert listing(tmp_path) == {"a": "new"}


def test_one_target_is_claimed_once(tmp_path: Path) -> None:
    """However it is spelt."""
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with Outputs(overwrite=True) as outputs:
        outputs.claim(tmp_path / "a")
        for other in (tmp_path / "a", tmp_path / "x" / ".." / "a", tmp_path / "link"):
            with pytest.raises(UsageError, match="two outputs of this run"):
                outputs.claim(other)


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    """Not even where replacing is allowed."""
    (tmp_path / "a").write_text("input")
    with Outputs(overwrite=True) as outputs:
        outputs.protect(tmp_path / "a")
        with pytest.raises(UsageError, match="would replace the input"):
            outputs.claim(tmp_path / "a")


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    """The remedy shows how to name a file in it."""
    with (
        Outputs(overwrite=True) as outputs,
        pytest.raises(FileError, match="this is a folder; end it with a slash"),
    ):
        outputs.claim(tmp_path)


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    """The system's reason is told in its words."""
    (tmp_path / "a").touch()
    for path, reason in (
        (tmp_path / "b", "no such file"),
        (tmp_path, "a folder"),
        (tmp_path / "a" / "b", "not a directory"),
    ):
        with pytest.raises(FileError, match=reason) as caught:
            read_bytes(path)
        assert caught.value.where == str(path)
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "folder"),
        ("/dev/null", "device"),
        (__file__, "file"),
        ("/no/such", "nothing"),
        ("x" * 5000, "nothing"),
        ("a\0b", "nothing"),
    ],
)
def test_kinds_of_paths(path: str, kind: str) -> None:
    """Asking never fails."""
    assert kind_of(Path(path)) == kind
