"""Set-up: what curbside.toml holds, whether it is in order, and yourself and your searches changed by `config set`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request

from curbside import settings
from curbside.exports.safe import plain
from curbside.page.desk import Desk, Notice
from curbside.page.look import Look
from curbside.page.words import Form, notice
from curbside.settings import Settings
from curbside.vocabulary import days

NEW = "new"  # in the place of an entry's number
SECTION = re.compile(rf"me|(?:search|me\.training|me\.position)\.(?:\d{{1,3}}|{NEW})|schedule")
KINDS = [("linkedin", "LinkedIn"), ("google", "Google contacts"), ("outlook", "Outlook"), ("vcard", "vCards"), ("roster", "Rosters"),
         ("alerts", "Job-alert mails"), ("sent", "Sent mail"), ("calendar", "Calendars")]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One key that can be changed here. `kind`: text, words, number, day, flag, near."""

    key: str
    label: str
    kind: str = "text"
    hint: str = ""


ME = (
    Field("name", "Your name"),
    Field("email", "Email", hint="Boards see it in the User-Agent"),
    Field("specialties", "Specialties", "words", "Names, short forms (GI) or NUCC codes, with ; between"),
    Field("available_on", "The first day you could start", "day", "7/1/2027"),
    Field("own_employer", "Openings of your own employer are leads as well", "flag"),
)
SEARCH = (
    Field("name", "Name of the search"),
    Field("specialties", "Specialties", "words", "Empty: yours from above"),
    Field("states", "States", "words", "OH; Massachusetts"),
    Field("near", "Or near", "near", "Boston, MA 60; 43215 40: a city or ZIP code and miles"),
    Field(
        "employment",
        "Employment",
        "words",
        "full-time; part-time; locum tenens; per diem; contract; fellowship; academic",
    ),
    Field("min_pay", "Least pay, dollars a year", "number", "A posting without pay is kept and says so"),
    Field("visa", "Visa", "words", "J-1; H-1B"),
    Field("exclude", "Leave out titles with", "words", "nocturnist; hospice"),
    Field("agencies", "Postings that hide the employer are leads as well", "flag"),
)
YEARS = (Field("start", "From", "number"), Field("end", "To", "number", "Empty: still there"))
TRAINING = (
    Field("kind", "Kind", hint="medical school, residency, fellowship or other"),
    Field("institution", "Institution"),
    Field("program", "Program"),
    *YEARS,
)
POSITION = (Field("employer", "Employer"), Field("title", "Title"), *YEARS)
SCHEDULE = (
    Field("cron", "When", hint="Five cron fields: 0 6 * * * is every day at six"),
    Field("timezone", "Time zone"),
)


def setup(desk: Desk, look: Look, request: Request) -> str:
    """The file in words, its check, and forms for what changes most; where there is none yet, the steps to it."""
    if desk.is_new():
        from curbside.page import newcomer  # it reads word lists and the gazetteer

        return newcomer.view(desk, look, request)
    check = notice(desk.ask(["config", "check"]))
    held = desk.settings()
    return look.page(
        "setup.html.j2", "/setup", "Set-up", check=check, file=str(desk.workspace.config), held=held,
        sections=list(_sections(held)) if held else [], daily=_daily(desk), network=_network(desk.workspace.root, held) if held else [],
    )  # fmt: skip


def _daily(desk: Desk) -> str:
    """What `curbside schedule status` says first: whether the day's run begins by itself."""
    told = desk.ask(["schedule", "status"]).told
    here = told[0].partition(":")[2].partition(";")[0].strip() if told else ""
    return "no" if here in ("", "no") else f"yes, by {here}"


def run(desk: Desk, look: Look, request: Request) -> str:
    """How far the run that was begun here is; asked for again each second until it ends."""
    is_ready = desk.workspace.leads.exists()
    return look.page("run.html.j2", "/setup", "Reading your boards", bare=not is_ready, run=desk.run, is_ready=is_ready)


def _sections(held: Settings) -> Iterator[tuple[str, str, list[tuple[Field, Any]]]]:
    """(section, title, fields with what they hold) of each form."""
    yield "me", "You", _filled(ME, held.me)
    for number, training in enumerate(held.me.training, 1):
        yield f"me.training.{number}", f"Training: {plain(training.institution, 60)}", _filled(TRAINING, training)
    for number, position in enumerate(held.me.position, 1):
        yield f"me.position.{number}", f"Work: {plain(position.employer, 60)}", _filled(POSITION, position)
    yield f"me.training.{NEW}", "Add training", _blank(TRAINING)
    yield f"me.position.{NEW}", "Add work", _blank(POSITION)
    for number, search in enumerate(held.search, 1):
        yield f"search.{number}", f"Search: {plain(search.name, 60)}", _filled(SEARCH, search)
    yield f"search.{NEW}", "Add a search", _blank(SEARCH)
    yield "schedule", "Schedule", _filled(SCHEDULE, held.schedule)


