"""The tools, over stdio, by the official SDK of the Model Context Protocol. All of them read; none writes or sends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

from curbside.assistant import copy
from curbside.exports import acquaintance, draft
from curbside.exports.published import published

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
ABOUT = """Openings for a physician, and who of her own acquaintance could open the door. People are ids{names}.
relation and confidence say how somebody stands to an employer: below 0.8 look before you write. ask is what to ask of
them: opening, scoop (what it is really like), good-word, introduction; null: not now. Nothing here sends a message."""


@dataclass(frozen=True)
class Door:
    """What the tools need: the published copy, whether names may be shown, and what drafts are made from."""

    leads: Path
    names: bool
    me: draft.Me
    templates: Path
    today: date

    def ask(self, query: str, **values: Any) -> list[dict[str, Any]]:
        with copy.latest(self.leads, self.names) as con:
            return copy.ask(con, query, values)


LEADS = """
select * from leads
where ($search is null or lower(search) = lower($search)) and ($state is null or state = upper($state))
    and (is_new or not $new) and stage is distinct from 'dismissed'
order by score desc, lead_id limit $limit
"""
PEOPLE = """
select * exclude (opportunity_id) from insiders where opportunity_id = $lead
order by strength desc, person_id limit 20
"""
WHO = """
select distinct a.* from affiliations a
left join organisations o using (organisation_id)
left join organisations s on s.organisation_id = coalesce(o.system_id, o.parent_id)
where contains(lower(concat_ws(' ', a.organisation_name, o.name, s.name, o.city, o.state)), lower($place))
order by a.is_current desc nulls last, a.confidence desc nulls last, a.person_id limit 100
"""


def serve(door: Door) -> None:
    """Answer on stdin and stdout until the other side closes."""
    made(door).run("stdio")


def made(door: Door) -> MCPServer:
    """The server with its tools."""
    server = MCPServer("curbside", instructions=ABOUT.format(names="" if door.names else " alone"), log_level="ERROR")

    @server.tool(annotations=READS)
    def leads(
        search: str | None = None, state: str | None = None, new: bool = False, limit: int = 20
    ) -> list[dict[str, Any]]:
        """Open leads, best first. state: two letters; new: what no digest of an earlier day has told."""
        return door.ask(LEADS, search=search, state=state, new=new, limit=max(1, min(limit, copy.ROWS)))

    @server.tool(annotations=READS)
    def lead(lead_id: str) -> dict[str, Any]:
        """One lead: the opening, its postings, the people in reach with relation and confidence, what was asked of whom."""
        return {
            "opening": door.ask("from opportunities where opportunity_id = $lead", lead=lead_id),
            "postings": door.ask("from postings where opportunity_id = $lead order by posting_id", lead=lead_id),
            "people": door.ask(PEOPLE, lead=lead_id),
            "asks": door.ask("from asks where lead_id = $lead order by asked_on", lead=lead_id),
        }

    @server.tool(annotations=READS)
    def who(place: str) -> list[dict[str, Any]]:
        """Whom the user knows at an employer, a health system, in a city or a state (two letters)."""
        return door.ask(WHO, place=place)

    @server.tool(annotations=READS)
    def market(place: str) -> list[dict[str, Any]]:
        """Whom to ask in a city or state, employers without a posting included."""
        query = "from markets where contains(lower(concat_ws(' ', city, state)), lower($place)) order by strength desc limit 100"
        return door.ask(query, place=place)

    @server.tool(annotations=READS)
    def reminders() -> list[dict[str, Any]]:
        """Whom to thank, follow up, stay in touch with or make up with, what is due first."""
        return door.ask("from reminders order by due_on, kind limit 100")

    @server.tool(annotations=READS)
    def sql(query: str) -> list[dict[str, Any]]:
        """One SELECT in DuckDB's SQL; tables: leads, opportunities, postings, organisations, insiders, affiliations, people,
        ties, reminders, asks, applications, interactions, markets, moves, board_runs, runs. At most 200 rows."""
        return door.ask(query)

    @server.tool(annotations=READS, name="draft")
    def letter(ask: str, person_id: str, lead_id: str | None = None) -> str:
        """A letter for the user to edit and send: opening, scoop, good-word, introduction, nudge, thanks, reconnect, farewell."""
        return _letter(door, ask, person_id, lead_id)

    return server


def _letter(door: Door, ask: str, person_id: str, lead_id: str | None) -> str:
    if ask not in draft.MESSAGES:
        raise ValueError(f"ask takes one of: {', '.join(draft.MESSAGES)}")
    with published(door.leads) as con:
        who = acquaintance.person(con, person_id)
        about = acquaintance.lead(con, lead_id) if lead_id else None
        draft.lay_out(door.templates)
        shown = who if door.names else replace(who, name=f"[{person_id}]", emails=())
        message = draft.compose(con, ask, shown, about, door.me, door.templates, door.today)
        text = message.text
        if door.names:
            return text
        for known, name in con.execute("select person_id, name from people where length(name) > 3").fetchall():
            text = text.replace(name, f"[{known}]")  # such as whom they could introduce the user to
        return text
