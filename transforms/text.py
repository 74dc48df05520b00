"""Markup into plain text, set-wise."""

import polars as pl

from curbside.vocabulary.placeholders import NOTHING

_ASCII = {"d": "0-9", "w": "A-Za-z0-9_", "s": r"\t\n\r "}


def ascii_only(pattern: str) -> str:
    """`pattern` with `\\b`, `\\w`, `\\d` and `\\s` of ASCII alone: the matcher stays small and fast where text is not."""
    out, inside, at = [], False, 0
    while at < len(pattern):
        sign = pattern[at : at + 2] if pattern[at] == "\\" else pattern[at]
        inside = (inside or sign == "[") and sign != "]"
        if sign == r"\b" and not inside:
            out.append(r"(?-u:\b)")
        elif sign[1:] in _ASCII and len(sign) == 2:
            out.append(_ASCII[sign[1]] if inside else f"[{_ASCII[sign[1]]}]")
        else:
            out.append(sign)
        at += len(sign)
    return "".join(out)


# Entities that job pages hold → the sign. Replaced in one pass, as are their twice escaped forms (`&amp;nbsp;`).
_ENTITIES = {
    "nbsp": " ", "#160": " ", "#xa0": " ", "#xA0": " ", "lt": "<", "gt": ">", "#60": "<", "#62": ">", "quot": '"',
    "#34": '"', "#39": "'", "#039": "'", "apos": "'", "#x27": "'", "rsquo": "’", "#8217": "’", "lsquo": "‘",
    "#8216": "‘", "ldquo": "“", "#8220": "“", "rdquo": "”", "#8221": "”", "ndash": "–", "#8211": "–", "mdash": "—",
    "#8212": "—", "bull": "•", "#8226": "•", "middot": "·", "#183": "·", "hellip": "…", "#8230": "…", "reg": "®",
    "#174": "®", "trade": "™", "#8482": "™", "copy": "©", "frac12": "½", "frac14": "¼", "eacute": "é", "ntilde": "ñ",
    "aacute": "á", "uuml": "ü", "deg": "°", "times": "×", "sect": "§", "ge": "≥", "le": "≤", "#36": "$", "dollar": "$",
    "#43": "+", "plus": "+", "#40": "(", "#41": ")", "#44": ",", "#47": "/", "#58": ":", "#64": "@", "commat": "@",
    "#8203": "", "zwnj": "", "shy": "", "amp": "&", "#38": "&", "#038": "&", "#x26": "&",
}  # fmt: skip
_SPACES = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200b": "", "\ufeff": "", "\u00ad": "",
           "\\r\\n": "\n", "\\n": "\n", "\\t": " ", "\\xa0": " ", "\r": "\n", "\t": " "}  # fmt: skip
# Browsers show these without a break; every other tag ends a line. Bare ones go in the same pass as the entities.
_WITHIN = "a abbr b big em font i mark small span strike strong sub sup u"
_BLOCKS = "p br li ul ol div tr td h1 h2 h3 h4"
_BARE = {
    **{f"<{end}{tag}>": "" for name in _WITHIN.split() for tag in (name, name.upper()) for end in ("", "/")},
    **{f"<{end}{tag}>": "\n" for name in _BLOCKS.split() for tag in (name, name.upper()) for end in ("", "/")},
    "<br/>": "\n", "<br />": "\n", "<BR/>": "\n", "<BR />": "\n",
}  # fmt: skip
_CHARACTERS = {
    **{f"&amp;{name};": sign for name, sign in _ENTITIES.items()},
    **{f"&{name};": sign for name, sign in _ENTITIES.items()},
    **_SPACES,
    **_BARE,
    **{chr(code): " " for code in (*range(1, 9), 11, 12, *range(14, 32), 127)},
    "\x00": "",
}
_SCRIPT = r"(?is)<(?:script|style|noscript|template)\b[^>]*>.*?</(?:script|style|noscript|template)\s*>|<!--.*?-->"
_INLINE = rf"(?i)</?(?:{_WITHIN.replace(' ', '|')})(?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^\"'<>])*)?/?>"
_QUOTED = r"""</?[a-zA-Z!?](?:"[^"<]*"|'[^'<]*'|[^"'<>])*>"""  # a quoted value may hold a ">"
_TAG = r"</?[a-zA-Z!?][^<>]*>"
# Markup in which a quoted value holds an angle bracket, also one that is escaped: only a parser tells where the tag ends.
_ODD = r"""<[a-zA-Z][^<>]*=\s*(?:"[^"<>]*(?:[<>]|&[lg]t;|&quot;)|'[^'<>]*(?:[<>]|&[lg]t;|&apos;))"""


def _bare(markup: pl.Series) -> pl.Series:
    """The markup with no attributes, where a value of one holds an angle bracket; all else as it is."""
    odd = markup.str.contains(_ODD).fill_null(False)
    if not odd.any():
        return markup
    from bs4 import BeautifulSoup

    def without(text: str) -> str:
        soup = BeautifulSoup(text, "lxml")
        for tag in soup.find_all(True):
            tag.attrs = {}
        return str(soup)

    return markup.zip_with(
        ~odd,
        pl.Series(markup.name, [without(t) if o else None for t, o in zip(markup, odd, strict=True)], dtype=pl.String),
    )


def plain(markup: pl.Expr) -> pl.Expr:
    """Text of HTML (escaped twice or not) or of plain text: no tags, no entities, one line break between blocks."""
    markup = markup.map_batches(_bare, return_dtype=pl.String, is_elementwise=True)
    text = markup.str.replace_many(list(_CHARACTERS), list(_CHARACTERS.values()), leftmost=True)
    text = text.str.replace_all(_SCRIPT, " ").str.replace_all(_INLINE, "")
    text = text.str.replace_all(_QUOTED, "\n").str.replace_all(_TAG, "\n")
    text = text.str.replace_all(" {2,}", " ").str.replace_all(r" ?\n[ \n]*", "\n")
    return text.str.strip_chars()


def line(value: pl.Expr, longest: int = 500) -> pl.Expr:
    """A single-line field: control characters and runs of blanks gone, cut to `longest` characters; empty is null."""
    text = value.str.head(longest * 4).str.replace_all(r"[\s\u00a0\u200b\ufeff\x00-\x1f\x7f]+", " ")
    text = text.str.strip_chars().str.head(longest).str.strip_chars()
    return pl.when(text.str.len_bytes() > 0).then(text)


def said(value: pl.Expr, longest: int = 500) -> pl.Expr:
    """`line`, with null for the words that stand for nothing."""
    text = line(value, longest)
    return pl.when(~text.str.to_lowercase().is_in(list(NOTHING))).then(text)


def cut(value: pl.Expr, longest: int) -> pl.Expr:
    """At most `longest` characters, ended at a line or a word where one is near."""
    short = value.str.head(longest)
    return pl.when(value.str.len_bytes() > longest).then(short.str.replace(r"\s\S{0,60}$", "")).otherwise(value)
