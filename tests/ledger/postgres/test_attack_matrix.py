"""Everything that a superuser could rewrite, guards switched off and on again, and what finds it.

The same matrix as for files: what verify finds by itself, and what leaves a sound ledger behind,
which only a head held elsewhere finds. What the guards refuse is in test_attacks.
"""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import BigInteger

from tests.ledger.attacks import CLAIMS, LATER, TAMPERING
from tests.ledger.builders import RECORDS, a_claim, record
from tests.ledger.made_by_hand import (
    NAMING,
    REFUSED_BY_A_SERVER,
    SENSELESS,
    YEAR_US,
    Said,
    said,
)
from tests.ledger.postgres.by_hand import ByHand, hand_over
from tests.ledger.postgres.conftest import OnServer
from tests.servers import Server
from tracker.ledger import Ledger, seal
from tracker.ledger.check_heads import HeldHead
from tracker.ledger.columns import id60_of
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import KINDS, TABLES, columns_of
from tracker.ledger.postgres.tables import server_tables

KEPT = "before"
"""A schema of the test's own, with the rows as they were."""


class Victim(OnServer):
    """A ledger of four records (1-4), three claims (5-7) and two more (8-9), that can be put
    back as it was."""

    def tampered(self, *statements: str) -> None:
        self.server.tampered(self.name, *statements)

    def put_back(self) -> None:
        rows = [f"INSERT INTO {table} SELECT * FROM {KEPT}.{table}" for table in TABLES]
        self.tampered(f"TRUNCATE {', '.join(TABLES)}", *rows)

    def kinds(self, heads: tuple[HeldHead, ...] = ()) -> set[str]:
        return {problem.kind for problem in self.ledger.verify(heads).problems}

    def resealed(self, seq: int, low: int) -> None:
        """One claim rewritten with its content, hash and columns, its batch left as it was."""
        sealed = seal(a_claim(low))
        self.tampered(
            f"UPDATE entry SET content = '\\x{sealed.content.hex()}', "
            f"content_hash = '\\x{sealed.digest.hex()}' WHERE seq = {seq}",
            f"UPDATE claim SET low = {low}, high = {low}, note = '', "
            f"id60 = {id60_of(sealed.digest)} WHERE seq = {seq}",
        )

    def retreed(self, *batches: int) -> None:
        """Frontier and root of some batches worked out anew from the entries as they are."""
        entries = self.rows("SELECT seq, recorded_us, content_hash FROM entry ORDER BY seq")
        leaves = [leaf(*row) for row in entries]
        for number in batches:
            size = self.rows(f"SELECT size FROM batch WHERE number = {number}")[0][0]
            tree = Tree().extended(leaves[:size])
            self.tampered(
                f"UPDATE batch SET root = '{tree.root}', "
                f"frontier = '\\x{tree.frontier.hex()}' WHERE number = {number}"
            )


@pytest.fixture(scope="module")
def made(server: Server) -> Iterator[tuple[Victim, tuple[HeldHead, ...]]]:
    name = server.a_ledger()
    victim = Victim(server, name, Ledger.open(server.as_app(name)))
    record(victim.ledger, *RECORDS)
    record(victim.ledger, *CLAIMS)
    heads = [victim.ledger.head()]
    record(victim.ledger, *LATER)
    heads.append(victim.ledger.head())
    victim.run(f"CREATE SCHEMA {KEPT}")
    for table in TABLES:
        victim.run(f"CREATE TABLE {KEPT}.{table} AS SELECT * FROM {table}")
    yield victim, tuple(HeldHead(f"of {one.size}", one.size, one.root) for one in heads)
    victim.ledger.close()
    server.drop(name)


@pytest.fixture
def victim(made: tuple[Victim, tuple[HeldHead, ...]]) -> Iterator[Victim]:
    yield made[0]
    made[0].put_back()


@pytest.fixture
def heads(made: tuple[Victim, tuple[HeldHead, ...]]) -> tuple[HeldHead, ...]:
    return made[1]


def test_an_untouched_ledger_is_whole_also_by_its_checkpoints(
    victim: Victim, heads: tuple[HeldHead, ...]
) -> None:
    assert victim.kinds(heads) == set()


IN_ANY_WAY = {
    "update": "UPDATE {table} SET {column} = {value} WHERE {last}",
    "delete and insert": "CREATE TEMP TABLE aside AS SELECT * FROM {table} WHERE {last}; "
    "DELETE FROM {table} WHERE {last}; UPDATE aside SET {column} = {value}; "
    "INSERT INTO {table} SELECT * FROM aside; DROP TABLE aside",
}
COLUMNS = [
    (table.name, column.name, "7000000" if isinstance(column.type, BigInteger) else "'altered'")
    for table in server_tables().sorted_tables
    for column in table.columns
]


@pytest.mark.parametrize("attack", IN_ANY_WAY)
@pytest.mark.parametrize(("table", "column", "value"), COLUMNS)
def test_any_column_changed_in_any_way_is_found(
    victim: Victim, attack: str, table: str, column: str, value: str
) -> None:
    key = columns_of(table)[0]
    last = f"{key} = (SELECT max({key}) FROM {table})"

    victim.tampered(IN_ANY_WAY[attack].format(table=table, column=column, value=value, last=last))

    assert victim.kinds() != set()


