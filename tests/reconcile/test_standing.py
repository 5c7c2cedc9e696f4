"""Which claims stand, when, and why the others do not."""

import pytest

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.model import Act, Kind, Metric, Mode, RecordedClaim, Snapshot
from tracker.reconcile import State, dossier, standing_before, unfold, why
from tracker.reconcile.falls import falls_in
from tracker.reconcile.given_up import MOST_GIVEN_UP
from tracker.reconcile.series import series_in
from tracker.reconcile.standing import state_after
from tracker.reconcile.timeline import standing_of


def standing_ids(snapshot: Snapshot) -> set[str]:
    events = unfold(snapshot).events
    return {one.claim.id for some in events.values() for one in state_after(some).standing()}


def states(snapshot: Snapshot) -> dict[str, str]:
    return {claim_id: state.value for claim_id, state in dossier(snapshot).states.items()}


def test_the_newest_claim_of_a_voice_stands() -> None:
    first = a_claim(1, low=40, said="2016-07-27T10:00+00:00")
    second = a_claim(2, low=44, said="2016-07-27T12:00+00:00")
    assert standing_ids(a_snapshot(second, first)) == {"c2"}


def test_two_voices_both_stand() -> None:
    snapshot = a_snapshot(a_claim(1, "hospital"), a_claim(2, "police"))
    assert standing_ids(snapshot) == {"c1", "c2"}


def test_a_stale_reprint_does_not_replace_a_newer_figure() -> None:
    newer = a_claim(1, low=57, said="2016-07-28", published="2016-07-28")
    reprint = a_claim(2, low=50, said="2016-07-27", published="2016-07-30")
    assert standing_ids(a_snapshot(newer, reprint)) == {"c1"}


def test_a_date_alone_is_not_public_before_that_day_is_over() -> None:
    claim = a_claim(1, said="2016-07-27", published=None)
    assert standing_ids(a_snapshot(claim, as_of="2016-07-27T23:59:59")) == set()
    assert standing_ids(a_snapshot(claim, as_of="2016-07-27")) == {"c1"}


def test_the_end_of_a_day_is_the_end_in_the_incidents_zone() -> None:
    claim = a_claim(1, said="2016-07-27", published=None)
    by_nine = a_snapshot(claim, timezone="Asia/Damascus", as_of="2016-07-27T21:00:00+00:00")
    assert standing_ids(by_nine) == {"c1"}


def test_published_decides_when_a_claim_is_public_not_asserted() -> None:
    claim = a_claim(1, said="2016-07-27T10:00+00:00", published="2016-07-29")
    assert standing_ids(a_snapshot(claim, as_of="2016-07-28")) == set()


def test_an_undated_claim_is_public_from_its_recording_and_comes_first() -> None:
    undated = a_claim(1, low=99, said="", published=None)
    dated = a_claim(2, low=40, said="2016-07-27")
    assert standing_ids(a_snapshot(undated, dated)) == {"c2"}
    assert standing_ids(a_snapshot(undated, as_of="2016-07-30")) == set()


def test_a_time_of_day_beats_the_start_of_the_same_day() -> None:
    dated = a_claim(2, low=40, said="2016-07-27")
    timed = a_claim(1, low=44, said="2016-07-27T09:00+00:00")
    assert standing_ids(a_snapshot(timed, dated)) == {"c1"}


def test_a_published_time_of_the_same_written_date_is_the_best_known_moment() -> None:
    early = a_claim(2, low=40, said="2016-07-27T09:00+00:00")
    late = a_claim(1, low=44, said="2016-07-27", published="2016-07-27T20:00+00:00")
    assert standing_ids(a_snapshot(early, late)) == {"c1"}


def test_a_published_time_of_another_date_is_not() -> None:
    early = a_claim(1, low=40, said="2016-07-27T09:00+00:00")
    late = a_claim(2, low=44, said="2016-07-27", published="2016-07-28T20:00+00:00")
    assert standing_ids(a_snapshot(early, late)) == {"c1"}


def test_a_month_counts_as_its_end() -> None:
    february = a_claim(1, low=6760, said="2023-02", published=None)
    day = a_claim(2, low=7000, said="2023-02-14")
    assert standing_ids(a_snapshot(february, day)) == {"c1"}


