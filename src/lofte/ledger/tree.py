"""Grow a Merkle tree from leaf hashes, and prove with few hashes what it holds and that it only grew.

In:   leaf hashes; for proofs also a way to look up the hash of a complete subtree.
Out:  a new tree, its root, proofs as tuples of hashes from the leaf's side to the root's.
Never: stores a node, knows what a leaf says.

The idea in one read: a tree of n leaves is a row of complete subtrees, one for each bit of n, largest first; their
roots, the `peaks`, are all that appending needs. A new leaf joins the smaller peaks like a carry in binary addition,
and the root joins the peaks from the right. Each complete subtree, once made, never changes: whoever keeps them under
(level, position) makes any proof with a logarithmic number of look-ups. Leaves and nodes are hashed with different
first bytes, so that no node can pass for a leaf.
Law:  GDPR Art. 5(2). RFC 6962 section 2.1; the verification algorithms are RFC 9162 sections 2.1.3.2 and 2.1.4.2.
Kept true by: tests/unit/test_ledger_tree.py

>>> tree, _ = appended(EMPTY_TREE, leaf_hash(b""))
>>> tree.size, tree.root().hex()[:16]
(1, '6e340b9cffb37a98')
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree's size in leaves and the roots of its complete subtrees, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        assert len(self.peaks) == self.size.bit_count(), "a tree has one peak for each bit of its size"

    def root(self) -> bytes:
        """The Merkle tree hash; of an empty tree, the hash of nothing."""
        if not self.peaks:
            return sha256(b"").digest()
        joined = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            joined = node_hash(peak, joined)
        return joined


EMPTY_TREE = Tree()

NodeHash = Callable[[int, int], bytes]
"""The hash of the complete subtree at (level, position)."""


def leaf_hash(leaf: bytes) -> bytes:
    """Hash what a leaf says."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\x01" + left + right).digest()


def appended(tree: Tree, leaf: bytes) -> tuple[Tree, tuple[bytes, ...]]:
    """The tree with one more leaf hash, and the roots of the subtrees that this completed, from the leaf's level up."""
    peaks, rest = list(tree.peaks), tree.size
    made = [leaf]
    while rest & 1:
        made.append(node_hash(peaks.pop(), made[-1]))
        rest >>= 1
    return Tree(tree.size + 1, (*peaks, made[-1])), tuple(made)


def completed_by(level: int, position: int) -> int:
    """The index of the leaf whose appending completed this subtree; its root is number `level` of what was made then.

    >>> completed_by(0, 5), completed_by(2, 0)
    (5, 3)
    """
    return ((position + 1) << level) - 1


def inclusion_proof(index: int, size: int, node: NodeHash) -> tuple[bytes, ...]:
    """The hashes that join leaf `index` to the root of the first `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"entry {index} is not among the first {size} entries")
    return tuple(_path(index, 0, size, node))


def consistency_proof(old: int, new: int, node: NodeHash) -> tuple[bytes, ...]:
    """The hashes that show that the first `old` of `new` leaves are the tree that was signed at `old`."""
    if not 0 < old <= new:
        raise ValueError(f"a ledger of {new} entries has no earlier size {old}")
    return tuple(_subproof(old, 0, new, node, whole=True))


def inclusion_holds(index: int, size: int, leaf: bytes, proof: tuple[bytes, ...], root: bytes) -> bool:
    """Whether the proof joins this leaf hash, at this index, to this root of `size` leaves."""
    if not 0 <= index < size:
        return False
    here, last, joined = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            joined = node_hash(sibling, joined)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            joined = node_hash(joined, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and joined == root


def consistency_holds(old: int, new: int, old_root: bytes, new_root: bytes, proof: tuple[bytes, ...]) -> bool:
    """Whether the proof shows that the tree with `new_root` begins with the tree with `old_root`."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    hashes = proof if old & (old - 1) else (old_root, *proof)
    return bool(hashes) and _grown(old, new, hashes) == (old_root, new_root)


def _grown(old: int, new: int, hashes: tuple[bytes, ...]) -> tuple[bytes, bytes] | None:
    """The old and the new root that the hashes lead to; None when they are too few or too many."""
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        here, last = here >> 1, last >> 1
    return (before, after) if last == 0 else None


def _path(index: int, start: int, size: int, node: NodeHash) -> Iterator[bytes]:
    if size > 1:
        left = _left_size(size)
        if index < left:
            yield from _path(index, start, left, node)
            yield _range_root(start + left, size - left, node)
        else:
            yield from _path(index - left, start + left, size - left, node)
            yield _range_root(start, left, node)


def _subproof(old: int, start: int, size: int, node: NodeHash, *, whole: bool) -> Iterator[bytes]:
    if old == size:
        if not whole:
            yield _range_root(start, size, node)
        return
    left = _left_size(size)
    if old <= left:
        yield from _subproof(old, start, left, node, whole=whole)
        yield _range_root(start + left, size - left, node)
    else:
        yield from _subproof(old - left, start + left, size - left, node, whole=False)
        yield _range_root(start, left, node)


def _range_root(start: int, size: int, node: NodeHash) -> bytes:
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    left = _left_size(size)
    return node_hash(_range_root(start, left, node), _range_root(start + left, size - left, node))


def _left_size(size: int) -> int:
    """The largest power of two below `size`: the leaves of the left subtree."""
    return 1 << ((size - 1).bit_length() - 1)
