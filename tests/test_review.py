"""`review`, `same`, `different` through the command line: your word wins, and is remembered when all is built again."""

from __future__ import annotations

import json


def asked(sample) -> list[dict]:
    done = sample.command("review", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def say(sample, *words: str) -> None:
    done = sample.command(*words)
    assert done.returncode == 0, done.stderr


def openings_of(sample, *postings: str) -> int:
    names = ", ".join(f"'{p}'" for p in postings)
    return sample.sql(f"select count(distinct opportunity_id) from postings where posting_id in ({names})")[0][0]


def test_your_word_on_employers_openings_and_people_wins_from_then_on(sample):
    sample.pull(day=1)
    sample.pull(day=2)
    listed = asked(sample)
    order = [(-row["leads"], -row["score"]) for row in listed]
    assert order == sorted(order), "what would change most leads first"
    assert all(row["leads"] for row in listed if row["kind"] != "opening"), (
        "whoever matters to no lead is not asked about"
    )

    # An employer given without its place: which of two of the name it is, only the user knows.
    ohio, bay = (
        next(r for r in listed if r["kind"] == "employer" and r["b_text"].endswith(f", {s}")) for s in ("OH", "MA")
    )
    assert ohio["a"] == bay["a"] and "; named by " in bay["reason"]
    say(sample, "same", bay["a"], bay["b"])
    # Two entries of one name: one person.
    person = next(r for r in listed if r["kind"] == "person")
    say(sample, "same", person["a"], person["b"])
    # Two postings that are no copies, and two openings that are one.
    copies = ("society:/job/1", "feed-agency:/job/1")
    apart = ("society:/job/14", "hand-kept:6861f0698a085ac9")
    assert openings_of(sample, *copies) == 1 and openings_of(sample, *apart) == 2
    say(sample, "different", *copies)
    ids = [i for (i,) in sample.sql(f"select distinct opportunity_id from postings where posting_id in {apart}")]
    say(sample, "same", *ids)

    def holds() -> None:
        assert openings_of(sample, *copies) == 2 and openings_of(sample, *apart) == 1
        left = asked(sample)
        assert not [r for r in left if r["kind"] == "person" or r["a"] == bay["a"]], (
            "what was answered is not asked again"
        )
        name = person["a_text"].split(" (")[0]
        assert sample.sql(f"select count(*) from people where name = '{name}'") == [(1,)]
        where = "select distinct organisation_id from affiliations where organisation_name = 'Memorial Hospital'"
        assert (bay["b"],) in sample.sql(where) and (ohio["b"],) not in sample.sql(where)
        said = sample.sql("select reason from duplicates where reason = 'you said so'")
        assert said == [("you said so",)]

    holds()
    say(sample, "rebuild")
    holds()
    # The newest word counts.
    say(sample, "same", *copies)
    assert openings_of(sample, *copies) == 1
    say(sample, "different", bay["a"], bay["b"])
    assert not [r for r in asked(sample) if (r["a"], r["b"]) == (bay["a"], bay["b"])]
