"""Who is behind a posting: the employer itself, an agency that hides it, or nobody who is named.

`agencies.csv` holds recruiting and locum firms by name (keys of `fold`), for those whose name does not say so.
"""

from functools import cache
from pathlib import Path

import polars as pl

from curbside.transforms.text import line

HERE = Path(__file__).parent

# Keys (see `fold`) that stand for no particular employer and must never match anyone.
PLACEHOLDERS = frozenset(
    phrase.strip()
    for phrase in """
    confidential, confidentail, confidential employer, confidential client, confidential company, confidential hospital,
    confidential practice, hospital confidential, name withheld, withheld, anonymous, undisclosed, not disclosed, not specified,
    unspecified, not provided, not available, not applicable, none, n a, na, nan, null, nil, unknown, tbd, tba, test, test company,
    example, demo, inc, llc, pc, company, the company, employer, the employer, client, our client, our clients, organization, business,
    hospital, the hospital, hospitals, a hospital, community hospital, local hospital, regional hospital, general hospital,
    medical center, the medical center, regional medical center, university medical center, clinic, the clinic, local clinic,
    medical clinic, medical group, the medical group, multispecialty group, physician group, physicians group, group practice,
    practice, the practice, private practice, solo practice, medical practice, physician practice, family practice, medical office,
    doctors office, physicians office, doctor, doctors, physician, physicians, healthcare, health care, health, health system,
    healthcare system, health center, community health center, urgent care, nursing home, university, the university, college, school,
    radiology, radiology group, government, federal government, state government, us government, staffing, staffing agency, agency,
    recruiter, recruiting firm, recruitment agency, search firm, various, various employers, various locations, multiple,
    multiple employers, multiple locations, other, see description, see job description, home, stealth, stealth startup, stealth mode,
    self, self employed, selfemployed, freelance, freelancer, independent, independent contractor, independent consultant, consultant,
    own business, retired, semi retired, unemployed, not employed, student, medical student, resident, between jobs, career break,
    sabbatical, job seeker, looking for work, seeking opportunities, open to work, locums, locum tenens
    """.split(",")
)  # fmt: skip

_AGENCY = (
    r"\b(?:recruit\w*|irecruit\w*|staffing|staffers?|medstaffing|healthstaff|staffmed|staffmd|md staff|staff care|locums?|locumtenens\w*|"
    r"\w+locums|search|mdsearch|headhunt\w*|placements?|perm solutions|talent|travel ?nurs\w*|execu search|executive search|sourcing|"
    r"career (?:center|services)|workforce solutions|physician resources|medical personnel)\b"
)
_EMPLOYER = (
    r"\b(?:hospitals?|medical cent(?:er|re)|university|universities|school of medicine|college|health systems?|healthcare system|"
    r"clinics?|veterans|army|navy|air force|county|department of|children'?s|cancer center|institute|va|vamc|indian health)\b"
)


def fold(name: pl.Expr) -> pl.Expr:
    """Spelling-blind key of an organisation's name: case, punctuation and legal form gone."""
    key = (
        name.str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}|['’`.]", "")
        .str.replace_all("&", " and ", literal=True)
    )
    key = key.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    return key.str.replace(
        r"(?: (?:inc|llc|llp|pllc|pc|corp|corporation|ltd|co|company|pa|lp|incorporated))+$", ""
    )


def is_placeholder(name: pl.Expr) -> pl.Expr:
    """Whether a name stands for no particular employer (true for an empty one, false for null)."""
    key = fold(name)
    return key.is_in(list(PLACEHOLDERS)) | (key.str.len_bytes() < 2) | key.str.contains(r"^confiden|^[\d ]+$")


@cache
def _agencies() -> list[str]:
    return pl.read_csv(HERE / "agencies.csv")["name"].to_list()


