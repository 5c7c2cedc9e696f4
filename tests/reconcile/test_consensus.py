"""The consensus: what carries a number, what its range holds, how it is told."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.figures import read_figure
from tracker.model import Act, Kind, Metric, RecordedClaim, Reliability
from tracker.reconcile import Estimate, dossier
from tracker.reconcile.methods.consensus import PARAMETERS, consensus
from tracker.reconcile.methods.consensus.numbers import (
    Vote,
    best_of,
    candidates,
    counts_of,
    far_vote,
    support_of,
)
from tracker.reconcile.methods.consensus.weights import weighed

SOURCES = (
    a_source("hospital", Kind.HOSPITAL),
    a_source("police", Kind.POLICE),
    a_source("monitor", Kind.MONITOR),
    a_source("ministry", Kind.GOVERNMENT),
    a_source("paper", Kind.MEDIA, reliability=Reliability.F),
    a_source("wire", Kind.MEDIA, reliability=Reliability.F),
    a_source("blog", Kind.SOCIAL_MEDIA, reliability=Reliability.E),
    a_source("amaq", Kind.ARMED_GROUP_MEDIA, reliability=Reliability.F),
)


def estimate(*claims: RecordedClaim) -> Estimate:
    (picture,) = dossier(a_snapshot(*claims, sources=SOURCES)).pictures
    return picture.estimate


def at(hour: int, day: int = 27) -> str:
    return f"2016-07-{day:02}T{hour:02}:00+00:00"


class TestWhatCarriesANumber:
    def test_two_voices_carry_what_one_of_their_weight_does_not(self) -> None:
        below = [
            a_claim(1, "hospital", low=40, said=at(12)),
            a_claim(2, "police", low=40, said=at(12)),
            a_claim(3, "monitor", low=41, said=at(12)),
        ]
        one = a_claim(4, "paper", low=60, said=at(12))
        other = a_claim(5, "wire", low=60, said=at(12))
        assert estimate(*below, one).best == 41
        assert estimate(*below, one, other).best == 60

    def test_one_light_voice_does_not_lift_a_number_that_many_contradict(self) -> None:
        """Qamishli, the morning of 28 July: an unconfirmed 67 among many in the fifties."""
        result = estimate(
            a_claim(1, "police", low=55, said=at(0, 28)),
            a_claim(2, "monitor", low=57, said=at(0, 28)),
            a_claim(3, "ministry", low=55, said=at(2, 28)),
            a_claim(4, "wire", low=50, said=at(2, 28)),
            a_claim(5, "paper", low=67, said=at(7, 28)),
        )
        assert (result.best, result.high) == (57, 67)

    def test_a_single_fresh_count_replaces_yesterdays(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=207, said=at(9, 21)),
            a_claim(2, "monitor", low=215, said=at(9, 21)),
            a_claim(3, "police", low=290, said=at(9, 22)),
        )
        assert result.best == 290

    def test_more_than_57_beside_57_is_57_which_somebody_has_counted(self) -> None:
        more = a_claim(1, "hospital", low=58, high=None)
        worded = a_claim(
            1, "hospital", figure=type(more.figure).given(58, None, "أكثر من 57"), bounds_given=True
        )
        result = estimate(worded, a_claim(2, "police", low=57), a_claim(3, "wire", low=57))
        assert result.best == 57
        assert set(result.used) == {"c1", "c2", "c3"}

    def test_at_least_56_beside_55_stays_56(self) -> None:
        result = estimate(a_claim(1, "hospital", low=56, high=None), a_claim(2, "police", low=55))
        assert result.best == 56


class TestANumberThatItsSourceHasGivenUp:
    """115 came down to 97, as after the Maui fire; papers of the same day still print 115."""

    echoes = (
        a_claim(1, "police", low=115, said=at(8)),
        a_claim(2, "paper", low=115, said=at(9)),
        a_claim(3, "wire", low=115, said=at(9)),
    )

    def test_no_longer_counts_where_others_had_it_from_before(self) -> None:
        result = estimate(*self.echoes, a_claim(4, "police", low=97, said=at(14)))
        assert result.best == 97
        assert "its source has given that number up" in dict(result.set_aside)["c2"]

    def test_counts_where_somebody_says_it_afterwards(self) -> None:
        after = (
            a_claim(5, "hospital", low=115, said=at(15)),
            a_claim(6, "monitor", low=115, said=at(15)),
        )
        result = estimate(*self.echoes, a_claim(4, "police", low=97, said=at(14)), *after)
        assert result.best == 115

    def test_counts_again_when_its_source_says_it_again(self) -> None:
        back = a_claim(5, "police", low=115, said=at(16))
        result = estimate(*self.echoes, a_claim(4, "police", low=97, said=at(14)), back)
        assert result.best == 115

    def test_a_paper_that_prints_a_lower_number_gives_nothing_up_for_others(self) -> None:
        result = estimate(
            a_claim(1, "paper", low=55, said=at(8)),
            a_claim(2, "hospital", low=55, said=at(9)),
            a_claim(3, "paper", low=22, said=at(10)),
        )
        assert result.best == 55

    def test_a_withdrawal_without_a_new_figure_closes_the_copies_too(self) -> None:
        result = estimate(
            *self.echoes,
            an_act(Act.RETRACT, ("c1",), seq=4, source="police", said=at(12)),
            a_claim(5, "hospital", low=90, said=at(11)),
        )
        assert result.best == 90


class TestLowAndHigh:
    def test_one_voice_alone_never_lifts_the_low_end(self) -> None:
        """WHO's 4,800 for government-held Syria, days after the ministry's 812."""
        result = estimate(
            a_claim(1, "ministry", low=812, said=at(6, 7)),
            a_claim(2, "monitor", low=1056, said=at(9, 7)),
            a_claim(3, "hospital", low=4800, said=at(9, 12)),
        )
        assert result.figures == (1056, 4800, 4800)

    def test_an_old_number_far_below_is_left_behind_and_one_near_below_stays(self) -> None:
        fresh = [
            a_claim(seq, name, low=100, said=at(9, 28))
            for seq, name in ((1, "hospital"), (2, "police"), (3, "monitor"))
        ]
        assert estimate(*fresh, a_claim(4, "paper", low=14, said=at(9, 23))).low == 100
        assert estimate(*fresh, a_claim(4, "paper", low=90, said=at(9, 23))).low == 90

    def test_what_is_more_than_a_week_behind_moves_it_no_more(self) -> None:
        """Mogadishu: 358 in October, the committee's 587 in March."""
        result = estimate(
            a_claim(1, "ministry", low=358, said="2016-07-01"), a_claim(2, "monitor", low=587)
        )
        assert result.figures == (587, 587, 587)

    def test_an_open_ended_floor_hardly_lowers_the_low_end(self) -> None:
        counts = [a_claim(seq, name, low=231) for seq, name in ((1, "hospital"), (2, "police"))]
        assert estimate(*counts, a_claim(3, "wire", low=24, high=None)).low == 231
        assert estimate(*counts, a_claim(3, "wire", low=24)).low == 24


