"""Whether a page says that its opening is closed: a banner, a status, a sentence of its own. Pure.

Read are short elements and lines (whatever stands between two blocks or breaks) that the page shows, sentence by
sentence. A sentence about other jobs, about what would happen (`will be filled`, `until filled`, `if this posting has
expired`) or about something else that closes (a clinic on Sundays, a closed ICU) closes nothing, nor does a question or
what a form lets one choose ("Report this job: it has expired").
"""

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from curbside.extractors.readers import soup as page
from curbside.extractors.readers.besides import about_else
from curbside.extractors.readers.characters import decode, utf8
from curbside.extractors.readers.markup import line

_CUES = re.compile(
    rb"not? longer|expired|closed|filled|removed|unavailable|not available|not found"
    rb"|not (?:currently |now |presently )?(?:open|active|accept|tak|receiv|consider|hir|recruit|interview|look)"
    rb"|inactive|now over|is over|ended|complete|conclu|stopp|ceas|discontinu|finali[sz]ed|withdr[ae]w|\bgone\b|taken down|cancel|deactivat"
    rb"|unpublish|archived|has ended|off the market|hired|lapsed|an end\b|taken off|offer (?:has|was)"
    rb"|no (?:further|more|new|additional) (?:appl|candid)|(?:is|are)n.{1,8}t |does(?: not|n.{1,8}t) exist|appear to exist"
    rb"|(?:is|was|ha(?:s|ve)) (?:now |already )?(?:pass?ed|past\b|been reached)|done (?:accept|tak|receiv|consider)"
    rb"|(?:can ?not|can.{1,8}t|could not|couldn.{1,8}t) be (?:found|located)|(?:been|was) (?:selected|chosen|appointed|found)|delisted|suspended|on hold"
    rb"|pulled|deleted|taken (?:this|the|that)|ya no est|cerrad[ao]|cubiert[ao]|expirado|un(?:post|list)ed|off the table"
    rb"|been (?:fully )?covered|(?:seem|appear) to be"
    rb"|\b(?:have|.ve) (?:now |already )?(?:selected|chosen|hired|appointed|completed|concluded|finished|closed)\b",
    re.I,
)
_NOUN = (
    r"(?:(?:job|position|posting|post|opening|vacancy|opportunity|role|listing|requisition|assignment"
    r"|advert(?:isement)?|ad|search|recruitment|competition|announcement"
    r"|application (?:period|window|process|deadline)|applications?)"
    r"(?: (?:posting|opening|listing|advert(?:isement)?|ad|announcement|opportunity|requisition|vacancy|req|search))?)"
)
_OVER = (
    r"(?:closed|filled|expired|removed|withdrawn|cancel?led|deactivated|unpublished|archived|inactive|lapsed"
    r"|unavailable|concluded|discontinued|finali[sz]ed"
    r"|taken (?:down|offline|off (?:our|the|this) (?:site|website|board))|ended|come to an end|over|deleted|delisted"
    r"|unposted|unlisted|suspended|(?:put |placed )?on hold|pulled|gone|complete[d]?)"
)
_NOW = (
    r"(?:(?:now|already|since|currently|temporarily|recently|sadly|unfortunately|officially|just|been|either|also) )*"
)
_NOT_OPEN = (
    r"(?:available|open|active|accepting|advertised|posted|being (?:advertised|offered|recruited|considered)|taking"
    r"|listed|exists?|hiring|recruiting|running|online|live|offered|valid|vacant|receiving|considered|interviewing"
    r"|in our system|on (?:our|the|this) (?:site|market|website|board))"
)
_PEOPLE = (
    r"(?:employer|company|recruiter|client|advertiser|hospital|organi[sz]ation|poster|agency|hiring (?:manager|team))"
)
_ACCEPTING = r"(?:accepting|taking|receiving|considering)"
_APPLICANTS = r"(?:applications?|applicants|candidates|resumes|cvs)"
_APPLIED = r"(?:applications?|applicants|candidates)"
_GAP = r"(?:[^.;!?]{0,60}?)"
# What may follow: the sentence's end, when, by whom, why; no object ("closed ICU", "over 20 hours", "filled for 20
# years")
_END = (
    r"(?=\s*(?:[.,;!?)*\u2013\u2014:|•·-]|$"
    r"|(?:on (?!(?:sun|mon|tues|wednes|thurs|fri|satur|week|holi))|in|by|as of|and|or|internally|from|at|since|due"
    r"|because|thank|please|already|now|until further notice"
    r"|to (?:new|external|further|additional|all|applic\w*|candid\w*)"
    r"|for (?:new |further |additional )?(?:applic\w*|candid\w*)"
    r"|for (?:this|the|that|our) (?:job|position|posting|role|opening|vacancy|year|season|cycle|opportunity))\b))"
)
_DAY = r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.?,? \d{4}"
_SAYS = re.compile(
    rf"\b(?:this|the|that|your|our)? ?{_NOUN}\b{_GAP}\b(?:is|has|was|have|are|were|'s) (?:been |being )?"
    rf"{_NOW}{_OVER}\b{_END}"
    r"|\b(?:applications?|application (?:period|window|process)|recruitment|posting|search|competition)\b"
    rf"{_GAP}\b(?:closed|ended) (?:on|at|in)\b"
    rf"|\b{_NOUN}\b{_GAP}\b(?:not? longer|not (?:currently )?) ?{_NOT_OPEN}\b(?! for (?!(?:new )?applic))"
    rf"|\b(?:no longer|stopped|ceased|finished|done) {_ACCEPTING} "
    rf"(?:any |new |further |more |additional |online )*{_APPLICANTS}"
    rf"|(?:\bnot|n't|\bno longer) (?:currently )?{_ACCEPTING} (?:any |new |further |more |additional )*{_APPLICANTS}"
    rf"|\b{_PEOPLE} (?:has |have )?(?:{_NOW})"
    rf"(?:removed|withdrawn|withdrew|closed|filled|taken down|deleted|pulled|cancel?led|ended)\b{_GAP}\b{_NOUN}"
    rf"|\bwe(?: have|'ve)? {_NOW}(?:filled|closed|removed|withdrawn|cancel?led) (?:this|the|that) {_NOUN}"
    rf"|\b{_PEOPLE} (?:is|are) {_NOW}(?:no longer|not (?:currently|now|presently)) "
    r"(?:recruiting|hiring|interviewing|looking)\b"
    rf"|\bwe(?: are|'re) {_NOW}(?:no longer|not (?:currently|now|presently)) "
    rf"(?:hiring|recruiting|interviewing|looking) for (?:this|the|that) {_NOUN}"
    rf"|\b{_PEOPLE} (?:has |have )?{_NOW}(?:taken|pulled) (?:this|the|that) {_NOUN}(?: (?:down|offline))?\b{_END}"
    r"|\b(?:esta|la) (?:vacante|posici[oó]n|oferta|plaza) "
    r"(?:ya no est[aá] disponible|est[aá] cerrada|ha (?:sido )?(?:cubierta|cerrada|expirado))"
    rf"|\bwe(?:'ve| have) {_NOW}hired for (?:this|the) {_NOUN}"
    rf"|\b(?:viewing|looking at|requested|found) an? (?:expired|closed|filled|inactive|archived) {_NOUN}"
    rf"|\b(?:this|the|that|your) {_NOUN} (?:expired|closed|ended|lapsed) "
    r"(?:about )?(?:\d+|an?|one|two|three) (?:hour|day|week|month|year)s? ago\b"
    rf"|\bno (?:further|more|new|additional) {_APPLIED} are (?:being )?(?:accepted|considered|taken)"
    rf"|\b{_APPLIED}(?: for (?:this|the) {_NOUN})? (?:are|is) no longer (?:being )?(?:accepted|considered|taken|received)"
    rf"|\b(?:coverage|help) for (?:this|the) {_NOUN} is no longer (?:needed|required)"
    rf"|\ban offer (?:has (?:now |already )?been|was) (?:made|accepted)\b{_END}"
    rf"|\b{_NOUN}\b{_GAP}\b(?:is|has|isn't|was) (?:not |now )?{_NOW}(?:off|come off|gone from) the (?:market|table)\b"
    rf"|\b{_NOUN}\b{_GAP}\b(?:isn't|is not|aren't|are not) {_NOW}{_NOT_OPEN}\b"
    r"(?=\s*(?:$|[.,;!]|any(?: ?more| longer)\b))"
    r"|\b(?:an? (?:\w+ )?(?:physician|doctor|provider|surgeon|applicant|hire|specialist)|someone) "
    rf"(?:has |was ){_NOW}(?:been )?(?:hired|selected|chosen|appointed|found) (?:for|to fill) (?:this|the) {_NOUN}"
    rf"|\b{_NOUN}\b{_GAP}\bdoes(?: not|n't) (?:appear to )?exist\b"
    rf"|\b{_NOUN}\b{_GAP}\b(?:can ?not|could(?: not|n't)|can't) be (?:found|located)\b"
    rf"|\b{_NOUN}\b{_GAP}\bdoes(?: not|n't) (?:seem|appear) to be (?:available|open|active|online|live|here|posted)\b"
    r"|\b(?:assignment|shifts?|dates|coverage|position|opening) "
    r"ha(?:s|ve) (?:now |already )?been (?:fully )?covered\b(?=\s*(?:[.,;!]|$))"
    rf"|\bwe(?: have|'ve) {_NOW}(?:completed|concluded|finished|closed) "
    r"(?:our |all )?(?:interviews|interviewing|the search|our search)\b"
    rf"|\bwe(?: have|'ve) {_NOW}(?:selected|chosen|hired|appointed) (?:a|our) (?:new )?"
    rf"(?:candidate|physician|doctor|provider|surgeon|colleague|applicant|\w+ist) for (?:this|the) {_NOUN}"
    rf"|\b(?:(?:application|posting|job) )?(?:deadline|(?:closing|close|end) date)\b{_GAP}\b"
    r"(?:has (?:already |now )?(?:passed|expired|ended|been reached)"
    r"|(?:is|was) (?:now |already )?(?:expired|past|over|passed))\b"
    r"|\b(?:a |the |successful )?candidate has (?:already |now )?been (?:selected|chosen|appointed|hired)"
    r"|\ball (?:of )?(?:our |the |these )?(?:positions|vacancies|openings|slots|spots) "
    r"(?:have been|are) (?:now |currently )?(?:filled|closed)"
    r"|\b(?:job |position |posting |requisition |recruitment )?status ?[:\-–—]? ?"
    rf"(?:closed|filled|expired|inactive|cancel?led|no longer (?:open|available))\b{_END}",
    re.I,
)
# A banner of few words, the whole of its element
_BANNER = re.compile(
    r"(?:sorry|oops|unfortunately|note|notice|status|we're sorry|we are sorry)?[\s,!:*–—-]*"
    rf"(?:this |the )?{_NOUN}s?\s*[:\-–—]?\s*(?:{_NOW})"
    r"(?:closed|filled|expired|removed|withdrawn|cancel?led|inactive|unavailable|not available|not found"
    r"|no longer available|ended|archived)(?:[\s!.*:–—-]*(?:thank you|thanks)\b.{0,40})?[\s!.*]*"
    rf"|(?:expired|closed|filled|inactive|archived) {_NOUN}[\s!.*]*"
    rf"|(?:this |the )?(?:{_NOUN} )?(?:expired|closed|ended)(?: on| as of)?:? (?:{_DAY})[\s.!]*"
    r"|(?:hiring|recruiting|recruitment) (?:is )?(?:complete[d]?|closed|ended|has ended)[\s!.]*"
    r"|(?:filled|closed|expired)[\s!.*:–—-]+(?:thank you|thanks)\b.{0,40}"
    r"|no longer (?:available|open|active|accepting applications|hiring|recruiting)[\s!.]*",
    re.I,
)
_BADGE = re.compile(r"(?:closed|filled|expired|inactive|unavailable|withdrawn|cancel?led|position filled)[\s!.]*", re.I)
_BADGES = re.compile(r"status|badge|banner|alert|notice|label|state|flag|expired|closed|message|warning", re.I)
_MAYBE = re.compile(
    r"\b(?:remains? open|still open|is open|are open|until|if|when|once|unless|may|might|will|would|shall|should"
    r"|before|after|as soon as|whether|could be|can be|cannot be filled"
    r"|not (?:yet )?(?:been )?(?:filled|closed|expired)|never|hasn't"
    r"|isn't(?! (?:available|open|active|accepting|posted|listed|live)\b)|wasn't|must be|to be|in case|in the event"
    rf"|(?:first|second|third|fourth) {_NOUN}|one of (?:our|the|these|those|two|three|four|several)"
    r"|where|jobs that|those|any(?! ?more\b| longer\b| (?:[a-z]+ ){0,3}(?:applic|candid|resum|cvs))|(?:about|regarding) an?|former|similar|other|previous"
    r"|please (?:note that )?some)\b",
    re.I,
)
# Looks doubtful, and is not: a month, a hold without an end
_SURE = re.compile(
    r"\b(?:seem|appear)s? to be\b|\b(?:in|since|of|by) may\b|\bmay,? \d|\b\d{1,2}(?:st|nd|rd|th)?,? may\b|\buntil further notice\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s+[|•·]\s+")
