"""Twice the text, at most twice the work: counted steps of every regular expression, and of whole reads."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, SupportsIndex

import pytest

import docconv
from docconv.model import Attribution
from docconv.patterns import Pattern
from docconv.pipeline import read, render_files
from docconv.speakers.rules.identity import _one_out
from docconv.transcript.annotations import Candidate, WeighedCandidate
from docconv.transcript.labels.entrances import _tells_of
from docconv.transcript.lexicon import lexicon
from docconv.transcript.lines.furniture import find_furniture
from docconv.transcript.lines.lines import split_lines
from docconv.transcript.turns.reporting.names import names_of
from support.growth import calls_of, excess, steps_of
from support.steps import Counter

PUMPS = (
    *".,:-—_/'\"«([{<)]>?@*•0",
    *(" ", "\t", "\u202f", "\n", "  ", " x", "x ", "x", "X", "1", "漢", "ア", "x1"),
    *(". ", "a.", "A. ", ", ", "a,", "Ab, ", ": ", "a: ", "a:", " - ", "a-", "— ", "(a) ", "[a] "),
    *("1:", "1.", "1 ", "00:00 ", "Ab ", "iv", "@a", "<v ", "<!--", "**a", "_a", "_", "\na"),
)
STARTS = ("", "(", "[", "@a", "<v", "**a", "1:00")
SIZES = ((24, 48, 96), (120, 240, 480))
"""Characters; the longer texts decide where the shorter ones, which are cut at odd places, do not."""
MOST, STEPS = 2.2, 200_000
TALK = "Ann Bell: Good day to you all.\n\nBen Cole: And to you, too.\n\nAnn Bell: Shall we begin?\n\nBen Cole: We shall.\n\n"
SHAPES = ("@", TALK + "Ann Bell: @x\n", TALK + "Ann @: yes\n", TALK + "Then (@")
READ = (1000, 2000)
WHOLE = {"match", "fullmatch"}


def modules() -> Iterator[str]:
    """All modules of the package."""
    for found in pkgutil.walk_packages(docconv.__path__, "docconv."):
        if not found.name.endswith("__main__"):
            yield found.name


@cache
def calls() -> dict[str, set[tuple[str, str]]]:
    """Names and what is asked of them, `("TOKEN", "finditer")`, by the text of the file that does so."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in Path(docconv.__path__[0]).rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found[text].add((name, node.attr))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pattern":
                found[text].add((ast.unparse(node.args[0]), "match"))  # a label rule that is a pattern
    return found


def methods(pattern: str) -> set[str]:
    """How a pattern is used: where it is made, and where it is imported from there or its module is."""
    module, _, name = pattern.rpartition(".")
    room, _, last = module.rpartition(".")
    made = Path(importlib.import_module(module).__file__ or "").read_text("utf-8")
    near = (
        text
        for text in calls()
        if text == made or f"from {module} import" in text or (f"{last}.{name}" in text and room in text)
    )
    return {method for text in near for of, method in calls()[text] if of == name}


@cache
def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """All compiled patterns of the package: those of modules, and those made of the words of all languages."""
    return {
        f"{module}.{name}": value.compiled() if isinstance(value, Pattern) else value
        for module in modules()
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, re.Pattern | Pattern)
    }


def growth(count: Callable[[str], int], make: Callable[[int], str], sizes: Iterable[int]) -> float:
    """How many times the steps of a first addition to a text a second one costs that is twice as long."""
    low, middle, high = (count(make(size)) for size in sizes)
    return (high - middle) / max(middle - low, 1)


def counted(name: str) -> Callable[[str], int]:
    """The steps of a pattern in the way that it is used."""
    counter = Counter(patterns()[name], STEPS)
    used = methods(name) & {"search", "sub", "subn", "split", "finditer", "findall", *WHOLE}
    if used and used <= WHOLE:
        return lambda text: counter.once(text, whole=used == {"fullmatch"})
    return counter.scan


def pumped() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Texts of any length: a beginning, a part over and over, an end that is no part of anything."""
    for part in PUMPS:
        for start in STARTS:
            yield f"{start!r} {part!r}...", partial(text_of, start, part)


def text_of(start: str, part: str, size: int) -> str:
    """About so many characters."""
    return start + part * (size // len(part)) + "\0"


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """The counter calls itself for every repetition."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(6000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_does_work_in_proportion(name: str) -> None:
    """Whatever stands in the text again and again."""
    count = counted(name)
    for said, make in pumped():
        if count(make(8)) > 3 * len(make(8)):
            assert any(growth(count, make, sizes) <= MOST for sizes in SIZES), said


