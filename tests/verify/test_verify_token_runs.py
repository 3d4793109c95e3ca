"""How tokens that differ are aligned, and how phrases are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.model import Document, Emphasis, Narrative, Resolved, Speaker, Text
from docconv.verify.token_runs import TokenRun, merged, opcodes, opening, quoted
from docconv.verify.tokens import GLUE, MarkupToken, Start, Token, Unit, shown, units

WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "garden"]), max_size=12)


def narrative(*children: Text | Emphasis[Speaker]) -> Unit:
    """The unit of one paragraph of narrative."""
    paragraph: Narrative[Speaker] = Narrative(children)
    document: Resolved = Document((paragraph,))
    (unit,) = units(document, frozenset())
    return unit


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("one two", ["one", "two"]),
        ("  one\u00a0two\n", ["one", "two"]),
        ("部長会議", ["部", GLUE + "長", GLUE + "会", GLUE + "議"]),
        ("部 長", ["部", "長"]),
        ("NHKの朝", ["NHK", GLUE + "の", GLUE + "朝"]),
        (" ", []),
    ],
)
def test_words_are_what_white_space_parts(text: str, tokens: list[str]) -> None:
    """And scripts without spaces go by characters, so that a difference in them is a small one."""
    assert list(narrative(Text(text)).tokens[1:]) == tokens
    assert shown(tokens) == " ".join(text.split())


def test_a_mark_within_a_word_does_not_part_it() -> None:
    """The second half is glued to the first."""
    unit = narrative(Text("un"), Emphasis((Text("believ"),)), Text("able story"))
    mark, end = MarkupToken("emphasis", "italic"), MarkupToken("emphasis", "italic", closes=True)
    assert unit.tokens == (Start("narrative", 0), "un", mark, GLUE + "believ", end, GLUE + "able", "story")
    assert shown(unit.tokens) == "unbelievable story"


@given(WORDS, WORDS)
def test_merged_runs_cover_both_rows(first: list[str], second: list[str]) -> None:
    """Nothing is left out and nothing told twice, and what is equal is equal."""
    tokens: list[Token] = [*first]
    rows = list(merged(opcodes(first, second), tokens))
    assert [word for _, i1, i2, _, _ in rows for word in first[i1:i2]] == first
    assert [word for _, _, _, j1, j2 in rows for word in second[j1:j2]] == second
    assert all(first[i1:i2] == second[j1:j2] for tag, i1, i2, j1, j2 in rows if tag == "equal")


def test_one_word_between_two_differences_makes_them_one() -> None:
    """Two words of five changed are one difference, not two."""
    first, second = ["he", "said", "the", "garden", "is"], ["she", "said", "a", "garden", "is"]
    tokens: list[Token] = [*first]
    assert list(merged(opcodes(first, second), tokens)) == [("replace", 0, 3, 0, 3), ("equal", 3, 5, 3, 5)]


def test_a_cut_knows_what_lies_in_it_whole() -> None:
    """Units that only begin in it, units within it, and what is left."""
    document: Resolved = Document(tuple(Narrative((Text(text),)) for text in ("a b", "c", "d e")))
    rows = units(document, frozenset())
    cut = TokenRun.of(rows).cut(2, 7)
    assert (cut.words, cut.whole, cut.begun) == (["b", "d"], (rows[1],), (rows[2],))
    assert cut.unit == rows[0]


@pytest.mark.parametrize(
    ("tokens", "phrase"),
    [
        ([], "no words"),
        (["a", MarkupToken("breaks", "page break"), "b"], '"a b"'),
        (["a"] * 16, f'"{" ".join("a" * 16)}"'),
        (["a"] * 17, f'"{" ".join("a" * 8)} … {" ".join("a" * 8)}" (17 words)'),
    ],
)
def test_phrases_are_quoted_and_kept_short(tokens: list[Token], phrase: str) -> None:
    """Sixteen words are read at a glance."""
    assert quoted(tokens) == phrase


def test_a_unit_is_shown_by_its_opening() -> None:
    """Its first eight words, or its place where it has none."""
    assert opening(narrative(Text("one two"))) == 'narrative paragraph, "one two"'
    assert opening(narrative(Text("a b c d e f g h i"))) == 'narrative paragraph, "a b c d e f g h …"'
    assert opening(narrative(Text(" "))) == "narrative paragraph"
