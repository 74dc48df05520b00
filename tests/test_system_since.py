def test_the_former_name_of_a_whole_system_is_no_nickname_of_one_house():
    folder = Path(warehouse.__file__).parent / "organisation"
    named = {f: (folder / f"{f}_alias.csv").read_text("utf-8").replace("-", " ") for f in ("hospital", "system")}
    assert ",North Shore LIJ," in named["system"] and ",North Shore LIJ\n" not in named["hospital"]
