"""Sentences whose numbers are no toll, though words for the dead stand beside them."""

import pytest

from tests.extract.test_reading import told
from tracker.extract import extract

ALONE = [
    ("who is displaced", "Floods displaced 30 000."),
    ("a score", "The team lost 3-1 to Spain."),
    ("dozens by two numbers", "The explosion killed 2-3 dozen people."),
    ("two counts with a slash", "12/15 people died."),
    ("a margin", "12 ± 3 people died."),
    ("scores and ten", "Three score and ten people were killed."),
    ("a span of ages", "The dead were aged 17 to 63."),
    ("a list of ages", "Three were named: a girl aged 12, 15 and 40 at her death."),
    ("a share of one in four", "One in four of the injured was a child."),
    ("a share of those who died", "One in 10 patients died."),
    ("a share in tens", "7 in 10 of the dead were men."),
    ("a share of every five", "One out of every five patients died."),
    ("one who comes third", "A third person died of his wounds."),
    ("the age at a death", "She was 30 when she died."),
    ("a patient's number", "Patient 31 died."),
    ("a number as a name", "No. 12 was killed."),
    ("an aim", "The plot aimed to kill 50 people."),
    ("an ability", "The missile is able to kill 100 people at once."),
    ("room for bodies", "The morgue has room for 40 bodies."),
    ("children of the dead", "A mother of four was killed."),
    ("children in a headline", "Mother of 3 killed in blast"),
    ("who was spared", "All but two of the 12 crew died."),
    ("whose mother died", "The death of the 3 children's mother shocked the town."),
    ("bodies without names", "Twelve bodies remain unidentified."),
    ("what is not confirmed", "Police could not confirm the report of 12 deaths."),
    ("what nobody will confirm", "Officials would not confirm that 12 people had died."),
    ("what is not proved", "There is no evidence that 12 people died."),
    ("what is doubted", "Officials doubt that 100 people died."),
    ("what nearly happened", "The blast almost killed two workers."),
    ("fingers", "Ali lost 3 fingers and a leg."),
    ("vehicles", "The army lost 14 armoured personnel carriers."),
    ("ships", "The navy lost two destroyers."),
    ("families", "Three families were killed in the strike."),
    ("the sentence of a court", "Four men were executed for the murder of nine tourists."),
    ("the clashes before", "Previous clashes in the area killed 14."),
    ("what came the day before", "It came a day after 9 people were killed in Kabul."),
    ("a raid of days ago", "It came days after a bombing killed 9 people in Kabul."),
    ("a worse event", "It was worse than Beslan, where 334 died."),
    ("the last such event", "The deadliest attack since the siege, in which 130 people died."),
    ("an event that is recalled", "It recalled the Bataclan massacre, where 90 people died."),
    ("a rate", "Floods kill 200 people a year."),
    ("a mean", "On average 12 people die in a flood."),
    ("a sum of this year", "Sixteen people have died on the mountain this year."),
    ("how much lower", "The toll was 3 lower than reported."),
    ("bodies of the missing", "The bodies of 5 of the 7 missing were found."),
    ("hurt people who were flown out", "Over 100 wounded were evacuated to Egypt."),
    ("a disaster of a year", "The ferry disaster of 2014 claimed 304 lives."),
    ("one of two", "One of the two gunmen was among them when they died."),
    ("what was long ago", "The dam burst in 1975 is thought to have killed 26,000 people."),
    ("what may have befallen them", "The ambush left fifteen soldiers dead, wounded or missing."),
    ("bodies that were given back", "Israel returned 30 bodies of Palestinians."),
    ("bodies to be given back", "The bodies of 28 others are to be returned."),
    ("ages in a list", "Ages of the dead: 3, 12, 40 and 82."),
    ("neither of two", "Neither of the 2 pilots died."),
    ("how many times", "Three times as many people died as in May."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), ALONE, ids=[one for one, _ in ALONE])
def test_numbers_beside_the_dead_that_count_no_dead_are_left_alone(what: str, text: str) -> None:
    assert what
    assert told(text) == []


