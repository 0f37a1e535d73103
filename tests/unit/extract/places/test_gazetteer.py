"""Names to places: folding, ranking, the join of admin1 codes, the kept index and errors in reference rows."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.places import gazetteer_index
from orchestration.extract.places.admin1 import match_admin1
from orchestration.extract.places.gazetteer import Gazetteer, Place
from orchestration.extract.places.geo import find_densest_point, measure_distance_km, move_point, read_bearing
from orchestration.extract.places.name_folding import fold_name, fold_name_loosely
from orchestration.extract.places.place_lists import PlaceRow
from orchestration.reference_lists import ReferenceListError, column_values, read_list


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def known(place: Place | None) -> Place:
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ar-Raqqah", "ar raqqah"),
        ("Aḑ Ḑumayr", "ad dumayr"),
        ("Ma'arrat an-Nu‘mān", "maarrat an numan"),
        ("U.S.", "us"),
        ("W. Va.", "w va"),
        ("St. Louis", "saint louis"),
        ("the Netherlands", "netherlands"),
        ("Łódź", "lodz"),
        ("الرقة", ""),
        ("Ар-Ракка", ""),
        ("", ""),
    ],
)
def test_a_name_folds_to_its_letters(written: str, key: str) -> None:
    assert fold_name(written) == key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Raqqa", "Raqqah", "Ar-Raqqah", "al-Raqqa", "Rakka"),
        ("Tabqa", "Tabqah", "Al-Tabqah", "at-Tabqa"),
        ("Deir al Zor", "Deir ez-Zor", "Dayr az Zawr", "Deir al-Zour"),
        ("Dumeir", "Aḑ Ḑumayr", "al-Dumayr"),
        ("Khan Sheikhoun", "Khan Shaykhun", "Khān Shaykhūn"),
        ("Tell Rifaat", "Tall Rif'at"),
        ("Hasakah", "Al Hasaka", "Hassakeh"),
        ("Khirbat Qarfun", "Hirbat Karfoun"),
        ("Ghouta", "Al-Ghuta", "Gouta"),
        ("Kyaukphyu", "Kyaukpyu"),
        ("Hpa-an", "Pa-An"),
        ("Novoselivskyi", "Novoselivskyy", "Novoselivsky"),
    ],
)
def test_transliterations_share_a_loose_key(spellings: tuple[str, ...]) -> None:
    assert len({fold_name_loosely(fold_name(spelling)) for spelling in spellings}) == 1


ARABIC = st.lists(st.sampled_from(["ba", "dir", "sur", "mar", "kan", "tib", "lun", "qas"]), min_size=2, max_size=4).map("".join)


@given(ARABIC, st.sampled_from(["al-", "Al ", "ar-", "Ash ", "ez-", "el-", "at "]))
def test_an_article_in_front_changes_no_loose_key(name: str, article: str) -> None:
    assert fold_name_loosely(fold_name(article + name)) == fold_name_loosely(fold_name(name))


@given(ARABIC, st.sampled_from(["a", "ah", "e", "eh", ""]), st.sampled_from(["a", "ah", "e", "eh", ""]))
def test_a_feminine_ending_changes_no_loose_key(name: str, one: str, other: str) -> None:
    stem = name + "k"
    assert fold_name_loosely(fold_name(stem + one)) == fold_name_loosely(fold_name(stem + other))


@given(ARABIC, st.data())
def test_vowels_written_long_or_short_and_doubled_letters_change_no_loose_key(name: str, data: st.DataObject) -> None:
    longer = {"u": ["u", "oo", "ou"], "i": ["i", "ee", "ei", "ay"], "q": ["q", "k"], "s": ["s", "ss"], "b": ["b", "bb"]}
    spelled = "".join(data.draw(st.sampled_from(longer.get(letter, [letter]))) for letter in name)
    assert fold_name_loosely(fold_name(spelled)) == fold_name_loosely(fold_name(name))


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_different_names_have_different_loose_keys() -> None:
    names = ["Raqqa", "Tabqa", "Homs", "Hama", "Idlib", "Aleppo", "Afrin", "Azaz", "Manbij", "Kobani", "Palmyra", "Damascus"]
    assert len({fold_name_loosely(fold_name(name)) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["Raqqa", "Raqqah", "Ar-Raqqah", "RAQQA", "al-Raqqa"])
def test_one_town_however_it_is_spelled(gazetteer: Gazetteer, name: str) -> None:
    assert known(gazetteer.resolve_name(name, countries=["SYR"])).place_id == "gn:172955"


@pytest.mark.parametrize(
    ("name", "countries", "place_id"),
    [
        ("Tabqah", ["SYR"], "gn:172374"),
        ("Ath Thawrah", ["SYR"], "gn:172374"),
        ("Deir al Zor", ["SYR"], "gn:170794"),
        ("Dumeir", ["SYR"], "gn:170589"),
        ("Khan Sheikhoun", ["SYR"], "gn:168325"),
        ("al Tanf", ["SYR"], "ref:al-tanf"),
        ("El Fasher", ["SDN"], "gn:379555"),
        ("Paris", [], "gn:2988507"),
        ("Syria", [], "country:SYR"),
        ("U.S.", [], "country:USA"),
        ("Georgia", ["RUS"], "country:GEO"),
        ("Georgia", ["USA"], "iso:US-GA"),
        ("Raqqa province", ["SYR"], "iso:SY-RA"),
        ("Idlib Governorate", [], "iso:SY-ID"),
        ("province of Aleppo", ["SYR"], "iso:SY-HL"),
        ("Kansas", ["USA"], "iso:US-KS"),
        ("New York", ["USA"], "gn:5128581"),
        ("Ky.", ["USA"], "iso:US-KY"),
    ],
)
def test_the_context_decides(gazetteer: Gazetteer, name: str, countries: list[str], place_id: str) -> None:
    assert known(gazetteer.resolve_name(name, countries=countries)).place_id == place_id


def test_a_bare_name_means_the_seat_of_the_province(gazetteer: Gazetteer) -> None:
    for name in ("Aleppo", "Homs", "Idlib", "Donetsk", "Khartoum", "Raqqa"):
        assert known(gazetteer.resolve_name(name)).feature == "town", name
    assert known(gazetteer.resolve_name("Anbar")).feature == "province"  # no town of note bears the name


def test_a_wrong_place_is_worse_than_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve_name("Al-Farqa", countries=["SYR"]) is None
    assert gazetteer.resolve_name("Uber", countries=["USA"]) is None  # no loose match among names in Latin script
    assert gazetteer.resolve_name("Dumeir", countries=["SDN"]) is None  # loose matches stay inside the context
    assert gazetteer.resolve_name("Palestine", countries=["SYR"]) == gazetteer.find_country("PSE")  # not the town in Texas
    assert gazetteer.resolve_name("Dumeir", countries=["SDN", "SYR"]) is None  # and, for villages, inside its first country
    assert gazetteer.resolve_name("Ripley", countries=["SYR"]) is None  # a small town far from the context
    assert gazetteer.resolve_name("Ripley", countries=["USA"]) is not None
    assert gazetteer.resolve_name("Eastern", countries=["SYR"]) is None
    assert gazetteer.resolve_name("") is None


def test_a_region_that_must_contain_the_place(gazetteer: Gazetteer) -> None:
    texas = known(gazetteer.resolve_name("Texas"))
    paris = known(gazetteer.choose_place("Paris", countries=["FRA"], within=texas))
    assert (paris.country_iso3, paris.admin1) == ("USA", "Texas")
    assert gazetteer.choose_place("Raqqa", within=texas) is None


def test_a_place_near_by_outweighs_a_larger_namesake(gazetteer: Gazetteer) -> None:
    knoxville = known(gazetteer.resolve_name("Knoxville", countries=["USA"]))
    assert known(gazetteer.resolve_name("Athens", countries=["USA"], near=knoxville)).admin1 == "Tennessee"
    assert known(gazetteer.resolve_name("Athens", countries=["USA"])).admin1 == "Georgia"


def test_candidates_come_best_known_first_and_always_in_one_order(gazetteer: Gazetteer) -> None:
    found = gazetteer.list_candidates("London")
    assert [place.country_iso3 for place in found[:2]] == ["GBR", "CAN"]
    assert found == gazetteer.list_candidates("London") and len({place.place_id for place in found}) == len(found)


@pytest.mark.parametrize(
    ("town", "country", "admin1"),
    [
        ("Ar Raqqah", "SYR", "Raqqa"),
        ("Palmyra", "SYR", "Homs"),
        ("Mosul", "IRQ", "Nineveh"),
        ("Fallujah", "IRQ", "Anbar"),
        ("Nyala", "SDN", "South Darfur"),
        ("Myitkyina", "MMR", "Kachin"),
        ("Bakhmut", "UKR", "Donetsk"),
        ("Simferopol", "UKR", "Crimea"),
        ("Houston", "USA", "Texas"),
        ("Glasgow", "GBR", "Scotland"),
        ("Toronto", "CAN", "Ontario"),
        ("Maiduguri", "NGA", "Borno"),
        ("Goma", "COD", "Nord-Kivu"),
    ],
)
def test_towns_know_their_province(gazetteer: Gazetteer, town: str, country: str, admin1: str) -> None:
    place = known(gazetteer.resolve_name(town, countries=[country]))
    assert place.admin1 == admin1
    assert known(gazetteer.find_province(place)).name == admin1


def test_admin1_groups_meet_the_nearest_subdivision_one_to_one() -> None:
    def town(name: str, latitude: float, code: str, number: int) -> dict[str, object]:
        return {"name": name, "alternatenames": [], "latitude": latitude, "longitude": 0.0, "admin1code": code} | {
            "population": 10,
            "geonameid": number,
        }

    towns = [town("Upton", 10.0, "01", 1), town("Midton", 10.4, "02", 2), town("Farton", 30.0, "03", 3)]
    parts: dict[str, tuple[str | None, float, float]] = {"X-A": (None, 10.1, 0.0), "X-B": (None, 10.9, 0.0)}
    names = {"X-A": ["Alpha"], "X-B": ["Beta"]}
    assert match_admin1(towns, parts, names) == {"01": "X-A", "02": "X-B"}  # 03 is far from both: nobody knows
    assert match_admin1(towns, parts, {"X-A": ["Midton"], "X-B": ["Beta"]}) == {"02": "X-A", "01": "X-B"}


def test_distance_is_in_kilometres() -> None:
    assert measure_distance_km(33.51, 36.29, 35.95, 39.01) == pytest.approx(369, abs=3)  # Damascus to Raqqa


def test_demonyms_name_their_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonyms["Syrian"] == ("SYR",)
    assert gazetteer.demonyms["Congolese"] == ("COD", "COG")


class Builds:
    """A stand-in for reading the libraries, which counts how often it is asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, reference: Path) -> bytes:
        self.count += 1
        return gazetteer_index._make_image([], [("Syrian", "SYR")], set())


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    stand_in = Builds()
    monkeypatch.setattr(gazetteer_index, "_build_image", stand_in)
    return stand_in


