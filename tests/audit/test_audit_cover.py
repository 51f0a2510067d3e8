"""One proof for several leaves: every set of leaves of every small tree, and what is no proof."""

import hashlib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.audit.cover import cover_proof, covered_root
from viewer_app.audit.errors import ProofError
from viewer_app.audit.merkle import inclusion_proof, leaf_hash, tree_hash

LEAVES = [leaf_hash(bytes([number])) for number in range(64)]


def subtree(first: int, end: int) -> bytes:
    return tree_hash(LEAVES[first:end])


def test_every_set_of_leaves_of_every_small_tree() -> None:
    for size in range(1, 9):
        for count in range(1, size + 1):
            for chosen in combinations(range(size), count):
                proof = cover_proof(chosen, size, subtree)
                leaves = {index: LEAVES[index] for index in chosen}
                assert covered_root(leaves, size, proof) == subtree(0, size)
                assert len(proof) <= size - count


def test_for_one_leaf_it_has_the_hashes_of_its_audit_path() -> None:
    for size in range(1, 65):
        for index in range(size):
            path = inclusion_proof(index, size, subtree)
            assert sorted(cover_proof([index], size, subtree)) == sorted(path)


@given(st.data())
def test_another_leaf_place_size_or_proof_gives_another_root(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 64))
    chosen = sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))
    proof = cover_proof(chosen, size, subtree)
    leaves = {index: LEAVES[index] for index in chosen}
    root = subtree(0, size)
    at = data.draw(st.sampled_from(chosen))
    assert covered_root({**leaves, at: bytes(32)}, size, proof) != root
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        other = hashlib.sha256(proof[place]).digest()
        assert covered_root(leaves, size, [*proof[:place], other, *proof[place + 1 :]]) != root
        with pytest.raises(ProofError):
            covered_root(leaves, size, proof[:-1])
    with pytest.raises(ProofError):
        covered_root(leaves, size, [*proof, root])


@pytest.mark.parametrize(
    ("indexes", "size"), [([], 3), ([3], 3), ([-1], 3), ([0], 0), ([1, 1], 3), ([2, 1], 3)]
)
def test_places_that_do_not_exist_have_no_proof(indexes: list[int], size: int) -> None:
    with pytest.raises(ProofError):
        cover_proof(indexes, size, subtree)