_TAG = re.compile(r"<[^<>]{0,2000}>|&nbsp;|&#160;")
_ENDED = re.compile(r"[.!?|•·]\s")
# Where a line ends: at a block, and at a break but where the next line goes on in small letters
_BREAK = re.compile(r"[^\S\n]*+\n[^\S\n]*+(?:\n\s*|(?![a-z\n]))")
_INLINE = frozenset("a abbr b bdi cite code em font i ins label mark small span strong sub sup time u".split())
_WITHIN = re.compile(r"</?(?:a|b|em|font|i|mark|small|span|strong|u)\b[^<>]{0,2000}>", re.I)
_ALONE = re.compile(rb">\s*(?:closed|filled|expired|inactive|unavailable|withdrawn|cancel?led)[\s!.*]*<", re.I)
# A heading that bears the mark: "CLOSED - Hepatologist", "(Expired) Geriatrician", "Surgeon (Position Filled)",
# "Urologist - FILLED"; and a word that is a paragraph of its own
_STATE = r"(?:(?:this )?(?:position|job) (?:is |has been )?|now |already )?(?:closed|expired|filled)"
_MARKED = re.compile(
    rf"(?i:(?:[\[(*]+ ?{_STATE} ?[\])*]+|(?:closed|expired|filled) ?[-–—:|]+)\s*\w.*"
    rf"|\w.*[\[(*] ?{_STATE} ?[\])*]+[\s!.]*|\w.*\s[-–—:|]+ ?(?:this )?(?:position|job) (?:is |has been )?(?:closed|expired|filled)[\s!.]*)"
    r"|\w.*\s[-–—:|*]+ ?(?:CLOSED|EXPIRED|FILLED)[\s!.*]*"
)
_CLOSED_WARD = re.compile(r"(?i)\b(?:icus?|units?|wards?|panels?|models?)\W+closed\W*$")  # "Intensivist, ICU (closed)"
_MARK = re.compile(
    rb">\s*[\[(*]*\s?(?:(?:this )?(?:position|job) (?:is |has been )?|now |already )?(?:closed|expired|filled)\s?(?:[\])*]|&\w+;|[:|-]|\xe2\x80[\x93\x94])"
    rb"|(?:closed|expired|filled)\s?[\])*!.]*\s*</h1",
    re.I,
)
_WORD = re.compile(r"(?:this position is )?(?:expired|filled|withdrawn|cancel?led)[\s!.]*", re.I)
_HEADS = ("p", "h1", "h2", "h3", "h4")
AROUND = 200  # bytes around a cue that are looked at first
MOST = 300  # characters of an element that is read
SENTENCE = 240
LEAD = 24  # … before the words of closing: "We regret to say that"
FAR = 2000  # characters of a line: what stands further below tells a story


