"""Real incidents, each with what should be seen of it told in words before it is asserted."""

from tests.golden.conftest import Seen
from tracker.ledger import Ledger
from tracker.model import Count, Metric, Population, Reason, RecordedClaim, stamp
from tracker.model.stamps import DAY_US
from tracker.reconcile import Change, Dossier, Estimate, FindingKind, State, difference, why
from tracker.reconcile.falls import How
from tracker.reconcile.record import LeftOut, source_records
from tracker.reconcile.tally import VoiceSeries, incident_revisions

KILLED = Count(Metric.KILLED, Population.ALL, "")
INJURED = Count(Metric.INJURED, Population.ALL, "")


def killed(found: Dossier, scope: str = "", population: Population = Population.ALL) -> Estimate:
    return found.picture(Count(Metric.KILLED, population, scope)).estimate


def row(found: Dossier, ref: str) -> RecordedClaim:
    return next(claim for claim in found.snapshot.claims if claim.ref == ref)


def state(found: Dossier, ref: str) -> State:
    return found.states[row(found, ref).id]


def series_of(found: Dossier, count: Count, voice: str) -> list[VoiceSeries]:
    rows = {claim.id: claim for claim in found.snapshot.claims}
    told = incident_revisions(found.unfolding, rows, found.snapshot.incident.timezone)
    return [one for one in told.of(count) if one.voice == voice]


def best_numbers(found: Dossier, count: Count = KILLED) -> list[int | None]:
    return [step.estimate.best for step in found.timeline(count)]


def messages(found: Dossier, kind: FindingKind) -> list[str]:
    return [finding.message for finding in found.findings if finding.kind is kind]


class TestEveryIncident:
    """Every row of the files is in the ledger, and every row is accounted for."""

    def test_all_523_claims_are_there(self, ledger: Ledger) -> None:
        assert sum(ledger.claim_totals().values()) == 523
        assert len(ledger.incidents()) == 7
        assert len(ledger.sources()) == 394

    def test_every_public_row_of_a_count_is_used_or_set_aside_with_a_reason(
        self, ledger: Ledger, seen: Seen
    ) -> None:
        for slug in ledger.incidents():
            found = seen(slug)
            for picture in found.pictures:
                told = {*picture.estimate.used, *(one.claim for one in found.set_aside(picture))}
                of_count = {
                    claim.id
                    for claim in found.snapshot.claims
                    if claim.states_figure and claim.count == picture.count
                }
                assert told == of_count
                assert all(one.reason for one in found.set_aside(picture))

    def test_low_best_and_high_are_in_order_at_every_step_of_every_method(
        self, ledger: Ledger, seen: Seen
    ) -> None:
        for slug in ledger.incidents():
            for method in ("consensus", "latest", "range", "gtd", "acled", "ucdp", "majority"):
                found = seen(slug, method=method)
                for picture in found.pictures:
                    for step in found.timeline(picture.count):
                        told = [each for each in step.estimate.figures if each is not None]
                        assert told == sorted(told)

    def test_every_step_of_the_dead_has_a_cause_that_diff_names(
        self, ledger: Ledger, seen: Seen
    ) -> None:
        for slug in ledger.incidents():
            found = seen(slug)
            for step in found.timeline(KILLED):
                changed = difference(found.snapshot, step.at_us - 1, step.at_us, "consensus")
                causes = [one for one in changed.changes if one.count == KILLED]
                assert all(one.because for one in causes)
                came = {event.claim.id for event in step.causes}
                assert {one.claim.id for each in causes for one in each.because} <= came

    def test_every_public_number_has_an_account_that_names_every_row_of_its_count(
        self, ledger: Ledger, seen: Seen
    ) -> None:
        for slug in ledger.incidents():
            found = seen(slug)
            for picture in found.pictures:
                account = why(found, picture.count)
                named = {row.id for row in account.eligible} | {
                    one.row.id for one in account.barred
                }
                assert named >= {
                    claim.id
                    for claim in found.snapshot.claims
                    if claim.states_figure and claim.count == picture.count
                }
                assert account.picture.estimate == picture.estimate


