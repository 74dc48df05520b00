"""Every board family against small answers in its own format: what is read, how lists end, what is refused."""

import gzip
import importlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import replay

from curbside.extractors import catalogue, family, names, recognise
from curbside.extractors.base import RECORD, Answer, Board, BoardError
from curbside.extractors.readers import ats, feed, markup, sitemap

HERE = Path(__file__).parent / "families"
SHARED = replay.FOLDER / "data"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = {  # where the answers of a family come from, and whose they are
    "jsonld": ("https://board.example", None),
    "madgex": ("https://centre.example", None),
    "rss": ("https://society.example/jobs/?display=rss", None),
    "xmlfeed": ("https://rays.example/feed.xml", None),
    "usajobs": ("https://data.usajobs.gov", None),
    "greenhouse": ("https://boards-api.greenhouse.io", "acme"),
    "lever": ("https://api.lever.co", "acme"),
    "ashby": ("https://api.ashbyhq.com", "acme"),
    "smartrecruiters": ("https://api.smartrecruiters.com", "Knoll"),
    "workday": ("https://acme.wd5.myworkdayjobs.com", "acme/Careers"),
    "workable": ("https://apply.workable.com", "acme"),
    "recruitee": ("https://acme.recruitee.com", "acme"),
    "teamtailor": ("https://career.acme.example", "acme"),
    "personio": ("https://acme.jobs.personio.de", "acme"),
    "bamboohr": ("https://acme.bamboohr.com", "acme"),
    "oracle": ("https://acme.fa.us2.oraclecloud.com", "CX_1"),
    "icims": ("https://careers-acme.icims.com", "acme"),
    "jobvite": ("https://jobs.jobvite.com", "acme"),
    "phenom": ("https://careers.acme.example", "us/en"),
    "neogov": ("https://www.governmentjobs.com", "elm"),
    "peopleadmin": ("https://jobs.elm.example", None),
    "successfactors": ("https://careers.acme.example", "acme"),
    "adzuna": ("https://api.adzuna.com", "what=physician"),
    "hrsa": (str(HERE / "hrsa" / "list.csv"), None),
    "jibe": ("https://careers.acme.example", "acme"),
    "ukg": ("https://recruiting.ultipro.com", "ACME/b-1"),
    "adp": ("https://workforcenow.adp.com", "c-1/19000101_000001"),
    "paylocity": ("https://recruiting.paylocity.com", "211e692d-c45a-4e3a-ae01-3e497af97929"),
    "csv": (str(HERE / "csv" / "list.csv"), None),
    "alerts": (str(HERE / "alerts"), None),
    "hub": ("https://hub.example", None),
}
GOLDEN = sorted(f for f in HERE.glob("*/*") if f.suffix != ".golden" and not f.name.startswith("."))
TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".xml": "application/xml"}


def board(name: str, **more: Any) -> Board:
    url, account = URL[name]
    return replace(Board(name, name, url, account), **more)


def answer(body: bytes | str, url: str = "https://board.example/list", **more: Any) -> Answer:
    raw = body if isinstance(body, bytes) else body.encode()
    return replace(Answer("list", url, 200, NOW, raw), **more)


def fixture(file: Path) -> Answer:
    name = file.parent.name
    url = URL[name][0] if "://" in URL[name][0] else file.as_uri()
    page = {"kind": "page", "key": "KEY"} if file.stem in ("page", "microdata") else {}
    return answer(file.read_bytes(), url, content_type=TYPES.get(file.suffix, ""), **page)


class Server:
    """An `Ask` that answers from a function and notes what was asked."""

    def __init__(self, reply: Any):
        self.reply, self.asked = reply, []

    def __call__(self, url, *, kind="list", params=None, json=None, accept_status=(200,), **more):
        more.pop("headers", None)
        self.asked.append((url, params, json))
        said = self.reply(url, params or {}, json)
        status, body = said if isinstance(said, tuple) else (200, said)
        if status not in accept_status:
            raise BoardError(f"{url}: answered {status}")
        raw = body if isinstance(body, bytes) else body.encode()
        return Answer(kind, url, status, NOW, raw, **more)


