"""A page with its recording in a real browser: played from a turn by mouse and keyboard, and without scripts."""

from __future__ import annotations

import threading
import wave
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from playwright.sync_api import Browser, Page, expect

import docconv
from docconv.model import Document, Metadata, Paragraph, Resolved, Text, Timing, Turn
from docconv.themes.model import BUILT_IN
from docconv.walk import turns
from support.axe import faults_of
from support.talk import ALL, ANN, BODY, MAN, META

if TYPE_CHECKING:
    from support.screen import Screen

pytest_plugins = ["support.screen"]

SPOKEN = (
    (ANN, Timing(0, 2000)),
    (MAN, Timing(60_000, 62_000)),
    (ALL, Timing(61_000, 80_500)),
    (ANN, Timing(80_500)),
)
"""Who speaks from when to when; the third falls into the second one's words."""
NAME = "a talk & more.wav"
WORDS = "the garden has forty plots, and everybody waters them in turns " * 20
SOUNDING = "[...document.querySelectorAll('div[aria-current=true]')].map(one => one.id)"


def talk(media: str | None = NAME) -> Resolved:
    """A document with times."""
    rows = tuple(
        Turn(f"t{at}", (Paragraph((Text(WORDS.strip()),), timing=timing),), (who,), "Label")
        for at, (who, timing) in enumerate(SPOKEN, 1)
    )
    return Document(rows, Metadata("A talk", "en", media=media), None, (ANN, MAN, ALL))


@pytest.fixture(autouse=True)
def sound(tmp_path: Path) -> Path:
    """A hundred seconds of silence beside the page."""
    path = tmp_path / NAME
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * 8000 * 100)
    return path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The folder of the page as a server shows it; one that cannot give parts of files, as the simplest cannot."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()


def link(page: Page, number: int) -> Any:  # noqa: ANN401  a locator
    """The link that plays from a turn."""
    return page.locator(f"#t{number} .listen")


def plays_from(page: Page, second: float) -> bool:
    """Whether the sound goes on from a time; it is paused then."""
    now: float = page.evaluate(
        f"""() => new Promise(done => {{ const one = document.querySelector('audio');
        const look = () => {{ if (one.currentTime > {second}) {{ one.pause(); done(one.currentTime); }} }};
        one.addEventListener('timeupdate', look); setTimeout(done, 60_000, -1); look(); }})"""
    )
    return second < now < second + 30


def seek(page: Page, second: float) -> list[str]:
    """The turns that sound at a time."""
    page.evaluate(
        f"""() => new Promise((done, failed) => {{ const one = document.querySelector('audio');
        one.pause(); one.preload = 'auto'; setTimeout(failed, 60_000, Error('it does not go there'));
        one.addEventListener('seeked', () => setTimeout(done), {{ once: true }}); one.currentTime = {second}; }})"""
    )
    found: list[str] = page.evaluate(SOUNDING)
    return found


def test_a_turn_is_played_by_mouse_and_the_one_that_sounds_is_marked(screen: Screen) -> None:
    """From where it begins; two who speak at once are marked both, and who spoke last in a pause."""
    page = screen.show(talk())
    assert page.evaluate(SOUNDING) == []
    link(page, 2).click()
    assert plays_from(page, 60)
    assert page.evaluate(SOUNDING) == ["t2"]
    assert [seek(page, at) for at in (61.5, 30, 63, 90)] == [["t2", "t3"], ["t1"], ["t3"], ["t4"]]
    assert page.evaluate("location.hash") == ""
    outline = "getComputedStyle(document.querySelector('#t4')).outlineStyle"
    page.emulate_media(forced_colors="active")
    assert page.evaluate(outline) == "solid"


def test_a_turn_is_played_by_keyboard_alone(screen: Screen) -> None:
    """The player is the first stop; behind it each turn has one."""
    page = screen.show(talk())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('audio')")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#t4 .listen')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert plays_from(page, 80.5)
    assert page.evaluate(SOUNDING) == ["t4"]


def test_the_player_stays_in_sight_and_covers_no_turn_that_is_led_to(screen: Screen) -> None:
    """On a phone, at the end of a long page."""
    page = screen.show(talk(), 320, 640)
    link(page, 4).scroll_into_view_if_needed()
    expect(page.locator("audio")).to_be_in_viewport()
    page.goto(f"{page.url}#t3")
    places = page.evaluate("['audio', '#t3'].map(one => document.querySelector(one).getBoundingClientRect())")
    assert places[0]["bottom"] <= places[1]["top"]
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert sizes[0] <= sizes[1]


def hear(page: Page, second: float, turn: str) -> str:
    """Hear a turn from a time on; how the page went along, empty where it did not."""
    page.evaluate(
        f"""() => {{ window.went = ''; const go = window.go ??= Element.prototype.scrollIntoView;
        Element.prototype.scrollIntoView = function (how) {{ window.went = how.behavior; go.call(this, how); }};
        const one = document.querySelector('audio'); one.preload = 'auto'; one.currentTime = {second};
        return one.play(); }}"""
    )
    expect(page.locator(f"#{turn}")).to_have_attribute("aria-current", "true", timeout=60_000)
    page.evaluate("document.querySelector('audio').pause()")
    went: str = page.evaluate("window.went")
    return went


