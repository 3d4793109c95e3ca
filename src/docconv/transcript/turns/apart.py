"""What a paragraph without a label is beside the open turn: a title, a line that stands apart, or a part that
is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence

from docconv.model import Evidence, Label, Paragraph, Stage
from docconv.patterns import regex
from docconv.transcript.kinds import (
    OPENING,
    ends_openly,
    goes_on,
    is_dashed_note,
    is_event,
    is_procedure,
    is_reaction,
    is_stage,
    speaks_of_self,
    title_number,
)
from docconv.transcript.lexicon import words
from docconv.transcript.lines.directions import acts
from docconv.transcript.marks import CHEVRONS, FULL_STOPS
from docconv.transcript.shape import is_caseless, is_lower, key
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.items import HeadingItem, Item, OpenTurn, has_spoken
from docconv.transcript.turns.profile import (
    BRACKET_END,
    CLOSED,
    POINT,
    Profile,
    is_apart,
    is_point,
    is_told,
    last_words,
)
from docconv.transcript.turns.reporting import records
from docconv.transcript.turns.reporting.clauses import (
    may_hand_over,
    tells_of,
    tells_what_was_said,
)
from docconv.transcript.turns.verse_rows import are_verse
from docconv.walk import text_of

LABEL_LIKE = Evidence("label-like", "it begins a little like a label")
NAME_ALONE = Evidence("name-alone", "it is nothing but the name of somebody who speaks")
TOLD = Evidence("told", "it tells what somebody said")
TOLD_OF = Evidence("told-of", "it begins with the name of somebody who speaks, and tells of them")
UNLABELLED = Evidence("unlabelled", "nearly all other paragraphs have labels of their own")
TELLS = Evidence("tells", "it is long and asks nothing, behind a question")
BETWEEN = Evidence("between", "more is told between the speeches, in sentences like it")
AFTERWARDS = Evidence("afterwards", "it begins as a report goes on behind somebody's words")
BESIDE = Evidence("beside", "it tells of he or she between two speeches, and says neither I nor you")
NO_SENTENCE = Evidence("no-sentence", "it ends as speech hardly does")
SHOUTED = Evidence("shouted", "it is in capitals, as nothing else of the turn is")
ACTS = Evidence("acts", "it may tell what somebody does, as directions do")
AFTER_DIRECTION = Evidence("after-direction", "a long direction comes before it")
LEADS = Evidence("leads", "it may hand over to somebody else")
END_OF_REPORT = Evidence("end-of-report", "a report may end with words of its own")
PROVISION = Evidence("provision", "it is a numbered part of a law, which may be printed and not said")
LONGEST_CUE, LONGEST_LINE, LONGEST_END, LONGEST_WORD = 60, 40, 120, 20  # characters
DATED = regex(r"^\W{0,3}(?=\D{0,20}\d)[\w.,]+(?:\s[\w.,]+){0,4}\W{0,3}$")  # `4 March 2024`
CLOCK = regex(r"[^\W\d].*(?<!\d)\d{1,2}[.:h]\d{2}(?!\d)")
SHORTEST_NAME, LONGEST_NAME = 1, 6
LONGEST_SCENE, FEWEST_SHOUTED = 4, 4  # words
LONGEST_BEHIND_QUESTION, LONGEST_BESIDE = 30, 40  # words
LINES_AROUND = 2
NUMBERED = regex(
    r"(?:\d{1,2}[.)]\s|[(（]?\d{1,2}[)）]|[一二三四五六七八九十]+、|[㈠-㈩①-⑳]|[０-９]{1,2}[．、\s])"
)
NUMBERED_PART = regex(
    r"([제第])\s?(\d{1,3})[조条條][\s:：(（]|(?:([^\W\d_]+)\.?|§)\s?(\d{1,3})\w?[º°ª]?\s?[.:)(–—-]"
)
PLACE_AND_YEAR = regex(r"[^\W\d_][\w’' -]{1,30}, [a-zß-ÿ\d](?:[\w.]+ ){0,4}[\w.]*\d{4}\.?$")


def is_numbered_title(turn: OpenTurn | None, block: Block, following: Block | None) -> bool:
    """Whether a line is the title of a point of the agenda, above a label or a title with another kind of
    number: `IV.- BILLS`. After an item of a list that lacks a full stop, it is another.
    """
    kind = title_number(block.text)
    if not kind or (following and not following.choice and title_number(following.text) in ("", kind)):
        return False
    before = last_paragraph(turn)
    return not before or before[-1] in CLOSED


def goes_off(turn: OpenTurn | None, text: str, profile: Profile) -> bool:
    """Whether a line right below what somebody says is nothing but a word for what they do: `Exit`."""
    spoken = profile.drama and text[-1].isalpha() and turn is not None and turn.blocks
    return bool(spoken) and text.casefold() in profile.lexicon.incident


def is_shouted_title(turn: OpenTurn, block: Block, following: Block | None) -> bool:
    """Whether a line in capitals is after a sentence in small letters, and above a label."""
    before = last_paragraph(turn)
    ends = before[-1:] in CLOSED and not before.isupper()
    return ends and following is not None and following.choice is not None and block.text.isupper()


def stands_apart(turn: OpenTurn | None, block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a line without a full stop is no part of the open turn, in a text whose speeches all have one
    or where nearly all paragraphs have labels of their own: a heading, or what a record says was done. Where
    no turn is open, a label has to follow. A line of a speech in a play with blank lines above its labels is
    between two others.
    """
    if not (is_apart(block.text) or is_point(block.text)):
        return False
    within = following is not None and not (block.gap or following.gap)
    if within and profile.drama and profile.parted:
        return False
    framed = last_words(block.text) in profile.frames
    told = following is not None and is_procedure(following.text, profile.lexicon)
    labelled = following is None or following.choice is not None
    single = profile.single and block.gap > 0 and labelled and not block.is_doubtful
    if not (profile.closed or told or framed or single):
        return False
    parted = profile.dense or block.gap > 0 or (following is not None and following.gap > 0)
    if not parted or speaks_of_self(POINT.sub("", block.text), profile.lexicon):
        return False
    if turn is None:
        return following is not None and following.choice is not None
    if block.is_doubtful and not ends_here(following, profile):  # perhaps the name of who speaks below
        return False
    closed = single or BRACKET_END.sub("", last_paragraph(turn))[-1:] in CLOSED
    return closed and (framed or ends_here(following, profile) or names_somebody(block, profile))


