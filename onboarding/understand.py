"""What an answer typed in plain words means, and what of it was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from curbside.settings import Near
from curbside.transforms import place, specialty
from curbside.vocabulary import days, regions, states

MILES = 50  # where a city is named without a distance
HOUR_MILES = 50  # an hour's drive


@dataclass(slots=True)
class Places:
    """States and circles of a search, with what is to be said of them. `anywhere`: the user said so."""

    states: list[str] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    anywhere: bool = False
    unclear: list[str] = field(default_factory=list)  # one line each, with the remedy

    def shown(self) -> str:
        """The whole in one line."""
        parts = [states.STATES[s] for s in self.states] + [f"within {n.miles:g} miles of {n.place}" for n in self.near]
        return ", ".join(parts) or "anywhere in the United States"


def specialties(text: str) -> tuple[list[str], list[str]]:
    """(names of the specialties, what was not understood in one line each)."""
    names: list[str] = []
    unclear: list[str] = []
    for piece in _specialty_pieces(text):
        if code := specialty.resolve(_bare(piece)):
            names += [n for n in [specialty.name(code)] if n not in names]
        else:
            unclear.append(f"{piece!r} is no specialty known here" + _close(piece))
    return names, unclear


def _bare(text: str) -> str:
    return re.sub(r"(?i)^(?:i['’]?m|i am)?\s*(?:an?\s+)?(?:board.certified\s+)?(?:in\s+)?(.+?)$", r"\1", text).strip()


def _specialty_pieces(text: str) -> list[str]:
    """The whole where it is one specialty ("Obstetrics and Gynecology"), else its parts."""
    text = text.strip(" .;,")
    if not text:
        return []
    if re.fullmatch(
        r"(?i)med(?:icine)?[ /-]*peds?(?:iatrics)?|(?:internal medicine|im) ?(?:/|-|and|&) ?peds?(?:iatrics)?", text
    ):
        return ["Internal Medicine", "Pediatrics"]  # trained and certified in both
    for separator in (None, r"\s*[;\n]\s*", r"\s*,\s*", r"\s*,\s*|\s+(?:and|or|&|plus)\s+|\s*/\s*"):
        parts = [p for p in re.split(separator, text) if p.strip()] if separator else [text]
        if all(_one(part) for part in parts):
            return parts
    return [p for p in re.split(r"\s*[,;\n]\s*", text) if p]


def _one(text: str) -> bool:
    """Whether the words are one specialty and hold no list."""
    return specialty.resolve(_bare(text)) is not None and "," not in text and ";" not in text


def _close(piece: str) -> str:
    close = specialty.close(piece)
    return f"; did you mean {' or '.join(close)}?" if close else "; take its usual name, such as Family Medicine or GI"


def visa(text: str) -> tuple[list[str], str]:
    """(visas that a posting must not rule out, what was not understood)."""
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    found = [v for v, form in (("J-1", r"j1|conrad|waiver"), ("H-1B", r"h1b")) if re.search(form, plain)]
    none = {
        "",
        "no",
        "none",
        "n",
        "citizen",
        "uscitizen",
        "greencard",
        "permanentresident",
        "notneeded",
        "idontneedone",
    }
    if found or plain in none or "greencard" in plain or "citizen" in plain:
        return found, ""
    return [], f"{text.strip()!r} is no visa that a search can ask for; it takes J-1, H-1B or none"


def start(text: str, today: date) -> tuple[date | None, str]:
    """(the first day to work, what was not understood)."""
    if not text.strip():
        return None, ""
    found = days.month(text, today)
    if found is None:
        return None, f"{text.strip()!r} is no day; it takes 7/1/2027, July 2027, summer 2027 or now"
    if found < today:
        return None, f"{found:%m/%d/%Y} has been; it takes a day to come"
    return found, ""


_DISTANCE = r"(?P<number>\d+(?:\.\d+)?|half an|an?|one|two)[ -]*(?P<unit>miles?|mi\b|km|kilomet\w+|minutes?|mins?|hours?|hrs?|h\b)"
_BEFORE = re.compile(
    rf"(?i)^(?:(?:with)?in\s+)?(?:about\s+|up to\s+|a\s+)?{_DISTANCE}['’]?s?(?:\s+(?:drive|commute|radius|ride))?\s*"
    r"(?:of|from|around|to|off|outside)\s+(?P<rest>.+)$"
)
_AFTER = re.compile(rf"(?i)^(?P<rest>.+?)\s*[(+,]?\s*(?:within\s+|up to\s+)?{_DISTANCE}\s*(?:radius|around|away)?\)?$")
_LEAD = re.compile(
    r"(?i)^(?:(?:anywhere|somewhere|preferably|maybe|also|the|all of|whole of|near|nearby|around|close to|in|at|to|from"
    r"|(?:my\s+)?(?:partner|wife|husband|spouse|fianc[eé]e?|girlfriend|boyfriend|family|parents|kids|in-laws)(?:['’]s)?"
    r"(?:\s+(?:city|town|job|works?|lives?|is|are|has|will be|matched|family))*)\s*:?\s+)+"
)
_AREA = re.compile(r"(?i)^greater\s+|\s+(?:(?:metro(?:politan)?|greater)\s*)?(?:area|region|metro|suburbs)$")
_ANYWHERE = re.compile(
    r"(?i)^(?:anywhere|everywhere|any|all|open|wherever|nation ?wide|no preference|flexible|(?:the )?(?:usa?|u\.s\.a?\.?|united states))$"
)
_NOT = re.compile(r"(?i)^(?:but\s+)?(?:not|no|except|excluding|avoid|anything but)\b")
_APART = re.compile(
    r"(?i)[;\n|]|(?<=[a-z]{4})\.\s+|,?\s+(?:or|and|plus|but)\s+(?=\S)|\s+&\s+|/"
    r"|,\s*(?=(?:within|near|around|close to|about|up to|half|an? hour|\d+(?:\.\d+)? ?(?:mi|km|h|min)|(?:my )?(?:partner|wife|husband))\b)"
)
_REMOTE = re.compile(
    r"(?i)^(?:fully |100% )?(?:remote|tele(?:health|medicine|work)|work from home|virtual)(?: work| only)?$"
)
# Names of areas that no register of cities has; from memory
_KNOWN_AS = {
    "bay area": "San Francisco, CA", "san francisco bay": "San Francisco, CA", "sf bay": "San Francisco, CA",
    "twin cities": "Minneapolis, MN", "dfw": "Dallas, TX", "chicagoland": "Chicago, IL", "nyc": "New York, NY",
    "new york city": "New York, NY", "research triangle": "Raleigh, NC", "the triangle": "Raleigh, NC",
    "silicon valley": "San Jose, CA", "dc": "Washington, DC", "inland empire": "Riverside, CA", "tri-cities": "Kennewick, WA",
    "lehigh valley": "Allentown, PA", "hampton roads": "Norfolk, VA", "quad cities": "Davenport, IA",
}  # fmt: skip


def places(text: str) -> Places:
    """States by name or letters, regions, cities with or without a distance, ZIP codes, a partner's city."""
    found = Places()
    cities: list[tuple[str, float]] = []  # said without a state that is sure
    miles = 0.0
    for piece in filter(None, (p.strip(" .,") for p in _APART.split(text))):
        if _NOT.search(piece):
            found.unclear.append(f"{piece!r}: a search names where to look, not where not; name the states you want")
            continue
        own, rest = _distance(piece)
        miles = own or miles
        _read(_LEAD.sub("", rest), miles or MILES, found, cities)
    for city, far in cities:
        _settle(city, far, found)
    found.states = list(dict.fromkeys(found.states))
    found.near = list({n.place: n for n in found.near}.values())
    return found


