"""JSON as careless templates write it, made readable: what `json` refuses, a browser-side reader may still take.

Mended: control characters and line breaks in strings, comments, CDATA and HTML-comment wrappers, text before and
after the value, trailing and missing commas, bad escapes (`\\$`, `\\'`), single-quoted or bare keys, unescaped quotes
inside strings, `undefined`, a block whose every quote is an entity. Pure; never raises.
"""

import html
import json
import re
from typing import Any

MAX_TEXT = 4 << 20  # characters: the longest real block seen has 0.2 million
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.{0,500}?\*/|<!--|-->)
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<single>'(?:\\.|(?!'\s{0,40}(?:[:,}\]]|\Z))[^\\])*'(?=\s{0,40}(?:[:,}\]]|\Z)))
      | (?P<mark>[{}\[\],:])
      | (?P<word>[^\s{}\[\],:"]+)""",
    re.X | re.S,
)
_QUOTE = re.compile(r'\\.|"', re.S)
_AFTER_VALUE = re.compile(r'\s{0,400}(?:[,:}\]]|\Z)|\s{0,400}\n\s{0,400}"')  # what may follow a string
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\(.)|([\x00-\x1f])', re.S)
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_LITERAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


def repaired(text: str, whole: bool = False) -> Any:
    """The JSON value in `text`, or None if there is none to be had.

    `whole`: give None, too, where the text ends before the value does (a cut-off list must not pass for a short one).
    """
    text = _unwrapped(text[:MAX_TEXT])
    if "&quot;" in text and '"' not in text.replace('\\"', ""):
        text = html.unescape(text)
    for attempt in (_as_is, _tokens, _careful):
        found = attempt(text, whole)
        if isinstance(found, dict | list):
            return found
    return None


def _unwrapped(text: str) -> str:
    """Without CDATA and HTML-comment wrappers, in or out of JavaScript comments."""
    text = text.strip("\ufeff \t\r\n")
    for _ in range(3):
        before = text
        for opening in (
            "//<![CDATA[",
            "// <![CDATA[",
            "/*<![CDATA[*/",
            "/* <![CDATA[ */",
            "<![CDATA[",
            "<!--//",
            "<!--",
            "//",
        ):
            text = text.removeprefix(opening).lstrip()
        for closing in ("//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//-->", "// -->", "-->", ";"):
            text = text.removesuffix(closing).rstrip()
        if text == before:
            break
    return text


def _as_is(text: str, whole: bool) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _tokens(text: str, whole: bool) -> Any:
    """Token by token: strings mended, commas set right, what is left open closed."""
    start = re.search(r"[{\[]", text)
    if not start:
        return None
    out: list[str] = []
    open_: list[str] = []
    before = ""  # the last token: "value", "," ":" "{" "["
    at = start.start()
    while at < len(text):
        m = _TOKEN.match(text, at)
        if not m:
            if whole:
                return None
            break  # an unended string
        at = m.end()
        token = m[0]
        if m["space"]:
            continue
        if m["mark"] and token in "}]":
            if before in (",", ":"):
                out.append("null") if before == ":" else out.pop()
            if not open_:
                break
            token = open_.pop()
            out.append(token)
            before = "value"
            if not open_:
                break
            continue
        if m["mark"] and token in ",:":
            if before in (",", ":", "{", "["):
                continue
            out.append(token)
            before = token
            continue
        value = token if m["mark"] else _value(token, quoted=m["string"] or m["single"])
        if value is None:
            continue
        if before == "value":
            out.append(",")
        out.append(value)
        before = token if m["mark"] else "value"
        if m["mark"]:
            open_.append("}" if token == "{" else "]")
    if whole and open_:
        return None
    if open_ and before in (",", ":"):
        out.pop() if before == "," else out.append("null")
    return _loaded([*out, *reversed(open_)])


def _loaded(tokens: list[str]) -> Any:
    """What the tokens say as JSON; None: they are none."""
    try:
        return json.loads("".join(tokens), strict=False)
    except (ValueError, RecursionError):
        return None


def _value(token: str, quoted: str | None) -> str | None:
    """A value as JSON writes it: Python's and JavaScript's words, bare ones, single quotes. None: it is no value."""
    if quoted:
        return _string(token[1:-1] if token[0] == '"' else _BARE_QUOTE.sub(r'\\"', token[1:-1]))
    if _LITERAL.fullmatch(token):
        return token
    if token in ("undefined", "NaN", "None"):
        return "null"
    if token in ("True", "False"):
        return token.lower()
    return _string(token) if re.fullmatch(r"[\w@$.+-]+", token) else None


def _careful(text: str, whole: bool) -> Any:
    """For quotes inside strings: each is escaped unless it stands where a string may end, then as `_tokens`."""
    out: list[str] = []
    inside, done = False, 0
    for m in _QUOTE.finditer(text):
        if m[0] != '"':
            continue
        if not inside:
            inside = True
        elif _AFTER_VALUE.match(text, m.end()):
            inside = False
        else:
            out += [text[done : m.start()], '\\"']
            done = m.end()
    return _tokens("".join([*out, text[done:]]), whole) if out else None


def _string(inside: str) -> str:
    return '"' + _ESCAPE.sub(_escape, inside) + '"'


def _escape(m: re.Match[str]) -> str:
    if m[1]:
        return m[0]
    if m[2] is not None:
        return json.dumps(m[2])[1:-1] if m[2] > "\x1f" else " "
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(m[3], " ")
