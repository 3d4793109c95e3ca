"""Pages: what stands where, for people, for machines and for those who listen."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import docconv
from docconv.formats.html.writing.style import DARKEST, in_the_dark
from docconv.model import (
    Attribution,
    Document,
    Evidence,
    Heading,
    Metadata,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.pipeline import write_with_notices
from docconv.testing import documents
from docconv.themes.model import contrast
from docconv.walk import turns
from support.growth import ratio
from support.notes import without_cast_lists, without_notes
from support.pages import (
    Block,
    article,
    facts,
    page,
    page_blocks,
    page_people,
    parsed,
    tei_blocks,
    tei_people,
    words,
)
from support.programs import need
from support.talk import ALL as VISITORS
from support.talk import ANN, BODY, MAN, META

TALK: Resolved = Document(BODY, META, None, (MAN, ANN, VISITORS))
HOSTILE = (
    "<script>alert(1)</script>", "</p></article><h1>x", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "&#60;i>", "<!--",
    "]]>", "</style><style>", "</title>", "' onmouseover='x", '" data-who="bo', "{{7*7}}", "javascript:alert(1)",
)  # fmt: skip


def said(text: str, label: str | None = "Ann", *, lang: str = "en") -> Resolved:
    """A document of one turn."""
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text(text),)),), (ANN,), label)
    return Document((turn,), Metadata(lang=lang), speakers=(ANN,))


# ------------ what stands where


def test_a_turn_has_its_number_its_speakers_its_label_and_its_doubt() -> None:
    """As an element that leads to nobody else's words."""
    turn = article(page(TALK)).find("div[@id='t1']")
    assert turn is not None
    assert (turn.get("class"), turn.get("data-who"), turn.get("data-cert")) == (None, "ann", "low")
    label = turn.find("p/b")
    assert label is not None
    assert (label.text, words(turn)) == ("ANNN", "ANNN: One two (laughs)")


def test_facts_stand_where_the_contract_has_them() -> None:
    """Quotations, directions, gaps, languages, separators, boilerplate."""
    top = article(page(TALK))
    found = {
        name: top.find(path)
        for name, path in {
            "said": "p[@class='narrative']/q[@data-who='man'][@data-cert='low']",
            "direction": "div/p[@class='stage'][@data-type='vocal']",
            "gap": "div/p/span[@class='gap'][@data-reason='inaudible']",
            "foreign": "div/p/i[@lang='fr']",
            "separator": "div[@class='separator']/hr",
            "boilerplate": "p[@class='boilerplate'][@data-type='notice']",
            "bold": "section/p/strong",
            "unclear": "section/p/span[@class='unclear']",
            "time": "section/p/span[@class='milestone'][@data-type='time'][@data-n='00:01']",
            "continues": "div[@id='t3'][@data-continues='t1']",
        }.items()
    }
    assert [name for name, element in found.items() if element is None] == []


