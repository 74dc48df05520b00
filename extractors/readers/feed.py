"""Entries of RSS, Atom and the job feeds that boards exchange, each as its names with their values. Pure.

RSS 2.0 (rssboard.org), Atom (RFC 4287), the Indeed feed and its kin: public readers' notes (2026-11). Read, not tried
live.
"""

import hashlib
import re
from collections import Counter
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from curbside.extractors.base import Answer, BoardError
from curbside.extractors.readers import feedlinks, fields
from curbside.extractors.readers.markup import line, local, xml

Entry: TypeAlias = dict[str, list[str]]

ENTRIES = (
    "item",
    "entry",
    "job",
    "position",
    "vacancy",
    "listing",
    "posting",
    "ad",
    "opening",
    "row",
    "jobposting",
)
_PREFIXED = re.compile(r"(</?)(?:html|ns\d+):")  # as the XML library writes XHTML within Atom
_MARKUP = ("description", "content", "summary", "encoded", "body", "jobdescription", "value")
_NAMED = ("company", "employer", "organization", "organisation", "hiringorganization", "advertiser")
_PAID = ("salary", "basesalary", "pay", "compensation", "salaryrange", "payrange")
_PAY_PARTS = {  # of <salary><min>…</min><max>…</max><period>…</period></salary>
    **dict.fromkeys(("min", "minimum", "minvalue", "minamount", "from", "low", "lower"), "salarymin"),
    **dict.fromkeys(("max", "maximum", "maxvalue", "maxamount", "to", "high", "upper"), "salarymax"),
    **dict.fromkeys(("period", "unit", "unittext", "interval", "frequency", "type", "per", "timeunit"), "salaryperiod"),
    **dict.fromkeys(("currency", "currencycode"), "salarycurrency"),
    **dict.fromkeys(("value", "amount", "text", "description", "range"), "salary"),
}
_TOWN = frozenset(fields.NAMES["city"] + fields.NAMES["state"])
_PARTS = _TOWN.union(*(fields.NAMES[f] for f in ("postal_code", "country", "latitude", "longitude")))
_PLACE = _PARTS.union(fields.NAMES["text"])
_CONTACTS = ("contact", "contactperson", "recruiter", "author", "submitter")
_OTHER_NAMESPACES = ("search.yahoo.com/mrss", "itunes.com", "w3.org/2005/Atom")


def entries(answer: Answer) -> list[Entry]:
    """Every entry of a feed: lower-case local names with their texts, in order. An Atom or RSS link is its address."""
    root = xml(answer)
    if local(root.tag) not in ("rss", "rdf", "feed") and local(root.tag).startswith(("urlset", "sitemap")):
        raise BoardError(f'{answer.url}: is a sitemap, not a feed; use family = "jsonld"')
    atom = "2005/Atom" in root.tag
    parent = next((c for c in root if local(c.tag) == "channel"), root)
    found = [c for c in parent if local(c.tag) in ENTRIES] or [c for c in root if local(c.tag) in ENTRIES]
    if not found:  # one level further down: <jobs><list><job>…
        found = [c for child in root for c in child if local(c.tag) in ENTRIES]
    return [_entry(e, atom, feedlinks.base(root, parent, e)) for e in found]


def home(answer: Answer) -> str | None:
    """The site that a feed says it is of; None where it names none."""
    return feedlinks.home(xml(answer))


def _entry(element: Element, atom: bool, base: str) -> Entry:
    found: Entry = {}
    elsewhere = _read(list(element), atom, found)
    if not any(
        v.strip() for name in _PLACE for v in found.get(name, ())
    ):  # the employer's address, for want of another
        _read(elsewhere, atom, found)
    if links := feedlinks.addresses(element, found.get("link", []), base):
        found["link"] = links
    for title in (c for c in element if isinstance(c.tag, str) and local(c.tag) == "title" and len(c)):
        found["title"] = ["".join(title.itertext())]  # of Atom, type="xhtml"
    return found


