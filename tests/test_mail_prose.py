"""Which mails in prose offer an opening, and which part of one says what: rows at the edges of the rules."""

import pytest

from curbside.extractors.readers import prose

SAID = "We are hiring a cardiologist in Boise, ID. Salary is fair, and call is light in this town."
LINK = "https://x.example/{}\n"


def read(body, subject="Hello", sender="Kim Vance <kim@x.example>", pages=(), mark=""):
    heads = {"From": sender, "Subject": subject, "Date": "Fri, 20 Nov 2026 09:00:00 -0500", "Message-ID": mark, "Reply-To": ""}  # fmt: skip
    return prose.read(heads, list(pages), [body] if body else [])


def filled(text: str, length: int) -> str:
    return text + "." * (length - len(text))


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (SAID, True),
        (filled("Hiring a cardiologist in Boise, ID: salary and call", 79), False),
        (filled("Hiring a cardiologist in Boise, ID: salary and call", 80), True),
        (filled(SAID, 7999), True),
        (filled(SAID, 8000), False),
        (filled("x", 1500 - 6 - 21) + SAID[7:], True),
        (
            filled("x", 1500 - 6 - 20) + SAID[7:],
            False,
        ),  # "Hello", a line's end and the role behind 1,500 characters
        (filled(SAID, 300 - 6 - 9) + " mortgage", False),
        (filled(SAID, 300 - 6 - 8) + " mortgage", True),
        (filled("x", 39) + f"\nThanks,\n{SAID}", True),
        (filled("x", 40) + f"\nThanks,\n{SAID}", False),  # thanks behind 40 characters end a mail
        (f"{SAID}\n> Invoice", True),  # quoted
        (f"{SAID}\nInvoice", False),
        (SAID + "\n" + "".join(map(LINK.format, range(8))), True),
        (SAID + "\n" + "".join(map(LINK.format, range(9))), False),
    ],
)
def test_what_is_an_opening_in_prose(body, is_one):
    assert len(read(body)) == is_one


def test_who_writes_and_how_many_links_a_page_has():
    assert read(SAID, sender="no-reply@x.example") == read(SAID, sender="") == []
    (named,) = read(SAID, sender="Vance, Kim")  # as Outlook forwards
    assert (named["contact_name"], named["contact_email"]) == ("Vance, Kim", None)
    assert read(SAID, sender="(" * 20_000) == []  # comments within comments
    page = f"<p>{SAID}</p>"
    assert len(read("", pages=[page + "<a href=1>1</a>" * 8])) == 1
    assert read("", pages=[page + "<a href=1>1</a>" * 9]) == []
    assert read("", pages=[page, "<a href=1>1</a>" * 9]) == []
    assert read("", pages=[page, "<p>See below</p>"])[0]["description"].strip() == SAID
    heads = dict.fromkeys(prose.HEADS, "") | {"From": "Kim Vance <kim@x.example>"}
    assert prose.read(heads, [page], [SAID, "See below"])[0]["description"] == SAID


def test_three_words_of_a_job_make_an_opening():
    assert len(read(SAID, "Urologist")) == 1
    assert read(SAID.replace("hiring", "missing"), "Urologist") == []
    assert read(SAID.replace("hiring", "missing").replace("fair", "a salary"), "Urologist") == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"{SAID}\nThanks,\nDee Ward\nChief of Surgery\nElm Clinic\n208-555-0142", {"contact_role": "Chief of Surgery", "employer": "Elm Clinic", "contact_phone": "208-555-0142", "description": SAID}),
        (f"Thanks,\n{SAID}\nBest,\nDee Ward\nElm Clinic", {"employer": "Elm Clinic", "description": f"Thanks,\n{SAID}"}),
        (f"{SAID}\nBest,\nDee Ward\nElm Clinic\nThanks,\nOak Clinic", {"employer": "Elm Clinic", "description": SAID}),
        (f"{SAID}\nDee Ward\nChief of Surgery\n555-0142\nElm Clinic", {"contact_role": "Chief of Surgery", "employer": "Elm Clinic"}),
        (f"{SAID}\nChief of Surgery\nx\ny\nz", {"contact_role": "Chief of Surgery"}),
        (f"{SAID}\nChief of Surgery\nDee Ward\nx\ny\nz", {"contact_role": None}),
        (f"{SAID}\nBest,\nDee Ward\nchief@elm.example\nSenior partner | Elm", {"contact_role": "Senior partner"}),
        (f"{SAID}\nBest,\nKim Vance\n{filled('Chief', 79)}", {"contact_role": filled("Chief", 79)}),
        (f"{SAID}\nBest,\nKim Vance\n{filled('Chief', 80)}", {"contact_role": None}),
        (f"{SAID}\nOn Friday, Dee Ward wrote:\nInvoice 208-555-0142", {"contact_phone": None, "description": SAID}),
        (f"{SAID} The base is $200,000.\nBest,\nDee", {"pay_text": "The base is $200,000"}),
        (f"{SAID} Call 208-555-0142.\nBest,\nDee", {"contact_phone": "208-555-0142"}),
        (SAID, {"title": "cardiologist", "places": [{"city": "Boise", "state": "ID"}], "employer": None, "pay_text": None, "contact_name": "Kim Vance", "contact_email": "kim@x.example"}),
    ],
)  # fmt: skip
def test_which_part_says_what(body, told):
    (record,) = read(body)
    assert {k: record[k] for k in told} == told


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Urologist - Troy, OH", "Urologist"), ("Elm Clinic | Urologist", "Urologist"), ("Locums: Urologist needed", "Urologist"), ("Locum tenens | Elm Clinic", "Locum tenens"), ("Urologist | Surgeon", "Urologist"),
        ("Great Urologist opportunity $400k", "Urologist"), ("Re: [Jobs] Urologist at Elm Clinic", "Urologist"), ("Hello", "cardiologist"),
        (f"Urologist {'x' * 109} | Elm", f"Urologist {'x' * 109}"), (f"Urologist {'x' * 110} | Elm", f"Urologist {'x' * 110} | Elm"),
        (f"{'Urologist ' * 11}Urologist", " ".join(["Urologist"] * 12)), (f"{'Urologist ' * 12}or {SAID[:8]}, $4", f"{'Urologist ' * 12}or {SAID[:8]}, $4"),
    ],
)  # fmt: skip
def test_a_subjects_role_is_the_title(subject, title):
    assert read(SAID, subject)[0]["title"] == title


def test_one_mail_is_one_opening_by_its_number_or_its_beginning():
    def key(*args, **more):
        return read(*args, **more)[0]["key"]

    assert key(SAID, mark="<1>") == key(SAID + " More.", mark="<1>") != key(SAID, mark="<2>")
    body = filled(SAID, 200)
    assert key(body) == key(body + "more") != key(filled(SAID, 199) + "more")
    assert key(body) != key(body, "Urologist") and key(body) != key(body, sender="Kim Vance <k@x.example>")
    assert len(key(body)) == len("mail-") + 16


def test_a_contact_is_named_by_the_signature_where_the_sender_is_not():
    assert read(f"{SAID}\nBest,\n\nDee Ward, MD\nChief", sender="d@x.example")[0]["contact_name"] == "Dee Ward, MD"
    assert read(f"{SAID}\nBest,\nsent from a telephone\nDee Ward", sender="d@x.example")[0]["contact_name"] is None
