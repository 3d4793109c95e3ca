"""Turns and what stands between them: continuations, narrative, introductions, headings, furniture,
notations.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docconv.model import Boilerplate, Heading, Milestone, Narrative, Said, Section, Separator, Stage, Text
from docconv.transcript import Correction, read_transcript
from docconv.walk import text_of, turns, walk

REPORT = """Lighthouse reopens after ten years (UPDATE)

Mayor Greta Lind has reopened the lighthouse of Norrvik, the Harbour Gazette reports.

Female visitor: What a day.

Visitors: Well done!

Mayor Greta Lind: Thank you.

Addressing the guests, Mayor Greta Lind said:

- This is the first time in ten years that we stand here together. I am glad.

The lamp was lit again this morning. We waited long for that.

I thank all who worked on it.

Visitors: Bravo!

Engineer of the harbour office Olof Berg showed the mayor the new lamp.

The lamp will be seen from twenty miles.

x x x

After the tour Mayor Greta Lind looked at the sea, saying: The light means home.

Olof Berg: It does.

Male visitor: Thank you.

Latest news
"""


@pytest.mark.parametrize(
    ("end", "begin", "one"),
    [
        ("the chairs,", "and the tables.", True),
        ("the chairs –", "– and the tables.", True),
        ("the chairs …", "… and the tables.", True),
        ("the chairs...", "...and the tables.", True),
        ("the chairs.", "and the tables.", False),
        ("the chairs,", "And the tables.", False),
        ("the chairs;", "– and the tables.", False),
    ],
)
def test_halves_of_a_turn_end_and_begin_openly(end: str, begin: str, *, one: bool) -> None:
    """A comma, a dash or an ellipsis before the interruption, and a dash, an ellipsis or a small letter after it."""
    text = f"Ann Lee: We carried {end}\n\nBen Oak: Hear, hear!\n\nAnn Lee: {begin}\n\nBen Oak: So we did.\n"
    draft, _ = read_transcript(text)
    assert [turn.continues for turn in turns(draft)] == [None, None, "t1" if one else None, None]


CLOSED, OPEN, SMALL = "The river went.", "The river went", "the river went"


@pytest.mark.parametrize(
    ("rows", "verse"),
    [
        ([OPEN, f"The {'w' * 56}"], True),
        ([OPEN, f"The {'w' * 57}"], False),
        ([OPEN] * 7 + [SMALL] * 3, True),
        ([OPEN] * 6 + [SMALL] * 4, False),
        ([OPEN, CLOSED, CLOSED], True),
        ([CLOSED, CLOSED], False),
        ([OPEN, CLOSED, CLOSED, CLOSED], False),
    ],
)
def test_what_is_verse_keeps_its_lines(rows: list[str], *, verse: bool) -> None:
    """Up to sixty characters, a capital in seven of ten lines, the end of a sentence in at most two of three."""
    talk = "\n\n".join(f"Ann Lee: Well, that is so.\n\nBen Oak: Yes, number {n}." for n in "abcd")
    draft, _ = read_transcript(f"{talk}\n\nAnn Lee:\n" + "\n".join(rows) + f"\n\n{talk}\n")
    breaks = [node for node in walk(draft) if isinstance(node, Milestone) and node.kind == "line"]
    assert len(breaks) == (len(rows) - 1 if verse else 0)


def test_an_introduced_speech_is_one_turn() -> None:
    """A sentence that hands over opens a turn without a label that runs over unlabelled paragraphs."""
    draft, _ = read_transcript(REPORT)
    speech = next(turn for turn in turns(draft) if turn.label is None)
    assert [label.text for label in speech.speakers] == ["Mayor Greta Lind"]
    assert len(speech.blocks) == 3
    assert text_of(speech.blocks[0].children).startswith("This is the first time")


def test_narrative_resumes_without_a_sign() -> None:
    """A paragraph that tells of a speaker ends the turn, and narrative goes on until the next label."""
    draft, _ = read_transcript(REPORT)
    told = [text_of(block.children) for block in draft.body if isinstance(block, Narrative)]
    assert "Engineer of the harbour office Olof Berg showed the mayor the new lamp." in told
    assert "The lamp will be seen from twenty miles." in told


def test_speech_quoted_in_narrative_has_its_speaker() -> None:
    """Words behind a reporting verb and a colon are said by the one who is named."""
    draft, _ = read_transcript(REPORT)
    said = [node for node in walk(draft) if isinstance(node, Said)]
    assert [(node.speakers[0].text, text_of(node.children)) for node in said] == [
        ("Mayor Greta Lind", "The light means home.")
    ]


def test_edges_and_marks_are_typed() -> None:
    """Headline, status, separator and the publisher's line are what they are, and nothing is lost."""
    draft, _ = read_transcript(REPORT)
    assert draft.metadata.status == "UPDATE"
    assert [block.text for block in draft.body if isinstance(block, Separator)] == ["x x x"]
    assert [text_of(block.children) for block in draft.body if isinstance(block, Boilerplate)] == [
        "Latest news"
    ]


