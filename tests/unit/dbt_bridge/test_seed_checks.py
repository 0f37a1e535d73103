"""The lists that the marts read: each fault is named by file and line."""

from pathlib import Path

import pytest

from orchestration.dbt_bridge.seed_checks import check_lists
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import REFERENCE_DIR


def test_the_lists_of_the_project_can_be_used() -> None:
    check_lists(REFERENCE_DIR)


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("actor_aliases.csv", "Blue Guards,,blue-guards", r"actor_id is 'blue-guards'; expected one of listed_actors\.csv"),
        ("actor_aliases.csv", "Blue Guards,XYZ,hamas", r"country_iso3 is 'XYZ'; expected one of countries\.csv"),
        ("actor_aliases.csv", "ISIS,,hamas", r"alias 'ISIS' is already in line \d+; keep one of the two lines"),
        ("actor_aliases.csv", "Blue Guards,hamas", r"expected 3 cells"),
        ("listed_actors.csv", "blue-guards,Blue Guards,Guards,,,Me,", r"actor_type is 'Guards'; expected one of Civilians, "),
        ("listed_actors.csv", "blue-guards,Blue Guards,Rebel group,,,,", r"source is empty"),
        ("listed_actors.csv", "hamas,Blue Guards,Rebel group,,,Me,", r"actor_id 'hamas' is already in line \d+"),
        ("listed_actors.csv", "blue,Blue Guards,Rebel group,,green,Me,", r"parent_actor_id is 'green'; expected one of"),
        ("listed_actors.csv", "blue,Blue Guards,Rebel group,,blue,Me,", r"leads back to 'blue': blue > blue"),
        ("state_words.csv", "fleet,ships,true", r"stands_for is 'ships'; expected one of armed forces, civilians, government"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(reference: Path, name: str, line: str, message: str) -> None:
    path = reference / name
    n_lines = len(path.read_text(encoding="utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(ReferenceListError, match=rf"{name}, line {n_lines + 1}: .*{message}"):
        check_lists(reference)