def says_closed(body: bytes, content_type: str = "", known: str = "", is_full: bool = False) -> bool:
    """Whether the page says that its opening is no longer to be had. `known`: what is known of the opening beside what
    the page's headings say, so that a sentence about another one is told. `is_full`: its data tell of it whole; where
    such a page offers to apply, only what begins a sentence of its prose closes it, or what stands apart."""
    body = utf8(body)
    if not _near(body, content_type):
        return False
    soup = page.parsed(decode(body, content_type))
    known = " ".join([known, *(page.text(e) or "" for e in soup(["h1", "title"]))]).strip()
    soup = page.clean(soup)
    lead = LEAD if is_full and page.offers(soup) else SENTENCE
    for e in [*page.others(soup), *soup.find_all(page.waits)]:
        if not e.decomposed:
            e.decompose()
    for choice in soup.find_all(_chosen):
        if not choice.decomposed:
            _leave_out(soup, choice)
    if any(_closed(said, e, known) for e, said in page.small(soup, MOST)):
        return True
    return any(_sentence(s, known, lead) for said in _lines(soup) for s in _SENTENCE.split(said[:FAR]))


def record_says_closed(record: Mapping[str, Any]) -> bool:
    """Whether a posting's own title or description says so, where the page that carries it may show neither."""
    title = record.get("title") or ""
    return _is_marked(title) or says_closed((record.get("description") or "").encode(), known=known_of(record))


