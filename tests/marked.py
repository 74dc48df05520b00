"""Marked people in every source of a workspace, and who else was told of them: files, command lines, environments."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = f"zq{secrets.token_hex(4)}x"  # in every name, address, note and employer of the user's and their friends'


def plant(root: Path, mail: int) -> None:
    """Marked people in each kind of source and in [me]; some files are damaged at their ends. `mail`: the server's port."""
    net = root / "network"
    with (net / "Connections.csv").open("a") as file:
        file.write(
            f"{MARK}ann,{MARK}bell,https://www.linkedin.com/in/{MARK},{MARK}@a.example,{MARK} Clinic,Chief,01 Nov 2024\n"
        )
    with (net / "bens-connections.csv").open("a") as file:
        file.write(
            f"{MARK}bo,{MARK}cole,https://www.linkedin.com/in/{MARK}b,{MARK}b@a.example,{MARK} Hospital,MD,01 Nov 2024\n"
        )
    (net / "seen.csv").write_text(
        f"name,email,employer,knows,met\n{MARK}dee {MARK}eff,,{MARK} Hospital,{MARK}gus {MARK}hay,{MARK}\n"
    )
    (net / "more.vcf").write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{MARK}ivy {MARK}joy\nTEL:+1 216 555 0199\nNOTE:{MARK}note\nEND:VCARD\nBEGIN:VCARD\n{MARK}"
    )
    (net / "google.csv").write_text(
        f"First Name,Last Name,E-mail 1 - Value,Notes\n{MARK}kim,{MARK}lee,{MARK}2@a.example,{MARK}\n\x00{MARK}"
    )
    (net / "outlook.csv").write_text(
        f"First Name,Last Name,E-mail Address,Company\n{MARK}lou,{MARK}moe,{MARK}3@a.example,{MARK} Inc\n"
    )
    (net / "sent.mbox").write_text(
        f"From {MARK} Mon Nov  2 10:00:00 2026\nFrom: ana@example.org\nTo: {MARK}ann <{MARK}@a.example>\n"
        f"Date: Mon, 02 Nov 2026 10:00:00 -0500\nSubject: {MARK}\n\n{MARK}\n\nFrom {MARK}\nTo: {MARK}\nDate: {MARK}\n\n"
    )
    (net / "calendar.ics").write_text(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261102T100000Z\nSUMMARY:{MARK}\nATTENDEE;CN={MARK}ann:mailto:{MARK}@a.example\n"
        f"END:VEVENT\nBEGIN:VEVENT\nDTSTART:{MARK}\n"
    )
    (net / "alert.eml").write_text(
        f"From: jobs@example.org\nTo: {MARK}@a.example\nSubject: {MARK}\nContent-Type: text/html\n\n<p>{MARK}</p>\n"
    )
    config = root / "curbside.toml"
    text = config.read_text("utf-8").replace('name = "Ana Ruiz, MD"', f'name = "{MARK}ana {MARK}ruiz"')
    more = "\n".join(f'{kind} = ["network/{file}"]' for kind, file in (
        ("google", "google.csv"), ("outlook", "outlook.csv"), ("sent", "sent.mbox"), ("calendar", "calendar.ics"), ("alerts", "alert.eml"),
    ))  # fmt: skip
    text = text.replace("[network]", f"[network]\n{more}", 1).replace('vcard = ["', 'vcard = ["network/more.vcf", "')
    text = text.replace('roster = ["', 'roster = ["network/seen.csv", "')
    text = text.replace(
        "[digest]", f'[digest]\nemail = {{ to = "{MARK}@a.example", smtp = "smtp://127.0.0.1:{mail}" }}'
    )
    text += f'\n[[me.position]]\nemployer = "{MARK} Medical Center"\ntitle = "Hospitalist"\nstart = 2019\n'
    config.write_text(text, "utf-8")


def strays(folder: Path, places: tuple[str, ...]) -> list[str]:
    """Files of `folder`, Prefect's database included, that hold the mark outside `places`."""
    found = [p for p in folder.rglob("*") if p.is_file() and MARK.encode() in p.read_bytes().lower()]
    return [name for p in found if not (name := str(p.relative_to(folder))).startswith(places)]


@contextmanager
def processes() -> Iterator[set[bytes]]:
    """What any user of the machine sees of processes that begin meanwhile, ten times a second, and what their own user does:
    command lines, names and environments."""
    seen: set[bytes] = set()
    stop = threading.Event()
    before = set(_numbers())

    def look() -> None:
        while not stop.wait(0.1):
            for pid in set(_numbers()) - before:
                for name in ("cmdline", "comm", "environ"):
                    with suppress(OSError):
                        seen.add(Path("/proc", pid, name).read_bytes())

    watcher = threading.Thread(target=look)
    watcher.start()
    yield seen
    stop.set()
    watcher.join()


def _numbers() -> list[str]:
    return [p.name for p in Path("/proc").iterdir() if p.name.isdigit()]
