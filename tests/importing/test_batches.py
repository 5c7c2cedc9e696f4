"""Rows kept in batches end in the same ledger, and only an interruption leaves a part."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.setting import INCIDENTS, a_ledger, claims_of, problems, rows, take, take_all
from tests.places import PLACES
from tracker.errors import (
    BusyError,
    StorageError,
    TrackerError,
    UnreachableError,
    UnsoundError,
)
from tracker.importing import (
    ImportOptions,
    ImportReport,
    OnError,
    Outcome,
    RowOutcomes,
    import_files,
    second_process,
)
from tracker.importing.batches import Batches
from tracker.ledger import Ledger, Writer, seal
from tracker.model import Incident, Source

SAMPLES = sorted(str(path) for path in (Path(__file__).parents[2] / "sample_data").glob("*.csv"))
ACT_BEFORE_TARGET = rows(
    "w-1,qamishli,sana,killed,44,2016-07-29,retract,q-3,",
    "q-1,qamishli,sohr,killed,48,2016-07-27,,,",
    "q-2,qamishli,asayish,killed,52,2016-07-27,,,",
    "q-3,qamishli,sana,killed,44,2016-07-27,,,",
)
both_databases = pytest.mark.usefixtures("each_database")


def contents(ledger: Ledger) -> set[tuple[str, bytes]]:
    """Everything that was recorded, whatever the order."""
    kinds = ("incident", "source", "claim")
    return {(kind, content) for kind in kinds for _, _, content in ledger.contents(kind)}


def batch_sizes(ledger: Ledger) -> list[int]:
    """Entries after each transaction that was kept."""
    with ledger._database.reading() as connection:
        return [row[0] for row in connection.execute("SELECT size FROM batch ORDER BY number")]


@both_databases
@pytest.mark.parametrize(("batch", "fewest_bytes"), [(400, 0), (100_000, 2_000_000)])
def test_batches_end_in_the_same_ledger_as_one_transaction(
    batch: int, fewest_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a second process reads ahead."""
    monkeypatch.setattr(second_process, "FEWEST_BYTES", fewest_bytes)
    whole, parts = a_ledger(), a_ledger()

    one = import_files(whole, SAMPLES)
    other = import_files(parts, SAMPLES, ImportOptions(batch=batch))

    assert contents(parts) == contents(whole)
    assert (other.files, other.stored, other.size) == (one.files, True, one.size)
    assert parts.verify().ok
    assert (len(batch_sizes(parts)) > 1) is (batch == 400)


def test_others_see_a_batch_while_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = PLACES.open(tmp_path / "ledger.db")
    seen: list[int] = []
    go_on = Batches.next

    def looked(batches: Batches) -> tuple[Writer, bool]:
        taken = go_on(batches)
        seen.append(PLACES.open(tmp_path / "ledger.db").head().size)
        return taken

    monkeypatch.setattr(Batches, "next", looked)

    take_all(ledger, tmp_path, {"i.csv": INCIDENTS, "c.csv": ACT_BEFORE_TARGET}, batch=2)

    assert seen == [1, 5]
    assert ledger.head().size == 1 + 3 + 4


