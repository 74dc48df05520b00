"""Short messages for the user to edit and send: from templates that are the user's own, about what is known alone."""

from __future__ import annotations

import email.policy
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from curbside.exports import greeting
from curbside.exports.acquaintance import Lead, Person
from curbside.exports.published import first, rows
from curbside.exports.safe import link, plain

ASKS = ("opening", "scoop", "good-word", "introduction")  # these ask for something; the others give or keep
MESSAGES = (*ASKS, "nudge", "thanks", "reconnect", "farewell")
A_MONTH, AT_MOST = 30, 2  # asks to one person within so many days


@dataclass(frozen=True, slots=True)
class Me:
    """What a message says of the user; empty where not said."""

    name: str
    email: str = ""
    employer: str = ""
    specialty: str = ""
    start: str = ""  # when they could begin, such as "July 2027"


@dataclass(frozen=True, slots=True)
class Asked:
    """One ask that was sent: to whom, for what, when, and in which group."""

    person_ids: tuple[str, ...]
    name: str
    ask: str
    on: date
    group: str | None


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    body: str
    to: str | None

    @property
    def text(self) -> str:
        return f"Subject: {self.subject}\n\n{self.body}\n"

    def eml(self, sender: str) -> bytes:
        """A message that mail programs open as a draft."""
        mail = EmailMessage()
        mail["Subject"] = self.subject
        mail["X-Unsent"] = "1"
        if address(sender):
            mail["From"] = sender
        if self.to:
            mail["To"] = self.to
        mail.set_content(self.body + "\n")
        return mail.as_bytes(policy=email.policy.SMTP)

    @property
    def mailto(self) -> str:
        body = self.body.replace("\n", "\r\n")  # RFC 6068
        return f"mailto:{quote(self.to or '', safe='@')}?subject={quote(self.subject)}&body={quote(body)}"


def address(text: str | None) -> str | None:
    """`text` if it is one plain e-mail address, that no header can be smuggled into; else None."""
    return text if text and re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+", text, re.ASCII) else None


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands against an ask: `refusals` hold it back, `notes` are only said."""

    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


GROUP = """
-- One row: the group that an opening, or a person's work, belongs to, by id and name.
select coalesce(o.system_id, o.parent_id, o.organisation_id) as id, coalesce(g.employer_name, o.name) as name
from (select organisation_id, employer_name from opportunities where opportunity_id = $lead
    union all
    select organisation_id, organisation_name from affiliations
    where $lead is null and person_id = $person and kind = 'work' and is_current
    order by all limit 1) g