@pytest.mark.parametrize("vague", ["2016", "2016-07", "2016-12-01", "2016-12-01T10:00+00:00"])
def test_a_claim_speaks_for_no_moment_after_its_publication(vague: str) -> None:
    printed = a_claim(1, low=51, said=vague, published="2016-07-25T10:00+00:00")
    later = a_claim(2, low=60, said="2016-07-28")
    assert standing_ids(a_snapshot(printed, later)) == {"c2"}


def test_a_month_that_was_printed_on_a_day_gives_way_to_what_was_said_on_that_day() -> None:
    vague = a_claim(2, low=51, said="2016-07", published="2016-07-27")
    timed = a_claim(1, low=60, said="2016-07-27T08:00+00:00")
    assert standing_ids(a_snapshot(timed, vague)) == {"c1"}


def test_a_time_of_day_printed_under_its_date_alone_keeps_its_time() -> None:
    dated = a_claim(1, low=51, said="2016-07-27T20:00+00:00", published="2016-07-27")
    timed = a_claim(2, low=60, said="2016-07-27T19:00+00:00")
    assert standing_ids(a_snapshot(dated, timed)) == {"c1"}


def test_a_claim_without_bounds_never_supersedes_one_with_bounds() -> None:
    number = a_claim(1, low=40, said="2016-07-27")
    silent = a_claim(2, low=None, high=None, said="2016-07-28")
    assert standing_ids(a_snapshot(number, silent)) == {"c1"}
    assert standing_ids(a_snapshot(silent)) == {"c2"}


@pytest.mark.parametrize("mode", [Mode.INCREMENT, Mode.STOCK, Mode.PROJECTION])
def test_only_totals_stand(mode: Mode) -> None:
    claim = a_claim(1, mode=mode)
    assert states(a_snapshot(claim)) == {"c1": "not_a_total"}


def test_a_spokesman_and_his_ministry_are_one_voice() -> None:
    ministry = a_source("ministry", Kind.GOVERNMENT)
    minister = a_source("minister", Kind.GOVERNMENT, speaks_for="ministry")
    earlier = a_claim(1, "ministry", low=40, said="2016-07-27")
    later = a_claim(2, "minister", low=44, said="2016-07-28")
    assert standing_ids(a_snapshot(earlier, later, sources=(ministry, minister))) == {"c2"}


def test_a_merged_source_is_the_voice_of_the_one_it_was_merged_into() -> None:
    kept, gone = a_source("sohr"), a_source("observatory", merged_into="sohr")
    claims = (a_claim(1, "sohr", said="2016-07-27"), a_claim(2, "observatory", said="2016-07-28"))
    assert standing_ids(a_snapshot(*claims, sources=(kept, gone))) == {"c2"}


