"""robots.txt to the letter: RFC 9309 by an own plain reading of it, beside what the client would ask."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
import replay
from boardserver import QUICK, ask_of, site
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.extractors.web import robots
from curbside.extractors.web.client import Client, Disallowed
from curbside.extractors.web.robots import Robots

REAL = sorted((replay.FOLDER / "data" / "robots").glob("*"))
# Written for this repository in the shape of Madgex's: the group is cut by empty lines, rules begin with a wildcard
MADGEX = """
# Robot exclusion file
User-agent: *

# Pages for members

Disallow: /document/
Disallow: */findjobs/*
Disallow: */jobsfeed/*
Disallow: /your-list*
Disallow: /signup-page*\x20

Disallow: *=order*\x20
Disallow: /*Tracking=
Allow: /document/open/
Disallow: /jobs/*/*/*/*/
Noindex: /jobs/*/*/*/*/
Disallow: /end$

User-agent: otherbot
User-agent: thirdbot
Disallow: /

Sitemap: https://board.example/sitemapindex.xml
"""
PATHS = [
    *(
        "/",
        "/job/12/heart-surgeon/",
        "/document/1",
        "/document/open/1",
        "/en/findjobs/x",
        "/findjobs/",
        "/jobsfeed/?a=b",
    ),
    *("/your-list", "/your-lists/2", "/signup-pages", "/jobs/?a=order", "/jobs/?reorder=1", "/job/1/?Tracking=8"),
    *("/jobs/a/b/c/", "/jobs/a/b/c/d/", "/jobs/a/b/c/d/e/f", "/end", "/end/", "/ending", "/x?y=/findjobs/z"),
]


def plainly(text: str, path: str) -> bool:
    """RFC 9309, 2.2.2, for any agent: the longest rule that matches, `allow` on a tie; all is allowed without rules."""
    rules: list[tuple[str, bool]] = []
    ours, heads = False, True
    for raw in text.splitlines():
        name, colon, value = (part.strip() for part in raw.partition("#")[0].partition(":"))
        if not colon:
            continue
        if name.lower() == "user-agent":
            ours, heads = (ours and heads) or value == "*", True
        elif name.lower() in ("allow", "disallow"):
            heads = False
            if ours and value:
                rules.append((value, name.lower() == "allow"))
    best = (0, True)
    for rule, allowed in rules:
        pattern = "".join(".*" if c == "*" else re.escape(c) for c in rule.removesuffix("$"))
        if re.match(pattern + ("$" if rule.endswith("$") else ""), path):
            best = max(best, (len(rule), allowed))
    return best[1]


@pytest.mark.parametrize("path", PATHS)
def test_a_file_with_empty_lines_and_wildcards_is_read_to_the_letter(path):
    robots = Robots.read(200, MADGEX.encode(), "text/plain")
    assert robots.allows(f"https://board.example{path}") is plainly(MADGEX, path)


def test_the_plain_reading_itself():
    found = {path: plainly(MADGEX, path) for path in PATHS}
    assert [p for p, allowed in found.items() if allowed] == [
        *("/", "/job/12/heart-surgeon/", "/document/open/1", "/jobs/?reorder=1", "/jobs/a/b/c/", "/end/", "/ending"),
    ]


def test_forbidden_addresses_are_never_on_the_wire():
    routes = {path.partition("?")[0]: b"x" for path in PATHS} | {"/robots.txt": MADGEX.encode()}
    with site(routes) as s, Client("", 0, QUICK) as client:
        ask = ask_of(client, s.url)
        for path in PATHS:
            if plainly(MADGEX, path):
                ask(s.url + path)
            else:
                with pytest.raises(Disallowed):
                    ask(s.url + path)
        assert s.paths()[1:] == [p for p in PATHS if plainly(MADGEX, p)]


# A rule of nothing but a question mark is told apart by nobody; the file above holds rules with one in the middle.
RULE = st.text(alphabet="/ab*$=", min_size=1, max_size=8).map(lambda t: "/" + t.lstrip("/"))


@pytest.mark.whole
@given(st.lists(st.tuples(st.booleans(), RULE), max_size=6), st.text(alphabet="/ab=?", max_size=10))
@settings(max_examples=300)
def test_any_rules_are_read_as_the_standard_has_it(rules, path):
    rules = [(allow, rule.rstrip("$") + ("$" if rule.endswith("$") else "")) for allow, rule in rules]
    # The standard does not say how long a rule is that ends in a star, or holds two in a row: such rules stay out.
    rules = [(allow, rule) for allow, rule in rules if not re.search(r"\*\*|\*\$?$", rule)]
    rules = [(allow, rule) for allow, rule in rules if "$" not in rule[:-1]]
    text = "User-agent: *\n" + "".join(f"{'Allow' if allow else 'Disallow'}: {rule}\n" for allow, rule in rules)
    url = "https://board.example/" + path.lstrip("/")
    assert Robots.read(200, text.encode(), "").allows(url) is plainly(text, "/" + path.lstrip("/"))


@pytest.mark.parametrize("file", REAL or [None], ids=lambda f: f.name if f else "none")
def test_real_files_are_read_to_the_letter(file):
    if file is None:
        pytest.skip(replay.LACKING)
    text = file.read_text()
    robots = Robots.read(200, file.read_bytes(), "text/plain")
    rules = [line.partition(":")[2].strip() for line in text.splitlines() if line.lower().startswith("disallow")]
    made = {r.replace("*", fill).rstrip("$") or "/" for r in rules for fill in ("", "x", "a/b", "?q=", "/z/")}
    paths = {p if p.startswith("/") else "/" + p for p in made} | {p + "/more" for p in made if p.startswith("/")}
    paths |= {
        "/job/12/a-b/",
        "/job/12/a-b/?LinkSource=TopJob",
        "/jobs/",
        "/jobs/2/",
        "/sitemapindex.xml",
        "/jobsrss/?x=1",
    }
    odd = [
        p for p in sorted(paths) if robots.allows(f"https://x.example{quote(p, safe='/?=&*')}") is not plainly(text, p)
    ]
    assert odd == []
    assert len([p for p in paths if not plainly(text, p)]) > 20 and plainly(text, "/job/12/a-b/")


def test_a_file_beyond_its_limit_is_read_to_its_last_whole_line(monkeypatch):
    whole = b"User-agent: *\nDisallow: /in\n"
    monkeypatch.setattr(robots, "MAX_BYTES", len(whole) + len(b"Disallow: /out"))
    read = Robots.read(200, whole + b"Disallow: /out/of/here\n", "text/plain")
    assert not read.allows("https://x.example/in") and read.allows("https://x.example/out/x")
