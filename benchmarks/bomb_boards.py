"""Answers of boards that are very deep, very long or very repetitive, each as the function that makes it."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

M = 1_000_000
Make = Callable[[], bytes]


def page(**more: Any) -> bytes:
    """A job page; `more`: properties of the posting."""
    posting = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": "Cardiologist", "datePosted": "2026-11-01",
        "description": "<p>Call 1:4</p>", "hiringOrganization": {"name": "Elm Clinic"},
        "jobLocation": {"address": {"addressLocality": "Akron", "addressRegion": "OH"}},
    }  # fmt: skip
    return script(json.dumps(posting | more).encode())


def script(text: bytes) -> bytes:
    return b'<html><script type="application/ld+json">' + text + b"</script></html>"


def told(text: str, size: int = 9 * M) -> Make:
    """A page whose description is `text` over and over."""
    return lambda: page(description=(text * (size // len(text) + 1))[:size])


def located(address: Any) -> Make:
    return lambda: page(jobLocation={"address": address})


def numbered(before: bytes, one: bytes, number: int, after: bytes) -> Make:
    return lambda: before + b"".join(one % n for n in range(number)) + after


# Bodies of one job page; another page of the board is in order
PAGES: dict[str, Make] = {
    "elements within elements": lambda: b"<html><body>" + b"<div>" * 1_900_000,
    "formatting never closed": lambda: b"<html><body>" + b"<p><a><font><b><i>" * 500_000,
    "tables within tables": lambda: b"<html><body>" + b"<table><tr><td>" * 600_000,
    "lists in a select": lambda: b"<body>" + b"<select><option>" * 600_000,
    "foreign elements": lambda: b"<body>" + b"<svg><desc><p>" * 600_000,
    "only <": lambda: b"<" * 9 * M, "only &": lambda: b"<p>" + b"&" * 9 * M,
    "zero bytes": lambda: b"\0" * 9 * M, "comments never closed": lambda: b"<!--" * 2 * M,
    "900,000 attributes": numbered(b"<div ", b" a%d=1", 900_000, b">"),
    "200,000 scripts": lambda: b'<script type="application/ld+json">{}</script>' * 200_000,
    "charset of 2 MB": lambda: b'<meta charset="' + b"x" * 2 * M + b'">',
    "JSON-LD: [ 4,000,000 deep": lambda: script(b"[" * 4 * M),
    "JSON-LD: graphs within graphs": lambda: script(b'{"@graph":[' * 800_000 + b"1" + b"]}" * 800_000),
    "JSON-LD: 60,000 postings": numbered(
        b'<html><script type="application/ld+json">[0', b',{"@type":"JobPosting","title":"Cardiologist %d","description":"x"}',
        60_000, b"]</script></html>",
    ),
    "JSON-LD: a number of 2,000,000 digits": lambda: script(
        b'{"@type":"JobPosting","title":"C","baseSalary":{"value":' + b"9" * 2 * M + b"}}"
    ),
    "JSON-LD: 500,000 kinds of employment": lambda: page(employmentType=["FULL_TIME"] * 500_000),
    "JSON-LD: 100,000 places": lambda: page(
        jobLocation=[{"address": {"addressLocality": f"C{n}", "addressRegion": "OH"}} for n in range(100_000)]
    ),
    "microdata within microdata": lambda: b'<div itemscope itemtype="https://schema.org/JobPosting">' * 150_000,
    "90,000 microdata postings": lambda: (
        b'<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop=title>C</h1></div>' * 90_000
    ),
    "itemref to 200,000": lambda: (
        b'<div itemscope itemtype="https://schema.org/JobPosting" itemref="' + b" ".join(b"a%d" % (n % 1000) for n in range(200_000))
        + b'"></div>' + b"".join(b"<i id=a%d itemprop=title>x</i>" % n for n in range(1000))
    ),
    "title of 5 MB": lambda: page(title="Cardiologist " * 400_000),
    "title of brackets": lambda: page(title="(" * M + ")" * M), "title of spaces": lambda: page(title="C" + " " * 2 * M + "x"),
    "title of places": lambda: page(title="Akron, OH, " * 200_000), "title of degrees": lambda: page(title="MD/DO " * 300_000),
    "employer of brackets": lambda: page(hiringOrganization={"name": "(" * M}),
    "employer of departments": lambda: page(hiringOrganization={"name": "Department of " * 100_000}),
    "town of commas": located({"addressLocality": "," * 2 * M}),
    "town of 4 MB": located({"addressLocality": "Saint " * 700_000, "addressRegion": "OH"}),
    "address of 100,000 addresses": located("12 Elm St, Akron, OH 44304, " * 100_000),
    "date of 2 MB": lambda: page(datePosted="2026-" * 400_000), "pay of 2 MB": lambda: page(baseSalary="$1" * M),
    "markup in a description": told("<ul><li>"), "markup escaped five times": told("&amp;amp;amp;amp;lt;"),
    "percent signs escaped": told("%25"), "description of (": told("("), "description of pay": told("$100,000 - "),
    "description of digits": told("1"), "description of mails": told("a-b.c@d.e-"), "description of links": told("http://www."),
    "description of dates": told("January 1, 2026 "), "description of visas": told("no J-1 visa H-1B "),
    "description of telephones": told("(555) 555-5555 "), "description of names": told("Contact: Dr. John Smith, MD, "),
    "description of bonuses": told("sign-on bonus of up to $"), "description of spaces": told(" "),
    "description of ways to apply": told("To apply, please email Dr. "),
}  # fmt: skip


def xml(body: bytes | Make) -> tuple[str, Make, dict[str, str]]:
    return "xmlfeed", (lambda: body) if isinstance(body, bytes) else body, {"Content-Type": "text/xml"}


def zeros(megabytes: int) -> bytes:
    """Zeros packed by gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * M) for _ in range(megabytes)) + packer.flush()