@both_databases
@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("q-9,qamishli,sana,killed,sevral,2016-07-29,,,",), "6 figure: cannot read a figure"),
        (("w-1,qamishli,sana,killed,?,2016-07-29,retract,q-77,",), "6 target: 'q-77' is no ref"),
        (("q-1,qamishli,sohr,killed,49,2016-07-27,,,",), "6 ref: the ref is used twice"),
        (("q-1,qamishli,sana,killed,49,2016-07-30,,,",), "6 ref: the ref is recorded with source"),
        (
            (
                "v-1,qamishli,sohr,killed,48,2016-07-27,void,q-1,misread",
                "c-1,qamishli,sohr,killed,49,2016-07-27,correct,q-1,misread",
            ),
            "7 target: what it would correct",
        ),
        (("w-9,qamishli,reuters,injured,4,2016-07-29,retract,,",), "6 target: nothing of source"),
        (
            (
                "u-1,qamishli,reuters,injured,4,,,,",
                "w-9,qamishli,reuters,injured,4,2016-07-29,retract,,",
            ),
            "7 target: nothing of source",
        ),
    ],
    ids=[
        "figure",
        "target",
        "ref twice",
        "other source",
        "voided",
        "nothing stands",
        "nothing yet",
    ],
)
def test_what_is_wrong_at_the_end_refuses_all_before_anything_is_kept(
    tmp_path: Path, lines: Sequence[str], problem: str
) -> None:
    ledger = a_ledger()
    text = ACT_BEFORE_TARGET + "".join(f"{line}\n" for line in lines)

    plain = take(a_ledger(), tmp_path, text)
    report = take(ledger, tmp_path, text, batch=1)

    assert problems(report) == problems(plain)
    assert problem in problems(report)[0]
    assert (report.recorded, report.held_back) == (0, plain.held_back)
    assert ledger.head().size == 0


def test_an_act_waits_for_a_target_in_a_later_batch(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1)

    assert [claim.ref for claim in claims_of(ledger)] == ["q-1", "q-2", "q-3", "w-1"]


def test_skipping_keeps_the_good_rows_and_lists_the_others(tmp_path: Path) -> None:
    ledger = a_ledger()
    bad = ACT_BEFORE_TARGET + "q-9,qamishli,sana,killed,sevral,,,,\n"
    listed = tmp_path / "refused.csv"

    report = take(
        ledger, tmp_path, bad, batch=2, on_error=OnError.SKIP, refused_path=str(listed)
    )  # fmt: skip

    assert (report.recorded, report.refused) == (4, 1)
    assert "q-9" in listed.read_text(encoding="utf-8")


def test_each_row_is_noted_once_though_it_is_read_twice(tmp_path: Path) -> None:
    noted, known = RowOutcomes(most=9), RowOutcomes(most=9)
    ledger = a_ledger()

    take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1, outcomes=noted)
    take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1, outcomes=known)

    assert (noted.counts, [row.line for row in noted.rows]) == ({Outcome.NEW: 4}, [3, 4, 5, 2])
    assert known.counts == {Outcome.KNOWN: 4}


def test_a_dry_run_in_batches_is_the_first_pass_alone(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1, dry_run=True)

    assert (report.recorded, ledger.head().size) == (4, 0)


@both_databases
def test_again_goes_on_where_an_interruption_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = a_ledger()
    go_on, turns = Batches.next, iter(range(100))

    def interrupted(batches: Batches) -> tuple[Writer, bool]:
        taken = go_on(batches)
        if next(turns) == 1:
            raise KeyboardInterrupt
        return taken

    monkeypatch.setattr(Batches, "next", interrupted)
    with pytest.raises(KeyboardInterrupt, match="kept: at least 1 entries and 2 new sources"):
        take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1)
    kept = len(claims_of(ledger))

    again = take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=1)

    assert (again.already_known, again.recorded) == (kept, 4 - kept) == (1, 3)
    whole = a_ledger()
    take(whole, tmp_path, ACT_BEFORE_TARGET)
    assert contents(ledger) == contents(whole)


def ended_at_the_second_batch(
    monkeypatch: pytest.MonkeyPatch, problem: Callable[[], BaseException]
) -> None:
    """Something goes wrong when the first batch is kept and the second begun."""
    go_on = Batches.next

    def ended(batches: Batches) -> tuple[Writer, bool]:
        go_on(batches)
        raise problem()

    monkeypatch.setattr(Batches, "next", ended)


