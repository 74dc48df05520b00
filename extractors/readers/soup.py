"""Web pages and mails as BeautifulSoup reads them: without scripts, styles and what the page itself hides. Pure."""

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, NavigableString, Tag, XMLParsedAsHTMLWarning

from curbside.extractors.readers.markup import line

# A mail of one word looks like a file's name to it, and XHTML like XML
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

UNSEEN = ("script", "style", "template", "noscript", "svg", "head", "title")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OTHERS = re.compile(
    r"related|similar|recommend|other-?jobs|more-?jobs|suggest|recently-?viewed|also-?viewed|faq", re.I
)
# Classes and conditions under which a site's script shows an element
_UNSHOWN = frozenset(
    "d-none hidden hide is-hidden ng-hide invisible collapse uk-hidden u-hidden w-condition-invisible".split()
)
_SHOWN_WIDE = re.compile(r"(?:sm|md|lg|xl|2?xl):|^d-(?:sm|md|lg|xl)|^(?:show|in)$")
_CONDITIONS = ("v-if", "v-else-if", "v-else", "v-show", "x-if", "x-show", "*ngif", "ng-if", "ng-show", "data-ng-if", "data-ng-show", "ng-switch-when", "x-cloak", "v-cloak", "ng-cloak")  # fmt: skip
_MORE = re.compile(
    r"(?:see |view |browse |explore )?(?:our )?(?:more|other|similar|related|recommended) (?:[\w/-]+ ){0,2}(?:jobs?|openings?|positions?|"
    r"opportunities|listings|vacancies|careers|postings|roles)\b.{0,40}|(?:you|people) (?:may |might )?also (?:like|view|be).{0,40}",
    re.I,
)

APPLY = re.compile(
    r"(?:quick |easy |click (?:here )?to )?apply(?: now| online| here| today)?"
    r"(?: (?:for|to) (?:this |the )?(?:job|position|opening|role|opportunity|vacancy))?(?: now| online| here| today)?[ !>»→]*|"
    r"(?:submit|start) (?:your |an? |my )?(?:application|cv|resume)|i[’']?m interested[ !>»→]*",
    re.I,
)


def parsed(text: str) -> BeautifulSoup:
    """The page or fragment, however broken."""
    return BeautifulSoup(text.replace("\0", ""), "lxml")


def clean(soup: BeautifulSoup) -> BeautifulSoup:
    """The soup without what a reader does not see: code, comments, elements that are hidden until a script shows them."""
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    for e in soup.find_all(UNSEEN):
        e.decompose()
    for e in soup.find_all(hides):
        if not e.decomposed:
            e.decompose()
    return soup


def offers(root: BeautifulSoup) -> bool:
    """Whether a page offers to apply: by a link or button, or by a form under such a heading."""
    if any(APPLY.fullmatch(text(e) or attribute(e, "value")) for e in root(["a", "button", "input"])):
        return True
    return bool(root("form") and any(APPLY.fullmatch(text(e) or "") for e in root(["h2", "h3", "h4"])))


def hides(e: Tag) -> bool:
    """Whether an element says of itself that it is not shown."""
    return e.has_attr("hidden") or e.get("aria-hidden") == "true" or bool(_HIDDEN.search(str(e.get("style") or "")))


def waits(e: Tag) -> bool:
    """Whether a page shows an element only once a script says so: `class="d-none"`, `v-if="job.expired"`."""
    if e.name in ("html", "body"):  # until all is laid out
        return False
    classes = attribute(e, "class").lower().split()
    if not _UNSHOWN.isdisjoint(classes) and not any(_SHOWN_WIDE.search(c) for c in classes):
        return True
    return "ng-scope" not in classes and any(e.has_attr(a) for a in _CONDITIONS)  # the class: Angular has shown it


def is_of_others(e: Tag) -> bool:
    """Whether an element is about other jobs than the page's own, or none: a list of related ones, the site's navigation."""
    return e.name in ("aside", "nav", "footer", "details") or (e.name != "body" and bool(_OTHERS.search(called(e))))


def others(soup: Tag) -> list[Tag]:
    """The elements that are about other jobs: those called so, and what follows a heading "More openings" beside it."""
    headed: dict[int, Tag] = {}  # the first one of each parent
    for h in soup(["h2", "h3", "h4", "h5"]):
        if _MORE.fullmatch(text(h) or ""):
            headed.setdefault(id(h.parent), h)
    following = (e for h in headed.values() for e in h.next_siblings if isinstance(e, Tag))
    return [*soup.find_all(is_of_others), *following]


def text(e: Tag | NavigableString) -> str | None:
    """All text of an element in one line, words of neighbouring elements apart."""
    return line(e.get_text(" "))


def attribute(e: Tag, name: str) -> str:
    """An attribute's value as one string; "" where it has none."""
    value = e.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def called(e: Tag) -> str:
    """What an element is called: its classes and its id."""
    return f"{attribute(e, 'class')} {attribute(e, 'id')}"


def small(soup: BeautifulSoup, most: int) -> Iterator[tuple[Tag, str]]:
    """Elements whose whole text has at most `most` characters, with it; of nested ones with one text the outermost."""
    todo: list[Tag] = [e for e in soup.children if isinstance(e, Tag)]
    while todo:
        e = todo.pop()
        said = text(e)
        if said is None:
            continue
        if len(said) <= most:
            yield e, said
        else:
            todo += [c for c in e.children if isinstance(c, Tag)]
