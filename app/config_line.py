"""What is wrong with curbside.toml, in one line: the place, what it takes, and how to mend it."""

import difflib
import re
from typing import Any

from pydantic import BaseModel

from curbside import toml_repair


def of_toml(message: str, text: str) -> str:
    """What tomllib says, with the line that it speaks of and, where a guess mends it, how to write that line."""
    lines = text.splitlines()
    found = re.search(r"line (\d+)", message)
    number = int(found.group(1)) if found else len(lines)
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    if re.search(r"Cannot (?:declare|overwrite)", message):
        what = f"[{line.strip('[]')}]" if line.startswith("[") else line.partition("=")[0].strip()
        return f"line {number}: {what} stands twice; keep one, and put what the other has under it"
    if meant := toml_repair.of(text, number):
        at, written = meant
        curly = " has curly quotes" if lines[at - 1].translate(toml_repair.CURLY).strip() == written else ""
        return f"line {at}{curly or ': ' + lines[at - 1].strip()}; write: " + " and on the next line ".join(
            written.splitlines()
        )
    return f"{message}: {line}" if line and found else message


def of_key(error: Any, top: type[BaseModel]) -> str:
    """One wrong key as `[section] key: what it takes`."""
    where = [p for p in error["loc"]]
    section, key = _section(where)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(where[:-1], top)
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
        "literal_error": f"{error.get('input')!r}: {key} takes {context.get('expected', '')}",
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
        "model_type": _table(section, key),
        "model_attributes_type": _table(section, key),
    }.get(kind, error["msg"].replace("Input should be", "takes a number"))
    return f"{section} {key}: {takes}"


def _table(section: str, key: str) -> str:
    return 'takes { place = "Boston, MA", miles = 60 }' if key.endswith("near") else "takes a table of keys"


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


def _keys(where: list[Any], top: type[BaseModel]) -> list[str]:
    """Known keys of the section at `where`."""
    model: Any = top
    for part in (p for p in where if isinstance(p, str)):
        annotation = model.model_fields[part].annotation
        options = [annotation, *getattr(annotation, "__args__", ())]
        model = next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)
        if model is None:
            return []
    return list(model.model_fields)
