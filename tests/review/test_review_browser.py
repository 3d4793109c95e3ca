"""The review in a real browser: by mouse and by keyboard, on a phone, in the dark, in forced colours, from right to left."""

from __future__ import annotations

import re
import wave
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from docconv.sidecar import path_beside
from support.axe import faults_of
from support.review_places import TALK, line, part, told

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from support.review_desk import Desk

pytest_plugins = ["support.review_desk"]

HEBREW = """פרוטוקול ישיבת ועד הגן

נועה: בוקר טוב לכולם. מי משקה את הגן השבוע?

אורי: אני, בתור.

Ann Lund: Gladly, on Tuesday.

נועה: תודה. ומי קונה את הזרעים?

אורי: כולם קונים יחד.
"""
WIDE, PHONE = (1280, 800), (320, 640)
VIEWS = ("source", "turns", "doubts", "people", "facts", "finish")
TALKS = {"talk": TALK, "hebrew": HEBREW}


def kind(page: Page, number: int) -> str:
    """What kind of block a line is in."""
    block = page.locator(".block", has=page.locator(f"[role=option][data-n='{number}']"))
    return (block.get_attribute("class") or "").removeprefix("block ")


def tool(page: Page, name: str) -> Any:  # noqa: ANN401  a locator
    """What can be done with the lines that are chosen."""
    return page.locator("#tools").get_by_role("button", name=name)


def show(page: Page, view: str) -> None:
    """Go to a view; what a wide window shows at once needs no going."""
    tab = page.locator(f"[role=tab][data-view={view}]")
    if tab.is_visible():
        tab.click()


@pytest.mark.parametrize(
    ("name", "look"), [("talk", "light"), ("talk", "dark"), ("talk", "forced"), ("hebrew", "light")]
)
def test_axe_finds_nothing(desk: Desk, name: str, look: str) -> None:
    """In no view, wide or on a phone, by day, in the dark or in forced colours."""
    page = desk.open(TALKS[name], look=look)
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for view in VIEWS:
            show(page, view)
            assert faults_of(page) == [], (view, width)


@pytest.mark.parametrize("key", ["s", "l", "c", "y", "?"])
def test_axe_finds_nothing_in_a_dialog(desk: Desk, key: str) -> None:
    """Questions, reasons and the list of keys; Escape leads back to the line."""
    page = desk.open(TALK)
    line(page, 5).click()
    page.keyboard.press(key)
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(line(page, 5)).to_be_focused()


def test_a_line_is_decided_by_mouse(desk: Desk) -> None:
    """It is chosen in both panes, changed, said, kept beside the transcript, and taken back."""
    page = desk.open(TALK)
    sidecar = path_beside(desk.folder / "talk.txt")
    part(page, 5).click()
    expect(line(page, 5)).to_have_attribute("aria-selected", "true")
    tool(page, "Narrative").click()
    expect(told(page)).to_contain_text("Line 5 is narrative.")
    assert kind(page, 5) == "narrative"
    assert 'is = "narrative"' in sidecar.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    expect(told(page)).to_contain_text("Undone.")
    assert kind(page, 5) == "turn"
    page.get_by_role("button", name="Redo").click()
    expect(told(page)).to_contain_text("Redone.")
    assert kind(page, 5) == "narrative"


