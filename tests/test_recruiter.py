"""One name in many states with many clients recruits for others, unless it is an employer known for it."""

from types import SimpleNamespace

from conftest import Sample

from curbside.workspace import Workspace

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
    rows += [f"x{n},Cardiologist,Oak {n} Hospital,OH" for n in range(6)]
    rows = [f"{i},{r.split(',', 1)[1]}" for i, r in enumerate(rows)]
    (tmp_path / "list.csv").write_text("id,title,employer,state\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "curbside.toml").write_text(CONFIG, encoding="utf-8")
    day = Sample(Workspace(tmp_path), boards=SimpleNamespace(day=1))
    kinds = "select distinct employer_name, employer_kind from postings where employer_name not like 'Oak%' order by 1"
    for _ in range(2):
        day.pull()
        assert day.sql(kinds) == [("Alder Ring", "agency"), ("Signify Health", "employer")]
    assert day.sql("select * from posting_history") == []
