"""Tampering of every kind, by somebody who owns the file, and what verify says of it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.builders import RECORDS, a_claim, a_ledger, record, tampered
from tracker.errors import BusyError, UnsoundError
from tracker.figures import read_figure, read_recorded_figure
from tracker.ledger import Ledger, Problem, seal
from tracker.ledger.check_entries import entry_problems
from tracker.ledger.names import TABLES, columns_of

OTHER_CONTENT = seal(a_claim(4)).content.replace(b":4", b":9")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four records (1-4), three claims (5-7), one more (8): three batches."""
    path = tmp_path / "ledger.db"
    read = a_claim(3, figure=read_figure("at least 3"), bounds_given=False, note="from the wire")
    ledger = a_ledger(a_claim(1), a_claim(2), read, where=path)
    record(ledger, a_claim(4))
    assert ledger.verify().problems == ()
    ledger.close()
    return path


def found(path: Path) -> list[tuple[str, int | None]]:
    ledger = Ledger.open(path)
    verification = ledger.verify()
    ledger.close()
    assert verification.ok is (not verification.problems)
    assert all(problem.message for problem in verification.problems)
    return [(problem.kind, problem.entry) for problem in verification.problems]


READ_BY_EARLIER_EDITIONS = [
    "40 wounded",
    "no injuries",
    "kills 40 injured",
    "200 300 people",
    "None",
]


@pytest.mark.parametrize("wording", READ_BY_EARLIER_EDITIONS)
def test_a_figure_that_would_be_refused_today_is_still_sound(wording: str) -> None:
    figure = read_recorded_figure(wording)
    ledger = a_ledger(a_claim(figure=figure, bounds_given=False))

    assert ledger.verify().problems == ()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE claim SET low = 400 WHERE seq = 5", {("columns", 5)}),
        ("UPDATE claim SET note = '' WHERE seq = 7", {("columns", 7)}),
        ("UPDATE claim SET id60 = 0 WHERE seq = 6", {("columns", 6)}),
        ("UPDATE claim SET low = x'00ff' WHERE seq = 6", {("columns", 6)}),
        ("UPDATE claim SET note = CAST(x'fffe' AS TEXT) WHERE seq = 6", {("columns", 6)}),
        ("UPDATE claim SET qualifier = 'nonsense' WHERE seq = 6", {("columns", 6)}),
        ("UPDATE incident SET title = 'x'", {("columns", 1)}),
        ("UPDATE source SET aliases = 'no json' WHERE seq = 2", {("columns", 2)}),
        ("DELETE FROM claim WHERE seq = 6", {("missing_row", 6)}),
        (
            "INSERT INTO source SELECT 6, slug, name, kind, affiliation, speaks_for, reliability,"
            " aliases, merged_into, revises FROM source WHERE seq = 2",
            {("extra_row", 6)},
        ),
        (
            "INSERT INTO source SELECT 99, slug, name, kind, affiliation, speaks_for, reliability,"
            " aliases, merged_into, revises FROM source WHERE seq = 2",
            {("extra_row", 99), ("database", 99)},
        ),
        (
            f"UPDATE entry SET content = x'{OTHER_CONTENT.hex()}' WHERE seq = 8",
            {("hash", 8), ("columns", 8)},
        ),
        ("UPDATE entry SET content_hash = zeroblob(32) WHERE seq = 8", {("hash", 8), ("root", 8)}),
        ("UPDATE entry SET content_hash = 'text' WHERE seq = 8", {("hash", 8), ("root", 8)}),
        ("UPDATE entry SET content = 'text' WHERE seq = 8", {("content", 8)}),
        ("UPDATE entry SET content = x'ff' WHERE seq = 8", {("content", 8), ("hash", 8)}),
        ("UPDATE entry SET content = x'5b5d' WHERE seq = 8", {("content", 8), ("hash", 8)}),
        ("UPDATE entry SET content = x'7b7d' WHERE seq = 8", {("kind", 8), ("content", 8)}),
        (
            "UPDATE entry SET content = replace(CAST(content AS TEXT), ':', ': ') WHERE seq = 8",
            {("content", 8)},
        ),
        (
            "UPDATE entry SET content = CAST(replace(CAST(content AS TEXT), ',', ', ') AS BLOB) "
            "WHERE seq = 8",
            {("content", 8), ("hash", 8)},
        ),
        ("UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 8", {("root", 8)}),
        ("UPDATE entry SET recorded_us = 1 WHERE seq = 8", {("time", 8), ("root", 8)}),
        ("UPDATE entry SET recorded_us = 'noon' WHERE seq = 8", {("time", 8), ("root", 8)}),
        (
            "UPDATE entry SET kind = 'source' WHERE seq = 8",
            {("kind", 8), ("missing_row", 8), ("extra_row", 8)},
        ),
        ("UPDATE entry SET kind = 'rumour' WHERE seq = 8", {("kind", 8), ("extra_row", 8)}),
        ("UPDATE entry SET recorded_by = 'somebody' WHERE seq = 5", {("batch", 5)}),
        ("UPDATE entry SET batch = 9 WHERE seq = 5", {("batch", 5)}),
        ("UPDATE batch SET root = 'x' WHERE number = 2", {("root", 5)}),
        ("UPDATE batch SET frontier = x'' WHERE number = 3", {("root", 8)}),
        ("UPDATE batch SET first_seq = 6 WHERE number = 2", {("batch", 5)}),
        ("UPDATE batch SET recorded_by = 'x' WHERE number = 3", {("batch", 8)}),
        ("DELETE FROM batch WHERE number = 3", {("root", 8)}),
        ("UPDATE batch SET size = 'many' WHERE number = 3", {("root", None)}),
        ("UPDATE batch SET size = 7000 WHERE number = 3", {("root", None)}),
        ("CREATE TABLE notes (text)", {("schema", None)}),
        ("CREATE VIEW ours AS SELECT 1", {("schema", None)}),
        ("DROP INDEX claim_by_id60", {("schema", None)}),
        ("ALTER TABLE claim ADD COLUMN victim", {("schema", None)}),
    ],
)
def test_each_kind_of_tampering_is_found_where_it_is(
    path: Path, statement: str, expected: set[tuple[str, int | None]]
) -> None:
    tampered(path, statement)

    assert expected <= set(found(path))


