"""Pictures as numbers: where each box, line and dot stands. Templates draw them as SVG, each with the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curbside.exports.safe import plain
from curbside.exports.story import Person, Story

PEOPLE = 6  # drawn; the list below the picture has all
BOX_WIDTH, BOX_HEIGHT, GAP = 206, 46, 14
YOU_WIDTH = 62
STEP = 44  # from one column to the next: you, who is between, who is there
ENOUGH = 3  # other postings with pay, to say anything of them


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    name: str
    says: str
    person_id: str = ""
    width: float = BOX_WIDTH

    @property
    def middle(self) -> float:
        return self.y + BOX_HEIGHT / 2


@dataclass(frozen=True)
class Paths:
    """You, whoever is between, and the people at the opening; `lines` are SVG paths, those to be careful with apart."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[str, bool], ...]
    height: float
    width: float
    words: str


def paths(story: Story) -> Paths | None:
    """Ways to the people at an opening, the best first; None where nobody is known."""
    best: dict[str, Person] = {}
    for one in story.people:
        if one.relation != "in the market":
            best.setdefault(one.person_id, one)
    people = list(best.values())[:PEOPLE]
    if not people:
        return None
    height = len(people) * (BOX_HEIGHT + GAP) - GAP
    first = YOU_WIDTH + STEP
    last = first + (BOX_WIDTH + STEP if any(p.via_id for p in people) else 0)
    you = Box(0, (height - BOX_HEIGHT) / 2, "You", "", width=YOU_WIDTH)
    there = [
        Box(last, i * (BOX_HEIGHT + GAP), plain(p.person, 24), plain(p.relation, 30), p.person_id)
        for i, p in enumerate(people)
    ]
    between: dict[str, list[Box]] = {}
    for person, box in zip(people, there, strict=True):
        if person.via_id:
            between.setdefault(person.via_id, []).append(box)
    names = {p.via_id: p.via for p in people if p.via_id}
    via = {
        key: Box(first, sum(b.y for b in ends) / len(ends), plain(names[key], 24), "knows them", key)
        for key, ends in between.items()
    }
    lines = [(_line(you, box), False) for box in via.values()]
    for person, box in zip(people, there, strict=True):
        lines.append((_line(via[person.via_id] if person.via_id else you, box), bool(person.caution)))
    words = "; ".join(f"you to {p.via} to {p.person}" if p.via else f"you to {p.person}" for p in people)
    return Paths((you, *via.values(), *there), tuple(lines), height, last + BOX_WIDTH, f"Ways to people there: {words}")


def _line(start: Box, end: Box) -> str:
    x1, x2 = start.x + start.width, end.x
    bend = min(60.0, (x2 - x1) / 2)
    if abs(start.middle - end.middle) < 1:
        return f"M{x1:g} {start.middle:g}H{x2:g}"
    return f"M{x1:g} {start.middle:g}C{x1 + bend:g} {start.middle:g} {x2 - bend:g} {end.middle:g} {x2:g} {end.middle:g}"


@dataclass(frozen=True)
class Pay:
    """Yearly pay of like postings on a line of 600 points: dots, the middle half, and the one that is looked at."""

    dots: tuple[float, ...]
    low: float
    middle: float
    high: float
    mine: float | None
    ticks: tuple[tuple[float, str], ...]
    words: str


def pay(like: Mapping[str, Any]) -> Pay | None:
    """Where this posting's pay stands among open ones of its specialty; None where too few say theirs.

    `like`: postings, low, middle, high, least, most, own (None: not said), below (how many pay less), dots; dollars a year.
    """
    if like["postings"] < ENOUGH:
        return None
    own = like["own"]
    least, most = (min(like["least"], own), max(like["most"], own)) if own else (like["least"], like["most"])
    steps = (base * 10**power for power in range(4, 12) for base in (1, 2.5, 5))
    step = next(s for s in steps if (most - least) / s <= 6)
    start, end = least // step * step, (most // step + 1) * step

    def at(dollars: float) -> float:
        return float(round(20 + 560 * (min(max(dollars, start), end) - start) / (end - start), 1))

    low, middle, high = like["low"], like["middle"], like["high"]
    words = f"{like['postings']:,} other open postings of the specialty say their pay: half of them {_k(low)} to {_k(high)}, the middle {_k(middle)}."
    if own:
        more = {0: "less than any", like["postings"]: "more than any"}.get(
            like["below"], f"more than {like['below']:,}"
        )
        words += f" This one, about {_k(own)}, pays {more} of them."
    else:
        words += " This one does not say."
    ticks = tuple((at(start + i * step), _k(start + i * step)) for i in range(int((end - start) / step) + 1))
    dots = tuple(sorted(map(at, like["dots"])))
    return Pay(dots, at(low), at(middle), at(high), at(own) if own else None, ticks, words)


def _k(dollars: float) -> str:
    return f"${dollars / 1000:,.0f}k"
