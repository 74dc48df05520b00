"""A hub's manifest: which files hold the postings, by state and specialty, signed. Pure.

The envelope is DSSE (https://github.com/secure-systems-lab/dsse), signed with Ed25519: one file, so that manifest and
signature are always of one publication. Files are named by their content and never changed.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from curbside.extractors.base import Wants
from curbside.faults import CurbsideError

SCHEMA = 1
NAME = "manifest.json"
TYPE = "application/vnd.curbside.hub+json"
KEY = "ed25519:"
NONE, MANY = "none", "many"  # where a posting says no state or specialty, and where it is in several states
GROUP = 4  # letters of a NUCC code that name a specialty with its subspecialties: 207R is internal medicine
PATH = re.compile(r"[\w=/-]{1,200}-[0-9a-f]{16}\.parquet")


class HubError(CurbsideError):
    """A hub's file is not what it should be. The text is one line, without the address."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of postings. `digest` is of the rows: while it stays, the file stays."""

    path: str  # below the hub's own address
    state: str  # two letters, NONE or MANY
    specialty: str  # GROUP letters of a NUCC code, or NONE
    rows: int
    bytes: int
    sha256: str  # of the file, hexadecimal
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One publication. `last_seen`: board → when one of its postings was seen last; `runs`: the file of its runs;
    `retired`: files of earlier publications that are still there, since when."""

    serial: int  # one more each time
    published_at: datetime  # UTC
    stale_days: int  # not published again after so many: something is wrong with the hub
    keep_days: int  # files of earlier publications stay for so long
    parts: tuple[Part, ...]
    runs: Part
    last_seen: dict[str, datetime]
    retired: dict[str, datetime] = field(default_factory=dict)


def wanted(manifest: Manifest, wants: Wants | None) -> list[Part]:
    """The files that searches need. `wants`: (states, specialties) a search, None for all; None: everything."""
    if wants is None:
        return list(manifest.parts)
    return [
        p
        for p in manifest.parts
        if any(
            (states is None or p.state in states or p.state in (NONE, MANY))
            and (codes is None or p.specialty in {c[:GROUP] for c in codes} or p.specialty == NONE)
            for states, codes in wants
        )
    ]


def shown(key: Ed25519PublicKey) -> str:
    """A public key as curbside.toml holds it: `ed25519:` and its 32 bytes in base64."""
    return KEY + base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def public_key(text: str) -> Ed25519PublicKey:
    """What `shown` wrote. Raises HubError."""
    try:
        if not text.startswith(KEY):
            raise ValueError
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.removeprefix(KEY), validate=True))
    except (ValueError, binascii.Error):
        raise HubError('public_key takes what `curbside publish` showed: "ed25519:" and 44 signs') from None


def seal(manifest: Manifest, private: Ed25519PrivateKey) -> bytes:
    """The manifest as a signed file."""
    said = asdict(manifest) | {"schema": SCHEMA, "published_at": manifest.published_at.isoformat()}
    for name in ("last_seen", "retired"):
        said[name] = {key: when.isoformat() for key, when in sorted(said[name].items())}
    payload = json.dumps(said, separators=(",", ":")).encode()
    signature = {"keyid": shown(private.public_key()), "sig": _text(private.sign(_pae(payload)))}
    envelope = {"payloadType": TYPE, "payload": _text(payload), "signatures": [signature]}
    return json.dumps(envelope).encode() + b"\n"


def opened(body: bytes, key: Ed25519PublicKey | None) -> Manifest:
    """The manifest of a signed file. `key` None: the signature was checked when the file came. Raises HubError."""
    try:
        envelope = json.loads(body)
        payload = base64.b64decode(envelope["payload"], validate=True)
        signatures = [base64.b64decode(s["sig"], validate=True) for s in envelope["signatures"]]
        if envelope["payloadType"] != TYPE:
            raise ValueError
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise HubError("is no hub's manifest") from None
    if key is not None and not any(_signed(key, s, payload) for s in signatures):
        raise HubError(
            "its signature is not that of public_key: it was tampered with, or the hub has a new key; nothing was taken"
        )
    return _manifest(payload)


def _manifest(payload: bytes) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(payload)
        if said.pop("schema") != SCHEMA:
            raise HubError("is of another schema version than this curbside reads; update the older of the two")
        parts = tuple(_part(p) for p in said["parts"])
        seen, retired = ({k: _time(v) for k, v in said[n].items()} for n in ("last_seen", "retired"))
        return Manifest(
            int(said["serial"]), _time(said["published_at"]), int(said["stale_days"]), int(said["keep_days"]), parts,
            _part(said["runs"]), seen, retired,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise HubError("its manifest is incomplete") from None


def _part(said: dict[str, Any]) -> Part:
    part = Part(**said)
    if not PATH.fullmatch(part.path) or ".." in part.path:
        raise ValueError(part.path)
    return part


def _signed(key: Ed25519PublicKey, signature: bytes, payload: bytes) -> bool:
    try:
        key.verify(signature, _pae(payload))
    except InvalidSignature:
        return False
    return True


def _pae(payload: bytes) -> bytes:
    """What is signed: DSSE's pre-authentication encoding."""
    return b" ".join([b"DSSEv1", str(len(TYPE)).encode(), TYPE.encode(), str(len(payload)).encode(), payload])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
