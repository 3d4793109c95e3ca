"""Two documents compared: nothing on equal ones, one plain sentence for each thing told differently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import docconv
from docconv import model as m
from docconv.errors import BadInputError, FileError, UsageError
from docconv.testing import documents
from docconv.verify import ASPECTS, Aspect, Difference, Verdict, differences, verify
from support.command import TRANSCRIPT

ANN, BOB = m.Speaker("ann", name="Ann Lee", role="chair"), m.Speaker("crowd", "group", "Residents")
OPENING: m.Narrative[m.Speaker] = m.Narrative((m.Text("The committee met at ten."),))
FIRST: m.Turn[m.Speaker] = m.Turn(
    "t1",
    (m.Paragraph((m.Text("Good morning to you all."),)), m.Paragraph((m.Text("Let us begin."),))),
    (ANN,),
    "Ann Lee",
)
SECOND: m.Turn[m.Speaker] = m.Turn(
    "t2",
    (m.Paragraph((m.Text("Thank you very much."), m.Stage((m.Text("(Applause)"),), "kinesic"))),),
    (BOB,),
    "Residents",
)
THIRD: m.Turn[m.Speaker] = m.Turn(
    "t3",
    (
        m.Paragraph(
            (
                m.Text("He said "),
                m.Said((m.Text("never again"),), (BOB,)),
                m.Text(" and left "),
                m.Gap("[inaudible]"),
            )
        ),
        m.Stage((m.Text("A bell rings."),)),
        m.Paragraph(
            (
                m.Emphasis((m.Text("Really"),)),
                m.Text(" so, "),
                m.Foreign((m.Text("nicht wahr"),), "de"),
                m.Milestone("page", "12"),
            )
        ),
    ),
    (ANN,),
    "Ann Lee",
    m.Attribution("low"),
    continues="t1",
)
TALK: m.Resolved = m.Document(
    (
        OPENING,
        FIRST,
        m.Section((SECOND, m.Separator("x x x"), THIRD), m.Heading((m.Text("The garden"),))),
        m.Boilerplate((m.Text("Latest news"),)),
    ),
    m.Metadata("A talk", "en", "2024-02-26"),
    m.Heading((m.Text("A talk"),)),
    (ANN, BOB),
)


def with_blocks(change: Callable[[list[Any]], None]) -> m.Resolved:
    """The talk with its top blocks changed in place."""
    blocks: list[Any] = list(TALK.body)
    change(blocks)
    return evolve(TALK, body=tuple(blocks))


def with_turn(number: int, **changes: object) -> m.Resolved:
    """The talk with one turn changed."""
    turn = (FIRST, SECOND, THIRD)[number - 1]
    return replaced(turn, evolve(turn, **changes))  # type: ignore[arg-type]


def replaced(old: object, *new: object) -> m.Resolved:
    """The talk with others in the place of one block."""
    section: Any = TALK.body[2]

    def put(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(one for block in blocks for one in (new if block is old else (block,)))

    return evolve(
        TALK,
        body=put((TALK.body[0], TALK.body[1], evolve(section, blocks=put(section.blocks)), TALK.body[3])),
    )


def words(text: str) -> tuple[m.Paragraph[m.Speaker], ...]:
    """One paragraph."""
    return (m.Paragraph((m.Text(text),)),)


def third(first: tuple[Any, ...] | None = None, last: tuple[Any, ...] | None = None) -> m.Resolved:
    """The talk with the paragraphs of its third turn changed."""
    opening, bell, closing = THIRD.blocks
    return with_turn(
        3, blocks=(m.Paragraph(first) if first else opening, bell, m.Paragraph(last) if last else closing)
    )


THANKS: Any = SECOND.blocks[0].children[0]
SAID: tuple[Any, ...] = THIRD.blocks[0].children
CLOSING: tuple[Any, ...] = THIRD.blocks[2].children
SEEDED: dict[str, tuple[m.Resolved, Aspect, str]] = {
    "a word dropped": (
        with_turn(2, blocks=(m.Paragraph((m.Text("Thank you much."), SECOND.blocks[0].children[1])),)),
        "words",
        "turn t2 (Residents): words differ",
    ),
    "a word added": (
        replaced(OPENING, m.Narrative((m.Text("The whole committee met at ten."),))),
        "words",
        "narrative paragraph: words differ",
    ),
    "a word changed": (third((m.Text("She said "), *SAID[1:])), "words", 'first has "He said never again'),
    "words glued": (third((m.Text("He said"), *SAID[1:])), "words", "turn t3"),
    "two words swapped": (
        replaced(OPENING, m.Narrative((m.Text("The committee at met ten."),))),
        "words",
        "committee at met",
    ),
    "a character of a script without spaces": (
        replaced(OPENING, m.Narrative((m.Text("部長会議"),))),
        "words",
        "narrative",
    ),
    "a turn dropped": (
        replaced(SECOND),
        "turns",
        'turn t2 (Residents): turn missing: first has "Thank you very much.(Applause)"',
    ),
    "a turn added": (
        replaced(SECOND, SECOND, m.Turn("t9", words("Hear, hear."), (BOB,))),
        "turns",
        'first has nothing; second has "Hear, hear."',
    ),
    "turns swapped": (
        with_blocks(
            lambda blocks: blocks.__setitem__(
                2, evolve(blocks[2], blocks=(THIRD, blocks[2].blocks[1], SECOND))
            )
        ),
        "turns",
        "order differs: first has it behind ",
    ),
    "turns merged": (
        with_blocks(
            lambda blocks: blocks.__setitem__(
                slice(0, 2), [evolve(FIRST, blocks=(*words("The committee met at ten."), *FIRST.blocks))]
            )
        ),
        "turns",
        "kind differs: first has narrative paragraph",
    ),
    "a turn split": (
        replaced(
            FIRST, evolve(FIRST, blocks=FIRST.blocks[:1]), evolve(FIRST, id="t1b", blocks=FIRST.blocks[1:])
        ),
        "turns",
        'a border before turn t1b (Ann Lee), "Let us begin."',
    ),
    "a turn in the mouth of another": (
        with_turn(2, speakers=(ANN,)),
        "speakers",
        "turn t2 (Residents): speaker differs: first has crowd; second has ann",
    ),
    "a turn of two": (with_turn(2, speakers=(ANN, BOB)), "speakers", "second has ann crowd"),
    "a turn of nobody": (with_turn(1, speakers=()), "speakers", "first has ann; second has nothing"),
    "a label lost": (
        with_turn(1, label=None),
        "labels",
        "label differs: first has Ann Lee; second has nothing",
    ),
    "a label changed": (with_turn(1, label="ANN LEE"), "labels", "second has ANN LEE"),
    "another id": (
        with_turn(2, id="t7"),
        "turns",
        "number differs, here and after: first has t2; second has t7",
    ),
    "a link lost": (with_turn(3, continues=None), "turns", "the turn it goes on with differs: first has t1"),
    "certainty raised": (
        with_turn(3, attribution=m.Attribution()),
        "certainty",
        "first has low; second has high",
    ),
    "another language": (with_turn(1, lang="de"), "language", "first has nothing; second has de"),
    "paragraphs merged": (
        with_turn(1, blocks=words("Good morning to you all. Let us begin.")),
        "paragraphs",
        "paragraph at",
    ),
    "a paragraph split": (
        with_turn(1, blocks=(*words("Good morning"), *words("to you all."), *FIRST.blocks[1:])),
        "paragraphs",
        "first has nothing; second has it marked",
    ),
    "narrative taken for speech": (
        replaced(OPENING, m.Turn("t0", words("The committee met at ten."), (ANN,))),
        "turns",
        "kind differs: first has narrative paragraph; second has turn t0",
    ),
    "speech taken for narrative": (
        replaced(SECOND, m.Narrative(SECOND.blocks[0].children)),
        "turns",
        "kind differs: first has turn t2 (Residents); second has narrative",
    ),
    "narrative taken for boilerplate": (
        replaced(OPENING, m.Boilerplate(OPENING.children)),
        "kinds",
        "second has boilerplate",
    ),
    "a separator lost": (
        with_blocks(lambda blocks: blocks.__setitem__(2, evolve(blocks[2], blocks=(SECOND, THIRD)))),
        "kinds",
        "separator missing",
    ),
    "a heading lost": (
        with_blocks(lambda blocks: blocks.__setitem__(2, evolve(blocks[2], heading=None))),
        "sections",
        'heading 1 missing: first has "The garden"',
    ),
    "a section that ends late": (
        with_blocks(
            lambda blocks: blocks.__setitem__(
                slice(2, 4), [evolve(blocks[2], blocks=(*blocks[2].blocks, blocks[3]))]
            )
        ),
        "sections",
        "section depth differs, here and after: first has 0; second has 1",
    ),
    "a heading of another level": (
        with_blocks(lambda blocks: blocks.__setitem__(2, m.Section((blocks[2],)))),
        "sections",
        "kind differs: first has heading 1 after turn t1; second has heading 2",
    ),
    "a quotation lost": (
        third((m.Text("He said never again and left "), SAID[3])),
        "quotations",
        "quotation of crowd",
    ),
    "a quotation of another": (
        third((SAID[0], evolve(SAID[1], speakers=(ANN,)), *SAID[2:])),
        "quotations",
        "quotation of ann",
    ),
    "a doubtful quotation": (
        third((SAID[0], evolve(SAID[1], attribution=m.Attribution("low")), *SAID[2:])),
        "certainty",
        "low certainty",
    ),
    "an event of another kind": (
        with_turn(2, blocks=(m.Paragraph((THANKS, m.Stage((m.Text("(Applause)"),), "vocal"))),)),
        "stages",
        "stage direction (vocal)",
    ),
    "an event unmarked": (
        with_turn(2, blocks=words("Thank you very much.(Applause)")),
        "stages",
        "stage direction (kinesic)",
    ),
    "a gap unmarked": (third((*SAID[:2], m.Text(" and left [inaudible]"))), "gaps", "gap (inaudible)"),
    "a gap unclear": (third((*SAID[:3], m.Unclear((m.Text("[inaudible]"),)))), "gaps", "unclear"),
    "emphasis lost": (third(None, (m.Text("Really so, "), *CLOSING[2:])), "emphasis", "italic at"),
    "a foreign word unmarked": (
        third(None, (*CLOSING[:2], m.Text("nicht wahr"), CLOSING[3])),
        "language",
        "language de at",
    ),
    "a page break lost": (third(None, CLOSING[:3]), "breaks", "page break 12 at"),
    "the title changed": (
        evolve(TALK, title=m.Heading((m.Text("A speech"),))),
        "words",
        'title: words differ: first has "A talk"; second has "A speech"',
    ),
    "the date lost": (
        evolve(TALK, metadata=m.Metadata("A talk", "en")),
        "metadata",
        "date differs: first has 2024-02-26; second has nothing",
    ),
    "the language of the document": (
        evolve(TALK, metadata=evolve(TALK.metadata, lang="de")),
        "metadata",
        "lang differs: first has en; second has de",
    ),
    "a speaker lost from the list": (
        evolve(TALK, speakers=(ANN,)),
        "speakers",
        "speaker crowd: listed in one only: first has Residents (group); second has nothing",
    ),
    "a group made a person": (
        evolve(TALK, speakers=(ANN, evolve(BOB, kind="person"))),
        "speakers",
        "speaker crowd: kind differs: first has group; second has person",
    ),
    "a role lost": (
        evolve(TALK, speakers=(evolve(ANN, role=None), BOB)),
        "speakers",
        "role differs: first has chair; second has nothing",
    ),
    "a reference lost": (
        evolve(TALK, speakers=(evolve(ANN, refs=("https://example.org/1",)), BOB)),
        "speakers",
        "refs differs: first has nothing",
    ),
}


def shown(found: tuple[Difference, ...]) -> list[str]:
    """Differences as a person reads them."""
    return [difference.sentence() for difference in found]


@pytest.mark.parametrize("name", SEEDED)
def test_a_difference_is_found_and_told(name: str) -> None:
    """It stands under its aspect, in words that say where and what."""
    other, aspect, sentence = SEEDED[name]
    found = differences(TALK, other)
    assert any(difference.aspect == aspect and sentence in difference.sentence() for difference in found), (
        shown(found)
    )


@pytest.mark.parametrize("name", SEEDED)
def test_a_difference_is_found_from_both_sides(name: str) -> None:
    """Whichever comes first."""
    other, aspect, _ = SEEDED[name]
    assert aspect in {difference.aspect for difference in differences(other, TALK)}


@pytest.mark.parametrize("name", SEEDED)
def test_one_difference_makes_few_sentences(name: str) -> None:
    """A person is not flooded with what follows from one change."""
    assert len(differences(TALK, SEEDED[name][0])) <= 3


@pytest.mark.parametrize("name", SEEDED)
def test_everything_can_be_tolerated(name: str) -> None:
    """With all aspects tolerated, nothing is told."""
    assert differences(TALK, SEEDED[name][0], tolerances=ASPECTS) == ()


@pytest.mark.parametrize(
    "name", ["a label lost", "emphasis lost", "a page break lost", "certainty raised", "a gap unmarked"]
)
def test_a_tolerated_aspect_is_not_told(name: str) -> None:
    """What a format cannot carry is named, and then left out."""
    other, aspect, _ = SEEDED[name]
    assert differences(TALK, other, tolerances=frozenset({aspect})) == ()


@given(documents())
def test_a_document_is_the_same_as_itself(document: m.Resolved) -> None:
    """Whatever is in it."""
    assert differences(document, document) == ()


@given(documents(), documents())
@settings(max_examples=25)
def test_different_documents_differ_from_both_sides(first: m.Resolved, second: m.Resolved) -> None:
    """No order of the two hides anything, and nothing breaks on the strangest pairs."""
    assert bool(differences(first, second)) == bool(differences(second, first))


@given(documents(), st.data())
def test_a_block_that_is_lost_is_always_found(document: m.Resolved, data: st.DataObject) -> None:
    """Any block at the top, whatever it is."""
    place = data.draw(st.integers(0, max(0, len(document.body) - 1)))
    shorter = evolve(document, body=document.body[:place] + document.body[place + 1 :])
    assert bool(differences(document, shorter)) == bool(document.body)


def test_equal_runs_of_emphasis_are_one() -> None:
    """Formats cut runs as they like."""
    whole = evolve(TALK, body=(m.Narrative((m.Emphasis((m.Text("so very true"),)),)),))
    cut = evolve(
        TALK, body=(m.Narrative((m.Emphasis((m.Text("so ve"),)), m.Emphasis((m.Text("ry true"),)))),)
    )
    assert differences(whole, cut) == ()


def test_white_space_is_where_words_end() -> None:
    """How much of it there is says nothing, nor on which side of a mark it stands."""
    one = evolve(TALK, body=(m.Narrative((m.Text("so  "), m.Emphasis((m.Text("very\u00a0true"),)))),))
    other = evolve(TALK, body=(m.Narrative((m.Text("so"), m.Emphasis((m.Text(" very true"),)))),))
    assert differences(one, other) == ()


def test_an_empty_turn_has_no_paragraphs() -> None:
    """A label without text is a turn, whether its paragraph is empty or missing."""
    assert differences(with_turn(1, blocks=()), with_turn(1, blocks=(m.Paragraph(()),))) == ()


def test_renumbered_turns_are_told_once() -> None:
    """Where the numbers begin to differ."""
    turns = tuple(m.Turn(f"t{number}", words(f"Turn {number}."), (ANN,)) for number in range(1, 200))
    shifted = tuple(evolve(turn, id=f"t{number}") for number, turn in enumerate(turns, 100))
    assert len(differences(evolve(TALK, body=turns), evolve(TALK, body=shifted))) == 1


def test_long_phrases_are_shortened() -> None:
    """A lost paragraph of a thousand words is one readable line."""
    long: m.Narrative[m.Speaker] = m.Narrative((m.Text("word " * 1000),))
    (found,) = differences(evolve(TALK, body=(long, *TALK.body)), TALK)
    assert len(found.sentence()) < 200
    assert "(1000 words)" in found.sentence()


def test_a_large_document_is_compared_in_no_time() -> None:
    """Ten thousand turns, one word of them changed."""
    many = tuple(
        m.Turn(f"t{number}", words(f"This is what I say as number {number}."), (ANN,))
        for number in range(10_000)
    )
    changed = (*many[:5000], evolve(many[5000], blocks=words("This is what I say instead.")), *many[5001:])
    assert len(differences(evolve(TALK, body=many), evolve(TALK, body=changed))) == 1


@pytest.mark.usefixtures("toy_format", "workdir")
def test_verify_compares_files_with_the_first() -> None:
    """One verdict for each of the others."""
    docconv.convert("talk.txt", "one.toy")
    docconv.convert(TRANSCRIPT.replace("forty", "fifty").encode(), "two.toy", format="text")
    same, different = verify(["talk.txt", "one.toy", Path("two.toy")])
    assert same == Verdict("one.toy", "talk.txt")
    assert (different.same, [difference.aspect for difference in different.differences]) == (False, ["words"])


@pytest.mark.usefixtures("toy_format", "workdir")
def test_verify_never_pretends() -> None:
    """What has no reader is an obstacle; the others are compared all the same."""
    for name in ("one.blind", "one.toy"):
        docconv.convert("talk.txt", name)
    blind, toy = verify(["one.blind", "talk.txt", "one.toy"])
    assert (blind.same, blind.obstacle[:12]) == (False, "not compared")
    assert (toy.same, toy.reference) == (True, "talk.txt")


@pytest.mark.usefixtures("toy_format", "workdir")
def test_verify_reads_transcripts_with_the_speaker_file(workdir: Path) -> None:
    """A document that was converted with a speaker file is compared with its source under the same file."""
    workdir.joinpath("s.toml").write_text('[[speaker]]\nid = "ik"\nname = "Ilona Kis"\n', encoding="utf-8")
    docconv.convert("talk.txt", "one.toy", speakers="s.toml")
    assert [verdict.same for verdict in verify(["talk.txt", "one.toy"], speakers="s.toml")] == [True]
    assert [verdict.same for verdict in verify(["talk.txt", "one.toy"])] == [False]


@pytest.mark.usefixtures("toy_format", "workdir")
@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ([], UsageError),
        (["talk.txt"], UsageError),
        (["talk.txt", "no.txt"], FileError),
        (["talk.txt", "bad.toy"], BadInputError),
    ],
)
def test_verify_needs_files_that_can_be_read(workdir: Path, paths: list[str], kind: type[Exception]) -> None:
    """Errors are errors, not differences."""
    workdir.joinpath("bad.toy").write_bytes(b"bad")
    with pytest.raises(kind):
        verify(paths)
