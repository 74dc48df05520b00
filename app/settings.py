"""`curbside.toml` and the environment, read into typed settings; what is wrong is said in one line."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_origin
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from curbside import config_line, extractors, values
from curbside.faults import WrongUse
from curbside.vocabulary.counts import counted


class ConfigError(WrongUse):
    """The configuration cannot be used. The text is one line: key, section, and what it takes."""


def _board_name(value: str) -> str:
    if not value or not all(c.isalnum() or c in "-_." for c in value) or value.startswith("."):
        if "://" in value or ("/" in value and "." in value):
            raise ValueError(f"{value!r} is an address; `curbside board add {value}` finds out what reads it")
        raise ValueError("takes letters, digits, -, _ and . only: it names a folder")
    return value


def _family(value: str) -> str:
    if value not in (known := extractors.names()):
        close = difflib.get_close_matches(value, known, 1)
        raise ValueError((f"did you mean {close[0]}? " if close else "") + f"it takes one of {', '.join(known)}")
    return value


Day = Annotated[date, BeforeValidator(values.day)]
Top = TypeVar("Top", bound=BaseModel)
FilePath = Annotated[str, AfterValidator(os.path.expanduser)]
State = Annotated[str, AfterValidator(values.state)]
Year = Annotated[int, Field(ge=1900, le=2100)]
LastYear = Annotated[Year | None, AfterValidator(values.ends)]
Address = Annotated[str, AfterValidator(values.address)]


class Section(BaseModel):
    """A table of curbside.toml. What can only mean one thing is taken as it is meant."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _as_meant(cls, given: Any) -> Any:
        """One value where a list stands, `[search]` for `[[search]]`, "Residency" for "residency"."""
        if not isinstance(given, dict):
            return given
        fields = cls.model_fields
        return {key: meant(fields[key].annotation, value) if key in fields else value for key, value in given.items()}


def meant(annotation: Any, value: Any) -> Any:
    """`value` as `annotation` wants it, where that is beyond doubt; else as it was given."""
    options = [annotation, *(getattr(annotation, "__args__", ()) if get_origin(annotation) is not list else ())]
    for option in options:
        if get_origin(option) is list:
            inner = option.__args__[0]
            if isinstance(value, (str, dict)):
                value = [value]
            return [meant(inner, v) for v in value] if isinstance(value, list) else value
        if get_origin(option) is Literal and isinstance(value, str):
            return next((c for c in option.__args__ if _plain(c) == _plain(value)), value)
    return value


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


class Training(Section):
    kind: Literal["medical school", "residency", "fellowship", "other"]
    institution: str = Field(min_length=1)
    program: str | None = None
    start: Year | None = None
    end: LastYear = None


class Position(Section):
    employer: str = Field(min_length=1)
    title: str | None = None
    start: Year | None = None
    end: LastYear = None


class Me(Section):
    name: str = ""
    email: Address | None = None
    emails: list[Address] = []  # further addresses of the user's own
    specialties: list[str] = []
    available_on: Day | None = None  # the first day the user could start
    timezone: Annotated[str, AfterValidator(values.timezone)] | None = None  # of days and times; None: [schedule]'s
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
        Annotated[
            Literal["full-time", "part-time", "locum tenens", "per diem", "contract", "fellowship", "academic"],
            BeforeValidator(values.employment),
        ]
    ] = []
    min_pay: Annotated[float | None, BeforeValidator(values.money)] = Field(None, ge=0)
    visa: list[Literal["J-1", "H-1B"]] = []
    agencies: bool = True
    exclude: list[str] = []


class BoardEntry(Section):
    name: Annotated[str, AfterValidator(_board_name)]
    family: Annotated[str, AfterValidator(_family)] | None = None
    url: FilePath | None = None
    account: str | None = None
    employer: str | None = None  # of a single employer's site, where its postings do not say
    public_key: str | None = None  # of a hub: what `curbside publish` showed there
    enabled: bool = True
    max_postings: int = Field(5000, ge=1, le=1_000_000)
    min_interval: float = Field(1.0, ge=0, le=3600)


class Friend(Section):
    of: str = Field(min_length=1)
    linkedin: FilePath | None = None
    google: FilePath | None = None
    outlook: FilePath | None = None
    vcard: FilePath | None = None
    roster: FilePath | None = None


class Network(Section):
    linkedin: list[FilePath] = []
    google: list[FilePath] = []
    outlook: list[FilePath] = []
    vcard: list[FilePath] = []
    roster: list[FilePath] = []
    alerts: list[FilePath] = []
    sent: list[FilePath] = []  # sent mail (.mbox, .eml): headers only, for the dates of contact
    calendar: list[FilePath] = []  # .ics
    friends: list[Friend] = []


