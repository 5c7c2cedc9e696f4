"""Everything that could rewrite a ledger, by somebody who owns its file, and what finds it.

Three kinds: what the guards refuse; what they cannot (guards taken down and put back), which
verify finds by itself; and what leaves a sound ledger behind, which only a checkpoint held
elsewhere finds.
"""

import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.ledger.attacks import CLAIMS, LATER, TAMPERING
from tests.ledger.builders import RECORDS, a_claim, a_ledger, record, tampered
from tests.ledger.test_proofs import cut_last_batch
from tracker.errors import UnsoundError
from tracker.ledger import Ledger, seal
from tracker.ledger.check_heads import HeldHead
from tracker.ledger.columns import id60_of
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import TABLES, columns_of


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, tuple[HeldHead, ...]]:
    """A ledger of four records (1-4), three claims (5-7) and two more (8-9), and its heads."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    ledger = a_ledger(*CLAIMS, where=path)
    heads = [ledger.head()]
    record(ledger, *LATER)
    heads.append(ledger.head())
    ledger.close()
    return path.read_bytes(), tuple(HeldHead(f"of {one.size}", *astuple(one)) for one in heads)


def astuple(head: object) -> tuple[int, str]:
    return head.size, head.root  # type: ignore[attr-defined]


@pytest.fixture
def path(whole: tuple[bytes, tuple[HeldHead, ...]], tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    path.write_bytes(whole[0])
    return path


@pytest.fixture
def heads(whole: tuple[bytes, tuple[HeldHead, ...]]) -> tuple[HeldHead, ...]:
    return whole[1]


def kinds(path: Path, heads: tuple[HeldHead, ...] = ()) -> set[str]:
    ledger = Ledger.open(path)
    found = ledger.verify(heads)
    ledger.close()
    return {problem.kind for problem in found.problems}


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in TABLES
        }


def test_an_untouched_ledger_is_whole_also_by_its_checkpoints(
    path: Path, heads: tuple[HeldHead, ...]
) -> None:
    assert kinds(path, heads) == set()


# What the guards refuse, also from another database's connection.
REWRITES = {
    "update": "UPDATE {table} SET {column} = 'x'",
    "update or replace": "UPDATE OR REPLACE {table} SET {key} = {key} + 1",
    "update from": "UPDATE {table} SET {column} = o.{column} FROM {table} AS o",
    "delete": "DELETE FROM {table}",
    "replace": "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "insert or replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "insert or ignore": "INSERT OR IGNORE INTO {table} SELECT * FROM {table} LIMIT 1",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true "
    "ON CONFLICT ({key}) DO UPDATE SET {column} = 'x'",
    "insert before": "INSERT INTO {table} ({columns}) SELECT {negative} FROM {table} LIMIT 1",
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("rewrite", REWRITES)
@pytest.mark.parametrize("attached", [False, True], ids=["in its own file", "attached"])
def test_the_guards_refuse(path: Path, table: str, rewrite: str, attached: bool) -> None:
    before = rows_of(path)
    connection = sqlite3.connect(":memory:" if attached else path, isolation_level=None)
    if attached:
        connection.execute("ATTACH ? AS victim", (str(path),))
    key, column = columns_of(table)[:2]
    columns = ", ".join(columns_of(table))
    statement = REWRITES[rewrite].format(
        table=table,
        key=key,
        column=column,
        columns=columns,
        negative=columns.replace(key, f"-{key}", 1),
    )

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()

    assert rows_of(path) == before
    assert kinds(path) == set()


# What nobody can refuse the owner of the file: guards down, a change, guards up again.
DOWN_AND_UP = {
    "update": "UPDATE {table} SET {column} = {value} WHERE {last}",
    "update or ignore": "UPDATE OR IGNORE {table} SET {column} = {value} WHERE {last}",
    "insert or replace": "INSERT OR REPLACE INTO {table} ({columns}) "
    "SELECT {changed} FROM {table} WHERE {last}",
    "upsert": "INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {last} "
    "ON CONFLICT ({key}) DO UPDATE SET {column} = {value}",
    "delete and insert": "CREATE TABLE aside AS SELECT * FROM {table} WHERE {last}; "
    "DELETE FROM {table} WHERE {last}; INSERT INTO {table} ({columns}) "
    "SELECT {changed} FROM aside; DROP TABLE aside",
}


CHANGED = [
    *(("update", table, column) for table in TABLES for column in columns_of(table)),
    *(
        (attack, table, columns_of(table)[at])
        for attack in DOWN_AND_UP
        for table in TABLES
        for at in (0, -1)
        if attack != "update"
    ),
]
"""Every column in one way, and in the others, which leave the same rows behind, the first and the
last of each table."""


@pytest.mark.parametrize(("attack", "table", "column"), CHANGED)
def test_any_column_changed_in_any_way_is_found(
    path: Path, attack: str, table: str, column: str
) -> None:
    key, *_ = columns_of(table)
    columns = ", ".join(columns_of(table))
    value = "7e6" if column == key else "'altered'"
    changed = ", ".join(value if name == column else name for name in columns_of(table))
    script = DOWN_AND_UP[attack].format(
        table=table,
        key=key,
        column=column,
        value=value,
        columns=columns,
        changed=changed,
        last=f"{key} = (SELECT MAX({key}) FROM {table})",
    )
    if column == key and attack == "insert or replace":
        script = f"DELETE FROM {table}"  # With another key it replaces nothing.

    tampered(path, "PRAGMA foreign_keys = OFF", *script.split("; "))

    assert kinds(path) != set()


def by_sql(*statements: str, guards: bool = False) -> Callable[[Path], None]:
    return lambda path: tampered(path, "PRAGMA foreign_keys = OFF", *statements, guards=guards)


def schema_written(path: Path) -> None:
    """Triggers taken out of the schema by hand, a claim changed, triggers put back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    kept = connection.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
    connection.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE claim SET low = 400 WHERE seq = 5")
    connection.execute("PRAGMA writable_schema = ON")
    connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    connection.close()


