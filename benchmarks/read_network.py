"""How long the user's exports take to read, and in how much memory.

    python benchmarks/read_network.py [CONTACTS] [--mail-mb 2048] [--years 20]

Writes a mailbox, a calendar and one file of each format with as many invented contacts (default 100,000), reads each
alone, and prints seconds and peak memory.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from curbside.network import contact_log, read
from curbside.network.model import Me, Source
from curbside.network.tally import Clock

GIVEN = "Ana Ben Carla Dev Elif Farid Gwen Hugo Ines Jomo Kaya Luis Mina Nils Oya Pia Quim Rosa Sven Tala".split()
STEMS = "Aber Bol Car Dun Esk Fal Gor Hal Iver Jar Kel Lor Mar Nor Ost Pel Quar Ren Sol Tor".split()
ENDINGS = "son man berg quist ton ley field sen etti ova wick dale ström ish".split()
CREDENTIALS = ("", "", "", ", MD", " MD", ", DO", ", MD, FACC", " van der Meer")
PLACES = ("General Hospital", "Medical Center", "Clinic", "Heart Institute", "Regional Health")


def people(count: int) -> list[tuple[str, str, str, str]]:
    """(given, family, address, employer) of `count` invented contacts."""
    dice = random.Random(1)
    made = []
    for n in range(count):
        given, family = (
            dice.choice(GIVEN),
            dice.choice(STEMS) + dice.choice(ENDINGS) + str(n % 97).translate(_LETTERS),
        )
        employer = f"{dice.choice(STEMS)}{dice.choice(ENDINGS)} {dice.choice(PLACES)}"
        made.append((given, family + dice.choice(CREDENTIALS), f"{given}.{n}@example.org".lower(), employer))
    return made


_LETTERS = str.maketrans("0123456789", "abcdefghij")


def quoted(*cells: str) -> str:
    return ",".join(f'"{c}"' if "," in c else c for c in cells) + "\r\n"


def linkedin(rows: list[tuple[str, str, str, str]]) -> str:
    head = 'Notes:\r\n"Some addresses are missing."\r\n\r\n'
    head += "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    return head + "".join(
        quoted(
            g,
            f,
            f"https://www.linkedin.com/in/p{n}",
            "",
            e,
            "Physician",
            f"{n % 28 + 1:02} Mar {2010 + n % 15}",
        )
        for n, (g, f, _, e) in enumerate(rows)
    )


def google(rows: list[tuple[str, str, str, str]]) -> str:
    head = "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    head += "Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - City,Address 1 - Region\r\n"
    return head + "".join(
        quoted(
            g,
            f,
            e,
            "Hospitalist",
            "* myContacts ::: Work",
            "* Work",
            m,
            "Mobile",
            f"614555{n % 10000:04}",
            "Work",
            "Lima",
            "OH",
        )
        for n, (g, f, m, e) in enumerate(rows)
    )


def outlook(rows: list[tuple[str, str, str, str]]) -> str:
    head = "Anrede;Vorname;Weitere Vornamen;Nachname;Firma;Abteilung;Position;Ort geschäftlich;E-Mail-Adresse;Notizen"
    return head + "".join(f"\r\nDr.;{g};;{f};{e};Innere;Oberarzt;Köln;{m};Kongress 2019" for g, f, m, e in rows)


def vcard(rows: list[tuple[str, str, str, str]]) -> str:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{f.split(',')[0]};{g};;;\r\nFN:{g} {f.split(',')[0]}\r\n"
        f"ORG:{e};Cardiology\r\nTITLE:Attending\r\nitem1.EMAIL;type=INTERNET;type=pref:{m}\r\n"
        f"TEL;type=CELL:614-555-{n % 10000:04}\r\nADR;type=WORK:;;1 Main St;Lima;OH;45801;USA\r\n"
        "NOTE:met at ACC 2019\\, Boston\r\nREV:2024-03-05T13:32:54Z\r\nEND:VCARD\r\n"
        for n, (g, f, m, e) in enumerate(rows)
    )


def roster(rows: list[tuple[str, str, str, str]]) -> str:
    head = "name,email,institution,program,kind,start,end,employer,title,city,state,knows,met,role\r\n"
    return head + "".join(
        quoted(
            f"{g} {f}",
            m,
            "State University",
            "Internal Medicine",
            "residency",
            "2016",
            "2019",
            e,
            "Attending",
            "Lima",
            "OH",
            "",
            "",
            "",
        )
        for g, f, m, e in rows
    )


FORMATS: dict[str, tuple[Callable[[list[tuple[str, str, str, str]]], str], str, str]] = {
    "linkedin": (linkedin, "Connections.csv", "utf-8"),
    "google": (google, "contacts.csv", "utf-8"),
    "outlook": (outlook, "outlook.csv", "cp1252"),
    "vcard": (vcard, "phone.vcf", "utf-8"),
    "roster": (roster, "roster.csv", "utf-8"),
}


def mailbox(file: Path, megabytes: int) -> int:
    """A mailbox of sent mail of that size: letters of 4 KB, one in fifty with an attachment; how many."""
    picture = "QUJD" * 19 + "\n"
    letters = 0
    with file.open("w") as out:
        while out.tell() < megabytes * 2**20:
            body = "Dear colleague, thank you for the call about the patient.\n" * 60
            if letters % 50 == 0:
                body += picture * 12_000
            out.write(
                f"From ana@example.org {_MAILED.format(letters % 28 + 1, letters % 10)}\nFrom: Ana Ruiz <ana@example.org>\n"
                f"To: Person {letters % 5000} <p{letters % 5000}@example.org>\nSubject: a letter\n"
                f"Date: {letters % 28 + 1} Jun 20{10 + letters % 15} 10:00:00 -0400\nMessage-ID: <{letters}@example.org>\n\n{body}\n"
            )
            letters += 1
    return letters


_MAILED = "Mon Jun {:02} 10:00:00 201{}"


def calendar(file: Path, years: int) -> int:
    """A calendar of that many years: five meetings a day of work with three guests, one in twenty a series; how many."""
    events = 0
    with file.open("w") as out:
        out.write("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//made up//EN\n")
        for day in range(years * 260):
            at = date.fromordinal(date(2026, 11, 1).toordinal() - day * 365 // 260)
            for hour in range(5):
                guests = "".join(f"ATTENDEE:mailto:p{(events * 3 + n) % 5000}@example.org\n" for n in range(3))
                rule = "RRULE:FREQ=WEEKLY;COUNT=30\n" if events % 20 == 0 else ""
                out.write(
                    f"BEGIN:VEVENT\nUID:{events}@example.org\nDTSTAMP:20260101T000000Z\nDTSTART:{at:%Y%m%d}T{13 + hour}0000Z\n"
                    f"DTEND:{at:%Y%m%d}T{13 + hour}3000Z\nORGANIZER:mailto:ana@example.org\n{guests}{rule}SUMMARY:x\nEND:VEVENT\n"
                )
                events += 1
        out.write("END:VCALENDAR\n")
    return events


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def contact_files(folder: Path, megabytes: int, years: int) -> None:
    """A mailbox and a calendar, each read alone."""
    clock = Clock(date(2026, 11, 20))
    for kind, number in (
        ("mailbox", mailbox(folder / "Sent.mbox", megabytes)),
        ("calendar", calendar(folder / "c.ics", years)),
    ):
        file = Path("Sent.mbox" if kind == "mailbox" else "c.ics")
        size, before, begin = (folder / file).stat().st_size / 2**20, peak(), time.perf_counter()
        sent, calendars = ([file], []) if kind == "mailbox" else ([], [file])
        found, problems, _ = contact_log.read(sent, calendars, ["ana@example.org"], folder, clock)
        seconds = time.perf_counter() - begin
        print(
            f"{kind:10} {number:,} entries, {size:,.0f} MB: {seconds:.1f} s, {found.height:,} days of contact, {len(problems)} "
            f"problems; memory {before:.0f} MB before, {peak():.0f} MB at most"
        )


def main(count: int, megabytes: int, years: int) -> None:
    me = Me("Ana Ruiz, MD", "ana@example.org")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contact_files(folder, megabytes, years)
        rows = people(count)
        for kind, (write, file, encoding) in FORMATS.items():
            folder.joinpath(file).write_text(write(rows), encoding, newline="")
            begin, worked = time.perf_counter(), time.process_time()
            network = read([Source(kind, Path(file))], me, folder, date(2026, 11, 20))
            seconds, worked = time.perf_counter() - begin, time.process_time() - worked
            size = folder.joinpath(file).stat().st_size / 2**20
            found = f"{network.persons.height - 1:,} people, {network.affiliations.height:,} affiliations"
            print(
                f"{kind:10} {count:,} contacts, {size:.1f} MB: {seconds:.2f} s ({worked:.2f} s of CPU), {found}, "
                f"{len(network.problems)} problems"
            )
    print(f"peak memory {peak():.0f} MB")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("contacts", type=int, nargs="?", default=100_000)
    words.add_argument("--mail-mb", type=int, default=2048, help="size of the mailbox (default: 2 GB)")
    words.add_argument("--years", type=int, default=20, help="years of calendar")
    told = words.parse_args()
    main(told.contacts, told.mail_mb, told.years)
