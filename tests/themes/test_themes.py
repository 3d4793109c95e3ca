"""Themes: what a theme file may say, what it means, and what is wrong in it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import pypdfium2 as pdfium
import pytest

from docconv import themes
from docconv.errors import UsageError
from docconv.languages import available, load, others
from docconv.model import Document, Metadata, Paragraph, Speaker, Text, Turn
from docconv.pipeline import read, write, write_with_notices
from docconv.themes import theme, theme_and_page
from docconv.themes.model import BUILT_IN, Page, ParagraphStyle, StyleOptions, Styles, contrast
from docconv.themes.terms import term
from support.places import ROOT


def written(folder: Path, text: str, name: str = "house.toml") -> str:
    """The path of a theme file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_theme_is_complete(name: str) -> None:
    """Every kind of paragraph has a style, and no style is smaller than what can be read."""
    styles = attrs.asdict(theme(name).styles, recurse=False)
    assert all(isinstance(style, ParagraphStyle) and style.size >= 8 for style in styles.values())
    assert all(style.leading >= style.size * 1.15 for style in styles.values())


@pytest.mark.parametrize("page", ["README.md", "docs/themes.md", "docs/cli.md"])
def test_the_pages_name_all_built_in_themes(page: str) -> None:
    """Each where it lists them."""
    text = ROOT.joinpath(page).read_text("utf-8")
    assert [name for name in BUILT_IN if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_theme_is_what_a_check_makes_of_it(tmp_path: Path, name: str) -> None:
    """The keys of themes that come along are not checked: each value is of the type that a check gives it."""
    checked = theme(written(tmp_path, f'based_on = "{name}"\n'))
    themes._built_in.cache_clear()  # what checks names the types of fields otherwise
    assert repr(theme(name)) == repr(checked)


def test_what_checks_themes_is_loaded_for_those_of_others() -> None:
    """A document in a theme that comes along is written without it."""
    run = "import docconv, sys; docconv.write(docconv.read(b'Ann: Good day.', format='text'), 'docx'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "docconv.themes" in loaded
    assert "cattrs" not in loaded


def test_the_three_look_different() -> None:
    """Each puts labels elsewhere."""
    assert [theme(name).labels.position for name in ("press", "minutes", "drama")] == [
        "run-in",
        "hanging",
        "own-line",
    ]


def test_a_theme_says_only_what_is_different(tmp_path: Path) -> None:
    """All else is as in the theme that it is based on."""
    house = theme(written(tmp_path, 'based_on = "drama"\n[styles.speech]\nsize = 12\n'))
    assert house.styles.speech == attrs.evolve(theme("drama").styles.speech, size=12)
    assert house.labels == theme("drama").labels


def test_without_a_ground_it_is_based_on_press(tmp_path: Path) -> None:
    """The default is the ground of all."""
    assert theme(written(tmp_path, "[page]\ncolumns = 2\nmeasure = 480\n")).styles == theme("press").styles


def test_a_theme_may_be_based_on_a_file_beside_it(tmp_path: Path) -> None:
    """A house has one theme and small ones for its departments."""
    written(tmp_path, '[labels]\ndelimiter = " –"\n', "house.toml")
    assert theme(written(tmp_path, 'based_on = "house.toml"\n', "law.toml")).labels.delimiter == " –"


def test_all_styles_can_be_set_at_once(tmp_path: Path) -> None:
    """`all` holds for every style that does not say otherwise."""
    house = theme(written(tmp_path, "[all]\nleading = 16\n"))
    assert house.styles.speech.leading == 16
    assert house.styles.title.leading == theme("press").styles.title.leading


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[page]\ncolums = 2\n", "2:1", r"unknown key 'page\.colums'; known: paper"),
        ("[styles.speach]\nsize = 9\n", "1:1", r"unknown key 'styles\.speach'; known: title"),
        ("[styles.speech]\nsize = 'big'\n", "2:1", r"styles\.speech\.size: expected a number, got 'big'"),
        ("[styles.speech]\nsize = 300\n", "1:1", r"styles\.speech: size is 300, not from 5 to 72"),
        ("[labels]\nposition = 'left'\n", "2:1", r"labels\.position is none of 'run-in', 'own-line'"),
        ("[labels]\ncolour = 'red'\n", "1:1", r"'red', not a colour"),
        ("[labels]\ncolour = '#aaaaaa'\n", "1:1", r"too pale to be read: its contrast on white is 2\.3:1"),
        (
            "[labels]\ncolour = '#777777'\n",
            "1:1",
            r"too pale to be read: its contrast on white is 4\.5:1, below 4\.5:1",
        ),
        ("[page]\npaper = 'A9'\n", "1:1", r"paper is 'A9'"),
        ("[page]\nmeasure = 590\n", "1:1", r"does not fit on A4"),
        ("[page]\ncontents = 1\n", "2:1", r"expected true or false, got 1"),
        ("[page]\nline_numbers = 2.5\n", "2:1", r"expected a whole number"),
        ("page = \n", "1:8", r"Invalid value"),
        ("# ours\npage = 3\n", "2:1", r"page is no table"),
        ("faces = 3\n", "1:1", r"unknown key 'faces'"),
        ("based_on = 3\n", "1:1", r"based_on names a theme"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, place: str, message: str) -> None:
    """File, line, column, key and reason."""
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=message) as caught:
        theme(path)
    assert caught.value.where == f"{path}:{place}"
    assert caught.value.remedy


