"""How a voice's own figure moved, why, and how soon it came near to where it ended."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act, day_us
from tracker.model import Act, Count, Kind, Metric, Population, Reason, RecordedClaim, Snapshot
from tracker.model.stamps import HOUR_US
from tracker.reconcile import Change, Revision, Revisions, dossier, statistics, unfold
from tracker.reconcile.lags import lags_of
from tracker.reconcile.reasons import PHRASES, reason_code
from tracker.reconcile.revision import revisions_in
from tracker.reconcile.series import figures_of, series_in
from tracker.reconcile.standing import state_after
from tracker.reconcile.tally import incident_revisions

KILLED = Count(Metric.KILLED, Population.ALL, "")


def all_series(snapshot: Snapshot) -> dict[str, tuple[Revision, ...]]:
    rows = {row.id: row for row in snapshot.claims}
    return series_in(unfold(snapshot).events.get(KILLED, ()), rows)


def series(*rows: RecordedClaim, voice: str = "hospital") -> tuple[Revision, ...]:
    return all_series(a_snapshot(*rows))[voice]


def changes(*rows: RecordedClaim) -> list[tuple[str, int | None]]:
    return [(one.change.value, one.by) for one in series(*rows)]


def amounts(*rows: RecordedClaim) -> Revisions:
    events = unfold(a_snapshot(*rows)).events[KILLED]
    return statistics(series(*rows), events[-1].public_us)


class TestStepsOfASeries:
    def test_each_step_says_by_how_much_and_how_long_the_figure_had_stood(self) -> None:
        first, raised, lowered = series(
            a_claim(1, low=40, said="2016-07-25"),
            a_claim(2, low=50, said="2016-07-26"),
            a_claim(3, low=48, said="2016-07-29"),
        )
        assert (first.change, first.by, first.stood_us) == (Change.FIRST, None, None)
        assert (raised.change, raised.by, raised.stood_us) == (Change.RAISED, 10, 24 * HOUR_US)
        assert (lowered.change, lowered.by, lowered.stood_us) == (Change.LOWERED, -2, 72 * HOUR_US)
        assert (lowered.claim.id, lowered.at_us) == ("c3", day_us("2016-07-29"))

    def test_a_figure_that_is_repeated_stands_on(self) -> None:
        *_, raised = series(
            a_claim(1, low=40, said="2016-07-25"),
            a_claim(2, low=40, said="2016-07-26"),
            a_claim(3, low=41, said="2016-07-27"),
        )
        assert raised.stood_us == 48 * HOUR_US

    def test_an_estimate_that_comes_back_after_a_withdrawal_stands_from_then_on(self) -> None:
        rows = (
            a_claim(1, low=50, said="2016-07-20"),
            an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-22"),
            a_claim(3, low=50, said="2016-07-24"),
            a_claim(4, low=60, said="2016-07-27"),
        )
        timeline = dossier(a_snapshot(*rows)).timeline(KILLED)
        stood = [one.stood_us for one in revisions_in(timeline, {row.id: row for row in rows})]

        assert stood == [None, 48 * HOUR_US, None, 72 * HOUR_US]

    def test_voices_are_told_apart_and_a_spokesman_is_his_ministry(self) -> None:
        sources = (
            a_source("ministry", Kind.HEALTH_AUTHORITY),
            a_source("spokesman", speaks_for="ministry"),
        )
        found = all_series(
            a_snapshot(
                a_claim(1, "ministry", low=40, said="2016-07-25"),
                a_claim(2, "police", low=30, said="2016-07-26"),
                a_claim(3, "spokesman", low=44, said="2016-07-27"),
                sources=sources,
            )
        )
        assert [one.after for one in found["ministry"]] == [(40, 40, 40), (44, 44, 44)]
        assert set(found) == {"ministry", "police"}

    def test_an_old_figure_printed_late_is_no_revision(self) -> None:
        rows = (
            a_claim(1, low=57, said="2016-07-28"),
            a_claim(2, low=50, said="2016-07-27", published="2016-07-30"),
        )
        assert changes(*rows) == [("first", None)]

    def test_a_voice_without_any_number_has_no_series(self) -> None:
        assert all_series(a_snapshot(a_claim(low=None, high=None))) == {}

    def test_the_same_asserted_time_with_another_number_is_a_restatement(self) -> None:
        rows = (
            a_claim(1, low=40, said="2016-07-27T10:00", published="2016-07-27T11:00"),
            a_claim(2, low=44, said="2016-07-27T10:00", published="2016-07-27T15:00"),
        )
        assert changes(*rows) == [("first", None), ("restated", 4)]

    @pytest.mark.parametrize(
        ("before", "after", "change", "by"),
        [
            ((40, None), (52, 52), "raised", 12),
            ((52, 52), (52, None), "widened", 0),
            ((60, 60), (50, None), "lowered", -10),
            ((30, 60), (35, 50), "narrowed", None),
            ((30, 60), (52, 52), "narrowed", None),
            ((100, 200), (250, 250), "raised", None),
            ((None, 50), (None, 40), "lowered", -10),
            ((None, 50), (30, 30), "narrowed", None),  # 30 is within "up to 50": nothing fell
            ((None, 50), (60, 60), "raised", None),
        ],
    )
    def test_stated_numbers_decide_and_ranges_go_by_their_ends(
        self,
        before: tuple[int | None, int | None],
        after: tuple[int | None, int | None],
        change: str,
        by: int | None,
    ) -> None:
        rows = (
            a_claim(1, low=before[0], high=before[1], said="2016-07-26"),
            a_claim(2, low=after[0], high=after[1], said="2016-07-27"),
        )
        assert changes(*rows)[1] == (change, by)

    def test_a_retraction_of_an_older_figure_moves_nothing(self) -> None:
        rows = (
            a_claim(1, low=359, said="2019-04-24"),
            a_claim(2, low=253, said="2019-04-25"),
            an_act(Act.RETRACT, ("c1",), seq=3, said="2019-04-26"),
        )
        assert changes(*rows) == [("first", None), ("lowered", -106)]

    def test_a_retraction_public_before_what_it_withdraws_leaves_the_voice_without_a_figure(
        self,
    ) -> None:
        rows = (
            a_claim(1, low=129, said="2015-11-14"),
            an_act(Act.RETRACT, ("c3",), seq=2, said="2015-11-15"),
            a_claim(3, low=132, said="2015-11-16"),
        )
        assert changes(*rows) == [("first", None), ("withdrawn", None)]
        assert series(*rows)[1].claim.id == "c2"

    def test_a_figure_withdrawn_before_it_is_public_does_not_silence_a_newer_one_of_that_moment(
        self,
    ) -> None:
        """The ministry's old 290, printed a day late, when it had taken it back and said 253."""
        rows = (
            a_claim(1, low=253, said="2019-04-25"),
            an_act(Act.RETRACT, ("c3",), seq=2, said="2019-04-25"),
            a_claim(3, low=290, said="2019-04-25", published="2019-04-26"),
            a_claim(4, low=253, said="2019-04-26"),
        )
        assert changes(*rows) == [("first", None), ("reaffirmed", 0)]


