"""Whether words of closing are about something else than the page's own opening. Pure.

A limit is one of whom, how or what for: "not accepting applications from agencies", "by fax", "for the 2026 class",
"not open to remote candidates". Another subject is another opening: "The fellowship position has been filled" below
the heading "Ophthalmologist", "this requisition replaces R-100, which has been closed".
"""

import re

from curbside.vocabulary.days import MONTH

_WHO = (
    r"(?:(?:any|all|new|further|more|additional|other|online|outside|external|internal|or|and|qualified|interested|your"
    r"|the|physician|unsolicited)\s+)*"
    r"(?:applications?|applicants?|candidates?|resumes?|cvs?|submissions?|job ?seekers?|inquiries|public|everyone|physicians|doctors|providers)\b"
)
# Only such as hire nobody from without: a page that refuses these may take all others
_NARROW = re.compile(r"(?i)^\s*(?:internal|unsolicited)\s+(?!(?:or|and)\b)")
_NOUNS = r"(?:job|position|posting|post|opening|vacancy|opportunity|role|listing|requisition|assignment|search)s?"
_DAYS = rf"(?:\d|{MONTH}|today|now|this|that|the (?:end|start|\d))"
_STOP = r"\s*(?:$|[.,;:!?()\u2013\u2014|•·*-])"
_TAKES = re.compile(r"(?i)\b(?:accepting|taking|receiving|considering)$")
_TAKEN = re.compile(
    rf"(?i)\s*(?:{_WHO}|(?=$|[^\w\s])|(?=(?:at|any ?more|any longer|now|as|since|because|due|and|or|on|until|for|from|by|via|through)\b))"
)
_CHANNEL = r"(?:fax|e-?mail|regular mail|mail|post|phone|telephone|text|hand|paper|courier|agenc\w+|recruiters?|head\w+|third\b)"
_LIMIT = re.compile(
    rf"(?i)\s*(?:from (?!{_WHO}(?:{_STOP}|\s+(?:for|at|as|in|on|until)\b)|{_DAYS}|(?:the|our|this) (?:\w+ )?(?:site|website|board|market|system)\b)"
    rf"|(?:by|through) (?:the )?{_CHANNEL}|(?:via|without|except|unless|outside|who|whose|as an?|in person|in writing|on paper|in (?:paper|hard)|part[- ]time|remotely)\b"
    r"|(?:with|on|in) an? |(?:that|which) (?!time\b)|(?:submitted|sent|received|mailed|faxed|e-?mailed)\b"
    rf"|to (?!{_WHO}(?:{_STOP}|\s+(?:at|as|for|since|because|due|and|or)\b)"
    rf"|all{_STOP}|(?:apply|view|be|new (?:hires|submissions)|further|the public|fill|applying|hire|hiring)\b)"
    rf"|for (?!{_WHO}|(?:new |further |additional )?(?:applic|candid|submiss|hir|consider|interview|review|employ)\w*"
    rf"|(?:this|that|the|our|your)? ?(?:{_NOUNS}|year|season|cycle|time being|moment|present|foreseeable\b.*)\b"
    rf"|{_DAYS}|good\b|the [^,;.]{{1,60}} {_NOUNS}\b))"
)
_NAMED = re.compile(rf"(?i)\s*for (?:the|our|an?) (?P<which>[^,;.]{{1,60}}) {_NOUNS}\b")
# What is said of another opening first, or of one of which another is left
_REPLACED = re.compile(
    r"(?i)\b(?:replac|supersed|in (?:place|lieu) of|instead of|follows (?:on )?(?:from )?[A-Z]{0,4}-?\d)"
)
_OTHERWISE = re.compile(
    r"(?i)\b(?:(?:is|are|remains?) (?:now|still|currently|again) (?:open|available|accept\w*|being accepted|welcome|recruiting|hiring)"
    r"|(?:is|are) (?:open|available) (?:again|now)|one (?:remains|left|still)|reopened)\b"
)
_OWN = re.compile(
    rf"(?i)(?:(?P<whose>this|the|that|your|our) )?\s*(?:{_NOUNS}|advert(?:isement)?|ad|recruitment|competition|hiring|applications?)\b"
)
# ", which has been closed" is said of what stands right before it
_WHICH = re.compile(r"(?i)^\s*\w[^,]*, (?:which|who) (?:has|is|was|have|are)\b")
_WORDS = re.compile(r"[\w&/'-]+$")
_FOR = re.compile(
    r"(?i)\bfor (?!(?:this|that|your|which|whom|is|are|has|have|was|in|on|at|it|you)\b)(?P<which>[\w&/'-]+(?: (?!is\b|are\b|has\b|have\b|was\b)[\w&/'-]+){0,4})"
)
_LABEL = re.compile(r"^\s*(?P<which>[\w/&' ().-]{2,60}?)\s*[:–—]\s*$")
_DETERMINERS = frozenset("the our a an its their another one".split())
_BEFORE = frozenset(
    "and or but for of to in at with by as is are was has have been that which because since sorry unfortunately note notice please update "
    "we you i it if this".split()
)
_ANY = frozenset(
    "a an the our any new job open opened current currently posted advertised requested selected above listed physician physicians doctor doctors "
    "md do provider providers clinician locum locums tenens permanent staff faculty clinical medical employment career practice particular "
    "specific same following hiring recruitment application online vacant attending previous posting position role listing opening vacancy "
    "opportunity first-round all most important urgent status info information news dear applicants candidates thank thanks".split()
)
_PERSON = re.compile(
    r"(?i)\b(?:nurse|practitioner|assistant|fellow(?:ship)?|resident|residency|director|chief|surgeon|\w{3,}(?:ologist|iatrist|ician|alist|nist)|np|pa|crna)s?\b"
)


