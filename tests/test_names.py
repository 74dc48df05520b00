"""Names as people write them: given and family name and credentials apart, found again by plain letters."""

import csv
import re
from pathlib import Path

import pytest

from curbside.network import names

ROWS = list(csv.DictReader((Path(__file__).parent / "labelled" / "person_names.csv").open(encoding="utf-8")))


def bare(text: str | None) -> str:
    return re.sub(r"[^\w ]", "", text or "")


@pytest.mark.parametrize("row", ROWS, ids=[r["text"] for r in ROWS])
def test_parts_of_a_name(row):
    read = names.parse(row["text"])
    told = (bare(read.given), bare(read.family), [bare(c) for c in (read.credentials or "").split(", ")])
    assert told == (bare(row["given"]), bare(row["family"]), [bare(c) for c in row["credentials"].split(", ")])


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Søren Weiß", "Soren Weiss"),
        ("Đặng Thị Hà", "Dang Thi Ha"),
        ("Ægir Þór", "Aegir Thor"),
    ],
)
def test_plain_letters_find_the_name(written, typed):
    assert names.key(written) == names.key(typed)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("3. Bo Lind, MD", "Bo", "Lind"), ("Bo Lind (deceased)", "Bo", "Lind"), ("Bo Lind, MD [on leave]", "Bo", "Lind"), ("Bo Lind, MD²*", "Bo", "Lind"),
        ("Colonel Bo Lind", "Bo", "Lind"), ("Lt Col Bo Lind", "Bo", "Lind"), ("Maj Lind", "Maj", "Lind"), ("Associate Professor Bo Lind", "Bo", "Lind"),
        ("Prof. Dr. Dr. h.c. mult. Bo Lind", "Bo", "Lind"), ("Mr. & Mrs. Bo Lind", "Bo", "Lind"), ("MUDr. Bo Lind", "Bo", "Lind"), ("Drs. Bo Lind", "Bo", "Lind"),
        ("Bo Ho III", "Bo", "Ho"), ("Bo Lind 3rd", "Bo", "Lind"), ("BO J MA SR", "BO J", "MA"), ("Carys ferch Lind", "Carys", "ferch Lind"), ("🩺\ufe0f Bo Lind", "Bo", "Lind"),
        ("Ute Lind f. Kranz", "Ute", "Lind"), ("Dr. med. Lind", "Lind", ""), ("Lind 3rd", "Lind", ""), ("Lind Jr.", "Lind", ""), ("Jr", "Jr", ""),
        ("Ana Maria Lind Esq", "Ana Maria", "Lind"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_is_no_part_of_it(text, given, family):
    assert names.parse(text)[1:3] == (given, family)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Santa Cruz", "Ana Maria Santa Cruz", "Ana Dela Cruz", "Ana de los Rios", "Ana Los Rios", "Ana Vander Laan", "Ana Bint Said", "Ana Dei Rossi",
        "Ana Delle Donne", "Ana Vom Berg",
    ],
)  # fmt: skip
def test_a_surnames_first_word_is_the_surnames(name):
    read = names.parse(f"{name}, MD")
    assert read == names.parse(name)._replace(credentials="MD")
    assert f"{read.given} {read.family}" == name and read.given in ("Ana", "Ana Maria")


@pytest.mark.parametrize(
    ("text", "name", "credentials"),
    [
        # a word that is a name as well is one where a name is wanted: two words at least
        ("LI, MA", "MA LI", None), ("MA, ANNA", "ANNA MA", None), ("Do, Ma, MD", "Ma Do", "MD"), ("Lind, Do", "Do Lind", None),
        ("Anna Lind, Ma", "Anna Lind", "Ma"), ("Anna Lind, Ma DipRCOG", "Anna Lind", "Ma, DipRCOG"), ("Anna Lind, Ma, MD", "Anna Lind", "Ma, MD"),
        # what only looks like a credential is one beside others
        ("Anna LIND MD, PhD", "Anna LIND", "MD, PhD"), ("Anna Lind MD RCOX", "Anna Lind", "MD, RCOX"), ("Anna LIND MD", "Anna LIND", "MD"),
        ("Anna Lind RCOX MD PhD", "Anna Lind", "RCOX, MD, PhD"), ("Anna Lind RCOXI", "Anna Lind RCOXI", None), ("Anna Maria Ma RCOXI", "Anna Maria Ma RCOXI", None),
        ("ANNA LIND RCOXI MD", "ANNA LIND RCOXI", "MD"), ("Anna DO SANTOS", "Anna DO SANTOS", None), ("Anna Maria Do SILVA", "Anna Maria Do SILVA", None),
    ],
)  # fmt: skip
def test_what_is_a_credential_and_what_a_name(text, name, credentials):
    read = names.parse(text)
    assert (read.name, read.credentials) == (name, credentials)


