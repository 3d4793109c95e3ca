"""`docconv serve`, asked over HTTP as its users do."""

from __future__ import annotations

import asyncio
import http.client
import io
import json
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

import docconv
from docconv.service.application import Service
from docconv.service.limits import ServiceLimits
from docconv.service.work import ConversionTask, done

TALK = b"Ann Lee: Good morning.\n\nBen Orr: Is it?\n\nAnn Lee: It is.\n\nBen Orr: Well then.\n"
PLAIN = {"Content-Type": "text/plain"}


class Reply(NamedTuple):
    """What came back."""

    status: int
    data: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:  # noqa: ANN401  whatever it is
        """As JSON."""
        return json.loads(self.data)


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    """Host and port of a service with small limits."""
    command = [sys.executable, "-m", "docconv", "serve", "--port", "0", "--size", "1", "--job-size", "2"]
    command += ["--body-seconds", "2", "--seconds", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        yield urlsplit(service.stdout.readline().strip()).netloc
        service.terminate()


def ask(
    place: str, method: str, path: str, data: bytes | None = None, headers: Mapping[str, str] = PLAIN
) -> Reply:
    """One request."""
    connection = http.client.HTTPConnection(place, timeout=60)
    connection.request(method, path, data, dict(headers))
    answer = connection.getresponse()
    reply = Reply(answer.status, answer.read(), dict(answer.getheaders()))
    connection.close()
    return reply


def test_a_body_becomes_what_is_accepted(place: str) -> None:
    """By media type, the best first, or by name; the bytes are those of the library."""
    document = docconv.read(TALK, format="text")
    accept = {**PLAIN, "Accept": "application/pdf;q=0.5, application/tei+xml"}
    reply = ask(place, "POST", "/convert", TALK, accept)
    assert (reply.status, reply.headers["content-type"]) == (200, "application/tei+xml")
    assert reply.data == docconv.write(document, "tei")
    assert ask(place, "POST", "/convert?to=json", TALK).data == docconv.write(document, "json")
    pages = ask(place, "POST", "/convert?to=html&theme=minutes", TALK)
    assert pages.data == docconv.write(document, "html", options={"theme": "minutes"})


def test_a_form_brings_a_file(place: str) -> None:
    """Whose suffix tells the format."""
    boundary = "b0"
    head = 'Content-Disposition: form-data; name="file"; filename="talk.txt"\r\n'
    body = f"--{boundary}\r\n{head}\r\n".encode() + TALK + f"\r\n--{boundary}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    reply = ask(place, "POST", "/convert?to=tei", body, kind)
    assert reply.data.count(b"<sp ") == 4


def test_notices_are_told(place: str) -> None:
    """All of them by `/check`, with their codes; the number of warnings with a file."""
    text = b"Nobody says anything here. It rains.\n"
    found = ask(place, "POST", "/check", text).json
    assert {"nobody-speaks"} <= {one["code"] for one in found}
    warnings = ask(place, "POST", "/convert?to=tei", text).headers["docconv-warnings"]
    assert int(warnings) == sum(one["severity"] == "warning" for one in found) > 0


def test_what_to_do_is_said_in_the_words_of_a_request(place: str) -> None:
    """By the names of its parameters."""
    error = ask(place, "POST", "/convert?to=tei", "Zoë: Hi.".encode("cp1252")).json["error"]
    assert error.endswith("for instance encoding=cp1252")
    assert ask(place, "POST", "/check", b"%PDF-1.7 ...").json["error"].endswith("read it with from=pdf")


def test_a_charset_is_an_encoding(place: str) -> None:
    """That of a text, in the header of a body or of a file in a form; a parameter goes over it."""
    data = "Zoë: Yes.\n\nBo: No.\n\nZoë: So.\n".encode("cp1252")
    told = {"Content-Type": 'text/plain; Charset="windows-1252"'}
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/plain; charset=cp1252'
    form = part + b"\r\n\r\n" + data + b"\r\n--x--\r\n"
    upload = {"Content-Type": "multipart/form-data; boundary=x"}
    for reply in (
        ask(place, "POST", "/convert?to=json", data, told),
        ask(
            place,
            "POST",
            "/convert?to=json&encoding=cp1252",
            data,
            {"Content-Type": "text/plain; charset=utf-8"},
        ),
        ask(place, "POST", "/convert?to=json", form, upload),
    ):
        assert [one["name"] for one in reply.json["speakers"]] == ["Zoë", "Bo"]
    unknown = ask(place, "POST", "/convert?to=json", data, {"Content-Type": "text/plain; charset=klingon"})
    assert (unknown.status, "klingon" in unknown.json["error"]) == (400, True)


def test_what_is_too_large_for_a_job_cannot_be_one(place: str) -> None:
    """It is not told to become one."""
    assert ask(place, "POST", "/convert?to=json", b"x" * 1_000_001).json["error"].endswith("can be jobs")
    assert (
        ask(place, "POST", "/jobs?to=json", b"x" * 2_000_001).json["error"]
        == "a body has 2000000 bytes at most"
    )


def bomb() -> bytes:
    """A Word document that unpacks to very much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return out.getvalue()


ENTITY = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&x;</p></body></text></TEI>'
LAUGHS = b'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
) + b']><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&m;</p></body></text></TEI>'  # fmt: skip


@pytest.mark.parametrize(
    ("path", "data", "kind", "status"),
    [
        ("/convert?to=tei", TALK, "image/png", 415),
        ("/convert?to=tei", TALK, "", 415),
        ("/convert?to=nothing", TALK, "text/plain", 406),
        ("/convert", TALK, "text/plain", 406),
        ("/convert?to=pdf&theme=/etc/passwd", TALK, "text/plain", 400),
        ("/convert?to=docx&reference=/etc/passwd", TALK, "text/plain", 400),
        ("/convert?to=tei&encoding=nonsense", TALK, "text/plain", 400),
        ("/convert?to=tei&to=pdf", TALK, "text/plain", 400),
        ("/convert?to=tei", b"x" * 1_000_001, "text/plain", 413),
        ("/convert?to=tei", b"\xff\xfe\x00", "application/tei+xml", 422),
        ("/convert?to=json", ENTITY, "application/tei+xml", 422),
        ("/convert?to=json", LAUGHS, "application/tei+xml", 422),
        ("/convert?to=json&from=docx", bomb(), "", 422),
        ("/convert?to=json&from=json", b"[" * 200_000, "", 422),
        ("/convert?to=json&from=pdf", b"%PDF-1.7\n%%EOF", "", 422),
    ],
)
def test_what_cannot_be_done_is_told(place: str, path: str, data: bytes, kind: str, status: int) -> None:
    """With a status of its own and one line; the service goes on."""
    reply = ask(place, "POST", path, data, {"Content-Type": kind} if kind else {})
    assert (reply.status, "\n" in reply.json["error"]) == (status, False), reply.data
    assert b"root:" not in reply.data
    assert ask(place, "GET", "/health").json["status"] == "ok"


def test_a_slow_body_is_given_up(place: str) -> None:
    """Nobody holds a place by sending a letter now and then."""
    host, _, port = place.partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(
            b"POST /convert?to=tei HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\nAnn"
        )
        assert line.recv(100).startswith(b"HTTP/1.1 408 ")


def test_large_inputs_are_jobs(place: str) -> None:
    """They are accepted at once, tell how they are, and keep their result until it is deleted."""
    data = TALK * 13_000
    assert ask(place, "POST", "/convert?to=json", data).status == 413
    accepted = ask(place, "POST", "/jobs?to=json", data)
    assert accepted.status == 202
    where = accepted.headers["location"]
    for _ in range(3000):
        state = ask(place, "GET", where).json["state"]
        if state != "running":
            break
        time.sleep(0.1)
    assert state == "done"
    assert ask(place, "GET", f"{where}/result").data.count(b'"label": "Ann Lee"') == 26_000
    assert ask(place, "DELETE", where).status == 204
    assert ask(place, "GET", where).status == 404


def test_many_ask_at_once_and_none_fails(place: str) -> None:
    """Sixteen at a time; what was counted is in the metrics."""
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: ask(place, "POST", "/convert?to=tei", TALK), range(64)))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.data for reply in replies}) == 1
    metrics = ask(place, "GET", "/metrics").data.decode()
    assert 'docconv_requests_total{page="convert",status="200"}' in metrics
    assert "docconv_waiting 0\n" in metrics


async def told(application: Starlette, path: str, *, after: int = 0) -> Reply:
    """What a service says to a body, which comes after so many turns of others. None of its workers was started."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        for _ in range(after):
            await asyncio.sleep(0)
        return {"type": "http.request", "body": TALK}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in PLAIN.items()]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"to=tei", "headers": headers}
    await application(scope, receive, send)
    start, body = sent[0], sent[1]
    return Reply(
        start["status"], body["body"], {name.decode(): one.decode() for name, one in start["headers"]}
    )


