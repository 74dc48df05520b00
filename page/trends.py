"""Two pictures of the market: openings posted a week by specialty, and how far the user's people reach; numbers for SVG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from curbside.exports.safe import plain
from curbside.vocabulary.counts import counted

WEEKS, SPECIALTIES, STATES = 13, 4, 8  # shown; the rest is "other"
POSTED = """
-- One row a week and specialty of the leads' openings: how many were posted. A specialty beyond the commonest is null.
with opening as (
    select distinct o.opportunity_id, o.specialty, coalesce(o.posted_on, cast(o.first_seen as date)) as posted_on
    from opportunities o semi join leads l on l.lead_id = o.opportunity_id
), week as (
    select cast(date_trunc('week', posted_on) as date) as week, specialty from opening
    where posted_on > $today - 7 * $weeks and posted_on <= $today
), common as (
    select specialty from week where specialty is not null group by specialty order by count(*) desc, specialty limit $specialties
)
select week, c.specialty, count(*) as openings from week left join common c using (specialty) group by all order by all
"""
REACH = """
-- One row a state: its open leads by the nearest way in: somebody there, somebody who knows somebody there, nobody.
with lead as (
    select l.lead_id, any_value(l.state) as state from leads l left join opportunities o on o.opportunity_id = l.lead_id
    where o.status is distinct from 'closed' and l.stage is distinct from 'dismissed' and l.state is not null
    group by l.lead_id
), way as (
    select opportunity_id as lead_id, bool_or(via_person_id is null) as is_direct from insiders
    where relation <> 'in the market' group by all
)
select state, count(*) as leads, count(*) filter (is_direct) as direct, count(*) filter (not is_direct) as introduced
from lead left join way using (lead_id) group by state order by leads desc, state limit $states
"""


@dataclass(frozen=True)
class Posted:
    """Bars of a chart of 600 by 180 points: (x, y, height, color); `table`: the same as (week, number a specialty)."""

    bars: tuple[tuple[float, float, float, int], ...]
    width: float
    ticks: tuple[tuple[float, str], ...]
    most: int
    specialties: tuple[str, ...]
    table: tuple[tuple[date, tuple[int, ...]], ...]
    words: str


def posted(rows: list[dict[str, Any]], today: date) -> Posted | None:
    """Rows of POSTED as bars, a stack a week; None where nothing is known of two weeks."""
    if len({row["week"] for row in rows}) < 2:
        return None
    totals: dict[str | None, int] = {}
    for row in rows:
        totals[row["specialty"]] = totals.get(row["specialty"], 0) + row["openings"]
    named = sorted((s for s in totals if s is not None), key=lambda s: (-totals[s], s))
    keys: list[str | None] = [*named, *([None] if None in totals else [])]
    names = tuple(plain(s, 40) if s else "other" for s in keys)
    counts = {(row["week"], row["specialty"]): int(row["openings"]) for row in rows}
    monday = today - timedelta(today.weekday())
    weeks = [monday - timedelta(7 * n) for n in range(WEEKS - 1, -1, -1)]
    table = tuple((week, tuple(counts.get((week, key), 0) for key in keys)) for week in weeks)
    most = max(sum(numbers) for _, numbers in table) or 1
    step, bars = 560 / WEEKS, []
    for at, (_, numbers) in enumerate(table):
        base = 150.0
        for color, number in enumerate(numbers):
            height = 130 * number / most
            base -= height
            if number:
                bars.append((round(30 + at * step + 3, 1), round(base, 1), round(height, 1), color))
    ticks = tuple((round(30 + (at + 0.5) * step, 1), f"{w:%b} {w.day}") for at, w in enumerate(weeks) if at % 3 == 0)
    said = ", ".join(f"{name} {sum(numbers[i] for _, numbers in table)}" for i, name in enumerate(names))
    words = f"Openings among your leads by the week they were posted, the last {WEEKS} weeks: {said}; at most {most} a week."
    return Posted(tuple(bars), round(step - 6, 1), ticks, most, names, table, words)


@dataclass(frozen=True)
class Reach:
    """One state: how many of its leads are reached directly, through somebody, not at all; widths of 100."""

    state: str
    leads: int
    direct: int
    introduced: int

    @property
    def nobody(self) -> int:
        return self.leads - self.direct - self.introduced

    @property
    def parts(self) -> tuple[tuple[float, float], ...]:
        """(x, width) of the three, as shares of 100."""
        shares = [100 * n / self.leads for n in (self.direct, self.introduced, self.nobody)]
        return tuple((round(sum(shares[:i]), 2), round(share, 2)) for i, share in enumerate(shares))


def reach(rows: list[dict[str, Any]]) -> tuple[list[Reach], str]:
    """(rows of REACH, the whole in words)."""
    found = [Reach(row["state"], row["leads"], row["direct"], row["introduced"]) for row in rows]
    said = "; ".join(
        f"{r.state}: {counted(r.leads, 'lead')}, somebody there at {r.direct:,}, an introduction to {r.introduced:,}, nobody at {r.nobody:,}"
        for r in found
    )
    return found, f"How your people reach the leads of each state. {said}."