class TestReasons:
    def test_a_reason_that_is_a_code_keeps_its_code(self) -> None:
        why = series(
            a_claim(1, low=290, said="2019-04-25"),
            a_claim(2, low=253, said="2019-04-26", reason="duplicate_removed"),
        )[1].why
        assert (why.words, why.code) == ("duplicate_removed", Reason.DUPLICATE_REMOVED)

    def test_other_words_are_kept_and_get_no_code(self) -> None:
        why = series(
            a_claim(1, low=290, said="2019-04-25"),
            a_claim(2, low=253, said="2019-04-26", reason="the minister was misheard"),
        )[1].why
        assert (why.words, why.code) == ("the minister was misheard", None)

    def test_a_move_without_words_is_unexplained(self) -> None:
        why = series(a_claim(1, low=40, said="2016-07-26"), a_claim(2, low=44))[1].why
        assert (why.words, why.code) == ("", Reason.UNEXPLAINED)

    def test_a_first_and_a_repeated_figure_need_no_reason(self) -> None:
        steps = series(a_claim(1, low=40, said="2016-07-26"), a_claim(2, low=40))
        assert [one.why.code for one in steps] == [None, None]

    def test_a_withdrawal_has_the_reason_of_the_retraction(self) -> None:
        steps = series(
            a_claim(1, low=132, said="2015-11-15"),
            an_act(Act.RETRACT, ("c1",), said="2015-11-16", reason="double counting"),
        )
        assert (steps[1].change, steps[1].why.code) == (
            Change.WITHDRAWN, Reason.DUPLICATE_REMOVED,
        )  # fmt: skip

    def test_a_repetition_of_the_same_moment_may_give_the_reason(self) -> None:
        steps = series(
            a_claim(1, low=359, said="2019-04-24"),
            a_claim(2, low=253, said="2019-04-25"),
            a_claim(3, low=253, said="2019-04-25", reason="duplicate_removed"),
        )
        assert [one.change.value for one in steps] == ["first", "lowered", "reaffirmed"]
        assert (steps[1].why.code, steps[1].why.claim) == (Reason.DUPLICATE_REMOVED, "c3")

    def test_the_recorders_reason_for_a_correction_is_not_the_sources(self) -> None:
        first = a_claim(1, low=253, said="2019-04-25")
        wrong = a_claim(2, low=235, said="2019-04-26", reason="duplicate_removed")
        right = an_act(
            Act.CORRECT,
            ("c2",),
            seq=3,
            low=253,
            said="2019-04-26",
            reason="transposed_digits: typo",
        )
        repeated = series(first, wrong, right)[1]
        assert (repeated.claim.id, repeated.change) == ("c3", Change.REAFFIRMED)
        assert repeated.why.code is Reason.DUPLICATE_REMOVED

    def test_a_step_of_the_timeline_has_the_reason_of_its_cause(self) -> None:
        rows = (
            a_claim(1, low=290, said="2019-04-25"),
            a_claim(2, low=253, said="2019-04-26", reason="duplicate_removed"),
        )
        timeline = dossier(a_snapshot(*rows), "latest").timeline(KILLED)
        lowered = revisions_in(timeline, {row.id: row for row in rows})[1]
        assert (lowered.by, lowered.stood_us) == (-37, 24 * HOUR_US)
        assert lowered.why.code is Reason.DUPLICATE_REMOVED

    def test_a_retraction_of_the_same_moment_explains_the_fall_of_an_estimate(self) -> None:
        rows = (
            a_claim(1, "police", low=359, said="2019-04-24"),
            a_claim(2, "ministry", low=253, said="2019-04-25"),
            an_act(
                Act.RETRACT, ("c1",), seq=3, source="ministry", said="2019-04-25",
                reason="duplicate_removed",
            ),
        )  # fmt: skip
        timeline = dossier(a_snapshot(*rows), "latest").timeline(KILLED)
        lowered = revisions_in(timeline, {row.id: row for row in rows})[1]
        assert lowered.claim.id == "c2"
        assert (lowered.why.code, lowered.why.claim) == (Reason.DUPLICATE_REMOVED, "c3")

    @pytest.mark.parametrize("reason", Reason)
    def test_every_code_is_read_as_itself_in_any_dress(self, reason: Reason) -> None:
        dressed = reason.value.replace("_", " ").capitalize()
        assert reason_code(reason.value) is reason
        assert reason_code(f"{dressed}: as the ministry says") is reason

    @pytest.mark.parametrize("phrase", PHRASES)
    def test_a_phrase_means_its_code_only_as_a_whole(self, phrase: str) -> None:
        assert reason_code(f" {phrase.upper()}. ") is PHRASES[phrase]
        assert reason_code(f"not {phrase}") is None
        assert reason_code(f"{phrase} or a calculation error") is None


