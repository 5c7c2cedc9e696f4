"""What hashing and the tree cost an import, how fast a ledger is verified, and proofs made."""

import gc
import sqlite3
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.data import write_claims
from benchmarks.timing import Line, cpu_seconds, line
from tracker.cli import GARBAGE_THRESHOLD
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.ledger.identity import Identity
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import columns_of

CLAIMS = 100_000
ROUNDS = 3
BATCH = 500


def results() -> Iterator[Line]:
    """CPU time of hashing beside that of the import; verify beside bare reading and hashing."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "claims.csv"
        write_claims(file, CLAIMS)
        whole = min(_import(file, folder / f"whole{n}.db") for n in range(ROUNDS))
        path = folder / "whole0.db"
        entries = _entries(path)
        hashing = min(cpu_seconds(lambda: _hash(entries)) for _ in range(ROUNDS))
        ledger = Ledger.open(path)
        verifying = min(cpu_seconds(lambda: _verified(ledger)) for _ in range(ROUNDS))
        reading = min(cpu_seconds(lambda: _read(path)) for _ in range(ROUNDS))
        identity = Identity(folder / "signing")
        signer, prover = identity.made_signer(None), ledger.prover()
        checkpoint = prover.checkpoint(identity, signer)
        proving = cpu_seconds(lambda: prover.inclusion(len(entries) // 2, checkpoint))
        ledger.close()
    plain = whole - hashing
    rate = len(entries) / verifying
    yield line(
        "CPU: hashes and tree / import of 100 k claims without",
        hashing / plain,
        "≤ 0.30",
        f"{hashing:.2f} s beside {plain:.2f} s",
    )
    yield line("CPU: verify, entries a second / 100,000", rate / 100_000, "≥ 1", f"{rate:,.0f}")
    yield line(
        "CPU: verify / reading all columns and hashing",
        verifying / (reading + hashing),
        "",
        f"{verifying:.2f} s beside {reading:.2f} + {hashing:.2f} s",
    )
    yield line("CPU: one inclusion proof / verify", proving / verifying, "", f"{proving:.2f} s")


def _import(file: Path, path: Path) -> float:
    def work() -> None:
        ledger = Ledger.open(path)
        assert import_files(ledger, [str(file)], ImportOptions()).stored
        ledger.close()

    return cpu_seconds(work)


def _entries(path: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        query = "SELECT seq, recorded_us, content FROM entry ORDER BY seq"
        return connection.execute(query).fetchall()


def _hash(entries: list[tuple[Any, ...]]) -> None:
    """All the hashes of an import: contents, leaves, and the tree in the import's batches."""
    leaves = [leaf(seq, us, sha256(content).digest()) for seq, us, content in entries]
    tree = Tree()
    for at in range(0, len(leaves), BATCH):
        tree = tree.extended(leaves[at : at + BATCH])
    assert tree.size == len(entries)


def _verified(ledger: Ledger) -> None:
    assert ledger.verify().ok


def _read(path: Path) -> None:
    """Every column that verify compares, through the bare driver."""
    with sqlite3.connect(path) as connection:
        for table in ("entry", "incident", "source", "claim"):
            columns = ", ".join(columns_of(table))
            for _ in connection.execute(f"SELECT {columns} FROM {table}"):
                pass
