"""`[digest] names = false`: what a page shows, with people's ids in place of their names and without their addresses.

Every view is written as ever and veiled whole, so that no view can forget it. A letter is not: it has to greet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote_plus

import duckdb
from markupsafe import escape

from curbside.exports.published import rows
from curbside.exports.safe import phone

PEOPLE = "select person_id, name, emails, phones, urls from people where name is not null order by person_id"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Veil:
    """What names or reaches somebody, as pages write it, and what stands in its place."""

    instead: dict[str, str]

    @classmethod
    def of(cls, con: duckdb.DuckDBPyConnection) -> Veil:
        """For everybody of the published copy; two who bear one name are shown by both ids."""
        instead: dict[str, str] = {}
        for row in rows(con, PEOPLE):
            name, key = str(row["name"]), str(row["person_id"])
            both = f"{instead[name]} or {key}" if name in instead else key
            instead |= {str(escape(name)): both, quote_plus(name): key, name: both}
            for way in (*(row["emails"] or ()), *(row["phones"] or ()), *(row["urls"] or ())):
                instead |= {str(escape(form)): HIDDEN for form in (way, phone(way))}
        return cls(instead)

    def over(self, page: str) -> str:
        """`page` veiled. Whole words alone: Ann stays in Annapolis."""
        there = sorted((text for text in self.instead if text in page), key=len, reverse=True)
        if not there:
            return page
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, there)) + r")(?!\w)"
        return re.sub(pattern, lambda found: self.instead[found[0]], page)
