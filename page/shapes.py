"""Outlines of the states and where a place stands among them: the Albers map of the United States, 975 by 610 points.

`python -m curbside.page.shapes states-albers-10m.json` makes states.csv from a file of the npm package us-atlas.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from curbside.vocabulary import states

WIDTH, HEIGHT = 975, 610
STRAIGHT = 0.6  # points by which a line may be straightened
SPECK = 1.0  # square points below which an island is left out
Point = tuple[float, float]
# Conic equal-area maps as us-atlas lays them: middle meridian, parallels, center (from the meridian), scale, and where the center stands
SCALE = 1300.0
LOWER = (-96.0, (29.5, 45.5), (-0.6, 38.7), SCALE, (487.5, 305.0))
ALASKA = (-154.0, (55.0, 65.0), (-2.0, 58.5), SCALE * 0.35, (487.5 - 0.307 * SCALE, 305.0 + 0.201 * SCALE))
HAWAII = (-157.0, (8.0, 18.0), (-3.0, 19.9), SCALE, (487.5 - 0.205 * SCALE, 305.0 + 0.212 * SCALE))


@cache
def outlines() -> dict[str, tuple[str, float, float]]:
    """State code → (SVG path, x and y of where its numbers stand)."""
    lines = files(__package__).joinpath("states.csv").read_text("utf-8").splitlines()
    return {row["state"]: (row["path"], float(row["x"]), float(row["y"])) for row in csv.DictReader(lines)}


def at(latitude: float | None, longitude: float | None, state: str | None) -> Point | None:
    """Where a place stands on the map; None off the map (territories, and what is not known)."""
    if latitude is None or longitude is None or state not in outlines():
        return None
    meridian, (south, north), (east, middle), scale, (x0, y0) = {"AK": ALASKA, "HI": HAWAII}.get(state, LOWER)
    n = (math.sin(math.radians(south)) + math.sin(math.radians(north))) / 2
    c = 1 + math.sin(math.radians(south)) * (2 * n - math.sin(math.radians(south)))

    def raw(lon: float, lat: float) -> Point:
        far = math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n
        turn = n * math.radians((lon + 180) % 360 - 180)
        return far * math.sin(turn), math.sqrt(c) / n - far * math.cos(turn)

    (x, y), (cx, cy) = raw(longitude - meridian, latitude), raw(east, middle)
    return round(x0 + scale * (x - cx), 1), round(y0 - scale * (y - cy), 1)


def main(argv: list[str]) -> None:
    """Write states.csv beside this file."""
    atlas = json.loads(Path(argv[0]).read_text())
    arcs = [_simple(_points(arc, atlas["transform"])) for arc in atlas["arcs"]]
    with open(Path(__file__).with_name("states.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["state", "x", "y", "path"])
        for shape in atlas["objects"]["states"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = sorted((_ring(ring, arcs) for polygon in polygons for ring in polygon), key=_area, reverse=True)
            kept = [ring for i, ring in enumerate(rings) if i == 0 or _area(ring) > SPECK]
            x, y = _middle(kept[0])
            out.writerow([states.code(shape["properties"]["name"]), f"{x:.0f}", f"{y:.0f}", "".join(map(_path, kept))])


def _points(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """An arc's steps added up, in points of the map."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x * sx + tx, y * sy + ty))
    return found


def _simple(line: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker: points that lie within STRAIGHT of the line between others go."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def away(p: Point) -> float:
        if not length:
            return math.hypot(p[0] - x1, p[1] - y1)
        return abs((x2 - x1) * (y1 - p[1]) - (x1 - p[0]) * (y2 - y1)) / length

    far = max(range(1, len(line) - 1), key=lambda i: away(line[i]))
    if away(line[far]) <= STRAIGHT:
        return [line[0], line[-1]]
    return _simple(line[: far + 1])[:-1] + _simple(line[far:])


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed line out of arcs; `~n` is arc n backwards."""
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return found


def _area(ring: list[Point]) -> float:
    return abs(_doubled(ring)) / 2


def _doubled(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _middle(ring: list[Point]) -> Point:
    """The middle of an area."""
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    whole = 3 * _doubled(ring)
    return sum((a[0] + b[0]) * k for a, b, k in pairs) / whole, sum((a[1] + b[1]) * k for a, b, k in pairs) / whole


def _path(ring: list[Point]) -> str:
    """As SVG, relative, in half points."""
    spots = [(round(2 * x), round(2 * y)) for x, y in ring[:-1]]
    text = "M{:g} {:g}l".format(*(n / 2 for n in spots[0]))
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots)]
    return text + " ".join(f"{x / 2:g} {y / 2:g}" for x, y in steps if x or y) + "z"


if __name__ == "__main__":
    main(sys.argv[1:])
