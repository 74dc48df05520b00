"""Employers that say when: `Mercy Hospital (2015-2019); Elm Clinic since 2019`, `Starting 7/2027: Elm Clinic`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from curbside.network import dates, former, programs
from curbside.network.model import AFFILIATION
from curbside.vocabulary.days import MONTH

_YEAR = r"(?:19|20)\d\d"
_WHEN = (
    rf"(?:(?:{MONTH}\.?,?|spring(?: of)?|summer(?: of)?|(?:fall|autumn)(?: of)?)\s+|\d{{1,2}}/(?:\d{{1,2}}/)?)?{_YEAR}"
)
_TODAY = r"present|current(?:ly)?|now|today|date"
_COMES = r"(?:starts?|starting|joins?|joining|begins?|beginning|effective|commencing|as of|from|coming|incoming|future|will \w+)"
_TIME = (
    rf"(?:(?P<first>{_WHEN})\s*(?:[-–—]|to\b|until\b|through\b)\s*(?P<last>{_WHEN}|\d\d(?![\d/])|(?:{_TODAY})\b)?"
    rf"|since\s+(?P<since>{_WHEN})(?:\s*[-–—]\s*(?:{_TODAY}))?|(?:until|till?|thru|through)\s+(?P<until>{_WHEN})"
    rf"|(?P<comes>{_COMES})\s+(?:(?:in|on)\s+)?(?P<start>{_WHEN}))"
)
_BEHIND = re.compile(rf"(?i)^(?P<house>.*?[^\s,;:(\[–—-])(?:\s*[,;:(\[]|\s+[-–—])?\s*(?<!\w){_TIME}\s*[)\]]?$")
_BEFORE = re.compile(rf"(?i)^[(\[]?{_TIME}[)\]]?\s*(?:[:,;]|[-–—]|\s)\s*(?:(?:at|with)\s+)?(?P<house>[^\W\d_].*)$")
# A day to come needs no word beside it: "Elm Clinic (July 2027)".
_BARE = re.compile(rf"(?i)^(?P<house>.*[^\s,(])\s*[,(]\s*(?P<start>{_WHEN})\)?$")
_TO = r"(?:joining|starting|will (?:join|start|be)|about to (?:join|start)|headed|going|moving|signed|accepted|matched|soon)"
_INCOMING = re.compile(
    rf"(?i)^(?:(?P<role>(?:incoming|future)\s+{programs.CALLED})\s*(?:,|:|@|\s[-–—]|\s(?:at|with|in)\s)\s*"
    rf"|{_TO}\s+(?:at|with|to|into|by|for)\s+|(?:will|about to) join\s+)(?P<house>.*\S)$"
)
_COMING = re.compile(r"(?i)^(?P<house>.*[^\s,(–-])\s*(?:[,(]|\s[-–—])\s*(?P<role>incoming|future)\)?$")
_JOINING = re.compile(
    rf"(?i)^(?:joining|starting|begins?|starts|will join)\s+(?:(?:at|with)\s+)?(?P<house>.*?\S)\s+(?:(?:in|on)\s+)?(?P<start>{_WHEN})$"
)
# Another job begins behind a semicolon or a stroke, behind a closed parenthesis also after a comma, and with "now"; years
# behind "Elm Clinic (Boise), " are its own.
_OWN = rf"(?:(?:since|until|till?|thru|through)\s+)?{_WHEN}[\s\d–—-]*(?:(?:{_TODAY})\b)?\s*(?:[;,|]|$)"
_NEXT = re.compile(rf"(?i)\s*(?:[;|\n\u2028>→]|->)\s*|(?<=\))\s*[,/](?!\s*{_OWN})\s*|\s+/\s+")
# "Loring Hospital (residency 2010-2013)", "Loring University (MD 2011)", "Elm Clinic (fellowship: Loring Hospital, 2014-17)"
_COURSE = r"(?:(?:[\w-]+ )?(?:residen(?:cy|t)|fellow(?:ship)?|intern(?:ship)?)|trained(?: at)?|med(?:ical)? school|M\.?D\.?|D\.?O\.?|MBBS)"
_ITS_YEARS = rf"(?:{_YEAR}\s*[-–—]\s*(?:{_YEAR}|\d\d)|{_YEAR}|['’]\d\d)"
_TRAINED = re.compile(
    rf"(?i)^(?P<house>.*[^\s,(])\s*(?:[,(\[]|\s[-–—])\s*(?P<course>{_COURSE})[\s,:]*(?:class of |grad(?:uated?)? )?(?P<years>{_ITS_YEARS})[)\]]?$"
)
_OPEN = re.compile(rf"(?i)\s*[(\[]\s*{_COURSE}$")
_BESIDE = re.compile(
    rf"(?i)^(?P<now>.*\S)\s*[(\[]\s*(?P<course>{_COURSE})\s*(?::|\bat\b|@|\s[-–—])\s*(?P<house>[^()\[\]]*?[^\s,()\[\]])(?:[\s,]+(?P<years>{_ITS_YEARS}))?[)\]]$"
)
# "Elm Clinic (ex Loring Hospital 2010-2016)", "Elm Clinic, Boise (Loring Hospital until 2020)"; a house's own earlier name has no years.
_LEFT = re.compile(
    r"(?i)^(?P<now>.*\S)\s*[(\[]\s*(?:(?:ex|formerly|previously|prev\.?|prior|past|was(?:\s+at)?)[\s:-]+(?P<house>[^()\[\],]*?[^\s,()\[\]])[\s,]+"
    rf"(?P<years>{_YEAR}\s*[-–—]\s*(?:{_YEAR}|\d\d))|(?P<other>[^()\[\],]*?\S\s[^()\[\],]*?\S)\s+(?:until|till?|thru|through)\s+(?P<until>{_YEAR}))[)\]]$"
)
_NOW = re.compile(
    rf"(?i)((?:\b{_YEAR}|\d[-–—]\d\d)\s*[)\]]?)\s*[;,–—-]?\s*\(?(?:now|currently|presently)\s+(?:(?:at|with)\s+)?"
    r"([^()]*[^\s()])\s*\)?$"
)
_SIGN = rf"(?i){_YEAR}|['’]\d\d\b|\b(?:residency|fellowship|internship|trained|incoming|future|{_TO[3:]}\b"
_SCHOOL = re.compile(r"(?i)med|m\.?d|d\.?o|mbbs")
_SEASONS = {"spring": 3, "summer": 7, "fall": 9, "autumn": 9}
_LONGEST = 60  # years at one house


@dataclass(frozen=True, slots=True)
class Job:
    """One job of an employer's cell: years, the first day of one to come, what it is to be ("Incoming fellow"), and as what
    training it is over."""

    house: str
    start: int | None = None
    end: int | None = None
    is_over: bool = False
    to_begin: date | None = None
    role: str | None = None
    training: str | None = None


def read(employer: str, today: date) -> list[Job]:
    """The jobs of an employer as written on `today`; [] where it says no time. Several houses are told apart only where
    one of them says its years. That its bearer is gone stays behind the last house, for `former`."""
    if gone := former.BEHIND.search(employer):
        *jobs, last = read(employer[: gone.start()], today) or [Job("")]
        return [*jobs, replace(last, house=last.house + gone[0])] if last.house else []
    text = _NOW.sub(r"\1; \2", employer.strip())
    beside = _BESIDE.match(text)
    if beside and beside["house"][:1].isupper() and not programs.field(beside["house"]):
        return [Job(beside["now"]), _trained(beside, today)]
    if left := _LEFT.match(text):
        since, until = programs.span(left["years"] or left["until"])
        return [Job(left["now"]), Job((left["house"] or left["other"]).strip(), since, until, is_over=True)]
    pieces = [p.strip(" ,") for p in _NEXT.split(text) if p.strip(" ,")]
    told = [_job(p, today) for p in pieces]
    if any(map(_says, told)) and not any(_is_no_house(t.house) for t in told):
        return told
    whole = _job(employer.strip(), today)
    return [whole] if _says(whole) else []


def _is_no_house(said: str) -> bool:
    """Whether a piece of a cell is a role, or nothing that could be a name: what stands beside it is no other job."""
    is_role = programs.is_role(said) and not programs.is_house(said)
    return is_role or not re.search(r"(?i)[^\W\d_]{3}|\bof\b", said)


def _says(job: Job) -> bool:
    return bool(job.start or job.end or job.to_begin or job.role or job.training)


def _trained(match: re.Match[str], today: date) -> Job:
    """The training that a cell says, with its years; one that goes on is today's work."""
    since, until = programs.span(re.sub(r"^['’]", "20", match["years"] or ""))
    is_over = until is None or until < today.year or (until == today.year and today.month > 6)
    course = (
        (programs.kind(match["course"]) or ("medical school" if _SCHOOL.match(match["course"]) else "residency"))
        if is_over
        else None
    )
    return Job(former.closed(match["house"].strip(" ,;:")), since, until, is_over=is_over, training=course)


