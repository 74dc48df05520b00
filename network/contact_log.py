"""Days of contact from sent mail and the calendar: who and when, from headers alone; nothing that was written is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from curbside.network import calendars, forms, ics, mail, mail_folders
from curbside.network.mail import Contacts
from curbside.network.model import File, Problem, missing, shown, unreadable
from curbside.network.tally import Clock, Tally, tallied

CONTACT: dict[str, Any] = {
    "email": pl.String,
    "contact_at": pl.Datetime("us", "UTC"),
    "contact_on": pl.Date,  # the user's day
    "how": pl.String,  # email or met
    "source": pl.String,  # mail or calendar
}
MAX_EVENTS = 200_000  # with guests, in all calendars together
_MAIL = (".mbox", ".eml", ".emlx", ".mbx")
_CALENDAR = (".ics", ".ical", ".zip")


def read(
    sent: Iterable[Path], calendar: Iterable[Path], own: Iterable[str | None], folder: Path, clock: Clock
) -> tuple[pl.DataFrame, list[Problem], list[Tally]]:
    """Rows of raw.contact: one an address, day and way, from mailboxes of `sent` and .ics files of `calendar`.

    Paths are files or folders below `folder`; `own`: the user's own addresses, which count for nobody. What lies after
    the clock's today has not been. What cannot be read is a problem, the rest counts; a tally a file says how much. Of
    a mailbox only its contacts stay in memory, whatever its size.
    """
    mine = {address.strip().lower() for address in own if address}
    problems: list[Problem] = []
    tallies: list[Tally] = []
    found: Contacts = {}
    for path in sent:
        number = len(tallies)
        for whole, box in _boxes(folder / path, folder, problems):
            mail.keep(found, _mail(whole, box, mine, clock, folder, problems, tallies))
        for tally in tallies[number:]:
            tally.entry = shown(folder / path, folder)
    read_events = list(_events(calendar, folder, problems, tallies))
    mail.keep(found, calendars.contacts(read_events, mine, clock))
    rows = sorted((key[0], at, *key[1:]) for key, at in found.items() if key[0] not in mine)
    return pl.DataFrame(rows, schema=CONTACT, orient="row"), [*problems, *_silent(tallies)], tallies


def files(
    tallies: Iterable[Tally], problems: Iterable[Problem], sent: Iterable[Path], calendar: Iterable[Path], folder: Path
) -> list[File]:
    """Each mailbox and calendar of the user's as the run found it, those that are not there included."""
    broken = {p.file for p in problems if p.level == "error"}
    found = []
    for tally in tallies:
        file = File(tally.file, tally.kind, entry=tally.entry, counts=dict(tally.counts), left_out=tally.left_out)
        with suppress(OSError):
            at = (folder / tally.file.split(": ")[0]).stat().st_mtime
            file.exported_on = datetime.fromtimestamp(at).date()
        if tally.file in broken and not any(tally.counts.values()):
            file.status = "unreadable"
        found.append(file)
    entries = {file.entry for file in found}
    for kind, paths in (("mail", sent), ("calendar", calendar)):
        for path in paths:
            if (entry := shown(folder / path, folder)) not in entries:
                there = (folder / path).exists()
                status = ("unreadable" if (folder / path).is_file() else "empty") if there else "missing"
                found.append(File(entry, kind, entry=entry, status=status))
    return found


def _silent(tallies: list[Tally]) -> Iterator[Problem]:
    """A line for each file that gave less than it holds."""
    for tally in tallies:
        bad = tally.left_out["without a readable date or recipient"], tally.left_out["without a readable day"]
        if bad[0]:
            text = tallied(bad[0], "messages without a readable date or recipient")
            yield Problem(tally.file, "", text, "they were passed over", "note")
        if bad[1]:
            text = tallied(bad[1], "events without a readable day")
            yield Problem(tally.file, "", text, "they were passed over", "note")
        if not any(tally.counts.values()) and not any(bad) and tally.left_out:
            why = ", ".join(tallied(n, reason) for reason, n in tally.left_out.most_common(3))
            yield Problem(tally.file, "", f"gives no contact: {why}", "name another file if you expected some", "note")


def _files(path: Path, folder: Path, suffixes: tuple[str, ...], problems: list[Problem]) -> list[Path]:
    """The file, or those of the folder that look like what is wanted; a problem where there is none."""
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            problems.append(missing(path, folder))
            return []
        files = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("._"))
        found = [p for p in files if _wanted(p, suffixes)]
    except OSError as error:
        problems.append(unreadable(path, folder, error))
        return []
    for one in (p for p in files if p.suffix.lower() in forms.CLOSED):
        text, remedy = "is in another program's own form", f"export it as {' or '.join(suffixes[:2])}"
        problems.append(Problem(shown(one, folder), "", text, remedy, "note"))
    if not found:
        remedy = f"put {' or '.join(suffixes[:2])} files there"
        problems.append(Problem(shown(path, folder), "", "nothing to read in this folder", remedy))
    return found


def _wanted(path: Path, suffixes: tuple[str, ...]) -> bool:
    if path.suffix.lower() in suffixes:
        return True
    if suffixes is not _MAIL:
        return False
    if mail.is_in_maildir(path):
        return True
    if path.suffix:
        return False
    with path.open("rb") as stream:  # Thunderbird's "Sent" and Apple's "mbox" have no suffix
        begins = stream.read(100)
    # … and MH keeps a message a file, called by its number
    return path.name == "mbox" or begins.startswith(b"From ") or (path.name.isdecimal() and mail.is_head(begins))


