"""Nothing that a site lists is passed over in silence: pages that hold no posting, and addresses that are not asked."""

import pytest
from boardserver import QUICK, site
from test_blind import one
from test_families import NOW, answer, board

from curbside.extractors import family
from curbside.extractors.base import Answer, Board
from curbside.extractors.pull import pull
from curbside.extractors.readers import hollow, sitemap
from curbside.extractors.web.client import Client

SITE = "https://board.example"
INSTEAD = {
    "a check for robots": "<title>Just a moment...</title><h1>Checking your browser before accessing</h1>",
    "a sign-in": "<h1>Sign in</h1><form><input name=u><input type='password'></form>",
    "filled in by a script": "<head><title>Careers</title></head><div id=root></div><script src=/app.js></script>",
    "with data that could not be read": '<script type="application/ld+json">{"@type": "JobPosting", oops</script>',
    "leading elsewhere": "<meta http-equiv='refresh' content='0; url=/real/1'>",
}


@pytest.mark.parametrize("what", INSTEAD)
def test_what_a_page_is_instead_of_a_posting(what):
    assert hollow.why(f"<html><body>{INSTEAD[what]}</body></html>".encode()) == what


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Benefits</h1><p>We care for you.</p>",
        f"<h1>Sign-on bonus</h1><script>1</script>{'We care. ' * 60}",
        "",
        f"<script src=/g-recaptcha.js></script>{'We care. ' * 300}",
    ],
)
def test_a_page_that_tells_nothing_is_only_counted(page):
    assert hollow.why(page.encode()) is None


SCRIPT = "<script src=/app.js></script>"


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("%PDF-1.7", "a PDF"),
        (f"{SCRIPT}<script>{'a' * 200}</script>{SCRIPT}", "filled in by a script"),
        (SCRIPT + "a" * 200 + SCRIPT, None),
        (SCRIPT + "a" * 199, "filled in by a script"),
        (SCRIPT + "a" * 200, None),
        ("<title>Just a moment...</title>" + "a" * 1982, "a check for robots"),  # 1,999 characters with the title's
        ("<title>Just a moment...</title>" + "a" * 1983, None),
        ('<script type="application/ld+json">{"@type": "WebSite"}</script>', "filled in by a script"),
        ("<script>show('JobPosting')</script>", "filled in by a script"),
        (" " * (200_000 - 20) + "<input type=password>", "a sign-in"),
        (" " * (200_000 - 19) + "<input type=password>", None),  # what is not looked at
    ],
)
def test_how_much_a_page_shows_and_how_much_of_it_is_read(page, what):
    assert hollow.why(page.encode()) == what


@pytest.mark.parametrize("open_one", ["<script ", "<head ", "<", "</style", "<script></style>"])
def test_a_page_of_elements_that_nothing_closes_is_read_once(open_one):
    assert hollow.why(f"<html>{open_one * (200_000 // len(open_one))}".encode()) in (None, "filled in by a script")


def day(*bodies: str) -> list[Answer]:
    rows = "".join(f"<url><loc>{SITE}/job/{n}</loc></url>" for n in range(len(bodies)))
    pages = [
        Answer("page", f"{SITE}/job/{n}", 200, NOW, f"<!doctype html><body>{b}</body>".encode(), key=f"/job/{n}")
        for n, b in enumerate(bodies)
    ]
    return [Answer("list", f"{SITE}/sitemap.xml", 200, NOW, f"<urlset>{rows}</urlset>".encode()), *pages]


JOB = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Surgeon", "hiringOrganization": {"name": "Elm"}}</script>'


@pytest.mark.whole
def test_pages_that_hold_no_posting_are_said_on_the_first_day(tmp_path):
    check = INSTEAD["a check for robots"]
    rows, status, error = one(
        tmp_path, board("jsonld"), day(JOB, check, check, INSTEAD["a sign-in"], "<p>Benefits</p>")
    )
    assert (rows, status) == (1, "done")
    assert error == "4 of 5 pages hold no posting that could be read (a check for robots: 2, a sign-in: 1)"


