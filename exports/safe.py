"""Foreign text made harmless for the place it is shown in: postings are written by strangers."""

import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

WIDTH = 200  # characters of a title or name that are shown
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters: terminal escapes, and what XML refuses
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # direction, zero width
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # lone surrogates, non-characters, tags
)
_SPACE = re.compile(r"\s+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # Excel reads the full-width ones too
_MARKDOWN = re.compile(r"[\\`*_\[\]|~#]|(?<=\])\(|(?<=:)//|(?<=\bwww)\.")
_EXTENSION = re.compile(r"(?i)\s*(?:\bext|\bx\s*\d|[#,;])")
_URL_UNSAFE = re.compile(r"[\s<>\"'`\\^{}|()\[\]]")


def plain(value: object, width: int = WIDTH) -> str:
    """One line of visible text: control and direction characters removed, spaces squeezed, cut to `width` with `…`."""
    text = str(value if value is not None else "")[: width * 4 + 100]
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text.replace("\ufeff", " "))).strip()
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def local(minute: str, zone: tzinfo | None = None) -> str:
    """A minute of UTC ("2026-11-23 09:59") on the clock of `zone` (None: this machine's): "Nov 23, 2026, 4:59 AM EST"."""
    try:
        when = datetime.strptime(minute, "%Y-%m-%d %H:%M").replace(tzinfo=UTC).astimezone(zone)
    except (TypeError, ValueError):
        return minute or ""
    return f"{when:%b} {when.day}, {when.year}, {when.hour % 12 or 12}:{when:%M %p %Z}"


def phone(number: str) -> str:
    """A number of the United States as people write it, "(216) 555-0148"; any other as it is."""
    digits = "".join(c for c in number if c.isdigit())
    abroad = number.lstrip().startswith("+") and digits[:1] != "1"
    digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if abroad or len(digits) != 10 or digits[0] in "01" or not re.fullmatch(r"[\d\s()+.-]+", number):
        return number
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"


def dial(text: str) -> str | None:
    """The address that a phone dials, without an extension; None for what is no number."""
    number = _EXTENSION.split(text)[0].strip()
    digits = "".join(c for c in number if c.isdigit())
    if len(digits) < 7 or "@" in text:
        return None
    if re.fullmatch(r"\([2-9]\d\d\) \d{3}-\d{4}", phone(number)):
        return f"tel:+1{digits[-10:]}"
    return f"tel:{'+' * ('+' in number)}{digits}"


def link(value: object) -> str | None:
    """`value` if it is safe to click (http, https, mailto), special characters encoded; else None."""
    text = _INVISIBLE.sub("", str(value or "")).strip()
    if len(text) > 2_000:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https", "mailto") or (scheme != "mailto" and not parts.netloc):
        return None
    return _URL_UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", text)


def markdown(value: object) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link made of it."""
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(lambda sign: "".join("\\" + c for c in sign[0]), text)


def cell(value: object) -> object:
    """A spreadsheet's cell: text that a spreadsheet would take for a formula gets a leading apostrophe.

    Lists become `a; b`, days ISO text; numbers and truth values stay.
    """
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set):
        value = "; ".join(plain(item) for item in value)
    text = _INVISIBLE.sub("", str(value)).strip(" \n")
    return "'" + text if text.startswith(_FORMULA) else text


def angles(value: object) -> str:
    """Text without angle brackets, for feed titles, which some readers take for HTML and others for text."""
    return str(value).replace("<", "‹").replace(">", "›")


def money(low: Any, high: Any) -> str:
    """Pay a year in words: `$350k–$400k a year`; empty when neither is known."""
    low, high = (float(low) if low else None), (float(high) if high else None)

    def short(dollars: float) -> str:
        return f"${dollars / 1000:,.0f}k" if dollars >= 1000 else f"${dollars:,.0f}"

    if low and high and short(low) != short(high):
        return f"{short(low)}–{short(high)} a year"
    if low and high:
        return f"{short(low)} a year"
    if low:
        return f"from {short(low)} a year"
    return f"up to {short(high)} a year" if high else ""
