"""sqlfluff on the SQL files that were not yet found clean as they are: it takes a third of a second a file.

`python .ci/lint_sql.py CLEAN.json`: status 1 where a file has a fault. CLEAN.json keeps what was clean: a file
that is as it was then is not asked about again, whatever the clock says of it and wherever else there was a fault.
"""

import json
import re
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path


def main(kept: str) -> int:
    names = sorted(str(file) for room in ("hub", "warehouse") for file in Path(room).rglob("*.sql"))
    rules = Path(".sqlfluff").read_text("utf-8") + version("sqlfluff")
    now = {name: sha256(f"{rules}\n{Path(name).read_text('utf-8')}".encode()).hexdigest() for name in names}
    clean = set(json.loads(Path(kept).read_text("utf-8"))) if Path(kept).exists() else set()
    ask = [name for name in names if now[name] not in clean]
    if not ask:
        return 0
    program = Path(sys.executable).with_name("sqlfluff")
    words = [program, "lint", "-p", "2", "--disable-progress-bar", *ask]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")  # noqa: T201
    faulty = set(re.findall(r"^== \[(.+)\] FAIL", done.stdout, re.MULTILINE))
    if not done.returncode or faulty:
        clean |= {now[name] for name in ask if name not in faulty}
        Path(kept).write_text(json.dumps(sorted(clean & set(now.values()))), "utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
