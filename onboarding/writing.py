"""curbside.toml from what was answered: commented, checked before it is written, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomlkit

from curbside import settings, whole
from curbside.onboarding import answers as keeping
from curbside.onboarding.answers import Answers, Chosen
from curbside.workspace import Workspace, WorkspaceError


def write(workspace: Workspace, answers: Answers, today: date) -> None:
    """The folders, the archive's copy and curbside.toml. Raises ConfigError or WorkspaceError; then nothing is changed."""
    if workspace.config.exists() and not settings.is_untouched(workspace.config):
        raise WorkspaceError(f"{workspace.config} is there already; `curbside config set` changes it, -C names another")
    archive = _archive_name(answers.archive)
    body = text(answers, archive, today)
    settings.parse(body, workspace.config.name)
    try:
        (workspace.root / "network").mkdir(parents=True, exist_ok=True)
        workspace.make_private()
        if answers.archive and archive:
            _copy(answers.archive, workspace.root / archive)
        whole.write(workspace.config, body)
    except OSError as e:
        where = e.filename or workspace.root
        raise WorkspaceError(
            f"{where}: {e.strerror}; see to rights and space there, then `curbside setup` again"
        ) from e
    keeping.drop(workspace)


def _archive_name(archive: Path | None) -> str | None:
    return f"network/{archive.name}" if archive else None


def _copy(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        return
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy2(source, target)
        target.chmod(0o600)


def text(answers: Answers, archive: str | None, today: date) -> str:
    """The whole of curbside.toml. What was not said stands as an example to fill in."""
    lines = [
        f"# curbside.toml, written by `curbside setup` on {today:%m/%d/%Y}. Yours to edit; `curbside doctor` checks it.",
        "# Lines that start with # are examples or notes.",
        "",
        *_me(answers),
        "",
        *_search(answers),
        "",
        "# Boards. `curbside boards` lists more, `curbside board add` takes one in, `curbside board remove` lets one go.",
        *(line for board in answers.boards for line in _board(board)),
        *([] if answers.boards else ["# [[board]]", '# name = "nejm"']),
        "",
        *_network(archive, answers.people),
        "",
        "[digest]",
        'formats = ["html", "md", "csv"]                 # html, md, csv, json, parquet, xlsx, ics, rss, eml',
        '# email = { to = "you@example.org", smtp = "smtp://localhost:25" }',
        "",
        "[schedule]                                      # for `curbside schedule install`",
        'cron = "0 6 * * *"',
        *_timezone(),
    ]
    return "\n".join(lines) + "\n"


def _me(answers: Answers) -> Iterator[str]:
    yield "[me]"
    yield _key("name", answers.name) if answers.name else '# name = "Your Name, MD"'
    yield _key("email", answers.email, "the contact that boards see") if answers.email else '# email = "you@…"'
    if answers.specialties:
        yield _key("specialties", answers.specialties)
    else:
        yield '# specialties = ["Family Medicine"]             # none yet: every specialty is a lead'
    if answers.available_on:
        yield f"available_on = {answers.available_on.isoformat()}"
    training = [("me.training", t.model_dump(exclude_none=True)) for t in answers.training]
    for section, entry in training + [("me.position", p.model_dump(exclude_none=True)) for p in answers.positions]:
        yield f"[[{section}]]"
        yield from (_key(key, value) for key, value in entry.items())


def _search(answers: Answers) -> Iterator[str]:
    yield "[[search]]                                      # a posting that meets one search is a lead"
    yield _key("name", "my search")
    if not answers.specialties:
        yield "specialties = []                                # any"
    if answers.states:
        yield _key("states", answers.states)
    if answers.near:
        near = ", ".join(f"{{ place = {_value(n.place)}, miles = {n.miles:g} }}" for n in answers.near)
        yield f"near = [{near}]"
    if not answers.states and not answers.near:
        yield '# states = ["OH"]                               # none: the whole country'
        yield '# near = [{ place = "Boston, MA", miles = 60 }]'
    if answers.visa:
        yield _key("visa", answers.visa, "postings that rule it out are no leads")
    yield "# min_pay = 250000                              # a year; a posting without pay is kept and says so"
    yield '# exclude = ["nocturnist"]                      # words of the title'


def _board(board: Chosen) -> Iterator[str]:
    yield "[[board]]" + (f"  # {_comment(board.title)}: {_comment(board.note)}" if board.note else "")
    for key in ("name", "family", "url", "account", "employer"):
        if value := getattr(board, key):
            yield _key(key, value)
    if not board.enabled:
        yield "enabled = false"


def _network(archive: str | None, people: int) -> Iterator[str]:
    yield "[network]                                       # files or folders; read again at each run"
    if archive:
        yield _key("linkedin", [archive], f"{people:,} connections; put newer archives beside it")
    else:
        yield '# linkedin = ["network/Connections.csv"]        # Settings > Data privacy > Get a copy of your data'
    for kind, file in (("google", "contacts.csv"), ("vcard", "phone.vcf"), ("roster", "residency-2019.csv")):
        yield f'# {kind} = ["network/{file}"]'


def _timezone() -> Iterator[str]:
    zone = local_zone()
    yield _key("timezone", zone) if zone else 'timezone = "America/New_York"                   # not known: set yours'


def local_zone() -> str | None:
    """The name of this machine's time zone, where it says one of a place; servers say UTC."""
    try:
        name = os.environ.get("TZ") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        return name if ZoneInfo(name) and "/" in name and not name.startswith("Etc/") else None
    except (KeyError, ValueError, OSError):
        return None


def _key(key: str, value: Any, note: str = "") -> str:
    return f"{key} = {_value(value)}" + (f"  # {note}" if note else "")


def _value(value: Any) -> str:
    return str(tomlkit.item(value).as_string())


def _comment(text: str) -> str:
    """One line that cannot leave its comment."""
    return "".join(c if c.isprintable() else " " for c in text)[:160]
