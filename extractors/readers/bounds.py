"""What an XML answer may be at most, seen while its tree is made. Pure."""

from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.ElementTree import XMLParser

from curbside.extractors.base import BoardError

DEPTH, ELEMENTS = 200, 4_000_000  # a feed of 100,000 postings is 5 deep and holds 2,000,000


class Unbounded(BoardError):
    """Deeper, or with more elements, than any list: its tree would take gigabytes and end in a recursion."""


class _Tree(TreeBuilder):
    """A tree that is not made further than the bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > DEPTH or self.count > ELEMENTS:
            raise Unbounded(f"is more than {DEPTH:,} elements deep or has more than {ELEMENTS:,}; not read")
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def tree(body: bytes) -> Element:
    """The root of an XML answer. Raises Unbounded, DefusedXmlException for entities, and what the parser raises."""
    parser = XMLParser(target=_Tree())
    parser.feed(body)
    root: Element = parser.close()
    return root
