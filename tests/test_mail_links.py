"""A posting's address from a mail is the one that everybody has: nothing in it tells whose mail it was."""

import pytest
from test_mailcards import read

from curbside.extractors.readers import places
from curbside.extractors.readers.maillinks import target

RECIPIENT = "trackingId=abc%3D%3D&refId=xyz&lipi=urn%3Ali%3Apage&midToken=AQ&midSig=1b&eid=9-k-1&otpToken=MTY&trk=eml-job_card-0-view_job"


@pytest.mark.parametrize(
    ("link", "want"),
    [
        (f"https://www.linkedin.com/comm/jobs/view/4000000001/?{RECIPIENT}", "https://www.linkedin.com/jobs/view/4000000001"),
        (f"https://www.linkedin.com/jobs/view/urologist-at-elm-4000000001?{RECIPIENT}", "https://www.linkedin.com/jobs/view/4000000001"),
        ("https://www.indeed.com/rc/clk/dl?jk=aa01bb01cc01dd01&from=ja&qd=zz&rd=yy&tk=1&alid=2&bb=q", "https://www.indeed.com/viewjob?jk=aa01bb01cc01dd01"),
        ("https://www.glassdoor.com/partner/jobListing.htm?pos=1&guid=0&jobListingId=1009310&jrtk=5", "https://www.glassdoor.com/partner/jobListing.htm?jobListingId=1009310"),
        ("https://x.example/jobs/12?email=ana%40example.org&dept=4", "https://x.example/jobs/12?dept=4"),
        ("https://x.example/jobs/12?u=ana%40example.org", "https://x.example/jobs/12"),
        ("https://x.example/jobs/12?subscriber_id=77&recipient=9&jobid=12", "https://x.example/jobs/12?jobid=12"),
        ("https://x.example/jobs/12?token=9f", "https://x.example/jobs/12"),
        # a sender's wrapper goes on behind the address that it wraps
        ("https://x1.r.us-west-2.awstrack.me/L0/https:%2F%2Fx.example%2Fjob%2Furologist%2F77%3Fdept=4%26alid=2/1/0100-ID/SIG=473", "https://x.example/job/urologist/77?dept=4"),
        ("https://t.x.example/o/https%3A%2F%2Fx.example%2Fjob%2F77?who=9", "https://x.example/job/77"),
        ("https://t.x.example/o/https://x.example/job/urologist/77?dept=4", "https://x.example/job/urologist/77?dept=4"),
        # … or writes it in base64: as a parameter or as a piece of its path, short or long
        ("https://t.x.example/c/aHR0cHM6Ly94LmlvLzc/9f", "https://x.io/7"),
        ("https://t.x.example/c/aHR0cHM6Ly94LmV4YW1wbGUvam9iL3Vyb2xvZ2lzdC83Nz9kZXB0PTQ", "https://x.example/job/urologist/77?dept=4"),
        ("https://t.x.example/c?u=aHR0cHM6Ly94LmV4YW1wbGUvam9iLzc3&n=1", "https://x.example/job/77"),
        ("https://t.x.example/c/ZnRwOi8veC5leGFtcGxlL2pvYi83Nw", "https://t.x.example/c/ZnRwOi8veC5leGFtcGxlL2pvYi83Nw"),
        # what leads to the posting stays, and so does a link that hides where it leads: without its query it leads nowhere
        ("https://x.example/jobs/view?id=12&lang=en", "https://x.example/jobs/view?id=12&lang=en"),
        ("https://click.x.example/?qs=1f3a&email=ana%40example.org", "https://click.x.example/?qs=1f3a&email=ana%40example.org"),
        ("https://www.linkedin.com/jobs/search/?keywords=x&eid=9", "https://www.linkedin.com/jobs/search/?keywords=x&eid=9"),
    ],
)  # fmt: skip
def test_a_postings_address_is_without_its_reader(link, want):
    assert target(link) == want


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_one_posting_of_two_mails_is_one(kind):
    shape = (
        "<p><a href='{}'>Urologist</a><br>Ani Health<br>Ukiah, CA</p>"
        if kind == "html"
        else "Urologist\nAni Health\nUkiah, CA\n{}\n"
    )
    links = [f"https://www.linkedin.com/comm/jobs/view/500/?midToken=A{n}&trackingId=t{n}" for n in (1, 2)]
    found = [r["key"] for link in links for r in read(shape.format(link), kind=kind)]
    assert found == ["www.linkedin.com/jobs/view/500"] * 2


@pytest.mark.parametrize(
    ("said", "place"),
    [("Remote in Columbus, OH", "Remote in Columbus, OH"), ("Hybrid work in Lima, OH 45801", "Hybrid work in Lima, OH 45801"),
     ("Remote in Ohio", "Remote in Ohio"), ("United States", "United States")],
)  # fmt: skip
def test_a_place_that_says_how_one_works_is_kept_as_it_stands(said, place):
    (card,) = read(
        f"<p><a href='https://www.indeed.com/rc/clk?jk=abcd000000000001'>Urologist</a><br>Ani Health<br>{said}</p>"
    )
    assert (card["employer"], card["places"]) == ("Ani Health", [{"text": place}])


@pytest.mark.parametrize(
    ("text", "city", "state"),
    [("Troy, OH", "Troy", "OH"), ("Ohio", None, "Ohio"), ("Toronto, ON", "Toronto", "ON"), ("Toronto, ONT", None, None), ("Troy OH", None, None)],
)  # fmt: skip
def test_a_city_and_its_state_or_province(text, city, state):
    found = places.PLACE.fullmatch(text)
    assert (found and found["city"], found and found["state"]) == (city, state)


def test_each_place_stands_once_and_of_very_many_five_hundred():
    many = [{"city": f"Town {n}"} for n in range(600)]
    assert places.apart([many[1], many[0], many[1]]) == [many[1], many[0]]
    assert places.apart([*many[:499], *many[:499], many[499]]) == many[:500]
    assert places.apart(many) == many[:500]
