"""A feed's entry leads where it says, in whatever form RSS, Atom and feed services say it, and what its description names
is read where the feed does not say it."""

import pytest
from test_families import answer, board

from curbside.extractors import family
from curbside.extractors.readers.saidfields import filled

NAMES = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
RSS = f'<rss version="2.0" {NAMES}><channel><title>Jobs</title><link>https://site.example/careers</link><item><title>Allergist</title>{{}}</item></channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" {}><title>Jobs</title><id>u</id><entry><title>Allergist</title><id>u1</id>{}</entry></feed>'
COUNTED = "https://feedproxy.google.com/~r/x/~3/abc/"


def urls(feed: str, url: str = "https://site.example/feed.xml") -> list[str | None]:
    return [r.get("url") for r in family("rss").records(answer(feed, url), board("rss", url=url))]


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("<link>https://site.example/job/1</link><guid>https://site.example/?p=1</guid>", "/job/1"),
        ("<link/><guid>https://site.example/job/1</guid>", "/job/1"),
        ('<guid isPermaLink="true">https://site.example/job/1</guid>', "/job/1"),
        ('<guid isPermaLink="false">https://site.example/?p=1</guid>', None),
        ("<guid>job-1</guid>", None),
        ('<atom:link rel="alternate" href="https://site.example/job/1"/>', "/job/1"),
        ('<atom:link rel="self" href="https://site.example/feed/1"/>', None),
        ('<link>https://site.example/job/1</link><atom:link rel="alternate" href="https://site.example/other"/>', "/job/1"),
        ('<link href="https://site.example/job/1"/>', "/job/1"),
        (f"<link>{COUNTED}</link><feedburner:origLink>https://site.example/job/1</feedburner:origLink>", "/job/1"),
        ("<link>//site.example/job/1</link>", "/job/1"),
        ("<link>/job/1</link>", "/job/1"),
        ("<guid>https://site.example/job/1</guid><guid>https://site.example/job/2</guid>", "/job/1"),
        ('<atom:link rel="enclosure" href="https://site.example/logo.png"/><guid>https://site.example/job/1</guid>', "/job/1"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("feed_url", ["https://site.example/feed.xml", "file:///saved/feed.xml"])
def test_an_entry_of_rss_leads_where_it_says(said, leads, feed_url):
    assert urls(RSS.format(said), feed_url) == [f"https://site.example{leads}" if leads else None]


@pytest.mark.parametrize(
    ("base", "links", "leads"),
    [
        ('xml:base="https://site.example/careers/"', '<link href="job/1"/>', "https://site.example/careers/job/1"),
        ('xml:base="https://site.example/careers/"', '<link href="/job/1"/>', "https://site.example/job/1"),
        ('xml:base="https://site.example/"', '<link rel="enclosure" href="logo.png"/><link rel="self" href="feed/1"/><link rel="alternate" href="job/1"/>',
         "https://site.example/job/1"),
        ("", '<link rel="alternate" type="application/json" href="https://site.example/1.json"/><link rel="alternate" type="text/html" href="https://site.example/job/1"/>',
         "https://site.example/job/1"),
        ('xml:base="https://elsewhere.example/"', '<link href="https://site.example/job/1"/>', "https://site.example/job/1"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("feed_url", ["https://site.example/feed.xml", "file:///saved/feed.xml"])
def test_an_entry_of_atom_leads_where_it_says(base, links, leads, feed_url):
    assert urls(ATOM.format(base, links), feed_url) == [leads]


def test_an_entrys_own_base_counts_within_the_feeds():
    feed = ATOM.format('xml:base="https://site.example/"', '<link href="1"/>').replace(
        "<entry>", '<entry xml:base="job/">'
    )
    assert urls(feed) == ["https://site.example/job/1"]


def test_a_saved_feeds_relative_links_mean_the_site_that_it_names_first_as_its_own():
    links = '<link rel="self" href="https://feeds.example/1"/><link href="https://site.example/"/>'
    feed = ATOM.format("", '<link href="/job/1"/>').replace("<id>u</id>", links)
    assert urls(feed, "file:///saved/feed.xml") == ["https://site.example/job/1"]


def test_a_title_and_a_text_of_xhtml_are_read():
    div = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'
    feed = ATOM.format(
        "", f'<link href="https://site.example/job/1"/><content type="xhtml">{div.format("<p>Nights</p>")}</content>'
    )
    feed = feed.replace(
        "<title>Allergist</title>", f'<title type="xhtml">{div.format("Allergist <b>Medical</b>")}</title>'
    )
    (record,) = family("rss").records(answer(feed), board("rss"))
    assert record["title"] == "Allergist Medical" and "<p>Nights</p>" in record["description"]


def test_a_saved_feeds_keys_stay_as_they_are():
    feed = RSS.format("<link>https://site.example/job/1</link>")
    (item,) = family("rss").items(answer(feed, "file:///saved/feed.xml"), board("rss", url="/saved/feed.xml"))
    assert item.key == "//site.example/job/1"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("<p><b>Employer:</b> Yew Health<br><b>Location:</b> Troy, OH<br><b>Salary:</b> $300,000</p>",
         {"employer": "Yew Health", "places": [{"text": "Troy, OH"}], "pay_text": "$300,000"}),
        ("Company: Yew Skin | Location: Lima, OH | Posted: 11/20/2026", {"employer": "Yew Skin", "places": [{"text": "Lima, OH"}]}),
        ("Employer: Yew Health Location: Troy, OH", {"employer": "Yew Health", "places": [{"text": "Troy, OH"}]}),
        ("&lt;ul&gt;&lt;li&gt;Hospital: Elm Hospital&lt;/li&gt;&lt;li&gt;City: Troy&lt;/li&gt;&lt;li&gt;State: OH&lt;/li&gt;&lt;/ul&gt;",
         {"employer": "Elm Hospital", "places": [{"city": "Troy", "state": "OH"}]}),
        ("Hospital: Level II Trauma Center", {}),  # what kind of hospital, not which
        ("Practice: Single Specialty Group", {}),
        ("Company: our client", {}),
        ("Facility: Vituity", {}),
        ("Company: Night Shift", {}),
        ("City: X", {}),
        ("Location: This position is in Troy.", {}),
        ("Location: Multiple Locations", {}),
        ("About the Employer: Elm Clinic", {}),
        ("We seek a physician. Location: Troy, OH", {}),
    ],
)  # fmt: skip
def test_what_a_description_names_is_read_where_the_feed_does_not_say_it(text, want):
    bare = {"title": "Allergist", "places": []}
    assert filled(bare, [text]) == bare | want
    said = {"title": "Allergist", "employer": "Ash", "places": [{"city": "Lima"}]}
    assert filled(said, [text]) == said
    assert filled(bare | {"employer": "Ash"}, [text]) == bare | want | {"employer": "Ash"}


def test_an_employer_of_the_description_or_of_the_title_is_the_entrys():
    one, two = (RSS.format(f"<guid>{n}</guid><description>{text}</description>") for n, text in
                enumerate(("Employer: Yew Health | Location: Troy, OH", "Location: Troy, OH")))  # fmt: skip
    titled = two.replace("Allergist", "Allergist - Elm Clinic - Troy, OH")
    found = [family("rss").records(answer(feed), board("rss"))[0] for feed in (one, titled)]
    assert [(r["title"], r["employer"], r["places"]) for r in found] == [
        ("Allergist", "Yew Health", [{"text": "Troy, OH"}]), ("Allergist", "Elm Clinic", [{"text": "Troy, OH"}])
    ]  # fmt: skip
