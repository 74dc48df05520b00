"""A hospital that opened since the list of systems came out is of the system whose name it begins with."""

import pytest


@pytest.mark.whole
@pytest.mark.parametrize(
    ("ccn", "system"),
    [
        ("453317", "Cook Childrens Health Care System"), ("453319", "Texas Childrens Hospital"),
        ("363309", "Nationwide Childrens Hospital"), ("453321", "Driscoll Childrens Hospital"),
        ("100359", "Sarasota Memorial Health Care System"), ("110237", "Northeast Georgia Health System"),
    ],
)  # fmt: skip
def test_a_hospital_that_no_list_of_systems_has_is_of_the_system_that_it_is_called_after(asked, ccn, system):
    query = "select s.name from core.organisation o join core.organisation s on s.organisation_id = o.system_id where o.organisation_id = ?"
    assert asked.execute(query, [f"ccn:{ccn}"]).fetchall() == [(system,)]


@pytest.mark.whole
def test_a_word_that_several_systems_bear_tells_no_system(asked):
    query = "select s.name from core.organisation o left join core.organisation s on s.organisation_id = o.system_id where o.organisation_id = ?"
    assert asked.execute(query, ["ccn:450193"]).fetchone() != ("Baylor Scott & White Health",)  # Baylor St. Luke's
