"""Pages in a real browser: by eye, by keyboard, by those who listen, on a phone, in the dark, on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from attrs import evolve
from playwright.sync_api import expect

import docconv
from docconv.model import Document, Heading, Metadata, Paragraph, Resolved, Section, Speaker, Text, Turn
from docconv.themes.model import BUILT_IN
from support.axe import faults_of
from support.talk import ALL, ANN, BODY, MAN, META

if TYPE_CHECKING:
    from support.screen import Screen

pytest_plugins = ["support.screen"]

TALK: Resolved = Document(BODY, evolve(META, media=None), None, (MAN, ANN, ALL))
"""Without a recording, of which `test_html_recording_browser` tells."""
EVERYTHING = {"contents": True, "participants": True, "notes": True}
DESKTOP, PHONE = (1280, 900), (320, 640)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEBREW = "נועה: בוקר טוב.\n\nאורי: בוקר אור, נועה.\n\nנועה: מי משקה את הגן?\n\nאורי: כולם, בתור.\n"


def example(name: str) -> Resolved:
    """An example, or a talk in Hebrew."""
    if name == "hebrew":
        return docconv.read(HEBREW.encode(), format="text")
    return TALK if name == "talk" else docconv.read(EXAMPLES / f"{name}.txt")


@pytest.mark.parametrize("theme", BUILT_IN)
@pytest.mark.parametrize("name", ["talk", "hebrew", *sorted(path.stem for path in EXAMPLES.glob("*.txt"))])
def test_axe_finds_nothing(screen: Screen, name: str, theme: str) -> None:
    """On a desktop and a phone, by day and in the dark."""
    page = screen.show(example(name), theme=theme, **EVERYTHING)
    for scheme, (width, height) in (("light", DESKTOP), ("dark", PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert faults_of(page) == []


def test_axe_finds_nothing_in_transcripts_of_others(screen: Screen, shared: Path) -> None:
    """Those that docconv began with."""
    for text in sorted(shared.joinpath("seed").glob("*.txt")):
        page = screen.show(docconv.read(text), **EVERYTHING)
        assert faults_of(page) == []


@pytest.mark.parametrize("theme", BUILT_IN)
def test_a_phone_needs_no_scrolling_sideways(screen: Screen, theme: str) -> None:
    """However long a word is, and wherever labels are."""
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("ab" * 400),)),), (ANN,), "Label" * 30)
    page = screen.show(Document((turn,), META, None, (ANN,)), *PHONE, theme=theme, **EVERYTHING)
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert sizes[0] <= sizes[1]


@pytest.mark.parametrize("theme", BUILT_IN)
def test_a_title_on_a_phone_is_not_broken_within_a_word(screen: Screen, theme: str) -> None:
    """Its letters are smaller there than on a desktop, down to those of a word that fills the line."""
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("Ja."),)),), (ANN,), "Ann")
    meta = evolve(META, title="Parliamentarianism", media=None)
    page = screen.show(Document((turn,), meta, None, (ANN,)), 360, 640, theme=theme, **EVERYTHING)
    lines = """[...document.querySelectorAll('h1')].map(one => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return range.getClientRects().length;
    })"""
    assert page.evaluate(lines) == [1]


def test_a_column_of_labels_is_beside_the_words_where_there_is_room(screen: Screen) -> None:
    """At the end where lines begin, be it left or right; on a phone it is above them."""
    places = {}
    for name in ("garden", "hebrew"):
        page = screen.show(example(name), theme="minutes")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            places[name, width] = page.evaluate(
                """() => {
                    const label = document.querySelector('div b'), range = document.createRange();
                    range.selectNodeContents(label.parentNode); range.setStartAfter(label);
                    const [a, b] = [label, range].map(one => [...one.getClientRects()].find(box => box.width > 5));
                    return a.bottom <= b.top + 1 ? 'above' : a.right <= b.left ? 'left' : 'right';
                }"""
            )
    assert places == {
        ("garden", 1280): "left",
        ("garden", 320): "above",
        ("hebrew", 1280): "right",
        ("hebrew", 320): "above",
    }


def test_doubts_are_shown_to_whoever_asks_by_keyboard_alone(screen: Screen) -> None:
    """The box first; then a mark leads to its reason, and the reason back."""
    page = screen.show(TALK)
    note, mark = page.locator("footer li").nth(1), page.locator(".doubt").nth(1)
    assert (note.is_visible(), mark.is_visible()) == (False, False)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert (note.is_visible(), mark.is_visible()) == (True, True)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == "t1: low; ANNN"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target') === document.querySelectorAll('.doubt')[1]")


def test_contents_and_participants_lead_to_their_places(screen: Screen) -> None:
    """By keyboard, and by an address that names a turn."""
    rows = tuple(
        Turn[Speaker](f"t{at}", (Paragraph((Text("Yes."),)),), (ANN,), "Ann") for at in range(1, 200)
    )
    part: Section[Speaker] = Section(rows[100:], Heading((Text("Part"),)))
    page = screen.show(Document((*rows[:100], part), META, None, (ANN,)), **EVERYTHING)
    page.locator("nav a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == "Part"
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("details a").last.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#t199"
    box = page.locator("#t199").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("forced", ["active", "none"])
def test_marks_can_be_seen_in_forced_colours(screen: Screen, forced: str) -> None:
    """They are lines and signs, not grounds."""
    page = screen.show(TALK, notes=True)
    page.emulate_media(forced_colors="active" if forced == "active" else "none")
    turn = "getComputedStyle(document.querySelector('div[data-cert]')).outlineStyle"
    quotation = "getComputedStyle(document.querySelector('q[data-cert]')).textDecorationLine"
    assert (page.evaluate(turn), page.evaluate(quotation)) == ("dotted", "underline")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches") is (forced == "active")


def test_letters_grow_with_the_size_that_a_reader_has_chosen(screen: Screen) -> None:
    """And lines with them, so that nothing lies over anything."""
    page = screen.show(TALK)
    size = "parseFloat(getComputedStyle(document.querySelector('div[id] p')).{})"
    before = [page.evaluate(size.format(name)) for name in ("fontSize", "lineHeight")]
    page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")
    after = [page.evaluate(size.format(name)) for name in ("fontSize", "lineHeight")]
    assert [round(new / old, 2) for new, old in zip(after, before, strict=True)] == [2, 2]


def test_paper_has_the_page_of_the_theme_and_no_box(screen: Screen) -> None:
    """Its size, running head and page number, and all words."""
    page = screen.show(example("scene"), theme="drama")
    data = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(io.BytesIO(data)) as printed:
        sizes = {tuple(round(side) for side in printed[at].get_size()) for at in range(len(printed))}
        text = "".join(printed[at].get_textpage().get_text_range() for at in range(len(printed)))
    assert sizes == {(420, 595)}
    assert "KLEMENS" in text
    assert "Mark where it is not certain" not in text


HOSTILE = (
    "<script>document.title='hit'</script>", "<img src=x onerror=\"document.title='hit'\">", "</style><h1>hit</h1>",
    "</script><script>document.title='hit'</script>", "<iframe src='javascript:document.title=1'></iframe>",
    "\u202egnikcah", "<a href='javascript:1'>x</a>", "<meta http-equiv=refresh content='0;url=about:blank'>",
)  # fmt: skip


def test_a_hostile_transcript_stays_text(screen: Screen, tmp_path: Path) -> None:
    """Nothing is run, nothing is loaded, the page stays, and all of it can be read as it was written."""
    text = "".join(f"{evil}: {evil} one\n\nBo Lund: {evil}\n\n" for evil in HOSTILE for _ in range(3))
    document = docconv.read(text.encode(), format="text")
    speaker = Speaker("eve", name=HOSTILE[0], role=HOSTILE[1])
    turn: Turn[Speaker] = Turn("t999", (Paragraph(tuple(map(Text, HOSTILE))),), (speaker,), HOSTILE[3])
    metadata = Metadata(HOSTILE[2], "en", None, HOSTILE[3], HOSTILE[3], ((HOSTILE[0], HOSTILE[3]),))
    whole = Document((*document.body, turn), metadata, None, (*document.speakers, speaker))
    file = tmp_path / "evil.html"
    file.write_bytes(docconv.write(whole, "html", options=EVERYTHING))
    page, told, asked = screen.browser.new_page(), list[str](), list[str]()
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert (asked, told, page.url) == ([file.as_uri()], [], file.as_uri())
    assert page.title() == "</style><h1>hit</h1>"
    assert page.locator("h1").count() == 1
    assert (
        page.locator("script:not([type='application/ld+json']), iframe, img, a[href^='javascript']").count()
        == 0
    )
    assert page.locator("#t999 p").text_content() == f"{HOSTILE[3]}: {''.join(HOSTILE)}"


def test_letters_that_turn_the_line_do_not_reach_beyond_their_label(screen: Screen) -> None:
    """An override in a label ends with the label."""
    plain, turned = "Ann", "Ann \u202e"
    places = []
    for label in (plain, turned):
        turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("first second"),)),), (ANN,), label)
        page = screen.show(Document((turn,), META, None, (ANN,)))
        places.append(
            page.evaluate(
                """() => {
                    const text = document.querySelector('div b').nextSibling, range = document.createRange();
                    const left = word => { const at = text.data.indexOf(word);
                        range.setStart(text, at); range.setEnd(text, at + 1);
                        return range.getBoundingClientRect().left; };
                    return left('first') < left('second');
                }"""
            )
        )
    assert places == [True, True]


def test_two_megabytes_scroll_and_answer(screen: Screen) -> None:
    """The end is reached, the box answers, and an address leads into the middle."""
    words = "the garden has forty plots, and everybody waters them in turns " * 8
    rows = tuple(
        Turn[Speaker](f"t{at}", (Paragraph((Text(words.strip()),)),), (ANN,), "Ann Lund")
        for at in range(1, 4000)
    )
    page = screen.show(Document((*BODY[:1], *rows), META, None, (MAN, ANN)))
    assert len((screen.folder / "page.html").read_bytes()) > 2_000_000
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )  # it is drawn
    page.keyboard.press("End")
    expect(page.locator("#t3999")).to_be_in_viewport()
    page.goto(f"{page.url}#t2000")
    box = page.locator("#t2000").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    page.locator("input").check()
    assert page.locator("footer li").is_visible()