KEPT = [
    ("It went on to kill 12 people.", "12"),
    ("The quake killed 12 in three villages.", "12"),
    ("Killing 2 in three raids, the group moved on.", "2"),
    ("A bomb killed 12 people a day after the vote.", "12"),
    ("The police could not say more, but 12 people died.", "12"),
    ("Two days after the quake 12 people were found dead.", "12"),
    ("The quake killed 1’234 people.", "1’234"),
    ("The attack killed 4 people and destroyed 300.", "4"),
    ("The toll, first given as 12, is 9.", "9"),
    ("Two relatives of the families were killed.", "Two"),
    ("12 out of 30 passengers died.", "12"),
    ("That report was wrong: 105 people died.", "105"),
    ("The case shocked all: 12 people died.", "12"),
]


@pytest.mark.parametrize(("text", "figure"), KEPT)
def test_words_that_only_look_alike_take_no_toll_away(text: str, figure: str) -> None:
    assert told(text) == [("killed", "all", figure)]


def test_a_day_that_brings_the_total_to_its_number_is_no_total() -> None:
    text = "37 people were killed in the past 24 hours, bringing the total to 41,206."

    assert told(text) == [("killed", "all", "41,206")]


@pytest.mark.parametrize(
    "text", ["25 wounded, 8 critically.", "25 were hurt, 8 of them seriously."]
)
def test_those_told_by_how_badly_they_are_hurt_are_a_part(text: str) -> None:
    whole, part = extract(text)

    assert (whole.figure, whole.scope) == ("25", "")
    assert (part.figure, part.scope) == ("8", "of 25")


def test_none_of_them_seriously_is_no_number_of_hurt() -> None:
    assert told("Nine people were hurt, none of them seriously.") == [("injured", "all", "Nine")]


def test_a_share_in_per_cent_is_nobody_who_says_something() -> None:
    (draft,) = extract("Some 50 per cent of the 30 injured were soldiers.")

    assert draft.attributed_to is None


def test_who_claims_an_attack_gives_no_figure_of_it() -> None:
    (draft,) = extract("The group claimed responsibility for the attack, which killed 12.")

    assert draft.attributed_to is None


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Twelve people were killed or are missing.", ["killed_or_missing"]),
        ("Twelve people were killed or badly injured.", ["casualties"]),
        ("Nine fighters were killed or captured.", []),
        ("Twelve people were killed or wounded.", ["casualties"]),
    ],
)
def test_what_else_may_have_befallen_them_is_in_the_metric(text: str, metric: list[str]) -> None:
    assert [one.metric for one in extract(text)] == metric


def test_peoples_and_trades_that_would_be_one_count_are_told_apart() -> None:
    texts = (
        "Nine Turks and 12 Germans were killed.",
        "Four paramedics and a doctor were killed.",
        "A teacher and 2 of her pupils were killed.",
        "A police officer and five gang members were shot dead.",
        "The dead include two Britons, three Germans and a Dane.",
    )

    assert [[one.scope for one in extract(text)] for text in texts] == [
        ["Turks", "Germans"], ["paramedics", "a doctor"], ["A teacher", ""], ["", "gang members"],
        ["Britons", "Germans", "a Dane"],
    ]  # fmt: skip


def test_some_of_them_are_a_part_though_a_verb_follows() -> None:
    drafts = extract("Six journalists, five of them from Al Jazeera, were killed.")
    others = extract("Eight people, four from one family, died.")

    assert [one.scope for one in drafts] == ["", "of Six"]
    assert [one.scope for one in others] == ["", "of Eight"]


def test_missing_people_who_were_found_are_no_part_of_the_missing() -> None:
    drafts = extract("18 people were missing, but two of them had been found safe at home.")

    assert [(one.metric, one.figure) for one in drafts] == [("missing", "18")]


def test_who_was_killed_elsewhere_is_not_lost_behind_those_on_board() -> None:
    drafts = extract("It killed 241 of the 242 people on board and 19 on the ground.")

    assert [(one.figure, one.scope) for one in drafts] == [("241", "board"), ("19", "the ground")]


def test_a_claim_that_another_rejects_is_still_asserted_by_who_makes_it() -> None:
    (draft,) = extract("Mujahid said 12 people died, a claim Pakistan rejected.")

    assert draft.act == "assert"


