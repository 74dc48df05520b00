"""Who is behind a posting: the employer itself, an agency that hides it, or nobody who is named.

`agencies.csv` holds recruiting and locum firms by name (keys of `fold`), for those whose name does not say so;
`national_employers.csv` those who hire in many states for themselves, staffing companies that employ a department's
physicians among them. Both from their own public pages, from memory.
"""

from functools import cache
from pathlib import Path

import polars as pl

from curbside.transforms.text import ascii_only, line
from curbside.vocabulary.placeholders import NOBODY, SENTENCE

HERE = Path(__file__).parent


_AGENCY = (
    r"\b(?:\w*recruit(?:er|ing|ment|md|s|b|w)\w*|\w+recruit|\w*staffing\w*|\w*staffers?|staffmed|staffmd|staff care|"
    r"(?:md|mds|med|doc|docs|physician|health|healthcare) ?staff|(?:md|med|doc|physician|health)staff\w*|"
    r"\w*locums?|locum\w+|(?:physicians?|medical|executive|health\w*|md|mds|provider|clinical|doctor\w*|retained) search|"
    r"search (?:group|partners|consult\w*|associates|firm|solutions|international|services|network|team|specialists)|\w+ search$|"
    r"mdsearch|headhunt\w*|placements?|perm solutions|talent (?:group|solutions|partners|acquisition|advis\w+|for|search|society|network|connect\w*|hub|source\w*|finders?|agency|pool|medical|team|management)|\w+ talent$|travel ?nurs\w*|execu search|sourcing|ifind|"
    r"career (?:center|services|connections?|network)|careermd|cv ?connections?|workforce(?: solutions| partners| group)?$|physician resources|medical personnel|"
    r"(?:doc|doctor|md|physician|hospitalist|provider|clinician)s? ?(?:finders?|hunters?|connections?|connect|match)|"
    r"hire ?(?:md|mds|docs?|doctors?|physicians?)|(?:md|med|doc|doctor|physician)s?hires?|healthcare consult(?:ants|ing)$|"
    r"interim (?:physician|healthcare|medical)\w*|"
    r"(?:physicians?|mds?|doctors?|provider|healthcare|medical) (?:opportunit\w+|jobs?|openings|careers))\b"
)
_EMPLOYER = (
    r"\b(?:hospitals?|medical cent(?:er|re)|university|universities|school of medicine|college|health systems?|healthcare system|"
    r"clinics?|health cent(?:er|re)s?|veterans|army|navy|air force|county|department of|children'?s|cancer center|institute|va|vamc|indian health|"
    r"(?:pediatrics|cardiology|urology|dermatology|radiology|orthop[a-z]+|family medicine|neurology|obgyn|psychiatry) of)\b"
    r"|\bhealth (?:physician|provider) recruit\w*$|\bhealth talent acquisition$|^(?:st|saint|sts) \w+ (?:\w+ )*recruit(?:ing|ment)$"
)
# A name that ends so is an agency's, whomever it serves: "Hospital Staffing Solutions", "University Physician Recruiters"
_AGENT = (
    r"\b(?:recruiters|headhunters|locums?(?: tenens)?|search (?:group|firm|partners|associates)|placements?(?: services)?|"
    r"staffing(?: (?:solutions|group|agency|services|partners|associates|network|of america|usa))?)$"
)
_SERVICE = r"\b(?:veterans|army|navy|air force|va|vamc|indian health)\b"
# What the owner of a site or feed calls it, where an employer's name is wanted: "ACP Career Connection: All Jobs"
_SITE = (
    r"(?i):\s*(?:all|latest|current|new|recent|featured)\b.*\b(?:jobs|openings|opportunities|positions)\b|"
    r"^(?:all|latest|current|new|recent|featured|search)\b.*\b(?:jobs|openings|positions|opportunities)$|\b(?:jobs?|careers?|rss) feed$|"
    r"^(?:jobs?|careers?|job (?:board|listings?|search|openings|opportunities)|career (?:cent(?:er|re)|opportunities)|rss)$"
)
# How agencies speak of themselves and of whom they hire for. Hospitals that want none ("no recruiters, please") speak otherwise.
_TOLD = ascii_only(
    r"(?i)\b(?:our|my|the) client(?:,| is (?:an?|the|in|located|looking|seeking|one)\b| has\b| seeks\b| in\b| offers\b|"
    r" located| needs)|\bclient (?:hospitals?|facilit(?:y|ies)|sites?|practices?|groups?|organizations?)\b|\bclient[- ]sponsored\b|"
    r"\bon behalf of (?:our|a|one of our) client|\b(?:we are|been|is|was) retained (?:by|to)\b|\bretained search\b|"
    r"\b(?:recruit(?:ing|ment)|staffing|search|placement) firm (?:for|representing|retained|working)\b|\bour fee is paid\b|"
    r"\b(?:is|as|are) an? (?:[a-z,-]+ ){0,5}(?:recruit(?:ing|ment)|staffing|search|placement|locums?(?: tenens)?) "
    r"(?:firm|agency|company|organization|group)\b|\b(?:has|have) (?:engaged|retained|partnered with) (?:(?:our|my) (?:firm|team|company|agency|search)|us to)\b|"
    r"\brecruiting on behalf of an?\b|\b(?:no|never an?|not a) (?:fee|cost|charge) to (?:you\b|candidates?|the (?:physician|candidate|provider))|"
    r"\bservices? (?:is|are) (?:always )?free (?:to|for) (?:candidates|physicians|providers|job seekers)|"
    r"\b(?:leaders?|leading \w+|providers?|speciali[sz]\w+|experts?) (?:in|of) (?:[a-z,-]+ ){0,3}(?:locum tenens|locums|"
    r"(?:physician|healthcare|medical|provider|clinician) (?:staffing|recruit(?:ing|ment)|placement|search))\b|"
    r"\bto place (?:physicians|providers|doctors|clinicians)\b|"
    # "an opening with one of our clients", but no "care for our clients"
    r"\b(?:opening|opportunity|opportunities|position|job|role|need|assignment)s? (?:with|for|at) (?:one of )?(?:our|my) clients?\b|"
    r"\bone of our clients? (?:has|is|in|seeks|needs|located)\b|"
    r"\b(?:we are|is|am) (?:currently )?(?:sourcing|recruiting|searching) (?:for|on behalf of) an? (?:[a-z-]+ ){0,4}"
    r"(?:hospital|health system|facility|medical center)(?:[.,;]| (?:in|located|that|with|near|outside)\b|$)|"
    r"\b(?:represent(?:s|ing)|assist(?:s|ing)) (?:an?|the|our|this) (?:[a-z-]+ ){0,4}(?:system|hospital|practice|group|center|client|clinic|facility)"
    r",? (?:in|with|on) (?:this|its|their|the|an?) (?:[a-z]+ )?(?:search|recruitment|hire|hiring)\b|"
    r"\bexecutive search for an?\b|\b(?:executive|physician|healthcare|medical) search (?:since|firm|consultants?|practice)\b|"
    r"(?:^|[.!\n] ?)(?:an? )?(?:leading |national |premier |boutique )?(?:physician |healthcare |medical )?(?:recruit(?:ing|ment)|locums?(?: tenens)?|staffing)"
    r"(?:,? (?:and|&) (?:recruit(?:ing|ment)|locums?(?: tenens)?|staffing|search|placement)){1,2} (?:firm|agency|company)\b|"
    r"\blocums?(?: tenens)? (?:and|&|or) perm(?:anent)?(?: placements?| positions?| jobs| searches| staffing)|"
    r"\b(?:provides?|offers?|supply|supplies) locums?(?: tenens)? (?:services|staffing|coverage|physicians) (?:to|for)\b|"
    r"\b(?:travel|permanent) and locums?\b|\blocums?(?: tenens)? and travel\b|"
    r"\blocums?(?: tenens)? assignments?\b|\bimmediate locums?(?: tenens)? (?:need|coverage)\b|\btravel assignments?\b|"
    r"\b(?:call|contact|speak (?:with|to)|ask) (?:an?|your|our) (?:[a-z]+ )?consultants?\b|"
    r"\b(?:arranges?|takes? care of|handles?|coordinates?) (?:[a-z]+ ){0,3}(?:travel|licensing|credentialing)"
    r"(?:,? and|,)(?: [a-z]+,?){0,3} housing\b|\bhandles credentialing and travel\b"
)
# One cheap look for texts in which any of these can stand, in small letters
_TOLD_SIGNS = [
    "client", "recruit", "retained", "our fee", "staffing", "search firm", "search compan", "search agenc", "search organi",
    "search group", "search practice", "search consult", "search for a", "search since", "physician search", "healthcare search",
    "medical search", "provider search", "clinician search", "placement", "locum", "engaged ", "partnered with", "behalf of a",
    " fee to ", " cost to ", " charge to ", " free to ", " free for ", "to place ", " sourcing ", " searching for a", "represent",
    "ssisting a", "ssisting the", "ssists a", "ssists the", "travel assign", "consultant", "housing", "credentialing and t",
]  # fmt: skip


