"""The order of the warehouse's files, drawn into docs/warehouse.md: `python -m curbside.warehouse.draw docs/warehouse.md`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from curbside.warehouse.model import STEPS, Call, Model, models, order

BEGIN, END = "<!-- drawn by curbside.warehouse.draw -->", "<!-- end of what is drawn -->"
PREPARED = ("macro", "schema")


def calls(step: str) -> list[Call]:
    """What Python makes or fills in a step."""
    return list(getattr(import_module(f"curbside.warehouse.{step}"), "CALLS", ()))


def parts(step: str) -> list[Model | Call]:
    """The files of a step and what Python makes for it, in their order; those of a part of its own last."""
    known: list[Model | Call] = [*models(step), *(calls(step) if step not in PREPARED else [])]
    names = sorted({p.part or "" for p in known})
    return [one for name in names for one in order([p for p in known if (p.part or "") == name])]


def drawn() -> str:
    """Steps and their tables as a Mermaid flowchart, then each step's files in order."""
    steps = {step: parts(step) for step in (*PREPARED, *STEPS)}
    home = {t: step for step, ps in steps.items() for p in ps for t in p.makes}
    arrows: dict[tuple[str, str], set[str]] = {}
    for step, ps in steps.items():
        for table in set().union(*(p.reads | p.changes for p in ps)):
            if home[table] != step and home[table] not in PREPARED:
                arrows.setdefault((home[table], step), set()).add(table.removeprefix("core."))
    lines = ["```mermaid", "flowchart TD"]
    lines += [f"    {a} -->|{', '.join(sorted(ts))}| {b}" for (a, b), ts in sorted(arrows.items())]
    lines += ["```", ""]
    for step, ps in steps.items():
        lines += [f"### {step}", "", "| file | one row | reads | makes |", "| --- | --- | --- | --- |"]
        lines += [_line(p) for p in ps]
        lines.append("")
    return "\n".join(lines)


def _line(part: Model | Call) -> str:
    name = part.name.partition("/")[2]
    if isinstance(part, Call):
        row = "filled by Python"
    else:
        row = part.row.replace("|", "\\|")
        row += f" Repeated until `{part.until}` is empty." if part.until else ""
    made = _names(part.makes) + (f"; changes {_names(part.changes)}" if part.changes else "")
    return f"| {name}{f' ({part.part})' if part.part else ''} | {row} | {_names(part.reads)} | {made.lstrip('; ')} |"


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"`{n}`" for n in sorted(names))


def redrawn(text: str) -> str:
    """`text` with what stands between the marks drawn anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{drawn()}{END}{after}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(redrawn(page.read_text("utf-8")), "utf-8")
