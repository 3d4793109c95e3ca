"""A folder of transcripts teaches what holds for each of its sources, and says which texts look different."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.convention.sources import learn_sources
from docconv.errors import BadInputError
from support.command import Command, fails

ARROWS = "Nora Fenwick => We found the bell.\n\nPiet Laan => Does it ring?\n\nNora Fenwick => It does.\n"
ARROW = '[[line]]\ntext = "Nora Fenwick => We"\nlabel = "Nora Fenwick"\n'
VERDICT = '[[line]]\ntext = "Verdict"\nis = "speech"\n'
COLONS = (
    "Olga Brandt: It is here.\n\nPiet Laan: Yes.\n\nOlga Brandt: So.\n\nVerdict: We go.\n\nPiet Laan: Good.\n"
)
ALONE = "Olga Brandt\nIt is here.\n\nPiet Laan\nYes.\n\nOlga Brandt\nSo.\n\nPiet Laan\nGood.\n"
CHOIR = {
    "choir/2019/may.txt": ARROWS,
    "choir/2019/may.docconv.toml": ARROW,
    "choir/2020/june.txt": ARROWS.replace("Nora Fenwick", "Olga Brandt"),
}
TOWN = {"town/a.txt": COLONS, "town/b.txt": COLONS, "town/b.docconv.toml": VERDICT, "town/c.txt": ALONE}


def fill(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_each_source_is_taught_in_its_folders(workdir: Path, command: Command) -> None:
    """A form that was learnt is known in other folders; one that is usual is not."""
    fill(workdir / "in", {**CHOIR, **TOWN, "port/a.txt": COLONS})
    fails(command("learn", "in"), 1, "the texts are of 2 sources: in/choir/2019, in/town")
    assert command("check", "in/choir/2020/june.txt").code == 1
    for _ in range(2):
        told = command("learn", "in", "--write")
        assert told.code == 0
        assert "in/town/c.txt: looks different" in told.err
        assert "in/choir/2019/docconv.toml, in/choir/2020/docconv.toml: holds for 2 texts" in told.err
        assert "in/town/docconv.toml: holds for 2 texts" in told.err
    made = sorted(str(path.relative_to(workdir)) for path in workdir.rglob("docconv.toml"))
    assert made == [f"in/{name}/docconv.toml" for name in ("choir/2019", "choir/2020", "town")]
    assert command("check", "in/choir/2020/june.txt").code == 0


def test_a_folder_of_one_source_is_taught_at_its_top(workdir: Path, command: Command) -> None:
    """What is in its `docconv.toml` stays, and without `--write` the convention is printed."""
    fill(workdir, {**CHOIR, "choir/docconv.toml": 'lang = "en"\n'})
    assert 'forms = [\n    "{label} => {text}",\n]' in command("learn", "choir").text
    assert command("learn", "choir", "--write").code == 0
    written = (workdir / "choir" / "docconv.toml").read_text()
    assert written.startswith('lang = "en"\n\n[convention]\n')
    assert command("check", "choir/2020/june.txt").code == 0


def test_another_convention_is_not_replaced(workdir: Path, command: Command) -> None:
    """It is somebody's work."""
    fill(workdir, {**CHOIR, "choir/docconv.toml": '[convention]\ngaps = ["unv."]\n'})
    told = command("learn", "choir", "--write")
    assert told.code == 4
    assert "there is a convention already" in told.err
    assert "gaps" in (workdir / "choir" / "docconv.toml").read_text()


def test_decided_texts_of_a_folder_that_differ(tmp_path: Path) -> None:
    """Nothing is learnt from those that look otherwise than most, and they are named."""
    fill(
        tmp_path, {**TOWN, "town/a.docconv.toml": VERDICT, "town/x.txt": ARROWS, "town/x.docconv.toml": ARROW}
    )
    sources = learn_sources(tmp_path)
    assert [source.learnt.convention.source.forms for source in sources.found] == [()]
    assert [path.name for path in sources.others] == ["c.txt", "x.txt"]


def test_a_folder_without_decisions(tmp_path: Path) -> None:
    """Teaches nothing, and says so."""
    fill(tmp_path, {"a.txt": COLONS})
    with pytest.raises(BadInputError, match="no decisions beside the texts"):
        learn_sources(tmp_path)


def test_wrong_calls(workdir: Path, command: Command) -> None:
    """A folder is named by itself, and texts have no place for what they teach."""
    fill(workdir, CHOIR)
    fails(command("learn", "choir", "choir/2019/may.txt"), 2, "by itself")
    fails(command("learn", "choir/2019/may.txt", "--write"), 2, "name their folder")
