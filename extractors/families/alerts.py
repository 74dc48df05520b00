"""Job-alert mails of any board: the links and cards of a mail become postings. `url` is an .eml or .mbox file, or a
folder of them. Nothing is fetched: neither the mail's links nor its pictures.

A link counts as a posting's where its address, once tracking is undone, looks like one (`sitemap.is_job`), or where
its card names an employer and a place. Title, employer, place and pay are the lines of the card: the smallest
element around the link that holds no other posting's link. Of a mail without HTML, the lines above each address.
"""

import base64
import binascii
import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.families.rss import PLACE
from curbside.extractors.readers import htmltree, sitemap
from curbside.extractors.readers.markup import address, line
from curbside.extractors.readers.saved import answers, is_saved

URL = None
MAX_MAIL = 20 << 20  # bytes of one mail
MAX_LINKS = 2000  # of one mail
_GENERIC = re.compile(  # buttons and footers: "View all jobs", "Apply now"; not "Open Rank Faculty", "Home Health Inc"
    r"(?:(?:view|see|show|browse|click|manage|unsubscribe|log ?in|privacy|terms|read more|learn more)\b.*|"
    r"(?:apply|save|open|find|search|share|change|create|edit|update|post|get|sign|all|more|contact|help|home|"
    r"about|your|my|forward|upload)(?: (?:to|in|up|a|an|the|this|these|it|now|here|online|all|more|us|your|my|new|"
    r"similar|other|jobs?|alerts?|postings?|account|profile|settings?|preferences|resume|cv|details|page|search|"
    r"matches|emails?|center|for|with|app|friend|colleague))*|"
    r"\d+\+? (?:new |more )?(?:jobs?|openings?|positions?|opportunities|matches)\b.*|"
    r"job alerts?|new|quick apply|easy apply|facebook|twitter|linkedin|instagram|here|jobs?)[\s.!>»→]*",
    re.I,
)
_PAY = re.compile(r"\$\s?\d|\d\s?k\b.*(?:year|annual)|per (?:hour|year|shift|day)|/(?:hr|hour|yr|year)\b", re.I)
_WHEN = re.compile(r"\b(?:ago|posted|today|yesterday|just now|new|closes|expires)\b", re.I)
_POSTED = re.compile(
    r"posted:?\s*(?:on\s+)?(\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|[A-Z][a-z]+ \d{1,2},? \d{4})", re.I
)
_WITH_PLACE = re.compile(r"(?P<employer>.{2,120}?)\s+[-–—]\s+(?P<place>.{3,80})")
_LOOSE = re.compile(  # Austin, TX 78701, USA
    r"(?P<city>[A-Z][\w.' -]{1,40}),? (?P<state>[A-Z]{2})(?:,? (?P<postal_code>\d{5}))?"
    r"(?:,? (?P<country>USA?|United States))?"
)
_IN_TEXT = re.compile(r"https?://[^\s<>\"')\]]+")
_TARGETS = "url u q target dest destination redirect redirect_url redirecturl link to r goto".split()