def _job(text: str, today: date) -> Job:
    """One job; where it says no time, the text is its house."""
    if match := _TRAINED.match(text):
        return _trained(match, today)
    if match := _COMING.match(text):
        return Job(match["house"], role=match["role"].lower())
    if match := _JOINING.match(text):
        return _to_begin(Job(match["house"]), match["start"], today)
    if match := _INCOMING.match(text):
        inner = _job(match["house"], today)
        return replace(inner, role=None if inner.start else match["role"] or "incoming")
    match = _BEHIND.match(text) or _BEFORE.match(text)
    if not match:
        bare = _BARE.match(text)
        found = _to_begin(Job(bare["house"]), bare["start"], today) if bare else None
        return found if found and found.to_begin else Job(text)
    house = _OPEN.sub("", former.closed(match["house"].strip(" ,;:")))
    if not re.search(r"[^\W\d_]{2}", house):
        return Job(text)
    if match["start"]:
        return _to_begin(Job(house), match["start"], today)
    first, last = match["first"] or match["since"], match["last"] or match["until"] or ""
    start = int(first[-4:]) if first else None
    year = re.search(r"\d+$", last)
    end = dates.ending(start or int(year[0]), year[0]) if year else None
    if start and end and end - start >= _LONGEST:
        return Job(text)
    if start and not end and (start > today.year or first != str(start)):
        return _to_begin(Job(house), first, today)
    is_over = end is not None and (end, _month(last, 12)) < (today.year, today.month)
    return Job(house, start, end, is_over)


