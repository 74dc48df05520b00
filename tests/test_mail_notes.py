"""What boards note between a card and its link (alumni, easy apply) is neither title nor employer; a card that is one link is
named by the line that its address repeats."""

import pytest
from test_mailcards import read, shown

LINK = "View job: https://www.linkedin.com/comm/jobs/view/40000000{}/?midToken=A"
NOTES = ["4 school alumni", "1 connection", "This company is actively hiring", "Actively recruiting", "Be an early applicant",
         "Easy Apply", "12 applicants", "Promoted by hirer", "Your profile matches this job"]  # fmt: skip
RULE = "-" * 57


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("parted", ["\n\n{}\n", "\n{}\n", "\n\n{}\n\n"])
def test_a_note_below_a_card_names_nothing(note, parted):
    card = "{}\n{}\n{}" + parted.format(note)
    text = (
        "Your job alert for urologist in Ohio\nManage alerts: https://www.linkedin.com/comm/jobs/alerts?trk=x\n\n"
        + card.format("Urologist", "Ani Health", "Ukiah, CA")
        + LINK.format("01")
        + f"\n\n{RULE}\n\n"
        + card.format("Chief of Staff", "Booby Clinic", "Willits, CA (On-site)")
        + LINK.format("02")
        + f"\n\n{RULE}\n\nSee all jobs on LinkedIn: https://www.linkedin.com/comm/jobs/search?keywords=urologist\n"
    )
    assert [shown(r) for r in read(text, kind="plain")] == [
        ("Urologist", "Ani Health", "Ukiah, CA"), ("Chief of Staff", "Booby Clinic", "Willits, CA")
    ]  # fmt: skip


def test_a_note_is_no_employer_where_none_is_named():
    note = "Actively recruiting"
    (card,) = read(f"Urologist\nUkiah, CA\n{note}\n\n{note}\n{LINK.format('01')}\n", kind="plain")
    assert (card["title"], card["employer"], card["description"]) == ("Urologist", None, None)


@pytest.mark.parametrize("head", ["Jobs for you\nin Troy, NY", "New today"])
def test_one_line_above_its_link_is_a_card_of_its_own(head):
    (card,) = read(f"{head}\n\nUrologist - Elm Clinic - Troy, NY\n{LINK.format('01')}\n", kind="plain")
    assert shown(card) == ("Urologist", "Elm Clinic", "Troy, NY")


def test_a_line_of_dashes_is_none_of_a_card():
    (card,) = read(f"---------\nUrologist\n=========\nElm Clinic\nTroy, NY\n{LINK.format('01')}\n", kind="plain")
    assert shown(card) == ("Urologist", "Elm Clinic", "Troy, NY")


@pytest.mark.parametrize(
    ("line", "employer", "places"),
    [("Elm Health - Remote", "Elm Health", [{"text": "Remote"}]), ("Elm Health – United States", "Elm Health", [{"text": "United States"}]),
     ("Full-time - Remote", None, [])],
)  # fmt: skip
def test_an_employer_may_stand_before_remote(line, employer, places):
    link = "https://www.indeed.com/rc/clk?jk=abcd000000000001"
    (card,) = read(f"<table><tr><td><a href='{link}'>Urologist</a></td></tr><tr><td>{line}</td></tr></table>")
    assert (card["employer"], card["places"]) == (employer, places)


WRAPPED = "https://x1.r.us-east-1.awstrack.me/L0/https:%2F%2Fx.example%2Fjob%2F{}%2F9000001/1/0100-ID/SIG=473"


@pytest.mark.parametrize(
    ("slug", "lines", "title", "employer"),
    [
        ("chief-of-staff", ("Elm Clinic", "Chief of Staff"), "Chief of Staff", "Elm Clinic"),
        ("elm-clinic%2Fchief-of-staff", ("Elm Clinic", "Chief of Staff"), "Chief of Staff", "Elm Clinic"),
        ("chief-of-staff", ("Chief of Staff", "Elm Clinic"), "Chief of Staff", "Elm Clinic"),
        ("view", ("Chief of Staff", "Elm Clinic"), "Chief of Staff", "Elm Clinic"),
        ("elm-clinic", ("Urologist", "Elm Clinic"), "Urologist", "Elm Clinic"),  # the role goes before the address
    ],
)
def test_a_card_that_is_one_link_is_named_as_its_address_says(slug, lines, title, employer):
    blocks = "".join(f"<div>{text}</div>" for text in (*lines, "Denver, CO", "$230,000-$300,000"))
    (card,) = read(f"<table><tr><td><a href='{WRAPPED.format(slug)}'>{blocks}</a></td></tr></table>")
    assert (*shown(card), card["pay_text"]) == (title, employer, "Denver, CO", "$230,000-$300,000")
