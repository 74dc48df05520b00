"""vCards as telephones and old programs write them: charsets, folds, several employers, cards that do not end."""

import pytest

from curbside.network import address_book, vcard
from curbside.network.cards import cards as split
from curbside.network.cards import text_of


def cards(*lines, version="3.0"):
    body = lines if isinstance(lines[0], bytes) else [line.encode() for line in lines]
    text = b"\r\n".join([b"BEGIN:VCARD", b"VERSION:" + version.encode(), *body, b"END:VCARD", b""])
    found = vcard.read(text, "a.vcf")
    return [(n["name"], n["row"]) for n in found.contacts.iter_rows(named=True)], found


def jobs(found):
    return found.affiliations.select("organisation_name", "title").rows()


def test_a_line_of_a_card_is_in_the_charset_that_it_names():
    names, found = cards(
        b"N;CHARSET=windows-1251:" + "Петров;Иван".encode("cp1251"), b"ORG;CHARSET=UTF-8:" + "Clínica".encode()
    )
    assert names == [("Иван Петров", 1)] and jobs(found) == [("Clínica", None)]


def test_a_fold_within_a_letter_breaks_no_name():
    whole = "ORG:Städtische Klinik".encode()
    for cut in (whole.index("ä".encode()) + 1, whole.index("ä".encode())):
        _, found = cards(b"FN:Uwe Tamm", whole[:cut], b" " + whole[cut:])
        assert jobs(found) == [("Städtische Klinik", None)]


def test_several_employers_of_a_card_with_their_titles():
    assert jobs(cards("FN:Bo Lind", "ORG:Mercy", "TITLE:Surgeon", "ORG:Adena", "TITLE:Chief")[1]) == [
        ("Mercy", "Surgeon"),
        ("Adena", "Chief"),
    ]
    mixed = cards("FN:Bo Lind", "item2.TITLE:Chief", "item1.ORG:Mercy", "item2.ORG:Adena", "TITLE:Surgeon")[1]
    assert jobs(mixed) == [("Mercy", "Surgeon"), ("Adena", "Chief")]
    twice = cards(
        "FN:Bo Lind",
        "ORG;ALTID=1;LANGUAGE=de:Klinik",
        "ORG;ALTID=1;LANGUAGE=en:Clinic",
        "TITLE:Surgeon",
        "ORG:Clinic",
        version="4.0",
    )[1]
    assert jobs(twice) == [("Clinic", "Surgeon")]


def test_of_a_name_in_several_languages_the_english_one_is_read_whole():
    n = (
        "N;ALTID=1;LANGUAGE=en:Yamada;Hanako;;;",
        "FN;ALTID=1;LANGUAGE=en:Hanako Yamada",
        "N;ALTID=1;LANGUAGE=jp:山田;花子;;;",
        "FN;ALTID=1;LANGUAGE=jp:山田花子",
    )
    found = cards(*n, version="4.0")[1].contacts
    assert found.select("name", "given", "family").rows() == [("Hanako Yamada", "Hanako", "Yamada")]


def test_whom_a_companys_card_names_is_a_person():
    names, found = cards("N:von Berg;Hans;;Dr.;", "FN:Elm Devices", "ORG:Elm Devices;Sales", "X-ABShowAs:COMPANY")
    assert names == [("Hans von Berg", 1)] and jobs(found) == [("Elm Devices", None)]
    assert cards("N:;;;;", "FN:Elm Devices", "ORG:Elm Devices", "X-ABShowAs:COMPANY")[0] == []


def test_one_word_alone_is_one_name():
    assert cards("N:;Mom;;;", "FN:Mom", "TEL:614-555-0112")[0] == [("Mom", 1)]


def test_a_note_that_breaks_its_lines_says_nothing_else():
    found = cards(
        "FN:Bo Lind",
        "NOTE:Met at the meeting",
        "Title: Chief of nothing",
        "ORG: the old one",
        "Call",
        "TITLE:Surgeon",
        "ORG:Mercy",
    )[1]
    assert jobs(found) == [("Mercy", "Surgeon")]


def test_cards_that_are_indented_or_do_not_end():
    text = "  BEGIN:VCARD  \n  VERSION:3.0\n  FN:Bo Lind\n  END:VCARD\n BEGIN:VCARD\n VERSION:3.0\n FN:Ute Kranz\nBEGIN:VCARD\nFN:Ida Moe\nEND:VCARD\n"
    found = vcard.read(text.encode(), "a.vcf")
    assert found.contacts["name"].to_list() == ["Bo Lind", "Ute Kranz", "Ida Moe"]
    assert [p.place for p in found.problems] == ["line 8"]


@pytest.mark.parametrize(("page", "end"), [("mac_roman", "\r"), ("cp1252", "\r"), ("cp1252", "\r\n"), ("utf-8", "\r")])
def test_letters_of_an_old_mac(page, end):
    text = end.join(["First Name\tLast Name\tCompany", "René\tQuast\tMercy", "Zoë\tLind\tMercy", ""])
    found = address_book.outlook(text.encode(page), "a.txt")
    assert found.contacts["name"].to_list() == ["René Quast", "Zoë Lind"]


