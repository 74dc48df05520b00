"""schema.org JobPosting as microdata (itemscope, itemprop, itemref) and RDFa (typeof, property). Pure.

Format: html.spec.whatwg.org (microdata), rdfa.info (RDFa Lite). Read, not tried live.
"""

from typing import Any

from curbside.extractors.readers import htmltree
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.jobfields import MORE_TEXT


def is_job(kind: str) -> bool:
    """Whether a type's name is JobPosting, under whatever prefix."""
    return kind.lower().endswith("jobposting")


def items(body: bytes, content_type: str) -> list[dict[str, Any]]:
    """Microdata (itemscope, itemprop) and RDFa (typeof, property) of a page."""
    root = htmltree.parsed(decode(body, content_type))
    if root is None:
        return []
    for kind, prop in (("itemtype", "itemprop"), ("typeof", "property")):
        found = [
            _item(e, kind, prop, 0)
            for e in root.iter()
            if isinstance(e.tag, str) and any(is_job(k) for k in (e.get(kind) or "").split())
        ]
        if found:
            return found
    return []


def _item(scope: Any, kind: str, prop: str, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stack = [*reversed(_referred(scope)), *reversed(scope)]
    while stack:
        e = stack.pop()
        if not isinstance(e.tag, str):
            continue
        nested = e.get(kind) is not None or e.get("itemscope") is not None
        for name in (e.get(prop) or "").split():
            name = name.rpartition(":")[2].rpartition("/")[2]
            value = _item(e, kind, prop, depth + 1) if nested and depth < 8 else _value(e, name, prop)
            before = found.get(name, "")
            held = before if isinstance(before, list) else [before]
            if before == "":
                found[name] = value
            elif value not in ("", *held):
                found[name] = [*held, value]
        if not nested:
            stack.extend(reversed(e))
    if not found and (text := " ".join(scope.text_content().split())):
        found["name"] = text
    return found


def _referred(scope: Any) -> list[Any]:
    """The elements elsewhere on the page that `itemref` makes part of an item."""
    names = (scope.get("itemref") or "").split()
    found = [e for name in names for e in scope.getroottree().getroot().iter() if e.get("id") == name]
    return [e for e in found if e is not scope and e not in scope.iterancestors()]


def _value(e: Any, name: str, prop: str) -> Any:
    for attribute in ("content", "datetime"):
        if e.get(attribute):
            return e.get(attribute)
    if e.tag in ("data", "meter") and e.get("value"):
        return e.get("value")
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
