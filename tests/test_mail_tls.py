"""The digest's mail is encrypted or not sent: real servers with and without TLS, trusted, strange and misnamed."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from curbside.job import mail
from curbside.job.mail import MailError
from curbside.settings import Mail

AUTHORITY = trustme.CA()


class Box:
    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.passwords: list[bytes] = []
        self.encrypted: list[bool] = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope.content)
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 kept"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.passwords.append(data.password)
        return AuthResult(success=data.password == b"secret", handled=False)


class Server(Controller):
    def _trigger_server(self) -> None:
        """aiosmtpd waits for a first caller; this one does not mind the certificate."""
        with socket.create_connection((self.hostname, self.port), 10) as plain:
            if self.ssl_context is None:
                plain.recv(100)
                return
            any_ = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            any_.check_hostname, any_.verify_mode = False, ssl.CERT_NONE
            with any_.wrap_socket(plain) as wrapped:
                wrapped.recv(100)


Start = Callable[..., tuple[Box, int]]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Controller] = []

    def begin(name: str | None = None, authority: trustme.CA = AUTHORITY, at_once: bool = False) -> tuple[Box, int]:
        """A server with a certificate for `name` (none: no TLS); `at_once`: TLS from the first byte."""
        box = Box()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        context = None
        if name:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            authority.issue_cert(name).configure_cert(context)
        options = {"ssl_context": context} if at_once else {"tls_context": context}
        controller = Server(
            box, hostname="127.0.0.1", port=port, authenticator=box.authenticate, auth_require_tls=False, **options
        )
        controller.start()
        running.append(controller)
        return box, port

    yield begin
    for controller in running:
        controller.stop()


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The servers of this test count as other people's, and the test's authority as the system's."""
    system = ssl.create_default_context

    def trusting(*asked: ssl.Purpose) -> ssl.SSLContext:
        context = system(*asked)
        if not asked:
            AUTHORITY.configure_trust(context)
        return context

    monkeypatch.setattr(mail.ssl, "create_default_context", trusting)
    monkeypatch.setattr(mail, "is_loopback", lambda host: False)


def posted(address: str, secret: str | None = None) -> None:
    message = EmailMessage()
    message["From"] = message["To"] = "ana@example.org"
    message.set_content("today's leads")
    mail.send(Mail(to="ana@example.org", smtp=address), message, secret)


def test_a_server_that_offers_encryption_is_spoken_to_encrypted_before_the_password(start, far):
    box, port = start("localhost")
    posted(f"smtp://ana@localhost:{port}", "secret")
    assert box.encrypted == [True] and box.passwords == [b"secret"]


def test_tls_from_the_first_byte(start, far):
    box, port = start("localhost", at_once=True)
    posted(f"smtps://localhost:{port}")
    assert box.encrypted == [True]


def test_a_server_elsewhere_without_encryption_gets_neither_password_nor_digest(start, far):
    box, port = start()
    with pytest.raises(MailError, match="offers no encryption, so neither password nor digest was sent"):
        posted(f"smtp://ana@localhost:{port}", "secret")
    assert (box.mails, box.passwords) == ([], [])


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
@pytest.mark.parametrize("name", ["mail.example.org", "localhost"], ids=["another name", "a strange authority"])
def test_a_certificate_that_is_not_the_servers_or_not_trusted_stops_the_mail(start, far, at_once, name):
    authority = AUTHORITY if name != "localhost" else trustme.CA()
    box, port = start(name, authority, at_once)
    with pytest.raises(MailError, match=r"certificate is not to be trusted \(.+\); nothing was sent"):
        posted(f"{'smtps' if at_once else 'smtp'}://ana@localhost:{port}", "secret")
    assert (box.mails, box.passwords) == ([], [])


def test_on_this_machine_plain_is_allowed_and_a_certificate_of_its_own_will_do(start):
    for name in (None, "localhost"):
        box, port = start(name, trustme.CA())
        posted(f"smtp://127.0.0.1:{port}")
        assert box.encrypted == [name is not None]


@pytest.mark.parametrize(
    ("address", "secret", "line"),
    [
        ("smtp://ana@localhost:{port}", "wrong", "user or password were refused; see CURBSIDE_SMTP_PASSWORD"),
        ("smtp://ana@localhost:{port}", None, "CURBSIDE_SMTP_PASSWORD is not set; put it into .env"),
        ("smtps://localhost:{port}", None, "does not speak TLS there"),
    ],
)
def test_what_went_wrong_is_one_line_with_the_remedy(start, far, address, secret, line):
    _, port = start("localhost")
    with pytest.raises(MailError, match=line) as e:
        posted(address.format(port=port), secret)
    assert "\n" not in str(e.value) and "wrong" not in str(e.value)


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("::1", True), ("192.0.2.7", False), ("nowhere.invalid", False)]
)
def test_only_this_machines_own_addresses_are_its_own(host, own):
    assert mail.is_loopback(host) is own