# --- every family -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", names())
def test_a_family_is_whole(name):
    known = family(name)
    assert known.name == name and known.title and known.source
    assert known.url is None or known.url.startswith("https://")
    assert "live" in known.source or name == "csv", "says what was tried live"
    assert name in URL and list((HERE / name).glob("list.*")), "has an answer to be tested with"


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_the_docs_say_where_a_format_was_read(file):
    text = (HERE.parents[1] / "docs" / "families.md").read_text()
    assert family(file.parent.name).source.replace("|", "\\|") in text


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_an_answer_gives_these_records(file):
    name = file.parent.name
    module, a = family(name), fixture(file)
    records = module.records(a, board(name))
    said = {"records": [{k: v for k, v in r.items() if v not in (None, [])} for r in records]}
    if a.kind == "list":
        said["items"] = [[i.key, i.url] for i in module.items(a, board(name))]
    golden = file.with_suffix(file.suffix + ".golden")
    text = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
    text = text.replace(HERE.as_uri(), "file://HERE")
    if not golden.exists():
        golden.write_text(text)
        pytest.fail(f"{golden.name} written: look at it")
    assert json.loads(text) == json.loads(golden.read_text())


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_records_are_of_the_common_form(file):
    name = file.parent.name
    module, a = family(name), fixture(file)
    records = module.records(a, board(name))
    for record in records:
        assert set(record) <= set(RECORD)
        assert record["key"] and record["title"]
        assert all(v is None or isinstance(v, str | list) for v in record.values())
        assert all(isinstance(v, str) and v == v.strip() for k, v in record.items() if k == "title")
        assert all(isinstance(w, str) for k in ("categories", "employment") for w in record.get(k) or ())
        for place in record.get("places") or ():
            assert place and set(place) <= {"text", "city", "state", "postal_code", "country", "latitude", "longitude"}
            assert all(
                isinstance(v, float) if k in ("latitude", "longitude") else isinstance(v, str) for k, v in place.items()
            )
    if a.kind == "list" and records:
        assert {r["key"] for r in records} == {i.key for i in module.items(a, board(name))}
    if a.kind == "page":
        assert [r["key"] for r in records] == ["KEY"]


@pytest.mark.parametrize("name", [n for n in names() if n not in ("csv", "alerts", "hrsa")])
def test_a_page_instead_of_a_list_is_named_in_one_line(name):
    page = "<!doctype html><title>Sign in</title><form action=/login method=post><input name=user></form>"
    a = answer(page, "https://board.example/list", content_type="text/html")
    if name in ("icims", "jobvite"):  # their lists are pages: no card, no posting
        assert family(name).items(a, board(name)) == []
        return
    with pytest.raises(BoardError) as e:
        family(name).items(a, board(name))
    assert "\n" not in str(e.value) and "https://board.example/list" in str(e.value)


@pytest.mark.parametrize("name", [n for n in names() if family(n).page])
def test_a_page_that_is_gone_holds_no_posting(name):
    for status in (404, 410):
        a = replace(answer("gone"), kind="page", key="k", status=status)
        assert family(name).records(a, board(name)) == []


@pytest.mark.parametrize("name", ["jsonld", "madgex", "rss"])
def test_a_page_without_a_posting_gives_none(name):
    a = replace(answer("<!doctype html><title>About us</title><p>No posting here."), kind="page", key="k")
    assert family(name).records(a, board(name)) == []


# --- lists that end ---------------------------------------------------------------------------------------


def workday_page(keys: list[str], total: int) -> str:
    jobs = [{"title": k, "externalPath": f"/job/X/Y_R{k}", "bulletFields": [k]} for k in keys]
    return json.dumps({"total": total, "jobPostings": jobs})


def pulled(name: str, reply: Any, **more: Any) -> tuple[list[str], Server]:
    server, b = Server(reply), board(name, **more)
    module = family(name)
    return [i.key for a in module.lists(b, server) for i in module.items(a, b)], server


def test_a_list_whose_last_page_repeats_the_first_ends():
    def reply(url, params, body):
        start = body["offset"] if body["offset"] < 40 else 0
        return workday_page([str(n) for n in range(start, start + 20)], 9999)

    keys, server = pulled("workday", reply)
    assert len(keys) == len(set(keys)) == 40
    assert len(server.asked) == 3


def test_a_total_that_is_0_after_page_1_does_not_end_the_list():
    def reply(url, params, body):
        start = body["offset"]
        return workday_page([str(n) for n in range(start, min(start + 20, 50))], 50 if start == 0 else 0)

    keys, server = pulled("workday", reply)
    assert len(keys) == 50
    assert len(server.asked) == 3


def test_a_total_that_is_too_low_does_not_end_the_list():
    def reply(url, params, body):
        start = body["offset"]
        return workday_page([str(n) for n in range(start, min(start + 20, 50))], 20)

    assert len(pulled("workday", reply)[0]) == 50