def test_a_colour_that_is_just_dark_enough_is_taken(tmp_path: Path) -> None:
    """Its contrast is 4.54, and 4.5 is the least; a shade paler is refused."""
    assert theme(written(tmp_path, "[labels]\ncolour = '#767676'\n")).labels.colour == "#767676"


def test_themes_in_a_circle_are_found(tmp_path: Path) -> None:
    """They would never end."""
    written(tmp_path, 'based_on = "b.toml"\n', "a.toml")
    with pytest.raises(UsageError, match="in a circle"):
        theme(written(tmp_path, 'based_on = "a.toml"\n', "b.toml"))


@pytest.mark.parametrize(
    ("name", "message"), [("pres", "there is no theme 'pres'"), ("no.toml", "cannot be read")]
)
def test_a_theme_that_is_not_there(name: str, message: str) -> None:
    """The remedy names those that are."""
    with pytest.raises(UsageError, match=message):
        theme(name)


def test_contrast_is_that_of_the_guidelines() -> None:
    """WCAG 2.2: black 21, white 1, #767676 the palest grey that passes."""
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") > 4.5 > contrast("#777777")


def test_options_go_before_the_theme() -> None:
    """What is not given stays."""
    page = StyleOptions(paper="Letter", line_numbers=5).page(theme("press").page)
    assert (page.paper, page.line_numbers, page.columns) == ("Letter", 5, 1)
    assert page.top == theme("press").page.top


def test_more_columns_get_more_room() -> None:
    """Two columns in the measure of one would be too narrow for words; they never leave the paper."""
    ground = theme("press").page
    assert StyleOptions(columns=2).page(ground).column == 230
    assert StyleOptions(columns=2, paper="A5").page(ground).measure < 420 - 70


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter", "Legal", "170x240mm"])
def test_the_text_stands_in_the_middle_of_the_paper(paper: str) -> None:
    """Also on a paper of one's own size."""
    page = Page(paper=paper, measure=300)
    assert page.left * 2 + page.measure == pytest.approx(page.width)
    assert page.height > page.width


def test_a_size_of_paper_is_in_millimetres() -> None:
    """An inch has 72 points."""
    assert Page(paper="254x508mm").size == pytest.approx((720, 1440))


def test_headings_below_the_third_look_alike() -> None:
    """There are three styles."""
    styles: Styles = theme().styles
    assert [styles.heading(level) for level in (1, 3, 6)] == [
        styles.heading1,
        styles.heading3,
        styles.heading3,
    ]


def test_the_words_that_docconv_prints_are_in_the_language_of_the_document() -> None:
    """English where it is not known; regions do not matter."""
    assert term("contents", "de-AT") == "Inhalt"
    assert term("participants", "und") == "Participants"
    assert term("contents", "lv") == "Saturs"
    plays = [term("cast", lang) for lang in ("de", "fr", "en", "und", "az", "zh-Hant")]
    assert plays == ["Personen", "Personnages", *["Dramatis personae"] * 2, "İştirak edirlər", "人物"]
    known = [*map(load, available()), *others().values()]
    assert [one.tag for one in known if bool(one.contents) != bool(one.participants)] == []
    assert sum(bool(one.contents) for one in known) >= 39


