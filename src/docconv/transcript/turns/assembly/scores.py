"""How much speaks for a paragraph after a turn being narrative."""

from __future__ import annotations

from docconv.patterns import regex
from docconv.transcript.kinds import (
    gives_floor,
    is_procedure,
    is_separator,
    is_sworn,
    speaks_of_self,
    tells_of_holder,
)
from docconv.transcript.lexicon import words
from docconv.transcript.shape import core, key, last_name
from docconv.transcript.turns.apart import (
    LONGEST_END,
    ends_here,
    ends_or_is_recorded,
    is_end,
    is_message,
    last_paragraph,
    names_somebody,
    tells_on,
    tells_what_followed,
)
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import DASHES, QUOTES, opens_with_dash
from docconv.transcript.turns.items import OpenTurn, is_in_quotes
from docconv.transcript.turns.profile import CLOSED, Profile, is_note, is_told, speaks
from docconv.transcript.turns.reporting import records
from docconv.transcript.turns.reporting.clauses import (
    COLONS,
    hands_over,
    leads_to_words,
    tells_what_was_said,
    tells_whose,
)
from docconv.transcript.turns.reporting.names import begins_with_holder, told_about

SAID = regex(r"[?!…:«»“”„\"]")
APOSTROPHE = regex(r"['’]")
WITHIN = regex(r"[:：]\s?\S")
LONGEST_SUBJECT = 5  # words


def narrative_score(turn: OpenTurn, block: Block, following: Block | None, profile: Profile) -> float:
    """The sum of what speaks for a paragraph after a turn being narrative."""
    if is_message(turn, block, profile):
        return 0.0
    text, lexicon = block.text, profile.lexicon
    last = _is_last(following, profile)
    followed = (turn.introduced or profile.report) and last and tells_what_followed(block, profile)
    score = -3.0 * speaks_of_self(text, lexicon)
    score += 2.0 * (profile.single and (is_end(block, profile) or is_note(text, lexicon)))
    tagged = (turn.introduced or profile.report) and tells_whose(text, lexicon)
    begins = text[0] in DASHES or text[0] in QUOTES
    score += 4.0 * tagged - 2.0 * begins + 2.0 * (block.gap > 0 and not begins and is_in_quotes(turn))
    told = profile.report and last and _tells_of_holder(text, profile)
    told = told or (profile.report and _tells_of_speaker(turn, text, following, profile))
    score += 2.0 * (
        followed or told or block.line in profile.told or _ends_a_report(block, following, profile)
    )
    apart = profile.single and block.gap > 0 and not profile.drama and ends_here(following, profile)
    score += 2.0 * (apart and _tells_of_office(text, profile))
    score += 2.0 * (block.line in profile.between or (last and _tells_as_between(block, profile)))
    score += 5.0 * (apart and opens_with_dash(text) and text[1:].lstrip()[:1].isupper() and text[-1] == ".")
    score += 5.0 * (
        is_procedure(text, lexicon)
        or is_sworn(text, lexicon)
        or tells_of_holder(text, lexicon)
        or records.opens_examination(text, profile.labels, profile.lexicon)
        or (block.gap > 0 and ends_here(following, profile) and _tells_who_came(block, profile))
        or (block.gap > 0 and _asks_who_answers(turn, text, following, profile))
    )
    ends = block.gap > 0 and ends_or_is_recorded(following, profile)
    score += 2.0 * (ends and _is_done_between(turn, block, profile))
    score += 2.0 * (ends and records.votes_anew(text, last_paragraph(turn), lexicon))
    return score + _leading_score(turn, block, following, profile)


def _leading_score(turn: OpenTurn, block: Block, following: Block | None, profile: Profile) -> float:
    """The sum of what speaks for a paragraph leading to somebody's words, or telling of them."""
    text, below, lexicon = block.text, following.text if following else "", profile.lexicon
    handing = hands_over(text, below, profile.names, lexicon)
    if profile.printed and turn.label is not None and not (handing and handing.known):
        handing = None  # whoever has the label quotes somebody
    quoted = following is not None and not following.choice and below[:1] in (*DASHES, *QUOTES)
    unknown = profile.report and quoted and handing is None
    score = 2.0 * (handing is not None and handing.known)
    score += 3.0 * (handing is not None and (turn.introduced or quoted))
    score += 3.0 * (unknown and leads_to_words(text, below, lexicon))
    if profile.report and not gives_floor(text, lexicon):
        score += 3.0 * told_about(text, profile.names)
        score += 2.0 * tells_what_was_said(text, lexicon)
        score += 2.0 * (handing is not None)
        score += 1.0 * (block.gap > 2)
    return score


