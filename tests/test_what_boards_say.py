"""What boards put under names of their own is read as what it is: pay among bullets and tags, zones of pay, entries that are over."""

import json

import pytest
from test_families import URL, Server, answer, board

from curbside.extractors import family
from curbside.extractors.base import BoardError


def read(name, value):
    body = value if isinstance(value, str) else json.dumps(value)
    return family(name).records(answer(body), board(name))


@pytest.mark.parametrize(
    ("bullets", "reference", "pay"),
    [
        (["R102"], "R102", None),
        (["$18.00 - $22.00 per hour", "R102"], "R102", "$18.00 - $22.00 per hour"),
        (["Elm 2 Clinic", "R102"], "R102", None),
        (["Full time", "$15.00 per hour"], None, "$15.00 per hour"),
        (["10/05/2026", "REQ-88"], "REQ-88", None),  # what the path does not repeat, where it looks like a number
        (["2026-10-05"], None, None),
        (["JR 0012"], "JR 0012", None),
        ([], None, None),
    ],
)
def test_of_workdays_bullets_one_is_the_number_and_one_the_pay(bullets, reference, pay):
    job = {"title": "Urologist", "externalPath": "/job/Lima-OH/Urologist_R102", "locationsText": "Lima, OH"}
    (r,) = read("workday", {"jobPostings": [{**job, "bulletFields": bullets}]})
    assert (r["reference"], r["pay_text"]) == (reference, pay)


def zone(low, high, currency="USD"):
    return {"min_cents": low and low * 100, "max_cents": high and high * 100, "currency_type": currency}


@pytest.mark.parametrize(
    ("zones", "pay"),
    [
        ([zone(166_000, 195_000), zone(130_000, 152_000)], ("130000", "195000", "USD")),
        ([zone(130_000, 152_000), zone(166_000, 195_000)], ("130000", "195000", "USD")),
        ([zone(166_000, 195_000), zone(99_000, 120_000, "CAD")], ("166000", "195000", "USD")),
        ([zone(90, 120), zone(187_000, 250_000)], ("90", "120", "USD")),  # by the hour, then by the year
        ([zone(None, 200_000), zone(0, 240_000)], (None, "240000", "USD")),
        ([], (None, None, None)),
    ],
)
def test_greenhouses_pay_is_that_of_all_its_zones(zones, pay):
    job = {"id": 1, "title": "Urologist", "absolute_url": "https://x.example/1", "pay_input_ranges": zones}
    (r,) = read("greenhouse", {"jobs": [job]})
    assert (r["pay_min"], r["pay_max"], r["pay_currency"]) == pay


@pytest.mark.parametrize(
    ("kind", "remote"), [("LAT_LNG", None), ("ANY", None), ("REMOTE", "REMOTE"), ("Hybrid", "Hybrid")]
)
def test_jibes_kind_of_place_is_remote_only_where_it_says_so(kind, remote):
    (r,) = read(
        "jibe", {"jobs": [{"data": {"slug": "1", "title": "Urologist", "location_type": kind, "tags1": ["Nights"]}}]}
    )
    assert (r["remote"], r["pay_text"]) == (remote, None)


@pytest.mark.parametrize(
    ("told", "remote"), [(True, "remote"), ("True", "remote"), (False, None), ("False", None), (None, None)]
)
def test_usajobs_says_remote_with_a_tick(told, remote):
    descriptor = {"PositionTitle": "Physician", "UserArea": {"Details": {"RemoteIndicator": told}}}
    item = {"MatchedObjectId": "7", "MatchedObjectDescriptor": descriptor}
    (r,) = read("usajobs", {"SearchResult": {"SearchResultItems": [item]}})
    assert r["remote"] == remote


@pytest.mark.parametrize(
    ("status", "kept"), [("Closed", 0), ("filled", 0), ("Draft", 0), ("Open", 1), ("Closed on Fridays", 1), ("", 1)]
)
def test_an_entry_that_calls_itself_closed_is_no_opening(status, kept):
    job = f"<job><title>Urologist</title><url>https://x.example/1</url><status>{status}</status></job>"
    assert len(read("xmlfeed", f"<jobs><company>Elm Clinic</company>{job}</jobs>")) == kept


