"""Pure readers shared by the families: characters, XML, JSON, addresses. Nothing here reaches the network.

Every reader takes what a board sent and either gives clean values or raises `BoardError` with one line.
"""

import html
import json
import re
import zlib
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

import orjson
from defusedxml import DefusedXmlException

from curbside.extractors.base import Answer, BoardError
from curbside.extractors.readers.addresses import is_tracking, route, spelled, without_session
from curbside.extractors.readers.bounds import Unbounded, tree
from curbside.extractors.readers.characters import (
    ENTITY,
    LATIN,
    SURROGATES,
    XML_CHARSET,
    brackets_escaped,
    decode,
    entity,
    unescape,
    unescaped_json,
    unpercent,
    utf8,
)
from curbside.extractors.readers.instead import again, fault
from curbside.extractors.readers.repair import repaired

MAX_UNPACKED = 256 << 20  # bytes of a .gz sitemap or feed once unpacked: 100,000 links take 20 MB
# Values that say "nothing here": iCIMS, Web Data Commons, PracticeMatch, healthcareercenter, NEJM 2012
PLACEHOLDERS = frozenset(
    "unavailable|null|none|-|--|—|–|n/a|na|not specified|unspecified|open|not available|not displayed|not provided|"
    "undefined|nan|tbd|not applicable|.|0000-00-00|{}|[]".split("|")
)
# What a site's template would have filled in: {{job.title}}, ${title}, <%= title %>, [[title]], %JOB_TITLE%
_TEMPLATE = re.compile(r"(?:\{\{[^}]*\}\}|\$\{[^}]*\}|\{%[^%]*%\}|<%[^%]*%>|\[\[[^\]]*\]\]|%[A-Z][A-Z_]{3,}%)")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CODE = re.compile(r"<(script|style)\b[^<>]{0,200}>.{0,2000}?</\1\s*>", re.I)
_TYPESETTING = re.compile(
    r"</?(?:b|i|u|em|strong|br|span|font|p|div|small|sup|sub|mark|h[1-6])(?:\s[^<>]{0,200})?\s*/?>", re.I
)
_PLAIN = re.compile(
    r"https?://[a-z0-9_.-]+(?::(?!(?:80|443)(?:/|$))\d+)?(?:/[\w./~%+,;=@()'!*$-]*)?"
)  # nothing to undo: most addresses of a sitemap


def line(value: Any) -> str | None:
    """One line of plain text from any JSON or XML value: entities undone, white space collapsed; None for placeholders.

    A list gives its first line that says something, a dict its `name`, `value` or `text`.
    """
    if type(value) is str:
        if "&" in value:
            value = unescape(value)
        if "%" in value:
            value = unpercent(value)
        if "\\u" in value:
            value = unescaped_json(value)
        value = " ".join(value.split())
        if len(value) < 16 and value.lower() in PLACEHOLDERS:
            return None
        if value[:1] in ("{", "$", "<", "[", "%") and _TEMPLATE.fullmatch(value):
            return None
        return SURROGATES.sub("\ufffd", value) if not value.isascii() else value or None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    if isinstance(value, list):
        return next((found for v in value if (found := line(v))), None)
    if isinstance(value, dict):
        return next(
            (found for k in ("name", "value", "text", "label", "@value", "#text") if (found := line(value.get(k)))),
            None,
        )
    return line(str(value))


def lines(value: Any) -> list[str] | None:
    """Every line of a value that may be one or many; None when it says nothing. Order kept, doubles dropped."""
    many = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(found for v in many if (found := line(v)))) or None


def rich(value: Any) -> str | None:
    """A description as HTML or text: escaping of the markup undone (once or twice), ends trimmed; None when empty."""
    if isinstance(value, list):
        return "\n".join(found for v in value if (found := rich(v))) or None
    if isinstance(value, dict):
        return rich(value.get("@value") or value.get("text") or value.get("name"))
    if not isinstance(value, str):
        return line(value)
    for _ in range(3):
        if "<" in value or "&" not in value:
            break
        value = html.unescape(value)
    value = unescaped_json(unpercent(value)).strip()
    if not value.isascii():
        value = SURROGATES.sub("\ufffd", value)
    if len(value) < 16 and value.lower() in PLACEHOLDERS:
        return None
    return value or None


def plain(value: Any) -> str | None:
    """Text of a fragment of HTML in one line: for titles and names that carry markup."""
    return _freed(value, _TAG)


def untagged(value: Any) -> str | None:
    """A line without the tags that only set type; other text in angle brackets stays ("<$300k>", "<Locum>")."""
    return _freed(value, _TYPESETTING)


def _freed(value: Any, tags: re.Pattern[str]) -> str | None:
    found = line(value)
    if found and "<s" in found.lower():
        found = line(_CODE.sub(" ", found))
    return line(tags.sub(" ", found)) if found and "<" in found else found


