"""The pages of the service: what is asked, which formats are meant, and what is answered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from secrets import token_urlsafe
from typing import Any

import anyio
from attrs import define, field
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from docconv import __version__
from docconv.formats import Format, formats
from docconv.formats.options import option_types
from docconv.service.limits import ServiceLimits
from docconv.service.openapi import openapi
from docconv.service.work import Answer, ConversionProcess, ConversionTask, now
from docconv.themes.model import BUILT_IN

UPLOAD = "multipart/form-data"
GENERIC = ("", "application/octet-stream", "application/x-www-form-urlencoded")
OTHER_NAMES = {"application/xml": "tei", "text/xml": "tei", "text/markdown": "text", "text/vtt": "text"}


@define
class ConversionJob:
    """A job: its answer, once it is done."""

    task: ConversionTask
    began: float
    answer: Answer | None = None
    running: asyncio.Task[None] | None = None

    def state(self) -> str:
        """`running`, `done` or `failed`."""
        if self.answer is None:
            return "running"
        return "done" if self.answer.status == 200 else "failed"


@define
class Service:
    """Workers, what waits for them, jobs, and what was counted."""

    limits: ServiceLimits
    free: asyncio.Queue[ConversionProcess] = field(factory=asyncio.Queue)
    workers: list[ConversionProcess] = field(factory=list)
    waiting: int = 0
    jobs: dict[str, ConversionJob] = field(factory=dict)
    answered: Counter[tuple[str, int]] = field(factory=Counter)
    seconds: float = 0.0

    def application(self) -> Starlette:
        """The service as an ASGI application."""
        routes = [
            Route("/convert", self._counted("convert", self._convert), methods=["POST"]),
            Route("/check", self._counted("check", self._check), methods=["POST"]),
            Route("/jobs", self._counted("jobs", self._add_job), methods=["POST"]),
            Route("/jobs/{id}", self._counted("job", self._job), methods=["GET", "DELETE"]),
            Route("/jobs/{id}/result", self._counted("result", self._result), methods=["GET"]),
            Route("/health", self._health, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
            Route("/openapi.json", self._openapi, methods=["GET"]),
        ]
        return Starlette(routes=routes, lifespan=self._life, exception_handlers={HTTPException: _problem})

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        self.workers = [ConversionProcess(self.limits) for _ in range(self.limits.workers)]
        for worker in self.workers:
            await anyio.to_thread.run_sync(worker.start)
            self.free.put_nowait(worker)
        yield
        for conversion in self.jobs.values():
            if conversion.running is not None:
                conversion.running.cancel()
        for worker in self.workers:
            worker.stop()

    def _counted(self, name: str, page: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def counted(request: Request) -> Response:
            began = now()
            try:
                response: Response = await page(request)
            except HTTPException as error:
                response = _problem(request, error)
            self.answered[name, response.status_code] += 1
            self.seconds += now() - began
            return response

        return counted

    async def _convert(self, request: Request) -> Response:
        task = await self._task(request, self.limits.size)
        return _file(await self._done(task, self.limits.seconds), task)

    async def _check(self, request: Request) -> Response:
        task = (await self._task(request, self.limits.size, writes=False))._replace(writing=None)
        answer = await self._done(task, self.limits.seconds)
        if answer.status != 200:
            raise HTTPException(answer.status, answer.message)
        return JSONResponse(list(answer.notices))

    async def _add_job(self, request: Request) -> Response:
        self._check_jobs()
        task = await self._task(request, self.limits.job_size)
        self._check_jobs()  # others may have come while the body arrived
        name, conversion = token_urlsafe(16), ConversionJob(task, now())
        self.jobs[name] = conversion
        conversion.running = asyncio.create_task(self._run(conversion))
        place = f"/jobs/{name}"
        return JSONResponse({"id": name, "state": "running"}, 202, {"Location": place})

    def _check_jobs(self) -> None:
        self._forget_old()
        if len(self.jobs) >= self.limits.jobs:
            raise HTTPException(503, "there are too many jobs", {"Retry-After": "30"})

    async def _run(self, conversion: ConversionJob) -> None:
        conversion.answer = await self._done(conversion.task, self.limits.job_seconds, waits=True)
        conversion.task = conversion.task._replace(data=b"")

    async def _job(self, request: Request) -> Response:
        conversion = self._known(request)
        if request.method == "DELETE":
            del self.jobs[request.path_params["id"]]
            return Response(status_code=204)
        answer = conversion.answer
        facts = {"id": request.path_params["id"], "state": conversion.state()}
        if answer is not None:
            facts |= {"error": answer.message} if answer.status != 200 else {"notices": list(answer.notices)}
        return JSONResponse(facts)

    async def _result(self, request: Request) -> Response:
        conversion = self._known(request)
        if conversion.answer is None:
            raise HTTPException(404, "the job is not done yet", {"Retry-After": "1"})
        return _file(conversion.answer, conversion.task)

    def _known(self, request: Request) -> ConversionJob:
        self._forget_old()
        conversion = self.jobs.get(request.path_params["id"])
        if conversion is None:
            raise HTTPException(404, "there is no such job")
        return conversion

    def _forget_old(self) -> None:
        eldest = now() - self.limits.job_life
        old = [name for name, one in self.jobs.items() if one.answer is not None and one.began < eldest]
        for name in old:
            del self.jobs[name]

    async def _done(self, task: ConversionTask, seconds: float, *, waits: bool = False) -> Answer:
        """What a worker that is free makes of a task."""
        if self.free.empty() and self.waiting >= self.limits.waiting and not waits:
            raise HTTPException(503, "too many conversions wait", {"Retry-After": "1"})
        self.waiting += 1
        try:
            worker = await self.free.get()
        finally:
            self.waiting -= 1
        return await asyncio.shield(asyncio.ensure_future(self._asked(worker, task, seconds)))

    async def _asked(self, worker: ConversionProcess, task: ConversionTask, seconds: float) -> Answer:
        """What a worker answers; only then is it free, also where nobody waits for the answer any more."""
        try:
            return await anyio.to_thread.run_sync(worker.ask, task, seconds)
        finally:
            self.free.put_nowait(worker)

    async def _task(self, request: Request, most: int, *, writes: bool = True) -> ConversionTask:
        """What a request asks for. Raises `HTTPException` for what is wrong with it."""
        asked = request.query_params
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if unknown := set(asked) - {"from", "to", "encoding", "theme"}:
            raise HTTPException(400, f"there is no parameter {min(unknown)}")
        if more := [name for name in asked if len(asked.getlist(name)) > 1]:
            raise HTTPException(400, f"the parameter {more[0]} is given more than once")
        writing = _written(request) if writes else None
        options = _options(writing, asked.get("theme")) if writing else {}
        if kind != UPLOAD:
            charset = _charset(request.headers.get("content-type", ""))
            reading = _read_as(asked.get("from"), kind, "")
            data = await self._body(request, most)
        else:
            name, kind, data = await self._uploaded(request, most)
            charset = _charset(kind)
            reading = _read_as(asked.get("from"), kind.partition(";")[0].strip().lower(), name)
        encoding = asked.get("encoding", charset)
        return ConversionTask(data, reading.name, writing.name if writing else None, encoding, options)

    async def _body(self, request: Request, most: int) -> bytes:
        return b"".join([part async for part in self._parts(request, most)])

    async def _uploaded(self, request: Request, most: int) -> tuple[str, str, bytes]:
        """The one file of a form: its name, its media type, its bytes."""
        parser = MultiPartParser(
            request.headers, self._parts(request, most + 10_000), max_files=1, max_fields=8
        )
        parser.spool_max_size = most + 10_000  # nothing is put on a disk
        try:
            form = await parser.parse()
        except MultiPartException as error:
            raise HTTPException(400, error.message) from error
        file = form.get("file")
        if file is None or isinstance(file, str):
            raise HTTPException(400, "the form has no file in the field file")
        return file.filename or "", file.content_type or "", await file.read()

    async def _parts(self, request: Request, most: int) -> AsyncGenerator[bytes, None]:
        """The body as it arrives, if it is small and quick enough."""
        said = request.headers.get("content-length", "")
        got, is_large = 0, said.isdigit() and int(said) > most
        async with _in_time(self.limits.body_seconds):
            async for part in request.stream():
                got += len(part)
                is_large = is_large or got > most
                if not is_large:
                    yield part
                elif got > self.limits.job_size:  # up to there who sends can hear why
                    break
        if is_large:
            more = "" if most >= self.limits.job_size else "; larger ones can be jobs"
            raise HTTPException(413, f"a body has {most} bytes at most{more}", CLOSE)

    async def _health(self, _: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__, "workers": len(self.workers)})

    async def _metrics(self, _: Request) -> Response:
        lines = [
            f'docconv_requests_total{{page="{page}",status="{status}"}} {count}'
            for (page, status), count in sorted(self.answered.items())
        ]
        lines += [
            f"docconv_request_seconds_total {self.seconds:.3f}",
            f"docconv_waiting {self.waiting}",
            f"docconv_working {len(self.workers) - self.free.qsize()}",
            f"docconv_jobs {len(self.jobs)}",
            f"docconv_worker_ends_total {sum(worker.restarts for worker in self.workers)}",
        ]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")

    async def _openapi(self, _: Request) -> Response:
        return JSONResponse(openapi(list(formats()[0].values()), self.limits))


CLOSE = {"Connection": "close"}


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[None]:
    """What is done with a body as it arrives. Raises an error for who sends it where it takes too long."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise HTTPException(408, "the body arrives too slowly", CLOSE) from None


