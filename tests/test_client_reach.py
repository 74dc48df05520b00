"""The client against real sockets: where it may be led, what it keeps to itself, https and proxies."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from boardserver import QUICK, Reply, Seen, ask_of, drip, fails, site
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from curbside.extractors.base import BoardError
from curbside.extractors.web import address, host
from curbside.extractors.web.client import Client, Disallowed
from curbside.extractors.web.transport import Refused


@pytest.fixture
def client():
    with Client("ana@example.org", min_interval_override=0, limits=QUICK) as c:
        yield c


# --- redirects and whom they lead to ----------------------------------------------------------------------------------


def to(url: str, status: int = 302, **headers: str) -> Reply:
    return Reply(b"", status, {"Location": url, **headers})


def test_redirects_on_the_same_site_are_followed(client):
    with site({"/a": to("/b", 301), "/b": to("c?x=1", 307), "/c": b"here"}) as s:
        got = ask_of(client, s.url)(f"{s.url}/a", headers={"X-Key": "k"})
        assert got.body == b"here" and got.url == f"{s.url}/a" and s.seen[-1].headers["x-key"] == "k"


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_question_that_was_posted_is_posted_anew_where_the_host_says_so(client, status, method):
    with site({"/a": to("/b", status), "/b": b"here"}) as s:
        assert ask_of(client, s.url)(f"{s.url}/a", json={"page": 2}).body == b"here"
        last = s.seen[-1]
        assert (last.method, last.body) == (method, b'{"page": 2}' if method == "POST" else b"")
        assert last.headers.get("content-type") == ("application/json" if method == "POST" else None)


def test_going_round_in_circles_ends(client):
    routes = {"/a": to("/a"), "/b": to("/c"), "/c": to("/b")} | {f"/{i}": to(f"/{i + 1}") for i in range(20)}
    with site(routes) as s:
        ask = ask_of(client, s.url)
        for path, number in (("/a", 1), ("/b", 2), ("/0", 6)):
            before = len(s.seen) or 1
            assert "redirects in a circle" in fails(ask, s.url + path)
            assert len(s.seen) - before - (before == 1) in (number, number - 1)
    with site({"/robots.txt": to("/robots.txt"), "/a": b"a"}) as s:  # as if there were none
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/a").body == b"a" and "robots.txt: answered 404" in fails(ask, f"{s.url}/robots.txt")


@pytest.mark.parametrize(
    ("status", "accepted", "gave"), [(200, (200,), True), (404, (200,), True), (403, (200,), False), (403, (200, 403), True)]
)  # fmt: skip
def test_the_host_that_leads_elsewhere_has_given_something_where_the_other_answers(
    client, monkeypatch, status, accepted, gave
):
    there = CaseInsensitiveDict({"Location": "https://b.example/y"})
    replies = {
        "https://a.example/x": host.Reply("https://a.example/x", 302, there, b""),
        "https://b.example/y": host.Reply("https://b.example/y", status, CaseInsensitiveDict(), b"here"),
    }
    ask, well = ask_of(client, "https://a.example"), []
    monkeypatch.setattr(ask, "_host", lambda url: SimpleNamespace(well=lambda: well.append(url)))
    monkeypatch.setattr(ask, "_obey", lambda host, url: None)
    monkeypatch.setattr(ask, "_send", lambda host, request, *limits, jar: replies[str(request.url)])
    if status in accepted:
        assert ask("https://a.example/x", accept_status=accepted).body == b"here"
    else:
        assert f"answered {status}" in fails(ask, "https://a.example/x")
    assert well == ["https://a.example/x"] * gave


@pytest.mark.parametrize("to_b", [Refused("no"), CaseInsensitiveDict({"Location": "https://a.example/x"})])
def test_the_host_that_leads_astray_answers_for_it(client, monkeypatch, to_b):
    ask, counted = ask_of(client, "https://a.example"), []
    monkeypatch.setattr(
        ask, "_host", lambda url: SimpleNamespace(count=lambda **why: counted.append((url, why["dead"])))
    )
    monkeypatch.setattr(ask, "_obey", lambda host, url: None)

    def send(host_, request, *limits, jar):
        if request.url == "https://a.example/x":
            return host.Reply(request.url, 302, CaseInsensitiveDict({"Location": "https://b.example/y"}), b"")
        if isinstance(to_b, Refused):
            raise to_b
        return host.Reply(request.url, 302, to_b, b"")

    monkeypatch.setattr(ask, "_send", send)
    with pytest.raises(BoardError):
        ask("https://a.example/x")
    assert counted == [("https://a.example/x", False)]


def test_a_cookie_that_a_redirect_sets_is_sent_once_and_then_forgotten(client):
    def a(seen: Seen) -> Reply:
        return Reply(b"in") if "cookie" in seen.headers else to("/a", **{"Set-Cookie": "v=1"})

    with site({"/a": a, "/b": b"x"}) as s:
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/a").body == b"in"
        ask(f"{s.url}/b")
        assert [x.headers.get("cookie") for x in s.seen] == [None, None, "v=1", None]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:{port}/in",
        "http://127.0.0.1:{other}/in",
        "http://[::1]:{other}/in",
        "http://[::ffff:127.0.0.1]:{other}/in",
        "http://2130706433:{other}/in",
        "http://127.1:{other}/in",
        "http://0.0.0.0:{other}/in",
        "http://10.0.0.1/",
    ],
)
def test_an_address_from_outside_never_leads_into_a_private_network(client, target):
    with site({"/in": b"secret"}) as inside, site({}) as s:
        port, other = (x.url.rpartition(":")[2] for x in (s, inside))
        url = target.format(port=port, other=other)
        s.routes["/a"] = to(url)
        ask = ask_of(client, s.url)
        for asked in (f"{s.url}/a", url):
            assert "leads into a private network; not followed" in fails(ask, asked)
        assert inside.seen == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/", "gopher://x/", "http://", "http://a b/"])
def test_only_web_addresses_are_asked(client, target):
    with site({}) as s:
        s.routes["/a"] = to(target)
        ask = ask_of(client, s.url)
        fails(ask, target)
        fails(ask, f"{s.url}/a")


def names(table: dict[str, list[str]]):
    """A resolver: made-up names by `table` (each use takes the next address), all others by the system."""

    def resolve(host, port, *rest):
        if host in table:
            ip = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
            return socket.getaddrinfo(ip, port, *rest)
        return socket.getaddrinfo(host, port, *rest)

    return resolve


def make_believe(ip: str) -> bool:
    """127.0.0.2 plays the public internet."""
    return ip == "127.0.0.2" or address.is_public(ip)


def test_a_name_that_resolves_to_a_private_address_is_refused():
    table = {"jobs.example.com": ["127.0.0.2"], "evil.example.com": ["127.0.0.1"]}
    with (
        site({"/in": b"secret"}) as inside,
        site({}, "127.0.0.2") as s,
        Client("", 0, QUICK, names(table), make_believe) as client,
    ):
        port = inside.url.rpartition(":")[2]
        s.routes["/a"] = to(f"http://evil.example.com:{port}/in")
        home = s.url.replace("127.0.0.2", "jobs.example.com")
        assert "evil.example.com: an address from outside" in fails(ask_of(client, home), f"{home}/a")
        assert inside.seen == []


def test_a_public_name_that_turns_private_is_refused():
    with site({"/a": Reply(b"x", headers={"Connection": "close"})}, "127.0.0.2") as s:
        table = {"jobs.example.com": ["127.0.0.2", "127.0.0.2", "127.0.0.1"]}
        s.routes["/robots.txt"] = Reply(b"", headers={"Connection": "close"})
        home = s.url.replace("127.0.0.2", "jobs.example.com")
        with Client("", 0, QUICK, names(table), make_believe) as client:
            ask = ask_of(client, home)
            assert ask(f"{home}/a").body == b"x"
            with pytest.raises(Refused, match="led to a public address and now to a private one"):
                ask(f"{home}/a")


def test_a_private_address_that_the_user_wrote_is_asked_by_name_too(client):
    with site({"/a": b"x"}) as s:
        home = s.url.replace("127.0.0.1", "localhost")
        assert ask_of(client, home)(f"{home}/a").body == b"x"


def test_another_public_host_is_followed_under_its_own_rules_and_without_our_keys():
    with (
        site({"/robots.txt": b"User-agent: *\nDisallow: /no\n", "/yes": b"x"}, "127.0.0.2") as other,
        site({"/a": to(other.url + "/yes"), "/b": to(other.url + "/no")}) as s,
        Client("", 0, QUICK, public=make_believe) as client,
    ):
        ask = ask_of(client, s.url)
        assert ask(f"{s.url}/a", headers={"Authorization-Key": "k", "User-Agent": "me@x"}).body == b"x"
        assert "authorization-key" in s.seen[1].headers
        assert all("authorization-key" not in x.headers and x.headers["user-agent"] != "me@x" for x in other.seen)
        with pytest.raises(Disallowed):
            ask(f"{s.url}/b")
        assert other.paths() == ["/robots.txt", "/yes"]


def test_what_one_board_trusts_another_does_not(client):
    with site({"/in": b"secret"}) as inside, site({}) as s:
        assert ask_of(client, inside.url)(f"{inside.url}/in").body == b"secret"
        fails(ask_of(client, s.url), f"{inside.url}/in")
        assert len(inside.seen) == 2


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200 168.63.129.16 "
    "0.0.0.0 224.0.0.1 255.255.255.255 192.0.0.192 198.18.0.1 ::1 :: "
    "fe80::1 fe80::1%eth0 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 2002:7f00:1:: "
    "64:ff9b::7f00:1 64:ff9b:1::a00:1 nonsense".split(),
)  # fmt: skip
def test_addresses_that_are_not_public(ip):
    assert not address.is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(ip):
    assert address.is_public(ip)


# --- secrets ----------------------------------------------------------------------------------------------------------


def test_secrets_are_neither_kept_nor_said(client):
    with site({"/a": b"x", "/b": Reply(b"", 404)}) as s:
        ask = ask_of(client, s.url, secrets={"adzuna_key": "s3cr/et+"})
        got = ask(f"{s.url}/a", params={"app_key": "s3cr/et+", "page": 1})
        assert got.url == f"{s.url}/a?app_key=REDACTED&page=1"
        assert "app_key=s3cr%2Fet%2B" in s.seen[1].path
        assert "s3cr" not in fails(ask, f"{s.url}/b", params={"app_key": "s3cr/et+"})


@pytest.mark.whole
@given(st.text().filter(lambda path: "zz" not in path), st.text(alphabet="abcdefgh", min_size=3), st.text())
def test_no_message_shows_user_password_or_query(path, password, query):
    url = f"https://user:xx{password}yy@host.example/{path}?k=zz{query}qq"
    text = address.shown(url)
    assert f"xx{password}yy" not in text and "zz" not in text.partition("?")[2] and text.isprintable()
    assert len(text) <= 200


def test_a_password_in_a_link_from_outside_is_not_sent():
    with (
        site({"/a": b"x"}, "127.0.0.2") as other,
        site({}) as s,
        Client("", 0, QUICK, public=make_believe) as client,
    ):
        ask_of(client, s.url)(other.url.replace("//", "//user:pass@") + "/a")
        assert all("authorization" not in x.headers for x in other.seen)


# --- https and proxies ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    pem = tmp_path_factory.mktemp("tls") / "both.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=sample",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem.with_suffix(".key"), "-out", pem.with_suffix(".crt")],
        capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    pem.write_bytes(pem.with_suffix(".key").read_bytes() + pem.with_suffix(".crt").read_bytes())
    return pem


def test_a_certificate_that_nobody_signed_is_refused_in_one_line(client, certificate):
    with site({"/a": b"x"}, certificate=certificate) as s:
        ask = ask_of(client, s.url)
        line = fails(ask, f"{s.url}/a")
        assert "its certificate is not valid (self-signed certificate)" in line
        assert "times" not in line, "asked once"
        assert s.seen == [] and ask.requests == 1


@pytest.mark.whole
def test_https_with_an_authority_of_the_users_own(certificate, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_suffix(".crt")))
    with (
        site(
            {"/a": b"x" * 200_000, "/slow": drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500, 0.05)},
            certificate=certificate,
        ) as s,
        Client("", 0, QUICK) as client,
    ):
        ask = ask_of(client, s.url)
        assert len(ask(f"{s.url}/a").body) == 200_000
        assert "did not end within 1.2 s" in fails(ask, f"{s.url}/slow")


def test_certificates_that_are_not_there_fail_a_board_asked_by_https_in_one_line(monkeypatch, certificate):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with site({"/a": b"x"}, certificate=certificate) as s, Client("", 0, QUICK) as client:
        line = fails(ask_of(client, s.url), f"{s.url}/a")
    assert "/nowhere/ca.pem" in line and "REQUESTS_CA_BUNDLE" in line and s.seen == []


def test_a_board_asked_by_plain_http_needs_no_certificates(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with site({"/a": b"x"}) as s, Client("", 0, QUICK) as client:
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"x"


def test_plain_http_may_move_to_https_on_the_same_host():
    assert address.may_upgrade("http://board.example", "https://board.example")
    assert not address.may_upgrade("http://board.example:8080", "https://board.example:8080")
    assert not address.may_upgrade("http://board.example", "https://other.example")
    assert address.origin("HTTP://Board.Example.:80/x") == "http://board.example"
    assert address.origin("https://[::1]:8443/") == "https://[::1]:8443"


@pytest.fixture
def proxy(monkeypatch):
    with site({}) as s:
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, s.url)
        for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield s


def test_a_proxy_of_the_environment_is_used_but_never_for_this_machine(proxy):
    proxy.routes["http://jobs.example.com/a"] = b"by proxy"
    with site({"/a": b"direct"}) as s, Client("", 0, QUICK) as client:
        assert ask_of(client, "http://jobs.example.com")("http://jobs.example.com/a").body == b"by proxy"
        assert ask_of(client, s.url)(f"{s.url}/a").body == b"direct"
        home = s.url.replace("127.0.0.1", "localhost")
        assert ask_of(client, home)(f"{home}/a").body == b"direct"
        assert proxy.paths() == ["http://jobs.example.com/robots.txt", "http://jobs.example.com/a"]


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "169.254.169.254", "[fd00::1]", "intranet", "nas.local", "evil.example.com"]
)
def test_a_proxy_is_no_way_into_a_private_network(proxy, host):
    with Client("", 0, QUICK, names({"evil.example.com": ["10.0.0.1"]})) as client:
        ask = ask_of(client, "http://jobs.example.com")
        assert "private network" in fails(ask, f"http://{host}/in")
        assert proxy.seen == []
