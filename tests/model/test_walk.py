"""What is asked of a document in every format: its nodes, its words, its titles, its doubts."""

from __future__ import annotations

import pytest
from attrs import evolve

from docconv.model import (
    Attribution,
    Block,
    CastItem,
    Certainty,
    Document,
    Emphasis,
    Evidence,
    Gap,
    Heading,
    Metadata,
    Milestone,
    Narrative,
    Node,
    Paragraph,
    Resolved,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Timing,
    Turn,
    TurnBlock,
    VerseLine,
    VersePart,
)
from docconv.walk import (
    SharedLine,
    anchors_within,
    begin_of,
    blocks,
    catalogue_title,
    children,
    doubt,
    has_bare_label,
    has_fitting_words,
    is_play,
    map_blocks,
    numbered,
    participants,
    printed_title,
    running_head,
    text_of,
    timing_of,
    turns,
    walk,
    with_children,
    with_fitting_words,
)

ANN = Speaker("ann")
SAID = Turn("t1", (Paragraph[Speaker]((Text("Yes."),)),), (ANN,), "Ann")
INNER = Section[Speaker]((SAID, Separator("x x x")), Heading((Text("Plots"),)))
TALK: Resolved = Document((Narrative((Text("It rained."),)), INNER), title=Heading((Text("The talk"),)))


def titled(title: str = "", source: str = "", printed: str | None = None) -> Resolved:
    """A document with these titles."""
    heading = None if printed is None else Heading[Speaker]((Text(printed),))
    return Document((), Metadata(title, source=source), heading)


def shouted(node: Node[Speaker]) -> Node[Speaker]:
    """A node with its texts in capitals."""
    return Text(node.text.upper()) if isinstance(node, Text) else with_children(node, shouted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TALK, "The talk It rained. Plots Yes."),
        (Document[Speaker]((SAID,)), "Yes."),
        (Section[Speaker]((SAID,)), "Yes."),
        (Emphasis[Speaker]((Text("so"), Gap("[...]"), Milestone("line"), Text("it is"))), "so it is"),
    ],
)
def test_what_is_in_a_node_is_replaced(before: Node[Speaker], after: str) -> None:
    """Each node below it, at every depth, and nothing else of the node."""
    found = list(walk(shouted(before)))
    assert " ".join(node.text for node in found if isinstance(node, Text)) == after.upper()
    assert [type(node) for node in found] == [type(node) for node in walk(before)]


def test_what_does_not_change_is_the_node_itself() -> None:
    """Nothing is made anew where every node below stays the same."""
    assert with_children(TALK, lambda node: node) is TALK


def test_nodes_come_in_the_order_of_the_document() -> None:
    """Each before what is in it, the title first."""
    names = [type(node).__name__ for node in walk(TALK)]
    assert " ".join(names) == (
        "Document Heading Text Narrative Text Section Heading Text Turn Paragraph Text Separator"
    )
    assert [type(block).__name__ for block in blocks(TALK)] == ["Narrative", "Section", "Turn", "Separator"]
    assert list(turns(TALK)) == [SAID]


def test_a_title_is_a_child_where_there_is_one() -> None:
    """Of a document as of a section."""
    assert children(INNER) == (INNER.heading, SAID, Separator("x x x"))
    assert children(Section[Speaker]((SAID,))) == (SAID,)
    assert children(titled()) == ()


@pytest.mark.parametrize(("kind", "text"), [("line", "a\nb"), ("page", "ab"), ("time", "ab")])
def test_the_words_of_inlines(kind: str, text: str) -> None:
    """A line that ends is a line end; a page or a time is nothing."""
    inlines = (Text("a"), Milestone(kind), Emphasis[Speaker]((Text("b"),)))  # type: ignore[arg-type]
    assert text_of(inlines) == text
    assert text_of((Gap("[inaudible]"), Text("."))) == "[inaudible]."