def by_sql(*statements: str) -> Callable[[Victim], None]:
    return lambda victim: victim.tampered(*statements)


def contents_rewritten(victim: Victim) -> None:
    victim.resealed(5, 400)


def batch_rewritten(victim: Victim) -> None:
    victim.resealed(5, 400)
    victim.retreed(2)


FOUND_BY_ITSELF: dict[str, tuple[Callable[[Victim], None], set[str]]] = {
    **{name: (by_sql(*statements), kinds) for name, (statements, kinds) in TAMPERING.items()},
    "two entries' contents swapped": (
        by_sql(
            "UPDATE entry SET (content, content_hash) = (SELECT o.content, o.content_hash "
            "FROM entry o WHERE o.seq = 11 - entry.seq) WHERE seq IN (5, 6)"
        ),
        {"columns", "root"},
    ),
    "content rewritten with hash and columns": (contents_rewritten, {"root"}),
    "and the root of its batch": (batch_rewritten, {"root"}),
}


@pytest.mark.parametrize("attack", FOUND_BY_ITSELF)
def test_verify_finds_by_itself(victim: Victim, heads: tuple[HeldHead, ...], attack: str) -> None:
    work, expected = FOUND_BY_ITSELF[attack]

    work(victim)

    assert expected <= victim.kinds()
    assert expected <= victim.kinds(heads)


# What is made by hand with the desk's own role, through append_batch().
def made_up(victim: Victim, *contents: Said) -> set[str]:
    hand_over(victim, *ByHand(victim).made_up(contents).statements())
    return victim.kinds()


@pytest.mark.parametrize("attack", NAMING)
def test_verify_finds_what_names_something_that_is_not_there(victim: Victim, attack: str) -> None:
    assert made_up(victim, *NAMING[attack]) == {"reference"}


@pytest.mark.parametrize("attack", SENSELESS)
def test_verify_finds_what_makes_no_sense(victim: Victim, attack: str) -> None:
    assert made_up(victim, SENSELESS[attack]) == {"content"}


@pytest.mark.parametrize("attack", REFUSED_BY_A_SERVER)
def test_nobody_gets_in_what_a_server_can_tell(victim: Victim, attack: str) -> None:
    with pytest.raises(psycopg.Error):
        made_up(victim, REFUSED_BY_A_SERVER[attack])


def test_verify_finds_a_claim_that_is_recorded_twice(victim: Victim) -> None:
    assert made_up(victim, said(CLAIMS[0]), said(CLAIMS[0])) == {"twin"}


def test_verify_finds_moments_still_to_come(victim: Victim) -> None:
    later = f"UPDATE entry SET recorded_us = recorded_us + {YEAR_US} WHERE seq = 9"
    victim.tampered(later)
    victim.retreed(3)

    assert victim.kinds() == {"future"}


# What leaves a sound ledger behind: only who holds a checkpoint sees it.
def cut(victim: Victim, after: int) -> None:
    victim.tampered(
        *(f"DELETE FROM {kind} WHERE seq > {after}" for kind in ("entry", *KINDS)),
        f"DELETE FROM batch WHERE size > {after}",
    )


def an_end_cut_off(victim: Victim) -> None:
    cut(victim, after=7)


def everything_taken_out(victim: Victim) -> None:
    victim.tampered(f"TRUNCATE {', '.join(TABLES)}")


def cut_off_and_gone_on(victim: Victim) -> None:
    cut(victim, after=7)
    record(victim.ledger, a_claim(52), a_claim(5))


def last_batch_rewritten(victim: Victim) -> None:
    victim.resealed(9, 400)
    victim.retreed(3)


def rewritten_from_an_entry_on(victim: Victim) -> None:
    victim.resealed(5, 400)
    victim.retreed(2, 3)


def rewritten_and_longer(victim: Victim) -> None:
    rewritten_from_an_entry_on(victim)
    record(victim.ledger, a_claim(77), a_claim(78))


def another_in_its_place(victim: Victim) -> None:
    everything_taken_out(victim)
    for values in (RECORDS, (a_claim(4), *CLAIMS[1:]), LATER):
        record(victim.ledger, *values)


FOUND_BY_CHECKPOINT: dict[Callable[[Victim], None], set[str]] = {
    an_end_cut_off: {"cut_tail"},
    everything_taken_out: {"cut_tail"},
    cut_off_and_gone_on: {"rewritten"},
    last_batch_rewritten: {"rewritten"},
    rewritten_from_an_entry_on: {"rewritten"},
    rewritten_and_longer: {"rewritten"},
    another_in_its_place: {"rewritten"},
}


@pytest.mark.parametrize("attack", FOUND_BY_CHECKPOINT)
def test_only_a_held_checkpoint_finds(
    victim: Victim, heads: tuple[HeldHead, ...], attack: Callable[[Victim], None]
) -> None:
    attack(victim)

    assert victim.kinds() == set()
    assert victim.kinds(heads) == FOUND_BY_CHECKPOINT[attack]
