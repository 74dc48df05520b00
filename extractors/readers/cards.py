"""Where a card of a mail begins and ends, and which of its lines is the title, where its only link is a button. Pure.

A card is the smallest element around a posting's links that holds no other posting's. Where rows of one table are
cards, it is the lines above its button, up to the link before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import NavigableString, Tag

from curbside.extractors.readers import fields, soup
from curbside.extractors.readers.markup import line, local
from curbside.extractors.readers.namedtitle import HOUSE, PARTS, is_employer
from curbside.extractors.readers.places import PLACE
from curbside.extractors.readers.prose import ROLE

LEVELS = 8  # elements around a link
ABOVE = 12  # lines above a button that may be its card's
BUTTON = re.compile(  # leads to one posting, and says nothing of it
    r"[\s\[(<«]*(?:(?:view|see|show|open|read|get|find out|learn|click|tap|check|explore|discover|go|apply|respond|review|visit)\b.*|"
    r"(?:(?:for|full|job|more|position|posting|opening|opportunity|complete) )*(?:details?|info(?:rmation)?|description)|more|here|link|"
    r"continue(?: reading)?|job|job (?:link|posting)|(?:i[’']?m |i am )?interested\??|yes,? .{1,40}|website|url|(?:quick|easy|1-click|one-click) apply)?"
    r"[\s.!:>»→›)\]…-]*",
    re.I,
)
_ELSEWHERE = re.compile(  # … or to none
    r"\b(?:all|jobs|openings|opportunities|positions|similar|alerts?|manage|unsubscribe|browser|online|version|web ?page|profile|account|"
    r"settings|preferences|privacy|terms|policy|search|company|companies|employer|resume|cv|app|save|share|forward|friend|report|"
    r"facebook|twitter|linkedin|instagram|youtube|help|support|contact|who|feedback|survey|notice|statement)\b",
    re.I,
)
GENERIC = re.compile(  # buttons and footers: "View all jobs", "Apply now"; not "Open Rank Faculty", "Home Health Inc"
    r"(?:(?:view|see|show|browse|click|manage|unsubscribe|log ?in|privacy|terms|read more|learn more)\b.*|"
    r"(?:apply|save|open|find|search|share|change|create|edit|update|post|get|sign|all|more|contact|help|home|"
    r"about|your|my|forward|upload)(?: (?:to|in|up|a|an|the|this|these|it|now|here|online|all|more|us|your|my|new|"
    r"similar|other|jobs?|alerts?|postings?|account|profile|settings?|preferences|resume|cv|details|page|search|"
    r"matches|emails?|center|for|with|app|friend|colleague|info(?:rmation)?))*|"
    r"\d+\+? (?:new |more )?(?:jobs?|openings?|positions?|opportunities|matches)\b.*|"
    r"(?:job |more |full )?details|job alerts?|new|quick apply|easy apply|facebook|twitter|linkedin|instagram|here|jobs?|"
    r"(?:this is )?(?:not )?an? (?:bad|poor|good|great) (?:match|fit)|not (?:interested|for me|a (?:fit|match))|hide this job|"
    r"(?:job )?link|(?:https?://|www\.)\S+)[\s.!:>»→]*",
    re.I,
)
_LIST = re.compile(  # a heading over several cards, or an article's
    r"\b(?:jobs|alerts?|openings|opportunities|positions|matches|newsletter|recommended|featured|sponsored|this week|today[’']s|you|your|"
    r"is|are|was|has|how|why|what|webinar|conference|podcast|course|cme|survey|study)\b|©|^(?:hi|hello|dear)\b",
    re.I,
)
_NO_TITLE = re.compile(r"\$\s?\d|https?://|@\w|\b(?:ago|posted|updated|expires|closes)\b", re.I)
_BADGE = re.compile(
    r"\W*(?:new|featured|sponsored|promoted|urgent|hot|premium|top|exclusive)(?: (?:job|listing|opening|posting))?\W*",
    re.I,
)
_HOUSE = re.compile(rf"(?i)\b(?:{HOUSE})[.)]*$")
_LABELS = fields.KNOWN - set(fields.NAMES["title"])
_CALLED = re.compile(r"(?:job |position )?(?:title|position|role|opening)\s*:\s*", re.I)
_BOTH = re.compile(rf"{PARTS.pattern}|, | (?:at|for|with|in) ")  # a title with its employer
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTING = ("br", "p", "div", "td", "tr", "li", "a")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a card, and how it stands out: 2 a heading, 1 bold, 0 not."""

    text: str
    weight: int


def leads(links: list[Tag], is_sure: bool) -> bool:
    """Whether links without a title of their own may be a card's button: they read like one, or their address is surely
    a posting's and they do not say that they lead elsewhere."""
    said = [_says(link) for link in links]
    if any(text and BUTTON.fullmatch(text) and not _ELSEWHERE.search(text) for text in said):
        return True
    return is_sure and not any(_ELSEWHERE.search(text) for text in said)


def _says(link: Tag) -> str:
    """A link's text, else what stands for its picture."""
    image = link.find("img")
    alt = soup.attribute(image, "alt") if isinstance(image, Tag) else ""
    return (
        soup.text(link) or line(alt) or line(soup.attribute(link, "aria-label") or soup.attribute(link, "title")) or ""
    )


