"""Titles: as people should read them (`clean`), as words to look up (`words`), and for comparing openings (`key`)."""

import html
from collections.abc import Callable
from functools import cache
from html.entities import html5

import polars as pl

from curbside.vocabulary import states

STATES = "|".join(states.STATES)


@cache
def entities() -> dict[str, str]:
    """HTML's named entities and the numeric ones of the blocks that titles use → the sign."""
    known = {f"&{name}": sign for name, sign in html5.items() if name.endswith(";")}
    for code in (*range(32, 592), *range(0x2000, 0x2070), *range(0x2100, 0x2150), *map(ord, "€←→")):
        for form in (f"&#{code};", f"&#0{code};", f"&#x{code:x};", f"&#x{code:X};", f"&#X{code:X};"):
            known[form] = html.unescape(form)
    return known


def clean(expr: pl.Expr) -> pl.Expr:
    """The title as served, fit to read: entities undone (also when escaped twice), spaces collapsed, controls dropped.

    Nothing else changes: case, punctuation, emoji and markup-like text stay; null stays null, blank becomes null.
    """
    known = entities()
    for _ in range(2):
        expr = expr.str.replace_many(list(known), list(known.values()))
    return (
        expr.str.replace_all(r"[\s\u{00a0}]+", " ")
        .str.replace_all(
            r"[\p{Cc}\u{ad}\u{200b}\u{200c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}]", ""
        )
        .str.strip_chars()
        .replace("", None)
    )


# Signs → joined (a space), parted (a comma) or nothing, and the commonest misspellings. Longest first wins.
SIGNS = {
    "&": " ", "/": " ", "+": " ", "'": "", "’": "", "`": "", " and ": " ", " w/ ": " with ", " w/o ": " without ",
    " - ": " , ", "- ": " , ", " -": " , ", "–": " , ", "—": " , ", "-": " ", ". ": " , ", ".": "", "…": " , ",
    "|": " , ", "(": " , ", ")": " , ", "[": " , ", "]": " , ", ":": " , ", ";": " , ", "!": " , ", "?": " , ",
    "*": " , ", "•": " , ", '"': " , ", ",": " , ", "paediatric": "pediatric", "orthopaedic": "orthopedic",
    "gynaecolog": "gynecolog", "anaesth": "anesth", "haemat": "hemat", "oesoph": "esoph", "opthalm": "ophthalm",
    "ophtalm": "ophthalm", "psychitri": "psychiatri", "psychiatiri": "psychiatri", "pyschiatr": "psychiatr",
    "anethes": "anesthes", "medacine": "medicine", "medicne": "medicine", "medcine": "medicine",
    "rhuemat": "rheumat", "hemotolog": "hematolog", "cardiolgy": "cardiology", "neurolgy": "neurology",
    "gastroentrol": "gastroenterol", "gastroenterogy": "gastroenterology", "pulmonolgy": "pulmonology",
    "orthopeadic": "orthopedic", "othopedic": "orthopedic", "orthpedic": "orthopedic", "urolgy": "urology",
    "dermatolgy": "dermatology", "otolarngol": "otolaryngol", "otolarynol": "otolaryngol", "intnal": "internal",
    "internal medecine": "internal medicine", "interal medicine": "internal medicine", "surgon": "surgeon",
    "anesthesilog": "anesthesiolog", "anesthiolog": "anesthesiolog", "anestesiolog": "anesthesiolog",
    "physician assistant": "physicianassistant", "physicians assistant": "physicianassistant",
    "physician's assistant": "physicianassistant", "physician-assistant": "physicianassistant",
    "physician asst": "physicianassistant", "physician’s assistant": "physicianassistant",
    "physician recruit": "recruit", "physician liaison": "liaison", "physician practice": "practice",
    "physician office": "office", "physician group": "group", "physician network": "network",
    "physician coding": "coding", "physician coder": "coder", "physician billing": "billing",
    "physician owned": "owned", "physician-owned": "owned", "physician led": "led", "physician-led": "led",
    **{f"tele{field}": f"tele {field}" for field in (
        "dermat", "rheumat", "endocrin", "cardio", "intensiv", "nephro", "pulmon", "gastro", "oncolog", "hemat", "infectio", "obstet", "pediatric",
    )},
    "intermal": "internal",
    "otolaryngyology": "otolaryngology",
    "inteventional": "interventional",
    "interventinal": "interventional",
    "hospitaist": "hospitalist",
    "hosptialist": "hospitalist",
    "hospitlist": "hospitalist",
    "physican": "physician", "phsycian": "physician", "phsyician": "physician", "practioner": "practitioner",
}  # fmt: skip