class TestRetractions:
    def test_a_retraction_ends_the_claim_it_names(self) -> None:
        snapshot = a_snapshot(a_claim(1), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
        assert states(snapshot) == {"c1": "withdrawn", "c9": "act"}

    def test_it_ends_it_from_the_moment_it_is_public_and_not_before(self) -> None:
        rows = (a_claim(1), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
        assert standing_ids(a_snapshot(*rows, as_of="2016-07-27")) == {"c1"}
        assert standing_ids(a_snapshot(*rows, as_of="2016-07-28")) == set()

    def test_what_the_voice_had_said_before_does_not_revive(self) -> None:
        rows = (
            a_claim(1, low=129, said="2016-07-26"),
            a_claim(2, low=132, said="2016-07-27"),
            an_act(Act.RETRACT, ("c2",), said="2016-07-28"),
        )
        assert standing_ids(a_snapshot(*rows)) == set()

    def test_a_stale_reprint_after_it_does_not_revive_the_voice_either(self) -> None:
        rows = (
            a_claim(1, low=132, said="2016-07-27"),
            an_act(Act.RETRACT, ("c1",), said="2016-07-28"),
            a_claim(3, low=120, said="2016-07-26", published="2016-07-29"),
        )
        assert standing_ids(a_snapshot(*rows)) == set()

    def test_the_voice_has_a_figure_again_when_it_speaks_again(self) -> None:
        rows = (
            a_claim(1, low=359, said="2016-07-27"),
            an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-28"),
            a_claim(3, low=253, said="2016-07-29"),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c3"}

    def test_another_body_may_withdraw_and_several_at_once(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            a_claim(2, "media", low=359),
            an_act(Act.RETRACT, ("c1", "c2"), source="ministry", said="2016-07-28"),
        )
        assert standing_ids(a_snapshot(*rows)) == set()

    def test_without_a_target_it_ends_what_stands_of_the_same_voice_and_count(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            a_claim(2, "media", low=359),
            an_act(Act.RETRACT, (), source="police", said="2016-07-28"),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c2"}

    @pytest.mark.parametrize("said", ["2016-07-28", "2016-07-28T18:00+00:00"])
    def test_without_a_target_it_leaves_what_is_entered_after_it_for_the_same_day(
        self, said: str
    ) -> None:
        """Police: "the 359 are withdrawn", and in the next row the 253 in their place."""
        rows = (
            a_claim(1, "police", low=359),
            an_act(Act.RETRACT, (), seq=2, source="police", low=359, said="2016-07-28"),
            a_claim(3, "police", low=253, said=said),
        )
        assert states(a_snapshot(*rows)) == {"c1": "withdrawn", "c2": "act", "c3": "standing"}

    def test_without_a_target_it_ends_what_was_said_the_day_before_however_late_it_is_entered(
        self,
    ) -> None:
        rows = (
            a_claim(1, "police", low=350, said="2016-07-26"),
            an_act(Act.RETRACT, (), seq=2, source="police", said="2016-07-28"),
            a_claim(3, "police", low=359, said="2016-07-27"),
        )
        assert standing_ids(a_snapshot(*rows)) == set()

    def test_without_a_target_it_ends_what_was_corrected_since(self) -> None:
        rows = (
            a_claim(1, "police", low=395),
            an_act(Act.RETRACT, (), seq=2, source="police"),
            an_act(Act.CORRECT, ("c1",), seq=3, source="police", low=359),
        )
        assert states(a_snapshot(*rows))["c3"] == "withdrawn"

    def test_a_retraction_of_nothing_is_recognised(self) -> None:
        snapshot = a_snapshot(a_claim(1, "media"), sources=(a_source("police"),))
        assert standing_before(snapshot, an_act(Act.RETRACT, (), source="police")) is None

    def test_a_target_may_stand_in_another_count(self) -> None:
        rows = (
            a_claim(1, metric=Metric.INJURED),
            an_act(Act.RETRACT, ("c1",), metric=Metric.KILLED, said="2016-07-28"),
        )
        assert standing_ids(a_snapshot(*rows)) == set()

    def test_whatever_relays_a_withdrawn_claim_falls_with_it(self) -> None:
        rows = (
            a_claim(1, "sana", low=44),
            a_claim(2, "afp", low=44, relays="c1", said="2016-07-28"),
            a_claim(3, "blog", low=44, relays="c2", said="2016-07-29"),
            an_act(Act.RETRACT, ("c1",), said="2016-07-30"),
        )
        assert states(a_snapshot(*rows)) == {
            "c1": "withdrawn",
            "c2": "withdrawn",
            "c3": "withdrawn",
            "c9": "act",
        }

    def test_a_superseded_claim_that_is_withdrawn_leaves_the_newer_one(self) -> None:
        rows = (
            a_claim(1, low=40, said="2016-07-26"),
            a_claim(2, low=44, said="2016-07-27"),
            an_act(Act.RETRACT, ("c1",), said="2016-07-28"),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c2"}

    def test_of_many_numbers_withdrawn_at_once_the_newest_are_remembered(self) -> None:
        """Else what was remembered would differ from run to run."""
        days = [a_claim(n, low=n, said=f"2016-0{4 + n // 28}-{n % 28 + 1:02}")
                for n in range(1, MOST_GIVEN_UP + 20)]  # fmt: skip
        all_of_them = an_act(Act.RETRACT, tuple(one.id for one in days), seq=99, said="2016-07-31")
        (events,) = unfold(a_snapshot(*days, all_of_them)).events.values()

        given_up = [one.to for one in state_after(events).given_up]
        assert given_up == [*range(20, MOST_GIVEN_UP + 20)]

    def test_a_value_that_stands_again_is_not_as_old_as_the_one_taken_back(self) -> None:
        rows = (
            a_claim(1, low=50, said="2016-07-26", ref="26 July"),
            a_claim(2, low=60, said="2016-07-27", ref="27 July"),
            a_claim(3, low=60, said="2016-07-27", published="2016-07-28", ref="27 July"),
            an_act(Act.RETRACT, ("c2", "c3"), seq=4, said="2016-07-29", ref="27 July"),
        )
        ((count, events),) = unfold(a_snapshot(*rows)).events.items()
        (one,) = (standing := standing_of(count, state_after(events))).claims
        assert one.value == 50
        assert standing.first_public_us(one) == one.public_us


class TestRelays:
    def test_a_relay_is_the_voice_of_what_it_passes_on(self) -> None:
        rows = (a_claim(1, "sana", low=44), a_claim(2, "afp", low=44, relays="c1"))
        assert standing_ids(a_snapshot(*rows)) == {"c1"}

    def test_a_late_relay_does_not_push_out_what_its_source_said_since(self) -> None:
        rows = (
            a_claim(1, "sana", low=44, said="2016-07-27T11:00+00:00"),
            a_claim(2, "sana", low=52, said="2016-07-27T11:30+00:00"),
            a_claim(3, "afp", low=44, relays="c1", said="2016-07-27T12:00+00:00"),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c2"}

    def test_relays_in_a_circle_are_survived(self) -> None:
        rows = (a_claim(1, "a", relays="c2"), a_claim(2, "b", relays="c1"))
        assert len(standing_ids(a_snapshot(*rows))) >= 1


class TestTheRecordersActs:
    def test_a_correction_takes_its_targets_place(self) -> None:
        rows = (a_claim(1, low=14), an_act(Act.CORRECT, ("c1",), low=41))
        assert states(a_snapshot(*rows)) == {"c1": "corrected", "c9": "standing"}

    def test_it_does_so_in_every_past_view_of_a_ledger_that_knows_it(self) -> None:
        rows = (a_claim(1, low=14), an_act(Act.CORRECT, ("c1",), low=41))
        assert standing_ids(a_snapshot(*rows, as_of="2016-07-27")) == {"c9"}

    def test_an_act_on_a_corrected_claim_follows_to_its_replacement(self) -> None:
        rows = (
            a_claim(1, low=14),
            an_act(Act.CORRECT, ("c1",), seq=2, low=41),
            an_act(Act.RETRACT, ("c1",), said="2016-07-28"),
        )
        assert states(a_snapshot(*rows))["c2"] == "withdrawn"

    def test_a_second_correction_of_one_claim_corrects_the_first_correction(self) -> None:
        rows = (
            a_claim(1, low=14),
            an_act(Act.CORRECT, ("c1",), seq=2, low=41),
            an_act(Act.CORRECT, ("c1",), seq=3, low=44),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c3"}

    def test_after_a_void_the_claim_before_it_revives(self) -> None:
        rows = (
            a_claim(1, low=40, said="2016-07-26"),
            a_claim(2, low=900, said="2016-07-27"),
            an_act(Act.VOID, ("c2",)),
        )
        assert states(a_snapshot(*rows)) == {"c1": "standing", "c2": "voided", "c9": "act"}

    def test_a_void_of_a_void_brings_its_target_back(self) -> None:
        rows = (
            a_claim(1),
            an_act(Act.VOID, ("c1",), seq=2),
            an_act(Act.VOID, ("c2",), seq=3),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c1"}

    def test_a_void_of_a_retraction_undoes_it(self) -> None:
        rows = (
            a_claim(1),
            an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-28"),
            an_act(Act.VOID, ("c2",), seq=3),
        )
        assert standing_ids(a_snapshot(*rows)) == {"c1"}

    def test_a_void_of_a_corrected_claim_reaches_its_correction(self) -> None:
        rows = (
            a_claim(1, low=14),
            an_act(Act.CORRECT, ("c1",), seq=2, low=41),
            an_act(Act.VOID, ("c1",), seq=3),
        )
        assert states(a_snapshot(*rows)) == {"c1": "voided", "c2": "voided", "c3": "act"}


DISPUTE = an_act(Act.DISPUTE, ("c1",), source="ministry", said="2016-07-28")


class TestDisputes:
    def disputed(self, *rows: RecordedClaim, as_of: str | None = None) -> set[str]:
        pictures = dossier(a_snapshot(*rows, as_of=as_of)).pictures
        return {claim_id for picture in pictures for claim_id in picture.standing.disputed}

    def test_a_disputed_claim_stands_and_is_marked(self) -> None:
        rows = (
            a_claim(1, "police"),
            DISPUTE,
        )
        assert standing_ids(a_snapshot(*rows)) == {"c1"}
        assert self.disputed(*rows) == {"c1"}

    def test_it_is_marked_only_once_the_dispute_is_public(self) -> None:
        rows = (
            a_claim(1, "police"),
            DISPUTE,
        )
        assert self.disputed(*rows, as_of="2016-07-27") == set()

    def test_the_same_number_repeated_by_the_same_voice_is_disputed_too(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            DISPUTE,
            a_claim(3, "police", low=359, said="2016-07-29"),
        )
        assert self.disputed(*rows) == {"c3"}

    def test_a_dispute_of_an_hour_contests_what_is_public_at_the_end_of_that_day(self) -> None:
        """The ministry contests at three what the police had said that day."""
        contested = an_act(
            Act.DISPUTE, ("c1",), seq=2, source="ministry", said="2016-07-27T15:00+00:00"
        )
        rows = (a_claim(1, "police", low=359), contested)
        (picture,) = dossier(a_snapshot(*rows)).pictures
        again = a_claim(3, "police", low=359, said="2016-07-29")

        assert picture.standing.doubted == {"c1"}
        assert self.disputed(*rows, again) == {"c3"}

    def test_a_dispute_that_is_taken_back_contests_no_longer(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            DISPUTE,
            an_act(Act.RETRACT, ("c9",), seq=10, source="ministry", said="2016-07-29"),
        )
        again = a_claim(11, "police", low=359, said="2016-07-30")
        known = dossier(a_snapshot(*rows))

        assert self.disputed(*rows, as_of="2016-07-28") == {"c1"}
        assert self.disputed(*rows) == self.disputed(*rows, again) == set()
        assert not known.pictures[0].standing.doubted
        assert known.states["c1"].value == "standing"
        (act,) = (one for one in why(known, rows[0].count).acts if one.row.id == "c10")
        assert act.ends == ("c9",)

    def test_what_another_contests_stays_contested_then(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            an_act(Act.DISPUTE, ("c1",), seq=2, source="monitor", said="2016-07-28"),
            DISPUTE,
            an_act(Act.RETRACT, ("c9",), seq=10, source="ministry", said="2016-07-29"),
        )
        (picture,) = dossier(a_snapshot(*rows)).pictures

        assert picture.standing.disputed == picture.standing.doubted == {"c1"}
        assert picture.state.disputed["c1"].id == "c2"

    def test_who_contests_a_claim_without_a_number_contests_no_other(self) -> None:
        rows = (
            a_claim(1, "police", low=None),
            DISPUTE,
            a_claim(3, "police", low=None, said="2016-07-29"),
        )
        assert self.disputed(*rows[:2]) == {"c1"}
        assert self.disputed(*rows) == set()

    def test_another_number_of_that_voice_is_not(self) -> None:
        rows = (
            a_claim(1, "police", low=359),
            DISPUTE,
            a_claim(3, "police", low=321, said="2016-07-29"),
        )
        assert self.disputed(*rows) == set()


def test_a_claim_of_the_perpetrators_side_is_a_partys_claim() -> None:
    amaq = a_source("amaq", Kind.MEDIA, affiliation="islamic-state")
    snapshot = a_snapshot(a_claim(1, "amaq"), sources=(amaq,), perpetrator="islamic-state")
    (picture,) = dossier(snapshot).pictures
    assert picture.standing.claims[0].by.is_party


def test_a_claim_is_a_partys_if_its_root_is_even_when_the_source_seems_not_to_be() -> None:
    root = a_source("group", Kind.ARMED_GROUP)
    outlet = a_source("outlet", Kind.MEDIA, speaks_for="group")
    (picture,) = dossier(a_snapshot(a_claim(1, "outlet"), sources=(root, outlet))).pictures
    assert picture.standing.claims[0].by.is_party


def test_every_state_is_given_in_the_order_of_the_design() -> None:
    assert [state.value for state in State] == [
        "act",
        "voided",
        "corrected",
        "not_yet_public",
        "withdrawn",
        "not_a_total",
        "superseded",
        "standing",
    ]


def test_relays_of_a_voided_claim_keep_its_voice() -> None:
    """A wire and a paper that quoted the hospital are no two independent voices."""
    snapshot = a_snapshot(
        a_claim(1, "hospital", low=45, said="2016-07-27T12:00+00:00"),
        a_claim(2, "wire", low=45, said="2016-07-27T13:00+00:00", relays="c1"),
        a_claim(3, "paper", low=45, said="2016-07-27T14:00+00:00", relays="c2"),
        an_act(Act.VOID, ("c1",), seq=4),
    )
    assert standing_ids(snapshot) == {"c2"}
    assert {one.by.voice for one in unfold(snapshot).voiced.values()} == {"hospital"}


class TestOneValueOfSeveral:
    """A day that is gone from a daily series: the retraction bears the day's own ref."""

    DAYS = (
        a_claim(seq=1, low=40, said="2016-07-27", ref="27"),
        a_claim(seq=2, low=50, said="2016-07-28", ref="28"),
    )

    def gone(self, seq: int = 9, target: str = "c2", ref: str = "28") -> RecordedClaim:
        return an_act(Act.RETRACT, (target,), seq=seq, said="", published="2016-07-30", ref=ref)

    def test_the_newest_of_the_others_stands(self) -> None:
        assert standing_ids(a_snapshot(*self.DAYS, self.gone())) == {"c1"}

    def test_it_does_so_only_from_then_on(self) -> None:
        assert standing_ids(a_snapshot(*self.DAYS, self.gone(), as_of="2016-07-29")) == {"c2"}

    def test_a_retraction_under_another_ref_silences_the_voice(self) -> None:
        assert standing_ids(a_snapshot(*self.DAYS, self.gone(ref="x"))) == set()

    def test_what_was_silenced_before_does_not_revive(self) -> None:
        whole = an_act(Act.RETRACT, ("c2",), seq=3, said="", published="2016-07-29")
        third = a_claim(seq=4, low=60, said="2016-07-30", ref="30")
        rows = (*self.DAYS, whole, third, self.gone(target="c4", ref="30"))

        assert standing_ids(a_snapshot(*rows)) == set()

    def test_what_is_older_than_the_word_that_was_silenced_does_not_revive(self) -> None:
        """Printed after the withdrawal; a day that came and went in between changes nothing."""
        whole = an_act(Act.RETRACT, ("c2",), seq=3, said="", published="2016-07-29")
        older = a_claim(seq=4, low=30, said="2016-07-26", published="2016-07-30", ref="26")
        third = a_claim(seq=5, low=60, said="2016-07-30", ref="30")
        gone = an_act(Act.RETRACT, ("c5",), seq=6, said="", published="2016-07-31", ref="30")
        rows = (*self.DAYS, whole, older, third, gone)
        events = unfold(a_snapshot(*rows)).events[older.count]
        series = series_in(events, {row.id: row for row in rows})["hospital"]

        assert standing_ids(a_snapshot(*self.DAYS, whole, older)) == set()
        assert standing_ids(a_snapshot(*rows)) == set()
        assert series[-1].span is None

    def test_a_later_word_about_an_earlier_day_than_the_one_gone_stands(self) -> None:
        again = a_claim(seq=10, low=44, said="2016-07-27", published="2016-07-31", ref="27")

        assert standing_ids(a_snapshot(*self.DAYS, self.gone(), again)) == {"c10"}

    def test_a_value_given_again_stands_though_the_first_was_said_later_in_the_day(self) -> None:
        """Printed at noon of its day, taken out, printed again the day after."""
        noon = a_claim(seq=1, low=40, said="2016-07-27", published="2016-07-27T12:00", ref="27")
        gone = self.gone(seq=2, target="c1", ref="27")
        again = a_claim(seq=3, low=40, said="2016-07-27", published="2016-07-31", ref="27")
        snapshot = a_snapshot(noon, gone, again)
        events = unfold(snapshot).events[noon.count]
        rows = {row.id: row for row in snapshot.claims}

        assert standing_ids(snapshot) == {"c3"}
        assert standing_ids(a_snapshot(noon, gone)) == set()
        kinds = {one.kind for one in dossier(a_snapshot(noon, gone), "latest").findings}
        assert "withdrawn_without_replacement" in kinds
        changes = [step.change.value for step in series_in(events, rows)["hospital"]]
        assert changes == ["first", "withdrawn", "reaffirmed"]

    def test_a_day_taken_back_before_it_is_public_leaves_the_one_before(self) -> None:
        """Public when its day is over, and gone from the file at three that afternoon."""
        at_three = "2016-07-28T15:00+00:00"
        gone = an_act(Act.RETRACT, ("c2",), seq=3, said="", published=at_three, ref="28")
        known = dossier(a_snapshot(*self.DAYS, gone), "latest")
        count = self.DAYS[0].count
        rows = {row.id: row for row in known.snapshot.claims}
        series = series_in(known.unfolding.events[count], rows)["hospital"]

        assert standing_ids(known.snapshot) == {"c1"}
        assert known.states["c2"].value == "withdrawn"
        assert [step.estimate.best for step in known.timeline(count)] == [40, 40, 40]
        assert [step.span and step.span.low for step in series] == [40]
        assert set(falls_in(known.unfolding.events[count], known.unfolding.rows)) == {"c2"}
        assert "withdrawn_without_replacement" not in {one.kind for one in known.findings}

    def test_a_lone_day_taken_back_before_it_is_public_leaves_nothing(self) -> None:
        at_three = "2016-07-28T15:00+00:00"
        gone = an_act(Act.RETRACT, ("c2",), seq=3, said="", published=at_three, ref="28")
        later = a_claim(seq=4, low=30, said="2016-07-26", published="2016-07-29", ref="26")

        assert standing_ids(a_snapshot(self.DAYS[1], gone)) == set()
        assert standing_ids(a_snapshot(self.DAYS[1], gone, later)) == {"c4"}

    def test_a_series_taken_back_day_by_day_stands_by_the_day_before_each_time(self) -> None:
        """Newest day first; what is taken back once never comes up again."""
        days = [a_claim(n, low=n, said=f"2016-{n // 28 + 1:02}-{n % 28 + 1:02}", ref=f"{n}")
                for n in range(1, 300)]  # fmt: skip
        gone = [
            an_act(
                Act.RETRACT, (one.id,), seq=600 - one.seq, ref=one.ref, said="",
                published=f"2017-01-01T{(300 - one.seq) // 60:02}:{(300 - one.seq) % 60:02}+00:00",
            )
            for one in reversed(days[1:])
        ]  # fmt: skip
        rows = (*days, *gone)
        known = dossier(a_snapshot(*rows), "latest")
        best = [step.estimate.best for step in known.timeline(days[0].count)]
        series = series_in(known.unfolding.events[days[0].count], {row.id: row for row in rows})

        assert best == [*range(1, 300), *range(298, 0, -1)]
        assert [step.span and step.span.low for step in series["hospital"]] == best

    def test_timeline_series_falls_and_findings_say_the_same(self) -> None:
        snapshot = a_snapshot(*self.DAYS, self.gone())
        known = dossier(snapshot, "latest")
        count = self.DAYS[0].count
        series = series_in(known.unfolding.events[count], {row.id: row for row in snapshot.claims})
        falls = falls_in(known.unfolding.events[count], known.unfolding.rows)

        assert [step.estimate.best for step in known.timeline(count)] == [40, 50, 40]
        assert [step.span and step.span.low for step in series["hospital"]] == [40, 50, 40]
        assert set(falls) == {"c2"}
        assert known.states["c1"].value == "standing"
        assert "withdrawn_without_replacement" not in {one.kind for one in known.findings}
