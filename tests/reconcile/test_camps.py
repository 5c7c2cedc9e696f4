"""Camps: who stays apart, and what is only a rising toll."""

from dataclasses import replace

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tests.golden.conftest import SAMPLE_DATA
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.model import Act, Kind, Metric, RecordedClaim, Reliability, stamp
from tracker.reconcile import Estimate, dossier

SOURCES = (
    a_source("hospital", Kind.HOSPITAL),
    a_source("police", Kind.POLICE),
    a_source("monitor", Kind.MONITOR),
    a_source("intelligence", Kind.INTELLIGENCE, reliability=Reliability.F),
    a_source("paper", Kind.MEDIA, reliability=Reliability.F),
    a_source("wire", Kind.MEDIA, reliability=Reliability.F),
    a_source("blog", Kind.SOCIAL_MEDIA, reliability=Reliability.E),
    a_source("amaq", Kind.ARMED_GROUP_MEDIA),
)


def estimate(*claims: RecordedClaim) -> Estimate:
    (picture,) = dossier(a_snapshot(*claims, sources=SOURCES)).pictures
    return picture.estimate


def spans(result: Estimate) -> list[tuple[int, int]]:
    return [(camp.low, camp.high) for camp in result.camps]


def day(number: int, hour: int = 9) -> str:
    return f"2023-10-{number:02}T{hour:02}:00+00:00"


class TestACeiling:
    """ "No more than 300" is said against 471 at once; half a day need not pass."""

    ceiling = a_claim(2, "police", low=None, high=300, said=day(18))

    def test_it_makes_two_camps_once_the_higher_number_is_public(self) -> None:
        result = estimate(a_claim(1, "hospital", low=471, said=day(18)), self.ceiling)
        assert spans(result) == [(300, 300), (471, 471)]
        assert result.disputed

    def test_before_the_higher_number_is_public_it_makes_none(self) -> None:
        result = estimate(a_claim(1, "hospital", low=471, said=day(18, 15)), self.ceiling)
        assert not result.camps
        (aside,) = result.set_aside
        assert aside.reason == "a ceiling, which others say is passed"


class TestTwoCamps:
    """471 by a ministry; the next day an intelligence service says at most 300."""

    ministry = a_claim(1, "hospital", low=471, said=day(18))
    service = a_claim(2, "intelligence", low=100, high=300, said=day(19))

    def test_a_lower_figure_given_in_the_face_of_the_higher_one_makes_two(self) -> None:
        result = estimate(self.ministry, self.service)
        assert spans(result) == [(100, 100), (471, 471)]
        assert result.disputed
        assert [one.by.voice for one in result.camps[0].claims] == ["intelligence"]

    def test_best_is_one_camps_number_and_never_an_average(self) -> None:
        assert estimate(self.ministry, self.service).best in (100, 471)

    def test_low_and_high_hold_both(self) -> None:
        result = estimate(self.ministry, self.service)
        assert (result.low, result.high) == (100, 471)

    def test_the_other_side_is_set_aside_as_another_camp_and_not_as_passed(self) -> None:
        result = estimate(self.ministry, self.service)
        (aside,) = result.set_aside
        assert "in another camp" in aside.reason
        assert "minimum" not in aside.reason

    def test_ends_when_one_side_withdraws(self) -> None:
        gone = an_act(Act.RETRACT, ("c1",), seq=3, source="hospital", said=day(20))
        assert spans(estimate(self.ministry, self.service, gone)) == []

    def test_lasts_while_bodies_that_count_stand_by_their_numbers(self) -> None:
        later = a_claim(3, "monitor", low=120, said=day(27))
        assert spans(estimate(self.ministry, self.service, later)) == [(120, 120), (471, 471)]

    def test_ends_when_papers_alone_are_a_week_behind_everybody_else(self) -> None:
        papers = (
            a_claim(1, "paper", low=471, said=day(18)),
            a_claim(2, "wire", low=471, said=day(18)),
        )
        assert spans(estimate(*papers, a_claim(3, "monitor", low=120, said=day(27)))) == []


class TestNoCamps:
    def test_a_toll_that_rises_from_voice_to_voice_is_one(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=14, said=day(1, 6)),
            a_claim(2, "police", low=31, said=day(1, 9)),
            a_claim(3, "monitor", low=57, said=day(1, 20)),
        )
        assert result.camps == ()
        assert not result.disputed

    def test_a_floor_given_later_contradicts_nothing(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=57, said=day(1)),
            a_claim(2, "police", low=40, high=None, said=day(3)),
        )
        assert result.camps == ()

    def test_numbers_a_tenth_apart_or_two_people_apart_are_one(self) -> None:
        near = (
            a_claim(1, "hospital", low=110, said=day(1)),
            a_claim(2, "police", low=100, said=day(3)),
        )
        few = (a_claim(1, "hospital", low=6, said=day(1)), a_claim(2, "police", low=4, said=day(3)))
        assert estimate(*near).camps == estimate(*few).camps == ()

    def test_one_late_paper_with_an_old_number_is_no_camp_and_two_papers_are(self) -> None:
        first = a_claim(1, "hospital", low=290, said=day(1))
        paper = a_claim(2, "paper", low=207, said=day(2))
        assert estimate(first, paper).camps == ()
        assert spans(estimate(first, paper, a_claim(3, "wire", low=207, said=day(2)))) == [
            (207, 207),
            (290, 290),
        ]

    def test_an_old_figure_printed_again_days_later_contradicts_nothing(self) -> None:
        reprint = a_claim(2, "police", low=48, said=day(1, 7), published=day(4))
        assert estimate(a_claim(1, "hospital", low=67, said=day(1)), reprint).camps == ()

    def test_a_party_and_a_voice_of_reliability_e_make_none(self) -> None:
        result = estimate(
            a_claim(1, "amaq", low=100, said=day(1)),
            a_claim(2, "blog", low=300, said=day(1)),
            a_claim(3, "hospital", low=57, said=day(3)),
        )
        assert result.camps == ()

    def test_a_lower_figure_of_the_same_half_day_is_not_yet_a_camp(self) -> None:
        result = estimate(
            a_claim(1, "hospital", low=67, said=day(1, 7)),
            a_claim(2, "police", low=48, said=day(1, 12)),
        )
        assert result.camps == ()