@both_databases
@pytest.mark.parametrize(
    ("problem", "kind", "said"),
    [
        (lambda: BusyError("x.db", 2), BusyError,
         "x.db: another program has been writing for 2 seconds"),
        (lambda: StorageError("x.db: the disk is full", "nothing was recorded"), StorageError,
         "x.db: the disk is full"),
        (lambda: UnreachableError("db", "gone"), UnreachableError,
         "db: the server is not to be reached (gone)"),
        (lambda: UnsoundError("x.db: the ledger is damaged"), UnsoundError,
         "x.db: the ledger is damaged"),
        (lambda: OSError(28, "No space left on device", "tmp"), StorageError,
         "tmp: No space left on device"),
        (MemoryError, StorageError, "there is not enough memory for this import"),
    ],
    ids=["busy", "full", "gone", "damaged", "system", "memory"],
)  # fmt: skip
def test_what_ends_a_call_in_batches_says_what_is_kept_and_again_goes_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: Callable[[], BaseException],
    kind: type[TrackerError],
    said: str,
) -> None:
    ledger, parts = a_ledger(), list[ImportReport]()
    rows_given, options = BytesIO(ACT_BEFORE_TARGET.encode()), ImportOptions(batch=2)
    with monkeypatch.context() as once, pytest.raises(kind) as told:
        ended_at_the_second_batch(once, problem)
        import_files(ledger, ["-"], options, stdin=rows_given, cut_off=parts.append)

    kept = "recorded and kept: at least 1 entries and 2 new sources and incidents"
    assert str(told.value) == f"{said}; {kept}; the same command goes on"
    (part,) = parts
    assert (part.stored, part.files[0].recorded) == (True, 1)
    assert (part.size, part.root) == (ledger.head().size, ledger.head().root)
    assert part.size == part.files[0].recorded + 2
    assert part.remarks == (str(told.value),)
    again = take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=2)
    assert (again.already_known, again.recorded) == (1, 3)


def test_a_ledger_that_cannot_be_read_any_more_has_the_head_of_the_last_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, parts = a_ledger(), list[ImportReport]()
    path = tmp_path / "rows.csv"
    path.write_text(ACT_BEFORE_TARGET, encoding="utf-8")

    def unreachable(*_given: object) -> UnreachableError:
        raise UnreachableError("db", "gone")

    def gone() -> UnreachableError:
        once.setattr(Ledger, "head", unreachable)
        return unreachable()

    with monkeypatch.context() as once, pytest.raises(UnreachableError):
        ended_at_the_second_batch(once, gone)
        import_files(ledger, [str(path)], ImportOptions(batch=2), cut_off=parts.append)

    head = ledger.head()
    assert (parts[0].size, parts[0].root) == (head.size, head.root)


@pytest.mark.parametrize("batch", [None, 2])
def test_where_nothing_is_kept_the_refusal_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int | None
) -> None:
    ledger, parts = a_ledger(), list[ImportReport]()
    path = tmp_path / "rows.csv"
    path.write_text(ACT_BEFORE_TARGET, encoding="utf-8")

    def exhausted(*_given: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Writer, "append", exhausted)
    with pytest.raises(StorageError, match=r"^there is not enough memory for this import; nothing"):
        import_files(ledger, [str(path)], ImportOptions(batch=batch), cut_off=parts.append)
    assert (parts, ledger.head().size) == ([], 0)


def test_an_interrupted_first_pass_says_that_nothing_is_recorded(tmp_path: Path) -> None:
    ledger, path = a_ledger(), tmp_path / "many.csv"
    path.write_text(rows(*(f"q-{one},q,hospital,killed,40,,,," for one in range(1_000))))

    def interrupt(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="the first pass, which records nothing"):
        import_files(ledger, [str(path)], ImportOptions(batch=10), progress=interrupt)
    assert ledger.head().size == 0


def between_batches(monkeypatch: pytest.MonkeyPatch, ledger: Ledger, *values: object) -> None:
    """Somebody else records values when the first batch is kept."""
    go_on, left = Batches.next, [values]

    def meanwhile(batches: Batches) -> tuple[Writer, bool]:
        begun = batches._begun

        def late() -> Writer:
            if left:
                with ledger.writing() as writer:
                    writer.append([seal(value) for value in left.pop()])  # type: ignore[arg-type]
            return begun()

        batches._begun = late  # type: ignore[method-assign]
        try:
            return go_on(batches)
        finally:
            batches._begun = begun  # type: ignore[method-assign]

    monkeypatch.setattr(Batches, "next", meanwhile)


