"""`curbside setup` in the terminal: one question after the other, each to be left empty, gone back to, or left for later."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from curbside import settings
from curbside.commands import pulling
from curbside.commands.terminal import say, write
from curbside.exports.safe import plain
from curbside.extractors.catalogue import Entry
from curbside.onboarding import answers as keeping
from curbside.onboarding import archive, proposing, understand, writing
from curbside.onboarding.answers import Answers, Chosen
from curbside.onboarding.understand import Places
from curbside.workspace import Workspace, WorkspaceError

HOW = "Enter leaves a question empty or keeps what stands in [ ]; `back` goes one back; `quit` ends, and keeps your answers."


class Back(Exception):
    """One question back."""


class Quit(Exception):
    """Later."""


def setup(workspace: Workspace, args: argparse.Namespace) -> int:
    """From nothing to the first digest."""
    if workspace.config.exists() and not settings.is_untouched(workspace.config):
        raise WorkspaceError(
            f"{workspace.config} is there already: `curbside config set` changes it, `curbside board add` adds a board; "
            "`curbside -C FOLDER setup` makes another workspace"
        )
    said = _earlier(workspace)
    try:
        _ask_all(workspace, said)
    except (Quit, EOFError, KeyboardInterrupt):
        file = keeping.keep(workspace, said)
        say(f"\nno curbside.toml was written; your answers are kept in {file}: `curbside setup` goes on with them")
        return 0
    writing.write(workspace, said, today())
    say(f"\nwritten: {workspace.config}")
    return _first_run(workspace)


def today() -> date:
    """The day on this machine; tests put their own here."""
    return datetime.now().date()


def _earlier(workspace: Workspace) -> Answers:
    say(f"Setting up {workspace.root}. {HOW}\nEverything you say and show here stays on this machine.")
    kept = keeping.kept(workspace)
    if kept is None:
        return Answers()
    say("Your answers of last time stand in [ ].")
    return kept


def _ask_all(workspace: Workspace, said: Answers) -> None:
    at = 0
    while at < len(STEPS):
        try:
            STEPS[at](workspace, said)
            at += 1
        except Back:
            at = max(0, at - 1)


def ask(question: str, default: str = "") -> str:
    """One answer; the default where it is empty. Raises Back, Quit or EOFError."""
    told = input(f"{question} [{plain(default)}]: " if default else f"{question}: ").strip()
    word = told.lower().strip("`'\"")
    if word in ("back", "b"):
        raise Back
    if word in ("quit", "q", "exit"):
        raise Quit
    return told or default


def _archive(workspace: Workspace, said: Answers) -> None:
    """The archive first: it answers most of the rest."""
    say("\n1. Your LinkedIn archive (Settings > Data privacy > Get a copy of your data; the .zip or its folder)")
    found = [said.archive] if said.archive else archive.candidates(Path.home())
    default = str(found[0]) if found else ""
    while True:
        told = ask("   its path (drag it here), or `none`", default)
        if not told or told.lower() == "none":
            said.archive, said.people = None, 0
            return say("   none: whom you know can come later, as [network] linkedin in curbside.toml")
        try:
            career = archive.read(archive.typed(told))
        except ValueError as e:
            say(f"   {e}")
            default = ""
            continue
        _taken(career, said)
        return None


def _taken(career: archive.Career, said: Answers) -> None:
    keeping.take(said, career)
    say(f"   {career.people:,} connections, written on {career.written_on:%m/%d/%Y}")
    for line in career.notes[:5]:
        say(f"   {line}")
    if len(career.notes) > 5:
        say(f"   … and {len(career.notes) - 5} more; `curbside doctor` lists them")


def _who(workspace: Workspace, said: Answers) -> None:
    say("\n2. Who you are")
    said.name = ask("   your name, as you sign it", said.name)
    email = ask("   your e-mail (boards see it as the contact; nothing is sent to it)", said.email)
    while email and ("@" not in email or " " in email):
        say(f"   {plain(email)} is no e-mail address")
        email = ask("   your e-mail, or Enter for none", "")
    said.email = email


def _history(workspace: Workspace, said: Answers) -> None:
    """Training and work: how curbside knows who trained with the user and who worked beside them."""
    say("\n3. Where you trained and worked")
    while said.training or said.positions:
        lines = keeping.career(said)
        for number, line in enumerate(lines, 1):
            say(f"   {number:2}  {plain(line)}")
        told = ask("   right? Enter keeps all; numbers take lines out (such as 2 4)")
        if not told or told.lower() in ("y", "yes"):
            return
        out = understand.numbers(told, len(lines))
        if out is None:
            say(f"   it takes numbers from 1 to {len(lines)}")
            continue
        keeping.leave_out(said, out)
    say("   nothing is known; [[me.training]] and [[me.position]] of curbside.toml take it later")


def _specialty(workspace: Workspace, said: Answers) -> None:
    say("\n4. Your specialty, or several (cardiology, GI, med-peds …)")
    while True:
        names, unclear = understand.specialties(ask("   specialty", ", ".join(said.specialties)))
        for line in unclear:
            say(f"   {plain(line)}")
        if not unclear:
            said.specialties = names
            return say(f"   {', '.join(names)}" if names else "   none: postings of every specialty will be leads")


def _places(workspace: Workspace, said: Answers) -> None:
    say('\n5. Where (such as: Ohio, within 60 miles of Boston, my partner works in Ann Arbor; or "anywhere")')
    before = Places(said.states, said.near)
    default = before.shown() if said.states or said.near else ""
    while True:
        told = ask("   places", default)
        found = before if told == default and default else understand.places(told)
        for line in found.unclear:
            say(f"   {plain(line)}")
        say(f"   understood: {found.shown()}")
        if found.unclear and ask("   Enter takes it so; `again` asks anew").lower() == "again":
            continue
        said.states, said.near = found.states, found.near
        return


def _visa(workspace: Workspace, said: Answers) -> None:
    say("\n6. Do you need a visa? (J-1, H-1B, or none)")
    while True:
        found, unclear = understand.visa(ask("   visa", ", ".join(said.visa)))
        if not unclear:
            said.visa = found
            return say(f"   {' and '.join(found)}: postings that rule it out are left out" if found else "   none")
        say(f"   {plain(unclear)}")


def _start(workspace: Workspace, said: Answers) -> None:
    say("\n7. The first day you could start (7/1/2027, July 2027, now)")
    while True:
        default = f"{said.available_on:%m/%d/%Y}" if said.available_on else ""
        found, unclear = understand.start(ask("   start", default), today())
        if not unclear:
            said.available_on = found
            return say(f"   {found:%B %d, %Y}; your drafts say it" if found else "   not said")
        say(f"   {plain(unclear)}")


def _boards(workspace: Workspace, said: Answers) -> None:
    """What the catalogue has, and addresses of the user's own; each is visited before it is written down."""
    environment = proposing.surroundings(workspace.root, said.email)
    found, more = proposing.propose(said.specialties, Places(said.states, said.near), environment)
    offered = [p.entry for p in found if not p.lacks]
    say("\n8. Boards for you")
    for number, one in enumerate([p for p in found if not p.lacks], 1):
        say(f"   {number:2}  {one.entry.title} ({one.why}; access: {one.entry.access})")
    for one in (p for p in found if p.lacks):
        say(f"    -  {one.entry.title}: {one.lacks}")
    if more:
        say(f"   and {more} more hospitals' sites: `curbside boards` lists them")
    say("   Access is what is known of each site's terms: unverified means that nobody here has read them. curbside asks\n"
        "   only what a site's robots.txt allows, slowly, under your e-mail address. `curbside boards` says more of each.")  # fmt: skip
    chosen = _chosen(offered)
    kept = _visited(chosen, said, environment)
    while address := ask("   another board: an address of a careers page, a file, or Enter for no more"):
        board = proposing.own(address, said.email, environment)
        say(f"   {_mark(board)} {plain(board.title)}: {plain(board.note)}")
        kept = proposing.taken(kept, board)
    said.boards = kept
    if not any(b.enabled for b in kept):
        say("   no board yet: the first digest has your network alone; `curbside board add URL` takes one in")


