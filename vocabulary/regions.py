"""Parts of the country by the states that people mean. Divisions: US Census Bureau; the others: common use, from memory."""

import re

from curbside.vocabulary.states import FORMS, STATES

_DIVISIONS = {
    "new england": "CT ME MA NH RI VT",
    "mid atlantic": "NJ NY PA",
    "east north central": "IL IN MI OH WI",
    "west north central": "IA KS MN MO NE ND SD",
    "south atlantic": "DE DC FL GA MD NC SC VA WV",
    "east south central": "AL KY MS TN",
    "west south central": "AR LA OK TX",
    "mountain west": "AZ CO ID MT NV NM UT WY",
    "pacific": "AK CA HI OR WA",
}
_GROUPS = {
    "northeast": ("new england", "mid atlantic"),
    "midwest": ("east north central", "west north central"),
    "south": ("south atlantic", "east south central", "west south central"),
    "west": ("mountain west", "pacific"),
}
_COMMON = {
    "pacific northwest": "OR WA",
    "west coast": "CA OR WA",
    "east coast": "CT DE DC FL GA ME MD MA NH NJ NY NC PA RI SC VA",
    "great lakes": "IL IN MI MN NY OH PA WI",
    "southeast": "AL FL GA KY MS NC SC TN VA",
    "southwest": "AZ NM NV TX",
    "carolinas": "NC SC",
    "dakotas": "ND SD",
    "dmv": "DC MD VA",
}
_ALSO = {
    "north east": "northeast", "north eastern us": "northeast", "northeastern us": "northeast", "middle west": "midwest",
    "southern us": "south", "the south": "south", "the west": "west", "mid-atlantic": "mid atlantic", "pnw": "pacific northwest",
    "mountain states": "mountain west", "mountain": "mountain west", "rockies": "mountain west", "south east": "southeast",
    "south west": "southwest", "north west": "pacific northwest", "northwest": "pacific northwest",
}  # fmt: skip


def states(text: str) -> list[str]:
    """Two-letter codes of the states that a region's name means ("the Midwest", "New England"); empty for none."""
    name = text.lower().strip().removeprefix("the ").strip()
    name = _ALSO.get(name, name)
    parts = _GROUPS.get(name, (name,))
    return [code for part in parts for code in (_DIVISIONS.get(part) or _COMMON.get(part) or "").split()]


_NAMES = "|".join(sorted(STATES.values(), key=len, reverse=True))
_COMPASS = r"(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west|central|mid)(?:ern)?"
_AREA = re.compile(
    r"(?i)^(?:(?:greater|metro(?:politan)?)\s.*\S|\S.*\s(?:area|metroplex|metro|region)|(?:the )?(?:bay area|tri-?state|triangle|inland empire"
    rf"|silicon valley|florida keys|twin cities|quad cities|hudson valley|lehigh valley)|(?:{_COMPASS}|upstate|downstate|coastal)\s(?:{_NAMES}))$"
)
_STATE = re.compile(
    rf"(?i)(?:,|^{_COMPASS}|^upstate|^downstate|^coastal)\s*({_NAMES})(?:\s(?:metropolitan|metro))?(?:\sarea)?$"
)


def area(place: str) -> tuple[bool, str | None]:
    """Whether a place is no town but what lies around one or a part of a state ("Greater Chicago Area", "Metro Detroit",
    "Southwest Michigan"), and the code of the one state that it names ("Portland, Oregon Metropolitan Area")."""
    said = " ".join(place.split())
    if said.lower() in FORMS or not _AREA.match(said):
        return False, None
    named = _STATE.search(said)
    return True, FORMS.get(named[1].lower()) if named else None