def test_all_is_done_by_keyboard_alone(desk: Desk) -> None:
    """From the head of the page to the source, a decision on two lines, undo, a speaker by name, search, converting."""
    page = desk.open(TALK)
    press = page.keyboard.press
    press("/")
    page.keyboard.type("mended")
    press("Enter")
    expect(line(page, 5)).to_have_attribute("aria-selected", "true")
    for _ in range(20):
        press("Tab")
        if page.evaluate("document.activeElement.matches('#lines [role=option]')"):
            break
    expect(line(page, 5)).to_be_focused()
    press("Shift+ArrowUp")
    press("Shift+ArrowDown")
    press("n")
    expect(told(page)).to_contain_text("Line 5 is narrative.")
    expect(line(page, 5)).to_be_focused()
    press("Control+z")
    expect(told(page)).to_contain_text("Undone.")
    press("s")
    page.keyboard.type("Dora Quill")
    press("Enter")
    expect(told(page)).to_contain_text("The speaker of line 5 is changed.")
    expect(part(page, 5)).to_contain_text("Dora Quill")
    press("Enter")
    assert page.evaluate("document.activeElement.closest('#tools') !== null")
    press("End")
    press("ArrowLeft")
    press("Home")
    expect(page.locator("#alike")).to_be_focused()
    for _ in range(3):
        press("Tab")
        if page.evaluate("document.activeElement.matches('[role=tab]')"):
            break
    press("End")
    press("Enter")
    expect(page.get_by_role("heading", name="Convert")).to_be_visible()
    while not page.evaluate("document.activeElement.textContent === 'Convert'"):
        press("Tab")
    press("Enter")
    expect(page.locator("#converted li").first).to_be_visible()
    assert {path.suffix for path in desk.folder.iterdir()} == {".txt", ".toml", ".docx", ".pdf", ".html"}