class Mail(Section):
    to: Annotated[str, Field(min_length=1), AfterValidator(values.address)]
    smtp: Annotated[str, AfterValidator(values.smtp)] = "smtp://localhost:25"
    sender: str | None = None


class Digest(Section):
    formats: list[Literal["html", "md", "csv", "json", "parquet", "xlsx", "ics", "rss", "eml"]] = [
        "html",
        "md",
        "csv",
    ]
    email: Mail | None = None
    names: bool = True  # false: people appear by their ids


class Assistant(Section):
    names: bool = False  # true: what `curbside mcp` answers names people, and may leave the machine with them


class Schedule(Section):
    cron: Annotated[str, AfterValidator(values.cron)] = "0 6 * * *"
    timezone: Annotated[str, AfterValidator(values.timezone)] = "America/New_York"
    # for slow boards; then the day's leads come, and again when they join
    wait_minutes: float = Field(default=45, gt=0, le=360)


class Office(Section):
    """What the user lets an office see whose member she is (docs/office.md)."""

    stages: bool = False  # how many leads stand at each stage


class Keep(Section):
    days: int = Field(default=180, ge=0, le=36500)  # older landing files are folded together; 0: never


class Engine(Section):
    """Where boards are pulled; the rest of a run is this machine's."""

    tasks: Annotated[str, AfterValidator(values.engine)] | None = None  # default: threads of this process
    # where its workers hand over what they pulled; default: they have the workspace's folder
    exchange: Annotated[str, AfterValidator(values.exchange)] | None = None


class Settings(Section):
    me: Me = Me()
    search: list[Search] = Field(min_length=1)
    board: list[BoardEntry] = []
    network: Network = Network()
    digest: Digest = Digest()
    assistant: Assistant = Assistant()
    schedule: Schedule = Schedule()
    office: Office = Office()
    keep: Keep = Keep()
    engine: Engine = Engine()

    @property
    def zone(self) -> ZoneInfo:
        """Where the user's days begin and end."""
        return ZoneInfo(self.me.timezone or self.schedule.timezone)

    def day(self, now: datetime) -> date:
        """The user's day at a moment."""
        return now.astimezone(self.zone).date()

    @property
    def clock(self) -> ZoneInfo | None:
        """Whose clock the user reads times by; None: this machine's, as no zone is written."""
        return self.zone if self.me.timezone or "timezone" in self.schedule.model_fields_set else None

    def specialties_of(self, search: Search) -> list[str]:
        """What a search is for: where it names no specialties, the user's own."""
        return self.me.specialties if search.specialties is None else search.specialties

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
    return parse(text_of(file), file.name)


def text_of(file: Path) -> str:
    """The text of curbside.toml. Raises ConfigError."""
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file} is not there; `curbside setup` makes one, or name the workspace with -C") from None
    except (OSError, UnicodeDecodeError) as e:
        is_other = isinstance(e, UnicodeDecodeError)
        why = "is not UTF-8 text; save it as UTF-8" if is_other else f"cannot be read ({getattr(e, 'strerror', e)})"
        raise ConfigError(f"{file} {why}") from None


def parse(text: str, name: str) -> Settings:
    """Settings of a text; `name` stands in the line of a ConfigError."""
    return parse_as(Settings, text, name)


def parse_as(top: type[Top], text: str, name: str) -> Top:
    """`parse` for another file of the kind: `top` is its whole."""
    try:
        return top.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{name}: not valid TOML: {config_line.of_toml(str(e), text)}") from None
    except ValidationError as e:
        errors = sorted(e.errors(), key=lambda error: error["type"] == "missing")  # what is written wrong comes first
        first, more = errors[0], len(errors) - 1
        line = config_line.of_key(first, top)
        raise ConfigError(f"{name}: {line}" + (f" (and {counted(more, 'more fault')})" if more else "")) from None


def is_untouched(file: Path) -> bool:
    """Whether the file is the template of `init` with nothing of the user's in it."""
    template = tomllib.loads(files("curbside").joinpath("template.toml").read_text("utf-8"))
    try:
        return tomllib.loads(text_of(file)) == template
    except tomllib.TOMLDecodeError:
        return False


def environment(folder: Path) -> Mapping[str, str]:
    """The process environment over the workspace's `.env`: where secrets come from."""
    from dotenv import dotenv_values

    file = {k: v for k, v in dotenv_values(folder / ".env").items() if v is not None}
    return {**file, **os.environ}