def known_of(record: Mapping[str, Any]) -> str:
    """What a record says of which opening it is, in one line."""
    places = [str(v) for place in record.get("places") or () for v in place.values()]
    fields = [record.get(f) or "" for f in ("title", "employer", "reference")]
    return " ".join([*fields, *(record.get("categories") or ()), *places])


def _is_marked(title: str) -> bool:
    return bool(_MARKED.fullmatch(title)) and not _CLOSED_WARD.search(title)


def _near(body: bytes, content_type: str) -> bool:
    """Whether it is worth to build the page's tree: few pages have words of closing, and fewer say it of a job."""
    for cue in _CUES.finditer(body):
        around = body[max(0, cue.start() - AROUND) : cue.end() + AROUND]
        if _ALONE.search(around) or _MARK.search(around):
            return True
        raw = decode(around, content_type).replace("’", "'").replace("&rsquo;", "'").replace("&#8217;", "'")
        # an element within a sentence, or one that ends it, or both
        for text, between in ((raw, " "), (raw, " . "), (_WITHIN.sub(" ", raw), " . ")):
            said = " ".join(_TAG.sub(between, text).split())
            if _SAYS.search(said) or _BANNER.search(said):
                return True
    return False


def _lines(soup: BeautifulSoup) -> list[str]:
    """Text as it stands on lines: what no block and no break parts. Behind a break a line may go on in small letters."""
    said, block = [], None
    for node in soup.descendants:
        if isinstance(node, Tag):
            said.append("\n" if node.name == "br" else " " if node.name in _INLINE else "\n\n")
        elif isinstance(node, NavigableString):
            own = next(p for p in node.parents if p.name not in _INLINE)
            said += [" " if own is block else "\n\n", str(node) if own.name == "pre" else " ".join(node.split())]
            block = own
    return [" ".join(found.split()) for found in _BREAK.split("".join(said))]


