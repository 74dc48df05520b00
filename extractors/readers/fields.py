"""Feeds and tables name the same things differently: one list of names for each field of a record. Pure.

Names as found in the exchanged XML feeds (Indeed, ZipRecruiter, Jobrapido, LinkedIn, Web Scribble,
LocumJobsOnline: public readers' notes (2026-11)), in RSS extensions (NEOGOV, SmartJobBoard) and in hand-kept
tables.
A name is lower case, letters and digits only, without namespace (`markup.local`).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from curbside.extractors.readers.jobfields import coordinates
from curbside.extractors.readers.markup import address, line, lines, plain, rich
from curbside.extractors.readers.places import apart

Values = Mapping[str, Sequence[str]]

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "jobtitle", "positiontitle", "position", "role", "job", "opening"),
    "employer": (
        *(
            "company",
            "companyname",
            "employer",
            "employername",
            "organization",
            "organisation",
            "organizationname",
        ),
        *(
            "hiringorganization",
            "hospital",
            "facility",
            "facilityname",
            "practice",
            "group",
            "client",
            "advertiser",
        ),
        *(
            "advertisername",
            "subcompany",
            "creator",
            "agency",
            "practicename",
            "hospitalname",
            "clinic",
            "clinicname",
            "groupname",
        ),
    ),
    "employer_type": ("employertype", "companytype", "advertisertype"),
    "city": ("city", "town", "locality", "jobcity", "addresslocality"),
    "state": (
        "state",
        "stateprovince",
        "stateabbreviation",
        "province",
        "region",
        "jobstate",
        "addressregion",
    ),
    "postal_code": ("postalcode", "zip", "zipcode", "postcode"),
    "country": ("country", "countrycode", "addresscountry"),
    "text": (
        "location",
        "citystate",
        "citystatezip",
        "citystatezipcode",
        "joblocation",
        "place",
        "locationname",
        "locationtext",
        "where",
    ),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "categories": (
        *("specialty", "speciality", "specialties", "subspecialty", "category", "categories", "jobcategory"),
        *("occupation", "discipline", "jobfunction", "function", "profession", "tags", "department"),
    ),
    "employment": (
        *(
            "jobtype",
            "employmenttype",
            "employment",
            "positiontype",
            "contracttype",
            "schedule",
            "workschedule",
        ),
        *("shifttype", "commitment", "jobstatus", "hours", "type"),
    ),
    "pay_min": (
        "salarymin",
        "minsalary",
        "minimumsalary",
        "payamountmin",
        "paymin",
        "minpay",
        "compensationmin",
    ),
    "pay_max": (
        "salarymax",
        "maxsalary",
        "maximumsalary",
        "payamountmax",
        "paymax",
        "maxpay",
        "compensationmax",
    ),
    "pay_unit": (
        "salaryinterval",
        "salaryperiod",
        "salarytype",
        "salaryunit",
        "payfrequency",
        "payunit",
        "payperiod",
    ),
    "pay_currency": ("salarycurrency", "currency", "paycurrency"),
    "pay_text": (
        "salary",
        "pay",
        "compensation",
        "payrate",
        "salaryrange",
        "payrange",
        "compensationrange",
        "salarytext",
        "rate",
        "salarydescription",
    ),
    "posted": (
        *(
            "dateposted",
            "posteddate",
            "posted",
            "postedon",
            "date",
            "postdate",
            "publishdate",
            "publicationdate",
        ),
        *("published", "pubdate", "createdat", "datecreated", "createdon", "opened", "opendate"),
    ),
    "closes": (
        *(
            "closes",
            "closeson",
            "closingdate",
            "closedate",
            "expirationdate",
            "expirydate",
            "expiredate",
            "expires",
            "expire",
        ),
        *("validthrough", "enddate", "deadline", "applicationdeadline", "applyby", "expiration"),
    ),
    "remote": ("remote", "remotetype", "telecommute", "jobremote", "isremote", "remotestatus", "workplacetype"),
    "reference": (
        *(
            "referencenumber",
            "reference",
            "refnumber",
            "ref",
            "requisition",
            "requisitionid",
            "requisitionnumber",
        ),
        *("reqid", "jobnumber", "jobcode", "jobref", "partnerjobid", "jobid"),
    ),
    "description": (
        "encoded",
        "description",
        "jobdescription",
        "fulldescription",
        "content",
        "body",
        "summary",
        "notes",
    ),
    "contact_name": ("contactname", "contact", "recruitername", "contactperson"),
    "contact_role": ("contactrole", "contacttitle"),
    "contact_email": ("contactemail", "email", "recruiteremail", "applyemail", "applicationemail"),
    "contact_phone": ("contactphone", "phone", "telephone", "contacttelephone"),
    "url": ("url", "link", "joburl", "detailurl", "joblink", "website"),
    "apply_url": ("applyurl", "applicationurl", "applylink", "applyonlineurl"),
}
KEYS = ("guid", "id", "jobid", "partnerjobid", "referencenumber", "reference", "jobreference", "uniqueid")
KNOWN = frozenset(name for names in NAMES.values() for name in names) | set(KEYS)
_OVER = re.compile(r"closed|filled|expired|inactive|cancell?ed|withdrawn|archived|draft|unpublished", re.I)
_PLACE = ("text", "city", "state", "postal_code", "country")
_WHERE = (*_PLACE, "latitude", "longitude")


def first(values: Values, field: str) -> str | None:
    """The first value, as written, under any of a field's names."""
    return next((v for name in NAMES[field] for v in values.get(name, ()) if v and v.strip()), None)


