"""Boards pulled by workers without the workspace's folder: the same rows, whatever happens at the address between."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Sample, s3_client

from curbside import demo, landing, settings
from curbside.extractors.base import Board
from curbside.job import exchange, steps
from curbside.job.exchange import Exchange
from curbside.workspace import Workspace

ADDRESS = "s3://jobs/exchange"
ENGINE = f'\n[engine]\ntasks = "dask://local/2"\nexchange = "{ADDRESS}"\n'


@pytest.fixture
def bucket(s3):
    s3_client().create_bucket(Bucket="jobs")


def there() -> list[str]:
    """What lies at the address."""
    found = s3_client().list_objects_v2(Bucket="jobs").get("Contents", [])
    return [one["Key"] for one in found]


@pytest.fixture
def away(sample: Sample, tmp_path: Path, bucket) -> Sample:
    """A second workspace on the same boards, whose boards are pulled by way of the address."""
    root = tmp_path / "away"
    root.mkdir()
    demo.lay_out(root, sample.boards.urls)
    other = Sample(Workspace(root), sample.boards)
    other.place.config.write_text(other.place.config.read_text() + ENGINE)
    return other


def spread(one: Sample, said: list[str], between=lambda: None, worker=exchange.pull) -> None:
    """A run without a cluster. `between`: after the worker and before the main process."""
    one.runs += 1
    job = steps.prepare(one.place, [], said.append, now=one.now)
    with one.place.writing():
        used = Exchange(job, ADDRESS)
        goes = [name for name, board in job.boards.items() if exchange.may_go(board)]
        used.order(goes)
        orders = pickle.loads(pickle.dumps([used.orders[name] for name in goes]))
        brought = worker(ADDRESS, job.run_id, job.now, "", orders)
        between()
        done = {found.board for one in brought if (found := used.collect(one))}
        for name in job.boards.keys() - done:
            steps.collect(job, name)
        used.close()


def alone(one: Sample) -> None:
    one.runs += 1
    job = steps.prepare(one.place, [], lambda line: None, now=one.now)
    with one.place.writing():
        for name in job.boards:
            steps.collect(job, name)


def landed(one: Sample) -> list[tuple]:
    """All that landed but when, and under which four random digits: what the warehouse is made of."""
    found = []
    for run_id, board in landing.runs(one.place.landing):
        run, answers = landing.read(one.place.landing, board, run_id)
        told = [
            (a.kind, Path(a.url).name, a.status, a.body, a.key, a.version, a.postings, a.content_type) for a in answers
        ]
        summary = replace(run, run_id="", ended_at=run.started_at, url=None)
        found.append((landing.number(run_id), board, summary, told))
    return found


def test_the_rows_and_the_requests_are_those_of_one_process(sample, away):
    for day in (1, 2, 3):
        sample.boards.day = day
        alone(sample)
        spread(away, said := [])
        assert not [line for line in said if "pulled here" in line]
        assert there() == []
    assert landed(away) == landed(sample) and len({number for number, *_ in landed(away)}) == 3


def test_what_is_lost_or_changed_at_the_address_is_named_and_pulled_here(sample, away):
    alone(sample)
    bucket = s3_client()

    def between() -> None:
        for key in there():
            board = key.rsplit("/", 1)[1].split(".")[1]
            if board == "society":
                bucket.delete_object(Bucket="jobs", Key=key)
            if board == "regional":
                bucket.put_object(Bucket="jobs", Key=key, Body=b"forged")
            if board == "greenhouse":  # a landing file, and not the one that the worker put there
                other = next(k for k in there() if ".feed-agency." in k)
                bucket.copy_object(Bucket="jobs", Key=key, CopySource=f"jobs/{other}")

    spread(away, said := [], between)
    lines = sorted(line for line in said if "pulled here" in line)
    assert [line.split(":")[0] for line in lines] == ["greenhouse", "regional", "society"]
    assert all(ADDRESS in line and "parquet is not" in line for line in lines)
    assert landed(away) == landed(sample)


def test_what_a_worker_must_know_is_believed_only_as_it_was_put_there(sample, away):
    for one in (sample, away):
        alone(one)
    sample.boards.day = 2
    alone(sample)

    def worker(address, run_id, now, contact, orders):
        forged = [replace(one, known=one.known and replace(one.known, sha256="0" * 64)) for one in orders]
        return exchange.pull(address, run_id, now, contact, forged)

    spread(away, said := [], worker=worker)
    assert any(line.startswith("society: not handed over by way of s3://jobs/exchange (") for line in said)
    assert landed(away) == landed(sample)


def test_what_a_killed_run_left_goes_with_the_next_and_nothing_of_another_workspace(away):
    bucket = s3_client()

    def put(key: str) -> str:
        bucket.put_object(Bucket="jobs", Key=key, Body=b"of a run that was killed")
        return key

    job = steps.prepare(away.place, [], print, now=away.now)
    theirs = put("exchange/20261123T000000Z-0000-000001.society.12345678.parquet")
    with away.place.writing():
        Exchange(job, ADDRESS)
        for late in ("society.0a1b2c3d", "society.its-worker-went-on"):
            put(f"exchange/{job.run_id}.{late}.parquet")
            Exchange(replace(job, run_id=landing.new_run_id(away.now)), ADDRESS)
            assert there() == [theirs]


def test_files_keys_and_hubs_stay_with_the_main_process(tmp_path):
    site = Board(name="a", family="jsonld", url="https://x.example/jobs")
    stays = [
        Board(name="b", family="csv", url="/home/ana/e.csv"),
        Board(name="c", family="jsonld", url=str(tmp_path)),
        Board(name="d", family="usajobs", secrets={"usajobs_key": "k"}),
        Board(name="e", family="jsonld", url="https://ana:word@x.example/jobs"),
        Board(name="f", family="hub", url="https://x.example/hub"),
        Board(name="g", family="alerts", url=str(tmp_path)),
    ]
    assert exchange.may_go(site) and not any(map(exchange.may_go, stays))


def test_a_worker_that_cannot_reach_the_address_says_so_of_each_board():
    order = exchange.Order(Board(name="a", family="jsonld", url="http://127.0.0.1:9/"), None)
    now = steps.datetime(2026, 11, 23, tzinfo=steps.UTC)
    (one,) = exchange.pull("nope://x/y", landing.new_run_id(now), now, "", [order])
    assert one == exchange.Brought("a", None, one.problem) and "nope" in one.problem


@pytest.mark.parametrize(
    ("engine", "line"),
    [
        ('exchange = "s3://b/p"', r"\[engine\] exchange: is for the workers of `tasks`"),
        ('tasks = "dask://local"\nexchange = "b/p"', r"\[engine\] exchange: takes an address that fsspec knows"),
        ('tasks = "dask://local"\nexchange = "ftp://a:b@h/p"', r"\[engine\] exchange: takes an address without a pass"),
        (
            'tasks = "dask://local"\nexchange = "nope://h/p"',
            r"\[engine\] exchange: nope://h/p: is no folder and no add",
        ),
        ('tasks = "dask://local"\nexchange = "gs://h/p"', r"\[engine\] exchange: gs://h/p: .* not installed"),
    ],
)
def test_an_address_that_cannot_be_one_is_one_line_before_the_first_request(tmp_path, engine, line):
    (tmp_path / "curbside.toml").write_text(f'[[search]]\nname = "x"\n[engine]\n{engine}\n')
    with pytest.raises(settings.ConfigError, match="curbside.toml: " + line):
        steps.prepare(Workspace(tmp_path), [], print)
