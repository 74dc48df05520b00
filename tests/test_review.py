"""`review`, `same`, `different` through the command line: your word wins, and is remembered when all is built again."""

from __future__ import annotations

import json

from bridging import Home


def openings_of(sample, *postings: str) -> int:
    names = ", ".join(f"'{p}'" for p in postings)
    return sample.sql(f"select count(distinct opportunity_id) from postings where posting_id in ({names})")[0][0]


def test_your_word_on_employers_openings_and_people_wins_from_then_on(sample, capsys):
    sample.begin(1, 2)
    user = Home(sample.place.root, capsys)

    def asked() -> list[dict]:
        return json.loads(user.run("review", "--format", "json"))

    listed = asked()
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
    # Two entries of one name: one person.
    person = next(r for r in listed if r["kind"] == "person")
    # Two postings that are no copies, and two openings that are one.
    copies = ("society:/job/1", "feed-agency:/job/1")
    apart = ("society:/job/14", "hand-kept:6861f0698a085ac9")
    assert openings_of(sample, *copies) == 1 and openings_of(sample, *apart) == 2
    ids = [i for (i,) in sample.sql(f"select distinct opportunity_id from postings where posting_id in {apart}")]
    with sample.place.writing():  # as during a run: all is kept, and taken in with what is said after it
        user.run("same", bay["a"], bay["b"])
        user.run("same", person["a"], person["b"])
        user.run("different", *copies)
    user.run("same", *ids)

    def holds() -> None:
        assert openings_of(sample, *copies) == 2 and openings_of(sample, *apart) == 1
        left = asked()
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
    user.run("rebuild")
    holds()
    # The newest word counts.
    user.run("same", *copies)
    assert openings_of(sample, *copies) == 1
    user.run("different", bay["a"], bay["b"])
    assert not [r for r in asked() if (r["a"], r["b"]) == (bay["a"], bay["b"])]
