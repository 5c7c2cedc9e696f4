"""The account of a number: every row of the count in exactly one place, with its reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import RECORDED_US, a_claim, a_snapshot, a_source, an_act
from tracker.errors import NotFoundError
from tracker.model import (
    Act,
    Count,
    Kind,
    Metric,
    Mode,
    Population,
    RecordedClaim,
    Reliability,
    Snapshot,
)
from tracker.reconcile import METHODS, Why, dossier, why, written_count
from tracker.reconcile.barring import Bar
from tracker.reconcile.falls import How
from tracker.reconcile.voice_accounts import Tie, VoiceAccount
from tracker.reconcile.why import who_sets_high, who_sets_low

KILLED = Count(Metric.KILLED, Population.ALL, "")


def account(*claims: RecordedClaim, method: str = "latest", **asked: object) -> Why:
    return why(dossier(a_snapshot(*claims, **asked), method), KILLED)  # type: ignore[arg-type]


def bars(found: Why) -> dict[str, tuple[Bar, str | None]]:
    return {one.row.id: (one.bar, one.by.id if one.by else None) for one in found.barred}


def falls(found: Why) -> dict[str, tuple[How, str]]:
    return {one.claim.id: (one.how, one.by.id) for one in found.falls}


def voice(found: Why, slug: str) -> VoiceAccount:
    return next(one for one in found.voices if one.voice == slug)


class TestEligible:
    def test_rows_that_the_recorder_took_out_name_the_act_that_did(self) -> None:
        found = account(
            a_claim(1, low=40),
            a_claim(2, "police", low=44),
            an_act(Act.VOID, ("c2",), seq=3, source="police"),
            an_act(Act.CORRECT, ("c1",), seq=4, low=41),
        )
        assert bars(found) == {"c1": (Bar.CORRECTED, "c4"), "c2": (Bar.VOIDED, "c3")}
        assert [row.id for row in found.eligible] == ["c4"]

    def test_a_void_reaches_the_correction_of_what_it_voids(self) -> None:
        found = account(
            a_claim(1, low=40),
            an_act(Act.CORRECT, ("c1",), seq=2, low=41),
            an_act(Act.VOID, ("c1",), seq=3),
        )
        assert bars(found) == {"c1": (Bar.VOIDED, "c3"), "c2": (Bar.VOIDED, "c3")}

    def test_a_void_that_was_voided_takes_nothing_out(self) -> None:
        found = account(
            a_claim(1, low=40),
            an_act(Act.VOID, ("c1",), seq=2),
            an_act(Act.VOID, ("c2",), seq=3),
        )
        assert bars(found) == {}

    def test_what_is_not_yet_public_says_from_when_it_is(self) -> None:
        snapshot = a_snapshot(
            a_claim(1, low=40),
            a_claim(2, "police", low=44, said="2016-07-29T10:00"),
            an_act(Act.RETRACT, ("c1",), seq=3, said="2016-07-30T10:00"),
            as_of="2016-07-28",
        )
        found = why(dossier(snapshot, "latest"), KILLED)

        assert bars(found) == {"c2": (Bar.NOT_YET_PUBLIC, None), "c3": (Bar.NOT_YET_PUBLIC, None)}
        assert found.barred[0].from_us is not None
        then = replace(snapshot, as_of_us=found.barred[0].from_us)
        just_public = why(dossier(then, "latest"), KILLED)
        assert "c2" not in bars(just_public)

    def test_increments_are_not_totals(self) -> None:
        found = account(a_claim(1), a_claim(2, "police", low=75, mode=Mode.INCREMENT))
        assert bars(found) == {"c2": (Bar.NOT_A_TOTAL, None)}

    def test_what_was_recorded_later_is_named_as_not_yet_recorded(self) -> None:
        early, late = a_claim(1, low=40), a_claim(2, "police", low=44)

        found = why(dossier(a_snapshot(early), "latest"), KILLED, [late])

        assert bars(found) == {"c2": (Bar.NOT_YET_RECORDED, None)}
        assert found.barred[0].from_us == RECORDED_US + 2
        assert found.picture.estimate.best == 40

    def test_a_count_of_which_only_a_stock_is_told_has_an_account_too(self) -> None:
        found = account(a_claim(1, mode=Mode.STOCK))
        assert found.eligible == ()
        assert found.picture.estimate.figures == (None, None, None)

    def test_a_count_that_nobody_speaks_of_names_those_there_are(self) -> None:
        known = dossier(a_snapshot(a_claim(1, scope="Turkey")))
        with pytest.raises(NotFoundError, match="no count 'killed'; the counts are killed//Turkey"):
            why(known, KILLED)


class TestStanding:
    def test_a_claim_is_superseded_by_the_next_newer_one_not_by_the_newest(self) -> None:
        found = account(
            a_claim(1, low=40, said="2016-07-27"),
            a_claim(2, low=44, said="2016-07-28"),
            a_claim(3, low=57, said="2016-07-29"),
        )
        assert falls(found) == {"c1": (How.SUPERSEDED, "c2"), "c2": (How.SUPERSEDED, "c3")}

    def test_a_reprint_of_an_old_figure_never_stood(self) -> None:
        """ "Rose to 50" printed two days after 57."""
        found = account(
            a_claim(1, low=57, said="2016-07-28"),
            a_claim(2, low=50, said="2016-07-27", published="2016-07-30"),
        )
        assert falls(found) == {"c2": (How.ALREADY_OLD, "c1")}

    def test_a_claim_without_a_number_never_ends_one_with_a_number(self) -> None:
        found = account(a_claim(1, low=40), a_claim(2, low=None, high=None, said="2016-07-29"))
        assert falls(found) == {"c2": (How.NO_NUMBER, "c1")}

    def test_a_withdrawal_names_the_retraction_and_what_fell_with_it(self) -> None:
        found = account(
            a_claim(1, "police", low=359),
            a_claim(2, "wire", low=359, said="2016-07-28", relays="c1"),
            an_act(Act.RETRACT, ("c1",), seq=3, source="ministry", said="2016-07-29"),
        )
        assert falls(found) == {"c1": (How.WITHDRAWN, "c3"), "c2": (How.FELL_WITH, "c3")}
        assert [(act.row.id, act.ends) for act in found.acts] == [("c3", ("c1", "c2"))]
        assert voice(found, "police").standing is None

    def test_a_superseded_claim_that_is_withdrawn_says_withdrawn(self) -> None:
        found = account(
            a_claim(1, low=290),
            a_claim(2, low=253, said="2016-07-28"),
            an_act(Act.RETRACT, ("c1",), seq=3, said="2016-07-29"),
        )
        assert falls(found) == {"c1": (How.WITHDRAWN, "c3")}

    def test_a_relay_gives_way_to_the_claim_that_it_passes_on(self) -> None:
        found = account(
            a_claim(1, "wire", low=44, said="2016-07-27T10:00", relays="c2"),
            a_claim(2, "police", low=44, said="2016-07-27T10:00", published="2016-07-27T12:00"),
        )
        assert falls(found) == {"c1": (How.PASSED_ON, "c2")}

    def test_a_retraction_of_nothing_is_shown_and_changes_nothing(self) -> None:
        found = account(
            a_claim(1, low=40), an_act(Act.RETRACT, (), seq=2, source="police", said="2016-07-29")
        )
        assert [(act.row.id, act.ends) for act in found.acts] == [("c2", ())]
        assert falls(found) == {}


class TestVoices:
    def test_a_spokesman_counts_for_his_ministry_and_the_way_is_told(self) -> None:
        found = account(
            a_claim(1, "ministry", low=40),
            a_claim(2, "spokesman", low=44, said="2016-07-28"),
            a_claim(3, "wire", low=44, said="2016-07-29", relays="c2"),
            sources=(
                a_source("spokesman", speaks_for="ministry"),
                a_source("ministry", Kind.GOVERNMENT),
            ),
        )
        (ministry,) = found.voices
        ways = {member.source: member.links for member in ministry.members}
        assert ways["ministry"] == ()
        assert ways["spokesman"] == ((Tie.SPEAKS_FOR, "ministry"),)
        assert ways["wire"] == ((Tie.RELAYS, "spokesman"), (Tie.SPEAKS_FOR, "ministry"))

    def test_a_merged_source_says_so(self) -> None:
        found = account(
            a_claim(1, "sohr-uk"),
            sources=(a_source("sohr-uk", merged_into="sohr"), a_source("sohr")),
        )
        assert found.voices[0].members[0].links == ((Tie.MERGED_INTO, "sohr"),)

    def test_a_party_is_told_by_its_side_or_by_its_kind(self) -> None:
        found = account(
            a_claim(1, "amaq", low=100),
            a_claim(2, "militia", low=9, said="2016-07-28"),
            sources=(
                a_source("amaq", Kind.MEDIA, affiliation="islamic-state"),
                a_source("militia", Kind.ARMED_GROUP),
            ),
            perpetrator="islamic-state",
        )
        assert voice(found, "amaq").party == (
            "it belongs to islamic-state, the suspected perpetrator"
        )
        assert voice(found, "militia").party == "its kind is armed group"

    def test_a_contested_number_names_the_dispute_also_where_the_voice_repeats_it(self) -> None:
        found = account(
            a_claim(1, "police", low=359),
            an_act(Act.DISPUTE, ("c1",), seq=2, source="ministry", said="2016-07-28"),
            a_claim(3, "police", low=359, said="2016-07-29"),
        )
        police = voice(found, "police")
        assert police.dispute is not None
        assert police.dispute.id == "c2"
        assert police.doubt == "disputed"

    def test_a_doubtful_source_is_questionable_for_its_letter(self) -> None:
        found = account(a_claim(1, "blog"), sources=(a_source("blog", reliability=Reliability.E),))
        assert found.voices[0].doubt == "reliability E"


MADE = {
    "latest": "said 12 hours before the newest",
    "range": "40",
    "gtd": "said 12 hours before the newest: within the window of 24 hours",
    "gtd:window_hours=6": "said 12 hours before the newest: outside the window of 6 hours",
    "acled": "counts as 40",
    "ucdp": "reliability C",
    "priority": "hospital, 4 of 23 in the order",
    "priority:order=coroner": "hospital, not in the order",
    "majority": "40: 1 voice",
}


class TestRule:
    @pytest.mark.parametrize("method", MADE)
    def test_each_method_says_what_it_made_of_a_claim(self, method: str) -> None:
        found = account(
            a_claim(1, "hospital", low=40, said="2016-07-27T10:00"),
            a_claim(2, "police", low=57, said="2016-07-27T22:00"),
            method=method,
        )
        assert found.weighed[0].told == MADE[method]

    def test_consensus_says_what_a_claim_weighs_and_how_old_it_is(self) -> None:
        found = account(
            a_claim(1, "hospital", low=40, said="2016-07-27T10:00"),
            a_claim(2, "police", low=57, said="2016-07-27T22:00"),
            method="consensus",
        )
        assert found.weighed[0].told.startswith("weight ")
        assert found.weighed[0].told.endswith("said 12 hours before the newest")

    @pytest.mark.parametrize("method", METHODS)
    def test_every_method_speaks_of_parties_and_of_claims_without_a_number(
        self, method: str
    ) -> None:
        found = account(
            a_claim(1, "amaq", low=100),
            a_claim(2, "hospital", low=None, high=None),
            a_claim(3, "police", low=57),
            sources=(a_source("amaq", Kind.ARMED_GROUP_MEDIA),),
            method=method,
        )
        assert all(one.told for one in found.weighed)


ACTS = st.sampled_from([Act.ASSERT, Act.ASSERT, Act.ASSERT, Act.RETRACT, Act.DISPUTE, Act.VOID])


@st.composite
def histories(draw: st.DrawFn) -> Snapshot:
    """Up to nine rows of three sources over five days, some of them acts on earlier rows."""
    rows: list[RecordedClaim] = []
    for seq in range(1, draw(st.integers(2, 10))):
        act = draw(ACTS) if rows else Act.ASSERT
        source = draw(st.sampled_from(["hospital", "police", "spokesman"]))
        said = f"2016-07-{draw(st.integers(25, 29))}"
        if act is Act.ASSERT:
            relays = draw(st.sampled_from(["", *(row.id for row in rows)]))
            low = draw(st.none() | st.integers(0, 60))
            rows.append(a_claim(seq, source, low=low, said=said, relays=relays))
        else:
            target = draw(st.sampled_from(rows)).id
            rows.append(an_act(act, (target,), seq=seq, source=source, said=said))
    as_of = draw(st.sampled_from([None, "2016-07-26", "2016-07-28"]))
    return a_snapshot(*rows, sources=(a_source("spokesman", speaks_for="police"),), as_of=as_of)


@given(histories(), st.sampled_from(list(METHODS)))
def test_every_row_is_accounted_for_once_and_the_account_is_the_dossiers(
    snapshot: Snapshot, method: str
) -> None:
    known = dossier(snapshot, method)

    found = why(known, KILLED)

    standing = [one.one.claim.id for one in found.weighed]
    told = [*standing, *falls(found), *bars(found), *(act.row.id for act in found.acts)]
    voids = {row.id for row in snapshot.claims if row.act is Act.VOID}
    assert sorted(told) == sorted({row.id for row in snapshot.claims} - voids)
    assert {row.id for row in found.eligible} == {*standing, *falls(found)}
    estimate = found.picture.estimate
    assert tuple(one.one.claim.id for one in found.weighed if one.used) == tuple(
        one for one in standing if one in estimate.used
    )
    members = [claim for one in found.voices for each in one.members for claim in each.claims]
    assert sorted(members) == sorted(row.id for row in found.eligible)


def test_a_count_is_written_in_one_word() -> None:
    assert written_count(KILLED) == "killed"
    assert written_count(Count(Metric.KILLED, Population.CHILDREN, "a/b")) == "killed/children/a/b"


def test_low_and_high_name_the_claims_that_give_them_parties_last() -> None:
    rows = (
        a_claim(1, "hospital", low=40),
        a_claim(2, "police", low=52, high=60),
        a_claim(3, "amaq", low=60),
    )
    sources = (
        a_source("hospital"),
        a_source("police", Kind.POLICE),
        a_source("amaq", Kind.ARMED_GROUP_MEDIA),
    )
    (picture,) = dossier(a_snapshot(*rows, sources=sources), "ucdp").pictures
    assert [one.claim.id for one in who_sets_low(picture.estimate)] == ["c1"]
    assert [one.claim.id for one in who_sets_high(picture.estimate)] == ["c2"]
