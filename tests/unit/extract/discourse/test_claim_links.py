"""Which event a figure belongs to. One made-up sentence for each rule."""

from tests.unit.extract.reading import Read


def test_a_casualty_shows_the_event_behind_it(read: Read) -> None:
    rows = read("Three nuns were killed in an air strike by the coalition on Monday.")
    (event,) = rows["event_mentions"]
    assert (event["trigger"], event["sub_event_type"], event["agent_name"]) == ("air strike", "Air/drone strike", "coalition")
    assert rows["claims"][0]["mention_id"] == event["mention_id"]


def test_a_figure_without_a_scene_continues_the_last_event(read: Read) -> None:
    rows = read("Rebels shelled the town of Harasta on Monday. Three nuns were killed.")
    (event,) = rows["event_mentions"]
    assert rows["claims"][0]["mention_id"] == event["mention_id"]


def test_two_figures_of_an_older_event_belong_to_one_event(read: Read) -> None:
    text = "A shell hit the clinic on Tuesday where two children and three women died on 4 March 2019."
    rows = read(text, published="2020-03-11")
    (older,) = {claim["mention_id"] for claim in rows["claims"]}
    assert [str(event["date_start"]) for event in rows["event_mentions"] if event["mention_id"] == older] == ["2019-03-04"]
