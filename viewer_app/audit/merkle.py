"""The Merkle tree of RFC 6962 §2.1 over SHA-256: roots, inclusion proofs, consistency proofs.

Hashes are 32 raw bytes. A tree over ``n`` leaves splits at the largest power of two below ``n``.
Provers take a function that hashes any run of leaves, so that they need not hold the tree.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from viewer_app.audit.errors import ProofError

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Subtree = Callable[[int, int], bytes]
"""``subtree(first, end)``: the hash of the tree over the leaves ``first <= i < end``."""

_sha256 = hashlib.sha256


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: SHA-256(0x00 ‖ data)."""
    return _sha256(b"\x00" + data).digest()


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """The hash of each of many leaves, as ``leaf_hash``."""
    return [_sha256(b"\x00" + data).digest() for data in leaves]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return _sha256(b"\x01" + left + right).digest()


def tree_hash(nodes: Sequence[bytes]) -> bytes:
    """The hash of the tree over ``nodes``: leaf hashes, or roots of equal complete subtrees."""
    if not nodes:
        return EMPTY_ROOT
    level = list(nodes)
    while len(level) > 1:
        # Pairing from the left and carrying an odd last node up gives RFC 6962's own shape.
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[0::2], level[1::2], strict=False)
        level = [_sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0]


def split(size: int) -> int:
    """The largest power of two below ``size`` (``size >= 2``), where RFC 6962 splits a tree."""
    return 1 << (size - 1).bit_length() - 1


class Frontier:
    """The right edge of a growing tree: enough to append and to know the root."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """``peaks``: the roots of the complete subtrees ``size`` falls into, largest first."""
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count():
            raise ProofError("trail.proof_invalid")

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        node = leaf
        merges = self.size
        while merges & 1:
            node = node_hash(self._peaks.pop(), node)
            merges >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def copy(self) -> "Frontier":
        """An edge that can grow on its own."""
        return Frontier(self.size, self._peaks)

    @classmethod
    def of(cls, size: int, subtree: Subtree) -> "Frontier":
        """The right edge of the first ``size`` leaves of a stored tree."""
        peaks: list[bytes] = []
        first = 0
        for bit in reversed(range(size.bit_length())):
            if size >> bit & 1:
                peaks.append(subtree(first, first + (1 << bit)))
                first += 1 << bit
        return cls(size, peaks)


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves (RFC 6962 §2.1.1)."""
    if not 0 <= index < size:
        raise ProofError("trail.proof_invalid")
    path: list[bytes] = []
    first, end = 0, size
    while end - first > 1:
        middle = first + split(end - first)
        if index < middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(first, middle))
            first = middle
    return path[::-1]


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``proof`` shows that ``leaf`` is leaf ``index`` under ``root`` (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and node == root


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Hashes that show the tree of ``old`` leaves to be a prefix of that of ``new``.

    RFC 6962 §2.1.2. ``1 <= old <= new``; empty where they are equal. Raises ProofError otherwise.
    """
    if not 0 < old <= new:
        raise ProofError("trail.proof_invalid")
    path: list[bytes] = []
    first, end = 0, new
    while old != end:
        middle = first + split(end - first)
        if old <= middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(first, middle))
            first = middle
    if first:
        path.append(subtree(first, end))
    return path[::-1]


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows the old tree to be a prefix of the new one (RFC 9162 §2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position >>= 1
        last >>= 1
    old_node = new_node = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_node = node_hash(sibling, old_node)
            new_node = node_hash(sibling, new_node)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            new_node = node_hash(new_node, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and old_node == old_root and new_node == new_root