def test_narrative_and_headings_have_no_manner_of_speaking() -> None:
    """Brackets there hold events at most, since nobody speaks; `(Curtain.)` is an event, not a heading."""
    told = "The mayor (where he was said to live) came.\n\nACT ONE (SECOND READING)\n\nAnn: Yes (whispering).\n\n"
    draft, _ = read_transcript(told + "Ben: No.\n\nAnn: Yes.\n\nBen: No.\n\n(Curtain.)\n")
    stages = [text_of(node.children) for node in walk(draft) if isinstance(node, Stage)]
    assert stages == ["(whispering)", "(Curtain.)"]
    assert [len(node.children) for node in walk(draft) if isinstance(node, Narrative | Heading)] == [1, 1]


def test_headings_open_sections() -> None:
    """Markdown headings nest by level."""
    draft, _ = read_transcript(
        "# Show\n\n## One\n\nANN: Hi.\n\nBEN: Hi.\n\n### Deeper\n\nANN: Yes.\n\n## Two\n\nBEN: No.\n"
    )
    assert draft.title is not None
    assert [
        text_of(block.heading.children)
        for block in draft.body
        if isinstance(block, Section) and block.heading
    ] == [
        "One",
        "Two",
    ]


def test_page_furniture_interrupts_no_sentence() -> None:
    """Running heads and page numbers inside a sentence become page breaks; the sentence stays whole."""
    pages = "".join(
        f"CHAIR ANN LEE. This is the {word} page of the talk, and the sentence that\nbegins {word} goes on behind the page\n"
        f"Page {n} of 5\nThe Harbour Committee\nbreak, where it ends {word}.\nCLERK BEN OAK. Thank you for the {word} page.\n"
        for n, word in enumerate(("here", "there", "now", "then", "well"), 1)
    )
    draft, notices = read_transcript(pages)
    first = next(turns(draft))
    assert "goes on behind the page break, where it ends" in " ".join(
        text_of(b.children) for b in first.blocks
    )
    assert sum(isinstance(node, Milestone) and node.kind == "page" for node in walk(draft)) >= 5
    assert "furniture-removed" in [notice.code for notice in notices]


def test_chat_tiers_are_annotations() -> None:
    """In CHAT only the main tier is speech; dependent tiers are kept as annotations."""
    text = "@UTF8\n@Begin\n*ANN:\tlook there .\n%mor:\tverb|look adv|there .\n*ANN:\ta boat .\n*BEN:\tyes .\n@End\n"
    draft, _ = read_transcript(text)
    assert [(turn.label, len(turn.blocks)) for turn in turns(draft)] == [("ANN", 2), ("BEN", 1)]
    assert any(isinstance(node, Milestone) and node.text.startswith("%mor") for node in walk(draft))


def test_subtitles_join_cues_of_one_voice() -> None:
    """WebVTT cues of one voice are one turn, and the timings are kept."""
    cue = "00:00:0{0}.000 --> 00:00:0{1}.000\n<v {2}>{3}\n\n"
    text = (
        "WEBVTT\n\n"
        + cue.format(1, 2, "Ann", "So we")
        + cue.format(2, 3, "Ann", "begin.")
        + cue.format(3, 4, "Ben", "Yes.")
    )
    draft, _ = read_transcript(text)
    assert [turn.label for turn in turns(draft)] == ["Ann", "Ben"]
    assert sum(isinstance(node, Milestone) and node.kind == "time" for node in walk(draft)) == 3


def test_fountain_knows_action_from_dialogue() -> None:
    """Scene headings, action and cues of a screenplay are told apart."""
    text = "INT. MILL - DAY\n\nANN turns the wheel.\n\nANN\n(softly)\nIt turns.\n\nBEN\nAt last.\n\nEXT. RIVER - DAY\n\nWater.\n\nANN\nListen.\n"
    draft, _ = read_transcript(text)
    assert [turn.label for turn in turns(draft)] == ["ANN", "BEN", "ANN"]


