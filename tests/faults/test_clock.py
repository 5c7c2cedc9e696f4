"""Clocks that are set back, and nights with an hour that comes twice."""

import time
from collections.abc import Iterator

import pytest

from tests.faults.conftest import Told
from tests.ledger.builders import INCIDENT, a_claim, a_ledger, record
from tracker import clock
from tracker.ledger import Ledger
from tracker.model import stamp

HOUR_US = 3_600_000_000
FIRST_0230 = stamp("2026-10-25T02:30+02:00").begins_us("UTC")
"""Half past two in Berlin on the night the clocks go back, for the first time."""


@pytest.fixture(params=["UTC", "Europe/Berlin", "America/St_Johns"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone of the machine, which must mean nothing."""
    monkeypatch.setenv("TZ", request.param)
    if hasattr(time, "tzset"):
        time.tzset()
    yield request.param
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def recorded(monkeypatch: pytest.MonkeyPatch, *moments: int) -> Ledger:
    """A ledger with a claim recorded at each of those readings of the clock, 1, 2, 3 …"""
    monkeypatch.setattr(clock, "now_us", lambda: moments[0] - HOUR_US)
    ledger = a_ledger()
    for number, us in enumerate(moments, 1):
        monkeypatch.setattr(clock, "now_us", lambda us=us: us)
        record(ledger, a_claim(number))
    return ledger


def known(ledger: Ledger, at_us: int) -> list[int | None]:
    claims = ledger.snapshot(INCIDENT.slug, known_at_us=at_us).claims
    return [claim.figure.low for claim in claims]


def test_the_hour_that_comes_twice_is_two_hours(
    zone: str, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    second = stamp("2026-10-25T02:30+01:00").begins_us("UTC")
    assert second == FIRST_0230 + HOUR_US
    ledger = recorded(monkeypatch, FIRST_0230, second)

    assert known(ledger, FIRST_0230) == [1]
    assert known(ledger, second - 1) == [1]
    assert known(ledger, second) == [1, 2]
    assert ledger.verify().problems == ()
    ledger.close()
    told(f"the hour that comes twice, on a machine in {zone}: kept apart, 0 lost")


def test_an_hour_set_back_neither_reorders_nor_hides_what_is_recorded(
    zone: str, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    ledger = recorded(monkeypatch, FIRST_0230, FIRST_0230 - HOUR_US, FIRST_0230 + 10)

    claims = ledger.snapshot(INCIDENT.slug).claims
    moments = [claim.recorded_us for claim in claims]
    assert moments == [FIRST_0230, FIRST_0230 + 1, FIRST_0230 + 10]
    assert known(ledger, FIRST_0230) == [1]
    assert known(ledger, FIRST_0230 + 1) == [1, 2]
    assert ledger.verify().problems == ()
    ledger.close()
    told(f"a clock set back an hour, on a machine in {zone}: order kept, 0 hidden")
