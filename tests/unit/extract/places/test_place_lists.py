"""The lists of places that a person edits, and the errors in their rows."""

from pathlib import Path

import pytest

from orchestration.extract.places import gazetteer_index
from orchestration.extract.places.place_lists import PlaceRow
from orchestration.reference_lists import ReferenceListError, column_values, read_list


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ref:x,X,,town,SYR,,ninety,38.0,0,test", "latitude is 'ninety'; expected degrees north, from -90 to 90"),
        ("ref:x,X,,town,SYR,,95.0,38.0,0,test", "latitude is '95.0'; expected degrees north"),
        ("ref:x,X,,town,SYR,,95.0,,0,test", "longitude is empty; a new place needs it"),
        ("gn:1,X,,town,SYR,,35.0,,0,test", "longitude is empty; latitude and longitude must both"),
        ("ref:x,X,,hamlet,SYR,,35.0,38.0,0,test", "feature is 'hamlet'; expected one of area, country, district"),
        ("gn:0,X,,,,,,,,test", "place_id is 'gn:0'; no place has this id"),
        ("ref:x,X,town,SYR", "expected 10 cells"),
    ],
)
def test_an_error_names_the_file_and_line_of_a_bad_row(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "places.csv"
    header = (gazetteer_index.REFERENCE_DIR / "places.csv").read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(ReferenceListError, match=message) as caught:
        read_list(path, PlaceRow, {"places": {"gn:1"}})
    assert f"{path}, line 2: " in str(caught.value)


def test_every_reference_row_loads_and_has_a_source() -> None:
    ids = column_values(gazetteer_index.REFERENCE_DIR / "places.csv", PlaceRow, "place_id", "name")
    rows = read_list(gazetteer_index.REFERENCE_DIR / "places.csv", PlaceRow, {"places": ids})
    assert len(rows) == len(ids)
