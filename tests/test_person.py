"""Who is one person."""

import linking
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.whole
@pytest.mark.parametrize("case", linking.cases("person"))
def test_people_are_merged_on_identities_alone(case):
    linking.check("person", case)


RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Dana Whitlock", "D. Whitlock", "Bo Li", ""]),
            "emails": st.lists(st.sampled_from(["a@x.org", "b@x.org"]), max_size=2),
            "phones": st.lists(st.sampled_from(["+16145550100", "+16145550101"]), max_size=1),
            "urls": st.lists(st.sampled_from(["linkedin.com/in/a", "linkedin.com/in/b"]), max_size=1),
        }
    ),
    min_size=1,
    max_size=8,
)


def ids(rows):
    con = linking.built({"raw.person_record": rows}, "person")
    return dict(con.execute("select record_id, person_id from core.person_record").fetchall())


@pytest.mark.whole
@settings(max_examples=6)
@given(RECORDS, st.randoms())
def test_neither_the_order_of_records_nor_a_second_import_changes_who_is_who(rows, order):
    rows = [{"record_id": f"r{n}", "source": "vcard", "owner": "me", "npi": None, **r} for n, r in enumerate(rows)]
    shuffled = rows + rows
    order.shuffle(shuffled)
    assert ids(rows) == ids(shuffled)


@pytest.mark.whole
def test_an_id_outlives_new_records_and_your_word_finds_every_former_id():
    first = {
        "record_id": "a",
        "source": "linkedin",
        "owner": "me",
        "name": "Dana Whitlock",
        "urls": ["linkedin.com/in/dana"],
    }
    second = {
        "record_id": "0",
        "source": "google",
        "owner": "me",
        "name": "Dana Whitlock",
        "emails": ["dana@x.org"],
    }
    bridge = {
        "record_id": "1",
        "source": "vcard",
        "owner": "me",
        "name": "Dana Whitlock",
        "emails": ["dana@x.org"],
        "urls": ["linkedin.com/in/dana"],
    }
    before = ids([first, second])
    after = ids([first, second, bridge])
    assert set(after.values()) == {before["a"]}
    con = linking.built(
        {
            "raw.person_record": [first, second, bridge],
            "raw.journal": [
                {
                    "said_at": "2026-11-01 10:00:00+00",
                    "verb": "label",
                    "subject": before["0"],
                    "object": "mentor",
                }
            ],
        },
        "person",
    )
    # What the user said about an id keeps that id alive.
    assert con.execute("select person_id, label from core.person").fetchall() == [(before["0"], "mentor")]