def _distance(piece: str) -> tuple[float, str]:
    """(miles, the rest of "within an hour of Boston"); 0 where no distance is named."""
    match = _BEFORE.match(piece) or _AFTER.match(piece)
    if match is None:
        return 0.0, piece
    number = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "half an": 0.5}.get(match["number"].lower())
    amount, unit = number if number is not None else float(match["number"]), match["unit"].lower()
    if unit.startswith("k"):
        amount *= 0.6214
    elif unit.startswith("min"):
        amount *= HOUR_MILES / 60
    elif unit.startswith("h"):
        amount *= HOUR_MILES
    return max(1.0, min(5000.0, round(amount))), match["rest"]


def _read(text: str, miles: float, found: Places, cities: list[tuple[str, float]]) -> None:
    """One piece: "Ohio", "Boston, MA", "Boston, Ohio" (two places), "the Midwest", "02115", "northern California"."""
    parts = [p.strip() for p in text.split(",") if p.strip()]
    at = 0
    while at < len(parts):
        whole = _LEAD.sub("", parts[at])
        part = whole if whole.lower() in _KNOWN_AS else _AREA.sub("", whole)
        after = re.sub(r"\s+\d{5}(?:-\d{4})?$", "", parts[at + 1]) if at + 1 < len(parts) else ""
        state = states.code(after) if after else None
        letters = state is not None and len(after.replace(".", "")) == 2
        if state and (states.code(part) in (None, state) or letters) and place.locate(f"{part}, {state}"):
            found.near.append(Near(place=f"{_titled(part)}, {state}", miles=miles))
            at += 2
            continue
        at += 1
        if _ANYWHERE.match(part):
            found.anywhere = True
        elif _REMOTE.match(part):
            found.unclear.append(f"{part!r}: a search goes by place and has no key for remote work")
        elif part.lower() in _KNOWN_AS:
            found.near.append(Near(place=_KNOWN_AS[part.lower()], miles=miles))
        elif len(part.split()) > 1 and part.isupper() and all(states.code(w) for w in part.split()):
            found.states += [c for w in part.split() if (c := states.code(w))]
        elif code := states.code(part):
            found.states.append(code)
        elif several := regions.states(part):
            found.states += several
        elif part:
            cities.append((part, miles))