def test_workday_searches_where_the_account_says_so():
    _, server = pulled("workday", lambda u, p, body: workday_page(["1"], 1), account="acme/Careers?physician")
    assert server.asked[0][2]["searchText"] == "physician"
    assert server.asked[0][0] == "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs"
    module, b = family("workday"), board("workday", account="acme/Careers?physician")
    url = module.items(answer(workday_page(["1"], 1)), b)[0].url
    assert url == "https://acme.wd5.myworkdayjobs.com/Careers/job/X/Y_R1"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Posted Today", "2026-11-23"),
        ("Posted Yesterday", "2026-11-22"),
        ("Posted 3 Days Ago", "2026-11-20"),
        ("Posted 30+ Days Ago", None),
        (None, None),
    ],
)
def test_a_relative_date_counts_from_the_fetch_and_more_than_so_many_days_is_no_day(said, day):
    assert ats.days_ago(said, NOW) == day


def test_max_postings_ends_a_list():
    def reply(url, params, body):
        return workday_page([str(n) for n in range(body["offset"], body["offset"] + 20)], 0)

    keys, server = pulled("workday", reply, max_postings=60)
    assert len(keys) == 60 and len(server.asked) == 3


def test_a_list_without_end_is_an_error(monkeypatch):
    monkeypatch.setattr(ats, "MAX_PAGES", 5)
    with pytest.raises(BoardError, match="does not end"):
        pulled("workday", lambda u, p, body: workday_page([str(body["offset"] + n) for n in range(20)], 0))


def test_an_empty_list_is_one_answer_without_items():
    assert pulled("workday", lambda u, p, b: workday_page([], 0))[0] == []


def test_smartrecruiters_pages_by_offset():
    def reply(url, params, body):
        jobs = [{"id": str(n), "name": "x"} for n in range(params["offset"], min(params["offset"] + 100, 150))]
        return json.dumps({"totalFound": 150, "content": jobs})

    keys, server = pulled("smartrecruiters", reply)
    assert len(keys) == 150 and len(server.asked) == 2


def test_icims_counts_pages_from_0():
    cards = '<li class="iCIMS_JobCardItem"><a class="iCIMS_Anchor" href="/jobs/{n}/x/job"><h3>T{n}</h3></a></li>'

    def reply(url, params, body):
        n = params["pr"]
        return f"<!doctype html><body>{cards.format(n=n) if n < 3 else cards.format(n=2)}</body>"

    keys, server = pulled("icims", reply)
    assert keys == ["0", "1", "2"]
    assert [p["pr"] for _, p, _ in server.asked] == [0, 1, 2, 3]


def test_workable_falls_back_to_the_pages_own_list_token_by_token():
    def reply(url, params, body):
        if "widget" in url:
            return 404, "none"
        n = int((body or {}).get("token", "0"))
        return json.dumps(
            {"results": [{"shortcode": f"S{n}", "title": "T"}], "nextPage": str(n + 1) if n < 2 else None}
        )

    assert pulled("workable", reply)[0] == ["S0", "S1", "S2"]


def test_workables_list_that_ends_before_its_total_is_refused():
    body = json.dumps({"total": 30, "results": [{"shortcode": f"S{n}", "title": "T"} for n in range(10)]})
    with pytest.raises(BoardError, match="says 30 postings and ends after 10"):
        pulled("workable", lambda url, params, json: (404, "none") if "widget" in url else body)


def test_teamtailor_follows_next_url_on_the_boards_own_host():
    def reply(url, params, body):
        n = 1 if url.endswith("jobs.json") else 2
        more = {"next_url": "https://elsewhere.example/jobs.json?page=2"} if n == 1 else {}
        return json.dumps({"items": [{"id": f"i{n}", "title": "t", "url": "https://x.example/1"}], **more})

    keys, server = pulled("teamtailor", reply)
    assert keys == ["i1", "i2"]
    assert all(u.startswith("https://career.acme.example/") for u, _, _ in server.asked)


# --- keys, secrets, accounts ------------------------------------------------------------------------------


