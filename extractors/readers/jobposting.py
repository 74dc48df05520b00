"""schema.org JobPosting out of a page: JSON-LD first (bytes, one look for the script element, orjson), then
microdata and RDFa. Pure.

Format: schema.org/JobPosting and Google's rules for it; what real pages make of it: public readers' notes (2026-11)
and 6 (extruct's issues 84 and 109, Web Data Commons 2019, jobseek's tests). Read, not tried live.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import orjson

from curbside.extractors.readers import microdata
from curbside.extractors.readers.characters import decode, utf8
from curbside.extractors.readers.jobfields import record
from curbside.extractors.readers.markup import address
from curbside.extractors.readers.microdata import is_job
from curbside.extractors.readers.places import apart
from curbside.extractors.readers.repair import repaired
from curbside.extractors.readers.whose import is_own

_ODD_TYPE = re.compile(rb"<script[^>]{0,500}?application/ld(?:\+|&#x2b;|&#43;)json[^>]{0,500}>", re.I)
_END = re.compile(rb"</[sS][cC][rR][iI][pP][tT][\s/>]")
_MAX_NODES = 20_000  # values looked at in one block


def postings(body: bytes, content_type: str = "") -> list[dict[str, Any]]:
    """Every JobPosting of a page as it stands there: JSON-LD, else microdata, else RDFa; [] when there is none."""
    body = utf8(body)
    found = [p for block in _blocks(body) for p in _job_postings(_loaded(block, body, content_type))]
    if found or b"obPosting" not in body:
        return found
    return microdata.items(body, content_type)


def records(body: bytes, url: str, content_type: str = "") -> list[dict[str, Any]]:
    """Every JobPosting of a page as a record without `key`; `url` is the page's address."""
    return [record(p, url) for p in postings(body, content_type)]


def one(body: bytes, url: str, key: str, content_type: str = "") -> list[dict[str, Any]]:
    """The page's own posting under `key`: of several (related jobs), the one whose address is the page's, else the
    first. [] when the page has none."""
    found = postings(body, content_type)
    if not found:
        return []
    own = found[0]
    if len(found) > 1:
        path, anchor = _path(url)
        named = next((p for p in found if _path(address(p.get("url"), url)) == (path, anchor)), None)
        if named is None and anchor:  # one page for all: which of them the fragment names, nobody says
            return []
        own = named or own
    read = record(own, url)
    read["key"] = key
    if not is_own(read["url"], read["title"]):  # the site's home page, the same in each of its postings
        read["url"] = url
    # a block a place: the same opening, told once for each
    same = ("title", "employer", "reference")
    others = (record(p, url) for p in found if p is not own)
    more = [place for o in others if all(o.get(f) == read.get(f) for f in same) for place in o["places"]]
    read["places"] = apart([*read["places"], *more])
    return [read]


def _path(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.path.rstrip("/"), parts.fragment


TAG = 1000  # bytes of a script element's start at most


def _blocks(body: bytes) -> Iterator[bytes]:
    """Contents of the JSON-LD script elements that name a JobPosting."""
    at = body.find(b"ld+json")
    seen = False
    while at >= 0:
        start = body.find(b">", at, at + TAG) + 1
        tag = body.rfind(b"<", max(0, at - TAG), at)
        if start and tag >= 0 and body[tag + 1 : tag + 7].lower() == b"script":
            block = _block(body, start)
            seen = True
            if b"obPosting" in block or b"obposting" in block:
                yield block
            start += len(block)
        at = body.find(b"ld+json", max(start, at + 7))
    if not seen and (b"json" in body or b"JSON" in body):
        for m in _ODD_TYPE.finditer(body):
            yield _block(body, m.end())


def _block(body: bytes, start: int) -> bytes:
    """What stands from `start` to the script element's end: the first, unless a script within a string ended there."""
    ends = [m.start() for m in islice(_END.finditer(body, start), 4)] or [len(body)]
    block = body[start : ends[0]]
    if b"<script" in block:
        return next((longer for end in ends[1:] if _is_json(longer := body[start:end])), block)
    return block


def _is_json(block: bytes) -> bool:
    try:
        orjson.loads(block)
    except orjson.JSONDecodeError:
        return False
    return True


def _loaded(block: bytes, body: bytes, content_type: str) -> Any:
    try:
        found = orjson.loads(block)
    except orjson.JSONDecodeError:
        pass
    else:
        return _loaded(found.encode(), body, content_type) if isinstance(found, str) else found  # written twice
    try:
        text = block.decode()
    except UnicodeDecodeError:
        head = body[:4096]  # the page's own meta element names the charset
        text = decode(head + b"\n\0" + block, content_type).partition("\n\0")[2]
    return repaired(text)


def _job_postings(value: Any) -> Iterator[dict[str, Any]]:
    """JobPosting nodes anywhere in a block, outermost first; references to other nodes by @id resolved."""
    if type(value) is dict and value.get("@type") == "JobPosting" and "title" in value:  # nearly every page
        yield value
        return
    stack, left, by_id, found = [value], _MAX_NODES, {}, []
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            kind = node.get("@type") or node.get("@Type") or node.get("type")
            if any(isinstance(k, str) and is_job(k) for k in (kind if isinstance(kind, list) else [kind])):
                found.append(node)
                continue
            if isinstance(node.get("@id"), str):
                by_id[node["@id"]] = node
            stack.extend(reversed([v for v in node.values() if isinstance(v, dict | list)]))
    for node in found:
        node = _spelled(node) if any(k[:1].isupper() or ":" in k for k in node) else node
        for k in ("hiringOrganization", "jobLocation"):
            ref = node.get(k)
            if isinstance(ref, dict) and set(ref) <= {"@id", "@type"} and ref.get("@id") in by_id:
                node = {**node, k: by_id[ref["@id"]]}
        yield node


def _spelled(value: Any) -> Any:
    """Keys as schema.org spells them: PascalCase (Cornerstone) and prefixes (`schema:title`, `http://schema.org/title`)
    undone."""
    if isinstance(value, dict):
        return {_name(k): _spelled(v) for k, v in value.items()}
    return [_spelled(v) for v in value] if isinstance(value, list) else value


def _name(key: str) -> str:
    name = re.split(r"[:/#]", key)[-1] or key
    return name[:1].lower() + name[1:]
