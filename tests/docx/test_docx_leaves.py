"""Edited text keeps the markup that it had: on what stayed, and on what was typed in the same style beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.formats.docx.reading.alignment import matches, paired
from docconv.formats.docx.reading.body import Run
from docconv.formats.docx.reading.leaves import inlines_of, leaves, merged, runs_of
from docconv.model import Emphasis, Foreign, Gap, Inline, Milestone, Said, Speaker, Stage, Text, Unclear
from docconv.testing import inlines
from docconv.walk import text_of

ANNA = Speaker("anna")
PAGE = Milestone("page", "12")
FRENCH = Foreign[Speaker]((Text("très bien"),), "fr")
QUOTED = Said[Speaker]((Text("Yes, "), Emphasis((Text("of course"),)), Text("!")), (ANNA,))


def after(old: tuple[Inline[Speaker], ...], *runs: Run) -> tuple[Inline[Speaker], ...]:
    """What becomes of inlines when their paragraph holds these runs."""
    return inlines_of(runs, tuple(leaves(old)))


# ------------ what a paragraph is taken apart to


def test_a_leaf_knows_what_is_around_it() -> None:
    """From the outermost, in the style that the page shows."""
    found = list(leaves((QUOTED,)))
    assert [(leaf.text, leaf.style, len(leaf.path)) for leaf in found] == [
        ("Yes, ", "Said", 1),
        ("of course", "Said", 2),
        ("!", "Said", 1),
    ]


def test_neighbours_in_one_style_are_one_run() -> None:
    """As word processors join them."""
    assert runs_of(leaves((QUOTED, Text(" So."), PAGE))) == (Run("Yes, of course!", "Said"), Run(" So."))


@given(inlines())
def test_taken_apart_and_put_together_it_is_the_same(content: tuple[Inline[Speaker], ...]) -> None:
    """Whatever is nested in what."""
    row = tuple(leaves(content))
    assert inlines_of(runs_of(row), row) == content


@given(inlines())
def test_the_way_of_edited_text_leads_to_the_same(content: tuple[Inline[Speaker], ...]) -> None:
    """It changes nothing where nothing was edited."""
    row = tuple(leaves(content))
    assert tuple(merged(runs_of(row), row)) == row


WORDS = st.text("abc ,.\n", max_size=12)
RUNS = st.lists(st.builds(Run, WORDS, st.sampled_from(("", "Said", "Gap", "Foreign", "Strong"))), max_size=5)


@given(inlines(scripts=["Latn"]), RUNS)
def test_no_word_of_an_edit_is_lost(content: tuple[Inline[Speaker], ...], runs: list[Run]) -> None:
    """Whatever was typed over whatever, the text is that of the page."""
    assert text_of(inlines_of(runs, tuple(leaves(content)))) == "".join(run.text for run in runs)


# ------------ what an edit leaves


def test_words_typed_into_plain_text_are_plain() -> None:
    """And what is behind them stays marked."""
    assert after((Text("It is "), FRENCH), Run("It really is "), Run("très bien", "Foreign")) == (
        Text("It really is "),
        FRENCH,
    )


def test_words_typed_into_a_quotation_are_quoted() -> None:
    """Whoever is quoted is known from before; emphasis in it stays on its words."""
    (found,) = after((QUOTED,), Run("Yes, yes, of course!", "Said"))
    assert found == Said[Speaker]((Text("Yes, yes, "), Emphasis((Text("of course"),)), Text("!")), (ANNA,))


def test_words_in_a_style_that_nothing_beside_them_has_are_what_it_says() -> None:
    """A new quotation has no speaker, new foreign words the language of their run."""
    found = after((Text("He said."),), Run("He said "), Run("oui", "Foreign", "fr"), Run("."))
    assert found == (Text("He said "), Foreign[Speaker]((Text("oui"),), "fr"), Text("."))


NEW: dict[str, Inline[Speaker]] = {
    "Said": Said((Text("x"),)),
    "StageDirectionChar": Stage((Text("x"),)),
    "Gap": Gap("x"),
    "Unclear": Unclear((Text("x"),)),
    "Foreign": Foreign((Text("x"),), "und"),
    "Emphasis": Emphasis((Text("x"),), "italic"),
    "Strong": Emphasis((Text("x"),), "bold"),
    "Underline": Emphasis((Text("x"),), "underline"),
    "": Text("x"),
}


@pytest.mark.parametrize("style", NEW)
def test_each_style_stands_for_an_inline(style: str) -> None:
    """So that the page alone can be read."""
    assert inlines_of([Run("x", style)]) == (NEW[style],)


def test_markup_whose_words_are_gone_is_gone() -> None:
    """Nothing empty is left."""
    assert after((Text("It is "), FRENCH, Text(".")), Run("It is good.")) == (Text("It is good."),)


def test_markup_taken_off_by_hand_is_off() -> None:
    """The words stay, in the style that they have now."""
    assert after((Text("It is "), FRENCH), Run("It is très bien")) == (Text("It is très bien"),)


def test_a_gap_that_was_filled_is_text() -> None:
    """Somebody listened again; what is still open stays a gap, with its reason."""
    gap = Gap("[inaudible, 2 s]", "illegible")
    assert after((Text("I "), gap, Text(".")), Run("I see.")) == (Text("I see."),)
    assert after((Text("I "), gap), Run("I "), Run("[inaudible, 3 s]", "Gap")) == (
        Text("I "),
        Gap("[inaudible, 3 s]", "illegible"),
    )


def test_text_does_not_slip_into_a_gap() -> None:
    """Not even where both look alike, as in a quotation."""
    quoted = Said[Speaker]((Text("I see "), Gap("[…]")), (ANNA,))
    assert after((quoted,), Run("I see […] now", "Said")) == (
        Said[Speaker]((Text("I see "), Gap("[…]"), Text(" now")), (ANNA,)),
    )


def test_a_line_break_stays_and_a_new_one_is_one() -> None:
    """Verse may grow by a line."""
    old: tuple[Inline[Speaker], ...] = (Text("One"), Milestone(), Text("two"))
    assert after(old, Run("One\ntwo\nthree")) == (*old, Milestone(), Text("three"))


@pytest.mark.parametrize(
    ("typed", "left", "right"),
    [
        ("It goes on and on there.", "It goes ", "on and on there."),
        ("It went on here.", "It went ", "on here."),
        ("It goes off here.", "It goes ", "off here."),
        ("It.", "It", "."),
    ],
)
def test_a_page_that_ends_keeps_its_place(typed: str, left: str, right: str) -> None:
    """Though no word stands for it."""
    old: tuple[Inline[Speaker], ...] = (Text("It goes "), PAGE, Text("on here."))
    assert after(old, Run(typed)) == (Text(left), PAGE, Text(right))


# ------------ what stands where


def test_equal_things_match_in_order() -> None:
    """Both ends are told without a search."""
    assert [triple for triple in matches("abcxde", "abcyyde") if triple[2]] == [(0, 0, 3), (4, 5, 2)]


def test_edited_things_pair_between_equal_ones() -> None:
    """The only one of its kind, whatever became of it; of several those that are alike."""
    old = [("p", "a b c"), ("p", "same"), ("p", "one two three"), ("p", "four five six"), ("q", "end")]
    new = [("p", "x"), ("p", "same"), ("p", "new"), ("p", "four five seven"), ("q", "end")]
    assert paired(old, new) == {0: 0, 1: 1, 3: 3, 4: 4}


def test_things_in_another_order_do_not_pair() -> None:
    """Who looks for what was moved has other means."""
    assert paired([("p", "a"), ("p", "b")], [("p", "b"), ("p", "a")]) in ({0: 1}, {1: 0})


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_matches_are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    """For any two rows."""
    ends = (0, 0)
    for i, j, size in matches(old, new):
        assert (i, j) >= ends
        assert old[i : i + size] == new[j : j + size]
        ends = (i + size, j + size)