class TestTheSentence:
    def test_says_how_many_reach_it_how_new_and_what_was_set_aside_and_why(self) -> None:
        result = estimate(
            a_claim(1, "police", low=57, said=at(8, 28)),
            a_claim(2, "monitor", low=57, said="2016-07-28"),
            a_claim(3, "ministry", low=52, said=at(8, 28)),
            a_claim(4, "blog", low=67, said=at(8, 28)),
            a_claim(5, "amaq", low=100, said="2016-07-27"),
        )
        assert result.rule == (
            "three independent voices between 52 and 57, newest 28 July 2016; two of them and one "
            "above say that 57 was reached, 64% of the fresh weight that takes a position; "
            "67 set aside: only one voice gives it (reliability E); 100: a party's claim"
        )

    def test_of_a_floor_says_who_carries_it_and_leaves_the_party_out(
        self,
    ) -> None:
        sources = (
            a_source("qamishli-hospital", Kind.HOSPITAL, reliability=Reliability.F),
            a_source("sohr", Kind.MONITOR),
            a_source("sana", Kind.STATE_MEDIA, reliability=Reliability.D),
            a_source("voa", Kind.MEDIA, reliability=Reliability.F),
            a_source("amaq", Kind.ARMED_GROUP_MEDIA, reliability=Reliability.F),
        )
        claims = (
            a_claim(1, "qamishli-hospital", low=56, high=None),
            a_claim(2, "sohr", low=48),
            a_claim(3, "sana", low=44),
            a_claim(4, "voa", low=41, high=None),
            a_claim(5, "amaq", low=100, high=None),
        )
        (picture,) = dossier(a_snapshot(*claims, sources=sources)).pictures
        assert picture.estimate.figures == (44, 56, 56)
        assert picture.estimate.rule == (
            "two independent voices between 48 and 56, newest 27 July 2016; one of them says that "
            "56 was reached, 36% of the fresh weight that takes a position; 100: a party's claim"
        )

    def test_puts_several_doubts_into_one_pair_of_brackets(self) -> None:
        doubtful = (
            a_source("state-tv", Kind.MEDIA, reliability=Reliability.D),
            a_source("forum", Kind.MEDIA, reliability=Reliability.E),
        )
        claims = (
            a_claim(1, "police", low=57),
            a_claim(2, "state-tv", low=56),
            a_claim(3, "forum", low=56),
        )
        (picture,) = dossier(a_snapshot(*claims, sources=(*SOURCES, *doubtful))).pictures
        assert picture.estimate.rule.startswith(
            "three independent voices between 56 and 57 (one of them reliability D, one of them "
            "reliability E), newest 27 July 2016; "
        )

    def test_calls_newest_what_speaks_for_the_latest_moment_not_the_greatest_date(self) -> None:
        # Government-held Syria: 2,200 of 15 February, 2,234 of a page that says "February".
        claims = (
            a_claim(1, "monitor", low=2200, said="2023-02-15"),
            a_claim(2, "police", low=2234, said="2023-02"),
        )
        assert "newest February 2023;" in estimate(*claims).rule
        missing = (replace(one, metric=Metric.MISSING) for one in claims)
        assert "newest February 2023;" in estimate(*missing).rule

    def test_calls_a_year_no_newer_than_the_page_that_prints_it(self) -> None:
        claims = (
            a_claim(1, "monitor", low=2200, said="2023-02-15"),
            a_claim(2, "police", low=2234, said="2023", published="2023-02-10"),
        )
        assert "newest 15 February 2023;" in estimate(*claims).rule

    def test_of_a_single_voice_says_that_it_is_alone(self) -> None:
        assert estimate(a_claim(1, "hospital", low=40)).rule == (
            "the only credible voice with a number, 27 July 2016"
        )

    def test_says_one_voice_alone_where_others_are_lower(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=31, said=at(8)), a_claim(2, "police", low=44, said=at(12))
        )
        assert result.rule.startswith("one voice alone at 44, of 27 July 2016; 56% of the fresh")

    def test_many_higher_numbers_are_told_as_one_span(self) -> None:
        old = [
            a_claim(seq, name, low=300 + seq, said=at(9, 10))
            for seq, name in ((1, "paper"), (2, "wire"), (3, "ministry"))
        ]
        fresh = [
            a_claim(4, "hospital", low=253, said=at(9, 28)),
            a_claim(5, "police", low=253, said=at(9, 28)),
        ]
        assert "301 to 303 set aside: three voices, less than 1% of the weight" in (
            estimate(*old, *fresh).rule
        )

    def test_other_parameters_are_the_ones_that_the_sentence_tells(self) -> None:
        (picture,) = dossier(
            a_snapshot(a_claim(1, "hospital", low=31), a_claim(2, "paper", low=60), sources=SOURCES)
        ).pictures
        strict = replace(PARAMETERS, lone_share=0.5)
        assert "where 50% is needed" in consensus(picture.standing, strict).rule
        assert consensus(picture.standing, strict) == consensus(picture.standing, strict)


