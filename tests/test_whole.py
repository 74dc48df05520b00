"""A file appears whole or not at all, whatever fails half-way, and nobody else can read it."""

import os
from pathlib import Path

import pytest
from polars.exceptions import ComputeError

from curbside import whole
from curbside.faults import is_full


def test_what_is_written_stands_there_alone_and_is_its_owners(tmp_path):
    file = tmp_path / "kept.json"
    (tmp_path / "kept.json.half").write_text("as a killed process leaves it")
    (tmp_path / "kept.json.half").chmod(0o644)
    for body, read in (("Łukasz", "Łukasz".encode()), (b"\x00\xff", b"\x00\xff")):
        whole.write(file, body)
        assert file.read_bytes() == read and file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("fault", [OSError("full"), KeyboardInterrupt()])
def test_a_fault_leaves_the_file_as_it_was_and_no_half(tmp_path, fault):
    file = tmp_path / "kept.json"
    whole.write(file, "before")
    with pytest.raises(type(fault)), whole.replacing(file) as half:
        half.write_text("after, in pa")
        raise fault
    assert file.read_text() == "before" and list(tmp_path.iterdir()) == [file]


def test_the_name_changes_only_when_all_of_it_is_on_disk(tmp_path, monkeypatch):
    file = tmp_path / "kept.json"
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append((os.fstat(descriptor).st_size, file.exists())))
    whole.write(file, "0123456789")
    assert synced == [(10, False)]


def test_the_rights_that_the_caller_gives_stay(tmp_path):
    with whole.replacing(tmp_path / "shared") as half:
        half.write_text("for all")
        half.chmod(0o644)
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o644


def test_a_full_disk_at_the_end_of_a_parquet_file_is_called_so():
    class Frame:
        def write_parquet(self, file: Path, **how: str) -> None:
            raise ComputeError("parquet: File out of specification: Invalid thrift: transport error")

    with pytest.raises(OSError, match="No space left") as told:
        whole.parquet(Frame(), Path("/dev/full"))
    assert is_full(told.value)
    with pytest.raises(ComputeError):
        whole.parquet(Frame(), Path("/dev/null"))
