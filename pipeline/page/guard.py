"""Who may ask, and what an answer may do in a browser: a layer around the whole page.

Guarantees: on loopback only names of this machine are answered, so that no foreign site can reach the page through a name of
its own; where a token is set, nothing is answered without it; what changes something comes from the page itself; no body is
longer than allowed; and every answer, an error too, forbids the browser all that the page does not need.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from .settings import is_loopback
from .site import Site

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
SAFE = ("GET", "HEAD")
REFUSALS = {
    400: "这个地址的主机名不是本机的名字。The host name is none of this machine's.",
    401: "请用启动时给出的地址（带有 token）打开一次。Open the address with the token once, as it was printed at the start.",
    403: "只接受从本页面提交的内容。Only what this page itself sends is taken.",
    405: "没有这种请求。No such request.",
}


DRAINED = 16
"""So many times the largest body are taken in and thrown away before it is refused: a browser that is cut off while it sends shows
an error of its own, and not our page."""


class _TooLargeError(Exception):
    """A body went on beyond the limit."""


class Guard:
    """The layer; `application` is the page itself, `site` what it shows, `too_large` what is shown in place of a body beyond the limit."""

    def __init__(self, application: Application, site: Site, too_large: Callable[[Scope], Application]) -> None:
        self.site = site
        self._too_large = too_large
        self._application = application
        self._settings = settings = site.settings
        # One browser may know several pages of one host, each on its port: cookies know no ports.
        self._cookie = f"gongwen-{settings.port}"
        self._pass = (
            hmac.new(settings.token.encode(), b"gongwen page", hashlib.sha256).hexdigest() if settings.token else ""
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if self._settings.local and not is_loopback(host_name(headers.get("host", ""))):
            await _refuse(guarded, 400)
        elif self._settings.token and (not self._knows(headers) or b"token=" in scope["query_string"]):
            await self._admit(scope, guarded)
        elif scope["method"] not in (*SAFE, "POST"):
            await _refuse(guarded, 405)
        elif scope["method"] == "POST" and not _own(scope, headers):
            await _refuse(guarded, 403)
        elif _length(headers) > self._settings.upload_bytes:
            await self._refuse_body(scope, receive, guarded)
        else:
            await self._bounded(scope, receive, guarded)

    def _knows(self, headers: MutableMapping[str, str]) -> bool:
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == self._cookie and hmac.compare_digest(value.encode(), self._pass.encode()):
                return True
        return False

    async def _admit(self, scope: Scope, send: Send) -> None:
        """Take the token out of the address and into a cookie: an address that is sent on must not carry it."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "token"]
        if not given or not hmac.compare_digest(given[0].encode(), (self._settings.token or "").encode()):
            await _refuse(send, 401)
            return
        rest = urlencode([pair for pair in asked if pair[0] != "token"])
        path = "/" + scope.get("raw_path", b"/").decode("latin-1").split("?")[0].lstrip("/\\")
        cookie = f"{self._cookie}={self._pass}; Path=/; HttpOnly; SameSite=Lax"
        secure = "; Secure" if scope["scheme"] == "https" else ""
        headers = [
            (b"location", (path + (f"?{rest}" if rest else "")).encode("latin-1")),
            (b"set-cookie", (cookie + secure).encode("latin-1")),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give up on a body that grows beyond the limit, whatever its head has said."""
        taken, begun, exceeded, more = 0, False, False, True

        async def counted() -> Message:
            nonlocal taken, exceeded, more
            message = await receive()
            taken += len(message.get("body", b""))
            more = _goes_on(message)
            if taken > self._settings.upload_bytes:
                exceeded = True
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            if not exceeded or begun:  # else the page tells of an error that is not its own
                begun = True
                await send(message)

        try:
            await self._application(scope, counted, noted)
        except _TooLargeError:
            if not begun:
                await self._refuse_body(scope, receive, send, more=more)

    async def _refuse_body(self, scope: Scope, receive: Receive, send: Send, *, more: bool = True) -> None:
        left = DRAINED * self._settings.upload_bytes
        while more and left > 0:
            message = await receive()
            left -= len(message.get("body", b""))
            more = _goes_on(message)
        await self._too_large(scope)(scope, receive, send)


def host_name(host: str) -> str:
    """The name in a Host header, without its port: `127.0.0.1:8000` → `127.0.0.1`, `[::1]:8000` → `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def _own(scope: Scope, headers: MutableMapping[str, str]) -> bool:
    """Whether a form was sent by this page: browsers name the origin of everything that is posted."""
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == headers.get("host")


def _goes_on(message: Message) -> bool:
    return message["type"] == "http.request" and bool(message.get("more_body"))


def _length(headers: MutableMapping[str, str]) -> int:
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


async def _refuse(send: Send, status: int) -> None:
    body = (REFUSALS[status] + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
