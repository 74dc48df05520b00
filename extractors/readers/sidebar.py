"""What a job page's list of terms (<dt>, <dd>) says beside its JSON-LD: salary, closing date, reference."""

import re
from typing import Any

from curbside.extractors.base import Answer
from curbside.extractors.readers import fields
from curbside.extractors.readers.characters import decode
from curbside.extractors.readers.markup import local, plain

_TERM = re.compile(r"<dt\b[^>]{0,200}>(.{1,200}?)</dt>\s{0,200}<dd\b[^>]{0,200}>(.{1,2000}?)</dd>", re.S | re.I)
_ASIDE = re.compile(r"\s*\(Portal[^)]{0,30}\)", re.I)
_TOLD = (
    "employer",
    "pay_text",
    "closes",
    "posted",
    "reference",
    "employment",
    "categories",
    "places",
    "contact_name",
)


def added(record: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """The record with what it leaves out and the page's terms say."""
    if b"<dt" not in answer.body:
        return record
    said: dict[str, list[str]] = {}
    for m in _TERM.finditer(decode(answer.body, answer.content_type)):
        if (term := plain(m[1])) and (value := plain(m[2])):
            said.setdefault(local(bare(term)), []).append(value)
    told = fields.record(said, answer.url, several=False)
    missing = {k: v for k, v in told.items() if v and not record.get(k) and k in _TOLD}
    return {**record, **missing}


def bare(term: str) -> str:
    """A term's name without iCIMS's word of where it stands: `Category` of `Category (Portal Searching)`."""
    return _ASIDE.sub("", term)