@pytest.mark.parametrize(("own", "employer"), [("", "Elm Clinic"), ("<company>Ash Clinic</company>", "Ash Clinic")])
def test_a_feed_of_one_employer_names_it_once(own, employer):
    job = f"<job><title>Urologist</title><url>https://x.example/1</url>{own}</job>"
    (r,) = read("xmlfeed", f"<jobs><company>Elm Clinic</company><publisher>A board</publisher>{job}</jobs>")
    assert r["employer"] == employer


def ukg(detail, script="new US.Opportunity.CandidateOpportunityDetail({});"):
    body = f"<h1>Elm Health</h1><script>{script.replace('{}', json.dumps(detail))}</script>"
    a = answer(body, f"{URL['ukg'][0]}/x", kind="page", key="o-1", content_type="text/html")
    return family("ukg").records(a, board("ukg"))


@pytest.mark.parametrize(
    ("more", "pay"),
    [
        ({"CompensationAnnualMinimum": 310000.0, "CompensationAnnualMaximum": None}, ("310000", None, "Year")),
        ({"CompensationHourlyMinimum": 150.5, "CompensationHourlyMaximum": 160}, ("150.5", "160", "Hour")),
        (
            {"CompensationAnnualMinimum": 0, "PayRange": {"PayRangeMinimum": 90, "PayRangeMaximum": 120}},
            ("90", "120", None),
        ),
        ({}, (None, None, None)),
    ],
)
def test_a_ukg_job_page_says_text_and_pay(more, pay):
    (r,) = ukg({"Id": "o-1", "Title": "Nocturnist", "Description": "<p>Nights.</p>", **more})
    assert (r["key"], r["title"], r["description"]) == ("o-1", "Nocturnist", "<p>Nights.</p>")
    assert (r.get("pay_min"), r.get("pay_max"), r.get("pay_unit")) == pay


def test_a_ukg_job_page_that_is_closed_or_cut_off_is_no_posting():
    assert ukg({"Id": "o-1", "Title": "Nocturnist", "OpportunityIsClosed": True}) == []
    assert ukg({}, 'new US.Opportunity.CandidateOpportunityDetail({"Id": "o-1", "Tit') == []
    assert ukg({}, "sign in") == []


@pytest.mark.parametrize(
    ("title", "location", "want"),
    [
        ("Urologist (Lima, OH, US, 45801)", "Lima, OH, US, 45801", ("Urologist", "Lima, OH, US, 45801")),
        ("Urologist (Lima, OH, US)", "", ("Urologist", "Lima, OH, US")),
        ("Urologist (Elm Hospital)", "Elm Hospital", ("Urologist", "Elm Hospital")),
        ("Urologist (MD, DO)", "Lima, OH, US", ("Urologist (MD, DO)", "Lima, OH, US")),
        ("Urologist (Nights, MD)", "", ("Urologist (Nights, MD)", None)),
        ("Urologist", "Lima, OH, US", ("Urologist", "Lima, OH, US")),
    ],
)
def test_a_place_behind_a_title_is_none_of_it(title, location, want):
    item = f"<item><title>{title}</title><g:id>1</g:id><g:location>{location}</g:location></item>"
    feed = f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{item}</channel></rss>'
    (r,) = read("successfactors", feed)
    assert (r["title"], r["places"][0]["text"] if r["places"] else None) == want


RSS = "<rss><channel><item><title>Urologist</title><link>https://x.example/job/1/</link></item></channel></rss>"


@pytest.mark.parametrize("there", ["/googlefeed.xml", "/sitemal.xml"])
@pytest.mark.parametrize("else_where", [(404, "none"), "<!doctype html><title>Elm Health careers</title>"])
def test_a_successfactors_site_is_asked_for_the_feed_that_it_has(there, else_where):
    server = Server(lambda url, params, body: RSS if url.endswith(there) else else_where)
    (a,) = family("successfactors").lists(board("successfactors"), server)
    assert a.url.endswith(there)