def demonyms(cache_dir: Path | None, reference: Path = gazetteer_index.REFERENCE_DIR) -> list[tuple[str, str]]:
    return gazetteer_index.open_index(reference, cache_dir).execute("select * from demonyms").fetchall()


def test_the_index_is_built_once_and_again_when_damaged(tmp_path: Path, builds: Builds) -> None:
    assert demonyms(tmp_path) == demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 1
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    assert demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 2
    assert demonyms(tmp_path) == [("Syrian", "SYR")]
    assert builds.count == 2
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]  # no half-written file is left


def test_an_edited_reference_row_makes_another_index_and_drops_the_old_one(tmp_path: Path, builds: Builds) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    for name in ("countries.csv", "places.csv", "districts.csv"):
        shutil.copy(gazetteer_index.REFERENCE_DIR / name, reference / name)
    before = gazetteer_index.compute_fingerprint(reference)
    assert before == gazetteer_index.compute_fingerprint()
    demonyms(tmp_path / "cache", reference)
    with (reference / "places.csv").open("a", encoding="utf-8") as file:
        file.write("ref:here,Here,,town,SYR,,35.0,38.0,0,test\n")
    assert gazetteer_index.compute_fingerprint(reference) != before
    demonyms(tmp_path / "cache", reference)
    assert builds.count == 2
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_place_that_cannot_be_written_to_only_costs_time(tmp_path: Path, builds: Builds) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert demonyms(tmp_path / "file" / "cache") == [("Syrian", "SYR")]
    assert demonyms(None) == [("Syrian", "SYR")]
    assert builds.count == 2


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
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, message: str) -> None:
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


