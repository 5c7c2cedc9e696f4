"""The rows of an incident are the numbers of `show` and `history`."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, an_act
from tracker.model import Act, Metric, Snapshot, instant
from tracker.reconcile import dossier, method_named
from tracker.reports.shapes import history_shape, show_shape
from tracker.tables.columns import ESTIMATES, TIMELINES, Column, Row
from tracker.tables.rows import estimate_rows, step_rows


def as_objects(rows: list[Row], columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Claims of three voices in two metrics and two places, and acts on some of them."""
    claims = [
        a_claim(
            seq,
            draw(st.sampled_from("abc")),
            low=draw(st.none() | st.integers(0, 60)),
            said=f"2016-07-{draw(st.integers(1, 9)):02}",
            metric=draw(st.sampled_from([Metric.KILLED, Metric.INJURED])),
            scope=draw(st.sampled_from(["", "Turkey"])),
        )
        for seq in range(1, draw(st.integers(1, 8)))
    ]
    acts = [
        an_act(
            draw(st.sampled_from([Act.RETRACT, Act.DISPUTE, Act.VOID])),
            (claim.id,),
            seq=50 + claim.seq,
            said="2016-07-05",
        )
        for claim in claims
        if draw(st.integers(0, 4)) == 0
    ]
    as_of = draw(st.none() | st.just("2016-07-05"))
    return a_snapshot(*claims, *acts, as_of=as_of)


@settings(max_examples=25)
@given(snapshots(), st.sampled_from(["consensus", "latest", "gtd:window_hours=48", "range"]))
def test_rows_say_what_show_and_history_say(snapshot: Snapshot, method: str) -> None:
    named, known = method_named(method), dossier(snapshot, method)
    estimates = as_objects(list(estimate_rows(snapshot, named)), ESTIMATES)
    rows = as_objects(list(step_rows(snapshot, named)), TIMELINES)

    shown = show_shape(known)["estimates"]
    for row, estimate in zip(estimates, shown, strict=True):
        row["claims"] = list(row["claims"])
        assert row.items() <= {**estimate, "incident": "qamishli", "method": method}.items()
    steps = [
        {**step, "incident": "qamishli", "method": method, **dict(zip(COUNT, count, strict=True))}
        for count in (picture.count for picture in known.pictures)
        for step in history_shape(known, count)["steps"]
    ]
    for row, step in zip(rows, steps, strict=True):
        row["at"] = instant(row["at"])
        assert row.items() <= step.items()


COUNT = ("metric", "population", "scope")


def test_a_count_that_was_withdrawn_has_a_row_without_numbers() -> None:
    snapshot = a_snapshot(a_claim(1), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))

    (row,) = as_objects(list(estimate_rows(snapshot, method_named("latest"))), ESTIMATES)

    assert (row["low"], row["best"], row["high"], row["claims"]) == (None, None, None, ())


def test_claims_that_are_not_public_yet_have_no_row() -> None:
    snapshot = a_snapshot(a_claim(1, said="2016-07-27"), as_of="2016-07-01")

    assert list(estimate_rows(snapshot, method_named("latest"))) == []
    assert list(step_rows(snapshot, method_named("latest"))) == []


@pytest.mark.parametrize("columns", [ESTIMATES, TIMELINES])
def test_a_table_tells_of_each_row_whose_number_it_is_and_by_which_method(
    columns: tuple[Column, ...],
) -> None:
    names = [column.name for column in columns]
    assert names[:5] == ["incident", "metric", "population", "scope", "method"]