def of(family: str, body: Make, kind: str = "application/json", **more: str) -> tuple[str, Make, dict[str, str]]:
    return family, body, {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in more.items()}}


ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(12))
JOB = b"<job><title>Cardiologist</title><company>E</company><city>Akron</city><state>OH</state></job>"
# Answers of a board's list: (family, its body, headers). `{base}` in a body is the board's own address
LISTS: dict[str, tuple[str, Make, dict[str, str]]] = {
    "feed: 5,000,000 deep": xml(lambda: b"<a>" * 5 * M),
    "feed: a description 1,000,000 deep": xml(
        lambda: b"<source><job><description>" + b"<b>" * M + b"</b>" * M + b"</description></job></source>"
    ),
    "feed: entities within entities": xml(
        b'<!DOCTYPE l [<!ENTITY a "ha">' + ENTITIES + b"]><source><job><title>&m;</title></job></source>"
    ),
    "feed: one entity 100,000 times": xml(
        lambda: b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 100_000 + b'">]><source><job><title>' + b"&a;" * 100_000 + b"</title></job></source>"
    ),
    "feed: 600,000 postings": xml(
        numbered(b"<source>", b"<job><title>Cardiologist</title><referencenumber>%d</referencenumber></job>", 600_000, b"</source>")
    ),
    "feed: 5,000,000 empty postings": xml(lambda: b"<source>" + b"<job/>" * 5 * M + b"</source>"),
    "feed: one posting 200,000 times": xml(lambda: b"<source>" + JOB * 200_000 + b"</source>"),
    "feed: a text of 60 MB": xml(lambda: b"<source><job><description>" + b"word " * 12 * M + b"</description></job></source>"),
    "feed: 2,000,000 attributes": xml(numbered(b"<source", b" a%d='1'", 2 * M, b"/>")),
    "feed: 300,000 namespaces": xml(lambda: b"<source>" + b"".join(
        b"<x%d:job xmlns:x%d='u%d'><title>C</title></x%d:job>" % (n, n, n, n) for n in range(300_000)) + b"</source>"),
    "RSS: one item 500,000 times": of("rss", lambda: (
        b"<rss><channel>" + b"<item><title>C - E - Akron, OH</title><link>/job/1</link><guid>1</guid></item>" * 500_000
        + b"</channel></rss>"), "text/xml"),
    "RSS: 600,000 links": of(
        "rss", numbered(b"<rss><channel>", b"<item><title>C</title><link>/j/%d</link></item>", 600_000, b"</channel></rss>"), "text/xml"),
    "sitemap: of itself": of(
        "jsonld", lambda: b"<sitemapindex><sitemap><loc>{base}/sitemap.xml</loc></sitemap></sitemapindex>", "text/xml"),
    "sitemap: of 1,000 sitemaps of 1,000": of("jsonld", numbered(
        b"<sitemapindex>", b"<sitemap><loc>{base}{path}/%d</loc></sitemap>", 1000, b"</sitemapindex>"), "text/xml"),
    "sitemap: 900,000 pages": of("jsonld", numbered(
        b"<urlset>", b"<url><loc>https://192.0.2.1/job/%d</loc></url>", 900_000, b"</urlset>"), "text/xml"),
    "sitemap: an address of 5 MB": of(
        "jsonld", lambda: b"<urlset><url><loc>{base}/job/" + b"a" * 5 * M + b"</loc></url></urlset>", "text/xml"),
    "sitemap: 4 GB as gzip": of("jsonld", lambda: zeros(4000), "application/gzip"),
    "sitemap: gzip in gzip": of("jsonld", lambda: gzip.compress(zeros(4000)), "application/gzip"),
    "packed: 4 GB": of("xmlfeed", lambda: zeros(4000), "text/xml", Content_Encoding="gzip"),
    "packed: twice": of("xmlfeed", lambda: gzip.compress(zeros(4000)), "text/xml", Content_Encoding="gzip, gzip"),
    "packed: 500 times": of("xmlfeed", lambda: b"x", "text/xml", Content_Encoding=", ".join(["gzip"] * 500)),
    "JSON: [ 5,000,000 deep": of("greenhouse", lambda: b"[" * 5 * M),
    "JSON: 300,000 postings": of("greenhouse", numbered(
        b'{"jobs":[{}', b',{"id":%d,"title":"Cardiologist","absolute_url":"/x","location":{"name":"Akron, OH"}}', 300_000, b"]}")),
    "JSON: 5,000,000 empty postings": of("greenhouse", lambda: b'{"jobs":[' + b"{}," * 5 * M + b"{}]}"),
    "JSON: an id of 3,000,000 digits": of("greenhouse", lambda: b'{"jobs":[{"id":' + b"9" * 3 * M + b',"title":"C"}]}'),
    "JSON: 2,000,000 keys": of("greenhouse", numbered(b'{"jobs":[{"id":1', b',"k%d":1', 2 * M, b"}]}")),
    "JSON: one key 3,000,000 times": of("greenhouse", lambda: b'{"jobs":[{"id":1,' + b'"title":"C",' * 3 * M + b'"x":1}]}'),
    "JSON: half a character 1,000,000 times": of("greenhouse", lambda: b'{"jobs":[{"id":1,"title":"' + b"\\ud800" * M + b'"}]}'),
    "JSON: lists within a posting": of(
        "lever", lambda: b'[{"id":"1","text":"C","lists":' + b"[" * 900_000 + b"]" * 900_000 + b"}]"),
    "JSON: pages without an end": of(
        "smartrecruiters", lambda: b'{"totalFound":1000000000,"content":[{"id":"1","name":"C"}]}'),
    "JSON: one page again and again": of(
        "workday", lambda: b'{"total":1000000,"jobPostings":[{"title":"C","externalPath":"/job/1"}]}'),
    "CSV: a line of 50 MB": of("csv", lambda: b"title,employer,url\n" + b"a" * 50 * M, "text/csv"),
    "CSV: a quote never closed": of("csv", lambda: b'title,employer,url\n"' + b"a,\n" * 10 * M, "text/csv"),
    "CSV: 1,000,000 columns": of(
        "csv", lambda: b"title,employer," + b",".join(b"c%d" % n for n in range(M)) + b"\n" + b"x," * M + b"\n", "text/csv"),
    "CSV: 2,000,000 rows": of("csv", lambda: b"title,employer,url\n" + b"C,E,https://x.example/1\n" * 2 * M, "text/csv"),
    "CSV: brackets": of("csv", lambda: b'title,employer,url\n"' + b"(" * 20 * M + b'",E,https://x.example/1\n', "text/csv"),
}  # fmt: skip


