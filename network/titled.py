"""Houses that a title names beside its employer, or an employer's field as one of two: `Ballad Health`, "Hospitalist,
Lonesome Pine" works at Lonesome Pine; `DHMC / CU School of Medicine` at DHMC, too."""

import re

import polars as pl

from curbside.network import credentials, programs, titles
from curbside.network.contacts import conform, mapped
from curbside.network.model import AFFILIATION, STRINGS

_MOST = 2  # pieces of one title
_BREAK = re.compile(r"\s*[,;|•()]\s*|\s+[-–—/]\s+")
_AT = re.compile(r"(?:^|\s)(?:at|@)\s*(?=[A-Z])|(?<=\S)@(?=[A-Z])")
# "Hospitalist in Ocala", but no "Fellow in Cardiology"
_IN = re.compile(r"\s+in\s+(?=[A-Z])")
# "Center for Sight" is a name.
_NAMED_FOR = "".join(f"(?<!{house} )" for house in ("center", "centre", "hospital", "hospitals", "institute", "clinic"))
# What somebody has left, has not come to yet, learns, sells or does beside the work.
_ELSEWHERE = re.compile(
    rf"(?i)\b(?:{titles.STRANGER}|former(?:ly)?|previous(?:ly)?|prior|past|ex|retired|emerit\w+|incoming|future|upcoming|soon|match(?:ed)?|alum\w*"
    r"|boards? (?:of|member|chair\w*)|board|trustee\w*|adjunct|rotat\w+|visiting|student|candidate|graduate|grad|outreach|tele\w+|coverage|covering"
    rf"|trained|training|(?:residency|fellowship)(?!\s+(?:faculty|core|site|program|director|associate|clinic|lead))|starting|signed|joining|leaving|left|was|were|once|then|used|worked|until|till|through|thru|from|since|to|{_NAMED_FOR}for"
    r"|accounts?|territory|recruit\w*|scribe|patient|spouse|(?:19|20)\d\d)\b"
)
_NOW = re.compile(r"(?i)^(?:now|currently|presently)\s+(?:at\s+)?")
_SITE = re.compile(r"(?i)\s+(?:campus|site|location)$")
# "Hospitalist, Anne Arundel County": where somebody works, not for whom.
_COUNTY = re.compile(r"(?i)\b(?:county|counties|co\.|parish|borough)\W*$")
_UNIT = re.compile(r"\b(?:ED|ER|[CMNPS]?ICU)\b")
# Roles besides those by which a program's lists are read.
_ROLE = re.compile(
    r"(?i)\b(?:nurse|practitioner|midwife|therapist|pharmacist|ob[/-]?gyn\w*|obstetric\w*|docs?|medical officer|prof|lecturer|registrar"
    r"|consultora?|m[eé]dic[oa]|residente|enfermer[oa]|\w+[oó]log[oa]|family med|peds|psych|trauma|ortho|anesthesia|hem[/-]?onc|transplant|urology|pgy-?\d?)\b"
    r"|\b(?:MD|DO|NP|[A-Z]*NP-?(?:BC|C)?|CRNA|PA(?:-C)?|RN|EM|IM|FM|GI|ENT|CMO|CEO|CNO|COO)\b"
)
# Units, offices, days and colleges: letters that are no house's, beside the credentials.
_LETTERS = re.compile(
    r"(?:[FS]?F?(?:ACP|ACEP|AAP|ACS|ACC|ACOG|AAFP|ACOI|ACOEP|ASN|ACG|CCP|HM|AAEM|APA|AAN|IDSA|AHA|SCAI|RCP|RCS|ACR|ACHE)|ABIM|ABFM|ABEM|MICN"
    r"|(?:AG|F)?NP-?(?:BC|C)?|C[EMNFIOQT]O|CMIO|CCIO|CNIO|E?S?VP|ED|ER|OR|ICU|CCU|[CMNPST]ICU|CVICU|LDR|L&D|OB|OB/?GYN|GYN|GI|ENT|ID|EP|IR|IM|FM|EM|HIM"
    r"|GME|DIO|APD|PD|PCP|PM&R|PMR|HBO|AM|PM|PRN|FT|PT|USA?|LLC|PLLC|INC|PC|II|III|IV|EMS|PGY|TBD|N/?A|QI|IT|HR|PI)\.?",
    re.IGNORECASE,
)
_STAFF = r"(?i)\b(?:physicians|(?:medical|physician|provider) (?:group|network)|associates|partners|staffing|services|solutions|locums?|consultants|foundation|faculty practice)\b"
# "Specialty Physician Group" behind the name of whose it is; "Northwest Permanente" is Kaiser's.
_GROUP = r"(?i)[\s,-]+(?:(?:multi-?)?specialty\s+)?(?:physicians?|medical|provider|faculty|practice)(?:\s+(?:group|network|associates|partners|practice|foundation|services))*\s*$"
# Kaiser's physicians: their houses bear its name.
_PERMANENTE = r"(?i)\bpermanente\b|^(?:TPMG|SCPMG|CPMG|MAPMG|TSPMG|HPMG|WPMG|NWP)$"
_KAISER = r"^(?i:Kaiser(?:\s+Permanente)?|KP)\s+"
_SMALL = r"(?i)\b(?:of|the|and|for|at|de|del|la)\b"
_VETERANS = r"(?i)\bveterans\b|^VA$|\bVHA\b"
_HOLLOW = re.compile(
    rf"(?i)\b(?:{titles.HOLLOW}|licensed|department|dept|division|section|unit|program|team|shift|nights?|days?|weekends?|inpatient|outpatient|ambulatory"
    r"|acute|critical|adult|trauma|telemetry|emergency|urgent|primary|stroke|heart|vascular|cancer|spine|sleep|pain|wound|echo|cath|lab|laboratory|imaging"
    r"|interventional|suite|site|staff|main|campus|charge|north|south|east|west|large)\b|\W|\d"
)


