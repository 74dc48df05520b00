"""What one schema.org JobPosting says, as a record: employer, places, pay, text."""

import re
from typing import Any
from urllib.parse import urlsplit

from curbside.extractors.readers.markup import address, line, lines, rich, untagged
from curbside.extractors.readers.places import WITHIN, apart

MORE_TEXT = (  # told apart from the description by some sites, and part of it on others
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("jobBenefits", "Benefits"),
    ("incentiveCompensation", "Incentives"),
    ("workHours", "Hours"),
)


def record(p: dict[str, Any], url: str) -> dict[str, Any]:
    """A JobPosting node as a record without `key`. `url` is the page's address, kept where the node has none."""
    get = p.get
    read: dict[str, Any] = {
        "url": (address(own, url) if (own := get("url")) else "") or url,
        "title": untagged(get("title") or get("name")),
        "employer": _employer(get("hiringOrganization")),
        "places": places(get("jobLocation")),
        "posted": line(get("datePosted")),
        "closes": line(get("validThrough")),
        "description": _description(p),
    }
    if value := get("employmentType"):
        read["employment"] = lines(value)
    if categories := [
        c for k in ("occupationalCategory", "relevantOccupation", "industry") if (v := get(k)) for c in lines(v) or ()
    ]:
        read["categories"] = list(dict.fromkeys(categories))
    if value := get("identifier"):
        read["reference"] = _reference(value, read["employer"])
    if value := get("baseSalary"):
        read |= pay(value, get("salaryCurrency"))
    if value := get("jobLocationType"):
        read["remote"] = line(value)
    if (value := get("applicantLocationRequirements")) and not read["places"]:
        read["places"] = _wanted_from(value)
    if isinstance(value := get("applicationContact") or get("contactPoint"), dict):
        read["contact_name"] = line(value.get("name"))
        read["contact_role"] = line(value.get("jobTitle") or value.get("contactType"))
        read["contact_email"] = line(value.get("email"))
        read["contact_phone"] = line(value.get("telephone"))
        if own := address(value.get("url"), url):
            read["apply_url"] = own
    if isinstance(value := get("potentialAction"), dict):
        target = value.get("target")
        if own := address(target.get("urlTemplate") if isinstance(target, dict) else target, url):
            read["apply_url"] = own
    return read


def _reference(value: Any, employer: str | None) -> str | None:
    """The number of an `identifier` in any shape. Its `name` is whose numbers they are; a number itself only where it
    looks like one and stands alone."""
    if isinstance(value, list):
        return next((found for v in value if (found := _reference(v, employer))), None)
    if not isinstance(value, dict):
        found = line(value)
        return found if found != employer else None
    if found := _reference(value.get("value", value.get("@value")), employer):
        return found
    name = line(value.get("name"))
    return name if name and name != employer and re.search(r"\d", name) else None


def _wanted_from(value: Any) -> list[dict[str, Any]]:
    """Where applicants may live, as places. A country is one by its own name alone, and a list of countries is nowhere:
    it says where people are hired from, not where they work."""
    areas = value if isinstance(value, list) else [value]
    countries = [line(a) for a in areas if isinstance(a, dict) and "Country" in str(a.get("@type"))]
    if not countries:
        return places(value)
    home = next(
        (c for c in countries if c and c.upper() in ("US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA")), None
    )
    named = home or (countries[0] if len(set(countries)) == 1 else None)
    rest = [a for a in areas if not (isinstance(a, dict) and "Country" in str(a.get("@type")))]
    return places(rest) if rest else [{"country": named}] if named else []


def _description(p: dict[str, Any]) -> str | None:
    text = rich(p.get("description"))
    for name, heading in MORE_TEXT:
        value = p.get(name)
        if value and isinstance(value, str | list) and (more := rich(value)):
            if text is None:
                text = more
            elif more[:80] not in text:
                text = f"{text}\n<h3>{heading}</h3>\n{more}"
    return text


def _employer(value: Any) -> str | None:
    if isinstance(value, list):
        return next((found for v in value if (found := _employer(v))), None)
    if isinstance(value, dict):
        found = line(value.get("name")) or line(value.get("legalName")) or line(value.get("alternateName"))
        value = found or value.get("@id") or value.get("url") or value.get("sameAs")
    found = line(value)
    if found and found.startswith(("http://", "https://")):  # a site instead of a name: its host says who it is
        return (urlsplit(found).hostname or "").removeprefix("www.") or None if found.count(" ") == 0 else found
    return found


