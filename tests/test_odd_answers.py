"""Answers that are odd and still whole: padded archives, encoded texts, titles that hold other fields."""

from __future__ import annotations

import gzip
import time

import pytest
from boardserver import QUICK, Reply, ask_of, fails, site
from test_families import answer

from curbside.extractors.base import Board, BoardError
from curbside.extractors.families import rss
from curbside.extractors.readers import ats, fields, gather, jobfields, jobposting, markup, places, sitemap
from curbside.extractors.web.client import Client

URL = "https://board.example/job/1"
PADDING = [b"", b"\n", b"\r\n\r\n", b"\0" * 512, b"<!-- cached by a plugin -->", b"cached", gzip.compress(b"", mtime=0)]


@pytest.mark.parametrize("behind", PADDING)
def test_what_stands_behind_an_archive_is_left_out(behind):
    assert markup.unpacked(answer(gzip.compress(b"<urlset/>") + behind)) == b"<urlset/>"


def test_an_archive_of_two_members_is_read_whole_and_a_damaged_one_is_refused():
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    assert markup.unpacked(answer(packed)) == b"one two"
    assert markup.unpacked(answer(gzip.compress(gzip.compress(b"<urlset/>")))) == b"<urlset/>"
    for bad in (gzip.compress(b"x" * 999)[:-9], b"\x1f\x8bno archive at all", packed[:-12]):
        with pytest.raises(BoardError, match="damaged or cut off"):
            markup.unpacked(answer(bad))


def test_a_packed_list_of_addresses_is_read():
    a = answer(gzip.compress(b"https://x.example/job/1\nhttps://x.example/job/2\n"), "https://x.example/sitemap.txt.gz")
    assert [u for u, _ in sitemap.read(a)[1]] == ["https://x.example/job/1", "https://x.example/job/2"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("%3Cp%3EClosed%20ICU%2C%2014%20encounters.%3C%2Fp%3E", "<p>Closed ICU, 14 encounters.</p>"),
        ("Hospitalist%20-%20Reno%2C%20NV", "Hospitalist - Reno, NV"),
        ("<p>100% of malpractice paid.</p>", "<p>100% of malpractice paid.</p>"),
        ("100%", "100%"),
        ("50%25off", "50%off"),
        ("Use code SAVE%20 today", "Use code SAVE%20 today"),
        ("%FF%FE", "%FF%FE"),
    ],
)
def test_texts_encoded_for_an_address_are_decoded_and_a_percent_sign_stays(written, read):
    assert markup.rich(written) == read
    assert markup.line("https://x.example/a%20b") == "https://x.example/a%20b"


TITLES = {
    "employer and place within": '<h2 itemprop="title">Palliative Physician <small><a itemprop="hiringOrganization">Larch</a> - '
    '<span itemprop="jobLocation">Lincoln, NE</span></small></h2>',
    "a badge": '<h1 itemprop="title">Palliative Physician <span itemprop="employmentType">Full time</span></h1>',
    "a link": '<h1 itemprop="title"><a itemprop="url" href="/1">Palliative Physician</a> <time itemprop="datePosted">Today</time></h1>',
    "a script": '<div itemprop="title"><h1>Palliative Physician</h1><script>var x = 1</script><style>b{}</style></div>',
    "a name": '<div itemprop="title"><span itemprop="name">Palliative Physician</span></div>',
    "nothing else": '<h1 itemprop="title">Palliative <b>Physician</b></h1>',
}


@pytest.mark.parametrize("case", TITLES)
def test_a_title_in_microdata_is_the_title_alone(case):
    page = f'<body itemscope itemtype="https://schema.org/JobPosting">{TITLES[case]}<div itemprop="description">Visits.</div></body>'
    (record,) = jobposting.records(page.encode(), URL)
    assert record["title"] == "Palliative Physician"


def test_a_language_is_asked_for():
    def fussy(seen):
        return Reply(b"[]") if "accept-language" in seen.headers else Reply(b"", 500)

    with site({"/jobs": fussy, "/robots.txt": Reply(b"", 404)}) as board, Client("", 0) as client:
        assert ask_of(client, board.url)(f"{board.url}/jobs").body == b"[]"


def deep(inner: bytes) -> bytes:
    return b"<source><job><title>C</title><description>" + inner + b"</description></job></source>"


@pytest.mark.parametrize("body", [b"<a>" * 50_000, deep(b"<b>" * 2_000 + b"</b>" * 2_000)])
def test_a_feed_of_endless_depth_is_refused_before_it_is_a_tree(body):
    with pytest.raises(BoardError, match="more than 200 elements deep"):
        markup.xml(answer(body, "https://x.example/feed.xml"))


def test_an_entry_that_a_feed_repeats_is_read_once(monkeypatch):
    entry = b"<item><title>C%d - Elm Clinic - Akron, OH</title><link>/job/%d</link><guid>%d</guid></item>"
    body = b"<rss><channel>" + b"".join(entry % (n, n, n) for n in (1, 2)) * 500 + b"</channel></rss>"
    read = []
    record = fields.record
    monkeypatch.setattr(fields, "record", lambda *args: read.append(1) or record(*args))
    board = Board("b", "rss", "https://x.example/feed.xml")
    found = rss.records(answer(body, url="https://x.example/feed.xml"), board)
    assert [r["title"] for r in found] == ["C1", "C2"] and len(read) == 2
    assert [item.url for item in rss.items(answer(body, url="https://x.example/feed.xml"), board)] == [
        "https://x.example/job/1", "https://x.example/job/2",
    ]  # fmt: skip


@pytest.mark.whole
def test_one_posting_told_a_hundred_thousand_times_costs_no_more_than_its_places():
    told = ({"key": "1", "title": "C", "version": "v", "places": [{"city": f"T{n}"}]} for n in range(100_000))
    began = time.process_time()
    (one,) = gather.gathered(told)
    assert len(one["places"]) == places.MOST and len(one["version"]) == 100_000
    towns = [{"address": {"addressLocality": f"T{n}", "addressRegion": "OH"}} for n in range(20_000)]
    assert len(jobfields.places(towns)) == places.MOST
    assert time.process_time() - began < 8


def test_nothing_is_read_behind_max_postings():
    told = iter([{"key": str(n), "title": "C", "places": []} for n in range(1000)])
    assert len(gather.gathered(told, 3)) == 4 and len(list(told)) == 1000 - 5


@pytest.mark.parametrize("location", ["http://[" * 500, "http://[::1", "//["])
def test_a_redirect_to_what_is_no_address_is_an_answer_of_its_own(location):
    routes = {"/jobs": Reply(b"", 302, {"Location": location}), "/robots.txt": Reply(b"", 404)}
    with site(routes) as board, Client("", 0, limits=QUICK) as client:
        assert "302" in fails(ask_of(client, board.url), f"{board.url}/jobs")


def test_entries_without_a_key_count_once_each_however_many_pages_they_stand_on():
    def keys(page):
        return {entry["id"] for entry in ats.keyed(page, "id")}

    first, second = [{"id": 1}, {"title": "Cardiologist"}, None], [{"id": 2}, {"title": "Neurologist"}]
    assert len(keys(first) | keys(second)) == 5
    assert keys(first) == keys(list(first))  # a page that repeats another brings nothing new


def test_a_list_of_more_entries_than_any_employer_has_is_refused_in_one_line():
    assert len(ats.keyed([{}] * 3, "id")) == 3
    with pytest.raises(BoardError, match="has 500,001 entries; more than 500,000 are no employer's"):
        ats.keyed([{}] * (ats.MOST + 1), "id")