def _is_last(following: Block | None, profile: Profile) -> bool:
    """Whether nobody goes on below a paragraph that is told: a label follows, a clause that hands over, or in
    a report a row of signs or what tells of somebody.
    """
    if following is None or following.choice is not None or following.text[-1:] in COLONS:
        return True
    text, names = following.text, profile.names
    if tells_whose(text, profile.lexicon):
        return True
    if not profile.report or not text or speaks_of_self(text, profile.lexicon):
        return False
    told = told_about(text, names) or begins_with_holder(text, names, profile.lexicon)
    return told or is_separator(text) or tells_what_followed(following, profile)


def _tells_of_office(text: str, profile: Profile) -> bool:
    """Whether a sentence of a record whose labels are offices tells what one of them did, `The jury
    withdrew.`, `Do sali wchodzi świadek.`: one is after its article, or one of a label among its first
    words; it says neither I nor you.
    """
    lexicon, first = profile.lexicon, text.split()[:LONGEST_SUBJECT]
    if text[-1] != "." or SAID.search(text) or first[0][-1] in ",:." or speaks_of_self(text, lexicon):
        return False
    named = lexicon.offices.intersection(word for label in profile.labels for word in label.split())
    subject = first[1].casefold() if len(first) > 1 and first[0].casefold() in lexicon.articles else ""
    told = subject in lexicon.naming - lexicon.honorifics or any(word.casefold() in named for word in first)
    return bool(named) and told


def _tells_who_came(block: Block, profile: Profile) -> bool:
    """Whether a paragraph is a sentence or two of a record that say who came or went: `Mr Berg left the
    meeting.`, `Esce il consigliere Bruni.`.
    """
    text, lexicon = block.text, profile.lexicon
    if len(text) > LONGEST_END or text[-1] != "." or SAID.search(text) or speaks_of_self(text, lexicon):
        return False
    if not any(lexicon.movements.finditer(text)):
        return False
    held = not lexicon.offices.isdisjoint(word for one in words(text) for word in APOSTROPHE.split(one))
    first = text.split(maxsplit=2)[:2]
    called = all(map(str.istitle, first)) and first[0].casefold() not in lexicon.stop_words
    return held or called or names_somebody(block, profile)


def _asks_who_answers(turn: OpenTurn, text: str, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph tells what somebody else asked whoever answers below, by their office, `Mr. Holt
    asked the Minister of Health how many were ill.`, or, with a label elsewhere, in words of their own, `Mr.
    Holt asked the Minister: Who is ill?`.
    """
    lexicon = profile.lexicon
    if following is None or following.choice is None or turn.label is None or speaks_of_self(text, lexicon):
        return False
    answers = following.choice.candidate.label
    office = core(answers).casefold()
    if " " in office and text.casefold().find(office) > 0 and tells_what_was_said(text, lexicon):
        return True
    if text[-1] not in "?？" or WITHIN.search(text) is None:
        return False
    own = (key(turn.label), key(answers))
    tokens = text.split(maxsplit=LONGEST_SUBJECT)[:LONGEST_SUBJECT]
    heads = (" ".join(tokens[:size]) for size in range(1, len(tokens)))
    others = (head for head in heads if key(head) in profile.labels and key(head) not in own)
    return any(lexicon.reporting.match(text[len(head) + 1 :]) for head in others)


def _tells_of_holder(text: str, profile: Profile) -> bool:
    """Whether a paragraph tells what somebody who speaks did: `The mayor cut the ribbon.`."""
    if text[-1] not in ".。" or SAID.search(text) or speaks_of_self(text, profile.lexicon):
        return False
    return begins_with_holder(text, profile.names, profile.lexicon) or tells_on(text, profile)


def _tells_of_speaker(turn: OpenTurn, text: str, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph of a report tells of whoever speaks by their office, or where nobody goes on below
    it, of anybody by theirs: `Pupils gave the president a bell.`.
    """
    if text[-1] not in ".。" or speaks(text, profile.lexicon):
        return False
    last = _is_last(following, profile)
    if not last and following is not None and speaks(following.text, profile.lexicon):
        return False
    held = profile.names.held_in(text)
    own = {last_name(label.text) for label in turn.speakers}
    own |= {last_name(name) for label in turn.speakers for name in profile.names.short_for(label.text)}
    return bool(held) and (last or not own.isdisjoint(map(last_name, held)))


def _tells_as_between(block: Block, profile: Profile) -> bool:
    """Whether a paragraph begins with he or she where more is told between speeches."""
    lexicon = profile.lexicon
    return bool(profile.between) and is_told(block, lexicon) and records.goes_on_to_tell(block.text, lexicon)


def _ends_a_report(block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph after the last label, the last or the last but one, begins with he or she."""
    behind = profile.report and block.start > profile.last_label
    last = behind and (following is None or is_end(following, profile))
    return last and records.goes_on_to_tell(block.text, profile.lexicon)


def _is_done_between(turn: OpenTurn, block: Block, profile: Profile) -> bool:
    """Whether a text in which hardly a paragraph has no label tells what was done."""
    text = block.text if profile.seldom and last_paragraph(turn)[-1:] in CLOSED else ""
    return bool(text) and records.tells_what_was_done(text, profile.lexicon)
