"""What a paragraph without a label is beside the open turn: a title, or a line that stands apart."""

from __future__ import annotations

from docconv.model import Paragraph
from docconv.transcript.kinds import is_procedure, speaks_of_self, title_number
from docconv.transcript.lexicon import words
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.items import OpenTurn
from docconv.transcript.turns.profile import BRACKET_END, CLOSED, Profile, is_apart
from docconv.walk import text_of


def is_numbered_title(turn: OpenTurn | None, block: Block, following: Block | None) -> bool:
    """Whether a line is the title of a point of the agenda, above a label or a title with another kind of
    number: `IV.- BILLS`. Behind an item of a list that lacks a full stop, it is another.
    """
    kind = title_number(block.text)
    if not kind or (following and not following.choice and title_number(following.text) in ("", kind)):
        return False
    before = _last_words(turn)
    return not before or before[-1] in CLOSED


def stands_apart(turn: OpenTurn | None, block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a line without a full stop, in a text whose speeches all have one, is no part of the open turn:
    a heading, or what a record says was done. Where no turn is open, a label has to follow.
    """
    if not profile.closed or not is_apart(block.text):
        return False
    parted = profile.dense or block.gap > 0 or (following is not None and following.gap > 0)
    if not parted or speaks_of_self(block.text, profile.lexicon):
        return False
    if turn is None:
        return following is not None and following.choice is not None
    closed = BRACKET_END.sub("", _last_words(turn))[-1:] in CLOSED
    return closed and (ends_here(following, profile) or names_somebody(block, profile))


def _last_words(turn: OpenTurn | None) -> str:
    """The last paragraph of a turn, empty where it is a direction."""
    last = turn.blocks[-1] if turn is not None and turn.blocks else None
    return text_of(last.children) if isinstance(last, Paragraph) else ""


def ends_here(following: Block | None, profile: Profile) -> bool:
    """Whether nobody can go on behind a line: a label follows, or what a record says was done."""
    if following is None or following.choice is not None or following.mark is not None:
        return True
    return is_procedure(following.text, profile.lexicon)


def names_somebody(block: Block, profile: Profile) -> bool:
    """Whether a line has the name or the office of somebody who speaks."""
    offices = profile.lexicon.offices
    return bool(profile.names.find(block.text)) or not offices.isdisjoint(words(block.text))
