"""Job pages without schema.org data: what heading, lists of terms and text say. Pure.

Only a page that offers to apply is read so, and none that says the opening is gone: a sign-in page, an article or a
list is no posting. Read: the heading as title; the short lines under it as place, employment and category; pairs of
term and value (<dt>/<dd>, table rows, `Label: value`) under the names of `fields.NAMES`; the longest block of text as
description.
"""

import re
from typing import Any

from curbside.extractors.readers import fields, htmltree
from curbside.extractors.readers.markup import decode, line, local

_APPLY = re.compile(
    r"(?:quick |easy )?apply(?: now| online| here| today| for (?:this |the )?(?:job|position|opening|role))?[ !>»→]*|"
    r"submit (?:your )?(?:application|cv|resume)",
    re.I,
)
_GONE = re.compile(
    r"(?:job|position|posting|opening|vacancy|opportunity)[^.<>]{0,40}(?:no longer (?:available|open|active|accepting)|"
    r"has (?:expired|closed|been (?:filled|closed|removed)))",
    re.I,
)
_EMPLOYMENT = re.compile(
    r"(?:full|part)[ -]?time|permanent|temporary|locum(?: tenens|s)?|per diem|prn|contract(?:or)?|intern(?:ship)?|"
    r"fellowship|regular|volunteer",
    re.I,
)
_WHERE = re.compile(r"[A-Z][\w.'’ ]{1,40}(?:, | [-–] )[A-Z][\w.'’ ]{1,40}(?:, [A-Z][\w. ]{1,30})?")
_ASIDE = ("script", "style", "noscript", "nav", "header", "footer", "aside", "form", "svg", "template")
MAX_PAIRS = 60


def read(body: bytes, url: str, content_type: str = "") -> dict[str, Any] | None:
    """The page's posting as a record without `key`; None when the page does not look like one posting."""
    if body[:5] == b"%PDF-" or b"\0" in body[:2000]:
        return None
    if b"pply" not in body and b"ubmit" not in body and b"PPLY" not in body:
        return None
    text = decode(body, content_type)
    root = htmltree.parsed(text)
    if root is None:
        return None
    offers = any(_APPLY.fullmatch(_text(e) or e.get("value") or "") for e in root.iter("a", "button", "input"))
    heading = _heading(root)
    if not offers or heading is None or _GONE.search(text):
        return None
    record = fields.record(_pairs(root), url)
    record |= {"title": _text(heading), "url": url}
    for piece in _under(heading):
        if not record["places"] and _WHERE.fullmatch(piece):
            record["places"] = [{"text": piece}]
        elif _EMPLOYMENT.fullmatch(piece):
            record["employment"] = list(dict.fromkeys([*record.get("employment", []), piece]))
        elif not record.get("categories"):
            record["categories"] = [piece]
    if description := _description(root):
        record["description"] = description
    return record


def says_gone(body: bytes, content_type: str = "") -> bool:
    """Whether a page says that its opening is no longer to be had."""
    return bool(_GONE.search(decode(body, content_type)))


def _text(e: Any) -> str | None:
    return line(e.text_content())


def _heading(root: Any) -> Any:
    """The page's one <h1>, else its first <h2>; None when there is none or several <h1> say different things."""
    for name in ("h1", "h2"):
        found = [h for h in root.iter(name) if _text(h)]
        if found:
            return None if name == "h1" and len({_text(h) for h in found}) > 1 else found[0]
    return None


def _under(heading: Any) -> list[str]:
    """The short lines right under the heading, up to the first element that holds more."""
    pieces: list[str] = []
    for after in heading.itersiblings():
        if not isinstance(after.tag, str) or after.tag in ("h1", "h2", "h3", "h4", "dl", "ul", "table", "form"):
            break
        said = [found for part in after.itertext() if (found := line(part)) and found not in "|·•-–,"]
        said += [found] if (found := line(after.tail)) and found not in "|·•-–," else []
        if len(pieces) + len(said) > 6 or any(len(s) > 60 or _APPLY.fullmatch(s) for s in said):
            break
        pieces += said
    return pieces


def _pairs(root: Any) -> dict[str, list[str]]:
    """Terms and their values, under names that a field has."""
    found: dict[str, list[str]] = {}
    pairs: list[tuple[Any, Any]] = [(e, e.getnext()) for e in root.iter("dt", "th")]
    for e in root.iter("strong", "b"):  # <strong>Location:</strong> Boise, ID
        if (e.text or "").strip().endswith(":") and (e.tail or "").strip():
            pairs.append((e, e.tail))
    for term, value in pairs[:MAX_PAIRS]:
        name = local(_text(term) or "")
        said = value if isinstance(value, str) else _text(value) if value is not None else None
        if name in fields.KNOWN and name not in fields.NAMES["title"] and (said := line(said)) and len(said) <= 300:
            found.setdefault(name, []).append(said)
    return found


def _description(root: Any) -> str | None:
    """The main text as HTML: <main>, <article> or what calls itself a description, without navigation and forms."""
    named = root.xpath(
        "//main | //article | //*[contains(@class, 'description') or contains(@id, 'description') or "
        "contains(@class, 'job-detail') or contains(@class, 'content')]"
    )
    blocks = [e for e in named if len(_text(e) or "") > 80] or list(root.iter("body"))
    if not blocks:
        return None
    block = max(blocks, key=lambda e: len(_text(e) or ""))
    for e in list(block.iter(*_ASIDE)):
        e.drop_tree()
    return htmltree.outer(block).strip() or None
