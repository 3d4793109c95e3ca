"""What is left out of what other packages add, and how it is named."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import docconv
from docconv import plugins
from docconv.errors import PluginError, UsageError
from docconv.formats import formats
from docconv.languages.plugged import plugged
from docconv.model import Document
from docconv.notices import Notice
from docconv.themes import theme
from docconv.themes.plugged import plugged_themes
from docconv.transcript.annotations import Candidate, LabelRule
from docconv.transcript.labels.rules import label_rules
from docconv.transforms import TransformRow, named, plugged_transforms
from support.command import Command, process
from support.toy import PACKAGE, Point

DOCCONV_API = 2
KNOWN: dict[str, Callable[[], tuple[object, tuple[Notice, ...]]]] = {
    "docconv.formats": formats,
    "docconv.label_rules": label_rules,
    "docconv.languages": plugged,
    "docconv.themes": plugged_themes,
    "docconv.transforms": plugged_transforms,
}
NAMED = "plug-in odd (docconv-toys 1.2) could not be loaded: "
TALK = b"Ann Lee: Yes.\n\nBen Orr: No.\n\nAnn Lee: Well.\n\nBen Orr: So be it.\n"


def clear() -> None:
    """Forget what is installed."""
    for known in (*KNOWN.values(), plugins.are_declared):
        known.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let something be what a group has."""

    def installed(group: str, thing: object, module: str = "support.toy", name: str = "odd") -> None:
        points = (Point(name, thing, PACKAGE, module),)
        monkeypatch.setattr(
            importlib.metadata, "entry_points", lambda group, given=group: points if group == given else ()
        )
        monkeypatch.setattr("docconv.plugins._declares", bool)
        clear()

    yield installed
    monkeypatch.undo()
    clear()