@pytest.mark.parametrize(
    ("text", "given", "family", "credentials"),
    [
        # behind a particle stands the family's name, be it all in capitals
        ("Ana DE SOUSA MD", "Ana", "DE SOUSA", "MD"), ("Ana DA CRUZ MD PhD", "Ana", "DA CRUZ", "MD, PhD"), ("Ana DI LEO, MD", "Ana", "DI LEO", "MD"),
        ("Ana Maria Do SILVA MD", "Ana Maria", "Do SILVA", "MD"), ("Ana van LOON MD", "Ana", "van LOON", "MD"),
        ("Ana Maria SOUSA MD", "Ana Maria", "SOUSA", "MD"), ("Jean Marie DUPONT MD MPH", "Jean Marie", "DUPONT", "MD, MPH"),
        ("Anna Lind FAWHP MD", "Anna", "Lind", "FAWHP, MD"),
        ("Ana DE SOUSA PhD", "Ana", "DE SOUSA", "PhD"), ("Ana Maria Do SILVA PhD", "Ana Maria", "Do SILVA", "PhD"),
        # DO is a particle behind one name, and where an MD follows: nobody is both
        ("Ana DO SANTOS, MD", "Ana", "DO SANTOS", "MD"), ("Ana DO SANTOS MD", "Ana", "DO SANTOS", "MD"), ("Ana M. DO SANTOS, MPH", "Ana M.", "DO SANTOS", "MPH"),
        ("Ana DO CARMO FACP", "Ana", "DO CARMO", "FACP"), ("Ana Maria DO SANTOS, MBBS", "Ana Maria", "DO SANTOS", "MBBS"), ("Ana Maria DO SANTOS MD", "Ana Maria", "DO SANTOS", "MD"),
        ("Bo Lind DO FACOX", "Bo", "Lind", "DO, FACOX"), ("Bo Lind DO FACOX, MPH", "Bo", "Lind", "DO, FACOX, MPH"), ("Lind DO RCOX, Bo", "Bo", "Lind", "DO, RCOX"),
        # a word that is a name and a degree is the name where it would leave but one word before a physician's degree
        ("Wei MA, MD", "Wei", "MA", "MD"), ("Ana DO, MD", "Ana", "DO", "MD"), ("ANA DO, MD", "ANA", "DO", "MD"), ("Lind DO, MPH", "Lind", "", "DO, MPH"),
        ("Ana MA SANTOS, MD", "Ana MA", "SANTOS", "MD"), ("Bo Lind MS RCOX, MD", "Bo", "Lind", "MS, RCOX, MD"),
        # … and one word may be all of a name, whether a comma or nothing stands before its degrees
        ("Lind PhD, MD", "Lind", "", "PhD, MD"), ("Lind, PhD, MD", "Lind", "", "PhD, MD"), ("Lind RN, BSN", "Lind", "", "RN, BSN"), ("Lind PharmD, BCPS", "Lind", "", "PharmD, BCPS"),
        ("LIND MD, PHD", "LIND", "", "MD, PHD"), ("Lind MD FACP, PhD, MPH", "Lind", "", "MD, FACP, PhD, MPH"),
        ("Lind PhD, Ma", "Ma", "Lind", "PhD"), ("Lind PhD, Bo", "Bo", "Lind", "PhD"), ("Lind PhD, MD, Bo", "Bo", "Lind", "PhD, MD"),
    ],
)  # fmt: skip
def test_capitals_make_no_credential_of_a_familys_name(text, given, family, credentials):
    assert names.parse(text)[1:4] == (given, family, credentials)


def test_of_a_name_three_hundred_characters_are_read():
    assert len(names.parse(f"Bo {'x' * 300}").name) == 300


def test_a_familys_cell_keeps_all_its_words():
    assert names.parse_parts("Ana", "DE LA CRUZ MD")[1:4] == ("Ana", "DE LA CRUZ", "MD")


@pytest.mark.parametrize(
    ("given", "family", "name", "credentials"),
    [("MA", "LIND", "MA LIND", None), ("Anna", "Lind, Ma", "Anna Lind", "Ma"), ("Anna", "MA", "Anna MA", None), ("Anna, MD", "Lind", "Anna Lind", "MD")],
)  # fmt: skip
def test_of_two_cells_each_keeps_a_word(given, family, name, credentials):
    read = names.parse_parts(given, family)
    assert (read.name, read.credentials) == (name, credentials)