def guard_blunted(path: Path) -> None:
    """A trigger's text changed in place so that it never fires."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'BEFORE UPDATE ON claim', "
        "'BEFORE UPDATE ON claim WHEN 0') WHERE name = 'claim_no_update'"
    )
    connection.close()


def vacuumed_and_swapped(path: Path) -> None:
    """A copy made by VACUUM INTO, changed, put in the ledger's place."""
    copy = path.with_name("copy.db")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    tampered(copy, "UPDATE claim SET high = 4 WHERE seq = 5")
    copy.replace(path)


def contents_rewritten(path: Path) -> None:
    """One claim rewritten with its content, hash and columns, its batch left as it was."""
    resealed(path, 5, a_claim(400))


def resealed(path: Path, seq: int, claim: object) -> None:
    sealed = seal(claim)  # type: ignore[arg-type]
    tampered(
        path,
        f"UPDATE entry SET content = x'{sealed.content.hex()}', "
        f"content_hash = x'{sealed.digest.hex()}' WHERE seq = {seq}",
        f"UPDATE claim SET low = 400, high = 400, note = '', id60 = {id60_of(sealed.digest)} "
        f"WHERE seq = {seq}",
    )


def batch_rewritten(path: Path) -> None:
    """The same, and the root and frontier of its batch with it, but not of the next."""
    contents_rewritten(path)
    retree(path, batches=(2,))


def retree(path: Path, batches: tuple[int, ...]) -> None:
    """Frontier and root of some batches worked out anew from the entries as they are."""
    with sqlite3.connect(path) as connection:
        leaves = [
            leaf(*row)
            for row in connection.execute(
                "SELECT seq, recorded_us, content_hash FROM entry ORDER BY seq"
            )
        ]
        sizes = dict(connection.execute("SELECT number, size FROM batch"))
    trees = {number: Tree().extended(leaves[: sizes[number]]) for number in batches}
    tampered(
        path,
        *(
            f"UPDATE batch SET root = '{tree.root}', frontier = x'{tree.frontier.hex()}' "
            f"WHERE number = {number}"
            for number, tree in trees.items()
        ),
    )


def moments_before_1970(path: Path) -> None:
    by_sql("UPDATE entry SET recorded_us = recorded_us - 4611686018427387904")(path)
    retree(path, batches=(1, 2, 3))


FOUND_BY_ITSELF: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    **{name: (by_sql(*statements), kinds) for name, (statements, kinds) in TAMPERING.items()},
    "two entries' contents swapped": (
        by_sql(
            "CREATE TABLE aside AS SELECT seq, content, content_hash FROM entry",
            "UPDATE entry SET (content, content_hash) = "
            "(SELECT content, content_hash FROM aside WHERE aside.seq = 11 - entry.seq) "
            "WHERE seq IN (5, 6)",
            "DROP TABLE aside",
        ),
        {"columns", "root"},
    ),
    "content rewritten with hash and columns": (contents_rewritten, {"root"}),
    "and the root of its batch": (batch_rewritten, {"root"}),
    "a recorder that is no text": (
        by_sql(
            "UPDATE entry SET recorded_by = x'ff' WHERE batch = 3",
            "UPDATE batch SET recorded_by = x'ff' WHERE number = 3",
        ),
        {"batch"},
    ),
    "moments before there were any": (moments_before_1970, {"time"}),
    "a batch's tree changed": (
        by_sql("UPDATE batch SET frontier = zeroblob(32) WHERE number = 3"),
        {"root"},
    ),
    "the schema edited by hand and put back": (schema_written, {"columns"}),
    "a guard blunted": (guard_blunted, {"trigger"}),
    "a guard missing": (by_sql("DROP TRIGGER claim_no_update", guards=True), {"trigger"}),
    "a trigger that rewrites what comes": (
        by_sql(
            "CREATE TRIGGER more AFTER INSERT ON claim BEGIN DELETE FROM source; END", guards=True
        ),
        {"trigger"},
    ),
    "a table put aside for a view": (
        by_sql(
            "ALTER TABLE claim RENAME TO claims_of_old",
            "CREATE VIEW claim AS SELECT * FROM claims_of_old WHERE seq <> 5",
            guards=True,
        ),
        {"schema"},
    ),
    "a column added": (by_sql("ALTER TABLE claim ADD COLUMN victim"), {"schema"}),
    "an index taken out": (by_sql("DROP INDEX claim_by_incident"), {"schema"}),
    "VACUUM INTO, changed and swapped": (vacuumed_and_swapped, {"columns"}),
}


