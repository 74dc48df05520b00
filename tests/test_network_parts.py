"""Names, days and tables: what each reader is built on, tried with anything."""

from datetime import date

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curbside.network import address_book, dates, linkedin, names, roster, tables, vcard
from curbside.network.linkedin import Member

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("written", "given_name", "family", "credentials"),
    [
        ("Dr. Ana Ruiz, MD", "Ana", "Ruiz", "MD"),
        ("Ruiz, Ana M., M.D., Ph.D.", "Ana M.", "Ruiz", "M.D., Ph.D."),
        ("Md. Abdul Karim", "Md. Abdul", "Karim", None),
        ("Khanh Do", "Khanh", "Do", None),
        ("Linh Do, DO", "Linh", "Do", "DO"),
        ("Linh Tran DO", "Linh", "Tran", "DO"),
        ("Susan Md", "Susan", "Md", None),
        ("Major Ma", "Major", "Ma", None),
        ("Dean Smith", "Dean", "Smith", None),
        ("Jean-Luc van den Berg MD FACC", "Jean-Luc", "van den Berg", "MD, FACC"),
        ("Anna (Smith) Jones", "Anna", "Jones", None),
        ("Robert Smith Jr., MD", "Robert", "Smith", "MD"),
        ("Prof. Dr. Hans Müller", "Hans", "Müller", None),
        ("Anna 🩺 Lee MD", "Anna", "Lee", "MD"),
        ("DeShawn O'Neil, MD, MPH", "DeShawn", "O'Neil", "MD, MPH"),
    ],
)
def test_names_of_physicians(written, given_name, family, credentials):
    read = names.parse(written)
    assert (read.given, read.family, read.credentials) == (given_name, family, credentials)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana M. Ruiz", "ana ruiz"),
        ("José Peña", "Jose Pena"),
        ("O'Neil, Kate", "o’neil kate"),
        ("Anne-Li Su", "Anne Li Su"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert names.key(one) == names.key(other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12 Mar 2024", date(2024, 3, 12)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("12 mars 2023", date(2023, 3, 12)),
        ("3. Dez. 2021", date(2021, 12, 3)),
        ("3 août 2021", date(2021, 8, 3)),
        ("5 wrz 2021", date(2021, 9, 5)),
        ("12 de marzo de 2023", date(2023, 3, 12)),
        ("4 maggio 2020", date(2020, 5, 4)),
        ("March 4, 2024", date(2024, 3, 4)),
        ("2024-01-10 10:00:00 UTC", date(2024, 1, 10)),
        ("2023/04/02 10:11:12 UTC", date(2023, 4, 2)),
        ("7/8/26, 3:43 PM", date(2026, 7, 8)),
        ("25/12/2020", date(2020, 12, 25)),
        ("03.04.2022", date(2022, 4, 3)),
        ("20121012T210525Z", date(2012, 10, 12)),
        ("Mar 2020", date(2020, 3, 1)),
        ("2020", date(2020, 1, 1)),
        ("0/0/00", None),
        ("--0203", None),
        # which number is the month, and which century
        ("12/25/2020", date(2020, 12, 25)),
        ("13/5/2020", date(2020, 5, 13)),
        ("13.5.2020", date(2020, 5, 13)),
        ("1/2/69", date(2069, 1, 2)),
        ("1/2/70", date(1970, 1, 2)),
        ("1/2/99", date(1999, 1, 2)),
        ("5/2019", date(2019, 5, 1)),
        ("2019-05", date(2019, 5, 1)),
        # a month by the word, its first four letters or three
        ("3 Maerz 2021", date(2021, 3, 3)),
        ("3 maart 2021", date(2021, 3, 3)),
        ("14 juin 2021", date(2021, 6, 14)),
        ("14 juillet 2021", date(2021, 7, 14)),
        ("2 octobre 2021", date(2021, 10, 2)),
        ("October 2 2021", date(2021, 10, 2)),
        ("octobre 2021", date(2021, 10, 1)),
        ("Maart 5, 2021", date(2021, 3, 5)),
        ("maart 2021", date(2021, 3, 1)),
        ("3 foo 2021", None),
        ("31 Feb 2020", None),
        ("soon", None),
    ],
)
def test_days_in_all_their_forms(written, meant):
    assert dates.day(written) == meant


def test_years_and_days_in_phrases():
    assert dates.year("Class of 2019") == 2019
    assert dates.year("2016-2019") == 2019
    assert dates.mentioned("ACP meeting 2018") == date(2018, 1, 1)
    assert dates.mentioned("Boston, May 2019") == date(2019, 5, 1)
    assert dates.year("2016, then 2021 in Ohio") == 2021 and dates.year("no year") is None
    assert dates.year("7-Feb-22") == 2022
    assert dates.mentioned("met 2019-05-07 in Boston") == date(2019, 5, 7)
    assert dates.mentioned("met 5/7/2019 in Boston") == date(2019, 5, 7)
    assert dates.mentioned("nothing said") is None
    ends = [
        dates.ending(first, digits)
        for first, digits in [(2016, "19"), (2016, "16"), (1999, "02"), (2016, "2019"), (2016, "15")]
    ]
    assert ends == [2019, 2016, 2002, 2019, 2115]


