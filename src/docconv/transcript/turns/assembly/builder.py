"""What a draft is built of: items, the turn that is open, and what waits for it to go on."""

from __future__ import annotations

from attrs import define, field

from docconv.model import (
    Attribution,
    Boilerplate,
    Certainty,
    Evidence,
    Gap,
    Heading,
    Label,
    Milestone,
    Narrative,
    Paragraph,
    Stage,
    Text,
    Turn,
    Unclear,
)
from docconv.transcript.kinds import SPOKEN_BY, stage_kind
from docconv.transcript.shape import key
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import (
    is_line_of_dialogue,
)
from docconv.transcript.turns.inlines import Events, Inlines, inlines, is_plain, numbered, unwrapped
from docconv.transcript.turns.items import (
    HeadingItem,
    Item,
    OpenTurn,
    lists_characters,
    with_lone_times,
)
from docconv.transcript.turns.profile import Profile
from docconv.transcript.turns.reporting.clauses import (
    Introduction,
    hands_over,
    with_reported,
)
from docconv.transcript.turns.verse_rows import calls_out, is_verse, lists_facts
from docconv.walk import text_of


@define(eq=False, repr=False)
class DraftBuilder:
    """Items and the open turn, and how a block becomes one or goes into the other.

    profile: what the whole document says.
    items: what is finished.
    turn: the turn that may go on.
    waiting: directions that belong to it if it does.
    count: the number of turns.
    examiner: who asks the questions in a court.
    asked: a heading has asked, and somebody answers.
    doubts: why paragraphs may be no part of the turn that they are in, by their lines.
    """

    profile: Profile
    items: list[Item] = field(factory=list)
    turn: OpenTurn | None = None
    waiting: list[Stage[Label] | Narrative[Label]] = field(factory=list)
    count: int = 0
    examiner: str = ""
    asked: bool = False
    doubts: dict[int, Evidence] = field(factory=dict)
    parted: OpenTurn | None = None
    """The turn that a box parts."""

    def _is_dialogue(self, block: Block) -> bool:
        return self.profile.dialogue and is_line_of_dialogue(block.text)

    def _heading(self, block: Block, following: Block | None = None) -> None:
        self._close()
        self.examiner, self.asked = "", self.profile.asks(block)
        level = block.mark.level if block.mark else 1
        self.items.append(
            HeadingItem(level, Heading(numbered(block.list_number, self._inlines(block, "none")), block.span))
        )
        below = following.text if following and following.choice is None else ""
        found = hands_over(block.text, below, self.profile.names, self.profile.lexicon)
        self._introduce(block, found or self._named_in_title(block.text))

    def _named_in_title(self, text: str) -> Introduction | None:
        """Who speaks below the heading of a part that ends with their name in italics: `EPILOGUE, _spoken by
        Ann._`.
        """
        told = SPOKEN_BY.match(text)
        tokens = told[1].strip(". ").split() if told else []
        name = next(
            (" ".join(tokens[at:]) for at in (-2, -1) if key(" ".join(tokens[at:])) in self.profile.labels),
            "",
        )
        return Introduction(name, " ".join(tokens[: -len(name.split())]), known=False) if name else None

    def _stage(self, block: Block) -> None:
        """A direction, or a paragraph of which nothing was heard, which between turns is nobody's, save where
        a user says that it is a direction.
        """
        words = unwrapped(self._inlines(block, "stage"))
        is_decided = block.mark is not None and block.mark.kind == "stage"
        item: Stage[Label] | Narrative[Label] = (
            Narrative(words, block.span)
            if not is_decided
            and any(isinstance(word, Gap | Unclear) for word in words)
            and not any(text_of((word,)).strip() for word in words if not isinstance(word, Gap | Unclear))
            else Stage(words, stage_kind(block.text, self.profile.lexicon), block.span)
        )
        if self.turn is None:
            self.items.append(item)
        else:
            self.waiting.append(item)

    def _outside(self, block: Block, *, boilerplate: bool = False) -> None:
        self._close()
        if boilerplate:
            words = self._inlines(block, "told")
            self.items.append(Boilerplate(numbered(block.list_number, words), span=block.span))
            return
        self.items.append(Narrative(numbered(block.list_number, self._narrative(block)), block.span))

    def _beside(self, block: Block) -> None:
        """What stands in a box within a speech, which goes on after it."""
        again = bool(self.items) and isinstance(self.items[-1], Boilerplate)
        parted = self.turn or (self.parted if again else None)
        self._outside(block, boilerplate=True)
        self.parted = parted

    def _go_on_behind(self, parted: OpenTurn, block: Block) -> bool:
        """A turn goes on after the box that parts it, as the last of the turns so far."""
        before = next(item for item in reversed(self.items) if isinstance(item, Turn))
        self.turn = OpenTurn(None, parted.speakers, parted.attribution, block.span, continues=before.id)
        self._speech(self.turn, block)
        return True

    def _points(self, block: Block) -> None:
        """Time codes, page furniture and annotations with no text beside them."""
        points = tuple(piece for piece in block.pieces if isinstance(piece, Milestone))
        if not points:
            return
        if self.turn is not None:
            self.turn.blocks.append(Paragraph(points, block.span))
        else:
            text = " ".join(point.text for point in points)
            self.items.append(Boilerplate((Text(text),), "furniture", block.span))

    def _unattributed(self, block: Block, *, asks: bool = False) -> None:
        """A turn that names nobody: who speaks is not guessed."""
        self._close()
        evidence = (Evidence("dialogue", "somebody else begins to speak, and no label names them"),)
        self.turn = OpenTurn(None, (), Attribution("low", evidence), block.span, asks=asks)
        self._speech(self.turn, block, unmarked=True)

    def _introduce(self, block: Block | Heading[Label], found: Introduction | None) -> None:
        """A sentence that hands over to somebody opens their turn."""
        if found is None or block.span is None:
            return
        certainty: Certainty = "high" if found.known else "medium" if found.name else "low"
        if not found.known:
            self.doubts[block.span.line] = Evidence("introduction", f"“{found.verb}” may hand over to them")
        evidence = (Evidence("introduction", f"“{found.verb}” behind {found.name}"),)
        named = (Label(found.name, block.span, printed=False),) if found.name else ()
        self.turn = OpenTurn(None, named, Attribution(certainty, evidence), block.span, introduced=True)

    def _speech(self, turn: OpenTurn, block: Block, *, unmarked: bool = False) -> None:
        """One more paragraph. The number of a labelled one counts turns, and is no speech."""
        first = not turn.blocks
        children = self._inlines(block, unmarked=unmarked or (first and turn.introduced))
        labelled = first and turn.label is not None
        turn.blocks.append(
            Paragraph(children if labelled else numbered(block.list_number, children), block.span)
        )

    @property
    def _directions(self) -> list[Stage[Label]]:
        """The directions among what waits."""
        return [one for one in self.waiting if isinstance(one, Stage)]

    def _flush(self) -> None:
        if self.turn is not None:
            self.turn.blocks.extend(
                Paragraph(one.children, one.span) if isinstance(one, Narrative) else one
                for one in self.waiting
            )
            self.waiting.clear()

    def _close(self) -> None:
        turn, self.turn = self.turn, None
        if turn is not None and lists_characters(turn, self.profile.labels):
            self.items.append(Stage((Text(turn.label or ""),), span=turn.span))
        elif turn is not None and (turn.blocks or not turn.introduced):
            self.count += 1
            blocks = with_lone_times(turn.blocks)
            self.items.append(
                Turn(
                    f"t{self.count}", blocks, turn.speakers, turn.label, turn.doubted,
                    continues=turn.continues, span=turn.span,
                )
            )  # fmt: skip
        self.items.extend(self.waiting)
        self.waiting.clear()

    def _inlines(self, block: Block, events: Events = "all", *, unmarked: bool = False) -> Inlines:
        if not block.delivery and not unmarked and is_plain(block.pieces):  # by far the most
            return (Text(block.pieces[0].text),)
        if events == "all" and (block.is_decided_speech or self.profile.is_spoken(block)):
            events = "spoken"
        verse = self.profile.breaks or is_verse(block) or calls_out(block) or lists_facts(block)
        children = inlines(block.pieces, self.profile.lexicon, verse=verse, events=events, unmarked=unmarked)
        if not block.delivery:
            return children
        return (Stage((Text(block.delivery),), "delivery"), *((Text(" "),) if children else ()), *children)

    def _narrative(self, block: Block) -> Inlines:
        """The inlines of a paragraph of narrative, quoted speech after a reporting verb as `Said`."""
        children = self._inlines(block, "told")
        return with_reported(children, self.profile.names, self.profile.lexicon, block.span)
