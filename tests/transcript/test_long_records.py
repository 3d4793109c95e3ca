"""What only a long record shows: labels that come so often that what is rare is weighed against them."""

from __future__ import annotations

import docconv
from docconv.walk import text_of, turns

OATH = """THE CLERK:  Dr. Berg, can you hear us?
THE WITNESS:  I can.
THE CLERK:  Please say your name.
THE WITNESS:  Ada Berg.
"""


def _turns(text: str) -> list[tuple[str | None, str]]:
    """The label and the words of each turn."""
    found = turns(docconv.read(text.encode(), format="text"))
    return [(turn.label, " ".join(text_of(one.children) for one in turn.blocks)) for turn in found]


def test_a_debate_quotes_in_its_speeches() -> None:
    """Among many labels, neither a clause above quoted words nor two of them hand over to whom they name."""
    speeches = [
        f"Lord Arden: The ferry did not run in week {n}.\n\nLady Quill: It did." for n in range(1, 16)
    ]
    quoting = (
        "Lord Mercer: I have read the charter. It is that of the Harbour Trust. Clause 9 says:\n\n“No boat shall "
        "be turned away”.\n\nAnother member, asking the Leader of the Council, said:\n\n“The pier is old”.\n\nIt is."
    )
    spoken = _turns("\n\n".join([*speeches[:9], quoting, *speeches[9:]]))
    said = dict(spoken)["Lord Mercer"]
    assert len(spoken) == 31
    assert all(
        words in said for words in ("Clause 9 says:", "No boat", "asking the Leader", "The pier", "It is.")
    )


def test_a_witness_answers_before_the_first_question() -> None:
    """An officer with an article and a colon, above all questions and answers, is no fact of a title page."""
    asked = "".join(f"Q.  Did you see boat {n}?\nA.  I saw it.\n" for n in range(40))
    spoken = _turns(f"THE COURT:  We are on the record.\n{OATH}BY MS. LUND:\n{asked}THE COURT:  Next.\n")
    assert [label for label, _ in spoken[1:5]] == ["THE CLERK", "THE WITNESS"] * 2
    assert spoken[4] == ("THE WITNESS", "Ada Berg.")


def test_the_kind_of_questions_ends_no_speech() -> None:
    """`DIRECT EXAMINATION` above `BY MS. LUND:` is a heading, also right below what somebody says."""
    head = "".join(f"          {one}\n\n\n" for one in ("COURT OF HALDEN", "TRIAL", "SECOND DAY", "MORNING"))
    said = "".join(
        f"             {line}\n"
        for line in (
            "THE COURT:  Call your witness.",
            "MS. LUND:  Dr. Berg.",
            *OATH.splitlines(),
            "THE CLERK:  Thank you.",
        )
    )
    asked = "".join(
        f"        Q    Now, did you see boat {n} before the\n   crane of the harbour fell on her?\n"
        "        A    I saw it from the pier, and then I\n   went to the yard.\n"
        for n in range(40)
    )
    lines = f"{head * 2}{said}   DIRECT EXAMINATION\n   BY MS. LUND:\n{asked}".splitlines()
    numbered = "\n".join(f"{at % 25 + 1:>2}{line}" for at, line in enumerate(lines))
    assert _turns(numbered)[5:7] == [
        ("THE CLERK", "Thank you."),
        ("Q", "Now, did you see boat 0 before the crane of the harbour fell on her?"),
    ]


def test_what_heads_each_of_those_who_attended_is_nobody() -> None:
    """A line with a colon above each name of a list of counsel says nothing, however often it comes."""
    names = ("Ms. Lund", "Mr. Holt", "Mr. Dahl", "Ms. Moe", "Mr. Vik")
    head = "".join(f"     Attended Telephonically:\n     {name}\n     Halden\n\n" for name in names)
    asked = "".join(f"     Q   Did you see boat {n}?\n     A   I saw it.\n" for n in range(40))
    named = "     MR. HOLT:  Objection.\n     MS. LUND:  Go on.\n     THE WITNESS:  I saw it.\n" * 9
    turns_of = {
        label for label, _ in _turns(f"APPEARANCES\n\n{head}EXAMINATION\n\nBY MS. LUND:\n{asked}{named}")
    }
    assert turns_of == {"Q", "A", "MR. HOLT", "MS. LUND", "THE WITNESS"}


def test_entries_of_an_index_are_nobody_who_speaks() -> None:
    """A word and a colon in entries of an index, which is above all that is said, is no label, however often."""
    index = "".join(
        f"{n}     Log of the {one} to the\nHarbour re: Samples\nof the oil\n\n"
        for n, one in enumerate(("pilot", "keeper", "smith", "mate", "cook"), 811)
    )
    argued = "MR. FENWICK:  I have a question.\nTHE COURT:  Please ask it.\nMS. LAAN:  I object.\n" * 15
    asked = "".join(f"Q.  Did you see boat {n}?\nA.  I saw it.\n" for n in range(40))
    spoken = _turns(f"INDEX OF EXHIBITS\n\n{index}{argued}BY MR. FENWICK:\n{asked}")
    assert {label for label, _ in spoken} == {"MR. FENWICK", "THE COURT", "MS. LAAN", "Q", "A"}
