"""What changed between two views, and because of which rows."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act, day_us
from tests.reconcile.test_why import histories
from tracker.model import Act, Kind, RecordedClaim, Reliability, Snapshot
from tracker.reconcile import Difference, Grade, difference, difference_between
from tracker.reconcile.difference import CountDifference


def between(first: str, second: str, *claims: RecordedClaim, **known: Any) -> CountDifference:
    """The one count that differs between the ends of two days."""
    method = known.pop("method", "latest")
    (change,) = difference(
        a_snapshot(*claims, **known), day_us(first), day_us(second), method
    ).changes
    return change


def known(*claims: RecordedClaim, **more: Any) -> Snapshot:
    return a_snapshot(*claims, **more)


def because(change: CountDifference) -> list[tuple[str, str]]:
    return [(one.claim.id, one.change.value) for one in change.because]


def gone(change: CountDifference) -> list[tuple[str, str, str | None]]:
    return [(one.claim.id, one.how.value, one.by.id if one.by else None) for one in change.gone]


class TestWhatBecamePublic:
    def test_a_newer_claim_is_the_cause_and_what_it_superseded_is_gone(self) -> None:
        change = between(
            "2016-07-27", "2016-07-28", a_claim(1, low=40), a_claim(2, low=57, said="2016-07-28")
        )
        assert because(change) == [("c2", "raised")]
        assert gone(change) == [("c1", "superseded", "c2")]

    @pytest.mark.parametrize(
        ("before", "after", "did"),
        [
            ((30, 40), (35, 35), "narrowed"),
            # A count after a ceiling is no fall.
            ((None, 50), (30, 30), "narrowed"),
            ((None, None), (45, 45), "first"),
        ],
    )
    def test_what_a_claim_did_is_said_as_in_its_voices_series(
        self, before: tuple[int | None, int | None], after: tuple[int, int], did: str
    ) -> None:
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, low=before[0], high=before[1]),
            a_claim(2, low=after[0], high=after[1], said="2016-07-28"),
        )
        assert because(change) == [("c2", did)]

    def test_two_figures_of_one_day_are_two_revisions_and_no_number_is_none(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, low=30),
            a_claim(2, low=40, said="2016-07-28"),
            a_claim(3, low=45, said="2016-07-28"),
            a_claim(4, "police", low=None, high=None, said="2016-07-28"),
        )
        assert because(change) == [("c2", "raised"), ("c3", "raised")]

    def test_a_retraction_by_another_body_names_what_it_withdrew(self) -> None:
        """Sri Lanka: the police's 359, then the ministry's 253 that withdraws it."""
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, "police", low=359),
            a_claim(2, "ministry", low=253, said="2016-07-28"),
            an_act(
                Act.RETRACT,
                ("c1",),
                seq=3,
                source="ministry",
                said="2016-07-28",
                reason="duplicate_removed",
            ),
        )
        assert because(change) == [("c2", "first"), ("c3", "withdrawn")]
        assert gone(change) == [("c1", "withdrawn", "c3")]

    def test_a_dispute_alone_is_a_cause(self) -> None:
        change = between(
            "2016-07-28",
            "2016-07-29",
            a_claim(1, "hospital", low=40),
            a_claim(2, "police", low=67, said="2016-07-28"),
            an_act(Act.DISPUTE, ("c2",), seq=3, source="ministry", said="2016-07-29"),
        )
        assert because(change) == [("c3", "disputed")]
        assert gone(change) == []
        turned = {one.claim.id: (one.used_after, one.reason) for one in change.turned}
        assert turned == {"c2": (False, "disputed"), "c1": (True, "older")}

    def test_a_dispute_that_leaves_the_number_is_a_difference(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, "hospital", low=50),
            an_act(Act.DISPUTE, ("c1",), seq=2, source="ministry", said="2016-07-28"),
            method="consensus",
        )
        assert change.before is not None and change.after is not None
        assert change.before.figures == change.after.figures == (50, 50, 50)
        assert change.disputed == (False, True)
        assert change.grades == (Grade.WEAK, Grade.DISCOUNTED)
        assert because(change) == [("c2", "disputed")]

    def test_a_second_voice_that_gives_the_same_number_is_a_difference_of_grade(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, "hospital", low=50),
            a_claim(2, "police", low=50, said="2016-07-28"),
        )
        assert change.grades == (Grade.WEAK, Grade.FAIR)
        assert change.disputed == (False, False)

    def test_camps_that_come_are_a_difference_though_the_number_stays(self) -> None:
        """Mogadishu: 471 stands, and a day later a ministry says "no more than 300"."""
        change = between(
            "2016-07-28",
            "2016-07-29",
            a_claim(1, "hospital", low=471, said="2016-07-28"),
            a_claim(2, "police", low=471, said="2016-07-28"),
            a_claim(3, "civil-defence", low=471, said="2016-07-28"),
            a_claim(4, "ministry", low=None, high=300, said="2016-07-29"),
            method="consensus",
        )
        assert change.before is not None and change.after is not None
        assert change.before.best == change.after.best == 471
        spans = [[(camp.low, camp.high) for camp in camps] for camps in change.camps]
        assert spans == [[], [(300, 300), (471, 471)]]

    def test_a_repetition_by_the_same_voice_is_none(self) -> None:
        rows = a_claim(1, low=50), a_claim(2, low=50, said="2016-07-28")
        days = day_us("2016-07-27"), day_us("2016-07-28")
        assert difference(a_snapshot(*rows), *days, "latest").changes == ()

    def test_a_claim_that_aged_says_by_which_newer_one_and_what_it_weighed(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-31",
            a_claim(1, "hospital", low=60),
            a_claim(2, "police", low=40, said="2016-07-31"),
            method="consensus",
        )
        assert because(change) == [("c2", "first")]
        (aged,) = change.turned
        assert (aged.claim.id, aged.used_after) == ("c1", False)
        assert aged.told_before.endswith("the newest")
        assert aged.told_after.endswith("said 4 days before the newest")
        assert [claim.id for claim in change.newest if claim] == ["c1", "c2"]

    def test_a_reprint_and_a_claim_without_a_number_are_no_causes(self) -> None:
        change = between(
            "2016-07-28",
            "2016-07-30",
            a_claim(1, low=57, said="2016-07-28"),
            a_claim(2, low=50, said="2016-07-27", published="2016-07-30"),
            a_claim(3, "hospital", low=None, high=None, said="2016-07-30"),
            a_claim(4, "police", low=58, said="2016-07-30"),
        )
        assert because(change) == [("c4", "first")]

    def test_a_claim_that_was_withdrawn_before_it_became_public_never_raises(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-30",
            a_claim(1, "police", low=40),
            a_claim(2, "police", low=290, said="2016-07-28", published="2016-07-30"),
            an_act(Act.RETRACT, ("c2",), seq=3, source="ministry", said="2016-07-29"),
        )
        assert because(change) == [("c3", "withdrawn"), ("c2", "withdrawn")]

    def test_a_correction_that_both_views_know_of_is_a_claim_that_became_public(self) -> None:
        change = between(
            "2016-07-27",
            "2016-07-28",
            a_claim(1, low=40),
            a_claim(2, low=75, said="2016-07-28"),
            an_act(Act.CORRECT, ("c2",), seq=3, low=57, said="2016-07-28", source="hospital"),
        )
        assert because(change) == [("c3", "raised")]

    def test_an_older_claim_whose_dispute_was_public_before_it_contests_its_number(self) -> None:
        """The wire's copy of 40 was contested on the day before it is public here."""
        change = between(
            "2016-07-25",
            "2016-07-26",
            a_claim(1, "police", low=40, said="2016-07-25"),
            a_claim(2, "wire", low=40, said="2016-07-26", relays="c1"),
            an_act(Act.DISPUTE, ("c2",), seq=3, source="hospital", said="2016-07-25"),
        )
        assert because(change) == [("c2", "disputed")]

    def test_asked_backwards_the_causes_are_those_of_going_forward(self) -> None:
        claims = a_claim(1, low=40), a_claim(2, low=57, said="2016-07-28")
        change = between("2016-07-28", "2016-07-27", *claims)
        assert change.before is not None
        assert change.before.best == 57
        assert because(change) == [("c2", "raised")]


