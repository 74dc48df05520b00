"""No socket beyond this machine: in the tests' own process, and by PYTHONPATH in every Python that a test starts.

An attempt is refused and written to the file that BEYOND names; the test during which it came fails (conftest.py).
Names that RFC 2606 keeps for tests may be looked up, since nobody answers to them.
"""

import ipaddress
import os
import re
import sys
from pathlib import Path

CALLED = {"socket.connect": 1, "socket.sendto": 1}
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname")
KEPT_FOR_TESTS = re.compile(r"(.+\.)?(localhost|invalid|test|example|example\.(com|org|net))\.?")
A_NAME = re.compile(r".+\.[a-z][a-z0-9-]*\.?")


def watch(event: str, args: tuple) -> None:
    """An audit hook (PEP 578)."""
    if event in CALLED:
        address = args[CALLED[event]]
        if isinstance(address, tuple) and not _is_loopback(str(address[0])):
            _refuse(event, address[0])
    elif event in LOOKED_UP:
        host = args[0].decode() if isinstance(args[0], bytes) else str(args[0])
        if A_NAME.fullmatch(host.lower()) and not KEPT_FOR_TESTS.fullmatch(host.lower()):
            _refuse(event, host)


def _is_loopback(host: str) -> bool:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host in ("", "localhost")
    return ip.is_loopback or ip.is_unspecified or bool(getattr(ip, "ipv4_mapped", None) and ip.ipv4_mapped.is_loopback)


def _refuse(event: str, host: object) -> None:
    if "BEYOND" in os.environ:
        with open(os.environ["BEYOND"], "a", encoding="utf-8") as out:
            out.write(f"{event} {host}\n")
    raise PermissionError(f"a test must not reach {host}")


sys.addaudithook(watch)
if "curbside.flows.server" in sys.orig_argv and "PREFECT_HOME" in os.environ:
    import blank

    blank.lay(Path(os.environ["PREFECT_HOME"]))
