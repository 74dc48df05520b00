"""Whether an address is one posting's own, or the site's home page or a page of many. Pure."""

import re
from urllib.parse import urlsplit

_GENERAL = re.compile(
    r"(?:home|index|default|main|en|es|fr|us|en[-_](?:us|gb|ca)|careers?|jobs?|openings?|positions?|vacanc(?:y|ies)|employment|opportunit(?:y|ies)"
    r"|work(?:ing)?|join|team|talent|recruitment|recruiting|search|results?|list(?:ings?)?|all|view|details?|posting|board|center|portal|page"
    r"|current|open|available|physicians?|providers?|medical|staff|clinical|apply|application|candidates?|find|browse|site|app|with|for|at|our|us|and|the"
    r"|html?|php|aspx?|jsp)"
)
_MANY = re.compile(r"(?:jobs|openings|positions|careers|vacancies|opportunities)")
_PAGED = re.compile(r"\bpage[/=-]?\d+|\b20\d\d\b")


def is_own(url: str, title: str | None) -> bool:
    """Whether the address can be a single posting's own: it bears a number, or a word of the title where it names no list.
    `/`, `/careers`, `/about-us/join` and `/hospitalist-jobs` are nobody's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = _PAGED.sub("", parts.path.lower())
    behind = _PAGED.sub("", f"{parts.query} {parts.fragment}".lower())
    if re.search(r"\d", path + behind):
        return True
    words = re.findall(r"[^\W_]+", f"{path} {behind}")
    last = re.findall(r"[^\W_]+", path.rstrip("/").rpartition("/")[2])
    if any(map(_MANY.fullmatch, last)):
        return False
    told = {w[:5] for w in re.findall(r"[^\W_]+", (title or "").lower()) if len(w) > 2}
    return any(w[:5] in told and not _GENERAL.fullmatch(w) for w in words)