def levels(links: list[Tag], others: set[int]) -> list[Tag]:
    """The elements around a posting's link that hold no other posting's link, the smallest first, the card last."""
    found = [next((e for e in links if soup.text(e)), links[0])]
    for _ in range(LEVELS):
        parent = found[-1].parent
        if parent is None or parent.name in ("body", "html", "[document]") or any(id(a) in others for a in parent("a")):
            break
        found.append(parent)
    return found


def parts(piece: str, title: str | None = None) -> list[str]:
    """A text's lines and what dots part in them, without title and buttons."""
    if line(piece) == title:  # `Urologist | Nights` is one
        return []
    said = (line(part) for part in re.split(r"\s[·•|]\s|[·•]|\n\s*\n", piece))
    return [t for t in said if t and t != title and not GENERIC.fullmatch(t) and len(t) < 400]


def titled(links: list[Tag], others: set[int], is_sure: bool) -> tuple[str, list[list[str]]] | None:
    """The title that stands in the card around a button, and the card's other lines, tightest reading first; None where
    no line can be one. `others`: the links of other postings, by `id`."""
    own = {id(link) for link in links}
    scopes = [pieces(_strings(e), own) for e in levels(links, others)]
    above = pieces(_above(links, others), own)
    for fits in _FITS if is_sure else _FITS[:SAID_ROLE]:
        for scope in [*scopes, above]:
            found = [i for i, p in enumerate(scope) if fits(p)]
            if not found:
                continue
            at = found[-1] if scope is above else found[0]
            rest = [p.text for p in scope[at + 1 :]] if scope is above else []
            wider = [rest] if scope is above else [_without(s, scope[at]) for s in scopes if scope[at] in s]
            return _CALLED.sub("", scope[at].text, count=1), [*wider, _without(scope, scope[at])]
    return None


def _without(scope: list[Piece], title: Piece) -> list[str]:
    return [p.text for p in scope if p != title]


def _can_be_title(p: Piece) -> bool:
    text = p.text
    return (
        4 <= len(text) <= 150
        and bool(re.search(r"[A-Za-z]{3}", text))
        and not (_NO_TITLE.search(text) or _LIST.search(text) or _is_place(text))
        and local(text.partition(":")[0]) not in _LABELS
        and (p.weight > 0 or text[-1] not in ".!?")
    )


def _is_place(text: str) -> bool:
    return bool(PLACE.fullmatch(text.strip(" ,-–—()"))) and not PARTS.search(text)


def is_house(text: str) -> bool:
    """Whether a line is an employer's name, not a title: `Sound Physicians`, not `Hospitalist - Rue Health`."""
    return bool(_HOUSE.search(text)) and not _BOTH.search(text) and bool(is_employer(text))


def _names_role(p: Piece) -> bool:
    return _can_be_title(p) and bool(ROLE.search(p.text)) and not _HOUSE.search(p.text)


SAID_ROLE = 3  # so many of these ask for a role; the others are asked where the address is surely a posting's
_FITS = (
    lambda p: p.weight > 0 and _names_role(p),
    lambda p: _names_role(p),
    lambda p: p.weight > 0 and _can_be_title(p) and bool(ROLE.search(p.text)),
    lambda p: p.weight == 2 and _can_be_title(p),
    lambda p: p.weight == 1 and _can_be_title(p),
    _can_be_title,
)


def pieces(strings: Iterable[NavigableString], own: set[int]) -> list[Piece]:
    """The lines of these texts, each once; those of one heading or bold run as one. `own`: links that are no text."""
    found: dict[str, Piece] = {}
    last: Tag | None = None
    for string in strings:
        if any(id(p) in own for p in string.parents):
            continue
        run = _run(string)
        if run is not None and run is last:
            continue
        last = run
        for text in parts(_without_badges(run) if run is not None else string):
            weight = 0 if run is None else 2 if run.name in _HEADINGS else 1
            if re.search(r"[A-Za-z]{2}|\d{3}", text):
                found.setdefault(text, Piece(text, weight))
    return list(found.values())


def _run(string: NavigableString) -> Tag | None:
    """The heading or bold element that is one line with the text in it."""
    around = [
        e
        for e in list(string.parents)[:LEVELS]
        if e.name in (*_HEADINGS, "b", "strong", "th") or _BOLD.search(soup.attribute(e, "style"))
    ]
    return next((e for e in reversed(around) if not e.find(_PARTING)), None)


def _without_badges(run: Tag) -> str:
    return " ".join(s for s in run.find_all(string=True) if not _BADGE.fullmatch(s))


def _strings(e: Tag) -> Iterator[NavigableString]:
    return iter(e.find_all(string=True))


def _above(links: list[Tag], others: set[int]) -> list[NavigableString]:
    """The texts above a posting's last link, back to another posting's link or a rule, in the order they stand in."""
    found: list[NavigableString] = []
    for e in links[-1].previous_elements:
        if isinstance(e, Tag):
            if id(e) in others or (e.name == "hr" and found):
                break
        elif any(id(p) in others for p in e.parents) or len(found) >= ABOVE:
            break
        elif isinstance(e, NavigableString) and e.strip():
            found.append(e)
    return found[::-1]
