"""The recording of a transcript on its page: where it is there, which addresses are, what the policy allows."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from attrs import evolve

import docconv
from docconv.errors import UsageError
from docconv.model import Attribution, Document, Metadata, Paragraph, Resolved, Text, Timing, Turn
from docconv.pipeline import write_with_notices
from docconv.walk import turns
from docconv.wellformed.addresses import address_of
from support.pages import Element, article, page
from support.talk import ANN

LATE = Timing(3_725_250, 3_800_000)


def talk(media: str | None = "talk.wav", timing: Timing | None = LATE) -> Resolved:
    """Two turns, of which the first has a time."""
    rows = tuple(
        Turn(f"t{at}", (Paragraph((Text("Yes."),), timing=time),), (ANN,), "Ann")
        for at, time in ((1, timing), (2, None))
    )
    return Document(rows, Metadata("A talk", "en", media=media), None, (ANN,))


def player(root: Element) -> str | None:
    """What the player of a page plays."""
    found = root.find(".//audio")
    return None if found is None else found.get("src")


def test_a_turn_with_a_time_leads_to_its_place_in_the_recording() -> None:
    """By a link without a word; one without a time has none."""
    root = page(talk())
    assert player(root) == "talk.wav"
    links = article(root).findall(".//a[@class='listen']")
    assert [(one.get("href"), one.get("aria-label"), one.text) for one in links] == [
        ("talk.wav#t=3725.250", "listen from 1:02:05", None)
    ]
    assert article(root).find("div[@id='t1']//a") is not None


def test_a_page_without_a_recording_or_times_has_no_script() -> None:
    """Nor a player, nor room for one in its style."""
    for document in (talk(None), talk(timing=None), talk("javascript:x"), talk("C:\\talk.wav")):
        data = docconv.write(document, "html")
        assert b"audio" not in data.replace(b"associatedMedia", b"")
        assert b"script-src" not in data
        assert data.count(b"<script") == 1
        assert docconv.read(data, format="html") == document


def test_the_policy_allows_the_one_script_and_the_place_of_the_recording() -> None:
    """A file where the page is, a server, or servers on the web that it may lead on to."""
    for media, sources in (
        ("talk.wav", "'self' file:"),
        ("https://a.example/x?y=1&z", "https:"),
        ("http://a.example/x", "http:"),
    ):
        root = page(talk(media))
        policy = root.find("head/meta[@http-equiv='Content-Security-Policy']")
        scripts = [one.text or "" for one in root.iter("script") if one.get("type") == "module"]
        assert policy is not None
        assert len(scripts) == 1
        digest = b64encode(sha256(scripts[0].encode()).digest()).decode()
        assert f"; script-src 'sha256-{digest}'; media-src {sources}; base-uri 'none'" in policy.get(
            "content", ""
        )
        assert player(root) == media


def test_a_recording_that_is_given_is_that_of_the_page_only() -> None:
    """The document has its own, and comes back with that; without times it is told that nothing is played."""
    data, notices = write_with_notices(talk(), "html", options={"media": "other one.mp3"})
    assert b'src="other%20one.mp3"' in data
    assert notices == ()
    assert docconv.read(data, format="html") == talk()
    data, notices = write_with_notices(talk(timing=None), "html", options={"media": "other.mp3"})
    assert [(one.code, one.rule) for one in notices] == [("not-written", "html-media")]
    assert b"<audio" not in data


@pytest.mark.parametrize("name", ["javascript:alert(1)", "/", "//evil.example/x.wav"])
def test_what_is_no_address_is_refused_where_it_is_given(name: str) -> None:
    """It is not left out in silence."""
    with pytest.raises(UsageError, match="the recording cannot be"):
        docconv.write(talk(), "html", options={"media": name})


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("talk.wav", "talk.wav"),
        ("../sound/a b ü.mp3", "../sound/a%20b%20%C3%BC.mp3"),
        ("/srv/talk.wav", "/srv/talk.wav"),
        ("10:30 talk.wav", "10%3A30%20talk.wav"),
        ("a?b#c.wav", "a%3Fb%23c.wav"),
        ("\udce9.wav", "%E9.wav"),
        ("java\nscript:x", "java%0Ascript%3Ax"),
        ("\\\\host\\x", "%5C%5Chost%5Cx"),
        ("https://a.example/x y%20z?a=1&b=2#t=3", "https://a.example/x%20y%20z?a=1&b=2"),
        ('https://a.example/"<>', "https://a.example/%22%3C%3E"),
        ("HTTP://a.example/x", "HTTP://a.example/x"),
        ("//a.example/x", None),
        ("", None),
        ("/", None),
        ("https:a.example", None),
        ("https:///x", None),
        ("http://[::1/x", None),
        ("JavaScript:x", None),
        ("data:audio/wav;base64,xx", None),
        ("file:///x.wav", None),
        ("C:\\x.wav", None),
        ("\ud800", None),
    ],
)
def test_a_path_from_the_page_on_or_an_address_on_the_web_is_one(name: str, address: str | None) -> None:
    """Whatever else a name may be taken for is none."""
    assert address_of(name) == address


def test_the_order_of_pages_is_that_of_their_text() -> None:
    """A link to the recording is before the words of the turn, behind label and doubt, so that those stay together."""
    (turn, *_) = turns(talk())
    low = evolve(turn, attribution=Attribution("low"))
    first = article(page(evolve(talk(), body=(low,)))).find("div/p")
    assert first is not None
    assert [(child.tag, child.get("class")) for child in first] == [
        ("b", None),
        ("a", "doubt"),
        ("a", "listen"),
    ]
