"""Scripts in the PDF: letters join and stack as they should, stand where they are read from, and are told in order."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

import docconv
from docconv.bidi import is_rtl, levels, visual_order
from docconv.fonts.catalogue import SCRIPT_FILES, PackagedFace
from docconv.fonts.instances import program
from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.fonts.shaping import Shaper, needs_shaping, shaper
from docconv.model import Narrative
from docconv.walk import text_of
from support.pdf_documents import document, pdf, says, tagged
from support.programs import need
from support.tagged import opened

THIN = 2
"""Thousandths of the type size that a character takes which draws nothing by itself."""
SENTENCES = {
    "ar": "صباح الخير. في الحديقة 42 قطعة (منها ثلاث جديدة)، قرأت ذلك في Garden Weekly قبل يومين.",
    "fa": "می‌خواهم باغ را ببینم، و آب سرد است.",
    "he": "בוקר טוב. בגינה יש 42 חלקות (שלוש מהן חדשות), כך קראתי ב Garden Weekly לפני יומיים.",
    "hi": "हिन्दी में बगीचे की क्यारियाँ हैं, और पानी ठंडा है।",
    "bn": "বাগানে অনেক গাছ আছে।",
    "ta": "தோட்டத்தில் தண்ணீர் இருக்கிறது.",
    "th": "สวัสดีครับ ที่นี่มีแปลงผักสี่สิบสองแปลง",
    "zh": "花园里有四十二块地，水很冷。",
    "ja": "庭には四十二の区画があります。",
    "ko": "정원에는 마흔두 개의 밭이 있습니다.",
    "hy": "Այգում քառասուներկու հողամաս կա։",
    "ka": "ბაღში ორმოცდაორი ნაკვეთია.",
    "el": "Ο κήπος έχει σαράντα δύο αγροτεμάχια.",
    "ru": "В саду сорок два участка.",
    "vi": "Khu vườn có bốn mươi hai mảnh đất, nước rất lạnh.",
    "az": "Bağda qırx iki sahə var, su soyuqdur.",
    "pl": "W ogrodzie są czterdzieści dwie działki, woda jest zimna.",
}


def shaped(script: str) -> Shaper:
    """The shaper of a script."""
    return shaper(program(PackagedFace(script, SCRIPT_FILES[script][0])))


def extracted(data: bytes, folder: Path, *command: str) -> str:
    """What a program of poppler finds in a file, without the marks of direction that it adds."""
    need(command[0])
    path = folder / "x.pdf"
    path.write_bytes(data)
    call = [command[0], *command[1:], str(path), *(["-"] if command[0] == "pdftotext" else [])]
    text = subprocess.run(call, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return text.translate(dict.fromkeys((*range(8234, 8239), 8206, 8207, 8203)))


@pytest.mark.parametrize("text", [*SENTENCES.values(), "Здо́рово, мой Моментальнико́в. Ṩ Ǭ́"])
def test_shaped_letters_are_those_that_the_font_draws(text: str) -> None:
    """The width in the file is that of the glyph to which the code leads, and something is drawn: by all but
    the space, which may have two codes, and characters behind the first one of a cluster.
    """
    fonts = opened(pdf(says(text, label=None))).pages[0].Resources.Font.values()
    for font in (font.DescendantFonts[0] for font in fonts if "/DescendantFonts" in font):
        program = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        numbers = font.CIDToGIDMap.read_bytes()
        names, scale = program.getGlyphOrder(), 1000 / program["head"].unitsPerEm
        blank = set[str]()
        for code, width in enumerate(font.W[1][1:], 1):
            name = names[int.from_bytes(numbers[2 * code : 2 * code + 2], "big")]
            assert program["hmtx"][name][0] * scale == pytest.approx(float(width), abs=1)
            if not program["glyf"][name].numberOfContours and width > THIN:
                blank.add(name)
        assert len(blank) <= 1


@pytest.mark.parametrize("lang", SENTENCES)
def test_pdftotext_gives_the_words_in_order(tmp_path: Path, lang: str) -> None:
    """Of every script; none is glued or split."""
    found = extracted(pdf(says(SENTENCES[lang], label=None), lang=lang), tmp_path, "pdftotext").replace(
        "\n", " "
    )
    letters = "".join(char for char in found if not char.isspace())
    assert "".join(SENTENCES[lang].replace("\u200c", "").split()) in letters.replace("\u200c", "")


@pytest.mark.parametrize("lang", [lang for lang, text in SENTENCES.items() if not is_rtl(text)])
def test_the_structure_tells_the_words_in_order(tmp_path: Path, lang: str) -> None:
    """Also to programs that look at the marks and not at what an element says of itself; the marks of what runs
    from the right are in the order in which they are drawn.
    """
    found = extracted(pdf(says(SENTENCES[lang], label=None), lang=lang), tmp_path, "pdfinfo", "-struct-text")
    quoted = "".join(line.strip()[1:-1] for line in found.splitlines() if line.strip().startswith('"'))
    assert "".join(SENTENCES[lang].split()).replace("\u200c", "") in "".join(quoted.split()).replace(
        "\u200c", ""
    )


@pytest.mark.parametrize("lang", SENTENCES)
def test_the_element_tells_the_text_as_it_is(lang: str) -> None:
    """Letter by letter."""
    assert tagged(says(SENTENCES[lang], label=None), lang=lang).one("P").text == SENTENCES[lang]


def test_arabic_letters_join() -> None:
    """The same letter looks different at the beginning, in the middle and at the end."""
    first, middle, last = (one.cluster for one in shaped("Arabic").clusters("ببب", rtl=True))
    assert len({first, middle, last}) == 3


def test_a_vowel_sign_stands_before_its_consonant() -> None:
    """Though it is read behind it; the cluster shows both."""
    (cluster,) = shaped("Devanagari").clusters("हि", rtl=False)
    assert cluster.text == "हि"
    assert len(cluster.cluster.glyphs) == 2


def test_points_stand_at_their_letters() -> None:
    """They take no room of their own."""
    pointed, bare = (shaped("Hebrew").clusters(text, rtl=True) for text in ("שָׁ", "ש"))
    assert sum(one.width for one in pointed) == sum(one.width for one in bare)


@pytest.mark.parametrize(
    ("word", "wanted"), [("الماء", True), ("हिन्दी", True), ("garden", False), ("Кафе", False), ("花", False)]
)
def test_only_words_that_need_it_are_shaped(word: str, *, wanted: bool) -> None:
    """All others take the short way."""
    assert needs_shaping(word) is wanted


@pytest.mark.parametrize("word", ["الحديقة", "क्यारियाँ", "ที่นี่"])
def test_a_word_is_as_wide_as_its_marks(word: str) -> None:
    """Lines are measured as they are drawn."""
    selection = DocumentFonts().selection("text")
    marks = list(selection.glyph_runs(word, rtl=word[0] == "ا"))
    assert sum(mark.width for mark in marks) == pytest.approx(selection.widths[word])


def test_brackets_in_right_to_left_text_look_turned_and_are_told_as_they_are() -> None:
    """The one that opens stands at the right of what it holds."""
    selection = DocumentFonts().selection("text")
    (opening,) = selection.glyph_runs("(", rtl=True)
    (closing,) = selection.glyph_runs(")", rtl=False)
    assert opening.data != closing.data
    assert opening.width == closing.width


class TestAgainstAnotherImplementation:
    """The order of letters is that of python-bidi, an implementation of the same annex."""

    @given(
        st.text("abcAB אבגדה 123 45.6% $7 ,.:;!?()[] ابتثج ٣٤٥ - /«»\u2066\u2067\u2068\u2069", max_size=40),
        st.booleans(),
    )
    def test_the_order_is_the_same(self, text: str, rtl: bool) -> None:  # noqa: FBT001  drawn by hypothesis
        """Of letters, numbers, signs, brackets and isolates of both directions."""
        bidi = pytest.importorskip("bidi")
        seen = "".join(text[at] for at in visual_order(levels(text, rtl=rtl)))
        assert seen == bidi.get_display(text, base_dir="R" if rtl else "L")


def test_what_is_in_an_isolate_has_a_direction_of_its_own() -> None:
    """It is one neutral to what is around it, and the direction of the paragraph is not that of its letters."""
    seen = levels("a \u2068אב\u2069, \u2068גד\u2069 b", rtl=False)
    assert seen == [0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0]
    assert is_rtl("\u2068Ida\u2069: אב")
    assert not is_rtl("\u2068אב\u2069: Ida")


def test_what_is_among_words_from_the_right_is_in_one_font_with_them() -> None:
    """Numbers, spaces and Latin words, too: programs that put letters in order begin anew with each font."""
    page = opened(pdf(says(SENTENCES["he"], label=None), lang="he")).pages[0]
    words = page.Contents.read_bytes().split(b"/Span <</MCID 1>> BDC")[1].split(b"EMC")[0]
    assert words.count(b" Tf") == 1


def test_each_character_has_a_code_of_its_own() -> None:
    """The first one of a cluster has its glyphs; together they are as wide as it is."""
    (cluster,) = shaped("Devanagari").clusters("हिं", rtl=False)
    signs = cluster.signs()
    assert [sign.text for sign in signs] == [*"हिं"]
    assert [bool(sign.cluster.glyphs) for sign in signs] == [True, False, False]
    assert sum(sign.width for sign in signs) == pytest.approx(cluster.width)


def test_no_code_is_a_line_end() -> None:
    """PDF readers take a carriage return in a string for a line feed (PDF 32000-1, 7.3.4.2)."""
    font = DocumentFonts().subsets.composite(DocumentFonts().selection("text").faces.first)
    codes = [font.code(one) for one in shaped("Arabic").clusters("ابتثجحخدذرزسشصضطظعغ ف ق", rtl=True)]
    assert not any(b"\r" in code for code in codes)
    assert len(set(codes)) >= 13


def test_every_level_is_one_of_three() -> None:
    """Without embeddings there is nothing deeper than a number in right-to-left words of a left-to-right line."""
    assert set(levels("see אב 12 גד there", rtl=False)) == {0, 1, 2}
    assert set(levels("", rtl=True)) == set()


def test_a_document_of_many_scripts_is_one_file() -> None:
    """With as many fonts as it takes."""
    blocks = [says(text, number=number) for number, text in enumerate(SENTENCES.values(), 1)]
    data = pdf(*blocks)
    assert data.startswith(b"%PDF")
    assert document(*blocks).body


def test_a_space_behind_a_sign_is_a_space_without_the_source_too() -> None:
    """Its mark of direction, which keeps the order in some programs, is none of the words."""
    text, buffer = "מים קרים: זורמים מן ההר, 42 חלקות. כולנו משקים לפי תור.", BytesIO()
    with pikepdf.open(BytesIO(pdf(says(text, label=None), lang="he"))) as file:
        del file.Root.AF, file.Root.Names
        file.save(buffer)
    found = docconv.read(buffer.getvalue(), format="pdf").body
    assert text in [text_of(block.children) for block in found if isinstance(block, Narrative)]
