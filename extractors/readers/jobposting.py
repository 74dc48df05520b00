"""schema.org JobPosting out of a page: JSON-LD first (bytes, one look for the script element, orjson), then
microdata and RDFa. Pure.

Format: schema.org/JobPosting and Google's rules for it; what real pages make of it: public readers' notes (2026-11)
and 6 (extruct's issues 84 and 109, Web Data Commons 2019, jobseek's tests). Read, not tried live.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import orjson

from curbside.extractors.readers import htmltree
from curbside.extractors.readers.markup import address, decode, line, lines, rich
from curbside.extractors.readers.repair import repaired

_ODD_TYPE = re.compile(rb"<script[^>]{0,500}?application/ld(?:\+|&#x2b;|&#43;)json[^>]{0,500}>", re.I)
_MAX_NODES = 20_000  # values looked at in one block
_MORE_TEXT = (  # told apart from the description by some sites, and part of it on others
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("jobBenefits", "Benefits"),
    ("incentiveCompensation", "Incentives"),
    ("workHours", "Hours"),
)


def postings(body: bytes, content_type: str = "") -> list[dict[str, Any]]:
    """Every JobPosting of a page as it stands there: JSON-LD, else microdata, else RDFa; [] when there is none."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16
        body = decode(body).encode()
    found = [p for block in _blocks(body) for p in _job_postings(_loaded(block, body, content_type))]
    if found or b"obPosting" not in body:
        return found
    return _attributes(body, content_type)


def records(body: bytes, url: str, content_type: str = "") -> list[dict[str, Any]]:
    """Every JobPosting of a page as a record without `key`; `url` is the page's address."""
    return [record(p, url) for p in postings(body, content_type)]


def one(body: bytes, url: str, key: str, content_type: str = "") -> list[dict[str, Any]]:
    """The page's own posting under `key`: of several (related jobs), the one whose address is the page's, else the
    first. [] when the page has none."""
    found = postings(body, content_type)
    if not found:
        return []
    own = found[0]
    if len(found) > 1:
        path = urlsplit(url).path.rstrip("/")
        own = next((p for p in found if urlsplit(address(p.get("url"), url)).path.rstrip("/") == path), own)
    read = record(own, url)
    read["key"] = key
    # a block a place: the same opening, told once for each
    for other in (record(p, url) for p in found if p is not own):
        if all(other[f] == read[f] for f in ("title", "employer")) and other.get("reference") == read.get("reference"):
            read["places"] = [*read["places"], *(p for p in other["places"] if p not in read["places"])]
    return [read]


TAG = 1000  # bytes of a script element's start at most


# --- finding ----------------------------------------------------------------------------------------------


def _blocks(body: bytes) -> Iterator[bytes]:
    """Contents of the JSON-LD script elements that name a JobPosting."""
    at = body.find(b"ld+json")
    seen = False
    low = b""  # the page in lower case, made where it is needed
    while at >= 0:
        start = body.find(b">", at, at + TAG) + 1
        tag = body.rfind(b"<", max(0, at - TAG), at)
        if start and tag >= 0 and body[tag + 1 : tag + 7].lower() == b"script":
            end = (low or body).find(b"</script", start)
            if end < 0 and not low:
                low = body.lower()
                end = low.find(b"</script", start)
            block = body[start : end if end >= 0 else len(body)]
            seen = True
            if b"obPosting" in block or b"obposting" in block:
                yield block
            start += len(block)
        at = body.find(b"ld+json", max(start, at + 7))
    if not seen and (b"json" in body or b"JSON" in body):
        low = low or body.lower()
        for m in _ODD_TYPE.finditer(body):
            end = low.find(b"</script", m.end())
            yield body[m.end() : end if end >= 0 else len(body)]
            if end < 0:
                break


def _loaded(block: bytes, body: bytes, content_type: str) -> Any:
    try:
        return orjson.loads(block)
    except orjson.JSONDecodeError:
        pass
    try:
        text = block.decode()
    except UnicodeDecodeError:
        head = body[:4096]  # the page's own meta element names the charset
        text = decode(head + b"\n\0" + block, content_type).partition("\n\0")[2]
    return repaired(text)


