"""The digest by mail: encrypted on its way, or not sent. Plain text goes to this machine alone."""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from curbside.faults import CurbsideError
from curbside.settings import Mail

SECONDS = 30
STARTTLS, TLS, PLAIN = 587, 465, 25  # ports, where the address names none


class MailError(CurbsideError):
    """The digest could not be mailed. The text is one line with the remedy."""


def send(mail: Mail, message: EmailMessage, secret: str | None) -> None:
    """Hand `message` to the server of `[digest] email`. Raises MailError.

    `smtps://` is TLS from the first byte; `smtp://` turns to TLS before anything is said (STARTTLS). Certificates are
    checked against the system's trust and the server's name. Only a server on this machine may be spoken to in clear.
    """
    address = urlsplit(mail.smtp)
    host = address.hostname or "localhost"
    try:
        with _connected(address.scheme, host, address.port) as server:
            if address.username:
                if not secret:
                    raise MailError(
                        f"{host}: smtp names a user, and CURBSIDE_SMTP_PASSWORD is not set; put it into .env"
                    )
                server.login(unquote(address.username), secret)
            server.send_message(message)
    except smtplib.SMTPAuthenticationError:
        raise MailError(
            f"{host}: user or password were refused; see CURBSIDE_SMTP_PASSWORD and [digest] email"
        ) from None
    except ssl.SSLCertVerificationError as e:
        raise MailError(
            f"{host}: its certificate is not to be trusted ({e.verify_message}); nothing was sent"
        ) from None
    except ssl.SSLError as e:
        raise MailError(
            f"{host}: does not speak TLS there ({e.reason}); smtps:// is port 465, smtp:// port 587"
        ) from None
    except (OSError, smtplib.SMTPException) as e:
        raise MailError(f"{host}: the digest could not be mailed ({type(e).__name__}); see [digest] email") from None


@contextmanager
def _connected(scheme: str, host: str, port: int | None) -> Iterator[smtplib.SMTP]:
    trust = ssl.create_default_context()
    if scheme == "smtps":
        with smtplib.SMTP_SSL(host, port or TLS, timeout=SECONDS, context=trust) as server:
            yield server
        return
    here = is_loopback(host)
    with smtplib.SMTP(host, port or (PLAIN if here else STARTTLS), timeout=SECONDS) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=_local(trust) if here else trust)
            server.ehlo()
        elif not here:
            raise MailError(
                f"{host}: offers no encryption, so neither password nor digest was sent; use smtps:// or another server"
            )
        yield server


def _local(trust: ssl.SSLContext) -> ssl.SSLContext:
    """A server on this machine may sign its own certificate: what it is told never leaves the machine."""
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    return trust


def is_loopback(host: str) -> bool:
    """Whether every address of `host` is this machine's own."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(a).is_loopback for a in found)
