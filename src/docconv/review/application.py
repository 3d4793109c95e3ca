"""The page and what it asks for, as a web application; what is known of a transcript is in `session`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from attrs import define, field
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from docconv.errors import DocconvError, UsageError
from docconv.files import read_bytes, shown
from docconv.languages import available
from docconv.review.doubts import JsonObject
from docconv.review.finishing import convert_beside, learn_from, written_formats
from docconv.review.guard import refusal
from docconv.review.session import OutsideEditError, Review
from docconv.themes.families import packaged
from docconv.themes.model import FontStyle

LONGEST_NUMBER = 9
PAGE = Path(__file__).parent / "page"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
FACES: Mapping[str, tuple[str, FontStyle]] = {
    "serif.ttf": ("Source Serif 4", "text"),
    "serif-bold.ttf": ("Source Serif 4", "bold"),
    "serif-italic.ttf": ("Source Serif 4", "italic"),
    "sans.ttf": ("Source Sans 3", "sans"),
    "sans-bold.ttf": ("Source Sans 3", "sans-bold"),
}
"""The faces of the page, by the names of their files in it."""
Asked: TypeAlias = Callable[[Review, Mapping[str, object]], JsonObject]
"""What is done with a transcript for what came with a request."""
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


@define
class ReviewPages:
    """Answers what the page asks for about some transcripts, by their ids."""

    reviews: Mapping[str, Review]
    media: Path | None = None
    _failed: dict[str, str] = field(factory=dict, init=False)

    def application(self) -> Starlette:
        """The application, which trusts whoever asks: `guard` keeps others out."""
        asked: Mapping[str, Asked] = {"": self._whole, "/version": _version_now, "/why": _why}
        posted: Mapping[str, Asked] = {
            "decide": _decide,
            "undo": lambda review, data: review.undo(_text(data, "version")),
            "redo": lambda review, data: review.redo(_text(data, "version")),
            "convert": self._convert,
            "learn": lambda review, _: learn_from(review.path, review.file.options.encoding),
        }
        one = "/api/files/{id}"
        return Starlette(
            routes=[
                Route("/api/files", self._files),
                *(Route(f"{one}{path}", self._answering(ask)) for path, ask in asked.items()),
                *(
                    Route(f"{one}/{path}", self._answering(ask), methods=["POST"])
                    for path, ask in posted.items()
                ),
                Route("/media", self._media),
                Route("/fonts/{name}", _face),
                Route("/{name}", _file_of_page),
                Route("/", _file_of_page),
            ],
            exception_handlers={404: _missing, 405: _missing, Exception: _bug},
        )

    def _files(self, request: Request) -> Response:  # noqa: ARG002  the signature of an endpoint
        rows = [
            {"id": name, "name": shown(review.path.name), **review.brief, "error": self._failed.get(name)}
            for name, review in self.reviews.items()
        ]
        facts = {"formats": written_formats(), "languages": available(), "media": self.media is not None}
        return _json({"files": rows, **facts})

    def _whole(self, review: Review, data: Mapping[str, object]) -> JsonObject:
        name = _text(data, "id")
        try:
            found = review.whole()
        except DocconvError as error:
            self._failed[name] = error.message
            raise
        self._failed.pop(name, None)
        return {"id": name, **found, "media": self.media is not None}

    def _convert(self, review: Review, data: Mapping[str, object]) -> JsonObject:
        names, replace = data.get("formats"), data.get("replace") is True
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            message = "no format is chosen"
            raise UsageError(message, remedy="choose one or several")
        return review.finish(
            lambda reading: convert_beside(reading, review.path, names, self.media, replace=replace)
        )

    def _answering(self, ask: Asked) -> Endpoint:
        """An endpoint about one transcript: what came, in a thread, since reading takes its time."""

        async def endpoint(request: Request) -> Response:
            review = self.reviews.get(request.path_params["id"])
            if review is None:
                return refusal(404, "there is no such transcript", "choose one of the list")
            try:
                data = _sent(await request.body()) if request.method == "POST" else dict(request.query_params)
                known = {**data, "id": request.path_params["id"]}
                return _json(await run_in_threadpool(ask, review, known))
            except OutsideEditError as error:
                message, remedy = error.message, error.remedy
                return _json({"message": message, "remedy": remedy, "version": review.version()}, 409)
            except DocconvError as error:
                return refusal(422, error.message, error.remedy)

        return endpoint

    def _media(self, request: Request) -> Response:  # noqa: ARG002  the signature of an endpoint
        if self.media is None:
            return refusal(404, "there is no media file", "start docconv review with --media FILE")
        return FileResponse(self.media)


def _sent(body: bytes) -> dict[str, object]:
    """The JSON object in a request. Raises `UsageError`."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        message = "this is no JSON object"
        raise UsageError(message, remedy="send what the page sends")
    return data


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        message = f"{name} is not a text"
        raise UsageError(message, remedy="send what the page sends")
    return value


def _decide(review: Review, data: Mapping[str, object]) -> JsonObject:
    return review.decide(_text(data, "version"), data.get("decision"), alike=data.get("alike") is True)


def _version_now(review: Review, data: Mapping[str, object]) -> JsonObject:  # noqa: ARG001  an `Asked`
    return {"version": review.version()}


def _why(review: Review, data: Mapping[str, object]) -> JsonObject:
    line = _text(data, "line")
    if not line.isdecimal() or len(line) > LONGEST_NUMBER:
        message = f"{line[:LONGEST_NUMBER]!r} is no number of a line"
        raise UsageError(message, remedy="ask for a line by its number")
    return review.why(int(line))


def _json(data: JsonObject, status: int = 200) -> Response:
    return JSONResponse(data, status)


def _file_of_page(request: Request) -> Response:
    """A file of the page, of which none but the names in its folder are known."""
    name = request.path_params.get("name", "index.html")
    path = next((path for path in PAGE.glob("*") if path.name == name and path.suffix in MEDIA_TYPES), None)
    if path is None:
        return refusal(404, "there is no such page", "open the printed address")
    return Response(read_bytes(path), media_type=MEDIA_TYPES[path.suffix])


def _face(request: Request) -> Response:
    """A font that docconv brings, so that the page looks the same on all machines."""
    face = FACES.get(request.path_params["name"])
    if face is None:
        return refusal(404, "there is no such font", "open the printed address")
    return Response(packaged(*face), media_type="font/ttf")


def _missing(request: Request, error: Exception) -> Response:  # noqa: ARG001  the signature of a handler
    return refusal(getattr(error, "status_code", 404), "there is no such page", "open the printed address")


def _bug(request: Request, error: Exception) -> Response:  # noqa: ARG001  the signature of a handler
    return refusal(500, f"docconv failed: {type(error).__name__}", "please report it; nothing was written")
