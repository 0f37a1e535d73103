"""Which language code an article gets."""

from __future__ import annotations

import pytest

from orchestration.ingest.language import identify_language, read_language_tag


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"),
        (" EN-gb", "en"),
        ("pt_BR", "pt"),
        ("bh", "bh"),  # withdrawn in 2021
        ("eng", None),
        ("English", None),
        ("xx", None),
        ("", None),
    ],
)
def test_a_given_tag_counts_where_it_has_a_code(given: str, code: str | None) -> None:
    assert read_language_tag(given) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قتل ثلاثة أشخاص في غارة جوية على مدينة الرقة يوم الاثنين، بحسب المرصد السوري لحقوق الإنسان.", "ar"),
        ("Three people were killed when a shell hit the market of the town on Monday, officials said.", "en"),
        ("Raqqa", None),  # too few letters
    ],
)
def test_the_words_show_the_language(text: str, code: str | None) -> None:
    assert identify_language(None, text) == code


@pytest.mark.parametrize(
    "text",
    [
        *("Blast at mosque in Kabul; 7 dead", "IED kills driver in Helmand", "Rebels seize town in Kachin"),
        *("Gang war in Cité Soleil: 18 dead", "Grenade kills 3 in Bujumbura bar", "Twin blasts rock Jalalabad"),
        *("Gunmen kill six near Maiduguri", "Clashes in Goma leave 5 dead", "Prison riot in Guayaquil, 6 dead"),
        *("Drone strike hits depot in Odesa", "Bandits abduct 30 in Kaduna", "Fighter jets bomb Saraqib; two dead"),
    ],
)
def test_a_short_bulletin_in_english_is_english_or_open(text: str) -> None:
    assert identify_language(None, text) in ("en", None)


@pytest.mark.parametrize(
    "text",
    [
        *("Twee polisiebeamptes is in die nag doodgeskiet", "Twee doden bij schietpartij in Rotterdam"),
        *("Zwei Tote bei Angriff in Kabul", "Deux morts dans une attaque à Gao", "Dos muertos en un ataque en Cali"),
        *("Dois mortos em ataque no Rio", "Saldırıda iki kişi öldü", "Dua tewas dalam serangan di Papua"),
        *("Watu wawili wauawa katika shambulio", "Laba qof ayaa lagu dilay Muqdisho", "An kashe mutane biyu a Kaduna"),
        *("Två döda i skottlossning", "To dræbt i skyderi i København", "Dwóch zabitych w ataku w Kabulu"),
        *("Dalawang sundalo patay sa ambush", "Двое убиты при обстреле Херсона", "De moun mouri nan yon atak"),
        *("El grupo Two Brothers de la ciudad de Cali", "Le parti Army of God dans la ville de Goma, dit la police"),
    ],
)
def test_a_short_text_in_another_language_is_not_english(text: str) -> None:
    assert identify_language(None, text) not in ("en", None)