@given(
    st.floats(-65, 65),
    st.floats(-170, 170),
    st.floats(1, 200),
    st.sampled_from(["north", "southeast", "south-west", "west", "north-northeast"]),
)
def test_a_moved_point_is_as_far_and_on_the_side_that_was_told(latitude: float, longitude: float, km: float, way: str) -> None:
    there = move_point(latitude, longitude, (km, read_bearing(way)))
    assert measure_distance_km(latitude, longitude, *there) == pytest.approx(km, rel=0.06)
    assert ("north" in way) == (there[0] > latitude + 1e-9) and ("south" in way) == (there[0] < latitude - 1e-9)
    assert ("east" in way) == (there[1] > longitude + 1e-9) and ("west" in way) == (there[1] < longitude - 1e-9)


def test_a_place_of_unknown_position_is_put_where_the_towns_of_its_province_crowd() -> None:
    towns = [(35.0 + step / 100, 37.0) for step in range(8)] + [(36.9, 39.0), (34.1, 40.2), (35.1, 41.0)]
    assert find_densest_point(towns, 25.0) == pytest.approx((35.035, 37.0))
    assert find_densest_point(list(reversed(towns)), 25.0) == find_densest_point(towns, 25.0)
    assert find_densest_point([], 25.0) is None


def test_what_a_list_is_worth_is_measured_without_its_row(gazetteer: Gazetteer) -> None:
    rest = gazetteer.exclude_names(["al-Tanf"])
    assert gazetteer.resolve_name("Tanf", countries=["SYR"]) is not None
    assert rest.resolve_name("Tanf", countries=["SYR"]) is None
    assert rest.resolve_name("Raqqa", countries=["SYR"]) == gazetteer.resolve_name("Raqqa", countries=["SYR"])
    homs = known(gazetteer.resolve_name("Homs province", countries=["SYR"]))
    assert measure_distance_km(*gazetteer.estimate_point(homs), *rest.estimate_point(homs)) < 25


@pytest.mark.parametrize(
    ("name", "within", "place_id"),
    [
        ("Jasper County", "Iowa", "gn:4862456"),
        ("jasper county", "Missouri", "gn:4392354"),
        ("County Jasper", "Iowa", "gn:4862456"),
    ],
)
def test_a_district_lies_in_its_province(gazetteer: Gazetteer, name: str, within: str, place_id: str) -> None:
    place = known(gazetteer.choose_place(name, within=known(gazetteer.resolve_name(within))))
    assert (place.place_id, place.feature, place.admin1) == (place_id, "district", within)


def test_a_bare_name_is_no_district(gazetteer: Gazetteer) -> None:
    assert known(gazetteer.resolve_name("Jasper", countries=["USA"])).feature == "town"


def test_names_told_together_lie_together(gazetteer: Gazetteer) -> None:
    names = ["Rutland", "Montpelier", "Barre", "Bennington"]
    regions = gazetteer.weigh_regions(names, ["USA"])
    assert max(regions, key=lambda region: regions[region]) == ("USA", "Vermont")
    assert known(gazetteer.choose_place("Barre", countries=["USA"], regions=regions)).admin1 == "Vermont"