left join organisations o using (organisation_id)
"""


def group_of(con: duckdb.DuckDBPyConnection, person: Person, lead: Lead | None) -> tuple[str | None, str]:
    """(key, name) of the group that an ask is about; an agency's posting has the agency's name. (None, "") unknown."""
    found = first(con, GROUP, {"lead": lead.lead_id if lead else None, "person": person.person_id})
    if not found or not found["name"]:
        return None, ""
    return found["id"] or re.sub(r"\W+", " ", found["name"].casefold()).strip(), plain(found["name"])


def advise(
    con: duckdb.DuckDBPyConnection,
    ask: str,
    person: Person,
    about: Lead | None,
    group: str | None,
    asked: Iterable[Asked],
    today: date,
) -> Advice:
    """What stands against asking `person` for `ask` `about` a lead today, given all that was `asked` before."""
    theirs = {person.person_id, *person.ids}
    asked = [a for a in asked if a.on <= today]
    if ask == "nudge" and not any(theirs & set(a.person_ids) for a in asked):
        return Advice((), ("nothing that you asked them is kept, and the message says that you wrote last week",))
    if ask not in ASKS:
        return Advice()
    query = """
    -- One row a caution of the person, of this lead or of any.
    select rule, caution from cautions where person_id = $id and (lead_id is null or lead_id = $lead)
    """
    held = rows(con, query, {"id": person.person_id, "lead": about.lead_id if about else None})
    cautions = {row["rule"]: row["caution"] for row in held}
    refusals = [cautions[rule] for rule in ("deceased", "word", "bad", "waiting", "refused") if rule in cautions]
    notes = [cautions[rule] for rule in ("group", "helped", "interviewing", "later", "skip") if rule in cautions]
    if "cold" in cautions:
        (refusals if ask == "good-word" else notes).append(cautions["cold"])
    # Counted from the journal: the copy's caution `often` is as of the day on which it was published.
    mine = sorted(a.on for a in asked if theirs & set(a.person_ids) and a.on > today - timedelta(A_MONTH))
    if len(mine) >= AT_MOST:
        days = " and ".join(day.isoformat() for day in mine[-AT_MOST:])
        free = mine[-AT_MOST] + timedelta(A_MONTH)
        refusals.append(f"asked twice within {A_MONTH} days ({days}): wait until {free}")
    others = [
        a for a in asked
        if a.on == today and a.ask == ask and group and a.group == group and not theirs & set(a.person_ids)
    ]  # fmt: skip
    if others and "group" not in cautions:
        notes.append(f"you asked {plain(others[-1].name)} for the same in this group today: choose one of them a day")
    return Advice(tuple(refusals), tuple(notes))


HOW = {"met": "we met", "call": "we talked on the phone", "email": "we wrote", "message": "we wrote"}
LAST_GOOD = """
-- One row: the last contact that went well and that asked for nothing.
select "on", how, at_place from interactions
where person_id = $id and mood = 'good' and ask is null and "on" <= $today
order by "on" desc, said_at desc limit 1
"""
TOGETHER = """
-- One row: training or work that the user shared, for sure.
select t.course, t.place, t.since, t.until
from (select kind, unnest(together) as t from ties where person_id = $id and other_id = 'me')
where t.is_sure
order by kind, t.course, t.place, t.since limit 1
"""
HELP = {
    "introduction": "the introduction",
    "good-word": "putting in a good word for me",
    "scoop": "telling me what it is like there",
    "interview": "the interview, and the time you took for it",
    "opening": "telling me of the opening",
    "advice": "your advice",
}
HELPED = """
-- One row: how the person helped last, with the lead where one is named; a tip is help that no contact tells of.
select helped, "on" as day from interactions
where person_id = $id and helped is not null and ($lead is null or lead_id = $lead)
union all
select 'opening', due_on from reminders
where person_id = $id and cause = 'tip' and $lead is null
order by day desc, helped limit 1
"""
STAGE = "select stage from applications where lead_id = $lead and is_current"
TARGET = """
-- One row: whom the person could introduce the user to.
select person from insiders
where via_person_id = $id and opportunity_id = $lead and confidence >= 0.5
order by strength desc, person limit 1
"""


def recall(con: duckdb.DuckDBPyConnection, person: Person, today: date) -> str:
    """A sentence on the last good contact, or on the time together; empty where neither is known."""
    good = first(con, LAST_GOOD, {"id": person.person_id, "today": today})
    if good:
        on, place = good["on"], plain(good["at_place"])
        where = f" at {place}" if place else ""
        return f"It was good when {HOW.get(good['how'], 'we were in touch')}{where} on {on:%B} {on.day}, {on.year}."
    time = first(con, TOGETHER, {"id": person.person_id})
    if time is None:
        return ""
    what = f"our {plain(time['course'])}" if time["course"] else "our time"
    return f"We know each other from {what} at {plain(time['place'])}, {time['since']}–{time['until']}."


def compose(
    con: duckdb.DuckDBPyConnection,
    ask: str,
    person: Person,
    lead: Lead | None,
    me: Me,
    templates: Path,
    today: date,
) -> Message:
    """The message, from `templates`/draft_<ask>.j2. Raises ValueError, one line, where the template is at fault."""

    where = {"id": person.person_id, "lead": lead.lead_id if lead else None}
    _, group = group_of(con, person, lead)
    target = first(con, TARGET, where) if lead else None
    helped = first(con, HELPED, where)
    stage = first(con, STAGE, {"lead": lead.lead_id}) if lead else None
    values: dict[str, Any] = {
        "name": plain(person.name),
        "first_name": greeting.of(con, person.person_id, plain(person.name)),
        "their_employer": plain(person.employer),
        "recall": recall(con, person, today),
        "helped": HELP.get(helped["helped"], "your help") if helped else "",
        "lead": {
            "title": plain(lead.title), "employer": plain(lead.employer), "place": plain(lead.place), "url": link(lead.url) or ""
        } if lead else None,
        "group": group,
        "stage": stage["stage"] if stage else "",
        "target": plain(target["person"]) if target else "",
        "my_name": me.name, "my_email": me.email, "my_employer": me.employer, "specialty": me.specialty,
        "start": me.start, "year": today.year,
    }  # fmt: skip
    text = _rendered(templates, f"draft_{ask}.j2", values)
    head, _, rest = text.partition("\n")
    subject = re.fullmatch(r"(?i)subject:\s*(.*)", head.strip())
    body = re.sub(r"\n{3,}", "\n\n", rest if subject else text).strip()
    to = next((a for a in map(address, person.emails) if a), None)
    return Message(plain(subject[1] if subject else "", 200), body, to)


def _rendered(templates: Path, name: str, values: dict[str, Any]) -> str:
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=False)
    try:
        return environment.get_template(name).render(values).strip()
    except Exception as error:  # whatever it is, the user's template is where it happened
        at = name
        if isinstance(error, TemplateSyntaxError):
            at = f"{error.name or name}, line {error.lineno}"
        else:
            frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).parent == templates]
            if frames:
                at = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}"
        text = (
            f"{error.name} is not there" if isinstance(error, TemplateNotFound) else str(error) or type(error).__name__
        )
        raise ValueError(
            f"templates/{at}: {plain(text)}; mend it, or delete the file to have the first one again"
        ) from None


def lay_out(templates: Path) -> None:
    """Put the templates that are missing into the workspace, where the user edits them."""
    templates.mkdir(parents=True, exist_ok=True)
    for ask in MESSAGES:
        target = templates / f"draft_{ask}.j2"
        if not target.exists():
            target.write_text(files(__package__).joinpath(target.name).read_text("utf-8"), "utf-8")
