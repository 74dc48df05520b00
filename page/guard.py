"""Who may ask: one browser on this machine, from this page's own address alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would send `Origin: null` with a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LOCKED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>curbside: locked</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/page.css">
<body class="locked"><main id="main"><h1>This page is locked</h1>
<p>It opens by the address that <code>curbside open</code> prints, once, in one browser. For a new address, run
<code>curbside open</code> again.</p><p>You opened it in this browser before? <a href="/">Go on</a></p></main></body></html>"""


@dataclass
class Gate:
    """The secrets of one `curbside open`: made anew each time, kept nowhere."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))  # in the address, good for one use
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))  # in the cookie
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32))  # in each form

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """Where the user goes first."""
        return f"{self.origin}/open?token={self.token}"

    @property
    def cookie(self) -> str:
        return f"curbside-{self.port}"  # cookies know no ports: one name a port keeps two workspaces apart

    def knows(self, headers: Headers) -> bool:
        """Whether the request carries the session's cookie."""
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return held is not None and _same(held.value, self.session)

    def is_own(self, given: str) -> bool:
        """Whether a form came from a page of this session."""
        return _same(given, self.form)

    def enter(self, query: bytes) -> Response:
        """The token for a cookie; the token is used up."""
        given = parse_qs(query.decode("latin-1")).get("token", [""])[0]
        if not self.token or not _same(given, self.token):
            return locked()
        self.token = ""
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.session, path="/", httponly=True, samesite="strict")
        return answer


class Guard:
    """ASGI: refuses what does not come from the page itself, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refusal(scope)
        await (refused or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """What is answered instead; None where the request may pass."""
        headers, path = Headers(scope=scope), scope["path"]
        if headers.getlist("host") != [self.gate.host]:  # a foreign name that was made to point here
            return PlainTextResponse(f"curbside answers at {self.gate.origin} alone", 421)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and (
            headers.get("sec-fetch-mode") != "navigate" or scope["method"] != "GET"
        ):
            return PlainTextResponse("another page asked for this", 403)
        if scope["method"] not in ("GET", "HEAD") and headers.getlist("origin") != [self.gate.origin]:
            return PlainTextResponse("another page asked for this", 403)
        if path == "/open" and scope["method"] == "GET":
            return RedirectResponse("/", 303) if self.gate.knows(headers) else self.gate.enter(scope["query_string"])
        if not path.startswith("/static/") and not self.gate.knows(headers):
            return locked()
        return None


def locked() -> Response:
    return Response(LOCKED, 403, media_type="text/html")


def _same(given: str, held: str) -> bool:
    return secrets.compare_digest(given.encode(), held.encode())