class TestQamishli:
    """State media 1, 31, 44, 52; SOHR 14, 48, 57; an unconfirmed 67; Amaq's 100."""

    def test_the_toll_climbs_and_settles_in_the_fifties(self, seen: Seen) -> None:
        numbers = best_numbers(seen("qamishli-2016"))
        assert numbers[0] == 30
        settled = numbers[-3:]
        assert all(number is not None and 50 <= number < 60 for number in settled)

    def test_the_afternoon_of_the_attack_shows_less_than_the_next_day(self, seen: Seen) -> None:
        afternoon = killed(seen("qamishli-2016", "2016-07-27T15:00"))
        next_day = killed(seen("qamishli-2016", "2016-07-28"))
        assert afternoon.best is not None
        assert next_day.best is not None
        assert afternoon.best < next_day.best

    def test_amaqs_hundred_is_shown_as_a_partys_claim_and_never_enters_the_number(
        self, seen: Seen
    ) -> None:
        found = seen("qamishli-2016")
        picture = found.picture(KILLED)
        amaq = row(found, "qamishli-2016-095")
        reasons = dict(found.set_aside(picture))
        assert reasons[amaq.id] == "a party's claim"
        assert any("Amaq" in message for message in messages(found, FindingKind.PARTY_CLAIM))
        assert all(
            step.estimate.high is not None and step.estimate.high < 100
            for step in found.timeline(KILLED)
        )

    def test_the_unconfirmed_67_is_set_aside_as_higher_than_fresh_voices_reach(
        self, seen: Seen
    ) -> None:
        found = seen("qamishli-2016")
        reasons = dict(found.set_aside(found.picture(KILLED)))
        assert reasons[row(found, "qamishli-2016-101").id].startswith("higher")

    def test_parts_of_8_and_44_do_not_make_57_and_nothing_is_repaired(self, seen: Seen) -> None:
        found = seen("qamishli-2016")
        (message,) = messages(found, FindingKind.PARTS_DO_NOT_SUM)
        assert "44 civilians + 8 security forces make 52 of 57: 5 in no group" in message
        assert killed(found, population=Population.CIVILIANS).best in (44, 48, 49)

    def test_two_people_hurt_across_the_border_stay_apart(self, seen: Seen) -> None:
        found = seen("qamishli-2016")
        across = found.picture(Count(Metric.INJURED, Population.ALL, "Nusaybin, Turkey"))
        assert across.estimate.figures == (2, 2, 2)

    def test_exact_statistics_not_known_is_no_number_and_not_nought(self, seen: Seen) -> None:
        found = seen("qamishli-2016")
        unknown = row(found, "qamishli-2016-005")
        assert (unknown.figure.low, unknown.figure.high) == (None, None)
        assert found.states[unknown.id] is State.STANDING


