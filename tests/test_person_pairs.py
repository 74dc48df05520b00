"""Which two entries are one person: identities that belong to one, and names that are rare enough where both stand."""

import linking
import pytest

PHONE, PHONE_TOO = {"phones": ["+16145550100"]}, {"phones": ["(614) 555-0100"]}
MAIL = {"emails": ["lane@example.org"]}


def at(name="Loring Hospital", **more):
    return {"at": {"organisation_name": name, "kind": "work", "is_current": True, **more}}


def trained(end, **more):
    return {
        "at": {
            "organisation_name": "Riverbend University",
            "kind": "training",
            "title": "residency",
            "end_year": end,
            **more,
        }
    }


def database(a, b, journal=()):
    """Two entries, of LinkedIn and of a roster, as (name, what else is known)."""
    records, works = [], []
    for record, source, (name, *facts) in (("a", "linkedin", a), ("b", "roster", b)):
        known = {k: v for fact in facts for k, v in fact.items()}
        if work := known.pop("at", None):
            works.append({"record_id": record, "source": source, **work})
        records.append({"record_id": record, "source": source, "file": source, "owner": "me", "name": name, **known})
    given = {"raw.person_record": records, "raw.affiliation_record": works, "raw.journal": list(journal)}
    given["match"] = [{"name": "Loring Hospital", "organisation_id": "lor", "confidence": 0.95},
                      {"name": "Loring Hosp.", "organisation_id": "lor", "confidence": 0.95}]  # fmt: skip
    return linking.built(given, "person")


def verdict(a, b):
    """`one`, `asked` or `two`; `one, asked` where they are taken for one and the user may say otherwise."""
    con = database(a, b)
    one = con.execute("select count(*) from core.person").fetchone() == (1,)
    asked = con.execute("select count(*) from core.person_review").fetchone() != (0,)
    return ", ".join(["one"] * one + ["asked"] * asked) or "two"


@pytest.mark.parametrize(
    ("wanted", "a", "b"),
    [
        # A profile's address is compared decoded and folded.
        ("one", ("José García", {"urls": ["linkedin.com/in/jos%C3%A9-garc%C3%ADa-1"]}), ("J. Garcia", {"urls": ["https://www.linkedin.com/in/José-García-1/"]})),
        ("one", ("Ann Lee", {"urls": ["linkedin.com/in/ann-lee/en"]}), ("Ann Lee", {"urls": ["uk.linkedin.com/in/Ann-Lee?trk=x"]})),
        ("one", ("Ann 50% Lee", {"urls": ["linkedin.com/in/ann-50%-lee"]}), ("Ann Lee", {"urls": ["linkedin.com/in/ann-50%-lee"]})),
        # A household's telephone: no two given names, no father and son, nobody without a whole name.
        ("one", ("Robert Lane", PHONE), ("Bob Lane", PHONE_TOO)),
        ("two", ("Robert Lane", PHONE), ("Roberta Lane", PHONE)),
        ("two", ("Dan Lane", PHONE), ("Dana Lane", PHONE)),
        ("two", ("Mary Lane", PHONE), ("Marie Lane", PHONE)),
        ("two", ("Robert Lane", PHONE), ("Robert Moss", PHONE)),
        ("two", ("Robert Lane", PHONE), ("Robert", PHONE)),
        ("two", ("Robert Lane", PHONE), ("", PHONE)),
        ("two", ("R. Lane", PHONE), ("Robert Lane", PHONE)),
        ("two", ("Robert Lane Sr.", PHONE), ("Robert Lane Jr.", PHONE)),
        ("two", ("Robert A. Lane", PHONE), ("Robert B. Lane", PHONE)),
        # An e-mail address of one person holds through a marriage and a short form; an office's does not.
        ("one", ("Dana Whitlock", MAIL), ("Dana Lane", MAIL)),
        ("one", ("Katherine Lane", MAIL), ("Kate Lane", MAIL)),
        ("one", ("K. Lane", MAIL), ("Katherine Lane", MAIL)),
        ("one", ("Stephen Lane", MAIL), ("Steven Lane", MAIL)),
        ("one", ("Muhammad Lane", MAIL), ("Mohammed Lane", MAIL)),
        ("one", ("Gene Lane", PHONE), ("Eugene Lane", PHONE)),
        ("two", ("Aaron Lane", MAIL), ("Erin Lane", MAIL)),
        ("two", ("Robert Lane II", MAIL), ("Robert Lane III", MAIL)),
        ("two", ("Dana Whitlock", {"emails": ["frontdesk@example.org"]}), ("Dana Lane", {"emails": ["frontdesk@example.org"]})),
        ("one", ("Dana Whitlock", {"emails": ["info@example.org"]}), ("Dana Whitlock", {"emails": ["info@example.org"]})),
        # A rare name at one employer is one person; a common one in a large system is two.
        ("one, asked", ("Dana Whitcombe", at()), ("Dana Whitcombe", at("Loring Hosp."))),
        ("one, asked", ("Matthew Brzezicki", at("Kaiser Permanente")), ("Matt Brzezicki", at("Kaiser Permanente"))),
        ("one, asked", ("Kathryn Brzezicki", at()), ("Cathy Brzezicki", at())),
        ("two", ("John Smith", at("Kaiser Permanente")), ("John Smith", at("Kaiser Permanente"))),
        ("asked", ("Maria Garcia", at()), ("Maria Garcia", at())),
        ("two", ("Dana Whitcombe Jr.", at()), ("Dana Whitcombe III", at())),
        ("asked", ("Dana Whitcombe", at(title="Registered Nurse")), ("Dana Whitcombe", at(title="Neurosurgeon"), {"credentials": "MD"})),
        # A name alone, however rare, is asked about; so are two towns and two employers.
        ("asked", ("Xiomara Brzezicki",), ("Xiomara Brzezicki",)),
        ("two", ("John Smith",), ("John Smith",)),
        # Trained together is a small house.
        ("one, asked", ("Karen Brennan", trained(2019)), ("Karen Brennan", trained(2019))),
        # Two profiles, two NPIs.
        ("two", ("Dana Whitcombe", at(), {"urls": ["linkedin.com/in/dana-1"]}), ("Dana Whitcombe", at(), {"urls": ["linkedin.com/in/dana-2"]})),
        ("two", ("Dana Whitcombe", at(), {"npi": "1234567893"}), ("Dana Whitcombe", at(), {"npi": "1234567877"})),
    ],
)  # fmt: skip
def test_one_person_or_two(wanted, a, b):
    assert verdict(a, b) == wanted
    assert verdict(b, a) == wanted


def test_who_was_taken_for_one_is_two_again_at_the_users_word():
    a, b = ("Dana Whitcombe", at()), ("Dana Whitcombe", at())
    [(x, y, reason)] = database(a, b).execute("select a, b, reason from core.person_review").fetchall()
    assert reason.startswith("taken for one person")
    word = {"said_at": "2026-11-01 10:00:00+00", "verb": "different", "subject": x, "object": y}
    con = database(a, b, [word])
    assert con.execute("select count(*) from core.person").fetchone() == (2,)
    assert con.execute("select count(*) from core.person_review").fetchone() == (0,)
    con = database(a, b, [word, {**word, "said_at": "2026-11-02 10:00:00+00", "verb": "same"}])
    assert con.execute("select count(*) from core.person").fetchone() == (1,)
    assert con.execute("select count(*) from core.person_review").fetchone() == (0,)
