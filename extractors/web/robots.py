"""robots.txt as RFC 9309 has it, read by protego."""

from dataclasses import dataclass, field

from protego import Protego

PRODUCT = "curbside"  # the product token that rules may name
MAX_BYTES = 512 << 10


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us, and the file itself (families look for sitemaps in it)."""

    status: int
    body: bytes = b""
    content_type: str = ""
    rules: Protego | None = field(default=None, repr=False)  # None: everything is allowed

    @classmethod
    def read(cls, status: int, body: bytes, content_type: str) -> "Robots":
        """From an answer of status 200 (a file) or 4xx (no file: everything is allowed)."""
        if status != 200:
            return cls(404)
        if len(body) > MAX_BYTES:  # the rest is not read; a line cut in two must not become a wider rule
            body = body[:MAX_BYTES].rpartition(b"\n")[0]
        text = body.decode("utf-8-sig", "replace")
        return cls(200, body, content_type, Protego.parse(text))

    def allows(self, url: str) -> bool:
        """Whether this address may be asked."""
        return self.rules is None or self.rules.can_fetch(url, PRODUCT)

    @property
    def delay(self) -> float:
        """Seconds that the file wants between two requests; 0 where it says nothing."""
        return 0.0 if self.rules is None else self.rules.crawl_delay(PRODUCT) or 0.0
