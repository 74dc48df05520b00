"""Somebody whom no export lists: named by a posting alone, or as one whom others know."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import duckdb

from curbside.forget.eraser import Eraser
from curbside.forget.traces import Traces
from curbside.network import forgotten, names

# What may name somebody, as far as a word of it says so
TEXTS = """
select distinct text, contact_email, contact_phone from (
    select contact_name as text, contact_email, contact_phone from raw.record
    union all select contact_email, contact_email, contact_phone from raw.record
    union all select other_name, null, null from raw.tie_record
    union all select description, null, null from raw.record
    union all select concat_ws(' ', object, detail::text), null, null from raw.journal where verb <> 'forget'
) where contains(strip_accents(lower(text)), strip_accents(lower($word)))
"""


def traces(warehouse: Path, text: str) -> Traces | None:
    """What tells the person whom `text` (a name of two words or more, or an address) names somewhere; None: nobody."""
    name = " ".join(text.split())
    is_mail = "@" in name
    if not is_mail and len(names.key(name).split()) < 2:
        return None
    eraser = Eraser([] if is_mail else [name], [name.lower()] if is_mail else [])
    with duckdb.connect(str(warehouse), read_only=True) as con:
        word = name if is_mail else max(re.findall(r"[^\W_]+", name), key=len)
        found = [row for row in con.execute(TEXTS, {"word": word}).fetchall() if eraser.finds(row[0] or "")]
        others = {names.key(n) for (n,) in con.execute("select distinct name from core.person").fetchall() if n}
    if not found:
        return None
    parts = [w for w in names.key(name).split() if len(w) > 2]
    contact = [row for row in found if row[0] and names.key(row[0]) == names.key(name)]
    own = {m.lower() for _, m, _ in contact if m and any(w in m.lower() for w in parts)} | (
        {name.lower()} if is_mail else set()
    )
    numbers = {n for _, _, p in contact if p and len(n := re.sub(r"\D", "", p)[-10:]) == 10}
    called = [] if is_mail or names.key(name) in others else [name]
    keys = sorted({forgotten.name_key(n) for n in called} | {f"email:{m}" for m in own})
    known_as = f"n{sha256(keys[0].encode()).hexdigest()[:10]}" if keys else ""
    return Traces(known_as, [known_as], [], [], keys, called, sorted(own | numbers)) if keys else None