def test_a_localised_alteration_is_not_reported_for_later_batches(path: Path) -> None:
    tampered(path, "UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 4")

    assert [problem for problem in found(path) if problem[0] == "root"] == [("root", 1)]


def test_an_entry_taken_out_of_the_middle_is_found(path: Path) -> None:
    tampered(path, "DELETE FROM claim WHERE seq = 6", "DELETE FROM entry WHERE seq = 6")

    problems = found(path)

    assert ("sequence", 7) in problems
    assert ("root", None) in problems


def test_an_end_cut_off_is_found_by_its_batch(path: Path) -> None:
    tampered(path, "DELETE FROM claim WHERE seq = 8", "DELETE FROM entry WHERE seq = 8")

    assert ("root", None) in found(path)


def test_an_end_cut_off_with_its_batch_leaves_a_sound_but_shorter_ledger(path: Path) -> None:
    """Only a head held elsewhere shows this."""
    tampered(
        path,
        "DELETE FROM claim WHERE seq = 8",
        "DELETE FROM entry WHERE seq = 8",
        "DELETE FROM batch WHERE number = 3",
    )

    assert found(path) == []


def test_all_problems_are_listed_not_only_the_first(path: Path) -> None:
    tampered(
        path,
        "UPDATE claim SET low = 400, note = 'x' WHERE seq = 5",
        "UPDATE claim SET wording = 'y' WHERE seq = 8",
        "DELETE FROM incident",
    )

    assert sorted(found(path), key=str) == [
        ("columns", 5),
        ("columns", 5),
        ("columns", 8),
        ("missing_row", 1),
    ]


