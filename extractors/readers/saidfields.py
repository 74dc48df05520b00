"""Fields that a feed's description names instead of the feed: `Employer: Elm Clinic | Location: Troy, OH`. Pure.

Read are labels at the begin of a line or piece, with a short value that is no sentence, and only what the entry itself
does not say.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from curbside.extractors.readers import fields
from curbside.extractors.readers.gather import says_nowhere
from curbside.extractors.readers.markup import local, plain, rich
from curbside.extractors.readers.namedtitle import is_employer

MOST = 4000  # characters of a text, in which its labels stand
LONGEST = 90  # characters of a value
_READ = ("employer", "text", "city", "state", "postal_code", "employment", "pay_text", "closes", "reference")
_NAMES = {name: field for field in _READ for name in fields.NAMES[field]}
# Names of an employer that texts use for other things as well
_VAGUE = frozenset(
    "hospital facility practice group clinic client creator agency organization organisation advertiser".split()
)
_LABEL = re.compile(
    r"(?:Hiring |Job |Practice |Company |Employer |Employment |Position |Pay |Salary |Work )?(?:Employer|Company|Organi[sz]ation|Hospital|Facility|"
    r"Clinic|Practice|Group|Name|Location|City(?:/State|, State)?|State|Zip(?: Code)?|Salary|Compensation|Pay|Range|Type|Schedule|Status|"
    r"Specialty|Category|Posted|Date|Closes|Closing Date|Deadline|Job ID|ID|Reference|Requisition(?: Number| ID)?|Description|Title|"
    r"Position|Contact|Website|Url)\s*:(?=\s|$)"
)
_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?td|/?h\d|/?ul|/?dd|/?dt)\b[^>]*>", re.I)
_SENTENCE = re.compile(r"[.!?]$|\b(?:is|are|was|will|we|our|you|your|has|have|which|that)\b", re.I)


def filled(record: dict[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """The record with what labels in these texts (HTML or not) say of employer, place, pay and terms, where it has
    none; as it is where it has employer and place."""
    if record.get("employer") and record["places"]:
        return record
    values = {name: said for text in texts for name, said in _said(text).items()}
    if not values:
        return record
    read = fields.record(values, "")
    lacks = {k: v for k, v in read.items() if v and k not in ("title", "description") and not record.get(k)}
    if record.get("pay_min") or record.get("pay_max"):
        lacks.pop("pay_text", None)
    return {**record, **lacks}


def _said(text: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for raw in re.split(r"\n|\s[|•·]\s", _BREAKS.sub("\n", (rich(text) or "")[:MOST])):
        piece = (plain(raw) or "").strip(" -*•") if ":" in raw else ""
        if not _LABEL.match(piece):
            continue
        labels = list(_LABEL.finditer(piece))
        for label, after in zip(labels, [*labels[1:], None], strict=True):
            name, value = local(label[0]), piece[label.end() : after.start() if after else None].strip(" ,;|-")
            if _fits(name, value):
                found.setdefault(name, []).append(value)
    return found


def _fits(name: str, value: str) -> bool:
    """Whether a text may be the value of a label."""
    if name not in _NAMES or not 2 <= len(value) <= LONGEST or _SENTENCE.search(value):
        return False
    if _NAMES[name] != "employer":
        return not (_NAMES[name] in ("text", "city", "state") and says_nowhere(value))
    return value[0].isupper() and (is_employer(value) or (name not in _VAGUE and is_employer(value) is None))
