"""Which commands there are, by purpose: each with the `module:function` that does it and the options that it takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable

STAGES = "saved asked applied interview offer accepted declined rejected withdrawn dismissed".split()


ASKS = "opening scoop good-word introduction nudge thanks reconnect farewell".split()


HELP = "introduction good-word scoop interview opening advice".split()


FORMATS = "html md csv json parquet xlsx ics rss eml".split()


Add = Callable[[str, str, str], argparse.ArgumentParser]


def _setting_up(add: Add) -> None:
    add("setup", "interview:setup", "from your LinkedIn archive to the first digest, one question after the other")
    add("init", "setup:init", "write a commented curbside.toml and the folders")
    c = add(
        "demo", "pulling:demo", "a complete run on sample boards and a sample network; needs no account, no internet"
    )
    c.add_argument("dir", nargs="?", default="curbside-demo", metavar="DIR")
    c = add(
        "network", "sources:network", "each of your own files: what was read, left out and why, and what it held before"
    )
    c.add_argument("--add", metavar="FILE", help="one more: into network/ and, as what it is, into curbside.toml")
    c.add_argument("--accept", metavar="FILE", help="it is right as it is: let go what was kept of it")
    add("doctor", "setup:doctor", "check configuration, files, rights, disk, time zone, boards' reachability")
    c = add("config", "configuring:config", "check curbside.toml; get, set or unset one key, add an entry to a list")
    c.add_argument("verb", choices=["check", "get", "set", "add", "unset"])
    c.add_argument("key", nargs="?", metavar="KEY", help="such as me.name or search.1.states (lists count from 1)")
    c.add_argument("value", nargs="?", metavar="VALUE", help='text, or TOML such as ["OH", "MA"]')
    c = add("board", "configuring:board", "try an address, add a board, or take one out")
    c.add_argument("verb", choices=["try", "add", "remove"])
    c.add_argument("board", metavar="URL|NAME", help="an address, a folder of saved pages, or a name of the catalogue")
    c.add_argument("--account", help="the tenant, where the address does not say it")
    c.add_argument("--family", help="which family reads it, where the address does not say it")
    c.add_argument("--name", help="add: what to call it (default: from the address)")
    c.add_argument("--employer", help="add: who stands behind postings that do not say")
    c.add_argument("--anyway", action="store_true", help="add: you read the terms of a board that is not marked open")
    c.add_argument("--keep", action="store_true", help="remove: its leads stay as they are")
    c = add("boards", "answers:boards", "the catalogue and each board's health")
    c.add_argument(
        "query", nargs="*", help="a specialty, a state, a city (cardiology boston), or words of a name or platform"
    )
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("completion", "setup:completion", "what your shell needs to complete commands and options")
    c.add_argument("shell", choices=["bash", "zsh", "tcsh"], help='then: eval "$(curbside completion bash)"')
    c = add("registry", "setup:registry", "public reference data: hospitals, systems, clinicians, specialties")
    c.add_argument("verb", choices=["update", "load", "status"])
    c.add_argument("file", nargs="*", metavar="FILE")


def _each_day(add: Add) -> None:
    c = add("run", "pulling:run", "pull, normalise, de-duplicate, link, publish, digest")
    c.add_argument("--board", action="append", default=[], metavar="NAME", help="only this board (may be repeated)")
    c.add_argument("--if-due", action="store_true", help="only if none has been done since [schedule] said so")
    c = add(
        "schedule", "scheduling:schedule", "the day's run by systemd, launchd, Windows or cron; made up after sleep"
    )
    c.add_argument("verb", choices=["install", "remove", "status"])
    c.add_argument(
        "--with", dest="how", choices=["systemd", "launchd", "windows", "cron"], help="default: this machine's"
    )
    add("serve", "pulling:serve", "run by the schedule until stopped (Prefect)")
    c = add("digest", "pulling:digest", "the daily digest")
    c.add_argument("--format", action="append", default=[], choices=FORMATS, metavar="F", help=", ".join(FORMATS))
    c.add_argument("--out", metavar="DIR")
    c.add_argument("--send", action="store_true", help="mail it as [digest] email says")
    c = add("open", "opening:open_page", "a page on this machine to act on: today, leads, people, market, boards")
    c.add_argument("--port", type=_count, metavar="N", help="default: any free one")
    c.add_argument("--no-browser", action="store_true", help="print the address and leave opening it to you")
    c = add("add", "adding:add", "one posting of your own finding: an address, a saved page, a mail, or pasted text")
    c.add_argument("what", metavar="URL|FILE|-", help="https://…, a page saved as .html, a mail as .eml, or - for text")
    c = add("leads", "answers:leads", "today's leads, best first, with the best insider of each")
    c.add_argument("--search", metavar="S")
    c.add_argument("--new", action="store_true", help="only those that no digest of an earlier day has told")
    c.add_argument("--limit", type=_count, default=30, metavar="N")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add(
        "show", "answers:show", "one lead: its postings, every insider with path and evidence, whom to ask for what"
    )
    c.add_argument("lead", metavar="LEAD")
    c = add("who", "answers:who", "who do I know at this employer, system, city or state")
    c.add_argument("query", nargs="+", metavar="QUERY")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("market", "answers:market", "unadvertised: whom to ask in a market, employers without a posting included")
    c.add_argument("place", nargs="*", metavar="PLACE")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("asks", "answers:asks", "what you asked of whom, and what became of it")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("reminders", "answers:reminders", "who to thank, follow up, stay in touch with, or make up with")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("review", "answers:review", "what curbside was not sure of, most leads first")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")


def _asking(add: Add) -> None:
    c = add("draft", "bridges:write_draft", "a message to edit and send yourself")
    c.add_argument("ask", choices=ASKS, metavar="ASK", help=", ".join(ASKS))
    c.add_argument("person", metavar="PERSON")
    c.add_argument("--lead", metavar="LEAD")
    c.add_argument(
        "--to", choices=["text", "clipboard", "eml", "mailto"], default="text", help="curbside sends nothing"
    )
    c.add_argument("--anyway", action="store_true", help="write it though something stands against asking")
    c.add_argument("--sent", action="store_true", help="keep that you sent it")
    c = add(
        "brief", "bridges:brief", "before a call: who they are, how you know them, what was said, what they could do"
    )
    c.add_argument("person", metavar="PERSON")
    c = add("card", "bridges:card", "your own card to hand over: vCard and QR code")
    c.add_argument("--phone", metavar="P")
    c.add_argument("--url", metavar="U")
    c.add_argument("--format", action="append", default=[], choices=["vcf", "png", "svg"], metavar="F")
    c.add_argument("--out", metavar="DIR", help="default: data/card")


def _contacts(add: Add) -> None:
    c = add("log", "saying:log", "keep an interaction")
    c.add_argument("person", metavar="PERSON")
    c.add_argument("--how", choices=["email", "call", "met", "message"], required=True)
    c.add_argument("--mood", choices=["good", "neutral", "bad"], help="how it went; leave it out where you cannot say")
    c.add_argument("--on", metavar="DATE", help="12/31/2026, Dec 31, yesterday …; default: today")
    c.add_argument("--note", metavar="T")
    c.add_argument("--next", metavar="DATE", help="when to get in touch again")
    c.add_argument("--lead", metavar="LEAD", help="the lead it was about")
    c.add_argument("--asked", choices=ASKS[:4], metavar="ASK", help="you asked them for: " + ", ".join(ASKS[:4]))
    c.add_argument("--helped", choices=HELP, metavar="HOW", help="they helped you: " + ", ".join(HELP))
    c = add("answered", "ledger:answered", "somebody answered what you asked, or will not")
    c.add_argument("person", metavar="PERSON", help="a name, an id, or a number of today's list")
    c.add_argument("--no", action="store_true", help="they cannot help; nobody waits any longer")
    c.add_argument("--helped", choices=HELP, metavar="HOW", help="they helped you: " + ", ".join(HELP))
    c.add_argument("--how", choices=["email", "call", "met", "message"], default="message")
    c.add_argument("--mood", choices=["good", "neutral", "bad"], help="how it went; leave it out where you cannot say")
    c.add_argument("--on", metavar="DATE", help="12/31/2026, Dec 31, yesterday …; default: today")
    c.add_argument("--note", metavar="T")
    c.add_argument("--next", metavar="DATE", help="when to get in touch again")
    c.add_argument("--lead", metavar="LEAD", help="the lead it was about")
    c = add("later", "ledger:later", "not today: put a person off until another day")
    c.add_argument("person", metavar="PERSON")
    c.add_argument("day", nargs="?", metavar="DAY", help="12/31/2026, tomorrow or +7; default: a week from now")
    c.add_argument("--lead", metavar="LEAD", help="about this lead alone")
    c = add("skip", "ledger:skip", "not this person for this lead; somebody else is named")
    c.add_argument("person", metavar="PERSON")
    c.add_argument("--lead", metavar="LEAD", help="default: the one beside the number on today's list")
    c = add("met", "saying:met", "somebody new, or met again: the person, the contact and the first reminder")
    c.add_argument("person", metavar="NAME")
    for option in ("employer", "title", "city", "state", "email", "phone", "url"):
        c.add_argument(f"--{option}", metavar=option[0].upper())
    c.add_argument("--at", metavar="PLACE", help="where you met: a meeting, a hospital")
    c.add_argument("--mood", choices=["good", "neutral", "bad"], default="good", help="how it went (default: good)")
    c.add_argument("--on", metavar="DATE", help="12/31/2026, Dec 31, yesterday …; default: today")
    c.add_argument("--note", metavar="T")
    c.add_argument("--next", metavar="DATE", help="when to get in touch again")
    c.add_argument("--lead", metavar="LEAD", help="the lead it was about")
    c.add_argument("--helped", choices=HELP, metavar="HOW", help="they helped you: " + ", ".join(HELP))
    c.add_argument("--new", action="store_true", help="somebody else of the same name")


def _judgments(add: Add) -> None:
    c = add("label", "saying:label", "what you call a person; sets how often to be in touch")
    c.add_argument("person", metavar="PERSON")
    c.add_argument("label", metavar="LABEL", help="friend (30 days), colleague (90), met (180), other (365), avoid")
    c.add_argument("--every", type=_count, metavar="DAYS", help="be in touch every so many days instead")
    c = add("done", "saying:done", "take a reminder off the list")
    c.add_argument("person", metavar="PERSON", help="or a lead")
    c.add_argument("kind", nargs="*", metavar="KIND", help="thank, follow up, reconnect, make up, close out")
    c = add("stage", "saying:stage", "where you are with a lead")
    c.add_argument("lead", metavar="LEAD")
    c.add_argument("stage", choices=STAGES, metavar="STAGE", help=", ".join(STAGES))
    c.add_argument("--note", metavar="T")
    c = add("search", "ledger:search", "let the daily search rest, or begin it again")
    c.add_argument("verb", choices=["status", "rest", "begin"], nargs="?", default="status")
    c = add("tip", "saying:tip", "an opening heard of, never advertised: becomes a lead")
    c.add_argument("--from", dest="source", required=True, metavar="PERSON")
    c.add_argument("--employer", required=True, metavar="E")
    c.add_argument("--title", metavar="T")
    c.add_argument("--place", metavar="P", help="such as: Boston, MA")
    c.add_argument("--note", metavar="N")
    for verb, text in (("same", "these two are one"), ("different", "these two are not one")):
        c = add(verb, f"judging:{verb}", f"your word: {text}; it wins from then on")
        c.add_argument("a", metavar="A")
        c.add_argument("b", metavar="B")
    c = add("undo", "undoing:undo", "take back what you said last, or by its number")
    c.add_argument("number", nargs="?", type=_count, metavar="NUMBER")
    c.add_argument("--list", action="store_true", help="show the last ten with their numbers")


def _your_word(add: Add) -> None:
    _contacts(add)
    _judgments(add)


def _your_data(add: Add) -> None:
    c = add("sql", "answers:sql", "read-only SQL on the published copy (a prompt without QUERY)")
    c.add_argument("query", nargs="?", metavar="QUERY")
    c.add_argument("--format", choices=["table", "csv", "json"], default="table")
    c = add("export", "bridges:export", "interactions, applications, reminders and people as .csv, .ics and .vcf")
    c.add_argument("--format", action="append", default=[], choices=["csv", "ics", "vcf"], metavar="F")
    c.add_argument("--out", metavar="DIR", help="default: data/export")
    c = add("publish", "hubs:publish", "the postings (never people) as files that others' curbside reads: a hub")
    c.add_argument("target", metavar="DIR|s3://…", help="a folder or any address that fsspec knows")
    c.add_argument("--board", action="append", default=[], metavar="NAME", help="only this board (may be repeated)")
    c.add_argument("--keep", type=_days, default=2, metavar="DAYS", help="how long earlier files stay (default 2)")
    c = add(
        "office", "offices:office", "one pull for many members, each with a private run of her own (docs/office.md)"
    )
    c.add_argument("verb", choices=["init", "add", "run", "status"])
    c.add_argument("member", nargs="*", metavar="MEMBER", help="add: names of members; run: only these")
    c.add_argument("--user", help="add: her own account on this machine")
    add("rebuild", "pulling:rebuild", "the warehouse again from data/landing/, interactions and stages kept")
    c = add(
        "backup",
        "archiving:backup",
        "the workspace as one file (FILE.age: encrypted); what can be made again is left out",
    )
    c.add_argument("file", metavar="FILE")
    c = add("restore", "archiving:restore", "the workspace from such a file, into an empty folder")
    c.add_argument("file", metavar="FILE")
    add("mcp", "assistant:mcp", "an assistant's door: read-only tools over stdio, people as ids")
    c = add("forget", "forgetting:forget", "remove one person everywhere")
    c.add_argument("person", metavar="PERSON")


def _days(text: str) -> int:
    return 0 if text == "0" else _count(text)


def _count(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("takes a whole number from 1")
    return number


GROUPS: dict[str, Callable[[Add], None]] = {
    "Setting up": _setting_up,
    "Each day": _each_day,
    "Asking and thanking": _asking,
    "Your word": _your_word,
    "Your data": _your_data,
}
