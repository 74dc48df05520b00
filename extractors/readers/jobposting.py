"""schema.org JobPosting out of a page: JSON-LD first (bytes, one look for the script element, orjson), then
microdata and RDFa. Pure.

Format: schema.org/JobPosting and Google's rules for it; what real pages make of it: public readers' notes (2026-11)
and 6 (extruct's issues 84 and 109, Web Data Commons 2019, jobseek's tests). Read, not tried live.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import orjson

from curbside.extractors.readers import htmltree
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.jobfields import MORE_TEXT, record
from curbside.extractors.readers.markup import address
from curbside.extractors.readers.places import apart
from curbside.extractors.readers.repair import repaired
from curbside.extractors.readers.whose import is_own

_ODD_TYPE = re.compile(rb"<script[^>]{0,500}?application/ld(?:\+|&#x2b;|&#43;)json[^>]{0,500}>", re.I)
_MAX_NODES = 20_000  # values looked at in one block


def postings(body: bytes, content_type: str = "") -> list[dict[str, Any]]:
    """Every JobPosting of a page as it stands there: JSON-LD, else microdata, else RDFa; [] when there is none."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16
        body = decode(body).encode()
    found = [p for block in _blocks(body) for p in _job_postings(_loaded(block, body, content_type))]
    if found or b"obPosting" not in body:
        return found
    return _attributes(body, content_type)


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
    low = b""  # the page in lower case, made where it is needed
    while at >= 0:
        start = body.find(b">", at, at + TAG) + 1
        tag = body.rfind(b"<", max(0, at - TAG), at)
        if start and tag >= 0 and body[tag + 1 : tag + 7].lower() == b"script":
            end = (low or body).find(b"</script", start)
            if end < 0 and not low:
                low = body.lower()
                end = low.find(b"</script", start)
            block = body[start : end if end >= 0 else len(body)]
            seen = True
            if b"obPosting" in block or b"obposting" in block:
                yield block
            start += len(block)
        at = body.find(b"ld+json", max(start, at + 7))
    if not seen and (b"json" in body or b"JSON" in body):
        low = low or body.lower()
        for m in _ODD_TYPE.finditer(body):
            end = low.find(b"</script", m.end())
            yield body[m.end() : end if end >= 0 else len(body)]
            if end < 0:
                break


def _loaded(block: bytes, body: bytes, content_type: str) -> Any:
    try:
        return orjson.loads(block)
    except orjson.JSONDecodeError:
        pass
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
            if any(isinstance(k, str) and _is_job(k) for k in (kind if isinstance(kind, list) else [kind])):
                found.append(node)
                continue
            if isinstance(node.get("@id"), str):
                by_id[node["@id"]] = node
            stack.extend(reversed([v for v in node.values() if isinstance(v, dict | list)]))
    for node in found:
        node = _camel(node) if any(k[:1].isupper() for k in node) else node
        for k in ("hiringOrganization", "jobLocation"):
            ref = node.get(k)
            if isinstance(ref, dict) and set(ref) <= {"@id", "@type"} and ref.get("@id") in by_id:
                node = {**node, k: by_id[ref["@id"]]}
        yield node


def _is_job(kind: str) -> bool:
    return kind.lower().endswith("jobposting")


def _camel(value: Any) -> Any:
    """PascalCase keys (Cornerstone) as schema.org spells them."""
    if isinstance(value, dict):
        return {k[:1].lower() + k[1:]: _camel(v) for k, v in value.items()}
    return [_camel(v) for v in value] if isinstance(value, list) else value


def _attributes(body: bytes, content_type: str) -> list[dict[str, Any]]:
    """Microdata (itemscope, itemprop) and RDFa (typeof, property) of a page."""
    root = htmltree.parsed(decode(body, content_type))
    if root is None:
        return []
    for kind, prop in (("itemtype", "itemprop"), ("typeof", "property")):
        found = [
            _item(e, kind, prop, 0)
            for e in root.iter()
            if isinstance(e.tag, str) and any(_is_job(k) for k in (e.get(kind) or "").split())
        ]
        if found:
            return found
    return []


def _item(scope: Any, kind: str, prop: str, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stack = list(reversed(scope))
    while stack:
        e = stack.pop()
        if not isinstance(e.tag, str):
            continue
        nested = e.get(kind) is not None or e.get("itemscope") is not None
        for name in (e.get(prop) or "").split():
            name = name.rpartition(":")[2].rpartition("/")[2]
            value = _item(e, kind, prop, depth + 1) if nested and depth < 8 else _value(e, name, prop)
            before = found.get(name)
            if before is None:
                found[name] = value
            elif value not in (None, "", before):
                found[name] = [*before, value] if isinstance(before, list) else [before, value]
        if not nested:
            stack.extend(reversed(e))
    if not found and (text := " ".join(scope.text_content().split())):
        found["name"] = text
    return found


def _value(e: Any, name: str, prop: str) -> Any:
    for attribute in ("content", "datetime"):
        if e.get(attribute):
            return e.get(attribute)
    if name in ("url", "sameAs", "image", "logo") or e.tag in ("link", "img"):
        return e.get("href") or e.get("src") or e.text_content()
    if name in ("description", *(k for k, _ in MORE_TEXT)):
        inner = htmltree.outer(e)
        return inner[inner.find(">") + 1 : inner.rfind("</")] if inner.endswith(">") else inner
    return _own_text(e, prop) or e.text_content()


def _own_text(e: Any, prop: str) -> str:
    """An element's text without code and without the properties that stand inside it: a title may hold the employer."""
    said: list[str] = []
    inside = 0  # elements under way that are left out
    for event, part in htmltree.walk(e):
        left_out = part is not e and (
            not isinstance(part.tag, str)
            or part.tag in ("script", "style", "template")
            or (part.get(prop) is not None and not {"url", "name", "title"}.intersection(part.get(prop).split()))
        )
        if event == "start":
            inside += left_out
            said += [part.text or ""] if not inside else []
            continue
        inside -= left_out
        said += [part.tail or ""] if not inside and part is not e else []
    return " ".join(" ".join(said).split()).strip(" -–—|·,;:")
