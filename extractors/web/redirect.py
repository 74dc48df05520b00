"""Where an address leads: one loop for pages, lists, robots.txt and files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol, TypeVar
from urllib.parse import urljoin

from requests import PreparedRequest
from requests.cookies import RequestsCookieJar

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5


class Answered(Protocol):
    """The head of an answer."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


A = TypeVar("A", bound=Answered)


class Circling(Exception):
    """More redirects than are followed, or one that was followed before; `last` is the last answer."""

    def __init__(self, last: Answered) -> None:
        super().__init__(f"redirects in a circle or more than {MAX_REDIRECTS} times")
        self.last = last


def follow(
    request: PreparedRequest,
    ask: Callable[[PreparedRequest], A],
    redirected: Callable[[PreparedRequest, int, str], PreparedRequest],
    jar: RequestsCookieJar,
    wanted: Collection[int] = (),
) -> A:
    """The answer behind at most five redirects; one whose status is `wanted` is an answer itself.

    `redirected` makes the request for a new address from the old one and the status. The same address with other cookies
    in `jar` is another question. Raises Circling.
    """
    seen = {_state(request, jar)}
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask(request)
        location = answer.headers.get("Location")
        if answer.status not in REDIRECTS or answer.status in wanted or not location:
            return answer
        try:
            address = urljoin(str(request.url), _utf8(location))
        except ValueError:  # it leads nowhere: the answer is what it is
            return answer
        request = redirected(request, answer.status, address)
        if (state := _state(request, jar)) in seen:
            break
        seen.add(state)
    raise Circling(answer)


def _state(request: PreparedRequest, jar: RequestsCookieJar) -> tuple[str, frozenset[tuple[str, str | None]]]:
    return str(request.url), frozenset((c.name, c.value) for c in jar)


def _utf8(header: str) -> str:
    return header.encode("latin-1", "replace").decode("utf-8", "replace")
