"""How a letter to a person begins."""

import re

import duckdb

from curbside.exports.published import first
from curbside.exports.safe import plain

_DOCTOR = re.compile(
    r"(?i)\b(?:m\.?d|d\.?o|mbbs|mbchb|mbbch|bmbs|ph\.?d|dphil|sc\.?d|pharm\.?d|psy\.?d|dnp|dpm|dds|dmd|f[acrs]{2,}\w*)\b"
)
_PATRONYMIC = re.compile(r"(?i)(?:вна|вич|ична|ьич|vna|vich)$")
SPELLED = """
-- One row: how the person's name is made up.
select given, family, credentials from people where person_id = $id
"""


def of(con: duckdb.DuckDBPyConnection, person_id: str, name: str) -> str:
    """How to begin a letter to the person who is called `name`; see `greeted`."""
    row = first(con, SPELLED, {"id": person_id}) or {"given": None, "family": None, "credentials": None}
    return plain(greeted(name, row["given"], row["family"], row["credentials"]))


def first_name(name: str) -> str:
    """The given name of one as it is written: `Robert` of "J. Robert Oakes"; "" where only initials stand before it."""
    words = name.split()
    return next((w for w in words[:-1] if len(w.strip(".")) > 1), "")


def greeted(name: str, given: str | None, family: str | None, credentials: str | None) -> str:
    """How to begin a letter: by the given name; where none is to be sure of, as "Dr. Oakes", and one whose credentials
    are no doctor's by the whole name."""
    words = [w for w in (given or "").split() if len(w.strip(".")) > 1]
    if not (family or given or name):
        return ""
    if words and family:
        # Where the family name comes first, the name that one is called by comes last, but for a patronymic.
        is_last = name.startswith(f"{family} ") and not _PATRONYMIC.search(words[-1])
        return words[-1] if is_last else words[0]
    if given is None and family is None and (first := first_name(name)):
        return first
    if credentials and not _DOCTOR.search(credentials):
        return name
    return f"Dr. {family or name.split()[-1]}"
