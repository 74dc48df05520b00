"""What a page is that stands in a posting's place and holds none, in the words that a run says of it. Pure."""

import re

from curbside.extractors.readers.characters import decode

LOOKED_AT = 200_000  # bytes of a page
SHELL = 200  # characters of text that a page without its script may show
_CHECK = re.compile(
    r"just a moment|checking (?:your|the|if the site) (?:browser|connection)|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)"
    r"|cf[-_]chl|challenge-platform|g-recaptcha|h-captcha|captcha-delivery|_incapsula_|pardon our interruption|unusual traffic|access denied|ddos protection"
    r"|enable javascript and cookies to continue",
    re.I,
)
_SIGN_IN = re.compile(
    r"<input[^>]{0,300}type\s*=\s*[\"']?password|<(?:h1|h2|title)[^>]{0,200}>\s*(?:sign|log)[ -]?in\b", re.I
)
_REFRESH = re.compile(r"<meta[^>]{0,200}http-equiv\s*=\s*[\"']?refresh[^>]{0,300}url\s*=", re.I)
_UNSEEN = ("script", "style", "noscript", "head")


def why(body: bytes, content_type: str = "") -> str | None:
    """What the page is instead: `a check for robots`, `a sign-in` …; None where nothing tells."""
    if body.startswith(b"%PDF-"):
        return "a PDF"
    text = decode(body[:LOOKED_AT], content_type)
    shown = _shown(text)
    if "ld+json" in text and "obPosting" in text:
        return "with data that could not be read"
    if _CHECK.search(text) and len(shown) < 10 * SHELL:
        return "a check for robots"
    if _SIGN_IN.search(text):
        return "a sign-in"
    if _REFRESH.search(text):
        return "leading elsewhere"
    if "<script" in text.lower() and len(shown) < SHELL:
        return "filled in by a script"
    return None


def _shown(text: str) -> str:
    """The text that a page shows without its script. What is never closed is sought no end for, or a page of such would
    be read from each to its end."""
    for name in _UNSEEN:
        if ends := [m.end() for m in re.finditer(rf"</{name}\s*>", text, re.I)]:
            text = re.sub(rf"(?is)<{name}\b.*?</{name}\s*>", " ", text[: ends[-1]]) + text[ends[-1] :]
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())