def test_what_cannot_wait_is_told_to_come_again() -> None:
    """Where no worker is free and none more may wait."""
    service = Service(ServiceLimits(waiting=0)).application()
    for path in ("/convert", "/check"):
        reply = asyncio.run(told(service, path))
        assert (reply.status, reply.headers["retry-after"]) == (503, "1")
        assert reply.json["error"] == "too many conversions wait"


def test_jobs_that_arrive_side_by_side_are_not_too_many() -> None:
    """The last one that there is room for is taken, the next one is not, whichever bodies were under way."""

    async def both() -> list[int]:
        service = Service(ServiceLimits(jobs=1)).application()
        asked = (told(service, "/jobs", after=turns) for turns in (3, 6))
        return [reply.status for reply in await asyncio.gather(*asked)]

    assert asyncio.run(both()) == [202, 503]


def test_who_need_not_wait_is_served_where_nobody_may() -> None:
    """A worker that is free takes a conversion at once."""
    command = [sys.executable, "-m", "docconv", "serve", "--port", "0", "--workers", "1", "--waiting", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        place = urlsplit(service.stdout.readline().strip()).netloc
        assert ask(place, "POST", "/convert?to=tei", TALK).status == 200
        service.terminate()


def test_what_it_offers_is_described(place: str) -> None:
    """As OpenAPI: every page, and every reference in it leads somewhere."""
    found = ask(place, "GET", "/openapi.json").json
    assert found["openapi"] == "3.1.0"
    for path, pages in found["paths"].items():
        for method, page in pages.items():
            asked = ask(place, method.upper(), path.replace("{id}", "none"), b"", {})
            assert asked.status != 405, path
            assert str(asked.status) in page["responses"], path
    job = ask(place, "POST", "/jobs?to=json", b"\x00").headers["location"]
    while ask(place, "GET", job).json["state"] == "running":
        time.sleep(0.1)
    failed = ask(place, "GET", f"{job}/result")
    assert str(failed.status) in found["paths"]["/jobs/{id}/result"]["get"]["responses"]


SHUT = """
import sys
sys.path[:0] = {path!r}
from docconv.service import work
work._warm_up()
sys.addaudithook(work._refuse)
tries = {{
    "read": lambda: open("/etc/passwd"),
    "write": lambda: open("/tmp/docconv-was-here", "w"),
    "connect": lambda: __import__("socket").create_connection(("127.0.0.1", 9)),
    "start": lambda: __import__("subprocess").run(["true"]),
    "shell": lambda: __import__("os").system("true"),
}}
for name, attempt in tries.items():
    try:
        attempt()
    except PermissionError:
        continue
    print(name)
print(work.done(work.ConversionTask({talk!r}, "text", "pdf")).status)
"""


def test_a_conversion_reaches_no_file_and_no_network() -> None:
    """Whatever code of it would try to; conversions themselves go on."""
    script = SHUT.format(path=sys.path, talk=TALK)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "200\n"


def test_what_a_conversion_raises_has_a_status() -> None:
    """A wrong option is the fault of who asks, a document that cannot be used another."""
    assert done(ConversionTask(TALK, "text", "tei", None, {"nonsense": "1"})).status == 400
    assert done(ConversionTask(b"", "docx", "tei")).status == 422
