"""The outline of a document says everything that the cases compare."""

from __future__ import annotations

from docconv.model import (
    Attribution,
    Document,
    Evidence,
    Gap,
    Heading,
    Metadata,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
)
from support.outline import metadata_outline, outline, speakers_outline

ADA = Speaker("ada", name="Ada", role="Chair")
BO = Speaker("bo")


def text(words: str) -> tuple[Text]:
    """Plain content."""
    return (Text(words),)


def of(*blocks: object) -> str:
    """The outline of a document with these blocks."""
    document: Resolved = Document(body=blocks, speakers=(ADA, BO))  # type: ignore[arg-type]
    return outline(document)


def test_a_turn_shows_speakers_label_and_paragraphs() -> None:
    """Ids are joined, the label is quoted, later paragraphs are indented."""
    turn = Turn[Speaker]("t1", (Paragraph(text("One.")), Paragraph(text("Two."))), (ADA, BO), "ADA AND BO")
    assert of(turn) == 'turn ada+bo "ADA AND BO": One.\n  Two.\n'


def test_nobody_and_no_label_show() -> None:
    """A turn of nobody is told apart from one without a printed label."""
    assert of(Turn[Speaker]("t1", (Paragraph(text("One.")),))) == "turn -: One.\n"


def test_a_stage_direction_inside_a_turn_has_its_own_line() -> None:
    """Also where the turn begins with it."""
    assert (
        of(Turn[Speaker]("t1", (Stage(text("(sings)"), "vocal"),), (BO,)))
        == "turn bo:\n  stage(vocal): (sings)\n"
    )


def test_sections_show_their_level() -> None:
    """The depth of a heading is its number."""
    inner = Section((Separator("* * *"),), Heading(text("B")))
    assert of(Section((inner,), Heading(text("A")))) == "heading 1: A\nheading 2: B\nseparator: * * *\n"


def test_inlines_stand_in_braces() -> None:
    """What is not plain text is named."""
    parts = (
        Text("He: "),
        Said(text("Yes."), (ADA,)),
        Milestone(),
        Gap("[inaudible]"),
        Milestone("page", "12"),
    )
    assert of(Narrative(parts)) == "narrative: He: {said ada: Yes.}{line}{gap: [inaudible]}{page: 12}\n"


def test_certainty_shows_on_demand() -> None:
    """Below high it is named, and only where asked for."""
    doubt = Attribution("low", (Evidence("guess"),))
    turn = Turn[Speaker]("t1", (Paragraph(text("One.")),), (ADA,), attribution=doubt)
    assert outline(Document(body=(turn,)), certainty=True) == "turn ada ~low: One.\n"
    assert of(turn) == "turn ada: One.\n"


def test_speakers_and_metadata_show_what_is_known() -> None:
    """Nothing is printed for what is not known."""
    listed = speakers_outline(Document(body=(), speakers=(ADA, BO)))
    assert listed == "speaker ada person name='Ada' role='Chair'\nspeaker bo person\n"
    assert metadata_outline(Metadata(title="T", lang="en")) == "meta title: T\nmeta lang: en\n"