def houses(title: str) -> list[str]:
    """What of a title may be the name of a house, as it is written, at most two; nothing where it tells of another time or trade."""
    if _ELSEWHERE.search(title) or not any(
        said(title) for said in (programs.is_role, programs.within, _UNIT.search, _ROLE.search)
    ):
        return []
    found = []
    if match := _AT.search(title):
        found.append(re.split(r"\s*[;|(]\s*", title[match.end() :])[0])
    else:
        first, *rest = _BREAK.split(title)
        found += [p for p in [*_IN.split(first)[1:], *rest] if _may_be_house(p)]
    plain = [_SITE.sub("", _NOW.sub("", p)).strip(" ,.)") for p in found]
    return [p for p in plain if len(p) > 2 and _HOLLOW.sub("", p)][:_MOST]


def _may_be_house(piece: str) -> bool:
    return bool(
        _NOW.sub("", piece)[:1].isupper()
        and not _LETTERS.fullmatch(piece)
        and not all(credentials.is_listed(word, False) for word in piece.split())
        and not programs.is_role(piece)
        and not programs.within(piece)
        and not programs.field(piece)
        and not _COUNTY.search(piece)
    )


def halves(employer: str) -> list[str]:
    """The two names of `Loring / Quern School of Medicine`; nothing where there are not two, or one is letters of a field or unit."""
    names = [n.strip(" ,.") for n in employer.split("/")]
    is_two = len(names) == 2 and not re.search(r"[()]|\d", employer)
    return names if is_two and all(n[:1].isupper() and len(n) > 2 and _HOLLOW.sub("", n) for n in names) else []


def beside(affiliations: pl.DataFrame) -> pl.DataFrame:
    """`affiliations` (as AFFILIATION) with rows more, `is_titled`, for each house that the title of today's work may name: the
    house, with its employer in brackets unless that is a group, whose people are at many; and for each of two names in its
    employer's field. The warehouse keeps those that some register knows."""
    today = affiliations.filter(
        pl.col("kind") == "work",
        pl.col("is_current").fill_null(True),
        pl.col("end_year").is_null(),
    ).with_columns(pl.col("organisation_name").str.replace(r"\s*\([^()]*\)\s*$", ""))
    told = today.with_columns(house=mapped(today["title"], houses, STRINGS)).explode("house").drop_nulls("house")
    plain = pl.col("house").str.to_lowercase()
    new = told.filter(~pl.col("organisation_name").str.to_lowercase().str.contains(plain, literal=True))
    employer = pl.col("organisation_name")
    owner = employer.str.replace(_GROUP, "")
    bracketed = pl.format("{} ({})", "house", owner)
    initials = pl.col("house").str.replace_all(_SMALL, "").str.replace_all(r"(\p{L})[\p{L}.'’]*|[^\p{L}]", "$1")
    ways = pl.concat_list(
        # "Hines VA", as the department's houses are called
        pl.when(employer.str.contains(_VETERANS))
        .then(pl.format("{} VA", "house"))
        .when(employer.str.contains(_PERMANENTE))
        .then(pl.format("Kaiser Permanente {}", pl.col("house").str.replace(_KAISER, "")))
        # "GMC", "Surgeon at Glendive Medical Center": the house is its employer, by its letters
        .when(employer.str.contains(_STAFF) | (initials.str.to_uppercase() == employer.str.replace_all(r"\W", "")))
        .then("house")
        .otherwise(bracketed),
        # "Willowbrook (Houston Methodist)" of Houston Methodist Specialty Physician Group
        pl.when(employer.str.contains(_STAFF) & (owner != employer) & owner.str.contains(r"\p{L}{4}")).then(bracketed),
    )
    new = new.with_columns(is_titled=pl.lit(True), organisation_name=ways.list.drop_nulls()).explode(
        "organisation_name"
    )
    # The house may stand in another town of the state than its bearer lives in.
    anywhere = new.filter(pl.col("city").is_not_null(), pl.col("state").is_not_null()).with_columns(city=None)
    both = today.with_columns(
        organisation_name=mapped(today["organisation_name"], halves, STRINGS), is_titled=pl.lit(True)
    )
    both = both.explode("organisation_name").drop_nulls("organisation_name")
    return pl.concat([affiliations, *(conform(f, AFFILIATION) for f in (new, anywhere, both))])
