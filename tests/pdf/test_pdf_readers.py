"""What other programs read from the pages: the table in docs/pdf.md is what they give."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from support.pdf_documents import pdf, says
from support.pdf_readers import READERS, ROOT, found_by_pdfium, found_by_pdfjs, in_order, words

SAMPLES = {
    "Latin, divided words": (
        "de",
        (
            "Alle Verwaltungsangelegenheiten und die Wasserversorgungseinrichtungen sind von der "
            "Grundstücksverkehrsgenehmigung abhängig, denn die Bewässerungsgenossenschaften haben es der "
            "Verwaltungsgerichtsbarkeit im Jahr zuvor in allen Angelegenheiten versprochen, ohne an Wasser zu denken."
        ),
    ),
    "Hebrew": (
        "he",
        "מים קרים מאוד זורמים מן ההר, כמו שתמיד זרמו. כולנו משקים לפי תור, ומי שמאחר משקה פעמיים.",
    ),
    "Hebrew with points": ("he", "שָׁלוֹם חֲבֵרִים, בְּרֵאשִׁית בָּרָא"),
    "Hebrew with numbers and Latin": (
        "he",
        "בגינה יש 42 חלקות (שלוש מהן חדשות), כך קראתי ב Garden Weekly לפני יומיים.",
    ),
    "Arabic": (
        "ar",
        "نسقيها جميعا بالتناوب، ومن يتأخر يسقي مرتين. هذا ما اتفقنا عليه في العام الماضي، ولا أرى سببا لتغييره الآن.",
    ),
    "Arabic with numbers and Latin": (
        "ar",
        "في الحديقة 42 قطعة (منها ثلاث جديدة)، قرأت ذلك في Garden Weekly قبل يومين.",
    ),
    "Hebrew and Arabic in Latin": (
        "en",
        "He said שלום חברים to me (and also مرحبا بكم), which both mean the same thing.",
    ),
    "Devanagari": (
        "hi",
        "बगीचे में बयालीस क्यारियाँ हैं, और पानी ठंडा है। यह पानी पहाड़ी से आता है, जैसा हमेशा से आता रहा है।",
    ),
    "Thai": ("th", "ที่นี่มีแปลงผักสี่สิบสองแปลง น้ำเย็นมากเพราะไหลมาจากภูเขา"),
    "Chinese": ("zh", "花园里有四十二块地，其中三块是今年新开的，水从山上流下来，一年四季都很凉。"),
    "Japanese": ("ja", "庭には四十二の区画があります。水は山から流れてきます。"),
    "Korean": ("ko", "정원에는 마흔두 개의 밭이 있습니다."),
    "Cyrillic": (
        "ru",
        "В саду сорок два участка, и вода холодная, потому что она течёт с горы, как текла всегда.",
    ),
}
"""A language and a text of each kind."""
SEARCHES = {"search of PDFium": found_by_pdfium, "search of pdf.js": found_by_pdfjs}
DOCS = ROOT / "docs" / "pdf.md"


@cache
def sample(name: str, folder: Path) -> Path:
    """The file of a sample."""
    lang, text = SAMPLES[name]
    path = folder / f"{[*SAMPLES].index(name)}.pdf"
    path.write_bytes(pdf(says(text, label=None), lang=lang))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the samples are."""
    return tmp_path_factory.mktemp("samples")


def table(column: str) -> dict[str, float]:
    """A column of the table in the documentation, by the names of the samples."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("| words |"))
    head = [cell.strip() for cell in lines[start].strip("|").split("|")]
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[start + 2 :])
    return {row[0]: share(row[head.index(column)]) for row in rows if row[0] in SAMPLES}


def share(cell: str) -> float:
    """A share that the table has, in whole hundredths."""
    return (
        {"all": 1.0, "none": 0.0}[cell] if cell in ("all", "none") else float(cell.rstrip(" %")) / 100 - 0.005
    )


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gives_the_words_in_order(reader: str, folder: Path) -> None:
    """As many as the table says or more, with their spaces."""
    told = table(reader)
    assert told.keys() == SAMPLES.keys()
    for name, (lang, text) in SAMPLES.items():
        found = words(READERS[reader](sample(name, folder)), lang)
        assert in_order(words(text, lang), found) >= told[name], (name, found)


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_finds_the_words(search: str, folder: Path) -> None:
    """As many as the table says or more."""
    told = table(search)
    for name, (_, text) in SAMPLES.items():
        assert SEARCHES[search](sample(name, folder), text) >= told[name], name


@pytest.mark.parametrize("name", [name for name, (lang, _) in SAMPLES.items() if lang in ("ar", "he")])
def test_signs_and_numbers_stand_before_the_space_behind_them(name: str, folder: Path) -> None:
    """Of lines that run from the right, for Poppler, which holds signs for numbers."""
    lang, text = SAMPLES[name]
    wanted = words(text, lang)
    found = words(READERS["Poppler"](sample(name, folder)), lang)
    assert found[-len(wanted) :] == wanted