def test_a_change_reaches_every_block_and_no_child_of_a_turn() -> None:
    """A section is changed before what is in it, which is what the change made of it."""
    seen: list[str] = []

    def change(block: Block[Speaker]) -> Block[Speaker]:
        seen.append(type(block).__name__)
        return Separator("***") if isinstance(block, Separator) else block

    changed = map_blocks(TALK, change)
    assert seen == ["Narrative", "Section", "Turn", "Separator"]
    assert changed.body == (TALK.body[0], Section((SAID, Separator("***")), INNER.heading))
    assert changed.title == TALK.title


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (titled("Of  the\nplots", "a.txt", "Plots"), "Of the plots"),
        (titled("", "a.txt", "The\nplots"), "The plots"),
        (titled("", "in/my_talk.txt"), "my talk"),
        (titled(" ", "in/my_talk.txt"), "my talk"),
        (titled(), "Transcript"),
    ],
)
def test_the_title_for_catalogues(document: Resolved, title: str) -> None:
    """That of the metadata, the printed one, the name of the file, a word: on one line, never empty."""
    assert catalogue_title(document) == title


def test_a_document_without_a_title_bears_that_for_catalogues() -> None:
    """A printed title is left as it is."""
    assert printed_title(titled("Plots")) == (Text("Plots"),)
    assert printed_title(titled("Plots", printed="The  plots")) == (Text("The  plots"),)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("The plots of Norrvik", "The plots of Norrvik"),
        (f"{'a' * 60} {'b' * 9}", f"{'a' * 60} {'b' * 9}"),
        (f"{'a' * 60} {'b' * 8} cd", f"{'a' * 60}…"),
        (f"{'a' * 60} {'b' * 7} cd", f"{'a' * 60} {'b' * 7}…"),
        (f"{'a' * 30} {'b' * 30} {'c' * 30}", f"{'a' * 30} {'b' * 30}…"),
        ("a" * 80, f"{'a' * 69}…"),
    ],
)
def test_the_head_of_a_page_has_seventy_letters_at_most(title: str, head: str) -> None:
    """It ends at a word; a single word is cut."""
    assert running_head(titled(title)) == head
    assert len(head) <= 70


@pytest.mark.parametrize(("certainty", "told"), [("high", False), ("medium", True), ("low", True)])
def test_a_doubt_says_how_sure_and_why(certainty: Certainty, told: bool) -> None:  # noqa: FBT001  of the table
    """Where there is none, nothing; the reasons in words, in the order of the evidence, by name where there are none."""
    evidence = (Evidence("dash", "opens the turn"), Evidence("alone", ""))
    found = doubt(Attribution(certainty, evidence))
    assert found == (f"Attribution: certainty {certainty} (opens the turn; alone)" if told else "")
    assert doubt(Attribution(certainty, ())) == (f"Attribution: certainty {certainty}" if told else "")


LEE = Speaker("lee", name="Ann Lee", role="Chair", aliases=("THE CHAIR",))
EK = Speaker("ek", aliases=("EK", "Bo"))
CHAIR = Speaker("chair", name="Chair", role="CHAIR")
SILENT = Speaker("ash", name="Ash")
CLERK = Speaker("clerk", role="secretaria", aliases=("La SECRETARIA",))
NAMELESS = Speaker("man-1", "anonymous")


def test_those_who_take_part_speak_and_have_a_name() -> None:
    """By name or first label, in the order of the list; an office that is the name is said once, and each has
    the first turn in which they speak, be it with others.
    """
    said = [
        Turn[Speaker](f"t{number}", (Paragraph((Text("Yes."),)),), who)
        for number, who in enumerate([(EK,), (NAMELESS,), (LEE, CHAIR), (LEE,), (CLERK,)], 1)
    ]
    document: Resolved = Document(tuple(said), speakers=(LEE, EK, SILENT, CHAIR, CLERK, NAMELESS))
    assert list(participants(document)) == [
        ([LEE], "Ann Lee", "Chair", "t3"),
        ([EK], "EK", "", "t1"),
        ([CHAIR], "Chair", "", "t3"),
        ([CLERK], "La SECRETARIA", "", "t5"),
    ]


def test_the_anonymous_of_one_label_are_one_entry_with_their_number() -> None:
    """However it is written; two people of one name stay two, and an office that the name begins with is in it."""
    men = tuple(
        Speaker(f"man-{at}", "anonymous", aliases=(label,)) for at, label in enumerate(("Man", "MAN"))
    )
    bergs = tuple(Speaker(f"berg-{at}", name="Minister Berg", role="minister") for at in range(2))
    woman = Speaker("woman-1", "anonymous", aliases=("Woman",))
    who = (*men, *bergs, woman)
    said = [
        Turn[Speaker](f"t{number}", (Paragraph((Text("Yes."),)),), (one,)) for number, one in enumerate(who)
    ]
    found = list(participants(Document(tuple(said), speakers=who)))
    assert [(numbered(*entry[:2]), entry[2:]) for entry in found] == [
        ("Minister Berg", ("", "t2")),
        ("Minister Berg", ("", "t3")),
        ("Man (2)", ("", "t0")),
        ("Woman", ("", "t4")),
    ]


