"""Points on the globe: the distance between two, and the point at a distance and direction from another.

Here belongs arithmetic on degrees and kilometres. The words of a text for a distance belong to `place_cues`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.195
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}


def measure_distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Measures the great-circle distance in kilometres between two points in degrees."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def read_bearing(way: str) -> float:
    """Reads "southeast", "south-west" or "north-northwest" as degrees clockwise from north."""
    parts = re.findall("north|south|east|west", way.lower())
    total = complex(0, 0)
    for part in parts:
        angle = math.radians(_BEARINGS[part])
        total += complex(math.cos(angle), math.sin(angle))
    return math.degrees(math.atan2(total.imag, total.real)) % 360


def move_point(latitude: float, longitude: float, offset: tuple[float, float]) -> tuple[float, float]:
    """Moves a point in degrees by `offset` (km, degrees from north), as on a flat earth: right up to a few hundred km."""
    distance, angle = offset[0], math.radians(offset[1])
    north = distance * math.cos(angle) / _KM_PER_DEGREE
    east = distance * math.sin(angle) / (_KM_PER_DEGREE * math.cos(math.radians(latitude)))
    return latitude + north, longitude + east


def find_densest_point(points: Sequence[Point], reach_km: float) -> Point | None:
    """Finds the middle of the points that lie closest together; None for no points.

    These are the points in the square of three by three fields, each `reach_km` wide, that holds most of them. The order of the
    points does not matter.
    """
    if not points:
        return None
    tall = reach_km / _KM_PER_DEGREE
    wide = tall / max(0.01, math.cos(math.radians(sum(latitude for latitude, _ in points) / len(points))))
    fields = [(math.floor(latitude / tall), math.floor(longitude / wide)) for latitude, longitude in points]
    counts = Counter(fields)
    around = {
        (row, column): sum(counts[row + down, column + right] for down in (-1, 0, 1) for right in (-1, 0, 1))
        for row, column in counts
    }
    row, column = max(around, key=lambda field: (around[field], counts[field], field))
    inside = sorted(p for p, (r, c) in zip(points, fields, strict=True) if abs(r - row) <= 1 and abs(c - column) <= 1)
    return sum(latitude for latitude, _ in inside) / len(inside), sum(longitude for _, longitude in inside) / len(inside)
