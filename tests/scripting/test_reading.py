"""What scripts ask is seen as of moments that they give as texts, as dates or as times."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.places import PLACES
from tracker import Ledger, NotFoundError, OptionError, add, add_incident, dossier_of, estimate
from tracker import snapshot as snapshot_of

pytestmark = pytest.mark.usefixtures("on_files")

DAMASCUS = timezone(timedelta(hours=3))


@pytest.fixture
def ledger() -> Ledger:
    """An incident whose toll rose at noon by the clocks of the place, and on the next day."""
    made = PLACES.open(":memory:")
    add_incident(made, "qamishli", timezone="Asia/Damascus")
    for dead, at in ((14, "2016-07-27T09:00"), (44, "2016-07-27T12:00"), (57, "2016-07-28T08:00")):
        add(made, "qamishli", source="sohr", killed=dead, published_at=at)
    return made


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (date(2016, 7, 27), "2016-07-27"),
        (datetime(2016, 7, 27, 12, tzinfo=DAMASCUS), "2016-07-27T12:00"),
        (datetime(2016, 7, 27, 8, 59, 59, tzinfo=UTC), "2016-07-27T11:59:59"),
        (datetime(2016, 7, 27, 0, 0, tzinfo=DAMASCUS), "2016-07-27T00:00"),
    ],
)
def test_a_date_or_a_time_means_what_it_means_in_writing(
    ledger: Ledger, given: date, written: str
) -> None:
    seen = snapshot_of(ledger, "qamishli", as_of=given)

    assert seen == snapshot_of(ledger, "qamishli", as_of=written)
    assert snapshot_of(ledger, "qamishli", known_at=date(2100, 1, 1)).known_at_us is not None


def test_a_day_is_meant_to_its_end_and_a_time_to_its_moment(ledger: Ledger) -> None:
    by_day = estimate(ledger, "qamishli", method="latest", as_of=date(2016, 7, 27))
    by_time = estimate(
        ledger, "qamishli", method="latest", as_of=datetime(2016, 7, 27, 11, 59, tzinfo=DAMASCUS)
    )

    assert (by_day.best, by_time.best) == (44, 14)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (datetime(2016, 7, 27, 12), "has no zone"),
        (20160727, "takes a text, a date or a time, not int"),
        (b"2016-07-27", "takes a text, a date or a time, not bytes"),
    ],
)
def test_a_moment_of_which_nobody_can_tell_what_is_meant_is_refused(
    ledger: Ledger, given: Any, told: str
) -> None:
    with pytest.raises(OptionError, match=f"as_of.*{told}"):
        dossier_of(ledger, "qamishli", as_of=given)
    with pytest.raises(OptionError, match=f"known_at.*{told}"):
        estimate(ledger, "qamishli", known_at=given)


def test_a_mistyped_ledger_is_refused_or_told_by_its_emptiness(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no ledger"):
        Ledger.open(tmp_path / "ledgr.db", create=False)
    with (
        Ledger.open(tmp_path / "ledgr.db") as made,
        pytest.raises(NotFoundError, match="has no incident yet: is it the one you mean"),
    ):
        estimate(made, "qamishli")
