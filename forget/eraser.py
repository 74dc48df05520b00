"""Taking a person's name and addresses out of texts, however they are spelled or encoded there."""

from __future__ import annotations

import email
import email.policy
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from html.entities import codepoint2name

REMOVED = "removed"
# Between two words of a name: spaces, and what stands for them in pages, addresses and JSON. Of a bounded length, so that
# a page of nothing else costs no time.
_SIGNS = r"&nbsp;|&#160;|&#xa0;|\\u00a0|\\n|%20"
_SPACE = rf"(?:[\s+_-]|{_SIGNS}){{1,8}}"
_GAP = rf"(?:[\s+_.-]|{_SIGNS}){{1,8}}"
# Marks in signs of their own: an e and an acute behind it, as a Mac's file names and some programs have them.
_MARKS = r"(?:[\u0300-\u036f]|\\u03[0-6][0-9a-f]){0,3}"
_INITIAL = rf"(?:{_GAP}\w\.?)?"


class Eraser:
    """Finds and removes one person: `names` of two words and more either way round, `words` (addresses, numbers) whole.

    A name of one word is looked for by `finds` alone, which decides on whole files that can be made again: in a text
    of others it may be a word of theirs.
    """

    def __init__(self, names: Iterable[str], words: Iterable[str]) -> None:
        each = [r"\D{0,3}".join(w) if w.isdigit() else "".join(map(_letter, w)) for w in words]
        alone = []
        for name in names:
            parts = ["".join(map(_letter, w.strip("."))) for w in re.findall(r"[^\s,]+", name) if w.strip(".")]
            if len(parts) >= 2:
                each.append(_GAP.join(parts))
                each.append(f"{parts[0]}{_INITIAL}{_GAP}{parts[-1]}")
                each.append(rf"{parts[-1]}(?:\s{{0,4}},\s{{0,4}}|{_SPACE}){parts[0]}")
            elif parts and len(name) >= 3:
                alone.append(parts[0])
        self._pattern = _whole(each, re.IGNORECASE)
        self._alone = _whole(alone, re.NOFLAG)

    def finds(self, text: str) -> bool:
        return bool(self._pattern.search(text) or self._alone.search(text))

    def clean(self, text: str) -> str:
        """`text` with `removed` in the person's place."""
        return self._pattern.sub(REMOVED, text)

    def body(self, body: bytes) -> bytes:
        """A page, feed, answer or mail without the person."""
        text = body.decode("utf-8", "surrogateescape")
        clean = self.clean(text)
        if re.match(r"[\w-]+: ", text[:80]) and self._pattern.search(mail_text(body)):
            return self._mail(clean.encode("utf-8", "surrogateescape"))
        return clean.encode("utf-8", "surrogateescape")

    def _mail(self, body: bytes) -> bytes:
        """A mail whose parts are encoded: headers that name the person go, texts are cleaned."""
        message = email.message_from_bytes(body, policy=email.policy.default)
        for key in {k for k, v in message.items() if self._pattern.search(str(v))}:
            value = self.clean(str(message[key]))
            del message[key]
            if key.lower() == "subject":
                message[key] = value
        for part in message.walk():
            payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
            if isinstance(payload, bytes) and self._pattern.search(text := payload.decode("utf-8", "replace")):
                part.set_content(self.clean(text), subtype=part.get_content_subtype())
        return message.as_bytes()


def mail_text(body: bytes) -> str:
    """Headers and texts of a mail, decoded."""
    message = email.message_from_bytes(body, policy=email.policy.default)
    parts = [str(value) for value in message.values()]
    for part in message.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            parts.append(payload.decode("utf-8", "replace") if isinstance(payload, bytes) else "")
    return "\n".join(parts)


def _whole(each: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """Any of `each`, not within a longer word: "Ana Ruiz-Diaz" is not "Ana Ruiz"."""
    return re.compile("|".join(rf"(?<![^\W_])(?<!\w-)(?:{e})(?!-?[^\W_])" for e in each) or r"(?!)", flags)


@cache
def _marked() -> dict[str, str]:
    """A letter of ASCII → the Latin letters that are it with a mark, in one sign each."""
    found: dict[str, str] = {}
    for sign in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        bare = unicodedata.normalize("NFD", sign)[0]
        if bare.isascii():
            found[bare] = found.get(bare, "") + sign
    return found


def _letter(sign: str) -> str:
    """One sign as pages, JSON, addresses and people without the key, or with the mark behind the letter, write it."""
    if sign.isascii() and sign.isalnum():
        return f"[{sign}{_marked()[sign]}]{_MARKS}" if sign in _marked() else sign
    code = ord(sign)
    ways = [re.escape(sign), rf"\\u{code:04x}", rf"&#{code};", rf"&#x{code:x};", *map(re.escape, _percent(sign))]
    ways += [f"&{codepoint2name[code]};"] if code in codepoint2name else []
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    ways += [re.escape(bare)] if bare and bare != sign else []
    if sign in "'’":
        ways += ["'", "’", "&apos;", "&rsquo;", "&#39;", "&#8217;", r"\\u2019", r"\\u0027", "%27"]
    return f"(?:{'|'.join(dict.fromkeys(ways))}){_MARKS}"


def _percent(sign: str) -> list[str]:
    return ["".join(f"%{b:02X}" for b in sign.encode())]
