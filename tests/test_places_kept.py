"""One job, many places: however a board tells several places of one posting, none is lost, and two jobs stay two."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_families import answer, board

from curbside.extractors import family
from curbside.extractors.readers import jobposting
from curbside.extractors.readers.gather import gathered, says_nowhere

CITIES = ["Hays", "Salina", "Colby"]
ROW = "<company>Jackdaw</company><city>{}</city><state>KS</state>"
TOLD = {
    "rss": "<rss><channel>{}</channel></rss>",
    "xmlfeed": "<source>{}</source>",
    "successfactors": "<rss><channel>{}</channel></rss>",
}
SAME = {
    "rss, one link and guid": (
        "rss", "<item><title>Locum Hospitalist</title><link>https://x.example/j/55</link><guid>https://x.example/j/55</guid>{}</item>"),
    "rss, no link at all": ("rss", "<item><title>Locum Hospitalist</title>{}</item>"),
    "xmlfeed, one url": ("xmlfeed", "<job><title>Locum Hospitalist</title><url>https://x.example/j/55</url>{}</job>"),
    "xmlfeed, one number": ("xmlfeed", "<job><title>Locum Hospitalist</title><referencenumber>J-5</referencenumber>{}</job>"),
    "successfactors, one id": ("successfactors", "<item><title>Locum Hospitalist</title><id>55</id>{}</item>"),
}  # fmt: skip


def cities(records: list[dict]) -> list[str]:
    return sorted({p.get("city") or p["text"].partition(",")[0] for r in records for p in r["places"]})


@pytest.mark.parametrize("case", SAME)
def test_a_feed_that_repeats_a_posting_for_each_place_loses_none(case):
    name, entry = SAME[case]
    a = answer(TOLD[name].format("".join(entry.format(ROW.format(c)) for c in CITIES)))
    records = family(name).records(a, board(name))
    assert cities(records) == sorted(CITIES)
    assert {r["title"] for r in records} == {"Locum Hospitalist"}
    assert [i.key for i in family(name).items(a, board(name))] == [r["key"] for r in records]


def test_a_feed_whose_titles_end_in_each_place_is_one_posting():
    entry = "<item><title>Internist - {c}, KS</title><link>https://x.example/j/5</link><guid>5</guid><city>{c}</city><state>KS</state></item>"
    a = answer(TOLD["rss"].format("".join(entry.format(c=c) for c in CITIES)))
    (record,) = family("rss").records(a, board("rss"))
    assert record["title"] == "Internist" and cities([record]) == sorted(CITIES)


def test_a_place_more_in_a_feed_is_a_change():
    entry = SAME["rss, one link and guid"][1]
    versions = []
    for number in (2, 3):
        a = answer(TOLD["rss"].format("".join(entry.format(ROW.format(c)) for c in CITIES[:number])))
        versions += [i.version for i in family("rss").items(a, board("rss"))]
    assert len(versions) == 2 and versions[0] != versions[1]


@pytest.mark.parametrize(("head", "row"), [("id,title,city,state", "77,Pain Physician,{},KS"),
                                           ("url,title,city,state", "https://x.example/careers,Pain Physician,{},KS")])  # fmt: skip
def test_rows_of_one_id_or_address_keep_each_place(head, row, tmp_path):
    a = answer("\n".join([head, *(row.format(c) for c in CITIES)]), "file:///list.csv")
    (record,) = family("csv").records(a, board("csv"))
    assert cities([record]) == sorted(CITIES)


def test_two_jobs_under_one_address_stay_two():
    rows = [
        "url,title,city",
        "https://x.example/careers,Pain Physician,Hays",
        "https://x.example/careers,Urologist,Hays",
    ]
    records = family("csv").records(answer("\n".join(rows), "file:///list.csv"), board("csv"))
    assert [r["title"] for r in records] == ["Pain Physician", "Urologist"] and len({r["key"] for r in records}) == 2


@pytest.mark.parametrize(
    ("place", "offices", "want"),
    [
        ("Multiple Locations", ["Columbus, OH", "Dayton, OH"], ["Columbus, OH", "Dayton, OH"]),
        ("Hybrid", ["Lima, OH"], ["Lima, OH"]),
        ("Various, United States", ["Lima, OH"], ["Lima, OH"]),
        ("4 Clinics", ["Lima, OH", "Troy, OH"], ["Lima, OH", "Troy, OH"]),
        ("Ohio", ["Marion, OH", "Troy, OH"], ["Marion, OH", "Troy, OH"]),
        ("OH, United States", ["Marion, OH"], ["Marion, OH"]),
        ("In-Office", [], ["In-Office"]),
        ("Remote", ["New York, NY"], ["Remote"]),
        ("Columbus, OH", ["Headquarters"], ["Columbus, OH"]),
    ],
)
def test_offices_stand_in_for_a_place_that_says_nothing(place, offices, want):
    job = {"id": 1, "title": "Internist", "absolute_url": "https://x.example/1", "location": {"name": place},
           "offices": [{"id": n, "name": o, "location": o} for n, o in enumerate(offices)]}  # fmt: skip
    (record,) = family("greenhouse").records(answer(json.dumps({"jobs": [job]})), board("greenhouse"))
    assert [p["text"] for p in record["places"]] == want


@pytest.mark.parametrize("text", ["Nationwide", "Several sites", "12 locations", "Multiple cities in the US", "On-site", "TBD", "Any office"])  # fmt: skip
def test_words_that_name_no_place(text):
    assert says_nowhere(text)


@pytest.mark.parametrize("text", ["Ohio", "Multiple Locations, Ohio", "Hybrid - Boston", "Flagstaff", "Citrus County"])
def test_words_that_name_one(text):
    assert not says_nowhere(text)


def test_a_page_with_a_block_for_each_place_keeps_them_all_and_no_other_job():
    def block(title: str, city: str) -> str:
        said = {"@type": "JobPosting", "title": title, "hiringOrganization": {"name": "Teal"},
                "jobLocation": {"address": {"addressLocality": city, "addressRegion": "KS"}}}  # fmt: skip
        return f'<script type="application/ld+json">{json.dumps(said)}</script>'

    page = "".join(block("Internist", c) for c in CITIES) + block("Urologist", "Topeka")
    (record,) = jobposting.one(page.encode(), "https://x.example/job/1", "1")
    assert (record["title"], cities([record])) == ("Internist", sorted(CITIES))
    kept = family("jsonld").records(
        answer("<!doctype html>" + page, "file:///saved.html"), board("jsonld", url="saved.html")
    )
    assert {r["title"]: cities([r]) for r in kept} == {"Internist": sorted(CITIES), "Urologist": ["Topeka"]}


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["Urologist", "Internist"]), st.sampled_from(CITIES)),
        max_size=12,
    )
)
def test_gathering_loses_no_title_at_no_place(rows):
    records = [{"key": k, "title": t, "places": [{"city": c}]} for k, t, c in rows]
    got = gathered(records)
    assert {(r["title"], p["city"]) for r in got for p in r["places"]} == {(t, c) for _, t, c in rows}
    assert len({r["key"] for r in got}) == len(got) == len({(k, t) for k, t, _ in rows})