class TestGoldenCases:
    """The hard cases of the design, each told in words."""

    def test_a_latest_of_nought_is_reached_only_by_nought(self) -> None:
        """Missing 7, then 1, then 0: one is not within twenty percent of none."""
        found = amounts(
            a_claim(1, low=7, said="2016-07-25"),
            a_claim(2, low=1, said="2016-07-26"),
            a_claim(3, low=0, said="2016-07-27"),
        )
        assert (found.first, found.latest, found.minimum, found.maximum) == (7, 0, 0, 7)
        assert {one.at_us for one in found.within} == {day_us("2016-07-27")}
        assert {one.took_us for one in found.within} == {48 * HOUR_US}

    def test_a_single_report_is_where_it_ended_at_once_and_too_young_to_tell(self) -> None:
        found = amounts(a_claim(low=7))
        assert (found.steps, found.first, found.latest) == (1, 7, 7)
        assert [one.took_us for one in found.within] == [0, 0, 0]
        assert all(one.is_censored for one in found.within)

    def test_a_withdrawal_and_a_new_figure_are_measured_against_what_had_stood(self) -> None:
        """359, withdrawn the next day, 253 on the third: lowered by 106, and near to its end
        only from then on, although 253 had been said before the 359."""
        rows = (
            a_claim(1, low=253, said="2019-04-22"),
            a_claim(2, low=359, said="2019-04-24"),
            an_act(Act.RETRACT, ("c2",), seq=3, said="2019-04-25"),
            a_claim(4, low=253, said="2019-04-26"),
        )
        assert changes(*rows)[1:] == [("raised", 106), ("withdrawn", None), ("lowered", -106)]
        assert [one.stood_us for one in series(*rows)][2:] == [24 * HOUR_US, None]
        found = amounts(*rows)
        assert found.changes[Change.WITHDRAWN] == 1
        assert {one.at_us for one in found.within} == {day_us("2019-04-26")}

    def test_a_withdrawn_latest_has_nothing_to_be_near_to(self) -> None:
        found = amounts(a_claim(1, low=132), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
        assert (found.latest, found.latest_figures, found.maximum) == (None, None, 132)
        assert [(one.at_us, one.is_censored) for one in found.within] == [(None, True)] * 3

    def test_of_intervals_both_ends_have_to_come_near(self) -> None:
        """30–60, 41–50, 40–50: within ten percent once both ends are, and the most is 60."""
        found = amounts(
            a_claim(1, low=30, high=60, said="2016-07-25"),
            a_claim(2, low=41, high=50, said="2016-07-26"),
            a_claim(3, low=40, high=50, said="2016-07-27"),
        )
        assert (found.minimum, found.maximum) == (30, 60)
        assert (found.first_figures, found.latest_figures) == ((30, None, 60), (40, None, 50))
        assert [one.at_us for one in found.within] == [
            day_us("2016-07-27"), day_us("2016-07-26"), day_us("2016-07-26"),
        ]  # fmt: skip

    def test_an_identical_restatement_is_a_reaffirmation_and_settles_nothing_anew(self) -> None:
        rows = (
            a_claim(1, low=40, said="2016-07-27T10:00", published="2016-07-27T11:00"),
            a_claim(2, low=40, said="2016-07-27T10:00", published="2016-07-29T11:00"),
        )
        assert changes(*rows) == [("first", None), ("reaffirmed", 0)]
        found = amounts(*rows)
        assert (found.changes[Change.RESTATED], found.within[0].took_us) == (0, 0)
        assert found.within[0].held_us == 48 * HOUR_US
        assert not found.within[0].is_censored

    @pytest.mark.parametrize(
        ("stamps", "stood"),
        [
            # Only the date: both public at its end, and how long 50 stood is not known.
            (("2017-10-02", "2017-10-02"), None),
            (("2017-10-02T10:00", "2017-10-02T16:30"), 6.5 * HOUR_US),
        ],
    )
    def test_two_revisions_in_a_day_are_two(
        self, stamps: tuple[str, str], stood: float | None
    ) -> None:
        rows = (
            a_claim(1, low=20, said="2017-10-01"),
            a_claim(2, low=50, said=stamps[0]),
            a_claim(3, low=59, said=stamps[1]),
        )
        assert changes(*rows) == [("first", None), ("raised", 30), ("raised", 9)]
        assert series(*rows)[2].stood_us == stood

    def test_what_was_said_earlier_and_recorded_later_takes_its_place_in_time(self) -> None:
        early = a_claim(9, low=40, said="2016-07-27T10:00", published="2016-07-28")
        late = a_claim(1, low=57, said="2016-07-27T18:00", published="2016-07-28")
        assert changes(late, early) == [("first", None), ("raised", 17)]
        assert [one.claim.id for one in series(late, early)] == ["c9", "c1"]


class TestCensoring:
    """A figure counts as settled once it has held for a day and for as long as it took."""

    def settling(self, last: str) -> list[bool]:
        rows = (
            a_claim(1, low=40, said="2016-07-20T00:00"),
            a_claim(2, low=57, said="2016-07-22T00:00"),
            a_claim(3, "police", low=50, said=last),
        )
        return [one.is_censored for one in amounts(*rows).within]

    def test_a_reprint_that_never_stood_is_no_later_word_on_the_count(self) -> None:
        rows = (
            a_claim(1, low=40, said="2016-07-28"),
            a_claim(2, low=30, said="2016-07-27", published="2016-07-30"),
        )
        tally = incident_revisions(unfold(a_snapshot(*rows)), {}, "UTC")
        (one,) = tally.of(KILLED)
        assert [within.is_censored for within in one.revisions.within] == [True] * 3
        other = a_claim(3, "police", low=40, said="2016-07-30")
        (one, _) = incident_revisions(unfold(a_snapshot(*rows, other)), {}, "UTC").of(KILLED)
        assert [within.is_censored for within in one.revisions.within] == [False] * 3

    def test_it_is_censored_until_somebody_spoke_long_enough_after(self) -> None:
        assert self.settling("2016-07-23T23:59") == [True, True, True]
        assert self.settling("2016-07-24T00:00") == [False, False, False]

    def test_an_as_of_moment_long_after_does_not_make_a_young_figure_old(self) -> None:
        rows = (a_claim(1, low=40, said="2016-07-20"), a_claim(2, low=57, said="2016-07-21"))
        now, later = a_snapshot(*rows), a_snapshot(*rows, as_of="2026-01-01")
        for snapshot in (now, later):
            events = unfold(snapshot).events[KILLED]
            found = statistics(all_series(snapshot)["hospital"], events[-1].public_us)
            assert all(one.is_censored for one in found.within)


class TestLags:
    def test_lags_run_from_the_end_of_what_is_known_to_the_first_recording(self) -> None:
        recorded = day_us("2016-07-28")
        dated = a_claim(1, said="2016-07-27", recorded_us=recorded)
        timed = a_claim(2, said="2016-07-28T14:00", recorded_us=recorded)
        undated = a_claim(3, said="", recorded_us=recorded)
        wrong = a_claim(4, said="2016-07-26", recorded_us=recorded)
        right = an_act(
            Act.CORRECT, ("c4",), seq=5, said="2016-07-26", recorded_us=recorded + 9 * HOUR_US
        )
        rows = {row.id: row for row in (dated, timed, undated, wrong, right)}

        found = lags_of([dated, timed, undated, right], rows, "UTC")

        assert found == (3, 24.0, 10.0, 48.0)

    def test_a_date_recorded_on_its_own_day_has_no_negative_lag(self) -> None:
        row = a_claim(said="2016-07-27", recorded_us=day_us("2016-07-27") - HOUR_US)
        assert lags_of([row], {"c1": row}, "UTC").median == 0

    def test_without_an_asserted_time_there_is_none(self) -> None:
        assert lags_of([a_claim(said="")], {}, "UTC") == (0, None, None, None)


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.one_of(st.none(), st.integers(0, 60)),
        st.integers(0, 9),
        st.integers(1, 5),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=9,
)


