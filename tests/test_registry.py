"""Public registers as they come: every vintage's header, zips, damaged files; what is there stays until the new is whole."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from curbside.registers import loading
from curbside.registers.loading import Expected

HOSPITALS = {
    "2016": "Provider ID,Hospital Name,Address,City,State,ZIP Code,County Name,Phone Number,Hospital Type,Hospital Ownership,Emergency Services",
    "2019": "Facility ID,Facility Name,Address,City,State,ZIP Code,County Name,Phone Number,Hospital Type,Hospital Ownership,Emergency Services",
    "2026": '"Facility ID","Facility Name","Address","City/Town","State","ZIP Code","County/Parish","Telephone Number","Hospital Type","Hospital Ownership","Emergency Services"',
    "2026 interface": "facility_id,facility_name,address,citytown,state,zip_code,countyparish,telephone_number,hospital_type,hospital_ownership,emergency_services",
}
HOSPITAL = '990001,"MARWICK MEMORIAL HOSPITAL","1 MAIN ST, SUITE 2",MARWICK,oh,1234,ADAMS,(555) 010-0000,Acute Care Hospitals,Voluntary,Yes\n'
CLINICIANS = {
    "2021": "NPI, Ind_PAC_ID, Ind_enrl_ID, lst_nm, frst_nm, mid_nm, suff, gndr, Cred, Med_sch, Grd_yr, pri_spec, org_nm, org_pac_id, num_org_mem, adr_ln_1, cty, st, zip, phn_numbr, hosp_afl_1, hosp_afl_lbn_1, hosp_afl_2, hosp_afl_lbn_2",
    "2022": "NPI,Ind_PAC_ID,Ind_enrl_ID,lst_nm,frst_nm,mid_nm,suff,gndr,Cred,Med_sch,Grd_yr,pri_spec,org_nm,org_pac_id,num_org_mem,adr_ln_1,cty,st,zip,phn_numbr,x1,x2,x3,x4",
    "now": "NPI,Ind_PAC_ID,Ind_enrl_ID,Provider Last Name,Provider First Name,Provider Middle Name,suff,gndr,Cred,Med_sch,Grd_yr,pri_spec,Facility Name,org_pac_id,num_org_mem,adr_ln_1,City/Town,State,ZIP Code,Telephone Number,x1,x2,x3,x4",
    "interface": "npi,ind_pac_id,ind_enrl_id,provider_last_name,provider_first_name,provider_middle_name,suff,gndr,cred,med_sch,grd_yr,pri_spec,facility_name,org_pac_id,num_org_mem,adr_ln_1,citytown,state,zip_code,telephone_number,x1,x2,x3,x4",
}
CLINICIAN = "1999999984,42,I1,OKAFOR,BEN,,,M,MD,OTHER,2011,CARDIOVASCULAR DISEASE (CARDIOLOGY),MARWICK HEART GROUP,77,12,1 MAIN ST,MARWICK,MA,21391234,5550100000,10018,MARWICK MEMORIAL HOSPITAL,,\n"
LINKAGE = "compendium_hospital_id,ccn,hospital_name,hospital_street,hospital_city,hospital_state,hospital_zip,acutehosp_flag,health_sys_id,health_sys_name,health_sys_city,health_sys_state"
LINKED = (
    "CHSP00000001,99001,Marwick Memorial – Caf\xe9 Wing,1 Main St,Marwick,OH,01234,1,HSI1,Marwick Health,Marwick,OH\n"
)


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_text(text, encoding, newline="")
    return file


def load(folder: Path, *files: Path, expected: Expected | None = None) -> list[loading.Loaded]:
    return loading.load(files, folder / "registry", expected)


def good(folder: Path, *files: Path) -> list[loading.Loaded]:
    loaded = load(folder, *files)
    assert not [one.problem for one in loaded if one.problem]
    return loaded


def rows(folder: Path, file: str, columns: str) -> list[tuple]:
    return duckdb.execute(f"select {columns} from read_parquet('{folder}/registry/{file}') order by all").fetchall()


@pytest.mark.parametrize("form", HOSPITALS)
def test_hospital_lists_of_every_vintage_give_the_same_row(tmp_path, form):
    (one,) = good(tmp_path, put(tmp_path, "Hospital_General_Information.csv", HOSPITALS[form] + "\n" + HOSPITAL))
    assert (one.kind, one.vintage, one.rows) == ("hospital", form.split()[0], 1)
    assert rows(tmp_path, one.file, "ccn, name, street, city, state, postal_code, county, hospital_type") == [
        (
            "990001",
            "MARWICK MEMORIAL HOSPITAL",
            "1 MAIN ST, SUITE 2",
            "MARWICK",
            "OH",
            "01234",
            "ADAMS",
            "Acute Care Hospitals",
        )
    ]


@pytest.mark.parametrize("form", CLINICIANS)
def test_clinicians_of_every_vintage_give_the_same_row(tmp_path, form):
    (one,) = good(tmp_path, put(tmp_path, "DAC_NationalDownloadableFile.csv", CLINICIANS[form] + "\n" + CLINICIAN))
    assert rows(
        tmp_path,
        one.file,
        "npi, last_name, first_name, school, graduation_year, group_name, group_members, city, state, postal_code",
    ) == [("1999999984", "OKAFOR", "BEN", "OTHER", 2011, "MARWICK HEART GROUP", 12, "MARWICK", "MA", "02139")]
    hospitals = rows(tmp_path, one.file, "hospitals, hospital_names")
    assert hospitals == [(["010018"], ["MARWICK MEMORIAL HOSPITAL"]) if form == "2021" else ([], [])]


def test_an_older_list_stands_beside_the_newest_and_the_year_is_read_from_the_name(tmp_path):
    old = put(tmp_path, "Hospital_General_Information_archive_2016_08.csv", HOSPITALS["2016"] + "\n" + HOSPITAL)
    new = put(tmp_path, "Hospital_General_Information.csv", HOSPITALS["2026"] + "\n" + HOSPITAL)
    with zipfile.ZipFile(tmp_path / "hospitals_10_2023.zip", "w") as zipped:
        zipped.writestr("Hospital_General_Information.csv", HOSPITALS["2019"] + "\r\n" + HOSPITAL)
        zipped.writestr("HCAHPS-Hospital.csv", "Facility ID,HCAHPS Measure ID\n990001,H\n")
        zipped.writestr("read me.txt", "no list")
    good(tmp_path, old, new, tmp_path / "hospitals_10_2023.zip")
    held = loading.tables(tmp_path / "registry")["hospital"]
    assert [vintage for _, vintage in held] == ["2016-08", "2023-10", "2026"]
    assert [one.vintage for one in loading.status(tmp_path / "registry") if not one.problem] == [
        "2026",
        "2023-10",
        "2016-08",
    ]


def test_the_compendium_in_its_old_code_page_keeps_its_letters(tmp_path):
    (one,) = good(tmp_path, put(tmp_path, "chsp-hospital-linkage-2018.csv", LINKAGE + "\r\n" + LINKED, "cp1252"))
    assert rows(tmp_path, one.file, "ccn, name, postal_code, system_id, system_name, parent_name") == [
        ("099001", "Marwick Memorial – Café Wing", "01234", "HSI1", "Marwick Health", None)
    ]
    newer = LINKAGE.replace(",acutehosp_flag", ",acutehosp_flag,hos_beds").replace(
        "health_sys_state", "health_sys_state,corp_parent_id,corp_parent_name"
    )
    line = "CHSP00000001,99001,Marwick Memorial,1 Main St,Marwick,OH,01234,1,120,HSI1,Marwick Health,Marwick,OH,HSI9,Wide Health\n"
    (one,) = good(tmp_path, put(tmp_path, "chsp-hospital-linkage-2023.csv", newer + "\n" + line))
    assert rows(tmp_path, one.file, "system_name, parent_name, beds") == [("Marwick Health", "Wide Health", "120")]


def test_privileges_other_names_and_specialties(tmp_path):
    privileges = put(
        tmp_path, "Facility_Affiliation.csv",
        "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Provider Middle Name,suff,facility_type,Facility Affiliations Certification Number,Facility Type Certification Number\n"
        "1999999984,42,OKAFOR,BEN,,,Hospital,10018,\n",
    )  # fmt: skip
    names = put(
        tmp_path, "othername_pfile_20050523-20261108.csv",
        '"NPI","Provider Other Organization Name","Provider Other Organization Name Type Code"\n"1888888881","MARWICK HEART CLINIC","3"\n', "latin-1",
    )  # fmt: skip
    codes = put(
        tmp_path, "nucc_taxonomy_251.csv",
        "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n"
        '207RC0000X,Allopathic & Osteopathic Physicians,Internal Medicine,Cardiovascular Disease,"A physician,\nwho treats hearts",,Cardiovascular Disease Physician,Individual\n',
    )  # fmt: skip
    loaded = good(tmp_path, privileges, names, codes)
    assert [one.kind for one in loaded] == ["facility_affiliation", "other_name", "taxonomy"]
    assert rows(tmp_path, loaded[0].file, "npi, facility_type, ccn") == [("1999999984", "Hospital", "010018")]
    assert rows(tmp_path, loaded[1].file, "npi, name, type_code") == [("1888888881", "MARWICK HEART CLINIC", "3")]
    assert rows(tmp_path, loaded[2].file, "code, display_name, definition") == [
        ("207RC0000X", "Cardiovascular Disease Physician", "A physician, who treats hearts")
    ]


ROR_2 = {
    "id": "https://ror.org/0marwick1", "status": "active", "types": ["healthcare"], "domains": ["marwick.example"],
    "names": [{"value": "Marwick Clinic", "types": ["ror_display", "label"], "lang": "en"}, {"value": "MWC", "types": ["acronym"], "lang": None}],
    "locations": [{"geonames_details": {"name": "Marwick", "country_code": "US", "country_subdivision_code": "OH"}}],
    "relationships": [{"type": "parent", "id": "https://ror.org/0marwick2", "label": "Marwick University"}],
}  # fmt: skip
ROR_1 = {
    "id": "https://ror.org/0marwick1", "status": "active", "types": ["Healthcare"], "name": "Marwick Clinic", "acronyms": ["MWC"],
    "country": {"country_code": "US"}, "addresses": [{"city": "Marwick", "geonames_city": {"geonames_admin1": {"code": "US.OH"}}}],
    "relationships": [{"type": "Parent", "id": "https://ror.org/0marwick2", "label": "Marwick University"}],
}  # fmt: skip
ROR_CSV = (
    "id,names.types.ror_display,names.types.label,names.types.alias,names.types.acronym,locations.geonames_details.name,"
    "locations.geonames_details.country_code,locations.geonames_details.country_subdivision_code,types,domains,status,relationships\n"
    "https://ror.org/0marwick1,Marwick Clinic,en: Marwick Clinic,,no_lang_code: MWC,Marwick,US,OH,healthcare,marwick.example,active,parent: https://ror.org/0marwick2\n"
    "https://ror.org/0elsewhere,Klinik,,,,Bonn,DE,NW,healthcare,,active,\n"
)


@pytest.mark.parametrize("form", ["schema 2", "schema 1", "csv", "zip of all"])
def test_ror_in_each_of_its_forms(tmp_path, form):
    other = {**ROR_2, "id": "https://ror.org/0x", "locations": [{"geonames_details": {"country_code": "DE"}}]}
    gone = {**ROR_2, "id": "https://ror.org/0y", "status": "withdrawn"}
    if form == "csv":
        file = put(tmp_path, "v2.0-2026-11-01-ror-data.csv", ROR_CSV)
    elif form == "zip of all":
        file = tmp_path / "v2.0-2026-11-01-ror-data.zip"
        with zipfile.ZipFile(file, "w") as zipped:
            zipped.writestr("v2.0-2026-11-01-ror-data.json", "[broken")
            zipped.writestr("v2.0-2026-11-01-ror-data.csv", ROR_CSV)
    else:
        records = [ROR_1] if form == "schema 1" else [ROR_2, other, gone]
        file = put(tmp_path, "ror-data.json", json.dumps(records))
    loaded = good(tmp_path, file)
    assert sorted(one.kind for one in loaded) == ["ror_name", "ror_relation"]
    names = rows(tmp_path, "ror_name.parquet", "ror_id, name, display_name, city")
    assert ("0marwick1", "MWC", "Marwick Clinic", "Marwick") in names and {n[0] for n in names} == {"0marwick1"}
    assert rows(tmp_path, "ror_relation.parquet", "ror_id, relation, related_id") == [
        ("0marwick1", "parent", "0marwick2")
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,city\nMarwick,Ohio\n", "its header is of no register that curbside knows"),
        ("a.csv", "", "its header is of no register"),
        ("a.csv", "<!DOCTYPE html><html>", "its header is of no register"),
        ("a.csv", HOSPITALS["2019"] + "\n", "but no rows"),
        ("a.csv", HOSPITALS["2019"] + "\n" + HOSPITAL + '990002,"SECOND HOSP', "breaks off in the middle of its last line"),
        ("a.csv", HOSPITALS["2019"] + "\n" + HOSPITAL + "990002,SECOND,3 MAIN", "breaks off in the middle of its last line"),
        ("a.json", '[{"id": 1,', "line 1: it is not whole JSON"),
        ("a.json", '{"a": 1}', "not ROR's list"),
        ("a.zip", "not a zip", "File is not a zip file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_told_in_one_line_and_changes_nothing(tmp_path, name, text, said):
    good(tmp_path, put(tmp_path, "Hospital_General_Information.csv", HOSPITALS["2019"] + "\n" + HOSPITAL))
    before = {p.name: p.read_bytes() for p in (tmp_path / "registry").iterdir()}
    (one,) = load(tmp_path, put(tmp_path, name, text))
    assert said in one.problem and str(tmp_path / name) in one.problem and "\n" not in one.problem
    assert {p.name: p.read_bytes() for p in (tmp_path / "registry").iterdir()} == before


def test_a_missing_file_or_a_folder_is_told_and_the_others_are_loaded(tmp_path):
    there = put(tmp_path, "Hospital_General_Information.csv", HOSPITALS["2019"] + "\n" + HOSPITAL)
    missing, folder, loaded = load(tmp_path, tmp_path / "nowhere.csv", tmp_path, there)
    assert missing.problem.endswith("there is no such file") and "directory" in folder.problem
    assert loaded.rows == 1


def test_the_last_line_may_lack_its_end(tmp_path):
    good(tmp_path, put(tmp_path, "a.csv", HOSPITALS["2019"] + "\n" + HOSPITAL + HOSPITAL.rstrip()))


def test_a_fetched_file_must_be_what_was_wanted_and_not_far_smaller_than_before(tmp_path):
    many = "".join(HOSPITAL.replace("990001", f"99{n:04}") for n in range(10))
    file = put(tmp_path, "Hospital_General_Information.csv", HOSPITALS["2026"] + "\n" + many)
    (one,) = load(tmp_path, file, expected=Expected(["hospital"], 5, "2026-11"))
    assert (one.vintage, one.rows, one.problem) == ("2026-11", 10, "")
    (other,) = load(tmp_path, file, expected=Expected(["linkage"], 5, "2026-11"))
    assert "it is not linkage" in other.problem
    put(tmp_path, "Hospital_General_Information.csv", HOSPITALS["2026"] + "\n" + HOSPITAL * 4)
    (fewer,) = load(tmp_path, file, expected=Expected(["hospital"], 1, "2026-12"))
    assert "4 rows where 10 are usual" in fewer.problem
    assert [v for _, v in loading.tables(tmp_path / "registry")["hospital"]] == ["2026-11"]
    assert not load(tmp_path, file)[0].problem, "the user's own hand may"


def test_without_any_register_it_is_said_what_each_would_gain(tmp_path):
    lines = [str(one) for one in loading.status(tmp_path / "registry")]
    assert len(lines) == len(loading.KINDS) and all("not loaded: " in line for line in lines)


def test_what_a_killed_load_left_is_cleared_away(tmp_path):
    left = tmp_path / "registry" / f"{loading.STAGE}x"
    left.mkdir(parents=True)
    good(tmp_path, put(tmp_path, "a.csv", HOSPITALS["2019"] + "\n" + HOSPITAL))
    assert not left.exists()