def test_cues_that_are_set_in_need_no_blank_line() -> None:
    """Action right above a cue, or right below words, is not set in as these are, whatever the margin is."""
    cue, words = " " * 20, " " * 10
    text = (
        f"EXT. QUAY - DAY\n\nWind. MARET counts.\n{cue}MARET\n{words}Forty-one.\n\n{cue}OSKAR\n{words}I sleep on one.\n"
        f"He yawns.\n{cue}MARET\n{words}Then stay.\n"
    )
    for margin in ("", "    "):
        draft, _ = read_transcript("".join(margin + line for line in text.splitlines(keepends=True)))
        assert [(turn.label, text_of(turn.blocks[-1].children)) for turn in turns(draft)] == [
            ("MARET", "Forty-one."),
            ("OSKAR", "I sleep on one."),
            ("MARET", "Then stay."),
        ]


def test_a_correction_wins_and_stays_on_its_text() -> None:
    """A user's decision holds where its text stands, also after lines were added above."""
    text = "ANN: Hi.\n\nBEN: Hello.\n\nANN: Well: it rains.\n\nBEN: Yes.\n"
    correction = Correction(text="ANN: Well", line=5, speaker="Ben")
    draft, notices = read_transcript("A note.\n\n" + text, [correction])
    assert [turn.speakers[0].text for turn in turns(draft)] == ["ANN", "BEN", "Ben", "BEN"]
    assert "correction-unused" not in [notice.code for notice in notices]


def test_a_correction_that_no_longer_fits_is_reported() -> None:
    """A correction whose text is gone is told, and applied nowhere."""
    draft, notices = read_transcript(
        "ANN: Hi.\n\nBEN: Hello.\n\nANN: Yes.\n", [Correction(text="BEN: Good", is_="narrative")]
    )
    assert [turn.label for turn in turns(draft)] == ["ANN", "BEN", "ANN"]
    assert "correction-unused" in [notice.code for notice in notices]


@pytest.mark.parametrize("text", ["[Votes\nMs Lee: 12", "\n[Votes\n\nMs Lee: 12", "  [votes\nMS LEE"])
def test_a_correction_of_several_lines_is_about_all_of_them(text: str) -> None:
    """They stand there one below the other; the last need only begin so."""
    lines = "ANN: Hi.\n\n[Votes\nMs Lee: 12 to 3\n\nBEN: Hello.\n\nANN: Yes.\n"
    draft, notices = read_transcript(lines, [Correction(text=text, is_="narrative")])
    assert [type(block).__name__ for block in draft.body] == ["Turn", "Narrative", "Turn", "Turn"]
    assert "correction-unused" not in [notice.code for notice in notices]
    _, notices = read_transcript(lines, [Correction(text="[Votes\nMr Lee", is_="narrative")])
    assert "correction-unused" in [notice.code for notice in notices]


LINES = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
    | st.sampled_from(
        [
            "ANN: yes",
            "BEN: no",
            "",
            "(laughs)",
            "x x x",
            "# Head",
            "Ann",
            "[[Page 3]]",
            "00:01",
            "- so",
            "**A:** b",
        ]
    ),
    max_size=25,
)


def test_words_that_a_page_parts_from_how_they_are_spoken_are_speech() -> None:
    """A number of a page is no title of a screenplay, either."""
    text = (
        "1.\n\nINT. MILL - DAY\n\nANN\n(softly)\n\nIt turns.\n\nThe wheel stops.\n\nBEN\nAt last.\n\nEXT. RIVER - DAY"
        "\n\nWater.\n\nANN\nListen.\n\nBEN\nI do.\n"
    )
    draft, _ = read_transcript(text)
    assert draft.title is None
    assert [text_of(turn.blocks[-1].children) for turn in turns(draft)] == [
        "It turns.",
        "At last.",
        "Listen.",
        "I do.",
    ]


def test_quotation_marks_around_a_fact_are_no_part_of_it() -> None:
    """So a title has them in the front matter of a Markdown file."""
    text = '---\ntitle: "The night of the rope"\n---\n\n**Nora:** Good evening.\n\n**Tom:** It is.\n\n**Nora:** Yes.\n'
    draft, _ = read_transcript(text)
    assert draft.metadata.title == "The night of the rope"