def _plain(name: pl.Expr) -> pl.Expr:
    """A name's words in small letters, without accents and punctuation."""
    words = (
        name.str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}|['’`.]", "")
        .str.replace_all("&", " and ", literal=True)
    )
    return words.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()


def fold(name: pl.Expr) -> pl.Expr:
    """Spelling-blind key of an organisation's name: case, punctuation and legal form gone."""
    return _plain(name).str.replace(
        r"(?: (?:inc|llc|llp|pllc|pc|corp|corporation|ltd|co|company|pa|lp|incorporated))+$", ""
    )


def is_placeholder(name: pl.Expr) -> pl.Expr:
    """Whether a name stands for no particular employer (true for an empty one, false for null)."""
    key, whole = fold(name), _plain(name)
    return (
        key.is_in(list(NOBODY))
        | whole.is_in(list(NOBODY))
        | (key.str.len_bytes() < 2)
        | key.str.contains(r"^confiden|^[\d ]+$")
        | says_nothing(name)
    )


def says_nothing(text: pl.Expr) -> pl.Expr:
    """Whether a field says that it says nothing: "Salary not specified", "A private company"; null for null."""
    # with its last word, which may be no legal form: "Not disclosed, Inc.", "No hiring company"
    return fold(text).str.contains(SENTENCE) | _plain(text).str.contains(SENTENCE)


