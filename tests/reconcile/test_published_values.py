"""What became of each value that a source gave under one name."""

from dataclasses import replace

from tests.builders import a_claim, a_snapshot, an_act, day_us
from tracker.model import Act, RecordedClaim, stamp
from tracker.reconcile import Change, dossier
from tracker.reconcile.published_values import PublishedValue, published_values
from tracker.reconcile.value_changes import value_changes


def values(*rows: RecordedClaim) -> tuple[PublishedValue, ...]:
    return published_values(a_snapshot(*rows))


def test_a_retraction_without_a_target_takes_back_what_it_ends() -> None:
    first, second = values(
        a_claim(1, low=40, said="2016-07-26", ref="26"),
        a_claim(2, low=50, said="2016-07-27", ref="27"),
        an_act(Act.RETRACT, (), seq=3, said="2016-07-28", ref="gone"),
    )
    assert (first.is_withdrawn, second.is_withdrawn) == (False, True)
    assert [one.row.id for one in second.publications] == ["c2", "c3"]


def test_what_was_taken_back_before_it_was_public_is_not_given() -> None:
    """A figure of July, public when the month is over, was withdrawn in the middle of it."""
    rows = (
        a_claim(1, low=40, said="2016-07", published=None, ref="July"),
        an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-15"),
    )
    (value,) = values(*rows)

    assert value.is_withdrawn
    assert {one.at_us for one in value.publications} == {day_us("2016-07-31")}
    assert dossier(a_snapshot(*rows)).states["c1"].value == "withdrawn"


def test_one_retraction_of_two_words_takes_the_value_back_once() -> None:
    (value,) = values(
        a_claim(1, low=40, said="2016-07-27", ref="27"),
        a_claim(2, low=41, said="2016-07-27", published="2016-07-28", ref="27"),
        an_act(Act.RETRACT, ("c1", "c2"), seq=3, said="2016-07-29"),
    )
    assert [one.row.id for one in value.publications] == ["c1", "c2", "c3"]


def test_what_is_withdrawn_is_not_withdrawn_again() -> None:
    """The ministry takes the value back, and the hospital itself the day after."""
    (value,) = values(
        a_claim(1, low=40, said="2016-07-27", ref="27"),
        an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-28", source="ministry"),
        an_act(Act.RETRACT, ("c1",), seq=3, said="2016-07-29"),
    )
    assert [one.row.id for one in value.publications] == ["c1", "c2"]


def test_a_count_in_place_of_a_ceiling_lowers_nothing() -> None:
    (value,) = values(
        a_claim(1, low=None, high=50, said="2016-07-27", ref="27"),
        a_claim(2, low=30, said="2016-07-27", published="2016-07-28", ref="27"),
    )
    assert [one.change for one in value.restatements()] == [Change.NARROWED]


def test_a_time_that_is_written_otherwise_restates_nothing() -> None:
    rows = (
        a_claim(1, low=40, said="2016-07-27T10:00+00:00", published="2016-07-28", ref="27"),
        a_claim(2, low=40, said="2016-07-27T12:00:00+02:00", published="2016-07-29", ref="27"),
    )
    (value,) = values(*rows)
    early = replace(a_snapshot(*rows), as_of_us=stamp("2016-07-28").ends_us("UTC"))

    assert list(value.restatements()) == []
    assert list(value_changes(early, a_snapshot(*rows))) == []
