"""Dates that lie after the ledger took the claim."""

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.model import Act, stamp
from tracker.reconcile import FindingKind

FUTURE = FindingKind.FUTURE_DATE
RECORDED_US = stamp("2016-07-28T09:00+00:00").begins_us("UTC")


def test_a_claim_dated_after_its_recording_is_told() -> None:
    # A day and a month mixed up: 07/08 read as 7 August.
    (told,) = found(FUTURE, a_claim(1, said="2016-08-07", recorded_us=RECORDED_US))
    assert told.message == (
        "40 by Hospital is dated 2016-08-07, but was recorded before, at 2016-07-28T09:00:00Z; "
        "by its dates it is public only from 2016-08-08T00:00:00Z on"
    )


def test_of_what_was_public_when_it_was_recorded_no_later_moment_is_told() -> None:
    row = a_claim(1, said="2016-08-07", published="2016-07-27", recorded_us=RECORDED_US)
    (told,) = found(FUTURE, row)
    assert told.message.endswith("recorded before, at 2016-07-28T09:00:00Z")


def test_a_publication_or_an_act_dated_after_it_is_told_too() -> None:
    late = a_claim(1, said="2016-07-27", published="2017-07-27", recorded_us=RECORDED_US)
    act = an_act(Act.RETRACT, ("c2",), said="2017-07-28", recorded_us=RECORDED_US)
    assert found(FUTURE, late)
    assert [one.claims for one in found(FUTURE, a_claim(2, recorded_us=RECORDED_US), act)] == [
        ("c9",)
    ]


def test_the_day_of_recording_is_not_the_future() -> None:
    # The day has begun, though it is not over.
    assert not found(FUTURE, a_claim(1, said="2016-07-28", recorded_us=RECORDED_US))
    assert not found(FUTURE, a_claim(1, said="2016-07", recorded_us=RECORDED_US))
    assert not found(FUTURE, a_claim(1, said="", published=None, recorded_us=RECORDED_US))


def test_a_naive_time_is_read_in_the_incidents_zone() -> None:
    row = a_claim(1, said="2016-07-28T11:00", recorded_us=RECORDED_US)
    assert found(FUTURE, row, timezone="UTC")
    assert not found(FUTURE, row, timezone="Asia/Damascus")
