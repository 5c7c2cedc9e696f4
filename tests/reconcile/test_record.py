"""How voices' early figures compare with where the others ended, over several incidents."""

from dataclasses import replace

from tests.builders import a_claim, a_snapshot, an_act
from tracker.model import Act, Metric, RecordedClaim, Snapshot
from tracker.model.stamps import HOUR_US
from tracker.reconcile.record import Case, LeftOut, Record, source_records


def incident(slug: str, *rows: RecordedClaim) -> Snapshot:
    snapshot = a_snapshot(*rows)
    return replace(snapshot, incident=replace(snapshot.incident, slug=slug))


def record(*snapshots: Snapshot, voice: str = "police") -> Record:
    return source_records(snapshots)[voice]


def case(*rows: RecordedClaim) -> Case:
    (only,) = record(a_snapshot(*rows)).cases
    return only


SETTLED = a_claim(9, "coroner", low=100, said="2016-08-27")


def test_a_first_figure_is_told_as_a_multiple_of_where_the_others_ended() -> None:
    found = case(a_claim(1, "police", low=40), SETTLED)

    assert (found.settled, found.others, found.first_ratio) == ((100, 100), 1, 0.4)
    assert (found.is_off, found.corrected_us) == (True, None)


def test_a_voice_is_never_measured_against_itself() -> None:
    """The police end at 60 and the coroner at 100: 100 is the yardstick of the police, and 60
    that of the coroner, whatever the estimate of all of them would be."""
    rows = (
        a_claim(1, "police", low=40),
        a_claim(2, "coroner", low=90),
        a_claim(3, "police", low=60, said="2016-08-27"),
        replace(SETTLED, source="coroner"),
    )
    records = source_records([a_snapshot(*rows)])

    assert records["police"].cases[0].settled == (100, 100)
    assert records["coroner"].cases[0].settled == (60, 60)


def test_the_only_voice_is_not_measured() -> None:
    rows = (
        a_claim(1, "police", low=40),
        a_claim(2, "police", low=57, said="2016-08-27"),
        a_claim(3, "coroner", low=None, high=None, said="2016-08-27"),
    )
    assert record(a_snapshot(*rows)).left_out == {LeftOut.ALONE: 1}


def test_who_first_speaks_after_two_days_is_not_early() -> None:
    rows = (
        a_claim(1, "coroner", low=40, said="2016-07-27T10:00"),
        a_claim(2, "police", low=57, said="2016-07-29T10:01"),
    )
    found = record(a_snapshot(*rows, SETTLED))
    assert (found.cases, found.left_out) == ((), {LeftOut.LATE: 1})


def test_a_toll_on_which_nobody_else_spoke_on_has_not_settled() -> None:
    rows = (
        a_claim(1, "police", low=40, said="2016-07-27T10:00"),
        a_claim(2, "coroner", low=57, said="2016-07-28T09:59"),
    )
    assert record(a_snapshot(*rows)).left_out == {LeftOut.YOUNG: 1}


def test_the_missing_are_no_toll() -> None:
    rows = (
        a_claim(1, "police", low=40, metric=Metric.MISSING),
        replace(SETTLED, metric=Metric.MISSING),
    )
    assert source_records([a_snapshot(*rows)]) == {}


def test_early_figures_end_two_days_after_the_first_of_anybody() -> None:
    found = case(
        a_claim(1, "police", low=20, said="2016-07-27T10:00"),
        a_claim(2, "police", low=50, said="2016-07-29T10:00"),
        a_claim(3, "police", low=100, said="2016-07-29T10:01"),
        SETTLED,
    )
    assert found.early == ((20, 20), (50, 50))
    assert (found.first_ratio, found.early_ratio) == (0.2, 0.35)


def test_the_time_to_correct_ends_when_the_voice_is_near_for_good() -> None:
    """95 is near 100, 130 is not, 108 is: corrected with the 108, after three days."""
    rows = [
        a_claim(seq, "police", low=low, said=f"2016-07-{27 + seq}T10:00")
        for seq, low in enumerate((40, 95, 130, 108), 0)
    ]
    found = case(*(replace(row, id=f"p{row.seq}") for row in rows), SETTLED)
    assert found.corrected_us == 72 * HOUR_US
    assert (found.is_raised, found.is_lowered) == (True, True)


def test_a_figure_withdrawn_in_the_end_was_never_corrected() -> None:
    found = case(
        a_claim(1, "police", low=40, said="2016-07-27"),
        a_claim(2, "police", low=100, said="2016-07-28"),
        an_act(Act.RETRACT, ("c2",), seq=3, source="coroner", said="2016-07-29"),
        SETTLED,
    )
    assert (found.corrected_us, found.is_withdrawn) == (None, True)


def test_a_toll_that_settled_at_nought_makes_no_endless_ratio() -> None:
    found = case(a_claim(1, "police", low=3), replace(SETTLED, figure=a_claim(low=0).figure))
    assert (found.settled, found.first_ratio) == ((0, 0), 3.0)


def many(incidents: int, *firsts: int) -> Record:
    """The police in as many incidents; each first figure is a count of its own."""
    snapshots = []
    for number in range(incidents):
        rows = []
        for place, low in enumerate(firsts[number::incidents]):
            scope = f"site {place}"
            rows.append(a_claim(2 * place + 1, "police", low=low, scope=scope))
            rows.append(a_claim(2 * place + 2, "coroner", low=100, said="2016-08-27", scope=scope))
        snapshots.append(incident(f"incident-{number}", *rows))
    return record(*snapshots)


def test_fewer_than_five_counts_give_no_median() -> None:
    found = many(2, 10, 20, 40, 50)
    assert (len(found.cases), found.incidents, found.is_enough) == (4, 2, False)
    assert (found.first_ratio, found.early_ratio, found.correct_us) == (None, None, None)


def test_counts_of_one_incident_alone_give_no_median() -> None:
    assert many(1, 10, 20, 40, 50, 60).first_ratio is None


def test_five_counts_of_two_incidents_give_the_median() -> None:
    found = many(2, 10, 20, 40, 95, 130)
    assert found.is_enough
    assert found.first_ratio == 0.4
    assert (found.off, found.corrected) == (4, 0)
    assert found.correct_us is None