class TestWhatIsNoEvidenceAgainstANumber:
    """Those who pass figures on do not overturn a count by being the last to speak."""

    counts = (
        a_claim(1, "ministry", low=57, said=at(10)),
        a_claim(2, "police", low=57, said=at(10)),
        a_claim(3, "hospital", low=56, said=at(10)),
    )

    def test_at_least_5_of_a_paper_days_later_agrees_with_57(self) -> None:
        result = estimate(*self.counts, a_claim(4, "paper", low=5, high=None, said=at(10, 30)))
        assert result.figures == (56, 57, 57)

    def test_nor_does_it_after_a_year(self) -> None:
        late = a_claim(4, "paper", low=5, high=None, said="2017-07-30")
        assert estimate(*self.counts, late).figures == (56, 57, 57)

    def test_an_exact_copy_with_a_lost_digit_widens_low_and_leaves_best(self) -> None:
        result = estimate(
            a_claim(1, "police", low=500, said=at(10)),
            a_claim(2, "ministry", low=510, said=at(12)),
            a_claim(3, "wire", low=51, said=at(13, 28)),
        )
        assert result.best == 510

    def test_about_50_years_later_is_no_new_count(self) -> None:
        late = a_claim(4, "paper", low=50, said="2025-01-02")
        assert estimate(*self.counts, late).best == 57

    def test_years_of_copies_leave_the_counts_in_their_order(self) -> None:
        """Sri Lanka: UNICEF's 321 is older than the ministry's "at least 257", also in 2024."""
        result = estimate(
            a_claim(1, "monitor", low=321, said="2019-04-24"),
            a_claim(2, "ministry", low=257, high=None, said="2019-04-30"),
            a_claim(3, "wire", low=279, said="2024-04-21"),
        )
        assert result.best == 279

    def test_dozens_is_no_count_though_police_say_it(self) -> None:
        vague = a_claim(
            4, "police", figure=read_figure("dozens"), bounds_given=False, said=at(9, 29)
        )
        assert estimate(*self.counts[:1], self.counts[2], vague).best == 57

    def test_a_body_that_counts_is_newer_by_its_floor_too(self) -> None:
        """The ministry's "at least 257" of six days later is its count by then."""
        result = estimate(
            a_claim(1, "monitor", low=321, said="2019-04-24"),
            a_claim(2, "ministry", low=257, high=None, said="2019-04-30"),
        )
        assert result.best == 257


