"""Alert mails in the forms of Glassdoor, Monster and Indeed: a card of several tables, words apart, a button before its title."""

import pytest
from test_mailcards import read, shown

GLASSDOOR = "https://www.glassdoor.com/partner/jobListing.htm?pos=10{n}&jobListingId=10101{n}&jrtk=R"
TABLE = "<table role='presentation'><tbody><tr><td>{}</td></tr></tbody></table>"


def glassdoor(n, employer, title, place, rating="4.1 ★"):
    stars = f"<span>&nbsp;<!-- -->{rating}</span>" if rating else ""
    rows = (f"<span><span>{employer}</span>{stars}</span>", f"<p>{title}</p>", f"<p>{place}</p>",
            "<p>$300K - $350K<!-- --> <!-- -->(<!-- -->Employer est.<!-- -->)</p></td><td><p>21h</p>")  # fmt: skip
    return f"<table><tr><td><a href='{GLASSDOOR.format(n=n)}'>{''.join(TABLE.format(row) for row in rows)}</a></td></tr></table>"


def test_a_card_of_several_tables_within_one_link_is_one_card():
    page = (
        glassdoor(1, "Elm Clinic", "Hospitalist", "Troy, NY")
        + glassdoor(2, "Ash Partners", "Chief of Staff", "Lima, OH")
        + glassdoor(3, "Oak Medicine Group", "Vice President of Quality", "Boise, ID", rating=None)
    )
    found = read(f"{page}<a href='https://www.glassdoor.com/Job/troy-urologist-jobs.htm'>See more jobs</a>")
    assert [shown(r) for r in found] == [
        ("Hospitalist", "Elm Clinic", "Troy, NY"),
        ("Chief of Staff", "Ash Partners", "Lima, OH"),
        ("Vice President of Quality", "Oak Medicine Group", "Boise, ID"),  # as the mail's other cards are laid out
    ]
    assert {(r["pay_text"], r["description"]) for r in found} == {("$300K - $350K", None)}


def test_where_no_card_is_rated_the_first_line_is_the_title():
    (card,) = read(glassdoor(1, "Chief of Staff", "Ash Partners", "Lima, OH", rating=None))
    assert shown(card) == ("Chief of Staff", "Ash Partners", "Lima, OH")


@pytest.mark.parametrize(
    ("words", "employer", "place"),
    [
        (("Elm Clinic", "Lima", "OH"), "Elm Clinic", {"city": "Lima", "state": "OH"}),
        (("Elm Clinic", "Washington ", " DC"), "Elm Clinic", {"city": "Washington", "state": "DC"}),
        (("Elm Clinic", "OH"), "Elm Clinic", {"state": "OH"}),
        (("Elm Clinic", "Family Medicine", "MD"), "Elm Clinic", {"state": "MD"}),
        (("Elm Clinic", "Lima, OH"), "Elm Clinic", {"city": "Lima", "state": "OH"}),
    ],
)
def test_a_town_and_its_state_may_stand_apart(words, employer, place):
    cells = "<span>&nbsp;-&nbsp;</span>".join(f"<span>{w}</span>" for w in words)
    link = "http://click.monster.example/f/a/NDvbW3~~/AAAA~/_EW"
    row = f"<tr><td><a href='{link}'><strong>Hospitalist</strong></a></td></tr><tr><td>{cells}</td></tr>"
    (card,) = read(f"<table>{row}</table>")
    assert (card["employer"], card["places"]) == (employer, [place])


@pytest.mark.parametrize("said", ["Elm Clinic 3.8", "Elm Clinic 4"])
@pytest.mark.parametrize(("where", "text"), [("- Remote", "Remote"), ("Remote", "Remote")])
def test_a_rating_is_no_part_of_a_name_and_a_dash_none_of_a_place(said, where, text):
    link = "https://www.indeed.com/pagead/clk/dl?from=jobi2a"
    (card,) = read(f"<div><h2><a href='{link}'>Hospitalist</a></h2><p>{said}</p><p>{where}</p></div>")
    assert (card["employer"], card["places"]) == ("Elm Clinic", [{"text": text}])


@pytest.mark.parametrize("name", ["Region 5", "Ash 4"])
def test_a_number_behind_what_may_be_no_employer_stays(name):
    link = "https://www.indeed.com/pagead/clk/dl?from=jobi2a"
    (card,) = read(f"<div><h2><a href='{link}'>Hospitalist</a></h2><p>{name}</p><p>Troy, NY</p></div>")
    assert name in (card["employer"] or card["description"])


def test_a_button_before_the_title_leads_no_card_astray():
    link = "https://cts.indeed.example/v3/H4sIAAAA"
    page = (
        f"<table><tr><td>Hi Ana, could this be a match?</td></tr><tr><td><a href='{link}'>View job</a></td></tr>"
        f"<tr><td><a href='{link}no'>This is a bad match</a></td></tr></table>"
        f"<table><tr><td><h2><a href='{link}'>Hospitalist</a></h2></td></tr><tr><td>Elm Clinic</td></tr><tr><td>Troy, NY</td></tr></table>"
    )
    assert [shown(r) for r in read(page)] == [("Hospitalist", "Elm Clinic", "Troy, NY")]


@pytest.mark.parametrize("title", ["Hospitalist | Nights", "Hospitalist · 7 on, 7 off"])
def test_parts_of_a_title_are_no_employers(title):
    link = "https://www.linkedin.com/comm/jobs/view/40000000001/"
    (card,) = read(
        f"<table><tr><td><a href='{link}'>{title}</a></td></tr><tr><td>Elm Clinic · Troy, NY</td></tr></table>"
    )
    assert (*shown(card), card["description"]) == (title, "Elm Clinic", "Troy, NY", None)