# robots.txt of a board whose one page is in order
ROBOTS: dict[str, Make] = {
    "robots.txt: 60 MB": lambda: b"User-agent: *\nDisallow: /x\n" * 2_200_000,
    "robots.txt: 30,000 rules": numbered(b"User-agent: *\n", b"Disallow: /x%d\n", 30_000, b""),
    "robots.txt: 400 stars": lambda: b"User-agent: *\nDisallow: /" + b"*a" * 400 + b"b$\n",
    "robots.txt: a rule of 400,000 stars": lambda: b"User-agent: *\nDisallow: /" + b"*" * 400_000 + b"\n",
    "robots.txt: 15,000 sitemaps": numbered(b"", b"Sitemap: http://127.0.0.1:1/%d\n", 15_000, b""),
}  # fmt: skip


def endless(piece: bytes, pause: float = 0.0) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(it: BaseHTTPRequestHandler) -> None:
        while True:
            it.wfile.write(piece)
            time.sleep(pause)

    return answer


OK = b"HTTP/1.1 200 OK\r\n"
# What goes over the wire of a feed, head and all
WIRES: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "head: a line of 5 MB": lambda it: it.wfile.write(OK + b"X-A: " + b"a" * 5 * M + b"\r\n\r\n"),
    "head: without an end": lambda it: [it.wfile.write(OK), endless(b"X-A: b\r\n" * 1000)(it)][0],
    "head: a byte at a time": lambda it: [it.wfile.write(OK), endless(b"X", 0.05)(it)][0],
    "head: 100 Continue for ever": endless(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body: without an end": lambda it: [it.wfile.write(OK + b"\r\n"), endless(b"<job>" * 100_000)(it)][0],
    "body: a byte at a time": lambda it: [it.wfile.write(OK + b"\r\n"), endless(b"<", 0.05)(it)][0],
    "body: pieces of one byte": lambda it: it.wfile.write(
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 2 * M
    ),
    "body: a piece's size of 2 MB": lambda it: it.wfile.write(OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 2 * M),
    "redirects in a circle": lambda it: it.wfile.write(
        b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: " + it.path.encode() + b"\r\n\r\n"
    ),
    "a redirect of 60 KB": lambda it: it.wfile.write(
        b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: /" + b"a" * 60_000 + b"\r\n\r\n"
    ),
}  # fmt: skip