def last_paragraph(turn: OpenTurn | None) -> str:
    """The last paragraph of a turn, empty where it is a direction."""
    last = turn.blocks[-1] if turn is not None and turn.blocks else None
    return text_of(last.children) if isinstance(last, Paragraph) else ""


def ends_here(following: Block | None, profile: Profile) -> bool:
    """Whether nobody can go on after a line: a label follows, or what a record says was done."""
    if following is None or following.choice is not None or following.mark is not None:
        return True
    return is_procedure(following.text, profile.lexicon)


def is_in_sentence(turn: OpenTurn | None, following: Block | None) -> bool:
    """Whether a sentence of a turn goes on in the next paragraph with a small letter, so that signs alone
    between stand for words that are missing.
    """
    if turn is None or not turn.blocks or following is None or following.choice or following.mark:
        return False
    above, below = text_of(turn.blocks[-1].children).rstrip(), following.text
    goes_on = is_lower(below[:1] or " ") and below[-1] in FULL_STOPS
    return goes_on and above[-1:].isalpha() and not above.isupper()


def names_somebody(block: Block, profile: Profile) -> bool:
    """Whether a line has the name or the office of somebody who speaks."""
    offices = profile.lexicon.offices
    return bool(profile.names.find(block.text)) or not offices.isdisjoint(words(block.text))


def is_end(block: Block, profile: Profile) -> bool:
    """Whether a report ends with a paragraph that nobody speaks."""
    return profile.report and block.start >= profile.end


