"""The direction of imports and the sizes of the house, read from the source; imports in functions count."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from support.places import ROOT

SOURCE = ROOT / "src" / "docconv"
MODULES = sorted(SOURCE.rglob("*.py"))
LAYERS = (
    ("model", "errors", "patterns"),
    ("toml", "limits"),
    ("notices", "files"),
    ("walk", "plugins"),
    ("wellformed", "containers"),
    ("metadata",),
    ("languages", "bidi"),
    ("transcript", "speakers", "fonts"),
    ("tei", "themes"),
    ("formats",),
    ("account",),
    ("sidecar",),
    ("convention",),
    ("pipeline",),
    ("verify", "transforms", "dataframe"),
    ("configuration",),
    ("review", "service"),
    ("__init__",),
    ("corpus",),
    ("cli",),
    ("__main__", "testing"),
)
RANK = {unit: rank for rank, layer in enumerate(LAYERS) for unit in layer}
ALLOWED = {
    "lxml": (
        "tei",
        "containers/xml",
        "formats/tei",
        "formats/docx",
        "formats/html",
        "formats/odt",
        "formats/tiers",
        "verify/markup",
    ),  # verify goes by a route of its own
    "docx": ("formats/docx",),
    "reportlab": ("formats/pdf",),
    "pikepdf": ("formats/pdf", "verify/markup/pdf"),  # the same
    "pypdfium2": ("formats/pdf/foreign", "account/pdf"),
    "PIL": ("themes/picture",),
    "click": ("cli",),
    "starlette": ("review", "service"),
    "uvicorn": ("review", "service"),
    "hypothesis": ("testing",),
    "fsspec": ("corpus/storage",),
    "pandas": ("dataframe",),
    "pyarrow": ("corpus/table",),
    "watchfiles": ("cli/archives/watching",),
    "dask": ("corpus/engines",),
    "distributed": ("corpus/engines",),
}
WINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "formats/pdf": {
        "syntax": (),
        "fonts": ("syntax",),
        "typesetting": ("syntax", "fonts"),
        "writing": ("syntax", "fonts", "typesetting"),
        "foreign": (),
        "reading": ("foreign",),
    },
    "formats/docx": {
        "package": (),
        "reference": ("package",),
        "writing": ("package", "reference"),
        "foreign": ("package",),
        "reading": ("package", "foreign"),
    },
    "formats/html": {"writing": (), "foreign": (), "reading": ("foreign",)},
    "transcript": {
        "lines": (),
        "finders": (),
        "labels": ("lines", "finders"),
        "styled": ("lines", "labels"),
        "turns": ("lines", "labels"),
        "certainty": ("lines", "labels", "turns"),
        "structure": ("turns", "lines"),
    },
    "transcript/lines": {"layout": ()},
    "transcript/labels": {"evidence": (), "convention": ("evidence",)},
    "speakers": {"labels": (), "rules": ("labels",)},
    "tei": {"schema": (), "writing": (), "reading": (), "keeping": ("writing", "reading")},
    "tei/reading": {"source": (), "body": ("source",)},
    "verify": {"markup": ()},
    "corpus": {"storage": (), "engines": ("storage",), "people": ()},
}
"""The folders of each room, and what each may import of the others: reading and foreign never import writing."""
CIRCLES = {"tei/reading"}
"""Rooms in which a module of a wing still imports what lies above the wing, though no two modules do."""
ONE_NAME = {"Options", "_Writer"}
"""Names of classes that each format defines for itself."""
NOT_YET: set[str] = set()
"""Names that are still defined twice."""
LONGEST_FUNCTION, LONGEST_FILE, MOST_POSITIONAL, MOST_FILES, DEEPEST_BLOCK = 60, 500, 5, 12, 3
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@cache
def tree(path: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def place(path: Path) -> str:
    """A module as its path without suffix: `formats/tei/write`, `cli`, `speakers` for a package."""
    relative = path.relative_to(SOURCE).with_suffix("")
    return (relative.parent if relative.name == "__init__" and relative.parent.name else relative).as_posix()


def unit(name: str) -> str:
    """What a place belongs to; each format is a unit of its own."""
    parts = name.split("/")
    return "/".join(parts[:2]) if parts[0] == "formats" and len(parts) > 1 else parts[0]


def imports(path: Path) -> Iterator[str]:
    """What a module imports, wherever in it, as dotted names; `from docconv import x` is `docconv.x`. The
    version is there before any module is.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            inside = node.module == "docconv"
            names = [alias.name for alias in node.names if alias.name != "__version__"]
            yield from [f"docconv.{name}" for name in names] if inside else [node.module or ""]


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


PLACES = frozenset(map(place, MODULES))


