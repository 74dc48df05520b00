"""Answers on a terminal. Texts are shown as they are: no markup of theirs is read."""

from collections.abc import Iterable
from datetime import date, tzinfo
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from curbside.exports.answer import Answer
from curbside.exports.day import distance
from curbside.exports.safe import local, money, plain
from curbside.exports.story import Person, Story, story
from curbside.vocabulary import asks
from curbside.vocabulary.counts import counted

GROUPS = (
    ("good-word", "Who can put in a good word"),
    ("scoop", "Who can tell you what it is really like there"),
    ("introduction", "Who can introduce you"),
    ("opening", "Who may know of openings"),
)
NOT_YET = "Not yet, and why"
REASONS = 15  # catalogue boards up to which their terms are told
SHOWN, EVIDENCE = 5, 2  # people of a group and reasons of a person on one screen; the rest is counted
UNSURE = 0.75  # below this a person is looked at before anybody writes
RIGHT = frozenset({"open", "read", "new", "facts given"})
HEADS = {"organisation_name": "where", "due_on": "due", "lead_id": "lead", "open_postings": "open"}


def leads_table(answer: Answer) -> RenderableType:
    """Leads, two lines each; a dot marks what is new."""
    grid = _grid("", "lead", "opening", "whom you know")
    for x in _lines(answer):
        pay = money(x["pay_year_min"], x["pay_year_max"]) or "pay not stated"
        where = [
            x["employer_name"],
            _place(x),
            distance(x["miles"], x["near"] or ""),
            pay,
            x["stage"] and f"[{x['stage']}]",
        ]
        opening = Text.assemble((_short(x["title"], 80), "bold"), "\n", " · ".join(_short(p, 60) for p in where if p))
        count, best = x["insider_count"] or 0, x["best_person"]
        whom = Text("nobody", style="dim")
        if count:
            whom = Text.assemble(
                _short(best, 40), "\n", (f"ask {asks.asked(x['best_ask'])}" if x["best_ask"] else "not yet", "dim")
            )
            if x["confidence"] is not None and x["confidence"] < UNSURE:
                whom.append(f", {x['confidence']:.0%} sure", style="yellow")
            whom.append(f", {count - 1} more" if count > 1 else "", style="dim")
        grid.add_row(Text("•" if x["is_new"] else ""), Text(x["lead_id"]), opening, whom)
    return _with_note(grid, answer)


def who_table(answer: Answer) -> RenderableType:
    """People and where they are or were, two lines each."""
    grid = _grid("who", "where", "since", "last contact", "open leads")
    for x in _lines(answer):
        years = "–".join(str(year or "") for year in (x["start_year"], x["end_year"]))
        where = ", ".join(part for part in (x["organisation_name"], _place(x)) if part)
        grid.add_row(
            Text.assemble((_short(x["person"], 60), "bold"), "\n", _short(x["title"], 60)),
            Text.assemble(_short(where, 90), "\n", (x["relation"] or "", "dim")),
            Text(years if len(years) > 1 else ""),
            Text(word("", x["last_contact"])),
            Text(str(x["openings"] or "")),
        )
    return _with_note(grid, answer)


def market_table(answer: Answer) -> RenderableType:
    """Whom to ask about a place where nothing is advertised, two lines each."""
    grid = _grid("where", "open", "whom to ask")
    for x in _lines(answer):
        whom = Text("nobody you know" + (f"; {x['path']}" if x["path"] else ""), style="dim")
        if x["person"]:
            # The path is a sentence that names the person.
            whom = Text(x["path"] or ", ".join(p for p in (x["person"], x["relation"]) if p))
            whom.highlight_words([_short(x["person"], 60)], "bold")
        where = Text.assemble(_short(x["organisation_name"], 60), "\n", (_place(x), "dim"))
        grid.add_row(where, Text(str(x["open_postings"] or "none")), whom)
    return _with_note(grid, answer)