NAMED = [
    ("The Campaign to Stop the War said 12 people died.", "The Campaign to Stop the War"),
    ("A source close to the army told Reuters 12 people died.", "A source close to the army"),
    ("According to figures compiled by AFP, 12 people died.", "AFP"),
    ("On Friday state TV reported 12 dead.", "state TV"),
    ("12 people died, according to Save the Children.", "Save the Children"),
    ("Mujahid said 12 people died, a claim Pakistan rejected.", "Mujahid"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_is_neither_cut_nor_taken_from_somebody_else(text: str, name: str) -> None:
    (draft,) = extract(text)

    assert draft.attributed_to == name


QUOTED = [
    ("A doctor, quoted by the Courier, said 12 people had died.", "A doctor", "the Courier"),
    ("12 people died, a doctor quoted by Reuters said.", "a doctor", "Reuters"),
    ("Officials quoted by Interfax said 12 people had died.", "Officials", "Interfax"),
    ("A rebel spokesman, quoted by SANA, put the dead at 12.", "A rebel spokesman", "SANA"),
    ("Figures quoted by the BBC say 12 people died.", "the BBC", None),
    ("The toll, quoted by Reuters, is 12.", "Reuters", None),
]


@pytest.mark.parametrize(("text", "name", "outlet"), QUOTED)
def test_who_is_quoted_gives_the_figure_and_the_outlet_carries_it(
    text: str, name: str, outlet: str | None
) -> None:
    (draft,) = extract(text)

    assert draft.attributed_to == name
    assert outlet is None or draft.via == outlet


def test_who_speaks_before_a_while_does_not_give_the_figure_after_it() -> None:
    drafts = extract("The governor spoke of 9 dead, while the police count is 12.")

    assert [(one.figure, one.attributed_to) for one in drafts] == [
        ("9", "The governor"), ("12", None),
    ]  # fmt: skip


def test_the_toll_against_which_a_figure_is_set_is_not_of_its_source() -> None:
    (draft,) = extract("The opposition claims 120 people died, against an official toll of 9.")

    assert (draft.figure, draft.attributed_to) == ("120", "The opposition")


POPULATIONS = [
    ("Two minor injuries were reported.", "all"),
    ("The number of injured children rose to 40.", "children"),
    ("The civilian death toll rose to 40.", "civilians"),
    ("Civilian deaths: 40", "civilians"),
    ("The toll among soldiers rose to 40.", "security_forces"),
    ("The police toll rose to 40.", "all"),
]


@pytest.mark.parametrize(("text", "population"), POPULATIONS)
def test_a_toll_is_of_those_whom_its_own_words_name(text: str, population: str) -> None:
    assert [one.population for one in extract(text)] == [population]


def test_a_part_of_the_hurt_is_of_those_that_the_verb_names() -> None:
    drafts = extract("Nineteen of the 40 injured were children.")

    assert [(one.figure, one.population) for one in drafts] == [
        ("Nineteen", "children"), ("40", "all"),
    ]  # fmt: skip


def test_labels_without_colons_are_each_of_the_number_after_them() -> None:
    assert told("Dead 12, injured 30, missing 4") == [
        ("killed", "all", "12"), ("injured", "all", "30"), ("missing", "all", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["The army killed 120 and rebels 80.", "The army killed 120 people, the rebels 80."],
)
def test_who_killed_so_many_is_not_who_says_so(text: str) -> None:
    _, other = extract(text)

    assert (other.figure, other.attributed_to) == ("80", None)
    assert "rebels" in other.scope


def test_what_killed_them_tells_two_figures_apart() -> None:
    drafts = extract("120 people were killed by bombs, 80 by bullets.")

    assert [one.scope for one in drafts] == ["bombs", "bullets"]


def test_nobody_among_so_many_is_nobody() -> None:
    (draft,) = extract("No one among the 120 died.")

    assert (draft.low, draft.high) == (0, 0)


def test_what_may_be_the_number_as_well_is_no_second_figure() -> None:
    (draft,) = extract("He killed at least three people, possibly as many as six.")

    assert draft.figure == "at least three"


def test_how_many_more_than_before_is_no_figure() -> None:
    drafts = extract("The toll is 57 dead and 180 injured, 13 more dead than first reported.")

    assert [one.figure for one in drafts] == ["57", "180"]
