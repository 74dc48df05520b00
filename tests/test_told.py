"""What no digest of an earlier day has told is new: after a killed run, on a second run of the day, the day after."""

import json

import pytest

from curbside.exports import content
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


def search(sample, old: str, new: str) -> None:
    """The user looks elsewhere."""
    file = sample.place.root / "curbside.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


OHIO, WYOMING = 'states = ["OH"]', 'states = ["WY"]'
BOTH = OHIO + '\nnear = [{ place = "Boston, MA", miles = 60 }]'


@pytest.mark.parametrize("wide", [OHIO, BOTH])  # beside leads near Boston, and where there was none at all
def test_a_lead_that_a_wider_search_meets_is_new_until_a_digest_of_another_day_told_it(sample, wide):
    sample.begin(1)
    search(sample, wide, WYOMING)
    sample.pull(day=1)
    digest(sample)
    before = {lead for (lead,) in sample.sql("select lead_id from leads")}
    sample.runs += 1  # two runs a day: the next is a morning's
    search(sample, WYOMING, wide)
    sample.pull(day=1)
    met = {lead for (lead,) in sample.sql("select lead_id from leads")} - before
    assert met and met == news(sample)
    digest(sample)
    sample.pull(day=1)
    assert met == news(sample), "a second run of the day tells them again"
    sample.runs += 2
    sample.pull(day=1)
    assert news(sample) == set()


def test_what_closed_stands_in_the_second_digest_of_the_day_and_in_none_of_another(sample):
    sample.begin(1)
    digest(sample)
    sample.pull(day=2)
    digest(sample)
    sample.runs += 1
    found = []
    for rest in (0, 0, 1):  # morning, evening, the day after
        sample.runs += rest
        sample.pull(day=2)
        shown = content.read(sample.place.leads, sample.now.date())
        found.append({x.lead_id for x in (*shown.closed, *shown.changes)})
        digest(sample)
    morning, evening, after = found
    assert morning and morning <= evening and not morning & after


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
