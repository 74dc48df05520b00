"""Several places in one line: "Cleveland, OH; Akron", "Tampa/St. Petersburg, FL", "Kansas City, MO/KS". Pure."""

import re
from collections.abc import Callable
from functools import cache

import polars as pl

from curbside.transforms import gazetteer
from curbside.vocabulary.states import STATES

_SIGN = r"\s*[;|]\s*|\s+or\s+|\s+/\s+|\n+"
_TOGETHER = r"\s*(?:[;|/,&]|\band\b|\bor\b|\n)\s*"  # what may stand between two towns, or a town and its state
_MAYBE = r"[;|/&\n]|\bor\b|\band\b"
_CODES = "|".join(STATES)
_ENDS_IN_STATE = rf",\s*(?:{_CODES}|{'|'.join(STATES.values())})$"
_TWO_STATES = re.compile(rf"^([^,/;|]+),? ({_CODES}) ?(?:/|&|and|or) ?({_CODES})$")
_CODE = re.compile(rf",\s*({_CODES})\b")
_LAST = re.compile(r"^(.+),\s*([^,]+?)\.?(?:\s+\d{5}(?:-\d{4})?)?$", re.DOTALL)
Known = Callable[[str, str], bool]


def told_apart(places: pl.DataFrame) -> pl.DataFrame:
    """`places` (text, city, state, latitude, longitude …) with a row of its own for each place that one line names."""
    city, text = pl.col("city"), pl.col("text")
    # "Troy, Lima" beside one state
    towns = pl.when(~city.str.contains(_ENDS_IN_STATE)).then(city.str.replace_all(r"\s*,\s*", " and ")).otherwise(city)
    told = pl.when(city.is_null()).then("text").when(text.is_null()).then(pl.concat_str(towns, pl.lit(", "), "state"))
    places = places.with_columns(line=told)
    places = places.join(
        apart(places["line"].drop_nulls()), left_on="line", right_on="text", how="left", maintain_order="left"
    )
    one = pl.col("several").is_null()
    # the coordinates beside them are one place's, nobody says whose
    kept = {c: pl.when(one).then(c) for c in ("city", "state", "latitude", "longitude")}
    lines = pl.when(one).then(pl.concat_list("text")).otherwise("several")
    return places.with_columns(text=lines, **kept).drop("line", "several").explode("text")


def apart(texts: pl.Series) -> pl.DataFrame:
    """text, several: each distinct text that names several places, with a text of its own for each.

    A town without a state takes the one beside it, where a town of that name lies there.
    """
    told = texts.filter(texts.str.contains(_MAYBE)).unique().to_list()
    names = sorted({n.strip(" .") for text in told for n in [*re.split(_TOGETHER, text), text.rpartition(",")[0]]})
    frame = pl.DataFrame({"name": names}, schema={"name": pl.String})
    keys = dict(frame.with_columns(key=gazetteer.fold(pl.col("name"))).iter_rows())
    states = dict(zip(names, gazetteer.state_of(frame["name"], any_case=False), strict=True))

    def known(name: str, state: str) -> bool:
        return (keys.get(name), state) in _places()

    found = {text: _parts(text, states, known) for text in told}
    rows = [(text, parts) for text, parts in found.items() if parts != [text]]
    return pl.DataFrame(rows, schema={"text": pl.String, "several": pl.List(pl.String)}, orient="row")


def _parts(text: str, states: dict[str, str | None], known: Known) -> list[str]:
    """The places of one text, itself where it names one."""
    if (both := _TWO_STATES.match(text)) and known(both[1], both[2]) and known(both[1], both[3]):
        return [f"{both[1]}, {both[2]}", f"{both[1]}, {both[3]}"]
    if (towns := _towns(text, states, known)) is not None:
        return towns
    whole = _LAST.match(text)
    if whole and known(whole[1], states.get(whole[2]) or ""):  # "Truth or Consequences, NM"
        return [text]
    pieces = [p for p in re.split(_SIGN, text) if p]
    said = [_state(p, states) for p in pieces]
    return [
        _with_state(p, [*said[n:], *reversed(said[:n])], known) if said[n] is None else p for n, p in enumerate(pieces)
    ] or [text]


def _towns(text: str, states: dict[str, str | None], known: Known) -> list[str] | None:
    """ "Phoenix, Mesa and Tempe, AZ": towns that lie in the one state behind them."""
    last = _LAST.match(text)
    if last is None or not re.search(r"[/&]|\band\b", text):
        return None
    state = states.get(last[2]) or ""
    towns = [n for n in re.split(_TOGETHER, last[1]) if n]
    return [f"{town}, {state}" for town in towns] if all(known(town, state) for town in towns) else None


def _state(piece: str, states: dict[str, str | None]) -> str | None:
    """Two letters of the state that a piece names."""
    if code := _CODE.search(piece):
        return code[1]
    last = _LAST.match(piece)
    return states.get(last[2] if last else piece)


def _with_state(piece: str, said: list[str | None], known: Known) -> str:
    """`piece` with the first of the states beside it in which a town of its name lies."""
    state = next((s for s in said if s is not None), None)
    return f"{piece}, {state}" if state is not None and known(piece, state) else piece


@cache
def _places() -> frozenset[tuple[str, str]]:
    return frozenset(gazetteer.places().select("key", "state").iter_rows())
