"""What boards answered, as received: immutable Parquet, one file a board a run (`<folder>/<board>/<run_id>.parquet`).

A file has one row for the run itself (kind `run`, its body the summary as JSON) and one an answer, in the order of
arrival. A body that the board's files hold already is not kept again: `body_in` names the run whose file holds it.
"""

from curbside.landing.file import BoardRun, Clean, read, summary, write
from curbside.landing.keeping import compact
from curbside.landing.memory import Memory, hand_over
from curbside.landing.runs import (
    LandingError,
    is_run_id,
    kept_path,
    new_run_id,
    newest,
    number,
    order,
    path_of,
    runs,
    started,
)  # fmt: skip
from curbside.landing.spool import Spool, drop, recover

__all__ = [
    "BoardRun",
    "Clean",
    "LandingError",
    "Memory",
    "Spool",
    "compact",
    "drop",
    "hand_over",
    "is_run_id",
    "kept_path",
    "new_run_id",
    "newest",
    "number",
    "order",
    "path_of",
    "read",
    "recover",
    "runs",
    "started",
    "summary",
    "write",
]