def _before(e: Tag) -> str:
    """The words on an element's line that its own go on from: `If` of "If <b>this job has closed</b>, look around"."""
    said = ""
    while e.name in _INLINE and e.parent is not None:
        for before in e.previous_siblings:
            if isinstance(before, Tag) and before.name not in _INLINE:
                return _ENDED.split(said)[-1]
            said = f"{line(before.get_text(' ')) or ''} {said}"
        e = e.parent
    return _ENDED.split(said)[-1]


def _chosen(e: Tag) -> bool:
    """Whether the element is something that one may choose in a form."""
    return e.name == "option" or (e.name == "input" and page.attribute(e, "type").lower() in ("radio", "checkbox"))


def _leave_out(soup: BeautifulSoup, choice: Tag) -> None:
    """Take out a choice and the words beside it."""
    after = choice.next_sibling
    if isinstance(after, NavigableString):
        after.extract()
    named = page.attribute(choice, "id")
    labels = soup.find_all("label", attrs={"for": named}) if named else []
    for e in [*labels, choice.find_parent("label") or choice]:
        e.decompose()


def _closed(said: str, e: Tag, known: str) -> bool:
    for inner, own in [(e, said), *((i, " ".join(i.get_text(" ").split())) for i in e.find_all(True))]:
        if inner.name in _HEADS and (_WORD.fullmatch(own) or (inner.name == "h1" and _is_marked(own))):
            return True
        if _BADGES.search(page.called(inner)) and _BADGE.fullmatch(own):
            return True
        says = _BANNER.fullmatch(own) or any(_sentence(s, known) for s in _SENTENCE.split(own))
        if says and not _MAYBE.search(_before(inner)):
            return True
    return False


def _sentence(said: str, known: str, lead: int = SENTENCE) -> bool:
    said = said.replace("’", "'")
    if len(said) > SENTENCE or said.endswith("?") or _MAYBE.search(_SURE.sub(" ", said)):
        return False
    return bool(_BANNER.fullmatch(said)) or any(
        m.start() <= lead and not about_else(said, m, known) for m in _SAYS.finditer(said)
    )