@both_databases
def test_what_others_record_between_two_batches_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, whole = a_ledger(), a_ledger()
    take(whole, tmp_path, ACT_BEFORE_TARGET)
    same = [claim for claim in claims_of(whole) if claim.ref == "q-3"]
    sources = Source(slug="sana", name="sana"), Source(slug="asayish", name="Asayish")
    between_batches(monkeypatch, ledger, *sources, *same)

    report = take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=2)

    assert (report.recorded, report.already_known, problems(report)) == (3, 1, [])
    assert [one.ref for one in claims_of(ledger)] == ["q-1", "q-3", "q-2", "w-1"]
    assert ledger.verify().ok


def test_a_fault_that_others_make_between_two_batches_stops_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, other = a_ledger(), a_ledger()
    take(other, tmp_path, rows("q-3,qamishli,reuters,killed,90,2016-07-27,,,"))
    between_batches(monkeypatch, ledger, Source(slug="reuters"), *claims_of(other))
    path = tmp_path / "march.csv"
    path.write_text(ACT_BEFORE_TARGET + "q-4,qamishli,sana,injured,9,,,,\n", encoding="utf-8")

    report = import_files(ledger, [str(path)], ImportOptions(batch=2))

    (file,) = report.files
    assert "the ref is recorded with source reuters" in problems(file)[0]
    assert (report.stored, file.recorded) == (True, 1)
    assert "earlier batches were kept" in report.remarks[0]
    assert "1 new source: sohr" in file.remarks
    assert [claim.ref for claim in claims_of(ledger)] == ["q-1", "q-3"]


@pytest.mark.usefixtures("on_files")
@settings(max_examples=15)
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", ""]),
            st.sampled_from(["p", "q"]),
            st.sampled_from(["police", "hospital"]),
            st.integers(1, 3),
            st.sampled_from(["2016-07-27", "2016-07-28", ""]),
            st.sampled_from(["assert", "retract", "void", "correct", "dispute"]),
            st.sampled_from(["a", "b", "c", ""]),
        ),
        max_size=9,
    ),
    batch=st.integers(1, 4),
)
def test_any_rows_in_any_batches_come_out_as_in_one_transaction(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[object, ...]], batch: int
) -> None:
    folder = tmp_path_factory.mktemp("batches")
    lines = [
        f"{ref},{incident},{source},killed,{n},{published},{act},{target},why"
        for ref, incident, source, n, published, act, target in drawn
    ]
    with PLACES.for_a_while():
        whole, parts = a_ledger(), a_ledger()

        one = take(whole, folder, rows(*lines))
        other = take(parts, folder, rows(*lines), batch=batch)

        assert other == one
        assert contents(parts) == contents(whole)


def test_an_incident_of_the_ledger_is_known_in_the_first_pass(tmp_path: Path) -> None:
    ledger = a_ledger()
    with ledger.writing() as writer:
        writer.append([seal(Incident(slug="qamishli"))])
    take(ledger, tmp_path, rows("q-1,qamishli,sana,killed,44,2016-07-27,,,"))

    report = take(ledger, tmp_path, rows("w-1,qamishli,sana,killed,44,2016-07-28,retract,q-1,"),
                  batch=1)  # fmt: skip

    assert (report.recorded, problems(report)) == (1, [])


def test_where_all_is_known_the_ledger_is_not_locked_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, ACT_BEFORE_TARGET, batch=2)
    monkeypatch.setattr(Ledger, "writing", None)

    report = import_files(ledger, [str(tmp_path / "march.csv")], ImportOptions(batch=2))

    assert (report.stored, report.files[0].already_known, report.files[0].rows) == (True, 4, 4)