def test_tab_goes_round_and_every_stop_can_be_seen(desk: Desk) -> None:
    """No trap, no stop without a mark, and one stop for each list."""
    page = desk.open(TALK)
    line(page, 3).click()
    page.evaluate("document.activeElement.blur()")
    stops = list[str]()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one);
            return [one === document.body ? '' : one.id || one.dataset.n || one.dataset.view || one.textContent,
                    one === document.body ? 'solid' : style.outlineStyle]; }"""
        )
        assert outline != "none", name
        if name in stops:
            break
        stops += [name] if name else []
    assert len(stops) < 30
    assert {"search", "3", "do.speaker", "doubts"} <= set(stops)


def test_the_doubts_are_answered_one_after_the_other(desk: Desk) -> None:
    """By a number; the next takes the place of the one before, and the end is told."""
    page = desk.open(TALK)
    count = int(page.locator("#doubts-count").text_content() or 0)
    assert count > 0
    for left in range(count - 1, -1, -1):
        page.locator("#doubts .card").focus()
        page.keyboard.press("1")
        expect(page.locator("#doubts-count")).to_have_text(str(left or ""))
    expect(told(page)).to_contain_text("No doubt is left.")
    expect(page.locator("#progress-text")).to_contain_text(re.compile(r"of .* doubts settled"))
    page.get_by_role("button", name="To the end: convert").click()
    expect(page.get_by_role("heading", name="Convert")).to_be_visible()


def test_a_doubt_comes_back_with_its_answer_undone(desk: Desk) -> None:
    """It is at hand again, and its place is chosen."""
    page = desk.open(TALK)
    place = page.locator(".card > .where").text_content() or ""
    page.keyboard.press("1")
    expect(told(page)).to_contain_text("Decided:")
    line(page, 15).click()
    page.keyboard.press("Control+z")
    expect(page.locator(".card > .where")).to_have_text(place)
    expect(line(page, int(place.split()[-1]))).to_have_attribute("aria-selected", "true")


def test_speakers_are_named_and_merged(desk: Desk) -> None:
    """Each where they are listed; the turns tell at once."""
    page = desk.open(TALK)
    show(page, "people")
    page.get_by_role("button", name="Rename …: Bo Vik").click()
    page.keyboard.type("Bodil Vik")
    page.keyboard.press("Enter")
    expect(page.locator("#people h3", has_text="Bodil Vik")).to_be_visible()
    expect(part(page, 7)).to_contain_text("Bodil Vik")
    page.get_by_role("button", name="Same as …: Cora Moss").click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("bod")
    page.keyboard.press("Enter")
    expect(page.locator("#people .cast > li")).to_have_count(2)
    page.get_by_role("button", name="Somebody else: Cora Moss").click()
    expect(page.locator("#people .cast > li")).to_have_count(3)


def test_those_without_a_name_are_told_by_their_places(desk: Desk) -> None:
    """In the list of all, and where somebody is chosen."""
    page = desk.open(f"{TALK}\nVisitor: And the key?\n\nBo Vik: Here.\n\nVisitor: Thank you.\n")
    show(page, "people")
    page.get_by_role("button", name="Give a name …: Visitor, line 21").click()
    page.keyboard.type("Dora Quist")
    page.keyboard.press("Enter")
    expect(part(page, 21)).to_contain_text("Dora Quist")
    expect(part(page, 17)).not_to_contain_text("Dora Quist")
    page.get_by_role("button", name="Same as …: Dora Quist").click()
    expect(page.get_by_role("option", name="Visitor 1 turn, line 17")).to_be_visible()


def test_a_turn_is_cut_and_joined(desk: Desk) -> None:
    """A paragraph becomes a turn of somebody, and goes back to the turn above."""
    page = desk.open(TALK)
    part(page, 5).click()
    page.keyboard.press("c")
    page.keyboard.type("Bo Vik")
    page.keyboard.press("Enter")
    expect(part(page, 5)).to_contain_text("Bo Vik")
    page.keyboard.press("j")
    expect(part(page, 5)).not_to_contain_text("Bo Vik")
    assert page.locator(".block", has=page.locator("[data-n='5']")).locator("[data-n='3']").count() == 1


def test_facts_are_changed(desk: Desk) -> None:
    """They are kept when the field is left."""
    page = desk.open(TALK)
    show(page, "facts")
    page.get_by_role("textbox", name="Title").fill("The gate of the orchard")
    page.keyboard.press("Tab")
    expect(told(page)).to_contain_text("is changed.")
    assert "The gate of the orchard" in path_beside(desk.folder / "talk.txt").read_text(encoding="utf-8")


def test_an_answer_takes_nothing_from_who_types(desk: Desk) -> None:
    """What is typed into a field while another one is being kept stays, and is kept in its turn."""
    page = desk.open(TALK)
    show(page, "facts")
    slow: list[Route] = []

    def hold(route: Route) -> None:
        slow.append(route)

    page.route("**/decide", hold)
    page.get_by_role("textbox", name="Title").fill("The gate")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Date").press_sequentially("2026-03")
    slow[0].continue_()
    expect(told(page)).to_have_text(re.compile("Title\\W+is changed"))
    page.unroute("**/decide")
    page.keyboard.type("-05")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Date")).to_have_value("2026-03-05")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("The gate")
    expect(told(page)).to_have_text(re.compile("Date\\W+is changed"))
    assert "2026-03-05" in path_beside(desk.folder / "talk.txt").read_text(encoding="utf-8")


def test_a_language_is_chosen_by_its_name(desk: Desk) -> None:
    """Also in that language itself; what is the name of none is told, and what was there stays."""
    page = desk.open(TALK)
    show(page, "facts")
    field = page.get_by_label("Language")
    for written, tag in (("German", "de"), ("français", "fr")):
        field.fill(written)
        page.keyboard.press("Tab")
        expect(field).to_have_value(tag)
    field.fill("Orchardese")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("the tag of a language, such as en")
    expect(field).to_have_value("fr")


def test_an_edit_outside_is_told_and_nothing_is_overwritten(desk: Desk) -> None:
    """Neither the transcript nor the decisions; the page shows them as they are now."""
    page = desk.open(TALK)
    sidecar = path_beside(desk.folder / "talk.txt")
    by_hand = '[[line]]\ntext = "Nobody has mended"\nis = "heading"   # by hand\n'
    part(page, 7).click()
    sidecar.write_text(by_hand, encoding="utf-8")
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("changed elsewhere")
    expect(page.locator(".block.heading [data-n='5']")).to_be_attached()
    assert sidecar.read_text(encoding="utf-8") == by_hand
    desk.write(TALK + "\nBo Vik: One more thing.\n")
    expect(line(page, 17)).to_be_attached()


def test_a_second_tab_sees_what_was_decided_in_the_first(desk: Desk) -> None:
    """A decision on what it still shows is not taken, and it shows what is there."""
    page = desk.open(TALK)
    second = page.context.new_page()
    second.goto(page.url)
    part(second, 7).click()
    second.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    part(page, 5).click()
    page.keyboard.press("h")
    expect(told(page)).to_contain_text("Line 5 is a heading.")
    second.keyboard.press("n")
    expect(second.get_by_role("alert")).to_contain_text("decide again")
    assert (kind(second, 5), kind(second, 7)) == ("heading", "turn")


def test_what_cannot_be_decided_is_told(desk: Desk) -> None:
    """In words, until it is closed; nothing is changed."""
    page = desk.open(TALK)
    line(page, 4).click()
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_be_empty()
    assert not path_beside(desk.folder / "talk.txt").exists()


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_needs_no_scrolling_sideways(desk: Desk, view: str) -> None:
    """However long words and names are."""
    long = "Ann" + "a" * 300
    page = desk.open(
        f"{long}: {'word' * 200}.\n\nBo: yes.\n\n{long}: no.\n\nBo: {'no' * 300}\n", width=320, height=640
    )
    show(page, view)
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert sizes[0] <= sizes[1]
    assert page.evaluate(
        "[...document.querySelectorAll('.lines, .text, .side')].every(one => one.scrollWidth <= one.clientWidth)"
    )


def test_a_phone_shows_one_part_and_leads_to_the_others(desk: Desk) -> None:
    """From a doubt to its place, where all can be done, and back."""
    page = desk.open(TALK, width=PHONE[0], height=PHONE[1])
    expect(page.locator("#lines")).to_be_hidden()
    page.get_by_role("button", name="Show in the text").click()
    expect(page.locator("#text [aria-selected=true]").first).to_be_in_viewport()
    tool(page, "Narrative").click()
    expect(told(page)).to_contain_text("narrative")
    show(page, "doubts")
    expect(page.locator("#doubts .card")).to_be_visible()


def test_marks_can_be_seen_in_forced_colours(desk: Desk) -> None:
    """They are lines; what is chosen has the colour of what is chosen."""
    page = desk.open(TALK, look="forced")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format("#lines [data-mark=doubt]", "borderInlineStartStyle")) == "dotted"
    part(page, 9).click()
    chosen = page.evaluate(style.format('[aria-selected="true"]', "backgroundColor"))
    assert chosen != page.evaluate(style.format('[aria-selected="false"]', "backgroundColor"))
    page.locator("#text .part[data-mark=doubt]").first.click()
    mark, words = page.evaluate(
        """() => {
            const says = document.querySelector('#text .part[data-mark=doubt][aria-selected=true] .says');
            return [getComputedStyle(says, '::after').color, getComputedStyle(says).color];
        }"""
    )
    assert mark == words


def test_text_runs_from_right_to_left_where_it_does(desk: Desk) -> None:
    """Numbers are at the right, words begin there; a line in Latin letters begins at the left."""
    page = desk.open(HEBREW)
    places = page.evaluate(
        """() => [3, 7].map(n => {
            const says = document.querySelector(`#text [data-n='${n}'] .says`), range = document.createRange();
            range.selectNodeContents(says);
            const box = range.getBoundingClientRect(), pane = says.getBoundingClientRect();
            return [says.dir, pane.right - box.right < 3, box.left - pane.left < 3];
        })"""
    )
    assert places == [["rtl", True, False], ["ltr", False, True]]
    assert page.evaluate("['lines', 'text'].map(id => getComputedStyle(document.getElementById(id)).direction)") == [
        "rtl", "rtl",
    ]  # fmt: skip


HOSTILE = (
    "<script>document.title='hit'</script>", "<img src=x onerror=\"document.title='hit'\">", "</style><h1>hit</h1>",
    "<a href='javascript:1'>x</a>", "\u202egnikcah", "{name} {n} ${1}", "__proto__", "constructor",
)  # fmt: skip


def test_a_hostile_transcript_stays_text(desk: Desk) -> None:
    """In every view, as label, word, name, fact and doubt: nothing is run, loaded or turned."""
    text = "".join(f"{evil}: {evil} one\n\nBo Lund: {evil}\n\n" for evil in HOSTILE for _ in range(3))
    page = desk.open(f"<h1>Title</h1>\n\n{text}{'x' * 100_000}\n")
    said, asked = list[str](), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.reload()
    expect(line(page, 3)).to_contain_text(HOSTILE[0])
    for view in VIEWS:
        show(page, view)
    line(page, 3).click()
    for key in "yls":
        page.keyboard.press(key)
        expect(page.locator("dialog")).to_be_visible()
        if key != "s":
            page.keyboard.press("Escape")
    page.keyboard.type(HOSTILE[0])
    page.keyboard.press("Enter")
    expect(told(page)).not_to_be_empty()
    assert said == []
    assert all(url.startswith(page.url) for url in asked)
    assert page.title() == "talk.txt – review"
    assert page.locator("main :is(script, img, iframe, h1, a, style)").count() == 0


def test_two_megabytes_scroll_and_answer(desk: Desk) -> None:
    """The end is reached, the search leads into the middle, and a decision draws little anew."""
    words = "the garden has forty plots, and everybody waters them in turns " * 6
    rows = "\n\n".join(f"{('Ann Lund', 'Bo Vik')[at % 2]}: {words}number {at}." for at in range(5000))
    assert len(rows) > 1_900_000
    page = desk.open(rows)
    last = page.locator("#lines [role=option]").last
    page.locator("#lines [tabindex='0']").focus()
    page.keyboard.press("End")
    expect(last).to_be_in_viewport()
    expect(page.locator("#text [role=option]").last).to_be_in_viewport()
    page.locator("#search").fill("number 2500.")
    page.keyboard.press("Enter")
    expect(line(page, 5001)).to_be_in_viewport()
    expect(part(page, 5001)).to_be_in_viewport()
    page.evaluate(
        """() => { globalThis.drawn = 0; new MutationObserver(all => { drawn += all.flatMap(one => [...one.addedNodes]).length })
        .observe(document.getElementById('text'), { childList: true, subtree: true }); }"""
    )
    tool(page, "Narrative").click()
    expect(told(page)).to_contain_text("Line 5001 is narrative.")
    assert kind(page, 5001) == "narrative"
    assert 0 < page.evaluate("drawn") < 20


def test_one_of_several_files_is_chosen(desk: Desk) -> None:
    """The files of a folder, by name."""
    desk.write(HEBREW, "a.txt")
    desk.write(TALK, "b.txt")
    page = desk.open(desk.folder)
    expect(page.locator("h1")).to_have_text("a.txt")
    page.get_by_role("combobox", name="File").select_option("b.txt")
    expect(page.locator("h1")).to_have_text("b.txt")
    expect(line(page, 3)).to_contain_text("Good evening")


def test_what_can_be_learnt_is_shown(desk: Desk) -> None:
    """As the text of the file that keeps it."""
    page = desk.open(TALK)
    part(page, 5).click()
    page.keyboard.press("n")
    expect(told(page)).to_contain_text("narrative")
    show(page, "finish")
    page.get_by_role("button", name="Show what can be learnt").click()
    expect(page.locator("#learnt")).to_contain_text("decision")
    expect(page.locator("#learnt pre")).to_be_in_viewport()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save docconv.toml").click()
    assert saved.value.suggested_filename == "docconv.toml"
    assert saved.value.path().read_text(encoding="utf-8") == page.locator("#learnt pre").text_content()


def test_the_end_of_the_program_is_told(desk: Desk) -> None:
    """In words that say what to do; nothing is said to be decided."""
    page = desk.open(TALK)
    part(page, 5).click()
    page.context.set_offline(True)
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("Start docconv review again")
    assert kind(page, 5) == "turn"


def test_the_recording_is_heard_at_the_place(desk: Desk) -> None:
    """From the time that the transcript gives for the line that is chosen, or for one above it."""
    sound = desk.folder / "talk.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * 8000 * 100)
    times = "[00:00:05] Ann: Hello.\n\n[00:00:12] Bo: Hello.\n\n[00:01:20.5] Ann: Who is there?\n\n[00:01:30] Bo: Me.\n"
    page = desk.open(times, "--media", str(sound))
    line(page, 5).click()
    page.locator("#sound").evaluate(
        "one => { one.pause(); one.play = async () => { one.dataset.played = one.currentTime; }; }"
    )
    page.keyboard.press("p")
    expect(page.locator("#sound")).to_have_attribute("data-played", "80.5")
