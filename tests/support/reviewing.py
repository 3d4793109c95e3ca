"""A review as its page has it: decisions about a file, in the same process or through a server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from docconv.review.reading import ReviewOptions, TranscriptFile
from docconv.review.session import Review
from docconv.review.state import LISTS
from docconv.sidecar import path_beside

OF_THE_RUN = ("history", "progress")
"""What a state has of decisions in this run."""


@define
class Reviewer:
    """Somebody who decides about a file, and keeps the state that the changes tell of, as the page does."""

    path: Path
    review: Review = field(init=False)
    state: dict[str, Any] = field(init=False)
    decisions: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.review = Review(TranscriptFile(self.path, ReviewOptions()))
        self.state = self.review.whole()

    def decide(self, *, alike: bool = False, **decision: object) -> dict[str, Any]:
        """Decide; `is_` stands for `is`. The state then."""
        return self.carry_out({name.rstrip("_"): value for name, value in decision.items()}, alike=alike)

    def carry_out(self, decision: Mapping[str, object], *, alike: bool = False) -> dict[str, Any]:
        """Decide as the page says it. The state then."""
        self.decisions += 1
        return self.take(self.review.decide(self.state["version"], decision, alike=alike))

    def undo(self) -> dict[str, Any]:
        """Take the last decision back."""
        return self.take(self.review.undo(self.state["version"]))

    def redo(self) -> dict[str, Any]:
        """Carry it out again."""
        return self.take(self.review.redo(self.state["version"]))

    def take(self, change: Mapping[str, Any]) -> dict[str, Any]:
        """Apply a change, and see that it gives the state that is there, as somebody who comes now reads it."""
        for name, part in change.items():
            if name in LISTS:
                for splice in part:
                    self.state[name][splice["from"] : splice["to"]] = splice["with"]
            elif name in self.state:
                self.state[name] = part
        assert self.state == self.review.whole()
        anew = Review(TranscriptFile(self.path, ReviewOptions())).whole()
        assert [name for name in anew if name not in OF_THE_RUN and anew[name] != self.state[name]] == []
        return self.state

    @property
    def sidecar(self) -> str:
        """The file of decisions."""
        path = path_beside(self.path)
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def outline(self) -> list[str]:
        """A line for each block: kind or speaker, and how its paragraphs begin."""
        return [
            f"{block['speaker'] or '-' if block['kind'] == 'turn' else block['kind']}: "
            + " / ".join(part["text"][:20] for part in block["paragraphs"])
            for block in self.state["blocks"]
        ]


@frozen
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401  whatever the page gets
        """The body as data."""
        return json.loads(self.body)


@frozen
class Stranger:
    """Somebody on the same machine who knows the port, and may have seen some more."""

    process: subprocess.Popen[str]
    address: str

    @property
    def host(self) -> str:
        """Name and port of the server."""
        return self.address.split("/")[2]

    @property
    def token(self) -> str:
        """What the printed address has."""
        return self.address.partition("token=")[2]

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask for a path, with the headers given and what HTTP needs."""
        connection = HTTPConnection(self.host, timeout=20)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def enter(self) -> dict[str, str]:
        """The headers of a browser that has opened the printed address."""
        answer = self.ask(f"/?token={self.token}")
        assert answer.status == 303
        cookie = answer.headers["set-cookie"].partition(";")[0]
        return {"Cookie": cookie, "Origin": f"http://{self.host}", "Content-Type": "application/json"}


@contextmanager
def served(*arguments: str) -> Iterator[Stranger]:
    """A server of its own process, which ends by an interrupt, cleanly."""
    command = [sys.executable, "-m", "docconv", "review", *arguments, "--no-open"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    assert process.stdout is not None
    try:
        yield Stranger(process, process.stdout.readline().strip())
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    finally:
        process.kill()
        process.communicate()