def test_old_keys_hold_with_a_notice(tmp_path: Path) -> None:
    """Six keys of paragraphs have other names now; where both are there, the old one is an error."""
    keys = "first = 3\nnarrow = 4\nbefore = 5\nafter = 6\nkeep = true\neven = true\n"
    path = written(tmp_path, f"[all]\nafter = 1\n[styles.speech]\n{keys}")
    found, _, notices = theme_and_page(StyleOptions(theme=path), "en")
    speech = found.styles.speech
    assert (speech.first_line_indent, speech.indent_end, speech.space_before, speech.space_after) == (
        3,
        4,
        5,
        6,
    )
    assert speech.keep_with_next
    assert speech.balance
    assert {notice.code for notice in notices} == {"theme-key-renamed"}
    assert len(notices) == 7
    assert f"{path}: the key all.after is called space_after now" in {notice.message for notice in notices}
    with pytest.raises(UsageError, match="after"):
        theme(written(tmp_path, "[styles.speech]\nafter = 1\nspace_after = 2\n"))


def test_writers_say_which_keys_are_old(tmp_path: Path) -> None:
    """Both writers that use a theme, and nothing is said of the themes that come along."""
    path = written(tmp_path, "[styles.title]\nafter = 20\n")
    document = read(b"Anna: Hello.\n\nBen: Hello.\n", format="text")
    for row in ("docx", "pdf"):
        (notice,) = write_with_notices(document, row, options={"theme": path})[1]
        assert notice.remedy == "write space_after"
        assert not any(write_with_notices(document, row, options={"theme": name})[1] for name in BUILT_IN)


@pytest.mark.parametrize(
    ("lang", "between"),
    [
        ("en", "Ann: Yes"),
        ("fr-CA", "Ann\u00a0: Yes"),
        ("zh-Hant", "Ann：Yes"),
        ("ja", "Ann：Yes"),
        ("und", "Ann: Yes"),
    ],
)
def test_labels_are_followed_by_what_their_language_prints(lang: str, between: str) -> None:
    """In each format; a full-width colon has its blank in it. It is read back as no part of label or words."""
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("Yes"),)),), (Speaker("ann", name="Ann"),), "Ann")
    document = Document((turn,), Metadata(lang=lang), None, (Speaker("ann", name="Ann"),))
    page = write(document, "html").decode()
    assert re.sub(r"<[^>]*>", "", page.split('id="t1"')[1].split(">", 1)[1]).strip().startswith(between)
    with zipfile.ZipFile(io.BytesIO(write(document, "docx"))) as package:
        body = package.read("word/document.xml").decode()
    assert between in re.sub(r"<[^>]*>", "", body)
    pdf = pdfium.PdfDocument(write(document, "pdf"))
    assert between in pdf[0].get_textpage().get_text_range()
    for name in ("html", "docx", "pdf"):
        back = read(write(document, name), format=name)
        assert [block for block in back.body if isinstance(block, Turn)] == [turn]


def test_a_theme_may_have_its_own_delimiter_in_every_language() -> None:
    """`auto` is what `press` says, and what is not `auto` holds."""
    own = attrs.evolve(theme(), labels=attrs.evolve(theme().labels, delimiter=":"))
    for found, delimiter in ((own, ":"), (theme("drama"), ""), (theme(), "："), ("minutes", "")):
        assert theme_and_page(StyleOptions(theme=found), "zh")[0].labels.delimiter == delimiter


def test_a_cast_list_in_the_text_is_set_as_lists_are() -> None:
    """In their type, with the rest of a long entry further in than its first line."""
    styles = theme("drama").styles
    assert attrs.evolve(styles.cast, indent=0, first_line_indent=0) == styles.contents
    assert styles.cast.indent == -styles.cast.first_line_indent > 0


def test_a_page_of_a_court_has_twenty_five_lines() -> None:
    """Nothing is between them, whatever kind of paragraph they are of."""
    court = theme("court")
    styles = court.styles
    heads = (styles.title, styles.heading1, styles.heading2, styles.heading3)
    words = (styles.speech, styles.continuation, styles.narrative, styles.stage, styles.boilerplate)
    body = (*heads, *words, styles.separator)
    assert {one.leading for one in body} == {24}
    assert {one.space_before + one.space_after for one in body} == {0}
    assert (court.page.height - court.page.top - court.page.bottom) // 24 == 25
    assert (court.page.frame, court.page.line_numbers, theme("interview").page.times) == (True, 1, "turns")
