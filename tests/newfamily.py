"""A board family as somebody else would write one: one module in a folder of its own."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from curbside.extractors import families

# /list is {"jobs": [[key, version or null], ...], "next": the next list's path or null}; pages are /job/<key>
TINY = """
import json

from curbside.extractors.base import Family, Item
from curbside.extractors.readers.known import by_host
from curbside.extractors.web.expect import expect_json


def lists(board, ask):
    url = f"{board.url}/list"
    while url:
        answer = ask(url)
        yield answer
        expect_json(answer)
        after = json.loads(answer.body).get("next")
        url = f"{board.url}{after}" if after else None


def items(answer, board):
    return [Item(k, f"{board.url}/job/{k}", v) for k, v in json.loads(expect_json(answer))["jobs"]]


def page(board, item, ask):
    return ask(item.url, kind="page", key=item.key, version=item.version, accept_status=(200, 404, 410))


def records(answer, board):
    if b"job" not in answer.body or answer.kind == "list":
        return []
    return [{"key": answer.key, "title": answer.body.decode(), "employer": board.employer}]


FAMILY = Family(
    name="tiny", title="Tiny", source="made", lists=lists, items=items, records=records, page=page, own_site=True,
    owner=by_host(r"jobs\\.tiny\\.example"),
)
"""


def add(monkeypatch: pytest.MonkeyPatch, folder: Path) -> ModuleType:
    """The module of family `tiny`, which the house finds in `folder` from now on."""
    (folder / "tiny.py").write_text(TINY)
    monkeypatch.setattr(families, "__path__", [*families.__path__, str(folder)])
    name = f"{families.__name__}.tiny"
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr(families, "tiny", raising=False)
    importlib.invalidate_caches()
    return importlib.import_module(name)