def test_usajobs_sends_key_and_address_and_needs_both():
    with pytest.raises(BoardError, match="CURBSIDE_USAJOBS_KEY"):
        pulled("usajobs", lambda u, p, b: "{}")
    body = (HERE / "usajobs" / "list.json").read_text()
    seen = {}

    def ask(url, *, params=None, headers=None, **_):
        seen.update(params=params, headers=headers)
        return Answer("list", url, 200, NOW, body.encode())

    b = board("usajobs", secrets={"usajobs_key": "K", "usajobs_email": "a@b.c"}, account="Organization=VATA")
    assert len(list(family("usajobs").lists(b, ask))) == 1
    assert seen["headers"] == {"Authorization-Key": "K", "User-Agent": "a@b.c"}
    assert seen["params"] == {"JobCategoryCode": "0602", "ResultsPerPage": 500, "Organization": "VATA", "Page": 1}


def test_usajobs_refuses_a_query_that_finds_more_than_it_gives():
    body = json.loads((HERE / "usajobs" / "list.json").read_text())
    body["SearchResult"]["SearchResultCountAll"] = 10_001
    with pytest.raises(BoardError, match="10001 announcements"):
        pulled("usajobs", lambda u, p, b: json.dumps(body), secrets={"usajobs_key": "K", "usajobs_email": "a@b.c"})


def test_adzuna_keeps_its_key_out_of_the_answers_address():
    body = (HERE / "adzuna" / "list.json").read_text()
    server = Server(lambda u, p, b: body)
    b = board("adzuna", secrets={"adzuna_id": "ID", "adzuna_key": "SECRET"})
    answers = list(family("adzuna").lists(b, server))
    assert server.asked[0][1]["app_key"] == "SECRET"
    assert all("SECRET" not in a.url for a in answers)


@pytest.mark.parametrize("name", ["greenhouse", "lever", "ashby", "smartrecruiters", "workday", "workable", "jobvite"])
def test_a_missing_account_is_named(name):
    with pytest.raises(BoardError, match="account"):
        list(family(name).lists(board(name, account=None), Server(lambda u, p, b: "{}")))


# --- sitemaps ---------------------------------------------------------------------------------------------


def test_robots_txt_names_the_sitemaps_and_gz_children_are_read():
    urlset = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://s.example/job/{}/</loc></url></urlset>'

    def reply(url, params, body):
        if url.endswith("robots.txt"):
            return "User-agent: *\nDisallow: /x\nsitemap: https://s.example/index.xml\nSitemap:/other.xml\n"
        if url.endswith("index.xml"):
            return "<sitemapindex><sitemap><loc>https://s.example/a.xml.gz</loc></sitemap><sitemap><loc>https://s.example/index.xml</loc></sitemap></sitemapindex>"
        if url.endswith("a.xml.gz"):
            return gzip.compress(urlset.format(1).encode())
        return urlset.format(2)

    keys, server = pulled("jsonld", reply, url="https://s.example/careers")
    assert keys == ["/job/1", "/job/2"]
    assert [u for u, _, _ in server.asked] == [
        *("https://s.example/robots.txt", "https://s.example/index.xml"),
        *("https://s.example/a.xml.gz", "https://s.example/other.xml"),
    ]


def test_sitemaps_without_a_job_are_left_out_when_others_have_some():
    def reply(url, params, body):
        if url.endswith("robots.txt"):
            return 404, "none"
        if url.endswith("/sitemap.xml"):
            return "<sitemapindex><sitemap><loc>https://s.example/blog.xml</loc></sitemap><sitemap><loc>https://s.example/jobs.xml</loc></sitemap></sitemapindex>"
        page = "blog/1" if "blog" in url else "jobs/1/x"
        return f"<urlset><url><loc>https://s.example/{page}</loc></url></urlset>"

    assert pulled("jsonld", reply, url="https://s.example")[0] == ["/jobs/1/x"]


def test_a_sitemap_that_robots_txt_does_not_name_is_looked_for():
    def reply(url, params, body):
        if url.endswith("/sitemap_index.xml"):
            return "<urlset><url><loc>https://s.example/jobs/1/x</loc></url></urlset>"
        return 404, "none"

    keys, server = pulled("jsonld", reply, url="https://s.example")
    assert keys == ["/jobs/1/x"]
    assert len(server.asked) == 4
    with pytest.raises(BoardError, match="no sitemap found"):
        pulled("jsonld", lambda u, p, b: (404, "none"), url="https://s.example")


def test_a_sitemap_without_any_job_pattern_gives_every_page():
    a = answer("<urlset><url><loc>https://s.example/a</loc></url><url><loc>https://s.example/b</loc></url></urlset>")
    assert [i.key for i in family("jsonld").items(a, board("jsonld", url="https://s.example"))] == ["/a", "/b"]


