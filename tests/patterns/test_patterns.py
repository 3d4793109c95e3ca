"""Regular expressions are what Python makes of them, and made when they are first needed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docconv.patterns import FACTS, METHODS, DeferredPattern, regex
from support.places import ROOT


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
    """They are made with `regex`, which waits."""
    modules = (ROOT / "src" / "docconv").rglob("*.py")
    assert [line for path in modules for line in made_at_once(path)] == []


def test_the_check_sees_what_is_compiled_at_once(tmp_path: Path) -> None:
    """In a class too, and not in a function."""
    module = tmp_path / "one.py"
    module.write_text("import re\nclass A:\n    B = re.compile('x')\ndef c():\n    return re.compile('y')\n")
    assert made_at_once(module) == ["one.py:3"]


def test_whatever_is_asked_first_compiles_the_pattern() -> None:
    """Methods give what those of a compiled one give, facts are the same."""
    compiled = re.compile(r"(?P<one>a)|b", re.IGNORECASE)
    for name in METHODS:
        arguments = ("-", "xAyb") if name.startswith("sub") else ("Ab",)
        told, known = (repr(getattr(one, name)(*arguments)) for one in (deferred(), compiled))
        assert re.sub("0x[0-9a-f]+", "", told) == re.sub("0x[0-9a-f]+", "", known)
    assert [getattr(deferred(), name) for name in FACTS] == [getattr(compiled, name) for name in FACTS]


def test_the_text_of_a_pattern_needs_no_compiling() -> None:
    """A pattern that cannot be compiled has its text all the same, and says so when it is used."""
    assert regex("(").pattern == "("
    with pytest.raises(re.error, match="missing"):
        regex("(").match("x")


def test_what_no_pattern_has_is_no_attribute() -> None:
    """As for any object."""
    with pytest.raises(AttributeError, match="colour"):
        deferred().colour  # noqa: B018


def deferred() -> DeferredPattern:
    """One that nobody has asked yet."""
    return DeferredPattern(r"(?P<one>a)|b", re.IGNORECASE)