def test_broken_letters_are_told_with_their_place():
    body = "name\nZoë Müller, Jörg Köhl\nPål ".encode() + b"\xff\n"
    text, problems = tables.decode(body, "f.csv")
    assert "Zoë Müller" in text
    assert str(problems[0]).startswith("f.csv, line 3, column 6: 1 broken letter")


def test_a_table_of_many_broken_rows_says_so_once(tmp_path):
    rows = "\n".join("a,b,c,d,e" for _ in range(100))
    table = tables.read(f"name,email\n{rows}\n", "f.csv", roster.COLUMNS)
    assert len(table.problems) == 21
    assert "80 rows more like these" in table.problems[-1].text
    assert table.frame.height == 100


PIECES = [
    *(
        "First Name",
        "Last Name",
        "URL",
        "Company",
        "name",
        "E-mail 1 - Value",
        "Notes:",
        "Given Name",
        "FROM",
        "DATE",
        "TO",
    ),
    *(
        "E-mail Address",
        "SENDER PROFILE URL",
        "end",
        "knows",
        "Ana",
        "Ruiz, MD",
        "12 Mar 2024",
        "é",
        " ::: ",
        "\0",
    ),
    *(",", ",", ",", ";", '"', "\n", "\n", "\r\n"),
]
anything = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")),
    st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode()),
)
headed = st.tuples(
    st.sampled_from(
        [
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name,"
            "Address 1 - Type,Address 1 - City,Address 1 - Region\n",
            "name,email,institution,program,kind,start,end,employer,title,city,state,knows,met,role,{odd}\n",
            "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n",
            "BEGIN:VCARD\nFN:A B\n",
        ]
    ),
    anything,
).map(lambda parts: parts[0].encode() + parts[1])


@pytest.mark.whole
@settings(max_examples=120)
@example(b"Name,\nA 2000,\x01")
@given(st.one_of(anything, headed))
def test_no_reader_raises_whatever_a_file_holds(body):
    readers = (
        lambda: linkedin.read([Member("Connections.csv", body), Member("messages.csv", body)], "Ana Ruiz"),
        lambda: address_book.google(body, "g.csv"),
        lambda: address_book.outlook(body, "o.csv"),
        lambda: roster.read([linkedin.Member("r.csv", body)], "r.csv", TODAY),
        lambda: vcard.read(body, "v.vcf"),
    )
    for reader in readers:
        try:
            found = reader()
        except tables.Unreadable as error:
            assert error.text and error.remedy
            continue
        assert found.contacts["name"].null_count() == 0
        nowhere = found.affiliations.filter(
            pl.col("organisation_name").is_null()
        )  # years of a training whose place is not said
        assert set(nowhere["kind"]) <= {"training"}
        assert nowhere.select(pl.any_horizontal(pl.col("start_year", "end_year").is_not_null())).to_series().all()


LINES = [
    *(
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:2.1",
        "FN:Ana Ruiz",
        "N:Ruiz;Ana",
        "PHOTO;ENCODING=BASE64:",
        " folded",
        "\tx",
    ),
    *(
        "NOTE;ENCODING=QUOTED-PRINTABLE:a=",
        "=41=ZZ",
        "ORG:a\\;b;c",
        "AGENT:",
        "ADR:;;;;",
        "item1.EMAIL:a@b.org",
        ";:",
    ),
    *("X", 'TEL;TYPE="a:b', "KIND:group", "REV:x", "URL:http\\://linkedin.com/in/a"),
    "N;CHARSET=nonsense;ENCODING=QUOTED-PRINTABLE:=E9",
]
lines = st.lists(st.sampled_from(LINES), max_size=25)


@pytest.mark.whole
@settings(max_examples=120)
@given(lines, st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_vcard_raises(parts, end):
    try:
        found = vcard.read(end.join(parts).encode(), "v.vcf")
    except tables.Unreadable:
        return
    assert found.contacts["name"].null_count() == 0


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_names_and_days_never_raise(text):
    read = names.parse(text)
    assert bool(read.name) >= bool(read.family)
    names.parse_parts(text[: len(text) // 2], text[len(text) // 2 :])
    names.key(text)
    dates.day(text)
    dates.year(text)
    dates.mentioned(text)


word = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters='",;\t|'), min_size=1, max_size=8)


@pytest.mark.whole
@settings(max_examples=60)
@given(st.lists(st.tuples(word, word, st.one_of(word, st.just('say ""hi"", then\nnew line'))), min_size=1, max_size=8))
def test_tables_give_every_row_back(rows):
    body = "".join(f'"{a}","{b}","{c}"\r\n' for a, b, c in rows)
    table = tables.read("name,employer,note\r\n" + body, "f.csv", roster.COLUMNS, long_cells=True)
    assert table.frame.height == len(rows)
    assert not table.problems
