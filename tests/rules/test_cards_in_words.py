"""Each word by which a line of a mail is a button, leads elsewhere, stands over several cards, or is no title."""

import pytest
from bs4 import BeautifulSoup

from curbside.extractors.readers import cards

# A posting's button, and says nothing of it
BUTTONS = (
    """
View / View Job / See job / Show opening / Open it / Read on / Get more / Find out how / Learn more / Click here / Tap here / Check it out / Explore / Discover / Go / Apply now / Respond / Review / Visit
/ Details / Detail / For details / Full description / Job info / More information / Position details / Posting details / Opening details / Opportunity details / Complete description / More / Here / Link / Continue
/ Continue reading / Job / Job link / Job posting / Interested? / I'm interested / I am interested / Im interested / Yes, tell me / Website / URL / Quick apply / Easy apply / 1-click apply / One-click apply / View job &raquo; / [View]
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# It leads to something else
ELSEWHERE = (
    """
View all / View jobs / See openings / See opportunities / View positions / View similar / View alert / View alerts / Click to manage / Click to unsubscribe / View in browser / View online / View a version / View web page / View webpage
/ View profile / View account / View settings / View preferences / View privacy / View terms / View policy / View search / View company / View companies / View employer / View resume / View CV / Get the app / Click to save
/ Click to share / Click to forward / Tell a friend: click / Click to report / Visit Facebook / Visit Twitter / Visit LinkedIn / Visit Instagram / Visit YouTube / Get help / Get support / Click to contact / See who / Get feedback / Apply survey
/ View notice / View statement
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# Lines of a card or a foot that say nothing of a posting
GENERIC = (
    """
View all jobs / See more / Show all / Browse jobs / Click here / Manage alerts / Unsubscribe / Log in / Login / Privacy policy / Terms of use / Read more / Learn more / Apply / Save / Open / Find / Search / Share / Change / Create
/ Edit / Update / Post / Get / Sign up / Sign in / All / More / Contact / Help / Home / About / Your account / My account / Forward / Upload / Apply to / Apply in / Get a job / Get an alert / Search the jobs / Save this / Save these / Save it
/ Apply now / Apply here / Apply online / Search all / Get more / Contact us / Edit your profile / Edit my profile / Post new / Search similar / Search other / Search job / Search jobs / Create alert / Create alerts / Post postings / Edit account
/ Edit profile / Edit setting / Edit settings / Edit preferences / Upload resume / Upload cv / Get details / Home page / All matches / Update email / Update emails / Help center / Search for / Apply with / Get app / Forward to friend
/ Forward to a colleague / Get info / Get information / 12 jobs / 12+ new jobs / 1 job in Ohio / 12 more jobs / 3 openings / 3 opening / 3 positions / 3 opportunities / 3 matches / Details / Job details / More details / Full details / Job alert / Job alerts / New
/ Quick apply / Easy apply / Facebook / Twitter / LinkedIn / Instagram / Here / Job / Jobs / This is a bad match / Not a good match / This is not a great fit / An poor match / A bad fit / Not interested / Not for me / Not a fit / Not a match / Hide this job / Link
/ Job link / https://x.example/1 / www.x.example
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# What begins as these do and says something
SAID = "Open Rank Faculty / Home Health Inc / Newborn Hospitalist / Jobst Vascular Institute / Contact Lens Clinic / Hereford Clinic / Allergist / Fitchburg, MA / Linkwood Clinic".split(" / ")  # fmt: skip
# A heading over several cards, or of an article
HEADINGS = (
    """
Surgery jobs / Elm alert / Elm alerts / Surgery openings / Surgery opportunities / Surgery positions / Surgery matches / Elm newsletter / Recommended surgery / Featured surgery / Sponsored surgery / Surgery this week / Today's surgery
/ Surgery for you / Your surgery / Surgery is new / Surgeons are new / Surgery was new / Surgery has changed / How surgeons work / Why surgeons work / What surgeons do / Surgery webinar / Surgery conference / Surgery podcast
/ Surgery course / Surgery CME / Surgery survey / Surgery study / &copy; Elm Surgery / Hi surgeon / Hello surgeon / Dear surgeon
/ Surgeon $300K / https://surgeon.example / @surgeon / Surgeon, 3 days ago / Surgeon posted today / Surgeon updated today / Surgeon expires soon / Surgeon closes soon
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
BADGES = "New / Featured / Sponsored / Promoted / Urgent / Hot / Premium / Top / Exclusive / New job / Featured listing / Hot opening / New posting".split(
    " / "
)
CALLED = "Title: / Job title: / Position title: / Position: / Job position: / Role: / Opening: / Job opening: / Job role:".split(
    " / "
)


def link(text):
    tag = BeautifulSoup(f"<a href='https://click.board.example/?qs=1'>{text}</a>", "html.parser").a
    assert tag
    return tag


def test_what_a_button_says():
    assert [text for text in BUTTONS if not cards.leads([link(text)], False)] == []
    assert [
        text
        for text in ("Elm Clinic", "Troy, OH", "Surgeon", "Viewmont Hospital", "Morehead")
        if cards.leads([link(text)], False)
    ] == []


def test_what_a_button_of_something_else_says():
    assert [text for text in ELSEWHERE if cards.leads([link(text)], False) or cards.leads([link(text)], True)] == []


def test_a_line_that_says_nothing_of_a_posting():
    assert [text for text in GENERIC if cards.parts(text) or cards.parts(text.upper())] == []
    assert [text for text in SAID if cards.parts(text) != [text]] == []


@pytest.mark.parametrize("weight", [0, 1, 2])
def test_a_heading_over_cards_is_no_title(weight):
    titled = [text for text in HEADINGS if cards._can_be_title(cards.Piece(text.replace("&copy;", "©"), weight))]
    assert titled == [] and cards._can_be_title(cards.Piece("Hip surgery in Elm", weight))


def card(inner):
    page = BeautifulSoup(f"<body><div>{inner}<p>Rue Health</p><a href='/jobs/1'>View</a></div></body>", "html.parser")
    return cards.titled(page("a"), set(), True)


def test_a_badge_is_no_part_of_a_title():
    got = {badge: card(f"<h3>Surgeon <i>{badge}</i></h3>") for badge in BADGES}
    assert [one for one, found in got.items() if not found or found[0] != "Surgeon"] == []


def test_what_a_title_is_called_is_no_part_of_it():
    got = {called: card(f"<h3>{called} Surgeon</h3>") for called in CALLED}
    assert [one for one, found in got.items() if not found or found[0] != "Surgeon"] == []
