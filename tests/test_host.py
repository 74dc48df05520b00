"""What a host's failure means: whether it is tried again, whether it counts as dead, and when a host is asked no more."""

import ssl
from types import SimpleNamespace

import pytest
import requests
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, ReadTimeoutError

from curbside.extractors.web import host as module
from curbside.extractors.web import transport
from curbside.extractors.web.host import Host, Limits, _causes, _size


def host(deadline: float = float("inf"), **limits) -> Host:
    wire = SimpleNamespace(deadline=deadline)
    return Host("https://x.example", None, SimpleNamespace(wire=wire), {}, Limits(**limits))  # type: ignore[arg-type]


def behind(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def certificate() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("bad")
    error.verify_message = "expired"
    return error


def no_route() -> NewConnectionError:
    return NewConnectionError(None, "refused")  # type: ignore[arg-type]


NO_NAME = NameResolutionError("x", None, OSError("none"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "said", "again", "dead", "timeout"),
    [
        (transport.TooLarge(), "answered more than 2 MB; refused", False, False, False),
        (transport.Unreadable("gzip"), "cannot be unpacked: gzip", False, False, False),
        (transport.CutShort(), "the answer was cut short", True, True, False),
        (requests.ConnectTimeout(), "no connection within 10 s", True, True, True),
        (requests.ReadTimeout(), "no answer for 15 s", True, True, True),
        (ReadTimeoutError(None, "u", "m"), "no answer for 15 s", True, True, True),  # type: ignore[arg-type]
        (TimeoutError(), "no answer for 15 s", True, True, True),
        (requests.exceptions.ProxyError(), "the proxy gave no connection", True, True, False),
        (requests.exceptions.SSLError(certificate()), "its certificate is not valid (expired)", False, True, False),
        (requests.exceptions.SSLError(), "no secure connection", True, True, False),
        (behind(requests.ConnectionError(), NO_NAME), "no such host name", True, True, False),
        (requests.ConnectionError(no_route()), "no connection (no route)", True, True, False),
        (requests.ConnectionError(behind(no_route(), OSError(111, "Refused"))), "(Refused)", True, True, False),
        (requests.ConnectionError(), "the answer was cut short", True, True, False),
        (HTTPError(), "the answer was cut short", True, True, False),
        (OSError(), "the answer was cut short", True, True, False),
        (requests.exceptions.InvalidURL(), "not an address or answer that can be read (InvalidURL)", False, False, False),
        (ValueError(), "not an address or answer that can be read (ValueError)", False, False, False),
    ],
)  # fmt: skip
def test_what_a_failure_means(error, said, again, dead, timeout):
    fault = host().fault(error, 2 << 20)
    assert said in fault.reason and (fault.again, fault.dead, fault.timeout) == (again, dead, timeout)


def test_an_answer_beyond_its_time_is_not_waited_for_again(monkeypatch):
    monkeypatch.setattr(module, "monotonic", lambda: 100.0)
    late, early = (host(deadline=d).fault(requests.ReadTimeout(), 1) for d in (100.0, 100.1))
    assert "did not end within 60 s" in late.reason and not late.again and early.again


@pytest.mark.parametrize(("dead", "most"), [(True, 3), (False, 10)])
def test_so_many_failures_in_a_row_and_a_host_is_asked_no_more(dead, most):
    one = host()
    for _ in range(most - 1):
        one.count(dead, "HTTP 500")
    assert one.down is None
    one.count(dead, "HTTP 500")
    assert f"not asked any more after {most} addresses in a row that failed (HTTP 500)" in (one.down or "")


@pytest.mark.parametrize("dead", [True, False])
def test_an_answer_between_begins_the_count_anew(dead):
    one = host(dead_after=2, shut_after=2)
    one.count(dead, "x")
    one.well()
    one.count(dead, "x")
    one.count(not dead, "x")
    assert one.down is None


def test_causes_are_each_found_once_and_end():
    one, other, third = ValueError("a"), KeyError("b"), OSError("c")
    one.__cause__, other.__cause__ = other, one
    one.reason = third  # type: ignore[attr-defined]
    assert _causes(one) == [one, other, third]
    chain = ValueError("0")
    for n in range(50):
        chain = behind(ValueError(str(n)), chain)  # type: ignore[assignment]
    assert len(_causes(chain)) == 20


@pytest.mark.parametrize(
    ("size", "said"), [(1 << 20, "1 MB"), ((1 << 20) - 1, "1023 KB"), (10 << 20, "10 MB"), (64 << 10, "64 KB")]
)
def test_a_size_is_said_in_the_unit_that_fits(size, said):
    assert _size(size) == said
