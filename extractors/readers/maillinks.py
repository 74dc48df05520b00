"""Links in mails: the address behind a tracking link, and whether it is a posting's. Pure; nothing is asked.

Forms of the boards' links: from public mails and readers of them, and from memory; none was tried live.
"""

import base64
import binascii
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from curbside.extractors.readers import sitemap
from curbside.extractors.readers.markup import address

_TARGETS = "url u q target dest destination redirect redirect_url redirecturl link to r goto".split()
# host → addresses of its postings; every other address there is navigation
_POSTING: dict[str, re.Pattern[str]] = {
    host: re.compile(pattern, re.I)
    for host, pattern in {
        "linkedin.com": r"/(?:comm/)?jobs/view/(?:[^/]+-)?\d+",
        "indeed.com": r"/(?:m/)?(?:viewjob|rc/clk|pagead/clk|applystart|job/[^/]+-[0-9a-f]{16})(?:/dl)?(?:[/?]|$)",
        "glassdoor.com": r"/(?:job-listing/[^?]+|partner/joblisting\.htm|joblisting\.htm)",
        "ziprecruiter.com": r"/(?:c/[^/]+/job/|jobs/(?!search)[^/?]*-[0-9a-f]{8}|(?:e?k|km|ekm)/|job(?:s-redirect)?/(?!search)\w|job-redirect)",
        "doximity.com": r"/(?:[\w-]+/)*(?:jobs|job_cards|job_postings)/(?!search|saved|preferences|alerts)(?:[^/?]+/)*[^/?]*\d",
        "practicelink.com": r"/(?:jobs?|job-details?|opportunit(?:y|ies))/(?:[^/?]+/)*[^/?]*\d{3,}",
        "practicematch.com": r"/(?:[^?]*/)?(?:jobs?|job-details?(?:\.cfm)?|opportunit(?:y|ies)|job-posting)/(?:[^/?]+/)*[^/?]*\d{3,}|[?&]job_?id=\d+",
        "nejmcareercenter.org": r"/job/\d+",
        "jamanetwork.com": r"/job/\d+",
        "doccafe.com": r"/(?:[^?]*/)?(?:jobs?|job-posting|physician-jobs?|company/jobs)/(?:[^/?]+/)*[^/?]*\d{3,}|[?&](?:job_?id|id)=\d+",
    }.items()
}
_FROM_MEMORY = ("doximity.com", "practicelink.com", "practicematch.com", "doccafe.com")
# Where a posting's number stands in the addresses that mails bring, and the address that needs no more than it
_NUMBERED = (
    ("linkedin.com", re.compile(r"/jobs/view/(?:[^/?]+-)?(\d+)"), "/jobs/view/{}"),
    ("indeed.com", re.compile(r"[?&]jk=([0-9a-f]{16})(?:&|$)"), "/viewjob?jk={}"),
    ("glassdoor.com", re.compile(r"[?&](?:jobListingId|jl)=(\d+)"), "/partner/jobListing.htm?jobListingId={}"),
)
_OF_RECIPIENT = re.compile(
    r"(?:e-?mail(?:_?address)?|recipient(?:_?\w+)?|subscriber(?:_?\w+)?|mid(?:token|sig)|otptoken|refid|lipi|lici|zrclid|mkt_tok|"
    r"_hsenc|_hsmi|vero_id|ck_subscriber_id|alid|token)=|[^=]*=[^=]*(?:@|%40)[^=]*\.",
    re.I,
)
_HIDDEN = re.compile(
    r"^(?:click|clicks|links?|email|em|t|cts|track|tracking|go|r|e|url\d*|lnks?)\d*\.|/ls/click|/e3t/|/f/a/", re.I
)


def is_posting(url: str) -> bool | None:
    """Whether an address is a posting's; None where it does not say (a tracking link that hides where it leads)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if not _HIDDEN.search(host + parts.path):
        for owner, posting in _POSTING.items():
            if host == owner or host.endswith(f".{owner}"):
                if posting.match(parts.path + (f"?{parts.query}" if parts.query else "")):
                    return True
                # forms known from memory alone: an address with a number may be one, if its card says so
                return None if owner in _FROM_MEMORY and re.search(r"\d{4,}", parts.path) else False
    if _NAVIGATION.search(parts.path):
        return False
    return True if sitemap.is_job(url) else None


_NAVIGATION = re.compile(
    r"/(?:jobs?|careers?|openings?|opportunities)/(?:collections?|alerts?|saved|similar|recommended|search|browse|tracker|preferences|"
    r"applied|manage)(?:[/?.]|$)|/(?:company|companies|employers?|cmp|recruiters?|organi[sz]ations?)/[^/]+(?:/(?:jobs?|careers?))?/?$|/unsubscribe|/preferences|"
    r"/(?:privacy|terms|help|settings|login|signin|feedback|account)(?:[/?.]|$)",
    re.I,
)


def target(url: str) -> str:
    """The address behind a tracking link, as far as the link itself tells it; else the link. A posting's is without what
    tells whose mail it came from."""
    for _ in range(4):
        inner = _inner(url)
        if not inner or inner == url:
            break
        url = inner
    url = address(url, "") or url
    return _anonymous(url) if is_posting(url) else url


def _anonymous(url: str) -> str:
    """A posting's address as everybody has it: where its number is known by its place, that alone; else without e-mail
    addresses and what mails call their recipients."""
    parts = urlsplit(url)
    for owner, pattern, form in _NUMBERED:
        host = (parts.hostname or "").lower()
        if (host == owner or host.endswith(f".{owner}")) and (m := pattern.search(f"{parts.path}?{parts.query}")):
            return f"{parts.scheme}://{parts.netloc}" + form.format(m[1])
    kept = [p for p in parts.query.split("&") if p and not _OF_RECIPIENT.match(p)]
    return parts._replace(query="&".join(kept)).geturl()


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
    at = re.search(r"https?(?::|%3A)(?:/{2}|(?P<written>(?:%2F){2}))", parts.path + "?" + parts.query, re.I)
    if at and at.start():
        inner = (parts.path + "?" + parts.query)[at.start() :]
        # with its own slashes written as %2F it ends at the first that is not: /L0/https:%2F%2Fx.example%2Fjob%2F7/1/ID
        return unquote(re.split(r"[/?&]", inner, maxsplit=1)[0] if at["written"] else inner)
    return next((plain for piece in parts.path.split("/") if (plain := _base64(piece))), None)


def _base64(text: str) -> str | None:
    if not re.fullmatch(r"[\w+/-]{16,4000}=*", text):
        return None
    try:
        raw = base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
        plain = raw.decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return plain if plain.startswith(("http://", "https://")) and plain.isprintable() else None
