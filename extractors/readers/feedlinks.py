"""Where a feed's entries lead: links as RSS, Atom and feed services write them. Pure. RSS 2.0, RFC 4287, XML Base."""

from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from curbside.extractors.readers.markup import local

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_BEHIND = "origlink"  # FeedBurner's and Pheedo's: the address behind the one that counts clicks


def base(*elements: Element) -> str:
    """The address that `xml:base` of these elements, outermost first, gives to relative ones; "" where none does."""
    found = ""
    for e in elements:
        found = urljoin(found, (e.get(_BASE) or "").strip())
    return found


def addresses(entry: Element, read: list[str], within: str) -> list[str]:
    """An entry's addresses, its own first: the one behind a counted link, its links (of several of Atom the page), else
    an alternate of Atom within RSS, else a guid that is its permanent address. `read`: the links that were read of it;
    `within`: the base of relative ones."""
    own = [(e, (e.text or "").strip()) for e in entry if isinstance(e.tag, str)]
    behind = [text for e, text in own if local(e.tag) == _BEHIND and text]
    alternate = [
        e for e, _ in own if local(e.tag) == "link" and e.get("href") and e.get("rel", "alternate") == "alternate"
    ]
    pages = [e.get("href", "") for e in sorted(alternate, key=lambda e: "html" not in e.get("type", "html"))]
    said = [link for link in read if link.strip()]
    links = pages if set(said) <= set(pages) else said
    guids = [text for e, text in own if local(e.tag) == "guid" and _is_address(e, text)]
    found = [*behind, *links] or guids[:1]
    return [urljoin(within, link.strip()) for link in found] if within else found


def _is_address(guid: Element, text: str) -> bool:
    permanent = next((v for k, v in guid.attrib.items() if k.lower() == "ispermalink"), "true")
    return permanent.strip().lower() != "false" and text.startswith(("http://", "https://"))


def home(root: Element) -> str | None:
    """The site that a feed says it is of; None where it names none."""
    parent = next((c for c in root if local(c.tag) == "channel"), root)
    links = [e for e in parent if isinstance(e.tag, str) and local(e.tag) == "link"]
    links = sorted(links, key=lambda e: e.get("rel", "alternate") != "alternate")
    named = [base(root), *((e.get("href") or e.text or "").strip() for e in links)]
    return next((url for url in named if url.startswith(("http://", "https://"))), None)
