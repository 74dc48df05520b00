"""A recruiter's own mail, one opening in prose, as one posting with its contact. Pure.

Only a mail that offers work to a physician is read so: it names a role, speaks of a job in several words, comes from a
person, and is neither about an application under way nor a list of links. What it does not say stays unsaid.
"""

import hashlib
import re
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from curbside.extractors.readers import forwarded, soup
from curbside.extractors.readers.markup import line
from curbside.extractors.readers.places import WITHIN
from curbside.vocabulary.callings import DOCTOR

HEADS = ("From", "Subject", "Date", "Message-ID", "Reply-To")
ROLE = re.compile(
    rf"\b(?:\w*{DOCTOR}s?|locums?(?: tenens)?|(?:family|internal|emergency|sleep|pain|sports|palliative|addiction|"
    r"hospital|critical care|geriatric|occupational|urgent care|primary care) (?:medicine|care)|ob/?-?gyn|pediatrics?|cardiology|"
    r"neurology|oncology|urology|dermatology|radiology|psychiatry|anesthesiology|gastroenterology|nephrology|rheumatology|"
    r"endocrinology|pulmonology|surgery|medical director|md/do|chief medical officer)\b",
    re.I,
)
_OFFER = re.compile(
    r"\b(?:opportunity|opening|position|role|practice|recruit\w*|hiring|seeking|looking for|join|salary|compensation|base|"
    r"sign[- ]on|bonus|rvus?|partnership|call|schedule|benefits|cv|relocation|employed|coverage|assignment|locums?|shifts?|housing|per hour|license|needed)\b|/h(?:ou)?r\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:thank you for (?:applying|your application)|your application|application (?:received|status)|interview (?:with|on|is)|"
    r"password|verify your|invoice|webinar|survey|newsletter|unsubscribe from all|conference|cme credits?|out of office|"
    r"automatic reply|delivery status)\b",
    re.I,
)
# Mails that want something else of a physician; where they begin with it
_ELSE = re.compile(
    r"\b(?:mortgages?|home loans?|refinanc\w*|advisory board|opinion leaders?|market research|honorari\w+|expert (?:witness|network)|"
    r"paid (?:study|survey|interview)|(?:disability|life) insurance|investors?|investments?|speakers? bureau|clinical trials?)\b",
    re.I,
)
_ROBOT = re.compile(
    r"no-?reply|do-?not-?reply|mailer-daemon|postmaster|notifications?@|alerts?@|news(?:letter)?@|jobs-listings", re.I
)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|tr)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.I)
_SOUGHT = re.compile(
    r"\b(?:seeking|looking for|recruiting|hiring|need(?:s|ing)?|searching for|in search of|adding|opening for|position for|"
    r"opportunity for|role for)\s+(?:an? |another |its next |their next |our next )?(?P<title>(?:[\w/&-]+ ){0,5}?[\w/&-]+)"
    r"(?=\s+(?:to|in|at|for|with|who|near|on|that|position|opportunity|opening)\b|[.,;:!\n(])",
    re.I,
)
_HOUSE = (
    r"(?:Hospital|Health(?:care)?(?: System| Network| Partners)?|Medical (?:Center|Group)|Clinic|University|Physicians|"
    r"Health ?System|Associates|Infirmary|Children's)"
)
_NAME = rf"(?:[A-Z][\w.'’&-]*\s+|of\s+|the\s+|and\s+|&\s+){{1,6}}?{_HOUSE}"
_EMPLOYER = re.compile(rf"\b(?:at|with|for|join|joining|behalf of|of)\s+(?P<name>{_NAME})\b")
_HIRES = re.compile(  # "Mercy Hospital Springfield is recruiting …"
    rf"(?:^|[.!?]\s+|\n)(?P<name>{_NAME}(?: [A-Z][a-z]+)?)\s+(?:in [A-Z][\w ,]+ )?(?:is|are) (?:now |currently |actively )?"
    r"(?:seeking|recruiting|looking|hiring|searching|adding)\b"
)
_OF_A_LINE = _NAME.replace(r"\s", "[ ]")
_SIGNED = re.compile(rf"^(?P<name>{_OF_A_LINE})$", re.M)  # in the signature; agencies call themselves otherwise
_PAY = re.compile(r"[^.\n]*\$\s?\d[^\n]*?(?=\.\s|\.$|\n|$)")
_PHONE = re.compile(r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?")
_SIGN_OFF = re.compile(
    r"^\s*(?:--|(?:best|kind|warm|many)?\s*(?:regards|wishes)|thanks|thank you|sincerely|cheers|best|respectfully|warmly|talk soon)[\s,.!-]*$",
    re.I | re.M,
)
_JOB_TITLE = re.compile(r"\b(?:recruiter|recruitment|recruiting|consultant|director|manager|coordinator|liaison|specialist|chief|chair|"
                        r"partner|president|talent|administrator)\b", re.I)  # fmt: skip
MOST_LINKS = 8
SIZE = range(80, 8000)  # characters


def read(heads: Mapping[str, str], pages: list[str], plain: list[str]) -> list[dict[str, Any]]:
    """The mail's one opening, or nothing. `heads`: those of `HEADS`; `pages`, `plain`: its parts in HTML and text."""
    text = plain[0] if plain else _text_of(pages[0]) if pages else ""
    if passed_on := forwarded.inner(heads, text):
        heads, text = passed_on
    try:
        name, sender = parseaddr(heads["From"])
    except RecursionError:  # of comments within comments
        return []
    if "@" not in sender:  # a mail that was forwarded may name its writer alone
        name, sender = heads["From"].strip(), ""
    text = "\n".join(s.strip() for s in text.splitlines() if not s.lstrip().startswith(">")).strip()
    subject = _PREFIX.sub("", line(heads["Subject"]) or "")
    links = max((len(soup.parsed(p)("a")) for p in pages), default=len(re.findall(r"https?://", text)))
    if not (name or sender) or _ROBOT.search(sender) or links > MOST_LINKS or len(text) not in SIZE:
        return []
    body, signature = _parted(text)
    said = f"{subject}\n{body}"
    if (
        _ELSE.search(said[:300])
        or not ROLE.search(said[:1500])
        or len({m.lower() for m in _OFFER.findall(said)}) < 3
        or _NOT.search(said)
    ):
        return []
    title = _title(subject, body)
    if title is None:
        return []
    place = WITHIN.search(subject) or WITHIN.search(body)
    employer = _EMPLOYER.search(said) or _HIRES.search(body) or _SIGNED.search(signature)
    pay = _PAY.search(body)
    phone, contact = _PHONE.search(signature) or _PHONE.search(body), (line(name) or _name(signature))
    mark = heads["Message-ID"] or f"{sender or name}\x1f{subject}\x1f{body[:200]}"
    record = {
        "key": "mail-" + hashlib.sha256(mark.strip().encode("utf-8", "replace")).hexdigest()[:16],
        "url": None,
        "title": title,
        "employer": line(employer["name"]) if employer else None,
        "places": [place.groupdict()] if place else [],
        "pay_text": line(pay[0]) if pay else None,
        "posted": line(heads["Date"]),
        "description": body,
        "contact_name": contact,
        "contact_role": _role(signature, contact),
        "contact_email": sender or None,
        "contact_phone": phone[0] if phone else None,
    }
    return [record]


def _text_of(page: str) -> str:
    root = soup.clean(soup.parsed(page))
    for e in root(["br", "p", "div", "tr", "li", "h1", "h2", "h3"]):
        e.append("\n")
    return re.sub(r"[ \t\xa0]+", " ", root.get_text())


def _parted(text: str) -> tuple[str, str]:
    """What the mail says, and its signature; an earlier mail quoted below belongs to neither."""
    text = re.split(r"^(?:On .{5,80} wrote:|-{3,} ?(?:Original|Forwarded) [Mm]essage.*|From: .+)$", text, flags=re.M)[
        0
    ].strip()
    ends = [m for m in _SIGN_OFF.finditer(text) if m.start() > 40]
    return (
        (text[: ends[0].start()].strip(), text[ends[0].end() :].strip())
        if ends
        else (text, "\n".join(text.splitlines()[-4:]))
    )


def _title(subject: str, body: str) -> str | None:
    """The role as the subject names it, without place and selling words; else as the text does."""
    if ROLE.search(subject):
        bare = WITHIN.sub("", subject)
        bare = re.sub(r"\$\s?[\d,.]+\s?k?\+?(?:\s?[-–]\s?\$?[\d,.]+\s?k?)?", "", bare, flags=re.I)
        pieces = [
            p for p in re.split(r"\s[-–—|:]\s|[|!•]| in$| in (?=[A-Z])| near | at (?=[A-Z])|: ", bare) if ROLE.search(p)
        ]
        fields = [p for p in pieces if ROLE.search(re.sub(r"\blocums?(?: tenens)?\b", "", p, flags=re.I))]
        found = line((fields or pieces or [bare])[0])
        found = re.sub(r"^(?:new |exciting |great |urgent |immediate |locums? need(?:ed|s)?:? )+|\s*\b(?:needed|wanted|opportunity|opening|position|job)\b.*$", "",
                       found or "", flags=re.I).strip(" -–—,.:")  # fmt: skip
        return found if found and ROLE.search(found) and len(found) < 120 else line(subject)
    m = next((m for m in _SOUGHT.finditer(body) if ROLE.search(m["title"])), None)
    if m is None:
        return None
    return line(
        re.sub(
            r"^(?:(?:an?|the|bc/be|be/bc|board[- ](?:certified|eligible)|full[- ]time|part[- ]time) )+",
            "",
            m["title"],
            flags=re.I,
        )
    )


def _name(signature: str) -> str | None:
    first = next((s for s in map(line, signature.splitlines()) if s), None)
    return first if first and re.fullmatch(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:,? [A-Z]{2,5})?", first) else None


def _role(signature: str, contact: str | None) -> str | None:
    """The line of the signature that is a job's title."""
    said = [s for s in map(line, re.split(r"[\n|]", signature)) if s and s != contact and len(s) < 80]
    return next((s for s in said if _JOB_TITLE.search(s) and "@" not in s), None)