@pytest.mark.whole
def test_one_of_many_is_said_too(tmp_path):
    _, status, error = one(tmp_path, board("jsonld"), day(*[JOB] * 11, "<p>Benefits</p>"))
    assert (status, error) == ("done", "1 of 12 pages holds no posting that could be read")


# --- addresses of a sitemap -------------------------------------------------------------------------------------------


def asked(*urls: str) -> list[str]:
    listed = "".join(f"<url><loc>{SITE}{u}</loc></url>" for u in urls)
    return [i.key for i in family("jsonld").items(answer(f"<urlset>{listed}</urlset>"), board("jsonld", url=SITE))]


def test_pages_that_may_be_postings_are_asked_beside_those_that_are():
    assert asked("/jobs/surgeon-1", "/careers/internist", "/physician-openings/urologist-2", "/about-us", "/careers/blog/7") == [
        "/jobs/surgeon-1", "/physician-openings/urologist-2", "/careers/internist"]  # fmt: skip


def test_of_doubtful_pages_no_crowd_is_asked():
    crowd = [f"/careers/page-{n}" for n in range(sitemap.MOST_DOUBTFUL + 1)]
    assert asked("/jobs/1", *crowd) == ["/jobs/1"]
    assert asked("/jobs/1", *crowd[1:]) == ["/jobs/1", *crowd[1:]]
    assert len(asked(*(f"/jobs/{n}" for n in range(60)), *crowd)) == 60 + len(crowd)


@pytest.mark.parametrize("url", ["/job?id=1", "/careers/job.cfm?lang=en&id=7", "/opening/?p=12", "/vacancy?ref=R1"])
def test_a_posting_that_its_query_names_is_one(url):
    assert sitemap.is_job(SITE + url)


@pytest.mark.parametrize("url", ["/jobs?page=2", "/jobs?q=surgeon", "/?id=7", "/job"])
def test_a_query_of_a_list_names_none(url):
    assert not sitemap.is_job(SITE + url)


def test_addresses_that_are_not_asked_are_counted_where_they_may_be_postings():
    jobs = ("/jobs/1", "/roles/hospitalist-nights", "/about", "/news/new-surgeon-joins")
    others = ("/listing/48213", "/providers/ann-cole-cardiologist", "/contact")
    with site() as s:
        for name, urls in {"a": jobs, "b": others}.items():
            s.routes[f"/{name}.xml"] = (
                f"<urlset>{''.join(f'<url><loc>{s.url}{u}</loc></url>' for u in urls)}</urlset>".encode()
            )
        s.routes["/robots.txt"] = f"Sitemap: {s.url}/a.xml\nSitemap: {s.url}/b.xml\n".encode()
        s.routes["/jobs/1"] = JOB.encode()
        this = Board("elm", "jsonld", url=s.url, min_interval=0)
        with Client("", limits=QUICK) as client:
            pulled = pull(this, client, None, NOW)
    said = f"2 addresses of its sitemaps look like no posting's and are not asked, such as {s.url}/roles/hospitalist-nights"
    assert (pulled.status, pulled.complete, pulled.error) == ("done", True, said)


def test_a_feed_is_a_sitemap_too():
    rss = f"<rss><channel><link>{SITE}</link><item><link>{SITE}/job/2</link><pubDate>Fri, 20 Nov 2026</pubDate></item></channel></rss>"
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/job/3"/><updated>2026-11-20</updated></entry></feed>'
    assert sitemap.read(answer(rss, f"{SITE}/feed.xml")) == ([], [(f"{SITE}/job/2", "Fri, 20 Nov 2026")])
    assert sitemap.read(answer(atom, f"{SITE}/feed.xml")) == ([], [(f"{SITE}/job/3", "2026-11-20")])


def test_a_sitemap_without_a_loc_element_is_read():
    index = f"<sitemapindex><sitemap>{SITE}/a.xml</sitemap><sitemap><loc>{SITE}/b.xml</loc></sitemap></sitemapindex>"
    assert sitemap.read(answer(index)) == ([f"{SITE}/a.xml", f"{SITE}/b.xml"], [])
