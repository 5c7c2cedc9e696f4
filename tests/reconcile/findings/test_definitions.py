"""Who is counted: attackers in or out, and a source's own words."""

import pytest

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.model import Act, Population, Reason
from tracker.reconcile import FindingKind

CHANGE, FALL = FindingKind.DEFINITION_CHANGE, FindingKind.DECREASE_UNEXPLAINED


def test_a_toll_of_victims_just_below_one_of_everybody_is_told() -> None:
    # Las Vegas: 59 with the gunman on 3 October, 58 without him on the 5th.
    everybody = a_claim(1, "klas", low=59, said="2017-10-03")
    coroner = a_claim(2, "coroner", low=58, said="2017-10-05", population=Population.VICTIMS)
    (told,) = found(CHANGE, everybody, coroner)
    assert told.claims == ("c2", "c1")
    assert "1 fewer may be the attackers left out, not a fall" in told.message


def test_victims_as_many_as_everybody_far_fewer_or_earlier_are_not() -> None:
    everybody = a_claim(1, "klas", low=59, said="2017-10-03")
    for number, said in ((59, "2017-10-05"), (30, "2017-10-05"), (58, "2017-10-01")):
        other = a_claim(2, "coroner", low=number, said=said, population=Population.VICTIMS)
        assert not found(CHANGE, everybody, other)


def test_a_withdrawn_toll_of_everybody_is_followed_by_nothing() -> None:
    withdrawn = a_claim(1, "klas", low=60, said="2017-10-03")
    act = an_act(Act.RETRACT, ("c1",), seq=2, source="klas", said="2017-10-04")
    coroner = a_claim(3, "coroner", low=55, said="2017-10-05", population=Population.VICTIMS)
    assert found(CHANGE, withdrawn, coroner)
    assert not found(CHANGE, withdrawn, act, coroner)


def test_victims_and_everybody_told_at_one_instant_are_two_counts() -> None:
    said = "2017-10-05T10:00+00:00"
    victims = a_claim(2, "klas", low=40, said=said, population=Population.VICTIMS)
    assert not found(CHANGE, a_claim(1, "klas", low=50, said=said), victims)


def test_victims_fewer_by_another_number_than_that_of_the_attackers_are_not() -> None:
    everybody = a_claim(1, "klas", low=50, said="2017-10-03")
    victims = a_claim(2, "klas", low=40, said="2017-10-05", population=Population.VICTIMS)
    five, ten = (
        a_claim(3, "klas", low=low, said="2017-10-05", population=Population.ATTACKERS)
        for low in (5, 10)
    )
    assert not found(CHANGE, everybody, victims, five)
    assert found(CHANGE, everybody, victims, ten)


def test_a_fall_by_the_number_of_attackers_is_a_change_of_definition() -> None:
    # Paris, had the prosecutor first counted the seven attackers in.
    rows = (
        a_claim(1, "prosecutor", low=136, said="2015-11-14"),
        a_claim(2, "prosecutor", low=129, said="2015-11-15"),
        a_claim(3, "prosecutor", low=7, said="2015-11-14", population=Population.ATTACKERS),
    )
    (told,) = found(CHANGE, *rows)
    assert "7 fewer, which is the number given for the attackers" in told.message
    assert not found(FALL, *rows)


def test_a_fall_by_another_number_stays_unexplained() -> None:
    rows = (
        a_claim(1, "prosecutor", low=132, said="2015-11-14"),
        a_claim(2, "prosecutor", low=129, said="2015-11-15"),
        a_claim(3, "prosecutor", low=7, said="2015-11-14", population=Population.ATTACKERS),
    )
    assert not found(CHANGE, *rows)
    assert found(FALL, *rows)


def test_a_source_that_says_it_counts_otherwise_is_believed() -> None:
    row = a_claim(1, reason=Reason.DEFINITION_CHANGE.value)
    (told,) = found(CHANGE, row)
    assert (
        told.message == "Hospital: 40 (2016-07-27) counts otherwise than before, by its own reason"
    )
    assert not found(CHANGE, a_claim(1, reason=Reason.NEW_DEATHS.value))


@pytest.mark.parametrize(
    "words",
    [
        "change of definition: attackers out",
        "definition_change: attackers left out",
        "Definition changed",
    ],
)
def test_words_that_mean_another_definition_are_believed_too(words: str) -> None:
    rows = a_claim(1, low=60, said="2020-01-01"), a_claim(2, low=55, reason=words)
    (told,) = found(CHANGE, *rows)
    assert told.claims == ("c2",)
    assert not found(FALL, *rows)
    assert not found(CHANGE, rows[0], a_claim(2, low=55, reason="no change of definition"))


def test_what_is_withdrawn_counts_nothing_otherwise() -> None:
    row = a_claim(1, reason=Reason.DEFINITION_CHANGE.value)
    assert not found(CHANGE, row, an_act(Act.RETRACT, ("c1",)))
