"""A line of curbside.toml that is no TOML, written as it was meant: each proposal is tried before it is made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

CURLY = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a", "\"\"\"'''")


def of(text: str, number: int) -> tuple[int, str] | None:
    """(line from 1, how it was meant) for the fault that tomllib met at line `number`; None where no guess mends it."""
    lines = text.splitlines()
    # an unclosed bracket is met below the line that lacks it
    near = [n for n in range(number, 0, -1) if n <= len(lines)][:3]
    for at in near:
        for meant in _guesses(lines[at - 1]):
            if meant != lines[at - 1] and _mends([*lines[: at - 1], *meant.splitlines(), *lines[at:]], number):
                return at, meant.strip()
    return None


def _mends(lines: list[str], number: int) -> bool:
    """Whether the text reads, or its next fault is further down."""
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as e:
        found = re.search(r"line (\d+)", str(e))
        return found is not None and int(found[1]) > number
    return True


def _guesses(line: str) -> Iterator[str]:
    """What a line may have been meant to be, likeliest first."""
    straight = line.translate(CURLY)
    yield straight
    yield re.sub(r"(?<=\d),(?=\d{3}\b)", "", line).replace("$", "")
    yield re.sub(r'"([^"]*\\[^"]*)"', r"'\1'", straight)  # a path of Windows
    key, equals, value = line.partition("=")
    bare = value.strip()
    if equals and bare and bare[0] not in "\"'[{":
        yield f'{key.strip()} = "{bare}"'
    if bare.startswith("[") and "]" in bare and '"' not in bare:
        words = ", ".join(f'"{w.strip()}"' for w in bare.strip("[]").split(","))
        yield f"{key.strip()} = [{words}]"
    for closing in ('"', "'", "]", "}", '"]', " }]"):
        yield line.rstrip().rstrip(",") + closing
    yield re.sub(r'("|\d|true|false)\s+(?=[a-z_]+\s*=)', r"\1\n", line)  # two keys on a line