def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The saved mails. A web address is refused: nothing is fetched here."""
    if not is_saved(board):
        raise BoardError(f'{board.name}: family = "alerts" reads mails from a file or folder; put it into `url`')
    return answers(board, (".eml", ".mbox", ".mbx", ".mbs"))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the mails, once."""
    return [Item(r["key"], r["url"]) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the mails, once: by its address without tracking, or where that stays hidden, by what its card
    says."""
    found: dict[str, dict[str, Any]] = {}
    for raw in _mails(answer.body):
        for record in _postings(raw):
            found.setdefault(record["key"], record)
    return list(found.values())


# --- mails ------------------------------------------------------------------------------------------------


def _mails(body: bytes) -> Iterator[bytes]:
    """The mails of an mbox file, or the one of an .eml file."""
    if not body.startswith(b"From "):
        yield body[:MAX_MAIL]
        return
    starts = [m.end() for m in re.finditer(rb"(?:\A|\r?\n\r?\n)From [^\r\n]{1,400}\r?\n", body)]
    if not starts:
        yield body[:MAX_MAIL]
    for start, following in zip(starts, [*starts[1:], len(body)], strict=False):
        raw = body[start:following]
        yield raw[:MAX_MAIL].replace(b"\n>From ", b"\nFrom ")


def _postings(raw: bytes) -> list[dict[str, Any]]:
    try:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        parts = [(p.get_content_type(), _content(p)) for p in mail.walk() if isinstance(p, EmailMessage)]
    except (ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return []  # the standard parser's own limits on broken headers
    pages = [text for kind, text in parts if kind == "text/html" and text]
    found = [r for page in pages for r in _from_html(page)]
    if found:
        return found
    return [r for kind, text in parts if kind == "text/plain" and text for r in _from_text(text)]


def _content(part: EmailMessage) -> str:
    if part.is_multipart() or part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")


# --- links ------------------------------------------------------------------------------------------------


def target(url: str) -> str:
    """The address behind a tracking link, as far as the link itself tells it; else the link."""
    for _ in range(4):
        inner = _inner(url)
        if not inner or inner == url:
            break
        url = inner
    return address(url, "") or url


def _inner(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if host.startswith("urldefense.") and "/v3/__" in url:
        return unquote(url.partition("/v3/__")[2].partition("__;")[0].replace("*", "%2A"))
    query = [(k.lower(), v) for k, v in parse_qsl(parts.query)]
    for name in _TARGETS:
        for k, v in query:
            if k != name:
                continue
            if host.startswith("urldefense.") and k == "u":
                v = unquote(re.sub(r"-([0-9A-F]{2})", r"%\1", v).replace("_", "/"))
            if v.startswith(("http://", "https://")):
                return v
            if plain := _base64(v):
                return plain
    at = re.search(r"https?(?::|%3A)(?:/|%2F){2}", parts.path + "?" + parts.query, re.I)
    if at and at.start():
        return unquote((parts.path + "?" + parts.query)[at.start() :])
    return next((plain for piece in parts.path.split("/") if len(piece) > 24 and (plain := _base64(piece))), None)


def _base64(text: str) -> str | None:
    if not re.fullmatch(r"[\w+/-]{16,4000}=*", text):
        return None
    try:
        raw = base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
        plain = raw.decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return plain if plain.startswith(("http://", "https://")) and plain.isprintable() else None


# --- cards ------------------------------------------------------------------------------------------------


def _from_html(page: str) -> list[dict[str, Any]]:
    root = htmltree.parsed(page, comments=False)
    if root is None:
        return []
    links: dict[str, list[Any]] = {}
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        if href.startswith(("http://", "https://")) and len(links) < MAX_LINKS:
            links.setdefault(target(href), []).append(link)
    titled = {url: t for url, found in links.items() if (t := _title(found))}
    likely = {url for url in titled if sitemap.is_job(url)}
    hidden = {url for url in titled if url not in likely and urlsplit(url).path.strip("/")}
    found = []
    for url in titled:
        if url not in likely and url not in hidden:
            continue
        others = {id(e) for u in titled if u != url for e in links[u]}
        said = _lines(_card(links[url], others), titled[url])
        record = _record(titled[url], url, said, surely=url in likely)
        if record:
            found.append(record)
    return found


def _title(links: list[Any]) -> str | None:
    """The longest text of a posting's links that is no button's."""
    texts = []
    for link in links:
        headings = (e for e in link.iter("h1", "h2", "h3", "h4", "strong", "b") if line(e.text_content()))
        text = line(next(headings, link).text_content()) or line(link.get("title"))
        if text and 4 <= len(text) <= 300 and not _GENERIC.fullmatch(text) and re.search(r"[A-Za-z]{3}", text):
            texts.append(text)
    return max(texts, key=len, default=None)


def _card(links: list[Any], others: set[int]) -> Any:
    """The largest element around a posting's link that holds no other posting's link, at most eight levels up."""
    card = next((e for e in links if line(e.text_content())), links[0])
    for _ in range(8):
        parent = card.getparent()
        if parent is None or parent.tag in ("body", "html") or any(id(a) in others for a in parent.iter("a")):
            break
        card = parent
    return card


def _lines(card: Any, title: str) -> list[str]:
    """The card's texts in order, without title and buttons."""
    texts: list[str] = []
    for event, e in htmltree.walk(card):
        if not isinstance(e.tag, str) or e.tag in ("style", "script"):
            continue
        piece = e.text if event == "start" else (e.tail if e is not card else None)
        for part in re.split(r"\s[·•|]\s|[·•]|\n\s*\n", piece or ""):
            text = line(part)
            if text and text != title and text not in texts and not _GENERIC.fullmatch(text) and len(text) < 400:
                texts.append(text)
    return texts[:12]


def _record(title: str, url: str, said: list[str], surely: bool) -> dict[str, Any] | None:
    place = where = pay = employer = posted = None
    rest = []
    for text in said:
        stripped = text.strip(" ,-–—()")
        if m := _POSTED.search(text):
            posted = posted or m[1]
        elif where is None and (m := _WITH_PLACE.fullmatch(text)) and (at := PLACE.fullmatch(m["place"])):
            employer = employer or m["employer"]
            where, place = m["place"], {k: v for k, v in at.groupdict().items() if v}
        elif where is None and (m := PLACE.fullmatch(stripped) or _LOOSE.fullmatch(stripped)):
            where, place = text, {k: v for k, v in m.groupdict().items() if v}
        elif pay is None and _PAY.search(text):
            pay = text
        elif _WHEN.search(text) and len(text) < 40:
            continue
        elif employer is None and len(text) <= 120 and re.search(r"[A-Za-z]{2}", text):
            employer = text
        else:
            rest.append(text)
    if not surely and not (employer and place):
        return None
    said_id = "\x1f".join([title, employer or "", where or ""])
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    hashed = hashlib.sha256(said_id.encode("utf-8", "replace")).hexdigest()[:16]
    return {
        "key": f"{parts.netloc.lower()}{path}" if surely else hashed,
        "url": url,
        "title": title,
        "employer": employer,
        "places": [place] if place else [],
        "pay_text": pay,
        "posted": posted,
        "description": "\n".join(rest) or None,
    }


def _from_text(text: str) -> list[dict[str, Any]]:
    """Postings of a mail without HTML: each address that looks like one, with the lines above it."""
    found = []
    block: list[str] = []  # the lines since the last empty one; a link in a block of its own belongs to the one before
    ended = False
    for raw in text.splitlines()[:20_000]:
        links = _IN_TEXT.findall(raw)
        said = line(_IN_TEXT.sub(" ", raw))
        if said and not _GENERIC.fullmatch(said) and len(said) < 300:
            block = [said] if ended else [*block, said]
            ended = False
        elif not raw.strip():
            ended = True
        if links and block:
            url = target(links[0].rstrip(".,;"))
            if sitemap.is_job(url) and (record := _record(block[0], url, block[1:8], surely=True)):
                found.append(record)
            block = []
    return found


FAMILY = Family(
    name="alerts",
    title="Job-alert mails (.eml, .mbox)",
    source=(
        "RFC 5322, RFC 4155 (mbox); the wrappers of SafeLinks, URL Defense and Google from memory. No board's"
        " real mail was seen; nothing is asked for, so nothing was tried live."
    ),
    lists=lists,
    items=items,
    records=records,
    whole=False,
    local=True,
    marks=rb"\A(?:From |(?:Received|Return-Path|Delivered-To|From|Date|Subject|MIME-Version):)",
    endings=("eml", "mbox"),
)