@pytest.mark.parametrize("garbage", ["x'ff00'", "'?'", "-1", "1e300", "CAST(x'ff' AS TEXT)"])
@pytest.mark.parametrize("table", TABLES)
def test_garbage_in_any_column_is_found_and_stops_nothing(
    path: Path, table: str, garbage: str
) -> None:
    whole = path.read_bytes()
    key, *columns = columns_of(table)
    row = f"{key} = (SELECT MAX({key}) FROM {table})"

    for column in columns:
        path.write_bytes(whole)
        tampered(path, f"UPDATE {table} SET {column} = {garbage} WHERE {row}")
        assert found(path) != [], column


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"CREATE TABLE incident", b"CREATE TaBLE incident"),
        (b"CREATE INDEX claim_by_id60", b"CREATE INDeX claim_by_id60"),
        (b"CREATE TABLE entry (\n", b"CREATE TABLE entry (\r"),
        (b"source_no_insertsource", b"source_no_insertsoUrce"),
        (b"indexclaim_by_id60", b"indexclaim_By_id60"),
    ],
)
def test_a_touched_description_of_a_table_is_found_though_it_means_the_same(
    path: Path, before: bytes, after: bytes
) -> None:
    whole = path.read_bytes()
    assert whole.count(before) == 1
    path.write_bytes(whole.replace(before, after))

    assert found(path) == [("schema", None)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("PRIMARY KEY (seq)", "PRIMARY KEY (seq), CHECK (source <> 'hospital' OR seq < 9)"),
        ("PRIMARY KEY (seq)", "PRIMARY KEY (seq) ON CONFLICT REPLACE"),
        ("source VARCHAR NOT NULL", "source VARCHAR NOT NULL ON CONFLICT IGNORE"),
        ("source VARCHAR NOT NULL", "source VARCHAR NOT NULL COLLATE NOCASE"),
        ("REFERENCES entry (seq)", "REFERENCES entry (seq) DEFERRABLE INITIALLY DEFERRED"),
        ("source VARCHAR NOT NULL", "source VARCHAR NOT NULL /* nothing */"),
    ],
)
def test_a_rule_written_into_the_description_of_a_table_is_found(
    path: Path, before: str, after: str
) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'claim'", (before, after)
    )
    connection.close()

    assert found(path) == [("schema", None)]


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_found(path: Path, table: str) -> None:
    tampered(path, "PRAGMA foreign_keys = OFF")
    connection = sqlite3.connect(path)
    connection.execute(f"DROP TABLE {table}")
    connection.close()

    assert ("schema", None) in found(path)


