"""The user's own card, to hand over at a meeting: a vCard, and the same as a QR code."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from curbside.exports.safe import plain

SUFFIXES = ("vcf", "png", "svg")


@dataclass(frozen=True, slots=True)
class Card:
    """A person as a card says it; empty where not said."""

    name: str
    email: str = ""
    phone: str = ""
    url: str = ""
    employer: str = ""
    title: str = ""
    note: str = ""


def vcard(card: Card, more: Iterable[tuple[str, str]] = ()) -> str:
    """The card as vCard 3.0, which telephones read from a QR code; `more`: further properties and their values."""
    name, _, credentials = plain(card.name).partition(",")
    words = name.split()
    family, given = (words[-1], " ".join(words[:-1])) if len(words) > 1 else (name.strip(), "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(family)};{_escaped(given)};;;{_escaped(credentials.strip())}",
        f"FN:{_escaped(card.name)}",
    ]
    for key in ("email", "phone", "url", "employer", "title", "note"):
        if value := getattr(card, key):
            label = {"email": "EMAIL;TYPE=INTERNET", "phone": "TEL;TYPE=CELL", "employer": "ORG"}.get(key, key.upper())
            lines.append(f"{label}:{_escaped(value)}")
    lines += [f"{label}:{_escaped(value)}" for label, value in more]
    return "\r\n".join([*lines, "END:VCARD", ""])


def write(card: Card, folder: Path, suffixes: tuple[str, ...] = SUFFIXES) -> list[Path]:
    """Write card.vcf, card.png and card.svg into `folder`. Raises ValueError when there is too much for a QR code."""
    import segno

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = vcard(card)
    written = []
    for suffix in suffixes:
        file = folder / f"card.{suffix}"
        if suffix == "vcf":
            file.touch(mode=0o600)
            file.write_bytes(text.encode())
        else:
            try:
                # Beyond ASCII the code has to say that it is UTF-8: some readers would guess.
                code = segno.make(text, error="m", micro=False, encoding="utf-8", eci=not text.isascii())
            except segno.DataOverflowError:
                raise ValueError("the card holds more than a QR code can; shorten what [me] says") from None
            code.save(os.fspath(file), scale=8, border=4)
        written.append(file)
    return written


def _escaped(text: str) -> str:
    text = plain(text, 1_000)
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