def boards_table(answer: Answer, zone: tzinfo | None = None) -> RenderableType:
    """Boards that have run, and what broke; below them the rest of the catalogue, with reasons where it is short."""
    run, rest = _grid("board", "state", "open", "new", "facts given"), _grid("catalogue", "family", "access", "what")
    lines = _lines(answer)
    others = [x for x in lines if not x["last_run"]]
    for x in lines:
        if x["last_run"]:
            state = Text.assemble(x["status"], ("  " + local(x["last_run"], zone), "dim"))
            state.append(f"\n{x['error']}" if x["error"] else "", style="yellow")
            filled = "" if x["filled"] is None else f"{x['filled']:.0%}"
            numbers = ("" if n is None else f"{n:,}" for n in (x["open_postings"], x["new"]))
            run.add_row(Text(x["board"], style="bold"), state, *(Text(n) for n in numbers), Text(filled))
    for x in others:
        what = Text(_short(x["title"], 60))
        what.append(f"\n{x['error']}" if x["error"] and len(others) <= REASONS else "", style="dim")
        rest.add_row(Text(x["board"]), Text(x["family"] or ""), Text(x["access"] or ""), what)
    parts: list[RenderableType] = [grid for grid in (run, rest) if grid.rows]
    if run.rows and rest.rows:
        parts.insert(1, Text(""))
    return Group(*parts) if parts else Text(answer.note)


def review_table(answer: Answer) -> RenderableType:
    """What is in doubt, three lines each: the two, why, and the words that settle it, whole so that they can be copied."""
    parts: list[RenderableType] = []
    for x in _lines(answer):
        sure = "" if x["score"] is None or x["is_taken"] else f" ({x['score']:.0%} likely one)"
        question = Text.assemble((f"{x['kind']}  ", "dim"), (_short(x["a_text"], 90), "bold"), "  =  ")
        question.append(_short(x["b_text"], 90), style="bold")
        leads = f"; {counted(x['leads'], 'lead')}" if x["leads"] else ""
        parts += [question, Text(f"  {x['reason']}{sure}{leads}", style="dim")]
        parts += [Text(f"  curbside same {x['a']} {x['b']}", no_wrap=True, overflow="ignore"), Text("")]
    if not parts:
        return Text(answer.note)
    return Group(*parts, Text("`curbside different A B` says the contrary; your word wins from then on", style="dim"))


def table(answer: Answer) -> RenderableType:
    """Any answer as a table, one column each, empty columns left out (reminders, sql)."""
    lines = _lines(answer)
    shown = [name for name in answer.columns if any(line[name] not in (None, "", []) for line in lines)]
    grid = _grid(*(HEADS.get(name, name) for name in shown))
    for line in lines:
        grid.add_row(*(Text(word(name, line[name])) for name in shown))
    return _with_note(grid, answer)


def show(db: Path, lead_id: str) -> RenderableType:
    """One lead on one screen. Raises ValueError, one line, for an unknown or ambiguous id."""
    return picture(story(db, lead_id))


def picture(story: Story) -> RenderableType:
    """The opening, the people by what to ask them, the postings behind it, and its history."""
    parts: list[RenderableType] = [Text(story.title, style="bold"), Text(" · ".join(_facts(story)))]
    dates = [("posted", story.posted_on), ("first seen", story.first_seen), ("closes", story.closes_on)]
    said = [f"{word} {day}" for word, day in dates if day]
    said += [f"posted again {story.reposts}×"] if story.reposts else []
    said += [f"stage: {story.stage}"] if story.stage else []
    parts.append(Text(" · ".join([story.lead_id, story.status, *said]), style="dim"))
    if story.why or story.searches:
        parts.append(
            Text(f"meets {'; '.join(story.searches) or 'no search'}" + "".join(f" · {w}" for w in story.why), "dim")
        )
    parts.append(Text(""))
    parts.extend(_people(story))
    parts.append(Text(""))
    tree = Tree(Text(f"Behind it: {counted(len(story.postings), 'posting')}", style="bold"), guide_style="dim")
    for posting in story.postings:
        closed = f", closed {posting.closed_on}" if posting.closed_on else ""
        node = tree.add(Text(f"{posting.board}{closed}: {posting.title}"))
        details = (posting.url, posting.pay_text, posting.contact and f"contact: {posting.contact}")
        for detail in details:
            if detail:
                node.add(Text(detail))
        if posting.reason:
            node.add(Text(f"same opening: {posting.reason}", style="dim"))
    parts.append(tree)
    if story.history:
        past = Tree(Text("What changed", style="bold"), guide_style="dim")
        for change in story.history:
            past.add(Text(change))
        parts.append(past)
    return Group(*parts)


