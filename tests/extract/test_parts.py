"""Parts of a number of dead, those who die later, and groups that are no number of people."""

import pytest

from tests.extract.test_reading import told
from tracker.extract import extract

PARTS = [
    ("The dead include nine teachers.", "nine", "teachers"),
    ("Among the dead are nine teachers.", "nine", "teachers"),
    ("The dead include 12 people from one family.", "12", "people from one family"),
]


@pytest.mark.parametrize(("text", "figure", "scope"), PARTS)
def test_a_part_of_the_dead_is_never_the_toll_of_all(text: str, figure: str, scope: str) -> None:
    whole, part = extract(f"The blast killed 40 people. {text}")

    assert (whole.figure, whole.scope) == ("40", "")
    assert (part.figure, part.population, part.scope) == (figure, "all", scope)


def test_who_is_among_the_dead_is_counted_without_a_toll_beside_them() -> None:
    assert told("Among the dead were 20 children and 11 women.") == [
        ("killed", "children", "20"), ("killed", "women", "11"),
    ]  # fmt: skip


ADDED = [
    "Twelve people were killed at the scene, while three died later in hospital.",
    "Twelve people were killed on the spot; two others died on the way to hospital.",
    "Twelve people were killed, and two died of their wounds.",
    "Twelve died at the scene and three in hospital.",
    "Twelve people were killed; nine bodies remain under the rubble.",
    "Twelve people were killed; nine bodies are still in the morgue.",
]


@pytest.mark.parametrize("text", ADDED)
def test_who_dies_later_or_lies_there_yet_is_no_toll_beside_the_dead(text: str) -> None:
    assert told(text) == [("killed", "all", "Twelve")]


TWO_VERBS = [
    ("The blast left 12 dead and wounded 30.", "12", "30"),
    ("The gunman shot 12 people dead and injured at least 30.", "12", "at least 30"),
]


@pytest.mark.parametrize(("text", "dead", "hurt"), TWO_VERBS)
def test_the_dead_and_those_whom_a_second_verb_counts_are_no_sum(
    text: str, dead: str, hurt: str
) -> None:
    assert told(text) == [("killed", "all", dead), ("injured", "all", hurt)]
    assert told("The blast left 42 dead and wounded.") == [("casualties", "all", "42")]


def test_the_dead_of_a_hospital_died_there_at_once() -> None:
    text = "Nine people were killed in Homs and 12 died in a hospital bombing in Hama."

    assert told(text) == [("killed", "all", "Nine"), ("killed", "all", "12")]


@pytest.mark.parametrize(
    "text",
    [
        "Among the dead are nine from one family.",
        "The dead include the mayor, who had three sons.",
        "Five per cent of the 200 patients died.",
        "5% of the 200 patients died.",
        "The agreement commits the government to reduce road deaths to 2,000.",
        'The director of "40 Dead Men" was there.',
        'The podcast "Eleven Were Killed" won a prize.',
        "None of the 54 who were taken to hospital is in danger.",
        "Seven of those hurt were sent home after treatment.",
        "The police chief retracted his statement that 14 officers had died.",
        "The drug war under his rule left at least 6,000 people dead.",
        "Fewer than one in ten of the 3,000 patients have died.",
        "Four out of five of the dead were burned.",
        "The agency withdrew an item that spoke of 15 dead.",
        "The model puts deaths in such a quake at 9,500.",
        "There were 30 injured animals at the shelter.",
        "Their first album, Nine Lives Lost, came out on Friday.",
        "He starred in Seven Killed at Dawn, a war film.",
        "Twelve people at most died.",
        "Two-thirds of the 12 hostages died.",
        "None of the 180 passengers was seriously injured.",
        "There were no serious injuries.",
        "Road deaths fell to 2,760 from 3,010 a year earlier.",
        "The virus killed one patient in three.",
        "The attack killed 12 horses and three people who fled were arrested.",
        "The brigade lost 16 vehicles and no men.",
        "The film shows 30 people dying.",
        "Hostilities that erupted on October 7 have claimed more than 43,000 lives.",
    ],
)
def test_families_shares_aims_and_titles_are_no_toll(text: str) -> None:
    assert extract(text) == ()


def test_those_who_died_are_a_toll_of_which_others_are_a_part() -> None:
    whole, part = sorted(
        extract("Twelve of the 19 people who died were members of one party."),
        key=lambda one: one.low or 0,
        reverse=True,
    )

    assert (whole.figure, whole.scope) == ("19", "")
    assert (part.figure, part.scope) == ("Twelve", "of 19")


def test_of_those_whose_lives_were_saved_only_the_wounded_count() -> None:
    assert told("Surgeons saved the lives of 11 of the 14 wounded.") == [("injured", "all", "14")]


KEPT = [
    ("Twelve people and 16 horses were killed.", "Twelve"),
    ("The fire killed 16 sheep and 12 people.", "12"),
    ("The army lost 12 tanks and 40 people.", "40"),
    ("Sixty percent of the 40 dead were women.", "40"),
    ("The ministry had to lower the number of deaths to 36.", "36"),
    ('"At least 12 people died," he said.', "At least 12"),
    ("Gunmen killed one person in three attacks on Monday.", "one"),
    ("Twelve out of 14 miners died.", "Twelve"),
    ("Twelve out of the 14 miners died.", "Twelve"),
    ("Ten Killed In Homs Blast, officials say.", "Ten"),
    ("Film stars were among the 12 dead.", "12"),
    ("The stage fell on the actors, and 12 people died.", "12"),
]


@pytest.mark.parametrize(("text", "figure"), KEPT)
def test_words_that_only_look_like_these_take_no_toll(text: str, figure: str) -> None:
    assert told(text) == [("killed", "all", figure)]
