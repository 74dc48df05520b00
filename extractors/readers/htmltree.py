"""HTML as a tree: the one place that knows lxml. Elements are lxml's own. Pure."""

from collections.abc import Iterator
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from curbside.extractors.readers.markup import line


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


def _text(element: Any, depth: int) -> str:
    said = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and depth < 60 and "sr-only" not in (child.get("class") or ""):
            said.append(_text(child, depth + 1))
        said.append(child.tail or "")
    return " ".join(said)
