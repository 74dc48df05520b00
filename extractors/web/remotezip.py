"""One file out of a large .zip on a web server, without the rest: its directory and that file's bytes are asked for by range."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from curbside.extractors.base import BoardError
from curbside.extractors.web import address
from curbside.extractors.web.download import Download, File, Limits, Say

HEADER = 30  # bytes of a member's own header before its name
BLOCK = 1 << 18


class Remote(io.RawIOBase):
    """A file on a web server, read in blocks where it is read."""

    def __init__(self, ask: Download, url: str) -> None:
        self._ask, self._url, self._at = ask, url, 0
        tail, self.size = ask.piece(url, f"-{BLOCK}", BLOCK)
        self._block, self._start = tail, self.size - len(tail)

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        end = self.size if size is None or size < 0 else min(self.size, self._at + size)
        if self._at >= end:
            return b""
        if not self._start <= self._at <= end <= self._start + len(self._block):
            last = min(self.size, max(end, self._at + BLOCK))
            if last - self._at > 64 * BLOCK:
                raise zipfile.BadZipFile("its directory is too large")
            self._block, _ = self._ask.piece(self._url, f"{self._at}-{last - 1}", last - self._at)
            self._start = self._at
        found = self._block[self._at - self._start : end - self._start]
        self._at += len(found)
        return found


def save_member(ask: Download, url: str, member: re.Pattern[str], target: Path, limits: Limits, say: Say) -> File:
    """The first member whose name fits `member`, unpacked beside `target` under its own name. Raises BoardError.

    Its packed bytes come as any download does: resumed, and checked, by the archive's own CRC.
    """
    shown = address.shown(url)
    remote = Remote(ask, url)
    try:
        with zipfile.ZipFile(remote) as archive:
            found = next((i for i in archive.infolist() if member.fullmatch(Path(i.filename).name)), None)
    except zipfile.BadZipFile as e:
        raise BoardError(f"{shown}: is no .zip that can be read ({e})") from None
    if found is None:
        raise BoardError(f"{shown}: holds no file such as {member.pattern}")
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or found.flag_bits & 1:
        raise BoardError(
            f"{shown}: its file is packed in a way that cannot be read; download it and use `registry load`"
        )
    if found.file_size > limits.size:
        raise BoardError(
            f"{shown}: {found.filename} has {found.file_size / 1e6:,.0f} MB, more than is expected; not taken"
        )
    remote.seek(found.header_offset)
    head = remote.read(HEADER)
    start = found.header_offset + HEADER + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = ask.save(
        url, target.with_name(target.name + ".member"), replace(limits, spare=limits.spare + found.file_size), say,
        window=(start, found.compress_size),
    )  # fmt: skip
    assert packed is not None
    unpacked = target.with_name(Path(found.filename).name)
    try:
        digest = unpack(packed.path, unpacked, found)
    except (zlib.error, ValueError):
        unpacked.unlink(missing_ok=True)
        raise BoardError(f"{shown}: {found.filename} is damaged; not taken") from None
    finally:
        packed.path.unlink(missing_ok=True)
    return replace(packed, path=unpacked, sha256=digest, size=found.file_size, compared=f"crc32:{found.CRC:08x}")


def unpack(packed: Path, target: Path, member: zipfile.ZipInfo) -> str:
    """Write what the packed bytes hold; its SHA-256. ValueError where size or CRC are not the archive's, zlib.error."""
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    crc = size = 0
    digest = sha256()
    with packed.open("rb") as source, target.open("wb") as sink:
        while block := source.read(BLOCK):
            while block:
                data = inflate.decompress(block, BLOCK * 4) if inflate else block
                block = inflate.unconsumed_tail if inflate else b""
                size += len(data)
                if size > member.file_size:
                    raise ValueError("longer than its directory says")
                crc = zlib.crc32(data, crc)
                digest.update(data)
                sink.write(data)
    if size != member.file_size or crc != member.CRC:
        raise ValueError("not what its directory says")
    return digest.hexdigest()
