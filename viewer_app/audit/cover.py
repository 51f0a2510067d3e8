"""One proof for several leaves of a Merkle tree (RFC 6962 shape) instead of one for each.

The proof is the hash of every largest subtree that holds none of the leaves, from left to right.
With the leaves themselves they cover the whole tree once, so anybody can compute the root. For
neighbouring leaves that is about two hashes for each level of the tree, however many leaves.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from viewer_app.audit.errors import ProofError
from viewer_app.audit.merkle import Subtree, node_hash, split


def cover_proof(indexes: Sequence[int], size: int, subtree: Subtree) -> list[bytes]:
    """The proof for the leaves at ``indexes`` (ascending, at least one) in a tree of ``size``.

    Raises ProofError (``trail.proof_invalid``).
    """
    _check(indexes, size)

    def walk(first: int, end: int, inside: Sequence[int]) -> Iterator[bytes]:
        if not inside:
            yield subtree(first, end)
        elif end - first > 1:
            middle = first + split(end - first)
            yield from walk(first, middle, [index for index in inside if index < middle])
            yield from walk(middle, end, [index for index in inside if index >= middle])

    return list(walk(0, size, indexes))


def covered_root(leaves: Mapping[int, bytes], size: int, proof: Sequence[bytes]) -> bytes:
    """The root of the tree of ``size`` that has these leaf hashes and is covered by ``proof``.

    Raises ProofError (``trail.proof_invalid``) where the proof is too short or too long.
    """
    indexes = sorted(leaves)
    _check(indexes, size)
    given = iter(proof)

    def walk(first: int, end: int, inside: Sequence[int]) -> bytes:
        if not inside:
            return _next(given)
        if end - first == 1:
            return leaves[first]
        middle = first + split(end - first)
        left = walk(first, middle, [index for index in inside if index < middle])
        return node_hash(left, walk(middle, end, [index for index in inside if index >= middle]))

    root = walk(0, size, indexes)
    if next(given, None) is not None:
        raise ProofError("trail.proof_invalid")
    return root


def _next(given: Iterator[bytes]) -> bytes:
    found = next(given, None)
    if found is None:
        raise ProofError("trail.proof_invalid")
    return found


def _check(indexes: Sequence[int], size: int) -> None:
    ascending = all(one < other for one, other in pairwise(indexes))
    if not indexes or not ascending or not 0 <= indexes[0] <= indexes[-1] < size < 2**53:
        raise ProofError("trail.proof_invalid")
