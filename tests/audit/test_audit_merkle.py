"""The tree against published roots, its definition, and every small proof there is."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.audit.errors import ProofError
from viewer_app.audit.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    tree_hash,
    verify_consistency,
    verify_inclusion,
)

# The reference leaves and roots of the Certificate Transparency test suite
# (google/certificate-transparency, merkletree tests; also transparency-dev/merkle).
REFERENCE_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
REFERENCE_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes([number])) for number in range(33)]


def defined_root(leaves: Sequence[bytes]) -> bytes:
    """The definition in RFC 6962 §2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    largest = 1
    while largest * 2 < len(leaves):
        largest *= 2
    return node_hash(defined_root(leaves[:largest]), defined_root(leaves[largest:]))


def subtree(first: int, end: int) -> bytes:
    return defined_root(LEAVES[first:end])


def test_reference_roots() -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT == bytes.fromhex(REFERENCE_ROOTS[0])
    hashes = [leaf_hash(leaf) for leaf in REFERENCE_LEAVES]
    for size, root in enumerate(REFERENCE_ROOTS):
        assert tree_hash(hashes[:size]).hex() == root
    for leaf, root in zip(hashes, REFERENCE_ROOTS[1:], strict=True):
        frontier.append(leaf)
        assert frontier.root().hex() == root


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_every_way_to_a_root_agrees_with_the_definition(size: int) -> None:
    root = defined_root(LEAVES[:size])
    assert tree_hash(LEAVES[:size]) == root
    assert Frontier.of(size, subtree).root() == root
    grown = Frontier.of(size // 2, subtree)
    for leaf in LEAVES[size // 2 : size]:
        grown.append(leaf)
    assert grown.root() == root


def _spoiled(proof: list[bytes]) -> list[list[bytes]]:
    """Every proof with one hash changed, dropped or added, or turned round."""
    spoiled = [[*proof, bytes(32)], [bytes(32), *proof]]
    for at in range(len(proof)):
        spoiled.append([*proof[:at], bytes(32), *proof[at + 1 :]])
        spoiled.append(proof[:at] + proof[at + 1 :])
    if len(proof) > 1:
        spoiled.append(proof[::-1])
    return spoiled


def test_every_inclusion_proof_up_to_33_leaves() -> None:
    for size in range(1, len(LEAVES) + 1):
        root = subtree(0, size)
        for index in range(size):
            proof = inclusion_proof(index, size, subtree)
            assert verify_inclusion(index, size, LEAVES[index], proof, root)
            assert not verify_inclusion(index, size, bytes(32), proof, root)
            assert not verify_inclusion(index, size, LEAVES[index], proof, bytes(32))
            assert not verify_inclusion((index + 1) % (size + 1), size, LEAVES[index], proof, root)
            for wrong in _spoiled(proof):
                assert not verify_inclusion(index, size, LEAVES[index], wrong, root)


def test_every_consistency_proof_up_to_33_leaves() -> None:
    for new in range(1, len(LEAVES) + 1):
        new_root = subtree(0, new)
        for old in range(1, new + 1):
            old_root = subtree(0, old)
            proof = consistency_proof(old, new, subtree)
            assert verify_consistency(old, new, old_root, new_root, proof)
            assert not verify_consistency(old, new, bytes(32), new_root, proof)
            assert not verify_consistency(old, new, old_root, bytes(32), proof)
            for wrong in _spoiled(proof):
                assert not verify_consistency(old, new, old_root, new_root, wrong)


HASHES = st.lists(st.binary(min_size=32, max_size=32) | st.binary(max_size=40), max_size=8)
SIZES = st.integers(-2, 2**40)


@given(SIZES, SIZES, HASHES, st.data())
def test_a_malformed_proof_proves_nothing(
    first: int, second: int, proof: list[bytes], data: st.DataObject
) -> None:
    """Hashes from anywhere, for places and sizes from anywhere: an answer, and that is no."""
    leaves = [leaf_hash(bytes([number])) for number in range(7)]
    tree = Frontier.of(7, lambda start, end: tree_hash(leaves[start:end])).root()
    some = data.draw(st.lists(st.sampled_from([*leaves, tree, EMPTY_ROOT]), max_size=6))
    for hashes in (proof, some):
        assert not verify_inclusion(first, second, bytes(32), hashes, tree)
        assert not verify_consistency(first, second, EMPTY_ROOT, tree, hashes)
        assert not verify_inclusion(3, 7, leaf_hash(b"another"), hashes, tree)


@given(st.integers(1, 33), st.integers(0, 32), st.data())
def test_a_proof_with_a_hash_changed_moved_added_or_dropped_proves_nothing(
    size: int, index: int, data: st.DataObject
) -> None:
    index %= size
    leaves = [leaf_hash(bytes([number])) for number in range(size)]

    def subtree(start: int, end: int) -> bytes:
        return tree_hash(leaves[start:end])

    proof = inclusion_proof(index, size, subtree)
    changed = list(proof)
    match data.draw(st.sampled_from(["changed", "moved", "added", "dropped"])):
        case "changed" if proof:
            at = data.draw(st.integers(0, len(proof) - 1))
            changed[at] = data.draw(st.binary(min_size=32, max_size=32))
        case "moved":
            changed = data.draw(st.permutations(proof))
        case "dropped":
            changed = proof[:-1]
        case _:
            changed.insert(data.draw(st.integers(0, len(proof))), leaves[0])
    holds = verify_inclusion(index, size, leaves[index], changed, subtree(0, size))
    assert holds == (changed == proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_for_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ProofError):
        inclusion_proof(index, size, subtree)
    assert not verify_inclusion(index, size, LEAVES[0], [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_no_proof_between_trees_that_do_not_follow(old: int, new: int) -> None:
    with pytest.raises(ProofError):
        consistency_proof(old, new, subtree)
    assert not verify_consistency(old, new, LEAVES[0], LEAVES[0], [])
