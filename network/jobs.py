"""Jobs beside today's employer: those of before ("Previous Employer", "Employer (2019)") and numbered ones with years."""

import re
from collections.abc import Iterable
from datetime import date

import polars as pl

from curbside.network import names, programs, training, unsaid
from curbside.network.contacts import ROW_AFFILIATION, conform, mapped, state
from curbside.vocabulary import placeholders

_PARTS = ("employer", "title", "city", "state", "location", "start", "end", "years")
_NUMBERED = re.compile(rf"job (\d) ({'|'.join(_PARTS)})")
_OF_YEAR = re.compile(r"(employer|title|city|state) of (\d{4})")
_PAST = re.compile(r"past (employer|title|city|state)( \d)?")
_JOB = {c: pl.String for c in ("employer", "title", "city", "state")} | {"since": pl.String, "until": pl.String}


def placed(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """`frame` with the first of a row's numbered jobs that has not ended as its employer, `since` and `until` its years, where
    no other column names one; a column of last year or this is today's where none says more."""
    for column in sorted(filter(_OF_YEAR.fullmatch, frame.columns), reverse=True):
        field, year = column.split(" of ")
        if int(year) >= today.year - 1 and field not in frame.columns:
            frame = frame.rename({column: field})
    numbers = _numbers(frame)
    for column in frame.columns:  # "City 1" without an "Employer 1"
        if (match := _NUMBERED.fullmatch(column)) and match[1] not in numbers:
            frame = frame.rename({column: match[2] if match[2] not in frame.columns else f"? {match[2]} {match[1]}"})
    if not numbers:
        return frame
    kept = []
    for row in frame.iter_rows(named=True):
        found = {} if row.get("employer") else next((j for j in _jobs(row, numbers) if not _ended(j, today)), {})
        kept.append({c: found.get(c) or row.get(c) for c in _JOB})
    return frame.with_columns(pl.DataFrame(kept, schema=_JOB).iter_columns())


def _numbers(frame: pl.DataFrame) -> list[str]:
    found = (_NUMBERED.fullmatch(c) for c in frame.columns)
    return sorted({m[1] for m in found if m and m[2] in ("employer", "title")})


def _jobs(row: dict[str, str | None], numbers: Iterable[str]) -> list[dict[str, str | None]]:
    """The numbered jobs of a row: employer, title, city, state, and the years as written."""
    found = []
    for number in numbers:
        job = {part: row.get(f"job {number} {part}") for part in _PARTS}
        if not job["employer"] and not job["title"]:
            continue
        if job["years"]:
            first, last = programs.span(job["years"])
            job["start"] = job["start"] or (str(first) if first else None)
            job["end"] = job["end"] or (str(last) if last else None)
        if job["location"]:
            at = training.place(job["location"])
            job["city"], job["state"] = job["city"] or at["city"], job["state"] or at["state"]
        years = {c: str(training.year(job[p] or "") or "") or None for c, p in (("since", "start"), ("until", "end"))}
        found.append(job | years)
    return found


def _ended(job: dict[str, str | None], today: date) -> bool:
    return training.passed(job["end"] or "", today)


def affiliations(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """Work that columns of their own name beside today's: of before, never current; numbered, current where no end has passed.
    What is today's employer as well is that alone."""
    numbers = _numbers(frame)
    if not numbers and not any(_PAST.fullmatch(c) or _OF_YEAR.fullmatch(c) for c in frame.columns):
        return ROW_AFFILIATION.to_frame()
    rows: list[dict[str, object]] = []
    for row in frame.iter_rows(named=True):
        told = [*_before(row), *((j, not _ended(j, today)) for j in _jobs(row, numbers))]
        seen = {_key(row["employer"]), _key(row.get("employer 2"))}
        for job, is_current in told:
            if (house := job["employer"]) and _key(house) not in seen and re.search(r"\w", house):
                seen.add(_key(house))
                years = {"start_year": job.get("since"), "end_year": job.get("until")}
                rows.append(
                    {"row": row["row"], "evidence": row["evidence"], "kind": "work", "organisation_name": house}
                    | {"title": job.get("title"), "city": job.get("city"), "state": job.get("state")}
                    | {c: int(y) if y else None for c, y in years.items()}
                    | {"is_current": is_current}
                )
    if not rows:
        return ROW_AFFILIATION.to_frame()
    work = pl.DataFrame(rows, schema_overrides=ROW_AFFILIATION, infer_schema_length=None)
    return conform(work.with_columns(state=state(pl.col("state"))), ROW_AFFILIATION)


def _before(row: dict[str, str | None]) -> list[tuple[dict[str, str | None], bool]]:
    """Jobs of columns that speak of before; the title may name the house ("Hospitalist, Mercy Health")."""
    jobs: dict[str | None, dict[str, str | None]] = {}
    for column, value in row.items():
        if (value and (match := _PAST.fullmatch(column))) or (value and (match := _OF_YEAR.fullmatch(column))):
            jobs.setdefault(match[2], {})[match[1]] = value
    for job in jobs.values():
        if not job.get("employer") and job.get("title"):
            title, house = programs.position(job["title"] or "")
            if house and programs.is_house(house):
                job |= {"title": title, "employer": house}
        house = job.setdefault("employer", None) or ""
        if not _is_house(house):
            job["employer"] = None
        elif (at := training.behind(house))["rest"]:
            job |= {
                "employer": at["rest"],
                "city": job.get("city") or at["city"],
                "state": job.get("state") or at["state"],
            }
    return [(job, False) for job in jobs.values()]


def unplaced(frame: pl.DataFrame) -> list[pl.Expr]:
    """What is said of before without a house, as words for the note."""
    told: list[pl.Expr] = []
    for column in frame.columns:
        if match := _PAST.fullmatch(column) or _OF_YEAR.fullmatch(column):
            house = training.text(frame, column.replace(match[1], "employer"))
            alone = ~mapped(house, _is_house, pl.Boolean).fill_null(False)
            said = training.text(frame, column)
            told.append(pl.when(alone & said.is_not_null()).then(pl.format(f"{column}: {{}}", said)))
    return told


def _is_house(said: str) -> bool:
    return bool(said) and names.fold(said) not in placeholders.NOTHING and not unsaid.is_nobody(said)


def _key(house: object) -> str:
    return names.fold(str(house or "").split(",")[0])