def test_a_cast_list_that_is_printed_is_not_made_again() -> None:
    """Who speaks would be named twice, one list below the other."""
    entry = CastItem[Speaker]((Text("Ann, a gardener"),))
    play: Resolved = Document((INNER,), speakers=(LEE,))
    named = evolve(play, body=(evolve(SAID, speakers=(LEE,)),))
    assert [name for _, name, *_ in participants(named)] == ["Ann Lee"]
    assert not list(participants(evolve(named, body=(Section((entry,)), *named.body))))


def test_parts_of_a_running_head_that_say_nothing_are_left_out() -> None:
    """The title is there where nothing is left."""
    named = titled("The talk")
    dated = evolve(named, metadata=evolve(named.metadata, date="2026-03-01"))
    pattern = "{section} · {date}"
    found = [running_head(one, pattern, part) for one in (named, dated) for part in ("", "Roads")]
    assert found == ["The talk", "Roads", "2026-03-01", "Roads · 2026-03-01"]


def test_those_of_one_office_stand_together() -> None:
    """Before those without one; then come the anonymous, then groups; each in the order of the list."""
    who = (
        Speaker("all", "group", name="All"),
        Speaker("man", "anonymous", aliases=("Man",)),
        Speaker("ek", name="Ek"),
        Speaker("lee", name="Lee", role="Member"),
        Speaker("roy", name="Roy", role="Chair"),
        Speaker("ito", name="Ito", role="member"),
        Speaker("orr", name="Orr"),
    )
    said = [
        Turn[Speaker](f"t{number}", (Paragraph((Text("Yes."),)),), (one,)) for number, one in enumerate(who)
    ]
    found = [name for _, name, _, _ in participants(Document(tuple(said), speakers=who))]
    assert found == ["Lee", "Ito", "Roy", "Ek", "Orr", "Man", "All"]


def test_a_play_has_acts_or_scenes() -> None:
    """At any depth; other parts make none."""

    def of(kind: str) -> Resolved:
        return Document((Section((Section((), kind=kind),)),))

    assert [kind for kind in ("act", "scene", "tableau", "item", "sitting") if is_play(of(kind))] == [
        "act", "scene", "tableau",
    ]  # fmt: skip


def test_a_shared_line_goes_on_where_the_speaker_before_has_stopped() -> None:
    """What is before a part of it is that of all parts since the first; a whole line and prose end it, what has
    no words does not.
    """
    parts: list[tuple[str, VersePart | None]] = [
        ("So late?", "I"),
        ("", None),
        ("So late,", "M"),
        ("my friend.", "F"),
        ("Good night.", None),
    ]
    shared = SharedLine()
    found = [
        shared.before(
            Paragraph[Speaker]((Text(text),) if text else (), verse=VerseLine(part) if part else None)
        )
        for text, part in parts
    ]
    assert found == ["", "", "So late?", "So late? So late,", ""]
    assert shared.before(Paragraph[Speaker]((Text("alone"),), verse=VerseLine("F"))) == ""


def heard(*times: Timing | None) -> Turn[Speaker]:
    """A turn with a paragraph for each time."""
    return Turn("t1", tuple(Paragraph((Text("Yes."),), timing=timing) for timing in times), (ANN,), "Ann")


@pytest.mark.parametrize(
    ("begin", "printed"),
    [
        (0, "0:00"), (4_999, "0:04"), (59_999, "0:59"), (60_000, "1:00"), (754_000, "12:34"),
        (3_599_999, "59:59"), (3_600_000, "1:00:00"), (3_723_000, "1:02:03"), (36_610_000, "10:10:10"),
    ],
)  # fmt: skip
def test_when_a_turn_begins_is_printed_as_on_a_clock(begin: int, printed: str) -> None:
    """Whole seconds that have passed; hours where there are some."""
    assert begin_of(heard(Timing(begin))) == printed


