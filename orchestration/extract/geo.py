"""Points on the globe: how far apart they are, and which point lies so far in which direction.

Here belongs arithmetic on degrees and kilometres. What a text means by a distance belongs to `place_cues`.
"""

from __future__ import annotations

import math
import re

_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.195
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def bearing(way: str) -> float:
    """Degrees clockwise from north of "southeast", "south-west" or "north-northwest"."""
    parts = re.findall("north|south|east|west", way.lower())
    total = complex(0, 0)
    for part in parts:
        angle = math.radians(_BEARINGS[part])
        total += complex(math.cos(angle), math.sin(angle))
    return math.degrees(math.atan2(total.imag, total.real)) % 360


def moved(latitude: float, longitude: float, offset: tuple[float, float]) -> tuple[float, float]:
    """The point `offset` (km, degrees from north) away from a point in degrees; flat, good to a few hundred km."""
    distance, angle = offset[0], math.radians(offset[1])
    north = distance * math.cos(angle) / _KM_PER_DEGREE
    east = distance * math.sin(angle) / (_KM_PER_DEGREE * math.cos(math.radians(latitude)))
    return latitude + north, longitude + east
