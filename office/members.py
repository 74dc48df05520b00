"""A member's workspace: a folder of her own that reads the office's hub, and nothing of it readable by others."""

from __future__ import annotations

import os
import pwd
import shutil
from importlib.resources import files
from pathlib import Path

import tomlkit

from curbside import whole
from curbside.extractors.readers import hubfile
from curbside.hub import keys
from curbside.office.config import Member, Place
from curbside.settings import ConfigError
from curbside.warehouse import build
from curbside.workspace import Workspace, WorkspaceError

BOARDS = "# Boards: by name from the catalogue"  # where the template speaks of boards


def init(place: Place) -> None:
    """The office's own files; what is there is not touched. Raises WorkspaceError."""
    root = place.workspace.root
    if place.config.exists():
        raise WorkspaceError(f"{place.config} is there already; edit it, or name another folder with -C")
    root.mkdir(parents=True, exist_ok=True)
    whole.write(place.config, files(__package__).joinpath("office.toml").read_text("utf-8"))
    if not place.workspace.config.exists():
        whole.write(place.workspace.config, files(__package__).joinpath("boards.toml").read_text("utf-8"))
    place.workspace.make_private()
    (root / "members").mkdir(mode=0o711, exist_ok=True)
    (root / "members").chmod(0o711)  # members reach their own folders through it
    place.shared.mkdir(exist_ok=True)
    place.shared.chmod(0o755)  # what is in it, every member reads
    keys.own(place.workspace)


def add(place: Place, name: str, user: str | None) -> Workspace:
    """A member's workspace with the office's hub in its curbside.toml, and her entry in office.toml."""
    office = place.read()
    member = Member(name=name, user=user)
    if name in {m.name for m in office.member}:
        raise ConfigError(f"office.toml: [[member]] name: {name!r} is there already")
    account(member)
    home = place.of(member)
    home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.root.chmod(0o700)
    if not home.config.exists():
        whole.write(home.config, _template(place))
    (home.root / "network").mkdir(exist_ok=True)
    home.make_private()
    own(home.root, member)
    if user:  # she passes through the office's folders without reading them
        for folder in (place.workspace.root, home.root.parent):
            folder.chmod(folder.stat().st_mode | 0o011)
    text = tomlkit.parse(place.config.read_text("utf-8"))
    entry = tomlkit.table()
    entry.update({"name": name} | ({"user": user} if user else {}))
    text.setdefault("member", tomlkit.aot()).append(entry)
    whole.write(place.config, tomlkit.dumps(text))
    return home


def _template(place: Place) -> str:
    """curbside.toml as `init` writes it, with the hub for its board, the shared roster, and what may be shared."""
    text = files("curbside").joinpath("template.toml").read_text("utf-8")
    key = hubfile.shown(keys.own(place.workspace).public_key())
    hub = files(__package__).joinpath("member.toml").read_text("utf-8")
    hub = hub.replace("{hub}", str(place.hub)).replace("{key}", key).replace("{roster}", str(place.roster))
    before, mark, after = text.partition(BOARDS)
    return f"{before}{hub}\n{mark}{after}"


def account(member: Member) -> pwd.struct_passwd | None:
    """The member's own account; None where she has none. Raises ConfigError for one that this machine does not know."""
    if member.user is None:
        return None
    try:
        return pwd.getpwnam(member.user)
    except KeyError:
        raise ConfigError(
            f"office.toml: [[member]] {member.name} user: no account {member.user!r} on this machine"
        ) from None


def own(root: Path, member: Member) -> None:
    """Hand a folder over to the member's account, where she has one and this process may."""
    if (found := account(member)) is None:
        return
    try:
        for path in (root, *root.rglob("*")):
            os.chown(path, found.pw_uid, found.pw_gid, follow_symlinks=False)
    except PermissionError:
        raise WorkspaceError(f"{root}: cannot be handed to {member.user}; run this as the administrator") from None


def share_public(place: Place, member: Member) -> None:
    """What is large and the same for all: public registers, and what the office derived from postings alone."""
    home = place.of(member)
    if not home.registry.is_dir():
        return
    for file in place.workspace.registry.glob("*.parquet"):
        _given(file, home.registry / file.name, member)
    ours, theirs = place.workspace.data / build.SHARED, home.data / build.SHARED
    shutil.rmtree(theirs, ignore_errors=True)
    for file in ours.glob("*/*.parquet"):
        for folder in (theirs, theirs / file.parent.name):
            folder.mkdir(mode=0o700, exist_ok=True)
        _given(file, theirs / file.parent.name / file.name, member)
    if theirs.is_dir():
        own(theirs, member)


def _given(file: Path, target: Path, member: Member) -> None:
    """The office's file in a member's folder: linked where the files may be shared."""
    if target.exists() and target.stat().st_mtime_ns == file.stat().st_mtime_ns:
        return
    fresh = target.with_name(f".{file.name}.tmp")
    fresh.unlink(missing_ok=True)
    if member.user is None:
        os.link(file, fresh) if fresh.parent.stat().st_dev == file.stat().st_dev else shutil.copy2(file, fresh)
    else:
        shutil.copy2(file, fresh)
        own(fresh, member)
    fresh.replace(target)
