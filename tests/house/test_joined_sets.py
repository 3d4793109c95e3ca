"""No sets are joined for each item that is looked for in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import docconv


def unions_asked(tree: ast.AST) -> Iterator[str]:
    """Sets that are joined for no more than to ask whether something is in one of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):
            joined = node.comparators[-1]
            if isinstance(joined, ast.BinOp) and isinstance(joined.op, ast.BitOr):
                yield f"{node.lineno}: {ast.unparse(node)}"


def test_no_sets_are_joined_to_ask_for_one_item() -> None:
    """A lexicon has thousands of words: to join two sets of it for each paragraph took a quarter of a read."""
    for path in Path(docconv.__path__[0]).rglob("*.py"):
        assert list(unions_asked(ast.parse(path.read_text("utf-8")))) == [], path


@pytest.mark.parametrize("code", ["a in b | c", "a not in b.c | d.e", "all(a in b | c for a in d)"])
def test_sets_that_are_joined_are_seen(code: str) -> None:
    """As they were where a reaction of the public was looked for."""
    assert len(list(unions_asked(ast.parse(code)))) == 1