def _boxes(path: Path, folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, list[Path]]]:
    """Mailboxes of a file or folder, and their files: each .mbox alone, single messages of a folder together."""
    together: dict[Path, list[Path]] = {}
    for file in _files(path, folder, _MAIL, problems):
        if mail.is_in_maildir(file):
            together.setdefault(file.parent.parent, []).append(file)
        elif mail.is_message(file):
            together.setdefault(file.parent if path.is_dir() else file, []).append(file)
        else:
            yield file, [file]
    yield from together.items()


def _mail(
    whole: Path,
    box: list[Path],
    mine: set[str],
    clock: Clock,
    folder: Path,
    problems: list[Problem],
    tallies: list[Tally],
) -> Contacts:
    """Contacts of one mailbox, and its tally."""
    tally = Tally(shown(whole, folder), "mail")
    tallies.append(tally)
    try:
        if (said := _foreign(box[0])) is not None:
            problems.append(Problem(tally.file, "", *said, "error"))
            return {}
        # Drafts.mbox, .Maildir/.Trash, and Apple's Drafts.mbox/mbox
        below = whole.relative_to(folder).parts if whole.is_relative_to(folder) else whole.parts[-2:]
        called = [Path(part).stem.rpartition(".")[2] or part.strip(".") for part in below]
        reasons = map(mail_folders.reason, called)
        if reason := next(filter(None, reasons), None):
            tally.left_out[f"mailbox ({reason})"] += 1
            return {}
        is_sent = any(map(mail_folders.is_sent, called))
        found, any_mine = mail.read_box(((file, _flags(file)) for file in box), mine, clock, tally, is_sent)
    except OSError as error:
        problems.append(unreadable(whole, folder, error))
        return {}
    if not any_mine:
        taken = "all of it was taken as sent by you" if found else "nothing of it was taken as sent by you"
        remedy = f"{taken}; name a mailbox of sent mail alone, or your addresses in [me] emails"
        text = "no message is from the address of [me] email"
        problems.append(Problem(tally.file, "", text, remedy, "note"))
    return found


def _foreign(file: Path) -> tuple[str, str] | None:
    """What to say of a file that is no mailbox by its first bytes, such as Outlook's .pst."""
    with file.open("rb") as stream:
        return forms.of(stream.read(1_000_000), "mail")


def _flags(file: Path) -> str:
    """Flags of a Maildir's file name: `…:2,DS`."""
    return file.name.rpartition(":2,")[2] if ":2," in file.name else ""


def _events(
    paths: Iterable[Path], folder: Path, problems: list[Problem], tallies: list[Tally]
) -> Iterator[calendars.Read]:
    """Events of all calendars that name anybody, or change one that does."""
    room = MAX_EVENTS
    for path in paths:
        for file in _files(folder / path, folder, _CALENDAR, problems):
            try:
                for named, stream in _calendars(file, folder, problems):
                    tally = Tally(named, "calendar", entry=shown(folder / path, folder))
                    tallies.append(tally)
                    for one in _of_one(stream, tally, problems):
                        room -= 1
                        if room >= 0:
                            yield one
                    if room < 0:
                        text = f"more than {MAX_EVENTS:,} meetings"
                        problems.append(Problem(named, "", text, "export a shorter time; the rest was read", "warning"))
                        return
            except OSError as error:
                problems.append(unreadable(file, folder, error))


def _calendars(file: Path, folder: Path, problems: list[Problem]) -> Iterator[tuple[str, BinaryIO]]:
    """The calendar, or those of an archive as Google exports them, each with the name that messages use."""
    named = shown(file, folder)
    if file.suffix.lower() != ".zip":
        with file.open("rb") as stream:
            yield named, stream
        return
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [n for n in archive.namelist() if n.lower().endswith(".ics") and "/._" not in f"/{n}"]
            for name in inside:
                with closing(archive.open(name)) as stream:
                    yield f"{named}: {name}", stream  # type: ignore[misc]  # reads like any other
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        problems.append(Problem(named, "", "a damaged archive", "download it again", "error"))
        return
    if not inside:
        problems.append(Problem(named, "", "holds no calendar", "name the .ics files", "error"))


def _of_one(stream: BinaryIO, tally: Tally, problems: list[Problem]) -> Iterator[calendars.Read]:
    """Events of one calendar; a line where it is none, or does not end."""
    calendar = ics.Calendar()
    alone = cut = 0
    for event in ics.events(stream, calendar):
        cut += not event.whole
        if event.guests or event.value("RECURRENCE-ID") or event.cancelled or event.method == "CANCEL":
            yield calendars.Read(event, tally, calendar.zones)
        else:
            alone += 1
    if alone:
        tally.left_out["entries without guests"] += alone
    if not calendar.found:
        problems.append(Problem(tally.file, "", "is no calendar", "export it as iCalendar (.ics)", "error"))
    elif cut or not calendar.ended:
        text, remedy = "is cut off before its end", "what stands before was read; export it again"
        problems.append(Problem(tally.file, "", text, remedy, "warning"))
