"""One name in many states with many clients recruits for others, unless it is an employer known for it."""

from types import SimpleNamespace

import pytest
from conftest import Sample

from curbside.workspace import Workspace

pytestmark = pytest.mark.whole

STATES = "OH TX CA NY FL IL PA GA NC MI WA AZ MA".split()
FIELDS = ["Cardiologist", "Urologist", "Neurologist", "Dermatologist", "Hospitalist", "Psychiatrist", "Nephrologist"]
CONFIG = """
[me]
name = "Ana Ruiz, MD"
[[search]]
name = "all"
specialties = []
[[board]]
name = "hand-kept"
family = "csv"
url = "list.csv"
"""


def test_one_name_in_many_states_with_many_fields_is_an_agency(tmp_path):
    rows = [
        f"{n},{FIELDS[n % 7]},{name},{s}" for name in ("Alder Ring", "Signify Health") for n, s in enumerate(STATES)
    ]
    # by its locum tenens, its clients' words, its own words, and few postings all over the country; a system has a home
    rows += [f"y{n},Locum {FIELDS[n]},Wren Health,{s}" for n, s in enumerate(("OH", "TX", "CA"))]
    rows += [f"y{n},Hospital-Employed {FIELDS[1]},Sedge Partners,{s}" for n, s in enumerate(STATES[:4])]
    rows += [f"y{n},{FIELDS[n]},Teal Group,{s}" for n, s in enumerate(STATES[:7])]
    rows += [f"y{n},{FIELDS[n % 7]},Plain Health,{s}" for n, s in enumerate(["KS"] * 6 + STATES[:5])]
    rows += [f"y{n},{FIELDS[n]},Pair Clinic Partners,{s}" for n, s in enumerate(("OH", "TX"))]
    rows += [f"x{n},Cardiologist,Oak {n} Hospital,OH" for n in range(6)]
    rows = [f"{i},{r.split(',', 1)[1]}" for i, r in enumerate(rows)]
    (tmp_path / "list.csv").write_text("id,title,employer,state\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "curbside.toml").write_text(CONFIG, encoding="utf-8")
    day = Sample(Workspace(tmp_path), boards=SimpleNamespace(day=1))
    kinds = "select distinct employer_name, employer_kind from postings where employer_name not like 'Oak%' order by 1"
    for _ in range(2):
        day.pull()
        assert day.sql(kinds) == [
            ("Alder Ring", "agency"), ("Pair Clinic Partners", "employer"), ("Plain Health", "employer"),
            ("Sedge Partners", "agency"), ("Signify Health", "employer"), ("Teal Group", "agency"), ("Wren Health", "agency"),
        ]  # fmt: skip
    assert day.sql("select * from posting_history") == []
