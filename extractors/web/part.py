"""What has come of a file so far, on disk, and of which version of it: `<name>.part` and `<name>.part.json`."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

from urllib3.response import BaseHTTPResponse

from curbside import whole


class Part:
    """What has come of a file, and of which version of it."""

    def __init__(self, target: Path, url: str) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._note = target.with_name(target.name + ".part.json")
        self._url = url
        try:
            self.note: dict[str, Any] = json.loads(self._note.read_text("utf-8"))
        except (OSError, ValueError):
            self.note = {}

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def validator(self) -> str:
        """What If-Range takes: a strong ETag, else the day of change; empty where the file's version has no name."""
        etag = self.note.get("etag") or ""
        return str(etag if etag and not etag.startswith("W/") else self.note.get("last_modified") or "")

    def is_other(self, raw: BaseHTTPResponse) -> bool:
        """Whether an answer says that it is of another version than what has come; it may say nothing (RFC 9110, 15.3.7)."""
        said = {"etag": raw.headers.get("ETag"), "last_modified": raw.headers.get("Last-Modified")}
        return any(value and self.note.get(name) != value for name, value in said.items())

    def resumable(self) -> int:
        """How many bytes another answer can go on from; a part of another address or of no known version is dropped."""
        if not self.size or self.note.get("url") != self._url or not self.validator:
            self.drop()
        return self.size

    def begin(self, raw: BaseHTTPResponse, total: int | None) -> None:
        """Write down which version is coming; the answer that goes on with one need not name it again."""
        if not self.size:
            self.note = {
                "url": self._url,
                "etag": raw.headers.get("ETag"),
                "last_modified": raw.headers.get("Last-Modified"),
                "checksum": _published(raw) if raw.status == 200 else None,
            }
        self.note["total"] = total
        whole.write(self._note, json.dumps(self.note))

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
        self.note = {}


def _published(raw: BaseHTTPResponse) -> str | None:
    """The checksum of the whole file that its headers give (RFC 9530, 3230, 1864)."""
    for name in ("Repr-Digest", "Digest"):
        if found := re.search(r"sha-256=:?([A-Za-z0-9+/]{43}=)", raw.headers.get(name, ""), re.IGNORECASE):
            return "sha256:" + base64.b64decode(found[1]).hex()
    if found := re.fullmatch(r"\s*([A-Za-z0-9+/]{22}==)\s*", raw.headers.get("Content-MD5", "")):
        return "md5:" + base64.b64decode(found[1]).hex()
    return None