def _facts(story: Story) -> Iterable[str]:
    yield story.employer + (" (agency: the employer is hidden)" if story.employer_kind == "agency" else "")
    yield story.place + (f", {story.distance}" if story.distance else "")
    yield story.pay
    if story.specialty:
        yield story.specialty


def _people(story: Story) -> Iterable[RenderableType]:
    if story.unlooked:
        yield Text(story.unlooked)
    if story.next_step:
        if not story.unlooked:
            yield Text("Checked: nobody you know there", style="bold")
        yield Text(f"Next step: {story.next_step}")
    groups: dict[str, list[Person]] = {title: [] for title in (*(title for _, title in GROUPS), NOT_YET)}
    titles = dict(GROUPS)
    for person in story.people:
        held = not person.ask or (person.is_held and person.ask == "good-word")
        groups[NOT_YET if held else titles.get(person.ask, NOT_YET)].append(person)
    for title, people in groups.items():
        if not people:
            continue
        tree = Tree(Text(title, style="bold"), guide_style="dim")
        for person in people[:SHOWN]:
            tree.add(_branch(person))
        if len(people) > SHOWN:
            tree.add(Text(f"and {counted(len(people) - SHOWN, 'more person', 'more people')}", style="dim"))
        yield tree
    if story.more:
        yield Text(f"and {'; '.join(story.more)} (the best are listed; `curbside who` lists all)", style="dim")
    if story.may_know:
        tree = Tree(Text("Who may know you, none of your contacts", style="bold"), guide_style="dim")
        for path in story.may_know:
            tree.add(Text(path))
        yield tree


def _branch(person: Person) -> Tree:
    """You → whoever is between → the person, with the reasons below."""
    sure = "" if person.confidence is None or person.confidence >= 0.995 else f", {person.confidence:.0%} sure"
    relation = "" if person.relation == "knows someone there" else f", {person.relation}"
    who = Text.assemble((person.person, "bold"), f"{relation}{sure}")
    branch = Tree(Text(f"you → {person.via}"), guide_style="dim") if person.via else Tree(who, guide_style="dim")
    inner = branch.add(who) if person.via else branch
    if person.path:
        inner.add(Text(person.path))
    if person.caution:
        inner.add(Text(person.caution, style="yellow"))
    if person.reach:
        inner.add(Text(" · ".join(person.reach)))
    told = _untold(person)
    for item in told[:EVIDENCE]:
        inner.add(Text(item, style="dim"))
    if len(told) > EVIDENCE:
        inner.add(Text(f"and {len(told) - EVIDENCE} more in `insiders`", style="dim"))
    return branch


def _untold(person: Person) -> list[str]:
    """Evidence that neither the path nor an entry before it says already."""
    found: list[str] = []
    for item in person.evidence:
        if item not in person.path and not any(item in before for before in found):
            found.append(item)
    return found


def _grid(*heads: str) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for head in heads:
        grid.add_column(
            head,
            justify="right" if head in RIGHT else "left",
            overflow="fold",
            no_wrap=head in ("lead", "due", "since", "last contact"),
        )
    return grid


def _with_note(grid: Table, answer: Answer) -> RenderableType:
    if not answer.rows:
        return Text(answer.note)
    return Group(grid, Text(answer.note, style="dim")) if answer.note else grid


def _lines(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _place(line: dict[str, Any]) -> str:
    return ", ".join(part for part in (line["city"], line["state"]) if part)


def _short(value: str | None, width: int) -> str:
    return plain(value, width)


def word(name: str, value: Any, longest: int = 400) -> str:
    """A value as a cell."""
    if value is None:
        return ""
    if name in ("ask", "helped") and isinstance(value, str):
        return plain(asks.asked(value) if name == "ask" else asks.helped(value))
    if isinstance(value, float):
        return f"{value:.0%}" if name == "strength" else f"{value:,g}"
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(plain(item, longest) for item in value) if isinstance(value, list) else plain(value, longest)
