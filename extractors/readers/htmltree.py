"""HTML as a tree: the one place that knows lxml. Elements are lxml's own. Pure."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from curbside.extractors.readers.markup import line

_UNSEEN = re.compile(r"sr-only")


def parsed(text: str, comments: bool = True) -> Any:
    """Root element of a page or fragment, however broken; None where there is nothing to be had."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=not comments)
    try:
        return lxml.html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def outer(element: Any) -> str:
    """The element as HTML, without what follows it."""
    html: str = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    return html


def walk(element: Any) -> Iterator[tuple[str, Any]]:
    """("start", e) and ("end", e) for the element and everything in it, in the page's order."""
    yield from lxml.etree.iterwalk(element, events=("start", "end"))


def text_of(element: Any) -> str | None:
    """An element's text in one line, without its parts for screen readers only."""
    return line(_text(element, 0))


def _text(element: Any, depth: int, without: re.Pattern[str] = _UNSEEN) -> str:
    said = [element.text or ""]
    for child in element:
        called = (child.get("class") or "") if isinstance(child.tag, str) else "sr-only"
        if depth < 60 and not _UNSEEN.search(called) and not without.search(called):
            said.append(_text(child, depth + 1, without))
        said.append(child.tail or "")
    return " ".join(said)


WIDE = 5  # elements around a link that may be of its entry
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE = re.compile(r"(?i)(?:^|[\s_-])(?:job-?)?(?:title|name)(?:$|[\s_-])")
_BESIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:locations?|place|city|date|posted|meta|type|department|category|company|employer|brand|badge|tag|new|icon|salary|req(?:-?id)?|id)"
    r"(?:$|[\s_-])"
)


def title_of(link: Any) -> str | None:
    """A posting's title out of the link to it: its heading or what is called so; else what is not called something else
    (a place, a date), and of several blocks the first."""
    inside = [e for e in link.iterdescendants() if isinstance(e.tag, str)]
    named = [e for e in inside if e.tag in _HEADINGS] or [e for e in inside if _is_title(e.get("class") or "")]
    if said := next((text for e in named if (text := text_of(e))), None):
        return said
    blocks = [e for e in link if isinstance(e.tag, str) and e.tag in ("div", "p", "li", "ul")]
    told = [e for e in blocks if not _BESIDE.search(e.get("class") or "")]
    own = line(" ".join([link.text or "", *(e.tail or "" for e in link)]))
    if blocks and (own or told):
        return own or next((text for e in told if (text := text_of(e))), None)
    return line(_text(link, 0, _BESIDE)) or text_of(link)


def _is_title(called: str) -> bool:
    return bool(_TITLE.search(called)) and not _BESIDE.search(called)


def card_of(link: Any, key: str, key_in: Callable[[Any], str | None]) -> Any:
    """The entry of a list that a link stands in: its row or item, else the widest element without another posting's link.
    `key_in`: a link's posting, None where it leads to none. None where the link stands in no element of its own."""
    card = None
    for e in islice(link.iterancestors(), WIDE):
        if e.tag in ("body", "html") or any(key_in(a) not in (None, key) for a in e.iter("a")):
            return card
        card = e
        if e.tag in ("li", "tr"):
            return card
    return card