class TestWhatWasRecorded:
    """Both views show everything public: only what this ledger knew differs."""

    def changes(self, before: Snapshot, after: Snapshot) -> tuple[CountDifference, Difference]:
        found = difference_between(before, after, "latest")
        (change,) = found.changes
        return change, found

    def test_an_old_report_that_came_in_late_is_a_cause(self) -> None:
        first, late = a_claim(1, low=40, said="2016-07-28"), a_claim(2, "police", low=57)
        change, _ = self.changes(
            known(first), known(first, late, a_claim(3, low=58, said="2016-07-30"))
        )
        assert because(change) == [("c2", "first"), ("c3", "raised")]

    def test_a_correction_names_itself_and_what_it_replaced(self) -> None:
        claim = a_claim(1, low=40)
        change, _ = self.changes(
            known(claim), known(claim, an_act(Act.CORRECT, ("c1",), seq=2, low=41))
        )
        assert because(change) == [("c2", "corrected")]
        assert gone(change) == [("c1", "corrected", "c2")]

    def test_a_void_names_itself_and_what_it_took_out(self) -> None:
        claims = a_claim(1, low=40), a_claim(2, low=400, said="2016-07-28")
        change, _ = self.changes(known(*claims), known(*claims, an_act(Act.VOID, ("c2",), seq=3)))
        assert because(change) == [("c3", "voided")]
        assert gone(change) == [("c2", "voided", "c3")]
        assert change.after is not None
        assert change.after.best == 40

    def test_a_count_whose_only_claim_was_voided_is_a_change_too(self) -> None:
        claim = a_claim(1, low=40)
        change, _ = self.changes(known(claim), known(claim, an_act(Act.VOID, ("c1",), seq=2)))
        assert change.after is None
        assert because(change) == [("c2", "voided")]

    def test_a_source_judged_otherwise_is_told_as_a_fact(self) -> None:
        claims = a_claim(1, "hospital", low=40), a_claim(2, "blog", low=90, said="2016-07-28")
        before = known(*claims, sources=(a_source("blog"),))
        after = known(*claims, sources=(a_source("blog", reliability=Reliability.E),))

        change, found = self.changes(before, after)

        assert because(change) == []
        assert [tuple(fact) for fact in found.facts] == [("blog", "reliability", "C", "E")]

    def test_a_source_that_was_merged_leaves_one_voice_and_one_claim(self) -> None:
        claims = a_claim(1, "sohr", low=57, said="2016-07-28"), a_claim(2, "sohr-uk", low=60)
        before = known(*claims, sources=(a_source("sohr", Kind.MONITOR), a_source("sohr-uk")))
        merged = a_source("sohr-uk", merged_into="sohr")
        after = known(*claims, sources=(a_source("sohr", Kind.MONITOR), merged))

        (change,) = difference_between(before, after, "range").changes

        assert gone(change) == [("c2", "superseded", "c1")]


@given(histories(), st.integers(24, 30), st.integers(24, 30))
def test_every_change_has_a_cause_and_what_is_gone_had_stood(
    snapshot: Snapshot, first: int, second: int
) -> None:
    moments = [day_us(f"2016-07-{min(first, second)}"), day_us(f"2016-07-{max(first, second)}")]
    snapshot = replace(snapshot, as_of_us=None)

    found = difference(snapshot, moments[0], moments[1], "consensus")

    for change in found.changes:
        assert change.because
        before, after = (
            {one.claim.id for one in estimate.standing.claims} if estimate else set()
            for estimate in (change.before, change.after)
        )
        assert {one.claim.id for one in change.gone} == before - after
        assert {one.claim.id for one in change.turned} <= before & after
    assert difference(snapshot, moments[0], moments[0], "consensus").changes == ()