@pytest.mark.parametrize(
    ("url", "job"),
    [
        ("https://x.example/job/12/", True),
        ("https://x.example/radiology-jobs/580457.html", True),
        ("https://x.example/physicians/job-details.cfm/621255/internal%2dmedicine/", True),
        ("https://x.example/careers/openings/12", True),
        ("https://x.example/apply?job_id=12", True),
        ("https://x.example/careers/JobDetail/Urologist/14142", True),
        ("https://x.example/careers/JobDetails?id=14142", True),
        ("https://x.example/careers/job-search-advisor-physician", True),
        ("https://x.example/careers/JobDetail", False),
        ("https://x.example/en_US/careers/SearchJobs/", False),
        ("https://x.example/jobs/", False),
        ("https://x.example/jobs/search?q=cardiology", False),
        ("https://x.example/jobs/category/cardiology/", False),
        ("https://x.example/about-us/", False),
        ("https://x.example/job/12/employer-profile/", False),
        ("https://x.example/employers/acme/", False),
    ],
)
def test_what_looks_like_a_job_page(url, job):
    assert sitemap.is_job(url) is job


@pytest.mark.whole
def test_100_000_links_are_read():
    body = (
        "<urlset>" + "".join(f"<url><loc>https://s.example/job/{n}/</loc></url>" for n in range(100_000)) + "</urlset>"
    )
    assert len(family("jsonld").items(answer(body), board("jsonld", url="https://s.example"))) == 100_000


# --- what boards do to XML and JSON -----------------------------------------------------------------------


def test_entity_bombs_are_refused_in_one_line():
    entities = '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">'
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><rss><channel><title>&b;</title></channel></rss>"
    for name in ("rss", "xmlfeed", "jsonld", "personio", "neogov"):
        with pytest.raises(BoardError, match="entities"):
            family(name).items(answer(bomb), board(name))


def test_a_cut_off_feed_is_no_short_feed():
    whole = (HERE / "xmlfeed" / "list.xml").read_bytes()
    for size in (len(whole) // 2, len(whole) - 12):
        with pytest.raises(BoardError, match="not whole XML"):
            family("xmlfeed").items(answer(whole[:size]), board("xmlfeed"))


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("OB & GYN", "EF < 35% & <3 years", "EF < 35% & <3 years"),
        ("Allergist <Nights>", "one<br>two <a@elm.example>", "one<br>two <a@elm.example>"),
        ("Allergist", "<b>bold</b> or <i/> not<hr>", "<b>bold</b> or <i /> not&lt;hr&gt;"),
        ("Allergist", "<![CDATA[<p>a & b <br> c]]> & d", "<p>a & b <br> c & d"),
    ],
)
def test_a_bracket_that_begins_no_element_costs_no_feed(title, text, told):
    feed_of = f"<source><job><title>{title}</title><url>https://elm.example/1</url><description>{text}</description></job></source>"
    (read,) = family("xmlfeed").records(answer(feed_of), board("xmlfeed"))
    assert (read["title"], read["description"]) == (title.removesuffix(" <Nights>"), told)


def test_a_link_without_its_host_is_no_closing_bracket():
    feed_of = "<rss><channel><item><title>EF < 35% clinic</title><link>/job/3</link></item></channel></rss>"
    (read,) = family("rss").records(
        answer(feed_of, "https://elm.example/feed"), board("rss", url="https://elm.example")
    )
    assert (read["title"], read["url"]) == ("EF < 35% clinic", "https://elm.example/job/3")


