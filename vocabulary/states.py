"""States and territories of the United States, and every short form by which people and boards write them.

Two-letter codes: United States Postal Service, Publication 28, appendix B. Older short forms: Associated Press style and
the postal abbreviations before 1963, from memory.
"""

import re
import unicodedata

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico", "GU": "Guam", "VI": "Virgin Islands",
    "AS": "American Samoa", "MP": "Northern Mariana Islands",
}  # fmt: skip
# One postal system, ISO 3166: a territory's own country code beside the mainland's.
TERRITORIES = ("US", "PR", "GU", "VI", "AS", "MP")
# Forms (see `key`) that stand for a state besides its name and its code.
SHORT_FORMS = {
    "ala": "AL", "alas": "AK", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT", "del": "DE",
    "fla": "FL", "ida": "ID", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "ken": "KY", "mass": "MA", "mich": "MI",
    "minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "n mex": "NM", "n dak": "ND",
    "okla": "OK", "ore": "OR", "oreg": "OR", "penn": "PA", "penna": "PA", "s dak": "SD", "tenn": "TN", "tex": "TX",
    "wash": "WA", "wis": "WI", "wisc": "WI", "w va": "WV", "wyo": "WY", "d c": "DC", "washington dc": "DC",
    "washington d c": "DC", "dist of columbia": "DC", "district of columbia": "DC", "p r": "PR", "porto rico": "PR",
    "n h": "NH", "n j": "NJ", "n m": "NM", "n y": "NY", "n c": "NC", "n d": "ND", "s c": "SC", "s d": "SD", "r i": "RI",
    "n carolina": "NC", "s carolina": "SC", "n dakota": "ND", "s dakota": "SD", "w virginia": "WV", "no carolina": "NC",
    "so carolina": "SC", "no dakota": "ND", "so dakota": "SD", "us virgin islands": "VI", "u s virgin islands": "VI",
    "virgin islands us": "VI", "v i": "VI", "usvi": "VI", "u s v i": "VI", "n mariana islands": "MP",
    "commonwealth of puerto rico": "PR", "commonwealth of pennsylvania": "PA", "commonwealth of massachusetts": "MA",
    "commonwealth of virginia": "VA", "commonwealth of kentucky": "KY", "state of washington": "WA", "washington state": "WA",
    "new york state": "NY", "norcal": "CA", "socal": "CA", "american samoa": "AS",
}  # fmt: skip
PROVINCES = {
    "alberta": "AB", "british columbia": "BC", "manitoba": "MB", "new brunswick": "NB", "newfoundland": "NL",
    "newfoundland and labrador": "NL", "nova scotia": "NS", "ontario": "ON", "prince edward island": "PE", "quebec": "QC",
    "saskatchewan": "SK", "ab": "AB", "bc": "BC", "mb": "MB", "nb": "NB", "nl": "NL", "ns": "NS", "on": "ON", "pe": "PE",
    "qc": "QC", "sk": "SK",
}  # fmt: skip


def key(text: str) -> str:
    """Lower-case words of a name: accents, apostrophes and points gone (`D.C.` → `dc`, `W. Va.` → `w va`)."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = re.sub(r"['’‘`.]", "", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


FORMS: dict[str, str] = {
    **SHORT_FORMS,
    **{key(k): v for k, v in SHORT_FORMS.items()},
    # "W.Va.", "N.Mex.", "U.S.V.I."
    **{k.replace(" ", ""): v for k, v in SHORT_FORMS.items() if re.fullmatch(r"[a-z]( [a-z]{1,3})+", k)},
    **{key(name): code for code, name in STATES.items()},
    **{code.lower(): code for code in STATES},
}


def code(text: str) -> str | None:
    """Two letters of a state or territory however it is written (`Puerto Rico`, `D.C.`, `Penna.`, `oh`), else None."""
    return FORMS.get(key(text))
