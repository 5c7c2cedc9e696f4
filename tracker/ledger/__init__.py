"""The append-only record: one database, two time axes, every entry hashed into one root.

    values ──seal──▶ Sealed ──Writer.append──▶ entry + typed row ──finish──▶ batch (root)
    Ledger.snapshot(slug, as of T, known at K) ──▶ Snapshot, for reconcile

The only package that writes, and the only one that speaks SQL.
"""

from tracker.ledger.columns import ClaimAsRow
from tracker.ledger.known import Known, KnownRow, PlainClaim
from tracker.ledger.ledger import Head, Ledger
from tracker.ledger.problem import Problem, Verification
from tracker.ledger.rehearsing import Appending
from tracker.ledger.sealed_claims import ClaimColumns, SealedClaims, seal_columns
from tracker.ledger.sealing import Sealed, seal
from tracker.ledger.statements import BETWEEN
from tracker.ledger.writer import Writer

__all__ = [
    "BETWEEN",
    "Appending",
    "ClaimAsRow",
    "ClaimColumns",
    "Head",
    "Known",
    "KnownRow",
    "Ledger",
    "PlainClaim",
    "Problem",
    "Sealed",
    "SealedClaims",
    "Verification",
    "Writer",
    "seal",
    "seal_columns",
]
