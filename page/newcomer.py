"""Set-up from nothing: the steps of `curbside setup` as cards of the page, kept from one to the next; then the first run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from starlette.requests import Request

from curbside import whole
from curbside.exports.safe import plain
from curbside.onboarding import answers, archive, proposing, understand, writing
from curbside.onboarding.answers import Answers
from curbside.onboarding.proposing import Proposal
from curbside.onboarding.understand import Places
from curbside.page.desk import Desk, Notice
from curbside.page.look import Look
from curbside.page.words import notice

TITLES = {
    "archive": "Your LinkedIn archive", "you": "Who you are", "search": "What you look for", "boards": "Where to look",
    "check": "All of it once more",
}  # fmt: skip
STEPS = tuple(TITLES)


@dataclass(frozen=True)
class Upload:
    """A file that the browser sent."""

    name: str
    body: BinaryIO


@dataclass
class Unclear(Exception):
    """What of a step was not understood, a line each, and what was typed: the step is shown again with it.

    `understood`: it may be taken so, as this.
    """

    lines: list[str]
    typed: Mapping[str, str]
    understood: str = field(default="")


def view(desk: Desk, look: Look, request: Request) -> str:
    """The step that the address names, as far as it was answered."""
    step = request.query_params.get("step", STEPS[0])
    return shown(desk, look, step if step in TITLES else STEPS[0])


def shown(desk: Desk, look: Look, step: str, unclear: Unclear | None = None) -> str:
    """A step as a page; with what was not understood of it and is to be put right."""
    said = answers.kept(desk.workspace) or Answers()
    typed: dict[str, str] = dict(unclear.typed) if unclear else _typed(said)
    found, more = _proposed(desk, said) if step == "boards" else ([], 0)
    return look.page(
        "newcomer.html.j2", "/setup", TITLES[step], bare=True,
        step=step, steps=TITLES, at=STEPS.index(step), said=said, typed=typed, unclear=unclear,
        found=_archives(said) if step == "archive" else [], career=answers.career(said), root=str(desk.workspace.root),
        offers=_grouped(found), more=more, ticked={b.name for b in said.boards if not b.family}, summary=answers.summary(said), links=LINKS,
    )  # fmt: skip


LINKS = {
    "you": "you", "network": "archive", "training, work": "you", "specialty": "search", "places": "search", "visa": "search",
    "start": "search", "boards": "boards",
}  # fmt: skip


def _typed(said: Answers) -> dict[str, str]:
    """What the fields of the steps hold when they are first shown."""
    places = Places(said.states, said.near)
    return {
        "name": said.name, "email": said.email, "specialty": ", ".join(said.specialties),
        "places": places.shown() if said.states or said.near else "", "visa": ", ".join(said.visa),
        "start": f"{said.available_on:%m/%d/%Y}" if said.available_on else "", "path": "",
        "own": "\n".join(board.title for board in said.boards if board.family),
    }  # fmt: skip


def _archives(said: Answers) -> list[str]:
    found = [said.archive] if said.archive else archive.candidates(Path.home())
    return [str(path) for path in found[:4]]


def _proposed(desk: Desk, said: Answers) -> tuple[list[Proposal], int]:
    """(boards that fit, how many hospitals fit as well)."""
    environment = proposing.surroundings(desk.workspace.root, said.email)
    return proposing.propose(said.specialties, Places(said.states, said.near), environment)


def _grouped(found: list[Proposal]) -> dict[str, list[Proposal]]:
    """Boards by why they fit: specialty, places, the whole country."""
    titles = {"your specialty": "Of your specialty", "all specialties": "Of all specialties"}
    groups: dict[str, list[Proposal]] = {"Of your specialty": [], "Near your places": [], "Of all specialties": []}
    for one in found:
        groups[titles.get(one.why, "Near your places")].append(one)
    return {title: group for title, group in groups.items() if group}


def take(desk: Desk, form: Mapping[str, str], file: Upload | None) -> str:
    """Take a step's answers in and keep them; returns the address that comes next.

    Raises Unclear where something is to be said anew, CurbsideError where nothing could be written.
    """
    step = form.get("step", "")
    if step == "run" and not desk.is_new():
        desk.begin_run()
        return "/setup/run"
    if step == "file" and not desk.is_new():
        desk.notices.append(_file(desk, file))
        return "/setup"
    if not desk.is_new() or step not in TAKES:
        return "/setup"
    said = answers.kept(desk.workspace) or Answers()
    TAKES[step](desk, said, form, file)
    if step == "check":
        return "/setup/run"
    answers.keep(desk.workspace, said)
    return f"/setup?step={STEPS[STEPS.index(step) + 1]}"


def _archive(desk: Desk, said: Answers, form: Mapping[str, str], file: Upload | None) -> None:
    given = form.get("path") or form.get("choice") or ""
    if file is None and given in ("", "none"):
        said.archive, said.people = None, 0
        return
    path = _received(desk, file) if file else archive.typed(given)
    try:
        found = archive.read(path)
    except ValueError as e:
        if file:
            path.unlink(missing_ok=True)
        raise Unclear([str(e)], form) from None
    answers.take(said, found)
    lines = [f"{found.people:,} connections, written on {found.written_on:%m/%d/%Y}", *found.notes[:3]]
    desk.notices.append(Notice("; ".join(lines)))


def _file(desk: Desk, file: Upload | None) -> Notice:
    """One more file of people or days, taken in by `curbside network --add`."""
    if file is None:
        return Notice("choose a file first", is_trouble=True)
    desk.workspace.make_private()
    with TemporaryDirectory(dir=desk.workspace.data, prefix="sent-") as folder:
        path = Path(folder) / _named(file)
        with path.open("wb") as out:
            shutil.copyfileobj(file.body, out)
        return notice(desk.say(["network", f"--add={path}"]))


def _named(file: Upload) -> str:
    """The upload's name without what a path could be made of."""
    return re.sub(r"[^\w.() -]", "_", PureWindowsPath(file.name).name).lstrip(".")[-100:] or "file"