def _read(elements: list[Element], atom: bool, found: Entry) -> list[Element]:
    """Adds what the elements say to `found`; those that tell where the employer or a recruiter sits are returned."""
    elsewhere: list[Element] = []
    stack = elements[::-1]
    while stack:
        e = stack.pop()
        if not isinstance(e.tag, str):
            continue
        name = local(e.tag)
        if any(n in e.tag for n in (_OTHER_NAMESPACES[:2] if atom else _OTHER_NAMESPACES)):
            continue
        if name == "link" and e.get("href"):
            if e.get("rel", "alternate") == "alternate":
                found.setdefault("link", []).append(e.get("href", ""))
        elif len(e) and name in _MARKUP and not any(local(c.tag) in _MARKUP for c in e):
            inner = (e.text or "") + "".join(tostring(c, encoding="unicode") for c in e)
            found.setdefault(name, []).append(_PREFIXED.sub(r"\1", inner))
        elif not len(e):
            text = e.text or (e.get("term") or e.get("label") or "" if name == "category" else "")
            if text.strip():
                found.setdefault(name, []).append(text)
        elif name in _PAID:
            for part in e.iter():
                if not len(part) and isinstance(part.tag, str) and part.text and part.text.strip():
                    found.setdefault(_PAY_PARTS.get(local(part.tag), local(part.tag)), []).append(part.text)
        else:
            stack.extend(reversed(_parts(e, name, atom, found, elsewhere)))
    return elsewhere


def _parts(group: Element, name: str, atom: bool, found: Entry, elsewhere: list[Element]) -> list[Element]:
    """The elements within one that are read as the entry's own; who it names is added to `found`."""
    parts = [c for c in group if isinstance(c.tag, str)]
    if atom and name == "author":
        found.setdefault("creator", []).extend(c.text or "" for c in parts if local(c.tag) == "name")
        return []
    if name in _NAMED:  # <company><name>…</name><url>…</url></company>
        found.setdefault(name, []).extend(c.text for c in parts if local(c.tag) == "name" and c.text)
        parts = [c for c in parts if local(c.tag) not in ("name", "url", "id")]
    if own := [c.text for c in parts if local(c.tag) == "name" and c.text]:  # <category><name>…
        found.setdefault(f"{name}name" if f"{name}name" in fields.KNOWN else name, []).extend(own)
        parts = [c for c in parts if local(c.tag) != "name"]
    if name in _NAMED or name in _CONTACTS:
        away = [c for c in parts if local(c.tag) in _PLACE or local(c.tag) == "address"]
        elsewhere.extend(away)
        return [c for c in parts if c not in away]
    return parts if _TOWN.isdisjoint(local(c.tag) for c in parts) else _place(parts, found)


def _place(parts: list[Element], found: Entry) -> list[Element]:
    """Adds a nested place to `found`, a blank for what it lacks, so that the parts of several stay side by side; returns the
    rest."""
    said: dict[str, str] = {}
    for field in ("city", "state", "postal_code", "country", "latitude", "longitude"):
        names = fields.NAMES[field]
        told = {local(c.tag): c.text for c in parts if not len(c) and c.text and local(c.tag) in names}
        said[names[0]] = next((told[n] for n in names if n in told), "")
    for name, value in said.items():
        found.setdefault(name, []).append(value)
    return [c for c in parts if len(c) or local(c.tag) not in _PARTS]


def first(entry: Entry, name: str) -> str | None:
    """The entry's first value of that name in one line."""
    return line(next(iter(entry.get(name, ())), None))


def channel(answer: Answer, name: str) -> str | None:
    """What the feed says of itself under `name` (title, author), outside its entries."""
    root = xml(answer)
    parent = next((c for c in root if local(c.tag) == "channel"), root)
    found = next((c for c in parent if local(c.tag) == name), None)
    return " ".join(found.itertext()) if found is not None else None


def built_at_once(found: list[Entry]) -> bool:
    """Whether every entry bears the same publication time: the time of the feed's building, not of the postings."""
    times = Counter(t for e in found for t in e.get("pubdate", ())[:1])
    return len(found) >= 5 and len(times) == 1 and next(iter(times.values())) == len(found)


def version(entry: Entry, names: tuple[str, ...]) -> str:
    """A short hash of what the entry says under `names`: another when the board changed it."""
    said = "\x1f".join("\x1e".join(entry.get(n, ())) for n in names)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