def _to_begin(job: Job, when: str, today: date) -> Job:
    """`job` as one to come, or with its first year where that has come; a year alone begins in July."""
    begins = date(int(when[-4:]), _month(when, 7), 1)
    return replace(job, to_begin=begins) if begins > today else replace(job, start=begins.year)


def _month(when: str, unsaid: int) -> int:
    """The month that `when` begins with, by name, number or season; `unsaid` where it is a year alone."""
    if season := next((m for name, m in _SEASONS.items() if when.lower().startswith(name)), None):
        return season
    if number := re.match(r"(\d{1,2})/", when):
        return int(number[1]) if 1 <= int(number[1]) <= 12 else unsaid
    found = None if when.isdigit() else dates.day(re.sub(r"[.,]", "", when))
    return found.month if found else unsaid


def split(affiliations: pl.DataFrame, today: date) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) with work named by its house, the years that its name says in their columns, and a row
    for each of several jobs; of one to come its title says when ("Hospitalist, starting July 2027")."""
    is_said = (pl.col("kind") == "work") & pl.col("organisation_name").fill_null("").str.contains(_SIGN)
    said = affiliations.filter(is_said)
    if said.is_empty():
        return affiliations
    rows = [told for row in said.iter_rows(named=True) for told in _told(row, today)]
    return pl.concat([affiliations.filter(~is_said), pl.DataFrame(rows, schema=AFFILIATION)])


def _told(row: dict[str, object], today: date) -> Iterator[dict[str, object]]:
    as_of = row["as_of"] if isinstance(row["as_of"], date) else today
    jobs = read(str(row["organisation_name"]), as_of)
    if not jobs:
        yield row
    for job in jobs:
        comes = f"starting {job.to_begin:%B %Y}" if job.to_begin else None
        title = ", ".join(str(t) for t in (row["title"], job.role, comes) if t) or None
        yield row | {
            "organisation_name": job.house,
            "kind": "training" if job.training else row["kind"],
            "title": job.training or title,
            "start_year": job.start or row["start_year"],
            "end_year": job.end or row["end_year"],
            "is_current": not job.is_over if job.end or job.training else row["is_current"],
        }