def test_a_name_in_the_schema_that_is_no_text_is_found_and_stops_nothing(path: Path) -> None:
    """One bit makes a blob of it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("CREATE VIEW more AS SELECT 1")
    connection.execute("UPDATE sqlite_master SET name = x'6d6f7265' WHERE name = 'more'")
    connection.commit()
    connection.close()

    assert ("schema", None) in found(path)


def test_each_missing_trigger_is_found_and_what_it_let_through(path: Path) -> None:
    tampered(path, "DROP TRIGGER claim_no_update", "DROP TRIGGER batch_no_insert", guards=True)

    ledger = Ledger.open(path)
    messages = [problem.message for problem in ledger.verify().problems]
    ledger.close()

    assert messages == [
        "the trigger claim_no_update is missing",
        "the trigger batch_no_insert is missing",
        "UPDATE of a row of claim is not refused",
    ]


def test_a_trigger_that_only_looks_like_a_guard_is_found(path: Path) -> None:
    tampered(
        path,
        "DROP TRIGGER entry_no_delete",
        "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT 1; END",
        "CREATE TRIGGER more AFTER INSERT ON claim BEGIN SELECT 1; END",
        guards=True,
    )

    ledger = Ledger.open(path)
    messages = [problem.message for problem in ledger.verify().problems]
    ledger.close()

    assert messages == [
        "the trigger entry_no_delete has been altered",
        "there is a trigger 'more', which is not ours",
        "DELETE of a row of entry is not refused",
    ]


def test_trying_the_guards_leaves_no_trace(path: Path) -> None:
    tampered(path, *(f"DROP TRIGGER {table}_no_delete" for table in TABLES), guards=True)
    ledger = Ledger.open(path)
    head = ledger.head()

    problems = ledger.verify().problems

    assert len([one for one in problems if one.message.startswith("DELETE")]) >= 4
    assert ledger.head() == head
    assert len(ledger.snapshots().__next__().claims) == 4
    ledger.close()


def test_whoever_keeps_writing_hides_nothing_that_is_wrong(path: Path) -> None:
    ledger = Ledger.open(path, busy_timeout_ms=10)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    held_up = ledger.verify()
    writer.rollback()
    tampered(path, "UPDATE claim SET low = 9 WHERE seq = 8")
    writer.execute("BEGIN IMMEDIATE")
    found = ledger.verify()

    assert (held_up.ok, held_up.problems, held_up.size) == (False, (), 8)
    assert [(one.kind, one.entry) for one in found.problems] == [("columns", 8)]
    assert held_up.unchecked == found.unchecked
    (said,) = found.unchecked
    assert said.startswith("the guards against changes could not be tried, for another program has")
    writer.close()
    ledger.close()


def test_what_was_found_before_others_kept_the_rest_from_being_read_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered(path, "UPDATE claim SET low = 9 WHERE seq = 8")
    ledger = Ledger.open(path, busy_timeout_ms=10)
    writer = sqlite3.connect(path, isolation_level=None)

    def kept_off(*given: Any) -> Iterator[Problem]:
        yield from entry_problems(*given)
        writer.execute("BEGIN EXCLUSIVE")
        yield from entry_problems(*given)

    monkeypatch.setattr("tracker.ledger.verification.entry_problems", kept_off)
    told = ledger.verify()

    assert [(one.kind, one.entry) for one in told.problems] == [("columns", 8)]
    assert [one.split(",")[0] for one in told.unchecked] == [
        "not every entry could be checked",
        "the guards against changes could not be tried",
    ]
    with pytest.raises(BusyError):
        ledger.verify()
    writer.close()
    ledger.close()


@pytest.mark.parametrize("number", ["'x'", "NULL", "2.5", "x'00'"])
@pytest.mark.parametrize("table", ["entry", "batch"])
def test_a_table_made_anew_without_its_key_stops_no_check_and_lets_nothing_in(
    path: Path, table: str, number: str
) -> None:
    key, *_ = columns_of(table)
    tampered(
        path,
        f"CREATE TABLE aside AS SELECT {', '.join(columns_of(table))} FROM {table}",
        f"DROP TABLE {table}",
        f"CREATE TABLE {table} ({', '.join(columns_of(table))})",
        f"INSERT INTO {table} SELECT * FROM aside",
        "DROP TABLE aside",
        f"UPDATE {table} SET {key} = {number} WHERE {key} = (SELECT MAX({key}) FROM {table})",
    )

    assert ("schema", None) in found(path)
    ledger = Ledger.open(path)
    with pytest.raises(UnsoundError, match="tracker verify"):
        record(ledger, a_claim(9))
    ledger.close()


@pytest.mark.parametrize("table", ["entry", "batch"])
def test_the_last_number_that_there_is_stops_no_check_and_lets_nothing_in(
    path: Path, table: str
) -> None:
    key, last = columns_of(table)[0], 2**63 - 1
    tampered(
        path, f"UPDATE {table} SET {key} = {last} WHERE {key} = (SELECT MAX({key}) FROM {table})"
    )

    kinds = {kind for kind, _ in found(path)}

    assert kinds >= {"sequence" if table == "entry" else "batch", "database"}
    ledger = Ledger.open(path)
    with pytest.raises(UnsoundError, match="tracker verify"):
        record(ledger, a_claim(9))
    ledger.close()


def test_the_guards_of_empty_tables_are_tried_too(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    tampered(path, *(f"DROP TRIGGER {table}_no_update" for table in TABLES), guards=True)

    ledger = Ledger.open(path)
    tried = [one.message for one in ledger.verify().problems if "UPDATE of" in one.message]
    ledger.close()

    assert tried == [f"UPDATE of a row of {table} is not refused" for table in TABLES]


def test_damaged_pages_are_found_and_stop_nothing(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    page = raw.index(b"from the wire") // 4096 * 4096
    raw[page : page + 64] = b"\xa5" * 64
    path.write_bytes(raw)

    ledger = Ledger.open(path)
    kinds = {problem.kind for problem in ledger.verify().problems}
    ledger.close()

    assert "database" in kinds


def test_size_and_root_are_those_of_the_head(path: Path) -> None:
    ledger = Ledger.open(path)
    verification = ledger.verify()

    assert (verification.size, verification.root) == (ledger.head().size, ledger.head().root)
    assert verification.size == len(RECORDS) + 4
    ledger.close()