def test_a_list_of_people_with_a_credential_that_is_a_name_as_well():
    assert names.several("Nia Cole, Ma, Ivo Reed") == ["Nia Cole", "Ivo Reed"]


def test_a_middle_name_may_be_a_familys():
    assert (
        names.born_as("Garcia Lopez", "Ana Garcia") == "Garcia Lopez"
        and names.born_as("Ana Lopez", "Ana G.") == "Lopez"
    )


@pytest.mark.parametrize(
    ("parts", "given", "family"),
    [(("Bo (Robert)", "Lind"), "Bo", "Lind"), (("Bo", "Lind (Mercy)"), "Bo", "Lind"), (("“Bo”", "Lind"), "Bo", "Lind"), (("Bo Lind", "MD, PhD"), "Bo", "Lind")],
)  # fmt: skip
def test_two_cells_of_a_name_are_read_without_what_is_in_brackets(parts, given, family):
    assert names.parse_parts(*parts)[1:3] == (given, family)


@pytest.mark.parametrize("name", ["김민준", "山田 太郎", "ليلى حداد", "Иван Соколов", "प्रिया शर्मा"])
def test_every_script_keeps_its_letters(name):
    assert names.parse(name).name == name and names.key(name)


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        ("Ana Feld (née Morozova), MD", "Ana Feld", "Morozova"),
        ("Ana Feld nee Morozova MD", "Ana Feld", "Morozova"),
        ("Ana Feld, formerly Ana Morozova, PhD", "Ana Feld", "Morozova"),
        ("Max Born", "Max Born", None),
        ("Renée Formerly-Smith", "Renée Formerly-Smith", None),
    ],
)
def test_a_name_before_marriage_is_kept_apart(text, name, born):
    read = names.parse(text)
    assert (read.name, read.born) == (name, born)