# What a system's pages put around an employer's name: "Mayo Clinic Careers", "Careers at …", "0482 - …"
_WRAPPED = (
    r"(?i)^(.{3,}?)[\s–|-]+(?:careers|jobs|job openings|career site)$",
    r"(?i)^(?:careers|jobs|job openings|employment|opportunities|working) (?:at|with) (.{3,})$",
    r"^\d{2,6} ?[-–:] ([A-Z].{2,})$",
)


def named(name: pl.Expr) -> pl.Expr:
    """An employer's name as a board gives it; null for a placeholder ("No hiring organization", "Confidential"; a "Private practice" is
    an answer) and for what a site calls itself ("Career Connection: All Jobs"); "Mayo Clinic Careers" is Mayo Clinic."""
    name = line(name, 300)
    key = fold(name)
    says = r"\b(?:hospitals?|practice|clinic|center|group|universit|school|college|health|radiolog|physicians?|doctors?|government|care)"
    nobody = says_nothing(name) | key.str.contains("^confiden") | (is_placeholder(name) & ~key.str.contains(says))
    own = pl.coalesce(name.str.extract(pattern, 1) for pattern in _WRAPPED)
    said = pl.when(fold(own).str.contains(_EMPLOYER + r"|\bhealth$|\bhealthcare$")).then(own).otherwise(name)
    return pl.when(~(nobody | name.str.contains(_SITE))).then(said)


# "Hospitalist at Mercy Hospital": what stands behind "at" and calls itself an employer
_AT = r"^(.{3,}?)\s+(?:at|@)\s+((?:[A-Z]|the [A-Z])[^|•–—()$]{3,80}?)(?:\s*\(.*|\s[-–—|]\s.*|,? in [A-Z].*)?$"
_PIPED = r"^([^|]{3,}?) *\| *([^|]{3,80}?) *\| *[A-Z][A-Za-z .'’-]+, *[A-Z]{2}$"  # "Neurologist | Heron Institute | Troy, MI"
_HOUSE = (
    r"(?i)\b(?:hospitals?|medical (?:center|centre|group)|health(?:care)?(?: (?:system|network|partners|services))?|clinics?|university|"
    r"universities|college|institute|physicians|associates|practice|permanente|kaiser|adventhealth|mayo|va)\b"
)


