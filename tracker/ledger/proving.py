"""Making proofs: the roots of spans of entries, worked out from the entries as they are."""

from hashlib import sha256

from tracker.errors import OptionError, UnsoundError, shown
from tracker.ledger import statements as sql
from tracker.ledger.checkpoints import Checkpoint, sign_checkpoint
from tracker.ledger.database import Database
from tracker.ledger.identity import Identity
from tracker.ledger.keys import SignerKey
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.paths import (
    Span,
    consistency_spans,
    inclusion_spans,
    is_consistent,
    root_through,
)
from tracker.ledger.proof_files import ConsistencyProof, InclusionProof
from tracker.ledger.view import last_tree, sound_rows

PAGE = 5_000
"""Entries read at once."""


class Prover:
    """Signs the heads of a ledger and proves what was in it. Lent by `Ledger.prover`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def checkpoint(self, identity: Identity, signer: SignerKey) -> Checkpoint:
        """The ledger's head, signed and put with those signed before.

        Raises UnsoundError when the entries do not come to the root recorded with them, or the
        ledger is not the one that was last signed, grown: no ledger may sign two histories.
        """
        tree = self._tree()
        if self.root_at(tree.size) != tree.root:
            raise UnsoundError(
                "the entries do not give the root recorded with them; nothing is signed, "
                "tracker verify lists what is wrong"
            )
        self._refuse_another_history(identity, tree)
        signed = sign_checkpoint(tree.size, tree.root, signer)
        identity.keep(signed)
        return signed

    def root_at(self, size: int) -> str:
        """The root over the first entries, hexadecimal. Raises UnsoundError when there are
        fewer."""
        return self._root(Span(0, size)).hex()

    def inclusion(self, seq: int, checkpoint: Checkpoint) -> InclusionProof:
        """That an entry was in the ledger when a checkpoint was made.

        Raises OptionError when it came later, UnsoundError when the ledger does not agree with
        the checkpoint.
        """
        self._refuse_beyond(checkpoint)
        if seq > checkpoint.size:
            raise OptionError(
                f"entry {seq} came after the checkpoint, which is of {checkpoint.size} entries; "
                "prove it against a newer one"
            )
        with self._database.reading() as connection:
            row = connection.execute(sql.ENTRY, (seq,)).fetchone()
        if row is None:
            raise UnsoundError(f"entry {seq} is missing; tracker verify lists what is wrong")
        spans = inclusion_spans(seq - 1, checkpoint.size)
        with sound_rows():
            path = tuple(map(self._root, spans))
            proof = InclusionProof(seq, row[0], bytes(row[1]), path, checkpoint)
            root = root_through(proof.leaf, seq - 1, checkpoint.size, path)
        if root is None or root.hex() != checkpoint.root:
            raise UnsoundError(_other_than(checkpoint))
        return proof

    def consistency(self, older: Checkpoint, newer: Checkpoint) -> ConsistencyProof:
        """That the ledger of one checkpoint begins with that of another.

        Raises OptionError when they are of two names or the older one is of more entries,
        UnsoundError when the ledger does not agree with them.
        """
        if older.origin != newer.origin:
            raise OptionError(
                f"the checkpoint to begin from is of {shown(older.origin)}, the one to end with of "
                f"{shown(newer.origin)}, and no proof connects two names; tracker verify "
                "--checkpoint compares the ledger itself with each"
            )
        self._refuse_beyond(newer)
        if older.size > newer.size:
            raise OptionError(
                f"the checkpoint to begin from is of {older.size} entries, the one to end with "
                f"of {newer.size}; exchange them"
            )
        path = tuple(map(self._root, consistency_spans(older.size, newer.size)))
        roots = bytes.fromhex(older.root), bytes.fromhex(newer.root)
        if not is_consistent(older.size, newer.size, *roots, path):
            wrong = newer if self.root_at(older.size) == older.root else older
            raise UnsoundError(_other_than(wrong))
        return ConsistencyProof(older, path, newer)

    def _tree(self) -> Tree:
        with self._database.reading() as connection:
            return last_tree(connection)[1]

    def _refuse_beyond(self, checkpoint: Checkpoint) -> None:
        size = self._tree().size
        if checkpoint.size > size:
            raise UnsoundError(
                f"the checkpoint is of {checkpoint.size} entries, but there are {size}: it is of "
                "another ledger, or the end was cut off; tracker verify --checkpoint tells more"
            )

    def _refuse_another_history(self, identity: Identity, tree: Tree) -> None:
        signed = identity.newest()
        if signed is None or (signed.size, signed.root) == (tree.size, tree.root):
            return
        if signed.size > tree.size or self.root_at(signed.size) != signed.root:
            raise UnsoundError(
                f"a checkpoint of {signed.size} entries was signed before, and the ledger does "
                "not go on from it; nothing is signed, tracker verify lists what is wrong"
            )

    def _root(self, span: Span) -> bytes:
        """The root over a span of entries as if there were no others."""
        tree, after = Tree(), span.first
        while after < span.end:
            with self._database.reading() as connection:
                rows = connection.execute(sql.LEAVES, (after, span.end, PAGE)).fetchall()
            if not rows:
                raise UnsoundError(
                    f"entry {after + 1} is missing; tracker verify lists what is wrong"
                )
            with sound_rows():
                tree = tree.extended([leaf(*row) for row in rows])
            after = rows[-1][0]
        if tree.size != span.end - span.first:
            raise UnsoundError("entries are missing; tracker verify lists what is wrong")
        return bytes.fromhex(tree.root) if tree.size else sha256(b"").digest()


def _other_than(checkpoint: Checkpoint) -> str:
    return (
        f"the ledger has another root at {checkpoint.size} entries than the checkpoint says: it is "
        "another ledger, or was rewritten; tracker verify --checkpoint tells more"
    )
