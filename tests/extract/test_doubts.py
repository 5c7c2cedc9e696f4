"""Figures that may be of another event or a sum of many: proposed, and of no incident."""

import pytest

from tests.extract.test_reading import only
from tracker.extract import extract

DOUBTED = [
    ("Clashes since January have killed 1,200 people.", "since January"),
    ("Dengue has killed 1,030 people since the start of the outbreak.", "since the start of the"),
    ("Since the start of the rainy season, floods have killed 214 people.", "Since the start of"),
    ("Over the years, avalanches have killed more than 90 climbers.", "Over the years"),
    ("The army killed 25 militants in operations over the past week.", "over the past week"),
    ("In the preceding 24 hours shelling killed three people.", "In the preceding 24"),
    ("In the four months to April, accidents claimed 610 lives.", "In the four months"),
    ("Fighting between two clans in April and May claimed 76 lives.", "in April"),
    ("The first round of fighting, in March, left 62 people dead.", "in March"),
    ("The summer's wildfires have killed 27 people.", "summer's"),
    ("The cyclone season has so far left 94 dead.", "cyclone season"),
    ("Last week's clashes left nine dead.", "Last week's"),
    ("In Kabul, meanwhile, a sticky bomb killed a doctor.", "meanwhile"),
    ("Elsewhere in the province, a landmine killed two farmers on Tuesday.", "Elsewhere"),
    ("By comparison, the Sumatra earthquake killed 1,117.", "comparison"),
    ("Days before the vote, four supporters were shot dead.", "Days before"),
    ("Earlier in the day, shelling killed two people.", "Earlier"),
    ("The attack came weeks after militants killed 30 villagers.", "weeks after"),
    ("Four months after the fire that killed 39 workers, nobody is charged.", "months after"),
    ("The unit has been accused of massacring 120 villagers.", "accused of"),
    ("The militant group, which killed 148 students, denied any role.", "group, which"),
    ("Boko Haram, which has killed thousands, is active there.", "Haram, which"),
    ("The company, whose dam burst and killed 19 people, was silent.", "whose"),
    ("Collapses are common in Lagos, where a hostel fell and killed 116.", "where"),
    ("The group also claimed an assault that left 61 cadets dead.", "also claimed an assault that"),
    ("He drew on the Hillsborough disaster, in which 97 fans died.", "Hillsborough disaster"),
    ("She knew of the sinking of the Estonia, in which 852 perished.", "sinking of the Estonia"),
    ("It was the second blast: the first killed seven people.", "first"),
    ("It was the third this year; the previous two left 18 people dead.", "the previous"),
    ("Between January and June, landmines killed 77 people.", "Between January"),
    ("Militants overran the base in November, killing 49 soldiers.", "in November"),
    ("Twelve hours earlier a rocket killed seven people.", "Twelve hours earlier"),
    ("The Taliban, who killed 149 people, condemned the attack.", "Taliban, who"),
    ("The gunman, who was jailed in 2015, killed seven people.", "who was jailed in 2015"),
    ("The militants, who came two years ago, killed 700 people.", "who came two years ago"),
    ("The city, besieged in 2016, saw 31,000 people killed.", "besieged in 2016"),
    ("Gang violence has cost 5,600 lives over twelve months.", "over twelve months"),
    ("In six months the army killed 340 rebels.", "In six months"),
    ("The court heard that the defendant shot 10 shoppers dead.", "defendant shot"),
    ("An inquest into the deaths of 22 concertgoers resumes on Monday.", "inquest"),
    ("The indictment says the militia executed 168 villagers.", "indictment says"),
    ("Insurers offered compensation for 346 deaths.", "compensation for"),
    ("The road has seen 40 fatal accidents and 90 deaths.", "40 fatal accidents"),
    ("At least 40 people were killed in 16 attacks across the country.", "16 attacks"),
    ("The insurgents have killed more than 35,000 people.", "insurgents have killed"),
    ("Heat killed at least 61,000 in Europe, a study found.", "study found"),
    ("According to a study, heat killed 61,000 people.", "study"),
    ("Half a century after the flood in which 238 people died, the dam goes.", "century after"),
    ("Militants had killed 16 tourists on the same beach.", "had killed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), DOUBTED)
def test_what_may_be_another_event_or_a_sum_is_drafted_with_the_doubt(
    text: str, words: str
) -> None:
    draft = only(text)

    assert draft.doubt.startswith(words)
    assert draft.why.endswith(f"; perhaps another event or a sum: {draft.doubt}")
    assert draft.confidence == 0.5


def test_a_sum_beside_the_toll_of_a_day_is_doubted() -> None:
    of_day, of_months = extract("The ministry counts 42 killed on Monday and 40,000 since October.")

    assert (of_day.figure, of_day.doubt) == ("42", "")
    assert (of_months.figure, of_months.doubt) == ("40,000", "since October")


SURE = [
    ("At least 23 people have died in flooding since Sunday.", "At least 23"),
    ("The storm has killed 19 people since it made landfall.", "19"),
    ("More than 2,000 people have died since the quake.", "More than 2,000"),
    ("The blast, the deadliest since January, killed 40 people.", "40"),
    ("Militants who had held the town since January killed 11 villagers.", "11"),
    ("The death toll in the city rose to 40, while, elsewhere, people returned home.", "40"),
    ("In June's heat the fire spread fast, and six firefighters died.", "six"),
    ("The train hit a bus in the spring rain, killing five children.", "five"),
    ("The heatwave has killed 112 people in three days.", "112"),
    ("The explosion on the last day of the festival killed seven.", "seven"),
    ("Two days after the bombing the toll stands at 44.", "44"),
    ("Twelve hours after the collapse officials listed 64 people as missing.", "64"),
    ("The driver was charged with killing 12 people on Sunday.", "12"),
    ("The gunman, who was jailed in 2015, killed seven people on Friday.", "seven"),
    ("The blast also killed nine people.", "nine"),
    ("The attack, in which 20 people were killed, was claimed by the group.", "20"),
    ("By dusk the fire had killed nine people.", "nine"),
    ("Police said the blast had killed 12 people.", "12"),
    ("The cyclone, which has killed 64 people, moved north.", "64"),
    ("The third attack in two months killed 12 people.", "12"),
    ("The attack, the deadliest in six months, killed 12 people.", "12"),
    ("In 16 attacks on Monday, 40 people were killed.", "40"),
    ("Gunmen have killed 12 people in the north.", "12"),
    ("Nine airstrikes killed 12 people.", "12"),
    ("After three days rescuers gave up hope for the last five missing miners.", "five"),
]


@pytest.mark.parametrize(("text", "figure"), SURE)
def test_words_that_only_look_alike_raise_no_doubt(text: str, figure: str) -> None:
    draft = only(text)

    assert (draft.figure, draft.doubt) == (figure, "")


LOST_BEFORE = [
    ("The bridge, built 30 years ago, collapsed on Monday, killing 12 people.", "12"),
    ("Built in 1967, the bridge collapsed, killing 43 people.", "43"),
    ("The plane, a 1998 Boeing, crashed, killing all 62 people on board.", "62"),
    ("The collapse of a 1970s apartment block killed 11 people.", "11"),
    ("The bridge, crossed by thousands every day, collapsed, killing 12.", "12"),
    ("The tanker, which was repaired last year, exploded, killing 11 people.", "11"),
    ("The death toll, which stood at 90 on Monday, has passed 130.", "passed 130"),
    ("The cyclone came at midnight and had killed 15 people by morning.", "15"),
    ("He came months ago and on Sunday shot dead nine people.", "nine"),
    ("The stage collapsed during the concert, killing six people.", "six"),
    ("A fire at a film studio killed 36 people.", "36"),
    ("Seven people died when a plane on a training exercise crashed.", "Seven"),
    ("Two earlier tremors woke the town, and the main shock killed only 11.", "11"),
    ("The police had warned that an attack was likely, and 19 people were killed.", "19"),
    ("The attack, planned for months, killed 15 people.", "15"),
    ("Three members of one family were killed.", "Three"),
    ("The man, who came years ago, on Friday stabbed four people to death.", "four"),
    ("He threatened to burn the village, and 12 people died.", "12"),
    ("A gunman who had killed three people was arrested.", "three"),
    ("Floods killed 21 and forced thousands from their homes.", "21"),
]


@pytest.mark.parametrize(("text", "figure"), LOST_BEFORE)
def test_times_of_other_things_take_no_toll_and_make_none(text: str, figure: str) -> None:
    draft = only(text)

    assert (draft.metric, draft.population, draft.figure) == ("killed", "all", figure)
    assert draft.doubt == ""


OF_ANOTHER = [
    "Between 2011 and 2016 the monitors counted 14,000 deaths.",
    "The 9/11 attacks killed nearly 3,000 people.",
    "The airline's last fatal crash killed all 143 aboard.",
    "An avalanche on the same slope killed 11 climbers a decade before.",
    "A mudslide there killed 28 guests the year before last.",
    "Annual deaths from landmines fell to 1,700.",
    "The attack, two years ago, killed 40 people.",
    "The blast, claimed by the group in 2017, killed 30 people.",
    "The ferry, which sank in 2014, killed 304 people.",
    "The Sewol, a ferry that sank in 2014, killed 304 people.",
    "In Beslan, where gunmen seized a school in 2004, 334 people died.",
    "The last time the volcano erupted, 12 people died.",
    "He survived an ambush in which four guards were shot dead the previous year.",
    "When the volcano last erupted, 12 people died.",
    "In the worst-case scenario, 500 people die.",
    "In the event of an eruption, 3,000 people are killed.",
    "On the island 30 people die every night.",
    "It was the worst crash since one of its jets overshot a runway, killing 158.",
    "He was inspired by the man who shot dead 51 worshippers.",
    "Twin attacks on the two villages at the beginning of the year killed 80 people.",
]


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_what_is_said_of_an_event_of_another_time_is_left_alone(text: str) -> None:
    assert extract(text) == ()
