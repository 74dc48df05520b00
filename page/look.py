"""How a page is written: templates, and how days, money and links read in them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from curbside.exports.safe import dial, link, local, money, phone, plain
from curbside.page.desk import Desk
from curbside.page.guard import Gate
from curbside.vocabulary.counts import counted

NAV = (
    ("/", "Today"), ("/leads", "Leads"), ("/people", "People"), ("/market", "Market"), ("/boards", "Boards"), ("/setup", "Set-up"),
)  # fmt: skip

LETTERS = ("draft.html.j2", "setup.html.j2", "newcomer.html.j2")  # a letter greets by name; set-up names the user


class Missing(ValueError):
    """What was asked for is not there. The text is one line."""


class Look:
    """Renders templates with what every page needs."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        self._desk, self._gate = desk, gate
        self._env = Environment(
            loader=PackageLoader("curbside.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._env.filters |= {
            "day": day, "longday": longday, "count": counted, "sentence": sentence, "plain": plain, "query": query, "percent": percent,
            "tel": dial, "link": link, "money": money, "phone": phone, "local": local_time,
        }  # fmt: skip

    def page(
        self, template: str, here: str, title: str, back: str | None = None, bare: bool = False, **values: Any
    ) -> str:
        """A whole page. `here`: the address of the entry of the menu; `back`: where its forms come back to;
        `bare`: without the menu."""
        desk, held = self._desk, self._desk.settings()
        today = held.day(desk.clock()) if held else None
        notices, desk.notices = desk.notices, []
        whole = self._env.get_template(template).render(
            nav=NAV, here=here, title=title, back=back or here, notices=notices, own=self._gate.form,
            name=plain(held.me.name) if held else "", running=desk.is_running() and not bare, today=today,
            clock=held.clock if held else None, bare=bare, **values,
        )  # fmt: skip
        veil = desk.veil() if held and not held.digest.names and template not in LETTERS else None
        return veil.over(whole) if veil else whole

    def notices(self) -> str:
        """A page of what is to be said alone."""
        return self.page("base.html.j2", "", "")

    def trouble(self, line: str) -> str:
        """A page that says one line, and where to mend it."""
        return self.page(
            "trouble.html.j2",
            "",
            "That did not work",
            back="/",
            line=line,
            file="curbside.toml" in line,
            is_empty=not self._desk.workspace.leads.exists(),
        )


def longday(value: date) -> str:
    """`Saturday, November 28`."""
    return f"{value:%A, %B} {value.day}"


@pass_context
def day(context: Context, value: date | None) -> str:
    """A day as people say it near today; the year only where it is another one."""
    today = context["today"]
    if value is None:
        return ""
    away = (today - value).days if today else 400
    if away in (-1, 0, 1):
        return ("tomorrow", "today", "yesterday")[away + 1]
    return f"{value:%b} {value.day}" + (f", {value.year}" if today is None or value.year != today.year else "")


@pass_context
def local_time(context: Context, minute: str) -> str:
    """A minute of UTC on the user's clock."""
    return local(minute, context["clock"])


def sentence(text: str) -> str:
    """With a capital at the start, unless that is a file or an address, and a full stop at the end."""
    start = text if re.match(r"\S*[^\s.,:;][./\\@]\S", text) else text[:1].upper() + text[1:]
    return start + ("" if not text or text[-1] in ".!?…" else ".")


def query(values: dict[str, Any]) -> str:
    """`?state=OH&new=1` of what is set; empty of nothing."""
    text = urlencode({k: v for k, v in values.items() if v not in (None, "", False)}, doseq=True)
    return f"?{text}" if text else ""


def percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
