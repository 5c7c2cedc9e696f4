"""The hash tree against RFC 6962's own definition."""

from hashlib import sha256

import pytest

from tracker.ledger.merkle import HASH_BYTES, Tree, leaf

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LEAVES = [sha256(b"\0%d" % number).digest() for number in range(131)]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Tree().root == EMPTY


def test_every_size_has_the_root_of_the_definition() -> None:
    tree = Tree()
    for size in range(131):
        assert tree.root == naive_root(LEAVES[:size]).hex()
        tree = tree.extended(LEAVES[size : size + 1])


@pytest.mark.parametrize("first", [0, 1, 2, 3, 7, 8, 63, 64, 65, 130])
def test_leaves_come_to_the_same_one_by_one_and_all_at_once(first: int) -> None:
    for last in range(first, 131):
        tree = Tree().extended(LEAVES[:first]).extended(LEAVES[first:last])

        assert tree.size == last
        assert tree.root == naive_root(LEAVES[:last]).hex()


def test_a_tree_goes_on_from_its_frontier() -> None:
    for size in range(131):
        tree = Tree().extended(LEAVES[:size])

        assert Tree.kept(size, tree.frontier) == tree


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no frontier of 3"):
        Tree.kept(3, bytes(HASH_BYTES))


def test_the_leaf_is_the_hash_of_the_fixed_envelope() -> None:
    digest = bytes(range(32))
    envelope = b"\0casualty-tracker/1\n7\n1469637785000000\n" + digest.hex().encode() + b"\n"

    assert leaf(7, 1469637785000000, digest) == sha256(envelope).digest()
