"""What is put before a person, and what is not."""

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.model import Act, Kind, Population, RecordedClaim
from tracker.reconcile import Finding, FindingKind, dossier

AMAQ = a_source("amaq", Kind.ARMED_GROUP_MEDIA, name="Amaq")
WIRE = a_source("wire", Kind.NEWS_AGENCY, name="Wire")


def findings(kind: FindingKind, *rows: RecordedClaim) -> list[Finding]:
    found = dossier(a_snapshot(*rows, sources=(AMAQ, WIRE))).findings
    return [finding for finding in found if finding.kind is kind]


def test_an_order_that_rests_on_entry_alone_is_said_to() -> None:
    (found,) = findings(FindingKind.ORDER_UNCERTAIN, a_claim(1, low=55), a_claim(2, low=22))
    assert "only the order of entry" in found.message
    assert found.claims == ("c2", "c1")


def test_an_order_that_rests_on_a_month_is_said_to() -> None:
    rows = (
        a_claim(1, low=7000, said="2023-02-14"),
        a_claim(2, low=6760, said="2023-02", published=None),
    )
    (found,) = findings(FindingKind.ORDER_UNCERTAIN, *rows)
    assert "a month" in found.message


def test_an_order_by_clock_that_contradicts_the_written_dates_is_said_to() -> None:
    rows = (
        a_claim(1, low=57, said="2016-07-28", published=None),
        a_claim(2, low=48, said="2016-07-27T23:41+02:00"),
    )
    snapshot = a_snapshot(*rows, timezone="Asia/Damascus")
    kinds = [finding.kind for finding in dossier(snapshot).findings]
    assert FindingKind.ORDER_UNCERTAIN in kinds


def test_an_order_that_rests_on_being_printed_that_day_is_said_to() -> None:
    """Restated a day later under its ref: by the clock the first print stands over the second."""
    first = a_claim(1, low=50, said="2016-07-27", published="2016-07-27T10:00+00:00", ref="27")
    again = a_claim(2, low=9, said="2016-07-27", published="2016-07-28", ref="27")
    evening = a_claim(3, low=57, said="2016-07-27", published="2016-07-27T20:00+00:00", ref="27")

    (found,) = findings(FindingKind.ORDER_UNCERTAIN, first, again)

    assert "only because it was printed that day, and the other came out later" in found.message
    assert found.claims == ("c1", "c2")
    assert not findings(FindingKind.ORDER_UNCERTAIN, first, evening)


def test_no_uncertainty_is_told_where_the_figures_agree_or_the_days_differ() -> None:
    same = (a_claim(1, low=55), a_claim(2, low=55))
    days = (a_claim(1, low=40, said="2016-07-26"), a_claim(2, low=44, said="2016-07-27"))
    assert not findings(FindingKind.ORDER_UNCERTAIN, *same)
    assert not findings(FindingKind.ORDER_UNCERTAIN, *days)


def test_a_fall_without_a_reason_is_told() -> None:
    rows = (a_claim(1, low=170, said="2016-07-26"), a_claim(2, low=140, said="2016-07-27"))
    (found,) = findings(FindingKind.DECREASE_UNEXPLAINED, *rows)
    assert found.message == ("Hospital: 140 (2016-07-27) after 170 (2016-07-26), without a reason")


def test_a_fall_with_a_reason_or_after_a_withdrawal_is_not() -> None:
    first = a_claim(1, low=170, said="2016-07-25")
    reasoned = a_claim(2, low=140, said="2016-07-27", reason="duplicate_removed")
    withdrawn = (
        first,
        an_act(Act.RETRACT, ("c1",), said="2016-07-26"),
        a_claim(3, low=140, said="2016-07-27"),
    )
    assert not findings(FindingKind.DECREASE_UNEXPLAINED, first, reasoned)
    assert not findings(FindingKind.DECREASE_UNEXPLAINED, *withdrawn)


def test_a_slip_that_was_taken_back_explains_no_fall_past_it() -> None:
    rows = (
        a_claim(1, low=100, said="2016-07-25"),
        a_claim(2, low=50, said="2016-07-26"),
        an_act(Act.RETRACT, ("c2",), seq=3, said="2016-07-26T20:00+00:00"),
        a_claim(4, low=60, said="2016-07-27"),
    )
    (found,) = findings(FindingKind.DECREASE_UNEXPLAINED, *rows)
    assert found.claims == ("c4", "c1")
    assert not findings(FindingKind.DECREASE_UNEXPLAINED, *rows[:3])