def is_over(values: Values) -> bool:
    """Whether an entry calls itself closed or filled: some feeds keep what is over (JazzHR's)."""
    return any(_OVER.fullmatch(line(v) or "") for v in values.get("status", ()))


def record(values: Values, base: str, several: bool = True) -> dict[str, Any]:
    """A feed's entry or a table's row as a record without `key`; `base` is the address that links are relative to.

    `several`: whether a name that repeats tells of a further place; on a page it may tell of another posting.
    """
    read: dict[str, Any] = {"title": plain(first(values, "title"))}
    for field in (
        *(
            "employer",
            "employer_type",
            "pay_min",
            "pay_max",
            "pay_unit",
            "pay_currency",
            "pay_text",
            "posted",
            "closes",
        ),
        *("remote", "reference", "contact_name", "contact_role", "contact_email", "contact_phone"),
    ):
        if found := line(first(values, field)):
            read[field] = found
    if not (read.get("pay_min") or read.get("pay_max") or read.get("pay_text")):
        for field in ("pay_unit", "pay_currency"):
            read.pop(field, None)
    for field in ("categories", "employment"):
        if found_all := lines([v for name in NAMES[field] for v in values.get(name, ())]):
            read[field] = found_all
    where = {f: _said(values, f) for f in _WHERE}
    read["places"] = _places(where if several else {f: _one(said) for f, said in where.items()})
    if text := rich(first(values, "description")):
        read["description"] = text
    for field in ("url", "apply_url"):
        if found := address(first(values, field), base):
            read[field] = found
    return read


def _one(said: list[str | None]) -> list[str | None]:
    told: list[str | None] = [value for value in said if value]
    return told[:1]


def _said(values: Values, field: str) -> list[str | None]:
    """All values under the first of a field's names that has one; None where one is blank, so that each keeps its place."""
    told = ([line(v) for v in values.get(name, ())] for name in NAMES[field])
    return next((found for found in told if any(found)), [])


def _places(where: Mapping[str, list[str | None]]) -> list[dict[str, Any]]:
    """Each place of an entry: towns beside as many states, or beside one that is theirs all; else one a text."""
    towns, states, texts = where["city"], where["state"], where["text"]
    count = max(len(towns), len(states), 1)
    if any(towns) or any(states):
        texts = [t for t in texts if t and len(texts) > 1 and not any(c and c.lower() in t.lower() for c in towns)]
    else:
        count = max(len(texts), 1)
    # three towns beside two states: nobody knows which town lies where
    loose = states if len(towns) > len(states) > 1 and len(set(states)) > 1 else []
    one = {"state": states[:1]} if len(towns) > 1 and len(set(states)) == 1 else {"state": [] if loose else states}
    found = [_place({**where, **one, "text": [] if towns or states else texts}, n, count) for n in range(count)]
    found += [{"state": said} for said in loose if said]
    found += [{"text": said} for said in texts if said and (towns or states)]
    return apart(place for place in found if place)


def _place(where: Mapping[str, list[str | None]], n: int, count: int) -> dict[str, Any]:
    """The nth of `count` places: its own values, and the state and country that are theirs all."""
    own: dict[str, str | None] = {}
    for f, said in where.items():
        if len(said) == 1 and (f == "country" or (f == "state" and where["city"])):
            own[f] = said[0]
        elif n < len(said) and (len(said) == count or f in _PLACE):
            own[f] = said[n]
    place: dict[str, Any] = {f: found for f in _PLACE if (found := own.get(f))}
    return place | coordinates(own.get("latitude"), own.get("longitude"))


def key(values: Values) -> str | None:
    """The entry's own identifier, as written."""
    return next((found for name in KEYS for v in values.get(name, ()) if (found := line(v))), None)


def said_key(record: Mapping[str, Any]) -> str | None:
    """A key of what a record says of title, employer and place, for postings without address and number; None where
    it has no title."""
    said = [record.get("title"), record.get("employer") or "", str(record["places"])]
    return hashlib.sha256("\x1f".join(map(str, said)).encode("utf-8", "replace")).hexdigest()[:16] if said[0] else None
