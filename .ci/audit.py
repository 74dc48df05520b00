"""Known vulnerabilities of the locked packages, by pip-audit; what could not be looked up is counted, not passed over.

`python .ci/audit.py LOCKED.txt`: status 1 for a vulnerability. Where the index gives no vulnerability data (a mirror,
no network), that is said and is no failure.
"""

import json
import subprocess
import sys
from pathlib import Path


def main(locked: str) -> int:
    program = Path(sys.executable).with_name("pip-audit")
    words = [program, "-r", locked, "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"pip-audit could not ask: {said}")  # noqa: T201
        return 0
    hurt = [(d["name"], d["version"], v["id"], v["fix_versions"]) for d in found for v in d.get("vulns", [])]
    for name, version, vulnerability, fixed in hurt:
        print(f"{name} {version}: {vulnerability}; fixed in {', '.join(fixed) or 'no version yet'}")  # noqa: T201
    unknown = sum("skip_reason" in d for d in found)
    print(f"{len(found) - unknown} packages audited, {len(hurt)} vulnerabilities; {unknown} could not be looked up")  # noqa: T201
    return 1 if hurt else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
