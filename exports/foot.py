"""What stands at the foot of each page of the digest: what it was made from, and against whom its leads were checked."""

from datetime import tzinfo

from markupsafe import Markup, escape

from curbside.exports.day import Digest
from curbside.exports.safe import local
from curbside.vocabulary.counts import counted


def lines(content: Digest, zone: tzinfo | None, is_page: bool) -> list[str]:
    """The foot's lines, commands between backticks; `is_page`: of a page that a browser shows."""
    run = f" from the run of {local(content.run_at, zone)}" if content.run_at else ""
    made = f"Made on this machine{run or '; no board has been read yet: `curbside boards` lists some'}."
    return [made_from(content), checked(content), made + (" It loads nothing from the internet." if is_page else "")]


def made_from(content: Digest) -> str:
    n = content.counts
    doubt, met = n["doubtful"], len(content.leads)
    return (
        f"Looked at {counted(n['open_postings'], 'open posting')} on {counted(n['boards'], 'board')}: "
        f"{counted(n['openings'], 'opening')} once copies are put together, {met:,} of which "
        f"{'meets' if met == 1 else 'meet'} your searches."
        + (
            f" {counted(doubt, 'open posting')} whose title may mean a physician {'was' if doubt == 1 else 'were'} taken for other "
            "work and left out: curbside sql \"select title, url from postings where profession = 'other'\"."
            if doubt
            else ""
        )
    )


def checked(content: Digest) -> str:
    nobody = sum(not lead.insider_count for lead in content.open)
    somebody = len(content.open) - nobody
    over = len(content.leads) - len(content.open)
    count = len(content.open)
    people = counted(content.counts["people"], "person", "people")
    leads = f"All {count:,} leads were" if count != 1 else "The one lead was"
    return (
        f"{leads} checked against {people} of your network: somebody at {somebody:,}, nobody at {nobody:,}."
        if count and content.counts["people"]
        else "No lead to check against your network."
        if not count
        else "Nobody of your network is known yet to check the leads against: `curbside network --add FILE`."
    ) + (f" {counted(over, 'lead')} that you are done with left out." if over else "")


def coded(text: str) -> Markup:
    """A sentence of the house as HTML, its commands between backticks as code."""
    parts = (
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(text.split("`"))
    )
    return Markup().join(parts)