@pytest.mark.parametrize("pattern", [r"\s+$", r"(?:a|aa)+$", r"x*\w*!", r"<[^>]*>", r"(\w+) *(\d+)"])
def test_work_beyond_proportion_is_seen(pattern: str) -> None:
    """Patterns that go back, or begin anew, for every character."""
    count = Counter(re.compile(pattern), 10**9).scan
    texts = (lambda n: " " * n + "\0", lambda n: "a" * n + "\0", lambda n: "<" * n + "\0")
    assert max(growth(count, make, (6, 12, 24)) for make in texts) > 3


@pytest.mark.parametrize("name", sorted(patterns()))
def test_the_counter_finds_what_python_finds(name: str) -> None:
    """Otherwise its steps would be those of another pattern."""
    pattern = patterns()[name]
    counter = Counter(pattern, STEPS, widest=10**6)
    for text in (TALK, *(part * 5 for part in PUMPS)):
        data = text.encode("latin-1", "ignore")
        subject: Any = data if isinstance(pattern.pattern, bytes) else text
        counter.text, counter.steps = data.decode("latin-1") if subject is data else text, 0
        for at in range(len(subject)):
            found = pattern.match(subject, at)
            assert counter.end(at, whole=False) == (found.end() if found else -1)


@pytest.mark.parametrize("part", PUMPS)
def test_a_read_does_work_in_proportion(part: str) -> None:
    """Calls of functions, those of Python's own too, for a line that goes on and on."""
    for shape in SHAPES:
        small, large = (called(shape.replace("@", part * (n // len(part)))) for n in READ)
        assert large <= MOST * small, shape


@pytest.mark.parametrize(
    "part", ["<a> [?] ", "(Ab) ", "(to A) ", "Ab, ", "A and B, ", "[=! x] ", "\x150_1\x15"]
)
def test_names_and_words_of_chat_do_work_in_proportion(part: str) -> None:
    """Names with brackets, and codes, that go on and on."""
    head = "@Begin\n@Languages:\teng\n@Participants:\tANN Adult, @ \n@Date:\t@ \n*ANN:\t@ yes .\n@End\n"
    sizes = (10, 10, *READ)  # what is loaded for the first one is no work of it
    _, once, small, large = (called(head.replace("@ ", f"{part * (n // len(part))} "), "chat") for n in sizes)
    assert large - once <= MOST * max(small - once, READ[0])


def test_tables_in_tables_do_work_in_proportion() -> None:
    """What is in the innermost one is moved once, not from each table to the next."""
    pages = ("<table><tr><td>x" * n + "Ann: Yes." + "</td></tr></table>" * n for n in (10, 300, 600))
    _, small, large = (called(f"<html><body>{page}</body></html>", "html") for page in pages)
    assert large <= MOST * small


@pytest.mark.parametrize(
    "line",
    [
        "Point @: see",
        "Ann: yes",
        "Ann @: yes",
        "ANN @",
        "(So @)",
        "@",
        "- Ann: yes",
        "[0:@] Ann: yes",
        "Ann\tyes",
        "Q. Why @?",
        "| Ann | yes |",
        "*Ann.* Yes @.",
        "— Yes, @.",
        "The water was cold, and we went home.",
        "“Yes,” said Ann @.",
        "    Ann: yes",
        "Ann: Yes.\n\nBen: No.\nThe point @: see",
        "ANN: Yes.\n\nMr BEN: No.\nMr Ben is right @: see",
        "Ann\nYes.\n\nBen\nNo.\n\nPoint @\nSo.",
    ],
)
def test_steps_of_one_paragraph_are_looked_at_in_proportion(line: str) -> None:
    """No line of a paragraph that goes on and on is compared with all others; loops are no calls."""

    def work(count: int) -> int:
        text = "\n".join(line.replace("@", str(at)) for at in range(count)).encode()
        return steps_of(lambda: read(text, format="text"))

    _, once, small, large = map(work, (10, 10, 200, 400))
    assert large - once <= MOST * (small - once)


@pytest.mark.parametrize(
    "unit",
    [
        "word @ here|ANN: Yes @.|BEN: Yes @.|word @ here|BEN: Yes @.|ANN: Yes @.",
        "Ann: Yes, @.|So it was.|Ben: Why @?|I went home.|Where to?",
        "Q. Why @?|A. It was so.|And I said so.|(laughter)",
    ],
)
def test_many_turns_do_work_in_proportion(unit: str) -> None:
    """None is looked for among all lines."""
    paragraphs = unit.split("|")

    def work(count: int) -> int:
        every = (paragraphs[at % len(paragraphs)].replace("@", str(at)) for at in range(count))
        text = "\n\n".join(every).encode()
        return steps_of(lambda: read(text, format="text"))

    _, once, small, large = map(work, (10, 10, 1000, 2000))
    assert large - once <= MOST * (small - once)


def exb(tiers: int, events: int) -> str:
    """Tiers of speakers, each with events from one point to the last."""
    cast = "".join(f'<speaker id="S{at}"><abbreviation>A{at}</abbreviation></speaker>' for at in range(tiers))
    points = "".join(f'<tli id="T{at}" time="{at}"/>' for at in range(events + 1))
    inner = "".join(f'<event start="T{at}" end="T{events}">yes </event>' for at in range(events))
    rows = "".join(
        f'<tier id="t{at}" speaker="S{at}" category="v" type="t">{inner}</tier>' for at in range(tiers)
    )
    return (
        f"<basic-transcription><head><speakertable>{cast}</speakertable></head><basic-body><common-timeline>"
        f"{points}</common-timeline>{rows}</basic-body></basic-transcription>"
    )


def textgrid(tiers: int) -> str:
    """Tiers of Praat in the short form."""
    one = '"IntervalTier"\n"A"\n0\n9\n1\n0\n9\n"yes"\n'
    return f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n{tiers}\n{one * tiers}'


def captions(count: int) -> str:
    """Cues of TTML, each by somebody else."""
    cast = "".join(
        f'<ttm:agent xml:id="a{at}"><ttm:name>Ann {at}</ttm:name></ttm:agent>' for at in range(count)
    )
    cues = "".join(f'<p begin="{at}s" end="{at + 1}s" ttm:agent="a{at}">Yes.</p>' for at in range(count))
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><metadata>'
        f"{cast}</metadata></head><body><div>{cues}</div></body></tt>"
    )


def deep(count: int) -> str:
    """A cue within so many divisions that have times."""
    inner = '<div begin="1s">' * count + '<p begin="1s" end="2s">Yes.</p>' + "</div>" * count
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body>{inner}</body></tt>'


def together(count: int) -> str:
    """An utterance of so many people."""
    who = " ".join(f"#p{at}" for at in range(count))
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><u who="{who}">Yes.</u></body></text></TEI>'


def participants(count: int) -> str:
    """A session of CHAT with so many people."""
    return f"@Begin\n@Participants:\t{', '.join(f'P{at} Adult' for at in range(count))}\n*P1:\tyes .\n@End\n"


@pytest.mark.parametrize(
    ("name", "written", "count"),
    [
        ("exb", lambda count: exb(count, 1), 200),
        ("exb", lambda count: exb(1, count), 200),
        ("textgrid", textgrid, 100),
        ("ttml", captions, 200),
        ("tei", together, 300),
        ("chat", participants, 200),
    ],
)
def test_many_people_and_tiers_do_work_in_proportion(
    name: str, written: Callable[[int], str], count: int
) -> None:
    """None is compared with all others."""
    first, small, large = (called(written(size), name) for size in (2, count, 2 * count))
    assert large - first <= 2.3 * (small - first)


def test_nothing_doubles_with_how_deep_it_is() -> None:
    """Divisions of captions; a parser lets 256 be in each other."""
    first, small, large = (called(deep(size), "ttml") for size in (2, 40, 80))
    assert large - first <= 4.5 * (small - first)


def test_numbers_of_pages_are_told_apart_in_proportion() -> None:
    """None of those with a word before it is compared with all others."""

    def pages(count: int) -> object:
        return find_furniture(split_lines("Page 1\n" * count))

    assert excess(pages, 1_000, 16_000, 16) < 3


def test_a_label_of_one_word_is_compared_with_no_other() -> None:
    """It has nothing after its first word that could name somebody."""
    line = split_lines("ANN:")[0]
    line.choice = WeighedCandidate(Candidate("ANN", 0, 4, alone=True), Attribution("high"))

    def work(count: int) -> int:
        labels = {f"ANN{at}": 2 for at in range(count)}
        return steps_of(lambda: _tells_of(line, labels))

    assert work(1000) == work(10)


class Cut(str):
    """A text that counts the characters that are cut out of it."""

    __slots__ = ("taken",)
    taken: int

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.taken += len(found)
        return found


@pytest.mark.parametrize("part", ["A, ", "A: ", "Ann Lee, ", "Mayor Ann Bo Lee, "])
def test_names_in_one_long_sentence_are_found_in_proportion(part: str) -> None:
    """What is before each of them is looked at as far as it tells of the name, not from the beginning on."""

    def work(count: int) -> int:
        text = Cut(part * count)
        text.taken = 0
        names_of(["Ben Cole"], lexicon("en"), [text])
        return text.taken

    assert 0 < work(2000) <= MOST * work(1000)


def test_a_label_of_many_words_is_no_misspelling() -> None:
    """It is not compared with itself without each of its words."""
    few, many = (tuple(f"w{at}" for at in range(count)) for count in (5, 5000))
    assert len(list(_one_out(few))) == 5
    assert list(_one_out(many)) == []


def test_decisions_about_equal_lines_do_work_in_proportion() -> None:
    """Those that a text needs beside it, where it has the same words over and over."""

    def written(count: int) -> int:
        said = [{"start": 0, "text": "So."}] * count
        document = read(json.dumps({"segments": said}).encode(), format="json")
        return calls_of(lambda: render_files(document, "txt", "a.txt"))

    _, small, large = (written(count) for count in (10, 200, 400))
    assert large <= MOST * small


@pytest.mark.parametrize(
    ("paragraph", "most"), [("The ferry took crate {} across.", 750), ("Crate {}.", 800)]
)
def test_a_short_paragraph_of_narrative_is_looked_at_few_times(paragraph: str, most: int) -> None:
    """Where nobody speaks, by so many calls for each paragraph."""

    def calls(count: int) -> int:
        return called("\n\n".join(paragraph.format(at) for at in range(count)))

    _, small, large = (calls(count) for count in (10, 200, 400))
    assert large - small <= most * 200


def called(text: str, name: str = "text") -> int:
    """How many functions are called for a read."""

    def reading() -> None:
        with suppress(docconv.BadInputError):
            read(text.encode(), format=name)

    return calls_of(reading)


ONCE = {"min", "max", "sum", "sorted"}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


def in_each_step(tree: ast.AST) -> Iterator[str]:
    """What a comprehension works out from all of a list for each item, though no item is in it."""
    for node in ast.walk(tree):
        if isinstance(node, COMPREHENSIONS):
            bound = {one.id for each in node.generators for one in names_in(each.target)}
            steps = [
                child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.comprehension)
            ]
            steps += [one for each in node.generators for one in each.ifs]
            for call in (one for step in steps for one in ast.walk(step) if isinstance(one, ast.Call)):
                of_all = isinstance(call.func, ast.Name) and call.func.id in ONCE and len(call.args) == 1
                if of_all and not bound & {one.id for one in names_in(call.args[0])}:
                    yield f"{call.lineno}: {ast.unparse(call)}"


def names_in(tree: ast.AST) -> Iterator[ast.Name]:
    """All names of an expression."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def test_what_holds_for_all_is_worked_out_once() -> None:
    """The least of all lines, asked for each line, is work that grows with the square; no call shows it."""
    for path in Path(docconv.__path__[0]).rglob("*.py"):
        assert list(in_each_step(ast.parse(path.read_text("utf-8")))) == [], path


@pytest.mark.parametrize("code", ["[a for a in b if a > min(c)]", "sum(a > max(c, default=0) for a in b)"])
def test_work_in_each_step_is_seen(code: str) -> None:
    """As it was where the first label that recurs was looked for."""
    assert len(list(in_each_step(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code", ["[a for a in b if max(a)]", "[a for a in sorted(b)]", "{min(a, 3) for a in b}"]
)
def test_work_of_each_step_is_let_be(code: str) -> None:
    """What is asked of the item itself, or once."""
    assert list(in_each_step(ast.parse(code))) == []


PROSE = "The water of the river was cold and we took our boat down to the mill before dawn"


def sentences(count: int) -> str:
    """So many short paragraphs, hardly two of them alike, many of which look a little like labels."""
    chance = Random(1)  # noqa: S311  the same sentences each time
    one = PROSE.split()
    some = (" ".join(chance.choices(one, k=chance.randint(2, 9))) for _ in range(count))
    return "\n\n".join(f"{text.capitalize()}." for text in some)


def test_many_paragraphs_do_work_in_proportion() -> None:
    """Where many lines could be labels, none is compared with all others."""
    _, small, large = (called(sentences(count)) for count in (1, 2800, 5600))
    assert large <= MOST * small


@pytest.mark.parametrize(
    "row",
    [
        "ADA {0}   BEN {0}\nGo.   No.\n\n",
        "SEEN   HEARD\nA door {0}   ADA: Yes.\n\n",
        "{1}: (three)\nAda: Yes.\n\n",
        "Speech by Mayor {1} Lee said:\n\n- Yes, I do.\n\nThe mayor left.\n\n",
        "Chair: {1} Lee\n\nThe Chair: Yes.\n\nClerk: No.\n\n",
    ],
)
def test_many_rows_of_one_form_do_work_in_proportion(row: str) -> None:
    """Columns, sounds, clauses that hand over and chairs, each with words of its own."""
    small, large = (
        called("".join(row.format(at, f"Xa{'abcdefghij'[at % 10] * (1 + at // 10)}") for at in range(count)))
        for count in (100, 200)
    )
    assert large <= MOST * small
