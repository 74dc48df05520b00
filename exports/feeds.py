"""The digest for calendars (ICS) and feed readers (RSS)."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape

from curbside.exports.day import Digest, Reminder
from curbside.exports.safe import angles, plain

RSS_LEADS = 100


def ics_bytes(content: Digest) -> bytes:
    """All-day events: closing days of open leads, and reminders. Ids are stable: importing again updates."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//curbside//digest//EN")
    calendar.add("version", "2.0")
    stamp = datetime(content.today.year, content.today.month, content.today.day, tzinfo=UTC)
    events = [
        (f"closes-{lead.lead_id}", lead.closes_on, f"Closes: {lead.title}",
         f"{lead.employer}, {lead.place}, {lead.pay}. curbside show {lead.lead_id}", lead.url)
        for lead in content.open if lead.closes_on and lead.closes_on >= content.today
    ]  # fmt: skip
    events += [
        (f"reminder-{_digest(r)}", r.due_on, f"{r.kind.capitalize()}: {r.person}", r.reason, None)
        for r in content.reminders
    ]  # fmt: skip
    for uid, day, summary, text, url in events:
        event = Event()
        event.add("uid", f"{plain(uid, 120)}@curbside")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", plain(summary))
        event.add("description", plain(text, 500))
        event.add("transp", "TRANSPARENT")
        if url:
            event.add("url", url)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _digest(reminder: Reminder) -> str:
    said = (reminder.kind, reminder.due_on.isoformat(), reminder.person, reminder.reason, reminder.lead_id)
    return sha256("|".join(said).encode()).hexdigest()[:12]


def rss_bytes(content: Digest) -> bytes:
    """New leads as feed items, best first."""
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

    feed = FeedGenerator()
    feed.title(f"curbside: new leads of {content.today.isoformat()}")
    feed.link(href="urn:curbside:leads")
    feed.description("New openings that meet your searches, and whom you know there.")
    day = datetime(content.today.year, content.today.month, content.today.day, tzinfo=UTC)
    feed.lastBuildDate(day)
    for lead in content.new[:RSS_LEADS]:
        item = feed.add_entry(order="append")
        item.guid(f"urn:curbside:lead:{lead.lead_id}", permalink=False)
        item.title(angles(f"{lead.title}, {lead.employer}, {lead.place}"))
        if lead.url:
            item.link(href=lead.url)
        who = f"{lead.best.person}: {lead.best.words}. {lead.best.path}" if lead.best else lead.next_step
        # readers take a description for HTML: escaped here for them, and once more by the XML writer
        item.description("<br>".join(escape(part) for part in (lead.pay, who, f"curbside show {lead.lead_id}")))
        item.pubDate(day)
    return bytes(feed.rss_str(pretty=True))