@pytest.mark.parametrize("group", KNOWN)
@pytest.mark.parametrize(
    ("thing", "module", "reason"),
    [
        (ImportError("no such library"), "support.toy", "ImportError: no such library"),
        (SystemExit(3), "support.toy", "SystemExit: 3"),
        (GeneratorExit("no more"), "support.toy", "GeneratorExit: no more"),
        (7, "docconv", "its module does not say DOCCONV_API = 1, the interface it was written for"),
        (7, __name__, "it was written for interface 2 of docconv, and this one has 1"),
        (7, "support.toy", "it names int, not a"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_named(
    install: Callable[..., None], group: str, thing: object, module: str, reason: str
) -> None:
    """With its kind, package and version, whatever it would have added; all else goes on."""
    install(group, thing, module, "odd" if group != "docconv.languages" or reason[:2] != "it" else "xx")
    (notice,) = KNOWN[group]()[1]
    named_as = NAMED.replace(" odd", " xx") if "xx" in notice.message else NAMED
    assert notice.code == "plugin-failed"
    assert notice.message.startswith(f"the {plugins.KINDS[group]} {named_as}{reason}")
    result = docconv.read_with_notices(TALK, format="text")
    assert len(result.document.turns()) == 4
    assert (notice in result.notices) == (group in ("docconv.label_rules", "docconv.languages"))


def test_names_that_are_taken_are_refused(install: Callable[..., None], tmp_path: Path) -> None:
    """Nothing of docconv is replaced."""
    file = tmp_path / "eo.toml"
    file.write_text('name = "Esperanto"\nstop_words = ["la"]\n', encoding="utf-8")
    taken = {
        "docconv.label_rules": (LabelRule("colon", (), 1.0), "odd"),
        "docconv.languages": (file, "en"),
        "docconv.themes": (file, "press"),
        "docconv.transforms": (TransformRow("drop-times", "", "x:y"), "odd"),
    }
    for group, (thing, name) in taken.items():
        install(group, thing, name=name)
        (notice,) = KNOWN[group]()[1]
        assert notice.message.endswith(" already")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = ", "Invalid value"),
        ('name = "Esperanto"\nsopt_words = ["la"]\n', "unknown key 'sopt_words'"),
        ('name = "Esperanto"\n', "it has no stop_words"),
    ],
)
def test_a_file_of_a_language_is_checked(
    install: Callable[..., None], tmp_path: Path, text: str, reason: str
) -> None:
    """Before any text is read with it."""
    file = tmp_path / "eo.toml"
    file.write_text(text, encoding="utf-8")
    install("docconv.languages", file, name="eo")
    (notice,) = plugged()[1]
    assert reason in notice.message


def test_a_rule_that_finds_what_is_not_there_is_blamed(install: Callable[..., None]) -> None:
    """A label that the line has not would put words into a mouth."""
    rule = LabelRule("liar", (lambda _, at: Candidate("Mallory", at, at + 1),), 9.0)
    install("docconv.label_rules", rule)
    with pytest.raises(
        PluginError, match=r"the plug-in odd \(docconv-toys 1.2\) failed at looking for labels"
    ):
        docconv.read(TALK, format="text")
    assert len(docconv.read(TALK, format="text", without=["liar"]).turns()) == 4


def test_a_transform_that_gives_no_document_is_blamed(install: Callable[..., None]) -> None:
    """Whatever it gives in its place."""
    install("docconv.transforms", TransformRow("nothing", "", "support.toy:nothing"), name="nothing")
    (transform,) = named("nothing")
    with pytest.raises(
        PluginError, match="the transform nothing: TypeError: it gives NoneType, not Document"
    ):
        transform(Document(()))


def test_a_theme_and_a_transform_that_fail_are_named_where_they_are_asked_for(
    install: Callable[..., None],
) -> None:
    """An unknown name may be one that could not be loaded."""
    install("docconv.themes", ImportError("x"))
    with pytest.raises(
        UsageError, match=r"there is no theme 'odd' \(the theme plug-in odd .* ImportError: x\)"
    ):
        theme("odd")
    install("docconv.transforms", ImportError("x"))
    with pytest.raises(UsageError, match=r"there is no transform 'odd' \(the transform plug-in odd"):
        named("odd")


def test_a_package_with_a_damaged_list_harms_no_other(tmp_path: Path, workdir: Path) -> None:
    """It is named, and what others add is there."""
    for name, listed in (("good", "odd = good:ROW"), ("bad", "odd = \n= x\n[[["), ("mute", "odd = mute:ROW")):
        folder = tmp_path / f"{name}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (folder / "entry_points.txt").write_text(f"[docconv.transforms]\n{listed}\n")
    row = (
        "from docconv.transforms import TransformRow\nDOCCONV_API = 1\nROW = TransformRow('odd', '', 'x:y')\n"
    )
    (tmp_path / "good.py").write_text(row)
    (tmp_path / "mute.py").write_text("class Stop(BaseException): pass\nraise Stop\n")
    run = process("plugins", PYTHONPATH=str(tmp_path))
    assert (run.code, run.text) == (1, "kind       from\ntransform  odd (good 1)\n")
    assert "the entry points of the package bad cannot be read: " in run.err
    assert "the transform plug-in odd (mute 1) could not be loaded: Stop: " in run.err
    assert process("check", str(workdir / "talk.txt"), PYTHONPATH=str(tmp_path)).code in (0, 1)


def test_the_command_lists_and_warns(install: Callable[..., None], command: Command) -> None:
    """What is there by kind and package, what is left out with exit code 1."""
    install("docconv.transforms", TransformRow("odd", "", "support.toy:read"))
    assert command("plugins").text == "kind       from\ntransform  odd (docconv-toys 1.2)\n"
    install("docconv.transforms", 7)
    listed = command("plugins")
    assert (listed.code, listed.text) == (1, "kind  from\n")
    assert "the transform plug-in odd (docconv-toys 1.2) could not be loaded: it names int" in listed.err


def test_all_of_them_can_be_left_out(install: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment, for a run that shall be as docconv is by itself."""
    monkeypatch.setenv("DOCCONV_PLUGINS", "no")
    install("docconv.label_rules", 7)
    assert not any(known()[1] for known in KNOWN.values())


def test_a_text_is_read_without_what_python_has_for_entry_points(
    workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes longer to load than a small run, and no package has a plug-in."""
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    run = process("convert", str(workdir / "talk.txt"), "-o", "-", "-t", "json")
    assert run.code == 0
    assert "docconv.transcript" in run.err
    assert "importlib.metadata" not in run.err