def in_title(titles: pl.Series) -> pl.DataFrame:
    """title, employer of titles that name one ("Hospitalist at Mercy Hospital"): the title without it; null, null elsewhere."""
    at, piped = pl.col("t").str.contains(_AT), pl.col("t").str.contains(_PIPED)
    frame = titles.to_frame("t").select(
        pl.when(piped)
        .then(pl.col("t").str.extract(_PIPED, n))
        .when(at)
        .then(pl.col("t").str.extract(_AT, n))
        .alias(name)
        for n, name in ((1, "title"), (2, "employer"))
    )
    house = pl.col("employer").str.contains(_HOUSE) & ~pl.col("employer").str.contains(_GENERIC)
    return frame.select(pl.when(house).then(c).alias(c) for c in ("title", "employer"))


@cache
def _agencies() -> list[str]:
    return pl.read_csv(HERE / "agencies.csv")["name"].to_list()


@cache
def _national() -> list[str]:
    return pl.read_csv(HERE / "national_employers.csv")["name"].to_list()


def hires_for_itself(name: pl.Expr) -> pl.Expr:
    """Whether a name is an employer's however many states it hires in: it says so itself or begins with a known one."""
    key = fold(line(name))
    return key.str.contains(_EMPLOYER) | key.str.contains(rf"^(?:{'|'.join(_national())})(?: |$)")


# Plain ASCII classes: names of hospitals are, and the matcher stays small.
_WORD = r"(?:[A-Z](?-u:[A-Za-z'.-])*|of|the|and|&|at)"
_NOUN = (
    r"(?:Hospital|Medical Center|Health System|Healthcare System|Clinic|Health Center|Medical Group|Healthcare|Health|"
    r"Cancer Center|University)"
)
_AFTER = (
    r"(?: of (?:the )?[A-Z](?-u:[A-Za-z'.-])*(?: [A-Z](?-u:[A-Za-z'.-])*)?| (?:North|South|East|West)(?:east|west)?\b)?"
)
_NAME = rf"((?:{_WORD} ){{1,6}}?{_NOUN}{_AFTER})"
_CLIENT = [
    rf"(?:on behalf of|[Oo]ur client,?|[Cc]lient:|[Ee]mployed by|Employer:|Facility:|Hospital:)\s(?:the )?{_NAME}",
    rf"(?:^|\n|\. ){_NAME},?(?: (?:a|an|in|located)\b[^.\n]{{0,60}})? (?:is|are) (?:(?:currently|actively|now) )?"
    r"(?:seeking|looking|recruiting|searching|hiring|in search|adding|expanding)",
    rf"(?:[Jj]oin|[Pp]ractice (?:at|with)|[Oo]pportunity (?:at|with)|[Pp]osition (?:at|with)|[Ee]mployed with) (?:the )?{_NAME}",
    rf"\b(?:with|for|assisting|representing) (?:the )?{_NAME}(?:,? [A-Z]{{2}}\b)? (?:to recruit|to find|in (?:its|their) search)",
    rf"(?:^|\n|\. ){_NAME} is an? (?:[\w-]+,? ){{0,5}}(?:health ?(?:care)? system|hospital|medical center)\b",
]
# One cheap look for texts in which any of the above can match.
_MAYBE = [
    "on behalf of", "ur client", "lient:", "mployed by", "Employer:", "Facility:", "Hospital:", " seeking", " looking", " recruiting",
    " searching", " hiring", "in search", " adding", " expanding", "oin ", "ractice at", "ractice with", "pportunity at",
    "pportunity with", "osition at", "osition with", "mployed with", "to recruit", "to find", "its search", "their search", " is a",
]  # fmt: skip
_GENERIC = (
    r"(?i)^(?:an?|the|new|our|this|large|small|local|leading|top|best|award\S*|community|regional|rural|critical|level|county|city|state|"
    r"major|busy|modern|private|public|teaching|academic|university|children'?s|childrens|acute|medical|hospital|general|memorial|"
    r"federally|behavioral|mental|home|public|women'?s|family|primary|outpatient|inpatient|national|physician|competitive|"
    r"not|non|excellent|great|beautiful|nationally|highly|premier|well|urgent|occupational|population|employed|full|part|of|and|at|in)\b"
    r"(?:[\s-]+(?:access|i{1,3}|iv|trauma|care|based|owned|run|affiliated|health|medical|community|regional|general|center|group|system|"
    r"hospital|clinic|qualified|academic|teaching|new|of|the|art|state|level|university|children'?s|acute|rural|bed|practice|\d+))*$"
    r"|(?i)\b(?:award|winning|short|term|not[ -]for|non-?profit|profit|area|metro|leading|premier|ranked|top|employed|bed|large|growing)\b"
)


