"""Sentences as papers write them, and what is drafted of each."""

from datetime import date

import pytest

from tracker.extract import Draft, extract


def told(text: str) -> list[tuple[str, str, str]]:
    """Metric, population and wording of each draft."""
    return [(one.metric, one.population, one.figure) for one in extract(text)]


def only(text: str) -> Draft:
    (draft,) = extract(text)
    return draft


COUNTED = [
    ("Blast kills 12 in Velmar", [("killed", "all", "12")]),
    ("44 confirmed dead", [("killed", "all", "44")]),
    ("The shelling left dozens dead.", [("killed", "all", "dozens")]),
    ("The storm claimed the lives of 33 people.", [("killed", "all", "33")]),
    ("The storm claimed at least nine lives.", [("killed", "all", "at least nine")]),
    ("Rescuers have recovered 28 bodies.", [("killed", "all", "28")]),
    ("Twenty-two people suffered gunshot wounds.", [("injured", "all", "Twenty-two")]),
    ("More than 40 were taken to hospital.", [("injured", "all", "More than 40")]),
    ("Two policemen were wounded.", [("injured", "security_forces", "Two")]),
    ("Four of the attackers were killed.", [("killed", "attackers", "Four")]),
    ("Up to 30 wounded tourists were flown home.", [("injured", "foreign_nationals", "Up to 30")]),
    ("Three dozen were killed or wounded.", [("casualties", "all", "Three dozen")]),
    ("Nobody was killed.", [("killed", "all", "Nobody")]),
    ("A soldier was killed.", [("killed", "security_forces", "A soldier")]),
    ("The death toll rose to 50.", [("killed", "all", "50")]),
    ("Hundreds are feared dead.", [("killed", "all", "Hundreds")]),
    ("The clinic was hit, killing six women.", [("killed", "women", "six")]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_the_words_around_a_number_say_what_is_counted(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(text) == expected


LEFT_ALONE = [
    ("an age", "Nadia Orsel, 61, walked to the morgue where the dead lay."),
    ("ages of the dead", "The oldest of those killed was 101."),
    ("a date", "The attack of 7 September killed nobody's hope."),
    ("a clock", "At 04:52 the bomb went off near the wounded."),
    ("a distance", "The wounded were carried 12 kilometres."),
    ("money", "The families of those killed were given $2.6 million."),
    ("a crowd", "Some 40,000 people marched for the dead."),
    ("an increment", "Three more people died overnight."),
    ("a projection", "As many as 9,000 people could be killed."),
    ("a warning", "Hospitals were told to prepare for 500 wounded."),
    ("another event", "In 1998 a fire at the plant killed 16 people."),
    ("arrests", "Police arrested 84 people after the killing."),
    ("rescues", "Fourteen of the missing were found alive."),
    ("animals", "The floods killed 1,100 cattle."),
    ("a drill", "In the drill 60 cadets were wounded."),
    ("a film", "In the film 30 people drown."),
    ("a share", "62 percent of the wounded were treated."),
    ("a question", "Nobody knows how many were killed."),
    ("an earlier toll", "The ministry spoke again, revising an earlier toll of 12."),
    ("a former count", "The hospital's first count was 27 dead."),
    ("an earlier statement", "An earlier navy statement had spoken of 28 deaths."),
    ("what had been said", "An aid group had earlier put the number of dead at 70."),
    ("what was said at first", "State media initially reported 15 dead."),
    ("what had been said earlier", "Earlier, police had put the number of dead at 39."),
    ("a sum of years", "Since 2014 more than 4,000 people have been killed."),
    ("a sum since a year", "More than 4,000 people have been killed in the province since 2014."),
    ("an event with its year", "A similar attack in 2015 killed 31 people."),
    ("an event with month and year", "A bomb on a convoy in March 2019 killed nine soldiers."),
    ("a year before its event", "The 1999 quake killed more than 17,000 people."),
    ("the previous attack", "In the previous attack, 11 soldiers were killed and 30 wounded."),
    ("another attack", "It came a week after another drone strike killed 13 wedding guests."),
    ("the last flood", "The last major flood in the delta killed nearly 2,000."),
    ("last year", "A bomb at the same market killed 22 people last year."),
    ("last year's attack", "He also carried out last year's mosque attack, which killed five."),
    ("last week", "Last week, gunmen killed 12 farmers in Dorvan."),
    ("a month that opens", "In April, a bomb in a bazaar killed 31 people."),
    ("hurt who died", "Three of the wounded later died of their injuries."),
    ("hurt who have died", "Five of the injured have since succumbed to their wounds."),
    ("wounded people who died", "Three wounded people died in hospital."),
    ("hurt who are named and died", "Two of the injured, a boy and his aunt, died in hospital."),
    ("missing who were found", "Six of the missing were found dead."),
    ("those who died of the hurt", "Of the injured, seven later died in hospital."),
    ("an age with hyphens", "Among the dead was a 9-year-old girl."),
]


@pytest.mark.parametrize(("what", "text"), LEFT_ALONE, ids=[one for one, _ in LEFT_ALONE])
def test_numbers_that_are_no_toll_are_left_alone(what: str, text: str) -> None:
    assert what
    assert told(text) == []


def test_of_an_update_only_the_new_figure_is_drafted() -> None:
    assert told("Fatalities went up to 38 from 31.") == [("killed", "all", "38")]
    assert told("The toll was cut to 49 from 57.") == [("killed", "all", "49")]
    assert told("105 people died, not 131.") == [("killed", "all", "105")]


def test_what_brings_a_toll_to_its_number_is_not_a_toll_itself() -> None:
    text = "Rescuers pulled 11 bodies from the school, bringing the death toll to 236."

    assert told(text) == [("killed", "all", "236")]


def test_killed_and_injured_in_one_clause_are_told_apart() -> None:
    text = "A bomb killed at least 18 people and wounded 47."

    assert told(text) == [("killed", "all", "at least 18"), ("injured", "all", "47")]


def test_a_breakdown_gives_the_whole_and_its_parts() -> None:
    text = "The toll stands at 57, among them 11 women and 8 children."

    assert told(text) == [
        ("killed", "all", "57"), ("killed", "women", "11"), ("killed", "children", "8"),
    ]  # fmt: skip


def test_a_part_without_a_group_of_its_own_says_of_what_it_is_a_part() -> None:
    _, part = extract("Coroners hold 63 bodies, four of them still without a name.")

    assert (part.figure, part.scope) == ("four", "of 63")


def test_figures_of_several_places_carry_the_place() -> None:
    drafts = extract("5 killed at the bus park, 12 at the fish hall and at least 3 at the gate.")

    assert [(one.figure, one.scope) for one in drafts] == [
        ("5", "the bus park"), ("12", "the fish hall"), ("at least 3", "the gate"),
    ]  # fmt: skip


def test_people_still_in_hospital_are_a_level_and_no_toll() -> None:
    assert only("Nearly 70 people remain in hospital.").mode == "stock"


def test_a_figure_may_stand_in_the_next_sentence() -> None:
    drafts = extract("Hospital sources say 90 dead. Police spokesman Rufo Adane says 76.")

    assert [(one.figure, one.attributed_to) for one in drafts] == [
        ("90", "Hospital sources"), ("76", "Rufo Adane"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll in last month's quake has reached 900.", ["900"]),
        ("The 2015 quake killed 9,000, but Friday's left 27 dead.", ["27"]),
        ("Bigger than the quake that killed 9,000 in 2015, Friday's shock left 27 dead.", ["27"]),
        ("A day after another attack killed 5, a bomb killed 12 in Karwan.", ["12"]),
        ("The death toll, which stood at 150 on Monday, was revised to 163.", ["163"]),
        ("The first blast killed 4 people.", ["4"]),
        ("The bomb killed 12 in the worst attack since 2014.", ["12"]),
        ("2015 killed, 300 wounded in quake", ["2015", "300"]),
        ("Seven of the wounded are in critical condition.", ["Seven"]),
        ("Thirty were wounded in a blast in which the owner died.", ["Thirty"]),
    ],
)
def test_a_figure_beside_one_that_does_not_count_is_still_drafted(
    text: str, expected: list[str]
) -> None:
    assert [one.figure for one in extract(text)] == expected


def test_whoever_gives_a_figure_is_not_one_of_those_counted() -> None:
    text = "A bomb went off, killing 32 people and wounding more than 80, an official said."

    assert told(text) == [("killed", "all", "32"), ("injured", "all", "more than 80")]


HEADED = [
    "Dozens feared dead in blast\nKARWAN, 12 March – Nine people died, the mayor said.",
    "Dozens feared dead\nThe health ministry said on Monday that nine people had died.",
    "Dozens feared dead\n\nNine people died, the mayor said.",
]


@pytest.mark.parametrize("text", HEADED)
def test_the_figure_of_a_headline_is_the_outlets_own(text: str) -> None:
    head, body = extract(text)

    assert (head.figure, head.attributed_to) == ("Dozens", None)
    assert body.attributed_to in ("the mayor", "The health ministry")


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed near the village of Tal\nHamis on Friday, the mayor said.",
        "Nine people were killed in\nKARWAN, the mayor said.",
        "Nine people were killed,\nKarwan's mayor said on Friday to a crowd of journalists there.",
    ],
)
def test_a_line_that_is_only_wrapped_is_no_headline(text: str) -> None:
    assert only(text).attributed_to is not None


SAID = [
    ("Nine died, police said.", "police", None),
    ("The mayor said nine had died.", "The mayor", None),
    ("According to the prefecture, nine people died.", "the prefecture", None),
    ("Nine died, said Colonel Ahmed Wari, who commands there.", "Ahmed Wari", None),
    ("Judge Wenna Koss wrote that nine had died.", "Wenna Koss", None),
    ("Nine died, a doctor told Radio Tarkmuir.", "a doctor", "Radio Tarkmuir"),
    ("Nine died, a doctor told Reuters by telephone.", "a doctor", "Reuters"),
    ("Nine died, Dr Imran Shah, head of the Civil Hospital, said.", "Imran Shah", None),
    ("Nine died, a doctor told AFP in a statement on Monday.", "a doctor", "AFP"),
    ("Nine died, a medic told Al Jazeera late on Tuesday.", "a medic", "Al Jazeera"),
    ("Nine died, a medic told the BBC from the scene.", "a medic", "the BBC"),
    ("Nine died, a guide told Voice of America via WhatsApp.", "a guide", "Voice of America"),
    ("Nine died, two guards and a nurse said on Monday.", "two guards and a nurse", None),
    (
        "Nine died, Dr. Hala Munir of Al-Rahma hospital said.",
        "Hala Munir of Al-Rahma hospital",
        None,
    ),
    ("Nine died, according to a revised count by the mayor.", "the mayor", None),
    ("Canal Velmara, quoting the ministry, spoke of 52 deaths.", "the ministry", "Canal Velmara"),
    ("State TV said nine died, citing the governor.", "the governor", "State TV"),
    ("The ministry's death toll is 29.", "The ministry", None),
    ("Rail crash: 22 dead - police", "police", None),
    ('"Nine dead," the colonel said.', "the colonel", None),
    ("Nine people died.", None, None),
]


@pytest.mark.parametrize(("text", "source", "outlet"), SAID)
def test_who_gives_a_figure_and_through_which_outlet(
    text: str, source: str | None, outlet: str | None
) -> None:
    draft = only(text)

    assert (draft.attributed_to, draft.via) == (source, outlet)


def test_two_who_differ_are_each_given_their_own() -> None:
    drafts = extract("Police put the dead at 22, while residents said 35 had been killed.")

    assert [(one.figure, one.attributed_to) for one in drafts] == [
        ("22", "Police"), ("35", "residents"),
    ]  # fmt: skip


def test_a_quotation_is_given_to_whoever_a_later_sentence_names() -> None:
    assert only('"Officially sixteen dead. I would say double," a nurse said.').attributed_to == (
        "a nurse"
    )


def test_a_denial_is_a_dispute() -> None:
    draft = only("Asayish denied that 100 people had been killed.")

    assert (draft.act, draft.attributed_to, draft.figure) == ("dispute", "Asayish", "100")


def test_whoever_denies_one_thing_may_say_another() -> None:
    draft = only("The army denied the raid and said that nine gunmen had been killed.")

    assert (draft.act, draft.figure) == ("assert", "nine")


WIDTHS = [
    ("Between 60 and 80 people died.", 60, 80),
    ("At least 16 but no more than 22 people died.", 16, 22),
    ("Nearly 900 were hurt.", None, 900),
    ("In excess of 4,000 were hurt.", 4001, None),
    ("4 215 people have died.", 4215, 4215),
    ("3k people have died.", 3000, 3000),
    ("No deaths were reported.", 0, None),
    ("Several people were hurt.", None, None),
]


@pytest.mark.parametrize(("text", "low", "high"), WIDTHS)
def test_a_figure_commits_to_what_its_words_say(
    text: str, low: int | None, high: int | None
) -> None:
    draft = only(text)

    assert (draft.low, draft.high) == (low, high)


DAYS = [
    ("Nine died, police said on 28 July 2016.", None, "2016-07-28"),
    ("Nine died, police said on 28 July.", None, None),
    ("Nine died, police said on 28 July.", date(2016, 8, 5), "2016-07-28"),
    ("Nine died, police said on 28 December.", date(2017, 1, 5), "2016-12-28"),
    ("Nine died, police said on Wednesday.", date(2016, 7, 28), "2016-07-27"),
    ("Nine died, police said on Wednesday.", None, None),
    ("Nine died on Wednesday, police said.", date(2016, 7, 28), None),
    ("Nine died, police said on 31 February 2016.", None, None),
]


@pytest.mark.parametrize(("text", "published", "day"), DAYS)
def test_the_day_on_which_it_was_said_is_taken_and_never_that_of_the_deaths(
    text: str, published: date | None, day: str | None
) -> None:
    (draft,) = extract(text, published=published)

    assert draft.said_on == day


def test_a_sentence_with_too_many_numbers_is_a_table_and_gives_nothing() -> None:
    assert told("; ".join(f"{number} killed" for number in range(3, 40))) == []


def test_markdown_signs_are_passed_over() -> None:
    draft = only("**Police** said that **12** people were _killed_.")

    assert (draft.figure, draft.metric) == ("12", "killed")


def test_he_and_it_stand_for_whoever_spoke_last() -> None:
    drafts = extract("The ministry says 250 died. It says the number of injured stands at 365.")

    assert [one.attributed_to for one in drafts] == ["The ministry", "The ministry"]


def test_who_is_named_stays_though_a_quotation_is_never_closed() -> None:
    drafts = extract(
        'Mayor Ali Haddad said 12 people were hurt. "At least 30 people were killed, he said. '
        '"Beds are short," the health ministry said.'
    )

    assert [one.attributed_to for one in drafts] == ["Ali Haddad", "Ali Haddad"]


def test_he_is_nobody_where_nobody_has_spoken() -> None:
    assert only("He said nine people had died.").attributed_to is None


NEXT_SENTENCE = [
    ("Fifty-seven people were killed. Eleven of them were women.", ("killed", "women", "Eleven")),
    ("At least 57 people were killed. They include 8 children.", ("killed", "children", "8")),
]


@pytest.mark.parametrize(("text", "part"), NEXT_SENTENCE)
def test_parts_may_stand_in_the_next_sentence(text: str, part: tuple[str, str, str]) -> None:
    assert told(text)[1] == part


def test_some_of_the_dead_are_a_part_of_them() -> None:
    part, whole = extract("The mayor said that 55 of 75 confirmed dead had been identified.")

    assert (part.scope, whole.scope, whole.figure) == ("of 75", "", "75")


def test_a_year_with_which_this_event_is_compared_makes_it_no_other() -> None:
    assert told("The attack, the deadliest since 2015, killed 24.") == [("killed", "all", "24")]
