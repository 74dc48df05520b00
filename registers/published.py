"""Public registers: where each is published, which file is the newest, and that file on the disk.

`registers.toml` lists them; a `registers.toml` of the user changes entries by name.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.web import address, remotezip
from curbside.extractors.web.client import Client, expect_json
from curbside.extractors.web.download import Download, File, Limits, Say
from curbside.faults import WrongUse

FIND = ("file", "catalog", "zenodo", "links")
CHECKSUM = re.compile(r"(md5|sha256):[0-9a-fA-F]{32,64}")


class RegisterError(WrongUse):
    """The user's registers.toml cannot be used. The text is one line: entry, key, and what it takes."""


@dataclass(frozen=True, slots=True)
class Register:
    """One entry of registers.toml; its comment says what the keys mean."""

    name: str
    url: str
    kinds: tuple[str, ...] = ()
    title: str = ""
    find: str = "file"
    link: str = ""
    member: str = ""
    least: int = 1
    limit_mb: int = 4000
    min_interval: float = 1.0  # seconds between two requests


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was brought last: what tells whether there is a newer one."""

    url: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The newest file of a register, and the checksum that its publisher gives for it."""

    url: str
    checksum: str | None = None


def registers(own: Path) -> dict[str, Register]:
    """The registers by name, entries of the file `own` (if it is there) over the built-in ones. Raises RegisterError."""
    built_in = files("curbside.registers").joinpath("published.toml").read_text("utf-8")
    found = {entry["name"]: entry_of(entry, None) for entry in tomllib.loads(built_in)["register"]}
    try:
        entries = tomllib.loads(own.read_text("utf-8-sig")).get("register", []) if own.exists() else []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise RegisterError(f"{own}: cannot be read ({e})") from None
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise RegisterError(f"{own}: takes entries that start with [[register]]")
    for number, entry in enumerate(entries, 1):
        try:
            name = str(entry.get("name", ""))
            found[name] = entry_of(entry, found.get(name))
        except ValueError as e:
            raise RegisterError(f"{own}: [[register]] number {number}: {e}") from None
    return found


def entry_of(entry: dict[str, Any], old: Register | None) -> Register:
    """An entry, keys that it leaves out taken from `old`. ValueError says which key takes what."""
    known = {f.name: f for f in fields(Register)}
    if unknown := [key for key in entry if key not in known]:
        raise ValueError(f"{unknown[0]}: unknown key; it takes {', '.join(known)}")
    given: dict[str, Any] = {key: tuple(v) if key == "kinds" and isinstance(v, list) else v for key, v in entry.items()}
    for key, value in given.items():
        wanted = {"kinds": tuple, "least": int, "limit_mb": int, "min_interval": (int, float)}.get(key, str)
        if not isinstance(value, wanted) or isinstance(value, bool):  # type: ignore[arg-type]
            raise ValueError(f"{key}: takes {'a list' if key == 'kinds' else 'text' if wanted is str else 'a number'}")
    if not re.fullmatch(r"[a-z0-9-]+", str(given.get("name", ""))):
        raise ValueError("name: takes lower-case letters, digits and -")
    if old is None and not given.get("url"):
        raise ValueError("url: is missing; it is needed")
    made = replace(old, **given) if old else Register(**given)
    try:
        address.origin(made.url)
        re.compile(made.link), re.compile(made.member)
    except (ValueError, re.error) as e:
        raise ValueError(f"url, link, member: {e}") from None
    if made.find not in FIND:
        raise ValueError(f"find: takes one of {', '.join(FIND)}")
    return made


def bring(
    register: Register, client: Client, folder: Path, last: Version, say: Say, now: datetime, spare: int | None = None
) -> File | None:
    """The newest file of `register` in `folder`; None when it is the one that `last` names. Raises BoardError.

    `spare`: bytes to leave free on the disk.
    """
    board = Board(register.name, "register", url=register.url, min_interval=register.min_interval)
    ask = Download(client, board, None, None, True, now)
    found = newest(register, ask)
    limits = Limits(size=register.limit_mb * 1_000_000)
    if spare is not None:
        limits = replace(limits, spare=spare)
    target = folder / f"{register.name}-{file_name(found.url)}"
    if register.member:
        if found.url == last.url:
            return None
        return remotezip.save_member(ask, found.url, re.compile(register.member), target, limits, say)
    known = (last.etag, last.last_modified) if found.url == last.url else (None, None)
    return ask.save(found.url, target, limits, say, checksum=found.checksum, known=known)


def newest(register: Register, ask: Download) -> Found:
    """Where the register's newest file lies. Raises BoardError when the page or record does not say."""
    if register.find == "file":
        return Found(register.url)
    answer = ask(register.url)
    found = {"catalog": in_catalog, "zenodo": in_zenodo, "links": in_links}[register.find](answer, register)
    if found is None:
        raise BoardError(
            f"{address.shown(register.url)}: names no file of {register.title or register.name}; it may have moved"
        )
    return found


def read_json(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(expect_json(answer))
    except ValueError:
        raise BoardError(f"{address.shown(answer.url)}: answered JSON that cannot be read") from None
    return said if isinstance(said, dict) else {}


def in_catalog(answer: Answer, register: Register) -> Found | None:
    """The first CSV of a CMS dataset record, whether its distributions are written out or referred to."""
    record = read_json(answer)
    for one in record.get("distribution") or []:
        one = one.get("data", one) if isinstance(one, dict) else {}
        url = str(one.get("downloadURL") or "")
        if url and (one.get("mediaType") == "text/csv" or url.lower().endswith((".csv", ".zip"))):
            return Found(urljoin(answer.url, url))
    return None


def in_zenodo(answer: Answer, register: Register) -> Found | None:
    """The archive of the newest Zenodo record, with its published MD5."""
    said = read_json(answer)
    records = (said.get("hits") or {}).get("hits") if "hits" in said else [said]
    for record in records or []:
        for one in record.get("files") or []:
            name, links = str(one.get("key") or one.get("filename") or ""), one.get("links") or {}
            url = links.get("self") or links.get("download")
            if url and name.lower().endswith((".zip", ".json", ".csv")):
                checksum = str(one.get("checksum") or "")
                checksum = f"md5:{checksum}" if re.fullmatch("[0-9a-fA-F]{32}", checksum) else checksum
                return Found(urljoin(answer.url, str(url)), checksum if CHECKSUM.fullmatch(checksum) else None)
    return None


def in_links(answer: Answer, register: Register) -> Found | None:
    """Of a page's links that the register's pattern describes, the one with the greatest number, else the first."""
    text = answer.body.decode("utf-8", "replace")
    hrefs = re.findall(r"""href\s*=\s*["']([^"'<>]+)["']""", text, re.IGNORECASE)
    fitting = [(m, href) for href in hrefs if (m := re.search(register.link, href))]
    if not fitting:
        return None
    _, href = max(fitting, key=lambda pair: [int(g) if g and g.isdigit() else 0 for g in pair[0].groups()])
    return Found(urljoin(answer.url, href.replace("&amp;", "&")))


def file_name(url: str) -> str:
    """The file's own name, as safe as its end allows; Zenodo puts `/content` behind it."""
    parts: Iterable[str] = reversed(unquote(urlsplit(url).path).split("/"))
    name = next((p for p in parts if "." in p), "file.csv")
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip(".")[-100:] or "file.csv"


def read_versions(path: Path) -> dict[str, Version]:
    """Register → the version that was loaded last; nothing when the file is not there or cannot be read."""
    try:
        return {name: Version(**one) for name, one in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