def _settle(text: str, miles: float, found: Places) -> None:
    """A place whose state is not said beside it: the one that is meant by all, or that the rest of the answer tells."""
    if re.fullmatch(r"\d{5}(?:-\d{4})?", text) and place.locate(text):
        found.near.append(Near(place=text, miles=miles))
        return
    last = text.split()[-1]
    if len(text.split()) > 1 and (code := states.code(last)) and place.locate(f"{text[: -len(last)].strip()}, {code}"):
        found.near.append(Near(place=f"{_titled(text[: -len(last)].strip())}, {code}", miles=miles))
        return
    city, state = place.named(text)
    bearers = place.bearers(city or text)
    here = [s for s in bearers if s in found.states]
    if city and state:
        found.near.append(Near(place=f"{city}, {state}", miles=miles))
    elif state:
        found.states.append(state)
        found.unclear.append(f"{text!r} is taken as the whole of {states.STATES[state]}; name a city for a part of it")
    elif len(here) == 1 or len(bearers) == 1:
        here = here or bearers
        found.near.append(Near(place=f"{_titled(text)}, {here[0]}", miles=miles))
    elif bearers:
        some = " or ".join(f"{_titled(text)}, {s}" for s in bearers[:3])
        found.unclear.append(f"{text!r} is in more than one state; write {some}")
    else:
        found.unclear.append(f"{text!r} is no place known here; it takes a state, a city with its state, or a ZIP code")


def _titled(text: str) -> str:
    return text.title() if text.islower() else text


def numbers(text: str, most: int) -> list[int] | None:
    """Which of a numbered list: "1 3-5", "all", "none"; None for anything else."""
    words: Iterable[str] = text.lower().replace(",", " ").split()
    if text.strip().lower() in ("all", "yes", "y"):
        return list(range(1, most + 1))
    if text.strip().lower() in ("none", "no", "0"):
        return []
    chosen: list[int] = []
    for word in words:
        found = re.fullmatch(r"(\d+)(?:-(\d+))?", word)
        if found is None or not 1 <= int(found[1]) <= int(found[2] or found[1]) <= most:
            return None
        chosen += range(int(found[1]), int(found[2] or found[1]) + 1)
    return list(dict.fromkeys(chosen)) or None