def about_else(said: str, found: re.Match[str], known: str) -> bool:
    """Whether a sentence's words of closing (`found`) are about something else. `known`: what is known of the opening,
    its title above all; empty where nothing is."""
    before, own, after = said[: found.start()], found[0], said[found.end() :]
    if _OTHERWISE.search(said) or _REPLACED.search(before + own):
        return True
    return _is_limited(own, after, known) or _is_another(before, own, known)


def _is_limited(own: str, after: str, known: str) -> bool:
    if _TAKES.search(own):
        taken = _TAKEN.match(after)
        if not taken or (taken[0].strip() and _NARROW.match(taken[0])):
            return True
        after = after[taken.end() :]
    if (named := _NAMED.match(after)) and _is_foreign(named["which"].split(), known):
        return True
    return bool(_LIMIT.match(after))


def _is_another(before: str, own: str, known: str) -> bool:
    """Whether the opening that is named is another: by the words between article and noun, behind `for`, or before a
    colon."""
    head = _OWN.match(own.lstrip())
    if not head:
        return False
    if (label := _LABEL.match(before)) and _PERSON.search(label["which"]):
        return _is_foreign(label["which"].split()[-2:], known)  # a heading may stand before it
    gap = own.lstrip()[head.end() :]
    if (which := _FOR.search(gap)) and _is_foreign(which["which"].split(), known):
        return True
    if _WHICH.search(gap):
        return True
    return not head["whose"] and _is_foreign(_modifiers(before), known)


def _modifiers(before: str) -> list[str]:
    """The words right before a noun, back to its article; none where `this` or `that` stands there."""
    words: list[str] = []
    rest = before.rstrip()
    while len(words) < 6 and (word := _WORDS.search(rest)):
        if word[0].lower() in ("this", "that", "your"):
            return []
        if word[0].lower() in _DETERMINERS or word[0].lower() in _BEFORE:
            break
        words.append(word[0])
        rest = rest[: word.start()].rstrip(" ")
    return words


def _is_foreign(words: list[str], known: str) -> bool:
    """Whether words that name an opening share none with what is known of the page's own."""
    telling = [w.lower().strip("'().-") for w in words]
    telling = [w for w in telling if w and w not in _ANY and not w.isdigit()]
    if not telling or not known:
        return False
    stems = {w[:5] for w in re.findall(r"[^\W_]+", known.lower())}
    return not any(part[:5] in stems for w in telling for part in re.findall(r"[^\W_]+", w))