def _filled(fields: tuple[Field, ...], section: Any) -> list[tuple[Field, Any]]:
    return [(f, _shown(f, getattr(section, f.key))) for f in fields if hasattr(section, f.key)]


def _blank(fields: tuple[Field, ...]) -> list[tuple[Field, Any]]:
    """An entry that is still to be written; what is left out of one counts as yes."""
    return [(f, f.kind == "flag" or "") for f in fields]


def _shown(field: Field, value: Any) -> Any:
    """A value as its input shows it."""
    if field.kind == "flag":
        return bool(value)
    if field.kind == "near":
        return "; ".join(f"{near.place} {near.miles:g}" for near in value)
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def save(desk: Desk, form: Form) -> Notice:
    """Set each key of a section that differs from what the file holds. Raises ValueError, one line."""
    section = form.get("section", "")
    if not SECTION.fullmatch(section):
        raise ValueError("the page knows no such section")
    shown = {name: fields for name, _, fields in _sections(settings.read(desk.workspace.config))}.get(section)
    if shown is None:
        raise ValueError(f"{section} is not there any more; load the page again")
    if section.endswith(f".{NEW}"):
        return _added(desk, section.removesuffix(f".{NEW}"), shown, form)
    done: list[str] = []
    for field, before in shown:
        if field.kind != "flag" and field.key not in form:
            continue
        given: Any = bool(form.get(field.key)) if field.kind == "flag" else form.get(field.key, "")
        if given == before:
            continue
        key = f"{section}.{field.key}"
        words = ["config", "unset", "--", key] if given == "" else ["config", "set", "--", key, _toml(field, given)]
        said = notice(desk.say(words))
        if said.is_trouble:
            kept = f" (kept: {', '.join(done)})" if done else ""
            return Notice(said.text + kept, is_trouble=True)
        done.append(field.label.lower())
    return Notice(f"Kept: {', '.join(done)}. The next run goes by it." if done else "Nothing was changed.")


def _added(desk: Desk, section: str, shown: list[tuple[Field, Any]], form: Form) -> Notice:
    """One more entry of a list, of what was filled in."""
    given = {f.key: bool(form.get(f.key)) if f.kind == "flag" else form.get(f.key, "") for f, _ in shown}
    entry = [f"{f.key} = {_toml(f, given[f.key])}" for f, before in shown if given[f.key] != before]
    if not entry:
        return Notice("Nothing was filled in.", is_trouble=True)
    said = notice(desk.say(["config", "add", "--", section, f"{{ {', '.join(entry)} }}"]))
    return said if said.is_trouble else Notice("Kept. The next run goes by it.")


def _toml(field: Field, given: Any) -> str:
    """What was typed, as TOML. Raises ValueError, one line."""
    if field.kind == "flag":
        return "true" if given else "false"
    if field.kind == "words":
        return _list(json.dumps(word, ensure_ascii=False) for word in _parts(given))
    if field.kind == "near":
        return _list(map(_near, _parts(given)))
    if field.kind == "number":
        digits = re.sub(r"[$,\s]", "", given)
        if not re.fullmatch(r"\d+(\.\d+)?", digits):
            raise ValueError(f"{field.label}: takes a number")
        return digits
    if field.kind == "day":
        found = days.month(given, date.today())
        if found is None:
            raise ValueError(f"{field.label}: takes a day such as 7/1/2027")
        return found.isoformat()
    return json.dumps(given, ensure_ascii=False)


def _near(text: str) -> str:
    found = re.fullmatch(r"(.+?),?\s+(\d+(?:\.\d+)?)\s*(?:mi(?:les?)?)?", text)
    if not found:
        raise ValueError(
            f"Or near: {plain(text, 60)!r} is not understood; it takes a place and miles, such as Boston, MA 60"
        )
    return f"{{ place = {json.dumps(found[1], ensure_ascii=False)}, miles = {found[2]} }}"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _list(items: Any) -> str:
    return f"[{', '.join(items)}]"


def _network(root: Path, held: Settings) -> list[tuple[str, list[tuple[str, bool]]]]:
    """(kind, files with whether they are there) of what is read of people."""
    named = [(title, [str(path) for path in getattr(held.network, kind)]) for kind, title in KINDS]
    named += [
        (f"Of {plain(friend.of, 60)}", [p for kind, _ in KINDS[:5] if (p := getattr(friend, kind))])
        for friend in held.network.friends
    ]
    return [(title, [(path, (root / path).exists()) for path in paths]) for title, paths in named if paths]