def kind(frame: pl.DataFrame) -> pl.DataFrame:
    """employer_kind (`employer`, `agency`, `unknown`) and agency_client (the hospital an agency's text names) of each row.

    `frame`: employer, employer_type, title, description (plain text), all String; with a Boolean column
    `own_site`, boards that are an employer's own (an applicant-tracking system, USAJOBS) say so.
    """
    names = _of_names(frame.select("employer").unique(maintain_order=True))
    out = frame.join(names, on="employer", how="left", nulls_equal=True, maintain_order="left")
    site = pl.col("site").fill_null(False)
    agency = (pl.col("agency").fill_null(False) | pl.col("client").is_not_null()) & ~site
    typed = pl.col("employer_type").str.contains(r"(?i)\bagency|recruit|staffing|locum|search firm").fill_null(False)
    own = pl.lit(False)
    if "own_site" in frame.columns:
        own = pl.col("own_site").fill_null(False)
    text = pl.col("description").str.head(4000)
    asked = ~own & ~agency & ~site & ~pl.col("own").fill_null(True) & ~pl.col("hidden")
    said = pl.when(asked & text.str.contains_any(_TOLD_SIGNS, ascii_case_insensitive=True)).then(text)
    out = out.with_columns(told=said).with_columns(told=pl.col("told").str.contains(_TOLD).fill_null(False))
    out = out.with_columns(
        employer_kind=pl.when(own & ~agency).then(pl.lit("employer"))
        .when(agency | typed | pl.col("told")).then(pl.lit("agency"))
        .when(pl.col("hidden") | site).then(pl.lit("unknown"))
        .otherwise(pl.lit("employer"))
    ).with_row_index("row")  # fmt: skip
    return out.join(_clients(out, text), on="row", how="left", maintain_order="left").select(
        "employer_kind", "agency_client"
    )


def _of_names(names: pl.DataFrame) -> pl.DataFrame:
    """What the names themselves say. `names`: employer. Adds key, site, own, hidden, agency (Boolean) and client."""
    name, key = pl.col("employer"), pl.col("key")
    known = _agencies()
    return names.with_columns(key=fold(line(name))).with_columns(
        # a society is the board's owner, not who hires
        site=line(name).str.contains(_SITE),
        own=key.str.contains(_EMPLOYER) | key.is_in(_national()),
        hidden=key.str.contains(r"^american (?:academy|association|board|college|medical association|society)\b")
        | name.is_null()
        | key.is_null()
        | is_placeholder(line(name)).fill_null(True),
        agency=(
            key.str.contains(_AGENCY)
            & (~key.str.contains(_EMPLOYER) | (key.str.contains(_AGENT) & ~key.str.contains(_SERVICE)))
            & ~key.is_in(_national())
        )
        | key.is_in(known),
        client=line(name).str.extract(
            r"(?i)(?:search|recruit\w*|staffing|locums)\b.*[ (](?:for|on behalf of) ([^()]{5,})\)?$"
        ),
    )


def _clients(out: pl.DataFrame, text: pl.Expr) -> pl.DataFrame:
    """row, agency_client: whom an agency's name or `text` says that it recruits for."""
    told = (
        out.lazy()
        .filter(
            (pl.col("employer_kind") == "agency") & (pl.col("client").is_not_null() | text.str.contains_any(_MAYBE))
        )
        .select("row", "client", *(text.str.extract(ascii_only(p)).alias(f"named_{n}") for n, p in enumerate(_CLIENT)))
    )
    named = [pl.when(~pl.col(c).str.contains(_GENERIC)).then(c) for c in (f"named_{n}" for n in range(len(_CLIENT)))]
    return told.select("row", agency_client=line(pl.coalesce("client", *named).str.strip_chars(" .,"), 200)).collect()