_OUR_CLIENT = (
    r"(?i)\bour clients?\b|\bclient (?:facility|hospital|is seeking)\b|\bon behalf of (?:our|a|the) client|\bwe (?:are|have been) (?:partner|retain|engag)\w* (?:by|with)\b"
    r"|\b(?:physician|medical|healthcare) (?:search|recruit\w*|staffing) (?:firm|agency|company)\b|\bcandidates? (?:we )?(?:place|present)"
)
_NAME = r"((?:(?:[A-Z][\w'’.-]*|St\.|of|the|and|&|at)\s+){1,7}?(?:Hospital|Medical Center|Health System|Healthcare System|Clinic|Health Center|Medical Group|Healthcare|Health|Cancer Center|University)(?: (?:of|at|in) (?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?| (?:North|South|East|West)(?:east|west)?\b)?)"
_CLIENT = [
    rf"(?:on behalf of|our client,?|client:|employed by|Employer:|Facility:|Hospital:)\s+(?:the )?{_NAME}",
    rf"(?:^|\n|\. ){_NAME}(?:,? (?:a |an |in )[^.\n]{{0,60}},?)? (?:is|are) (?:seeking|looking|recruiting|searching|hiring|in search|adding|expanding)",
    rf"(?:[Jj]oin|[Pp]ractice (?:at|with)|[Oo]pportunity (?:at|with)|[Pp]osition (?:at|with)|[Pp]rivileges at|[Ee]mployed with) (?:the )?{_NAME}",
]
_GENERIC = (
    r"(?i)^(?:an?|the|new|our|this|large|small|local|leading|top|best|award\S*|community|regional|rural|critical|level|county|city|state|"
    r"major|busy|modern|private|public|teaching|academic|university|children'?s|childrens|acute|medical|hospital|general|memorial|"
    r"federally|behavioral|mental|home|public|women'?s|family|primary|outpatient|inpatient|national|physician|competitive|"
    r"not|non|excellent|great|beautiful|nationally|highly|premier|well|urgent|occupational|population|employed|full|part|of|and|at|in)\b"
    r"(?:[\s-]+(?:access|i{1,3}|iv|trauma|care|based|owned|run|affiliated|health|medical|community|regional|general|center|group|system|"
    r"hospital|clinic|qualified|academic|teaching|new|of|the|art|state|level|university|children'?s|acute|rural|bed|practice|\d+))*$"
)


def kind(frame: pl.DataFrame) -> pl.DataFrame:
    """employer_kind (`employer`, `agency`, `unknown`) and agency_client (the hospital an agency's text names) of each row.

    `frame`: employer, employer_type, title, description (plain text), all String; with a column `family`, boards that are
    an employer's own (an applicant-tracking system, USAJOBS) say so.
    """
    names = frame.select("employer").unique(maintain_order=True)
    name, key = pl.col("employer"), pl.col("key")
    known = _agencies()
    names = names.with_columns(key=fold(line(name))).with_columns(
        hidden=name.is_null() | key.is_null() | is_placeholder(line(name)).fill_null(True),
        agency=(key.str.contains(_AGENCY) & ~key.str.contains(_EMPLOYER)) | key.is_in(known),
        client=line(name).str.extract(
            r"(?i)(?:search|recruit\w*|staffing|locums)\b.* (?:for|on behalf of) (.{5,})$"
        ),
    )
    out = frame.join(names, on="employer", how="left", nulls_equal=True, maintain_order="left")
    agency = pl.col("agency").fill_null(False) | pl.col("client").is_not_null()
    typed = (
        pl.col("employer_type")
        .str.contains(r"(?i)\bagency|recruit|staffing|locum|search firm")
        .fill_null(False)
    )
    own = pl.lit(False)
    if "family" in frame.columns:
        own = pl.col("family").is_in(list(OWN)).fill_null(False)
    out = out.with_columns(
        employer_kind=pl.when(own & ~agency).then(pl.lit("employer"))
        .when(agency | typed).then(pl.lit("agency"))
        .when("hidden").then(pl.lit("unknown"))
        .otherwise(pl.lit("employer"))
    ).with_row_index("row")  # fmt: skip
    told = (
        out.lazy()
        .filter(pl.col("employer_kind") == "agency")
        .select("row", "client", text=pl.col("description").str.head(6000))
    )
    found = pl.coalesce(
        "client",
        *(
            pl.when(~g.str.contains(_GENERIC)).then(g)
            for g in (pl.col("text").str.extract(p) for p in _CLIENT)
        ),
    )
    clients = told.select("row", agency_client=line(found, 200)).collect()
    return out.join(clients, on="row", how="left", maintain_order="left").select(
        "employer_kind", "agency_client"
    )