# "Assistant, Associate, or Full Professor": a list of ranks says who is sought no more than one rank does
RANKS = (
    r"(?i)\b(?:(?:(?:clinical|research|adjunct|visiting|teaching)\s+)?(?:assistant|asst|associate|assoc|full|instructor|lecturer)\b\.?"
    r"(?:\s*(?:,|/|-|–|—|\+)\s*(?:or\b|and\b)?\s*|\s+(?:or|and|&)\s+|\s+)|instructor,\s*)+(?:full\s+)?(?:clinical\s+)?(?:professors?|rank)\b"
)
# "Physician.Gastroenterology-UHMG", but "M.D.", "St. Luke's"
DOTTED = r"\b([A-Za-z]{2,})\.([A-Z][a-z]{2,}|[A-Z]{2,})"
_PED = "(?:pediatric|pediatrics|peds|ped)"
_FIELD = (
    "(?:cardi|gastroenter|nephr|pulmon|rheumat|endocrin|onc|hemat|neur|otolaryng|ur|dermat|ophthalm|anesthesi|radi|epilept)"
    "olog(?:ists?|y)"
)
# "Pediatric Solid Tumor Oncologist" is a pediatric oncologist
PEDIATRIC = rf"  ({_PED})  (?:(?:[a-z0-9]+  ){{1,4}}?|,  (?:(?:academic|clinical|outpatient|inpatient|division|of|in|general)  ){{0,3}})({_FIELD})  "
PEDIATRIC_SURGEON = rf"  ({_PED})  (?:(?:general|trauma|burn|acute|care|thoracic)  ){{1,4}}(surgeons?|surgery)  "
TWO_AGES = r"  (?:adult|adults|family|primary|urgent|or|internal|all)  "
# "Physician - Optometrist": a board's own heading before who is sought, but "Physician, NP or PA" are three
LISTED = r"(?i)^\s*(?:physicians?|providers?)\s*,.*\bor\b"
HEADED = (
    r"^ ,  (?:physicians?|providers?)  ,  ((?:[a-z0-9]+  ){0,3}(?:optometrists?|podiatrists?|podiatry|psychologists?|dentists?|audiologists?|"
    r"pharmacists?|chiropractors?|nurse|nurses|rn|lpn|practitioners?|physicianassistants?|crnas?|anesthetists?|midwife|midwives|"
    r"therapists?|dietitians?|technologists?|technicians?|sonographers?|social  workers?|counselors?)  )"
)
_DOCTOR = (
    r"(?:mds?|dos?|physicians?|doctors?|surgeons?|medical  directors?|psychiatrists?|[a-z]+ologists?|pediatricians?|"
    r"geriatricians?|internists?|hospitalists?|nocturnists?|ob  gyn|obgyn)"
)
_NO_DOCTOR = r"  (?:[a-z]*psycholog|audiolog|patholog  speech)[a-z]*"
_ADVANCED = (
    r"(?:nps?|pas?|apps?|aprns?|arnps?|crnps?|pmhnps?|fnps?|crnas?|apcs?|cnms?|nurse  practitioners?|physicianassistants?|caas?|"
    r"nurse  midwi(?:fe|ves)|advanced  practice(?:  (?:providers?|clinicians?|practitioners?|professionals?))?)"
)
_WHO = (
    r"(?:(?:psychiatric|psych|mental  health|family|pediatric|acute  care|certified|licensed|registered|adult|neonatal)  )*"
    rf"(?:{_DOCTOR}|{_ADVANCED}|nobody)"
)
# Kinds of clinicians in a row: "MD, DO, NP, or PA", "Psychiatrist / PMHNP", "Physician (MD/DO) or APP"
KINDS = rf"  {_WHO}(?:  (?:,  )?(?:or  )?{_WHO})+"
# Who is not sought but helps, or is there: "NP support", "MD on site"
_BESIDE = (
    rf"(?:  {_ADVANCED})+  (?:support|supervis|coverage|backup|collaborat|oversight|team)[a-z]*"
    rf"|(?:  {_DOCTOR})+  (?:on  site|onsite|supervis|oversight|coverage|backup)[a-z]*"
)
_BESIDE_ALL = r"  (?:collaborating|supervising|supporting|supports)  "
# A department's word beside those of advanced practice in it: "Hospitalist NP", "PA (Nocturnist)"
_DEPARTMENT = r"  (?:hospitalists?|nocturnists?|ob  gyn|obgyn)"
_OF_DEPARTMENT = {
    rf"{_DEPARTMENT}(?:  ,)?(  {_ADVANCED}  )": "${1}",
    rf"(  {_ADVANCED})(?:  ,)?{_DEPARTMENT}  ": "${1}  ",
}
# Those for whom an office works: "Physician/APP Recruiter" is no physician
WORKED_FOR = (
    rf"{KINDS}  (recruit[a-z]*|liaisons?|office|clinic|relations)  ",
    rf"{KINDS}  ((?:[a-z]+  )?(?:compensation|contract(?:s|ing)?|credentialing|enrollment|onboarding|talent|services|billing|coding)  )",
)


