"""Who may talk to the page: the browser of whoever started it, and nobody else on the machine or the web.

A page of a stranger can send requests to the loopback address, and every user of the machine can. The token
of the printed address is good for one browser; what it gets for it is a cookie that scripts cannot see and
that no other site sends. The names in `Host` and `Origin` keep out sites that point a name of theirs at this
machine.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from attrs import define, field
from starlette.responses import JSONResponse, RedirectResponse, Response

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 65_536
"""Bytes of a request; a decision has some hundred."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; "
    "img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@define
class Guard:
    """Lets requests through to an application, with headers for the browser on every answer.

    host: the address as the browser names it, with the port.
    token: what the printed address has; good once.
    """

    application: Application
    host: str
    token: str = field(factory=lambda: token_urlsafe(32))
    _secret: str = field(factory=lambda: token_urlsafe(32), init=False)
    _is_used: bool = field(default=False, init=False)

    @property
    def address(self) -> str:
        """What the browser is to open first."""
        return f"http://{self.host}/?token={self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        answer = self._refusal(scope)
        guarded = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, guarded)
        else:
            await self.application(scope, _limited(receive), guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why a request is not let through, or the cookie for the token."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host") != self.host:
            return refusal(403, "this address is not the one that was printed", "open the printed address")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return refusal(405, "this cannot be asked for", "")
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if token and scope["path"] == "/" and scope["method"] == "GET":
            return self._entrance(token)
        if not self._is_known(headers.get("cookie", "")):
            return refusal(
                401, "this browser has not opened the printed address", "start docconv review again"
            )
        return self._fault_of_post(headers) if scope["method"] == "POST" else None

    def _entrance(self, token: str) -> Response:
        """The cookie for whoever comes first with the token."""
        if self._is_used or not compare_digest(token.encode(), self.token.encode()):
            return refusal(
                401, "the address was opened already, and is good once", "start docconv review again"
            )
        self._is_used = True
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="strict", path="/")
        return answer

    @property
    def _cookie(self) -> str:
        """The name of the cookie; ports of one address share their cookies."""
        return f"docconv-review-{self.host.rpartition(':')[2]}"

    def _is_known(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(self._cookie)
        except CookieError:
            return False
        return found is not None and compare_digest(found.value.encode(), self._secret.encode())

    def _fault_of_post(self, headers: Mapping[str, str]) -> Response | None:
        if headers.get("origin") != f"http://{self.host}":
            return refusal(403, "this was asked by another page", "decide on the page itself")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return refusal(415, "this is no JSON", "send application/json")
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > len(str(LARGEST_BODY)) or int(length) > LARGEST_BODY:
            return refusal(413, "this is too long, or does not say how long it is", "send less")
        return None


def refusal(status: int, message: str, remedy: str) -> Response:
    """An error for the page."""
    return JSONResponse({"message": message, "remedy": remedy}, status)


def _with_headers(send: Send) -> Send:
    """Sends answers with the headers that every one has."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            kept = [pair for pair in message.get("headers", ()) if pair[0] not in dict(own)]
            message = {**message, "headers": [*kept, *own]}
        await send(message)

    return sending


def _limited(receive: Receive) -> Receive:
    """Receives no more than the largest body, whatever its length was said to be."""
    left = LARGEST_BODY

    async def receiving() -> MutableMapping[str, Any]:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return receiving