class TestNumbersFarApart:
    """Three times apart it matters who counts them, not who spoke last."""

    counts = (
        a_claim(1, "hospital", low=157, said=at(12)),
        a_claim(2, "police", low=157, said=at(12)),
        a_claim(3, "ministry", low=157, said=at(12)),
    )

    def test_one_voice_with_a_digit_too_many_overturns_no_three_counts(self) -> None:
        result = estimate(*self.counts, a_claim(4, "monitor", low=1570, said=at(14)))
        assert result.figures == (157, 157, 1570)
        assert "1,570 set aside: one voice, far above what two bodies or more count" in result.rule

    def test_two_papers_do_not_either(self) -> None:
        papers = (a_claim(4, "paper", low=1570), a_claim(5, "wire", low=1570))
        for paper in papers:
            assert estimate(*self.counts, paper).best == 157

    def test_two_bodies_that_reach_it_do(self) -> None:
        counts = self.counts[:2]
        more = a_claim(4, "monitor", low=1570, said=at(14)), a_claim(5, "ministry", low=1500)
        assert estimate(*counts, *more).best == 1570

    def test_counts_of_two_days_ago_hold_no_rising_toll_down(self) -> None:
        result = estimate(*self.counts, a_claim(4, "monitor", low=1570, said=at(14, 30)))
        assert result.best == 1570

    def test_one_count_alone_holds_none_down(self) -> None:
        result = estimate(self.counts[0], a_claim(4, "monitor", low=1570, said=at(14)))
        assert result.best == 1570

    def test_a_body_far_below_two_counts_overturns_neither(self) -> None:
        low = a_claim(4, "monitor", low=12, said=at(12, 30))
        result = estimate(*self.counts, low)
        assert result.figures == (12, 157, 157)
        assert result.rule == (
            "three independent voices at 157, newest 27 July 2016; 100% of the fresh weight that "
            "takes a position (what lies far below the counts of two bodies or more is not "
            "counted in) says that 157 was reached"
        )
        assert [one.reason for one in result.set_aside] == ["lower, in another camp"]

    def test_what_was_not_counted_in_is_told_so(self) -> None:
        (aside,) = estimate(*self.counts, a_claim(4, "monitor", low=12, said=at(20))).set_aside
        assert aside.reason == "lower: far below the counts of two bodies or more"


