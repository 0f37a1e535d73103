"""The codes of GeoNames for first-level divisions, matched to ISO 3166-2."""

from orchestration.extract.places.admin1 import match_admin1


def test_each_admin1_group_matches_the_nearest_subdivision() -> None:
    def town(name: str, latitude: float, code: str, number: int) -> dict[str, object]:
        return {"name": name, "alternatenames": [], "latitude": latitude, "longitude": 0.0, "admin1code": code} | {
            "population": 10,
            "geonameid": number,
        }

    towns = [town("Upton", 10.0, "01", 1), town("Midton", 10.4, "02", 2), town("Farton", 30.0, "03", 3)]
    parts: dict[str, tuple[str | None, float, float]] = {"X-A": (None, 10.1, 0.0), "X-B": (None, 10.9, 0.0)}
    names = {"X-A": ["Alpha"], "X-B": ["Beta"]}
    assert match_admin1(towns, parts, names) == {"01": "X-A", "02": "X-B"}  # 03 is far from both, so it has no match
    assert match_admin1(towns, parts, {"X-A": ["Midton"], "X-B": ["Beta"]}) == {"02": "X-A", "01": "X-B"}