@pytest.mark.parametrize("attack", FOUND_BY_ITSELF)
def test_verify_finds_by_itself(path: Path, heads: tuple[HeldHead, ...], attack: str) -> None:
    work, expected = FOUND_BY_ITSELF[attack]

    work(path)

    assert expected <= kinds(path)
    assert expected <= kinds(path, heads)


@pytest.mark.parametrize("setting", ["application_id = 7", "user_version = 99"])
def test_a_file_whose_marks_were_changed_is_not_opened(path: Path, setting: str) -> None:
    by_sql(f"PRAGMA {setting}")(path)

    with pytest.raises(UnsoundError):
        Ledger.open(path)


# What leaves a sound ledger behind: only who holds a checkpoint sees it.
def last_batch_rewritten(path: Path) -> None:
    resealed(path, 9, a_claim(400))
    retree(path, batches=(3,))


def wholly_rewritten(path: Path) -> None:
    path.unlink()
    ledger = a_ledger(a_claim(4), *CLAIMS[1:], where=path)
    record(ledger, *LATER)
    ledger.close()


def rewritten_from_the_changed_entry_on(path: Path) -> None:
    contents_rewritten(path)
    retree(path, batches=(2, 3))


def rewritten_and_longer(path: Path) -> None:
    rewritten_from_the_changed_entry_on(path)
    ledger = Ledger.open(path)
    record(ledger, a_claim(77), a_claim(78))
    ledger.close()


def older_copy_put_back(path: Path) -> None:
    path.unlink()
    a_ledger(*CLAIMS, where=path).close()


def emptied(path: Path) -> None:
    path.unlink()
    Ledger.open(path).close()


def cut_and_gone_on(path: Path) -> None:
    cut_last_batch(path)
    ledger = Ledger.open(path)
    record(ledger, a_claim(52), a_claim(5))
    ledger.close()


FOUND_BY_CHECKPOINT: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "an end cut off with its batch": (cut_last_batch, {"cut_tail"}),
    "an older copy put back": (older_copy_put_back, {"cut_tail", "rewritten"}),
    "everything taken out": (emptied, {"cut_tail"}),
    "an end cut off and gone on from": (cut_and_gone_on, {"rewritten"}),
    "the last batch rewritten with its root": (last_batch_rewritten, {"rewritten"}),
    "all rewritten from one entry on": (rewritten_from_the_changed_entry_on, {"rewritten"}),
    "all rewritten, and longer than before": (rewritten_and_longer, {"rewritten"}),
    "another ledger in its place": (wholly_rewritten, {"rewritten"}),
}


@pytest.mark.parametrize("attack", FOUND_BY_CHECKPOINT)
def test_only_a_held_checkpoint_finds(path: Path, heads: tuple[HeldHead, ...], attack: str) -> None:
    work, expected = FOUND_BY_CHECKPOINT[attack]

    work(path)

    assert kinds(path) == set()
    assert kinds(path, heads) == expected


def test_one_checkpoint_tells_from_where_on_it_was_rewritten(
    path: Path, heads: tuple[HeldHead, ...]
) -> None:
    last_batch_rewritten(path)

    assert kinds(path, heads[:1]) == set()
    assert kinds(path, heads[1:]) == {"rewritten"}


def test_a_checkpoint_from_the_middle_of_a_batch_is_compared_too(path: Path) -> None:
    ledger = Ledger.open(path)
    middle = HeldHead("middle", 6, ledger.prover().root_at(6))

    assert ledger.verify([middle]).ok
    wrong = ledger.verify([middle, HeldHead("other", 6, sha256(b"").hexdigest())])
    assert [one.kind for one in wrong.problems] == ["rewritten"]
    assert wrong.compared == 2
    ledger.close()


def test_who_recorded_a_batch_is_not_under_the_root(
    path: Path, heads: tuple[HeldHead, ...]
) -> None:
    """Known and documented: the leaf holds number, moment and content, not the recorder."""
    by_sql(
        "UPDATE entry SET recorded_by = 'x' WHERE batch = 2",
        "UPDATE batch SET recorded_by = 'x' WHERE number = 2",
    )(path)

    assert kinds(path, heads) == set()
    assert len(RECORDS) == 4
