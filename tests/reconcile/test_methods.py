"""What each method makes of the same standing claims."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.errors import OptionError
from tracker.figures import read_figure
from tracker.model import Act, Kind, Population, RecordedClaim, Reliability, Snapshot
from tracker.reconcile import METHODS, Estimate, dossier, method_named

HOSPITAL = a_source("hospital", Kind.HOSPITAL, reliability=Reliability.B)
POLICE = a_source("police", Kind.POLICE, reliability=Reliability.C)
MONITOR = a_source("monitor", Kind.MONITOR, reliability=Reliability.C)
BLOG = a_source("blog", Kind.SOCIAL_MEDIA, reliability=Reliability.E)
AMAQ = a_source("amaq", Kind.ARMED_GROUP_MEDIA, reliability=Reliability.F)
SOURCES = (HOSPITAL, POLICE, MONITOR, BLOG, AMAQ)


def estimate(method: str, *claims: RecordedClaim) -> Estimate:
    return by_method(method, a_snapshot(*claims, sources=SOURCES))


def by_method(method: str, snapshot: Snapshot) -> Estimate:
    (picture,) = dossier(snapshot, method).pictures
    return picture.estimate


def why(result: Estimate, claim_id: str) -> str:
    return dict(result.set_aside)[claim_id]


@pytest.mark.parametrize("method", METHODS)
class TestEveryMethod:
    def test_says_unknown_and_why_when_nothing_has_a_number(self, method: str) -> None:
        result = estimate(method, a_claim(1, low=None, high=None))
        assert result.figures == (None, None, None)
        assert result.rule
        assert why(result, "c1") == "gives no number"

    def test_takes_a_single_exact_figure_as_it_is(self, method: str) -> None:
        result = estimate(method, a_claim(1, low=40))
        assert (result.low, result.high) == (40, 40)
        assert result.used == ("c1",)

    def test_accounts_for_every_standing_claim_once(self, method: str) -> None:
        claims = (
            a_claim(1, "hospital", low=40),
            a_claim(2, "police", low=44),
            a_claim(3, "monitor", low=57, said="2016-07-28"),
            a_claim(4, "blog", low=None, high=None),
            a_claim(5, "amaq", low=100),
        )
        result = estimate(method, *claims)
        told = [*result.used, *(aside.claim for aside in result.set_aside)]
        assert sorted(told) == ["c1", "c2", "c3", "c4", "c5"]


class TestLatest:
    def test_takes_the_newest_of_a_voice_that_is_not_questionable(self) -> None:
        result = estimate(
            "latest",
            a_claim(1, "hospital", low=40, said="2016-07-27"),
            a_claim(2, "police", low=44, said="2016-07-28"),
            a_claim(3, "blog", low=90, said="2016-07-29"),
            a_claim(4, "amaq", low=100, said="2016-07-30"),
        )
        assert result.best == 44
        assert why(result, "c3") == "reliability E"
        assert why(result, "c4") == "a party's claim"
        assert why(result, "c1") == "older"

    def test_passes_over_a_disputed_claim(self) -> None:
        claims = (
            a_claim(1, "hospital", low=40),
            a_claim(2, "police", low=359, said="2016-07-28"),
            an_act(Act.DISPUTE, ("c2",), source="monitor", said="2016-07-29"),
        )
        assert estimate("latest", *claims).best == 40


class TestRange:
    def test_runs_from_the_least_to_the_greatest_value_without_a_best(self) -> None:
        result = estimate(
            "range",
            a_claim(1, "hospital", low=40, high=None),
            a_claim(2, "police", low=None, high=50),
            a_claim(3, "monitor", low=30, high=60),
            a_claim(4, "amaq", low=100),
        )
        assert result.figures == (30, None, 60)
        assert why(result, "c4") == "a party's claim"


class TestGtd:
    def test_follows_the_most_recent_source_when_it_stands_alone_in_its_window(self) -> None:
        result = estimate(
            "gtd",
            a_claim(1, "hospital", low=40, said="2016-07-27"),
            a_claim(2, "police", low=44, said="2016-07-29"),
        )
        assert result.best == 44

    def test_takes_the_majority_of_several_about_equally_recent(self) -> None:
        result = estimate(
            "gtd",
            a_claim(1, "hospital", low=57),
            a_claim(2, "police", low=57),
            a_claim(3, "monitor", low=40),
        )
        assert result.best == 57
        assert "2 of 3 voices" in result.rule
        assert "window 24 hours" in result.rule

    def test_takes_the_lowest_unquestionable_when_there_is_no_majority(self) -> None:
        result = estimate(
            "gtd",
            a_claim(1, "hospital", low=57),
            a_claim(2, "police", low=44),
            a_claim(3, "blog", low=12),
        )
        assert result.best == 44

    def test_half_of_the_voices_is_no_majority(self) -> None:
        result = estimate("gtd", a_claim(1, "hospital", low=57), a_claim(2, "police", low=44))
        assert result.best == 44

    def test_compares_everybody_when_the_most_recent_is_questionable(self) -> None:
        result = estimate(
            "gtd",
            a_claim(1, "hospital", low=57, said="2016-07-25"),
            a_claim(2, "police", low=44, said="2016-07-26"),
            a_claim(3, "amaq", low=100, said="2016-07-30"),
        )
        assert result.best == 44

    def test_is_silent_when_nothing_is_usable(self) -> None:
        result = estimate("gtd", a_claim(1, "amaq", low=100), a_claim(2, "blog", low=12))
        assert result.figures == (None, None, None)

    def test_a_questionable_voice_alone_is_its_own_majority(self) -> None:
        result = estimate("gtd", a_claim(1, "amaq", low=100))
        assert result.figures == (100, 100, 100)
        assert result.rule == (
            "the only voice with a number is questionable (a party's claim); "
            "1 of 1 voices, a majority, say 100"
        )

    def test_who_was_outvoted_had_a_vote_whoever_it_is(self) -> None:
        claims = (
            a_claim(1, "hospital", low=57),
            a_claim(2, "police", low=57),
            a_claim(3, "amaq", low=100),
        )
        assert why(estimate("gtd", *claims), "c3") == "not the majority's number"

    def test_says_when_only_a_part_of_the_victims_is_covered(self) -> None:
        claim = a_claim(1, "hospital", low=25, scope="Colombo")
        assert estimate("gtd", claim).rule.endswith("; covers only Colombo")
        police = a_claim(1, low=8, scope="Colombo", population=Population.SECURITY_FORCES)
        assert estimate("gtd", police).rule.endswith("; covers only security forces, Colombo")


class TestAcled:
    def test_takes_the_least_and_notes_the_disagreement(self) -> None:
        result = estimate("acled", a_claim(1, "hospital", low=57), a_claim(2, "police", low=44))
        assert result.best == 44
        assert "57" in result.rule

    def test_a_range_goes_up_to_its_greater_number(self) -> None:
        claims = a_claim(1, "hospital", low=20), a_claim(2, "police", low=30, high=60)
        rule = estimate("acled", *claims).rule
        assert rule == "the least of the 2 standing values, 20; they go up to 60"

    def test_reads_vague_words_by_its_own_policy(self) -> None:
        vague = a_claim(1, "hospital", figure=read_figure("dozens"), bounds_given=False)
        assert estimate("acled", vague).best == 12
        assert estimate("latest", vague).low == 24

    def test_keeps_bounds_that_the_file_gave(self) -> None:
        given_bounds = a_claim(1, "hospital", low=24, high=None, bounds_given=True)
        assert estimate("acled", given_bounds).best == 24


class TestUcdp:
    def test_best_is_the_lower_value_of_the_most_reliable_tier(self) -> None:
        result = estimate(
            "ucdp",
            a_claim(1, "hospital", low=57),
            a_claim(2, "police", low=44),
            a_claim(3, "monitor", low=60),
            a_claim(4, "blog", low=9),
        )
        assert result.figures == (44, 57, 60)


class TestPriority:
    def test_takes_the_first_kind_in_the_order_whatever_is_newer(self) -> None:
        result = estimate(
            "priority",
            a_claim(1, "hospital", low=40, said="2016-07-26"),
            a_claim(2, "police", low=44, said="2016-07-29"),
        )
        assert result.best == 40
        assert "hospital" in result.rule


class TestMajority:
    def test_takes_the_number_most_voices_give_the_lower_of_a_tie(self) -> None:
        claims = (
            a_claim(1, "hospital", low=57),
            a_claim(2, "police", low=44),
            a_claim(3, "monitor", low=44),
            a_claim(4, "blog", low=57),
        )
        assert estimate("majority", *claims).best == 44


class TestConsensus:
    def test_a_low_number_of_the_morning_does_not_hold_down_the_evening(self) -> None:
        result = estimate(
            "consensus",
            a_claim(1, "hospital", low=14, said="2016-07-27T06:00+00:00"),
            a_claim(2, "police", low=52, said="2016-07-27T22:00+00:00"),
            a_claim(3, "monitor", low=50, said="2016-07-27T21:00+00:00"),
        )
        assert result.best == 52
        assert why(result, "c1").startswith("lower")

    def test_one_light_voice_however_high_does_not_move_it(self) -> None:
        claims = (
            a_claim(1, "hospital", low=52),
            a_claim(2, "police", low=52),
            a_claim(3, "monitor", low=51),
            a_claim(4, "blog", low=400),
        )
        result = estimate("consensus", *claims)
        assert result.best == 52
        assert result.high == 400
        assert "higher" in why(result, "c4")

    def test_a_party_has_no_say(self) -> None:
        result = estimate("consensus", a_claim(1, "hospital", low=40), a_claim(2, "amaq", low=100))
        assert result.figures == (40, 40, 40)
        assert why(result, "c2") == "a party's claim"

    def test_a_party_alone_gives_no_best(self) -> None:
        result = estimate("consensus", a_claim(1, "amaq", low=100))
        assert result.figures == (100, None, 100)
        assert result.disputed

    def test_what_parties_alone_say_is_low_and_high_with_both_ends_of_a_range(self) -> None:
        said = a_claim(1, "amaq", low=30, high=60)
        assert estimate("consensus", said).figures == (30, None, 60)
        assert estimate("consensus", said, a_claim(2, "blog", low=None, high=None)).high == 60

    def test_a_partys_ceiling_alone_is_no_floor(self) -> None:
        result = estimate("consensus", a_claim(1, "amaq", low=None, high=50))
        assert result.figures == (0, None, 50)

    def test_an_old_figure_counts_its_age_to_the_newest_claim_not_to_the_clock(self) -> None:
        old = a_claim(1, "hospital", low=40, said="1995-01-01", published="1995-01-01")
        assert estimate("consensus", old).figures == (40, 40, 40)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([source.slug for source in SOURCES]),
                st.one_of(st.none(), st.integers(0, 10**6)),
                st.one_of(st.none(), st.integers(0, 10**6)),
                st.integers(1, 28),
            ),
            min_size=1,
            max_size=12,
        )
    )
    def test_its_ends_are_finite_and_in_order_whenever_a_standing_claim_has_a_number(
        self, rows: list[tuple[str, int | None, int | None, int]]
    ) -> None:
        claims: list[RecordedClaim] = []
        for seq, (source, one, other, day) in enumerate(rows, 1):
            low, high = one, other
            if low is not None and high is not None and low > high:
                low, high = high, low
            said: dict[str, Any] = {"said": f"2016-07-{day:02}"}
            claims.append(a_claim(seq, source, low=low, high=high, **said))
        (picture,) = dossier(a_snapshot(*claims, sources=SOURCES)).pictures
        result = picture.estimate
        if any(one.value is not None for one in picture.standing.claims):
            assert result.low is not None
            assert result.high is not None
            assert result.low <= result.high
            assert result.best is None or result.low <= result.best <= result.high


def test_a_method_that_does_not_exist_is_refused_with_near_names() -> None:
    with pytest.raises(OptionError, match="did you mean consensus"):
        method_named("concensus")


class TestConsensusBesideOneFreshClaim:
    """Old weights are as small as 2^-1000 of the newest one, and still decide between them."""

    def test_an_open_claim_years_later_does_not_let_the_oldest_of_the_old_decide(self) -> None:
        result = estimate(
            "consensus",
            a_claim(1, "hospital", low=311, said="2019-04-23"),
            a_claim(2, "police", low=269, said="2020-04-21"),
            a_claim(3, "monitor", low=261, high=None, said="2021-04-04"),
        )
        assert result.best == 269

    def test_an_open_claim_below_an_older_count_does_not_push_it_out(self) -> None:
        result = estimate(
            "consensus",
            a_claim(1, "hospital", low=57, said="2016-07-28"),
            a_claim(2, "police", low=51, high=None, said="2016-08-03"),
        )
        assert result.best == 57

    def test_a_rounded_repetition_does_not_push_out_the_exact_number(self) -> None:
        result = estimate(
            "consensus",
            a_claim(1, "hospital", low=53_537, said="2024-02-02"),
            a_claim(2, "police", low=53_000, said="2024-02-06"),
        )
        assert result.best == 53_537
