"""The digest's leads as tables: CSV, JSON, Parquet, XLSX. One row a lead, best first."""

import csv
import io
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from curbside.exports.content import CALLS
from curbside.exports.day import Digest, Lead
from curbside.exports.safe import cell

COLUMNS = (
    "lead_id", "is_new", "search", "title", "employer_name", "specialty", "city", "state", "miles", "pay_year_min",
    "pay_year_max", "posted_on", "first_seen", "closes_on", "boards", "url", "insider_count", "best_person",
    "best_relation", "best_ask", "best_path", "confidence", "caution", "stage", "score", "why", "next_step",
)  # fmt: skip


def row(lead: Lead) -> dict[str, Any]:
    """The columns of one lead, named as in the published `leads` where they are the same; lists stay lists."""
    best = lead.best
    return {
        "lead_id": lead.lead_id,
        "is_new": lead.is_new,
        "search": list(lead.searches),
        "title": lead.title,
        "employer_name": lead.employer,
        "specialty": lead.specialty or None,
        "city": lead.city or None,
        "state": lead.state or None,
        "miles": lead.miles,
        "pay_year_min": lead.pay_year_min,
        "pay_year_max": lead.pay_year_max,
        "posted_on": lead.posted_on,
        "first_seen": lead.first_seen,
        "closes_on": lead.closes_on,
        "boards": list(lead.boards),
        "url": lead.url,
        "insider_count": lead.insider_count,
        "best_person": best.person if best else None,
        "best_relation": best.relation if best else None,
        "best_ask": best.ask or None if best else None,
        "best_path": best.path if best else None,
        "confidence": best.confidence if best else None,
        "caution": best.caution or None if best else None,
        "stage": lead.stage or None,
        "score": lead.score,
        "why": list(lead.why),
        "next_step": lead.next_step or None,
    }


def csv_bytes(content: Digest) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would take for a formula starts with an apostrophe."""
    out = io.StringIO(newline="")
    # all text in quotes: a spreadsheet that splits at semicolons must not find a formula behind one
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in row(lead).values()] for lead in content.open)
    return out.getvalue().encode()


def json_bytes(content: Digest) -> bytes:
    """The whole digest: day, run, counts, leads, calls (by lead id), changes, closings, reminders, boards."""
    whole = {
        "date": content.today,
        "run_at": content.run_at,
        "counts": content.counts,
        "failed_boards": [b.board for b in content.failed],
        "calls": [
            asdict(call.best) | {"note": call.note, "leads": [x.lead_id for x in call.leads]}
            for call in content.calls[:CALLS]
        ],
        "leads": [row(lead) for lead in content.open],
        "changes": [asdict(x) for x in content.changes],
        "closed": [asdict(x) for x in content.closed],
        "moves": [asdict(x) for x in content.moves],
        "reminders": [asdict(x) for x in content.reminders],
        "boards": [asdict(x) for x in content.boards],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, default=date.isoformat) + "\n").encode()


def parquet_bytes(content: Digest) -> bytes:
    """Typed columns; lists as lists, days as dates."""
    import polars as pl

    text, number = pl.String(), pl.Float64()
    kinds: dict[str, Any] = {
        "is_new": pl.Boolean(), "search": pl.List(text), "boards": pl.List(text), "why": pl.List(text),
        "posted_on": pl.Date(), "first_seen": pl.Date(), "closes_on": pl.Date(), "insider_count": pl.Int64(),
        "miles": number, "pay_year_min": number, "pay_year_max": number, "confidence": number, "score": number,
    }  # fmt: skip
    frame = pl.DataFrame([row(x) for x in content.open], schema={name: kinds.get(name, text) for name in COLUMNS})
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def xlsx_bytes(content: Digest) -> bytes:
    """A workbook of three sheets: whom to call, leads, boards. No cell is a formula or a live link."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    calls = [
        (c.best.call, " · ".join(c.best.reach), c.words, c.best.path, c.best.caution or c.note, lead.title,
         lead.employer, lead.place, lead.pay, lead.lead_id)
        for c in content.calls[:CALLS] for lead in c.leads
    ]  # fmt: skip
    boards = [
        (b.board, b.status, b.last_run_at, b.fetched, b.new, b.changed, b.closed, b.filled, b.error)
        for b in content.boards
    ]
    sheets: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
        "Call today": ("person reach ask path caution title employer place pay lead_id", calls),
        "Leads": (" ".join(COLUMNS), [tuple(row(lead).values()) for lead in content.open]),
        "Boards": ("board status last_run_utc read new changed closed filled error", boards),
    }
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, (columns, lines) in sheets.items():
            heading = columns.split()
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, heading, bold)
            for i, line in enumerate(lines, 1):
                sheet.write_row(i, 0, [cell(value) for value in line], wrap)
            for i, head in enumerate(heading):
                sheet.set_column(i, i, 40 if head in ("title", "path", "best_path", "next_step", "error") else 16)
            sheet.autofilter(0, 0, max(1, len(lines)), len(heading) - 1)
    return out.getvalue()