def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  it is registered for nothing else
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


def _file(answer: Answer, task: ConversionTask) -> Response:
    """The bytes of a file with the number of warnings, or what is wrong."""
    if answer.status != 200:
        raise HTTPException(answer.status, answer.message)
    warnings = sum(notice["severity"] == "warning" for notice in answer.notices)
    row = formats()[0][task.writing or ""]
    headers = {"Docconv-Warnings": str(warnings), "X-Content-Type-Options": "nosniff"}
    return Response(answer.data, 200, headers, row.media_type)


def _read_as(name: str | None, kind: str, file: str) -> Format:
    """The format of a body: by name, by media type, by the suffix of an upload. Raises `HTTPException`."""
    rows = [row for row in formats()[0].values() if row.read]
    suffix = "." + file.rpartition(".")[2].lower() if "." in file else ""
    wanted = name or OTHER_NAMES.get(kind)
    for row in rows:
        if row.name == wanted if wanted else kind not in GENERIC and row.media_type == kind:
            return row
    for row in rows if not name else ():
        if suffix and suffix in row.suffixes:
            return row
    raise HTTPException(415, f"no format is read from {name or kind or 'a body without a media type'}")


def _charset(header: str) -> str | None:
    """The encoding that a media type of text names, in quotation marks or without (RFC 9110, section 8.3)."""
    kind, *parameters = (one.strip() for one in header.split(";"))
    pairs = dict(one.lower().partition("=")[::2] for one in parameters)
    return pairs.get("charset", "").strip('"') or None if kind.lower().startswith("text/") else None