def targets(path: Path) -> Iterator[str]:
    """The modules of the project that a module imports, as places."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "docconv":
            package = "/".join((node.module or "").split(".")[1:])
            for alias in node.names:
                inner = f"{package}/{alias.name}".lstrip("/")
                yield inner if inner in PLACES else package


def parts(room: str) -> dict[str, set[str]]:
    """What each part of a room, which is a module or a folder in it, imports of the other parts."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        here = place(path)
        if here.startswith(f"{room}/"):
            own = here.removeprefix(f"{room}/").split("/")[0]
            others = {
                there.removeprefix(f"{room}/").split("/")[0]
                for there in targets(path)
                if there.startswith(f"{room}/")
            }
            found.setdefault(own, set()).update(others - {own})
    return found


def circle(graph: dict[str, set[str]]) -> set[str]:
    """What is left when whatever imports nothing that is left is taken away: the parts that import in a circle."""
    left = dict(graph)
    while free := {part for part, imported in left.items() if not imported & left.keys()}:
        left = {part: imported for part, imported in left.items() if part not in free}
    return set(left)


@pytest.mark.parametrize("room", WINGS)
def test_wings_import_what_lies_below_them(room: str) -> None:
    """The table `WINGS`, which names every folder of the room."""
    table, found = WINGS[room], parts(room)
    folders = {path.name for path in (SOURCE / room).iterdir() if (path / "__init__.py").exists()}
    assert table.keys() == folders
    wrong = {wing: (found[wing] & table.keys()) - set(allowed) for wing, allowed in table.items()}
    assert {wing: others for wing, others in wrong.items() if others} == {}


def test_the_table_of_wings_has_no_circle() -> None:
    """And neither reading nor foreign may import writing."""
    for table in WINGS.values():
        assert circle({wing: set(below) for wing, below in table.items()}) == set()
        assert not any("writing" in table.get(wing, ()) for wing in ("reading", "foreign"))


@pytest.mark.parametrize("room", sorted({place(path).rpartition("/")[0] for path in MODULES} - {""}))
def test_no_parts_of_a_room_import_in_a_circle(room: str) -> None:
    """Modules that lie beside the wings of a room are below them or above them."""
    assert bool(circle(parts(room))) == (room in CIRCLES)


def test_no_modules_import_in_a_circle() -> None:
    """Whatever their rooms do."""
    assert circle({place(path): set(targets(path)) - {place(path)} for path in MODULES}) == set()


def test_the_check_sees_a_circle() -> None:
    """Also a long one; what leads to it is in it, what it leads to is not."""
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == {"a", "b", "c"}
    assert circle({"a": {"b"}, "b": {"d"}, "d": set()}) == set()


def test_a_folder_has_at_most_twelve_files() -> None:
    """What has more has wings."""
    counts = Counter(path.parent.relative_to(SOURCE).as_posix() for path in MODULES)
    assert {folder: count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_a_class_name_is_defined_once() -> None:
    """So that a name says which class is meant; `ONE_NAME` has those that each format defines for itself."""
    names = Counter(
        node.name for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in names.items() if count > 1} == {*ONE_NAME, *NOT_YET}


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
    return (
        node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


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


def depth(node: ast.AST, above: int = 0) -> int:
    """How many blocks are within each other below a node; `elif` is beside its `if`, an inner function apart."""
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, APART)]
    beside = node.orelse if isinstance(node, ast.If) and len(node.orelse) == 1 else []
    return max(
        (
            depth(
                child,
                above + (isinstance(child, BLOCKS) and not (child in beside and isinstance(child, ast.If))),
            )
            for child in inner
        ),
        default=above,
    )


def test_blocks_nest_three_deep_at_most() -> None:
    """What is deeper has a name of its own to be read by."""
    deep = [
        f"{place(path)}:{node.name} nests {depth(node)} deep"
        for path in MODULES
        for node in functions(path)
        if depth(node) > DEEPEST_BLOCK
    ]
    assert deep == []


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


def made_at_once(path: Path) -> list[str]:
    """What a module compiles while it is loaded."""
    found, left = [], list[ast.AST]([ast.parse(path.read_text("utf-8"))])
    while left:
        node = left.pop()
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            found.append(f"{path.name}:{node.lineno}")
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            left += ast.iter_child_nodes(node)
    return found


def test_no_module_compiles_a_pattern_when_it_is_loaded() -> None:
    """They are made with `regex` of `docconv.patterns`, which waits."""
    assert [line for path in MODULES for line in made_at_once(path)] == []


def test_the_check_sees_what_is_compiled_at_once(tmp_path: Path) -> None:
    """In a class too, and not in a function."""
    module = tmp_path / "one.py"
    module.write_text("import re\nclass A:\n    B = re.compile('x')\ndef c():\n    return re.compile('y')\n")
    assert made_at_once(module) == ["one.py:3"]
