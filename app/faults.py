"""What can go wrong on a user's machine, as one line each and the exit status of the contract."""

from __future__ import annotations

from curbside.workspace import Workspace


def line_and_status(error: Exception, workspace: Workspace) -> tuple[str, int] | None:
    """The line and status of a fault that is the user's to mend; None for a fault of ours."""
    kind = type(error).__name__
    if kind in ("ConfigError", "UsageError"):
        return str(error), 2
    if kind in ("MailError", "LandingError", "RegistryError", "OutdatedError"):
        return str(error), 1
    if isinstance(error, OSError):
        return f"{error.filename or workspace.root}: {error.strerror}; see to rights and free space there", 1
    if kind == "IOException" and "lock" in str(error):
        return (
            f"{workspace.warehouse} is open in another program; close it there (query {workspace.leads.name} instead)",
            1,
        )
    if kind == "IOException" and "leads.duckdb" in str(error):
        return f"{workspace.leads} is not there yet; `curbside run` makes it", 1
    if kind in ("SerializationException", "FatalException", "InternalException"):
        return f"{workspace.warehouse} is damaged; `curbside rebuild` makes it again from data/landing/", 1
    return None
