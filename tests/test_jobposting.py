"""schema.org job postings as pages really carry them; JSON and mails that no one should have written."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_families import NOW, SHARED, answer, board

from curbside.extractors.base import BoardError
from curbside.extractors.families import alerts
from curbside.extractors.readers import jobpage, jobposting, maillinks, markup
from curbside.extractors.readers.repair import repaired

URL = "https://board.example/job/1/"
GOOD = '{"@context":"https://schema.org","@type":"JobPosting","title":"Internist","hiringOrganization":"Elm"}'


def read(block: str, **more: str) -> dict:
    """The one posting of a page whose JSON-LD block is `block`."""
    page = f'<!doctype html><html><head><script type="application/ld+json">{block}</script></head></html>'
    (record,) = jobposting.one(page.encode(), URL, "k")
    return record


def posting(**fields) -> dict:
    return read(json.dumps({"@type": "JobPosting", "title": "T", **fields}))


# --- blocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        GOOD,
        "\ufeff" + GOOD,
        f"[{GOOD}]",
        f'{{"@graph":[{{"@type":"WebSite"}},{GOOD}]}}',
        f'{{"@type":"WebPage","mainEntity":{GOOD}}}',
        GOOD.replace('"JobPosting"', '["Thing","JobPosting"]'),
        GOOD.replace("JobPosting", "http://schema.org/JobPosting"),
        GOOD.replace('"Elm"}', '"Elm",}'),
        GOOD + ";",
        "//<![CDATA[\n" + GOOD[:-1] + ",}\n//]]>",
        "<![CDATA[" + GOOD + "]]>",
        "/*<![CDATA[*/" + GOOD + "/*]]>*/",
        "<!--" + GOOD + "-->",
        "<!-- a comment -->\n" + GOOD,
        GOOD.replace('"', "&quot;"),
        GOOD.replace('","title', '"\n"title'),
        GOOD.replace('"https', r'"\$https'),
        GOOD.replace('"title"', '"Title"').replace("hiring", "Hiring"),
        GOOD.replace('"title":', "title:"),
        GOOD.replace('"Elm"}', '"Elm", "x": undefined}'),
        GOOD.replace('"Elm"}', '"Elm" /* the "employer" */, // yes\n "n": 1}'),
        GOOD[:-1],
        GOOD + GOOD.replace("Internist", "Other"),
    ],
)
def test_a_block_is_read_however_it_was_written(block):
    record = read(block)
    assert (record["title"], record["employer"]) == ("Internist", "Elm")


def test_raw_line_breaks_in_strings_are_kept_in_descriptions():
    record = read('{"@type":"JobPosting","title":"Inter\r\n nist","description":"one\r\ntwo\tthree\x0b."}')
    assert record["title"] == "Inter nist"
    assert record["description"].startswith("one\r\ntwo\tthree")


@pytest.mark.parametrize(
    "page",
    [
        b"<script type='application/ld+json'>%s</script>",
        b"<SCRIPT TYPE='APPLICATION/LD+JSON'>%s</SCRIPT>",
        b'<script type="application/ld&#x2B;json">%s</script>',
        b"<script nonce=abc type=application/ld+json>%s</script>",
        b"<script>document.querySelector('script[type=\"application/ld+json\"]')</script>"
        b'<script type="application/ld+json"></script><script type="application/ld+json">%s</script>',
        b'<script type="application/ld+json">{"@type":"BreadcrumbList"}</script>'
        b'<script type="application/ld+json">%s</script>',
    ],
)
def test_the_script_element_is_found(page):
    (record,) = jobposting.one(page % GOOD.encode(), URL, "k")
    assert record["title"] == "Internist"


def test_of_several_postings_the_pages_own_is_taken():
    two = [
        {"@type": "JobPosting", "title": t, "url": f"https://board.example/job/{n}"} for t, n in (("A", 9), ("B", 1))
    ]
    assert read(json.dumps(two))["title"] == "B"


def test_other_charsets_and_broken_bytes_are_read():
    block = GOOD.replace("Internist", "Médecin – général")
    page = f'<meta charset="iso-8859-1"><script type="application/ld+json">{block}</script>'.encode("cp1252")
    assert jobposting.one(page, URL, "k")[0]["title"] == "Médecin – général"
    assert jobposting.one(page, URL, "k", "text/html; charset=windows-1252")[0]["title"] == "Médecin – général"
    hurt = f'<script type="application/ld+json">{GOOD}</script>'.encode().replace(b"nist", b"\xff\xfe\xc3\x28nist")
    assert jobposting.one(hurt, URL, "k")[0]["employer"] == "Elm"


def test_references_within_a_graph_are_followed():
    graph = [
        {"@type": "Organization", "@id": "#o", "name": "Elm"},
        {**json.loads(GOOD), "hiringOrganization": {"@id": "#o"}},
    ]
    assert read(json.dumps({"@graph": graph}))["employer"] == "Elm"


# --- fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["UNAVAILABLE", "Null", "-", "Not Specified", "Open", "Not Available", " ", None, [], {}]
)
def test_placeholders_say_nothing(value):
    record = posting(employmentType=value, baseSalary=value, identifier=value, datePosted=value, jobLocation=value)
    assert not any(record.get(k) for k in ("employment", "pay_text", "pay_min", "reference", "posted", "places"))


@pytest.mark.parametrize(
    "value", ["{{job.title}}", "${title}", "<%= title %>", "[[title]]", "%JOB_TITLE%", "{% job %}"]
)
def test_what_a_template_did_not_fill_in_says_nothing(value):
    assert posting(title=value)["title"] is None


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("<b>Nocturnist</b>&nbsp;- Hospital Medicine<br/>", "Nocturnist - Hospital Medicine"),
        ("&lt;p class=&quot;x&quot;&gt;Urologist&lt;/p&gt;", "Urologist"),
        ("Urologist <$300k>", "Urologist <$300k>"),
        ("Urologist <Locum>", "Urologist <Locum>"),
        ("Hours < 40, pay > $300k", "Hours < 40, pay > $300k"),
        ("[Urologist] (50%)", "[Urologist] (50%)"),
        ("$300k Urologist", "$300k Urologist"),
    ],
)
def test_a_title_is_free_of_type_and_nothing_else(value, title):
    assert posting(title=value)["title"] == title


@pytest.mark.parametrize(
    ("value", "employer"),
    [
        ("Elm &amp;amp; Oak", "Elm & Oak"),
        ({"@type": "Organization", "name": " Elm\n Oak "}, "Elm Oak"),
        ([{"name": "Elm"}, {"name": "Oak"}], "Elm"),
        ({"@type": "Organization", "sameAs": "https://www.elm.example/about"}, "elm.example"),
        ("https://www.elm.example", "elm.example"),
        ({"@type": "Organization", "name": {"@value": "Elm"}}, "Elm"),
        (None, None),
        ("", None),
    ],
)
def test_employers(value, employer):
    assert posting(hiringOrganization=value)["employer"] == employer


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ("Boise, ID", [{"text": "Boise, ID"}]),
        ({"@type": "Place", "address": "Boise, ID"}, [{"text": "Boise, ID"}]),
        ({"@type": "http:/schema.orgPlace", "address": {"addressLocality": "Boise"}}, [{"city": "Boise"}]),
        ({"address": {"addressRegion": "ID", "addressCountry": {"@type": "Country", "name": ["USA", "USA"]}}},
         [{"state": "ID", "country": "USA"}]),
        ({"address": {"postalCode": 83702}}, [{"postal_code": "83702"}]),
        ({"address": {"addressLocality": "Boise"}, "geo": {"latitude": 0, "longitude": 0}}, [{"city": "Boise"}]),
        ({"address": {"addressLocality": "Boise"}, "geo": {"latitude": "43.6", "longitude": "-116.2"}},
         [{"city": "Boise", "latitude": 43.6, "longitude": -116.2}]),
        ([{"address": {"addressLocality": city}} for city in "ABA"],
         [{"city": "A"}, {"city": "B"}]),
        ([{"name": name, "address": {"addressLocality": "A"}} for name in ("A, ID", "B, ID")],
         [{"text": "A, ID"}, {"text": "B, ID"}]),
        ({"address": {"addressLocality": "UNAVAILABLE", "addressRegion": "-"}}, []),
        ({"@type": "Place"}, []),
        ({"address": [{"addressLocality": "Ames"}, {"addressLocality": "Boone"}], "geo": {"latitude": 42, "longitude": -93}},
         [{"city": "Ames", "latitude": 42.0, "longitude": -93.0}, {"city": "Boone"}]),
        ({"address": [{"addressLocality": "Ames"}, None, {"addressLocality": "Ames"}]}, [{"city": "Ames"}]),
        ([{"address": ["Ames, IA", "Boone, IA"]}, {"address": {"addressLocality": "Nevada"}}],
         [{"text": "Ames, IA"}, {"text": "Boone, IA"}, {"city": "Nevada"}]),
    ],
)  # fmt: skip
def test_places(value, places):
    assert posting(jobLocation=value)["places"] == places


@pytest.mark.parametrize(
    ("value", "pay"),
    [
        ("$200,000 to $250,000", {"pay_text": "$200,000 to $250,000"}),
        (310000, {"pay_min": "310000", "pay_max": "310000"}),
        ("310,000", {"pay_min": "310,000", "pay_max": "310,000"}),
        ({"currency": "USD", "value": {"minValue": 1, "maxValue": 2.5, "unitText": "HOUR"}},
         {"pay_min": "1", "pay_max": "2.5", "pay_unit": "HOUR", "pay_currency": "USD"}),
        ({"currency": "USD", "minValue": "300000", "maxValue": "350000", "unitText": "YEAR"},
         {"pay_min": "300000", "pay_max": "350000", "pay_unit": "YEAR", "pay_currency": "USD"}),
        ({"value": {"Value": "120", "unitText": "-"}, "unitText": "HOUR"},
         {"pay_min": "120", "pay_max": "120", "pay_unit": "HOUR"}),
        ({"value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, {}),
        ({"value": {"minValue": "", "maxValue": "", "unitText": ""}, "currency": ""}, {}),
        ({"value": {"minValue": "$10,500", "unitText": "MONTH"}}, {"pay_text": "$10,500", "pay_unit": "MONTH"}),
        ({"value": {"minValue": "$310,000", "maxValue": "$360,000"}}, {"pay_text": "$310,000 - $360,000"}),
        ({"value": "Competitive"}, {"pay_text": "Competitive"}),
        ([{"value": None}, {"value": 5}], {"pay_min": "5", "pay_max": "5"}),
        ({"@type": "PriceSpecification", "price": "99.5", "priceCurrency": "USD"},
         {"pay_min": "99.5", "pay_max": "99.5", "pay_currency": "USD"}),
        (True, {}),
    ],
)  # fmt: skip
def test_pay(value, pay):
    record = posting(baseSalary=value)
    assert {k: v for k, v in record.items() if k.startswith("pay_") and v} == pay


def test_descriptions_lose_their_double_escaping_and_gain_what_stands_beside_them():
    record = posting(
        description="&amp;lt;p&amp;gt;R&amp;amp;amp;D&amp;lt;/p&amp;gt;", qualifications="MD or DO", skills=None
    )
    assert record["description"] == "<p>R&amp;D</p>\n<h3>Qualifications</h3>\nMD or DO"
    assert posting(description="<p>MD or DO</p>", qualifications="MD or DO")["description"] == "<p>MD or DO</p>"
    assert posting(description="5 &lt; 6 &nbsp; ok")["description"] == "5 < 6 \xa0 ok"


def test_remote_and_contact():
    record = posting(
        jobLocationType="TELECOMMUTE",
        applicantLocationRequirements={"@type": "State", "name": "Ohio"},
        applicationContact={"name": "Jo Roe", "email": "jo@elm.example", "telephone": "555"},
    )
    assert (record["remote"], record["places"]) == ("TELECOMMUTE", [{"text": "Ohio"}])
    assert (record["contact_name"], record["contact_email"], record["contact_phone"]) == (
        "Jo Roe",
        "jo@elm.example",
        "555",
    )


@pytest.mark.parametrize(
    ("names", "places"),
    [(["Brazil", "Mexico", "Canada"], []), (["Brazil", "USA"], [{"country": "USA"}]), (["Brazil"], [{"country": "Brazil"}]),
     (["Georgia", "Georgia"], [{"country": "Georgia"}])],
)  # fmt: skip
def test_countries_that_applicants_may_live_in_are_no_towns(names, places):
    wanted = [{"@type": "Country", "name": n} for n in names]
    record = posting(jobLocationType="TELECOMMUTE", applicantLocationRequirements=wanted)
    assert record["places"] == places


def test_rdfa_is_read():
    page = b"""<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Internist</h1>
    <div property="hiringOrganization" typeof="Organization"><span property="name">Elm</span></div></div>"""
    record = jobposting.one(page, URL, "k")[0]
    assert (record["title"], record["employer"]) == ("Internist", "Elm")


@pytest.mark.parametrize(
    ("file", "title", "places"),
    [
        ("jsonld_pages/jsonld_meta_software_engineer.html", "Software Engineer, Infrastructure", 9),
        ("ats_icims/icims_detail_located.html", "Warehouse Associate 2", 1),
        ("jsonld_pages/jobylon_mcdonalds_se.html", None, 0),  # a list that a script fills
    ],
)
def test_real_pages_are_read(file, title, places):
    path = SHARED / "verbatim" / file
    if not path.exists():
        pytest.skip("the real pages are not in this repository")
    found = jobposting.one(path.read_bytes(), URL, "k")
    assert [r["title"] for r in found] == ([title] if title else [])
    assert sum(len(r["places"]) for r in found) == places


# --- pages without schema.org data ------------------------------------------------------------------------

PLAIN = """<!doctype html><body><nav>Jobs</nav><main><h1>Internist</h1>
<p><span>Boise, ID</span> | <span>Full-time</span></p>
<dl><dt>Employer</dt><dd>Elm Clinic</dd><dt>Salary</dt><dd>$300,000</dd></dl>
<p><strong>Closing date:</strong> 12/31/2026</p>
<p>Outpatient clinic with four days a week, no call, and a generous teaching stipend for residents.</p>
<form><input name=q></form><a href="/apply/1">Apply now</a></main></body>"""


def test_a_job_page_without_structured_data_is_read_from_its_heading_and_terms():
    record = jobpage.read(PLAIN.encode(), URL)
    assert record
    assert (record["title"], record["employer"], record["pay_text"]) == ("Internist", "Elm Clinic", "$300,000")
    assert (record["places"], record["employment"]) == ([{"text": "Boise, ID"}], ["Full-time"])
    assert record["closes"] == "12/31/2026"
    assert "teaching stipend" in record["description"] and "<form" not in record["description"]


@pytest.mark.parametrize(
    "page",
    [
        PLAIN.replace("Apply now", "Read more"),
        PLAIN.replace("<h1>", "<p>This job is no longer available.</p><h1>"),
        PLAIN.replace("</main>", "<h1>Another</h1></main>"),
        "<!doctype html><title>Sign in</title><form action=/login method=post><input name=user></form>",
        "<!doctype html><title>About us</title><p>No posting here. Apply the ointment.</p>",
        "%PDF-1.7 Apply now <h1>Internist</h1>",
        "",
    ],
)
def test_a_page_that_offers_no_opening_is_no_posting(page):
    assert jobpage.read(page.encode(), URL) is None


def test_the_real_page_without_structured_data_is_read():
    path = SHARED / "verbatim" / "jsonld_pages" / "didi_global_jobdetail.html"
    if not path.exists():
        pytest.skip("the real pages are not in this repository")
    record = jobpage.read(path.read_bytes(), URL)
    assert record and record["title"].startswith("Estágio em operações")
    assert (record["places"], record["employment"]) == ([{"text": "Sao Paulo - Brazil"}], ["Intern"])
    assert len(record["description"]) > 1500


# --- what no one should have written ----------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    "title description datePosted hiringOrganization jobLocation baseSalary identifier employmentType url name "
    "applicationContact industry qualifications applicantLocationRequirements potentialAction salaryCurrency".split()
)


@pytest.mark.whole
@settings(max_examples=300)
@given(st.dictionaries(FIELDS, VALUES, max_size=8))
def test_any_value_in_any_field_is_survived(fields):
    block = json.dumps({**fields, "@type": "JobPosting"})
    page = f'<script type="application/ld+json">{block.replace("</", "<")}</script>'.encode("utf-8", "replace")
    for record in jobposting.records(page, URL):
        assert isinstance(record["url"], str)
        json.dumps(record).encode()
        assert all(isinstance(p, dict) and p for p in record["places"])


@pytest.mark.whole
@settings(max_examples=400)
@given(st.text(max_size=200) | st.text(alphabet="{}[]\",:\\\n\t '/*<!->1a&;", max_size=120))
def test_the_repairer_never_raises(text):
    assert repaired(text) is None or isinstance(repaired(text), dict | list)
    assert repaired(text, whole=True) is None or isinstance(repaired(text, whole=True), dict | list)


@pytest.mark.whole
@settings(max_examples=200)
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), st.integers(0, 400))
def test_good_json_is_left_as_it_is_and_a_cut_list_is_none(value, size):
    text = json.dumps(value, allow_nan=False) if not _has_nan(value) else "{}"
    assert repaired(text) == json.loads(text)
    if 0 < size < len(text):
        assert repaired(text[:size], whole=True) is None


def _has_nan(value) -> bool:
    if isinstance(value, float):
        return value != value or value in (float("inf"), float("-inf"))
    if isinstance(value, dict):
        return any(map(_has_nan, value.values()))
    return isinstance(value, list) and any(map(_has_nan, value))


@pytest.mark.whole
@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_a_list_or_an_error(body):
    page = b'<script type="application/ld+json">{"@type":"JobPosting"' + body + b"</script>"
    assert isinstance(jobposting.records(page, URL), list)
    jobpage.read(b"<h1>x</h1><a>Apply now</a>" + body, URL)
    for reader in (markup.data, markup.xml):
        try:
            reader(answer(body))
        except BoardError as e:
            assert "\n" not in str(e)


@pytest.mark.whole
@settings(max_examples=200)
@given(st.binary(max_size=600) | st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_a_mail(body):
    heads = b"", b"From a@b\n", b"Content-Type: text/html; charset=nonsense\n\n", b"Content-Type: multipart/mixed\n\n"
    for head in heads:
        for record in alerts.records(answer(head + body, fetched_at=NOW), board("alerts")):
            assert record["key"] and record["title"]


@pytest.mark.whole
@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "[" * 200_000,
        '{"a":' * 100_000,
        '"' * 300_000,
        '{"a":"' + '\\"' * 200_000,
        '{"a": "x "y ' * 30_000,
        "{/*" * 60_000,
        "//" * 100_000,
        "&quot;" * 50_000,
        "{" + " " * 500_000,
        '{"n": ' + "9" * 100_000 + "}",
    ],
)
def test_hostile_blocks_take_no_time(text):
    start = time.process_time()
    repaired(text)
    assert time.process_time() - start < 3


# --- mails ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://x.example/job/1?utm_source=a&id=2", "https://x.example/job/1?id=2"),
        ("https://t.example/c?url=https%3A%2F%2Fx.example%2Fjob%2F1%3Futm_medium%3Dm", "https://x.example/job/1"),
        ("https://www.google.com/url?q=https://x.example/job/1&sa=D", "https://x.example/job/1"),
        (
            "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Fjob%2F1&data=05",
            "https://x.example/job/1",
        ),
        ("https://urldefense.com/v3/__https://x.example/job/1__;!!abc$", "https://x.example/job/1"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__x.example_job_1&d=abc", "https://x.example/job/1"),
        ("https://t.example/r/aHR0cHM6Ly94LmV4YW1wbGUvam9iLzE=", "https://x.example/job/1"),
        ("https://t.example/c?u=aHR0cHM6Ly94LmV4YW1wbGUvam9iLzE", "https://x.example/job/1"),
        ("https://t.example/https%3A%2F%2Fx.example%2Fjob%2F1/abc", "https://x.example/job/1"),
        ("https://em.example/ls/click?upn=opaque", "https://em.example/ls/click?upn=opaque"),
    ],
)
def test_tracking_links_are_undone(link, target):
    assert maillinks.target(link) == target


def test_every_link_of_a_mail_is_left_alone():
    source = (Path(alerts.__file__)).read_text()
    assert "requests" not in source and "ask(" not in source


def test_a_mails_lists_and_buttons_are_no_postings():
    page = """<html><body><a href="https://b.example/jobs/search?q=card">12 new jobs for you</a>
    <a href="https://b.example/jobs/search?q=card">Cardiology jobs in Ohio</a>
    <div><a href="https://b.example/jobs/view/7?trk=eml">Cardiologist</a><div>Elm Heart - Columbus, OH</div></div>
    <div><a href="https://b.example/jobs/view/8?trk=eml"><h3>Nocturnist</h3></a>
    <span>Oak Health</span> · <span>Reno, NV</span>
    <a href="https://b.example/jobs/view/8?trk=b">Easy Apply</a></div>
    <div><a href="https://b.example/jobs/view/9">Open Rank Faculty</a><p>Home Health Inc</p><p>Elko, NV</p></div>
    <a href="https://b.example/privacy">Privacy policy</a></body></html>"""
    mail = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + page
    found = alerts.records(answer(mail), board("alerts"))
    assert [(r["title"], r["employer"], r["places"]) for r in found] == [
        ("Cardiologist", "Elm Heart", [{"city": "Columbus", "state": "OH"}]),
        ("Nocturnist", "Oak Health", [{"city": "Reno", "state": "NV"}]),
        ("Open Rank Faculty", "Home Health Inc", [{"city": "Elko", "state": "NV"}]),
    ]


@pytest.mark.whole
@pytest.mark.parametrize(
    "page",
    [
        b"ld+json " * 300_000 + b"jobPosting",
        b"<script ld+json " * 200_000,
        b'<script type="application/ld+json">{"@type":"JobPosting","title":"x"}</SCRIPT>' * 40_000,
        b'<script type="application/ld+json">{"@type":"JobPosting","title":"' + b'a\\"b"c,' * 100_000 + b"</script>",
    ],
    ids=["words", "no end", "upper case", "quotes"],
)
def test_pages_made_to_waste_time_take_seconds(page):
    began = time.process_time()
    jobposting.postings(page)
    assert time.process_time() - began < 5


def test_an_address_in_its_first_field_is_a_place():
    def at(**address):
        return posting(jobLocation={"@type": "Place", "address": address})["places"]

    street = "1 Wyoming St, Dayton, OH 45409"
    assert at(streetAddress=street, addressCountry="US") == [{"country": "US", "text": street}]
    assert at(streetAddress=street, addressLocality="Troy") == [{"city": "Troy"}]
    assert at(streetAddress="1 Wyoming St", addressCountry="US") == [{"country": "US"}]
