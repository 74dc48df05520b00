"""An answer that is something else than was asked for is called by its name, with what to do; a page in UTF-16 is a page."""

import re

import pytest
from test_families import HERE, NOW, answer, board

from curbside.extractors import family
from curbside.extractors.base import Answer, BoardError
from curbside.extractors.readers import markup
from curbside.extractors.readers.closing import says_closed

URL = "https://elm.example/feed"
WRONG = [
    (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not {}; save the page"),
    (b"PK\x03\x04\x14\0\x06\0", "is a packed file or an Office document, not {}; unpack it"),
    (b"\x89PNG\r\n\x1a\n\0", "is a picture, not {}; save the page"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture, not {}; save the page"),
]


@pytest.mark.parametrize(("body", "said"), WRONG)
def test_files_of_other_kinds_are_called_by_their_name(body, said):
    with pytest.raises(BoardError, match=said.format("XML")):
        markup.xml(answer(body, URL))
    with pytest.raises(BoardError, match=said.format("JSON")):
        markup.data(answer(body, URL))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"error": "rate limited"}', r'answered with JSON instead of XML \("rate limited"\); try again later'),
        ('{"errors": [{"detail": "No such\\n feed"}]}', r'instead of XML \("No such feed"\)'),
        ('{"errors": ["No such feed", "Ask again"]}', r'instead of XML \("No such feed"\)'),
        ('{"error": {"errors": [{"message": "No key"}]}}', r'instead of XML \("No key"\)'),
        ('{"error": {"error": {"error": {"error": "No key"}}}}', "instead of XML; try again later"),
        (f'{{"error": "{"no " * 50}"}}', rf'instead of XML \("{"no " * 40}"\)'),
        ('{"jobs": []}', "answered with JSON instead of XML; try again later, or give the feed's own address"),
        ("[1, 2", "answered with JSON instead of XML;"),
        ("Service unavailable", "is plain text, not XML; try again later"),
        ("<rss><channel>", r"is not whole XML \(.*\); try again later"),
    ],
)
def test_what_is_no_xml_is_said(body, said):
    with pytest.raises(BoardError, match=said):
        markup.xml(answer(body, URL))
    with pytest.raises(BoardError, match=said.replace("try again later", "save it again")):
        markup.xml(answer(body, "file:///saved/feed.xml"))


@pytest.mark.parametrize(
    ("body", "said"),
    [("<rss></rss>", "answered with XML instead of JSON; try again later"), ('{"a": [1,', "is not whole JSON; try again later")],
)  # fmt: skip
def test_what_is_no_json_is_said(body, said):
    with pytest.raises(BoardError, match=said):
        markup.data(answer(body, URL))


PAGE = (
    '<!doctype html><html><head><link rel="canonical" href="https://elm.example/job/1"><script type="application/ld+json">'
    '{"@type": "JobPosting", "title": "Chirurgien à Montréal"}</script></head><body><p>This position has been filled.</p></body></html>'
)


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_saved_page_in_utf_16_is_a_page(charset):
    body = PAGE.encode(charset)
    page = Answer("list", "file:///saved/a.html", 200, NOW, body, "text/html")
    (record,) = family("jsonld").records(page, board("jsonld", url="/saved"))
    assert (record["title"], record["url"]) == ("Chirurgien à Montréal", "https://elm.example/job/1")
    assert says_closed(body)
    with pytest.raises(BoardError, match="HTML page instead of XML"):
        markup.xml(page)


SAVED = sorted(f for f in HERE.glob("*/list.*") if f.suffix in (".json", ".xml", ".html", ".csv", ".mbox", ".eml"))


@pytest.mark.parametrize("file", SAVED, ids=lambda f: f"{f.parent.name}-{f.name}")
def test_a_saved_list_is_no_postings_address(file):
    """Of any family: a posting that says no address has none."""
    name = file.parent.name
    body = re.sub(rb"https?://(?!www\.(?:w3|sitemaps)\.org|schema\.org)[\w.-]+", b"", file.read_bytes())
    saved = Answer("list", file.as_uri(), 200, NOW, body)
    try:
        read = family(name).records(saved, board(name, url=str(file)))
    except BoardError:
        read = []
    assert [r["url"] for r in read if (r.get("url") or "").startswith("file:")] == []