def told_rows(
    told: list[tuple[str, int | None, int, int, int, bool]],
) -> list[RecordedClaim]:
    """Claims of two voices over five days, and a retraction of an earlier row after some."""
    rows: list[RecordedClaim] = []
    for source, low, room, day, late, retracts in told:
        said, seq = f"2016-07-{day:02}", len(rows) + 1
        high = None if low is None or room == 9 else low + room
        published = f"2016-07-{min(day + late, 28):02}"
        rows.append(a_claim(seq, source, low=low, high=high, said=said, published=published))
        if retracts:
            target = rows[day % len(rows)]
            if target.act is Act.ASSERT:
                rows.append(
                    an_act(Act.RETRACT, (target.id,), seq=seq + 1, source=source, said=published)
                )
    return rows


@given(ROWS)
def test_a_series_ends_with_what_stands_of_its_voice(
    told: list[tuple[str, int | None, int, int, int, bool]],
) -> None:
    snapshot = a_snapshot(*told_rows(told))
    events = unfold(snapshot).events.get(KILLED, ())
    standing = {
        one.by.voice: figures_of(one)
        for one in state_after(events).standing()
        if one.value is not None
    }
    ends = {voice: steps[-1].after for voice, steps in all_series(snapshot).items()}
    assert {voice: figures for voice, figures in ends.items() if figures} == standing


@given(ROWS)
def test_steps_of_one_series_join_and_never_go_back_in_time(
    told: list[tuple[str, int | None, int, int, int, bool]],
) -> None:
    for steps in all_series(a_snapshot(*told_rows(told))).values():
        assert steps[0].change is Change.FIRST
        last = steps[0].after
        for one, following in pairwise(steps):
            assert one.at_us <= following.at_us
            assert following.before == last
            assert (following.stood_us is None) or following.stood_us > 0
            last = following.after or last