def _job_postings(value: Any) -> Iterator[dict[str, Any]]:
    """JobPosting nodes anywhere in a block, outermost first; references to other nodes by @id resolved."""
    if type(value) is dict and value.get("@type") == "JobPosting" and "title" in value:  # nearly every page
        yield value
        return
    stack, left, by_id, found = [value], _MAX_NODES, {}, []
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            kind = node.get("@type") or node.get("@Type") or node.get("type")
            if any(isinstance(k, str) and _is_job(k) for k in (kind if isinstance(kind, list) else [kind])):
                found.append(node)
                continue
            if isinstance(node.get("@id"), str):
                by_id[node["@id"]] = node
            stack.extend(reversed([v for v in node.values() if isinstance(v, dict | list)]))
    for node in found:
        node = _camel(node) if any(k[:1].isupper() for k in node) else node
        for k in ("hiringOrganization", "jobLocation"):
            ref = node.get(k)
            if isinstance(ref, dict) and set(ref) <= {"@id", "@type"} and ref.get("@id") in by_id:
                node = {**node, k: by_id[ref["@id"]]}
        yield node


def _is_job(kind: str) -> bool:
    return kind.lower().endswith("jobposting")


def _camel(value: Any) -> Any:
    """PascalCase keys (Cornerstone) as schema.org spells them."""
    if isinstance(value, dict):
        return {k[:1].lower() + k[1:]: _camel(v) for k, v in value.items()}
    return [_camel(v) for v in value] if isinstance(value, list) else value


def _attributes(body: bytes, content_type: str) -> list[dict[str, Any]]:
    """Microdata (itemscope, itemprop) and RDFa (typeof, property) of a page."""
    root = htmltree.parsed(decode(body, content_type))
    if root is None:
        return []
    for kind, prop in (("itemtype", "itemprop"), ("typeof", "property")):
        found = [
            _item(e, kind, prop, 0)
            for e in root.iter()
            if isinstance(e.tag, str) and any(_is_job(k) for k in (e.get(kind) or "").split())
        ]
        if found:
            return found
    return []


def _item(scope: Any, kind: str, prop: str, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stack = list(reversed(scope))
    while stack:
        e = stack.pop()
        if not isinstance(e.tag, str):
            continue
        nested = e.get(kind) is not None or e.get("itemscope") is not None
        for name in (e.get(prop) or "").split():
            name = name.rpartition(":")[2].rpartition("/")[2]
            value = _item(e, kind, prop, depth + 1) if nested and depth < 8 else _value(e, name, prop)
            before = found.get(name)
            if before is None:
                found[name] = value
            elif value not in (None, "", before):
                found[name] = [*before, value] if isinstance(before, list) else [before, value]
        if not nested:
            stack.extend(reversed(e))
    if not found and (text := " ".join(scope.text_content().split())):
        found["name"] = text
    return found


def _value(e: Any, name: str, prop: str) -> Any:
    for attribute in ("content", "datetime"):
        if e.get(attribute):
            return e.get(attribute)
    if name in ("url", "sameAs", "image", "logo") or e.tag in ("link", "img"):
        return e.get("href") or e.get("src") or e.text_content()
    if name in ("description", *(k for k, _ in _MORE_TEXT)):
        inner = htmltree.outer(e)
        return inner[inner.find(">") + 1 : inner.rfind("</")] if inner.endswith(">") else inner
    return _own_text(e, prop) or e.text_content()


def _own_text(e: Any, prop: str) -> str:
    """An element's text without code and without the properties that stand inside it: a title may hold the employer."""
    said: list[str] = []
    inside = 0  # elements under way that are left out
    for event, part in htmltree.walk(e):
        left_out = part is not e and (
            not isinstance(part.tag, str)
            or part.tag in ("script", "style", "template")
            or (part.get(prop) is not None and not {"url", "name", "title"}.intersection(part.get(prop).split()))
        )
        if event == "start":
            inside += left_out
            said += [part.text or ""] if not inside else []
            continue
        inside -= left_out
        said += [part.tail or ""] if not inside and part is not e else []
    return " ".join(" ".join(said).split()).strip(" -–—|·,;:")


# --- reading ----------------------------------------------------------------------------------------------


def record(p: dict[str, Any], url: str) -> dict[str, Any]:
    """A JobPosting node as a record without `key`. `url` is the page's address, kept where the node has none."""
    get = p.get
    read: dict[str, Any] = {
        "url": (address(own, url) if (own := get("url")) else "") or url,
        "title": line(get("title") or get("name")),
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
        read["reference"] = line(value.get("value") or value.get("name") if isinstance(value, dict) else value)
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
    for name, heading in _MORE_TEXT:
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
    if not isinstance(value, list):
        found = _place(value)
        return [found] if found else []
    named = [(line(v.get("name")) if isinstance(v, dict) else None, found) for v in value if (found := _place(v))]
    several: list[dict[str, Any]] = []
    parts = {tuple(f.get(k) for k in ("city", "state", "postal_code")) for _, f in named}
    names = {n for n, _ in named}
    for name, found in named:
        if len(parts) == 1 < len(names) and None not in names:
            found = {"text": name}  # one address copied under every place's name: the names are the places (Meta)
        if found not in several:
            several.append(found)
    return several


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
