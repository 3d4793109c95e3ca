"""Blocks to a draft: turns and their continuations, narrative, stage directions, headings, separators,
boilerplate.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve

from docconv.model import (
    CERTAIN,
    Attribution,
    Boilerplate,
    Evidence,
    Heading,
    Label,
    Milestone,
    Narrative,
    Separator,
    Stage,
    Turn,
)
from docconv.patterns import regex
from docconv.transcript.annotations import StyledText
from docconv.transcript.kinds import (
    CUE,
    ParagraphType,
    gives_floor,
    is_direction,
    is_event,
    is_procedure,
    is_separator,
    is_stage,
    is_sworn,
    paragraph_type,
    speaks_of_self,
    stage_kind,
)
from docconv.transcript.lexicon import all_conjunctions
from docconv.transcript.lines.votes import is_outcome
from docconv.transcript.shape import are_numbered, key
from docconv.transcript.turns.apart import (
    LONGEST_CUE,
    doubt_of,
    ends_here,
    goes_off,
    heads_a_list,
    is_afterword,
    is_behind_speech,
    is_done,
    is_in_sentence,
    is_message,
    is_numbered_title,
    is_shouted_title,
    names_somebody,
    opens_scene,
    stands_apart,
)
from docconv.transcript.turns.assembly.builder import DraftBuilder
from docconv.transcript.turns.assembly.scores import narrative_score
from docconv.transcript.turns.blocks import LIST_ITEM, Block
from docconv.transcript.turns.dialogue import CLOSING_QUOTES, QUOTES, asks_by_label, changes_speaker
from docconv.transcript.turns.inlines import numbered, styled
from docconv.transcript.turns.items import (
    OpenTurn,
    doubt_between,
    has_spoken,
    is_quotation,
    paragraph_doubt,
    said_by,
)
from docconv.transcript.turns.profile import (
    amid_speech,
    has_printed,
    is_fact,
    is_footnote,
    is_numbered_head,
    is_point,
    is_seldom_bare,
    told_behind_labels,
    told_between,
)
from docconv.transcript.turns.reporting.clauses import (
    Introduction,
    clause_before_speech,
    hands_over,
    leads_to_somebody,
)
from docconv.transcript.turns.reporting.records import heads_examination, is_record, opens_examination
from docconv.transcript.turns.verse_rows import is_verse
from docconv.walk import text_of
from docconv.wellformed.shapes import on_one_line

NARRATIVE = 2.0
IMAGE = regex(r"!\[[^\]\n]*\]\([^()\n]*\)")
"""A picture in Markdown, with what it shows."""
AFTER_PROCEDURE = Evidence("after-procedure", "the record tells before it what was done")
LEFT_OUT = regex(r"[.…\s]{3,}")  # dots for words that are not printed
LONGEST_PLACE = 8
LONGEST_DELIVERY, LONGEST_SUNG, LONGEST_SINGER = 12, 5, 2
AROUND_DIRECTION = "()[]_*. "
SONG = regex(r"[^\W\d_a-zß-ÿ]{2,}\.? (?:[IVXLC]+|\d{1,2})\.(?: [^\n.?!]{1,60}\.?)?$")  # `AIR II. The Churn.`


@define(eq=False, repr=False)
class Assembly(DraftBuilder):
    """Turns blocks into items, one by one: what each is among the others."""

    def build(self, title: Heading[Label] | None, blocks: Sequence[Block]) -> None:
        """All blocks below a title, which may say whose speech they are: `Speech by Mayor Ann Lee`."""
        if title is not None and title.span is not None and blocks and blocks[0].choice is None:
            printed, below = text_of(title.children), blocks[0].text
            self._introduce(title, hands_over(printed, below, self.profile.names, self.profile.lexicon))
        if not (self.profile.drama or self.profile.merges):
            between = told_between(blocks, self.profile.lexicon)
            self.profile = evolve(
                self.profile,
                between=between,
                record=is_record(blocks, self.profile.lexicon),
                seldom=is_seldom_bare(blocks, self.profile.lexicon),
                printed=not self.profile.report and has_printed(blocks),
            )
        if self.profile.report:
            told, amid = told_behind_labels(blocks, self.profile), amid_speech(blocks, self.profile)
            self.profile = evolve(self.profile, told=told, amid=amid)
        for place, block in enumerate(blocks):
            self.add(block, place, blocks[place + 1] if place + 1 < len(blocks) else None)
        self._close()

    def add(self, block: Block, place: int, following: Block | None = None) -> None:
        """The next block; `place` is its number among all, `following` the one after it."""
        mark = block.mark.kind if block.mark else None
        if block.is_decided_speech and (block.speaker or self.turn is None or mark == "turn"):
            self._decided_speech(block)
        elif self.profile.drama and mark is None and block.text and self._names_a_place(block, following):
            self._heading(block)
        elif block.choice is not None or mark == "label":
            self._labelled(block)
        elif mark == "heading":
            self._heading(block, following)
        elif self.turn is not None and (mark == "speech" or self.profile.is_spoken(block)):
            self._flush()
            self._speech(self.turn, block)
        elif mark == "stage":
            self._stage(block)
        elif block.mark is not None and block.mark.is_beside:
            self._beside(block)
        elif mark in ("narrative", "boilerplate"):
            self._outside(block, boilerplate=mark == "boilerplate")
        elif not block.text:
            self._points(block)
        elif mark in ("text", "speech"):
            self._text(block)
        else:
            self._unmarked(block, place, following)

    def _decided_speech(self, block: Block) -> None:
        """A paragraph that a user says is spoken: by whoever they name, else by who spoke last; where a turn
        is said to begin, by nobody else.
        """
        begins = block.mark is not None and block.mark.kind == "turn"
        before = None
        named: tuple[Label, ...] = ()
        if block.speaker:
            named = (Label(block.speaker, block.span, printed=False),)
        elif not begins:
            before = next((item for item in reversed(self.items) if isinstance(item, Turn)), None)
            named = before.speakers if before else ()
        if begins or self.turn is None or said_by(self.turn.speakers) != said_by(named):
            self._close()
            self.turn = OpenTurn(None, named, CERTAIN, block.span, continues=before.id if before else None)
        self._flush()
        self._speech(self.turn, block, unmarked=changes_speaker(block.text) or self._is_dialogue(block))

    def _names_a_place(self, block: Block, following: Block | None) -> bool:
        """Whether a few words before a direction in brackets say where a scene is: `Ein Garten.`."""
        if following is None or following.choice or following.mark:
            return False
        apart = block.gap > 0 or not self.profile.parted
        if block.choice is None and self.turn is not None and not (self.turn.blocks and apart):
            return False
        if block.choice is not None and block.choice.candidate.alone and block.text:
            return False
        text = block.printed.text or block.text
        sure = block.choice is not None and block.choice.attribution.certainty == "high"
        short = len(block.pieces) <= 1 and len(text.split()) <= LONGEST_PLACE and not is_stage(text)
        if sure or not short or not following.text or not is_stage(following.text) or text[-1] in "?!…,;":
            return False
        if is_separator(text):
            return False
        if speaks_of_self(text, self.profile.lexicon) or CUE.match(text):
            return False
        block.pieces, block.choice = [StyledText(text)], None
        block.joined()
        return True

    def _labelled(self, block: Block) -> None:
        label = block.mark.label if block.mark and block.choice is None else ""
        attribution = CERTAIN
        if block.choice is not None:
            label = block.choice.candidate.label
            attribution = CERTAIN if block.speaker else block.choice.attribution
        label = on_one_line(label)
        if self.profile.merges and self.turn is not None and self.turn.label == label and not self.waiting:
            if block.pieces or block.delivery:
                self.doubts |= doubt_between(self.turn)
                self._speech(self.turn, block)
            return
        self._close()
        if not (block.is_confirmed or block.speaker) and self._opens_examination(label, block):
            return
        if block.delivery and key(label) in self.profile.lexicon.question:
            told = block.delivery.lstrip("([").replace("]", ")").partition(")")[0]
            self.examiner = self._named_examiner(told) or self.examiner
        asks = self.examiner if self.examiner and key(label) in self.profile.lexicon.question else ""
        named = Label(block.speaker or asks or label, block.label_span or block.span, not block.speaker)
        asked = self.profile.asks is asks_by_label
        self.turn = OpenTurn(label, (named,), attribution, block.span, asks=asked)
        if block.pieces or block.delivery:
            self._speech(self.turn, block)

    def _opens_examination(self, label: str, block: Block) -> bool:
        """Whether a line says who asks the questions that follow: `BY MR. SMITH:` above `Q.` and `A.`."""
        lexicon = self.profile.lexicon
        if block.text or not block.printed.text or self.profile.labels.isdisjoint(lexicon.question):
            return False
        name = self._named_examiner(label)
        if not name:
            return False
        if key(name) not in lexicon.answer:  # `BY THE WITNESS:` above an answer
            self.examiner = name
        points = (one for one in block.pieces if isinstance(one, Milestone) and one.kind != "time")
        words = (*points, *styled(block.printed, 0, len(block.printed.text)))
        self.items.append(Narrative(numbered(block.list_number, words), block.span))
        return True

    def _named_examiner(self, text: str) -> str:
        """Who asks the questions, after the words for that: `BY MR. SMITH`."""
        folded = text.casefold()
        ends = (len(by) for by in self.profile.lexicon.examiner if folded.startswith(f"{by} "))
        return text[next(ends, len(text)) :].strip(" :")

    def _unmarked(self, block: Block, place: int, following: Block | None) -> None:
        text = block.text
        if (
            following is not None
            and text[-1] == ","
            and is_sworn(f"{text} {following.text}", self.profile.lexicon)
        ):
            following.pieces[:0] = block.pieces
            following.joined()
            following.line, following.start = block.line, block.start
            return
        kind = self._kind(block, place, following)
        parts = has_spoken(self.turn) or not LEFT_OUT.fullmatch(text)
        if kind == "separator" and parts and not is_in_sentence(self.turn, following):
            self._close()
            self.items.append(Separator(text, block.span))
            self._points(block)
        elif kind == "stage":
            self._stage_or_speech(block, following)
        elif kind == "boilerplate":
            self._outside(block, boilerplate=True)
        elif kind == "separator" or self.profile.captions or is_message(self.turn, block, self.profile):
            self._text(block)
        elif (
            (kind == "heading" and not self._spoken_heading(block, following))
            or is_numbered_title(self.turn, block, following)
            or heads_examination(text, following, self.profile.labels, self.profile.lexicon)
        ):
            self._heading(block, following)
        elif (self.turn or self.count) and stands_apart(self.turn, block, following, self.profile):
            self._apart(block, following)
        elif not self._hands_over(block):
            self._text(block, following)

    def _kind(self, block: Block, place: int, following: Block | None) -> ParagraphType:
        """What a paragraph is by its look, in a text of this kind."""
        profile, text = self.profile, block.text
        shown = text.lower() if profile.shouted else text
        kind: ParagraphType = paragraph_type(shown, block.indent, profile.lexicon)
        told = (kind == "text" or text[0] == "[") and is_direction(text)
        told_of = kind == "text" or (kind == "heading" and ":" in text)  # `MUSIC: SLOW`
        done = told_of and (block.gap or profile.dense) and is_done(self.turn, block, following, profile)
        moves = is_event(text, profile.lexicon) if block.gap else goes_off(self.turn, text, profile)
        if done or (profile.drama and (told or moves)):
            kind = "stage"
        if kind == "text" and profile.drama and block.gap and SONG.match(text):
            kind = "heading"
        if kind == "heading" and following and not following.gap and are_numbered(text, following.text):
            kind = "text"
        if kind == "boilerplate" and not (place < 3 or place >= self.profile.last - 3):
            kind = "text"
        return kind

    def _apart(self, block: Block, following: Block | None) -> None:
        """A line that stands apart: a heading, also where it has a number, or narrative where it names
        somebody or is a fact, or several.
        """
        named = names_somebody(block, self.profile)
        if named and self._hands_over_by_title(block, following):
            return
        if opens_examination(block.text, self.profile.labels, self.profile.lexicon):
            self._outside(block)
        elif named and not ends_here(following, self.profile):
            self._stage(block)
        elif is_point(block.text):
            self._heading(block)
        elif named or block.text[-1] in ")]" or "\n" in block.text or is_fact(block.text):
            self._outside(block)
        else:
            self._heading(block)

    def _hands_over_by_title(self, block: Block, following: Block | None) -> bool:
        """Whether a line is the title of the speech that a dash opens below it: `Speech by Mayor Ann Lee`."""
        below = following.text if following is not None and following.choice is None else ""
        found = hands_over(block.text, below, self.profile.names, self.profile.lexicon)
        if found is not None:
            self._outside(block)
            self._introduce(block, found)
        return found is not None

    def _stage_or_speech(self, block: Block, following: Block | None) -> None:
        """A direction on a line of its own is inside the speech where no blank line parts them, an event
        does not.
        """
        profile = self.profile
        event = stage_kind(block.text, profile.lexicon) in ("vocal", "kinesic") and not profile.drama
        event = event or len(block.text.split()) > LONGEST_DELIVERY or profile.captions
        close = profile.dense or not profile.parted
        event = event or (close and (not profile.drama or is_behind_speech(block, following)))
        if self.turn is not None and block.gap == 0 and self.turn.blocks and not event:
            self._flush()
            self._speech(self.turn, block)
        else:
            self._stage(block)

    def _spoken_heading(self, block: Block, following: Block | None) -> bool:
        """What looks like a heading but directly follows a label is speech; so is what no blank line parts
        from speech, save in dense text, where all else ends as sentences do, or in capitals above a label.
        """
        if self.turn is None or not self.turn.blocks:
            return self.turn is not None
        if block.gap or not self.profile.dense:
            return block.gap == 0
        return not (self.profile.closed or is_shouted_title(self.turn, block, following))

    def _text(self, block: Block, following: Block | None = None) -> None:
        if block.text[0] == "!" and IMAGE.fullmatch(block.text):
            self._stage(block)
        elif self.profile.script and block.gap and has_spoken(self.turn):
            self._stage(block)
            self._close()
        elif (
            is_numbered_head(block.text)
            or is_footnote(block.text)
            or is_afterword(self.turn, block, self.profile)
            or heads_a_list(self.turn, block, following, self.profile)
        ):
            self._outside(block)
        elif not (self._changes(block) or self._goes_on(block, following) or self._resumes(block, following)):
            self._unspoken(block, following)

    def _changes(self, block: Block) -> bool:
        """Whether somebody else begins to speak by the look of a paragraph, whose turn is then nobody's."""
        if changes_speaker(block.text) or self._is_announced():
            self._unattributed(block)
            return True
        asks, asked, self.asked = self.profile.asks(block), self.asked, False
        if asks or asked or (self.turn is not None and self.turn.asks):
            self._unattributed(block, asks=asks)
            return True
        if not self._is_dialogue(block):
            return False
        self._unattributed(block)
        if not self.profile.interview:
            self._close()
        return True

    def _goes_on(self, block: Block, following: Block | None) -> bool:
        """Whether a paragraph goes on with the open turn, to which it is then added."""
        if self.turn is None or not self._continues(self.turn, block, following):
            return False
        if singer := self._singer(self.turn, block):
            self._introduce(block, singer)
            self._speech(self.turn, block)
            return True
        doubt = doubt_of(self.turn, block, following, self._directions, self.profile)
        if doubt is not None:
            self.doubts[block.line] = doubt
            self.turn.doubts.append(paragraph_doubt(block))
        self._flush()
        self._speech(self.turn, block)
        self.turn.bare = block.line
        if not is_quotation(following):
            self._end_of_quote(block.text)
        return True

    def _singer(self, turn: OpenTurn | None, block: Block) -> Introduction | None:
        """Who begins to sing below a direction with their names, in the turn of somebody else, which then
        ends: verse below `Bo sings.`, or `Nell and Bo together.`.
        """
        told = (self.waiting or self.items or [None])[-1]
        if not isinstance(told, Stage):
            return None
        tokens = text_of(told.children).strip(AROUND_DIRECTION).split()[:LONGEST_SUNG]
        size = next((n for n in (1, 2) if key(" ".join(tokens[:n])) in self.profile.labels), 0)
        both = size if tokens[size : size + 1] and tokens[size] in all_conjunctions() else 0
        if both and key(tokens[size + 1] if len(tokens) > size + 1 else "-") in self.profile.labels:
            size += 2
        name, verb = " ".join(tokens[:size]), " ".join(tokens[size:])
        sung = ("vocal", "delivery") if size > LONGEST_SINGER else ("vocal",)
        if not (size and verb and is_verse(block)) or told.kind not in sung:
            return None
        if turn is not None and (turn.label is None or key(turn.label) == key(name)):
            return None
        self._close()
        return Introduction(name, verb, known=False)

    def _unspoken(self, block: Block, following: Block | None) -> None:
        """A paragraph without a label outside of turns: of nobody that can be told, or narrative, which may
        hand over to somebody.
        """
        if self.turn is None and (singer := self._singer(None, block)):
            self._introduce(block, singer)
            self._text(block, following)
            return
        if self.profile.captions or (
            self.count and self.turn is None and opens_scene(self.items, block, self.profile)
        ):
            self._unattributed(block)
            return
        self._outside(block)
        if following is None or not LIST_ITEM.match(following.text):  # what somebody asked, point by point
            below = following.text if following and following.choice is None else ""
            found = hands_over(block.text, below, self.profile.names, self.profile.lexicon)
            if (
                found is None
                and self.profile.report
                and leads_to_somebody(block.text, below, self.profile.lexicon)
            ):
                found = Introduction("", block.text.rstrip(":： ").split()[-1], known=False)
            self._introduce(block, found)

    def _is_announced(self) -> bool:
        """Whether a long direction of a play ends in a colon: somebody else speaks below it."""
        last = text_of(self.waiting[-1].children).rstrip(")]. ") if self.waiting else ""
        return self.profile.drama and last.endswith(":") and len(last) > LONGEST_CUE

    def _resumes(self, block: Block, following: Block | None) -> bool:
        """Whether a paragraph goes on with the speech before, after a box; or after what a record says was
        done, if it says I or gives the floor.
        """
        if self.parted is not None and isinstance(self.items[-1], Boilerplate):
            parted, self.parted = self.parted, None
            return self._continues(parted, block, following) and self._go_on_behind(parted, block)
        before, told = self.items[-2:] if len(self.items) > 1 and self.turn is None else (None, None)
        if not isinstance(before, Turn) or not isinstance(told, Narrative):
            return False
        lexicon, done = self.profile.lexicon, text_of(told.children)
        spoken = speaks_of_self(block.text, lexicon) or gives_floor(block.text, lexicon)
        follows = is_procedure(done, lexicon) or is_outcome(done, lexicon)
        if not (spoken and follows) or is_procedure(block.text, lexicon):
            return False
        self.doubts[block.line] = AFTER_PROCEDURE
        attribution = Attribution("medium", (AFTER_PROCEDURE,))
        self.turn = OpenTurn(None, before.speakers, attribution, block.span, continues=before.id)
        self._speech(self.turn, block)
        return True

    def _hands_over(self, block: Block) -> bool:
        """Whether a report goes on after a turn with a clause and somebody's words, which are parted."""
        words = block.pieces[0] if block.pieces else None
        is_open = self.profile.report and self.turn is not None and self.turn.blocks
        if not is_open or not isinstance(words, StyledText):
            return False
        found = clause_before_speech(words.text, self.profile.names, self.profile.lexicon)
        if found is None:
            return False
        who, at = found
        self._outside(evolve(block, pieces=[words.part(0, len(words.text[:at].rstrip()))]))
        self._introduce(block, who)
        self._text(evolve(block, pieces=[words.part(at, len(words.text)), *block.pieces[1:]]))
        return True

    def _continues(self, turn: OpenTurn, block: Block, following: Block | None) -> bool:
        """Whether a paragraph goes on with the open turn."""
        if not turn.blocks:
            turn.quoted = turn.introduced and block.text[0] in QUOTES
            return True
        score = narrative_score(turn, block, following, self.profile)
        return score < NARRATIVE or (score == NARRATIVE and block.line in self.profile.amid)

    def _end_of_quote(self, text: str) -> None:
        if self.turn is not None and self.turn.quoted and text.rstrip()[-1] in CLOSING_QUOTES:
            self._close()
