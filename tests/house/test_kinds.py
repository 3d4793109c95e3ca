"""What CONTRIBUTING says of a new kind of node: the type checker or a table names each place it must go to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from docconv import model
from support.places import ROOT

SOURCE = ROOT / "src" / "docconv"
KINDS = ("Foreign", "Separator")
"""An inline and a block that are wherever one of their union has to be."""
OTHER = frozenset(("formats/docx/writing/notes.py", "model.py", "tei/reading/body/units.py"))
"""The class itself, and what is called so and is none of it: lines above notes, names of spans."""
BESIDE = frozenset(("tei/reading/source/elements.py", "tei/writing/parliament.py"))
"""A long list in one text; a module with several matches, of which one ends otherwise."""
FEW = 5
"""A match over so many kinds and more is one over the union."""
UNIONS = tuple(
    {getattr(one, "__origin__", one).__name__ for one in get_args(union)}
    for union in (model.Inline, model.Block)
)


@cache
def tree(path: Path) -> ast.Module:
    """A module, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    """A path below the source."""
    return path.relative_to(SOURCE).as_posix()


def named(node: ast.AST) -> Iterator[str]:
    """What is named in a node, a text that is one word as a class is: `"separator"`."""
    for one in ast.walk(node):
        match one:
            case ast.Attribute(attr=name) | ast.Name(id=name):
                yield name
            case ast.Constant(value=str(text)):
                yield text.capitalize()
            case _:
                pass


def matches(path: Path) -> Iterator[tuple[ast.Match, bool]]:
    """Each match over kinds of nodes, and whether the type checker sees that it lacks one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Match):
            patterns = {name for case in node.cases for name in named(case.pattern)}
            if any(len(patterns & union) >= FEW for union in UNIONS):
                yield node, "assert_never" in named(node.cases[-1])


def unseen(path: Path, kind: str) -> bool:
    """Whether a module names a kind, and no match in it that the type checker sees."""
    seen = [node for node, is_seen in matches(path) if is_seen]
    if any(kind in named(node) for node in seen):
        return False
    return kind in named(tree(path))


def table() -> set[str]:
    """The modules in the table of CONTRIBUTING."""
    text = ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Add a kind of node\n")[2].partition("\n## ")[0]
    rows = "\n".join(line for line in section.splitlines() if line.startswith("   |"))
    return set(re.findall(r"`([\w/]+\.py)`", rows))


def test_the_table_of_a_new_kind_is_whole() -> None:
    """Every module that deals with kinds where no type checker looks is in it, and none that does not."""
    modules = sorted(SOURCE.rglob("*.py"))
    found = {place(path) for path in modules if any(unseen(path, kind) for kind in KINDS)} - OTHER
    support = {path.name for path in ROOT.joinpath("tests", "support").iterdir()}
    assert found - table() == set()
    assert table() - found - support == BESIDE


def test_a_match_over_all_kinds_is_seen_by_the_type_checker() -> None:
    """It ends in `assert_never`, so that `make types` says what it lacks, or it is in the table."""
    silent = {
        place(path) for path in SOURCE.rglob("*.py") if not all(is_seen for _, is_seen in matches(path))
    }
    assert silent - table() == set()


def test_the_check_sees_a_match_that_says_nothing(tmp_path: Path) -> None:
    """One that leaves all others out is found."""
    cases = "".join(f"        case m.{name}():\n            pass\n" for name in sorted(UNIONS[0])[:FEW])
    path = tmp_path / "module.py"
    path.write_text(f"def f(node):\n    match node:\n{cases}        case _:\n            pass\n")
    assert [is_seen for _, is_seen in matches(path)] == [False]
