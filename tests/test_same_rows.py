"""The same input gives the same rows, in whatever order it comes: of equals the same one is taken on every run."""

from datetime import timedelta
from pathlib import Path

import alone
import pytest

from curbside import settings
from curbside.job import inputs

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.whole
def test_two_builds_publish_the_same_in_whatever_order_rows_come_and_on_however_many_threads(sample, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import same_rows

    sample.begin(1, 2)
    same_rows.equals(sample.place)
    same_rows.say(sample.place, sample.now)
    now = sample.now + timedelta(days=1)
    frames, _ = inputs.frames(settings.read(sample.place.config), sample.place, now.date())
    with sample.place.writing():
        found = [same_rows.built(sample.place, frames, now, *way) for way in ((1, 1), (2, 3))]
    assert all(found[0][table] for table in ("leads", "insiders", "markets", "reminders", "cautions", "applications"))
    assert same_rows.differing(found) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", [n for n in alone.names() if not n.startswith("macro/")])
def test_a_file_makes_the_same_of_its_rows_from_the_last_to_the_first(name):
    assert alone.made(name, turned=True).splitlines() == alone.kept(name).splitlines()