def is_html(body: bytes) -> bool:
    """Whether an answer is a web page, whatever its content type says."""
    head = utf8(body[:1200]).lstrip(b"\xef\xbb\xbf \t\r\n")[:600].lower()
    while head.startswith(b"<!--") and b"-->" in head:
        head = head.partition(b"-->")[2].lstrip()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def unpacked(answer: Answer) -> bytes:
    """The body, gunzipped where the board served a .gz file; at most `MAX_UNPACKED` bytes."""
    if answer.body[:2] != b"\x1f\x8b":
        return answer.body
    parts, left, size = [], answer.body, 0
    while left[:2] == b"\x1f\x8b":  # what stands behind the last member is none: padding, a line end, a comment
        member = zlib.decompressobj(31)
        try:
            parts.append(member.decompress(left, MAX_UNPACKED + 1 - size))
        except zlib.error as e:
            if len(parts) and parts[0]:
                break
            raise BoardError(f"{answer.url}: the .gz file is damaged or cut off; try again later") from e
        size += len(parts[-1])
        if size > MAX_UNPACKED:
            raise BoardError(f"{answer.url}: unpacks to more than {MAX_UNPACKED >> 20} MB; refused")
        if not member.eof:
            raise BoardError(f"{answer.url}: the .gz file is damaged or cut off; try again later")
        left = member.unused_data
    body = b"".join(parts)
    return (
        unpacked(replace(answer, body=body)) if body[:2] == b"\x1f\x8b" and len(body) < len(answer.body) * 2 else body
    )


def xml(answer: Answer) -> Element:
    """Root element of an XML answer. Entity definitions are refused; bare `&` and `<`, control characters and bytes that are
    no UTF-8 are mended; anything else that is not well formed (a page, a cut-off file) raises BoardError."""
    body = unpacked(answer)
    if is_html(body):
        raise BoardError(f"{answer.url}: answered with an HTML page instead of XML (signed out or blocked?)")
    if not body.strip():
        raise BoardError(f"{answer.url}: answered with nothing instead of XML; {again(answer.url)}")
    if wrong := fault(body, "XML", answer.url):
        raise BoardError(f"{answer.url}: {wrong}")
    charset = XML_CHARSET.search(body[:300])
    try:
        if not (charset and charset[1].lower() in LATIN):  # read as browsers do, not as declared
            return _parsed(body.lstrip(b"\xef\xbb\xbf \t\r\n"), answer.url)
    except (ParseError, ValueError, LookupError):
        pass
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(body, answer.content_type), count=1)
    text = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    outside, *sections = text.split("<![CDATA[")
    cut = [section.partition("]]>") for section in sections]
    first, *rest = brackets_escaped([ENTITY.sub(entity, outside), *(ENTITY.sub(entity, after) for _, _, after in cut)])
    text = first + "".join(f"<![CDATA[{inside}{end}{after}" for (inside, end, _), after in zip(cut, rest, strict=True))
    try:
        return _parsed(text.lstrip().encode(), answer.url)
    except (ParseError, ValueError, LookupError) as e:
        raise BoardError(f"{answer.url}: is not whole XML ({e}); {again(answer.url)}") from e


def _parsed(body: bytes, url: str) -> Element:
    """Raises BoardError for what is refused; for what is not well formed, whatever the parser raises."""
    try:
        return tree(body)
    except DefusedXmlException as e:
        raise BoardError(f"{url}: defines XML entities, which no posting needs; refused") from e
    except Unbounded as e:
        raise BoardError(f"{url}: {e}") from None


@lru_cache(4096)
def local(tag: str) -> str:
    """An element's name without namespace, lower case, letters and digits only: `{…}jobNumber` → `jobnumber`."""
    return re.sub(r"[^a-z0-9]", "", tag.rpartition("}")[2].lower())


def data(answer: Answer) -> Any:
    """Value of a JSON answer. Control characters, bytes that are no UTF-8 and stray quotes are mended; a page or a
    cut-off answer raises BoardError."""
    body = unpacked(answer)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    if is_html(body):
        raise BoardError(f"{answer.url}: answered with an HTML page instead of JSON (signed out or blocked?)")
    text = decode(body, answer.content_type)
    try:
        return _clean(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        pass
    found = repaired(text, whole=True)
    if found is None:
        raise BoardError(
            f"{answer.url}: {fault(body, 'JSON', answer.url) or f'is not whole JSON; {again(answer.url)}'}"
        )
    return _clean(found)


def _clean(value: Any) -> Any:
    """Lone surrogates, which `json` lets through, replaced: no encoder takes them."""
    if isinstance(value, str):
        return SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return value


def address(raw: Any, base: str, visit: bool = False) -> str:
    """An absolute address without tracking parameters, its spaces encoded, a fragment kept where it names the posting;
    "" when there is none or it is no web address. `visit`: a session within its path is kept, for who asks it."""
    if not isinstance(raw, str):
        return ""
    if _PLAIN.fullmatch(raw):
        return raw if visit else without_session(raw)
    raw = spelled(unescape(raw))
    if not raw:
        return ""
    try:
        parts = urlsplit(urljoin(base, raw))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    host = parts.netloc if "@" in parts.netloc else parts.netloc.lower()
    if port == {"http": 80, "https": 443}[parts.scheme]:
        host = host.rpartition(":")[0]
    query = parts.query
    if query:
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not is_tracking(k, v)])
    anchor = route(parts.fragment) if parts.fragment else ""
    path = parts.path if visit else without_session(parts.path)
    return f"{parts.scheme}://{host}{path}{'?' * bool(query)}{query}{'#' * bool(anchor)}{anchor}"


def key_of(url: str, site: str | None = None) -> str:
    """Stable key of a posting's address: path and query without tracking; the host only where it is not the site's."""
    parts = urlsplit(address(url, site or "") or url)
    key = (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")
    key += f"#{parts.fragment}" if route(parts.fragment) else ""
    return key if not site or _host(parts.netloc) == _host(urlsplit(site).netloc) else f"//{parts.netloc.lower()}{key}"


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def site_of(url: str) -> str:
    """`https://host` of any address of a site."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