def test_a_heading_of_markdown_is_decided_without_its_mark() -> None:
    """At its level, where headings that come again and again would be labels."""
    text = "# Rope\n\n## Boats\n\nOne.\n\n## Boats\n\nTwo.\n"
    decided = [Correction(text="## Boats", line=line, is_="heading") for line in (3, 7)]
    draft, _ = read_transcript(text, decided)
    heads = [text_of(node.children) for node in walk(draft) if isinstance(node, Heading)]
    assert heads == ["Rope", "Boats", "Boats"]


def test_what_says_when_an_utterance_of_chat_was_is_no_speech() -> None:
    """It stays as an annotation of the utterance before it."""
    draft, _ = read_transcript("@UTF8\n@Begin\n*FAT:\tgive me the bell . 600_2219\n*CHI:\tno !\n@End\n")
    said = [text_of(block.children) for turn in turns(draft) for block in turn.blocks]
    assert said == ["give me the bell .", "no !"]
    first = next(turns(draft))
    assert [node.text for node in walk(first) if isinstance(node, Milestone)] == ["600_2219"]


@given(LINES)
@settings(deadline=None)
def test_no_visible_character_is_lost(lines: list[str]) -> None:
    """Whatever the text, every letter and digit of it is somewhere in the draft, once."""
    text = "\n".join(lines)
    draft, _ = read_transcript(text)
    kept = []
    for node in walk(draft):
        match node:
            case Text(words) | Separator(words):
                kept.append(words)
            case Milestone():
                kept.append(node.text)
            case _ if hasattr(node, "label"):
                kept.append(node.label or "")
            case _:
                kept.append(getattr(node, "text", ""))
    assert Counter(c for c in "".join(kept) if c.isalnum()) == Counter(c for c in text if c.isalnum())


AGENDAS = {
    "de": ("Vorsitzende Anna Kern: Wir kommen zu Punkt 1.", "1. Bericht über die Sanierung der alten Brücke und der anschließenden Straßen in Ober- und Unterfeld", "Paul Thal: Der Bericht liegt vor.", "2. Haushalt", "Anna Kern: Er ist ausgeglichen.", "Ein Bürger: Seit wann?", "Anna Kern: Seit heute."),
    "fr": ("La présidente : La séance est ouverte.", "I. Rapport sur les travaux du pont de la gare et des rues voisines du canal", "M. Paul Val : Le rapport est prêt.", "II. Budget", "La présidente : Il est voté.", "M. Paul Val : Depuis quand ?", "La présidente : Depuis hier."),
    "pl": ("Przewodnicząca Anna Kos: Otwieram posiedzenie.", "1) Sprawozdanie z remontu starego mostu nad rzeką i dróg, które do niego prowadzą", "Jan Wolny: Jest gotowe.", "2) Budżet", "Anna Kos: Przyjęty.", "Jan Wolny: Od kiedy?", "Anna Kos: Od wczoraj."),
}  # fmt: skip


@pytest.mark.parametrize("lang", AGENDAS)
def test_points_with_numbers_between_speeches_are_headings(lang: str) -> None:
    """A long one, too, though it has as many words as a speech; with a full stop each goes on the speech."""
    rows = AGENDAS[lang]
    assert titles("\n\n".join(rows)) == [rows[1], rows[3]]
    stops = [f"{row}." if row in (rows[1], rows[3]) else row for row in rows]
    assert titles("\n\n".join(stops)) == []


def titles(text: str) -> list[str]:
    """The headings of a text, without its title."""
    draft, _ = read_transcript(text)
    return [
        text_of(node.children)
        for node in walk(draft)
        if isinstance(node, Heading) and node is not draft.title
    ]


@pytest.mark.parametrize(
    ("names", "headings"), [("Ada Ben Ada Ben Ada Ben Cy Dee", 0), ("Ada Cy Ben Dee Ada Eve Ben Flo", 8)]
)
def test_headings_with_times_are_names_where_most_come_back(names: str, headings: int) -> None:
    """Two of three at least; otherwise each is the heading of a section."""
    parts = (f"### {name} (0:{at})\n\nThe tide had turned." for at, name in enumerate(names.split(), 10))
    draft, _ = read_transcript("\n\n".join(parts))
    assert sum(isinstance(node, Heading) for node in walk(draft)) == headings
    assert len(list(turns(draft))) == 8 - headings