class TestSriLanka:
    """Police 359; the next evening the health service says 253 and withdraws the 359."""

    def test_the_359_stands_until_the_withdrawal_is_public(self, seen: Seen) -> None:
        assert killed(seen("sri-lanka-2019", "2019-04-25T12:00")).best == 359
        assert state(seen("sri-lanka-2019", "2019-04-25T12:00"), "sri-lanka-2019-040") is (
            State.STANDING
        )

    def test_the_fall_to_253_comes_with_it_and_says_who_withdrew(self, seen: Seen) -> None:
        found = seen("sri-lanka-2019", "2019-04-25")
        assert killed(found).best == 253
        police = row(found, "sri-lanka-2019-040")
        assert state(found, "sri-lanka-2019-040") is State.WITHDRAWN
        reasons = dict(found.set_aside(found.picture(KILLED)))
        assert reasons[police.id] == (
            "withdrawn by Dr Anil Jasinghe (director general of health services) "
            "(duplicate_removed)"
        )

    def test_diff_says_that_the_359_was_withdrawn_and_by_what(self, seen: Seen) -> None:
        found = seen("sri-lanka-2019")
        days = [stamp(day).ends_us("Asia/Colombo") for day in ("2019-04-24", "2019-04-26")]
        change = difference(found.snapshot, days[0], days[1], "consensus").changes[0]
        gone = {one.claim.ref: (one.how, one.by and one.by.ref) for one in change.gone}
        retraction = next(one.claim for one in change.because if one.change is Change.WITHDRAWN)
        assert gone["sri-lanka-2019-040"] == (How.WITHDRAWN, retraction.ref)
        assert retraction.reason == "duplicate_removed"
        assert {one.claim.figure.value for one in change.because} >= {253, 359}

    def test_the_police_figure_before_the_359_does_not_revive(self, seen: Seen) -> None:
        found = seen("sri-lanka-2019", "2019-04-25")
        assert state(found, "sri-lanka-2019-041") is State.SUPERSEDED

    def test_the_estimate_never_again_shows_what_was_withdrawn(self, seen: Seen) -> None:
        numbers = best_numbers(seen("sri-lanka-2019"))
        after = numbers[numbers.index(253) :]
        assert all(number is not None and number < 290 for number in after)

    def test_children_and_foreigners_keep_their_figures_while_the_total_falls(
        self, seen: Seen
    ) -> None:
        found = seen("sri-lanka-2019", "2019-04-26")
        assert killed(found, population=Population.CHILDREN).best == 46
        assert killed(found, population=Population.FOREIGN_NATIONALS).best == 40

    def test_a_french_death_taken_back_leaves_no_number(self, seen: Seen) -> None:
        found = seen("sri-lanka-2019")
        french = killed(found, "French nationals", Population.FOREIGN_NATIONALS)
        assert french.figures == (None, None, None)
        withdrawn = messages(found, FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT)
        assert any("Sri Lankan authorities" in message for message in withdrawn)


class TestParis:
    """132 is asserted and withdrawn on one date, so at its end 129 stands; then 130."""

    def test_at_the_days_end_129_stands_and_132_is_withdrawn(self, seen: Seen) -> None:
        found = seen("paris-2015", "2015-11-15")
        assert killed(found).best == 129
        assert state(found, "paris-2015-037") is State.WITHDRAWN

    def test_132_was_never_the_estimate(self, seen: Seen) -> None:
        for method in ("consensus", "latest"):
            assert best_numbers(seen("paris-2015", method=method))[-3:] == [129, 129, 130]

    def test_the_increment_that_made_132_is_withdrawn_too(self, seen: Seen) -> None:
        assert state(seen("paris-2015"), "paris-2015-038") is State.WITHDRAWN

    def test_attackers_are_counted_apart(self, seen: Seen) -> None:
        found = seen("paris-2015")
        assert killed(found, population=Population.ATTACKERS).best == 7
        assert killed(found).best == 130


class TestBeirut:
    """30, 135, 190, 218 over three years; a governor's unconfirmed 220 on the way."""

    def test_the_toll_climbs_over_three_years_to_218(self, seen: Seen) -> None:
        found = seen("beirut-2020")
        assert killed(found).best == 218
        assert killed(seen("beirut-2020", "2020-08-07")).best == 154
        assert killed(seen("beirut-2020", "2020-08-30")).best == 190

    def test_could_reach_a_hundred_is_a_projection_and_moves_nothing(self, seen: Seen) -> None:
        found = seen("beirut-2020", "2020-08-05")
        assert state(found, "beirut-2020-025") is State.NOT_A_TOTAL

    def test_missing_stay_a_range_where_a_range_was_given(self, seen: Seen) -> None:
        found = seen("beirut-2020", "2020-08-11", "range")
        missing = found.picture(Count(Metric.MISSING, Population.ALL, "")).estimate
        assert missing.low is not None
        assert missing.high is not None
        assert missing.low <= 30
        assert missing.high >= 40


