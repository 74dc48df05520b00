"""Days that postings name, in every form the boards use.

A day is taken as written: `2026-05-21T04:00:00Z` (midnight in New York) and `2026-05-21T23:59:59-07:00` are both
21 May. Only epoch numbers need a zone, and are read in UTC. "30+ Days Ago" only says "at least", so it is null.
"""

import polars as pl

from curbside.vocabulary.days import MONTHS

_NUMBER = {month[:3]: number for number, month in enumerate(MONTHS, 1)}
_MONTH = rf"(?:{'|'.join(_NUMBER)})"
_EARLIEST, _LATEST = 2001, 2200  # before: what software writes for no day (1970-01-01, 1999-11-30, 2000-01-01)
# "Date posted: 5/3/2026", "Closing date 15 June 2026", "/Date(1779710400000)/"
_LABEL = r"^(?:date\s+)?(?:posted|published|updated|listed|opens?|opened|closes|closing|expires|deadline)(?:\s+date)?(?:\s+on)?\s*[:–-]?\s*|^/date\("


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Date of three integer expressions, null where there is no such day."""
    year = pl.when(year.is_between(_EARLIEST, _LATEST)).then(year)
    return pl.concat_str(year, month, day, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _group(text: pl.Expr, pattern: str, n: int) -> pl.Expr:
    return text.str.extract(pattern, n).cast(pl.Int32, strict=False)


def _numeric(text: pl.Expr, pattern: str, year: int, month: int, day: int) -> pl.Expr:
    full = _group(text, pattern, year)
    short = text.str.extract(pattern, year).str.len_bytes() == 2
    return _day(
        pl.when(short).then(full + 2000).otherwise(full), _group(text, pattern, month), _group(text, pattern, day)
    )


def _named(text: pl.Expr, pattern: str, year: int, month: int, day: int) -> pl.Expr:
    name = text.str.extract(pattern, month).replace_strict(_NUMBER, default=None, return_dtype=pl.Int32)
    full = text.str.extract(pattern, year).str.strip_chars("'’").cast(pl.Int32, strict=False)
    return _day(pl.when(full < 100).then(full + 2000).otherwise(full), name, _group(text, pattern, day))


def read(text: pl.Expr, seen_at: pl.Expr) -> pl.Expr:
    """Date of a board's date string; `seen_at` (UTC datetime of the answer) is what relative ones count from."""
    text = text.str.head(80).str.strip_chars().str.to_lowercase().str.replace(_LABEL, "")
    iso = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)"
    compact = r"^(\d{4})(\d{2})(\d{2})(?:$|t\d)"
    slashed = r"^(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?:\D|$)"
    dotted = r"^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D|$)"
    year = r"(\d{4}|['’]?\d{2})(?:$|[^\d:])"
    month_first = rf"\b({_MONTH})[a-z]*\.?,?[\s/.-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s/.-]+{year}"
    day_first = rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s/.-]*(?:of\s+)?({_MONTH})[a-z]*\.?,?[\s/.-]*{year}"
    # "Fri Nov 20 10:00:00 EST 2026": asctime, date(1)
    clocked = rf"\b({_MONTH})[a-z]*\s+(\d{{1,2}})\s+\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]m)?(?:\s+(?:[a-z]{{2,5}}|[+-]\d\d:?\d\d))*\s+(\d{{4}})(?:\D|$)"
    year_first = rf"^(\d{{4}})[\s/.-]+({_MONTH})[a-z]*[\s/.-]+(\d{{1,2}})(?:\D|$)"
    us = _numeric(text, slashed, 3, 1, 2)
    written = pl.coalesce(
        _numeric(text, iso, 1, 2, 3),
        _numeric(text, compact, 1, 2, 3),
        us,
        _numeric(text, slashed, 3, 2, 1),  # 21/05/2026: there is no month 21
        _numeric(text, dotted, 3, 2, 1),
        _numeric(text, dotted, 3, 1, 2),
        _named(text, year_first, 1, 2, 3),
        _named(text, month_first, 3, 1, 2),
        _named(text, day_first, 3, 2, 1),
        _named(text, clocked, 3, 1, 2),
    )
    return pl.coalesce(written, _epoch(text), _serial(text, seen_at), _relative(text, seen_at))


