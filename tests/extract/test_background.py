"""Numbers of dead that are right, but of a war or of another event; and numbers that the words
beside them make greater or smaller."""

import pytest

from tests.extract.test_reading import told
from tracker.extract import extract

ELSEWHERE = [
    ("what a war has killed", "The conflict has killed more than 40,000 people."),
    ("what a war has left", "The civil war has left at least 150,000 dead, the UN says."),
    ("what it claimed", "The insurgency has claimed some 35,000 lives in the northeast."),
    ("a war in an aside", "The conflict, which has killed 12,000 people, goes on."),
    ("a war with its place", "The war in Sudan, now in its third year, has killed 40,000."),
    ("a sum of months", "Eleven months of bombardment have killed 41,000 people."),
    ("a sum of years", "Years of civil war have killed over 300,000 people."),
    ("a campaign", "Israel's offensive has killed more than 33,000 Palestinians."),
    ("a group in all its time", "The group, which has killed thousands, did not comment."),
    ("since it began", "More than 12,000 civilians have been killed since the war began."),
    ("since its start", "Some 900 people have died since the start of the conflict."),
    ("since it began, said first", "Since the war began, 12,000 people have been killed."),
    ("since a truce", "More than 240 people have been killed since the ceasefire took effect."),
    ("what a war cost", "The three-year war has cost at least 22,000 lives."),
    ("decades of war", "The panel found that 69,000 people had died in two decades of conflict."),
    ("most of so many", "Most of the 45 passengers were killed."),
    ("nearly all of so many", "Nearly all 45 passengers died."),
    ("half of so many", "Half of the 45 passengers died."),
    ("in a war", "At least 900 aid workers have died in the conflict."),
    ("in a war before", "His two uncles were killed in the previous war."),
    ("the toll of a war", "The death toll in the war has passed 61,000."),
    ("an assault that is likened", "The bloodiest since the hotel assault that left 31 dead."),
    ("one like it", "It mirrored one in the next province that killed 14 people."),
    ("the worst since a loss", "It was the worst loss since 17 officers were killed there."),
    ("what a place saw", "The town was the site of a massacre in which 370 villagers died."),
    ("the only other", "The airline's only other fatal crash killed 98 people."),
    ("a month of another year", "Last May a fire at the same factory killed 52 workers."),
    ("this year, before", "Earlier this year, a landslide on that slope killed 31 people."),
    ("the last months", "Some 2,300 migrants have drowned in the past twelve months."),
    ("a year's sum", "Police have killed 31 people since the start of the year."),
    ("a west that is no superlative", "Some 500 were killed in the West Bank since 2022."),
    ("whom nobody believes", "Nobody believes the figure of five dead."),
    ("a report that is unconfirmed", "Police could not confirm a report that 15 had died."),
    ("neither nor", "The army neither confirmed nor denied that 15 people had died."),
    ("what each of them did", "Each of the three blasts killed at least ten people."),
    ("what each did", "Three blasts each killed ten people."),
    ("which of two", "The twin attacks killed 20 and 40 people respectively."),
    ("what may have befallen", "Forty soldiers were killed, wounded or captured."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), ELSEWHERE, ids=[one for one, _ in ELSEWHERE])
def test_the_dead_of_a_war_or_of_another_event_are_left_alone(what: str, text: str) -> None:
    assert what
    assert told(text) == []


RESIZED = [
    "The war left more than half a million people dead.",
    "The quake killed three quarters of a million people.",
    "The quake killed one and a half million people.",
    "The famine killed a million and a half people.",
    "The blast killed a dozen and a half people.",
    "The quake killed 3 lakh people.",
    "The blast killed two score people.",
    "The blast killed twenty odd people.",
    "The blast killed two thirds of the 90 passengers.",
    "The blast killed two or three dozen people.",
    "Two to three hundred people were killed.",
    "Between two and three dozen people were killed.",
]


@pytest.mark.parametrize("text", RESIZED)
def test_a_number_of_which_its_neighbours_make_another_is_no_figure(text: str) -> None:
    assert told(text) == []


KEPT = [
    ("In one of the deadliest strikes of the war, 45 people were killed.", "45"),
    ("The deadliest attack since the war began killed 40 people.", "40"),
    ("The war monitor said 12 people were killed.", "12"),
    ("A bomb left over from the war killed three people.", "three"),
    ("Explosive remnants of war killed five people.", "five"),
    ("At least 20 people were killed in ethnic conflict in Jonglei.", "At least 20"),
    ("Six weeks into the war, a strike on a camp killed 22 people.", "22"),
    ("The conflict has killed 30 people since Monday.", "30"),
    ("Clashes between the army and rebels have killed 30 people.", "30"),
    ("Three days of clashes have killed 62 people.", "62"),
    ("The offensive killed 80 people on its first day.", "80"),
    ("War planes killed 16 people in a market.", "16"),
    ("The deadliest attack since January killed 12 people.", "12"),
    ("He said that the attack that killed 19 people was planned.", "19"),
    ("Police scoured the scene of the attack, which killed 12 people.", "12"),
    ("The two other blasts killed nine people.", "nine"),
    ("The bomb killed 12 people a week into the truce.", "12"),
    ("Two or three people were killed.", "Two or three"),
    ("The toll rose from three to three dozen.", "three dozen"),
    ("Forty people died in the blast and a half-finished tower fell.", "Forty"),
    ("Of the 40 passengers, 12 died and 28 survived.", "12"),
    ("Among 40 passengers, 12 died.", "12"),
    ("A boy aged 9 and 14 adults were killed.", "14"),
    ("All of the 45 passengers died.", "45"),
    ("Most of the 45 killed were children.", "45"),
    ("Since the quake struck, 2,100 people have died.", "2,100"),
    ("Since the war began, the town was spared, but a shell killed nine people.", "nine"),
    ("Nine people were killed in the strongest quake since 1999.", "Nine"),
    ("Twelve people died, each of them at home.", "Twelve"),
]


@pytest.mark.parametrize(("text", "figure"), KEPT)
def test_words_of_wars_take_no_event_its_toll(text: str, figure: str) -> None:
    assert told(text) == [("killed", "all", figure)]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied responsibility for the strike that killed 20 people.",
        "The company denied liability for the collapse in which 20 people died.",
        "The group denied it was behind the blast, which killed 20 people.",
    ],
)
def test_who_denies_a_deed_denies_no_figure_and_gives_none(text: str) -> None:
    (draft,) = extract(text)

    assert (draft.act, draft.figure, draft.attributed_to) == ("assert", "20", None)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry put the number of injured at 230 and of dead at 41.",
        "The number of injured rose to 230 and of dead to 41.",
    ],
)
def test_each_of_two_numbers_is_of_the_harm_that_leads_to_it(text: str) -> None:
    assert told(text) == [("injured", "all", "230"), ("killed", "all", "41")]


def test_who_is_killed_beside_the_bombers_is_no_bomber() -> None:
    assert told("Two suicide bombers killed themselves and nine others.") == [
        ("killed", "attackers", "Two"), ("killed", "all", "nine"),
    ]  # fmt: skip
