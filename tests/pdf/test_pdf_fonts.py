"""The fonts of a PDF: a face for every script, embedded subsets, and what happens where no font has a character."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from docconv.errors import DocconvError, FileError, UsageError
from docconv.fonts.catalogue import SCRIPT_FILES, PackagedFace, others, own
from docconv.fonts.instances import installed as installed_file
from docconv.fonts.instances import program
from docconv.formats.pdf.fonts import faces
from docconv.formats.pdf.fonts.embedding import LATER_FREE, Subsets
from docconv.formats.pdf.fonts.face import Face
from docconv.formats.pdf.fonts.faces import Style, packaged
from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.writing.document import Options, write
from docconv.model import Emphasis, Paragraph, Span, Speaker, Text, Turn
from docconv.themes.families import SHAPES, family, installed
from support.pdf_documents import document, notices, paragraph, pdf, says, tagged
from support.tagged import opened

SERIF = own("source serif 4", bold=False, italic=False)
ITALIC = own("source serif 4", bold=False, italic=True)
SAMPLES = {
    "Azerbaijani": "Şəhərdə çox gözəl bağ var ığöü İ",
    "Polish": "Zażółć gęślą jaźń",
    "Vietnamese": "Tiếng Việt đã được nói",
    "Cyrillic": "Съешь ещё этих мягких булок, ґ є ї ђ ћ љ",
    "Greek": "Ξεσκεπάζω την ψυχοφθόρα, ἀρχή",
    "Armenian": "Հայերեն",
    "Georgian": "ქართული",
    "Hebrew": "עברית",
    "Arabic": "العربية پگچ",
    "Devanagari": "हिन्दी",
    "Bengali": "বাংলা",
    "Tamil": "தமிழ்",
    "Thai": "ภาษาไทย",
    "Ethiopic": "አማርኛ",
    "Chinese": "中文讨论，会议。",
    "Japanese": "日本語のテキスト。",
    "Korean": "한국어 단어",
    "Emoji": "😀👍🏽",
    "Signs": "€ № § † … “„«» — ½ ° → ✓",
}


@pytest.fixture(scope="module")
def fonts() -> DocumentFonts:
    """The fonts of one document."""
    return DocumentFonts()


def names(fonts: DocumentFonts, word: str, style: Style = "text") -> list[str]:
    """The faces that set a word."""
    return [piece.face.name.decode() for piece in fonts.selection(style).pieces[word]]


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("style", SHAPES)
def test_every_style_sets_every_script(fonts: DocumentFonts, style: Style, script: str) -> None:
    """Regular, italic and bold, serif and sans."""
    assert fonts.missing(SAMPLES[script], style) == set()


def test_a_word_is_set_in_one_face(fonts: DocumentFonts) -> None:
    """A letter that the first face lacks takes the whole word along, so that it does not stand out."""
    assert names(fonts, "plain") == ["SourceSerif4-Regular"]
    assert len(names(fonts, "ἀρχή")) == 1


def test_a_word_of_two_scripts_needs_two_faces(fonts: DocumentFonts) -> None:
    """Each piece in its own."""
    assert names(fonts, "AB中文") == ["SourceSerif4-Regular", "NotoSansCJKsc-Regular"]


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ja", "jp"),
        ("ko-KR", "kr"),
        ("zh", "sc"),
        ("zh-Hant", "tc"),
        ("zh-Hant-HK", "hk"),
        ("zh-TW", "tc"),
        ("en", "sc"),
    ],
)
def test_chinese_signs_have_the_forms_of_the_language(lang: str, forms: str) -> None:
    """One code point, other strokes; bold ones are drawn bold, and are as wide."""
    selection = DocumentFonts(lang=lang).selection("bold")
    (piece,) = selection.pieces["骨"]
    assert piece.face.name.decode() == f"NotoSansCJK{forms}-Bold"
    assert selection.widths["骨"] == 1000
    font = TTFont(BytesIO(piece.face.cut([0, ord("骨"), ord("中")])))
    assert font["cmap"].tables[0].cmap[2] == "glyph00001"  # 中 comes first in the font
    assert font["glyf"]["glyph00001"].numberOfContours == 3


def test_a_mark_that_no_face_shapes_stands_beside_its_sign() -> None:
    """An enclosing circle, which the face has as a sign of its own."""
    assert tagged(says("字\u20dd, 「字」", label=None)).one("P").text == "字\u20dd, 「字」"


def test_what_draws_nothing_is_left_out(fonts: DocumentFonts) -> None:
    """Joiners, soft hyphens and selectors have no width and no glyph."""
    assert fonts.width("a\u200d\u00adb", "text") == fonts.width("ab", "text")
    assert fonts.missing("\u200d\u00ad\ufe0f", "text") == set()


def test_spaces_that_a_face_lacks_are_drawn_as_its_space(fonts: DocumentFonts) -> None:
    """A number does not change its face for a narrow space inside."""
    assert names(fonts, "10\u202f000") == ["SourceSerif4-Regular"]


def test_a_character_that_no_font_has_is_a_notice() -> None:
    """It names the character and what to do."""
    (notice,) = notices(says("a \U00012000 sign, \U00012000 again"))
    assert (notice.code, notice.rule) == ("not-written", "font-coverage")
    assert "U+12000" in notice.message
    assert "'font': " in notice.remedy


def test_a_missing_character_is_drawn_as_a_replacement(fonts: DocumentFonts) -> None:
    """One that the fonts have; the text tells the character itself."""
    assert fonts.drawable("a\U00012000b", "text") == "a\ufffdb"
    assert tagged(says("a\U00012000b", label=None)).one("P").text == "a\U00012000b"


def test_letters_are_drawn_composed(fonts: DocumentFonts) -> None:
    """An accent of its own would stand beside the letter."""
    assert fonts.drawable("e\u0301", "text") == "é"


def test_a_title_with_such_a_character_is_written() -> None:
    """In the running head too."""
    data = write(document(says("x " * 9000), title="Sign \U00012000"), Options())[0]
    assert len(opened(data).pages) > 1


def test_all_fonts_are_embedded_subsets() -> None:
    """With a map to Unicode, under a name that no other subset has."""
    text = " ".join(SAMPLES.values())
    file = opened(pdf(says(text, Emphasis((Text(text),)))))
    fonts = [*file.pages[0].Resources.Font.values()]
    tags = [str(font.BaseFont) for font in fonts]
    assert len(set(tags)) == len(tags) > 5
    assert all(re.match(r"/[A-Z]{6}\+", tag) for tag in tags)
    faces = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
    assert all("/FontFile2" in face.FontDescriptor for face in faces)
    assert all("/ToUnicode" in font for font in fonts)


def test_widths_in_the_file_are_those_of_the_face() -> None:
    """Otherwise viewers set the text differently."""
    file = opened(pdf(says("Hello.", label=None)))
    font = next(f for f in file.pages[0].Resources.Font.values() if "SourceSerif4-Regular" in str(f.BaseFont))
    assert float(font.Widths[ord("H")]) == pytest.approx(packaged(SERIF).width(ord("H")), abs=0.01)


def codes(page: pikepdf.Page) -> Iterator[int]:
    """The codes that a page shows; those of composite fonts have two bytes."""
    step = 1
    for found in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
        if str(found.operator) == "Tf":
            step = 2 if "/DescendantFonts" in page.Resources.Font[str(found.operands[0])] else 1
            continue
        shown = found.operands[0]
        parts = (
            [part for part in shown if isinstance(part, pikepdf.String)]
            if isinstance(shown, pikepdf.Array)
            else [shown]
        )
        data = b"".join(bytes(part) for part in parts)
        yield from (int.from_bytes(data[at : at + step], "big") for at in range(0, len(data), step))


def test_no_glyph_is_missing_on_any_page() -> None:
    """Code 0, `.notdef`, is never shown."""
    text = " ".join((*SAMPLES.values(), "\U00012000\u0378\ue123"))
    assert 0 not in set(codes(opened(pdf(says(text))).pages[0]))


@pytest.mark.parametrize("text", ["(a)", "back\\slash", "((", "\\("])
def test_brackets_and_backslashes_are_escaped(text: str) -> None:
    """They would end the string."""
    assert tagged(says(text, label=None)).one("P").text == text


def test_characters_beyond_a_subset_go_to_the_next_one() -> None:
    """Chinese has more than 256."""
    subsets, face = Subsets(), packaged(next(others(ord("中"), "zh", bold=False, serif=False)))
    chars = [chr(code) for code in range(0x4E00, 0x5200) if code in face.glyphs]
    codes = [part for char in chars for part in subsets.encode(face, char)]
    assert len(set(codes)) == len(chars) > 900
    assert len(subsets.all) == 1 + -(-(len(chars) - 157) // len(LATER_FREE))


def test_all_of_a_long_chinese_text_is_told() -> None:
    """Over several subsets, and in the order of the text."""
    text = "".join(chr(code) for code in range(0x4E00, 0x5200))
    assert tagged(says(text, label=None)).one("P").text == text
    drawn = re.findall(rb"/F\d+ [\d.]+ Tf", opened(pdf(says(text))).pages[0].Contents.read_bytes())
    assert len(set(drawn)) > 4


def test_labels_without_a_bold_face_are_outlined(tmp_path: Path) -> None:
    """A label in a font that somebody has in one weight must stand out as well."""
    mine = tmp_path / "mine.ttf"
    mine.write_bytes(program(SERIF))
    data = write(document(says("Good day.", label="Chair")), Options(font=str(mine)))[0]
    content = opened(data).pages[0].Contents.read_bytes()
    assert content.count(b"2 Tr") == 1  # from the title to the label
    assert content.count(b"0 Tr") == 1
    assert b" Tr" not in opened(pdf(says("你好。", label="主席"))).pages[0].Contents.read_bytes()


def test_a_font_of_the_user_sets_the_text(tmp_path: Path) -> None:
    """It comes before ours, which help out."""
    path = tmp_path / "mine.ttf"
    path.write_bytes(program(ITALIC))
    file = opened(write(document(says("Hello, שלום.")), Options(font=str(path)))[0])
    found = [str(font.BaseFont).partition("+")[2] for font in file.pages[0].Resources.Font.values()]
    assert found[0] == "SourceSerif4Italic-Italic"
    assert len(found) > 1


THAI = "NotoSansThai[wght].ttf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the system that holds one font."""
    fonts = tmp_path / "share" / "fonts"
    fonts.mkdir(parents=True)
    shutil.copy(installed_file(SCRIPT_FILES["Thai"][0]), fonts)
    monkeypatch.setenv("XDG_DATA_DIRS", str(fonts.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    installed.cache_clear()
    yield fonts
    installed.cache_clear()


def first_font(data: bytes) -> str:
    """The name of the first font of a file."""
    return str(next(iter(opened(data).pages[0].Resources.Font.values())).BaseFont).partition("+")[2]


def test_a_family_is_found_by_its_name(folder: Path) -> None:
    """Without case, in the fonts of the system."""
    assert folder.exists()
    assert "Thai" in first_font(write(document(says("สวัสดี")), Options(font="noto sans thai"))[0])


def test_a_theme_names_its_family(folder: Path, tmp_path: Path) -> None:
    """What a theme says is what is set."""
    assert folder.exists()
    theme = tmp_path / "house.toml"
    theme.write_text('[fonts]\ntext = "Noto Sans Thai"\n', "utf-8")
    assert "Thai" in first_font(write(document(says("สวัสดี")), Options(theme=str(theme)))[0])


def test_a_family_that_is_not_there_is_refused_with_those_near_to_it(folder: Path) -> None:
    """So that a slip of the pen is seen."""
    assert folder.exists()
    with pytest.raises(UsageError, match="Noto Sans Tai") as caught:
        family("Noto Sans Tai")
    assert "Noto Sans Thai" in caught.value.remedy


def test_a_font_that_forbids_embedding_is_refused(folder: Path) -> None:
    """Its maker says so in `fsType`."""
    with TTFont(folder / THAI) as font:
        font["OS/2"].fsType = 2
        font.save(folder / THAI)
    with pytest.raises(FileError, match="embedded"):
        family("Noto Sans Thai")


def test_a_character_that_no_font_has_is_told_with_its_place() -> None:
    """Code, name, how often, the first turn, and the place in the source where that is known."""
    turn = Turn[Speaker](
        "t1",
        (Paragraph[Speaker]((Text("a \U000e0fff\U00012000 b \U00012000"),), Span(3, 7, 20, 25)),),
        (),
        "Bo",
    )
    _, found = write(document(turn), Options())
    (notice,) = [one for one in found if "U+12000" in one.message]
    assert "CUNEIFORM SIGN A" in notice.message
    assert "2 times, first in t1" in notice.message
    assert notice.span == Span(3, 7, 20, 25)


@pytest.mark.parametrize("content", [None, b"", b"no font", b"OTTO" + bytes(200), b"\0\1\0\0" + bytes(300)])
def test_a_file_that_is_no_truetype_font_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """With its name and a remedy."""
    path = tmp_path / "font.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileError, match="TrueType") as caught:
        write(document(says("Hello.")), Options(font=str(path)))
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("logo", [False, True])
def test_the_first_bytes_of_what_is_no_font_are_not_shown(tmp_path: Path, *, logo: bool) -> None:
    """Nor of what is no picture: the file may be a secret that somebody named by mistake."""
    path, theme = tmp_path / "secret", tmp_path / "theme.toml"
    path.write_bytes(b"swordfish=17")
    theme.write_text('[logo]\nfile = "secret"\nalt = "x"\n', encoding="utf-8")
    options = Options(theme=str(theme)) if logo else Options(font=str(path))
    with pytest.raises(DocconvError) as caught:
        write(document(says("Hello.")), options)
    said = f"{caught.value!r} {caught.value}"
    assert not [part for part in ("swor", "sword", "73776f72", "fish", "\\x73") if part in said]


def test_italic_inside_italic_is_upright() -> None:
    """As typesetters do it."""
    inner = Emphasis[Speaker]((Text("very"),))
    content = pdf(says(Emphasis((Text("so "), inner)), label=None))
    faces = {str(font.BaseFont)[8:] for font in opened(content).pages[0].Resources.Font.values()}
    assert {"SourceSerif4-It", "SourceSerif4-Regular"} <= faces
    assert tagged(says(*paragraph(Emphasis((Text("so "), inner))).children)).one("P").text.endswith("so very")


def test_a_face_is_loaded_when_a_letter_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first faces of a style stand for most texts; those behind are for letters that they lack."""
    asked: list[str] = []

    def counted(face: PackagedFace) -> Face:
        asked.append(face.name)
        return packaged(face)

    monkeypatch.setattr(faces, "packaged", counted)
    found = faces.chain("text", None)
    assert asked == []
    assert found.first.covers("Good day")
    assert len(asked) == 1
    assert len(list(found)) == len(set(asked)) == 2


def test_the_marks_of_a_word_in_one_font_are_put_together_once(fonts: DocumentFonts) -> None:
    """Each stays a string of its own, for programs that read pages."""
    selection = fonts.selection("text")
    host = selection.host("سلام")
    every = list(selection.glyph_runs("سلام", rtl=True, host=host))
    (mark,) = selection.marks(rtl=True, host=host)["سلام"]
    assert len(every) > 1
    assert mark.data.split(b")(") == [run.data for run in sorted(every, key=lambda run: run.x)]
    assert mark.width == pytest.approx(sum(run.width for run in every))
    assert selection.marks(rtl=True, host=host)["سلام"][0] is mark