OWN = frozenset(
    "usajobs hrsa greenhouse lever ashby smartrecruiters workday workable recruitee teamtailor personio bamboohr oracle icims jobvite "
    "phenom neogov peopleadmin".split()
)

_EMAIL = r"(?i)\b([a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10})\b"
_PHONE = r"(?:^|[^\d$.-])((?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?)(?:\D|$)"
_PERSON = r"((?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z]\.)?(?: (?:[A-Z][a-z]+|Mc[A-Z][a-z]+|O['’][A-Z][a-z]+)(?:-[A-Z][a-z]+)?){1,2})"
_LEAD = r"(?:[Cc]ontact(?: information)?|CONTACT|[Rr]each out to|[Ee]-?mail|[Cc]all|[Tt]ext|[Ss]peak with|CVs? to|CURRICULUM VITAE to|[Rr]esumes? to|[Ii]nquiries to|[Qq]uestions to|[Aa]ttn|[Aa]ttention|[Rr]ecruiter)"
_CONTACT = rf"\b{_LEAD}\b[:\s]{{1,3}}(?:to |at |our recruiter,? |me,? |your recruiter,? )?(?:(?:Dr|Mr|Ms|Mrs|Miss)\.? )?{_PERSON}\b"
_ROLE = r"((?:[A-Z][a-z]+ |of |for |and |& ){0,5}(?:Recruiter|Recruitment|Consultant|Director|Manager|Coordinator|Chair|Chairman|Chief|Administrator|Specialist|Liaison|President|Officer|Partner|CEO|CMO)(?: of [A-Z][a-z]+(?: [A-Z][a-z]+){0,3})?)"
_NOT_A_NAME = (
    r"(?i)\b(?:us|our|human|resources|today|your|center|hospital|medical|health|department|office|information|me|clinic|university|"
    r"physician|recruit\w*|staffing|group|hr|talent|acquisition|team|now|services|schedule|details|with|for|direct|free|please|weekend|"
    r"week|night|coverage|pay|is|no|one|only|email|phone|call|back|ratio|details|search|job|practice|locums?|provider|the|a|or)\b"
)


def contacts(frame: pl.DataFrame) -> pl.DataFrame:
    """contact_name, contact_role, contact_email, contact_phone of each row, in order.

    `frame`: description (plain text) and the same four columns as the board gave them, which win.
    """
    fields = ["contact_name", "contact_role", "contact_email", "contact_phone"]
    text = pl.col("description")
    near = (
        frame.lazy().with_row_index("row").filter(text.str.contains(r"@|[Cc]ontact|CONTACT|\d{3}[-. ]\d{4}"))
    )
    tail = pl.concat_str(text.str.head(3000), pl.lit("\n"), text.str.slice(3000).str.tail(3000))
    near = near.select("row", text=pl.when(text.str.len_bytes() <= 6000).then(text).otherwise(tail))
    name = pl.col("text").str.extract(_CONTACT)
    read = near.with_columns(name=pl.when(~name.str.contains(_NOT_A_NAME)).then(name)).select(
        "row",
        name_read="name",
        role_read=pl.when(pl.col("name").is_not_null()).then(
            pl.col("text").str.extract(rf"\b{_LEAD}\b[:\s]{{1,3}}[^\n]{{0,60}}?,\s+{_ROLE}")
        ),
        email_read=pl.col("text").str.extract(_EMAIL),
        phone_read=pl.col("text").str.extract(_PHONE),
    ).collect()  # fmt: skip
    out = frame.with_row_index("row").join(read, on="row", how="left", maintain_order="left")
    said = {f: line(pl.col(f), 200) for f in fields}
    email = said["contact_email"].str.replace(r"(?i)^mailto:", "").str.extract(_EMAIL)
    same = said["contact_name"].is_null()
    return out.select(
        contact_name=pl.coalesce(said["contact_name"], "name_read"),
        contact_role=pl.coalesce(said["contact_role"], pl.when(same).then("role_read")),
        contact_email=pl.coalesce(email, "email_read").str.to_lowercase(),
        contact_phone=pl.coalesce(said["contact_phone"], "phone_read"),
    )