def test_a_turn_is_heard_from_its_first_time_to_its_last() -> None:
    """Paragraphs without a time change nothing, and without any nobody knows."""
    turn = heard(None, Timing(2_000, 3_000), Timing(5_000), Timing(7_000, 9_000), None)
    assert timing_of(turn) == Timing(2_000, 9_000)
    assert timing_of(heard(Timing(2_000, 3_000), Timing(5_000))) == Timing(2_000)
    assert (timing_of(heard(None)), begin_of(heard(None))) == (None, "")


@pytest.mark.parametrize(
    ("label", "parts", "is_bare"),
    [
        ("Ann", (), True),
        (None, (), True),
        ("Ann", (Paragraph[Speaker]((Text("Yes."),)),), False),
        ("Ann", (Stage[Speaker]((Text("rises"),)),), True),
        (None, (Stage[Speaker]((Text("rises"),)),), False),
        ("Ann", (Paragraph[Speaker]((Text("Yes."),), verse=VerseLine("F")),), True),
        ("Ann", (Paragraph[Speaker]((Text("Yes."),), verse=VerseLine("I")),), False),
    ],
)
def test_a_label_is_bare_where_no_words_are_beside_it(
    label: str | None, parts: tuple[TurnBlock[Speaker], ...], *, is_bare: bool
) -> None:
    """Nothing, a direction, or the end of a line of verse that somebody else has begun."""
    assert has_bare_label(Turn("t1", parts, (ANN,), label)) is is_bare


@pytest.mark.parametrize(("times", "fits"), [(0, True), (1, False), (2, True), (3, False)])
def test_words_have_their_times_where_there_are_as_many(times: int, *, fits: bool) -> None:
    """Two for each word, or none at all."""
    timing = Timing(0, 900, (0, 300) * times)
    paragraph = Paragraph[Speaker]((Text("It rains."),), timing=timing)
    assert has_fitting_words(paragraph) is fits
    assert has_fitting_words(evolve(paragraph, timing=None))


@pytest.mark.parametrize(
    ("anchors", "fits"),
    [
        ((0, 0, 5), True), ((0, 2, 5), True), ((0, 3, 5), False), ((0, -1, 5), False), ((1, 7, 5), True),
        ((1, 8, 5), False), ((2, 0, 5), True), ((2, 6, 5), True), ((3, 0, 5), False), ((4, 0, 5), False),
        ((-1, 0, 5), False), ((5, 0, 5), False), ((0, 1, 5, 0, 1, 6, 1, 1, 7), True),
        ((0, 1, 5, 0, 2, 4), True), ((0, 2, 5, 0, 1, 6), False), ((1, 0, 5, 0, 0, 6), False),
        ((0, 1, 5, 1, 8, 6), False),
    ],
)  # fmt: skip
def test_instants_within_words_are_in_order_in_words_that_begin_and_end(
    anchors: tuple[int, ...], *, fits: bool
) -> None:
    """From before the first letter to behind the last, of words of which both times are known, be it zero."""
    timing = Timing(0, 900, (0, 0, 300, 400, 500, 600, -1, 700, 800, -1), anchors)
    paragraph = Paragraph[Speaker]((Text("It rained, really it did."),), timing=timing)
    assert has_fitting_words(paragraph) is fits
    kept = timing if fits else evolve(timing, anchors=())
    assert with_fitting_words(paragraph) == evolve(paragraph, timing=kept)


def test_times_of_other_words_go_with_the_instants_within_them() -> None:
    """When the paragraph is heard stays; one without times, and one whose times fit, is the same one."""
    of_one = Timing(0, 900, (0, 300), (0, 1, 5))
    paragraph = Paragraph[Speaker]((Text("It rained."),), timing=of_one)
    assert with_fitting_words(paragraph).timing == Timing(0, 900)
    assert not has_fitting_words(evolve(paragraph, timing=Timing(0, 900, (), (0, 1, 5))))
    for timing in (None, Timing(0, 900), Timing(0, 900, (0, 300, 300, 400))):
        fitting = evolve(paragraph, timing=timing)
        assert with_fitting_words(fitting) is fitting


def test_the_instants_of_some_words_are_counted_from_the_first() -> None:
    """What is before and behind them is left out."""
    anchors = (0, 1, 10, 1, 2, 20, 2, 3, 30, 2, 4, 31, 3, 0, 40)
    assert anchors_within(anchors, 1, 3) == (0, 2, 20, 1, 3, 30, 1, 4, 31)
    assert anchors_within(anchors, 0, 9) == anchors
    assert anchors_within(anchors, 3, 3) == ()
