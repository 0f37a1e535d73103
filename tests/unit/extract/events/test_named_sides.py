"""Names for perpetrators that are only described. One made-up report for each rule."""

from tests.unit.extract.reading import Read


def agents(read: Read, text: str, title: str = "") -> set[str]:
    return {str(event["agent_name"]).lower() for event in read(text, title=title)["event_mentions"] if event["agent_name"]}


def test_a_gang_takes_the_name_that_another_sentence_gives(read: Read) -> None:
    text = "Over 30 people died in an attack by a militia in Ariha. Whole families were woken by men of the Gran Tonton militia."
    assert agents(read, text) == {"gran tonton"}


def test_a_word_that_says_more_takes_the_place_of_gunmen(read: Read) -> None:
    text = "Herders attacked Qalbin village on Monday and killed nine farmers. They came at dawn."
    assert agents(read, text, title="Nine dead as gunmen attack village") == {"herders"}


def test_gunmen_stay_gunmen_between_two_other_words(read: Read) -> None:
    text = "Herders attacked the village and killed nine. Bandits attacked the village, the mayor said."
    assert "gunmen" in agents(read, text, title="Nine dead as gunmen attack village")