def _received(desk: Desk, file: Upload) -> Path:
    """The upload as a file of `network/`, its owner's alone."""
    name = _named(file)
    if not name.lower().endswith((".zip", ".csv")):
        raise Unclear(
            [
                f"{plain(file.name, 60)}: this step takes the .zip that LinkedIn sent, or the Connections.csv in it; Set-up "
                "takes contacts, calendars and lists of people once this is done"
            ],
            {},
        )
    folder = desk.workspace.root / "network"
    folder.mkdir(parents=True, exist_ok=True)
    with whole.replacing(folder / name) as half, half.open("wb") as out:
        shutil.copyfileobj(file.body, out)
    return folder / name


def _you(desk: Desk, said: Answers, form: Mapping[str, str], file: Upload | None) -> None:
    email = form.get("email", "")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise Unclear([f"{plain(email, 80)} is no e-mail address; leave it empty for none"], form)
    said.name, said.email = form.get("name", ""), email
    lines = len(answers.career(said))
    if form.get("lines") == str(lines):  # else the list changed meanwhile, and nothing of it is taken out
        answers.leave_out(said, [n for n in range(1, lines + 1) if not form.get(f"keep-{n}")])


def _search(desk: Desk, said: Answers, form: Mapping[str, str], file: Upload | None) -> None:
    names, unclear = understand.specialties(form.get("specialty", ""))
    visas, no_visa = understand.visa(form.get("visa", ""))
    start, no_day = understand.start(form.get("start", ""), date.today())
    before = Places(said.states, said.near)
    typed = form.get("places", "")
    places = before if (said.states or said.near) and typed == before.shown() else understand.places(typed)
    wrong = [*unclear, *filter(None, (no_visa, no_day))]
    doubtful = places.unclear if form.get("sure") != typed else []
    if wrong or doubtful:
        raise Unclear([*wrong, *doubtful], form, "" if wrong else places.shown())
    said.specialties, said.visa, said.available_on = names, visas, start
    said.states, said.near = places.states, places.near


def _boards(desk: Desk, said: Answers, form: Mapping[str, str], file: Upload | None) -> None:
    """Each board that was ticked, and each address, is visited before it is written down."""
    environment = proposing.surroundings(desk.workspace.root, said.email)
    offered = [one.entry for one in _proposed(desk, said)[0] if not one.lacks]
    chosen = [entry for entry in offered if form.get("all") or form.get(f"b-{entry.name}")]
    kept = list(proposing.check(chosen, said.email, environment))
    for address in form.get("own", "").split():
        board = proposing.own(address, said.email, environment)
        if not board.enabled:
            desk.notices.append(Notice(f"{plain(board.title, 80)}: {board.note}", is_trouble=True))
        kept = proposing.taken(kept, board)
    said.boards = kept


def _check(desk: Desk, said: Answers, form: Mapping[str, str], file: Upload | None) -> None:
    writing.write(desk.workspace, said, date.today())
    desk.begin_run()


TAKES: dict[str, Callable[[Desk, Answers, Mapping[str, str], Upload | None], None]] = {
    "archive": _archive, "you": _you, "search": _search, "boards": _boards, "check": _check,
}  # fmt: skip
