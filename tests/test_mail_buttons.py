"""A card of an alert mail whose only link is a button is a posting under the title that stands in the card; a button of
anything else is none."""

import pytest
from test_mailcards import FOOTER, JOBS, read, shown

from curbside.extractors.readers import cards

BUTTONS = ("View Job", "View Details", "Apply Now", "Learn More", "Read more &raquo;", "See job", "Click here", "View Opportunity",
           "Details &gt;&gt;", "More info", "link", "<img src='b.png' alt='View job'>", "View {t}")  # fmt: skip
CARDS = {
    "a heading": ("{}", "<div><h3>{t}</h3><p>{e}<br>{p}</p><a href='{u}'>{b}</a></div>"),
    "a bold line": ("{}", "<div><p><b>{t}</b><br>{e}<br>{p}</p><a href='{u}'>{b}</a></div>"),
    "a styled line": ("{}", "<div><span style='font-weight: 700'>{t}</span><div>{e} &bull; {p}</div><a href='{u}'>{b}</a></div>"),
    "plain lines": ("{}", "<div>{t}<br>{e}<br>{p}<br><a href='{u}'>{b}</a></div>"),
    "its employer bold, first": ("{}", "<div><b>{e}</b><br>{t}<br>{p}<br><a href='{u}'>{b}</a></div>"),
    "rows of one table": ("<table>{}</table>", "<tr><td><h2>{t}</h2></td></tr><tr><td>{e}</td></tr><tr><td>{p}</td></tr><tr><td><a href='{u}'>{b}</a></td></tr>"),
    "a table each": ("{}", "<table><tr><td><strong>{t}</strong></td></tr><tr><td>{e}</td></tr><tr><td>{p}</td></tr><tr><td><a href='{u}'>{b}</a></td></tr></table>"),
    "cells of a row": ("<table>{}</table>", "<tr><td>{t}</td><td>{e}</td><td>{p}</td><td><a href='{u}'>{b}</a></td></tr>"),
    "one line": ("{}", "<p>1. <b>{t}</b> - {e}, {p} (<a href='{u}'>{b}</a>)</p>"),
    "one line, dashes": ("{}", "<p>{t} - {e} - {p} <a href='{u}'>{b}</a></p>"),
    "labels": ("{}", "<div>Job Title: {t}<br>Employer: {e}<br>Location: {p}<br><a href='{u}'>{b}</a></div>"),
    "a badge": ("{}", "<div><h3>{t} <span>NEW</span></h3><p>{e}<br>{p}</p><a href='{u}'>{b}</a></div>"),
    "a second button": ("{}", "<div><h3>{t}</h3><p>{e}<br>{p}</p><a href='{u}'>{b}</a> <a href='{u}7'>Apply now</a> <a href='{u}8'>Save</a></div>"),
    "a logo": ("{}", "<table><tr><td><a href='{u}'><img alt='{e} logo'></a></td><td><b>{t}</b><br>{e}<br>{p}<br><a href='{u}'>{b}</a></td></tr></table>"),
    "a category above": ("{}", "<div><p>Internal Medicine</p><p><b>{t}</b></p><p>{e}<br>{p}</p><a href='{u}'>{b}</a></div>"),
    "its place above": ("{}", "<div><p>{p}</p><div><h3>{t}</h3><p>{e}</p><a href='{u}'>{b}</a></div></div>"),
    "rows with a line below the button": ("<table>{}</table>", "<tr><td><b>{t}</b></td></tr><tr><td>{e}</td></tr><tr><td>{p}</td></tr><tr><td><a href='{u}'>{b}</a></td></tr>"
                                          "<tr><td>Shared by Ash Staffing</td></tr>"),
    "a teaser": ("{}", "<div><h3>{t}</h3><p>{e} | {p} | $300,000</p><p>Join our team of physicians. We seek a hospitalist.</p><a href='{u}'>{b}</a></div>"),
}  # fmt: skip
LINKS = {
    "a posting's": "https://rue.example/jobs/{}",
    "hidden in a path": "https://links.board.example/u/9f{}",
    "hidden in a query": "https://click.mail.board.example/?qs=ab{}",
}
AROUND = "<h1>New physician jobs</h1><p>Hi Ana, here are your new jobs.</p>{}" + FOOTER.replace(
    "</p><p>Jobs",
    " <a href='https://x.example/a/7'>View in browser</a> <a href='https://facebook.com/x'><img></a></p><p>Jobs",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_named_by_what_stands_in_it_where_its_link_is_a_button(card, link):
    around, row = CARDS[card]
    for number, button in enumerate(BUTTONS):
        jobs = JOBS if number % 2 else JOBS[:1]
        rows = (
            row.format(u=LINKS[link].format(n), t=t, e=e, p=p, b=button.format(t=t)) for n, (t, e, p) in enumerate(jobs)
        )
        assert [shown(r) for r in read(AROUND.format(around.format("".join(rows))))] == jobs, button


def test_titles_that_are_links_and_buttons_stand_beside_each_other():
    linked = "<p><a href='https://rue.example/jobs/0'>{}</a><br>{}<br>{}</p>".format(*JOBS[0])
    cards = "".join(CARDS["a heading"][1].format(u=f"https://rue.example/jobs/{n}", t=t, e=e, p=p, b="View Job")
                    for n, (t, e, p) in enumerate(JOBS[1:], 1))  # fmt: skip
    assert [shown(r) for r in read(linked + cards)] == JOBS


@pytest.mark.parametrize("title", ["a link", "none"])
@pytest.mark.parametrize("employer", ["https://click.board.example/?qs=e{}", "https://board.example/company/{}"])
def test_a_link_to_the_employer_is_no_posting_and_names_the_employer(title, employer):
    linked = "<a href='https://click.board.example/?qs=t{}'>{}</a>" if title == "a link" else "<h4>{1}</h4>"
    button = "" if title == "a link" else "<a href='https://click.board.example/?qs=t{}'>View Job</a>"
    named = [("Urologist", "Sound Physicians", "Ukiah, CA"), ("Nephrologist", "Ash Medical", "Willits, CA")]
    cards = "".join(f"<div><p>{linked.format(n, t)}</p><a href='{employer.format(n)}'>{e}</a><p>{p}</p>{button.format(n)}</div>"
                    for n, (t, e, p) in enumerate(named))  # fmt: skip
    assert [shown(r) for r in read(cards + FOOTER)] == named


@pytest.mark.parametrize(
    "title", ["Hospitalist at Rue Health", "Chief of Staff, Rue Health", "Hospitalist - Rue Health"]
)
def test_a_title_that_names_its_employer_is_a_title(title):
    (found,) = read(f"<p><a href='https://click.board.example/?qs=1'>{title}</a><br>Rue Health<br>Troy, OH</p>")
    assert found["title"] in (title, "Hospitalist") and found["employer"] == "Rue Health"


@pytest.mark.parametrize(
    ("title", "place", "told"),
    [("Hospitalist at Oak Clinic", "<br>Troy, OH", "Troy, OH"), ("Hospitalist at Oak Clinic in Lima, OH", "", "Lima, OH"), ("Hospitalist - Oak Clinic - Lima, OH", "", "Lima, OH"),
     ("Hospitalist at Oak Clinic in Lima, OH", "<br>Troy, OH", "Troy, OH")],
)  # fmt: skip
def test_beside_another_employer_the_cards_place_is_the_place_else_the_titles(title, place, told):
    (found,) = read(f"<p><a href='https://click.board.example/?qs=1'>{title}</a><br>Rue Health{place}</p>")
    assert shown(found) == (title, "Rue Health", told)


@pytest.mark.parametrize("blank", ["", "\n", "\n\n  "])
def test_a_rule_right_above_a_button_does_not_part_it_from_its_card(blank):
    card = (
        "<h3>{1}</h3>{0}<p>{2}<br>{3}</p>{0}<hr>{0}<p><a href='https://rue.example/jobs/{4}'>View Job</a></p>{0}<hr>{0}"
    )
    page = "".join(card.format(blank, *job, n) for n, job in enumerate(JOBS))
    assert [shown(r) for r in read(f"<div>{page}</div>")] == JOBS


def test_a_number_before_a_title_and_a_sentence_below_it_are_none_of_them():
    card = "<h3>1. Hospitalist</h3><p>You get this since you asked.</p><p>We found a new job that may fit well.</p><p>Rue Health<br>Troy, OH</p>"
    (found,) = read(f"<div>{card}<a href='https://rue.example/jobs/1'>View Job</a></div>")
    assert shown(found) == ("Hospitalist", "Rue Health", "Troy, OH")


def test_a_heading_that_names_no_role_is_a_title_where_the_address_is_a_postings():
    card = "<div><h3>Chair, Department of Medicine</h3><p>Rue Health<br>Troy, OH</p><a href='{}'>View Job</a></div>"
    (found,) = read(card.format("https://rue.example/jobs/1"))
    assert shown(found) == ("Chair, Department of Medicine", "Rue Health", "Troy, OH")
    assert read(card.format("https://click.board.example/?qs=1")) == []


@pytest.mark.parametrize(
    ("link", "is_button"),
    [
        ("<a href='{}'>View Job</a>", True), ("<a href='{}'><img alt='View Job'></a>", True), ("<a href='{}' aria-label='View Job'><img></a>", True), ("<a href='{}' title='View Job'></a>", True),
        ("<a href='{}' aria-label='View Job' title='Elm'></a>", True), ("<a href='{}' aria-label='Elm' title='View Job'></a>", False), ("<a href='{}' aria-label='View Job'><img alt='Elm'></a>", False),
        ("<a href='{}' title='View Job'>Elm</a>", False), ("<a href='{}'></a>", False),
    ],
)  # fmt: skip
def test_what_a_button_says_is_its_text_else_its_pictures_else_its_labels(link, is_button):
    card = f"<div><h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>{link.format('https://click.board.example/?qs=1')}</div>"
    assert [shown(r) for r in read(card)] == [("Hospitalist", "Rue Health", "Troy, OH")] * is_button


PICTURE = "<a href='https://rue.example/jobs/1'><img alt='View Job'></a>"


@pytest.mark.parametrize("again", ["<p>Do not wait</p>{}", "<h3>Urologist</h3><p>Oak Clinic<br>Lima, OH</p>{}"])
def test_of_two_pictures_that_lead_to_one_posting_the_first_has_its_card(again):
    first = f"<div><h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>{PICTURE}</div>"
    assert [shown(r) for r in read(f"{first}<div>{again.format(PICTURE)}</div>")] == [
        ("Hospitalist", "Rue Health", "Troy, OH")
    ]


@pytest.mark.parametrize("mark", ["h3", "b", "p"])
def test_of_two_roles_in_a_card_the_first_is_the_title(mark):
    t, e, p = JOBS[0]
    card = f"<div><{mark}>{t}</{mark}><p>{e}<br>{p}</p><{mark}>Works with a pediatric surgeon</{mark}><a href='https://rue.example/jobs/1'>View Job</a></div>"
    (record,) = read(AROUND.format(card))
    assert shown(record) == JOBS[0] and "pediatric surgeon" in record["description"]


def test_of_two_lines_above_a_button_the_nearer_one_is_the_title():
    rows = "".join(
        CARDS["rows of one table"][1].format(u=LINKS["a posting's"].format(n), t=t, e=e, p=p, b="View Job")
        for n, (t, e, p) in enumerate(JOBS)
    )
    head = "<tr><td><h2>Physician Careers Weekly</h2></td></tr>"
    assert [shown(r) for r in read(f"<table>{head}{rows}</table>")] == JOBS


@pytest.mark.parametrize(
    ("title", "employer"),
    [("<h3>Chair, Department of Medicine</h3>", "Sound Physicians"), ("<b>Medical Director, Elm Clinic</b>", "Elm Clinic"),
     ("<b>Hospitalist needed!</b>", "Elm Clinic")],
)  # fmt: skip
def test_what_stands_out_is_the_title_though_other_lines_look_like_one(title, employer):
    link = "https://rue.example/jobs/1" if "Chair" in title else "https://click.board.example/?qs=1"
    (found,) = read(f"<div>{title}<p>{employer}<br>Troy, OH</p><a href='{link}'>View Job</a></div>")
    assert found["title"] in title and shown(found)[1:] == (employer, "Troy, OH")


@pytest.mark.parametrize(
    ("card", "link"),
    [
        ("<h3>Physician burnout is rising</h3><p>Medscape<br>Reno, NV</p>", "<a href='https://click.n.example/?qs=1'>Read more</a>"),
        ("<h3>Webinar: Hospital medicine</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://click.n.example/?qs=1'>Learn more</a>"),
        ("<h3>Hospital opens in Troy</h3><p>Staff</p>", "<a href='https://news.example/articles/1'>Read more</a>"),
        ("<h2>Hospitalist jobs in Ohio</h2><p>Rue Health<br>Troy, OH</p>", "<a href='https://x.example/jobs/hospitalist'>View all jobs</a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://click.x.example/?qs=2'>Manage alerts</a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://click.x.example/?qs=3'>Click here to unsubscribe</a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://www.facebook.com/rue'><img alt='Facebook'></a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://click.x.example/?qs=4'><img></a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://x.example/jobs/1/similar'>View similar jobs</a>"),
        ("<h3>Hospitalist</h3><p>Rue Health<br>Troy, OH</p>", "<a href='https://x.example/'><img alt='View job'></a>"),
    ],
)  # fmt: skip
def test_a_button_of_anything_else_is_no_posting(card, link):
    assert read(f"<div>{card}{link}</div>") == []


def test_a_cards_lines_are_those_of_a_line_and_no_button():
    said = f"Urologist\n\nElm Clinic · Troy, OH | View job\n\n{'a' * 399}\n\n{'b' * 400}"
    assert cards.parts(said, "Urologist") == ["Elm Clinic", "Troy, OH", "a" * 399]


@pytest.mark.parametrize(
    ("text", "weight", "may"),
    [
        ("Fern", 0, True), ("Fer", 2, False), ("x" * 150, 0, True), ("x" * 151, 2, False), ("12 34", 2, False), ("Ab 12", 2, False),
        ("Fern and moss.", 0, False), ("Fern and moss.", 1, True), ("Fern?", 0, False), ("(Troy, OH)", 2, False), ("Salary: fair", 2, False), ("Fern: fair", 0, True),
    ],
)  # fmt: skip
def test_a_line_that_may_be_a_title(text, weight, may):
    assert cards._can_be_title(cards.Piece(text, weight)) is may


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        ("Sound Physicians|Ash Medical|Kaiser|AdventHealth|Oak Infirmary|Ash Cancer Center|Rue Medical College|Elm Care System|Vista Staffing|Fern Ltd.|Elm (Oak Clinic)", True),
        ("Psychiatrist Richmond VA|Hospitalist Erie PA|Hospitalist - Rue Health|Chief, Rue Health|Teaching Hospital|Elm Clinic nights", False),
    ],
)  # fmt: skip
def test_a_line_that_is_an_employers_name_ends_as_a_houses_does_and_with_no_states_letters(lines, want):
    assert [line for line in lines.split("|") if cards.is_house(line) is not want] == []
