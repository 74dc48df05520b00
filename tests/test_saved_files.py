"""What the user saved is read, or said to be not: pages saved as one file, mails of any program, and what else lies
beside them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curbside import landing, warehouse
from curbside.commands import pulling
from curbside.extractors import family
from curbside.extractors.base import Board
from curbside.extractors.pull import Pulled, pull
from curbside.extractors.readers import wrapped
from curbside.extractors.web.client import Client
from curbside.job import adding, steps
from curbside.warehouse import posting
from curbside.workspace import Workspace

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def page(title: str, number: int) -> str:
    told = {
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"name": "Elm"},
        "url": f"https://x.example/job/{number}",
    }
    return f"<!doctype html><html><head><script type='application/ld+json'>{json.dumps(told)}</script></head><body><h1>{title}</h1></body></html>"


def single(html: str, url: str, frame: str = "") -> bytes:
    """A page as Chrome and Edge save it as one file."""
    parts = [("text/html", url, html)] + ([("text/html", f"{url}?in_iframe=1", frame)] if frame else [])
    body = "".join(
        f"------M--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\nContent-Location: {at}\r\n\r\n{said}\r\n"
        for kind, at, said in parts
    )
    head = (f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Job\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----M--x"\r\n\r\n\r\n')  # fmt: skip
    return (head + body + "------M--x--\r\n").encode()


def pulled(folder: Path, name: str = "jsonld") -> Pulled:
    with Client("") as client:
        return pull(Board("mine", name, url=str(folder)), client, None, NOW)


def laid(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    return folder


def test_a_folder_of_pages_is_read_whatever_they_are_called_and_what_is_none_is_named(tmp_path):
    laid(tmp_path, {"a.html": page("Allergist", 1), "b.HTM": page("Urologist", 2), "Untitled": page("Internist", 3), "c.html.txt": page("Surgeon", 4),
                    "d.mhtml": single(page("Oncologist", 5), "https://x.example/job/5"), "e.pdf": b"%PDF-1.7", "f.docx": b"PK\x03\x04",
                    "notes.txt": "call Ana", "p.png": b"\x89PNG\r\n", ".DS_Store": b"\0"})  # fmt: skip
    found = pulled(tmp_path)
    assert (found.status, found.listed, found.complete) == ("done", 5, True)
    assert found.error == "4 files of a kind that is not read here: e.pdf, f.docx, notes.txt and 1 more"


def test_what_a_browser_lays_beside_a_page_is_read_only_where_it_is_a_page(tmp_path):
    beside = {
        "style.css": "a{}",
        "logo.png": b"\x89PNG",
        "run.js": "1",
        "ad.html": "<html><body>ad</body></html>",
        "in.html": page("Urologist", 2),
    }
    laid(tmp_path, {"a.html": page("Allergist", 1), **{f"a_files/{name}": body for name, body in beside.items()}})
    found = pulled(tmp_path)
    assert (found.status, found.listed, found.error) == ("done", 2, None)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path):
    laid(tmp_path, {"a.html": page("Allergist", 1), "b.xml": "<urlset><url>", "c.html": page("Urologist", 2)})
    found = pulled(tmp_path)
    assert (found.status, found.listed, found.complete) == ("partial", 2, False)
    assert "1 file could not be read: " in found.error and "b.xml" in found.error
    assert [a.url.rpartition("/")[2] for a in found.answers] == ["a.html", "c.html"]
    (tmp_path / "a.html").unlink()
    (tmp_path / "c.html").unlink()
    assert pulled(tmp_path).status == "failed"
    alone = pulled(tmp_path / "b.xml")
    assert alone.status == "failed" and "b.xml" in alone.error


def test_a_page_without_a_posting_is_named(tmp_path):
    laid(tmp_path, {"a.html": page("Allergist", 1), "shell.html": "<html><body><div id='root'></div></body></html>"})
    assert pulled(tmp_path).error == "1 of 2 files holds no posting that could be read: shell.html"


def test_a_folder_without_anything_to_read_says_what_it_holds(tmp_path):
    laid(tmp_path, {"a.msg": b"\xd0\xcf\x11\xe0"})
    found = pulled(tmp_path, "alerts")
    assert found.status == "failed" and "holds no file that ends in .eml" in found.error and "a.msg" in found.error


def test_a_page_saved_as_one_file_keeps_its_address_and_that_of_a_frame_with_the_posting(tmp_path):
    told = page("Allergist", 1).replace('"url"', '"sameAs"')
    laid(
        tmp_path,
        {
            "a.mht": single(told, "https://x.example/job/1"),
            "b.mhtml": single("<html></html>", "https://x.example/job/2", told),
        },
    )
    found = pulled(tmp_path)
    records = [
        r for a in found.answers for r in family("jsonld").records(a, Board("mine", "jsonld", url=str(tmp_path)))
    ]
    assert [r["url"] for r in records] == ["https://x.example/job/1", "https://x.example/job/2"]
    added = adding.add(Workspace(tmp_path / "w"), str(tmp_path / "a.mht"), None, "")
    assert (added.board, added.records[0]["title"]) == ("added-page", "Allergist")


MULTI = "Content-Type: multipart/related; boundary=M\n\n{}--M--\n"
HTML = "--M\nContent-Type: text/html\n{}\n<p>{}</p>\n"
FROM = "<!-- saved from url=(0019)https://x.example/{} -->\n<p>{}</p>"


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (f"Snapshot-Content-Location: https://x.example/1\n{MULTI.format(HTML.format('', 'a'))}", FROM.format(1, "a")),
        (f"Snapshot-Content-Location: https://x.example/1\n{MULTI.format(HTML.format('Content-Location: https://x.example/2' + chr(10), 'a'))}", FROM.format(2, "a")),
        (f"Snapshot-Content-Location: https://x.example/1\n{MULTI.format(HTML.format('Content-Location: cid:7' + chr(10), 'a'))}", FROM.format(1, "a")),
        (f"Snapshot-Content-Location: file:///a.html\n{MULTI.format(HTML.format('', 'a'))}", "<p>a</p>"),
        (MULTI.format(HTML.format("", "a") + HTML.format("", "b")), "<p>a</p>"),
        (MULTI.format(HTML.format("", "a") + HTML.format("", "a JobPosting")), "<p>a JobPosting</p>"),
        (MULTI.format("--M\nContent-Type: text/plain\n\na\n"), None),
        # Heads that Python's reader of mails does not bear
        (MULTI.format("").replace("boundary", "boundary*=M; boundary*0"), None),
        (MULTI.format("").replace("=M", "*=a\0b''M"), None),
        ("Content-Type: message/rfc822\n\n" * 3000, None),
    ],
)  # fmt: skip
def test_the_page_of_a_file_and_its_address(file, shown):
    assert wrapped.page(file.encode()).decode().strip() == (shown or file).strip()


@pytest.mark.parametrize(
    ("name", "body", "is_page"),
    [
        ("a.MHT", "Subject: Job\n\n", True),
        ("a", "Subject: Job\nsnapshot-content-location: https://x.example/1\n\n", True),
        ("a.eml", "From: <Saved by Blink>\r\nSubject: Job\r\n\r\n", True),
        ("a.eml", "From: Ana <ana@x.example>\n\nFrom: <Saved by Blink>", False),
        ("a.eml", f"X: {'a' * (4000 - 30)}\nSnapshot-Content-Location:", True),
        ("a.eml", f"X: {'a' * (4000 - 29)}\nSnapshot-Content-Location:", False),  # what is not looked at
    ],
)
def test_what_is_a_page_saved_as_one_file(name, body, is_page):
    assert wrapped.is_page(body.encode(), name) is is_page


ALERT = "From: Jobs <jobs@k.example>\nTo: me@example.org\nSubject: Jobs\nDate: Fri, 20 Nov 2026 08:00:00 -0500\nContent-Type: text/plain\n\n{}\nElm Health - Troy, OH\nhttps://k.example/job/{}\n"
NEWS = "From: Ana <ana@example.org>\nSubject: Dinner\nContent-Type: text/plain\n\nFriday at eight?\n"


def emlx(mail: str) -> str:
    return f"{len(mail)}\n{mail}<?xml version='1.0'?><plist version='1.0'><dict/></plist>"


def test_mails_are_read_as_any_program_saves_them_and_what_is_not_read_is_named(tmp_path):
    laid(tmp_path, {"a.eml": ALERT.format("Allergist", 1), "b.EML": ALERT.format("Urologist", 2), "c.emlx": emlx(ALERT.format("Internist", 3)),
                    "INBOX": f"From jobs@k.example Fri Nov 20 08:00:00 2026\n{ALERT.format('Surgeon', 4)}", "INBOX.msf": "index",
                    "d.msg": b"\xd0\xcf\x11\xe0", "notes.txt": "call Ana", "e.docx": b"PK\x03\x04"})  # fmt: skip
    found = pulled(tmp_path, "alerts")
    assert (found.status, found.listed, found.complete) == ("done", 4, True)
    assert found.error == "3 files of a kind that is not read here: d.msg, e.docx, notes.txt"
    titles = [
        r["title"]
        for a in found.answers
        for r in family("alerts").records(a, Board("mine", "alerts", url=str(tmp_path)))
    ]
    assert sorted(titles) == ["Allergist", "Internist", "Surgeon", "Urologist"]


def test_mails_out_of_which_nothing_was_read_are_counted_each(tmp_path):
    box = "".join(
        f"From x@y.example Fri Nov 20 08:00:00 2026\n{mail}\n\n" for mail in (NEWS, ALERT.format("Allergist", 1), NEWS)
    )
    laid(tmp_path, {"box.mbox": box, "a.eml": NEWS, "b.eml": ALERT.format("Urologist", 2)})
    found = pulled(tmp_path, "alerts")
    assert (found.status, found.listed) == ("done", 2)
    assert found.error == "3 of 5 mails hold no posting that could be read: a.eml, box.mbox"


@pytest.mark.parametrize(
    ("name", "requests", "said"),
    [
        ("alerts", 0, ("done", "2 of 2 mails hold no posting that could be read: a.eml, b.eml")),
        ("jsonld", 0, ("suspicious", "answered with no posting at all; 2 of 2 files hold no posting that could be read: a.html, b.html")),
        ("jsonld", 1, ("suspicious", "answered with no posting at all")),  # a web board's own line says no more
    ],
)  # fmt: skip
def test_a_board_of_files_without_a_posting_says_so_where_boards_are_looked_up(tmp_path, name, requests, said):
    ending, body = ("eml", NEWS) if name == "alerts" else ("html", "<html><body>nothing</body></html>")
    found = pulled(laid(tmp_path / "held", {f"a.{ending}": body, f"b.{ending}": body}), name)
    run_id = "20261123T000000Z-aaaa-000001"
    run = landing.BoardRun(
        run_id, "mine", name, None, None, NOW, NOW, found.status, found.error, 0, 2, requests, found.complete
    )
    landing.write(tmp_path / "landing", run, found.answers)
    con = warehouse.connect()
    posting.apply_run(con, tmp_path / "landing", run_id, ["mine"], print)
    assert con.execute("select status, error from raw.board_run").fetchall() == [said]


def test_the_closing_table_says_what_a_board_left_out(capsys):
    said = "1 file of a kind that is not read here: a.msg"
    assert (
        pulling._report(
            [steps.Outcome("mine", "done", said, 0, 0, 0, 4), steps.Outcome("other", "done", None, 0, 0, 0, 4)], []
        )
        == 0
    )
    mine, other = capsys.readouterr().err.splitlines()
    assert mine.endswith(said) and other.endswith("closed")
