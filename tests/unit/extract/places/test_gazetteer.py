"""Names to places: which places a name can mean, and which one it means here."""

import pytest

from orchestration.extract.places.gazetteer import Gazetteer, Place
from orchestration.extract.places.geo import measure_distance_km


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def require(place: Place | None) -> Place:
    assert place is not None
    return place


@pytest.mark.parametrize("name", ["Raqqa", "Raqqah", "Ar-Raqqah", "RAQQA", "al-Raqqa"])
def test_all_spellings_of_a_town_mean_one_place(gazetteer: Gazetteer, name: str) -> None:
    assert require(gazetteer.resolve_name(name, countries=["SYR"])).place_id == "gn:172955"


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
def test_the_context_decides_which_place_a_name_means(
    gazetteer: Gazetteer, name: str, countries: list[str], place_id: str
) -> None:
    assert require(gazetteer.resolve_name(name, countries=countries)).place_id == place_id


def test_a_bare_name_means_the_seat_of_the_province(gazetteer: Gazetteer) -> None:
    for name in ("Aleppo", "Homs", "Idlib", "Donetsk", "Khartoum", "Raqqa"):
        assert require(gazetteer.resolve_name(name)).feature == "town", name
    assert require(gazetteer.resolve_name("Anbar")).feature == "province"  # no town of note bears the name


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


def test_a_given_region_must_contain_the_place(gazetteer: Gazetteer) -> None:
    texas = require(gazetteer.resolve_name("Texas"))
    paris = require(gazetteer.choose_place("Paris", countries=["FRA"], within=texas))
    assert (paris.country_iso3, paris.admin1) == ("USA", "Texas")
    assert gazetteer.choose_place("Raqqa", within=texas) is None


def test_a_near_place_outweighs_a_larger_place_of_the_same_name(gazetteer: Gazetteer) -> None:
    knoxville = require(gazetteer.resolve_name("Knoxville", countries=["USA"]))
    assert require(gazetteer.resolve_name("Athens", countries=["USA"], near=knoxville)).admin1 == "Tennessee"
    assert require(gazetteer.resolve_name("Athens", countries=["USA"])).admin1 == "Georgia"


def test_candidates_come_best_known_first_and_always_in_the_same_order(gazetteer: Gazetteer) -> None:
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
def test_a_town_has_its_province(gazetteer: Gazetteer, town: str, country: str, admin1: str) -> None:
    place = require(gazetteer.resolve_name(town, countries=[country]))
    assert place.admin1 == admin1
    assert require(gazetteer.find_province(place)).name == admin1


def test_demonyms_give_their_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonyms["Syrian"] == ("SYR",)
    assert gazetteer.demonyms["Congolese"] == ("COD", "COG")


def test_excluded_names_hide_our_own_lists_only(gazetteer: Gazetteer) -> None:
    rest = gazetteer.exclude_names(["al-Tanf"])
    assert gazetteer.resolve_name("Tanf", countries=["SYR"]) is not None
    assert rest.resolve_name("Tanf", countries=["SYR"]) is None
    assert rest.resolve_name("Raqqa", countries=["SYR"]) == gazetteer.resolve_name("Raqqa", countries=["SYR"])
    homs = require(gazetteer.resolve_name("Homs province", countries=["SYR"]))
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
    place = require(gazetteer.choose_place(name, within=require(gazetteer.resolve_name(within))))
    assert (place.place_id, place.feature, place.admin1) == (place_id, "district", within)


def test_a_bare_name_does_not_mean_a_district(gazetteer: Gazetteer) -> None:
    assert require(gazetteer.resolve_name("Jasper", countries=["USA"])).feature == "town"


def test_names_in_one_text_lie_together(gazetteer: Gazetteer) -> None:
    names = ["Rutland", "Montpelier", "Barre", "Bennington"]
    regions = gazetteer.weigh_regions(names, ["USA"])
    assert max(regions, key=lambda region: regions[region]) == ("USA", "Vermont")
    assert require(gazetteer.choose_place("Barre", countries=["USA"], regions=regions)).admin1 == "Vermont"


@pytest.mark.parametrize(("name", "feature"), [("Gaza", "area"), ("Gaza Strip", "area")])
def test_gaza_alone_is_the_strip(gazetteer: Gazetteer, name: str, feature: str) -> None:
    assert require(gazetteer.resolve_name(name, countries=["PSE"])).feature == feature


def test_gaza_city_is_the_town(gazetteer: Gazetteer) -> None:
    assert require(gazetteer.resolve_name("Gaza City", countries=["PSE"])).feature == "town"
