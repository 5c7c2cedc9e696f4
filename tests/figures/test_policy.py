"""What vague words count for, and a user's own table of it."""

from pathlib import Path

import pytest

from tracker.errors import DataError, NotFoundError
from tracker.figures import PLAIN, POLICIES, Policy, load_policy, read_figure, write_figure

HOUSE_RULE = """
name = "house"
dated = "2026-11-24"
source = "desk handbook, page 4"
approximate_margin_percent = 10
nearly_floor_percent = 90

[floors]
dozens = 30
several = 3
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_policy_file_decides_what_open_words_count_for(tmp_path: Path) -> None:
    policy = load_policy(_written(tmp_path, HOUSE_RULE))

    read = {
        wording: (figure.low, figure.high)
        for wording in ("dozens", "several", "hundreds", "about 40", "nearly 50", "40")
        for figure in [read_figure(wording, policy=policy)]
    }

    assert policy.name == "house"
    assert read == {
        "dozens": (30, None),
        "several": (3, None),
        "hundreds": (None, None),  # left out of the table, so it sets no floor
        "about 40": (36, 44),
        "nearly 50": (45, 50),
        "40": (40, 40),
    }


@pytest.mark.parametrize("wording", ["dozens", "several", "hundreds", "about 41", "nearly 53"])
def test_a_figure_is_written_back_under_the_policy_it_was_read_by(
    tmp_path: Path, wording: str
) -> None:
    policy = load_policy(_written(tmp_path, HOUSE_RULE))
    figure = read_figure(wording, policy=policy)

    assert write_figure(figure, policy=policy) == wording


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("dozens = 30", "dozen = 30", r"key floors\.dozen: .*did you mean dozens"),
        ("dozens = 30", 'dozens = "30"', r"key floors\.dozens: is not a whole number"),
        ("dozens = 30", "dozens = true", r"key floors\.dozens: is not a whole number"),
        ("dozens = 30", "dozens = -1", r"key floors\.dozens: is not a whole number"),
        ("dozens = 30", "dozens = 2.5", r"key floors\.dozens: is not a whole number"),
        ('name = "house"', 'nam = "house"', "key 'nam': is not a key I know; did you mean name"),
        ('name = "house"', "", "key 'name': is missing"),
        ('name = "house"', "name = 3", "key name: is not a text"),
        ('"2026-11-24"', '"last week"', "key dated: is not a day"),
        ("= 10", "= 101", "key approximate_margin_percent: is not a whole number from 0 to 100"),
        ("= 90", '= "90"', "key nearly_floor_percent: is not a whole number"),
        ("[floors]", "floors = 3\n[other]", "key 'other': is not a key I know"),
        ('name = "house"', "name = ", "is not TOML"),
        ('name = "house"', "name = " + "[" * 50_000, "is nested too deeply"),
        ("= 90", "= " + "9" * 50_000, "holds too long a number"),
        ('name = "house"', f'name = "{"x" * 100_000}"', "is larger than 100,000 bytes"),
    ],
)
def test_a_fault_in_a_policy_file_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = _written(tmp_path, HOUSE_RULE.replace(old, new))

    with pytest.raises(DataError, match=named) as refusal:
        load_policy(path)

    assert str(refusal.value).startswith(str(path))


def test_floors_that_are_no_table_are_refused(tmp_path: Path) -> None:
    text = 'name = "a"\ndated = "2026-11-24"\nsource = "b"\nfloors = 3\n'

    with pytest.raises(DataError, match="key 'floors': is not a table"):
        load_policy(_written(tmp_path, text))


def test_a_policy_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no policy file"):
        load_policy(tmp_path / "house.toml")


def test_the_policies_that_come_along_are_dated_and_sourced() -> None:
    assert set(POLICIES) == {"plain", "acled"}
    for name, policy in POLICIES.items():
        assert policy.name == name
        assert policy.dated
        assert policy.source


def test_the_floors_of_a_policy_cannot_be_changed() -> None:
    floors = {"dozens": 24}
    policy = Policy("mine", "2026-11-24", "me", floors)
    floors["dozens"] = 99

    assert policy.floors["dozens"] == 24
    with pytest.raises(TypeError):
        PLAIN.floors["dozens"] = 99  # type: ignore[index]


def test_no_policy_sets_a_floor_above_the_plain_meaning_of_a_word() -> None:
    for policy in POLICIES.values():
        for word, floor in policy.floors.items():
            assert floor <= PLAIN.floors[word]
