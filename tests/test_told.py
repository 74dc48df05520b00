"""What no digest of an earlier day has told is new: after a killed run, on a second run of the day, the day after."""

import json

import pytest

from curbside.job import steps, told


def news(sample) -> set[str]:
    return {lead for (lead,) in sample.sql("select lead_id from leads where is_new")}


def digest(sample) -> None:
    conf = steps.prepare(sample.place, [], lambda line: None, now=sample.now).settings
    steps.digest(sample.place, conf, sample.now, ["md"])


def test_leads_of_a_run_that_wrote_no_digest_are_told_by_the_next_one(sample):
    sample.begin(1)
    first = news(sample)
    assert first, "nothing was told yet, so all of it is new"
    sample.runs += 1
    sample.pull(day=2)
    assert first <= news(sample)
    digest(sample)
    sample.runs += 2  # another day
    sample.pull(day=2)
    assert news(sample) == set()


def test_a_second_digest_of_the_day_adds_and_does_not_wipe_the_mornings(sample):
    sample.begin(1)
    digest(sample)
    sample.runs += 2
    sample.pull(day=2)
    morning = news(sample)
    digest(sample)
    sample.pull(day=2)
    digest(sample)
    assert morning and morning <= news(sample)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"2026-11-27": 3}', '{"yesterday": "2026-11-27T06:00:00+00:00"}'])
def test_a_damaged_memory_tells_rather_too_much_than_too_little(tmp_path, text):
    (tmp_path / told.FILE).write_text(text)
    assert told.frame(tmp_path, []).height == 0


def test_the_memory_holds_days_and_runs_alone(sample):
    run_id = sample.begin(1)
    digest(sample)
    assert told.frame(sample.place.digests, []).rows() == [(sample.now.date(), run_id)]
    assert (sample.place.digests / told.FILE).stat().st_mode & 0o777 == 0o600


def test_the_memory_of_an_earlier_version_is_understood(tmp_path):
    runs = ["20261126T110000Z-aaaa", "20261127T110000Z-bbbb", "20261128T110000Z-cccc-000001"]
    (tmp_path / told.FILE).write_text(json.dumps({"2026-11-27": "2026-11-27T11:00:00+00:00", "2026-11-28": runs[2]}))
    assert [run for _, run in told.frame(tmp_path, runs).rows()] == runs[1:]
    assert told.frame(tmp_path, runs[2:]).height == 1
