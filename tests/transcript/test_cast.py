"""Cast lists of texts: which lines are entries, and where a role ends."""

from __future__ import annotations

import pytest

import docconv
from docconv.model import CastItem, Narrative, Resolved, Section
from docconv.walk import text_of, walk
from support.outline import inline_outline

SPEECH = "\n\nANNA: Good evening to you all.\n\nBEN: Good evening, Anna.\n\nANNA: Sit down.\n"


def play(*rows: str, head: str = "Characters") -> Resolved:
    """A play with a cast list."""
    return docconv.read((f"The Mill\n\n{head}\n" + "\n".join(rows) + SPEECH).encode(), format="text")


def entries(document: Resolved) -> list[str]:
    """The entries as an outline has them."""
    return [inline_outline(one.children) for one in walk(document) if isinstance(one, CastItem)]


LISTS = [
    (("ANNA, a miller", "BEN, her brother"), "{role: ANNA}, {description: a miller}"),
    (("Anna – a miller, and poor", "Ben – her brother"), "{role: Anna} – {description: a miller, and poor}"),
    (("ANNA: a miller", "BEN: her brother"), "{role: ANNA}: {description: a miller}"),
    (("ANNA (a miller)", "BEN (her brother)"), "{role: ANNA} {description: (a miller)}"),
    (("ANNA.", "BEN."), "{role: ANNA}."),
    (("Soldiers, Guards, Messengers", "ANNA", "BEN"), "{role: Soldiers, Guards, Messengers}"),
    (("SMITH, Baker, Mayor", "ANNA", "BEN"), "{role: SMITH}, {description: Baker, Mayor}"),
    (("A mill-owner - poor", "ANNA", "BEN"), "{role: A mill-owner - poor}"),
]


@pytest.mark.parametrize(("rows", "first"), LISTS)
def test_role_ends_at_the_sign_of_the_list(rows: tuple[str, ...], first: str) -> None:
    """A dash or a colon that several entries have, else a comma or a bracket, but none between names alone."""
    found = entries(play(*rows))
    assert found[0] == first
    assert len(found) == len(rows)


def test_list_is_a_section_of_entries() -> None:
    """Its heading is that of the section, which ends before the first speech."""
    section = play("ANNA, a miller", "BEN").body[0]
    assert isinstance(section, Section)
    assert section.heading is not None
    assert text_of(section.heading.children) == "Characters"
    assert [type(one) for one in section.blocks] == [CastItem, CastItem]


def test_where_it_is_set_is_no_entry() -> None:
    """A sentence below entries that do not end as one does is narrative."""
    document = play("ANNA, a miller", "BEN", "Guards etc.", "All this happens in a small village.")
    assert len(entries(document)) == 3
    told = [text_of(one.children) for one in walk(document) if isinstance(one, Narrative)]
    assert told == ["All this happens in a small village."]


def test_a_sentence_on_the_scene_is_no_entry() -> None:
    """Though a full stop is behind each entry; a role that is called so is one."""
    rows = "ANNA, a miller.", "BEN.", "A GUARD."
    assert len(entries(play(*rows, "The scene is a mill by the river, at night."))) == 3
    assert len(entries(play(*rows, "SCENE PAINTER, with a long brush."))) == 4


def test_those_present_are_no_roles() -> None:
    """A list of attendance has no entries of a cast list."""
    assert entries(play("Anna Lee, chair", "Ben Oak, clerk", head="Present")) == []


def test_emphasis_is_on_both_sides_of_a_cut() -> None:
    """Where a role ends within emphasised words, all of these stay so."""
    assert entries(play("*ANNA, a miller*", "*BEN*, her brother")) == [
        "{role: {italic: ANNA}}{italic: , }{description: {italic: a miller}}",
        "{role: {italic: BEN}}, {description: her brother}",
    ]


def test_wrapped_entry_is_one() -> None:
    """A line that goes on with a small letter is no entry of its own."""
    long = "ANNA, a miller, who has come down from the hills long before the others and"
    found = entries(play(long, "has never gone back", "BEN, her brother"))
    assert [one.partition("}")[0] for one in found] == ["{role: ANNA", "{role: BEN"]
    assert found[0].endswith("and has never gone back}")


def test_what_heads_a_group_may_begin_small_in_a_list_without_a_heading() -> None:
    """Most lines above the first act begin with a word that lines below begin with."""
    rows = "Anna, a miller\nservants of the mill\nBen\nDora\nCarl, a boy\nEmil"
    spoken = "".join(
        f"{name.upper()}: Good evening, all.\n\n" for name in ("Anna", "Ben", "Carl", "Dora", "Emil")
    )
    document = docconv.read(f"The Mill\n\n{rows}\n\nACT I\n\n{spoken * 2}".encode(), format="text")
    assert len(entries(document)) == 6