def test_sections_nest_and_headings_skip_no_level() -> None:
    """A section without a heading is no section of the outline; from the sixth level on all are `h6`."""
    inner: Section[Speaker] = Section((), Heading((Text("deep"),)))
    for _ in range(7):
        inner = Section((Section((inner,)),), Heading((Text("x"),)))
    top = article(page(Document((inner,), Metadata(title="x"))))
    levels = [one.tag for one in top.iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels == ["h1", "h2", "h3", "h4", "h5", "h6", "h6", "h6", "h6"]


def test_machines_find_who_speaks() -> None:
    """As JSON-LD in the words of schema.org."""
    found = facts(page(TALK))
    assert (found["@context"], found["inLanguage"], found["dateCreated"]) == (
        "https://schema.org",
        "en",
        "2021-05-03",
    )
    man, ann, visitors = found["contributor"]
    assert (man["@type"], man["@id"], man["additionalType"]) == ("Person", "#man", "anonymous")
    assert (ann["name"], ann["jobTitle"], ann["gender"]) == ("Ann", "chair", "Female")
    assert (ann["alternateName"], ann["sameAs"]) == (["ANN"], ["https://viaf.org/viaf/1"])
    assert (visitors["@type"], visitors["name"]) == ("Organization", "Visitors")


def test_lists_lead_to_turns_and_headings() -> None:
    """Participants to all their turns, contents to the headings; each link has its goal."""
    root = page(TALK, contents=True, participants=True)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    links = [one.get("href", "") for one in root.iter("a") if one.get("class") != "listen"]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    ann = article(root).find("header/section/ul/li[@id='ann']")
    assert ann is not None
    assert ([one.get("href") for one in ann.iter("a")], words(ann)) == (["#t1", "#t3"], "Ann, chair 2 2")
    entry = article(root).find("header/nav/ul/li/a")
    assert entry is not None
    assert (entry.text, entry.get("href")) == ("Part", "#:1")


def test_notes_say_what_is_doubtful_and_lead_back() -> None:
    """The mark has no text, so that nobody is given words; whether notes are shown, the reader says."""
    root = page(TALK)
    marks = article(root).findall(".//a[@class='doubt']")
    notes = article(root).findall("footer/ol/li")
    assert [words(one) for one in notes] == ["a quotation: low; ANNN", "t1: low; ANNN"]
    assert [one.get("href") for one in marks] == [f"#{one.get('id')}" for one in notes]
    assert [words(one) for one in marks] == ["", ""]
    back = [one.find("a") for one in notes]
    assert [None if one is None else one.get("href") for one in back] == [
        f"#{one.get('id')}" for one in marks
    ]
    box = root.find(".//label/input")
    shown = page(TALK, notes=True).find(".//label/input")
    assert box is not None
    assert shown is not None
    assert (box.get("checked"), shown.get("checked")) == (None, "")
    sure = Attribution("high", (Evidence("reported-speech", "“said”"),))
    certain = evolve(said("Yes."), body=tuple(evolve(one, attribution=sure) for one in turns(said("Yes."))))
    assert article(page(certain)).find("footer") is None


def test_paragraphs_that_run_the_other_way_say_so() -> None:
    """And the page as a whole, by its language; labels are kept apart from what is around them."""
    arabic, english = "سلام عليكم", "Good morning."
    assert [one.get("dir") for one in article(page(said(arabic, "Ann"))).iter("p")] == [None]
    assert [one.get("dir") for one in article(page(said(arabic, "سارة"))).iter("p")] == ["rtl"]
    hebrew = page(said(english, lang="he"))
    assert (hebrew.get("dir"), [one.get("dir") for one in article(hebrew).iter("p")]) == ("rtl", ["ltr"])
    assert page(said(english)).get("dir") is None


# ------------ nothing of the text is markup


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    """As words, label, title, name, role, separator, reason, language, fact: the page has the same elements."""
    speaker = evolve(ANN, name=text, role=text, aliases=(text,))
    plain = evolve(ANN, name="x", role="x", aliases=("x",))

    def page_of(word: str, who: Speaker) -> Resolved:
        turn: Turn[Speaker] = Turn("t1", (Paragraph((Text(word),)),), (who,), word)
        section = Section[Speaker]((docconv.model.Separator(word),), Heading((Text(word),)))
        facts_ = Metadata(word, "en", None, word, word, ((word, word),))
        return Document((turn, section), facts_, Heading((Text(word),)), (who,))

    options = {"contents": True, "participants": True}
    hostile, tame = page(page_of(text, speaker), **options), page(page_of("x", plain), **options)
    assert [one.tag for one in hostile.iter()] == [one.tag for one in tame.iter()]
    assert [sorted(one.keys()) for one in hostile.iter()] == [sorted(one.keys()) for one in tame.iter()]
    blocks = [Block("head", words=text), Block("turn", "t1", "ann", text, text)]
    assert list(page_blocks(hostile))[:2] == blocks
    assert facts(hostile)["contributor"][0]["name"] == text


@given(document=documents())
def test_any_page_is_without_errors_and_says_what_the_tei_says(document: Resolved) -> None:
    """By readers that share no code with docconv: blocks and their order, turns, identities, labels, words."""
    bare = without_cast_lists(without_notes(document))  # which the readers here take for words
    assert list(page_blocks(page(bare))) == list(tei_blocks(docconv.write(bare, "tei")))


def test_examples_say_the_same_as_their_tei(examples: tuple[Path, ...]) -> None:
    """The same readers, on transcripts as they are."""
    for example in examples:
        says_the_same(without_cast_lists(docconv.read(example)))


def test_transcripts_of_others_say_the_same_as_their_tei(shared: Path) -> None:
    """Those that docconv began with."""
    texts = sorted(shared.joinpath("seed").glob("*.txt"))
    assert texts
    for text in texts:
        says_the_same(without_cast_lists(docconv.read(text)))


def says_the_same(document: Resolved) -> None:
    """A page and a TEI file have the same blocks, and the same people under the same names."""
    shown, tei = page(document), docconv.write(document, "tei")
    assert list(page_blocks(shown)) == list(tei_blocks(tei))
    assert page_people(shown) == tei_people(tei)


def test_what_a_page_cannot_carry_is_replaced_and_said() -> None:
    """Controls of Latin-1 and noncharacters, too; the ends of lines are those of a page."""
    data, notices = write_with_notices(said("bell \x07 \x85 \ufdd0 \U0001ffff rings\r\nagain\r"), "html")
    assert [notice.message for notice in notices] == [
        "6 characters that HTML cannot carry were replaced: CR by LF, others by U+FFFD"
    ]
    assert words(article(parsed(data))).endswith("bell \ufffd \ufffd \ufffd \ufffd rings again")


# ------------ the page needs nothing and may do nothing


def test_a_page_may_do_nothing_but_look_so() -> None:
    """The policy allows the one style sheet that is there; there is no script without a recording, and no address is loaded."""
    root = page(evolve(TALK, metadata=evolve(META, media=None)), contents=True, participants=True)
    policy = root.find("head/meta[@http-equiv='Content-Security-Policy']")
    style = root.find("head/style")
    assert policy is not None
    assert style is not None
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert policy.get("content", "").startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert [one.get("type") for one in root.iter("script")] == ["application/ld+json"]
    assert not [one for one in root.iter() if {"style", "src", "srcset", "onclick"} & set(one.keys())]
    assert "url(" not in (style.text or "")
    assert "@import" not in (style.text or "")
    assert [one.get("href") for one in root.iter("a") if not (one.get("href") or "").startswith("#")] == []


def test_a_page_may_name_its_tei() -> None:
    """For machines: it is not loaded."""
    link = page(TALK, tei='a"b.xml').find("head/link")
    assert link is not None
    assert (link.get("rel"), link.get("type"), link.get("href")) == (
        "alternate",
        "application/tei+xml",
        'a"b.xml',
    )
    assert page(TALK).find("head/link") is None


def test_a_logo_is_in_the_page(tmp_path: Path, root: Path) -> None:
    """With the words for those who do not see it."""
    picture = root / "docs" / "pictures" / "press-pdf.png"
    theme = tmp_path / "house.toml"
    theme.write_text(f'[logo]\nfile = "{picture}"\nalt = "A <b>wheel</b>"\nheight = 20\n', "utf-8")
    logo = article(page(TALK, theme=str(theme))).find("header/img")
    assert logo is not None
    assert b64decode(logo.get("src", "").removeprefix("data:image/png;base64,")) == picture.read_bytes()
    assert (logo.get("alt"), logo.get("class")) == ("A <b>wheel</b>", "logo")
    assert ".logo{margin-inline:auto}" not in style_of(TALK, theme=str(theme))
    theme.write_text(f'based_on = "drama"\n{theme.read_text("utf-8")}', "utf-8")
    assert ".logo{margin-inline:auto}" in style_of(TALK, theme=str(theme))


# ------------ how it looks


def style_of(document: Resolved, **options: object) -> str:
    """The style sheet of a page."""
    style = page(document, **options).find("head/style")
    assert style is not None
    return style.text or ""


def test_a_page_looks_as_its_theme_says(tmp_path: Path) -> None:
    """Families, colours, sizes in proportion to speech, labels, the page in print."""
    theme = tmp_path / "house.toml"
    theme.write_text(
        '[page]\npaper = "A5"\nmeasure = 300\n[fonts]\ntext = "Gentium"\n[labels]\nposition = "own-line"\n'
        'case = "capitals"\nletter_spacing = 0.05\ncolour = "#7a0000"\n[styles.speech]\nsize = 10\n[styles.title]\nsize = 20\n', "utf-8",
    )  # fmt: skip
    style = style_of(TALK, theme=str(theme))
    for wanted in (
        '--text:"Gentium",', "--c7a0000:#7a0000", "b{display:block", "text-transform:uppercase",
        "b:not(:dir(rtl)){letter-spacing:0.05em}",
        "@page{size:419.53pt 595.28pt", "main{max-width:30rem}", 'content:counter(page) " / " counter(pages)',
    ):  # fmt: skip
        assert wanted in style
    assert re.search(r"^h1\{[^}]*font-size:2rem", style, re.MULTILINE)


@pytest.mark.parametrize("name", ["</style><script>", '"};*{x:y', "a\\", "\n@import"])
def test_a_name_in_a_style_sheet_is_a_string(name: str) -> None:
    """Whatever the title of a document or the name of a font is."""
    style = style_of(evolve(TALK, metadata=evolve(META, title=name)))
    plain = style_of(evolve(TALK, metadata=evolve(META, title="x")))
    assert [line for line in style.splitlines() if "@top-center" not in line] == [
        line for line in plain.splitlines() if "@top-center" not in line
    ]
    line = next(line for line in style.splitlines() if line.startswith("@top-center"))
    assert re.fullmatch(r'@top-center\{content:"(?:[\w .,:;/()-]|\\[0-9a-f]+ )*";font:[^"{}]*\}', line)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read_in_the_dark(number: int) -> None:
    """As light as it was dark, and with seven times the light of the page."""
    colour = in_the_dark(f"#{number:06x}")
    assert contrast(DARKEST) / contrast(colour) >= 7
    assert re.fullmatch("#[0-9a-f]{6}", colour)


# ------------ how much, and how long


WORDS = "the garden has forty plots, and everybody waters them in turns " * 6


def long_talk(count: int, said: str = WORDS.strip()) -> Resolved:
    """Turns of sixty words, or others."""
    words_of_one = (Paragraph[Speaker]((Text(said),)),)
    rows = tuple(Turn(f"t{at}", words_of_one, (ANN,), "Ann Lund") for at in range(1, count + 1))
    return Document(rows, Metadata("Plots", "en"), None, (ANN,))


def test_a_page_is_little_more_than_its_text() -> None:
    """At most 1.4 times as many bytes, without fonts."""
    text = 1000 * len(f"Ann Lund: {WORDS.strip()}\n\n")
    assert len(docconv.write(long_talk(1000), "html")) <= 1.4 * text


def test_a_short_turn_takes_little_beside_its_words() -> None:
    """Its number, who speaks, two elements and the label: what a reader of the page or a machine asks for."""
    few, many = (len(docconv.write(long_talk(count, "Yes."), "html")) for count in (1000, 2000))
    assert few < many <= few + 1000 * (len("Ann Lund: Yes.\n\n") + 54)


def test_a_page_takes_less_time_than_the_tei() -> None:
    """Nothing is measured or laid out. What was written of one document is kept, so each run has its own."""
    document = long_talk(2000)

    def writing(name: str) -> Callable[[], bytes]:
        return lambda: docconv.write(evolve(document), name)

    assert ratio(writing("html"), writing("tei")) < 1


def test_tei_to_a_page_takes_half_the_time_of_pandoc(tmp_path: Path) -> None:
    """2 MB, start and reading included; pandoc makes a page of the same words in CommonMark."""
    need("pandoc")
    document = long_talk(5000)
    tei, text, made = tmp_path / "talk.xml", tmp_path / "talk.md", tmp_path / "talk.html"
    tei.write_bytes(docconv.write(document, "tei"))
    text.write_text("".join(f"{turn.label}: {WORDS}\n\n" for turn in turns(document)), "utf-8")
    ours = [sys.executable, "-m", "docconv", "convert", str(tei), "-o", str(made), "--force", "-q"]
    theirs = ["pandoc", "-f", "commonmark", "-t", "html", str(text), "-o", str(made)]
    assert text.stat().st_size > 1_900_000
    assert ratio(lambda: subprocess.run(ours, check=True), lambda: subprocess.run(theirs, check=True)) <= 0.5