def closing(text: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Closing day of a date string that was `read` as `day`: the last minute of a day west of Greenwich in UTC
    (`2027-01-07T05:59:59Z`) is the day before."""
    end = r"t(?:0[3-9]|1[01]):59(?::[0-5]\d(?:\.\d+)?)?\s*(?:z|\+00:?00|utc|gmt)$"
    return pl.when(text.str.to_lowercase().str.contains(end)).then(day.dt.offset_by("-1d")).otherwise(day)


def _epoch(text: pl.Expr) -> pl.Expr:
    """Seconds or milliseconds since 1970, told apart by size; UTC."""
    number = text.str.extract(r"^(\d{9,13})(?:\.\d*)?(?:[+-]\d{4})?(?:\)/)?$").cast(pl.Int64, strict=False)
    ms = pl.when(number >= 100_000_000_000).then(number).otherwise(number * 1000)
    day = pl.from_epoch(ms, time_unit="ms").dt.date()
    return pl.when(day.dt.year().is_between(_EARLIEST, _LATEST)).then(day)


def _serial(text: pl.Expr, seen_at: pl.Expr) -> pl.Expr:
    """A spreadsheet's day: days since 30 December 1899. Believed within ten years of the answer: any number may have five digits."""
    number = text.str.extract(r"^(\d{5})(?:\.\d+)?$").cast(pl.Int32, strict=False)
    day = pl.date(1899, 12, 30) + pl.duration(days=number)
    return pl.when((day.dt.year() - seen_at.dt.year()).abs() <= 10).then(day)


def _relative(text: pl.Expr, seen_at: pl.Expr) -> pl.Expr:
    seen = seen_at.dt.replace_time_zone(None)
    ago = r"^(?:posted|updated|listed|active)?:?\s*(?:about )?(\d{1,3}|an?)\s*(minute|min|hour|hr|day|week|wk|month|mo|[mhdw])s?\.?\s*ago\b"
    count = text.str.extract(ago, 1).replace({"a": "1", "an": "1"}).cast(pl.Int64, strict=False)
    unit = text.str.extract(ago, 2)
    hours = pl.when(unit.is_in(["hour", "hr", "h"])).then(count)
    minutes = pl.when(unit.is_in(["minute", "min", "m"])).then(count)
    days = (
        pl.when(unit.is_in(["day", "d"]))
        .then(count)
        .when(unit.is_in(["week", "wk", "w"]))
        .then(count * 7)
        .when(text.str.contains(r"^(?:posted|updated|listed)?:?\s*yesterday\b"))
        .then(1)
        .when(text.str.contains(r"^(?:posted|updated|listed)?:?\s*(?:today|just (?:now|posted)|new)\b"))
        .then(0)
    )
    months = pl.when(unit.is_in(["month", "mo"])).then(count)
    back = pl.coalesce(pl.duration(hours=hours), pl.duration(minutes=minutes), pl.duration(days=days))
    month_back = seen.dt.date().dt.offset_by(pl.concat_str(pl.lit("-"), months.cast(pl.String), pl.lit("mo")))
    return pl.coalesce((seen - back).dt.date(), month_back)


def posted(day: pl.Expr, seen_at: pl.Expr) -> pl.Expr:
    """Posting day; null where it lies in the future (a day of leeway for zones), which no posting day can."""
    return pl.when(day <= seen_at.dt.date() + pl.duration(days=1)).then(day)


def closes(closes: pl.Expr, posted: pl.Expr, seen_at: pl.Expr, official: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """(closing day or null, whether it was made up by the board's software).

    `closes`, `posted`: dates. Made up: a day before the posting day, 4 months, 1 year or 10 years after it (a
    day of leeway), or more than three years after the fetch. `official`: boards whose closing days are law (USAJOBS), believed as they are.
    """
    near = [(closes - posted.dt.offset_by(step)).dt.total_days().abs() <= 1 for step in ("4mo", "1y", "365d", "10y")]
    far = closes > seen_at.dt.date().dt.offset_by("3y")
    made_up = (pl.any_horizontal(closes < posted, far, *near) & ~official).fill_null(False)
    return pl.when(~made_up).then(closes), made_up
