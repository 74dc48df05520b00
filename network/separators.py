"""Where a message of a mailbox begins: the `From ` lines of all programs, told from sentences that begin so."""

import re

from curbside.vocabulary import days

_DAY = rb"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+"
_MONTH = days.MONTH.encode()
_TIME = rb"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
_ZONE = rb"(?:\s*(?:[+-]\d\d:?\d\d|[A-Z]{1,5}|\([A-Z]{1,5}\)))*"
_DATES = (
    rb"(?:"
    + _DAY
    + rb")?"
    + _MONTH
    + rb"\s+\d{1,2},?\s+"
    + _TIME
    + _ZONE
    + rb"(?:\s+(?:19|20)\d\d)?"
    + _ZONE,  # asctime
    rb"(?:" + _DAY + rb")?\d{1,2}[\s-]" + _MONTH + rb"[\s-](?:19|20)?\d\d\s+" + _TIME + _ZONE,  # as in Date:
    rb"(?:19|20)\d\d-\d\d-\d\d(?:[T\s]" + _TIME + rb"\s*Z?)?" + _ZONE,  # ISO
)
_SENDER = rb"(?:<?[^\s@]+@[^\s@]+>?|(?:[^\s@<>]+ ){1,5}<[^\s@]+@[^\s@]+>|\S+ at \S+|-|\"[^\"]*\"(?:@\S+)?|mailer-daemon|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}|\S+)"
_DATED = re.compile(
    rb"From (?:" + _SENDER + rb"\s+)?(?:" + rb"|".join(_DATES) + rb")(?:\s+remote from \S+)?\s*$", re.IGNORECASE
)
_BARE = re.compile(rb"From (?:<?[^\s@]+@[^\s@,;]+[^\s@,;.!?]>?|-|mailer-daemon|\?+@\?+)?\s*$", re.IGNORECASE)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:(?!//)")
# What a message begins with; after an undated line anything else may be the end of a letter.
_FIRST = re.compile(
    rb"(?i)(from|to|cc|bcc|date|subject|received|return-path|message-id|mime-version|delivered-to|reply-to|sender|"
    rb"content-[a-z-]+|status|user-agent|references|in-reply-to|envelope-to|dkim-signature|x-[a-z0-9-]+):"
)

_OWN = re.compile(rb"(?i)(from|date|return-path|received|message-id|x-[a-z0-9-]+):")


def is_separator(line: bytes, after: bytes, blank: bool) -> bool:
    """Whether `line`, which begins with `From `, opens a message. `after`: the line that follows it; `blank`: a blank
    line, or nothing, stands before it."""
    if not after or line[-1:] != b"\n":
        return False
    if _DATED.match(line):
        return bool(_HEADER.match(after)) or after.startswith(b">From ")
    # Without a blank line before, only what a message's own first header follows.
    return bool(_BARE.match(line)) and bool((_FIRST if blank else _OWN).match(after))
