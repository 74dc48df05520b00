"""A hub's reader has the rows of one who pulled the boards; what is wrong with a hub is one line and loses nothing."""

from __future__ import annotations

import functools
import json
import shutil
import threading
from datetime import timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

import duckdb
import pytest
from conftest import Sample

from curbside import landing, settings, storage, warehouse
from curbside.extractors.readers import hubfile
from curbside.extractors.readers.hubfile import HubError
from curbside.hub import publishing
from curbside.job import let_go, steps
from curbside.warehouse import posting
from curbside.workspace import Workspace

HUB = '[[board]]\nname = "hub"\nfamily = "hub"\nurl = "{url}"\npublic_key = "{key}"\nmin_interval = 0\n'
ANY = '[[search]]\nname = "any"\nspecialties = []\n\n'


def publish(sample: Sample, target: object, now=None, keep: int = 2, only=()) -> publishing.Published:
    with sample.place.writing():
        return publishing.publish(sample.place, str(target), list(only), keep, now or sample.now, lambda line: None)


def reader(sample: Sample, root: Path, url: object, key: str) -> Sample:
    """The same person, with the hub in the place of the boards on the web."""
    shutil.copytree(sample.place.root / "network", root / "network")
    shutil.copy(sample.place.root / "openings.csv", root)
    text = sample.place.config.read_text()
    boards = text[text.index("[[board]]") : text.index("[network]")].split("[[board]]")
    own = [b for b in boards if 'family = "csv"' in b]
    text = text[: text.index("[[board]]")] + HUB.format(url=url, key=key) + "[[board]]" + own[0]
    (root / "curbside.toml").write_text(text + "[network]" + sample.place.config.read_text().split("[network]")[1])
    return Sample(Workspace(root), sample.boards)


def pull(one: Sample, day: int | None = None) -> str:
    """A run as far as the postings; what is derived from them is not what is tested."""
    one.boards.day = day or one.boards.day
    one.runs += 1
    job = steps.prepare(one.place, [], lambda line: None, now=one.now)
    with one.place.writing():
        for name in job.boards:
            steps.collect(job, name)
        con = warehouse.connect(one.place.warehouse)
        for run_id, boards in posting.pending(con, one.place.landing).items():
            assert posting.apply_run(con, one.place.landing, run_id, boards, print) == 0
        con.close()
    return job.run_id


def rows(one: Sample, query: str) -> list[tuple]:
    with duckdb.connect(str(one.place.warehouse), read_only=True) as con:
        return con.execute(query).fetchall()


def core(one: Sample) -> list[list[tuple]]:
    """Postings, places and history, those of the user's own file left out."""
    own = "starts_with(posting_id, 'hand-kept:')"
    tables = {"posting": " exclude (first_run)", "posting_place": "", "posting_history": ""}
    with duckdb.connect(str(one.place.warehouse), read_only=True) as con:
        return [
            con.execute(f"select *{less} from core.{t} where not {own} order by all").fetchall()
            for t, less in tables.items()
        ]


def one_run(one: Sample, day: int | None = None) -> tuple:
    """A run; what it says of the hub."""
    run_id = pull(one, day)
    said = f"select status, error, new, changed, closed from raw.board_run where run_id = '{run_id}' and board = 'hub'"
    return rows(one, said)[0]


