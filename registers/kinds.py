"""The kinds of registers: what their columns were called in each vintage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of register: its columns by the names that vintages gave them, and what it is good for.

    `columns`: our name → header names (lower case, words joined by `_`), newest first; `needs`: without these of our
    columns a file is not of this kind; `sql`: the file that shapes the columns further, if any.
    """

    name: str
    title: str
    gain: str
    columns: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    vintages: bool = False


def names(text: str) -> dict[str, tuple[str, ...]]:
    """`ours = theirs | theirs` a line."""
    pairs = (line.split("=") for line in text.strip().splitlines())
    return {ours.strip(): tuple(t.strip() for t in theirs.split("|")) for ours, theirs in pairs}


KINDS = (
    Kind(
        "clinician",
        "CMS Doctors & Clinicians",
        "a contact's medical school, class, group and colleagues",
        names("""
            npi = npi
            pac_id = ind_pac_id
            last_name = provider_last_name | lst_nm | last_name
            first_name = provider_first_name | frst_nm | first_name
            middle_name = provider_middle_name | mid_nm
            suffix = suff
            gender = gndr
            credential = cred
            school = med_sch
            graduation_year = grd_yr
            specialty = pri_spec
            group_name = facility_name | org_nm | org_lgl_nm | org_name
            group_pac_id = org_pac_id
            group_members = num_org_mem
            street = adr_ln_1
            city = city_town | citytown | cty
            state = state | st
            postal_code = zip_code | zip
            phone = telephone_number | phn_numbr
            hosp_1 = hosp_afl_1
            hosp_name_1 = hosp_afl_lbn_1
            hosp_2 = hosp_afl_2
            hosp_name_2 = hosp_afl_lbn_2
            hosp_3 = hosp_afl_3
            hosp_name_3 = hosp_afl_lbn_3
            hosp_4 = hosp_afl_4
            hosp_name_4 = hosp_afl_lbn_4
            hosp_5 = hosp_afl_5
            hosp_name_5 = hosp_afl_lbn_5
        """),
        ("npi", "last_name", "school", "graduation_year", "specialty"),
    ),
    Kind(
        "facility_affiliation",
        "CMS Facility Affiliation",
        "which hospitals a contact has privileges at",
        names("""
            npi = npi
            pac_id = ind_pac_id
            facility_type = facility_type
            ccn = facility_affiliations_certification_number | facility_afl_ccn | facility_affl_ccn
        """),
        ("npi", "facility_type", "ccn"),
    ),
    Kind(
        "hospital",
        "CMS Hospital General Information",
        "hospitals by certification number; an older list gives former names",
        names("""
            ccn = facility_id | provider_id | provider_number
            name = facility_name | hospital_name
            street = address | address_1
            city = city_town | citytown | city
            state = state
            postal_code = zip_code
            county = county_parish | countyparish | county_name | county
            phone = telephone_number | phone_number
            hospital_type = hospital_type
            ownership = hospital_ownership
        """),
        ("ccn", "name", "state", "hospital_type"),
        vintages=True,
    ),
    Kind(
        "linkage",
        "AHRQ Compendium, hospital linkage",
        "which health system a hospital belongs to, and other names of hospitals",
        names("""
            compendium_id = compendium_hospital_id
            ccn = ccn
            name = hospital_name
            street = hospital_street
            city = hospital_city
            state = hospital_state
            postal_code = hospital_zip
            acute = acutehosp_flag
            system_id = health_sys_id
            system_name = health_sys_name
            system_city = health_sys_city
            system_state = health_sys_state
            parent_id = corp_parent_id
            parent_name = corp_parent_name
            beds = hos_beds
        """),
        ("compendium_id", "ccn", "name", "system_id", "system_name"),
        vintages=True,
    ),
    Kind(
        "ror_name",
        "ROR, names",
        "universities, medical schools and research hospitals with their other names",
        names("""
            ror_id = ror_id
            name = name
            name_types = name_types
            display_name = display_name
            city = city
            region = region
            types = types
            domains = domains
        """),
        ("ror_id", "name", "name_types", "display_name"),
    ),
    Kind(
        "ror_relation",
        "ROR, relations",
        "which school or hospital belongs to which university or system",
        names("""
            ror_id = ror_id
            relation = relation
            related_id = related_id
            related_label = related_label
        """),
        ("ror_id", "relation", "related_id"),
    ),
    Kind(
        "other_name",
        "NPPES, other names",
        "names that organisations do business under",
        names("""
            npi = npi
            name = provider_other_organization_name
            type_code = provider_other_organization_name_type_code
        """),
        ("npi", "name", "type_code"),
    ),
    Kind(
        "taxonomy",
        "NUCC provider taxonomy",
        "the newest specialty codes",
        names("""
            code = code | code_text
            grouping = grouping
            classification = classification
            specialization = specialization
            display_name = display_name | code_long_name
            definition = definition | code_definition
            section = section
        """),
        ("code", "display_name", "definition"),
    ),
)
