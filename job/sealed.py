"""A file encrypted with a passphrase in the age format (age-encryption.org/v1), which `age -d` opens everywhere."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from curbside import whole
from curbside.faults import CurbsideError

HEADER = b"age-encryption.org/v1"
LARGEST = 2 << 30  # bytes: the library takes a file whole, and a laptop has other work to do


def _age() -> Any:
    """The library, imported while signals wait: Ctrl-C within its import is a panic of Rust's, with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        import pyrage
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            import pyrage
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pyrage


pyrage = _age()


class SealError(CurbsideError):
    """The file cannot be encrypted or opened. The text is one line with the remedy."""


def is_sealed(file: Path) -> bool:
    """Whether a file is encrypted in the age format. Raises OSError."""
    with file.open("rb") as begins:
        return begins.read(len(HEADER)) == HEADER


def seal(plain: Path, file: Path, passphrase: str) -> None:
    """Write `file`, whole or not at all, as `plain` under a passphrase, and open it again to compare. Raises SealError."""
    if plain.stat().st_size > LARGEST:
        raise SealError(f"{file}: over 2 GB; write it without `.age`, and encrypt it with a tool of your own")
    body = plain.read_bytes()
    sealed = pyrage.passphrase.encrypt(body, passphrase)
    if pyrage.passphrase.decrypt(sealed, passphrase) != body:
        raise SealError(f"{file}: what was encrypted does not open as it was; try again")
    whole.write(file, sealed)


def unseal(file: Path, plain: Path, passphrase: str) -> None:
    """Write `plain`, the owner's alone, as it was before `seal`. Raises SealError."""
    try:
        body = pyrage.passphrase.decrypt(file.read_bytes(), passphrase)
    except pyrage.DecryptError:
        raise SealError(
            f"{file}: the passphrase is another one, or the file is damaged; try again, or take another one"
        ) from None
    with open(os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(body)