def test_a_reader_has_the_rows_of_one_who_pulled(sample, tmp_path_factory):
    hub = tmp_path_factory.mktemp("hub")
    config = sample.place.config
    config.write_text(config.read_text().replace("[[board]]", ANY + "[[board]]", 1))
    pull(sample, 1)
    one = reader(sample, tmp_path_factory.mktemp("reader"), hub, publish(sample, hub).key)
    assert one_run(one)[:3] == ("done", None, len(core(sample)[0]))
    assert core(one) == core(sample)
    told = []
    for day in (2, 2):
        pull(sample, day)
        done = publish(sample, hub)
        assert done.written < done.parts, "what did not change is not written again"
        told.append(one_run(one, day))
        assert core(one) == core(sample)
    news = "select sum(new), sum(changed), sum(closed) from raw.board_run where board <> 'hand-kept' and hub is null"
    assert [sum(t[n] for t in told) for n in (2, 3, 4)] == [
        int(x) for x in rows(sample, news + " and started_at > (select min(started_at) from raw.board_run)")[0]
    ]
    derive(sample), derive(one)
    mine, theirs = one.everything(), sample.everything()
    for table in theirs:
        if table not in ("runs", "board_runs"):
            assert mine[table] == theirs[table], table
    pulled = "select * exclude (run_id) from board_runs where board not in ('hub', 'hand-kept') order by all"
    assert one.sql(pulled) == sample.sql(pulled), "the boards' health is told as it is there"
    before = core(one)
    one.place.warehouse.unlink()
    one.runs -= 1
    one_run(one)
    assert core(one) == before, "built again from what landed"
    assert not [f for f in hub.rglob("*") if f.stat().st_mode & 0o044 != 0o044], "others can read it"
    assert let_go.board(one.place, "hub", one.now + timedelta(hours=1))
    one.place.config.write_text(one.place.config.read_text().replace('"hub"\nfamily', '"hub"\nenabled = false\nfamily'))
    pull(one)
    open_yet = "select count(*) from core.posting where closed_at is null and board <> 'hand-kept'"
    assert rows(one, open_yet) == [(0,)]


def derive(one: Sample) -> None:
    steps.build(one.place, settings.read(one.place.config), one.now, lambda line: None)


@pytest.fixture(scope="module")
def there(three_days, tmp_path_factory):
    """A workspace of three days, its hub in a folder, and a reader's workspace that has read it."""
    root = tmp_path_factory.mktemp("there")
    shutil.copytree(three_days, root / "puller")
    puller = Sample(Workspace(root / "puller"), Boards(), 3)
    done = publish(puller, root / "hub")
    (root / "reader").mkdir()
    pull(reader(puller, root / "reader", root / "hub", done.key))
    return root, done


class Boards:
    day = 1


@pytest.fixture
def world(there, tmp_path):
    root, done = there
    for name in ("puller", "hub", "reader"):
        shutil.copytree(root / name, tmp_path / name)
    config = tmp_path / "reader" / "curbside.toml"
    config.write_text(config.read_text().replace(str(root / "hub"), str(tmp_path / "hub")))
    puller = Sample(Workspace(tmp_path / "puller"), Boards(), 3)
    return puller, Sample(Workspace(tmp_path / "reader"), Boards(), 3), tmp_path / "hub", done


def test_what_is_tampered_with_is_refused_in_one_line(world):
    _, one, hub, _ = world
    before = core(one)
    manifest = (hub / "manifest.json").read_bytes()
    (hub / "manifest.json").write_bytes(manifest.replace(b'"payload": "e', b'"payload": "f'))
    status, error, *_ = one_run(one)
    assert status == "failed" and "\n" not in error and "manifest" in error
    said = json.loads(manifest)
    said["signatures"][0]["sig"] = "A" * 86 + "=="
    (hub / "manifest.json").write_text(json.dumps(said))
    assert "its signature is not that of public_key" in one_run(one)[1]
    (hub / "manifest.json").write_bytes(manifest)
    part = next(hub.glob("postings/state=OH/specialty=207R-*.parquet"))
    part.write_bytes(part.read_bytes()[:-20] + b"x" * 20)
    assert "is not the file that was signed" in one_run(one)[1]
    part.unlink()
    assert "is not there" in one_run(one)[1]
    assert core(one) == before


def test_an_old_copy_and_a_hub_that_stands_still_are_said(world, tmp_path):
    puller, one, hub, _done = world
    shutil.copytree(hub, tmp_path / "old")
    publish(puller, hub)
    assert one_run(one)[0] == "done"
    (hub / "manifest.json").write_bytes((tmp_path / "old" / "manifest.json").read_bytes())
    before = core(one)
    status, error, *_ = one_run(one)
    assert status == "suspicious" and "an old copy" in error and core(one) == before
    publish(puller, hub, now=one.now)
    one.runs += 10
    status, error, *_ = one_run(one)
    assert status == "suspicious" and error.startswith("last published 5 days ago")
    assert core(one) == before


