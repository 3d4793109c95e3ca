"""Only the browser that opened the printed address is answered; what others on the machine send changes nothing."""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

import pytest

from support.command import TRANSCRIPT, Command
from support.reviewing import Answer, Stranger, served

LINE = {"do": "line", "line": 5, "is": "narrative"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two transcripts, files that are none, and a link that leads out of it."""
    found = tmp_path_factory.mktemp("review")
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("Ann: a secret.\n", encoding="utf-8")
    for name in ("a.txt", "b.txt", "b.docx", "notes.csv", ".hidden.txt"):
        found.joinpath(name).write_text(TRANSCRIPT, encoding="utf-8")
    found.joinpath("link.txt").symlink_to(outside)
    return found


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Stranger]:
    """The server, as somebody who does not know its token meets it."""
    with served(str(folder)) as found:
        yield found


@pytest.fixture(scope="module")
def browser(server: Stranger) -> Mapping[str, str]:
    """What the right browser sends with each request."""
    return server.enter()


def post(server: Stranger, path: str, data: object, headers: Mapping[str, str]) -> Answer:
    """Send JSON."""
    return server.ask(path, method="POST", body=json.dumps(data).encode(), headers=headers)


def whole(server: Stranger, browser: Mapping[str, str], name: str = "1") -> dict[str, object]:
    """The state of a file."""
    found: dict[str, object] = server.ask(f"/api/files/{name}", headers=browser).json
    return found


def test_the_transcripts_of_a_folder_are_listed(server: Stranger, browser: Mapping[str, str]) -> None:
    """Each once where several formats share their decisions; no links, nothing hidden, nothing else."""
    files = server.ask("/api/files", headers=browser).json["files"]
    assert [file["name"] for file in files] == ["a.txt", "b.txt"]


def test_the_token_is_good_once(server: Stranger, browser: Mapping[str, str]) -> None:
    """The printed address may be read by others, from the screen or a history, when it is of no use any more."""
    assert server.ask(f"/?token={server.token}").status == 401
    assert server.ask("/?token=x", headers=browser).status == 401


@pytest.mark.parametrize(
    "path", ["/", "/api/files", "/api/files/1", "/media", "/review.js", "/?token=", "/?token=x"]
)
def test_without_the_cookie_nothing_is_shown(server: Stranger, path: str) -> None:
    """Not even the page."""
    for headers in (
        {},
        {"Cookie": "docconv-review=x"},
        {"Cookie": f"docconv-review-{server.host[-5:]}=x; a=\x01"},
    ):
        answer = server.ask(path, headers=headers)
        assert (answer.status, set(answer.json)) == (401, {"message", "remedy"})


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1"])
def test_another_name_of_the_machine_is_refused(
    server: Stranger, browser: Mapping[str, str], host: str
) -> None:
    """A site whose name leads to this machine is another origin for the browser, and not for the server."""
    assert server.ask("/api/files", headers={**browser, "Host": host}).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", None])
def test_another_page_decides_nothing(
    server: Stranger, browser: Mapping[str, str], origin: str | None
) -> None:
    """A form or a script of another page, whatever it has."""
    headers = {name: value for name, value in {**browser, "Origin": origin}.items() if value is not None}
    data = {"version": whole(server, browser)["version"], "decision": LINE}
    assert post(server, "/api/files/1/decide", data, headers).status == 403
    assert post(server, "/api/files/1/decide", data, {**browser, "Content-Type": "text/plain"}).status == 415


def test_requests_have_a_size(server: Stranger, browser: Mapping[str, str]) -> None:
    """What is larger than any decision is not read; nor what does not say how large it is."""
    path = "/api/files/1/decide"
    assert post(server, path, {"decision": "x" * 70_000}, browser).status == 413
    chunked = {**browser, "Transfer-Encoding": "chunked"}
    assert server.ask(path, method="POST", body=b"2\r\n{}\r\n0\r\n\r\n", headers=chunked).status == 413
    assert server.ask("/api/files", method="DELETE", headers=browser).status == 405


@pytest.mark.parametrize(
    "path",
    ["/../session.py", "/%2e%2e/session.py", "/..%2f..%2fpyproject.toml", "/api/files/3", "/api/files/a.txt",
     "/api/files/..", "//etc/passwd", "/__init__.py", "/page/index.html"],
)  # fmt: skip
def test_no_other_file_is_read(server: Stranger, browser: Mapping[str, str], path: str) -> None:
    """The page and the given files have names of their own; paths are none."""
    answer = server.ask(path, headers=browser)
    assert (answer.status, "message" in answer.json) == (404, True)


@pytest.mark.parametrize(
    "data",
    [{}, [], "x", {"version": 3, "decision": LINE}, {"version": "", "decision": LINE},
     {"version": "V", "decision": {"do": "line"}}, {"version": "V", "decision": {**LINE, "is": "song"}},
     {"version": "V", "decision": {**LINE, "line": True}}, {"version": "V", "decision": {**LINE, "line": 10**30}},
     {"version": "V", "decision": {**LINE, "more": 1}}, {"version": "V", "decision": {"do": ["line"]}},
     {"version": "V", "decision": {**LINE, "speaker": "a\nb"}}, {"version": "V", "decision": {**LINE, "line": 4}},
     {"version": "V", "decision": {"do": "name", "speaker": "nobody", "name": "Ann"}},
     {"version": "V", "decision": {"do": "fact", "name": "date", "value": "yesterday"}}],
)  # fmt: skip
def test_what_is_no_decision_is_refused_and_writes_nothing(
    server: Stranger, browser: Mapping[str, str], folder: Path, data: object
) -> None:
    """With a sentence that says why."""
    if isinstance(data, dict) and data.get("version") == "V":
        data = {**data, "version": whole(server, browser, "2")["version"]}
    answer = post(server, "/api/files/2/decide", data, browser)
    assert answer.status in (409, 422)
    assert answer.json["message"]
    assert not folder.joinpath("b.docconv.toml").exists()


def test_every_answer_forbids_the_browser_what_the_page_does_not_need(
    server: Stranger, browser: Mapping[str, str]
) -> None:
    """Errors, too."""
    for path, headers in (("/api/files", browser), ("/", {}), ("/nothing", browser)):
        found = server.ask(path, headers=headers).headers
        assert "default-src 'none'" in found["content-security-policy"]
        assert "unsafe" not in found["content-security-policy"]
        assert (found["x-content-type-options"], found["cache-control"]) == ("nosniff", "no-store")
        assert "access-control-allow-origin" not in found


def test_the_cookie_is_for_this_page_only(folder: Path) -> None:
    """Scripts do not see it, and other sites do not send it."""
    with served(str(folder / "a.txt")) as server:
        cookie = server.ask(f"/?token={server.token}").headers["set-cookie"].lower()
        assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}


def test_only_this_machine_reaches_it(server: Stranger) -> None:
    """It listens on the loopback address, and on no other of the machine."""
    port = int(server.host.rpartition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))  # would fail where the server listened on every address
    assert ip_address(server.host.rpartition(":")[0]).is_loopback
    assert not server.host.startswith("127.0.0.1:")  # browsers send cookies to all ports of an address


def test_a_decision_is_written_and_told(server: Stranger, browser: Mapping[str, str], folder: Path) -> None:
    """And a second tab, which does not know of it, changes nothing."""
    version = whole(server, browser)["version"]
    data = {"version": version, "decision": LINE}
    answer = post(server, "/api/files/1/decide", data, browser)
    assert (answer.status, answer.json["lines_decided"]) == (200, [5])
    written = folder.joinpath("a.docconv.toml").read_text(encoding="utf-8")
    assert 'is = "narrative"' in written
    late = post(server, "/api/files/1/decide", {**data, "decision": {**LINE, "is": "heading"}}, browser)
    assert (late.status, late.json["version"]) == (409, answer.json["version"])
    assert folder.joinpath("a.docconv.toml").read_text(encoding="utf-8") == written
    assert server.ask("/api/files/1/version", headers=browser).json == {"version": answer.json["version"]}


def test_all_that_the_page_asks_for_is_there(
    server: Stranger, browser: Mapping[str, str], folder: Path
) -> None:
    """What spoke for a line, undo and redo, and what the decisions teach."""
    folder.joinpath("a.docconv.toml").unlink(missing_ok=True)
    version = whole(server, browser)["version"]
    post(server, "/api/files/1/decide", {"version": version, "decision": LINE}, browser)
    why = server.ask("/api/files/1/why?line=5", headers=browser).json
    assert why["decision"] == "narrative, as you have decided"
    assert server.ask("/api/files/1/why?line=x", headers=browser).status == 422
    assert post(server, "/api/files/1/learn", {}, browser).json["decisions"] == 1
    for step, there in (("undo", False), ("redo", True)):
        now = server.ask("/api/files/1/version", headers=browser).json
        assert post(server, f"/api/files/1/{step}", now, browser).status == 200
        assert folder.joinpath("a.docconv.toml").exists() == there
    assert post(server, "/api/files/1/undo", {"version": version}, browser).status == 409


def test_it_ends_with_files_that_are_asked_for(
    server: Stranger, browser: Mapping[str, str], folder: Path
) -> None:
    """Beside the source, none replaced that is not said to be."""
    data = {"formats": ["tei", "html"]}
    assert post(server, "/api/files/2/convert", data, browser).json["written"] == ["b.xml", "b.html"]
    assert post(server, "/api/files/2/convert", data, browser).status == 422
    assert post(server, "/api/files/2/convert", {**data, "replace": True}, browser).status == 200
    assert post(server, "/api/files/2/convert", {"formats": ["../x"]}, browser).status == 422
    assert folder.joinpath("b.xml").read_text(encoding="utf-8").count("<u ") + 1


def test_a_media_file_is_sent_in_parts(folder: Path, tmp_path: Path) -> None:
    """As a player asks for them."""
    tmp_path.joinpath("talk.mp3").write_bytes(bytes(range(100)))
    with served(str(folder / "a.txt"), "--media", str(tmp_path / "talk.mp3")) as server:
        answer = server.ask("/media", headers={**server.enter(), "Range": "bytes=10-19"})
        assert (answer.status, answer.body) == (206, bytes(range(10, 20)))


@pytest.mark.parametrize("name", ["talk.mp3", "a: b & c.mp3"])
def test_the_recording_is_on_the_page_that_is_written(tmp_path: Path, name: str) -> None:
    """By the way from there to where it lies, where the transcript has times; other formats do without."""
    recording = tmp_path / name
    recording.write_bytes(b"sound")
    timed = tmp_path / "of a day" / "timed.txt"
    timed.parent.mkdir()
    timed.write_text(
        "".join(f"[00:00:0{at}] {who}: Good evening.\n\n" for at, who in enumerate(("Ann", "Bo") * 2)),
        encoding="utf-8",
    )
    with served(str(timed), "--media", str(recording)) as server:
        data = {"formats": ["html", "tei"]}
        assert post(server, "/api/files/1/convert", data, server.enter()).json["notices"] == []
    page = timed.with_suffix(".html").read_text(encoding="utf-8")
    source = re.search('<audio [^>]*src="([^"]*)"', page)
    assert source is not None
    assert timed.parent.joinpath(unquote(source[1])).read_bytes() == b"sound"
    assert page.count('class="listen"') == 4


def test_what_is_wrong_with_the_call_is_said_first(command: Command, workdir: Path) -> None:
    """A folder without transcripts, no file, a port that somebody has."""
    workdir.joinpath("empty").mkdir()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = str(other.getsockname()[1])
        codes = [command("review", *call, "--no-open").code for call in (
            ["missing.txt"], ["empty"], ["talk.txt", "--port", taken], ["talk.txt", "--media", "x"], ["talk.txt", "--media", "talk.txt"],
        )]  # fmt: skip
    assert codes == [4, 2, 4, 4, 2]


def test_without_the_extra_it_says_what_to_install(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """And ends as for any missing part."""
    for name in ("docconv.review.serving", "docconv.review.guard", "docconv.review.application"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = command("review", "talk.txt", "--no-open")
    assert result.code == 3
    assert "pip install 'docconv[review]'" in result.err