def test_a_successfactors_site_without_a_feed_says_what_to_do():
    server = Server(lambda url, params, body: (404, "none"))
    with pytest.raises(BoardError, match="jsonld"):
        list(family("successfactors").lists(board("successfactors"), server))


@pytest.mark.parametrize(
    ("tags", "pay"),
    [
        (["Nights", "$80,000.00 - $95,000.00 Yearly"], "$80,000.00 - $95,000.00 Yearly"),
        (["Sign On Bonus Eligible-$20,000"], None),
        (["Sign-on: $20,000", "From $40.10 to $60.90 an hour"], "From $40.10 to $60.90 an hour"),
        (["$40.10/Hr.", "$40.10 to $60.90 an hour"], "$40.10 to $60.90 an hour"),
        (["USD $26.50/Hr.", "Days", "USD $31.60/Hr."], "USD $26.50/Hr. - USD $31.60/Hr."),
        (["USD $26.50/Hr.", "USD $26.50/Hr."], "USD $26.50/Hr."),
    ],
)
def test_jibes_pay_is_the_span_among_its_tags(tags, pay):
    own = {f"tags{n}": [tag] for n, tag in enumerate(tags, 1)}
    (r,) = read("jibe", {"jobs": [{"data": {"slug": "1", "title": "Urologist", **own}}]})
    assert r["pay_text"] == pay


@pytest.mark.parametrize(
    ("own", "pay"),
    [
        ({"minimumPay": "54.40", "maximumPay": "81.60"}, ("54.40", "81.60", None)),
        ({"minimumPay": "0.00", "maximumPay": "0.00", "salary": "0.0", "salaryRange": "0.0-0.0"}, (None, None, None)),
        ({"salary": "195000.0", "salaryRange": "170000.0-195000.0 "}, (None, None, "170000.0-195000.0")),
        ({"salary": "Competitive"}, (None, None, "Competitive")),
    ],
)
def test_phenoms_pay_is_its_span_and_nought_is_none(own, pay):
    jobs = {"data": {"jobs": [{"jobSeqNo": "E1", "title": "Urologist", **own}]}}
    (r,) = read("phenom", f"<script>phApp.ddo = {json.dumps({'eagerLoadRefineSearch': jobs})}; phApp.x = 1;</script>")
    assert (r["pay_min"], r["pay_max"], r["pay_text"]) == pay


@pytest.mark.parametrize("nested", [list, lambda entries: {"items": entries}])
@pytest.mark.parametrize(
    ("prompts", "pay", "kinds"),
    [
        ({"Minimum Salary/Range*": "205000", "Maximum Salary/Range*": "310000"}, ("205000", "310000", None), None),
        ({"Salary Range Minimum:": "98.5", "Salary Range Maximum:": "0"}, ("98.5", None, None), None),
        ({"Pay Range": "$40.10 - $60.90"}, (None, None, "$40.10 - $60.90"), None),
        ({"Pay Frequency": "2 weeks", "Salary Grade": "12", "Pay": "See below"}, (None, None, None), None),
        ({"Assignment Category": "Full-time", "FTE": "0.9"}, (None, None, None), ["Full-time"]),
    ],
)
def test_oracles_own_fields_say_pay_and_kind_in_either_nesting(nested, prompts, pay, kinds):
    job = {
        "Id": "7",
        "Title": "Urologist",
        "requisitionFlexFields": nested([{"Prompt": p, "Value": v} for p, v in prompts.items()]),
        "workLocation": nested([{"TownOrCity": "Lima", "Region2": "OH"}]),
    }
    (r,) = read("oracle", {"items": [{"requisitionList": nested([job])}]})
    assert (r["pay_min"], r["pay_max"], r["pay_text"]) == pay
    assert (r["employment"], r["places"]) == (kinds, [{"city": "Lima", "state": "OH"}])