def test_a_publication_killed_in_the_middle_leaves_the_one_before(world, monkeypatch):
    puller, one, hub, done = world
    with monkeypatch.context() as patch:
        patch.setattr(storage.Place, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        patch.setattr(publishing, "DIGEST", publishing.DIGEST + " || 'x'")  # every file is written anew
        with pytest.raises(KeyboardInterrupt):
            publish(puller, hub)
    before = core(one)
    assert one_run(one)[0] == "done" and core(one) == before
    again = publish(puller, hub, keep=0)
    assert again.serial == done.serial + 1 and again.written == 0
    named = set(opened(hub))
    assert {str(p.relative_to(hub)) for p in hub.rglob("*.parquet")} == named, "nothing is left over"
    assert one_run(one)[0] == "done" and core(one) == before


def opened(hub: Path) -> list[str]:
    manifest = hubfile.opened((hub / "manifest.json").read_bytes(), None)
    return [p.path for p in (*manifest.parts, manifest.runs)]


def test_files_of_earlier_publications_stay_for_readers_in_the_middle(world):
    puller, _, hub, _ = world
    first = set(opened(hub))
    with_other_rows(puller)
    publish(puller, hub, now=puller.now)
    assert first <= {str(p.relative_to(hub)) for p in hub.rglob("*.parquet")}
    gone = publish(puller, hub, now=puller.now + timedelta(days=3)).removed
    assert gone and not first - set(opened(hub)) <= {str(p.relative_to(hub)) for p in hub.rglob("*.parquet")}


def with_other_rows(puller: Sample) -> None:
    with duckdb.connect(str(puller.place.warehouse)) as con:
        con.execute("update core.posting set title = title || ' (new)' where board = 'society'")


def test_nothing_private_is_published(world):
    puller, _, hub, _ = world
    held = " ".join(map(str, every_row(hub)))
    said = {name for (name,) in puller.sql("select contact_name from postings where contact_name is not null")}
    for (name,) in puller.sql("select name from people where person_id <> 'me'"):
        assert name in said or name not in held
    assert "hand-kept" not in held and puller.sql("select 1 from postings where board = 'hand-kept'")
    assert str(puller.place.root) not in held


def every_row(hub: Path) -> list[tuple]:
    return [row for f in hub.rglob("*.parquet") for row in duckdb.sql(f"from '{f}'").fetchall()]


def test_a_folder_of_another_hub_is_not_written_to(world, tmp_path):
    puller, _, hub, _ = world
    (puller.place.data / "hub.key").unlink()
    before = sorted((p, p.stat().st_mtime_ns) for p in hub.rglob("*"))
    with pytest.raises(HubError, match="did not sign"):
        publish(puller, hub)
    assert sorted((p, p.stat().st_mtime_ns) for p in hub.rglob("*")) == before
    with pytest.raises(HubError, match=r"nosuch://.*fsspec"):
        publish(puller, "nosuch://x")


def test_only_what_the_searches_need_is_read(world):
    puller, one, hub, _ = world
    all_states = {p.state for p in hubfile.opened((hub / "manifest.json").read_bytes(), None).parts}
    text = one.place.config.read_text()
    near = 'states = ["OH"]\nnear = [{ place = "Boston, MA", miles = 60 }]\n'
    assert near in text
    one.place.config.write_text(text.replace(near, 'states = ["OH"]\n'))
    read_parts = {unquote(a.url) for a in landed(one)}
    assert any("state=OH" in u for u in read_parts) and not any("state=MA" in u for u in read_parts)
    assert "MA" in all_states
    in_ma = "select count(*) from core.posting where closed_at is null and state = 'MA' and board <> 'hand-kept'"
    assert rows(one, in_ma) == [(0,)] != rows(puller, in_ma), "what is read no longer is not shown as open"
    one.place.config.write_text(text)
    pull(one)
    assert rows(one, in_ma) == rows(puller, in_ma)


def test_a_posting_of_two_fields_lies_where_searches_of_either_read():
    con = warehouse.connect()
    fields = {
        "one": (["207RC0000X"], "207R"), "alike": (["207RP1001X", "207RC0200X"], "207R"), "two": (["207Q00000X", "207R00000X"], "none"),
        "earlier": (None, "207R"), "unsaid": ([], "none"),
    }  # fmt: skip
    for name, (codes, _) in fields.items():
        code = "207R00000X" if codes is None else codes[0] if codes else None
        con.execute(
            "insert into core.posting (posting_id, board, board_posting_id, specialty_code, specialty_codes) values ($1, 'b', $1, $2, $3)",
            [name, code, codes],
        )
    given = {"boards": ["b"], "none": "none", "many": "many", "letters": hubfile.GROUP}
    for statement in con.extract_statements(resources.files("curbside.hub").joinpath("rows.sql").read_text("utf-8")):
        con.execute(statement, {name: given[name] for name in statement.named_parameters})
    parts = dict(con.execute("select posting_id, part_specialty from hub_part").fetchall())
    assert parts == {name: part for name, (_, part) in fields.items()}


def landed(one: Sample):
    run_id = pull(one)
    return landing.read(one.place.landing, "hub", run_id)[1]


class Server(SimpleHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, int]]] = []

    def log_request(self, code="-", size="-"):
        self.asked.append((self.path, int(code)))

    def end_headers(self):
        path = Path(self.translate_path(self.path))
        if path.is_file():
            self.send_header("ETag", f'"{path.stat().st_mtime_ns:x}"')
        super().end_headers()

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_file() and self.headers.get("If-None-Match") == f'"{path.stat().st_mtime_ns:x}"':
            self.send_response(304)
            self.end_headers()
            return None
        return super().send_head()