def test_the_page_goes_along_with_what_is_heard(screen: Screen) -> None:
    """Not with what is sought while nothing sounds, and with nobody who reads elsewhere until they are back."""
    page = screen.show(talk(), 400, 640)
    page.emulate_media(reduced_motion="reduce")
    assert seek(page, 61.5) == ["t2", "t3"]
    expect(page.locator("#t3")).not_to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    assert hear(page, 0, "t1") == ""
    assert hear(page, 90, "t4") == "instant"
    expect(page.locator("#t4")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    assert hear(page, 70, "t3") == ""
    assert page.evaluate("scrollY") == 0
    page.locator("#t3").scroll_into_view_if_needed()
    assert hear(page, 60, "t2") == "instant"


def test_the_page_glides_where_movement_is_welcome(screen: Screen) -> None:
    """To a turn that is near; the player covers no part of it."""
    page = screen.show(talk(), 400, 640)
    hear(page, 0, "t1")
    page.emulate_media(reduced_motion="no-preference")
    page.locator("#t1").scroll_into_view_if_needed()
    assert hear(page, 60, "t2") == "smooth"
    player, top = page.evaluate(
        """() => new Promise(done => { const [player, turn] = ['audio', '#t2'].map(one => document.querySelector(one));
        const look = () => { const top = turn.getBoundingClientRect().top;
        if (top < innerHeight / 2) setTimeout(() => done([player.getBoundingClientRect().bottom, top]));
        else requestAnimationFrame(look); }; look(); })"""
    )
    assert player <= top


def test_nothing_is_loaded_before_somebody_listens(screen: Screen) -> None:
    """Neither the sound nor anything else; what is loaded then is the sound, and the policy stops nothing."""
    page, asked, told = screen.browser.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    file = screen.folder / "page.html"
    file.write_bytes(docconv.write(talk(), "html"))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()]
    link(page, 2).click()
    assert plays_from(page, 60)
    assert set(asked[1:]) == {(screen.folder / NAME).as_uri()}
    assert told == []


def test_a_page_on_a_server_plays(screen: Screen, site: str) -> None:
    """A path from the page on is of that server."""
    page = screen.show(talk())
    page.goto(site)
    link(page, 1).click()
    assert plays_from(page, 0)


def test_without_scripts_a_link_leads_into_the_recording(screen: Screen) -> None:
    """The player is there, all words are, and nothing is marked."""
    page = screen.show(talk(), scripts=False)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("#t4")).to_contain_text(WORDS.strip())
    assert link(page, 4).get_attribute("href") == "a%20talk%20%26%20more.wav#t=80.500"
    link(page, 4).click()
    page.wait_for_url("**/a%20talk%20%26%20more.wav#t=80.500")


@pytest.mark.parametrize("theme", BUILT_IN)
def test_axe_finds_nothing(screen: Screen, theme: str) -> None:
    """While a turn sounds; on a desktop, on a phone in the dark."""
    timed = (evolve(turn, id=f"{turn.id}0") for turn in turns(talk()))
    document = Document((*BODY, *timed), META, None, (MAN, ANN, ALL))
    page = screen.show(document, theme=theme, notes=True, media=NAME)
    assert seek(page, 61.5) == ["t20", "t30"]
    for scheme, (width, height) in (("light", (1280, 900)), ("dark", (320, 640))):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert faults_of(page) == []


def test_a_page_saved_while_it_plays_reads_the_same(screen: Screen) -> None:
    """The mark of the turn that sounds is nothing of the document."""
    page = screen.show(talk())
    assert seek(page, 61.5)
    saved = page.content()
    assert 'aria-current="true"' in saved
    assert docconv.read(saved.encode(), format="html") == talk()


HOSTILE = (
    'x" onerror="document.title=1', "</audio><script>document.title='hit'</script>", "javascript:document.title='hit'",
    "data:text/html,<script>document.title='hit'</script>", "//evil.example/x.wav", "x.wav; script-src 'unsafe-inline'",
    "https://evil.example/'; script-src * 'unsafe-inline';.wav", "</style><h1>hit</h1>", "file:///etc/hostname",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_of_a_recording_stays_a_name(chromium: Browser, tmp_path: Path, name: str) -> None:
    """Nothing of it is run or loaded, the policy is what it would be, and it comes back as it was."""
    data = docconv.write(talk(name), "html")
    assert docconv.read(data, format="html").metadata.media == name
    file = tmp_path / "page.html"
    file.write_bytes(data)
    page, asked = chromium.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert (asked, page.title(), page.locator("h1").count()) == ([file.as_uri()], "A talk", 1)
    assert page.locator("script:not([type='application/ld+json'], [type=module]), [onerror]").count() == 0
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "unsafe" not in policy
    assert policy.count("script-src") == page.locator("audio").count()
    page.context.close()
