"""Secrets: memory that is zeros after use, and shows itself nowhere."""

import copy
import ctypes
import os
import pickle
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.evidence.secret import Secret


@given(st.binary(max_size=200_000))
def test_what_was_taken_is_there_and_gone_at_the_source(data: bytes) -> None:
    source = bytearray(data)
    with Secret.take(source) as secret:
        assert bytes(secret.view) == data
        assert len(secret) == len(data)
        assert source == bytes(len(data))


def test_wiping_leaves_zeros_in_the_pages() -> None:
    secret = Secret.take(bytearray(b"\xff" * 5000))
    seen = secret.view[:]  # a view of the same pages, which keeps them mapped
    secret.wipe()
    assert seen == bytes(5000)


def test_a_wiped_secret_says_so_and_gives_nothing() -> None:
    secret = Secret.random(32)
    view = secret.view
    secret.wipe()
    secret.wipe()
    assert secret.wiped
    assert len(secret) == 32
    with pytest.raises(ValueError, match="wiped"):
        _ = secret.view
    with pytest.raises(ValueError, match="released"):
        _ = view[0]


def test_leaving_a_with_block_by_an_exception_wipes() -> None:
    secret = Secret.random(16)
    with pytest.raises(KeyError), secret:
        raise KeyError
    assert secret.wiped


def test_forgetting_a_secret_wipes_it() -> None:
    secret = Secret.take(bytearray(b"\xff" * 64))
    seen = secret.view[:]
    del secret
    assert seen == bytes(64)


@pytest.mark.parametrize("copying", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_secret_is_not_copied(copying: object) -> None:
    assert callable(copying)
    with Secret.random(16) as secret, pytest.raises(TypeError, match="neither copied"):
        copying(secret)


def test_nothing_of_it_is_shown() -> None:
    with Secret.take(bytearray(b"hunter2hunter2")) as secret:
        assert repr(secret) == f"{secret}" == "<Secret of 14 bytes>"


def test_a_size_below_zero_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        Secret(-1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own account of the pages")
def test_the_pages_are_locked_and_kept_out_of_dumps_and_children() -> None:
    with Secret(3 * 4096 + 1) as secret:
        assert secret.locked
        # lo: locked, dd: not in core dumps, dc: not there after a fork
        assert {"lo", "dd", "dc"} <= page_flags(secret)
        assert not readable_from_outside(secret)


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own account of the pages")
@pytest.mark.usefixtures("without_hidden_pages")
def test_where_no_pages_can_be_hidden_they_are_locked_and_kept_out_all_the_same() -> None:
    with Secret(3 * 4096 + 1) as secret:
        assert secret.locked
        # wf: wiped on fork
        assert {"lo", "dd", "wf"} <= page_flags(secret)
        assert readable_from_outside(secret), "the control: only hidden pages are out of reach"


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own account of the pages")
def test_what_need_not_be_hidden_is_locked_and_kept_out_all_the_same() -> None:
    with Secret(3 * 4096 + 1, hide=False) as secret:
        assert secret.locked
        assert not secret.hidden
        assert {"lo", "dd", "wf"} <= page_flags(secret)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.parametrize("hidden", [True, False])
def test_a_forked_child_does_not_have_it(hidden: bool, request: pytest.FixtureRequest) -> None:
    if not hidden:
        request.getfixturevalue("without_hidden_pages")
    secret = Secret.take(bytearray(b"sealed"))
    child = os.fork()
    if child == 0:
        code = 1
        try:
            bytes(secret.view)
        except ValueError:
            secret.wipe()
            code = 0
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert bytes(secret.view) == b"sealed"
    secret.wipe()


@pytest.fixture
def without_hidden_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel before 5.14, or one where this was turned off."""
    monkeypatch.setattr("viewer_app.evidence.secret._MEMFD_SECRET", 100_000)


def readable_from_outside(secret: Secret) -> bool:
    """Whether the way debuggers and root take leads to the pages."""
    address = ctypes.addressof(ctypes.c_char.from_buffer(secret.view))
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        try:
            return len(memory.read(16)) == 16
        except OSError:
            return False


def page_flags(secret: Secret) -> set[str]:
    """What the kernel says of the pages that hold a secret."""
    address = ctypes.addressof(ctypes.c_char.from_buffer(secret.view))
    inside = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        name, *rest = line.split()
        if "-" in name and not name.endswith(":"):
            start, end = (int(part, 16) for part in name.split("-"))
            inside = start <= address < end
        elif inside and name == "VmFlags:":
            return set(rest)
    raise AssertionError("the secret is not in memory")


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits of Linux")
def test_more_than_may_be_locked_still_works() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, hard))
    try:
        with Secret(4096) as secret:
            # root may lock without limit
            assert secret.locked == _may_lock_anything()
            secret.view[:] = b"x" * 4096
    finally:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (soft, hard))


def _may_lock_anything() -> bool:
    status = Path("/proc/self/status").read_text()
    effective = int(status.split("CapEff:", 1)[1].split("\n", 1)[0], 16)
    return bool(effective >> 14 & 1)  # CAP_IPC_LOCK


def test_wiping_while_another_thread_reads_is_safe() -> None:
    secret = Secret.take(bytearray(b"\x01" * 100_000))
    reading, seen = threading.Event(), set[int]()

    def read() -> None:
        with secret.view[:] as view:
            reading.set()
            while view[-1]:
                seen.update(view[:1])
            seen.update(view[:1])

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    secret.wipe()
    reader.join(10)
    assert not reader.is_alive()
    assert seen <= {0, 1}