def test_a_cut_off_json_list_is_no_short_list():
    whole = (HERE / "greenhouse" / "list.json").read_bytes()
    with pytest.raises(BoardError, match="not whole JSON"):
        family("greenhouse").items(answer(whole[: len(whole) // 2]), board("greenhouse"))


def test_bytes_that_are_no_utf_8_are_replaced():
    xml = (HERE / "xmlfeed" / "list.xml").read_bytes()
    hurt = xml.replace(b"7 on, 14 off", b"7 on, \xff\xfe\xc3\x28 14 off")
    assert "\ufffd" in family("xmlfeed").records(answer(hurt), board("xmlfeed"))[0]["description"]
    js = (HERE / "greenhouse" / "list.json").read_bytes().replace(b"Pediatrician", b"P\xc3\x28diatrician")
    assert family("greenhouse").records(answer(js), board("greenhouse"))[0]["title"] == "P\ufffd(diatrician"


def test_a_feed_in_another_charset_is_read():
    text = '<?xml version="1.0" encoding="iso-8859-1"?><source><job><title>Médecin – garde</title><url>https://x.example/1</url></job></source>'
    a = answer(text.encode("cp1252"), content_type="application/xml")
    assert family("xmlfeed").records(a, board("xmlfeed"))[0]["title"] == "Médecin – garde"


def test_undefined_entities_and_bare_ampersands_are_mended():
    a = answer(
        "<source><job><title>Ear, Nose &amp; Throat&nbsp;&ndash; R&D & more</title><url>https://x.example/1?a=1&b=2</url></job></source>"
    )
    read = family("xmlfeed").records(a, board("xmlfeed"))[0]
    assert read["title"] == "Ear, Nose & Throat – R&D & more"
    assert read["url"] == "https://x.example/1?a=1&b=2"


def test_quotes_inside_json_strings_are_mended():
    a = answer('[{"id": "1", "text": "Physician, "Nights" only", "categories": {}}]')
    assert family("lever").records(a, board("lever"))[0]["title"] == 'Physician, "Nights" only'


def test_a_gz_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(markup, "MAX_UNPACKED", 1 << 20)
    a = answer(gzip.compress(b"<urlset>" + b" " * (3 << 20)))
    with pytest.raises(BoardError, match="MB"):
        family("jsonld").items(a, board("jsonld"))


# --- feeds ------------------------------------------------------------------------------------------------


def rss(*entries: str) -> Answer:
    return answer('<rss version="2.0"><channel>' + "".join(f"<item>{e}</item>" for e in entries) + "</channel></rss>")


def test_a_changed_entry_has_another_version():
    one, two = (rss(f"<title>{t}</title><guid>1</guid><link>/j/1</link>") for t in ("A", "B"))
    versions = [family("rss").items(a, board("rss"))[0].version for a in (one, one, two)]
    assert versions[0] == versions[1] != versions[2]


def test_the_feeds_building_time_is_no_posting_date():
    def built(at: str) -> Answer:
        return rss(
            *(f"<title>T{n}</title><guid>{n}</guid><link>/j/{n}</link><pubDate>{at}</pubDate>" for n in range(6))
        )

    a, b = built("Mon, 05 Oct 2026 05:00:00 GMT"), built("Tue, 06 Oct 2026 05:00:00 GMT")
    module = family("rss")
    assert [i.version for i in module.items(a, board("rss"))] == [i.version for i in module.items(b, board("rss"))]
    assert not any(r.get("posted") for r in module.records(a, board("rss")))


def test_a_guid_shared_by_several_entries_is_no_key():
    a = rss(*(f"<title>T{n}</title><guid>same</guid><link>/j/{n}</link>" for n in range(3)))
    assert [i.key for i in family("rss").items(a, board("rss"))] == ["/j/0", "/j/1", "/j/2"]


def test_the_site_of_a_feed_is_enough():
    feed_body = (HERE / "rss" / "list.xml").read_text()

    def ym(url, params, body):
        return feed_body if params.get("display") == "rss" else (404, "none")

    assert len(pulled("rss", ym, url="https://society.example")[0]) == 3

    def named(url, params, body):
        if url == "https://society.example/jobs.xml":
            return feed_body
        return '<!doctype html><link rel="alternate" type="application/rss+xml" href="/jobs.xml">'

    assert len(pulled("rss", named, url="https://society.example")[0]) == 3
    with pytest.raises(BoardError, match="give the feed's address"):
        pulled("rss", lambda u, p, b: (404, "none"), url="https://society.example")


def test_a_sitemap_is_not_taken_for_a_feed():
    with pytest.raises(BoardError, match="jsonld"):
        feed.entries(answer("<urlset><url><loc>https://x.example/1</loc></url></urlset>"))


# --- saved files ------------------------------------------------------------------------------------------


def test_any_family_reads_a_folder_of_saved_files(tmp_path):
    for name, file in (
        ("jsonld", "page.html"),
        ("madgex", "rest.json"),
        ("icims", "page.html"),
        ("workday", "page.json"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / file).write_bytes((HERE / name / file).read_bytes())
        b = board(name, url=str(folder))
        module = family(name)

        def never(*args, **more):
            raise AssertionError("asked for something")

        answers = list(module.lists(b, never))
        items = [i.key for a in answers for i in module.items(a, b)]
        assert len(items) == 1 and items == [r["key"] for a in answers for r in module.records(a, b)]


def test_a_saved_lists_addresses_are_the_publishers_or_none(tmp_path):
    feed_of = "<source>{}<job><title>Allergist</title><url>/job/1</url></job></source>"
    for file, publisher, url in (
        ("a.xml", "<publisherurl>https://elm.example/</publisherurl>", "https://elm.example/job/1"),
        ("b.xml", "", None),
    ):
        (tmp_path / file).write_text(feed_of.format(publisher))
        b = board("xmlfeed", url=str(tmp_path / file))
        (saved,) = family("xmlfeed").lists(b, None)
        assert [r.get("url") for r in family("xmlfeed").records(saved, b)] == [url]
    b = board("personio", url=str(HERE / "personio" / "list.xml"))
    (saved,) = family("personio").lists(b, None)
    assert {r["url"] for r in family("personio").records(saved, b)} == {None}
    assert {i.url for i in family("personio").items(saved, b)} == {saved.url}


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BoardError, match="no such file"):
        list(family("csv").lists(board("csv", url=str(tmp_path / "none.csv")), None))
    with pytest.raises(BoardError, match="holds no file"):
        list(family("alerts").lists(board("alerts", url=str(tmp_path)), None))


def test_hrsa_and_alerts_never_ask_the_web():
    for name in ("hrsa", "alerts"):
        with pytest.raises(BoardError, match="url"):
            list(family(name).lists(board(name, url="https://connector.hrsa.gov"), None))


def test_a_bad_row_of_a_table_is_named_by_line_and_the_others_are_read():
    answers = []
    with pytest.raises(BoardError, match=r"list\.csv: line 3: no title"):
        for a in family("csv").lists(board("csv"), None):
            answers.append(a)
    assert [r["title"] for r in family("csv").records(answers[0], board("csv"))] == ["ENT Surgeon", "Allergist"]


def test_a_table_without_titles_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BoardError, match="no column `title`"):
        list(family("csv").lists(board("csv", url=str(tmp_path / "x.csv")), None))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_lines_above_the_headings_of_a_table_are_passed_over(tmp_path, mark):
    rows = [
        ["Physician vacancies"],
        ["Exported 2026-11-20"],
        [],
        ["Title", "Employer", "City"],
        ["Urologist", "Heron Clinic", "Boise"],
    ]
    (tmp_path / "x.csv").write_text("\n".join(mark.join(row) for row in rows))
    (answer,) = family("csv").lists(board("csv", url=str(tmp_path / "x.csv")), None)
    (record,) = family("csv").records(answer, board("csv"))
    assert (record["title"], record["employer"], record["places"][0]["city"]) == ("Urologist", "Heron Clinic", "Boise")


@pytest.mark.parametrize("total", ["Total: 1,,", "Grand total 1,,", "1 position,,", "Total positions:,1,"])
def test_a_reports_total_is_no_posting_and_its_headings_are_read(tmp_path, total):
    text = f'Position,Practice Name,City/State\n"Urologist","Heron Clinic","Boise, ID"\n{total}\n'
    (tmp_path / "x.csv").write_text(text)
    (answer,) = family("csv").lists(board("csv", url=str(tmp_path / "x.csv")), None)
    (record,) = family("csv").records(answer, board("csv"))
    assert (record["title"], record["employer"], record["places"]) == (
        "Urologist",
        "Heron Clinic",
        [{"text": "Boise, ID"}],
    )


def test_an_employer_of_an_exchanged_feed_may_be_an_element_of_its_own():
    feed = b"<jobs><job><id>5</id><title>Internist</title><link>https://b.example/5</link><company><name>Finch Health</name>"
    answer = Answer(
        "list",
        "https://b.example/feed.xml",
        200,
        NOW,
        feed + b"<url>https://finch.example</url></company></job></jobs>",
    )
    (record,) = family("xmlfeed").records(answer, board("xmlfeed"))
    assert (record["employer"], record["url"]) == ("Finch Health", "https://b.example/5")


# --- answers that real boards gave (kept outside the repository) ------------------------------------------

REAL = {
    "ats_greenhouse/greenhouse.json": ("greenhouse", 2),
    "ats_lever/lever.json": ("lever", 2),
    "ats_ashby/ashby.json": ("ashby", 2),
    "ats_smartrecruiters/smartrecruiters.json": ("smartrecruiters", 1),
    "ats_workday/workday.json": ("workday", 2),
    "ats_workable/workable.json": ("workable", 1),
    "ats_recruitee/recruitee.json": ("recruitee", 2),
    "ats_teamtailor/teamtailor.json": ("teamtailor", 2),
    "ats_personio/personio.xml": ("personio", 1),
    "ats_bamboohr/bamboohr.json": ("bamboohr", 2),
    "ats_oracle/oracle_orc.json": ("oracle", 2),
    "ats_oracle/oracle_orc_detail.json": ("oracle", 1),
    "ats_icims/icims.html": ("icims", 2),
    "ats_jobvite/jobvite.html": ("jobvite", 2),
    "ats_phenom/phenom.html": ("phenom", 2),
    "neogov/neogov_sample.rss": ("neogov", 5),
    "usajobs/usajobs_search_answer_2024-06.json": ("usajobs", 1),
    "madgex/madgex_rest_jobinfo_search_full.json": ("madgex", 30),
}


@pytest.mark.parametrize(("file", "expected"), REAL.items(), ids=list(REAL))
def test_real_answers_are_read(file, expected):
    path = SHARED / "verbatim" / file
    if not path.exists():
        pytest.skip(replay.LACKING)
    name, count = expected
    a = answer(path.read_bytes(), URL[name][0])
    records = family(name).records(a, board(name))
    assert len(records) == len({r["key"] for r in records}) == count
    assert all(r["title"] and set(r) <= set(RECORD) for r in records)
    assert all(r.get("places") for r in records)


def test_the_real_hrsa_answer_is_read():
    path = SHARED / "files" / "hrsa_opportunities.csv"
    if not path.exists():
        pytest.skip(replay.LACKING)
    module, b = importlib.import_module("curbside.extractors.families.hrsa"), board("hrsa", url=str(path))
    records = [r for a in module.lists(b, None) for r in module.records(a, b)]
    assert len(records) == 66
    assert all(r["title"].startswith(("Physician", "Faculty")) and r["places"][0]["state"] for r in records)


# --- the catalogue ----------------------------------------------------------------------------------------


def test_the_catalogue_holds_what_a_physician_wants():
    entries = catalogue.all()
    kinds = [e.kind for e in entries]
    assert len({e.name for e in entries}) == len(entries)
    assert kinds.count("society") >= 40 and kinds.count("health system") >= 25
    assert {"nejm", "jama", "usajobs", "va", "hrsa"} <= {e.name for e in entries}
    for e in entries:
        assert e.family in names() and e.reason and e.checked
        assert e.access in ("open", "restricted", "forbidden", "unverified")
        assert e.url is None or e.url.startswith("https://")
        assert e.enabled is (e.access == "open")
        assert family(e.family)


def test_a_board_of_the_catalogue_is_found_by_its_name():
    nejm = catalogue.find(" NEJM ")
    assert nejm and nejm.family == "madgex"
    assert catalogue.find("no such board") is None


@pytest.mark.parametrize(
    ("url", "family_", "account"),
    [
        ("https://boards.greenhouse.io/acme/jobs/1", "greenhouse", "acme"),
        ("https://jobs.lever.co/acme/abc", "lever", "acme"),
        ("https://acme.wd12.myworkdayjobs.com/en-US/External/job/x/y_1", "workday", "acme/External"),
        ("https://acme.wd1.myworkdayjobs.com/wday/cxs/acme/acme/jobs", "workday", "acme/acme"),
        ("https://careers-acme.icims.com/jobs/search", "icims", "careers-acme"),
        ("https://e.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_2/job/1", "oracle", "CX_2"),
        (
            "https://workforcenow.adp.com/mascsr/default/mdf/recruitment/recruitment.html?cid=c-1&ccId=9_1&lang=en_US",
            "adp",
            "c-1/9_1",
        ),
        ("https://workforcenow.cloud.adp.com/mascsr/default/mdf/recruitment/recruitment.html?cid=c-1", "adp", "c-1"),
        (
            "https://recruiting.paylocity.com/Recruiting/Jobs/All/0a1b2c3d-0000-4000-8000-0123456789ab/Elm",
            "paylocity",
            "0a1b2c3d-0000-4000-8000-0123456789ab",
        ),
        ("https://recruiting.paylocity.com/Recruiting/Jobs/Details/4141169", "paylocity", None),
        ("https://careers.jamanetwork.com/jobs/", "madgex", None),
        ("https://society.example/jobs/?display=rss", "rss", None),
        ("https://hospital.example/careers", "jsonld", None),
        ("mails/today.eml", "alerts", None),
    ],
)
def test_an_address_shows_its_family(url, family_, account):
    found = recognise.address(url)
    assert (found.family, found.account) == (family_, account)
