"""Which kind a file of [network] is: as its entry says, unless it is plainly another."""

import re

from curbside.network import book_headings, cells, headings, linkedin, roster, tables
from curbside.network.files import Export
from curbside.network.model import Problem

# In this order where two explain a header equally well.
_HEADERS = {
    "linkedin": linkedin.CONNECTIONS,
    "google": book_headings.GOOGLE,
    "outlook": book_headings.OUTLOOK,
    "roster": roster.COLUMNS | headings.OFFICES,
}


def of(export: Export, problems: list[Problem]) -> str:
    """The kind that `[network]` says, unless the file is plainly another; of a friend's file the best guess."""
    member = export.members[0]
    if linkedin.is_part(member.file) and export.kind in ("linkedin", "friend"):
        return "linkedin"
    text, _ = tables.decode(member.body[: 64 * 1024], export.file)
    if re.search(r"(?im)^begin:vcard", text):
        found, better = "vcard", export.kind != "vcard"
    else:
        lines = cells.lines_of(text)
        scores = {kind: tables.score(lines, known) for kind, known in _HEADERS.items()}
        found = max(scores, key=lambda kind: scores[kind])
        # Three columns more than its own kind explains: a Google file among the Outlook ones, not a roster's whim.
        better = scores[found] >= scores.get(export.kind, 0) + 3
    if export.kind == "friend":
        return found if better else "roster"
    if better and found != export.kind:
        text = f"reads like a file of the kind `{found}`, and was read as one"
        problems.append(Problem(export.file, "", text, f"name it under `{found}` in [network]"))
        return found
    return export.kind