def test_a_static_server_is_asked_for_what_changed_alone(world):
    puller, one, hub, _done = world
    Server.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(hub)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        config = one.place.config
        config.write_text(config.read_text().replace(str(hub), f"http://127.0.0.1:{server.server_port}/"))
        before = core(one)
        assert one_run(one)[0] == "done" and core(one) == before
        assert {p for p, _ in Server.asked} >= {"/manifest.json", "/robots.txt"}
        Server.asked.clear()
        assert one_run(one)[0] == "done"
        assert Server.asked == [("/robots.txt", 404), ("/manifest.json", 304)]
        with_other_rows(puller)
        publish(puller, hub)
        Server.asked.clear()
        assert one_run(one)[0] == "done"
        assert 200 in {code for path, code in Server.asked if path.startswith("/postings/")}
        assert len(Server.asked) < len(opened(hub)), "only what changed"
        (hub / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
        assert "robots.txt forbids" in one_run(one)[1]
    finally:
        server.shutdown()
        server.server_close()


def test_a_bucket_of_an_s3_server(world, s3):
    import boto3

    puller, one, _, _done = world
    with pytest.raises(HubError, match="s3://jobs/hub: cannot be written"):
        publish(puller, "s3://jobs/hub")
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="jobs", ACL="public-read")
    first = publish(puller, "s3://jobs/hub")
    assert first.written == first.parts
    with_other_rows(puller)
    again = publish(puller, "s3://jobs/hub", keep=0)
    assert again.serial == 2 and 0 < again.written < again.parts
    config = one.place.config
    hub = one.place.root.parent / "hub"
    config.write_text(config.read_text().replace(str(hub), f"{s3}/jobs/hub"))
    assert one_run(one)[0] == "done"
    assert rows(one, "select count(*) from core.posting where title like '%(new)'")[0][0]


def test_publish_says_what_a_reader_needs(world, tmp_path):
    puller, _, _, done = world
    said = puller.command("publish", str(tmp_path / "new"))
    assert said.returncode == 0 and f'public_key = "{done.key}"' in said.stdout, said.stderr
    assert "hand-kept: not published: files of your own" in said.stderr
    assert puller.command("publish", str(tmp_path / "new"), "--board", "hand-kept").returncode == 1


def test_a_hub_without_its_key_is_wrong_use(world):
    _, one, _, done = world
    one.place.config.write_text(one.place.config.read_text().replace(done.key, "ed25519:abc"))
    assert "public_key takes what `curbside publish` showed" in one_run(one)[1]