class TestTheRealIncidents:
    """How often it speaks over all steps of all counts, and where."""

    def test_qamishlis_unconfirmed_67_stands_apart_from_the_fifties(self) -> None:
        camps = _at("qamishli-2016", "2016-08-05").camps
        assert [(camp.high) for camp in camps] == [58, 67]
        assert [one.by.voice for one in camps[1].claims] == ["medical-sources-in-qamishli"]

    def test_syrias_counters_stay_at_5900_and_7000(self) -> None:
        result = _at("kahramanmaras-2023", "2023-02-22", "Syria")
        assert spans(result) == [(5801, 5900), (7000, 7000)]

    def test_sri_lankas_253_stands_against_the_320s_of_two_days_before(self) -> None:
        assert spans(_at("sri-lanka-2019", "2019-04-26")) == [(253, 253), (311, 321)]

    def test_parises_129_and_132_within_hours_and_mogadishus_rise_are_none(self) -> None:
        assert _at("paris-2015", "2015-11-16").camps == ()
        for moment in ("2017-10-15", "2017-10-16", "2017-10-18", "2018-03-10"):
            assert _at("mogadishu-2017", moment).camps == ()


def _at(slug: str, moment: str, scope: str = "") -> Estimate:
    ledger = Ledger.open(":memory:")
    files = [str(SAMPLE_DATA / name) for name in ("incidents.csv", "sources.csv", f"{slug}.csv")]
    assert import_files(ledger, files, ImportOptions()).stored
    snapshot = ledger.snapshot(slug)
    until = stamp(moment).ends_us(snapshot.incident.timezone)
    pictures = dossier(replace(snapshot, as_of_us=until)).pictures
    ledger.close()
    return next(
        one.estimate
        for one in pictures
        if one.count.metric == "killed"
        and one.count.population == "all"
        and one.count.scope == scope
    )


class TestVoicesThatRepeatThemselves:
    """Two hospitals that stay by 30 and by 50, day after day."""

    rows = (
        a_claim(1, "hospital", low=30, said=day(1, 10)),
        a_claim(2, "police", low=50, said=day(1, 12)),
        a_claim(3, "hospital", low=30, said=day(2, 10)),
        a_claim(4, "police", low=50, said=day(2, 12)),
        a_claim(5, "hospital", low=30, said=day(3, 10)),
        a_claim(6, "police", low=50, said=day(3, 11)),
    )

    def test_stay_two_camps_whoever_spoke_last(self) -> None:
        for so_far in (3, 4, 5, 6):
            assert spans(estimate(*self.rows[:so_far])) == [(30, 30), (50, 50)]

    def test_a_reprint_of_the_same_statement_ends_no_dispute(self) -> None:
        reprint = a_claim(7, "police", low=50, said=day(1, 12), published=day(2, 11))
        assert estimate(*self.rows[:3], reprint).disputed

    def test_a_voice_that_moved_to_the_other_number_ends_it(self) -> None:
        moved = a_claim(7, "hospital", low=50, said=day(3, 14))
        assert not estimate(*self.rows, moved).disputed


class TestTheMissing:
    """They may come back: their number falls as often as it rises."""

    def missing(self, seq: int, source: str, low: int | None, said: str) -> RecordedClaim:
        bounds = {"low": None, "high": 60} if low is None else {"low": low}
        return a_claim(seq, source, said=said, metric=Metric.MISSING, **bounds)

    def test_two_bodies_that_insist_on_their_numbers_make_two_camps(self) -> None:
        rows = (
            self.missing(1, "hospital", 120, day(1)),
            self.missing(2, "police", 50, day(1)),
            self.missing(3, "hospital", 120, day(2)),
            self.missing(4, "police", 50, day(2)),
        )
        assert spans(estimate(*rows)) == [(50, 50), (120, 120)]

    def test_one_lower_number_a_day_later_is_people_found(self) -> None:
        rows = self.missing(1, "hospital", 120, day(1)), self.missing(2, "police", 50, day(2))
        assert not estimate(*rows).camps

    def test_a_number_that_only_a_ceiling_gives_is_never_the_best(self) -> None:
        result = estimate(
            self.missing(1, "hospital", 100, day(1)),
            self.missing(2, "police", 20, day(1)),
            self.missing(3, "monitor", None, day(1)),
        )
        assert result.best in (20, 100)
