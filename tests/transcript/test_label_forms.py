"""A talk is read whichever way its labels are printed, and whoever speaks in it."""

from __future__ import annotations

from itertools import product

import pytest

from docconv.model import Stage
from docconv.transcript import read_transcript
from docconv.walk import text_of, turns

CASTS = {
    "full names": ("Nora Fenwick", "Piet Laan", "Ida van Berg"),
    "surnames": ("Fenwick", "Laan", "Berg"),
    "capitals": ("NORA FENWICK", "PIET LAAN", "IDA BERG"),
    "surnames in capitals": ("FENWICK", "LAAN", "BERG"),
    "initials": ("NF", "PL", "IB"),
    "forms of address": ("Mr. Fenwick", "Mrs. Laan", "Dr. Berg"),
    "offices": ("The CHAIR", "The CLERK", "The SECRETARY"),
    "parties": ("Nora Fenwick (Labour)", "Piet Laan (Greens)", "Ida Berg (Centre)"),
    "offices and names": (
        "The CHAIR (Ms. Fenwick)",
        "The CLERK (Mr. Laan)",
        "The MINISTER OF WORKS (Dr. Berg)",
    ),
    "Cyrillic": ("Анна Каренова", "Пётр Лунин", "Вера Мостова"),
    "Hebrew": ("אביגיל כהן", "יונתן לוי", "נועם ברק"),
    "Japanese": ("青木一郎", "白川花子", "黒田健二"),
    "numbers": ("Speaker 1", "Speaker 2", "Speaker 3"),
    "small letters": ("nora", "piet", "ida"),
    "German": ("Präsident Fenwick", "Abg. Laan", "Dr. von Berg (ÖVX)"),
}
FORMS = {
    "colon": "{name}: {words}",
    "colon, line": "{name}:\n{words}",
    "line": "{name}\n{words}",
    "dash": "{name} — {words}",
    "short dash": "{name} – {words}",
    "hyphen": "{name} - {words}",
    "full stop": "{name}. {words}",
    "full stop and dash": "{name}.—{words}",
    "full stop and dash apart": "{name}. — {words}",
    "square": "[{name}] {words}",
    "square and colon": "[{name}]: {words}",
    "angle": "<{name}> {words}",
    "bold with colon": "**{name}:** {words}",
    "bold": "**{name}**: {words}",
    "italic": "_{name}_: {words}",
    "bullet": "• {name}: {words}",
    "chevrons": ">> {name}: {words}",
    "time before": "[00:01:0{number}] {name}: {words}",
    "bare time before": "00:0{number}:10 {name}: {words}",
    "time behind": "{name} [00:01:0{number}]: {words}",
    "time behind, line": "{name} (00:01:0{number})\n{words}",
    "bare time behind, line": "{name}  00:0{number}\n{words}",
    "time above": "00:01:0{number}\n{name}: {words}",
    "number before": "{number}. {name}: {words}",
    "tab": "{name}\t{words}",
    "wide colon": "{name}：{words}",
    "spaces": "{name}     {words}",
    "colon alone": "{name}:{words}",
    "colon apart": "{name} : {words}",
}
HARDER = {
    *product(["dash", "short dash", "hyphen"], ["small letters"]),
    *product(["full stop"], ["numbers", "small letters", "German"]),
    *product(["square and colon"], ["offices and names", "Hebrew", "small letters"]),
    *product(["bold", "italic"], ["offices and names"]),
    *product(["colon alone"], ["parties", "offices and names", "numbers", "German"]),
}
"""What looks like something else, or is too seldom to be told in so short a text."""
SAID = (
    (0, "Good morning. I have read the report on the old bell."),
    (1, "Thank you, and what do you make of it?"),
    (0, "It rings when the tide is low."),
    (2, "How low is that?"),
    (0, "So low that you hear it in the church."),
    (1, "Nobody told us."),
    (2, "We did, in May."),
    (1, "Then I have no further questions."),
)
MORE = "It took four people to lift it."


TALKS = [pair for pair in product(FORMS, CASTS) if pair not in HARDER]


@pytest.mark.parametrize(("form", "cast"), TALKS)
def test_labels_and_words_are_told_apart(form: str, cast: str) -> None:
    """Every turn has its label and the words behind it, be they of two paragraphs; an event between two turns
    is no word of either.
    """
    names = CASTS[cast]
    printed = [
        FORMS[form].format(name=names[who], words=words, number=number)
        for number, (who, words) in enumerate(SAID, 1)
    ]
    draft, _ = read_transcript("\n\n".join([*printed[:4], "(Applause.)", *printed[4:], MORE]) + "\n")
    said = [
        (turn.label, [text_of(part.children) for part in turn.blocks if not isinstance(part, Stage)])
        for turn in turns(draft)
    ]
    *most, (who, words) = SAID
    assert said == [*((names[one], [told]) for one, told in most), (names[who], [words, MORE])]


@pytest.mark.parametrize("line", ["ADA: 00:02:06Bo Lind", "ADA：0:06 Bo Lind", "Ada Lind: 12:30"])
def test_a_colon_before_a_time_is_in_no_label(line: str) -> None:
    """Whatever stands behind the time: with another label on the line nobody is called all of it."""
    rows = [
        f"{name}\n{words}" for name in ("Ada Lind", "Bo Lind") for words in ("Good morning.", "And then?")
    ]
    text = "\n\n".join([*rows, f"{line}\nIt is late.", *rows])
    draft, _ = read_transcript(text)
    assert line not in {turn.label for turn in turns(draft)}


ASKED = {
    "no": ("Intervjuer (I): Når kom du hit?", "Jeg kom i 1964. Det var storm i sundet.", "I: Og så?"),
    "sv": ("Intervjuare (I): När kom du hit?", "Jag kom i maj. Det var storm i sundet.", "I: Och sedan?"),
    "cs": ("Tazatelka (T): Kdy jste přišel?", "Přišel jsem v květnu. Byla bouře.", "T: A potom?"),
    "en": ("Interviewer (I): When did you come?", "It was in May. There was a storm.", "I: And then?"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ASKED)
def test_a_letter_that_a_label_has_in_brackets_is_a_label(lang: str) -> None:
    """Though it comes but twice, and is a word of the language."""
    first, answer, again = ASKED[lang]
    rows = [first, f"TE: {answer}", again, f"TE: {answer}", again, f"TE: {answer}"]
    draft, _ = read_transcript("\n\n".join(rows))
    letter = again[0]
    assert [turn.label for turn in turns(draft)] == [first.split(":")[0], "TE", letter, "TE", letter, "TE"]


def test_a_space_within_a_title_parts_no_label() -> None:
    """The colophon of a play in Japanese says where it was first printed: `初出：「海と風　第三号」`."""
    talk = "\n\n".join(f"{name}　　風がとても強い。" for name in ("健", "春子") * 40)
    colophon = (
        "底本：「灯台集2」海辺書店\n　　　1990年2月8日発行\n初出：「海と風　第三号」\n　　　1926年11月1日発行"
    )
    draft, _ = read_transcript(f"秋の灯台\n\n{talk}\n\n［＃字上げ］――幕――\n\n\n\n{colophon}\n")
    assert {turn.label for turn in turns(draft)} == {"健", "春子"}
