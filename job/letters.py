"""The day's letters: what a click on an address of the digest begins to write."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import duckdb

from curbside.exports import acquaintance, draft, today
from curbside.exports.day import Digest
from curbside.exports.published import published
from curbside.settings import Settings
from curbside.workspace import Workspace


def me(conf: Settings) -> draft.Me:
    """What letters and the card say of the user."""
    current = next((p for p in conf.me.position if p.end is None), None)
    specialty = conf.me.specialties[0] if conf.me.specialties else ""
    return draft.Me(conf.me.name, conf.me.email or "", current.employer if current else "", specialty)


def written(content: Digest, workspace: Workspace, conf: Settings) -> Digest:
    """The day with a mailto: address for each action whose person has an e-mail address, the letter in it."""
    templates = workspace.root / "templates"
    draft.lay_out(templates)
    letters: dict[str, str] = {}
    with published(workspace.leads) as con:
        for action in today.actions(content):
            if not action.letter:
                continue
            # A template that is at fault is told of when a draft is asked for; the digest goes without it.
            with suppress(ValueError, duckdb.Error):
                who = acquaintance.person(con, action.key)
                about = acquaintance.lead(con, action.about[0].lead_id) if action.about else None
                message = draft.compose(con, action.letter, who, about, me(conf), templates, content.today)
                if message.to:
                    letters[action.key] = message.mailto
    return replace(content, letters=letters)
