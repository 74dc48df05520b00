"""The key that signs a workspace's publications: `data/hub.key`, made at the first, readable by its owner alone."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from curbside.extractors.readers.hubfile import HubError
from curbside.workspace import Workspace

NAME = "hub.key"


def own(workspace: Workspace) -> Ed25519PrivateKey:
    """The workspace's key. Raises HubError for a file that is none: a new one would be refused by every reader."""
    file = workspace.data / NAME
    if not file.exists():
        key = Ed25519PrivateKey.generate()
        half = file.with_name(file.name + ".half")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            out.flush()
            os.fsync(out.fileno())
        half.replace(file)
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise HubError(f"{file}: is no Ed25519 key; put it back from a backup (readers know the hub by it)")
    return found
