"""The lists of places that a person edits: what a line of each must hold.

Here belong the models of rows. Joining them with GeoNames belongs to `gazetteer_index`, the list of countries to `lexicon.lists`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from orchestration.reference_lists import PARTS, ListRow

_Latitude = Annotated[float, Field(ge=-90, le=90, description="degrees north, from -90 to 90")]
_Longitude = Annotated[float, Field(ge=-180, le=180, description="degrees east, from -180 to 180")]
_NEW = "ref:"


class DistrictRow(ListRow):
    """A second-level division; `seat_id` is its largest town."""

    file: ClassVar[str] = "districts.csv"
    unique: ClassVar[tuple[str, ...]] = ("place_id",)
    place_id: str = Field(pattern=r"^gn:\d+$", description="gn: and the number of GeoNames")
    name: str
    alternate_names: Annotated[tuple[str, ...], PARTS]
    country_iso3: str | None
    seat_id: str | None
    latitude: _Latitude
    longitude: _Longitude
    population: int = Field(ge=0, description="a whole number")


class PlaceRow(ListRow):
    """A new place, or other names and another point for a known one. Read with `known["places"]`, the ids of known places."""

    file: ClassVar[str] = "places.csv"
    unique: ClassVar[tuple[str, ...]] = ("place_id",)
    place_id: str
    name: str
    alternate_names: Annotated[tuple[str, ...], PARTS]
    feature: Literal["country", "province", "district", "town", "area", "sea"] | None
    country_iso3: str | None
    admin1: str | None
    latitude: float | None = Field(ge=-90, le=90, description="degrees north, from -90 to 90")
    longitude: float | None = Field(ge=-180, le=180, description="degrees east, from -180 to 180")
    population: int | None = Field(ge=0, description="a whole number or nothing")
    source: str

    @field_validator("place_id")
    @classmethod
    def _is_known_or_new(cls, place_id: str, asked: ValidationInfo) -> str:
        if place_id not in (asked.context or {})["places"] and not place_id.startswith(_NEW):
            raise ValueError(f"no place has this id; the id of a new place begins with {_NEW!r}")
        return place_id

    @field_validator("feature", "latitude", "longitude")
    @classmethod
    def _is_filled_for_a_new_place(cls, cell: Any, asked: ValidationInfo) -> Any:
        if cell is None and asked.data.get("place_id", "").startswith(_NEW):
            raise ValueError("a new place needs it")
        if asked.field_name == "longitude" and "latitude" in asked.data and (cell is None) != (asked.data["latitude"] is None):
            raise ValueError("latitude and longitude must both be filled in or both be empty")
        return cell
