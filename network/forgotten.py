"""People whom the user had forgotten: known by salted hashes alone, so that no later import brings them back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import polars as pl

from curbside.network import names
from curbside.network.journal import Entry
from curbside.network.model import Network

# Addresses that belong to one person; others are web sites, which colleagues share.
_PROFILE = re.compile(
    r"(linkedin\.com/(in|pub)|doximity\.com/(pub|profiles)|orcid\.org|researchgate\.net/profile|(twitter|x|facebook|instagram)\.com)/[^/]"
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The tombstones of the journal: one salt for all, the hashes of what tells each person."""

    salt: str
    hashes: frozenset[str]

    def knows(self, *keys: str) -> bool:
        return any(self.hash(key) in self.hashes for key in keys)

    def hash(self, key: str) -> str:
        return sha256((self.salt + key).encode()).hexdigest()


def of(entries: Iterable[Entry]) -> Forgotten:
    """What the journal's entries of the verb `forget` hold; a fresh salt where there is none yet."""
    salt, hashes = "", set()
    for entry in entries:
        if entry.verb == "forget" and isinstance(entry.detail.get("hashes"), list):
            salt = salt or str(entry.detail.get("salt") or "")
            hashes |= {str(h) for h in entry.detail["hashes"]}
    return Forgotten(salt or os.urandom(16).hex(), frozenset(hashes))


def keys(record: Mapping[str, Any]) -> set[str]:
    """What tells the person of one row of raw.person_record: never the name alone, which others may bear."""
    found = {f"record:{record['record_id']}"}
    found |= {f"email:{e.strip().lower()}" for e in record["emails"] or [] if e.strip()}
    if record["npi"]:
        found.add(f"npi:{record['npi']}")
    found |= {f"url:{key}" for u in record["urls"] or [] if _PROFILE.match(key := profile(u))}
    name = names.key(record["name"] or "")
    if " " in name:
        numbers = (re.sub(r"\D", "", p)[-10:] for p in record["phones"] or [])
        found |= {f"phone:{n}|{name}" for n in numbers if len(n) == 10}
    return found


def profile(url: str) -> str:
    """An address as one spells it: no scheme, `www.`, query or slash at the end."""
    bare = re.sub(r"^[a-z]+://", "", url.strip().lower())
    return re.sub(r"^www\.|[?#].*$", "", bare).rstrip("/")


def name_key(name: str) -> str:
    """A name that others mention, where nobody else is so called."""
    return f"name:{names.key(names.parse(name).name)}"


def friend_key(name: str) -> str:
    """A friend by whose leave an export is read."""
    return f"friend:{names.key(names.parse(name).name)}"


def strip(network: Network, forgotten: Forgotten) -> None:
    """Take forgotten people out of all frames of `network`, with what only they told."""
    if not forgotten.hashes:
        return
    columns = ["record_id", "owner", "name", "emails", "phones", "urls", "npi"]
    gone = {
        row["record_id"]
        for row in network.persons.select(columns).iter_rows(named=True)
        if row["record_id"] != "me" and (forgotten.knows(*keys(row)) or _of_friend(row["owner"], forgotten))
    }
    network.persons = _without(network.persons, "record_id", gone)
    network.affiliations = _without(network.affiliations, "record_id", gone)
    network.moves = _without(network.moves, "record_id", gone)
    network.listings = _without(network.listings, "record_id", gone)
    mentioned = network.ties["other_name"].drop_nulls().unique().to_list()
    called = [name for name in mentioned if forgotten.knows(name_key(name))]
    ties = _without(_without(network.ties, "record_id", gone), "other_record_id", gone)
    network.ties = ties.filter(~pl.col("other_name").is_in(called).fill_null(False))


def _of_friend(owner: str | None, forgotten: Forgotten) -> bool:
    return bool(owner and owner.startswith("friend:") and forgotten.knows(friend_key(owner.removeprefix("friend:"))))


def _without(frame: pl.DataFrame, column: str, gone: set[str]) -> pl.DataFrame:
    return frame.filter(~pl.col(column).is_in(list(gone)).fill_null(False)) if gone else frame
