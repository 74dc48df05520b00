"""Days and years as exports write them, in a dozen languages."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from curbside.network.names import fold

# First letters that tell each month from the others, accents and case folded: en, de, fr, es, it, pt, nl, pl, tr, ru.
_MONTHS = {
    1: "jan janv ene enero gen gennaio sty stycznia oca янв",
    2: "feb fev fevr lut lutego sub фев",
    3: "mar march mars marz maerz mrt maart marzo marco мар",
    4: "apr avr avril abr abril kwi kwietnia nis апр",
    5: "may mai mag maggio mayo maio mei maj maja маи мая",
    6: "jun june juin giu giugno cze czerwca haz июн",
    7: "jul july juil lug luglio lip lipca tem июл",
    8: "aug aou aout ago agosto sie sierpnia agu авг",
    9: "sep sept set setembro settembre wrz wrzesnia eyl сен",
    10: "oct okt out ott ottobre outubro paz pazdziernika eki окт",
    11: "nov lis listopada kas ноя",
    12: "dec dez dic dicembre diciembre dezembro gru grudnia ara дек",
}
_MONTH = {word: number for number, words in _MONTHS.items() for word in words.split()}
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t\d+z?)?$")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|er)?[\s-]+(?:de\s+)?([^\W\d_]{3,})\.?[\s,-]+(?:de\s+)?(\d{4}|\d{2})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,})\.?(?:\s+de)?[\s-]+(\d{4})(?!\d)")
_SLASH_YEAR = re.compile(r"(\d{1,2})/(\d{4})$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")  # a spreadsheet's day as the number that it is
_CJK = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def is_day_first(column: Iterable[str | None]) -> bool:
    """Whether a column writes its days before its months: one of them says so (`25/03/2021`), and none says otherwise."""
    pairs = {(int(m[1]), int(m[3])) for text in column if text and (m := _NUMBERS.match(text.strip()))}
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)


@lru_cache(maxsize=65536)
def day(text: str | None, day_first: bool = False) -> date | None:
    """The day that `text` names, or None. A month alone means its first day, a year alone 1 January.

    Numbers with slashes are read as month/day (the order of a US export) unless the first exceeds 12 or the column is
    `day_first`; with points as day.month. Outlook's empty dates (`0/0/00`) are None.
    """
    s = fold(text or "")
    if m := _ISO.match(s) or _CJK.match(s):
        return _date(m[1], m[2], m[3] or "1")
    if m := _COMPACT.match(s):
        return _date(m[1], m[2], m[3])
    if m := _NUMBERS.match(s):
        first, second = int(m[1]), int(m[3])
        day_first = m[2] == "." or first > 12 or (day_first and second <= 12)
        return _date(m[4], second if day_first else first, first if day_first else second)
    if m := _DAY_MONTH.match(s):
        return _date(m[3], _month(m[2]), m[1])
    if m := _MONTH_DAY.match(s):
        return _date(m[3], _month(m[1]), m[2])
    if m := _SLASH_YEAR.match(s):
        return _date(m[2], m[1], "1")
    if m := _MONTH_YEAR.match(s):
        return _date(m[2], _month(m[1]), "1")
    if _YEAR.fullmatch(s):
        return _date(s, 1, 1)
    if (m := _SERIAL.fullmatch(s)) and 18_000 < int(m[1]) < 60_000:  # 1949 to 2064
        return date(1899, 12, 30) + timedelta(int(m[1]))
    return None


def year(text: str | None) -> int | None:
    """The year that `text` names: of a day, else the last year that it mentions."""
    if found := day(text):
        return found.year
    years = _YEAR.findall(text or "")
    return int(years[-1]) if years else None


def ending(first: int, digits: str) -> int:
    """The year in which a span from `first` ends, of its two or four digits: "19" behind 2016 is 2019, "02" behind 1999
    2002; one before `first` is a century later."""
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    return last + 100 * (last < first)


def mentioned(text: str) -> date | None:
    """The day that a phrase mentions ("ACP meeting 2018", "Boston, May 2019"); of a year alone its first."""
    if found := day(text):
        return found
    for pattern in (r"\d{4}-\d{1,2}(?:-\d{1,2})?", r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", r"[^\W\d]{3,}\.? \d{4}"):
        for match in re.findall(pattern, text):
            if found := day(match):
                return found
    said = year(text)
    return date(said, 1, 1) if said else None


def _month(word: str) -> int:
    return _MONTH.get(word) or _MONTH.get(word[:4]) or _MONTH.get(word[:3]) or 0


def _date(y: str, m: str | int, d: str | int) -> date | None:
    years = int(y)
    if len(y) == 2:
        years += 2000 if years < 70 else 1900
    try:
        return date(years, int(m), int(d))
    except ValueError:
        return None