class TestCeilings:
    def test_a_number_that_only_one_old_paper_gives_gives_way_to_fresh_ceilings(self) -> None:
        result = estimate(
            a_claim(1, "paper", low=30, said=at(11, 25)),
            a_claim(2, "hospital", low=None, high=20, said=at(12)),
            a_claim(3, "ministry", low=None, high=20, said=at(12)),
        )
        assert result.figures == (0, 20, 30)
        assert result.rule.startswith(
            "two voices say that no more than 20 were reached, newest 27 July 2016, and nothing "
            "above that is carried, so nothing says how many were; 30 set aside"
        )
        assert set(result.used) == {"c2", "c3"}

    def test_a_ceiling_of_the_morning_that_was_passed_moves_no_low_number(self) -> None:
        result = estimate(
            a_claim(1, "paper", low=None, high=9, said=at(11)),
            a_claim(2, "hospital", low=38, said=at(16)),
            a_claim(3, "police", low=39, said=at(16)),
        )
        assert result.figures == (38, 39, 39)

    def test_a_ceiling_said_against_a_number_takes_low_down_however_often_it_is_repeated(
        self,
    ) -> None:
        result = estimate(
            a_claim(1, "ministry", low=471, said=at(10)),
            a_claim(2, "monitor", low=None, high=300, said=at(12)),
            a_claim(3, "ministry", low=471, said=at(10, 28)),
        )
        assert result.figures == (300, 471, 471)
        assert result.disputed


class TestWhatASourceGaveUp:
    """A fall announced by a body that counts closes the copies of what it corrects."""

    def test_a_number_that_police_counted_first_is_no_copy_of_the_hospitals(self) -> None:
        result = estimate(
            a_claim(1, "police", low=45, said=at(10)),
            a_claim(2, "hospital", low=45, said=at(11)),
            a_claim(3, "hospital", low=40, said=at(12)),
        )
        assert result.best == 45
        assert "given that number up" not in result.rule

    def test_a_floor_just_below_the_number_given_up_falls_with_it(self) -> None:
        result = estimate(
            a_claim(1, "ministry", low=120, said=at(14)),
            a_claim(2, "wire", low=120, said=at(15)),
            a_claim(3, "paper", low=118, high=None, said=at(15)),
            a_claim(4, "ministry", low=90, said=at(20)),
            a_claim(5, "ministry", low=91, said=at(8, 28)),
        )
        assert result.best == 91
        assert result.standing.given_up == {"c2", "c3"}

    def test_a_number_printed_again_after_its_withdrawal_is_still_given_up(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=40, said=at(10)),
            a_claim(2, "police", low=25, said=at(12)),
            an_act(Act.RETRACT, ("c1",), seq=3, source="hospital", said=at(13)),
            a_claim(4, "wire", low=40, said=at(14)),
            a_claim(5, "paper", low=40, said=at(14)),
        )
        assert result.best == 25
        assert result.standing.given_up == {"c4", "c5"}

    def test_who_gave_only_a_ceiling_gave_no_number_up(self) -> None:
        """A morning's "up to 50", and 30 counted at noon: a paper's 45 copies neither."""
        result = estimate(
            a_claim(1, "hospital", low=None, high=50, said=at(10)),
            a_claim(2, "paper", low=45, said=at(11)),
            a_claim(3, "hospital", low=30, said=at(12)),
        )
        assert not result.standing.given_up

    def test_a_number_that_its_source_gives_again_is_given_up_by_nobody(self) -> None:
        rows = (
            a_claim(1, "wire", low=40, said=at(10)),
            an_act(Act.RETRACT, ("c1",), seq=2, source="wire", said=at(11)),
            a_claim(3, "wire", low=40, said=at(12)),
            a_claim(4, "paper", low=40, said=at(13)),
        )
        assert estimate(*rows[:2], rows[3]).standing.given_up == {"c4"}
        assert not estimate(*rows).standing.given_up

    def test_what_a_body_that_counts_still_says_is_not_given_up(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=45, said=at(10)),
            a_claim(2, "police", low=47, said=at(10)),
            a_claim(3, "wire", low=45, said=at(11)),
            a_claim(4, "hospital", low=40, said=at(12)),
        )
        assert not result.standing.given_up


