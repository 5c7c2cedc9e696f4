"""stale_repeat within one voice, against the plain words of its definition."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.model import Act
from tracker.reconcile import FindingKind

FIRST = date(2016, 7, 1)
DAYS = st.integers(0, 12)


def day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


@given(st.lists(st.tuples(DAYS, DAYS, st.integers(41, 44)), max_size=9))
def test_each_number_printed_a_day_after_a_surely_newer_one_is_told(
    given_claims: list[tuple[int, int, int]],
) -> None:
    """A claim is (day said, days until printed, number), all by one hospital."""
    rows = [
        (said, said + later, seq, low) for seq, (said, later, low) in enumerate(given_claims, 1)
    ]
    expected = []
    for said, printed, seq, low in sorted(rows):
        newer = [row for row in sorted(rows) if row[0] > said and row[3] != low]
        first = min(newer, key=lambda row: row[1], default=None)
        if first is not None and first[1] + 1 <= printed:
            expected.append((f"c{seq}", f"c{first[2]}"))

    told = found(
        FindingKind.STALE_REPEAT,
        *(
            a_claim(seq, low=low, said=day(said), published=day(printed))
            for said, printed, seq, low in rows
        ),
    )

    assert [one.claims for one in told] == expected


def test_what_is_given_again_after_a_newer_number_was_taken_back_is_not_stale() -> None:
    rows = (
        a_claim(1, low=50, said=day(1)),
        a_claim(2, low=57, said=day(2)),
        a_claim(3, low=50, said=day(1), published=day(4)),
    )
    assert [one.claims for one in found(FindingKind.STALE_REPEAT, *rows)] == [("c3", "c2")]
    withdrawn = an_act(Act.RETRACT, ("c2",), said=day(3))
    assert not found(FindingKind.STALE_REPEAT, *rows, withdrawn)
