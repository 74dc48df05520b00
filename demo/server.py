"""The sample boards: one loopback port each, in the formats of real families, so that a demo is a real pull."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOARDS = ("society", "regional", "feed-agency", "greenhouse", "flaky")
Row = dict[str, str]


@dataclass
class Boards:
    """What is served: the day it is, and which boards are down."""

    rows: list[Row]
    urls: dict[str, str] = field(default_factory=dict)
    day: int = 1
    broken: set[str] = field(default_factory=set)

    def open_on(self, board: str) -> list[Row]:
        return [
            r for r in self.rows if board in r["boards"].split() and int(r["day_from"]) <= self.day <= int(r["day_to"])
        ]

    def answer(self, board: str, path: str) -> tuple[int, str, str]:
        """(status, content type, text) of one address of one board today."""
        if board in self.broken:
            return 500, "text/plain", "the board is down"
        base, rows = self.urls[board], self.open_on(board)
        if path == "/robots.txt":
            return 200, "text/plain", f"User-agent: *\nDisallow: /apply/\nSitemap: {base}/sitemap.xml\n"
        if board == "greenhouse" and path.startswith("/v1/boards/harborlight/jobs"):
            return (
                200,
                "application/json",
                json.dumps({"jobs": [_greenhouse(r, base) for r in rows], "meta": {"total": len(rows)}}),
            )
        if board == "feed-agency" and path == "/feed.xml":
            return 200, "application/xml", _feed(rows, base)
        if board == "regional" and path.startswith("/jobs/?display=rss"):
            return 200, "application/rss+xml", _rss(rows, base)
        if board in ("society", "flaky") and path == "/sitemap.xml":
            return 200, "application/xml", _sitemap(rows, base)
        for row in rows:
            if path.startswith(f"/job/{row['id']}/"):
                return 200, "text/html; charset=utf-8", _page(row, base)
        return (410 if path.startswith("/job/") else 404), "text/plain", "no such page"


@contextmanager
def serving(rows: list[Row]) -> Iterator[Boards]:
    """The boards on free loopback ports, for as long as the context lasts."""
    boards = Boards(rows)
    servers = []
    for name in BOARDS:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(boards, name))
        server.daemon_threads = True
        boards.urls[name] = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    try:
        yield boards
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler(boards: Boards, name: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, text = boards.answer(name, self.path)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _page(r: Row, base: str) -> str:
    job = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": r["title"],
        "description": f"<p>{html.escape(r['text'])}</p>",
        "datePosted": r["posted"],
        "employmentType": r["employment"],
        "occupationalCategory": r["specialty"],
        "hiringOrganization": {"@type": "Organization", "name": r["employer"]},
        "identifier": {"@type": "PropertyValue", "name": r["employer"], "value": r["reference"]},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": r["city"],
                "addressRegion": r["state"],
                "postalCode": r["zip"],
                "addressCountry": "US",
            },
        },
        "url": f"{base}/job/{r['id']}/",
    }
    block = json.dumps(job).replace("</", "<\\/")
    return f'<!doctype html><title>{html.escape(r["title"])}</title><script type="application/ld+json">{block}</script>'


def _sitemap(rows: list[Row], base: str) -> str:
    urls = "".join(f"<url><loc>{base}/job/{r['id']}/</loc><lastmod>{r['posted']}</lastmod></url>" for r in rows)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _rss(rows: list[Row], base: str) -> str:
    items = "".join(
        f"<item><title>{html.escape(r['title'])} - {html.escape(r['employer'])} - {r['city']}, {r['state']}</title>"
        f"<link>/job/{r['id']}/</link><guid isPermaLink='false'>{r['id']}</guid>"
        f"<description>{html.escape(r['text'][:120])}</description><pubDate>Mon, 02 Nov 2026 05:00:00 GMT</pubDate></item>"
        for r in rows
    )
    channel = f"<channel><title>regional</title><link>{base}</link>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def _feed(rows: list[Row], base: str) -> str:
    def element(name: str, value: str) -> str:
        return f"<{name}><![CDATA[{value}]]></{name}>"

    jobs = "".join(
        "<job>"
        + element("title", r["title"])
        + element("date", r["posted"])
        + element("referencenumber", r["reference"])
        + element("url", f"{base}/job/{r['id']}/")
        + element("company", r["agency"])
        + element("city", r["city"])
        + element("state", r["state"])
        + element("country", "US")
        + element("category", r["specialty"])
        + element("salary", r["pay"])
        + element("description", r["text"])
        + "</job>"
        for r in rows
    )
    return f'<?xml version="1.0"?><source><publisher>sample agencies</publisher>{jobs}</source>'


def _greenhouse(r: Row, base: str) -> dict[str, Any]:
    return {
        "id": int(r["id"]),
        "internal_job_id": 7000 + int(r["id"]),
        "title": r["title"],
        "requisition_id": r["reference"],
        "updated_at": f"{r['posted']}T09:00:00-05:00",
        "first_published": f"{r['posted']}T09:00:00-05:00",
        "absolute_url": f"{base}/job/{r['id']}/",
        "company_name": r["employer"],
        "location": {"name": f"{r['city']}, {r['state']}"},
        "content": html.escape(f"<p>{html.escape(r['text'])}</p>"),
        "departments": [{"id": 1, "name": r["specialty"]}],
        "offices": [],
        "metadata": [],
    }
