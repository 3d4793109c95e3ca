"""The styles of a theme as the PDF writer needs them: with the variants that a place in the text asks for."""

from __future__ import annotations

from attrs import evolve, frozen

from docconv.themes.model import MOST_INDENT, Page, ParagraphStyle, Theme

SMALL = 0.82  # the size of notes, in sizes of the text


@frozen(kw_only=True, eq=False, repr=False)
class StyleSheet:
    """A theme, the page that the options make of it, and the styles inside turns: with room for the labels
    where they are in a column.

    - `theme`, `page`: where all the others come from.
    - `speech`, `continuation`, `stage`: the paragraphs of turns.
    - `resumed`: the first words of a turn that begins with a stage direction.
    - `label`: a label without words, before a stage direction, or with one before the words.
    - `introduction`: narrative that leads to a speech, as "... addressed the guests and said:".
    - `note`: one at the foot of a column.
    - `rtl`: whether the document begins at the right.
    """

    theme: Theme
    page: Page
    speech: ParagraphStyle
    continuation: ParagraphStyle
    stage: ParagraphStyle
    resumed: ParagraphStyle
    label: ParagraphStyle
    introduction: ParagraphStyle
    note: ParagraphStyle
    rtl: bool = False


def style_sheet(theme: Theme, page: Page, *, rtl: bool = False) -> StyleSheet:
    """The styles of a theme on a page of a document that begins at the left or at the right."""
    column = theme.labels.width if theme.labels.position == "hanging" else 0
    styles = theme.styles
    speech, continuation, stage = (
        evolve(style, indent=min(style.indent + column, MOST_INDENT))
        for style in (styles.speech, styles.continuation, styles.stage)
    )
    resumed = evolve(continuation, first_line_indent=speech.first_line_indent)
    return StyleSheet(
        theme=theme,
        page=page,
        speech=speech,
        continuation=continuation,
        stage=stage,
        resumed=resumed,
        label=evolve(speech, keep_with_next=True),
        introduction=evolve(styles.narrative, keep_with_next=True),
        note=ParagraphStyle(size=styles.speech.size * SMALL, leading=styles.speech.leading * SMALL),
        rtl=rtl,
    )
