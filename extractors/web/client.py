"""The one polite HTTP client for all families: turns, robots.txt, retries, limits, redirects, conditional requests.

Who may be asked. The user's own addresses (`board.url`, else the family's host) are followed wherever they point. Any
other address (redirect, feed, sitemap, page) is followed to the same origin, to https on the same host, or to a
public IP address; that is checked on the socket's own address, when it is connected. robots.txt is obeyed on every
host that is asked, except on the user's own addresses where a family's interface is documented for programs
(`ROBOTS = False`).

Proxies. What the environment says (HTTPS_PROXY, NO_PROXY …) is used as requests uses it, and never for this machine
itself. Behind a proxy the name is looked up by the proxy: an address from outside is then refused where its name is a
local one, a private number, or resolves here to private numbers; a name that only the proxy can resolve is left to it.

Cookies live for one question and its redirects. Certificates are always verified. Nothing is read from .netrc.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import requests
from requests.adapters import DEFAULT_CA_BUNDLE_PATH

from curbside.extractors.base import Board, BoardError
from curbside.extractors.memory import Memory
from curbside.extractors.web import address, transport
from curbside.extractors.web.ask import BoardAsk as BoardAsk
from curbside.extractors.web.ask import Disallowed as Disallowed
from curbside.extractors.web.expect import expect_json as expect_json
from curbside.extractors.web.expect import expect_xml as expect_xml
from curbside.extractors.web.gate import Gate
from curbside.extractors.web.host import Host, Limits


class Client:
    """One for a run; boards in several threads share it."""

    def __init__(
        self,
        contact: str,
        min_interval_override: float | None = None,
        limits: Limits | None = None,
        resolve: transport.Resolve = socket.getaddrinfo,
        public: Callable[[str], bool] = address.is_public,
    ) -> None:
        """`contact`: the e-mail address that boards may complain to; `resolve`, `public`: for tests."""
        self.limits = limits or Limits()
        self.min_interval_override = min_interval_override
        self._resolve = resolve
        self._public = public
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._gates: dict[str, Gate] = {}
        self._hosts: dict[tuple[str, bool], Host] = {}
        contact = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()\\").strip()
        self.user_agent = f"curbside/{_version()}" + (f" (+contact {contact})" if contact else "")

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Boards under way end with a BoardError at their next turn; idle connections are closed."""
        self._stopped.set()
        with self._lock:
            for host in self._hosts.values():
                host.adapter.close()

    def ask_for(
        self,
        board: Board,
        memory: Memory | None = None,
        *,
        home: str | None = None,
        robots: bool = True,
        now: datetime | None = None,
    ) -> BoardAsk:
        """The client bound to one board. `home`: the family's own address; `now`: the run's clock starts there."""
        return BoardAsk(self, board, memory, home, robots, now or datetime.now(UTC))

    def host(self, origin: str, trusted: bool) -> Host:
        """The host's one record of this run."""
        with self._lock:
            found = self._hosts.get((origin, trusted))
            if found is None:
                gate = self._gates.setdefault(origin, Gate(self._stopped))
                wire = transport.Wire(self._resolve, self._public, trusted, self.limits.read)
                proxies = self._proxies(origin)
                is_plain = origin.startswith("http:") and not proxies  # certificates take longer to read than to ask
                adapter = transport.Adapter(wire, None if is_plain else self._context)
                found = Host(origin, gate, adapter, proxies, self.limits)
                self._hosts[origin, trusted] = found
        if found.proxies and not trusted:
            self._check_behind_proxy(found)
        return found

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """Read when the first host is asked by https: a member's run that reads a hub's folder asks none."""
        settings = requests.Session().merge_environment_settings("https://localhost", {}, None, None, None)
        bundle = settings["verify"] if isinstance(settings["verify"], str) else DEFAULT_CA_BUNDLE_PATH
        try:
            return transport.tls_context(bundle)
        except OSError as e:
            raise BoardError(
                f"{bundle}: no certificates can be read there ({e}); REQUESTS_CA_BUNDLE names it"
            ) from None

    def clocks(self) -> list[timedelta]:
        """How far the clock of each host that answered is ahead of this machine's."""
        with self._lock:
            return list({h.origin: h.ahead for h in self._hosts.values() if h.ahead is not None}.values())

    def _proxies(self, origin: str) -> dict[str, str]:
        if address.is_loopback(urlsplit(origin).hostname or ""):
            return {}
        found: dict[str, str] = requests.utils.get_environ_proxies(origin)
        return found if requests.utils.select_proxy(origin, found) else {}

    def _check_behind_proxy(self, host: Host) -> None:
        parts = urlsplit(host.origin)
        name = parts.hostname or ""
        if address.is_local_name(name) and ":" not in name:
            raise transport.Refused(f"{name}: an address from outside leads into a private network; not followed")
        try:
            host.adapter.wire.addresses(name, parts.port or 443)
        except (OSError, UnicodeError):
            return


def _version() -> str:
    try:
        return version("curbside")
    except PackageNotFoundError:
        return "0"
