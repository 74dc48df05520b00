"""The key that signs a workspace's publications: `data/hub.key`, made at the first, readable by its owner alone."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from curbside import whole
from curbside.extractors.readers.hubfile import HubError
from curbside.workspace import Workspace

NAME = "hub.key"


def own(workspace: Workspace) -> Ed25519PrivateKey:
    """The workspace's key. Raises HubError for a file that is none: a new one would be refused by every reader."""
    file = workspace.data / NAME
    if not file.exists():
        key = Ed25519PrivateKey.generate()
        whole.write(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise HubError(f"{file}: is no Ed25519 key; put it back from a backup (readers know the hub by it)")
    return found
