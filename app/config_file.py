"""curbside.toml edited by command: comments and order stay, and nothing is written that could not be read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from curbside import settings, whole
from curbside.settings import ConfigError, Settings
from curbside.vocabulary.counts import counted

Check = Callable[[Settings], None]


def get(file: Path, path: str) -> Any:
    """The value at `path` (`me.name`, `search.1.states`; lists count from 1) as curbside understands the file.

    Raises ConfigError for a file that is wrong, and for a path that is not there.
    """
    value: Any = settings.read(file).model_dump()
    for part in path.split("."):
        value = _step(value, part, path)
    return value


def put(file: Path, path: str, text: str, check: Check | None = None) -> None:
    """Set the key at `path` to `text`: TOML (`["OH"]`, `300000`, `true`), else taken as text. Raises ConfigError."""
    value = _value(text)

    def change(document: Any) -> None:
        place, key = _place(document, path)
        if isinstance(place, list):
            _step(place, key, path)
            place[int(key) - 1] = value
        else:
            place[key] = value

    edit(file, change, check)


def add(file: Path, section: str, entry: dict[str, Any], check: Check | None = None) -> None:
    """Append an entry (`[[board]]`, `[[me.training]]`) after those of its kind. Raises ConfigError."""

    def change(document: Any) -> None:
        table = tomlkit.table()
        table.update({key: value for key, value in entry.items() if value is not None})
        place, key = _place(document, section)
        held = place.get(key)
        if isinstance(held, Table):  # `[board]`, which means one of a list
            place[key] = held = AoT([held])
        if held is None:
            place[key] = held = tomlkit.aot()
        held.append(table)

    edit(file, change, check)


def told(file: Path, section: str, text: str, check: Check | None = None) -> None:
    """Append the entry that `text` is: an inline table (`{ kind = "residency", institution = "Elm" }`). Raises ConfigError."""
    value = _value(text)
    if not isinstance(value, dict):
        raise ConfigError(f'{section}: an entry is written so: {{ name = "…", … }}')
    add(file, section, value, check)


def drop(file: Path, path: str, check: Check | None = None) -> None:
    """Take out the key, or the entry of a list, at `path`. Raises ConfigError."""

    def change(document: Any) -> None:
        place, key = _place(document, path)
        _step(place, key, path)
        if not isinstance(place, list):
            del place[key]
        elif len(place) > 1:
            del place[int(key) - 1]
        else:  # a list without entries is not written
            above, name = _place(document, path.rpartition(".")[0])
            del above[name]

    edit(file, change, check)


def remove(file: Path, section: str, name: str) -> None:
    """Take the entry of that name out. Raises ConfigError where there is none."""

    def change(document: Any) -> None:
        held = document.get(section) or []
        entries = [held] if isinstance(held, Table) else held
        number = next((i for i, e in enumerate(entries) if e.get("name") == name), None)
        if number is None:
            names = ", ".join(str(e.get("name")) for e in entries) or "none"
            raise ConfigError(f"{file.name}: [[{section}]] {name!r} is not there; it has {names}")
        if isinstance(held, Table) or len(entries) == 1:
            del document[section]
        else:
            del held[number]

    edit(file, change)


def edit(file: Path, change: Callable[[Any], None], check: Check | None = None) -> None:
    """Apply `change` to the file as tomlkit reads it; written whole, and only if curbside takes the result.

    `check` may know more that a run would refuse, and raises ConfigError then.
    """
    settings.text_of(file)
    try:
        document = tomlkit.parse(file.read_text("utf-8-sig"))
    except TOMLKitError:
        settings.read(file)  # says what is wrong, in the words of every other command
        raise
    change(document)
    text = tomlkit.dumps(document)
    held = settings.parse(text, file.name)
    if check:
        check(held)
    with whole.replacing(file) as fresh:
        fresh.write_text(text, "utf-8")
        fresh.chmod(file.stat().st_mode & 0o777)


def _value(text: str) -> Any:
    try:
        return tomlkit.value(text)
    except TOMLKitError:
        return tomlkit.string(text)


def _place(document: Any, path: str) -> tuple[Any, str]:
    """(what holds the last part of `path`, that part); tables on the way are made where they are not there."""
    *parents, key = path.split(".")
    place = document
    for part in parents:
        if isinstance(place, list) or part in place:
            place = _step(place, part, path)
        else:
            place[part] = tomlkit.table()
            place = place[part]
    return place, key


def _step(value: Any, part: str, path: str) -> Any:
    """One step along a path into a table or a list."""
    if isinstance(value, list):
        if part.isdigit() and 1 <= int(part) <= len(value):
            return value[int(part) - 1]
        raise ConfigError(
            f"{path}: {part} is not there; the list has {counted(len(value), 'entry', 'entries')}, counted from 1"
        )
    if isinstance(value, dict) and part in value:
        return value[part]
    known = ", ".join(value) if isinstance(value, dict) and value else "no keys"
    raise ConfigError(f"{path}: {part} is not there; it has {known}")