class TestDisputes:
    claims = (
        a_claim(1, "hospital", low=50, said=at(11)),
        a_claim(2, "police", low=49, said=at(12)),
        a_claim(3, "paper", low=10, said=at(12)),
    )

    def disputed_by(self, source: str) -> Estimate:
        act = an_act(Act.DISPUTE, ("c1", "c2"), source=source, seq=9, said=at(13))
        return estimate(*self.claims, act)

    def test_a_partys_denial_is_shown_and_takes_no_weight(self) -> None:
        result = self.disputed_by("amaq")
        assert (result.best, result.disputed) == (50, True)

    def test_nor_does_that_of_a_voice_of_reliability_e(self) -> None:
        assert self.disputed_by("blog").best == 50

    def test_a_credible_voices_dispute_takes_weight(self) -> None:
        assert self.disputed_by("monitor").best == 10


numbers = st.one_of(st.integers(0, 1000), st.integers(0, 9))
said = st.tuples(
    st.sampled_from([source.slug for source in SOURCES]),
    numbers,
    st.sampled_from(["exact", "open", "up to"]),
    st.integers(1, 28),
)


@given(st.lists(said, min_size=1, max_size=10))
def test_best_is_a_stated_number_that_is_carried_and_none_above_it_is(
    rows: list[tuple[str, int, str, int]],
) -> None:
    claims: list[RecordedClaim] = []
    for seq, (source, number, how, day) in enumerate(rows, 1):
        low, high = (None if how == "up to" else number), (None if how == "open" else number)
        bounds: dict[str, Any] = {"low": low, "high": high}
        claims.append(a_claim(seq, source, said=f"2016-07-{day:02}", **bounds))
    (picture,) = dossier(a_snapshot(*claims, sources=SOURCES)).pictures
    result = picture.estimate
    assert result.rule
    assert all(one.reason for one in result.set_aside)
    found = weighed(picture.standing)
    if len(found) < 2:
        return
    reachers = [one for one in found if not one.is_ceiling]
    if not reachers:
        assert result.low == 0
        return
    best = best_of(found, reachers, PARAMETERS)
    if not best.reaching:
        assert result.low == 0
        assert result.best in {one.value for one in found if one.is_ceiling}
        assert result.best < min(number for number, *_ in candidates(reachers, PARAMETERS))
        return
    assert result.best in {one.value for one in reachers}
    counts = counts_of(found)
    for number, reaching, _ in candidates(reachers, PARAMETERS):
        _, share = support_of(found, number)
        needed = PARAMETERS.lone_share if reaching == 1 else PARAMETERS.joint_share
        vote = far_vote(found, counts, number, reaching, PARAMETERS) if counts else Vote.OPEN
        if number > best.carried:
            assert vote is Vote.LOST or share < needed


def test_a_ceiling_alone_sets_no_floor() -> None:
    result = estimate(a_claim(1, "hospital", low=None, high=10))
    assert result.figures == (0, 10, 10)


def test_a_doubtful_voice_alone_is_not_called_credible() -> None:
    result = estimate(a_claim(1, "blog", low=12, said="2016-07-27"))
    assert result.rule == (
        "the only voice with a number that is not a party's (reliability E), 27 July 2016"
    )
