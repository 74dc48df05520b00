"""`curbside.toml` and the environment, read into typed settings; what is wrong is said in one line."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from curbside import extractors
from curbside.faults import WrongUse
from curbside.vocabulary import states


class ConfigError(WrongUse):
    """The configuration cannot be used. The text is one line: key, section, and what it takes."""


def _state(value: str) -> str:
    """`OH` of "OH", "Ohio", "D.C.", "Mass."."""
    code = states.code(value)
    if code is None:
        raise ValueError("takes two-letter US state codes, such as OH")
    return code


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("takes a time zone's name, such as America/New_York") from None
    return value


def _cron(value: str) -> str:
    from cronsim import CronSim, CronSimError

    try:
        if len(value.split()) != 5:
            raise CronSimError("five fields")
        CronSim(value, datetime(2026, 1, 1))
    except CronSimError:
        raise ValueError(f"{value!r} is no time; takes five cron fields, such as 0 6 * * *") from None
    return value


def _board_name(value: str) -> str:
    if not value or not all(c.isalnum() or c in "-_." for c in value) or value.startswith("."):
        raise ValueError("takes letters, digits, -, _ and . only: it names a folder")
    return value


def _family(value: str) -> str:
    if value not in (known := extractors.names()):
        close = difflib.get_close_matches(value, known, 1)
        raise ValueError((f"did you mean {close[0]}? " if close else "") + f"it takes one of {', '.join(known)}")
    return value


State = Annotated[str, AfterValidator(_state)]
Year = Annotated[int, Field(ge=1900, le=2100)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Training(Section):
    kind: Literal["medical school", "residency", "fellowship", "other"]
    institution: str = Field(min_length=1)
    program: str | None = None
    start: Year | None = None
    end: Year | None = None


class Position(Section):
    employer: str = Field(min_length=1)
    title: str | None = None
    start: Year | None = None
    end: Year | None = None


class Me(Section):
    name: str = ""
    email: str | None = None
    specialties: list[str] = []
    own_employer: bool = False  # openings of the employer where the user works today are leads as well
    training: list[Training] = []
    position: list[Position] = []


class Near(Section):
    place: str = Field(min_length=1)
    miles: float = Field(gt=0, le=5000)


class Search(Section):
    name: str = Field(min_length=1)
    specialties: list[str] | None = None  # None: those of [me]; an empty list: any
    states: list[State] = []
    near: list[Near] = []
    employment: list[
        Literal["full-time", "part-time", "locum tenens", "per diem", "contract", "fellowship", "academic"]
    ] = []
    min_pay: float | None = Field(None, ge=0)
    visa: list[Literal["J-1", "H-1B"]] = []
    agencies: bool = True
    exclude: list[str] = []


class BoardEntry(Section):
    name: Annotated[str, AfterValidator(_board_name)]
    family: Annotated[str, AfterValidator(_family)] | None = None
    url: str | None = None
    account: str | None = None
    employer: str | None = None  # of a single employer's site, where its postings do not say
    enabled: bool = True
    max_postings: int = Field(5000, ge=1, le=1_000_000)
    min_interval: float = Field(1.0, ge=0, le=3600)


class Friend(Section):
    of: str = Field(min_length=1)
    linkedin: str | None = None
    google: str | None = None
    outlook: str | None = None
    vcard: str | None = None
    roster: str | None = None


class Network(Section):
    linkedin: list[str] = []
    google: list[str] = []
    outlook: list[str] = []
    vcard: list[str] = []
    roster: list[str] = []
    alerts: list[str] = []
    sent: list[str] = []  # sent mail (.mbox, .eml): headers only, for the dates of contact
    calendar: list[str] = []  # .ics
    friends: list[Friend] = []


class Mail(Section):
    to: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    smtp: str = Field("smtp://localhost:25", pattern=r"^smtps?://")
    sender: str | None = None


class Digest(Section):
    formats: list[Literal["html", "md", "csv", "json", "parquet", "xlsx", "ics", "rss", "eml"]] = [
        "html",
        "md",
        "csv",
    ]
    email: Mail | None = None
    names: bool = True  # false: people appear by their ids


class Schedule(Section):
    cron: Annotated[str, AfterValidator(_cron)] = "0 6 * * *"
    timezone: Annotated[str, AfterValidator(_timezone)] = "America/New_York"


class Settings(Section):
    me: Me = Me()
    search: list[Search] = Field(min_length=1)
    board: list[BoardEntry] = []
    network: Network = Network()
    digest: Digest = Digest()
    schedule: Schedule = Schedule()

    @model_validator(mode="after")
    def _no_twins(self) -> "Settings":
        for section, names in (
            ("board", [b.name for b in self.board]),
            ("search", [s.name for s in self.search]),
        ):
            twins = {n for n in names if names.count(n) > 1}
            if twins:
                raise ValueError(f"[[{section}]] name: {sorted(twins)[0]!r} stands twice; each takes a name of its own")
        return self


def read(file: Path) -> Settings:
    """Settings of `file` (curbside.toml). Raises ConfigError, with one line, on anything wrong."""
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file} is not there; `curbside init` writes one, or name the workspace with -C") from None
    except (OSError, UnicodeDecodeError) as e:
        why = "is not UTF-8 text" if isinstance(e, UnicodeDecodeError) else f"cannot be read ({e.strerror})"
        raise ConfigError(f"{file} {why}") from None
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{file.name}: not valid TOML: {e}") from None
    except ValidationError as e:
        errors = sorted(e.errors(), key=lambda error: error["type"] == "missing")  # what is written wrong comes first
        first, more = errors[0], len(errors) - 1
        raise ConfigError(f"{file.name}: {_line(first)}" + (f" (and {more} more)" if more else "")) from None


def _line(error: Any) -> str:
    """One wrong key as `[section] key: what it takes`."""
    where = [p for p in error["loc"]]
    section, key = _section(where)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(where[:-1])
        close = difflib.get_close_matches(str(where[-1]), known, 1)
        hint = f"did you mean {close[0]}? " if close else ""
        return f"{section} {key}: unknown key; {hint}it takes {', '.join(known)}"
    if kind == "missing":
        if key == "search":
            return "[[search]]: at least one is needed"
        return f"{section} {key}: is missing; it is needed"
    if kind == "too_short" and key == "search":
        return "[[search]]: at least one is needed"
    if kind == "value_error":
        text = str(context.get("error", error["msg"]))
        return text if text.startswith("[[") else f"{section} {key}: {text}".replace(" : ", ": ")
    takes = {
        "literal_error": f"takes {context.get('expected', '')}",
        "list_type": 'takes a list, such as ["…"]',
        "string_type": "takes text in quotes",
        "bool_type": "takes true or false",
        "bool_parsing": "takes true or false",
        "int_type": "takes a whole number",
        "int_parsing": "takes a whole number",
        "int_from_float": "takes a whole number",
        "float_type": "takes a number",
        "float_parsing": "takes a number",
        "string_too_short": "takes some text; it is empty",
        "model_type": "takes a table of keys",
        "model_attributes_type": "takes a table of keys",
        "string_pattern_mismatch": f"takes text of the form {context.get('pattern', '')}",
    }.get(kind, error["msg"].replace("Input should be", "takes a number"))
    return f"{section} {key}: {takes}"


LISTS = {"search", "board", "training", "position"}


def _section(where: list[Any]) -> tuple[str, str]:
    """("[[board]] number 2", "family") for ("board", 1, "family")."""
    names = [p for p in where if isinstance(p, str)]
    if not names:
        return "", ""
    number = next((p + 1 for p in where if isinstance(p, int)), None)
    depth = 2 if names[0] == "me" and len(names) > 2 else 1
    head, key = names[:depth], names[depth:] or names[-1:]
    text = ".".join(head)
    if len(names) == 1:
        return (f"[[{text}]] number {number}" if number else "top level"), text
    listed = head[-1] in LISTS
    return (f"[[{text}]]" + (f" number {number}" if number else "") if listed else f"[{text}]"), ".".join(key)


def _keys(where: list[Any]) -> list[str]:
    """Known keys of the section at `where`."""
    model: Any = Settings
    for part in (p for p in where if isinstance(p, str)):
        annotation = model.model_fields[part].annotation
        options = [annotation, *getattr(annotation, "__args__", ())]
        model = next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)
        if model is None:
            return []
    return list(model.model_fields)


def environment(folder: Path) -> Mapping[str, str]:
    """The process environment over the workspace's `.env`: where secrets come from."""
    from dotenv import dotenv_values

    file = {k: v for k, v in dotenv_values(folder / ".env").items() if v is not None}
    return {**file, **os.environ}