class TestMogadishu:
    """22, 85, 189, 231, 276, 300, 358, 512, 587 over five months; a headline of 1,000."""

    def test_the_toll_only_rises_to_587(self, seen: Seen) -> None:
        numbers = [number or 0 for number in best_numbers(seen("mogadishu-2017"))]
        assert numbers == sorted(numbers)
        assert numbers[-1] == 587

    def test_single_hospitals_stay_apart_from_the_total(self, seen: Seen) -> None:
        found = seen("mogadishu-2017", "2017-10-16")
        assert killed(found, "Madina hospital").best == 258
        assert killed(found, "Osman Fiqi hospital").best == 5

    def test_the_headline_of_1000_is_withdrawn_and_never_the_estimate(self, seen: Seen) -> None:
        found = seen("mogadishu-2017")
        assert state(found, "mogadishu-2017-061") is State.WITHDRAWN
        assert 1000 not in best_numbers(found)

    def test_killed_and_injured_together_is_a_metric_of_its_own(self, seen: Seen) -> None:
        found = seen("mogadishu-2017")
        mixed = found.picture(Count(Metric.CASUALTIES, Population.ALL, ""))
        assert mixed.estimate.best == 869


class TestKahramanmaras:
    """Turkey and four Syrian counters, kept apart by scope."""

    def test_turkey_and_the_parts_of_syria_are_counts_of_their_own(self, seen: Seen) -> None:
        found = seen("kahramanmaras-2023", "2024-02-03")
        assert killed(found, "Turkey").best == 53537
        assert killed(found, "opposition-held Syria").best == 4537
        assert killed(found).best == 59488

    def test_nine_silent_months_change_nothing(self, seen: Seen) -> None:
        before = killed(seen("kahramanmaras-2023", "2023-05-01"), "Turkey")
        after = killed(seen("kahramanmaras-2023", "2024-01-31"), "Turkey")
        assert before == after
        assert after.best == 50783

    def test_projections_of_72000_move_nothing(self, seen: Seen) -> None:
        found = seen("kahramanmaras-2023")
        assert state(found, "kahramanmaras-2023-074") is State.NOT_A_TOTAL

    def test_a_figure_known_only_to_the_month_is_said_to_be_of_uncertain_order(
        self, seen: Seen
    ) -> None:
        told = messages(seen("kahramanmaras-2023"), FindingKind.ORDER_UNCERTAIN)
        assert any("a month" in message for message in told)

    def test_the_fall_of_the_injured_is_told(self, seen: Seen) -> None:
        told = messages(seen("kahramanmaras-2023"), FindingKind.DECREASE_UNEXPLAINED)
        assert any("107,213" in message and "115,001" in message for message in told)


class TestLasVegas:
    """59 with the gunman, 58 without him, 60 after three years."""

    VICTIMS = Count(Metric.KILLED, Population.VICTIMS, "")

    def test_with_and_without_the_gunman_are_two_counts(self, seen: Seen) -> None:
        found = seen("las-vegas-2017", "2017-10-31")
        assert killed(found, population=Population.VICTIMS).best == 58
        best = killed(found, population=Population.ALL).best
        assert best is not None
        assert best >= 59

    def test_the_victims_stay_58_for_three_years_and_then_are_60(self, seen: Seen) -> None:
        numbers = best_numbers(seen("las-vegas-2017"), self.VICTIMS)
        assert numbers == [58, 58, 60, 60]

    def test_late_deaths_are_a_scope_of_their_own(self, seen: Seen) -> None:
        late = killed(seen("las-vegas-2017"), "late deaths from injuries", Population.VICTIMS)
        assert late.best == 2


