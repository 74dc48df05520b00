"""Sample boards and a sample network, so that curbside can be tried without account or internet.

Hospitals, firms, people and openings are invented; places are real, so that distances are.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

NETWORK = ("Connections.csv", "cardiology-fellows.csv", "phone.vcf", "bens-connections.csv")


def openings() -> list[dict[str, str]]:
    """Rows of openings.csv; `boards` names where each is posted, `day_from` to `day_to` when."""
    text = files(__name__).joinpath("openings.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def lay_out(root: Path, urls: dict[str, str]) -> None:
    """Write the sample workspace's own files into `root`; `urls`: board → address."""
    folder = files(__name__)
    (root / "network").mkdir(parents=True, exist_ok=True)
    for name in NETWORK:
        (root / "network" / name).write_bytes(folder.joinpath(name).read_bytes())
    (root / "openings.csv").write_bytes(folder.joinpath("hand-kept.csv").read_bytes())
    text = folder.joinpath("curbside.toml").read_text("utf-8")
    for board, url in urls.items():
        text = text.replace("{" + board + "}", url)
    (root / "curbside.toml").write_text(text, "utf-8")
