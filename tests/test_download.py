"""Large files from a real server: resumed, checked, refused; the registers' lists, pages and archives they are found in."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from boardserver import QUICK, Reply, Seen, hang, site

from curbside.extractors.base import Board, BoardError
from curbside.extractors.web.client import Client
from curbside.extractors.web.download import Download, Limits
from curbside.registers import published
from curbside.registers.published import Register, RegisterError, Version

NOW = datetime(2026, 11, 25, tzinfo=UTC)
BODY = b"npi,name\n" + b"".join(b"%010d,Clinic %d\n" % (n, n) for n in range(20_000))
ROOMY = Limits(size=10_000_000, spare=0)


@pytest.fixture
def client():
    with Client("ana@example.org", min_interval_override=0, limits=QUICK) as c:
        yield c


def ask(client: Client, url: str) -> Download:
    return Download(client, Board("sample", "register", url=url), None, None, True, NOW)


def save(client: Client, url: str, folder: Path, **kwargs):
    return ask(client, url).save(url, folder / "file.csv", kwargs.pop("limits", ROOMY), lambda line: None, **kwargs)


def refused(client: Client, url: str, folder: Path, **kwargs) -> str:
    with pytest.raises(BoardError) as e:
        save(client, url, folder, **kwargs)
    assert "\n" not in str(e.value)
    assert not (folder / "file.csv").exists()
    return str(e.value)


def ranged(body: bytes, etag: str = '"1"', break_at: int | None = None, **headers: str) -> Callable[[Seen], Reply]:
    """A route that knows ranges; its first answer ends after `break_at` bytes."""
    broken = [break_at]

    def route(seen: Seen) -> Reply:
        told = {"ETag": etag, **headers}
        start, asked = 0, seen.headers.get("range", "")
        if seen.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=told)
        if asked and seen.headers.get("if-range", etag) == etag:
            first, _, last = asked.removeprefix("bytes=").partition("-")
            start = int(first) if first else max(0, len(body) - int(last))
            end = min(len(body), int(last) + 1) if first and last else len(body)
            if start >= len(body):
                return Reply(status=416, headers={**told, "Content-Range": f"bytes */{len(body)}"})
            told["Content-Range"] = f"bytes {start}-{end - 1}/{len(body)}"
            part = Reply(body[start:end], 206, told)
        else:
            part = Reply(body, 200, told)
        if (cut := broken[0]) is not None:
            broken[0] = None
            head = "".join(f"{n}: {v}\r\n" for n, v in {"Content-Length": len(part.body), **told}.items())
            data = f"HTTP/1.1 {part.status} OK\r\n{head}\r\n".encode() + part.body[:cut]
            return Reply(raw=lambda handler: handler.wfile.write(data) and None)
        return part

    return route


def test_a_file_comes_whole_with_its_checksum_and_nothing_is_left_beside_it(client, tmp_path):
    with site({"/a.csv": ranged(BODY)}) as s:
        got = save(client, f"{s.url}/a.csv", tmp_path)
    assert got.path.read_bytes() == BODY
    assert (got.sha256, got.size, got.etag) == (hashlib.sha256(BODY).hexdigest(), len(BODY), '"1"')
    assert [p.name for p in tmp_path.iterdir()] == ["file.csv"]
    assert s.seen[-1].headers["user-agent"].startswith("curbside/")
    assert "ana@example.org" in s.seen[-1].headers["user-agent"]


def test_what_broke_off_goes_on_where_it_ended(client, tmp_path):
    with site({"/a.csv": ranged(BODY, break_at=200_000)}) as s:
        got = save(client, f"{s.url}/a.csv", tmp_path)
    assert got.path.read_bytes() == BODY
    first, second = [x for x in s.seen if x.path == "/a.csv"]
    assert "range" not in first.headers
    assert second.headers["range"] == "bytes=200000-" and second.headers["if-range"] == '"1"'


@pytest.mark.whole
def test_an_update_that_was_killed_goes_on_where_it_ended(tmp_path):
    stop = threading.Event()

    def slow(handler) -> None:
        handler.wfile.write(
            f'HTTP/1.1 200 OK\r\nContent-Length: {len(BODY)}\r\nETag: "1"\r\n\r\n'.encode() + BODY[:150_000]
        )
        handler.wfile.flush()
        stop.wait(20)

    routes = {"/a.csv": Reply(raw=slow)}
    script = (
        "import sys, pathlib, datetime\n"
        "from curbside.registers import published\nfrom curbside.extractors.web.client import Client\n"
        "one = published.Register('x', sys.argv[1], min_interval=0)\n"
        "published.bring(one, Client('a@b.c'), pathlib.Path(sys.argv[2]), published.Version(), print,"
        " datetime.datetime.now(datetime.UTC), spare=0)\n"
    )
    with site(routes) as s:  # type: ignore[arg-type]
        process = subprocess.Popen([sys.executable, "-c", script, f"{s.url}/a.csv", str(tmp_path)])
        part = tmp_path / "x-a.csv.part"
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 100_000):
            time.sleep(0.05)
        process.kill()
        process.wait()
        stop.set()
        have = part.stat().st_size
        assert 100_000 < have < len(BODY)
        routes["/a.csv"] = ranged(BODY)  # type: ignore[assignment]
        with Client("", 0, QUICK) as client:
            got = published.bring(Register("x", f"{s.url}/a.csv"), client, tmp_path, Version(), print, NOW, spare=0)
        assert got is not None and got.path.read_bytes() == BODY
        assert s.seen[-1].headers["range"] == f"bytes={have}-"
    assert [p.name for p in tmp_path.iterdir()] == ["x-a.csv"]


def part_of(folder: Path, url: str, data: bytes, etag: str = '"1"') -> None:
    (folder / "file.csv.part").write_bytes(data)
    note = {"url": url, "etag": etag, "last_modified": None, "total": len(BODY), "checksum": None}
    (folder / "file.csv.part.json").write_text(json.dumps(note))


def test_a_file_that_changed_in_between_starts_anew(client, tmp_path):
    newer = BODY.replace(b"Clinic", b"Office")
    with site({"/a.csv": ranged(newer, etag='"2"')}) as s:
        part_of(tmp_path, f"{s.url}/a.csv", BODY[:1000])
        got = save(client, f"{s.url}/a.csv", tmp_path)
    assert got.path.read_bytes() == newer and got.etag == '"2"'


def test_a_host_that_overlooks_if_range_cannot_mix_two_versions(client, tmp_path):
    newer = BODY.replace(b"Clinic", b"Office")
    honest = ranged(newer, etag='"2"')

    def route(seen: Seen) -> Reply:
        seen.headers.pop("if-range", None)
        return honest(seen)

    with site({"/a.csv": route}) as s:
        part_of(tmp_path, f"{s.url}/a.csv", BODY[:1000])
        assert save(client, f"{s.url}/a.csv", tmp_path).path.read_bytes() == newer


def test_416_is_whole_when_all_had_come_and_else_starts_anew(client, tmp_path):
    with site({"/a.csv": ranged(BODY)}) as s:
        part_of(tmp_path, f"{s.url}/a.csv", BODY)
        assert save(client, f"{s.url}/a.csv", tmp_path).path.read_bytes() == BODY
        assert [x.path for x in s.seen].count("/a.csv") == 1
        part_of(tmp_path, f"{s.url}/a.csv", BODY + b"more than there is")
        assert save(client, f"{s.url}/a.csv", tmp_path).path.read_bytes() == BODY


def test_a_part_of_another_address_or_without_a_version_is_not_used(client, tmp_path):
    with site({"/a.csv": ranged(BODY), "/b.csv": Reply(BODY)}) as s:
        part_of(tmp_path, f"{s.url}/old.csv", b"x" * 500)
        assert save(client, f"{s.url}/a.csv", tmp_path).path.read_bytes() == BODY
        part_of(tmp_path, f"{s.url}/b.csv", b"x" * 500, etag="")
        assert save(client, f"{s.url}/b.csv", tmp_path).path.read_bytes() == BODY


def test_a_file_that_did_not_change_is_not_brought_again(client, tmp_path):
    with site({"/a.csv": ranged(BODY)}) as s:
        assert save(client, f"{s.url}/a.csv", tmp_path, known=('"1"', None)) is None
        assert save(client, f"{s.url}/a.csv", tmp_path, known=('"0"', None)).size == len(BODY)


@pytest.mark.parametrize(
    "page",
    [
        Reply(b"<html><form action=/login>", headers={"Content-Type": "text/html; charset=utf-8"}),
        Reply(b"\n<!DOCTYPE html><title>Sign in</title>", headers={"Content-Type": "text/csv"}),
    ],
)
def test_a_web_page_in_its_place_is_refused(client, tmp_path, page):
    with site({"/a.csv": page}) as s:
        assert "answered a web page, not the file" in refused(client, f"{s.url}/a.csv", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_redirect_to_a_sign_in_page_is_refused(client, tmp_path):
    login = Reply(b"<html>", headers={"Content-Type": "text/html"})
    with site({"/a.csv": Reply(status=302, headers={"Location": "/login"}), "/login": login}) as s:
        assert "web page" in refused(client, f"{s.url}/a.csv", tmp_path)


def test_an_answer_that_is_always_cut_short_is_refused_and_its_part_is_kept(client, tmp_path):
    head = f'HTTP/1.1 200 OK\r\nContent-Length: {len(BODY)}\r\nETag: "1"\r\n\r\n'.encode()
    with site({"/a.csv": Reply(raw=lambda handler: handler.wfile.write(head + BODY[:5000]) and None)}) as s:
        said = refused(client, f"{s.url}/a.csv", tmp_path)
        assert "cut short" in said and "kept, the next update goes on from there" in said
    assert (tmp_path / "file.csv.part").read_bytes() == BODY[:5000]


@pytest.mark.whole
def test_a_silent_host_is_given_up(client, tmp_path):
    with site({"/a.csv": hang()}) as s:
        assert "no answer for" in refused(client, f"{s.url}/a.csv", tmp_path, limits=Limits(10**7, attempts=2, spare=0))


def test_a_published_checksum_is_compared(client, tmp_path):
    md5, sha = hashlib.md5(BODY).hexdigest(), base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    routes = {
        "/a.csv": ranged(BODY),
        "/b.csv": ranged(BODY, **{"Repr-Digest": f"sha-256=:{sha}:"}),
        "/c.csv": ranged(BODY, Digest=f"sha-256={wrong}"),
    }
    with site(routes) as s:  # type: ignore[arg-type]
        assert save(client, f"{s.url}/a.csv", tmp_path, checksum=f"md5:{md5}").compared == f"md5:{md5}"
        (tmp_path / "file.csv").unlink()
        assert "not what its published md5 says" in refused(
            client, f"{s.url}/a.csv", tmp_path, checksum="md5:" + "0" * 32
        )
        assert "not what its published sha256 says" in refused(client, f"{s.url}/c.csv", tmp_path)
        assert save(client, f"{s.url}/b.csv", tmp_path).compared == "sha256:" + hashlib.sha256(BODY).hexdigest()


def test_more_than_is_expected_or_fits_the_disk_is_not_taken(client, tmp_path):
    with site({"/a.csv": ranged(BODY), "/chunked": Reply(raw=chunked)}) as s:
        assert "not taken" in refused(client, f"{s.url}/a.csv", tmp_path, limits=Limits(1000, spare=0))
        assert "not taken" in refused(client, f"{s.url}/chunked", tmp_path, limits=Limits(1000, spare=0))
        assert "make room" in refused(client, f"{s.url}/a.csv", tmp_path, free=lambda folder: 1000)
    assert not list(tmp_path.glob("*.part"))


def chunked(handler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1024 + b"\r\n" + b"0\r\n\r\n"
    )


def test_retry_after_is_kept_and_too_long_a_one_ends_it(client, tmp_path):
    answers = [Reply(status=503, headers={"Retry-After": "0.2"}), Reply(status=429, headers={"Retry-After": "3600"})]
    honest = ranged(BODY)
    with site(
        {"/a.csv": lambda seen: answers.pop(0) if len(answers) > 1 else honest(seen), "/b.csv": lambda seen: answers[0]}
    ) as s:
        began = time.monotonic()
        assert save(client, f"{s.url}/a.csv", tmp_path).size == len(BODY)
        assert time.monotonic() - began >= 0.2
        (tmp_path / "file.csv").unlink()
        assert "answered 429" in refused(client, f"{s.url}/b.csv", tmp_path)
        assert [x.path for x in s.seen].count("/b.csv") == 1


def test_robots_are_obeyed(client, tmp_path):
    with site({"/robots.txt": b"User-agent: *\nDisallow: /a.csv\n", "/a.csv": ranged(BODY)}) as s:
        assert "robots.txt forbids" in refused(client, f"{s.url}/a.csv", tmp_path)


# --- where the newest file of a register lies ---------------------------------------------------------------------------


def bring(client: Client, folder: Path, **entry):
    entry.setdefault("name", "sample")
    return published.bring(Register(**entry), client, folder, Version(), lambda line: None, NOW, spare=0)


def test_the_file_of_a_cms_record_is_found_in_both_forms(client, tmp_path):
    plain = {"distribution": [{"mediaType": "text/csv", "downloadURL": "/files/Hospitals.csv"}]}
    referred = {
        "distribution": [{"identifier": "x", "data": {"downloadURL": "/files/Hospitals.csv", "mediaType": "text/csv"}}]
    }
    routes = {
        "/1": json.dumps(plain).encode(),
        "/2": json.dumps(referred).encode(),
        "/3": b"{}",
        "/files/Hospitals.csv": ranged(BODY),
    }
    with site(routes) as s:  # type: ignore[arg-type]
        for path in ("/1", "/2"):
            assert bring(client, tmp_path, url=s.url + path, find="catalog").path.name == "sample-Hospitals.csv"
        with pytest.raises(BoardError, match="names no file"):
            bring(client, tmp_path, url=f"{s.url}/3", find="catalog")


def test_the_archive_of_the_newest_zenodo_record_is_compared_with_its_md5(client, tmp_path):
    digest = hashlib.md5(BODY).hexdigest()
    entry = {
        "key": "v2.0-ror-data.zip",
        "checksum": f"md5:{digest}",
        "links": {"self": "/api/records/1/files/v2.0-ror-data.zip/content"},
    }
    with site(
        {"/api": json.dumps({"hits": {"hits": [{"files": [entry]}]}}).encode(), entry["links"]["self"]: ranged(BODY)}
    ) as s:  # type: ignore[index, dict-item]
        got = bring(client, tmp_path, url=f"{s.url}/api", find="zenodo")
        assert got.path.name == "sample-v2.0-ror-data.zip" and got.compared == f"md5:{digest}"


def test_of_the_links_of_a_page_the_newest_is_taken(client, tmp_path):
    page = b'<a href="/csv/nucc_taxonomy_250.csv">25.0</a> <a href="/csv/nucc_taxonomy_251.csv">25.1</a> <a href="other.csv">x</a>'
    with site({"/list": page, "/csv/nucc_taxonomy_251.csv": ranged(BODY)}) as s:
        got = bring(client, tmp_path, url=f"{s.url}/list", find="links", link=r"nucc_taxonomy_(\d+)\.csv")
        assert got.url == f"{s.url}/csv/nucc_taxonomy_251.csv"
        with pytest.raises(BoardError, match="names no file"):
            bring(client, tmp_path, url=f"{s.url}/list", find="links", link=r"othername_(\d+)")


def archive(packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as zipped:
        zipped.writestr("npidata_pfile.csv", bytes(range(256)) * 4000)
        zipped.writestr("othername_pfile_20050523-20261108_fileheader.csv", "NPI")
        zipped.writestr("othername_pfile_20050523-20261108.csv", BODY)
    return file.getvalue()


MEMBER = r"othername_pfile_\d+-\d+\.csv"


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_one_file_of_a_large_archive_comes_without_the_rest(client, tmp_path, packed):
    body = archive(packed)
    with site({"/a.zip": ranged(body, break_at=None)}) as s:
        got = bring(client, tmp_path, url=f"{s.url}/a.zip", member=MEMBER)
        assert got.path.name == "othername_pfile_20050523-20261108.csv" and got.path.read_bytes() == BODY
        assert got.sha256 == hashlib.sha256(BODY).hexdigest()
        assert all("range" in x.headers for x in s.seen if x.path == "/a.zip")
        with pytest.raises(BoardError, match="holds no file"):
            bring(client, tmp_path, url=f"{s.url}/a.zip", member="pl_pfile.csv")
    assert [p.name for p in tmp_path.iterdir()] == [got.path.name]


def test_a_damaged_archive_or_a_host_without_ranges_is_refused(client, tmp_path):
    body = bytearray(archive())
    at = body.rindex(b"othername_pfile_20050523-20261108.csv", 0, len(body) - 500)
    body[at + 200] ^= 0xFF
    with site({"/a.zip": ranged(bytes(body)), "/b.zip": Reply(archive()), "/c.zip": ranged(BODY)}) as s:
        for path, said in (("/a.zip", "is damaged"), ("/b.zip", "gives no parts of files"), ("/c.zip", r"is no \.zip")):
            with pytest.raises(BoardError, match=said):
                bring(client, tmp_path, url=s.url + path, member=MEMBER)
    assert not list(tmp_path.iterdir())


# --- the list ----------------------------------------------------------------------------------------------------------


def test_the_built_in_list_is_whole_and_the_users_entries_change_it(tmp_path):
    built_in = published.registers(tmp_path / "registers.toml")
    assert {kind for one in built_in.values() for kind in one.kinds} >= {
        "hospital",
        "linkage",
        "clinician",
        "taxonomy",
        "ror_name",
    }
    assert all(one.url.startswith("https://") and one.least > 1 for one in built_in.values())
    (tmp_path / "registers.toml").write_text(
        '[[register]]\nname = "hospitals"\nurl = "http://mirror.example/x.csv"\nfind = "file"\n'
    )
    changed = published.registers(tmp_path / "registers.toml")["hospitals"]
    assert (changed.url, changed.find, changed.kinds) == ("http://mirror.example/x.csv", "file", ("hospital",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[register]]\nname = "x"\n', "url: is missing"),
        ('[[register]]\nname = "x"\nurl = "ftp://a"\n', "http"),
        ('[[register]]\nname = "hospitals"\nfind = "page"\n', "find: takes one of"),
        ('[[register]]\nname = "hospitals"\nsize = 3\n', "size: unknown key"),
        ('[[register]]\nname = "hospitals"\nleast = "3"\n', "least: takes a number"),
        ('[[register]]\nname = "hospitals"\nlink = "("\n', "link"),
        ("[[register]\n", "cannot be read"),
        ("register = 3\n", "[[register]]"),
    ],
)
def test_a_wrong_entry_is_told_in_one_line(tmp_path, text, said):
    (tmp_path / "registers.toml").write_text(text)
    with pytest.raises(RegisterError) as e:
        published.registers(tmp_path / "registers.toml")
    assert said in str(e.value) and "\n" not in str(e.value) and "registers.toml" in str(e.value)