class TestSeries:
    """How single voices moved, told from the rows of the files."""

    def test_the_zobe_committee_fell_twice_and_came_back_to_its_first_count_of_injured(
        self, seen: Seen
    ) -> None:
        """316 in December, 312 and 295 two days later, 316 again in the final report: lowered
        by 4 and by 17, raised by 21 after 93 days, no reason given for any of it. It never
        left the ten percent around its last number, and nobody spoke later."""
        (found,) = series_of(seen("mogadishu-2017"), INJURED, "zobe-rescue-committee")

        assert [(step.change.value, step.by) for step in found.steps] == [
            ("first", None), ("lowered", -4), ("lowered", -17), ("raised", 21),
        ]  # fmt: skip
        stood = found.steps[-1].stood_us
        assert stood is not None
        assert stood // DAY_US == 93
        assert found.revisions.reasons == {"unexplained": 3}
        exact, near, _ = found.revisions.within
        assert (exact.at_us, exact.held_us, exact.is_censored) == (found.steps[-1].at_us, 0, True)
        assert (near.took_us, near.is_censored) == (0, False)

    def test_the_ministry_of_sri_lanka_says_why_it_fell(self, seen: Seen) -> None:
        """One evening the ministry says 280, "about 253" in several wordings, once 250; one of
        the rows with 253 gives double counting as the reason. Its old 290, printed a day
        later and withdrawn before that, is no step."""
        (found,) = series_of(seen("sri-lanka-2019"), KILLED, "sri-lankan-ministry-of-health")

        fall = found.steps[1]
        assert (fall.before, fall.after) == ((280, 280, 280), (253, 253, 253))
        assert fall.why.code is Reason.DUPLICATE_REMOVED
        assert (found.revisions.first, found.revisions.latest) == (280, 257)
        assert [row.figure.low for row in found.passed_over] == [290]
        assert found.revisions.changes[Change.WITHDRAWN] == 0


class TestSourceRecord:
    """How early figures compare with where tolls settled, over the seven incidents."""

    def test_sohr_counts_early_and_therefore_low(self, ledger: Ledger) -> None:
        """SOHR spoke in the first two days of six tolls of two incidents on which others spoke
        on: 812, then 1,970, of 6,000 in all of Syria; 14, then 48, of 57 in Qamishli. All but
        one of its first figures were too low, most of them by more than half; 430 for
        government-held Syria was within a tenth of what SNHR ended at, 394. It lowered
        a figure of its own once. It is the only voice measured often enough.
        """
        records = source_records(ledger.snapshots())
        found = records["syrian-observatory-for-human-rights"]
        first = {
            (case.incident, case.count.population, case.count.scope): case.early[0].low
            for case in found.cases
            if case.count.metric is Metric.KILLED
        }

        assert (len(found.cases), found.incidents, found.is_enough) == (6, 2, True)
        assert first == {
            ("kahramanmaras-2023", Population.ALL, "Syria"): 812,
            ("kahramanmaras-2023", Population.ALL, "government-held Syria"): 430,
            ("kahramanmaras-2023", Population.ALL, "opposition-held Syria"): 914,
            ("qamishli-2016", Population.ALL, ""): 14,
            ("qamishli-2016", Population.CIVILIANS, ""): 44,
        }
        assert found.first_ratio is not None
        assert 0.1 < found.first_ratio < 0.4
        assert found.early_ratio is not None
        assert found.first_ratio < found.early_ratio < 0.6
        assert (found.lowered, found.raised) == (1, 4)
        assert [record.voice for record in records.values() if record.is_enough] == [found.voice]

    def test_the_police_of_sri_lanka_went_past_where_the_toll_settled(self, ledger: Ledger) -> None:
        """207 on the day, 290 the next, then 359, which the health service withdrew: the police
        never came back to a figure of their own. One incident is no basis for a median. The
        ministry of health and the Zobe committee first spoke days and weeks later, and are
        therefore not measured: who waits can read what the others say."""
        records = source_records(ledger.snapshots())
        police = records["sri-lanka-police"]
        killed = next(case for case in police.cases if case.count == KILLED)

        assert [span.low for span in killed.early] == [207, 207, 290]
        assert killed.is_withdrawn
        assert killed.is_off
        assert killed.corrected_us is None
        assert 0.6 < killed.first_ratio < 0.9
        assert (police.is_enough, police.first_ratio) == (False, None)
        for waited in ("sri-lankan-ministry-of-health", "zobe-rescue-committee"):
            assert records[waited].cases == ()
            assert records[waited].left_out[LeftOut.LATE] >= 2
