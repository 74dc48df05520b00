"""A workplace whose name begins as a system's does is of that system, but for a firm of its own."""

import linking
import pytest


def told(workplace):
    """(relation, confidence) of one contact in Sac City, of an opening at Rowan Valley Hospital, of Rowan Valley Health."""
    at = {"city": "Sac City", "state": "IA"}
    con = linking.built({
        "raw.search": [{"ord": 1, "search": "s"}],
        "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": "Rowan Valley Hospital", **at}],
        "raw.person_record": [{"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                              {"record_id": "a", "source": "linkedin", "owner": "me", "name": "Grace Eriksen", "connected_on": "2026-10-01"}],
        "raw.affiliation_record": [{"record_id": "a", "kind": "work", "organisation_name": workplace, "is_current": True,
                                    "source": "linkedin", "as_of": "2026-11-01", **at}],
        "core.organisation": [{"organisation_id": "sys:r", "name": "Rowan Valley Health", "kind": "system", "source": "ahrq"},
                              {"organisation_id": "ccn:r", "name": "Rowan Valley Hospital", "kind": "hospital", "system_id": "sys:r", "source": "cms", **at},
                              {"organisation_id": "emp:r", "name": workplace, "kind": "group", "source": "mention", **at}],
        "core.organisation_alias": [{"organisation_id": "sys:r", "alias": "Rowan Valley Health"}],
        "core.membership": [{"organisation_id": "ccn:r", "system_id": "sys:r", "has_moved": False, "known_on": "2026-01-01"},
                            {"organisation_id": "sys:r", "has_moved": False, "known_on": "2026-01-01"}],
        "match": [{"name": "Rowan Valley Hospital", **at, "organisation_id": "ccn:r", "confidence": 1.0},
                  {"name": workplace, **at, "organisation_id": "emp:r", "confidence": 1.0}],
    })  # fmt: skip
    return con.execute("select relation, confidence from core.insider where relation <> 'in the market'").fetchall()


@pytest.mark.parametrize(
    "workplace", ["Rowan Valley Cardiology", "Rowan Valley Medical Associates", "Rowan Valley Health Eye Associates"]
)
def test_a_part_of_the_system_is_in_the_same_system(workplace):
    assert [(relation, confidence >= 0.8) for relation, confidence in told(workplace)] == [
        ("works in the same system", True)
    ]


@pytest.mark.parametrize(
    "workplace", ["Rowan Valley Eye Associates", "Rowan Valley Radiology Consultants PA", "Rowan Valley Spine Surgeons"]
)
def test_a_firm_called_after_the_same_land_is_not_surely(workplace):
    assert all(confidence < 0.5 for _, confidence in told(workplace))
