"""The tree is the one of RFC 6962, its proofs are those of RFC 9162, and no altered proof holds."""

from hashlib import sha256
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.ledger.tree import (
    EMPTY_TREE,
    HASH_SIZE,
    Tree,
    appended,
    completed_by,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    node_hash,
)

# The leaves, roots and proofs that implementations of certificate transparency have published since RFC 6962.
LEAVES = tuple(
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
INCLUSION = (
    (0, 1, ()),
    (
        0,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        5,
        8,
        (
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (2, 3, ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",)),
    (
        1,
        5,
        (
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ),
    ),
)
CONSISTENCY = (
    (1, 1, ()),
    (
        1,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        6,
        8,
        (
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (
        2,
        5,
        (
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ),
    ),
)


class Kept:
    """A tree grown leaf by leaf, with every hash that was made kept beside its leaf, as a store keeps them."""

    def __init__(self, leaves: tuple[bytes, ...]) -> None:
        self.tree = EMPTY_TREE
        self.made: list[tuple[bytes, ...]] = []
        for leaf in leaves:
            self.tree, made = appended(self.tree, leaf_hash(leaf))
            self.made.append(made)

    def node(self, level: int, position: int) -> bytes:
        return self.made[completed_by(level, position)][level]


def naive_root(leaves: tuple[bytes, ...]) -> bytes:
    """The definition of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])).digest()


def hashes(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(text) for text in texts)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    assert Kept(LEAVES[:size]).tree.root().hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert EMPTY_TREE.root() == sha256(b"").digest()


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_the_published_inclusion_proofs_come_out_and_hold(index: int, size: int, proof: tuple[str, ...]) -> None:
    assert inclusion_proof(index, size, Kept(LEAVES).node) == hashes(proof)
    root = bytes.fromhex(ROOTS[size - 1])
    assert inclusion_holds(index, size, leaf_hash(LEAVES[index]), hashes(proof), root)


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_the_published_consistency_proofs_come_out_and_hold(old: int, new: int, proof: tuple[str, ...]) -> None:
    assert consistency_proof(old, new, Kept(LEAVES).node) == hashes(proof)
    old_root, new_root = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert consistency_holds(old, new, old_root, new_root, hashes(proof))


@given(st.lists(st.binary(max_size=3), max_size=70).map(tuple))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition(leaves: tuple[bytes, ...]) -> None:
    assert Kept(leaves).tree.root() == naive_root(leaves)


def leaves_of(size: int) -> tuple[bytes, ...]:
    return tuple(f"leaf {number}".encode() for number in range(size))


@given(st.integers(1, 70), st.data())
def test_every_entry_of_every_size_is_proven_and_no_altered_proof_holds(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    kept, leaf = Kept(leaves), leaf_hash(leaves[index])
    proof, root = inclusion_proof(index, size, kept.node), kept.tree.root()
    assert root == naive_root(leaves)
    assert inclusion_holds(index, size, leaf, proof, root)
    for altered in altered_proofs(proof, data):
        assert not inclusion_holds(index, size, leaf, altered, root)
    assert not inclusion_holds(index, size, flipped(leaf, data), proof, root)
    assert not inclusion_holds(index, size, leaf, proof, flipped(root, data))
    other = data.draw(st.integers(-1, size + 1).filter(lambda one: one != index))
    assert not inclusion_holds(other, size, leaf, proof, root)


@given(st.integers(1, 70), st.data())
def test_every_growth_is_proven_and_no_altered_proof_holds(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    kept = Kept(leaves_of(new))
    old_root, new_root = naive_root(leaves_of(old)), kept.tree.root()
    proof = consistency_proof(old, new, kept.node)
    assert consistency_holds(old, new, old_root, new_root, proof)
    for altered in altered_proofs(proof, data):
        assert not consistency_holds(old, new, old_root, new_root, altered)
    assert not consistency_holds(old, new, flipped(old_root, data), new_root, proof)
    assert not consistency_holds(old, new, old_root, flipped(new_root, data), proof)


def altered_proofs(proof: tuple[bytes, ...], data: st.DataObject) -> tuple[tuple[bytes, ...], ...]:
    longer = ((*proof, bytes(HASH_SIZE)), (bytes(HASH_SIZE), *proof))
    if not proof:
        return longer
    place = data.draw(st.integers(0, len(proof) - 1))
    changed = (*proof[:place], flipped(proof[place], data), *proof[place + 1 :])
    return (*longer, changed, proof[:-1], proof[1:])


def flipped(raw: bytes, data: st.DataObject) -> bytes:
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    return bytes(byte ^ (1 << bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(raw))


def test_no_proof_is_made_for_what_is_not_there() -> None:
    kept = Kept(LEAVES)
    for index, size in ((8, 8), (-1, 8), (0, 0)):
        with pytest.raises(ValueError, match="is not among the first"):
            inclusion_proof(index, size, kept.node)
    for old, new in ((0, 8), (9, 8)):
        with pytest.raises(ValueError, match="has no earlier size"):
            consistency_proof(old, new, kept.node)


def test_nothing_holds_for_a_tree_that_shrinks_or_is_empty() -> None:
    root = naive_root(LEAVES)
    assert not consistency_holds(0, 8, EMPTY_TREE.root(), root, ())
    assert not consistency_holds(8, 7, root, root, ())
    assert not consistency_holds(4, 8, root, root, ())
    assert not inclusion_holds(0, 0, leaf_hash(b""), (), leaf_hash(b""))


def test_a_node_cannot_pass_for_a_leaf() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert node_hash(left, right) != leaf_hash(left + right)


def test_a_tree_whose_peaks_do_not_fit_its_size_is_our_fault() -> None:
    with pytest.raises(AssertionError):
        Tree(3, (bytes(32),))


@pytest.mark.soak
def test_a_million_entries_are_appended_within_ten_seconds() -> None:
    tree, started = EMPTY_TREE, process_time()
    for number in range(1_000_000):
        tree, _ = appended(tree, leaf_hash(number.to_bytes(4, "big")))
    assert process_time() - started < 10
    assert tree.size == 1_000_000
