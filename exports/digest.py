"""The daily digest: whom to call today and why, as files of a folder a day."""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, tzinfo
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from curbside.exports import feeds, foot, sheets, today
from curbside.exports import numbers as kept
from curbside.exports.content import CALLS, read
from curbside.exports.day import Digest, Lead
from curbside.exports.safe import dial, link, local, markdown, plain
from curbside.vocabulary.counts import counted

NEW, OTHERS = 180, 120  # leads listed on the page; the rest is counted
WORDS = 590  # of the one page, visible: about four screens of a phone


def write(
    db: Path, out: Path, formats: list[str], today: date, title_name: str | None = None, names: bool = True,
    rests: date | None = None, finish: Callable[[Digest], Digest] | None = None,
) -> list[Path]:  # fmt: skip
    """Write the digest of `today` into `out/<today>/digest.<format>`; answers the files in the order of `formats`.

    Beside a page (html, md) stands `all.<format>` with everything that the digest only counts.

    `rests`: since when the search rests; `finish`: what the caller adds to the day before it is written.

    Reads the published copy `db`. `title_name` stands in the heading; `names=False` hides everybody's name. Each file
    appears whole or not at all, readable by its owner alone. Raises ValueError for an unknown format, and
    FileNotFoundError or ValueError when there is no readable copy; each one line.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise ValueError(f"unknown digest format {plain(unknown[0], 40)!r}: takes {', '.join(FORMATS)}")
    content = read(db, today, title_name, names, rests)
    content = finish(content) if finish else content
    folder = out / today.isoformat()
    for path in (out, folder):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in ALL.keys() & set(formats):
        _whole(folder / f"all.{name}", ALL[name](content))
    return [_whole(folder / f"digest.{name}", FORMATS[name](content)) for name in dict.fromkeys(formats)]


def numbered(content: Digest, file: Path) -> Digest:
    """The day with a number for each person on its list, kept in `file`."""
    content = replace(content, shown=kept.read(file))
    people = [(a.key, a.about[0].lead_id if a.about else "") for a in today.actions(content)]
    return replace(content, shown=kept.keep(file, content.today, people))


def html(content: Digest, mailed: bool = False) -> str:
    """The day on one self-contained page: no script, no request."""
    return _fitted(content, mailed)[1]


def text(content: Digest, mailed: bool = False) -> str:
    """The day in few words, as Markdown."""
    return _render("digest.md.j2", content, mailed, _fitted(content, mailed)[0])


def all_html(content: Digest) -> str:
    """Everything that the digest counts, each lead with its people, on one self-contained page."""
    return _render("all.html.j2", content)


def all_text(content: Digest) -> str:
    """Everything that the digest counts, as Markdown."""
    return _render("all.md.j2", content)


def message(content: Digest, to: str | None = None, sender: str | None = None) -> EmailMessage:
    """The digest as a mail of two parts, plain text (Markdown) and HTML; not sent."""
    mail = EmailMessage()
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain="curbside.invalid")
    mail["Subject"] = f"curbside, {_long_day(content.today)}: {summary(content)}"[:200]
    if sender:
        mail["From"] = sender
    if to:
        mail["To"] = to
    else:
        mail["X-Unsent"] = "1"  # mail programs open the file as a draft
    mail.set_content(text(content, mailed=True))
    mail.add_alternative(html(content, mailed=True), subtype="html")
    return mail


def summary(content: Digest) -> str:
    """The day in one sentence or two."""
    known = len(content.new) - len(content.nobody)
    if content.rests:
        parts = [f"Your search rests since {_long_day(content.rests)}; `curbside search begin` starts it again."]
    elif content.new:
        parts = [f"{counted(len(content.new), 'new lead')}, {known:,} with somebody you know."]
    else:
        parts = [f"No new lead, {len(content.others):,} still open."]
    if due := sum(r.is_due for r in content.reminders):
        parts.append(f"{counted(due, 'reminder')} due.")
    if content.files:
        parts.append(f"{counted(len(content.files), 'file')} of your network not as before.")
    if content.clock:
        parts.append("This machine's clock may be wrong.")
    if content.failed:
        parts.append(f"{counted(len(content.failed), 'board')} failed.")
    return " ".join(parts)


def _day(value: date | None, today: date) -> str:
    """A day as people say it near `today`; the year only where it is another one."""
    if value is None:
        return "?"
    if (today - value).days in (0, 1):
        return "today" if value == today else "yesterday"
    return f"{value:%b} {value.day}" + (f", {value.year}" if value.year != today.year else "")


def _long_day(value: date) -> str:
    return f"{value:%A, %B} {value.day}, {value.year}"


def _sure(confidence: float) -> str:
    return ("sure" if confidence >= 0.995 else f"{confidence:.0%} sure") + (
        ": check first that it is the same person" if confidence < 0.75 else ""
    )


def _sentence(value: str) -> str:
    """With a capital at the start and a full stop at the end."""
    return value[:1].upper() + value[1:] + ("" if not value or value[-1] in ".!?…" else ".")


def _mailto(text: str) -> str | None:
    return link(f"mailto:{text}") if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text) else None


def _tel(text: str) -> Markup | None:
    address = dial(text)
    return Markup(address) if address else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


@cache
def _environment(today: date, zone: tzinfo | None, escape_markdown: bool) -> Environment:
    env = Environment(
        loader=PackageLoader("curbside.exports", ""),
        autoescape=not escape_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_markdown if escape_markdown else None,
    )
    env.filters |= {
        "day": partial(_day, today=today),
        "sentence": _sentence,
        "together": lambda value: value.replace(" ", "\N{NO-BREAK SPACE}"),
        "longday": _long_day,
        "count": counted,
        "sure": _sure,
        "percent": _percent,
        "local": partial(local, zone=zone),
        "mailto": _mailto,
        "tel": _tel,
        "clip": lambda value, width=140: plain(value, width),
        "thousands": "{:,}".format,
        "summary": summary,
        "foot": partial(foot.lines, zone=zone, is_page=not escape_markdown),
        "coded": _as_code if escape_markdown else foot.coded,
        "done": Markup,
    }
    return env


def _as_code(text: str) -> Markup:
    """A sentence of the house as Markdown, its commands between backticks as code."""
    return Markup("`".join(part if n % 2 else markdown(part) for n, part in enumerate(text.split("`"))))


def _markdown(value: object) -> object:
    """Every value that a Markdown template prints is escaped; only the output of macros is markup already."""
    return value if isinstance(value, Markup) else markdown(value)


def _fitted(content: Digest, mailed: bool) -> tuple[today.Room, str]:
    """(the most news that the page holds within WORDS; where it never does, the least; the page with it)."""
    for room in today.ROOMS:
        page = _render("digest.html.j2", content, mailed, room)
        seen = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
        if len(seen.split()) <= WORDS:
            break
    return room, page


def _render(template: str, content: Digest, mailed: bool = False, room: today.Room = today.ROOMS[0]) -> str:
    new, left = [], NEW
    for search, leads in content.by_search().items():
        shown = leads[: max(left, 1)]
        left -= len(shown)
        new.append((search, shown, len(leads) - len(shown)))
    others: tuple[Lead, ...] = content.others
    numbers = {
        "news": len(content.moves),
        "new": len(content.new),
        "open": len(others),
        "changed": len({c.lead_id for c in content.changes}) + content.changes_rest,
        "closed": len(content.closed) + content.closed_rest,
        "reminders": len(content.reminders),
        "boards": len(content.boards),
    }
    one = {"reminders": "reminder", "boards": "board"}
    parts = [(to, counted(number, one.get(to, to), to)) for to, number in numbers.items() if number]
    env = _environment(content.today, content.zone, template.endswith(".md.j2"))
    employers, employers_rest = today.houses(content, room.employers)
    page = env.get_template(template).render(
        d=content,
        mailed=mailed,
        actions=today.actions(content),
        calls=content.calls[:CALLS],
        employers=employers,
        employers_rest=employers_rest,
        most=room.news,
        new=new,
        others=others[:OTHERS],
        others_rest=max(0, len(others) - OTHERS),
        parts=parts,
    )
    return page if page.endswith("\n") else page + "\n"


def _whole(path: Path, body: bytes) -> Path:
    """`path` with `body`, by one rename of a private file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".digest-")  # mkstemp: 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


ALL: dict[str, Callable[[Digest], bytes]] = {
    "html": lambda content: all_html(content).encode(),
    "md": lambda content: all_text(content).encode(),
}
FORMATS: dict[str, Callable[[Digest], bytes]] = {
    "html": lambda content: html(content).encode(),
    "md": lambda content: text(content).encode(),
    "csv": sheets.csv_bytes,
    "json": sheets.json_bytes,
    "parquet": sheets.parquet_bytes,
    "xlsx": sheets.xlsx_bytes,
    "ics": feeds.ics_bytes,
    "rss": feeds.rss_bytes,
    "eml": lambda content: message(content).as_bytes(),
}
