"""How long the user's exports take to read: `python benchmarks/read_network.py [CONTACTS]` (default 50,000).

Writes one file of each format with as many invented contacts, reads each alone, and prints seconds and peak memory.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from curbside.network import read
from curbside.network.model import Me, Source

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


def main(count: int) -> None:
    rows = people(count)
    me = Me("Ana Ruiz, MD", "ana@example.org")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
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
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
