"""What an XML answer may be at most, seen before a tree is made of it. Pure."""

from contextlib import suppress
from xml.parsers import expat

from curbside.extractors.base import BoardError

DEPTH, ELEMENTS = 200, 4_000_000  # a feed of 100,000 postings is 5 deep and holds 2,000,000


class Unbounded(BoardError):
    """Deeper, or with more elements, than any list: its tree would take gigabytes and end in a recursion."""


def check(body: bytes) -> None:
    """Raises Unbounded. Whatever else is wrong is left to the parser."""
    depth = count = 0

    def begin(*_: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEPTH or count > ELEMENTS:
            raise Unbounded(f"is more than {DEPTH:,} elements deep or has more than {ELEMENTS:,}; not read")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        raise ValueError("the parser refuses entities")

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler, reader.EntityDeclHandler = begin, end, entity
    with suppress(expat.ExpatError, ValueError, LookupError):
        reader.Parse(body, True)
