"""Names of systems and of houses that are kept by hand."""

from importlib.resources import files

from curbside import warehouse


def test_the_former_name_of_a_whole_system_is_no_nickname_of_one_house():
    folder = files(warehouse).joinpath("organisation")
    named = {
        kind: folder.joinpath(f"{kind}_alias.csv").read_text("utf-8").replace("-", " ")
        for kind in ("hospital", "system")
    }
    assert ",North Shore LIJ," in named["system"]
    assert ",North Shore LIJ\n" not in named["hospital"]
