"""The assistant's door: the SDK's own client asks a real `curbside mcp`; nothing personal comes out unless the user says so."""

import asyncio
import json

import duckdb
import pytest
from conftest import Sample

from curbside.assistant import copy
from curbside.demo import server
from curbside.workspace import Workspace


@pytest.fixture
def place(three_days, tmp_path):
    import shutil

    shutil.copytree(three_days, tmp_path / "home")
    return Sample(Workspace(tmp_path / "home"), server.Boards({}))


async def _asked(place, calls):
    from mcp import Client, StdioServerParameters  # half a second, which only these tests shall cost

    command, *args = place.argv("mcp")
    async with Client(StdioServerParameters(command=command, args=args)) as client:
        tools = (await client.list_tools()).tools
        return tools, [await client.call_tool(name, values) for name, values in calls]


def asked(place, *calls):
    return asyncio.run(_asked(place, calls))


def everything(place):
    lead, person = place.sql(
        "select opportunity_id, person_id from insiders where relation <> 'in the market' order by all limit 1"
    )[0]
    return (
        ("leads", {"limit": 200}), ("lead", {"lead_id": lead}), ("who", {"place": "OH"}), ("market", {"place": "OH"}),
        ("reminders", {}), ("draft", {"ask": "scoop", "person_id": person, "lead_id": lead}),
        *(("sql", {"query": f"from {table}"}) for table in copy.columns(False)),
    )  # fmt: skip


def told(results):
    assert not any(r.is_error for r in results), [r.content for r in results if r.is_error]
    return json.dumps([[c.text for c in r.content] for r in results], ensure_ascii=False)


def personal(place):
    names = [n for (n,) in place.sql("select name from people where person_id <> 'me'")]
    ways = [w for (w,) in place.sql("select unnest(emails || phones || urls) from people")]
    ways += [w for (w,) in place.sql("select contact_email from postings where contact_email is not null")]
    return names, ways


def test_tools_only_read_and_say_people_as_ids(place):
    tools, results = asked(place, *everything(place))
    assert {t.name for t in tools} == {"leads", "lead", "who", "market", "reminders", "sql", "draft"}
    assert all(t.annotations.read_only_hint and not t.annotations.destructive_hint for t in tools)
    text, (names, ways) = told(results), personal(place)
    assert names and ways and [n for n in (*names, *ways) if n in text] == []
    assert place.sql("select person_id from people where person_id <> 'me' limit 1")[0][0] in text


def test_names_come_by_the_users_word_alone_and_addresses_never(place):
    config = place.place.config
    config.write_text(config.read_text() + "\n[assistant]\nnames = true\n")
    text, (names, ways) = told(asked(place, *everything(place))[1]), personal(place)
    assert any(n in text for n in names) and [w for w in ways if w in text] == []
    assert "names people" in place.command("doctor").stdout


@pytest.mark.parametrize(
    "query",
    [
        "select emails from people", "from read_csv('curbside.toml')", "select name from people", "create table x (a int)",
        "copy leads to 'x.csv'", "attach 'data/leads.duckdb'", "select 1; select 2", "from postings select description",
        "select current_setting('home_directory'); set enable_external_access = true", "from published.main.people",
    ],
)  # fmt: skip
def test_sql_reaches_nothing_else(place, query):
    with copy.copied(place.place.leads, False) as con, pytest.raises(ValueError, match=r"SQL: |one query that reads"):
        copy.ask(con, query)


def test_the_copy_is_made_anew_when_the_published_one_was_replaced_and_not_before(place, monkeypatch):
    made = []
    copied = copy.copied
    monkeypatch.setattr(copy, "copied", lambda *given: made.append(given) or copied(*given))
    leads = place.place.leads
    for _ in range(2):
        with copy.latest(leads, False) as con:
            (row,) = copy.ask(con, "select count(*) as n from leads")
    assert len(made) == 1 and row["n"] == place.sql("select count(*) from leads")[0][0]
    fresh = leads.with_name("fresh.duckdb")
    fresh.write_bytes(leads.read_bytes())
    with duckdb.connect(str(fresh)) as con:
        con.execute("delete from leads")
    fresh.replace(leads)
    with copy.latest(leads, False) as con:
        assert copy.ask(con, "select count(*) as n from leads") == [{"n": 0}]
    assert len(made) == 2
