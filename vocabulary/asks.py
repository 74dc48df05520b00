"""The asks and the help that commands and tables know by a code, in the words that people read."""

# What the user asks somebody: "asked …"
ASKED = {
    "opening": "about openings", "scoop": "how it is there", "good-word": "for a good word", "introduction": "for an introduction",
}  # fmt: skip
# What somebody did for the user: "Dana …"
HELPED = {
    "opening": "told you of an opening", "scoop": "told you how it is there", "good-word": "put in a good word",
    "introduction": "introduced you", "interview": "got you the interview", "advice": "gave you advice",
}  # fmt: skip


def asked(code: object) -> str:
    """'for a good word'; a code of another curbside's as it is."""
    return ASKED.get(str(code), str(code))


def helped(code: object) -> str:
    """'put in a good word'; a code of another curbside's as it is."""
    return HELPED.get(str(code), str(code))