def places(value: Any) -> list[dict[str, Any]]:
    """Places of a `jobLocation` in any shape: list, dict with or without address, plain text."""
    if not value:
        return []
    value = [one for v in (value if isinstance(value, list) else [value]) for one in _an_address_each(v)]
    named = [(line(v.get("name")) if isinstance(v, dict) else None, found) for v in value if (found := _place(v))]
    parts = {tuple(f.get(k) for k in ("city", "state", "postal_code")) for _, f in named}
    names = {n for n, _ in named}
    if len(parts) == 1 < len(names) and None not in names:
        return apart({"text": name} for name, _ in named)  # one address copied under every place's name (Meta)
    return apart(found for _, found in named)


def _an_address_each(place: Any) -> list[Any]:
    """A Place with several addresses as one Place each; its coordinates are the first one's."""
    at = place.get("address") if isinstance(place, dict) else None
    told = [a for a in at if a] if isinstance(at, list) else []
    if len(told) < 2:
        return [place]
    bare = {k: v for k, v in place.items() if k not in ("geo", "latitude", "longitude")}
    return [{**place, "address": told[0]}, *({**bare, "address": a} for a in told[1:])]


def _place(value: Any) -> dict[str, Any] | None:
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if not isinstance(value, dict):
        text = line(value)
        return {"text": text} if text else None
    at = value.get("address")
    if isinstance(at, list):
        at = next((a for a in at if a), None)
    if at is None and ("addressLocality" in value or "addressRegion" in value):
        at = value
    found: dict[str, Any] = {}
    if isinstance(at, dict):
        for ours, theirs in (
            ("city", "addressLocality"),
            ("state", "addressRegion"),
            ("postal_code", "postalCode"),
            ("country", "addressCountry"),
        ):
            if (v := at.get(theirs)) and (v := line(v)):
                found[ours] = v
        street = line(at.get("streetAddress"))
        if not found.keys() & {"city", "state", "postal_code"} and street and WITHIN.search(street):
            found["text"] = street  # the whole address in its first field
    elif text := line(at):
        found["text"] = text
    if not found and (text := line(value.get("name"))):
        found["text"] = text
    geo = value.get("geo")
    if isinstance(geo, list):
        geo = next((g for g in geo if g), None)
    if isinstance(geo, dict) or "latitude" in value:
        geo = geo if isinstance(geo, dict) else value
        found |= coordinates(geo.get("latitude"), geo.get("longitude"))
    return found or None


def coordinates(latitude: Any, longitude: Any) -> dict[str, float]:
    """`latitude` and `longitude` in degrees, {} where they are missing, 0,0 or off the globe."""
    try:
        lat, lon = float(latitude), float(longitude)
    except (TypeError, ValueError):
        return {}
    if (lat == 0 and lon == 0) or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return {}
    return {"latitude": lat, "longitude": lon}


def pay(value: Any, currency: Any = None) -> dict[str, str | None]:
    """Pay of a `baseSalary` in any shape: {} or some of pay_min, pay_max, pay_unit, pay_currency, pay_text."""
    if isinstance(value, list):
        return next((found for v in value if (found := pay(v, currency))), {})
    outer = {k.lower(): v for k, v in value.items()} if isinstance(value, dict) else {"value": value}
    inner = outer.get("value")
    if isinstance(inner, list):
        inner = next((v for v in inner if v), None)
    inner = {k.lower(): v for k, v in inner.items()} if isinstance(inner, dict) else {"value": inner}
    both = {**outer, **{k: v for k, v in inner.items() if line(v) is not None}}
    one_ = line(both.get("value") if not isinstance(both.get("value"), dict) else None) or line(both.get("price"))
    low, high = (
        _amount(both.get("minvalue", both.get("minprice"))),
        _amount(both.get("maxvalue", both.get("maxprice"))),
    )
    text = line(both.get("description")) if not (low or high or one_) else None
    if one_ and not (low or high):
        if amount := _amount(one_):
            low = high = amount
        elif not _number(one_):
            text = one_
    if text is None:  # words in a number's place: "DOE", "$310,000" and "$360,000"
        ends = (line(both.get("minvalue")), line(both.get("maxvalue")))
        text = " - ".join(dict.fromkeys(word for word in ends if word and _number(word) is None)) or None
    if not (low or high or text):
        return {}
    found = {
        "pay_min": low,
        "pay_max": high,
        "pay_text": text,
        "pay_unit": line(both.get("unittext") or both.get("unitcode") or both.get("duration")),
        "pay_currency": line(both.get("currency") or both.get("pricecurrency") or both.get("unitcurrency") or currency),
    }
    return {k: v for k, v in found.items() if v}


def _number(text: str) -> str | None:
    """`text` where it is one plain number, thousands separators allowed."""
    return text if re.fullmatch(r"\d{1,12}(?:[,.]\d{1,12}){0,5}", text) else None


def _amount(value: Any) -> str | None:
    """A number other than 0, as written."""
    found = line(value)
    return found if found and _number(found) and found.strip("0.,") else None
