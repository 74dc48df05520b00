"""Two runs with two exports: who moved is a past colleague there, and news of the digest."""

import os
from datetime import timedelta

import duckdb
import pytest

from curbside.job import steps


def digest(sample, names=True):
    made = steps.digest(sample.place, sample.settings, sample.now, ["md"], sample.place.root / f"out-{names}")
    return made[0].read_text("utf-8")


@pytest.fixture
def sample(sample):
    from curbside import settings

    sample.settings = settings.read(sample.place.config)
    return sample


def test_a_new_employer_in_the_next_export_is_told_once_a_week_and_no_longer(sample):
    connections = sample.place.root / "network" / "Connections.csv"
    before = connections.read_text("utf-8")
    assert "Yusuf,Karim" in before and "Northgate Heart Institute" in before
    month_ago = (sample.now - timedelta(days=30)).timestamp()
    os.utime(connections, (month_ago, month_ago))
    sample.pull(1)
    assert sample.sql("select count(*) from moves") == [(0,)]
    assert "News of people you know" not in digest(sample)

    after = [line.replace("Northgate Heart Institute", "Harbor Light Medical Center") if "Yusuf,Karim" in line else line for line in before.splitlines()]  # fmt: skip
    connections.write_text("\n".join(after) + "\n", "utf-8")
    sample.pull(2)
    assert sample.sql("select person, old_employer, new_employer from moves") == [
        ("Yusuf Karim", "Northgate Heart Institute", "Harbor Light Medical Center")
    ]
    relations = sample.sql(
        "select distinct employer_name, relation from insiders join opportunities using (opportunity_id) where person = 'Yusuf Karim' and relation <> 'in the market' order by 1"
    )
    assert relations == [
        ("Harbor Light Medical Center", "works there"),
        ("Northgate Heart Institute", "worked there"),
    ]
    page = digest(sample)
    assert "**Yusuf Karim** moved from Northgate Heart Institute to Harbor Light Medical Center" in page.replace(
        "\\", ""
    )
    assert "1 lead there" in page or "leads there" in page

    # A week later the same export is no news, though what is kept says it again.
    sample.runs += 20
    sample.pull()
    assert len(sample.sql("from moves")) == 1
    assert "moved from" not in digest(sample)


def test_hidden_names_hide_who_moved_and_where(sample):
    sample.begin(1)
    with duckdb.connect(str(sample.place.leads)) as con:
        con.execute(
            "insert into moves select person_id, name, 'Old Place', 'New Place', current_date - 40, current_date - 1, ?::date from people limit 1",
            [sample.now.date()],
        )
        name = con.execute("select person from moves").fetchone()[0]
    from curbside.exports import content

    shown = content.read(sample.place.leads, sample.now.date(), None, True)
    hidden = content.read(sample.place.leads, sample.now.date(), None, False)
    assert (shown.moves[0].person, shown.moves[0].words) == (name, "moved from Old Place to New Place")
    assert hidden.moves[0].words == "has a new employer" and name not in str(hidden.moves)