def _written(request: Request) -> Format:
    """The format to write: by name, else the first that is accepted. Raises `HTTPException`."""
    rows = [row for row in formats()[0].values() if row.write]
    name = request.query_params.get("to")
    if name is not None:
        if row := next((row for row in rows if row.name == name), None):
            return row
        raise HTTPException(406, f"there is no format {name} to write")
    for kind in _accepted(request.headers.get("accept", "")):
        for row in rows:
            if row.media_type == kind:
                return row
    raise HTTPException(
        406, f"accept one of {', '.join(sorted({row.media_type for row in rows}))}, or say to="
    )


def _accepted(header: str) -> list[str]:
    """Media types, the best first (RFC 9110, section 12.5.1)."""
    found = []
    for part in header.split(","):
        kind, *parameters = (one.strip().lower() for one in part.split(";"))
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            found.append((-float(quality), kind))
        except ValueError:
            continue
    return [kind for quality, kind in sorted(found, key=lambda pair: pair[0]) if quality]


def _options(row: Format, theme: str | None) -> dict[str, str]:
    """What may be asked of a writer: nothing that names a file. Raises `HTTPException`."""
    if theme is None:
        return {}
    if "theme" not in option_types(row) or theme not in BUILT_IN:
        raise HTTPException(400, f"{row.name} has no theme {theme}; there are {', '.join(BUILT_IN)}")
    return {"theme": theme}