def is_done(turn: OpenTurn | None, block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph, not right below a label, tells what was heard; or in a play what is done: set in
    where no speech is, with a name in capitals, or about somebody with a label, between the speeches.
    """
    labelled = turn is not None and turn.label is not None and not profile.interview
    dashed = labelled and is_dashed_note(block.text, profile.lexicon)
    if (dashed or is_reaction(block.text, profile.lexicon)) and has_spoken(turn):
        return True
    if block.text.isupper() and not profile.shouted and is_event(block.text, profile.lexicon):
        return has_spoken(turn) and not block.text.startswith(CHEVRONS)
    if not profile.drama:
        return False
    if -1 < profile.indent < block.indent:
        shouted = [word for word in words(block.text) if word.upper() in block.text and len(word) > 2]
        return any(word in label.split() for word in shouted for label in profile.labels)
    between = following is None or following.choice is not None
    return between and has_spoken(turn) and tells_on(block.text, profile)


def is_behind_speech(block: Block, following: Block | None) -> bool:
    """Whether a direction on a line of its own is between speeches: one that begins as a sentence does, with
    nothing spoken after it.
    """
    begins = not is_lower(block.text.lstrip(OPENING)[:1])
    return begins and (following is None or following.choice is not None or following.mark is not None)


def opens_scene(items: Sequence[Item], block: Block, profile: Profile) -> bool:
    """Whether somebody without a label speaks in a play, below a direction that is below a heading."""
    above = [type(item) for item in items[-2:]]
    return profile.drama and above == [HeadingItem, Stage] and speaks_of_self(block.text, profile.lexicon)


def is_afterword(turn: OpenTurn | None, block: Block, profile: Profile) -> bool:
    """Whether a paragraph after the last label is nobody's: it explains a star after parties in labels, or
    tells of somebody who speaks, or the hour or the day at which all was over, and says neither I nor you.
    """
    text = block.text
    if block.start < profile.last_label or not (block.gap or profile.single) or not has_spoken(turn):
        return False
    if profile.starred and text.startswith("* "):
        return True
    if profile.last_label and _presents_somebody(text, profile):
        return not speaks_of_self(text, profile.lexicon)
    if len(text) > LONGEST_END:
        return False
    tells = CLOCK.match(text) or PLACE_AND_YEAR.match(text) or tells_on(text, profile)
    return bool(tells) and not speaks_of_self(text, profile.lexicon)


def _presents_somebody(text: str, profile: Profile) -> bool:
    """Whether a text begins with the full name of somebody named above the first label, and tells of them:
    `Ann Lee is a writer.`.
    """
    tokens = text.lstrip("*_").split()
    size = next((at for at, token in enumerate(tokens[:LONGEST_NAME]) if token[:1].islower()), 0)
    return size > 1 and tokens[size - 1][-1].isalpha() and " ".join(tokens[:size]) in profile.front


def heads_a_list(turn: OpenTurn | None, block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a word with a colon after the last label is above a list: what was decided, `Beschlüsse:`; or
    before it above a scene.
    """
    text = block.text
    if text[-1] not in ":：" or not has_spoken(turn):
        return False
    if block.start < profile.last_label:
        return _heads_a_scene(block, following, profile)
    is_word = len(words(text)) == 1 and len(text) <= LONGEST_WORD and not goes_on(text)
    listed = following is not None and following.choice is None and NUMBERED.match(following.text)
    return is_word and bool(listed) and not speaks_of_self(text, profile.lexicon)


def _heads_a_scene(block: Block, following: Block | None, profile: Profile) -> bool:
    """Whether a word or a few with a colon, apart, are right above a label or a direction, as scripts of
    broadcasts say where they are: `Harbour office:`.
    """
    below = following is not None and not following.gap
    below = below and following is not None and (following.choice is not None or is_stage(following.text))
    short = block.gap > 0 and "\n" not in block.text and len(block.text.split()) <= LONGEST_SCENE
    return below and short and not (block.text[0].islower() or speaks_of_self(block.text, profile.lexicon))


def tells_on(text: str, profile: Profile) -> bool:
    """Whether a short paragraph tells what somebody who speaks does: a label, and a small letter after it,
    as in `The chair thanks the guests.`.
    """
    if not profile.labels or len(text) > LONGEST_END or speaks_of_self(text, profile.lexicon):
        return False
    tokens = text.split()
    return any(
        len(tokens[0]) > SHORTEST_NAME
        and tokens[at][0].islower()
        and tokens[at - 1][-1].isalpha()
        and key(" ".join(tokens[:at])) in profile.labels
        for at in range(1, min(LONGEST_NAME, len(tokens)))
    )


def is_message(turn: OpenTurn | None, block: Block, profile: Profile) -> bool:
    """Whether a paragraph goes on with a message of a chat, each of which has a time; a date does not."""
    return (
        profile.brief == "chat" and turn is not None and not block.is_timed and not DATED.search(block.text)
    )


def doubt_of(
    turn: OpenTurn,
    block: Block,
    following: Block | None,
    waiting: Sequence[Stage[Label]],
    profile: Profile,
) -> Evidence | None:
    """Why a paragraph may be no part of the open turn, if there is a reason. Whoever goes on after a long
    direction of a play may be somebody else.
    """
    text = block.text
    if block.is_decided:
        return None
    if key(text) in profile.labels and turn.label and key(text) != key(turn.label):
        return NAME_ALONE
    if block.is_doubtful or _begins_with_initials(turn, text, profile):
        return LABEL_LIKE
    counted = PROVISION if _counts_provisions(turn, text, following, profile) else None
    counted = counted or (ACTS if block.gap and _names_as_labels_do(turn, text, following, profile) else None)
    told = counted or (BETWEEN if profile.between and is_told(block, profile.lexicon) else None)
    told = told or _doubt_in_report(text, profile) or _asked_and_tells(turn, text, profile)
    told = told or _doubt_in_record(turn, block, following, profile)
    if told := told or _tells_beside(turn, block, following, profile):
        return told
    whole = profile.brief in ("", "cut") and not (profile.drama and waiting)
    labelled = (profile.single or profile.alone) and whole
    if labelled and not _is_spoken(turn, text, profile):
        return UNLABELLED
    if _is_shouted(text) and len(text.split()) >= FEWEST_SHOUTED and not last_paragraph(turn).isupper():
        return SHOUTED
    cut = following is not None and following.choice is None and goes_on(following.text)
    brief = profile.brief and (len(text) > LONGEST_LINE or is_message(turn, block, profile))
    if ends_openly(text) and not (cut or brief or _is_line_of_verse(turn, text, following, profile)):
        return NO_SENTENCE
    if told := _doubt_behind_clause(turn, block, profile):
        return told
    return _doubt_in_play(block, waiting, profile) if profile.drama else None


def _counts_provisions(turn: OpenTurn, text: str, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph and the one below are parts of a law that count up, `Art. 1: Aims. ...`, which
    nothing right above announces.
    """
    if following is None or following.choice is not None or last_paragraph(turn)[-1:] in (":", "：", ""):
        return False
    one = _provision(text, profile)
    return one is not None and _provision(following.text, profile) == (one[0], one[1] + 1)


def _names_as_labels_do(turn: OpenTurn, text: str, following: Block | None, profile: Profile) -> bool:
    """Whether a sentence between two labels has the label of somebody in capitals, as the labels are and no
    more of it is, `Enter BEN with a lamp.`; in scripts without capitals, whether it begins with one and goes
    on with the sentence, `철수가 들어온다.`.
    """
    label = turn.label or ""
    if following is None or following.choice is None or not label or text[-1] not in ".。":
        return False
    if speaks_of_self(text, profile.lexicon):
        return False
    if is_caseless(label):
        names = (name for name in profile.labels if len(name) > 1 and text.startswith(name))
        return any(text[len(name) : len(name) + 1].isalpha() for name in names)
    if not label.isupper() or text.isupper():
        return False
    shouted = (token.strip(",.;:!?()") for token in text.split() if token.isupper())
    return any(len(token) > SHORTEST_NAME and key(token) in profile.labels for token in shouted)


def _provision(text: str, profile: Profile) -> tuple[str, int] | None:
    """The word and the number of a part of a law that a text begins with."""
    match = NUMBERED_PART.match(text)
    if match is None:
        return None
    sign, counted, word, number = match.groups()
    if word is not None and word.casefold() not in profile.lexicon.headings:
        return None
    return word or sign or "§", int(number or counted)


def _doubt_behind_clause(turn: OpenTurn, block: Block, profile: Profile) -> Evidence | None:
    """Why a paragraph may be no part of a turn that a clause of narrative hands over to."""
    if not turn.introduced:
        return None
    if may_hand_over(block.text, profile.lexicon):
        return LEADS
    if is_end(block, profile):
        return END_OF_REPORT
    return AFTERWARDS if tells_what_followed(block, profile) else None


def _begins_with_initials(turn: OpenTurn, text: str, profile: Profile) -> bool:
    """Whether a paragraph begins with the label of somebody else, which ends in initials, and a comma, as one
    with an office does: `Berg A. I., head of the town`.
    """
    head = text.partition(",")[0]
    return (
        head[-1:] == "."
        and head != text
        and key(head) in profile.labels
        and key(head) != key(turn.label or "")
    )


def _is_line_of_verse(turn: OpenTurn, text: str, following: Block | None, profile: Profile) -> bool:
    """Whether a paragraph of a play is a line of verse among others of its speech."""
    if not profile.drama:
        return False
    spoken = [text_of(one.children) for one in turn.blocks[-LINES_AROUND:] if isinstance(one, Paragraph)]
    below = [following.text] if following is not None and following.choice is None else []
    rows = [row for part in (*spoken, text, *below) for row in part.split("\n") if row]
    return profile.breaks or are_verse(rows)


def _is_shouted(text: str) -> bool:
    """Whether a text is in capitals, and not in letters that have none with a few of others among them."""
    return text.isupper() and sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))


def _tells_beside(turn: OpenTurn, block: Block, following: Block | None, profile: Profile) -> Evidence | None:
    """Whether a paragraph after the first one of somebody with a label, above a question with another, is
    short and begins with he or she, as in interviews of magazines: `She closes the door.`.
    """
    told = not (profile.report or profile.drama) and turn.label is not None and len(turn.blocks) == 1
    above = following is not None and following.choice is not None and following.text[-1:] in "?？؟"
    told = told and above and is_told(block, profile.lexicon, LONGEST_BESIDE)
    return BESIDE if told and records.goes_on_to_tell(block.text, profile.lexicon) else None


def _asked_and_tells(turn: OpenTurn, text: str, profile: Profile) -> Evidence | None:
    """Whether a long paragraph after a question asks nothing, so that whoever was asked may say it."""
    asked = turn.label is not None and key(turn.label) in profile.lexicon.question
    return TELLS if asked and len(text.split()) > LONGEST_BEHIND_QUESTION and text[-1] not in "?…" else None


def _doubt_in_record(
    turn: OpenTurn, block: Block, following: Block | None, profile: Profile
) -> Evidence | None:
    """Why a sentence with nobody after it may be told by a record: right after the words of a label, or after
    a paragraph that says I or you.
    """
    text, last = block.text, last_paragraph(turn)
    if block.gap and records.votes_anew(text, last, profile.lexicon):
        return records.RECORDED
    of_self = not turn.bare or speaks_of_self(last, profile.lexicon)
    free = profile.record and block.gap and of_self and last[-1:] in CLOSED
    told = free and ends_or_is_recorded(following, profile)
    return records.RECORDED if told and records.may_be_recorded(text, profile.lexicon) else None


def _doubt_in_report(text: str, profile: Profile) -> Evidence | None:
    """Why a paragraph may be told: what somebody said, or of them, or how a report goes on."""
    if tells_what_was_said(text, profile.lexicon):
        return TOLD
    if tells_of(text, profile.names, profile.lexicon) or tells_on(text, profile):
        return TOLD_OF
    return AFTERWARDS if profile.report and records.goes_on_to_tell(text, profile.lexicon) else None


def _doubt_in_play(block: Block, waiting: Sequence[Stage[Label]], profile: Profile) -> Evidence | None:
    """Why a paragraph of a play may be no part of the open turn."""
    if block.mark is not None and acts(block.text, profile.labels, profile.lexicon):
        return ACTS
    behind = any(len(text_of(stage.children)) > LONGEST_CUE for stage in waiting)
    return AFTER_DIRECTION if behind else None


def _is_spoken(turn: OpenTurn, text: str, profile: Profile) -> bool:
    """Whether a paragraph says I or you, asks or calls, or goes on after one without a label that says I."""
    goes_on = len(turn.blocks) > 1 and speaks_of_self(last_paragraph(turn), profile.lexicon)
    return text[-1] in "?!…" or goes_on or speaks_of_self(text, profile.lexicon)


def tells_what_followed(block: Block, profile: Profile) -> bool:
    """Whether a paragraph says neither I nor you, and begins as what happened after a speech does."""
    lexicon = profile.lexicon
    begins = lexicon.afterwards.match(block.text) or lexicon.afterwards.match(
        _behind_office(block.text, profile)
    )
    return begins is not None and not speaks_of_self(block.text, lexicon)


def _behind_office(text: str, profile: Profile) -> str:
    """What is after the office that begins a sentence: `then put the question` of `The Chair then ...`."""
    tokens = text.split(maxsplit=2)
    skipped = len(tokens) > 2 and tokens[0].casefold() in profile.lexicon.articles
    office, behind = (tokens[1], tokens[2]) if skipped else (tokens[0], text.partition(" ")[2])
    return behind if office.casefold() in profile.lexicon.offices and behind[:1].islower() else ""


def ends_or_is_recorded(following: Block | None, profile: Profile) -> bool:
    """Whether nobody can go on after a paragraph, or one is there that tells what was voted or done."""
    told = following and following.gap > 0 and records.is_recorded(following.text, profile.lexicon)
    return bool(told) or ends_here(following, profile)
