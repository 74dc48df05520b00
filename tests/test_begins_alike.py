"""A workplace whose name begins as a system's does is of that system, but for a firm of its own."""

import linking
import pytest

PARTS = ["Rowan Valley Cardiology", "Rowan Valley Medical Associates", "Rowan Valley Health Eye Associates"]
FIRMS = ["Rowan Valley Eye Associates", "Rowan Valley Radiology Consultants PA", "Rowan Valley Spine Surgeons"]
NAMES = ["Grace Eriksen", "Otis Bramble", "Lena Fairweather", "Hugo Castellan", "Mira Thornquist", "Paul Wexcombe"]


@pytest.fixture(scope="module")
def told():
    """Workplace → (relation, confidence) of its one contact in Sac City, of an opening at Rowan Valley Hospital, of Rowan
    Valley Health."""
    at = {"city": "Sac City", "state": "IA"}
    bearers = dict(zip(PARTS + FIRMS, NAMES, strict=True))
    con = linking.built({
        "raw.search": [{"ord": 1, "search": "s"}],
        "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": "Rowan Valley Hospital", **at}],
        "raw.person_record": [{"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                              *({"record_id": w, "source": "linkedin", "owner": "me", "name": name, "connected_on": "2026-10-01"} for w, name in bearers.items())],
        "raw.affiliation_record": [{"record_id": w, "kind": "work", "organisation_name": w, "is_current": True,
                                    "source": "linkedin", "as_of": "2026-11-01", **at} for w in bearers],
        "core.organisation": [{"organisation_id": "sys:r", "name": "Rowan Valley Health", "kind": "system", "source": "ahrq"},
                              {"organisation_id": "ccn:r", "name": "Rowan Valley Hospital", "kind": "hospital", "system_id": "sys:r", "source": "cms", **at},
                              *({"organisation_id": f"emp:{w}", "name": w, "kind": "group", "source": "mention", **at} for w in bearers)],
        "core.organisation_alias": [{"organisation_id": "sys:r", "alias": "Rowan Valley Health"}],
        "core.membership": [{"organisation_id": "ccn:r", "system_id": "sys:r", "has_moved": False, "known_on": "2026-01-01"},
                            {"organisation_id": "sys:r", "has_moved": False, "known_on": "2026-01-01"}],
        "match": [{"name": "Rowan Valley Hospital", **at, "organisation_id": "ccn:r", "confidence": 1.0},
                  *({"name": w, **at, "organisation_id": f"emp:{w}", "confidence": 1.0} for w in bearers)],
    })  # fmt: skip
    query = "select relation, confidence from core.insider where person = ? and relation <> 'in the market'"
    return {w: con.execute(query, [name]).fetchall() for w, name in bearers.items()}


@pytest.mark.whole
@pytest.mark.parametrize("workplace", PARTS)
def test_a_part_of_the_system_is_in_the_same_system(told, workplace):
    assert [(relation, confidence >= 0.8) for relation, confidence in told[workplace]] == [
        ("works in the same system", True)
    ]


@pytest.mark.whole
@pytest.mark.parametrize("workplace", FIRMS)
def test_a_firm_called_after_the_same_land_is_not_surely(told, workplace):
    assert all(confidence < 0.5 for _, confidence in told[workplace])