def is_mixed(spelled: pl.Series) -> pl.Series:
    """Whether titles (as `words` gives them) seek a physician or somebody of advanced practice, whoever comes."""
    frame = spelled.to_frame("t").with_columns(t=pl.when(pl.col("t").str.contains(rf"  {_ADVANCED}  ")).then("t"))
    frame = frame.with_columns(t=pl.when(pl.col("t").str.contains(rf"  {_DOCTOR}  ")).then("t"))
    asked: pl.Expr = pl.when(~pl.col("t").str.contains(_BESIDE_ALL)).then(
        pl.col("t").str.replace_all(_BESIDE, "  beside")
    )
    for department, without in _OF_DEPARTMENT.items():
        asked = asked.str.replace_all(department, without)
    named = pl.col("named")
    # two thoughts that only a comma parts are no choice: "Hospitalist, NP", "Cardiologist, PA" (Pennsylvania)
    either = (
        named.str.contains(rf"  {_DOCTOR}  ")
        & named.str.contains(rf"  {_ADVANCED}  ")
        & ~named.str.contains(rf"^  {_WHO}  ,  {_WHO}  $")
    )
    return (
        frame.with_row_index("row")
        .select("row", named=asked.str.replace_all(_NO_DOCTOR, "  nobody").str.extract_all(rf"{KINDS}  "))
        .explode("named", empty_as_null=True)
        .group_by("row", maintain_order=True)
        .agg(t=either.any())["t"]
        .fill_null(False)
    )


def words(expr: pl.Expr) -> pl.Expr:
    """`expr` (as `clean` gives it) as lower-case words, each wrapped in its own spaces: ` ,  gi  md  , `.

    Every word has a space on both sides and none is shared, so that a search for many phrases at once finds whole
    words only. A comma stands for whatever parts two thoughts; states after a comma are dropped (`, PA` is a place).
    """
    signs = sorted(SIGNS, key=len, reverse=True)
    said = expr.str.replace_all(r"(?i)(?-u:\b)PA-C(s?)(?-u:\b)|^PA +[-–:|/] ", "physicianassistant$1 ")
    said = said.str.replace_all(
        r"(?i)\b(NP|APRN|ARNP|CRNP|CNS|CRNA|APN)s?\s*,\s*(?:or\s+|and\s+|&\s*)?PA(s?)\b", "$1 physicianassistant$2"
    )
    said = said.str.replace_all(rf"(?i),\s*(?:{STATES})\b", " , ").str.to_lowercase()
    said = pl.lit(" , ") + said.str.replace_many(signs, [SIGNS[s] for s in signs], leftmost=True) + pl.lit(" , ")
    said = said.str.replace_all(r"[^a-z0-9,]+", " ").str.replace_all(r" ?,[ ,]*", " , ").str.replace_all(" +", "  ")
    return pl.lit(" ") + said.str.strip_chars() + pl.lit(" ")


def sought(titles: pl.Series) -> pl.Series:
    """`words` of titles, with what only surrounds the telling words gone: rank lists, a board's heading, a pediatrician's
    narrower interest. Few titles hold any of it: the rest is looked at once."""

    def where(has: str, change: Callable[[pl.Expr], pl.Expr], frame: pl.DataFrame) -> pl.DataFrame:
        odd = frame.with_columns(odd=pl.when(pl.col("t").str.contains(has)).then("t"))
        return odd.select(t=pl.coalesce(change(pl.col("odd")), "t"))

    frame = where(r"(?i)profess|\brank\b", lambda t: t.str.replace_all(RANKS, "professor"), titles.to_frame("t"))
    dots = "$1 , $2"
    frame = where(DOTTED, lambda t: t.str.replace_all(DOTTED, dots).str.replace_all(DOTTED, dots), frame)
    frame = frame.select(t=words(pl.col("t")), listed=pl.col("t").str.contains(LISTED))
    frame = frame.select(t=pl.when("listed").then("t").otherwise(pl.col("t").str.replace(HEADED, " ,  ${1}")))
    frame = where(WORKED_FOR[0], lambda t: t.str.replace(WORKED_FOR[0], "  ${1}  "), frame)
    frame = where(WORKED_FOR[1], lambda t: t.str.replace(WORKED_FOR[1], "  physician  ${1}"), frame)
    child = "  ${1}  ${2}  "
    frame = frame.with_columns(child=pl.when(~pl.col("t").str.contains(TWO_AGES)).then("t"))
    frame = frame.with_columns(child=pl.when(pl.col("child").str.contains(rf"  {_PED}  ")).then("child"))
    changed = pl.col("child").str.replace(PEDIATRIC, child).str.replace(PEDIATRIC_SURGEON, child)
    return frame.select(t=pl.coalesce(changed, "t")).to_series()