def test_a_floor_below_an_earlier_figure_is_no_fall() -> None:
    rows = (
        a_claim(1, low=44, said="2016-07-26"),
        a_claim(2, low=40, high=None, said="2016-07-27"),
    )
    assert not findings(FindingKind.DECREASE_UNEXPLAINED, *rows)


def test_a_fall_within_one_day_whose_order_is_unknown_is_not_told() -> None:
    rows = (a_claim(1, low=44), a_claim(2, low=1, said="2016-07-27T10:00+00:00"))
    assert not findings(FindingKind.DECREASE_UNEXPLAINED, *rows)


def test_parts_that_do_not_make_the_whole_are_told_with_the_gap() -> None:
    rows = (
        a_claim(1, low=57),
        a_claim(2, low=44, population=Population.CIVILIANS),
        a_claim(3, low=8, population=Population.SECURITY_FORCES),
    )
    (found,) = findings(FindingKind.PARTS_DO_NOT_SUM, *rows)
    assert "44 civilians + 8 security forces make 52 of 57: 5 in no group" in found.message


def test_parts_that_make_the_whole_or_cannot_be_expected_to_are_not() -> None:
    whole = a_claim(1, low=52)
    civilians = a_claim(2, low=44, population=Population.CIVILIANS)
    forces = a_claim(3, low=8, population=Population.SECURITY_FORCES)
    women = a_claim(4, low=11, population=Population.WOMEN)
    children = a_claim(5, low=8, population=Population.CHILDREN)
    assert not findings(FindingKind.PARTS_DO_NOT_SUM, whole, civilians, forces)
    assert not findings(FindingKind.PARTS_DO_NOT_SUM, whole, women, children)
    assert not findings(FindingKind.PARTS_DO_NOT_SUM, whole, civilians)


def test_parts_of_different_statements_are_not_added_up() -> None:
    rows = (
        a_claim(1, "a", low=57),
        a_claim(2, "b", low=44, population=Population.CIVILIANS),
        a_claim(3, "b", low=8, population=Population.SECURITY_FORCES),
    )
    assert not findings(FindingKind.PARTS_DO_NOT_SUM, *rows)


def test_parts_above_their_whole_are_told() -> None:
    rows = (
        a_claim(1, low=50),
        a_claim(2, low=44, population=Population.CIVILIANS),
        a_claim(3, low=8, population=Population.SECURITY_FORCES),
    )
    (found,) = findings(FindingKind.PARTS_EXCEED_WHOLE, *rows)
    assert "44 civilians + 8 security forces make 52, more than the total of 50" in found.message


def test_a_part_above_its_whole_is_told_once() -> None:
    rows = (a_claim(1, low=10), a_claim(2, low=15, population=Population.CHILDREN))
    (found,) = findings(FindingKind.PARTS_EXCEED_WHOLE, *rows)
    assert found.message == "Hospital (2016-07-27): 15 children in a total of 10"
    more = a_claim(3, low=4, population=Population.WOMEN)
    assert [one.message for one in findings(FindingKind.PARTS_EXCEED_WHOLE, *rows, more)] == [
        "Hospital (2016-07-27): 15 children in a total of 10",
    ]


def test_the_ceiling_of_a_part_is_no_floor() -> None:
    rows = (
        a_claim(1, low=None, high=25),
        a_claim(2, low=None, high=20, population=Population.CIVILIANS),
        a_claim(3, low=30, population=Population.SECURITY_FORCES),
    )
    (found,) = findings(FindingKind.PARTS_EXCEED_WHOLE, *rows)
    assert found.message == "Hospital (2016-07-27): 30 security forces in a total of up to 25"
    assert not findings(FindingKind.PARTS_EXCEED_WHOLE, rows[0], rows[1])


def test_open_parts_make_an_open_sum() -> None:
    rows = (
        a_claim(1, low=50),
        a_claim(2, low=44, high=None, population=Population.CIVILIANS),
        a_claim(3, low=8, high=9, population=Population.SECURITY_FORCES),
    )
    (found,) = findings(FindingKind.PARTS_EXCEED_WHOLE, *rows)
    assert "at least 44 civilians + 8 to 9 security forces make at least 52" in found.message


