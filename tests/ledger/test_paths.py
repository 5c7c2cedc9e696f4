"""Paths through the tree, against the RFC's own definition, pymerkle and published vectors."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from tests.ledger.test_merkle import naive_root
from tracker.ledger.merkle import Tree
from tracker.ledger.paths import (
    consistency_spans,
    inclusion_spans,
    is_consistent,
    root_through,
)

MOST = 260
SIZES = (*range(1, 100), *range(127, 131), *range(255, MOST + 1))
"""Every shape of a small tree, and those before and after a tree is full."""
RECORDS = [b"entry %d" % number for number in range(MOST)]
LEAVES = [sha256(b"\0" + record).digest() for record in RECORDS]


@cache
def span_root(first: int, end: int) -> bytes:
    return naive_root(LEAVES[first:end])


def root_of(size: int) -> bytes:
    return span_root(0, size)


def inclusion_path(index: int, size: int) -> list[bytes]:
    return [span_root(*span) for span in inclusion_spans(index, size)]


def consistency_path(old: int, new: int) -> list[bytes]:
    return [span_root(*span) for span in consistency_spans(old, new)]


def rfc_path(index: int, first: int, end: int) -> list[bytes]:
    """RFC 6962, section 2.1.1, word for word, of the entries from `first`."""
    if end - first == 1:
        return []
    split = first + widest_before(end - first)
    if index < split:
        return [*rfc_path(index, first, split), span_root(split, end)]
    return [*rfc_path(index, split, end), span_root(first, split)]


def rfc_subproof(old: int, first: int, end: int, *, whole: bool) -> list[bytes]:
    """RFC 6962, section 2.1.2, word for word, of the entries from `first`."""
    if old == end:
        return [] if whole else [span_root(first, end)]
    split = first + widest_before(end - first)
    if old <= split:
        return [*rfc_subproof(old, first, split, whole=whole), span_root(split, end)]
    return [*rfc_subproof(old, split, end, whole=False), span_root(first, split)]


def widest_before(size: int) -> int:
    widest = 1
    while widest * 2 < size:
        widest *= 2
    return widest


@pytest.fixture(scope="module")
def pymerkle_tree() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for record in RECORDS:
        tree.append_entry(record)
    return tree


def test_roots_are_pymerkles_for_every_size(pymerkle_tree: InmemoryTree) -> None:
    tree = Tree()
    for size in range(1, MOST + 1):
        tree = tree.extended([LEAVES[size - 1]])
        assert tree.root == pymerkle_tree.get_root(size).hex()


def test_every_entry_of_every_size_is_proved_as_pymerkle_proves_it(
    pymerkle_tree: InmemoryTree,
) -> None:
    for size in SIZES:
        for index in range(size):
            path = inclusion_path(index, size)
            theirs = pymerkle_tree.prove_inclusion(index + 1, size)

            assert path == rfc_path(index, 0, size), (index, size)
            assert path == theirs.path[1:], (index, size)  # Theirs begins with the leaf itself.
            assert root_through(LEAVES[index], index, size, path) == root_of(size)
            verify_inclusion(LEAVES[index], root_of(size), theirs, index=index + 1, size=size)


def test_every_size_is_proved_to_begin_every_larger_one(pymerkle_tree: InmemoryTree) -> None:
    for new in (0, *SIZES):
        for old in range(new + 1):
            path = consistency_path(old, new)

            assert path == (rfc_subproof(old, 0, new, whole=True) if old else [])
            assert is_consistent(old, new, root_of(old), root_of(new), path), (old, new)
            if 0 < old < new:
                theirs = pymerkle_tree.prove_consistency(old, new)
                verify_consistency(root_of(old), root_of(new), theirs)


def test_no_entry_is_proved_at_another_place_or_in_another_size() -> None:
    for size in range(1, 20):
        for index in range(size):
            path = inclusion_path(index, size)
            proved = [
                (place, of)
                for of in range(1, 24)
                for place in range(of)
                if root_through(LEAVES[index], place, of, path) == root_of(size)
            ]
            # The path alone does not tell sizes apart: their roots do.
            assert [place for place, of in proved if of == size] == [index]
            for other in range(1, 20):
                if other != size:
                    assert root_through(LEAVES[index], index, other, path) != root_of(other)


def test_no_size_is_proved_for_another() -> None:
    for new in range(1, 35):
        for old in range(1, new):
            path = consistency_path(old, new)
            for other in range(1, new):
                if other != old:
                    assert not is_consistent(other, new, root_of(other), root_of(new), path)
            assert not is_consistent(new, old, root_of(new), root_of(old), path)


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(st.integers(2, MOST))
    return draw(st.integers(1, size - 1)), size


def flipped(raw: bytes, bit: int) -> bytes:
    changed = bytearray(raw)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(places(), st.data())
def test_any_flipped_bit_ends_an_inclusion_proof(
    place: tuple[int, int], data: st.DataObject
) -> None:
    index, size = place
    path = inclusion_path(index, size)
    at, bit = data.draw(st.integers(-1, len(path) - 1)), data.draw(st.integers(0, 255))
    leaf = flipped(LEAVES[index], bit) if at < 0 else LEAVES[index]
    if at >= 0:
        path[at] = flipped(path[at], bit)

    assert root_through(leaf, index, size, path) != root_of(size)


@given(places(), st.data())
def test_any_flipped_bit_ends_a_consistency_proof(
    place: tuple[int, int], data: st.DataObject
) -> None:
    old, new = place
    roots = [root_of(old), root_of(new)]
    hashes = [*roots, *consistency_path(old, new)]
    at, bit = data.draw(st.integers(0, len(hashes) - 1)), data.draw(st.integers(0, 255))
    hashes[at] = flipped(hashes[at], bit)

    assert not is_consistent(old, new, hashes[0], hashes[1], hashes[2:])


@given(places(), st.data())
def test_hashes_added_left_out_or_swapped_end_both_proofs(
    place: tuple[int, int], data: st.DataObject
) -> None:
    few, many = place
    for path, proves in (
        (inclusion_path(few, many), lambda some: root_through(LEAVES[few], few, many, some)
         == root_of(many)),
        (consistency_path(few, many), lambda some: is_consistent(few, many, root_of(few),
         root_of(many), some)),
    ):  # fmt: skip
        at = data.draw(st.integers(0, len(path)))
        assert proves(path)
        assert not proves([*path[:at], root_of(many), *path[at:]])
        assert not proves([*path[:at], b"", *path[at:]])
        assert not path or not proves(path[: at - 1] if at else path[1:])
        if len(path) > 1:
            assert not proves(path[::-1])


# The tree of eight entries with which Certificate Transparency's implementations test each
# other: https://github.com/transparency-dev/merkle, proof/verify_test.go.
REFERENCE_RECORDS = [
    bytes.fromhex(record)
    for record in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
REFERENCE_LEAVES = [sha256(b"\0" + record).digest() for record in REFERENCE_RECORDS]
REFERENCE_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
NODE_00 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
NODE_01 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
NODE_04 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NODE_06 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
NODES_01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
NODES_23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
NODES_45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
NODES_67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
NODES_03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
NODES_47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
REFERENCE_INCLUSIONS = {
    (0, 1): (),
    (0, 8): (NODE_01, NODES_23, NODES_47),
    (5, 8): (NODE_04, NODES_67, NODES_03),
    (2, 3): (NODES_01,),
    (1, 5): (NODE_00, NODES_23, NODE_04),
}
REFERENCE_CONSISTENCIES = {
    (1, 1): (),
    (1, 8): (NODE_01, NODES_23, NODES_47),
    (6, 8): (NODES_45, NODES_67, NODES_03),
    (2, 5): (NODES_23, NODE_04),
    (6, 7): (NODES_45, NODE_06, NODES_03),
}


def hashes(texts: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


def test_the_reference_tree_has_the_published_roots() -> None:
    for size, root in enumerate(REFERENCE_ROOTS):
        assert Tree().extended(REFERENCE_LEAVES[:size]).root == root


@pytest.mark.parametrize(("place", "path"), REFERENCE_INCLUSIONS.items())
def test_the_published_inclusion_proofs(place: tuple[int, int], path: tuple[str, ...]) -> None:
    index, size = place
    root = bytes.fromhex(REFERENCE_ROOTS[size])

    assert [naive_root(REFERENCE_LEAVES[first:end]) for first, end in
            inclusion_spans(index, size)] == hashes(path)  # fmt: skip
    assert root_through(REFERENCE_LEAVES[index], index, size, hashes(path)) == root
    for wrong_index, wrong_size, wrong_path in corrupted(index, size, hashes(path), root):
        found = root_through(REFERENCE_LEAVES[index], wrong_index, wrong_size, wrong_path)
        assert found != root


@pytest.mark.parametrize(("sizes", "path"), REFERENCE_CONSISTENCIES.items())
def test_the_published_consistency_proofs(sizes: tuple[int, int], path: tuple[str, ...]) -> None:
    old, new = sizes
    roots = [bytes.fromhex(REFERENCE_ROOTS[size]) for size in sizes]

    assert [naive_root(REFERENCE_LEAVES[first:end]) for first, end in
            consistency_spans(old, new)] == hashes(path)  # fmt: skip
    assert is_consistent(old, new, roots[0], roots[1], hashes(path))
    for wrong_old, wrong_new, wrong_path in corrupted(old, new, hashes(path), roots[1]):
        assert not is_consistent(wrong_old, wrong_new, roots[0], roots[1], wrong_path)
    if old != new:
        assert not is_consistent(old, new, roots[1], roots[0], hashes(path))
        assert not is_consistent(old, new, b"WrongRoot", roots[1], hashes(path))


def corrupted(
    place: int, size: int, path: list[bytes], root: bytes
) -> Iterator[tuple[int, int, list[bytes]]]:
    """What the reference implementation's own tests make of a good proof."""
    yield from ((wrong, size, path) for wrong in (place - 1, place + 1, place ^ 2))
    yield from ((place, wrong, path) for wrong in (size * 2, size // 2))
    for garbage in (b"", root, b"\x07" * 32):
        yield place, size, [*path, garbage]
        yield place, size, [garbage, *path]
    for at, one in enumerate(path):
        yield place, size, [*path[:at], flipped(one, 3), *path[at + 1 :]]
        yield place, size, path[:at]
        yield place, size, [*path[:at], root, *path[at:]]


@pytest.mark.parametrize(
    ("old", "new", "old_root", "new_root", "path", "holds"),
    [
        (0, 0, "a", "b", [], False),
        (1, 1, "a", "b", [], False),
        (0, 0, "empty", "empty", [], True),
        (0, 1, "empty", "b", [], True),
        (0, 1, "a", "b", [], False),
        (1, 1, "b", "b", [], True),
        (1, 0, "a", "b", [], False),
        (2, 1, "a", "b", [], False),
        (1, 2, "a", "b", [], False),
        (-1, 2, "a", "b", [], False),
        (0, 0, "empty", "empty", ["a"], False),
        (0, 1, "empty", "empty", ["a"], False),
        (1, 1, "a", "a", ["a"], False),
    ],
)
def test_the_edges_of_consistency(
    old: int, new: int, old_root: str, new_root: str, path: list[str], holds: bool
) -> None:
    known = {"a": b"a" * 32, "b": b"b" * 32, "empty": sha256(b"").digest()}
    some = [known[one] for one in path]

    assert is_consistent(old, new, known[old_root], known[new_root], some) is holds


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 0), (2, 1), (1, 1), (-1, 3)])
def test_nothing_is_proved_outside_the_tree(index: int, size: int) -> None:
    assert root_through(LEAVES[0], index, size, []) is None
