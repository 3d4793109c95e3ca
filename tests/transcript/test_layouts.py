"""What a page looks like changes nothing of what is on it: every case again, in other layouts; and where it stands."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from docconv.formats import Source
from docconv.model import Heading, Narrative, Paragraph, Stage
from docconv.pipeline import read
from docconv.speakers import resolve
from docconv.transcript import Formatting, analyse
from docconv.transcript.annotations import Hint
from docconv.walk import text_of, turns, walk
from support.cases import CASES, parse
from support.outline import outline

TAGGED = {
    "fountain-notes-over-lines",
    "a-name-and-a-time-before-the-words",
    "a-sign-behind-names-in-an-interview",
    "a-sign-that-no-rule-knows-behind-labels",
    "answers-alone-below-names-as-headings",
    "aozora-notes",
    "bullets-before-a-sign-behind-labels",
    "directions-quoted-in-markdown",
    "facts-in-toml-in-front",
    "facts-under-each-heading-that-name-who-has-a-label",
    "points-of-a-numbered-agenda-with-a-word-before-a-colon",
    "initials-introduced-above-a-heading",
    "links-of-markdown-below-a-talk",
    "points-of-a-list-among-minutes",
    "verse-of-a-play-without-acts",
    "a-heading-above-a-heading-that-is-a-label",
    "a-line-of-two-spaces-in-a-screenplay",
    "a-listing-between-fences",
    "fountain-cues",
    "questions-in-bold-with-their-labels",
    "short-words-in-quotation-marks-are-no-list-of-names",
    "a-cue-without-a-label-above-the-same-label",
    "a-cue-without-a-voice",
    "a-cue-without-a-voice-in-danish",
    "a-deposition-below-its-title-page",
    "a-label-in-capitals-over-numbered-lines",
    "a-witness-is-sworn-in-over-two-lines",
    "an-office-behind-a-name-in-bold",
    "bold-facts-with-an-empty-one",
    "captions-that-roll",
    "fountain-title-page-and-notes",
    "front-matter-between-rules",
    "labels-of-a-wiki",
    "lines-of-subviewer",
    "marks-of-direction-around-labels",
    "outcomes-behind-marks",
    "parts-that-every-section-has",
    "proceedings-in-tags",
    "subtitles-with-numbers-and-tags",
    "tags-that-name-who-speaks",
    "those-present-end-at-a-heading",
    "two-voices-in-one-cue",
    "words-behind-the-end-of-a-voice",
    "who-presents-below-a-heading",
    "a-direction-in-italics-of-markdown",
    "a-name-alone-that-nothing-is-below",
    "a-sentence-in-italics-above-headings-that-are-labels",
    "a-date-and-a-time-among-facts-in-bold",
    "a-table-of-markdown-that-names-who-speaks",
    "bold-names-above-and-before-what-is-said",
    "emphasis-of-three-stars-around-labels",
    "italic-lines-of-markdown-are-directions",
    "facts-in-bold-above-labels-in-capitals",
    "names-and-times-in-headings",
    "names-in-headings-above-questions",
}
"""Cases with marks and numbers, of which what is read is not what is printed."""
TOLD_BY_LINES = {
    "an-office-over-three-lines-below-a-surname-and-initials",
    "overlaps-of-somebody-heard-once",
    "a-name-in-the-genitive-is-no-label",
    "a-wide-space-inside-a-stretched-line",
    "a-list-in-bold-within-an-answer",
    "a-name-above-which-talk-it-is",
    "a-long-direction-with-a-name-in-capitals",
    "a-bold-name-that-a-sentence-is-about",
    "a-name-and-a-party-alone-before-a-full-stop",
    "a-long-office-in-bold",
    "a-surname-with-an-office-alone-in-a-paragraph",
    "calls-cut-short",
    "council-in-estonian",
    "council-in-latvian",
    "full-name-alone-at-first",
    "last-name-and-initials",
    "list-of-those-on-a-call",
    "name-in-capitals-and-office",
    "name-party-and-role-before-a-dash",
    "surname-and-office-in-small-letters",
    "tab-within-a-label",
    "those-on-stage-below-a-scene",
    "time-and-name-above-the-speech",
    "times-of-day-alone",
    "votes-and-meetings-reported",
    "questions-with-a-letter-alone",
    "a-form-of-address-and-a-first-name-of-another-sex",
    "italics-of-plain-text-in-a-ballad-opera",
    "questions-and-answers-in-a-call-in-german",
}
"""Cases that hang on which lines stand alone or close together."""
PARTED = {
    "a-chorus-addresses-others-below-its-name",
    "an-office-over-three-lines-below-a-surname-and-initials",
    "entrances-with-the-verb-in-italics",
    "names-in-a-part-of-their-own-before-their-initials",
    "one-line-has-who-asks-and-who-answers",
    "overlaps-of-somebody-heard-once",
    "points-of-notes-around-a-talk-are-not-said",
    "an-overlap-on-a-line-of-its-own",
    "norwegian-after-its-infinitives",
    "a-long-office-runs-over-to-its-holder",
    "fountain-action-that-is-forced",
    "a-cue-that-is-a-name-and-a-full-stop",
    "an-office-in-short-in-russian",
    "a-name-and-a-party-alone-before-a-full-stop",
    "a-surname-with-an-office-alone-in-a-paragraph",
    "an-office-above-its-name-in-a-label",
    "bold-names-without-a-sign",
    "bold-names-without-a-sign-in-french",
    "capitals-up-to-a-full-stop",
    "cells-before-the-words",
    "headings-and-separators",
    "interruption-splits-a-turn",
    "junior-and-doctor-behind-a-name",
    "label-over-two-lines",
    "labels-of-items-below-an-item-without-a-full-stop",
    "names-between-slashes-and-behind-numbers",
    "names-take-turns-within-lines",
    "names-take-turns-within-a-line-without-spaces",
    "a-name-above-which-talk-it-is",
    "names-cut-by-the-end-of-a-line",
    "an-office-over-two-lines",
    "overlaps-between-slashes",
    "numbered-questions-by-letter",
    "points-of-the-agenda-before-labels",
    "questions-and-answers-in-one-line",
    "headings-of-a-wiki-that-come-back-are-labels",
    "who-goes-on-is-told-in-brackets",
    "names-within-lines-behind-more-spaces-or-a-word-cut-short",
    "places-of-scenes-are-no-labels",
    "scenes-in-prose",
    "two-who-speak-at-once-in-columns",
    "what-is-seen-beside-what-is-heard",
    "who-asks-stands-behind-the-letter",
    "a-bold-label-over-two-lines-of-markdown",
    "all-sing-below-a-label-with-a-dash",
    "examiner-with-a-time",
    "numbered-pages-begin-with-a-label",
    "outside-an-examination",
    "times-right-of-numbered-lines",
    "initials-and-times-in-brackets-with-other-lines-between",
    "names-in-upright-capitals-in-directions-in-italics",
    "numbers-of-parts-and-utterances-before-labels",
    "one-label-among-points-of-notes",
    "points-of-notes-between-labels-behind-bullets",
    "the-number-of-an-issue-in-a-heading",
    "titles-of-links-are-nobody-present",
}
"""Cases whose labels go on behind what would be bold, whose headings have marks, or of which some are no labels."""
PLAIN = [pytest.param(path, id=path.stem) for path in CASES if path.stem not in TAGGED]
BOLD = [pytest.param(path, id=path.stem) for path in CASES if path.stem not in TAGGED | PARTED]
FREE = [pytest.param(path, id=path.stem) for path in CASES if path.stem not in TAGGED | TOLD_BY_LINES]


def given(path: Path) -> str:
    """The input of a case."""
    return parse(path.read_text(encoding="utf-8")).given


def read_as(text: str) -> str:
    """The outline of a text."""
    return outline(read(Source(text.encode(), "case.txt"), format="text"))


def in_the_middle(text: str) -> str:
    """A text with a margin on the left and spaces at the ends of its lines."""
    return textwrap.indent(text, "    ").replace("\n", "  \n")


def wrapped(text: str) -> str:
    """A text whose paragraphs are wrapped, further apart."""
    paragraphs = text.split("\n\n")
    return (
        "\n\n\n".join(
            one if "\n" in one else textwrap.fill(one, 72, break_on_hyphens=False) for one in paragraphs
        )
        + "\n"
    )


@pytest.mark.parametrize("path", PLAIN)
def test_a_margin_changes_nothing(path: Path) -> None:
    """Space before and behind all lines."""
    assert read_as(in_the_middle(given(path))) == read_as(given(path))


@pytest.mark.parametrize("path", FREE)
def test_wrapped_paragraphs_change_nothing(path: Path) -> None:
    """Nor does more space between them."""
    assert read_as(wrapped(given(path))) == read_as(given(path))


@pytest.mark.parametrize("path", BOLD)
def test_labels_in_bold_change_nothing(path: Path) -> None:
    """What is told by its words alone is told by its words and its type."""
    text = given(path)
    plain = analyse(text).draft
    labels = [speaker for turn in turns(plain) if turn.label for speaker in turn.speakers if speaker.printed]
    spans = [label.span for label in labels if label.span is not None]
    hints = {span.line: Hint(start=span.start, end=span.end, look="bold") for span in spans}
    bold = analyse(text, formatting=Formatting(hints, (), {})).draft
    assert outline(resolve(bold)[0]) == outline(resolve(plain)[0])


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("path", PLAIN)
def test_what_is_read_is_where_it_says(path: Path) -> None:
    """Line, column and offsets agree; there stand the words, in their order, and each turn's printed label."""
    text = given(path)
    draft = analyse(text).draft
    for node in walk(draft):
        span = getattr(node, "span", None)
        if span is not None:
            assert span.line == 1 + text.count("\n", 0, span.start)
            assert span.column == span.start - text.rfind("\n", 0, span.start)
        if span is not None and isinstance(node, Narrative | Paragraph | Heading | Stage):
            there = iter(letters(text[span.start : span.end]))
            assert all(letter in there for letter in letters(text_of(node.children)))
    for turn in turns(draft):
        for label in turn.speakers:
            if label.printed and label.span is not None and turn.label is not None:
                assert letters(text[label.span.start : label.span.end]).startswith(letters(turn.label))
