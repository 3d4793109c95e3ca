"""The work of a regular expression, counted: a matcher that goes back as the one of Python does, and counts.

It takes the tree of the standard library's own parser. Nothing in it is quick; texts of some hundred characters are
enough to see how the work grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import _constants as codes  # type: ignore[attr-defined]  # no stubs
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Node: TypeAlias = Any
"""A node of the parser, or what it says of one; nothing is known of its type."""
Then: TypeAlias = Callable[[int], bool]
Match: TypeAlias = Callable[[int, Then], bool]
One: TypeAlias = Callable[[str], bool]
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
ATOMS = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
CATEGORIES: dict[Any, One] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
}
NEGATED: dict[Any, Any] = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}


WIDEST = 6
"""Of `{1,400}`, so many: how work grows shows in short texts then."""


class Counter:
    """A pattern against one text."""

    def __init__(self, pattern: re.Pattern[Any], most: int, *, widest: int = WIDEST) -> None:
        source, flags = pattern.pattern, pattern.flags
        self.flags, self.most, self.steps, self.text = flags, most, 0, ""
        self.widest = widest
        self.groups: dict[int, tuple[int, int]] = {}
        if isinstance(source, bytes):
            source = source.decode("latin-1")
            flags = (flags | re.UNICODE) & ~re.ASCII
        self.match = self.sequence(parser.parse(source, flags))

    def scan(self, text: str) -> int:
        """How many steps it takes to find all that is there, as `finditer` does."""
        self.text, self.steps, at = text, 0, 0
        while at <= len(text):
            at = max(self.end(at, whole=False), at + 1)
        return self.steps

    def once(self, text: str, *, whole: bool) -> int:
        """How many steps `match` takes, or `fullmatch`."""
        self.text, self.steps = text, 0
        self.end(0, whole=whole)
        return self.steps

    def end(self, at: int, *, whole: bool) -> int:
        """Where a match from an offset on ends, -1 where there is none."""
        ends: list[int] = []

        def done(end: int) -> bool:
            ends.append(end)
            return not whole or end == len(self.text)

        self.groups = {}
        self.step()
        return ends[-1] if self.match(at, done) else -1

    def step(self) -> bool:
        """One more step; always true, so that it can stand before others."""
        self.steps += 1
        if self.steps > self.most:
            message = f"more than {self.most} steps"
            raise AssertionError(message)
        return True

    def sequence(self, nodes: Node) -> Match:
        """Nodes one behind the other."""
        parts = [self.node(code, value) for code, value in nodes]
        if len(parts) == 1:
            return parts[0]

        def from_part(index: int, at: int, then: Then) -> bool:
            if index == len(parts):
                return then(at)
            return parts[index](at, lambda end: from_part(index + 1, end, then))

        return lambda at, then: from_part(0, at, then)

    def node(self, code: Node, value: Node) -> Match:
        """What a node of the parser is."""
        if code in ATOMS:
            return self.single(self.one(code, value))
        if code in REPEATS:
            low, high, inner = value
            high = high if high is codes.MAXREPEAT else min(high, max(low, self.widest))
            if len(inner) == 1 and inner[0][0] in ATOMS:
                return self.run_of(code, low, high, self.one(*inner[0]))
            return self.repeat(code, low, high, self.sequence(inner))
        if code is codes.BRANCH:
            ways = [self.sequence(way) for way in value[1]]
            return lambda at, then: any(self.step() and way(at, then) for way in ways)
        if code is codes.SUBPATTERN:
            return self.group(value[0], self.sequence(value[3]))
        if code is codes.ATOMIC_GROUP:
            return self.atomic(self.sequence(value))
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            return self.look(value[0], value[1], wanted=code is codes.ASSERT)
        if code is codes.AT:
            return lambda at, then: self.step() and (self.place(value, at) and then(at))
        if code is codes.GROUPREF:
            return lambda at, then: self.again(value, at, then)
        raise NotImplementedError(code)

    def one(self, code: Node, value: Node) -> One:
        """What one character has to be."""
        folded = bool(self.flags & re.IGNORECASE)
        if code is codes.ANY:
            return lambda one: one != "\n" or bool(self.flags & re.DOTALL)
        if code is codes.IN:
            return lambda one: in_set(value, {one, one.lower(), one.upper()} if folded else {one})
        wanted = chr(value)
        return lambda one: (
            (one == wanted or (folded and one.lower() == wanted.lower())) is (code is codes.LITERAL)
        )

    def single(self, one: One) -> Match:
        """One character."""

        def match(at: int, then: Then) -> bool:
            self.step()
            return at < len(self.text) and one(self.text[at]) and then(at + 1)

        return match

    def run_of(self, code: Node, low: int, high: int, one: One) -> Match:
        """Many of one kind of character."""

        def match(at: int, then: Then) -> bool:
            self.step()
            last = at
            end = len(self.text) if code is not codes.MIN_REPEAT else min(len(self.text), at + low)
            while last < end and last - at < high and one(self.text[last]):
                self.step()
                last += 1
            if code is codes.POSSESSIVE_REPEAT:
                return last - at >= low and then(last)
            if code is codes.MAX_REPEAT:
                return any(self.step() and then(last) for last in range(last, at + low - 1, -1))
            return last - at == low and self.lazily(last, at + high, one, then)

        return match

    def lazily(self, at: int, high: int, one: One, then: Then) -> bool:
        """As few of one kind of character as will do."""
        while not then(at):
            self.step()
            if at >= min(high, len(self.text)) or not one(self.text[at]):
                return False
            at += 1
        return True

    def repeat(self, code: Node, low: int, high: int, inner: Match) -> Match:
        """Many of what is longer than a character."""
        if code is codes.POSSESSIVE_REPEAT:
            return self.atomic(self.repeat(codes.MAX_REPEAT, low, high, inner))

        def more(at: int, count: int, then: Then) -> bool:
            return count < high and inner(
                at, lambda end: (end > at or count < low) and loop(end, count + 1, then)
            )

        def loop(at: int, count: int, then: Then) -> bool:
            self.step()
            if count < low:
                return more(at, count, then)
            if code is codes.MAX_REPEAT:
                return more(at, count, then) or then(at)
            return then(at) or more(at, count, then)

        return lambda at, then: loop(at, 0, then)

    def group(self, number: int | None, inner: Match) -> Match:
        """A group, with a number or without one."""
        if number is None:
            return inner

        def match(at: int, then: Then) -> bool:
            before = self.groups.get(number)

            def done(end: int) -> bool:
                self.groups[number] = (at, end)
                return then(end)

            if inner(at, done):
                return True
            if before is None:
                self.groups.pop(number, None)
            else:
                self.groups[number] = before
            return False

        return match

    def atomic(self, inner: Match) -> Match:
        """What is never taken back."""

        def match(at: int, then: Then) -> bool:
            ends: list[int] = []

            def done(end: int) -> bool:
                ends.append(end)
                return True

            return inner(at, done) and then(ends[0])

        return match

    def look(self, way: int, nodes: Node, *, wanted: bool) -> Match:
        """What stands before or behind."""
        inner, width = self.sequence(nodes), nodes.getwidth()[0]

        def match(at: int, then: Then) -> bool:
            self.step()
            start = at if way > 0 else at - width
            found = start >= 0 and inner(start, lambda end: way > 0 or end == at)
            return found is wanted and then(at)

        return match

    def again(self, number: int, at: int, then: Then) -> bool:
        """What a group has had."""
        start, end = self.groups.get(number, (0, -1))
        self.steps += end - start
        return start <= end and self.text.startswith(self.text[start:end], at) and then(at + end - start)

    def place(self, code: Node, at: int) -> bool:
        """Whether a place of the text is what an anchor wants."""
        before, behind = self.text[at - 1 : at] if at else "", self.text[at : at + 1]
        lines = bool(self.flags & re.MULTILINE)
        if code in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            return at == 0 or (lines and code is codes.AT_BEGINNING and before == "\n")
        if code is codes.AT_END:
            return not behind or self.text[at:] == "\n" or (lines and behind == "\n")
        if code is codes.AT_END_STRING:
            return not behind
        word = CATEGORIES[codes.CATEGORY_WORD]
        edge = (bool(before) and word(before)) is not (bool(behind) and word(behind))
        return edge is (code is codes.AT_BOUNDARY)


def in_set(items: Node, forms: set[str]) -> bool:
    """Whether a character, in one of its cases, is in a set."""
    wanted = items[0][0] is not codes.NEGATE
    return (
        any(is_item(code, value, one) for code, value in items if code is not codes.NEGATE for one in forms)
        is wanted
    )


def is_item(code: Node, value: Node, one: str) -> bool:
    """Whether a character is one of a set's items."""
    if code is codes.LITERAL:
        return one == chr(value)
    if code is codes.RANGE:
        return len(one) == 1 and value[0] <= ord(one) <= value[1]
    if value in NEGATED:
        return not CATEGORIES[NEGATED[value]](one)
    return CATEGORIES[value](one)