def test_an_estimate_of_a_part_above_that_of_the_whole_is_told() -> None:
    rows = (a_claim(1, "a", low=40), a_claim(2, "b", low=45, population=Population.CHILDREN))
    (found,) = findings(FindingKind.PARTS_EXCEED_WHOLE, *rows)
    assert "children: at least 45, but 40 in all at most" in found.message


def test_a_partys_claim_is_told_as_one() -> None:
    (found,) = findings(FindingKind.PARTY_CLAIM, a_claim(1, "amaq", low=100, high=None))
    assert found.message == "at least 100 by Amaq is the claim of a party to the attack"


def test_a_disputed_claim_is_told_with_who_disputes_it() -> None:
    rows = (a_claim(1, "police"), an_act(Act.DISPUTE, ("c1",), source="ministry"))
    (found,) = findings(FindingKind.DISPUTED, *rows)
    assert found.message == "40 by Police is disputed by Ministry"


class TestOrphans:
    WITHDRAWN = (
        a_claim(1, "police", low=359, said="2019-04-24"),
        an_act(Act.RETRACT, ("c1",), source="ministry", said="2019-04-25"),
    )

    def orphans(self, *rows: RecordedClaim) -> list[Finding]:
        return findings(FindingKind.ORPHANED, *self.WITHDRAWN, *rows)

    def test_a_later_copy_of_a_withdrawn_number_is_told_and_stands(self) -> None:
        copy = a_claim(3, "media", low=359, said="2019-04-26")
        (found,) = self.orphans(copy)
        assert found.claims[:2] == ("c3", "c1")

    def test_the_same_number_public_before_it_is_not_a_copy(self) -> None:
        assert not self.orphans(a_claim(3, "media", low=359, said="2019-04-20"))

    def test_another_number_is_not_a_copy(self) -> None:
        assert not self.orphans(a_claim(3, "media", low=321, said="2019-04-26"))

    def test_a_number_that_its_source_gives_again_has_no_orphans(self) -> None:
        copy = a_claim(3, "media", low=359, said="2019-04-26")
        again = a_claim(4, "police", low=359, said="2019-04-27")
        assert not self.orphans(copy, again)

    def test_what_relays_falls_and_is_no_orphan(self) -> None:
        assert not self.orphans(a_claim(3, "media", low=359, said="2019-04-26", relays="c1"))


def test_a_withdrawal_without_replacement_is_told_until_the_voice_speaks_again() -> None:
    rows = (a_claim(1, "police", low=359), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
    again = a_claim(3, "police", low=253, said="2016-07-29")
    kind = FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT
    assert len(findings(kind, *rows)) == 1
    assert not findings(kind, *rows, again)


def test_an_old_number_printed_again_after_a_newer_one_is_told() -> None:
    rows = (
        a_claim(1, low=31, said="2016-07-27", published="2016-07-30"),
        a_claim(2, low=57, said="2016-07-28"),
    )
    (found,) = findings(FindingKind.STALE_REPEAT, *rows)
    assert found.claims == ("c1", "c2")


def test_wire_copy_of_a_number_that_others_have_passed_is_told() -> None:
    rows = (
        a_claim(1, "a", low=50, said="2016-07-27"),
        a_claim(2, "b", low=57, said="2016-07-28"),
        a_claim(3, "wire", low=50, said="2016-07-29"),
    )
    (found,) = findings(FindingKind.STALE_REPEAT, *rows)
    assert found.claims == ("c3", "c1", "c2")


def test_a_hospital_that_gives_a_passed_number_has_counted_and_repeats_nobody() -> None:
    rows = (
        a_claim(1, "a", low=50, said="2016-07-27"),
        a_claim(2, "b", low=57, said="2016-07-28"),
        a_claim(3, "hospital", low=50, said="2016-07-29"),
    )
    assert not findings(FindingKind.STALE_REPEAT, *rows)


def test_a_count_on_one_voice_is_told_and_a_party_does_not_make_two() -> None:
    (found,) = findings(FindingKind.SINGLE_VOICE, a_claim(1), a_claim(2, "amaq", low=100))
    assert found.claims == ("c1",)
    assert not findings(FindingKind.SINGLE_VOICE, a_claim(1), a_claim(2, "police"))


def test_published_before_it_was_said_is_told() -> None:
    row = a_claim(1, said="2016-07-28", published="2016-07-27")
    assert findings(FindingKind.PUBLISHED_BEFORE_ASSERTED, row)
    assert not findings(FindingKind.PUBLISHED_BEFORE_ASSERTED, a_claim(1))
