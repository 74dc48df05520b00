"""Web pages and mails as BeautifulSoup reads them: without scripts, styles and what the page itself hides. Pure."""

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, NavigableString, Tag, XMLParsedAsHTMLWarning

from curbside.extractors.readers.markup import line

# A mail of one word looks like a file's name to it, and XHTML like XML
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

UNSEEN = ("script", "style", "template", "noscript", "svg", "head", "title")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def parsed(text: str) -> BeautifulSoup:
    """The page or fragment, however broken."""
    return BeautifulSoup(text.replace("\0", ""), "lxml")


def clean(soup: BeautifulSoup) -> BeautifulSoup:
    """The soup without what a reader does not see: code, comments, elements that are hidden until a script shows them."""
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    for e in soup.find_all(UNSEEN):
        e.decompose()
    for e in soup.find_all(hides):
        if not e.decomposed:
            e.decompose()
    return soup


def hides(e: Tag) -> bool:
    """Whether an element says of itself that it is not shown."""
    return e.has_attr("hidden") or e.get("aria-hidden") == "true" or bool(_HIDDEN.search(str(e.get("style") or "")))


def text(e: Tag | NavigableString) -> str | None:
    """All text of an element in one line, words of neighbouring elements apart."""
    return line(e.get_text(" "))


def attribute(e: Tag, name: str) -> str:
    """An attribute's value as one string; "" where it has none."""
    value = e.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def small(soup: BeautifulSoup, most: int) -> Iterator[tuple[Tag, str]]:
    """Elements whose whole text has at most `most` characters, with it; of nested ones with one text the outermost."""
    todo: list[Tag] = [e for e in soup.children if isinstance(e, Tag)]
    while todo:
        e = todo.pop()
        said = text(e)
        if said is None:
            continue
        if len(said) <= most:
            yield e, said
        else:
            todo += [c for c in e.children if isinstance(c, Tag)]