@pytest.mark.parametrize(
    ("text", "given", "family", "credentials"),
    [
        # surname first, with credentials on either side of the comma
        ("Lind, Bo, Jr.", "Bo", "Lind", None), ("Lind Jr., Bo", "Bo", "Lind", None), ("Lind, MD, Bo", "Bo", "Lind", "MD"), ("Lind MD, Bo", "Bo", "Lind", "MD"),
        ("Lind, Bo MD", "Bo", "Lind", "MD"), ("Lind, Bo J MD PhD", "Bo J", "Lind", "MD, PhD"), ("Lind, Bo, MSCi, RPVI", "Bo", "Lind", "MSCi, RPVI"), ("van den Berg, Jean-Luc, MD", "Jean-Luc", "van den Berg", "MD"),
        # one word before a comma needs the word behind it as a given name, two do not
        ("Ma, Do", "Do", "Ma", None), ("Lind, Ma", "Ma", "Lind", None), ("Do, Ma, MD", "Ma", "Do", "MD"), ("Ma, Do, MD", "Do", "Ma", "MD"), ("Lind, MA, MD", "Lind", "", "MA, MD"),
        ("Ma, MD, PhD", "Ma", "", "MD, PhD"), ("Lind, PhD, MD", "Lind", "", "PhD, MD"), ("Bo Lind, Ma", "Bo", "Lind", "Ma"), ("王, MD", "王", "", "MD"),
        ("Bo Lind FACC, MD PhD", "Bo", "Lind", "FACC, MD, PhD"), ("Bo Lind, IV, MD", "Bo", "Lind", "MD"), ("Bo Lind, hospitalist, MD", "Bo", "Lind", "MD"), ("Bo Lind,, MD,", "Bo", "Lind", "MD"),
        # what only looks like a credential counts beside one that is listed, or by capitals that no word has
        ("Bo Lind MD MSCi", "Bo", "Lind", "MD, MSCi"), ("Bo Lind MSCi MD", "Bo", "Lind", "MSCi, MD"), ("Bo Lind XYZ MD", "Bo", "Lind", "XYZ, MD"), ("Bo Lind MD QI", "Bo", "Lind", "MD, QI"),
        ("Bo Lind QI", "Bo Lind", "QI", None), ("Bo Lind (MD)", "Bo", "Lind", "MD"), ("BO LIND MD", "BO", "LIND", "MD"), ("LIND, BO, MD", "BO", "LIND", "MD"), ("BO LIND QI MD", "BO LIND", "QI", "MD"),
        # two words at least stay a name, one in a script that writes the family first
        ("Bo MD", "Bo", "MD", None), ("Bo MD PhD", "Bo", "MD", "PhD"), ("MD", "MD", "", None), ("김민준 MD", "민준", "김", "MD"), ("山田 太郎, MD", "太郎", "山田", "MD"), ("王 MD", "王", "", "MD"),
        # a title alone is all there is; a word that joins two titles joins nothing else
        # a word that joins two titles joins nothing else
        ("Dr. et Bo Lind", "et Bo", "Lind", None), ("Mª José Ruiz", "Mª José", "Ruiz", None), ("Dr.", "Dr.", "", None),
        # generations, titles and particles
        ("Bo Lind Jr.", "Bo", "Lind", None), ("Bo J. Lind IV", "Bo J.", "Lind", None), ("Bo Jr", "Bo", "", None), ("Dr. Dr. Bo Lind", "Bo", "Lind", None), ("Dr. med. Bo Lind", "Bo", "Lind", None),
        ("Dr. and Mrs. Bo Lind", "Bo", "Lind", None), ("M.D. Bo Lind", "Bo", "Lind", "M.D."), ("Dr. M.D. Bo Lind", "Bo", "Lind", "M.D."), ("Dr. Lind", "Lind", "", None), ("Dr. med.", "med.", "", None),
        ("Harold Pike, 3rd, M.D.", "Harold", "Pike", "M.D."), ("Pike, Harold, 2nd", "Harold", "Pike", None), ("Pike 3rd, Harold", "Harold", "Pike", None), ("Harold Pike 3rd", "Harold", "Pike", None),
        ("Tim Mc Namara, CRNA", "Tim", "Mc Namara", "CRNA"), ("Mc Namara, Tim", "Tim", "Mc Namara", None),
        ("Kim Sun-hee", "Sun-hee", "Kim", None), ("Park Young Sik, MD", "Young Sik", "Park", "MD"), ("Kim Anne-Marie", "Kim", "Anne-Marie", None), ("Lee Mary-Jo", "Lee", "Mary-Jo", None),
        ("Carys Ann ferch Lind", "Carys Ann", "ferch Lind", None), ("Carys ferch", "Carys", "ferch", None), ("Jean van Berg", "Jean", "van Berg", None), ("Ana Maria de Soto", "Ana Maria", "de Soto", None),
        ("Ana Ruiz", "Ana", "Ruiz", None), ("Ana M. Ruiz", "Ana M.", "Ruiz", None), ("Bo", "Bo", "", None), ("(Bo)", "Bo", "", None), ("", "", "", None), (",", "", "", None),
    ],
)  # fmt: skip
def test_what_belongs_to_a_name_and_what_follows_it(text, given, family, credentials):
    assert names.parse(text)[1:4] == (given, family, credentials)


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("Bo", "Lind - UPMC"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo", "Lind, Jr."), ("Bo Lind Jr.", "Bo", "Lind", None, None)),
        (("Bo", "Ho III"), ("Bo Ho III", "Bo", "Ho", None, None)),
        (("Bo", "van Ho"), ("Bo van Ho", "Bo", "van Ho", None, None)),
        (("Bo", "Jr."), ("Bo Jr.", "Bo", "Jr.", None, None)),
        (("Bo", "Lind, Foo"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo", "Lind, MD"), ("Bo Lind", "Bo", "Lind", "MD", None)),
        (("Bo, MD", "Lind, PhD"), ("Bo Lind", "Bo", "Lind", "MD, PhD", None)),
        (("Bo MD", "Lind PhD"), ("Bo Lind", "Bo", "Lind", "MD, PhD", None)),
        (("Bo Lind", "Dr."), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo Lind", "Dr., MD"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo Lind", "🩺"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo", "MD"), ("Bo MD", "Bo", "MD", None, None)),
        (("Bo Lind", "MD, PhD"), ("Bo Lind", "Bo", "Lind", "MD, PhD", None)),
        (("Bo Lind", "MD Roe"), ("Bo Lind MD Roe", "Bo Lind", "MD Roe", None, None)),
        (("Bo Lind", "Ma"), ("Bo Lind Ma", "Bo Lind", "Ma", None, None)),
        (("", "Lind, Bo"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo", ""), ("Bo", "Bo", "", None, None)),
        (("", "", "Bo Lind"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("Bo", "Lind", "Lind Bo"), ("Bo Lind", "Bo", "Lind", None, None)),
        (("太郎", "山田"), ("山田 太郎", "太郎", "山田", None, None)),
        (("太郎", "山田", "山田太郎"), ("山田太郎", "太郎", "山田", None, None)),
        (("太郎", "山田", "太郎 山田"), ("太郎 山田", "太郎", "山田", None, None)),
        (("太郎", "山田", "Taro"), ("山田太郎", "太郎", "山田", None, None)),
        (("太郎", "山田", "Taro Y"), ("山田 太郎", "太郎", "山田", None, None)),
        (("Ana", "Feld (née Roe)"), ("Ana Feld", "Ana", "Feld", None, "Roe")),
        (("Ana (née Roe)", "Feld"), ("Ana Feld", "Ana", "Feld", None, "Roe")),
    ],
)
def test_a_name_in_two_cells(parts, read):
    assert names.parse_parts(*parts) == read


@pytest.mark.parametrize(
    ("said", "given", "born"),
    [
        ("Kerr", "Sarah", "Kerr"), ("née Kerr", "Sarah", "Kerr"), ("(Kerr)", "Sarah", "Kerr"), ("Sarah Kerr", "Sarah J", "Kerr"), ("Kerr, Sarah", "Sarah", "Kerr"), ("Sarah", "Sarah", "Sarah"), ("Van Dyke", "Sarah", "Van Dyke"),
        ("Sarah Van Dyke", "Sarah", "Van Dyke"), ("Kerr", "", "Kerr"), ("n/a", "Sarah", None), ("same", "Sarah", None), ("", "Sarah", None), ("2 Kerr", "Sarah", None),
    ],
)  # fmt: skip
def test_a_cell_of_a_former_name(said, given, born):
    assert names.born_as(said, given) == born


@pytest.mark.parametrize(
    ("text", "alone"),
    [("Lind", True), ("van Lind", True), ("van der Berg", True), ("Bo Lind", False), ("van Bo Lind", False), ("Bo van Lind", False), ("", False), ("Lind,", False), ("山田", False)],
)  # fmt: skip
def test_a_surname_alone_is_one_word_but_for_particles(text, alone):
    assert names.is_surname(text) is alone


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Nia Cole, BSN, RN, Ivo Reed", ["Nia Cole", "Ivo Reed"]), ("Nia Cole, MSCi, Ivo Reed", ["Nia Cole", "Ivo Reed"]), ("Nia Cole, hospitalist, Ivo Reed", ["Nia Cole", "Ivo Reed"]), ("Nia Cole, , Ivo Reed,", ["Nia Cole", "Ivo Reed"]),
        ("Nia Cole, Jr., Ivo Reed", ["Nia Cole", "Ivo Reed"]), ("Nia Cole, MD PhD, Ivo Reed", ["Nia Cole", "Ivo Reed"]), ("Nia, Ivo MD", ["Nia", "Ivo MD"]), (", Nia Cole", ["Nia Cole"]), ("RN, Nia Cole", ["RN", "Nia Cole"]), ("", []), ("Nia Cole, rn, Ivo Reed", ["Nia Cole", "Ivo Reed"]),
    ],
)  # fmt: skip
def test_the_people_of_a_list(text, people):
    assert names.several(text) == people


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ana", "ana"), ("A Ruiz", "a ruiz"), ("Ana M", "ana m"), ("Ana M. Ruiz", "ana ruiz"), ("Ana Jo Ruiz", "ana jo ruiz"), ("Ana M Jo Ruiz", "ana jo ruiz"), ("M. Ana Ruiz", "m ana ruiz"), ("Ana Jo R.", "ana jo r"),
        ("Ana (Annie) Ruiz", "ana ruiz"), ("Kate O’Neil", "kate oneil"), ("Kate O'Neil", "kate oneil"), ("", ""),
    ],
)  # fmt: skip
def test_a_key_has_no_initials_between_first_and_last(name, key):
    assert names.key(name) == key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Lind, Bo J CIV USARMY MEDCOM (USA)", "Bo J Lind"), ("Lind, Bo J LTC USAF DHA (USA)", "Bo J Lind"),
        ("Bo Lind (Ret)", "Bo Lind"), ("COL Bo Lind, USA (Ret.)", "Bo Lind"), ("Bo Lind, MD (Ret.)", "Bo Lind"),
        ("Siew Ling Ng MRCP(UK)", "Siew Ling Ng"), ("Ret, Anna", "Anna Ret"), ("Civ, Anna", "Anna Civ"),
    ],
)  # fmt: skip
def test_service_and_colleges_are_no_part_of_a_name(written, name):
    assert names.parse(written).name == name