def _chosen(offered: list[Entry]) -> list[Entry]:
    while offered:
        told = ask("   which? `all`, numbers such as 1 3-5, or Enter for those with open access only")
        open_ones = [n for n, e in enumerate(offered, 1) if e.access == "open"]
        numbers = understand.numbers(told, len(offered)) if told else open_ones
        if numbers is not None:
            return [offered[n - 1] for n in numbers]
        say(f"   it takes numbers from 1 to {len(offered)}, `all` or `none`")
    return []


def _visited(entries: list[Entry], said: Answers, environment: Mapping[str, str]) -> list[Chosen]:
    kept = []
    if entries:
        say(f"   visiting {len(entries)}; at most a handful of requests each …")
    for board in proposing.check(entries, said.email, environment):
        say(f"   {_mark(board)} {plain(board.title)}: {plain(board.note)}")
        kept.append(board)
    if off := sum(not b.enabled for b in kept):
        say(f"   {off} gave nothing today: written down as `enabled = false`, with the reason")
    return kept


def _mark(board: Chosen) -> str:
    return "ok  " if board.enabled else "off "


def _confirm(workspace: Workspace, said: Answers) -> None:
    """All of it once more, before anything is written."""
    say("\n9. Understood")
    for what, told in keeping.summary(said):
        say(f"   {what + ':':16}{plain(told) or 'not said'}")
    while (told := ask(f"   write {workspace.config} and run? Enter for yes, `back`, or `quit`", "yes").lower()) not in (
        "yes", "y",
    ):  # fmt: skip
        say(f"   {plain(told)}: it takes yes, back or quit")


def _first_run(workspace: Workspace) -> int:
    """The first run, and where its digest is. Without Prefect: nothing here is to be watched or repeated."""
    from curbside.job import day, steps

    job = steps.prepare(workspace, [], say)
    with workspace.writing():
        status = pulling.perform(job, day.alone)
    where = "" if workspace.root == Path("~/curbside").expanduser().resolve() else f" {workspace.named}"
    page = workspace.digests / job.settings.day(job.now).isoformat() / "digest.html"
    if page.exists():
        say(f"\nYour digest: {page.as_uri()}")
    write(f"next: `curbside{where} leads`, `curbside{where} who Boston`; tomorrow `curbside{where} run`")
    return status


STEPS: tuple[Callable[[Workspace, Answers], None], ...] = (
    _archive, _who, _history, _specialty, _places, _visa, _start, _boards, _confirm,
)  # fmt: skip
