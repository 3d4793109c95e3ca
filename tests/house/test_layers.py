"""The direction of imports and the sizes of the house, read from the source; imports in functions count."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.places import ROOT

SOURCE = ROOT / "src" / "docconv"
MODULES = sorted(SOURCE.rglob("*.py"))
LAYERS = (
    ("model", "errors"),
    ("notices",),
    ("walk",),
    ("languages", "bidi"),
    ("transcript", "speakers"),
    ("tei", "themes"),
    ("formats",),
    ("files", "writer_options", "sidecar"),
    ("pipeline",),
    ("verify",),
    ("corpus", "__init__"),
    ("cli",),
    ("__main__", "testing"),
)
RANK = {unit: rank for rank, layer in enumerate(LAYERS) for unit in layer}
ALLOWED = {
    "lxml": ("tei", "formats/tei", "formats/docx", "verify/markup"),  # verify goes by a route of its own
    "docx": ("formats/docx",),
    "reportlab": ("formats/pdf",),
    "pikepdf": ("formats/pdf", "verify/markup/pdf"),  # the same
    "pypdfium2": ("formats/pdf/foreign",),
    "click": ("cli",),
    "hypothesis": ("testing",),
}
LONGEST_FUNCTION, LONGEST_FILE, MOST_POSITIONAL = 60, 500, 5


def place(path: Path) -> str:
    """A module as its path without suffix: `formats/tei/write`, `cli`, `speakers` for a package."""
    relative = path.relative_to(SOURCE).with_suffix("")
    return (relative.parent if relative.name == "__init__" and relative.parent.name else relative).as_posix()


def unit(name: str) -> str:
    """What a place belongs to; each format is a unit of its own."""
    parts = name.split("/")
    return "/".join(parts[:2]) if parts[0] == "formats" and len(parts) > 1 else parts[0]


def imports(path: Path) -> Iterator[str]:
    """What a module imports, wherever in it, as dotted names; `from docconv import x` is `docconv.x`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            inside = node.module == "docconv"
            yield from [f"docconv.{a.name}" for a in node.names] if inside else [node.module or ""]


def wrong_way(here: str, path: Path) -> Iterator[str]:
    """The imports of a module that do not point down."""
    for name in imports(path):
        if name.split(".")[0] == "docconv":
            target = unit("/".join(name.split(".")[1:] or ["__init__"]))
            target = target if target.split("/")[0] in RANK else "__init__"
            own, below = RANK[unit(here).split("/")[0]], RANK[target.split("/")[0]]
            registry = target == "formats" and here.startswith("formats/")
            if target != unit(here) and not registry and below >= own:
                yield f"{here} imports {name}"


def test_imports_point_down() -> None:
    """The layers of `LAYERS`, from below: the model knows nobody, the command line knows all."""
    assert [line for path in MODULES for line in wrong_way(place(path), path)] == []


def test_every_module_has_a_layer() -> None:
    """A new module at the top of the package gets its place in `LAYERS` before anything else."""
    assert {unit(place(path)).split("/")[0] for path in MODULES} <= RANK.keys()


@pytest.mark.parametrize("library", ALLOWED)
def test_a_library_is_imported_in_its_place_only(library: str) -> None:
    """The libraries behind the formats and the command line stand behind one door each."""
    users = {place(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    rooms = tuple(f"{room}/" for room in ALLOWED[library])
    assert {user for user in users if not f"{user}/".startswith(rooms)} == set()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a module, methods and inner ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The positional parameters of a function, the object or class that it belongs to left out."""
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def test_no_function_is_longer_than_sixty_lines() -> None:
    """What is longer does more than one thing."""
    long = [
        f"{place(path)}:{node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path in MODULES
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_nine_functions_of_ten_have_at_most_twenty_lines() -> None:
    """Long ones stay rare."""
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for path in MODULES for node in functions(path))
    assert lengths[int(0.9 * len(lengths))] <= 20


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    """What is longer is two modules."""
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_arguments_are_few_and_named() -> None:
    """At most five positional arguments, no `**kwargs`: options are keyword-only and have types."""
    bad = [
        f"{place(path)}:{node.name}"
        for path in MODULES
        for node in functions(path)
        if len(positional(node)) > MOST_POSITIONAL or node.args.kwarg
    ]
    assert bad == []


@pytest.mark.parametrize("name", ["utils", "util", "helpers", "common", "base", "core", "manager", "misc"])
def test_no_room_is_a_drawer(name: str) -> None:
    """A module is called after what it holds."""
    assert [place(path) for path in MODULES if name in (path.stem, path.parent.name)] == []


def test_the_check_sees_an_import_inside_a_function(tmp_path: Path) -> None:
    """The rules above can fail: an import of a format by another one is found, also where it is hidden."""
    module = tmp_path / "write.py"
    module.write_text("def f():\n    from docconv.formats.tei import write\n    import docconv.cli\n")
    assert list(wrong_way("formats/pdf/write", module)) == [
        "formats/pdf/write imports docconv.formats.tei",
        "formats/pdf/write imports docconv.cli",
    ]
