"""People's files that are very deep, very long or very repetitive: mail, calendars, address books, lists, workbooks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from bomb_boards import M

Write = Callable[[Path], object]
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Ana,Good,https://www.linkedin.com/in/ana-good,,Mercy Hospital,Physician,02 Nov 2024\n"
ROSTER = "name,institution\n"
FROM = "From a@x.example Mon Nov  2 10:00:00 2026\n"
MAIL = (
    f"{FROM}From: Ana Ruiz <me@example.org>\nTo: Ben Good <ben@example.org>\nDate: Mon, 2 Nov 2026 10:00:00 -0500\n"
    "Subject: hi\n\nhello\n\n"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260102T100000Z\r\n"
    "DTEND:20260102T110000Z\r\nATTENDEE;CN=Ben Good;PARTSTAT=ACCEPTED:mailto:ben@example.org\r\n"
    "ORGANIZER:mailto:me@example.org\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Good\n{}\nEND:VCARD\n"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
    '"/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" '
    'r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def text(body: Callable[[], str]) -> Write:
    return lambda path: path.write_text(body())


def mail(body: Callable[[], str]) -> tuple[str, str, Write]:
    """A mailbox of an ordinary message and what `body` makes."""
    return "sent", "c.mbox", text(lambda: MAIL + body())


def event(more: Callable[[], str] | str) -> tuple[str, str, Write]:
    return "calendar", "c.ics", text(lambda: EVENT.format(more if isinstance(more, str) else more()))


def card(more: Callable[[], str]) -> tuple[str, str, Write]:
    return "vcard", "c.vcf", text(lambda: CARD.format("") + CARD.format(more()))


def roster(body: Callable[[], str]) -> tuple[str, str, Write]:
    return "roster", "c.csv", text(lambda: ROSTER + "Ana Good,Mercy\n" + body())


def packed(members: Callable[[], dict[str, str]]) -> Write:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in members().items():
                archive.writestr(name, body)

    return write


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def workbook(rows: Callable[[], str]) -> tuple[str, str, Write]:
    first = f'<row r="1">{cell("A1", "name")}{cell("B1", "institution")}</row>'
    second = f'<row r="2">{cell("A2", "Ana Good")}{cell("B2", "Mercy")}</row>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return (
        "roster",
        "c.xlsx",
        packed(
            lambda: (
                PARTS
                | {
                    "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{first}{second}{rows()}</sheetData></worksheet>"
                }
            )
        ),
    )


def nested(depth: int) -> str:
    """A message of parts within parts."""
    head = MAIL.partition("Subject")[0]
    return head + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)) + "\nx\n"


# name → (key of [network], the file's name, what writes it)
FILES: dict[str, tuple[str, str, Write]] = {
    "list: a cell of 200 MB": ("linkedin", "c.csv", text(lambda: HEAD + ROW + '"' + "x" * 200 * M + '",b,c,d,e,f,g\n')),
    "list: a quote never closed": ("linkedin", "c.csv", text(lambda: HEAD + ROW + '"' + "a,b\n" * 20 * M)),
    "list: a position of 6 MB": ("linkedin", "c.csv", text(lambda: HEAD + ROW.replace("Physician", "Chief " * M))),
    "list: an employer of 8 MB": ("linkedin", "c.csv", text(lambda: HEAD + ROW.replace("Mercy Hospital", "Mercy @ " * M))),
    "list: 1,000,000 columns": (
        "roster", "c.csv", text(lambda: "name,institution" + "," * M + "\nAna Good,Mercy" + "," * M + "\n")),
    "list: 20,000,000 empty rows": roster(lambda: ",\n" * 20 * M),
    "list: 100 MB of zero bytes": roster(lambda: "\0" * 100 * M),
    "list: a name of 5 MB": roster(lambda: "A" * 5 * M + " Good,Mercy\n"),
    "list: a name of 1,000,000 words": roster(lambda: "Ab " * M + "Good,Mercy\n"),
    "list: a name of degrees": roster(lambda: '"' + "MD, " * M + 'Good",Mercy\n'),
    "list: a name of brackets": roster(lambda: '"' + "(" * M + 'Good",Mercy\n'),
    "archive: 800 MB of line ends": ("linkedin", "c.zip", packed(lambda: {"Connections.csv": HEAD + ROW + "\n" * 800 * M})),
    "archive: 200,000 files": (
        "linkedin", "c.zip", packed(lambda: {"Connections.csv": HEAD + ROW} | {f"x/{n}.csv": "a" for n in range(200_000)})),
    "archive: folders 5,000 deep": ("linkedin", "c.zip", packed(lambda: {"a/" * 5000 + "Connections.csv": HEAD + ROW})),
    "mailbox: a line of 300 MB": mail(lambda: MAIL.replace("hello", "y" * 300 * M)),
    "mailbox: a subject of 100 MB": mail(lambda: MAIL.replace("Subject: hi", "Subject: " + "y" * 100 * M)),
    "mailbox: 1,000,000 recipients": mail(
        lambda: MAIL.replace("Ben Good <ben@example.org>", ", ".join(f"P{n} Q <p{n}@x.example>" for n in range(M)))),
    "mailbox: 1,000,000 empty messages": mail(lambda: (FROM + "\n") * M),
    "mailbox: 1,000,000 headers": mail(lambda: MAIL.replace("Subject: hi", "Subject: hi\n" + "X-A: b\n" * M)),
    "mailbox: a header of 1,000,000 lines": mail(lambda: MAIL.replace("Subject: hi", "Subject: hi\n" + " b\n" * M)),
    "mailbox: comments 200,000 deep": mail(lambda: MAIL.replace("Ben Good", "(" * 200_000)),
    "mailbox: quotes": mail(lambda: MAIL.replace("Ben Good", '"\\' * 200_000)),
    "mailbox: 200,000 encoded words": mail(lambda: MAIL.replace("Ben Good", "=?utf-8?q?a?= " * 200_000)),
    "mailbox: parts 100,000 deep": mail(lambda: nested(100_000)),
    "calendar: every second": event("RRULE:FREQ=SECONDLY"),
    "calendar: 100,000,000 times": event("RRULE:FREQ=MINUTELY;COUNT=100000000"),
    "calendar: a day that never comes": event("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "calendar: 1,000,000 exceptions": event(lambda: "RRULE:FREQ=DAILY\r\nEXDATE:" + ",".join(["20260103T100000Z"] * M)),
    "calendar: 300,000 guests": event(
        lambda: "\r\n".join(f"ATTENDEE;CN=P{n}:mailto:p{n}@x.example" for n in range(300_000))),
    "calendar: a line of 100 MB": event(lambda: "DESCRIPTION:" + "x" * 100 * M),
    "calendar: a length of 99,999,999,999 days": event("DURATION:P99999999999D"),
    "calendar: within calendars": ("calendar", "c.ics", text(lambda: "BEGIN:VCALENDAR\r\n" * 100_000 + EVENT.format(""))),
    "address book: a note of 100 MB": card(lambda: "NOTE:" + "x" * 100 * M),
    "address book: a picture of 70 MB": card(lambda: "PHOTO;ENCODING=b:" + ("QUJD" * 18 + "\n ") * M),
    "address book: 500,000 addresses": card(lambda: "".join(f"EMAIL:a{n}@x.example\n" for n in range(500_000))),
    "address book: 1,000,000 soft line ends": card(lambda: "NICKNAME;ENCODING=QUOTED-PRINTABLE:" + "=C3=A9=\n" * M),
    "address book: cards within cards": (
        "vcard", "c.vcf", text(lambda: "BEGIN:VCARD\n" * 300_000 + "FN:Ana Good\nEND:VCARD\n")),
    "workbook: the farthest cell": workbook(lambda: f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
    "workbook: a cell of 700 MB": workbook(lambda: f'<row r="3">{cell("A3", "x" * 700 * M)}</row>'),
    "workbook: 1,000,000 rows": workbook(
        lambda: "".join(f'<row r="{n}">{cell(f"A{n}", "Ben Good")}</row>' for n in range(3, M))),
}  # fmt: skip
