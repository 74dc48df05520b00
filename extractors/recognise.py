"""Which family an address belongs to, and which one an answer is of. Offline: `board try` does the asking.

What a family is recognised by stands in its own module; here is only the order: a platform's own hosts, then addresses
that only one interface has, then what an address looks like.
"""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from curbside import extractors
from curbside.extractors.base import Answer
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.known import site
from curbside.extractors.web.expect import is_web_page


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an address says about its board; `url` None: the family's own host."""

    family: str
    url: str | None
    account: str | None


def address(url: str) -> Recognised:
    """Family, address and account that an address shows; `jsonld`, which reads most sites, where it shows none.

    A path without scheme is the user's own file: by its ending, else a hand-kept list.
    """
    if not re.match(r"https?://", url, re.I):
        ending = url.lower().rpartition(".")[2]
        return Recognised(next((f.name for f in extractors.every_family() if ending in f.endings), "csv"), url, None)
    at = urlsplit(url)
    if found := _of_platform(at):
        return found
    for family in extractors.every_family():
        if family.guess and (shown := family.guess(at)):
            return Recognised(family.name, shown.url, shown.account)
    return Recognised("jsonld", url if re.search(r"sitemap[^/]*\.(?:xml|gz)", at.path) else site(at), None)


def _of_platform(at: SplitResult) -> Recognised | None:
    """The family whose host or interface the address is; None where it only looks like something."""
    for kind in ("owner", "interface"):
        for family in extractors.every_family():
            reads = getattr(family, kind)
            if reads and (shown := reads(at)):
                return Recognised(family.name, shown.url, shown.account)
    return None


_LINK = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/?[^\s\"'<>\\]{0,200}", re.I)


def answer(got: Answer) -> list[Recognised]:
    """What an answer may be, likeliest first: of the family whose marks it bears; where it is a web page, of the
    families whose boards it links or embeds. Empty for an answer that says nothing."""
    if not got.ok:
        return []
    found: list[Recognised] = []
    head = got.body[: 1 << 20]
    parts = urlsplit(got.url)
    base = site(parts) if parts.netloc else got.url
    if parts.path == "/robots.txt":
        return [Recognised("madgex", base, None)] if b"/jobsrss/" in head else []
    page = is_web_page(head)
    if page:
        linked = Counter(r for link in _LINK.findall(decode(head)) if (r := _of_platform(urlsplit(link))))
        found += [r for r, _ in linked.most_common(3) if r.account or not extractors.family(r.family).tenant]
    for family in extractors.every_family():
        if family.marks and page == family.marks_page and re.search(family.marks, head):
            account = address(got.url).account
            if family.first_part:
                account = next((p for p in parts.path.split("/") if p), None)
            found.append(Recognised(family.name, got.url if family.feed else base, account))
            break
    return list(dict.fromkeys(found))
