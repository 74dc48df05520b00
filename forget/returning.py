"""Whom the user had forgotten and a board names again: taken out before it lands.

Only salted hashes tell who that is, so every run of two to four words is asked whether it is such a name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from curbside.forget.eraser import Eraser, mail_text
from curbside.network import names
from curbside.network.forgotten import Forgotten

LONGEST = 4  # words of a name
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s.]{1,6}|\s?,\s{0,4}")  # two words of one name
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def cleaner(gone: Forgotten) -> Callable[[bytes], bytes] | None:
    """What takes the people of `gone` out of a page, feed, answer or mail; None where nobody was forgotten."""
    return (lambda body: _clean(body, gone)) if gone.hashes else None


def _clean(body: bytes, gone: Forgotten) -> bytes:
    text = body.decode("utf-8", "replace")
    if re.match(r"[\w-]+: ", text[:80]):
        text += "\n" + mail_text(body)
    plain = re.sub(r"<[^<>]{0,2000}>", " \t ", _ESCAPE.sub(lambda m: chr(int(m[1], 16)), html.unescape(text)))
    called = {name for name in set(_grams(plain)) if gone.knows(f"name:{names.key(name)}")}
    called |= {" ".join(reversed(name.split())) for name in called}
    written = {m.lower() for m in _MAIL.findall(plain + " " + text)}
    addresses = {m for m in written if gone.knows(f"email:{m}")}
    return Eraser(sorted(called), sorted(addresses)).body(body) if called or addresses else body


def _grams(text: str) -> Iterator[str]:
    """Runs of two to four words that begin with no small letter, either way round."""
    run: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if not _BETWEEN.fullmatch(text, end, word.start()) or word[0][0].islower():
            run = []
        end = word.end()
        if word[0][0].islower():
            continue
        run = [*run[1 - LONGEST :], word[0]]
        for size in range(2, len(run) + 1):
            yield " ".join(run[-size:])
            yield " ".join([*run[1 - size :], run[-size]])