QUOTED = "ORG;ENCODING=QUOTED-PRINTABLE"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["ORG:Elm", " Clinic", "\tNorth"], ["ORG:ElmClinicNorth"]),
        (["PHOTO:abc", " def", "ORG:Elm"], ["ORG:Elm"]),
        (["ORG:Elm", "PHOTO:abc", " def"], ["ORG:Elm"]),
        (["KEY;ENCODING=QUOTED-PRINTABLE:a=", "ORG:Elm"], ["ORG:Elm"]),
        (["item1.ORG;TYPE=work:Elm", "X-Color:red"], ["item1.ORG;TYPE=work:Elm"]),
        # Soft line breaks: a blank that only folds goes, one between words stays.
        ([f"{QUOTED}:M=C3=BC=", "ller", "TITLE:Chief"], [f"{QUOTED}:M=C3=BCller", "TITLE:Chief"]),
        ([f"{QUOTED}:M=C3=BC=", " ller"], [f"{QUOTED}:M=C3=BCller"]),
        ([f"{QUOTED}:Elm=", "\tcroft"], [f"{QUOTED}:Elmcroft"]),
        ([f"{QUOTED}:Elm=", " Clinic"], [f"{QUOTED}:Elm Clinic"]),
        ([f"{QUOTED}:Elm.=", " clinic"], [f"{QUOTED}:Elm. clinic"]),
        ([f"{QUOTED}:Elm=20=", " clinic"], [f"{QUOTED}:Elm=20 clinic"]),
        ([f"{QUOTED}:Elm=", " =C3=A9"], [f"{QUOTED}:Elm=C3=A9"]),
        ([f"{QUOTED}:Elm", " Clinic"], [f"{QUOTED}:ElmClinic"]),
        ([f"{QUOTED}:Elm", "=C3=A9"], [f"{QUOTED}:Elm=C3=A9"]),
        ([f"{QUOTED}:Elm=", "Dept:North"], [f"{QUOTED}:ElmDept:North"]),
        ([f"{QUOTED}:Elm=", "north=", "Dept:North"], [f"{QUOTED}:ElmnorthDept:North"]),
        ([f"{QUOTED}:Elm=", "north", " Clinic"], [f"{QUOTED}:ElmnorthClinic"]),
        ([f"{QUOTED}:caf=C3=A9=", " eHealth"], [f"{QUOTED}:caf=C3=A9eHealth"]),
        ([f"{QUOTED}:Elm=", "=", "=C3=A9"], [f"{QUOTED}:Elm=C3=A9"]),
        # What only looks like the begin or the end of a card.
        (["TITLE:vCard maker", "ORG:vCard Clinic"], ["TITLE:vCard maker", "ORG:vCard Clinic"]),
        (["BEGIN:VCALENDAR", "ORG:Elm", "END:VCALENDAR", "TITLE:Chief"], ["ORG:Elm", "TITLE:Chief"]),
        (["ORG:Elm", "AGENT:", "BEGIN:VCARD", "ORG:Oak", "END:VCARD", "TITLE:Chief"], ["ORG:Elm", "AGENT:", "TITLE:Chief"]),
    ],
)  # fmt: skip
def test_the_properties_of_a_card(lines, told):
    problems = []
    stray = ["END:VCARD", "BEGIN:VCALENDAR", "ORG:nobody's", "END:VCALENDAR"]
    text = "\r\n".join([*stray, "BEGIN:VCARD ", *lines, "END:VCARD ", "ORG:nobody's", *stray])
    (card,) = split(text, "a.vcf", problems)
    assert (card.line, problems) == (5, [])
    assert [
        f"{f'{group}.' if group else ''}{name}{more}:{value}" for group, name, more, value in card.properties
    ] == told


def test_a_file_may_end_with_its_last_letter():
    problems = []
    assert [c.line for c in split("BEGIN:VCARD\nORG:Elm\nEND:VCARD", "a.vcf", problems)] == [1] and not problems
    assert [c.line for c in split("BEGIN:VCARD\nORG:Elm", "a.vcf", problems)] == [1] and len(problems) == 1


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([b"N;CHARSET=koi8-r:" + "Петров".encode("koi8-r"), b" " + "ский;Иван".encode("koi8-r")], "N;CHARSET=koi8-r:Петров\n ский;Иван"),
        ([b"N;CHARSET=koi8-r:" + "Петров".encode("koi8-r"), b"\t" + "ский".encode("koi8-r"), "ORG:Clínica".encode()], "N;CHARSET=koi8-r:Петров\n\tский\nORG:Clínica"),
        ([b"N;CHARSET=x-none:" + "Zoë".encode("cp1252")], "N;CHARSET=x-none:Zoë"),
        ([b"N;CHARSET=utf-8:" + "Zoë".encode("cp1252")], "N;CHARSET=utf-8:Zoë"),
        ([b"NOTE:;CHARSET=koi8-r " + "Zoë".encode("cp1252")], "NOTE:;CHARSET=koi8-r Zoë"),
    ],
)  # fmt: skip
def test_each_line_is_in_its_own_charset(lines, text):
    assert text_of(b"\r\n".join(lines), "a.vcf") == (text, [])
