"""What mutate_words.py drops: each clause of a pattern's alternation, each word of a split list."""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
EQUIVALENT = ROOT / "benchmarks/mutate_words_equivalent.csv"  # file, within, word, why nobody can miss it
# How a group of a pattern begins; `(?P=name)` and `(?i)` are whole.
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[aiLmsux-]*:|<?[=!]|>|P=\w+\)|[aiLmsux]+\)))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]", re.DOTALL)
_PROSE = re.compile(r"\|\||`")  # SQL, and what is told to a user
_HOLE, _HOLES = 0xE000, "[\ue000-\uf8ff]"  # private characters, one for each `{…}` of an f-string


@dataclass(frozen=True)
class Mutant:
    """`file` without `word`, which stands `within` a constant or function; `line` from 1, `span` and `new` what to put where."""

    file: str
    line: int
    within: str
    word: str
    span: tuple[int, int]  # bytes
    new: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What stays the same where lines are added above."""
        return self.file, self.within, self.word

    @property
    def text(self) -> str:
        raw, (begin, end) = (ROOT / self.file).read_bytes(), self.span
        return (raw[:begin] + self.new.encode() + raw[end:]).decode()


def clauses(pattern: str) -> Iterator[tuple[str, str]]:
    """(a clause with letters of an alternation, the pattern without it), inner groups first."""
    for begin, bars, end in _alternations(pattern):
        edges = [begin - 1, *bars, end]
        for n, (before, after) in enumerate(pairwise(edges)):
            clause = pattern[before + 1 : after]
            cut = slice(before, after) if n else slice(before + 1, after + 1)
            rest = pattern[: cut.start] + pattern[cut.stop :]
            if re.search(rf"[^\W\d_]{{2}}|{_HOLES}", clause) and _compiles(rest):
                yield clause, rest


def _alternations(pattern: str) -> Iterator[tuple[int, list[int], int]]:
    """Where each group with bars (and the whole, if it has any) begins, its bars, and where it ends."""
    flags = re.match(r"(?:\(\?[aiLmsux]+\))?", pattern)
    at = flags.end() if flags else 0
    open_groups: list[tuple[int, list[int]]] = [(at, [])]
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
        elif found := _CLASS.match(pattern, at):
            at = found.end()
        elif found := _GROUP.match(pattern, at):
            at = found.end()
            if found[0][-1] != ")":
                open_groups.append((at, []))
        else:
            if pattern[at] == "|":
                open_groups[-1][1].append(at)
            elif pattern[at] == ")" and len(open_groups) > 1:
                begin, bars = open_groups.pop()
                if bars:
                    yield begin, bars, at
            at += 1
    begin, bars = open_groups[0]
    if bars:
        yield begin, bars, len(pattern)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(re.sub(_HOLES, "x", pattern))
    except re.error:
        return False
    return True


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file, top down."""
    text = (ROOT / file).read_text("utf-8")
    lines = [0]
    for line in text.encode().splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    for node, within, in_list in _texts(ast.parse(text), ""):
        said = _said(node)
        span = lines[node.lineno - 1] + node.col_offset, lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        for word, rest in _words(said) if in_list and "|" not in said else clauses(said):
            yield Mutant(file, node.lineno, within, _shown(node, word), span, ast.unparse(_told(node, rest)))


def _texts(node: ast.AST, within: str) -> Iterator[tuple[ast.Constant | ast.JoinedStr, str, bool]]:
    """(a text, the name of what it stands in, whether `.split` follows); no docstring."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        within = node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        within = within or ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr) or (isinstance(child, ast.Constant) and isinstance(child.value, str)):
            if not _PROSE.search(_said(child)):
                yield child, within, isinstance(node, ast.Attribute) and node.attr == "split"
        else:
            yield from _texts(child, within)


def _words(text: str) -> Iterator[tuple[str, str]]:
    words = text.split()
    for n, word in enumerate(words):
        yield word, " ".join(words[:n] + words[n + 1 :])


def _said(node: ast.Constant | ast.JoinedStr) -> str:
    """The text; of an f-string with a private character for each `{…}`."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(p.value) if isinstance(p, ast.Constant) else chr(_HOLE + n) for n, p in enumerate(node.values))


def _told(node: ast.Constant | ast.JoinedStr, text: str) -> ast.expr:
    """`node` with another text."""
    if isinstance(node, ast.Constant):
        return ast.Constant(text)
    parts = [part for part in re.split(rf"({_HOLES})", text) if part]
    return ast.JoinedStr([node.values[ord(p) - _HOLE] if re.match(_HOLES, p) else ast.Constant(p) for p in parts])


def _shown(node: ast.Constant | ast.JoinedStr, word: str) -> str:
    """A clause as it is written."""
    return word if isinstance(node, ast.Constant) else ast.unparse(_told(node, word))[2:-1]


def excused(files: Iterable[str]) -> set[tuple[str, str, str]]:
    """Places of `files` whose words nobody can miss; ends where the list names one that is no longer there."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as told:
        listed = {(r["file"], r["within"], r["word"]) for r in csv.DictReader(told) if r["file"] in files}
    if gone := sorted(listed - {m.place for file in {place[0] for place in listed} for m in mutants(file)}):
        sys.exit(f"{EQUIVALENT.name}: no such word of {gone[0][0]}, {gone[0][1]}: {gone[0][2]}; take the row out")
    return listed
